/* SPDX-License-Identifier: MIT */
/* Files, directories, lists, stdin; lines, JSONL, CoNLL-U; limits. */
#include "input_fixture.h"

static void test_file(void **state) {
    struct fixture *f = *state;
    put_text("a.txt", "Prishtinë\r\n");
    put_text("empty", "");
    assert_int_equal(mkdir("sub", 0755), 0);
    put_text("sub/b.txt", "b");
    EXPECT(f, "a.txt text 0 ok Prishtinë\r\n\nempty text 0 ok \nb.txt text 0 ok b\n",
           NAMES("a.txt", "empty", "sub/b.txt"));
    EXPECT(f, "", NAMES(NULL));
    EXPECT(f, "", .paths = NULL);
}

static void test_missing(void **state) {
    struct fixture *f = *state;
    put_text("a", "a");
    EXPECT(f, "no text 0 unreadable \na text 0 ok a\na text 0 unreadable \n text 0 unreadable \n",
           NAMES("x/no", "a", "./a/", ""));
}

static void test_directory(void **state) {
    struct fixture *f = *state;
    assert_int_equal(mkdir("d", 0755), 0);
    assert_int_equal(mkdir("d/b", 0755), 0);
    assert_int_equal(mkdir("d/empty", 0755), 0);
    assert_int_equal(mkdir("d/.hidden", 0755), 0);
    assert_int_equal(mkfifo("d/fifo", 0644), 0);
    put_text("d/Z", "1");
    put_text("d/a", "2");
    put_text("d/b/y", "4");
    put_text("d/b/x.jsonl", "{}\n");
    put_text("d/b.txt", "5");
    put_text("d/ç", "6");
    put_text("d/.x", "no");
    put_text("d/.hidden/x", "no");
    const char *all = "Z text 0 ok 1\na text 0 ok 2\nb/x.jsonl:1 jsonl 0 ok {}\nb/y text 0 ok 4\n"
                      "b.txt text 0 ok 5\nç text 0 ok 6\n";
    EXPECT(f, all, NAMES("d"));
    EXPECT(f, all, NAMES("d/"));
    EXPECT(f, ".x text 0 ok no\nx text 0 ok no\n", NAMES("d/.x", "d/.hidden"));
}

static void test_links(void **state) {
    struct fixture *f = *state;
    assert_int_equal(mkdir("d", 0755), 0);
    assert_int_equal(mkdir("d/e", 0755), 0);
    put_text("d/e/t", "t");
    assert_int_equal(symlink("..", "d/e/up"), 0);
    assert_int_equal(symlink("nowhere", "d/n"), 0);
    assert_int_equal(symlink("self", "d/self"), 0);
    assert_int_equal(symlink("e", "d/f"), 0);
    EXPECT(f,
           "e/t text 0 ok t\ne/up text 0 loop \nf/t text 0 ok t\nf/up text 0 loop \n"
           "n text 0 unreadable \nself text 0 unreadable \n",
           NAMES("d"));
}

static void test_lines(void **state) {
    struct fixture *f = *state;
    put_text("l", "one\n\ntwo\r\n\r\nthr\ree\nlast");
    EXPECT(f,
           "l:1 text 0 ok one\nl:2 text 4 ok \nl:3 text 5 ok two\nl:4 text 10 ok \n"
           "l:5 text 12 ok thr\ree\nl:6 text 19 ok last\n",
           .form = FORM_LINES, NAMES("l"));
    put_text("e", "");
    EXPECT(f, "", .form = FORM_LINES, NAMES("e"));
}

