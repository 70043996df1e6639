/* SPDX-License-Identifier: MIT */
/* What the other parts of `values` read the text with. */
#include "fold.h"
#include "utf8.h"
#include "values.h"

static size_t blank(const struct scan *s,
                    size_t at) { /* its length, or 0; a tab parts cells of a table */
    const unsigned char *p = (const unsigned char *)s->p + at;
    size_t left = s->n - at;
    if (left == 0) return 0;
    if (p[0] == ' ' || p[0] == '\n' || p[0] == '\r') return 1;
    if (p[0] == 0xC2) return p[1] == 0xA0 ? 2 : 0;
    if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xAF || p[2] == 0x89)) return 3;
    return 0;
}

size_t values_gap(const struct scan *s, size_t at) {
    size_t i = at, step;
    unsigned lines = 0;
    for (unsigned k = 0; k < 3 && (step = blank(s, i)) != 0; k++) {
        lines += s->p[i] == '\n';
        i += step;
    }
    if (lines > 1 || (lines && values_starts_sentence(s, i))) return at;
    return i;
}

size_t values_dash(const struct scan *s, size_t at) {
    const unsigned char *p = (const unsigned char *)s->p + at;
    if (at >= s->n) return at;
    if (p[0] == '-') return at + 1;
    if (p[0] != 0xE2) return at;
    if (p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95) return at + 3;
    return p[1] == 0x88 && p[2] == 0x92 ? at + 3 : at;
}

size_t values_letters(const struct scan *s, size_t at) {
    for (;;) {
        while (at < s->n && is_ascii_alpha(s->p[at])) at++; /* most */
        if (at >= s->n || !values_letter(s->p[at])) return at;
        at++;
        while (at < s->n && !utf8_border(s->p[at])) at++;
    }
}

size_t values_digits(const struct scan *s, size_t at, uint32_t *value) {
    size_t i = at;
    uint32_t v = 0;
    for (; i < s->n && is_digit(s->p[i]); i++) v = v * 10 + (uint32_t)(s->p[i] - '0');
    *value = i - at > 9 ? UINT32_MAX : v;
    return i;
}

bool values_word(const struct scan *s, size_t at, struct word *w) {
    if (at >= s->n || !values_letter(s->p[at])) return false;
    w->begin = at;
    w->end = values_letters(s, at);
    if (w->end - at > WORD_BYTES) return false;
    w->n = fold((struct str){s->p + at, w->end - at}, w->key);
    return w->n > 0;
}

bool values_word_before(const struct scan *s, size_t at, struct word *w) {
    size_t i = at;
    for (unsigned k = 0; k < 4 && i > 0; k++) {
        char c = s->p[i - 1];
        if (c == ' ' || c == '-' || c == '.') i--;
        else if (i > 1 && (unsigned char)c == 0xA0 && (unsigned char)s->p[i - 2] == 0xC2) i -= 2;
        else break;
    }
    size_t end = i;
    while (i > 0 && end - i <= WORD_BYTES) {
        size_t before = i;
        utf8_prev(s->p, &before);
        if (!values_letter(s->p[before])) break;
        i = before;
    }
    return i < end && values_word(s, i, w) && w->end == end;
}

bool values_listed(const struct word *w, const char *list) {
    struct str all = str_of(list), key = {w->key, w->n};
    while (all.n > key.n + 1) {
        size_t at = str_find(all, key);
        if (at + key.n >= all.n) return false;
        if (at > 0 && all.p[at - 1] == ' ' && all.p[at + key.n] == ' ') return true;
        all = str_sub(all, at + 1, all.n);
    }
    return false;
}

/* Capitals are what folding changes besides marks: for letters beyond ASCII, the case pairs of
 * Latin-1, Latin Extended-A and Cyrillic. */
bool values_capital(const struct scan *s, const struct word *w) {
    uint32_t c = utf8_at(s->p, w->begin);
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    if (c < 0x100) return c < 0xDF;
    if (c >= 0x139 && c <= 0x148) return c % 2 == 1; /* between ĸ and ŉ odd ones are capitals, */
    if (c >= 0x179 && c <= 0x17E) return c % 2 == 1; /* and Ź Ż Ž */
    if (c < 0x180) return c % 2 == 0;
    return c >= 0x400 && c < 0x430;
}

static const struct sentence *sentence_at(const struct scan *s, size_t at) {
    uint32_t i = s->sentence;
    while (i < s->doc->sentences.n && s->doc->sentences.v[i].span.end <= at) i++;
    if (i == s->doc->sentences.n || s->doc->sentences.v[i].span.begin > at) return NULL;
    return &s->doc->sentences.v[i];
}

/* Quotes and brackets may stand before. */
bool values_starts_sentence(const struct scan *s, size_t at) {
    const struct sentence *sentence = sentence_at(s, at);
    if (sentence == NULL) return at == 0;
    for (size_t i = sentence->span.begin; i < at;) {
        if (values_letter(s->p[i]) || is_digit(s->p[i])) return false;
        utf8_next(s->p, &i);
    }
    return true;
}

bool values_ends_sentence(const struct scan *s, size_t at) {
    const struct sentence *sentence = sentence_at(s, at - 1);
    size_t end = sentence ? sentence->span.end : s->n;
    for (size_t i = at; i < end;) {
        if (values_letter(s->p[i]) || is_digit(s->p[i])) return false;
        uint32_t c = utf8_next(s->p, &i);
        if (c == ',' || c == ';' || c == ':' || c == '-' || c == '(' || c == '/') return false;
    }
    return true;
}

unsigned values_prefix(const char *p, size_t n) {
    unsigned v = 0, k = 0;
    for (size_t i = 0; k < 3; k++) {
        unsigned letter = 0;
        if (i < n && is_ascii_alpha(p[i])) {
            letter = (unsigned)(p[i] | 0x20) - 'a' + 1;
            i++;
        } else if (i < n) {
            char folded[16];
            size_t from = i;
            utf8_next(p, &i);
            if (fold((struct str){p + from, i - from}, folded) && folded[0] >= 'a' &&
                folded[0] <= 'z')
                letter = (unsigned)(folded[0] - 'a') + 1;
        }
        v = v * 27 + letter;
    }
    return v;
}
