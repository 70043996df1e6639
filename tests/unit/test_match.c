/* SPDX-License-Identifier: MIT */
/* Is it one name? By letters and words alone; what the lexicon adds is in tests/names.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gap.h"
#include "match.h"
#include "random.h"
#include "utf8.h"

struct pair {
    const char *a, *lang_a, *b, *lang_b;
};

/* Names that are one. */
static const struct pair one[] = {
    /* script, marks, transcription */
    {"Вучић", "sr-Cyrl", "Vučić", "sr-Latn"},
    {"Vučić", "sr", "Vuçiq", "sq"},
    {"Вучић", "sr", "Vucic", "ascii"},
    {"Milan Radoičić", "sr", "Millan Radoiçiq", "sq"},
    {"Hashim Thaçi", "sq", "Hašim Tači", "sr"},
    {"Albin Kurti", "sq", "Аљбин Курти", "sr"},
    {"Đakovica", "sr", "Djakovica", "ascii"},
    {"Đakovica", "sr", "Dakovica", "ascii"},
    {"Ðakovica", "sr", "Đakovica", "sr"}, /* eth */
    {"Xhemajli", "sq", "Džemajli", "sr"},
    {"Ѓорѓи Ќосев", "mk", "Gjorgji Kjosev", "en"},
    {"Джинджич, Зоран", "ru", "Zoran Đinđić", "sr"},
    {"Ялчин", "ru", "Jalčin", "sr"},
    /* endings and vowels of two languages */
    {"Mitrovicë", "sq", "Mitrovica", "sr"},
    {"Zveçani", "sq", "Звечан", "sr"},
    {"Ibër-Lepenc", "sq", "Ibar-Lepenac", "sr"},
    {"Drenoc", "sq", "Drenovac", "sr"},
    {"Hajnovc", "sq", "Ajnovac", "sr"},
    {"Ramnishtë", "sq", "Ravnište", "sr"},
    {"Vuçitërnë", "sq", "Vučitrn", "sr"},
    /* case forms */
    {"Vučićem", "sr", "Vučić", "sr"},
    {"Vučićem", "sr", "Vuçiqi", "sq"},
    {"Prishtinës", "sq", "Prishtinë", "sq"},
    {"Prishtinës", "sq", "Priština", "sr"},
    {"Zvečanu", "sr", "Zvečan", "sr"},
    {"Ibra", "sr", "Ibar", "sr"},
    {"Srbije", "sr", "Srbija", "sr"},
    {"Bijelo Polje", "hr", "Belo Polje", "sr"},
    {"Ivana Markovića", "sr", "Ivan Marković", "sr"},
    /* order, initials, titles, missing words */
    {"Gashi Ibrahim", "sq", "Ibrahim Gashi", "sq"},
    {"Петровић, Милан", "sr", "Milan Petrović", "sr"},
    {"M. Petrović", "sr", "Milan Petrović", "sr"},
    {"Dr Milan Petrović", "sr", "Milan Petrović", "sr"},
    {"Milan M. Petrović", "sr", "Millan Petroviq", "sq"},
    {"Mira Janković-Ilić", "sr", "Mira Jankoviq Iliq", "sq"},
    /* words that are translated */
    {"Dubnica e Poshtme", "sq", "Donja Dubnica", "sr"},
    {"Gjelbishtë e Madhe", "sq", "Velika Gjelbište", "sr"},
    {"Komuna e Zveçanit", "sq", "Opština Zvečan", "sr"},
    {"Zvečan Municipality", "en", "Komuna e Zveçanit", "sq"},
    {"Novosellë", "sq", "Novo Selo", "sr"},
    {"Lumi i Bardhë", "sq", "Bela Reka", "sr"},
    {"Mali i Zi", "sq", "Crna Gora", "sr"},
    {"Novosellë e Epërme", "sq", "Gornje Novo Selo", "sr"},
    {"Kodra e Petkut", "sq", "Petkovo Brdo", "sr"},
    /* damage */
    {"Markoviæ", "sr", "Marković", "sr"},
    {"Mаrkоvić", "sr", "Marković", "sr"}, /* Cyrillic а, о */
    {"Mapковић", "sr", "Марковић", "sr"}, /* Latin M, a, p */
    {"Vuc\u030cic\u0301", "sr", "Vučić", "sr"},
    {"MARKOVIĆ", "sr", "Marković", "sr"},
    {"Αθήνα", "el", "Αθήνα", "el"},
    /* no language, or one that is none */
    {"Vučić", "", "Vuçiq", ""},
    {"Vučić", "xx", "Вучић", "?"},
};

