/* SPDX-License-Identifier: MIT */
/* Diacritics put back into text that has lost them. Each word's candidates (respell.h) are scored by a
 * linear model over hashed features of candidate and context (pipeline/model.h, trained by
 * train_restore.c); the best one stands. Words that have marks stay; in text that has its marks, only
 * words that no dictionary knows are looked at; English words stay. */
#ifndef IBER_RESTORE_H
#define IBER_RESTORE_H

#include "model.h"
#include "respell.h"

enum { RESTORE_GROWTH = 2 }; /* the result is at most so many times as long */
enum { RESTORE_AROUND = 2 }; /* words of context on each side */

/* A word in its context; all of it without marks, in small letters. */
struct restore_context {
    enum lang lang;
    bool capital; /* the word has one */
    uint64_t
        around[2 * RESTORE_AROUND + 1]; /* hashes of words: two before … two behind; 0: a border */
    char last[2 * RESTORE_AROUND + 1][3];      /* their last letters */
    unsigned paradigm[2 * RESTORE_AROUND + 1]; /* respell.h */
};

/* Fills `out` with the features of a candidate and returns how many; out has RESTORE_FEATURES places. */
enum { RESTORE_FEATURES = 160 };
unsigned restore_features(const struct restore_context *c, const struct respelling *r,
                          uint64_t out[RESTORE_FEATURES]);

/* A word of a text. */
struct restore_word {
    struct str text;              /* as it stands */
    uint64_t hash;                /* of its small letters without marks */
    char last[3];                 /* the last of them */
    unsigned paradigm;            /* respell.h */
    bool capital, marked, border; /* border: a sentence begins with it */
};

/* Reads the words of `text` (valid UTF-8) into `out`, at most `most`; returns how many. *from moves on. */
size_t restore_words(const struct respell *r, enum lang lang, struct str text, size_t *from,
                     struct restore_word *out, size_t most);

/* The context of word i. */
void restore_context(enum lang lang, const struct restore_word *words, size_t n, size_t i,
                     struct restore_context *out);

struct restorer {
    struct respell respell;
    const struct model *model;
    struct restore_word *words; /* owned: room for a line's words */
    size_t cap;
};

/* False: no memory. */
bool restorer_open(struct restorer *r, const struct lexicon *lexicon, const struct wordlist *words,
                   const struct model *model);
void restorer_close(struct restorer *r);

/* Writes `line` with its diacritics to `out` (RESTORE_GROWTH * line.n bytes of room) and returns the
 * length. LANG_SR (Serbian, Croatian, Bosnian in Latin letters) or LANG_SQ. */
size_t restore_line(struct restorer *r, enum lang lang, struct str line, char *out);

#endif
