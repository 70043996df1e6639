/* SPDX-License-Identifier: MIT */
/* What match.c and match_cost.c share. The price of two words is given in hundredths of what it may
 * be: 100 and less is one word, FAR never. */
#ifndef IBER_MATCH_PARTS_H
#define IBER_MATCH_PARTS_H

#include "match.h"

enum { FAR = 10000, DOUBTFUL = 120 };

/* Two names that are compared. */
struct pairing {
    const struct matcher *m;
    const struct match_name *a, *b;
    bool within;  /* one orthography */
    bool scripts; /* in two scripts: slips of the transcription count little */
    bool several; /* words in one of them */
    bool headed;  /* both say of one kind of place what it is: Lumi, Reka */
};

static inline bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'E' || c == 'y';
}

void letters_setup(struct matcher *m);
unsigned compare_words(const struct pairing *p, const struct match_word *a,
                       const struct match_word *b);

#endif
