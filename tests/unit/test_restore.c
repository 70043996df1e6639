/* SPDX-License-Identifier: MIT */
/* restore: the places where marks may stand, and words restored by the data that iber is built with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data.h"
#include "restore_parts.h"

static int setup(void **state) {
    struct data *d = calloc(1, sizeof *d);
    char message[512];
    *state = d;
    const struct data_paths beside = {0};
    unsigned uses = USES_LEXICON | USES_WORDS | USES_MODEL(MODEL_RESTORE);
    return d && data_open(d, uses, &beside, message, sizeof message) ? 0 : -1;
}

static int teardown(void **state) {
    data_close(*state);
    free(*state);
    return 0;
}

static void expect_choices(enum variety variety, const char *plain, const char *marked, bool fits) {
    struct form f;
    uint64_t choices;
    char out[2 * FORM_BYTES];
    struct str want = str_of(marked);
    assert_true(form_read(&f, variety, str_of(plain)));
    assert_int_equal(form_choices(&f, want, &choices), fits);
    if (fits) assert_true(str_eq((struct str){out, form_write(&f, choices, out)}, want));
}

static void test_places(void **state) {
    (void)state;
    expect_choices(VARIETY_SR, "radoicic", "radoičić", true);
    expect_choices(VARIETY_SR, "djurdjevac", "đurđevac", true);
    expect_choices(VARIETY_SR, "dakovica", "đakovica", true);
    expect_choices(VARIETY_SR, "odjel", "odjel", true);
    expect_choices(VARIETY_SR, "odjel", "ođel", true);
    expect_choices(VARIETY_SR, "casa", "caša", true);
    expect_choices(VARIETY_SR, "casa", "çasa", false);
    expect_choices(VARIETY_SR, "casa", "čas", false);
    expect_choices(VARIETY_SR, "čas", "čaš", true);
    expect_choices(VARIETY_SR, "čas", "ćas", false);
    expect_choices(VARIETY_SQ, "celes", "çelës", true);
    expect_choices(VARIETY_SQ, "celes", "čelës", false);
}

static void test_hostile(void **state) {
    struct form f;
    char word[3 * FORM_BYTES];
    (void)state;
    assert_false(form_read(&f, VARIETY_SR, STR("")));
    assert_false(form_read(&f, VARIETY_SR, STR("\u0301")));
    assert_false(form_read(&f, VARIETY_SR, STR("реч")));
    assert_false(form_read(&f, VARIETY_SR, STR("München")));
    assert_false(form_read(&f, VARIETY_SQ, STR("Vučić")));
    for (size_t n = 1; n < sizeof word; n++) {
        memset(word, 'c', n);
        assert_int_equal(form_read(&f, VARIETY_SR, (struct str){word, n}), n <= FORM_BYTES);
        assert_true(f.n_places <= PLACES);
    }
}

/* Words of a line, blanks between them; what comes back, the same way. */
static void expect(struct restore *r, enum variety variety, const char *line, const char *wanted) {
    struct restore_word words[RESTORE_WORDS];
    char out[4096];
    size_t n = 0, used = 0;
    struct str rest = str_of(line);
    for (struct str word; n < RESTORE_WORDS && str_cut(&rest, ' ', &word);)
        words[n++] = (struct restore_word){.text = word};
    restore_words(r, variety, words, n);
    for (size_t i = 0; i < n; i++) {
        if (i) out[used++] = ' ';
        memcpy(out + used, words[i].restored.p, words[i].restored.n);
        used += words[i].restored.n;
    }
    out[used] = '\0';
    assert_string_equal(out, wanted);
}

static struct restore *open(void **state) {
    const struct data *d = *state;
    struct restore *r = restore_new(&d->lexicon, &d->words, &d->model[MODEL_RESTORE]);
    assert_non_null(r);
    return r;
}

static void test_words(void **state) {
    struct restore *r = open(state);
    expect(r, VARIETY_SR, "rekao je da ce doci u Cacak", "rekao je da će doći u Čačak");
    expect(r, VARIETY_SR, "DJURDJEVDAN i Djurdjevdan", "ĐURĐEVDAN i Đurđevdan");
    expect(r, VARIETY_HR, "sljedeci odjel nadjacava djecu", "sljedeći odjel nadjačava djecu");
    restore_begin(r);
    expect(r, VARIETY_SQ, "nje shtepi e vjeter me 2 dhoma", "një shtëpi e vjetër me 2 dhoma");
    expect(r, VARIETY_SQ, "", "");
    restore_free(r);
}

/* What the text has with its marks, it has everywhere; a new text does not know it. */
static void test_seen(void **state) {
    struct restore *r = open(state);
    expect(r, VARIETY_SR, "Žbulković je otišao kući", "Žbulković je otišao kući");
    expect(r, VARIETY_SR, "došao je Zbulkovic po šešir", "došao je Žbulković po šešir");
    restore_begin(r);
    expect(r, VARIETY_SR, "došao je Zbulkovic po šešir", "došao je Zbulkovic po šešir");
    restore_note(r, VARIETY_SR, STR("Đekša"));
    expect(r, VARIETY_SR, "Djeksa i Deksa večeraju", "Đekša i Đekša večeraju");
    restore_free(r);
}

/* As many of the longest words as one call takes, each of which may grow by all its marks. */
static void test_most(void **state) {
    struct restore *r = open(state);
    struct restore_word words[RESTORE_WORDS];
    char *word = malloc(FORM_BYTES);
    assert_non_null(word);
    memset(word, 'c', FORM_BYTES);
    word[0] = 'S', word[1] = 'i';
    for (size_t i = 0; i < RESTORE_WORDS; i++)
        words[i] = (struct restore_word){.text = {word, FORM_BYTES}};
    for (int v = VARIETY_SR; v <= VARIETY_SQ; v++) {
        restore_words(r, (enum variety)v, words, RESTORE_WORDS);
        for (size_t i = 0; i < RESTORE_WORDS; i++) assert_true(words[i].restored.n >= FORM_BYTES);
    }
    free(word);
    restore_free(r);
}

static void test_runs(void **state) {
    (void)state;
    assert_int_equal(restore_run(STR("čas,"), 0), 4);
    assert_int_equal(restore_run(STR("c\u030cas"), 0), 5);
    assert_int_equal(restore_run(STR("\u030c"), 0), 0);
    assert_int_equal(restore_run(STR("2024."), 0), 4);
    assert_int_equal(restore_run(STR("30godina"), 0), 2);
    assert_true(restore_skips(STR("a@b.rs")));
    assert_true(restore_skips(STR("www.vec.rs")));
    assert_true(restore_skips(STR("https://vec")));
    assert_false(restore_skips(STR("kraj.Onda")));
    assert_false(restore_skips(STR("jos.")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places), cmocka_unit_test(test_hostile), cmocka_unit_test(test_words),
        cmocka_unit_test(test_seen),   cmocka_unit_test(test_most),    cmocka_unit_test(test_runs)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
