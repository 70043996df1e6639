/* SPDX-License-Identifier: MIT */
/* How likely a string of characters is to be text. Each character has a price by its block, each pair
 * one by the classes of the two: a letter before a sign, small before capital, two scripts in a word.
 * Prices are small whole numbers, chosen by hand: it is their difference that decides. */
#include "letters.h"
#include "normalise.h"

/* Prices of Latin-1 signs, from U+00A0. */
static const uint8_t latin1_signs[32] = {1, 2, 3, 1, 3, 3, 3, 1, 3, 1, 2, 1, 3, 2, 1, 3,
                                         1, 2, 2, 2, 2, 2, 4, 2, 3, 3, 2, 1, 3, 2, 3, 2};

struct block {
    uint32_t end; /* first code point behind it */
    uint8_t price;
};

/* Price of blocks from U+0180 on; what is told letter by letter is in price(). */
static const struct block blocks[] = {
    {0x1A0, 4},    {0x1A2, 1},  {0x1AF, 4},  {0x1B1, 1},   {0x218, 4},   {0x21C, 1},   {0x250, 4},
    {0x259, 5},    {0x25A, 2},  {0x2B0, 5},  {0x2C6, 4},   {0x2C8, 3},   {0x2D8, 4},   {0x2DE, 3},
    {0x300, 4},    {0x370, 2},  {0x400, 1},  {0x460, 1},   {0x490, 4},   {0x492, 1},   {0x530, 4},
    {0x590, 5},    {0x5D0, 5},  {0x5EB, 1},  {0x60C, 5},   {0x6D4, 1},   {0x900, 6},   {0xE00, 3},
    {0xE5C, 2},    {0x10D0, 6}, {0x1100, 3}, {0x1E00, 9},  {0x1EA0, 2},  {0x1EFA, 1},  {0x2000, 3},
    {0x2010, 3},   {0x2020, 1}, {0x2022, 2}, {0x2023, 1},  {0x2026, 3},  {0x2027, 1},  {0x2070, 2},
    {0x20A0, 3},   {0x20C0, 1}, {0x2100, 2}, {0x2190, 3},  {0x2200, 2},  {0x2400, 3},  {0x2500, 4},
    {0x25A0, 1},   {0x27C0, 2}, {0x2C00, 3}, {0x3000, 6},  {0xA000, 5},  {0xAC00, 6},  {0xD7A4, 5},
    {0xFB00, 9},   {0xFB07, 1}, {0xFE00, 6}, {0xFE10, 1},  {0xFEFF, 5},  {0xFF00, 2},  {0xFF5F, 2},
    {0xFFF0, 5},   {0xFFFD, 9}, {0xFFFE, 0}, {0x1D400, 6}, {0x1D800, 3}, {0x1F000, 6}, {0x1FB00, 1},
    {0x110000, 9},
};

/* Letters of Albanian, Serbian, Croatian cost nothing. */
static bool of_the_region(uint32_t c) {
    switch (c) {
    case 0xC7:
    case 0xCB:
    case 0xE7:
    case 0xEB: /* Ç Ë */
    case 0x106:
    case 0x107: /* Ć */
    case 0x10C:
    case 0x10D: /* Č */
    case 0x110:
    case 0x111: /* Đ */
    case 0x160:
    case 0x161: /* Š */
    case 0x17D:
    case 0x17E: /* Ž */ return true;
    default: return c >= 0x410 && c < 0x450;
    }
}

static int price(uint32_t c) {
    if (c < 0x80) return 0;
    if (c < 0xA0) return 9;
    if (of_the_region(c)) return 0;
    if (c < 0xC0) return latin1_signs[c - 0xA0];
    switch (c) {
    case 0xC2: return 2; /* Â, Ã begin most of what was Latin-1, and are rare in text */
    case 0xC3: return 3;
    case 0xD7: return 2;
    case 0x2018: return 1;
    case 0x20AC: return 1;
    case 0x2122:
    case 0x2116: return 1;
    case 0x221A: return 3;
    case 0x192: /* ƒ */
    case 0x17F: /* ſ */
    case 0x138: return 4;
    default: break;
    }
    if (c < 0x180) return 1;
    if (c >= 0x400 && c < 0x460) /* Serbian ones are common; others are what bytes above 7F make */
        return c == 0x402 || c == 0x452 || (c >= 0x408 && c <= 0x40B) || c == 0x40F ||
                       (c >= 0x458 && c <= 0x45B) || c == 0x45F
                   ? 1
                   : 2;
    size_t lo = 0, hi = sizeof blocks / sizeof *blocks - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (c < blocks[mid].end) hi = mid;
        else lo = mid + 1;
    }
    return blocks[lo].price;
}

