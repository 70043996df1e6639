/* SPDX-License-Identifier: MIT */
/* --explain: edits, names and their candidates as lines; units of positions; what is no text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "../../pipeline/explain.h"

struct fixture {
    struct arena arena;
    struct doc doc;
};

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    if (f == NULL || !arena_open(&f->arena, 1 << 20)) return -1;
    doc_open(&f->doc, &f->arena);
    f->doc.id = STR("a\tb");
    f->doc.source.start = 100;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    arena_close(&f->arena);
    free(f);
    return 0;
}

static void assert_lines(struct fixture *f, enum offsets offsets, const char *want) {
    struct buf out;
    struct jsonl_style style = {.offsets = offsets};
    if (setjmp(f->arena.full)) fail_msg("the arena is full");
    buf_open(&out, &f->arena, 16);
    explain_write(&out, &f->doc, &style);
    buf_byte(&out, '\0');
    assert_string_equal(out.p, want);
}

static struct entity entity(uint32_t begin, uint32_t end, enum entity_type type,
                            const char *method) {
    return (struct entity){.span = {begin, end}, .type = type, .method = str_of(method)};
}

static void test_edits(void **state) {
    struct fixture *f = *state;
    f->doc.raw = STR("\xF0\x9F\x99\x82 a\xC2\xA0\xFFz\\");
    f->doc.text = STR("\xF0\x9F\x99\x82 a z\\");
    *vec_push(&f->arena, &f->doc.edits) = (struct edit){6, 7, 6, 9, RULE_SPACE};
    assert_lines(f, OFFSETS_CODEPOINT, "a\\tb\t3\t106\t109\tspace\t\xC2\xA0\\xFF\t \n");
    assert_lines(f, OFFSETS_UTF16, "a\\tb\t4\t106\t109\tspace\t\xC2\xA0\\xFF\t \n");
    assert_lines(f, OFFSETS_BYTE, "a\\tb\t6\t106\t109\tspace\t\xC2\xA0\\xFF\t \n");
}

static void propose(struct fixture *f, struct entity e, uint16_t support, uint16_t belief,
                    int32_t gain, enum fate fate) {
    e.support = support;
    *vec_push(&f->arena, &f->doc.proposals) = (struct proposal){e, belief, gain, fate};
}

/* "Ana Rey" beats "Rey"; "May" is unlikely and nothing stands there; an entity that had no candidate. */
static void test_names(void **state) {
    struct fixture *f = *state;
    f->doc.text = STR("Ana Rey in May, Rey");
    struct entity ana = entity(0, 7, TYPE_PER, "given"), rey = entity(4, 7, TYPE_LOC, "lexicon");
    rey.subtype = STR("GPE"), rey.id = STR("rey"), rey.score = 950;
    propose(f, ana, 1001, 1000, 812, FATE_KEPT);
    propose(f, rey, 1, 83, -267, FATE_OVERLAP);
    propose(f, entity(11, 14, TYPE_PER, "surname"), 0, 7, -543, FATE_UNLIKELY);
    ana.id = STR("#p1"), ana.score = 1000;
    *vec_push(&f->arena, &f->doc.entities) = ana;
    *vec_push(&f->arena, &f->doc.entities) = entity(16, 19, TYPE_PER, "again");
    assert_lines(f, OFFSETS_CODEPOINT, "");
    f->doc.layers = LAYER_RESOLVED;
    assert_lines(
        f, OFFSETS_CODEPOINT,
        "a\\tb\t0\t100\t107\tentity\tAna Rey\tPER\t\t#p1\tgiven\t1.000\n"
        "a\\tb\t0\t100\t107\tkept\tAna Rey\tPER\t\t\tgiven\t0.000\t1.000\t1.000\t0.812\tAna "
        "Rey\tPER\tgiven\n"
        "a\\tb\t4\t104\t107\toverlap\tRey\tLOC\tGPE\trey\tlexicon\t0.950\t0.000\t0.083\t-0."
        "267\tAna "
        "Rey\tPER\tgiven\n"
        "a\\tb\t11\t111\t114\tunlikely\tMay\tPER\t\t\tsurname\t0.000\t\t0.007\t-0.543\t\t\t\n"
        "a\\tb\t16\t116\t119\tentity\tRey\tPER\t\t\tagain\t0.000\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        T(test_edits),
        T(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
