/* SPDX-License-Identifier: MIT */
/* translit: both directions, in buffers of the size that is promised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "translit.h"

static void expect(const char *from, size_t n, bool cyrillic, const char *to, size_t to_n) {
    char *in = malloc(n + 1), *out = malloc(TRANSLIT_GROWTH * n + 1);
    assert_non_null(in);
    assert_non_null(out);
    memcpy(in, from, n);
    struct str s = {in, n};
    struct translit *t = malloc(sizeof *t);
    assert_non_null(t);
    translit_setup(t);
    size_t k = cyrillic ? translit_cyrillic(t, s, out) : translit_latin(s, out);
    free(t);
    assert_int_equal(k, to_n);
    assert_memory_equal(out, to, to_n);
    free(in);
    free(out);
}

static void test_both(void **state) {
    static const char *const rows[][2] = {{"njiva", "њива"},
                                          {"injekcija", "инјекција"},
                                          {"nadživeti", "надживети"},
                                          {"DŽEP", "ЏЕП"},
                                          {"XX vek", "XX век"},
                                          {"Petar I je", "Петар I је"},
                                          {"Čačak, Đurđevdan.", "Чачак, Ђурђевдан."},
                                          {"Lj njih Džon", "Љ њих Џон"},
                                          {"of the Online", "of the Online"},
                                          {"Onaj tim", "Онај тим"},
                                          {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect(rows[i][0], strlen(rows[i][0]), true, rows[i][1], strlen(rows[i][1]));
        expect(rows[i][1], strlen(rows[i][1]), false, rows[i][0], strlen(rows[i][0]));
    }
}

static void test_broken(void **state) {
    static const char *const rows[] = {"\xD0", "\xCC\x8C", "\x80\xFF", "\xC4", "\xD0(", "c\xCC"};
    (void)state;
    for (size_t i = 0; i < 5; i++)
        for (int to = 0; to < 2; to++)
            expect(rows[i], strlen(rows[i]), to, rows[i], strlen(rows[i]));
    expect(rows[5], 2, true, "ц\xCC", 3);
    expect("a\0b", 3, true, "а\0б", 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_both), cmocka_unit_test(test_broken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
