/* SPDX-License-Identifier: MIT */
/* Strings as JSON has them. */
#include "jsonl.h"

/* Has `word` a byte equal to `b`? */
static inline uint64_t has_byte(uint64_t word, unsigned char b) {
    uint64_t x = word ^ (0x0101010101010101u * b);
    return (x - 0x0101010101010101u) & ~x & 0x8080808080808080u;
}

/* Do eight bytes go out as they are? */
static inline bool plain8(uint64_t w) {
    const uint64_t tops = 0x8080808080808080u;
    uint64_t low = (w - 0x2020202020202020u) & ~w & tops; /* below a blank */
    if ((low | has_byte(w, '"') | has_byte(w, '\\') | has_byte(w, 0x7F)) != 0) return false;
    return (w & tops) == 0 || (has_byte(w, 0xC2) | has_byte(w, 0xE2)) == 0;
}

static inline uint64_t load8(const char *p) {
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}
static inline uint32_t load4(const char *p) {
    uint32_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* Does a byte go out as it is? */
static inline bool plain(char byte) {
    static const uint64_t others[4] = {0xFFFFFFFF | (uint64_t)1 << '"',
                                       (uint64_t)1 << ('\\' - 0x40) | (uint64_t)1 << 0x3F, 0,
                                       (uint64_t)1 << (0xC2 - 0xC0) | (uint64_t)1 << (0xE2 - 0xC0)};
    unsigned char c = (unsigned char)byte;
    return !(others[c >> 6] >> (c & 63) & 1);
}

/* Copies a string that goes out as it is; false: not all of it does. In pieces that overlap, not byte by byte. */
static inline bool copy_plain(char *o, struct str s) {
    const char *p = s.p, *last = s.p + s.n;
    if (s.n >= 8) {
        for (; p + 8 < last; p += 8, o += 8) {
            uint64_t w = load8(p);
            if (!plain8(w)) return false;
            memcpy(o, &w, sizeof w);
        }
        uint64_t w = load8(last - 8);
        memcpy(o - (p - (last - 8)), &w, sizeof w);
        return plain8(w);
    }
    if (s.n >= 4) {
        uint32_t front = load4(p), back = load4(last - 4);
        memcpy(o, &front, sizeof front);
        memcpy(o + s.n - 4, &back, sizeof back);
        return plain8((uint64_t)back << 32 | front);
    }
    if (s.n == 0) return true;
    o[0] = p[0], o[s.n / 2] = p[s.n / 2], o[s.n - 1] = p[s.n - 1];
    return plain(p[0]) && plain(p[s.n / 2]) && plain(p[s.n - 1]);
}

/* Escapes what JSON asks for, and what line readers split on: C1 controls, U+2028, U+2029. */
char *jsonl_quote(char *to, struct str s) {
    static const char hex[] = "0123456789abcdef";
    char *o = to;
    *o++ = '"';
    if (copy_plain(o, s)) {
        o[s.n] = '"';
        return o + s.n + 1;
    }
    for (size_t i = 0; i < s.n; i++) {
        while (i + 8 <= s.n && plain8(load8(s.p + i))) {
            memcpy(o, s.p + i, 8);
            o += 8, i += 8;
        }
        if (i == s.n) break;
        unsigned char c = (unsigned char)s.p[i];
        if (plain(s.p[i])) {
            *o++ = (char)c;
            continue;
        }
        unsigned char c1 = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        unsigned code = c;
        if (c == 0xC2 && c1 < 0xA0) {
            code = c1, i++;
        } else if (c == 0xE2 && c1 == 0x80 && i + 2 < s.n &&
                   ((unsigned char)s.p[i + 2] & 0xFE) == 0xA8) {
            code = 0x2000u | (unsigned char)(s.p[i + 2] & 0x3F), i += 2;
        } else if (c == 0xC2 || c == 0xE2) {
            *o++ = (char)c;
            continue;
        }
        *o++ = '\\';
        if (c == '"' || c == '\\') {
            *o++ = (char)c;
        } else if (c == '\n' || c == '\t' || c == '\r') {
            *o++ = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
        } else {
            *o++ = 'u';
            for (int shift = 12; shift >= 0; shift -= 4) *o++ = hex[code >> shift & 15];
        }
    }
    *o++ = '"';
    return o;
}
