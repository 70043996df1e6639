/* SPDX-License-Identifier: MIT */
/* Stems of Albanian words, by paradigm: all forms of one word have one stem. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "../../lexicons/stem_sq.h"

enum { WORD = 128 };

/* Each row is a stem and the forms that have it; the last row is NULL. */
static void check(const char *const *rows) {
    for (; *rows; rows++) {
        const char *p = *rows;
        size_t wanted = strcspn(p, " ");
        const char *stem = p;
        for (p += wanted; *p;) {
            p += strspn(p, " ");
            size_t n = strcspn(p, " ");
            char out[WORD + 8];
            assert_true(n < WORD);
            size_t m = stem_sq(p, n, out);
            if (m != wanted || memcmp(out, stem, m) != 0)
                fail_msg("%.*s: %.*s, not %.*s", (int)n, p, (int)m, out, (int)wanted, stem);
            p += n;
        }
    }
}

static void test_masculine_nouns(void **state) {
    (void)state;
    check((const char *const[]){"mal mal mali malin malit male malet maleve malesh",
                                "qytet qytet qyteti qytetin qytetit qytete qytetet qyteteve",
                                "gazetar gazetar gazetari gazetarët gazetarëve gazetarja",
                                "shok shok shoku shokun shokut",
                                "armik armik armiku armikut armiq armiqtë armiqve",
                                "libr libër libri librin librit libra librat librave",
                                "rezultat rezultat rezultatet rezultatin",
                                "proces proces procesi procesit proceset", NULL});
}

static void test_feminine_nouns(void **state) {
    (void)state;
    check((const char *const[]){
        "kosov kosovë kosova kosovës kosovën", "vot votë vota votën votës votat votave",
        "pun punë puna punës punën", "dit ditë dita ditës ditën ditët ditëve",
        "dashuri dashuri dashuria dashurisë dashurinë",
        "shtepi shtëpi shtëpia shtëpisë shtëpinë shtëpitë shtëpive",
        "qeveri qeveri qeveria qeverisë qeverinë qeveritë",
        "zgjedhj zgjedhje zgjedhja zgjedhjes zgjedhjen zgjedhjet zgjedhjeve",
        "marreveshj marrëveshje marrëveshjen marrëveshjes", NULL});
}

static void test_irregular_nouns(void **state) {
    (void)state;
    check((const char *const[]){"njeri njeri njeriu njeriut njerëz njerëzit njerëzve",
                                "vit vit viti vitin vjet vite viteve", "grua grua gruaja gra gratë",
                                "djal djalë djali djem djemtë", "dor dorë dora duar duart", NULL});
}

static void test_adjectives(void **state) {
    (void)state;
    check((const char *const[]){"shqiptar shqiptar shqiptare shqiptarë",
                                "ndryshm ndryshëm ndryshme", "madh madh madhe mëdha mëdhenj",
                                "kryesor kryesor kryesore kryesorë", NULL});
}

static void test_verbs_in_oj(void **state) {
    (void)state;
    check((const char *const[]){
        "kerko kërkoj kërkon kërkojmë kërkoni kërkojnë kërkova kërkove kërkoi kërkuam",
        "kerko kërkuat kërkuan kërkoja kërkonte kërkonin kërkuar kërkohet kërkohen",
        "kerko kërkohej kërkofsha", "puno punoj punon punoi punuar punojnë", NULL});
}

static void test_other_verbs(void **state) {
    (void)state;
    check((const char *const[]){"bej bëj bën bëjnë bëri bërë bëhet bëhej bëjmë bënte",
                                "marr marr merr mora mori marrë merret marrin",
                                "kthe kthej kthen ktheu kthye kthyer kthehet",
                                "dal dal del doli dalë dilte", "hap hap hapi hapur hapte",
                                "shkrua shkruaj shkruan shkroi shkruar shkruhet", NULL});
}

static void test_irregular_verbs(void **state) {
    (void)state;
    check((const char *const[]){"jam jam është janë ishte ishin qenë jenë",
                                "kam kam ka kanë kemi kishte kishin pasur pati ketë",
                                "them them tha thanë thotë thonë thoshte thënë",
                                "vi vij vjen vinte erdhi erdhën ardhur",
                                "dua dua do duan donte deshi duhet", NULL});
}

static void test_without_marks(void **state) {
    (void)state;
    check((const char *const[]){"shtepi shtëpi shtepi shtepise shtepite",
                                "libr libër librin librave", "zgjedhj zgjedhje zgjedhjeve",
                                "kerko kërkoj kerkojne kerkuar kerkoi", "jam është eshte jane qene",
                                "shqiptar shqiptarë shqiptare", "kosov kosovë kosoves kosoven",
                                NULL});
}

static void test_short(void **state) {
    (void)state;
    check((const char *const[]){"e e ë", "te të", "ne në", "nje një", "nga nga", "ai ai", "i i",
                                "dhe dhe", NULL});
}

/* Words that look alike and are not. */
static void test_apart(void **state) {
    (void)state;
    check((const char *const[]){"pun punë", "puno punoj", "jet jetë", "jeto jetoj jetojnë",
                                "lindj lindje", "lind lindur", "ministr ministri ministër",
                                "ministri ministria ministrisë", NULL});
}

static void test_odd(void **state) {
    (void)state;
    char out[256 + 8], word[256];
    assert_int_equal(stem_sq("", 0, out), 0);
    memset(word, 'a', sizeof word);
    assert_int_equal(stem_sq(word, sizeof word, out), sizeof word); /* too long to be a word */
    assert_int_equal(stem_sq("-", 1, out), 1);
    assert_true(stem_sq("тирана", 12, out) == 12);
    for (size_t n = 1; n < 80; n++) { /* always something, never more than there is room for */
        for (size_t i = 0; i < n; i++) word[i] = "ejnoivtush"[(i * 7 + n * 3) % 10];
        size_t m = stem_sq(word, n, out);
        assert_true(m > 0 && m <= n + 8);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masculine_nouns),
        cmocka_unit_test(test_feminine_nouns),
        cmocka_unit_test(test_irregular_nouns),
        cmocka_unit_test(test_adjectives),
        cmocka_unit_test(test_verbs_in_oj),
        cmocka_unit_test(test_other_verbs),
        cmocka_unit_test(test_irregular_verbs),
        cmocka_unit_test(test_without_marks),
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_apart),
        cmocka_unit_test(test_odd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
