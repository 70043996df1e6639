/* SPDX-License-Identifier: MIT */
/* Classes of characters, for text that is mostly Latin and Cyrillic: fast for those, ICU for the
 * rest. No state. */
#ifndef IBER_LETTERS_H
#define IBER_LETTERS_H

#include <stdbool.h>
#include <stdint.h>
#include <unicode/uchar.h>

static inline bool is_upper(uint32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    if (c >= 0xC0 && c < 0x180) return c < 0xDF ? c != 0xD7 : c >= 0x100 && u_isupper((UChar32)c);
    if (c >= 0x400 && c < 0x460) return c < 0x430;
    return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

static inline bool is_lower(uint32_t c) {
    if (c < 0x80) return c >= 'a' && c <= 'z';
    if (c >= 0xC0 && c < 0x100) return c >= 0xDF && c != 0xF7;
    if (c >= 0x400 && c < 0x460) return c >= 0x430;
    return u_islower((UChar32)c);
}

static inline bool is_letter(uint32_t c) {
    if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c >= 0xC0 && c < 0x250) return c != 0xD7 && c != 0xF7;
    if (c >= 0x400 && c < 0x482) return true;
    return u_isalpha((UChar32)c);
}

static inline bool
is_mark(uint32_t c) { /* combining, or a non-joiner: belongs to the letter before */
    if (c == 0x200C) return true;
    return c >= 0x300 &&
           (c < 0x370 || (c >= 0x483 && (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0));
}

static inline bool is_number(uint32_t c) {
    return c < 0x80 ? c >= '0' && c <= '9' : c > 0x660 && u_isdigit((UChar32)c);
}

static inline bool is_word(uint32_t c) {
    return is_letter(c) || is_number(c) || is_mark(c);
}

static inline bool is_blank(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x85 && u_isUWhiteSpace((UChar32)c));
}

static inline bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018 || c == 0xB4 || c == '`';
}

static inline bool is_hyphen(uint32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static inline bool is_dash(uint32_t c) {
    return c >= 0x2012 && c <= 0x2015;
}

static inline bool is_open_mark(uint32_t c) { /* stands before a sentence */
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{' || c == 0x201C ||
           c == 0x201E || c == 0x201A || c == 0x2018 || c == 0xAB || c == 0xBB || c == 0x2039 ||
           c == 0x203A || c == 0x201D;
}

static inline bool is_close_mark(uint32_t c) { /* may stand behind its full stop */
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0x201D ||
           c == 0x201C || c == 0x2019 || c == 0xBB || c == 0xAB || c == 0x203A || c == 0x2018;
}

#endif
