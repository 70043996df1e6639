/* SPDX-License-Identifier: MIT */
/* The stage `normalise` on random strings, against ICU's normaliser on the whole string. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "random.h"
#include "stage.h"
#include "text.h"
#include "utf8.h"

extern const struct stage stage_normalise;

enum { LONGEST = 24, ARENA = 8 << 20 };

struct fixture {
    struct arena arena;
    struct random random;
    void *state;
    const UNormalizer2 *nfc;
};

/* Characters that only NFC changes: letters with and without marks, marks of many classes, Hangul,
 * characters that are another one (Å, Ω), characters that NFC takes apart (क़), beyond the BMP. */
static const uint32_t plain[] = {
    'a',    'c',    'e',     'q',     ' ',     0xE7,    0xEB,    0x10D,   0x107,   0x1E69,
    0x41E,  0x418,  0x300,   0x301,   0x302,   0x306,   0x307,   0x308,   0x30C,   0x323,
    0x327,  0x328,  0x331,   0x338,   0x345,   0x340,   0x341,   0x344,   0x212B,  0x2126,
    0x1100, 0x1112, 0x1161,  0x1175,  0x11A8,  0x11C2,  0xAC00,  0xAC01,  0x915,   0x93C,
    0x94D,  0x958,  0x9BE,   0x9C7,   0xFB1D,  0x5B4,   0x5D9,   0x3099,  0x304B,  0x1F80,
    0x2ADC, 0xF900, 0x1D15E, 0x1D165, 0x1D16E, 0x1F600, 0x2F800, 0x110A5, 0x110BA, 0x3400};

/* And those that have a rule of their own. */
static const uint32_t ruled[] = {
    '\r',   '\n',   '\t',   0x07,   0x85,   0xA0,   0xAD,   0xD0,   0xF0,   0x1C4,   0x1C6,  0x1C8,
    0x1CC,  0x1680, 0x180E, 0x2003, 0x200B, 0x200E, 0x200F, 0x2010, 0x2011, 0x2028,  0x202F, 0x2066,
    0x3000, 0xFB00, 0xFB01, 0xFB03, 0xFB05, 0xFE00, 0xFE0F, 0xFEFF, 0xFFF9, 0xE0100, 0x0};

/* Those whose rule looks at the characters around: a piece of the text says less than the whole. */
static const uint32_t around[] = {0xB4, 0xA8, 0xB8, 0x2C7, 0x2D8, 's',  '&',   ';',   '#',
                                  '7',  ',',  '<',  '>',   '`',   '\'', 0x163, 0x15F, 0x201A};

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    UErrorCode e = U_ZERO_ERROR;
    *state = f;
    if (!f || !arena_open(&f->arena, ARENA)) return -1;
    f->random.state = 1912;
    f->nfc = unorm2_getNFCInstance(&e);
    f->state = calloc(1, stage_normalise.state_size);
    /* Random letters may well be mojibake, or an accent beside its letter: cases of their own. */
    static const char *const off[] = {"mojibake", "code_page", "entities", "accents",
                                      "cedillas", "quotes",    NULL};
    for (const struct option *o = stage_normalise.options; f->state && o->name; o++)
        if (!str_in(str_of(o->name), off)) *((bool *)f->state + o->field) = true;
    char message[256];
    struct env env = {.message = message, .message_size = sizeof message};
    return U_SUCCESS(e) && f->state && stage_normalise.setup(f->state, &env) == OK ? 0 : -1;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    arena_close(&f->arena);
    free(f->state);
    free(f);
    return 0;
}

enum characters { PLAIN_ONLY, WITH_RULES, WITH_ALL };

/* Not inlined: gcc -O3 takes its variables for those of a function with setjmp(). */
__attribute__((noinline)) static struct str random_text(struct fixture *f, enum characters which,
                                                        char *out) {
    enum {
        PLAIN = sizeof plain / sizeof *plain,
        RULED = sizeof ruled / sizeof *ruled,
        AROUND = sizeof around / sizeof *around
    };
    uint32_t n = 1 + random_below(&f->random, LONGEST);
    size_t bytes = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = plain[random_below(&f->random, PLAIN)];
        if (which != PLAIN_ONLY && random_below(&f->random, 3) == 0)
            c = ruled[random_below(&f->random, RULED)];
        if (which == WITH_ALL && random_below(&f->random, 3) == 0)
            c = around[random_below(&f->random, AROUND)];
        bytes += utf8_put(out + bytes, c);
    }
    return (struct str){out, bytes};
}

