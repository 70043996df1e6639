/* SPDX-License-Identifier: MIT */
/* UTF-8, for text that is already valid (utf8_next, utf8_prev, utf8_put) and for bytes that may not
 * be (utf8_scan). No state, no allocation. */
#ifndef IBER_UTF8_H
#define IBER_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

/* Decodes the code point at s[*i] of valid UTF-8 and moves *i behind it. */
static inline uint32_t utf8_next(const char *s, size_t *i) {
    const unsigned char *p = (const unsigned char *)s + *i;
    if (p[0] < 0x80) {
        *i += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *i += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *i += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *i += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
           (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* The code point at s[i] of valid UTF-8, without moving. */
static inline uint32_t utf8_at(const char *s, size_t i) {
    return utf8_next(s, &i);
}

/* The code point that ends before s[*i] of valid UTF-8; moves *i to its begin. *i must be > 0. */
static inline uint32_t utf8_prev(const char *s, size_t *i) {
    size_t k = *i - 1;
    while (k > 0 && ((unsigned char)s[k] & 0xC0) == 0x80) k--;
    *i = k;
    return utf8_at(s, k);
}

/* Writes `c` at `out` (4 bytes of room) and returns its length. */
static inline unsigned utf8_put(char *out, uint32_t c) {
    unsigned char *o = (unsigned char *)out;
    if (c < 0x80) {
        o[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        o[0] = (unsigned char)(0xC0 | c >> 6);
        o[1] = (unsigned char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        o[0] = (unsigned char)(0xE0 | c >> 12);
        o[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
        o[2] = (unsigned char)(0x80 | (c & 0x3F));
        return 3;
    }
    o[0] = (unsigned char)(0xF0 | c >> 18);
    o[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
    o[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
    o[3] = (unsigned char)(0x80 | (c & 0x3F));
    return 4;
}

/* True at the first byte of a code point. */
static inline bool utf8_border(char c) {
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* The first byte from `i` that is not ASCII, or s.n. */
static inline size_t utf8_ascii_end(struct str s, size_t i) {
    for (uint64_t eight; i + sizeof eight <= s.n; i += sizeof eight) {
        memcpy(&eight, s.p + i, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80) i++;
    return i;
}

/* Length in bytes of the valid sequence at p[0..n), or 0 when it is not valid (RFC 3629: no
 * surrogates, no overlong forms, nothing above U+10FFFF). On 0, *bad is the length of the longest
 * prefix of a valid sequence (at least 1): what one U+FFFD stands for (Unicode 15, 3.9, "maximal
 * subpart"). */
static inline unsigned utf8_scan(const unsigned char *p, size_t n, unsigned *bad) {
    *bad = 1;
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
    unsigned len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char lo = 0x80, hi = 0xBF;
    if (p[0] == 0xE0) lo = 0xA0;
    if (p[0] == 0xED) hi = 0x9F;
    if (p[0] == 0xF0) lo = 0x90;
    if (p[0] == 0xF4) hi = 0x8F;
    for (unsigned i = 1; i < len; i++) {
        if (i >= n || p[i] < lo || p[i] > hi) {
            *bad = i;
            return 0;
        }
        lo = 0x80, hi = 0xBF;
    }
    return len;
}

/* Number of code points in n bytes of valid UTF-8. */
static inline size_t utf8_count(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += utf8_border(s[i]);
    return count;
}

/* Is all of it valid? */
static inline bool is_utf8(struct str s) {
    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.p[i] < 0x80) {
            i++;
            continue;
        }
        unsigned bad, k = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        if (k == 0) return false;
        i += k;
    }
    return true;
}

#endif
