/* SPDX-License-Identifier: MIT */
/* Lexicons: rows compiled by iber-lexicon ($IBER_LEXICON) and looked up; damaged files are refused,
 * and rows with faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fold.h"
#include "lexicon.h"
#include "random.h"

#define HEADER "id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n"

static const char good_rows[] = HEADER
    "windmill-hill\tLOC\tGPE\tWindmill Hill\tKodra e Mullirit|Kodër Mulliri\tBrdo Vetrenjača\t\t\n"
    "windmill\tLOC\tFAC\tWindmill\t\tVetrenjača\tMühle\tweak; a building\n"
    "djuric-zarko\tPER\t\t\tZharko Gjuriq\tŽarko Đurić\t\tsurname; a miller\n"
    "hill-people-norp\tMISC\tNORP\thillman|hillmen\t\tbrđanin\t\t\n"
    "wmo-hill\tORG\t\tWMOH|Windmill Owners of the Hill\t\t\t\t\n";

struct fixture {
    char dir[32];
    struct lexicon lexicon;
};

static void write_file(const char *path, const char *bytes, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* Exit status of iber-lexicon; what it printed is left in the file out. */
static int tool(const char *args) {
    char command[1024];
    const char *program = getenv("IBER_LEXICON");
    assert_non_null(program);
    snprintf(command, sizeof command, "'%s' %s >out 2>&1", program, args);
    int status = system(command);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool printed(const char *words) {
    char text[4096];
    FILE *f = fopen("out", "rb");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = '\0';
    return strstr(text, words) != NULL;
}

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    char message[256];
    if (!f) return -1;
    snprintf(f->dir, sizeof f->dir, "/tmp/iber-lexicon-XXXXXX");
    if (!mkdtemp(f->dir) || chdir(f->dir) != 0) return -1;
    *state = f;
    write_file("good.tsv", good_rows, sizeof good_rows - 1);
    if (tool("compile -o good.lex good.tsv") != 0) return -1;
    return lexicon_open(&f->lexicon, "good.lex", message, sizeof message) ? 0 : -1;
}

static int teardown(void **state) {
    static const char *const files[] = {"good.tsv", "good.lex", "bad.tsv", "bad.lex", "out"};
    struct fixture *f = *state;
    lexicon_close(&f->lexicon);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) remove(files[i]);
    int r = chdir("/") + rmdir(f->dir);
    free(f);
    return r;
}

static const struct lexicon_slot *find(const struct lexicon *l, const char *text) {
    char key[256];
    size_t n = fold(str_of(text), key);
    return lexicon_find(l, (struct str){key, n});
}

/* Is `id` among the entries of the text's key? */
static const struct lexicon_form *form_of(const struct lexicon *l, const char *text,
                                          const char *id) {
    const struct lexicon_slot *s = find(l, text);
    for (uint32_t i = 0; s && i < s->forms; i++) {
        const struct lexicon_form *f = &l->forms[s->form + i];
        const struct lexicon_entry *e = lexicon_entry(l, f);
        if (str_eq(lexicon_str(l, e->id, e->id_n), str_of(id))) return f;
    }
    return NULL;
}

static void test_spellings(void **state) {
    static const char *const rows[][2] = {
        {"Windmill Hill", "windmill-hill"},
        {"windmill hill", "windmill-hill"},
        {"Kodra e Mullirit", "windmill-hill"},
        {"KODER MULLIRI", "windmill-hill"},
        {"Brdo Vetrenjača", "windmill-hill"},
        {"Брдо Ветрењача", "windmill-hill"},
        {"Vetrenjaca", "windmill"},
        {"Muhle", "windmill"},
        {"Žarko Đurić", "djuric-zarko"},
        {"Zarko Djuric", "djuric-zarko"},
        {"Zarko Duric", "djuric-zarko"},
        {"Жарко Ђурић", "djuric-zarko"},
        {"Zharko Gjuriq", "djuric-zarko"},
        {"hillmen", "hill-people-norp"},
        {"W.M.O.H.", "wmo-hill"},
        {"Đurić", "djuric-zarko"},
    };
    const struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!form_of(&f->lexicon, rows[i][0], rows[i][1])) fail_msg("%s is not found", rows[i][0]);
}

static void test_absent(void **state) {
    static const char *const words[] = {
        "",      "Wind",      "Windmill Hil", "Windmill Hills", "Hill", "Windmill Hill Road",
        "Žarko", "e Mullirit"};
    const struct fixture *f = *state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct lexicon_slot *s = find(&f->lexicon, words[i]);
        if (s && s->forms) fail_msg("'%s' is found", words[i]);
    }
}

