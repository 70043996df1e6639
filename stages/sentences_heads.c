/* SPDX-License-Identifier: MIT */
/* What stood in a line of its own above a sentence, and has lost its line end.
 *   who wrote and when, as mail programs put it: Ana Berg 03/26/2001 09:11 AM Are you there?
 *   a headline in capitals: FOUR DEAD IN FACTORY FIRE Police have closed the road. */
#include "known_word.h"
#include "letters.h"
#include "sentences.h"
#include "utf8.h"

enum { WRITER_WORDS = 8, CAPITALS = 4, LONG_WORD = 4 };

/* Moves *i behind `least` to `most` digits. */
static bool digits(const struct scan *x, size_t *i, unsigned least, unsigned most) {
    size_t end = *i;
    while (end < x->end && end - *i < most && is_digit(x->s.p[end])) end++;
    bool enough = end - *i >= least && !(end < x->end && is_digit(x->s.p[end]));
    *i = end;
    return enough;
}

static bool sign(const struct scan *x, size_t *i, char c) {
    return *i < x->end && x->s.p[(*i)++] == c;
}

/* The end of 03/26/2001 09:11:59 AM, which begins at byte i; 0: it is none. */
static size_t time_end(const struct scan *x, size_t i) {
    if (!digits(x, &i, 1, 2) || !sign(x, &i, '/') || !digits(x, &i, 1, 2) || !sign(x, &i, '/') ||
        !digits(x, &i, 2, 4) || !sign(x, &i, ' ') || !digits(x, &i, 1, 2) || !sign(x, &i, ':') ||
        !digits(x, &i, 2, 2))
        return 0;
    size_t seconds = i;
    if (sign(x, &seconds, ':') && digits(x, &seconds, 2, 2)) i = seconds;
    if (i + 3 <= x->end && (memcmp(x->s.p + i, " AM", 3) == 0 || memcmp(x->s.p + i, " PM", 3) == 0))
        i += 3;
    return i == x->end || is_space(x->s.p[i]) ? i : 0;
}

/* Are there names and addresses only from the begin of the sentence up to `end`? *on: and "on". */
static bool is_writer(const struct scan *x, size_t end, bool *on) {
    unsigned words = 0;
    *on = false;
    for (size_t i = x->begin; i < end; words++) {
        while (i < end && is_space(x->s.p[i])) i++;
        size_t begin = i;
        while (i < end && !is_space(x->s.p[i])) i++;
        if (i == begin) break;
        struct str w = str_sub(x->s, begin, i);
        *on = i + 1 == end && str_is(w, "on");
        while (begin < i && memchr("\"<'(", x->s.p[begin], 4)) begin++;
        bool name = begin < i && is_upper(utf8_at(x->s.p, begin));
        if (words == WRITER_WORDS || (!name && !*on && memchr(w.p, '@', w.n) == NULL)) return false;
    }
    return true;
}

struct span sentences_stamp(const struct scan *x, size_t slash) {
    size_t begin = slash;
    struct span none = {0, 0};
    bool on;
    while (begin > x->begin && is_digit(x->s.p[begin - 1])) begin--;
    if (begin == slash || (begin > x->begin && x->s.p[begin - 1] != ' ')) return none;
    size_t end = time_end(x, begin);
    if (end == 0 || !is_writer(x, begin, &on)) return none;
    return (struct span){(uint32_t)(on ? x->begin : begin), (uint32_t)end};
}

/* How the letters of a word are written. */
struct letters {
    unsigned capitals, smalls;
    bool first;     /* is a capital */
    uint32_t after; /* the last character */
};

static struct letters read_letters(const struct scan *x, size_t begin, size_t end) {
    struct letters l = {0, 0, false, 0};
    while (begin < end) {
        l.after = utf8_next(x->s.p, &begin);
        if (is_upper(l.after) && l.capitals + l.smalls == 0) l.first = true;
        l.capitals += is_upper(l.after), l.smalls += is_lower(l.after);
    }
    return l;
}

static size_t word_end(const struct scan *x, size_t i, size_t end) {
    while (i < end && !is_space(x->s.p[i])) i++;
    return i;
}

static size_t word_begin(const struct scan *x, size_t i, size_t end) {
    while (i < end && is_space(x->s.p[i])) i++;
    return i;
}

size_t sentences_capitals(const struct scan *x, size_t end) {
    struct letters l = {0, 0, false, 0}, before = l;
    size_t begin = word_begin(x, x->begin, end), last = begin;
    unsigned words = 0;
    bool shouted = false;
    for (;; words++) {
        size_t behind = word_end(x, begin, end);
        if (behind == begin) return 0;
        l = read_letters(x, begin, behind);
        if (l.smalls) break;
        shouted |= l.capitals >= LONG_WORD;
        before = l, last = begin;
        begin = word_begin(x, behind, end);
    }
    if (words < CAPITALS) return 0;
    if (l.first && l.capitals == 1) { /* … FIRE Police have */
        size_t behind = word_end(x, begin, end), next = word_begin(x, behind, end);
        unsigned known = known_word(x->words, x->lang, str_sub(x->s, begin, behind));
        l = read_letters(x, next, word_end(x, next, end));
        l.first &= known != WORD_LOWER;
    } else if (before.capitals == 1 && !l.first) { /* … FIRE I have */
        size_t k = word_begin(x, x->begin, last);
        begin = last, words--;
        while (k > x->begin && last > x->begin && is_space(x->s.p[last - 1])) last--;
        before = read_letters(x, k, last);
    } else return 0;
    bool goes_on = before.after == ',' || before.after == '-' || is_dash(before.after);
    return words >= CAPITALS && shouted && !goes_on && l.smalls && !l.first ? begin : 0;
}
