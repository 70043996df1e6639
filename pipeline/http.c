/* SPDX-License-Identifier: MIT */
/* See http.h. */
#include "http.h"

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool http_is(struct str s, const char *word) {
    for (size_t i = 0; i < s.n; i++)
        if (word[i] == '\0' || small(s.p[i]) != word[i]) return false;
    return word[s.n] == '\0';
}

struct str http_header(struct str block, const char *name) {
    struct str line;
    while (str_cut(&block, '\n', &line)) {
        const char *colon = line.n ? memchr(line.p, ':', line.n) : NULL;
        if (colon == NULL) continue;
        size_t n = (size_t)(colon - line.p);
        if (http_is(str_trim(str_sub(line, 0, n)), name))
            return str_trim(str_sub(line, n + 1, line.n));
    }
    return STR("");
}

unsigned http_status(struct str block) {
    struct str line;
    if (!str_starts(block, STR("HTTP/")) || !str_cut(&block, '\n', &line)) return 0;
    const char *blank = memchr(line.p, ' ', line.n);
    if (blank == NULL) return 0;
    struct str code = str_trim(str_sub(line, (size_t)(blank - line.p), line.n));
    if (code.n < 3 || !is_digit(code.p[0]) || !is_digit(code.p[1]) || !is_digit(code.p[2]))
        return 0;
    return (unsigned)(code.p[0] - '0') * 100 + (unsigned)(code.p[1] - '0') * 10 +
           (unsigned)(code.p[2] - '0');
}

struct str http_media(struct str type) {
    struct str media = STR("");
    str_cut(&type, ';', &media);
    return str_trim(media);
}

struct str http_charset(struct str type) {
    struct str part;
    str_cut(&type, ';', &part);
    while (str_cut(&type, ';', &part)) {
        const char *equals = part.n ? memchr(part.p, '=', part.n) : NULL;
        size_t n = equals ? (size_t)(equals - part.p) : 0;
        if (!equals || !http_is(str_trim(str_sub(part, 0, n)), "charset")) continue;
        struct str value = str_trim(str_sub(part, n + 1, part.n));
        while (value.n && (value.p[0] == '"' || value.p[0] == '\'')) value.p++, value.n--;
        while (value.n && (value.p[value.n - 1] == '"' || value.p[value.n - 1] == '\'')) value.n--;
        return value;
    }
    return STR("");
}

static int hex(char c) {
    c = small(c);
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads a line "1f40;name=value". False when it is none. */
static bool chunk_size(struct str s, size_t *at, size_t *size) {
    size_t i = *at, from = i;
    for (*size = 0; i < s.n && hex(s.p[i]) >= 0; i++) {
        if (*size > UINT32_MAX) return false;
        *size = *size * 16 + (size_t)hex(s.p[i]);
    }
    if (i == from) return false;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) i++;
    if (i < s.n && s.p[i] != '\r' && s.p[i] != '\n' && s.p[i] != ';') return false;
    while (i < s.n && s.p[i] != '\n') i++;
    *at = i + 1;
    return i < s.n;
}

bool http_unchunk(char *p, struct str *body) {
    struct str all = *body;
    size_t at = 0, n = 0, size;
    if (!chunk_size(all, &at, &size)) return true;
    for (;;) {
        *body = (struct str){p, n};
        if (size == 0) return true;
        bool whole = size <= all.n - at;
        if (!whole) size = all.n - at;
        memmove(p + n, p + at, size);
        *body = (struct str){p, n += size};
        at += size;
        if (at < all.n && p[at] == '\r') at++;
        if (at < all.n && p[at] == '\n') at++;
        if (!whole || !chunk_size(all, &at, &size)) return false;
    }
}