static void test_prefixes_and_flags(void **state) {
    const struct fixture *f = *state;
    const struct lexicon *l = &f->lexicon;
    assert_true(find(l, "Windmill")->next & lexicon_next(STR("hill")));
    assert_true(find(l, "Brdo")->next != 0);
    assert_int_equal(find(l, "Brdo")->forms, 0);
    assert_int_equal(find(l, "Windmill Hill")->next, 0);
    assert_true(form_of(l, "Windmill", "windmill")->flags & LEX_WEAK);
    assert_false(form_of(l, "Windmill Hill", "windmill-hill")->flags & LEX_WEAK);
    assert_true(form_of(l, "Đurić", "djuric-zarko")->flags & LEX_SURNAME_OF);
    assert_false(form_of(l, "Žarko Đurić", "djuric-zarko")->flags & LEX_SURNAME_OF);
    assert_true(form_of(l, "WMOH", "wmo-hill")->flags & LEX_ACRONYM);
    assert_true(form_of(l, "hillman", "hill-people-norp")->flags & LEX_LOWER);
    const struct lexicon_form *form = form_of(l, "Zarko Duric", "djuric-zarko");
    assert_true(str_eq(lexicon_str(l, form->text, form->text_n), STR("Žarko Đurić")));
    const struct lexicon_entry *e = lexicon_entry(l, form);
    assert_int_equal(e->kind, LEX_PER);
    assert_true(str_eq(lexicon_str(l, e->norm[1], e->norm_n[1]), STR("Zharko Gjuriq")));
    assert_true(str_eq(lexicon_str(l, e->norm[2], e->norm_n[2]), STR("Žarko Đurić")));
}

/* An entry's spellings as in its row, languages in the order of the columns; and the row's place. */
static void test_entries(void **state) {
    static const char *const texts[] = {"Windmill Hill", "Kodra e Mullirit", "Kodër Mulliri",
                                        "Brdo Vetrenjača"};
    const struct fixture *f = *state;
    const struct lexicon *l = &f->lexicon;
    const struct lexicon_entry *e = lexicon_entry(l,
                                                  form_of(l, "Brdo Vetrenjača", "windmill-hill"));
    assert_int_equal(lexicon_forms(l, e), sizeof texts / sizeof *texts);
    for (uint32_t i = 0; i < lexicon_forms(l, e); i++) {
        const struct lexicon_form *form = lexicon_form(l, e, i);
        if (!str_eq(lexicon_str(l, form->text, form->text_n), str_of(texts[i])))
            fail_msg("form %u is not %s", i, texts[i]);
    }
    assert_true(str_eq(lexicon_str(l, e->file, e->file_n), STR("good.tsv")));
    assert_int_equal(e->line, 2);
    assert_null(lexicon_verify(l));
}

/* Rows of a gazetteer come behind ours, by rank, then as they stand. */
static void test_ranks(void **state) {
    static const char rows[] = HEADER "gn:1\tLOC\tGPE\tTwin Town\t\t\t\t\n"
                                      "gn:2\tLOC\tGPE\tTwin Town\t\t\t\trank=9\n"
                                      "gn:3\tLOC\tGPE\tTwin Town\t\t\t\trank=17\n"
                                      "gn:4\tLOC\tGPE\tTwin Town\t\t\t\trank=9\n"
                                      "ours\tLOC\tGPE\tTwin Town\t\t\t\t; as gn:1\n";
    static const char *const order[] = {"ours", "gn:3", "gn:2", "gn:4", "gn:1"};
    struct lexicon l;
    char message[256];
    (void)state;
    write_file("bad.tsv", rows, sizeof rows - 1);
    assert_int_equal(tool("check bad.tsv"), 0);
    assert_int_equal(tool("compile -o bad.lex bad.tsv"), 0);
    assert_true(lexicon_open(&l, "bad.lex", message, sizeof message));
    const struct lexicon_slot *s = find(&l, "twin town");
    assert_non_null(s);
    assert_int_equal(s->forms, 5);
    for (uint32_t i = 0; i < 5; i++) {
        const struct lexicon_entry *e = lexicon_entry(&l, &l.forms[s->form + i]);
        if (!str_eq(lexicon_str(&l, e->id, e->id_n), str_of(order[i])))
            fail_msg("place %u is not that of %s", i, order[i]);
    }
    lexicon_close(&l);
}

static bool opens(const char *path) {
    struct lexicon l;
    char message[256] = "";
    if (lexicon_open(&l, path, message, sizeof message)) {
        lexicon_close(&l);
        return true;
    }
    if (!strstr(message, path)) fail_msg("'%s' does not name the file", message);
    if (strchr(message, '\n')) fail_msg("'%s' is more than a line", message);
    return false;
}

static char *read_good(size_t *n) {
    FILE *f = fopen("good.lex", "rb");
    char *p = malloc(1 << 20);
    assert_non_null(f);
    assert_non_null(p);
    *n = fread(p, 1, 1 << 20, f);
    fclose(f);
    return p;
}

