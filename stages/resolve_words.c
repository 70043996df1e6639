/* SPDX-License-Identifier: MIT */
/* Words that are spellings or case forms of one name: Radoičićem and Radoičić, Radoiçiq and Radoičić. */
#include "inflect.h"
#include "letters.h"
#include "resolve.h"
#include "utf8.h"

static bool has_base(enum lang lang, struct str form, struct str base) {
    struct inflected forms[INFLECT_MAX];
    char buf[128];
    if (lang != LANG_SQ && lang != LANG_SR) return false;
    if (form.n + INFLECT_ADD > sizeof buf || base.n > form.n + INFLECT_ADD) return false;
    if (base.n > INFLECT_ADD && memcmp(form.p, base.p, base.n - INFLECT_ADD) != 0)
        return false; /* endings put no more than that in their place */
    unsigned n = inflect(lang, form, forms);
    for (unsigned i = 0; i < n; i++)
        if (str_eq(inflect_base(form, &forms[i], buf), base)) return true;
    return false;
}

uint32_t resolve_entity(const struct resolve *r, uint32_t word) {
    uint32_t lo = 0, hi = r->known;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (r->last[mid] < word) lo = mid + 1;
        else hi = mid;
    }
    return lo < r->known && r->first[lo] <= word ? lo : NO_WORD;
}

static bool has_any(struct str key, const char *const *letters) {
    for (; *letters; letters++)
        if (str_find(key, str_of(*letters)) < key.n) return true;
    return false;
}

/* Is an ASCII word written as Albanian ones are? In a Serbian text more letters tell. */
static bool is_albanian(const struct word *w) {
    static const char *const letters[] = {"xh", "gj", NULL}, *const serbian[] = {"sh", "th", "dh",
                                                                                 "zh", "ll", "rr",
                                                                                 NULL};
    size_t q = str_find(w->key, STR("q"));
    if (q < w->key.n && (q + 1 == w->key.n || w->key.p[q + 1] != 'u')) return true;
    return has_any(w->key, letters) || (w->lang == LANG_SR && has_any(w->key, serbian));
}

/* The orthography of a word: by its letters, else by the language of its sentence. */
static enum orthography orthography_of(struct str text, const struct word *w) {
    for (size_t i = 0; i < text.n;) {
        uint32_t c = utf8_next(text.p, &i);
        if (c >= 0x400 && c < 0x530) return ORTH_SLAV;
        if (c == 0xEB || c == 0xCB || c == 0xE7 || c == 0xC7) return ORTH_SQ; /* ë ç */
        if ((c >= 0x106 && c <= 0x111) || c == 0x160 || c == 0x161 || c == 0x17D || c == 0x17E)
            return ORTH_SLAV; /* ć č đ š ž */
    }
    if (w->lang == LANG_SQ || is_albanian(w)) return ORTH_SQ;
    return w->lang == LANG_SR ? ORTH_SLAV : ORTH_ANY;
}

/* By letters, across orthographies. */
static bool match(const struct resolve *r, const struct word *a, const struct word *b) {
    struct str x = doc_span(r->doc, a->span), y = doc_span(r->doc, b->span);
    enum orthography of = orthography_of(x, a), to = orthography_of(y, b);
    struct match_name m, n;
    if (of == to || a->letters < 3 || b->letters < 3) return false;
    if (match_read(r->matcher, &m, x, of) || match_read(r->matcher, &n, y, to)) return false;
    return match_spellings(r->matcher, &m, &n) >= MATCH_ONE / 2;
}

bool resolve_alike(const struct resolve *r, uint32_t x, uint32_t y) {
    const struct word *a = &r->words->list.v[x], *b = &r->words->list.v[y];
    size_t n = a->key.n;
    if (str_eq(a->key, b->key)) return true;
    if (n < 3 || b->key.n < 3 || a->shape == SHAPE_NUMBER || b->shape == SHAPE_NUMBER) return false;
    if (n > b->key.n + 5 || b->key.n > n + 5) return false;
    bool begin = memcmp(a->key.p, b->key.p, 2) == 0;
    if (begin && (has_base(a->lang, a->key, b->key) || has_base(b->lang, b->key, a->key)))
        return true;
    bool cases = (a->lang == LANG_SQ || a->lang == LANG_SR) && n == b->key.n && n > 4 &&
                 memcmp(a->key.p, b->key.p, n - 1) == 0; /* Vjosës, Vjosën */
    return cases || match(r, a, b);
}

/* The class of the consonant at s.p[*i], past which *i is moved; 0: a vowel, h, j, which come and go. */
static uint8_t class_at(struct str s, size_t *i) {
    char c = s.p[*i], next = *i + 1 < s.n ? s.p[*i + 1] : '\0';
    ++*i;
    switch (c) {
    case 'b':
    case 'p': return 1;
    case 'v':
    case 'w':
    case 'f': return 2;
    case 'm':
    case 'n': return 3;
    case 'l': return 4;
    case 'r': return 5;
    case 'k': return 6;
    case 'c':
    case 'q':
    case 's':
    case 'x':
    case 'z': return 7;
    case 't': return 8;
    case 'd':
        *i += next == 'z' || next == 'j'; /* dž đ */
        return next == 'z' || next == 'j' ? 7 : 8;
    case 'g': /* Albanian gj is đ */ *i += next == 'j'; return next == 'j' ? 7 : 6;
    default: return (unsigned char)c >= 0x80 || is_digit(c) ? 9 : 0;
    }
}

unsigned resolve_skeleton(struct str key, unsigned most, uint8_t out[SKELETON]) {
    unsigned n = 0;
    uint8_t before = 0;
    for (size_t i = 0; i < key.n && n < most;) {
        uint8_t c = class_at(key, &i);
        if (c && c != before) out[n++] = c;
        if (c || (i && key.p[i - 1] != 'h')) before = c;
    }
    return n;
}