enum script_of { S_LATIN, S_GREEK, S_CYRILLIC, S_OTHER };

static enum script_of script_of(uint32_t c) {
    if (c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0xFB00 && c < 0xFB07)) return S_LATIN;
    if (c < 0x400 || (c >= 0x1F00 && c < 0x2000)) return S_GREEK;
    return c < 0x530 ? S_CYRILLIC : S_OTHER;
}

enum { NOTHING, CAPITAL, SMALL, CASELESS, CLOSING, OPENING, MONEY, BRAND, BOX, SIGN };

static int class_of(uint32_t c) {
    if (c < 0x80) {
        if (c >= 'a' && c <= 'z') return SMALL;
        return c >= 'A' && c <= 'Z' ? CAPITAL : NOTHING;
    }
    switch (c) {
    case 0xAB: /* « opens or closes, by language */
    case 0xBB:
    case 0xA0:
    case 0xAD:
    case 0xB7:
    case 0x2013:
    case 0x2014:
    case 0x2018: /* closes in German and in Serbian */
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x203A:
    case 0x2026:
    case 0x2032:
    case 0x2033:
    case 0xFFFD: return CLOSING;
    case 0x201A:
    case 0x201E:
    case 0x2039:
    case 0xA1:
    case 0xBF: return OPENING;
    case 0xA3:
    case 0x20AC: return MONEY;
    case 0xA9:
    case 0xAE:
    case 0x2122: return BRAND;
    case 0xAA:
    case 0xBA: return SIGN;
    default: break;
    }
    if (c >= 0x2500 && c < 0x25A0) return BOX;
    if (c >= 0x300 && c < 0x370) return NOTHING;
    if (is_upper(c)) return CAPITAL;
    if (is_lower(c)) return SMALL;
    if (is_letter(c)) return CASELESS;
    return c >= 0x2600 ? NOTHING : SIGN;
}

static bool letter_class(int k) {
    return k == CAPITAL || k == SMALL || k == CASELESS;
}

/* The price of `b` behind `a`, with `z` in front of them. */
static int pair(uint32_t z, uint32_t a, uint32_t b) {
    if (a < 0x80 && b < 0x80) return 0;
    int ka = class_of(a), kb = class_of(b);
    bool la = letter_class(ka), lb = letter_class(kb);
    if (la && lb) {
        if (script_of(a) != script_of(b)) /* IL2Rγ is an odd word, but there are such */
            return script_of(a) == S_GREEK || script_of(b) == S_GREEK ? 1 : 5;
        if (ka == SMALL && kb == CAPITAL) return 3;
        return ka == CAPITAL && kb == SMALL && class_of(z) == CAPITAL ? 2 : 0;
    }
    if (la) switch (kb) {
        case OPENING:
        case SIGN: return 3;
        case MONEY: return 2;
        case BOX: return 2;
        default: return 0;
        }
    if (!lb) return 0;
    switch (ka) {
    case BOX: return 2;
    case SIGN: return letter_class(class_of(z)) ? 3 : a >= 0x2200 ? 0 : 1;
    case OPENING: return letter_class(class_of(z)) ? 2 : 0;
    case BRAND: return letter_class(class_of(z)) ? 3 : 1;
    case CLOSING: /* nothing but an apostrophe, a dash, a blank stands between two letters */
        if (!letter_class(class_of(z))) return 0;
        if (a == 0xAB) return 4;
        return a == 0x2018 || a == 0x201C || a == 0x201D || a == 0xBB || a == 0x203A ? 2 : 0;
    default: return 0;
    }
}

int unlikely(const uint32_t *c, size_t n, const uint32_t before[2], uint32_t after) {
    uint32_t z = before[0], a = before[1];
    int sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += price(c[i]) + pair(z, a, c[i]);
        z = a, a = c[i];
    }
    return sum + pair(z, a, after);
}
