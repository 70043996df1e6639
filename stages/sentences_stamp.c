/* SPDX-License-Identifier: MIT */
/* Who wrote and when, as mail programs put it above an answer, with its line ends lost:
 * Ana Berg 03/26/2001 09:11 AM Are you there? Name and time are a line, and no sentence goes on behind. */
#include "letters.h"
#include "sentences.h"
#include "utf8.h"

enum { WRITER_WORDS = 8 };

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
