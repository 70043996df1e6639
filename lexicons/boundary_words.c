/* SPDX-License-Identifier: MIT */
/* Words of a text as boundary.c and boundary_title.c see them: see boundary_parts.h. */
#include "boundary_parts.h"
#include "known_word.h"
#include "letters.h"
#include "utf8.h"

enum { STEM = 4 };

enum { LJ = 600, NJ, DZ }; /* two Latin letters: second_letter() */

uint32_t boundary_small(uint32_t c) {
    static const uint16_t cyrillic[48] = {
        'a', 'b', 'v',   'g', 'd', 'e', 0x17E, 'z',   'i',   'j', 'k', 'l',   'm', 'n', 'o', 'p',
        'r', 's', 't',   'u', 'f', 'h', 'c',   0x10D, 0x161, 0,   0,   0,     0,   0,   0,   0,
        0,   0,   0x111, 0,   0,   0,   0,     0,     'j',   LJ,  NJ,  0x107, 0,   0,   0,   DZ};
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c < 0xDF) return c + 32;
    if (c >= 0x100 && c < 0x138) return c | 1;
    if (c >= 0x179 && c < 0x17F) return (c + 1) & ~1u;
    if (c >= 0x160 && c < 0x178) return c | 1;
    if (c >= 0x410 && c < 0x430) c += 32;
    else if (c >= 0x400 && c < 0x410) c += 80;
    if (c >= 0x430 && c < 0x460 && cyrillic[c - 0x430]) return cyrillic[c - 0x430];
    return c;
}

static uint32_t first_of(uint32_t l) {
    return l == LJ ? 'l' : l == NJ ? 'n' : l == DZ ? 'd' : 0;
}

/* Reads the word in s[begin, end). */
static struct word read_word(struct str s, size_t begin, size_t end) {
    struct word w = {.begin = begin, .end = end, .shape = SHAPE_NONE};
    uint32_t last[3] = {0, 0, 0};
    unsigned capitals = 0, smalls = 0, digits = 0;
    size_t i = begin, stop = end;
    while (i < end && !is_word(utf8_at(s.p, i))) {
        uint32_t c = utf8_next(s.p, &i);
        if (w.before == 0) w.before = c;
    }
    while (stop > i) {
        size_t k = stop;
        uint32_t c = utf8_prev(s.p, &k);
        if (is_word(c)) break;
        stop = k, w.behind = c;
    }
    if (i >= stop) return w;
    bool first = is_upper(utf8_at(s.p, i));
    w.whole = 0x9E37;
    while (i < stop) {
        uint32_t c = utf8_next(s.p, &i), l = boundary_small(c);
        capitals += is_upper(c), smalls += is_lower(c), digits += is_number(c);
        if (first_of(l)) {
            w.whole = feature_mix(w.whole, first_of(l));
            last[0] = last[1], last[1] = last[2], last[2] = first_of(l);
            l = l == DZ ? 0x17E : 'j';
        }
        w.whole = feature_mix(w.whole, l);
        last[0] = last[1], last[1] = last[2], last[2] = l;
    }
    w.last_two = (uint64_t)last[1] << 20 | last[2], w.last = last[2];
    w.tail = (uint64_t)last[0] << 40 | (uint64_t)last[1] << 20 | last[2];
    if (digits) w.shape = smalls + capitals ? SHAPE_OTHER : SHAPE_NUMBER;
    else if (first)
        w.shape = smalls ? SHAPE_CAPITAL : capitals > 1 ? SHAPE_CAPITALS : SHAPE_CAPITAL;
    else w.shape = SHAPE_SMALL;
    return w;
}

struct word boundary_left(const struct boundary *b, size_t end) {
    while (end > b->begin && is_space(b->text.p[end - 1])) end--;
    size_t begin = end;
    while (begin > b->begin && !is_space(b->text.p[begin - 1])) begin--;
    return read_word(b->text, begin, end);
}

struct word boundary_right(const struct boundary *b, size_t begin) {
    while (begin < b->end && is_space(b->text.p[begin])) begin++;
    size_t end = begin;
    while (end < b->end && !is_space(b->text.p[end])) end++;
    return read_word(b->text, begin, end);
}

unsigned boundary_known(const struct boundary *b, const struct word *w) {
    size_t begin = w->begin, end = w->end;
    while (begin < end && !is_word(utf8_at(b->text.p, begin))) utf8_next(b->text.p, &begin);
    while (end > begin) {
        size_t k = end;
        if (is_word(utf8_prev(b->text.p, &k))) break;
        end = k;
    }
    return known_word(b->words, b->lang, str_sub(b->text, begin, end));
}

uint64_t boundary_stem(const struct boundary *b, const struct word *w) {
    size_t i = w->begin;
    uint64_t h = 1;
    unsigned n = 0;
    while (i < w->end && !is_word(utf8_at(b->text.p, i))) utf8_next(b->text.p, &i);
    for (; i < w->end && n < STEM; n++) {
        uint32_t c = utf8_next(b->text.p, &i);
        if (!is_word(c)) break;
        h = feature_mix(h, boundary_small(c));
    }
    return n < STEM ? 0 : h;
}

bool boundary_auxiliary(struct str w) {
    static const char *const words[] = {
        "je",   "su",   "će",    "se",   "bi",   "nije", "nisu",   "neće", "је",
        "су",   "ће",   "се",    "би",   "није", "нису", "неће",   "is",   "are",
        "was",  "were", "has",   "have", "had",  "will", "është",  "janë", "ka",
        "kanë", "u",    "ishte", "do",   "po",   "said", "kishte", "po",   NULL};
    return w.n < 10 && str_in(w, words);
}
