/* SPDX-License-Identifier: MIT */
/* From a form to the dictionary forms that it may belong to, by ending, best first: the caller asks a
 * dictionary which of them is a word. For English and Albanian; names have rules of their own
 * (inflect.h).
 *
 *   located → locate, locat     filmin → film     zgjedhjeve → zgjedhje     kërkuar → kërkoj */
#ifndef IBER_BASES_H
#define IBER_BASES_H

#include "lang.h"

enum { BASES_MAX = 8, BASE_ADD = 6 };

struct base {
    uint8_t cut;            /* bytes to take off the word, */
    char add[BASE_ADD + 1]; /* and what to put in their place */
};

/* Fills `out` with the bases of `word` (lower case, not itself) and returns how many. */
unsigned bases(enum lang lang, struct str word, struct base out[BASES_MAX]);

/* A base as a string in `buf` (word.n + BASE_ADD bytes of room). */
static inline struct str base_str(struct str word, const struct base *b, char *buf) {
    size_t n = word.n - b->cut, add = strlen(b->add);
    memcpy(buf, word.p, n);
    memcpy(buf + n, b->add, add);
    return (struct str){buf, n + add};
}

#endif
