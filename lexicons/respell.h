/* SPDX-License-Identifier: MIT */
/* The words that a word without diacritics may stand for: cesma → česma, Vucic → Vučić, njerez → njerëz.
 * From the word list, from names of the lexicon in all cases, and, for words that neither knows, every
 * way to put marks on its letters. */
#ifndef IBER_RESPELL_H
#define IBER_RESPELL_H

#include "lang.h"

struct lexicon;
struct wordlist;

enum { RESPELL_MOST = 40, RESPELL_WORD = 64 }; /* candidates; bytes of one */

/* Bits: how a candidate is known. */
enum {
    RESPELL_LOWER = 1,   /* the word list has it in small letters, */
    RESPELL_NAME = 2,    /* or with a capital */
    RESPELL_LEXICON = 4, /* the lexicon has it, or it is a case form of a name there */
    RESPELL_SAME = 8     /* it is the word as it stands */
};

struct respelling {
    char text[RESPELL_WORD]; /* small letters */
    uint8_t n, known;
};

/* What may be asked. */
struct respell {
    const struct lexicon *lexicon; /* may be NULL */
    const struct wordlist *words;
};

/* Candidates of `small`, a word in small letters without marks, LANG_SR or LANG_SQ; the word itself is
 * the first. `capital`: it has a capital, so that names are meant too. Returns how many; 1 when there is
 * nothing to choose. */
unsigned respell(const struct respell *r, enum lang lang, struct str small, bool capital,
                 struct respelling out[RESPELL_MOST]);

/* What endings the word list has this word with, marks or not, as bits: words of one class (nouns of a
 * gender, adjectives, verbs) have the same. `small`: small letters without marks. 0 for Serbian, where
 * nothing asks. */
unsigned paradigm(const struct respell *r, enum lang lang, struct str small);

/* The word without marks: č ć → c, đ → dj, ë → e … `out` has 2 * s.n bytes of room. */
size_t strip_marks(enum lang lang, struct str s, char *out);

#endif
