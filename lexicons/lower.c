/* SPDX-License-Identifier: MIT */
/* See lower.h. */
#include "lower.h"

#include <unicode/uchar.h>

#include "letters.h"
#include "utf8.h"

/* The small letter of a capital of Latin-1, Latin Extended-A or Cyrillic, else ICU's. */
static uint32_t small(uint32_t c) {
    if (c < 0x100) return c >= 0xC0 && c < 0xDF && c != 0xD7 ? c + 0x20 : c;
    if (c >= 0x400 && c < 0x430) return c < 0x410 ? c + 0x50 : c + 0x20;
    if (c >= 0x430 && c < 0x460) return c;
    if (c < 0x180) { /* pairs: the capital is even, in two stretches odd */
        if (c == 0x130 || c == 0x138 || c == 0x149 || c == 0x17F) return c == 0x130 ? 'i' : c;
        if (c == 0x178) return 0xFF;
        bool odd = (c >= 0x139 && c <= 0x148) || c >= 0x179;
        return ((c & 1) != 0) == odd ? c + 1 : c;
    }
    return (uint32_t)u_tolower((UChar32)c);
}

/* Any character but ASCII at s[*i]; *i is moved behind it. */
static size_t lower_one(struct str s, size_t *i, char *out, struct shape *shape) {
    uint32_t c = utf8_next(s.p, i), l = small(c);
    if (is_letter(c)) {
        shape->letters++;
        shape->capitals += l != c;
        shape->cyrillic |= c >= 0x400 && c < 0x530;
    } else if (!is_mark(c) && !is_apostrophe(c) && !is_hyphen(c)) {
        shape->others++;
    }
    return utf8_put(out, l);
}

size_t lower(struct str s, char *out, struct shape *shape) {
    size_t n = 0;
    *shape = (struct shape){0};
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x80) {
            n += lower_one(s, &i, out + n, shape);
        } else {
            bool capital = c >= 'A' && c <= 'Z', letter = capital || (c >= 'a' && c <= 'z');
            shape->letters += letter;
            shape->capitals += capital;
            shape->others += !letter && c != '\'' && c != '-' && c != '`';
            out[n++] = (char)(capital ? c + 32 : c);
            i++;
        }
        if (n && i && shape->capitals == 1 && shape->letters == 1) shape->first = true;
    }
    return n;
}

bool has_letter(struct str s) {
    for (size_t i = 0; i < s.n;)
        if (is_letter(utf8_next(s.p, &i))) return true;
    return false;
}

bool mixes_scripts(struct str s) {
    bool latin = false, cyrillic = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c) && !is_mark(c)) latin = cyrillic = false;
        latin |= is_letter(c) && c < 0x250;
        cyrillic |= is_letter(c) && c >= 0x400 && c < 0x530;
        if (latin && cyrillic) return true;
    }
    return false;
}
