/* SPDX-License-Identifier: MIT */
/* The document: what doc_check() refuses, words of rules, zones and types, title, failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "doc.h"

static int setup(void **state) {
    struct arena *a = calloc(1, sizeof *a);
    *state = a;
    return a && arena_open(a, 1 << 20) ? 0 : -1;
}

static int teardown(void **state) {
    arena_close(*state);
    free(*state);
    return 0;
}

static struct doc open_doc(struct arena *a, struct str text) {
    struct doc d;
    arena_clear(a, 1 << 20);
    doc_open(&d, a);
    d.text = d.raw = text;
    return d;
}

enum layer { ZONES, LANGUAGES, SENTENCES, TOKENS, ENTITIES, LAYERS };

static void push(struct doc *d, enum layer layer, uint32_t begin, uint32_t end) {
    struct span s = {begin, end};
    switch (layer) {
    case ZONES: vec_push(d->arena, &d->zones)->span = s; break;
    case LANGUAGES: vec_push(d->arena, &d->languages)->span = s; break;
    case SENTENCES: vec_push(d->arena, &d->sentences)->span = s; break;
    case TOKENS: vec_push(d->arena, &d->tokens)->span = s; break;
    default: vec_push(d->arena, &d->entities)->span = s; break;
    }
}

static void test_sound_spans(void **state) {
    for (enum layer layer = ZONES; layer < LAYERS; layer++) {
        struct doc d = open_doc(*state, STR("ujë, voda"));
        push(&d, layer, 0, 4);
        push(&d, layer, 4, 5);
        push(&d, layer, 6, 10);
        assert_null(doc_check(&d));
    }
}

static void test_unsound_spans(void **state) {
    static const struct {
        uint32_t begin, end;
        unsigned fine; /* bit set of layers for which it is no fault */
    } spans[] = {
        {3, 6, 0},                             /* begins inside ë */
        {0, 3, 0},                             /* ends inside ë */
        {6, 11, 0},                            /* beyond the text */
        {11, 12, 0},                           /* all beyond */
        {7, 6, 0},                             /* ends before it begins */
        {5, 5, 1u << ZONES | 1u << LANGUAGES}, /* empty */
    };
    for (enum layer layer = ZONES; layer < LAYERS; layer++)
        for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
            struct doc d = open_doc(*state, STR("ujë, voda"));
            push(&d, layer, spans[i].begin, spans[i].end);
            bool fault = doc_check(&d) != NULL;
            if (fault == (spans[i].fine >> layer & 1))
                fail_msg("layer %d, span %u to %u", layer, spans[i].begin, spans[i].end);
        }
}

static void test_overlaps(void **state) {
    for (enum layer layer = ZONES; layer < LAYERS; layer++) {
        struct doc d = open_doc(*state, STR("one two three"));
        push(&d, layer, 0, 7);
        push(&d, layer, 4, 13);
        assert_int_equal(doc_check(&d) == NULL, layer == ENTITIES); /* candidates may overlap */
    }
}

static void test_text_and_edits(void **state) {
    const struct str bad[] = {STR("\x80"), STR("a\xC3"), STR("\xED\xA0\x80"),
                              STR("\xF4\x90\x80\x80"), STR("\xC0\x80")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct doc d = open_doc(*state, bad[i]);
        assert_non_null(doc_check(&d));
    }
    static const struct edit edits[][2] = {
        {{0, 2, 0, 2, RULE_SPACE}, {1, 3, 2, 3, RULE_SPACE}}, /* overlap in the text */
        {{0, 1, 0, 2, RULE_SPACE}, {1, 3, 1, 3, RULE_SPACE}}, /* in the source */
        {{0, 1, 0, 1, RULE_SPACE}, {3, 4, 2, 3, RULE_SPACE}}, /* two bytes between, or one? */
        {{0, 1, 0, 1, RULE_SPACE}, {3, 9, 3, 9, RULE_SPACE}}, /* beyond the text */
        {{1, 0, 0, 1, RULE_SPACE}, {3, 4, 3, 4, RULE_SPACE}}, /* ends before it begins */
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct doc d = open_doc(*state, STR("12345"));
        for (size_t k = 0; k < 2; k++) *vec_push(d.arena, &d.edits) = edits[i][k];
        if (doc_check(&d) == NULL) fail_msg("edits %zu pass", i);
    }
}