static void test_long_line(void **state) {
    struct fixture *f = *state;
    enum { BIG = 3 * 1024 * 1024 };
    char *big = malloc(BIG + 8);
    assert_non_null(big);
    memset(big, 'x', BIG + 8);
    memcpy(big, "a\n", 2);
    memcpy(big + BIG, "\nb\r\nc", 5);
    put("l", big, BIG + 5);
    EXPECT(f,
           "l:1 text 0 ok a\nl:2 text 2 too_big \nl:3 text 3145729 ok b\nl:4 text 3145732 ok c\n",
           .form = FORM_LINES, .max_bytes = 1000, NAMES("l"));
    EXPECT(f, "l:1 text 0 ok a\nl:2 text 2 ok …\nl:3 text 3145729 ok b\nl:4 text 3145732 ok c\n",
           .form = FORM_LINES, .max_bytes = BIG - 2, NAMES("l"));
    free(big);
}

static void test_max_bytes(void **state) {
    struct fixture *f = *state;
    put_text("l", "12345\n123456\n12345\r\n1234\r\n123456\r\n12345");
    EXPECT(f,
           "l:1 text 0 ok 12345\nl:2 text 6 too_big \nl:3 text 13 ok 12345\nl:4 text 20 ok 1234\n"
           "l:5 text 26 too_big \nl:6 text 34 ok 12345\n",
           .form = FORM_LINES, .max_bytes = 5, NAMES("l"));
    put_text("a", "12345");
    put_text("b", "123456");
    pack("b.gz", "raw", "gzip", MEMBERS("b", "123456"));
    pack("z.zip", "zip", NULL, MEMBERS("a", "12345", "b", "123456", "c", "1"));
    int fd = open("huge", O_WRONLY | O_CREAT, 0644);
    assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0);
    close(fd);
    EXPECT(f,
           "a text 0 ok 12345\nb text 0 too_big \nb.gz text 0 too_big \nz.zip/a text 0 ok 12345\n"
           "z.zip/b text 0 too_big \nz.zip/c text 0 ok 1\nhuge text 0 too_big \n",
           .max_bytes = 5, NAMES("a", "b", "b.gz", "z.zip", "huge"));
    EXPECT(f, "zero text 0 too_big \n", .max_bytes = 1000, NAMES("/dev/zero"));
}

/* A full arena costs one document. */
static void test_full(void **state) {
    struct fixture *f = *state;
    enum { BIG = ARENA + 1000 };
    char *big = malloc(BIG);
    assert_non_null(big);
    memset(big, 'x', BIG);
    memcpy(big + BIG - 12, "\n# newdoc\n1\n", 12);
    put("big", big, BIG);
    put("big.conllu", big, BIG);
    put_text("a", "a");
    EXPECT(f,
           "FULL big\na text 0 ok a\nFULL big.conllu\n"
           "big.conllu#2 conllu 4195293 ok # newdoc\n1\n\n",
           .max_bytes = SIZE_MAX, NAMES("big", "a", "big.conllu"));
    EXPECT(f, "FULL big:1\nbig:2 text 4195293 ok # newdoc\nbig:3 text 4195302 ok 1\n",
           .form = FORM_LINES, .max_bytes = SIZE_MAX, NAMES("big"));
    free(big);
}

/* "BEFORE", a document that is too large for the arena, "AFTER" and a small one. */
static void put_large(const char *path, const char *before, const char *after) {
    enum { BIG = ARENA + 1000 };
    size_t n = strlen(before), m = strlen(after);
    char *all = malloc(n + BIG + m);
    assert_non_null(all);
    memcpy(all, before, n);
    memset(all + n, 'x', BIG);
    memcpy(all + n + BIG, after, m);
    put(path, all, n + BIG + m);
    free(all);
}