/* Names that are two. */
static const struct pair two[] = {
    {"Radović", "sr", "Radoičić", "sr"},
    {"Radović", "sr", "Radoiçiq", "sq"},
    {"Mitrovica", "sr", "Sremska Mitrovica", "sr"},
    {"Milan Petrović", "sr", "Marko Petrović", "sr"},
    {"Milan Petrović", "sr", "Mirko Petroviq", "sq"},
    {"M. Petrović", "sr", "Goran Petrović", "sr"},
    {"Ivana Marković", "sr", "Ivan Marković", "sr"},
    {"Ivana Marković", "sr", "Ivan Markoviq", "sq"},
    {"Lazići", "sr", "Lazić", "sr"},
    {"Lipova", "sr", "Lipovac", "sr"},
    {"Brezova", "sr", "Brezove", "sr"},
    {"Brezice", "sr", "Brežice", "sr"},
    {"Brezovica", "sr", "Brezovec", "sq"},
    {"Gornja Dubnica", "sr", "Donja Dubnica", "sr"},
    {"Gornja Dubnica", "sr", "Dubnica e Poshtme", "sq"},
    {"Novo Selo", "sr", "Novosellë e Poshtme", "sq"},
    {"Novo Selo", "sr", "Novoselo", "sr"},
    {"Topola", "sr", "Topolla e Vogël", "sq"},
    {"Republika Srpska", "sr", "Republika e Serbisë", "sq"},
    {"Korana", "sr", "Morana", "sr"},
    {"Strazhë", "sq", "Struža", "sr"},
    {"Αθήνα", "el", "Πάτρα", "el"},
};

static unsigned score_of(const struct matcher *m, const struct pair *p) {
    struct match_name a, b;
    const char *why = match_read(m, &a, str_of(p->a), orthography_from(str_of(p->lang_a)));
    if (why == NULL) why = match_read(m, &b, str_of(p->b), orthography_from(str_of(p->lang_b)));
    if (why) fail_msg("%s, %s: %s", p->a, p->b, why);
    unsigned there = match_names(m, &a, &b), back = match_names(m, &b, &a);
    if ((there >= MATCH_ONE / 2) != (back >= MATCH_ONE / 2))
        fail_msg("%s, %s: %u, the other way %u", p->a, p->b, there, back);
    return there;
}

static void check(const struct pair *pairs, size_t n, bool wanted) {
    struct matcher m;
    unsigned failed = 0;
    matcher_setup(&m, NULL);
    for (size_t i = 0; i < n; i++) {
        unsigned score = score_of(&m, &pairs[i]);
        if ((score >= MATCH_ONE / 2) == wanted && score <= MATCH_ONE) continue;
        print_error("# %s (%s), %s (%s): %u\n", pairs[i].a, pairs[i].lang_a, pairs[i].b,
                    pairs[i].lang_b, score);
        failed++;
    }
    assert_int_equal(failed, 0);
}

static void test_one(void **state) {
    (void)state;
    check(one, sizeof one / sizeof *one, true);
}

static void test_two(void **state) {
    (void)state;
    check(two, sizeof two / sizeof *two, false);
}

static void test_refused(void **state) {
    static const char *const wrong[] = {
        "", " ", "-", "12", "\u0301\u030c", "...", "'", "a b c d e f g h i j k l m"};
    static char long_name[40000];
    struct matcher m;
    struct match_name n;
    (void)state;
    matcher_setup(&m, NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_non_null(match_read(&m, &n, str_of(wrong[i]), ORTH_SLAV));
    memset(long_name, 'a', sizeof long_name);
    assert_non_null(match_read(&m, &n, (struct str){long_name, 10000}, ORTH_SQ));
    assert_non_null(match_read(&m, &n, (struct str){long_name, sizeof long_name}, ORTH_SQ));
}

static void test_mixed(void **state) {
    struct matcher m;
    struct match_name n;
    (void)state;
    matcher_setup(&m, NULL);
    assert_null(match_read(&m, &n, STR("Mapковић"), ORTH_SLAV));
    assert_true(n.mixed);
    assert_null(match_read(&m, &n, STR("Marko Марковић"), ORTH_SLAV));
    assert_false(n.mixed);
}

/* A name made of letters that are hard to read. */
static struct str random_name(struct random *r, char *out) {
    static const uint32_t letters[] = {
        'a',  'e',  'n',   'j',   'l',   's',   'h',   'd',    'z',    'c',   ' ',
        ' ',  '-',  '.',   ',',   '\'',  '7',   0x10D, 0x107,  0x161,  0x17E, 0x111,
        0xEB, 0xE7, 0x446, 0x459, 0x45A, 0x45F, 0x43E, 0x43D,  0x301,  0x30C, 0x3B1,
        0x9A, 0xE6, 0xDF,  'B',   'M',   'i',   'u',   0x2019, 0x1F600};
    size_t n = 0;
    for (unsigned k = random_below(r, 30); k > 0; k--)
        n += utf8_put(out + n, letters[random_below(r, sizeof letters / sizeof *letters)]);
    return (struct str){out, n};
}

static void test_any_text(void **state) {
    static const enum orthography orths[] = {ORTH_ANY, ORTH_SQ, ORTH_SLAV, ORTH_MK, ORTH_RU};
    struct random r = {11};
    struct matcher m;
    struct match_name a, b;
    unsigned read = 0;
    (void)state;
    matcher_setup(&m, NULL);
    for (unsigned i = 0; i < 40000; i++) {
        char x[128], y[128];
        struct str s = random_name(&r, x), t = random_name(&r, y);
        if (match_read(&m, &a, s, orths[random_below(&r, 5)])) continue;
        assert_int_equal(match_names(&m, &a, &a), MATCH_ONE);
        if (match_read(&m, &b, t, orths[random_below(&r, 5)])) continue;
        assert_true(match_names(&m, &a, &b) <= MATCH_ONE);
        read++;
    }
    assert_true(read > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one),      cmocka_unit_test(test_two),
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_mixed),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