static void test_words(void **state) {
    (void)state;
    for (unsigned i = 0; i < RULE_COUNT; i++)
        assert_int_equal(rule_from(str_of(rule_word((enum rule)i))), i);
    for (unsigned i = 0; i < ZONE_COUNT; i++)
        assert_int_equal(zone_from(str_of(zone_word((enum zone_kind)i))), i);
    for (unsigned i = 0; i < TYPE_COUNT; i++)
        assert_int_equal(entity_type_from(str_of(entity_type_word((enum entity_type)i))), i);
    for (unsigned i = 0; i < LANG_COUNT; i++)
        assert_int_equal(lang_from(str_of(lang_word((enum lang)i))), i);
    for (unsigned i = 0; i < SCRIPT_COUNT; i++)
        assert_int_equal(script_from(str_of(script_word((enum script)i))), i);
    assert_int_equal(zone_from(STR("no such zone")), ZONE_COUNT);
    assert_int_equal(entity_type_from(STR("per")), TYPE_COUNT);
    assert_int_equal(lang_from(STR("zu")), LANG_OTHER);
    assert_int_equal(lang_rules(LANG_HR), LANG_SR);
    assert_int_equal(lang_rules(LANG_PT), LANG_OTHER);
    assert_int_equal(lang_from(STR("")), LANG_UND);
}

static void test_title(void **state) {
    struct doc d = open_doc(*state, STR("crumb head title title"));
    static const struct zone zones[] = {{.span = {0, 5}, .kind = ZONE_TITLE, .out = true},
                                        {.span = {6, 10}, .kind = ZONE_HEADING},
                                        {.span = {11, 16}, .kind = ZONE_TITLE},
                                        {.span = {17, 22}, .kind = ZONE_TITLE}};
    doc_set_title(&d);
    assert_int_equal(d.title.n, 0);
    for (size_t i = 0; i < 2; i++) *vec_push(d.arena, &d.zones) = zones[i];
    doc_set_title(&d);
    assert_true(str_eq(d.title, STR("head")));
    for (size_t i = 2; i < 4; i++) *vec_push(d.arena, &d.zones) = zones[i];
    doc_set_title(&d);
    assert_true(str_eq(d.title, STR("title")) && d.title.p == d.text.p + 11);
}

static void test_failure(void **state) {
    struct doc d = open_doc(*state, STR(""));
    assert_int_equal(doc_fail(&d, NOT_TEXT, 4, "a %s of %d", "PNG", 7), NOT_TEXT);
    assert_int_equal(doc_fail(&d, LIBRARY, 9, "later"), NOT_TEXT);
    assert_int_equal(d.failure.code, NOT_TEXT);
    assert_int_equal(d.failure.byte, 4);
    assert_true(str_eq(d.failure.why, STR("a PNG of 7")));
    doc_warn(&d, "decode", "bad_bytes", 3, "%02x", 255u);
    assert_int_equal(d.warnings.n, 1);
    assert_true(str_eq(d.warnings.v[0].why, STR("ff")));
}

static void test_language_of_a_place(void **state) {
    struct doc d = open_doc(*state, STR("first second third"));
    d.lang = LANG_EN;
    *vec_push(d.arena, &d.sentences) = (struct sentence){{0, 5}, LANG_SQ};
    *vec_push(d.arena, &d.sentences) = (struct sentence){{13, 18}, LANG_SR};
    uint32_t hint = 0;
    assert_int_equal(doc_lang_at(&d, 0, &hint), LANG_SQ);
    assert_int_equal(doc_lang_at(&d, 4, &hint), LANG_SQ);
    assert_int_equal(doc_lang_at(&d, 7, &hint), LANG_EN);
    assert_int_equal(doc_lang_at(&d, 13, &hint), LANG_SR);
    assert_int_equal(doc_lang_at(&d, 18, &hint), LANG_EN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_spans), cmocka_unit_test(test_unsound_spans),
        cmocka_unit_test(test_overlaps),    cmocka_unit_test(test_text_and_edits),
        cmocka_unit_test(test_words),       cmocka_unit_test(test_title),
        cmocka_unit_test(test_failure),     cmocka_unit_test(test_language_of_a_place),
    };
    return cmocka_run_group_tests_name("doc", tests, setup, teardown);
}
