/* SPDX-License-Identifier: MIT */
/* Case endings of names: the base form must be among those that the rules give (they give more). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fold.h"
#include "inflect.h"
#include "random.h"

static const struct {
    enum lang lang;
    const char *base, *forms; /* the base form, and case forms of it with blanks between */
} rows[] = {
    /* Serbian: towns and countries, masculine, feminine, neuter, with a fleeting a */
    {LANG_SR, "Beograd", "Beograda Beogradu Beogradom"},
    {LANG_SR, "Priština", "Prištine Prištini Prištinu Prištinom"},
    {LANG_SR, "Skoplje", "Skoplja Skoplju Skopljem"},
    {LANG_SR, "Kosovo", "Kosova Kosovu Kosovom"},
    {LANG_SR, "Amerika", "Amerike Americi Ameriku Amerikom"},
    {LANG_SR, "Požega", "Požege Požezi Požegu Požegom"},
    {LANG_SR, "Kragujevac", "Kragujevca Kragujevcu Kragujevcem"},
    {LANG_SR, "Srbija", "Srbije Srbiji Srbiju Srbijom"},
    {LANG_SR, "Niš", "Niša Nišu Nišem"},
    /* persons: surnames in -ić, -i, -a, -ov; given names */
    {LANG_SR, "Vučić", "Vučića Vučiću Vučićem Vučići Vučićima"},
    {LANG_SR, "Kurti", "Kurtija Kurtiju Kurtijem"},
    {LANG_SR, "Marko", "Marka Marku Markom"},
    {LANG_SR, "Jelena", "Jelene Jeleni Jelenu Jelenom"},
    {LANG_SR, "Petar", "Petra Petru Petrom"},
    {LANG_SR, "Ibar", "Ibra Ibru Ibrom"},
    {LANG_SR, "Čadež", "Čadeža Čadežu Čadežem"},
    {LANG_SR, "Borko", "Borka Borku Borkom"},
    /* possessives, and their own case forms */
    {LANG_SR, "Vučić", "Vučićev Vučićeva Vučićevo Vučićeve Vučićevog Vučićevoj Vučićevim"},
    {LANG_SR, "Kurti", "Kurtijev Kurtijeva Kurtijevog Kurtijevom"},
    {LANG_SR, "Jelena", "Jelenin Jelenina Jeleninog Jeleninoj"},
    {LANG_SR, "Ana", "Anin Anina Aninog"},
    {LANG_SR, "Rugova", "Rugovin Rugovina Rugovinom"},
    /* people and adjectives */
    {LANG_SR, "Albanac", "Albanca Albancu Albancem Albanci Albancima"},
    {LANG_SR, "srpski", "srpskog srpskom srpskim srpskih srpske srpsko srpsku"},
    {LANG_SR, "Srbi", "Srbima Srbe"},
    /* Cyrillic meets Latin in the key */
    {LANG_SR, "Vučić", "Вучића Вучићем Вучићевог"},
    {LANG_SR, "Đakovica", "Ђаковице Ђаковици Ђаковицу"},
    /* Albanian: towns masculine and feminine, countries, rivers */
    {LANG_SQ, "Prishtinë", "Prishtina Prishtinës Prishtinën"},
    {LANG_SQ, "Prishtina", "Prishtinës Prishtinën Prishtinë"},
    {LANG_SQ, "Beograd", "Beogradi Beogradit Beogradin"},
    {LANG_SQ, "Istog", "Istogu Istogut Istogun"},
    {LANG_SQ, "Serbia", "Serbisë Serbinë"},
    {LANG_SQ, "Pejë", "Peja Pejës Pejën"},
    {LANG_SQ, "Ferizaj", "Ferizajt Ferizajn Ferizaji Ferizajit"},
    {LANG_SQ, "Shtime", "Shtimja Shtimjes Shtimjen"},
    {LANG_SQ, "Shkodër", "Shkodra Shkodrës Shkodrën"},
    {LANG_SQ, "Drin", "Drini Drinit Drinin"},
    /* persons */
    {LANG_SQ, "Kurti", "Kurtit Kurtin"},
    {LANG_SQ, "Vuçiq", "Vuçiqi Vuçiqit Vuçiqin"},
    {LANG_SQ, "Lumaj", "Lumajt Lumajn"},
    {LANG_SQ, "Vjosa", "Vjosës Vjosën"},
    {LANG_SQ, "Hoxha", "Hoxhës Hoxhën"},
    {LANG_SQ, "Rugova", "Rugovës Rugovën"},
    /* peoples */
    {LANG_SQ, "serb", "serbi serbit serbin serbët serbëve"},
    {LANG_SQ, "shqiptar", "shqiptari shqiptarit shqiptarin shqiptarët shqiptarëve"},
    {LANG_SQ, "malazez", "malazezi malazezët malazezëve"},
};

static bool has_base(enum lang lang, struct str form, struct str base) {
    struct inflected found[INFLECT_MAX];
    char buf[128];
    if (str_eq(form, base)) return true;
    unsigned n = inflect(lang, form, found);
    for (unsigned i = 0; i < n; i++)
        if (str_eq(inflect_base(form, &found[i], buf), base)) return true;
    return false;
}

static void test_bases(void **state) {
    (void)state;
    unsigned failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char base[128], form[128];
        struct str b = {base, fold(str_of(rows[i].base), base)};
        struct str rest = str_of(rows[i].forms), word;
        while (str_cut(&rest, ' ', &word)) {
            struct str w = {form, fold(word, form)};
            if (has_base(rows[i].lang, w, b)) continue;
            print_error("# %s %.*s: no base %s\n", lang_word(rows[i].lang), (int)word.n, word.p,
                        rows[i].base);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void test_other_languages(void **state) {
    struct inflected found[INFLECT_MAX];
    (void)state;
    assert_int_equal(inflect(LANG_EN, STR("belgrades"), found), 0);
    assert_int_equal(inflect(LANG_OTHER, STR("beograda"), found), 0);
    assert_int_equal(inflect(LANG_UND, STR("beograda"), found), 0);
}

/* On any word: no base longer than promised, none the word itself, none shorter than two letters. */
static void test_random_words(void **state) {
    static const char letters[] = "aeiouvjkntsmcghbr";
    struct random random = {11};
    (void)state;
    for (unsigned round = 0; round < 100000; round++) {
        char word[12], buf[sizeof word + INFLECT_ADD];
        struct inflected found[INFLECT_MAX];
        size_t n = random_below(&random, sizeof word + 1);
        for (size_t i = 0; i < n; i++) word[i] = letters[random_below(&random, sizeof letters - 1)];
        struct str w = {word, n};
        enum lang lang = round % 2 ? LANG_SR : LANG_SQ;
        unsigned bases = inflect(lang, w, found);
        assert_true(bases <= INFLECT_MAX);
        for (unsigned i = 0; i < bases; i++) {
            assert_true(found[i].cut <= n && found[i].add_n <= INFLECT_ADD);
            struct str base = inflect_base(w, &found[i], buf);
            bool article = lang == LANG_SQ && n == 2; /* të, së → e, i */
            assert_true(base.n >= 2 || article);
            if (str_eq(base, w)) fail_msg("%.*s is a base of itself", (int)w.n, w.p);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bases),
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_random_words),
    };
    return cmocka_run_group_tests_name("inflect", tests, NULL, NULL);
}
