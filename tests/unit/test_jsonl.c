/* SPDX-License-Identifier: MIT */
/* The record: written, read and written again it has the same bytes; and what a line is refused for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "gap.h"
#include "jsonl.h"
#include "random.h"
#include "text.h"
#include "utf8.h"

enum { ARENA = 32 << 20, LONGEST = 64 << 10 };

struct fixture {
    struct arena arena;
    struct random random;
    char first[LONGEST];
    size_t n;
};

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    jsonl_setup();
    if (f) f->random.state = 77;
    return f && arena_open(&f->arena, ARENA) ? 0 : -1;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    arena_close(&f->arena);
    free(f);
    return 0;
}

static void open_doc(struct fixture *f, struct doc *d, struct str text) {
    arena_clear(&f->arena, ARENA);
    doc_open(d, &f->arena);
    d->id = STR("a/b.txt#2");
    d->source.path = STR("in/a/b.txt");
    d->source.encoding = STR("UTF-8");
    memset(d->source.sha256, 'a', 64);
    d->source.start = 100;
    d->raw = d->text = text;
    d->source.bytes = text.n;
    d->source.end = 100 + text.n;
    d->layers = LAYER_RAW | LAYER_TEXT;
}

static void ran(struct doc *d, const char *stage, unsigned layers) {
    *vec_push(d->arena, &d->stages) = str_of(stage);
    d->layers |= layers;
}

static struct str write_doc(struct fixture *f, const struct doc *d, bool keep_zones) {
    struct jsonl_style style = {OFFSETS_CODEPOINT, keep_zones};
    struct buf out;
    buf_open(&out, &f->arena, 64);
    jsonl_write(&out, d, &style);
    return buf_view(&out);
}

/* Reads the record in f->first as a fresh process would and compares what it writes. */
static void read_and_write_again(struct fixture *f) {
    struct doc d;
    arena_clear(&f->arena, ARENA);
    doc_open(&d, &f->arena);
    d.id = STR("-:1");
    d.source.path = STR("-");
    jsonl_read(&d, (struct str){f->first, f->n - 1}, NULL); /* sets arena.full itself */
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    struct str again = write_doc(f, &d, true);
    if (again.n == f->n && memcmp(again.p, f->first, f->n) == 0) return;
    print_error("# %.*s# %.*s", (int)f->n, f->first, (int)again.n, again.p);
    fail_msg("read and written again it differs");
}

static void round_trip(struct fixture *f, const struct doc *d) {
    struct str line = write_doc(f, d, true);
    assert_true(line.n < sizeof f->first);
    memcpy(f->first, line.p, line.n);
    f->n = line.n;
    assert_int_equal(f->first[f->n - 1], '\n');
    assert_null(memchr(f->first, '\n', f->n - 1));
    read_and_write_again(f);
}

static void test_empty(void **state) {
    struct fixture *f = *state;
    struct doc d;
    open_doc(f, &d, STR(""));
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    round_trip(f, &d);
    ran(&d, "decode", LAYER_TEXT);
    round_trip(f, &d);
}