static void run(struct fixture *f, struct doc *d, struct str text) {
    arena_clear(&f->arena, ARENA);
    doc_open(d, &f->arena);
    d->raw = d->text = text;
    d->layers = LAYER_RAW | LAYER_TEXT;
    assert_int_equal(stage_normalise.run(f->state, d), OK);
    assert_null(doc_check(d));
}

/* ICU's answer for the whole string, in UTF-8. */
static struct str by_icu(const struct fixture *f, struct str text, char *out, int32_t size) {
    UChar wide[16 * LONGEST], nfc[16 * LONGEST];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n, k, bytes;
    u_strFromUTF8(wide, 16 * LONGEST, &n, text.p, (int32_t)text.n, &e);
    k = unorm2_normalize(f->nfc, wide, n, nfc, 16 * LONGEST, &e);
    u_strToUTF8(out, size, &bytes, nfc, k, &e);
    assert_true(U_SUCCESS(e));
    return (struct str){out, (size_t)bytes};
}

static void assert_text(struct str found, struct str expected, struct str source) {
    if (str_eq(found, expected)) return;
    for (size_t i = 0; i < source.n;) print_error(" %04X", utf8_next(source.p, &i));
    fail_msg(" gives '%.*s', ICU gives '%.*s'", (int)found.n, found.p, (int)expected.n, expected.p);
}

static void test_nfc(void **state) {
    struct fixture *f = *state;
    for (unsigned i = 0; i < 60000; i++) {
        char bytes[4 * LONGEST], answer[32 * LONGEST];
        struct doc d;
        struct str text = random_text(f, PLAIN_ONLY, bytes);
        if (setjmp(f->arena.full)) fail_msg("arena is full");
        run(f, &d, text);
        assert_text(d.text, by_icu(f, text, answer, sizeof answer), text);
    }
}

/* With all rules: the answer is NFC, clean, and what normalise itself leaves alone. */
static void test_rules(void **state) {
    struct fixture *f = *state;
    for (unsigned i = 0; i < 60000; i++) {
        char bytes[4 * LONGEST], again[64 * LONGEST], answer[64 * LONGEST];
        struct doc d;
        struct str text = random_text(f, WITH_ALL, bytes);
        if (setjmp(f->arena.full)) fail_msg("arena is full");
        run(f, &d, text);
        assert_true(d.text.n <= sizeof again);
        memcpy(again, d.text.p, d.text.n);
        struct str once = {again, d.text.n};
        assert_text(once, by_icu(f, once, answer, sizeof answer), text);
        for (size_t k = 0; k < once.n;) {
            uint32_t c = utf8_next(once.p, &k);
            assert_false(c < 0x20 && c != '\n' && c != '\t');
            assert_false((c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x2028 || c == 0xFEFF);
        }
        run(f, &d, once);
        assert_text(d.text, once, text);
    }
}

/* A span mapped to the source and normalised again holds the span's text. */
static void test_way_back(void **state) {
    struct fixture *f = *state;
    for (unsigned i = 0; i < 20000; i++) {
        char bytes[4 * LONGEST], piece[4 * LONGEST], whole[64 * LONGEST];
        struct doc d;
        struct str text = random_text(f, WITH_RULES, bytes);
        if (setjmp(f->arena.full)) fail_msg("arena is full");
        run(f, &d, text);
        if (d.text.n == 0) continue;
        uint32_t a = random_below(&f->random, (uint32_t)d.text.n);
        uint32_t b = a + 1 + random_below(&f->random, (uint32_t)d.text.n - a);
        while (a > 0 && !utf8_border(d.text.p[a])) a--;
        while (b < d.text.n && !utf8_border(d.text.p[b])) b++;
        uint32_t begin = text_raw_begin(&d, a), end = text_raw_end(&d, b);
        assert_true(begin < end && end <= text.n);
        assert_true(end == text.n || utf8_border(text.p[end]));
        memcpy(whole, d.text.p + a, b - a);
        memcpy(piece, text.p + begin, end - begin);
        run(f, &d, (struct str){piece, end - begin});
        struct str found = d.text, part = {whole, b - a};
        size_t at = str_find(found, part);
        if (at + part.n > found.n) assert_text(found, part, text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_way_back),
    };
    return cmocka_run_group_tests_name("normalise", tests, setup, teardown);
}
