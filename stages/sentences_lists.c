/* SPDX-License-Identifier: MIT */
/* Lists that lost their line ends: 1. Mend the roof 2. Paint the door. An item begins where the
 * label of the segment's begin goes on: the same style, the next number or letter. */
#include "letters.h"
#include "sentences.h"
#include "utf8.h"

enum { DIGITS = 3, LAST_WORD = 3 };

static bool is_bullet(uint32_t c) {
    return c == 0x2022 || c == 0x2043 || c == 0x2023 || c == 0x25AA || c == 0x25CF || c == 0x25E6;
}

static size_t skip_blanks(const struct scan *x, size_t i) {
    while (i < x->end && x->s.p[i] == ' ') i++;
    return i;
}

/* Number or letter, then its marks and a blank. */
static struct label read_label(const struct scan *x, size_t begin) {
    struct label l = {.begin = begin}, none = {.style = LABEL_NONE};
    size_t i = begin;
    if (i >= x->end) return none;
    uint32_t c = utf8_next(x->s.p, &i);
    if (is_bullet(c)) l.bullet = c, i = skip_blanks(x, i);
    else i = begin;
    size_t digits = i;
    while (i < x->end && i - digits < DIGITS && is_digit(x->s.p[i]))
        l.value = l.value * 10 + (uint32_t)(x->s.p[i++] - '0');
    if (i == digits && i + 1 < x->end && x->s.p[i] >= 'a' && x->s.p[i] <= 'z') {
        l.letter = true;
        l.value = (uint32_t)(unsigned char)x->s.p[i++];
    }
    size_t marks = i;
    if (i > digits) {
        if (i < x->end && x->s.p[i] == '.') l.style = LABEL_DOT, i++;
        if (i < x->end && x->s.p[i] == ')')
            l.style = l.style == LABEL_DOT ? LABEL_BOTH : LABEL_BRACKET, i++;
    }
    if (i == marks || i >= x->end || x->s.p[i] != ' ') {
        if (l.bullet == 0) return none;
        l.style = LABEL_BULLET, l.value = 0, l.letter = false, i = digits;
    }
    l.end = skip_blanks(x, i);
    if (l.end >= x->end) return none;
    if (l.style == LABEL_DOT && !is_upper(utf8_at(x->s.p, l.end))) return none;
    return l;
}

struct label sentences_first_label(const struct scan *x, size_t at) {
    return read_label(x, at);
}

/* Of an ordinal: "1. Svetski rat i 2. Svetski rat" is no list, so no short word stands before. */
static bool short_word_before(const struct scan *x, size_t at) {
    struct str w = sentences_word_before(x, at - 1);
    return w.n > 0 && w.n < LAST_WORD;
}

struct label sentences_next_label(const struct scan *x, size_t i) {
    struct label none = {.style = LABEL_NONE};
    size_t begin = i;
    if (x->label.bullet == 0)
        while (begin > x->label.end && i - begin <= DIGITS + 1 && x->s.p[begin - 1] != ' ') begin--;
    if (begin <= x->label.end || x->s.p[begin - 1] != ' ') return none;
    struct label l = read_label(x, begin);
    uint32_t next = x->label.value + (x->label.style != LABEL_BULLET);
    if (l.style != x->label.style || l.letter != x->label.letter || l.bullet != x->label.bullet ||
        l.value != next)
        return none;
    bool bare = l.style == LABEL_DOT && !l.letter && !l.bullet;
    return bare && short_word_before(x, begin) ? none : l;
}