static void test_full_forms(void **state) {
    struct fixture *f = *state;
    char head[200];
    snprintf(head, sizeof head,
             "WARC/1.0\nWARC-Type: resource\nWARC-Target-URI: u:1\nContent-Type: text/plain\n"
             "Content-Length: %d\n\n",
             ARENA + 1000);
    put_large("w", head,
              "\n\nWARC/1.0\nWARC-Type: resource\nWARC-Target-URI: u:2\n"
              "Content-Type: text/plain\nContent-Length: 2\n\nok\n\n");
    EXPECT(f, "FULL u:1\nu:2 text 4195500 ok ok\n", .max_bytes = SIZE_MAX, NAMES("w"));
    EXPECT(f, "u:1 text 100 too_big \nu:2 text 4195500 ok ok\n", .max_bytes = 1000, NAMES("w"));
    put_large("d", "<doc id=\"1\">\n", "\n</doc>\n<doc id=\"2\">\nok</doc>\n");
    EXPECT(f, "FULL 1\n2 text 4195338 ok ok\n", .max_bytes = SIZE_MAX, NAMES("d"));
    put_large("j.json", "[{\"a\":{\"text\":\"}", "\"}}, {}]");
    EXPECT(f, "FULL j.json:1\nj.json:2 jsonl 4195325 ok {}\n", .max_bytes = SIZE_MAX,
           NAMES("j.json"));
}

static void test_jsonl(void **state) {
    struct fixture *f = *state;
    put_text("a.jsonl", "{\"a\":1}\r\n\n  \t\r\n  {}\n");
    put_text("b.ndjson", "{}\n  ");
    put_text("c", "{}");
    EXPECT(f,
           "a.jsonl:1 jsonl 0 ok {\"a\":1}\na.jsonl:4 jsonl 17 ok {}\nb.ndjson:1 jsonl 0 ok {}\n"
           "c text 0 ok {}\n",
           NAMES("a.jsonl", "b.ndjson", "c"));
    EXPECT(f, "c:1 jsonl 0 ok {}\n", .form = FORM_JSONL, NAMES("c"));
}

static void test_conllu(void **state) {
    struct fixture *f = *state;
    put_text("a.conllu", "# global.columns\n\n# newdoc id = 1\n1\tA\r\n\n"
                         "# newdoc id = 2\n# x\n1\tB\n\n# newdoc\n");
    EXPECT(f,
           "a.conllu#1 conllu 0 ok # global.columns\n\n# newdoc id = 1\n1\tA\r\n\n\n"
           "a.conllu#2 conllu 40 ok # newdoc id = 2\n# x\n1\tB\n\n\n"
           "a.conllu#3 conllu 65 ok # newdoc\n\n",
           NAMES("a.conllu"));
    put_text("b.conllu", "1\tA\n# newdo");
    put_text("c.conllu", "# newdoc\n1\tA\n");
    put_text("d.conllu", "1\tA\n\n# newdoc\n1\tB\n");
    put_text("e.conllu", "");
    EXPECT(f,
           "b.conllu conllu 0 ok 1\tA\n# newdo\nc.conllu conllu 0 ok # newdoc\n1\tA\n\n"
           "d.conllu#1 conllu 0 ok 1\tA\n\n\nd.conllu#2 conllu 5 ok # newdoc\n1\tB\n\n"
           "e.conllu conllu 0 ok \n",
           NAMES("b.conllu", "c.conllu", "d.conllu", "e.conllu"));
    EXPECT(f,
           "c.conllu conllu 0 too_big \nd.conllu#1 conllu 0 ok 1\tA\n\n\n"
           "d.conllu#2 conllu 5 too_big \n",
           .max_bytes = 8, NAMES("c.conllu", "d.conllu"));
}

