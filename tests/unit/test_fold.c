/* SPDX-License-Identifier: MIT */
/* The key of a name: the same for every spelling that is one name, another for names that are two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "fold.h"
#include "gap.h"
#include "random.h"
#include "utf8.h"

/* A key, then the spellings that have it; NULL ends a row. */
static const char *const keys[][8] = {
    {"vucic", "Vučić", "VUČIĆ", "vucic", "Вучић", "ВУЧИЋ", "Vuc\u030cic\u0301"},
    {"djakovica", "Đakovica", "Ðakovica", "đakovica", "Ђаковица", "Djakovica"},
    {"ljubav njegos", "Ljubav Njegoš", "Љубав Његош", "ǈubav ǋegoš", "LJUBAV NJEGOŠ"},
    {"dzep", "Džep", "Џеп", "ǅep", "DŽEP"},
    {"gezim ceku", "Gëzim Çeku", "GËZIM ÇEKU", "Gezim Ceku"},
    {"iber lepenc", "Ibër-Lepenc", "Ibër – Lepenc", "Ibër\u2011Lepenc", "Iber/Lepenc",
     "  Ibër \t Lepenc "},
    {"obrien", "O’Brien", "O'Brien", "OBrien"},
    {"us", "U.S.", "US", "u.s"},
    {"strasse", "Straße", "STRASSE"},
    {"lodz", "Łódź", "Lodz"},
    {"skopje", "Skopje", "Скопје"},
    {"dz i", "Ѕ И"}, /* Macedonian ѕ looks like s */
};

static struct str fold_of(struct str s, char *out) {
    return (struct str){out, fold(s, out)};
}

static void test_spellings(void **state) {
    (void)state;
    unsigned failed = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (size_t k = 1; k < 8 && keys[i][k]; k++) {
            char out[256];
            struct str found = fold_of(str_of(keys[i][k]), out);
            if (str_eq(found, str_of(keys[i][0]))) continue;
            print_error("# %s: key '%.*s', not '%s'\n", keys[i][k], (int)found.n, found.p,
                        keys[i][0]);
            failed++;
        }
    assert_int_equal(failed, 0);
}

static void test_two_names(void **state) {
    static const char *const pairs[][2] = {{"Hoti", "Hota"},        {"Ana", "Anna"}, {"Niš", "Nić"},
                                           {"Novi Sad", "Novisad"}, {"Q", "Ç"},      {"Gj", "Đ"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char a[64], b[64];
        struct str x = fold_of(str_of(pairs[i][0]), a), y = fold_of(str_of(pairs[i][1]), b);
        if (str_eq(x, y)) fail_msg("%s and %s have one key", pairs[i][0], pairs[i][1]);
    }
}

static void test_nothing_left(void **state) {
    static const char *const texts[] = {"",       " ",      "...",  "–",  "’",
                                        "\u200b", "\u0301", "\t\n", "- /"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char out[64];
        assert_int_equal(fold(str_of(texts[i]), out), 0);
    }
}

/* Every code point fits the room that fold.h promises, and a key is its own key. */
static void test_all_characters(void **state) {
    unsigned odd = 0;
    (void)state;
    for (uint32_t c = 1; c < 0x110000; c++) {
        if (c >= 0xD800 && c < 0xE000) continue;
        char in[4], out[64], again[4 * 64];
        struct str s = {in, utf8_put(in, c)};
        size_t n = fold(s, out);
        if (n > FOLD_GROWTH * s.n) fail_msg("U+%04X: %zu bytes give %zu", c, s.n, n);
        for (size_t i = 0; i < n;) {
            unsigned bad, step = utf8_scan((const unsigned char *)out + i, n - i, &bad);
            if (step == 0) fail_msg("U+%04X gives bad UTF-8", c);
            i += step;
        }
        size_t k = fold((struct str){out, n}, again);
        if (k == n && memcmp(again, out, n) == 0) continue;
        bool ours = c < 0x180 || (c >= 0x1C4 && c < 0x1CD) || (c >= 0x400 && c < 0x460);
        if (ours) fail_msg("U+%04X: '%.*s' has the key '%.*s'", c, (int)n, out, (int)k, again);
        odd++;
    }
    known_gap(odd == 0, "a key is its own key for letters like U+01FD and U+04DD too");
}

static void test_random_names(void **state) {
    static const uint32_t letters[] = {'a', 'B',    0x161, 0x16,  0x10D, 0x428, 0x45F, ' ', '-',
                                       '.', 0x2019, 0x1C5, 0x301, 0xA0,  0x110, '7',   '&', 0x4E00};
    struct random random = {5};
    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char in[64], out[256], again[1024];
        size_t n = 0;
        for (uint32_t i = random_below(&random, 12); i > 0; i--)
            n += utf8_put(in + n, letters[random_below(&random, sizeof letters / sizeof *letters)]);
        struct str key = fold_of((struct str){in, n}, out);
        assert_true(key.n == 0 || (key.p[0] != ' ' && key.p[key.n - 1] != ' '));
        assert_int_equal(str_find(key, STR("  ")), key.n);
        assert_true(str_eq(fold_of(key, again), key));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),    cmocka_unit_test(test_two_names),
        cmocka_unit_test(test_nothing_left), cmocka_unit_test(test_all_characters),
        cmocka_unit_test(test_random_names),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
