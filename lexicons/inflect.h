/* SPDX-License-Identifier: MIT */
/* Case endings of names, stripped by rule: from a word as it stands in a text to the base forms that
 * it may be an inflection of. Works on keys (fold.h), so on both scripts and without diacritics.
 *
 *   sr  Vučićem → vucic    Đakovici → djakovica    Lepenca → lepenac    Kurtija → kurti
 *   sq  Prishtinës → prishtine, prishtina    Vuçiqit → vuciq    Serbisë → serbi, serbia
 *
 * The rules over-generate: a base counts only when the lexicon, or the document, has it. */
#ifndef IBER_INFLECT_H
#define IBER_INFLECT_H

#include "lang.h"

enum { INFLECT_MAX = 24, INFLECT_ADD = 3 };

struct inflected {
    uint8_t cut; /* bytes to take off the word, */
    uint8_t add_n;
    char add[INFLECT_ADD]; /* and what to put in their place */
};

/* Fills `out` with the base forms of `word` (a folded word) other than itself and returns how many.
 * LANG_SQ and LANG_SR have rules; other languages give 0. */
unsigned inflect(enum lang lang, struct str word, struct inflected out[INFLECT_MAX]);

/* The `i`-th base form as a string in `buf` (word.n + INFLECT_ADD bytes of room). */
static inline struct str inflect_base(struct str word, const struct inflected *i, char *buf) {
    size_t n = word.n - i->cut;
    memcpy(buf, word.p, n);
    memcpy(buf + n, i->add, i->add_n);
    return (struct str){buf, n + i->add_n};
}

#endif