/* A part that comes near the limit ends with a sentence; other lines only look like "# newdoc". */
static void test_conllu_cut(void **state) {
    struct fixture *f = *state;
    put_text("a.conllu", "1\tA\n\n1\tB\r\n\r\n1\tC\n\n\n# x\n# newdoc\n1\tD\n\n");
    EXPECT(f,
           "a.conllu#1 conllu 0 ok 1\tA\n\n1\tB\r\n\r\n\n"
           "a.conllu#2 conllu 12 ok 1\tC\n\n\n# x\n\n"
           "a.conllu#3 conllu 22 ok # newdoc\n1\tD\n\n\n",
           .max_bytes = 15, NAMES("a.conllu"));
    put_text("b.conllu", "1\tA\n\n\n");
    EXPECT(f, "b.conllu#1 conllu 0 ok 1\tA\n\n\nb.conllu#2 conllu 5 ok \n\n", .max_bytes = 6,
           NAMES("b.conllu"));
    put_text("c.conllu", "1\tA\n# newdocs\n# newdoc_id = a\n#newdoc id = b\n1\tB\n# newdoc=c");
    EXPECT(f,
           "c.conllu#1 conllu 0 ok 1\tA\n# newdocs\n# newdoc_id = a\n\n"
           "c.conllu#2 conllu 30 ok #newdoc id = b\n1\tB\n\nc.conllu#3 conllu 49 ok # newdoc=c\n",
           NAMES("c.conllu"));
}

static void test_list(void **state) {
    struct fixture *f = *state;
    put_text("a", "1");
    put_text("b\nc", "2");
    put_text("d e", "3");
    put_text("lf", "a\n\nno\r\nd e");
    put("nul", "b\nc\0\0a", 6);
    put("mixed", "a\0b\na", 5);
    EXPECT(f, "d e text 0 ok 3\na text 0 ok 1\nno text 0 unreadable \nd e text 0 ok 3\n",
           .list = "lf", NAMES("d e"));
    EXPECT(f, "b\nc text 0 ok 2\na text 0 ok 1\n", .list = "nul", .null_separated = true);
    EXPECT(f, "none text 0 unreadable \n", .list = "none");
    EXPECT(f, "tmp text 0 unreadable \n", .list = "/tmp");
    read_all(f, (struct input_options){.list = "mixed"});
    assert_int_equal(f->items, 2);
    char *text = noise(100000);
    for (char *p = text; *p; p++)
        if (*p == '\n') *p = ' ';
    put_text("long", text);
    read_all(f, (struct input_options){.list = "long"});
    assert_int_equal(f->items, 1);
    free(text);
}

/* n: no more than a pipe holds. */
static void read_stdin(struct fixture *f, const char *bytes, size_t n,
                       struct input_options options) {
    int ends[2], old = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, n), n);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    read_all(f, options);
    if (old < 0) close(STDIN_FILENO);
    else dup2(old, STDIN_FILENO);
    if (old >= 0) close(old);
}

static void test_stdin(void **state) {
    struct fixture *f = *state;
    char packed[4096];
    const struct input_options plain = {.max_bytes = 1000, NAMES("-")};
    read_stdin(f, "text\n", 5, plain);
    assert_string_equal(f->listing, "- text 0 ok text\n\n");
    read_stdin(f, "{}\n[]\n", 6, plain);
    assert_string_equal(f->listing, "-:1 jsonl 0 ok {}\n-:2 jsonl 3 ok []\n");
    read_stdin(f, "", 0, plain);
    assert_string_equal(f->listing, "- text 0 ok \n");
    pack("a.gz", "raw", "gzip", MEMBERS("a", "{}\n"));
    read_stdin(f, packed, get("a.gz", packed, sizeof packed), plain);
    assert_string_equal(f->listing, "-:1 jsonl 0 ok {}\n");
    pack("a.zip", "zip", NULL, MEMBERS("a", "1", "b.jsonl", "{}"));
    read_stdin(f, packed, get("a.zip", packed, sizeof packed), plain);
    assert_string_equal(f->listing, "-/a text 0 ok 1\n-/b.jsonl:1 jsonl 0 ok {}\n");
    read_stdin(f, "a.gz\n-\n", 7, (struct input_options){.list = "-"});
    assert_string_equal(f->listing, "a.gz text 0 ok {}\n\n- text 0 unreadable \n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        T(test_file),  T(test_missing),    T(test_directory),  T(test_links),
        T(test_lines), T(test_long_line),  T(test_max_bytes),  T(test_full),
        T(test_jsonl), T(test_conllu),     T(test_conllu_cut), T(test_list),
        T(test_stdin), T(test_full_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
