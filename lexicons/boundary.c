/* SPDX-License-Identifier: MIT */
/* See boundary.h. */
#include "boundary_parts.h"
#include "letters.h"
#include "utf8.h"

enum {
    AROUND = 600,
    AROUND_TITLE = 3000,
    PREFIX = 4,
    REACH = 8,
};

static bool is_end(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* What the head looks like: words, capitals, marks, auxiliaries, words since the last capital; and
 * whether the next word's begin is in it, but for its first letter's case. */
struct head {
    unsigned words, capitals, marks, auxiliaries, since;
    unsigned repeats; /* 1: with the same capital, 2: in small letters */
};

static size_t prefix_end(struct str s, size_t i, size_t end) {
    for (unsigned n = 0; n < PREFIX && i < end; n++) utf8_next(s.p, &i);
    return i;
}

static struct head read_head(const struct boundary *b, const struct word *next) {
    struct head h = {.words = 0};
    struct str s = b->text;
    size_t at = next->begin;
    while (at < next->end && !is_word(utf8_at(s.p, at))) utf8_next(s.p, &at);
    size_t rest = at;
    uint32_t first = at < next->end ? utf8_next(s.p, &rest) : 0;
    size_t n = prefix_end(s, rest, next->end) - rest;
    for (size_t i = b->begin; i < b->left; i++) {
        char c = s.p[i];
        if (c == ',') h.marks |= 1;
        if (c == ':') h.marks |= 2;
        if (i > b->begin && !is_space(s.p[i - 1])) continue;
        size_t end = i;
        while (end < b->left && !is_space(s.p[end])) end++;
        bool capital = is_upper(utf8_at(s.p, i));
        h.words++;
        h.capitals += i > b->begin && capital;
        h.since = capital ? 0 : h.since + 1;
        h.auxiliaries += boundary_auxiliary(str_sub(s, i, end));
        size_t k = i;
        uint32_t c0 = utf8_next(s.p, &k);
        if (n < PREFIX || k + n > b->left || memcmp(s.p + k, s.p + rest, n) != 0) continue;
        if (c0 == first) h.repeats |= 1;
        else if (boundary_small(c0) == boundary_small(first)) h.repeats |= 2;
    }
    return h;
}

/* Words behind `at` up to the first auxiliary; REACH: none is near. */
static unsigned auxiliary_behind(const struct boundary *b, size_t at) {
    struct str s = b->text;
    for (unsigned n = 0; n < REACH; n++) {
        while (at < b->end && is_space(s.p[at])) at++;
        size_t end = at;
        while (end < b->end && !is_space(s.p[end])) end++;
        if (boundary_auxiliary(str_sub(s, at, end))) return n;
        at = end;
    }
    return REACH;
}

/* Is the word there again behind: with a small letter (so the capital begins a sentence: 1), or with
 * a capital inside a sentence (a name: 2)? */
static unsigned again(const struct boundary *b, const struct word *w, size_t around) {
    struct str s = b->text;
    size_t at = w->begin;
    while (at < w->end && !is_word(utf8_at(s.p, at))) utf8_next(s.p, &at);
    size_t rest = at;
    if (at >= w->end) return 0;
    uint32_t first = utf8_next(s.p, &rest);
    struct word bare = *w;
    while (bare.end > rest && !is_word((uint32_t)(unsigned char)s.p[bare.end - 1]) &&
           (unsigned char)s.p[bare.end - 1] < 0x80)
        bare.end--;
    size_t n = bare.end - rest, limit = w->end + around;
    if (limit > s.n) limit = s.n;
    unsigned found = 0;
    const char *p = s.p + w->end, *end = s.p + limit;
    while (n > 0 && found < 3 && (p = memmem(p, (size_t)(end - p), s.p + rest, n)) != NULL) {
        size_t k = (size_t)(p++ - s.p), behind = k + n, letter = k;
        uint32_t c = utf8_prev(s.p, &letter);
        if (letter <= w->end || !is_space(s.p[letter - 1])) continue;
        if (behind < s.n && is_word(utf8_at(s.p, behind))) continue;
        if (c == first) found |= is_end((uint32_t)(unsigned char)s.p[letter - 2]) ? 0 : 2;
        else if (boundary_small(c) == boundary_small(first)) found |= 1;
    }
    return found;
}

unsigned boundary_bucket(unsigned n) {
    return n < 8 ? n : n < 12 ? 8 : n < 16 ? 9 : 10;
}

/* Year, day of a month, other ordinal, Roman. */
static unsigned number_class(const struct boundary *b, const struct word *w) {
    unsigned value = 0;
    for (size_t i = w->begin; i < w->end; i++)
        if (is_digit(b->text.p[i])) value = (value * 10 + (unsigned)(b->text.p[i] - '0')) % 100000;
    if (w->shape != SHAPE_NUMBER) return 5;
    return value <= 12 ? 0 : value <= 31 ? 1 : value < 1000 ? 2 : value < 2100 ? 3 : 4;
}

void boundary_add(struct features *f, unsigned sort, uint64_t a, uint64_t b) {
    f->v[f->n++] = feature_mix(feature_mix(feature_mix(f->kind, sort), a), b);
}

static void add(struct features *f, uint64_t a, uint64_t b) {
    boundary_add(f, f->n, a, b);
}

unsigned boundary_features(const struct boundary *b, enum boundary_kind kind, uint64_t *out) {
    struct features o = {out, 0, (uint64_t)kind + 1};
    struct word w = boundary_left(b, b->left), w2 = boundary_left(b, w.begin);
    struct word n = boundary_right(b, b->next), n2 = boundary_right(b, n.end),
                n3 = boundary_right(b, n2.end);
    struct head h = read_head(b, &n);
    unsigned shapes = (unsigned)n.shape * 8 + (unsigned)n2.shape,
             found = again(b, &n, kind == BOUNDARY_TITLE ? AROUND_TITLE : AROUND);
    uint64_t place = (uint64_t)b->lang;
    uint64_t here = kind == BOUNDARY_NUMBER ? number_class(b, &w) : (uint64_t)w.shape;
    unsigned of_next = boundary_known(b, &n), of_last = boundary_known(b, &w);
    add(&o, of_next, place);
    add(&o, of_next, shapes);
    add(&o, of_next * 4 + of_last, here);
    add(&o, of_next * 4 + found, place);
    add(&o, of_next, n2.tail);
    add(&o, of_next, w.tail);
    add(&o, 0, 0);
    add(&o, place, 0);
    add(&o, here, place);
    add(&o, here, shapes);
    add(&o, n.whole, 0);
    add(&o, n.tail, (uint64_t)b->lang);
    add(&o, n.whole, here);
    add(&o, n2.whole, 0);
    add(&o, n2.tail, (uint64_t)b->lang);
    add(&o, n.tail, n2.tail);
    add(&o, n3.tail, 0);
    add(&o, n.behind, n.before);
    add(&o, n2.behind, shapes);
    add(&o, w2.whole, 0);
    add(&o, w2.tail, here);
    add(&o, w2.whole, here);
    add(&o, boundary_bucket(h.words), place);
    add(&o, h.marks, boundary_bucket(h.words));
    add(&o, h.capitals * 4 / (h.words + 1), shapes);
    add(&o, h.repeats, (uint64_t)n.shape);
    add(&o, h.repeats, place);
    add(&o, h.repeats * 4 + of_next, shapes);
    add(&o, found, (uint64_t)kind);
    add(&o, found, place);
    add(&o, found, shapes);
    if (kind == BOUNDARY_NUMBER) return o.n;
    add(&o, w.whole, 0);
    add(&o, w.tail, (uint64_t)b->lang);
    add(&o, w.behind, here);
    add(&o, w.tail, n.tail);
    add(&o, boundary_right(b, b->begin).whole, 0);
    unsigned behind = auxiliary_behind(b, n.end);
    add(&o, behind, (uint64_t)b->lang);
    add(&o, h.auxiliaries, behind);
    add(&o, h.since, shapes);
    add(&o, h.since, behind);
    boundary_title_features(b, &(struct around){w, w2, n, n2, n3, of_next, of_last}, &o);
    return o.n;
}

int32_t boundary_score(const struct model *m, const struct boundary *b, enum boundary_kind kind) {
    uint64_t features[BOUNDARY_FEATURES];
    int32_t score = 0;
    unsigned n = boundary_features(b, kind, features);
    for (unsigned i = 0; i < n; i++) model_add(m, features[i], &score);
    return score;
}
