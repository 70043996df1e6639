/* SPDX-License-Identifier: MIT */
/* Lower case, and what a token is made of: the two things that stems and lemmas ask first. */
#ifndef IBER_LOWER_H
#define IBER_LOWER_H

#include "str.h"

enum { LOWER_GROWTH = 2 }; /* a small form is at most so many times as long */

struct shape {
    uint32_t letters; /* with marks */
    uint32_t capitals;
    uint32_t others; /* neither letter, apostrophe nor hyphen: digits, @ # . : / */
    bool first;      /* begins with a capital */
    bool cyrillic;   /* has Cyrillic letters */
};

/* Writes `s` (valid UTF-8) in lower case to `out`, which has LOWER_GROWTH * s.n bytes of room, fills
 * *shape, and returns the length. One letter at a time: Σ is always σ. */
size_t lower(struct str s, char *out, struct shape *shape);

/* Has `s` (valid UTF-8) a letter? Marks alone are none. */
bool has_letter(struct str s);

/* Has a word of `s` (valid UTF-8) both Latin and Cyrillic letters? */
bool mixes_scripts(struct str s);

/* A word that rules of language apply to: letters only, but for apostrophes and hyphens inside. */
static inline bool shape_is_word(const struct shape *s) {
    return s->letters > 0 && s->others == 0;
}

/* An acronym: all capitals, 2 to 6 letters. */
static inline bool shape_is_acronym(const struct shape *s) {
    return s->letters == s->capitals && s->letters >= 2 && s->letters <= 6;
}

#endif