static void test_cut_short(void **state) {
    size_t n;
    struct random random = {3};
    char *bytes = read_good(&n);
    (void)state;
    assert_false(opens("no-such.lex"));
    for (unsigned i = 0; i < 300; i++) {
        size_t cut = i < 100 ? i : random_below(&random, (uint32_t)n);
        write_file("bad.lex", bytes, cut);
        if (opens("bad.lex")) fail_msg("the first %zu of %zu bytes are opened", cut, n);
    }
    free(bytes);
}

static void test_turned_bits(void **state) {
    size_t n, header = 8 * sizeof(struct lexicon_header);
    struct random random = {4};
    unsigned of_header = 0;
    char *bytes = read_good(&n);
    (void)state;
    for (size_t i = 0; i < header + 500; i++) {
        size_t bit = i < header ? i : header + random_below(&random, (uint32_t)(8 * n - header));
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        write_file("bad.lex", bytes, n);
        bool opened = opens("bad.lex");
        of_header += opened && i < header;
        if (opened && i >= header) fail_msg("bit %zu of byte %zu turned: opened", bit % 8, bit / 8);
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    }
    free(bytes);
    assert_int_equal(of_header, 0);
}

/* Rows with faults: exit 1, and file:line on stderr. */
static void test_bad_rows(void **state) {
    static const char *const rows[][2] = {
        {"no-type\t\t\tX Town\t\t\t\t\n", "bad.tsv:2"},
        {"Bad Id\tLOC\tGPE\tX Town\t\t\t\t\n", "bad.tsv:2"},
        {"x-town\tLOC\tNORP\tX Town\t\t\t\t\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\t\tmore\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\t\nx-town\tLOC\tGPE\tY Town\t\t\t\t\n", "bad.tsv:3"},
        {"x-town\tLOC\tGPE\tCafe\xCC\x81 Town\t\t\t\t\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX \xFF Town\t\t\t\t\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town|X Town\t\t\t\t\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\trank=256\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\trank=high\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\trank=\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\tstrong\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\tin=\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\tin=nowhere\n", "bad.tsv:2"},
        {"x-town\tLOC\tGPE\tX Town\t\t\t\tin=x-town\n", "bad.tsv:2"},
        {"x-body\tORG\t\tX Body\t\t\t\tin=x-town\n", "bad.tsv:2"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        int n = snprintf(text, sizeof text, "%s%s", HEADER, rows[i][0]);
        write_file("bad.tsv", text, (size_t)n);
        if (tool("check bad.tsv") != 1) fail_msg("row %zu passes: %s", i, rows[i][0]);
        if (!printed(rows[i][1])) fail_msg("row %zu: %s is not named", i, rows[i][1]);
    }
    static const char cyrillic[] = HEADER "x-town\tLOC\tGPE\tX Town\t\tИкс\t\t\n";
    remove("bad.lex");
    assert_int_equal(tool("compile -o bad.lex bad.tsv"), 1);
    assert_int_not_equal(access("bad.lex", F_OK), 0);
    write_file("bad.tsv", cyrillic, sizeof cyrillic - 1);
    assert_int_equal(tool("check bad.tsv"), 1);
    assert_true(printed("Cyrillic"));
    assert_int_equal(tool("check good.tsv"), 0);
    assert_int_equal(tool("check no-such.tsv"), 1);
    assert_int_equal(tool(""), 2);
    assert_int_equal(tool("compile good.tsv"), 2);
}

/* Two rows, one form: only with a note on both. */
static void test_clashes(void **state) {
    static const char clash[] = HEADER "a-town\tLOC\tGPE\tTwin Town\t\t\t\t\n"
                                       "b-town\tLOC\tGPE\tTwin Town\t\t\t\t\n";
    static const char noted[] = HEADER "a-town\tLOC\tGPE\tTwin Town\t\t\t\tweak; as b-town\n"
                                       "b-town\tLOC\tGPE\tTwin Town\t\t\t\tweak; as a-town\n";
    (void)state;
    write_file("bad.tsv", clash, sizeof clash - 1);
    assert_int_equal(tool("check bad.tsv"), 1);
    assert_true(printed("Twin Town") && printed("b-town"));
    write_file("bad.tsv", noted, sizeof noted - 1);
    assert_int_equal(tool("check bad.tsv"), 0);
}

/* The same rows in another order of files give the same answers, the same order the same bytes. */
static void test_same_bytes(void **state) {
    size_t n, k;
    (void)state;
    char *before = read_good(&n), *after;
    assert_int_equal(tool("compile -o good.lex good.tsv"), 0);
    after = read_good(&k);
    assert_int_equal(n, k);
    assert_memory_equal(before, after, n);
    free(before);
    free(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_absent),
        cmocka_unit_test(test_prefixes_and_flags),
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_ranks),
        cmocka_unit_test(test_cut_short),
        cmocka_unit_test(test_turned_bits),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_clashes),
        cmocka_unit_test(test_same_bytes),
    };
    return cmocka_run_group_tests_name("lexicon", tests, setup, teardown);
}