static void test_all_layers(void **state) {
    struct fixture *f = *state;
    struct doc d;
    struct text t;
    open_doc(f, &d, STR("# Ћуприја\n\nČist 😀 tekst.\n\nCrumb\n"));
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    text_open(&t, &d);
    text_drop(&t, 2, RULE_MARKUP);
    text_keep(&t, (uint32_t)(d.text.n - 2 - 8));
    text_drop(&t, 8, RULE_CRUMB);
    text_commit(&t);
    uint32_t title = (uint32_t)sizeof "Ћуприја" - 1, body = title + 2, end = (uint32_t)d.text.n;
    *vec_push(d.arena,
              &d.zones) = (struct zone){.span = {0, title}, .kind = ZONE_TITLE, .repeats = -1};
    *vec_push(d.arena,
              &d.zones) = (struct zone){.span = {body, end}, .kind = ZONE_BODY, .repeats = 0};
    *vec_push(d.arena, &d.zones) = (struct zone){
        .span = {end, end}, .raw = {45, 51}, .kind = ZONE_CRUMB, .out = true, .repeats = -1};
    doc_set_title(&d);
    d.lang = LANG_SR, d.script = SCRIPT_CYRL;
    *vec_push(d.arena, &d.languages) = (struct language){{0, title}, LANG_SR, SCRIPT_CYRL, 999};
    *vec_push(d.arena,
              &d.languages) = (struct language){{body, end}, LANG_OTHER, SCRIPT_LATN, 1000};
    *vec_push(d.arena, &d.sentences) = (struct sentence){{body, end}, LANG_SQ};
    struct token tokens[] = {{{body, body + 5}, STR("Čist"), STR("čist"), STR("čist")},
                             {{body + 6, body + 10}, STR("😀"), STR("😀"), STR("")}};
    for (size_t i = 0; i < 2; i++) *vec_push(d.arena, &d.tokens) = tokens[i];
    struct entity entities[] = {{{0, title},
                                 TYPE_LOC,
                                 STR("GPE"),
                                 STR("Ćuprija"),
                                 STR("cuprija"),
                                 STR(""),
                                 LANG_SR,
                                 980,
                                 STR("lexicon"),
                                 0},
                                {{0, 2},
                                 TYPE_DATE,
                                 STR(""),
                                 STR(""),
                                 STR(""),
                                 STR("--05-28"),
                                 LANG_UND,
                                 5,
                                 STR("values"),
                                 0},
                                {{body, body + 5},
                                 TYPE_PER,
                                 STR(""),
                                 STR("Čist"),
                                 STR("#p1"),
                                 STR(""),
                                 LANG_OTHER,
                                 0,
                                 STR(""),
                                 0}};
    for (size_t i = 0; i < 3; i++) *vec_push(d.arena, &d.entities) = entities[i];
    *vec_push(d.arena, &d.meta) = (struct meta){STR("tags"), STR("[\"a\",{\"b\":1.5}]")};
    *vec_push(d.arena, &d.meta) = (struct meta){STR("küj \"t\""), STR("null")};
    doc_warn(&d, "decode", "bad_bytes", 9007199254740991, "not UTF-8: %02x", 255u);
    ran(&d, "decode", LAYER_TEXT);
    ran(&d, "somebody-else", 0);
    ran(&d, "language", LAYER_LANGUAGES);
    ran(&d, "sentences", LAYER_SENTENCES);
    ran(&d, "tokenise", LAYER_TOKENS);
    assert_null(doc_check(&d));
    round_trip(f, &d);
}

static void odd_document(struct fixture *f) {
    static const uint32_t odd[] = {
        1,      8,      9,      0xA,    0xB,     0xC,      0xD,    0x1B,   0x1F,   '"',    '\\',
        '/',    0x7F,   0x80,   0x85,   0x9F,    0xA0,     0x2027, 0x2028, 0x2029, 0x202A, 0xD7FF,
        0xE000, 0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF, 'x',    0xE2,   0xC2};
    char bytes[200];
    size_t n = 0;
    struct doc d;
    for (unsigned i = random_below(&f->random, 40); i > 0; i--)
        n += utf8_put(bytes + n, odd[random_below(&f->random, sizeof odd / sizeof *odd)]);
    struct str text = {bytes, n};
    open_doc(f, &d, text);
    d.id = d.title = d.source.path = text;
    *vec_push(d.arena, &d.meta) = (struct meta){text, text};
    doc_warn(&d, "decode", "charset", 0, "odd: %.*s", (int)n, bytes);
    for (size_t i = 0, k; i < n; i = k) {
        k = i;
        utf8_next(bytes, &k);
        *vec_push(d.arena, &d.tokens) = (struct token){
            {(uint32_t)i, (uint32_t)k}, str_sub(text, i, k), STR(""), STR("")};
    }
    ran(&d, "decode", LAYER_TEXT);
    ran(&d, "tokenise", LAYER_TOKENS);
    round_trip(f, &d);
}

/* Every character that needs care, in the text and in each string around it. */
static void test_characters(void **state) {
    static const char *const never[] = {"\u2028", "\u2029", "\xC2\x85", "\xC2\x80", "\x7F"};
    struct fixture *f = *state;
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    for (unsigned round = 0; round < 3000; round++) {
        odd_document(f);
        for (size_t i = 0; i < f->n - 1; i++) assert_true((unsigned char)f->first[i] >= 0x20);
        struct str line = {f->first, f->n};
        for (size_t i = 0; i < sizeof never / sizeof *never; i++)
            assert_int_equal(str_find(line, str_of(never[i])), line.n);
    }
}

