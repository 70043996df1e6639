/* SPDX-License-Identifier: MIT */
/* Lemmas of whole sentences. What needs a dictionary is skipped where iber.words was made without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "data.h"

extern const struct stage stage_lemma;

struct fixture {
    struct arena arena;
    struct doc doc;
    struct data data;
    void *state;
};

static int open_stage(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    char message[512];
    struct env env = {.message = message, .message_size = sizeof message};
    if (f == NULL || !arena_open(&f->arena, (size_t)1 << 24)) return -1;
    const struct data_paths paths = {NULL, NULL, NULL};
    if (!data_open(&f->data, stage_lemma.uses, &paths, message, sizeof message)) return -1;
    data_env(&f->data, &env);
    f->state = calloc(1, stage_lemma.state_size);
    *state = f;
    return f->state && stage_lemma.setup(f->state, &env) == OK ? 0 : -1;
}

static int close_stage(void **state) {
    struct fixture *f = *state;
    stage_lemma.cleanup(f->state);
    data_close(&f->data);
    arena_close(&f->arena);
    free(f->state);
    free(f);
    return 0;
}

/* Runs the stage on one sentence, its tokens parted by blanks. */
static void run_stage(struct fixture *f, enum lang lang, const char *text) {
    arena_clear(&f->arena, SIZE_MAX);
    struct doc *d = &f->doc;
    doc_open(d, &f->arena);
    d->text = str_of(text);
    d->lang = lang;
    struct sentence *s = vec_push(d->arena, &d->sentences);
    *s = (struct sentence){{0, (uint32_t)d->text.n}, lang};
    for (uint32_t i = 0; i < d->text.n;) {
        uint32_t n = (uint32_t)strcspn(text + i, " ");
        struct token *t = vec_push(d->arena, &d->tokens);
        t->span = (struct span){i, i + n};
        i += n + (i + n < d->text.n);
    }
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    assert_int_equal(stage_lemma.run(f->state, d), OK);
}

/* The lemmas, parted by blanks. */
static void check(struct fixture *f, enum lang lang, const char *text, const char *wanted) {
    for (int again = 0; again < 2; again++) { /* the second time from the cache */
        run_stage(f, lang, text);
        char got[1024];
        size_t n = 0;
        for (uint32_t i = 0; i < f->doc.tokens.n; i++) {
            struct str l = f->doc.tokens.v[i].lemma;
            assert_true(n + l.n + 1 < sizeof got);
            if (i) got[n++] = ' ';
            memcpy(got + n, l.p, l.n);
            n += l.n;
        }
        got[n] = '\0';
        assert_string_equal(got, wanted);
    }
}

static void need_words(struct fixture *f, enum lang lang, const char *word) {
    if (!wordlist_has(&f->data.words, lang, str_of(word))) skip();
}

static void test_english(void **state) {
    struct fixture *f = *state;
    need_words(f, LANG_EN, "minister");
    check(f, LANG_EN, "The ministers were going to Brussels .", "the minister be go to Brussels .");
    check(f, LANG_EN, "He called 3 stopped buses in NATO areas", "he call 3 stop bus in NATO area");
    check(f, LANG_EN, "Hamas has located the weapons", "Hamas have locate the weapon");
    check(f, LANG_EN, "I do n’t know what they 're doing", "I do not know what they be do");
}

static void test_serbian(void **state) {
    struct fixture *f = *state;
    need_words(f, LANG_SR, "predsednik");
    check(f, LANG_SR, "Predsednik je rekao da su građani Srbije i UN-a",
          "predsednik biti reći da biti građanin Srbija i UN");
    check(f, LANG_SR, "Председник је рекао да су грађани Србије и УН-а",
          "председник бити рећи да бити грађанин Србија и УН");
    check(f, LANG_SR, "lokalne vlasti", "lokalan vlast");
    check(f, LANG_SR, "инјекције његова", "инјекција његов");
    check(f, LANG_SR, "Ljudi će doći", "čovek hteti doći");
    check(f, LANG_SR, "Prije će ljudi vidjeti rješenja", "prije htjeti čovjek vidjeti rješenje");
    check(f, LANG_SR, "Radoičića su videli u Zvečanu", "Radoičić biti videti u Zvečan");
    check(f, LANG_SR, "najnovijeg su najavili", "nov biti najaviti"); /* naj-, and a verb */
}

static void test_albanian(void **state) {
    struct fixture *f = *state;
    need_words(f, LANG_SQ, "qytet");
    check(f, LANG_SQ, "Qytetet janë në vitin e filmit", "qytet jam në vit e film");
    check(f, LANG_SQ, "ai tha se kanë filluar zgjedhjet", "ai them se kam filloj zgjedhje");
}

/* Names and words that no dictionary has get their lemma by learnt endings. */
static void test_unknown(void **state) {
    struct fixture *f = *state;
    check(f, LANG_EN, "they blorfed the snibbles", "they blorf the snibble");
    check(f, LANG_SR, "u Mrkoplaču", "u Mrkoplač");
}

static void test_as_it_is(void **state) {
    struct fixture *f = *state;
    check(f, LANG_EN, "2,500 http://a.b/Cars @Users , EU", "2,500 http://a.b/Cars @Users , EU");
    check(f, LANG_OTHER, "Les Voitures", "Les Voitures");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)
    const struct CMUnitTest tests[] = {
        TEST(test_english), TEST(test_serbian),  TEST(test_albanian),
        TEST(test_unknown), TEST(test_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
