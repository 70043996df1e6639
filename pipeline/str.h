/* SPDX-License-Identifier: MIT */
/* Strings with a length, cut by value, never copied, never ended by NUL. */
#ifndef IBER_STR_H
#define IBER_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p; /* bytes; not owned */
    size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

static inline struct str str_of(const char *cstr) {
    return (struct str){cstr, strlen(cstr)};
}

static inline bool bytes_same8(const char *a, const char *b) {
    uint64_t x, y;
    memcpy(&x, a, sizeof x), memcpy(&y, b, sizeof y);
    return x == y;
}
static inline bool bytes_same4(const char *a, const char *b) {
    uint32_t x, y;
    memcpy(&x, a, sizeof x), memcpy(&y, b, sizeof y);
    return x == y;
}

/* Are n bytes the same? Of words, for which a call of memcmp() is the greater part. */
static inline bool bytes_same(const char *a, const char *b, size_t n) {
    if (n >= 8) {
        for (size_t i = 0; i < n - 8; i += 8)
            if (!bytes_same8(a + i, b + i)) return false;
        return bytes_same8(a + n - 8, b + n - 8);
    }
    if (n >= 4) return bytes_same4(a, b) && bytes_same4(a + n - 4, b + n - 4);
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i]) return false;
    return true;
}

static inline bool str_eq(struct str a, struct str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Is `s` the word `cstr`? Cheap to refuse: for lists that are searched often. */
static inline bool str_is(struct str s, const char *cstr) {
    for (size_t i = 0; i < s.n; i++)
        if (cstr[i] == '\0' || cstr[i] != s.p[i]) return false;
    return cstr[s.n] == '\0';
}

/* Is `s` one of these words? The list ends with NULL. */
static inline bool str_in(struct str s, const char *const *words) {
    const char first = s.n ? s.p[0] : '\0';
    for (; *words; words++)
        if ((*words)[0] == first && str_is(s, *words)) return true;
    return false;
}

/* As strcmp() orders them. */
static inline int str_compare(struct str s, const char *cstr) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != cstr[i] || cstr[i] == '\0')
            return (unsigned char)s.p[i] < (unsigned char)cstr[i] ? -1 : 1;
    return cstr[s.n] ? -1 : 0;
}

/* Is `s` one of n words, which are sorted? For long lists. */
static inline bool str_among(struct str s, const char *const *words, size_t n) {
    for (size_t low = 0; low < n;) {
        size_t middle = low + (n - low) / 2;
        int order = str_compare(s, words[middle]);
        if (order == 0) return true;
        if (order < 0) n = middle;
        else low = middle + 1;
    }
    return false;
}

static inline bool str_starts(struct str s, struct str prefix) {
    return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

static inline bool str_ends(struct str s, struct str suffix) {
    if (suffix.n == 0) return true;
    if (s.n < suffix.n || s.p[s.n - 1] != suffix.p[suffix.n - 1]) return false;
    return memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

/* The part [from, to) of `s`; `to` is cut at the end. */
static inline struct str str_sub(struct str s, size_t from, size_t to) {
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    return (struct str){s.p + from, to - from};
}

/* Cuts the first field off `*rest`, up to `sep` or the end. False when nothing is left. */
static inline bool str_cut(struct str *rest, char sep, struct str *field) {
    if (rest->p == NULL) return false;
    const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    size_t n = at ? (size_t)(at - rest->p) : rest->n;
    *field = (struct str){rest->p, n};
    *rest = at ? (struct str){at + 1, rest->n - n - 1} : (struct str){NULL, 0};
    return true;
}

/* Where `needle` begins in `s`, or s.n. */
static inline size_t str_find(struct str s, struct str needle) {
    if (needle.n == 0 || s.n < needle.n) return s.n;
    const char *p = s.p, *last = s.p + (s.n - needle.n);
    while (p <= last && (p = memchr(p, needle.p[0], (size_t)(last - p) + 1)) != NULL) {
        if (memcmp(p, needle.p, needle.n) == 0) return (size_t)(p - s.p);
        p++;
    }
    return s.n;
}

static inline bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
static inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool is_ascii_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline struct str str_trim(struct str s) {
    while (s.n && is_space(s.p[0])) s.p++, s.n--;
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

#endif