static void test_nul_in_text(void **state) {
    struct fixture *f = *state;
    struct doc d;
    open_doc(f, &d, STR("a\0b\0"));
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    round_trip(f, &d);
    assert_true(str_find((struct str){f->first, f->n}, STR("a\\u0000b\\u0000")) < f->n);
}

static void test_scores(void **state) {
    struct fixture *f = *state;
    struct doc d;
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    for (uint16_t score = 0; score <= 1000; score++) {
        open_doc(f, &d, STR("x"));
        *vec_push(d.arena, &d.languages) = (struct language){{0, 1}, LANG_EN, SCRIPT_LATN, score};
        ran(&d, "language", LAYER_LANGUAGES);
        round_trip(f, &d);
    }
}

static void test_failures(void **state) {
    struct fixture *f = *state;
    struct doc d;
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    for (unsigned code = 1; code <= LIBRARY; code++) {
        open_doc(f, &d, STR("never seen"));
        doc_fail(&d, (enum status)code, 7, "%s\n\u2028 at \x01", status_word((enum status)code));
        d.failure.stage = STR("decode");
        round_trip(f, &d);
        assert_int_equal(str_find((struct str){f->first, f->n}, STR("never seen")), f->n);
    }
}

static enum status read_line(struct fixture *f, struct doc *d, struct str line) {
    char *exact = malloc(line.n ? line.n : 1); /* a step beyond it is seen by ASan */
    assert_non_null(exact);
    if (line.n) memcpy(exact, line.p, line.n);
    arena_clear(&f->arena, ARENA);
    doc_open(d, &f->arena);
    d->id = STR("-:1");
    jsonl_read(d, (struct str){exact, line.n}, NULL);
    free(exact);
    return d->failure.code;
}

static void test_foreign(void **state) {
    struct fixture *f = *state;
    struct doc d;
    assert_int_equal(read_line(f, &d,
                               STR("{\"text\":\"t\\u00eb \\ud83d\\ude00\",\"id\":7,\"n\":1.50,"
                                   "\"tags\":[\"x\",null],\"lang\":\"sq\"}")),
                     OK);
    assert_true(str_eq(d.raw, STR("të 😀")));
    assert_true(str_eq(d.id, STR("7")));
    assert_int_equal(d.meta.n, 3);
    assert_true(str_eq(d.meta.v[1].key, STR("tags")) &&
                str_eq(d.meta.v[1].json, STR("[\"x\",null]")));
    assert_int_equal(read_line(f, &d, STR("{\"text\":\"\"}")), OK);
    assert_true(str_eq(d.id, STR("-:1")));
}

static void test_refused(void **state) {
    static const struct {
        const char *line;
        enum status code;
    } lines[] = {
        {"", BAD_JSON},
        {"{", BAD_JSON},
        {"plain words", BAD_JSON},
        {"{\"text\":\"a\"} {}", BAD_JSON},
        {"{\"text\":\"\xFF\"}", BAD_JSON},
        {"{\"text\":\"\\ud800\"}", BAD_JSON},
        {"{\"text\":\"a\",}", BAD_JSON},
        {"[1,2]", BAD_JSON},
        {"\"text\"", BAD_JSON},
        {"{}", BAD_RECORD},
        {"{\"id\":\"x\"}", BAD_RECORD},
        {"{\"text\":null}", BAD_RECORD},
        {"{\"text\":[\"a\"]}", BAD_RECORD},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct doc d;
        enum status code = read_line(f, &d, str_of(lines[i].line));
        if (code != lines[i].code) fail_msg("%s: %s", lines[i].line, status_word(code));
        assert_true(d.failure.why.n > 0);
        assert_true(str_eq(d.failure.stage, STR("read")));
    }
}

#define RECORD(rest)                                                                               \
    "{\"v\":1,\"id\":\"x\",\"source\":{\"path\":\"x\",\"bytes\":4,\"start\":0,\"end\":4},"         \
    "\"text\":\"një\"," rest "}"

