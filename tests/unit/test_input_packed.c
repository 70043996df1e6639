/* SPDX-License-Identifier: MIT */
/* Archives and packed files, whole and damaged. */
#include "input_fixture.h"

static void test_packed(void **state) {
    struct fixture *f = *state;
    pack("a.txt.gz", "raw", "gzip", MEMBERS("x", "gz"));
    pack("b.xz", "raw", "xz", MEMBERS("x", "xz"));
    pack("c.jsonl.zst", "raw", "zstd", MEMBERS("x", "{}\n{}\n"));
    pack("d.bz2", "raw", "bzip2", MEMBERS("x", "bz2"));
    pack("no-name", "raw", "gzip", MEMBERS("x", "begin 644 x\n#1\n`\nend\n"));
    pack("empty.gz", "raw", "gzip", MEMBERS("x", ""));
    EXPECT(f,
           "a.txt.gz text 0 ok gz\nb.xz text 0 ok xz\nc.jsonl.zst:1 jsonl 0 ok {}\n"
           "c.jsonl.zst:2 jsonl 3 ok {}\nd.bz2 text 0 ok bz2\n"
           "no-name text 0 ok begin 644 x\n#1\n`\nend\n\nempty.gz text 0 ok \n",
           NAMES("a.txt.gz", "b.xz", "c.jsonl.zst", "d.bz2", "no-name", "empty.gz"));
}

static void test_archives(void **state) {
    struct fixture *f = *state;
    static const char *const formats[][2] = {
        {"pax", "gzip"}, {"ustar", NULL}, {"gnutar", "zstd"}, {"zip", NULL}, {"7zip", NULL}};
    const char *all = "x/d/a text 0 ok one\nx/b.jsonl:1 jsonl 0 ok {}\nx/b.jsonl:2 jsonl 3 ok {1}\n"
                      "x/d/ç.conllu conllu 0 ok 1\tA\n\nx/e text 0 ok \n";
    const char *lines = "x/d/a:1 text 0 ok one\nx/b.jsonl:1 text 0 ok {}\n"
                        "x/b.jsonl:2 text 3 ok {1}\nx/d/ç.conllu:1 text 0 ok 1\tA\n";
    assert_int_equal(mkdir("in", 0755), 0);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        pack("in/x", formats[i][0], formats[i][1],
             MEMBERS("d/", "", "d/a", "one", "b.jsonl", "{}\n{1}", "link@", "", "d/ç.conllu",
                     "1\tA\n", "e", ""));
        EXPECT(f, all, NAMES("in/x"));
        EXPECT(f, all, NAMES("in"));
        EXPECT(f, lines, .form = FORM_LINES, NAMES("in/x"));
    }
    pack("n.gz", "raw", "gzip", MEMBERS("x", "inner"));
    char inner[64];
    inner[get("n.gz", inner, sizeof inner - 1)] = '\0';
    inner[3] = '\0'; /* what is left is a gzip magic */
    pack("n.zip", "zip", NULL, MEMBERS("n.jsonl.gz", inner));
    read_all(f, (struct input_options){NAMES("n.zip")});
    assert_true(has(f, "n.zip/n.jsonl.gz text 0 not_text "));
}

/* What came out before the damage is given out, and then the damage. */
static void test_truncated(void **state) {
    struct fixture *f = *state;
    static const char *const filters[] = {"gzip", "xz", "zstd", "bzip2"};
    char *text = noise(3000000);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        pack("a", "raw", filters[i], MEMBERS("x", text));
        cut_file("a", 100);
        read_tail(f, (struct input_options){.form = FORM_LINES, NAMES("a")});
        assert_true(f->items > 10000);
        assert_true(has(f, "a text ") && has(f, " bad_archive "));
        read_all(f, (struct input_options){.max_bytes = 3500000, NAMES("a")});
        assert_int_equal(f->items, 1);
        assert_true(has(f, "a text ") && has(f, " bad_archive "));
        pack("b", "raw", filters[i], MEMBERS("x", "short"));
        for (size_t n = cut_file("b", 1); n >= 10; n = cut_file("b", 1)) {
            read_all(f, (struct input_options){NAMES("b")});
            assert_int_equal(f->items, 1);
            assert_true(has(f, "b text ") && has(f, " bad_archive "));
        }
    }
    pack("a", "ustar", NULL, MEMBERS("x", "x", "y", text));
    cut_file("a", 5000);
    read_all(f, (struct input_options){.max_bytes = 3500000, NAMES("a", "b")});
    assert_true(has(f, "a/x text 0 ok x\na/y text "));
    assert_true(has(f, " bad_archive \nb text "));
    assert_int_equal(f->items, 3);
    free(text);
}

static void test_damaged(void **state) {
    struct fixture *f = *state;
    char tar[4096], zip[4096];
    pack("a.tar", "ustar", NULL, MEMBERS("a", "one", "b", "two", "c", "three"));
    size_t n = get("a.tar", tar, sizeof tar);
    tar[1024 + 150] ^= 1; /* the checksum of b */
    put("a.tar", tar, n);
    pack("z.zip", "zip", NULL, MEMBERS("a", "one", "b", "two\nthree", "c", "four"));
    size_t m = get("z.zip", zip, sizeof zip);
    char *directory = memmem(zip, m, "PK\1\2", 4);
    assert_non_null(directory);
    char *second = memmem(directory + 4, m - (size_t)(directory + 4 - zip), "PK\1\2", 4);
    assert_non_null(second);
    second[16] ^= 1; /* the checksum of b */
    put("z.zip", zip, m);
    tar[150] ^= 1;
    put("b.tar", tar, 512);
    EXPECT(f, "a.tar/a text 0 ok one\na.tar text 1536 bad_archive \n", NAMES("a.tar"));
    EXPECT(f, "b.tar text 0 bad_archive \n", NAMES("b.tar"));
    EXPECT(f, "z.zip/a text 0 ok one\nz.zip/b text 0 bad_archive \nz.zip/c text 0 ok four\n",
           NAMES("z.zip"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        T(test_packed),
        T(test_archives),
        T(test_truncated),
        T(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
