/* SPDX-License-Identifier: MIT */
/* Bases of names, by the rules and by what iber's own lexicon, word list and model say of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "name_base_rules.h"
#include "random.h"
#include "utf8.h"

static const struct {
    enum lang lang;
    const char *forms, *base; /* forms between blanks; the base is among what the rules give */
} rules[] = {
    {LANG_SR, "Vučića Vučiću Vučićem Vučići Vučićima Vučić", "Vučić"},
    {LANG_SR, "ВУЧИЋА ВУЧИЋЕМ", "ВУЧИЋ"},
    {LANG_SR, "Ibra Ibru Ibrom", "Ibar"},
    {LANG_SR, "Крагујевца Крагујевцу", "Крагујевац"},
    {LANG_SR, "Šapca Šapcu", "Šabac"},
    {LANG_SR, "Stoca Stocu", "Stolac"},
    {LANG_SR, "Amerike Americi Ameriku Amerikom", "Amerika"},
    {LANG_SR, "Kurtija Kurtiju Kurtijem", "Kurti"},
    {LANG_SR, "Куртија Куртијем", "Курти"},
    {LANG_SR, "Tokija Tokiju", "Tokio"},
    {LANG_SR, "Radeta Radetu", "Rade"},
    {LANG_SR, "Gruevskog Gruevskom Gruevskim", "Gruevski"},
    {LANG_SR, "Grčke Grčkoj Grčku Grčkom", "Grčka"},
    {LANG_SR, "Dečana Dečanima", "Dečani"},
    {LANG_SR, "Srbi Srba Srbima Srbe", "Srbin"},
    {LANG_SR, "Turci Turaka Turcima", "Turčin"},
    {LANG_SR, "Albanaca Albanci Albancima", "Albanac"},
    {LANG_SR, "Vučićeva Vučićevom", "Vučić"},
    {LANG_SR, "prištinski prištinskoj", "priština"},
    {LANG_SR, "mitrovačka", "mitrovica"},
    {LANG_SR, "Скопља Скопљу", "Скопље"},
    {LANG_SQ, "Prishtinës Prishtina Prishtinën", "Prishtinë"},
    {LANG_SQ, "Thaçit Thaçin", "Thaçi"},
    {LANG_SQ, "Vuçiqi Vuçiqit Vuçiqin", "Vuçiq"},
    {LANG_SQ, "Istogu Istogut", "Istog"},
    {LANG_SQ, "Shkodra Shkodrës Shkodrën", "Shkodër"},
    {LANG_SQ, "Serbisë Serbinë Serbia", "Serbi"},
    {LANG_SQ, "Shtimja Shtimes", "Shtime"},
};

static bool gives(enum lang lang, struct str form, const char *base) {
    struct base_word w;
    struct base_candidate c[BASE_CANDIDATES];
    char buf[2 * BASE_WORD + 16];
    if (!base_word(lang, form, &w)) return false;
    unsigned n = base_candidates(&w, c);
    for (unsigned i = 0; i < n; i++)
        if (str_is((struct str){buf, base_written(&w, &c[i], buf)}, base)) return true;
    return false;
}

static void test_rules(void **state) {
    unsigned failed = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct str rest = str_of(rules[i].forms), form;
        while (str_cut(&rest, ' ', &form)) {
            if (gives(rules[i].lang, form, rules[i].base)) continue;
            print_error("# %.*s: no base %s\n", (int)form.n, form.p, rules[i].base);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* Without witnesses the form itself comes first. */
static void test_no_witnesses(void **state) {
    static const struct name_witnesses none = {NULL, NULL, NULL};
    struct name_bases b;
    (void)state;
    name_bases(&none, LANG_SR, STR("Beogradu"), &b);
    assert_true(str_is(b.base[0], "Beogradu") && str_is(b.base[1], "Beograd"));
    name_bases(&none, LANG_SR, STR("NATO-u"), &b);
    assert_true(b.n == 1 && str_is(b.base[0], "NATO"));
    name_bases(&none, LANG_EN, STR("Belgrade's"), &b);
    assert_true(b.n == 1 && str_is(b.base[0], "Belgrade"));
    name_bases(&none, LANG_OTHER, STR("Beogradu"), &b);
    assert_true(b.n == 1 && str_is(b.base[0], "Beogradu"));
}

/* Any letters, blanks and hyphens: one to five bases, valid, none twice. */
static void test_random_names(void **state) {
    static const char *const letters[] = {"a", "i",  "e",  "o", "u", "j", "c", "v",
                                          "ć", "nj", "lj", "k", "-", " ", "ë", "t",
                                          "s", "А",  "њ",  "љ", "у", "ј", "B", "м"};
    static const struct name_witnesses none = {NULL, NULL, NULL};
    struct random random = {5};
    struct name_bases b;
    (void)state;
    for (unsigned round = 0; round < 50000; round++) {
        char form[NAME_BASE_FORM + 64];
        size_t n = 0, most = random_below(&random, round % 100 ? 14 : NAME_BASE_FORM + 40);
        while (n < most) {
            const char *l = letters[random_below(&random, sizeof letters / sizeof *letters)];
            memcpy(form + n, l, strlen(l));
            n += strlen(l);
        }
        name_bases(&none, round % 2 ? LANG_SR : LANG_SQ, (struct str){form, n}, &b);
        assert_in_range(b.n, 1, NAME_BASES_MAX);
        for (unsigned i = 0; i < b.n; i++) {
            assert_true(is_utf8(b.base[i]) && b.base[i].n <= NAME_BASE_ROOM);
            for (unsigned k = 0; k < i; k++) assert_false(str_eq(b.base[i], b.base[k]));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_no_witnesses),
        cmocka_unit_test(test_random_names),
    };
    return cmocka_run_group_tests_name("name_base", tests, NULL, NULL);
}