/* Records of ours that contradict themselves. */
static void test_contradictions(void **state) {
    static const char *const lines[] = {
        RECORD("\"sentences\":[{\"start\":0,\"end\":4,\"lang\":\"sq\"}]"),
        RECORD("\"sentences\":[{\"start\":2,\"end\":1,\"lang\":\"sq\"}]"),
        RECORD("\"sentences\":[{\"start\":-1,\"end\":1,\"lang\":\"sq\"}]"),
        RECORD("\"sentences\":[{\"start\":0,\"end\":99999999999,\"lang\":\"sq\"}]"),
        RECORD("\"sentences\":[{\"start\":0,\"end\":2,\"lang\":\"sq\"},{\"start\":1,\"end\":3,"
               "\"lang\":\"sq\"}]"),
        RECORD("\"sentences\":7"),
        RECORD("\"sentences\":[7]"),
        RECORD("\"tokens\":{\"start\":[0,1],\"end\":[1]}"),
        RECORD("\"tokens\":{\"start\":[0,1],\"end\":[1,3],\"norm\":[\"a\"]}"),
        RECORD("\"tokens\":{\"start\":[1],\"end\":[1]}"),
        RECORD("\"entities\":[{\"start\":0,\"end\":1,\"type\":\"DOG\",\"score\":1}]"),
        RECORD("\"entities\":[{\"start\":0,\"end\":1,\"type\":\"PER\",\"score\":\"high\"}]"),
        RECORD("\"entities\":[{\"start\":0,\"end\":1,\"type\":\"PER\",\"score\":1e300}]"),
        RECORD("\"zones\":[{\"start\":0,\"end\":1,\"kind\":\"attic\"}]"),
        RECORD("\"edits\":[{\"start\":0,\"end\":1,\"source_start\":3,\"source_end\":2}]"),
        RECORD("\"edits\":[{\"start\":0,\"end\":9,\"source_start\":0,\"source_end\":9}]"),
        RECORD("\"title\":3"),
        RECORD("\"meta\":{\"a\":1}"),
        RECORD("\"stages\":[1]"),
    };
    struct fixture *f = *state;
    unsigned failed = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct doc d;
        enum status code = read_line(f, &d, str_of(lines[i]));
        if (code == BAD_RECORD) continue;
        print_error("# %s: %s\n", lines[i], status_word(code));
        failed++;
    }
    assert_int_equal(failed, 0);
    struct doc d;
    struct str words = str_of(RECORD("\"tokens\":{\"start\":[\"0\"],\"end\":[1]}"));
    known_gap(read_line(f, &d, words) == BAD_RECORD, "a token's start must be a number");
}

static void write_any(struct fixture *f, const struct doc *d) {
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    struct str line = write_doc(f, d, true);
    assert_true(line.n > 0 && line.p[line.n - 1] == '\n');
}

/* Good records with bytes changed, cut, doubled: never a crash, and what is read can be written. */
static void test_random_damage(void **state) {
    static const char good[] = RECORD(
        "\"sentences\":[{\"start\":0,\"end\":3,\"lang\":\"sq\"}],"
        "\"tokens\":{\"start\":[0,1],\"end\":[1,3],\"norm\":[\"n\",\"je\"]},"
        "\"entities\":[{\"start\":0,\"end\":1,\"type\":\"PER\",\"score\":0.5}],"
        "\"edits\":[{\"start\":3,\"end\":3,\"source_start\":4,\"source_end\":4}]");
    struct fixture *f = *state;
    for (unsigned round = 0; round < 20000; round++) {
        char line[2 * sizeof good];
        size_t n = sizeof good - 1;
        memcpy(line, good, n);
        for (unsigned i = 1 + random_below(&f->random, 3); i > 0; i--) {
            uint32_t at = random_below(&f->random, (uint32_t)n);
            switch (random_below(&f->random, 4)) {
            case 0: line[at] = (char)random_below(&f->random, 256); break;
            case 1: line[at] = "0123456789{}[],:\"\\-"[random_below(&f->random, 19)]; break;
            case 2: memmove(line + at, line + at + 1, --n - at); break;
            default: memmove(line + at + 1, line + at, n++ - at); break;
            }
        }
        struct doc d;
        read_line(f, &d, (struct str){line, n});
        if (d.failure.code == OK) assert_null(doc_check(&d));
        write_any(f, &d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),          cmocka_unit_test(test_all_layers),
        cmocka_unit_test(test_characters),     cmocka_unit_test(test_nul_in_text),
        cmocka_unit_test(test_scores),         cmocka_unit_test(test_failures),
        cmocka_unit_test(test_foreign),        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_contradictions), cmocka_unit_test(test_random_damage),
    };
    return cmocka_run_group_tests_name("jsonl", tests, setup, teardown);
}
