/* SPDX-License-Identifier: MIT */
/* Does a sentence end between two words? Where rules do not tell, a linear model does (model.h,
 * task "sentences", iber-train sentences): what it sees of the two words and their neighbours. Words
 * are seen in small Latin letters, so that both scripts of Serbian share what was learnt. No state. */
#ifndef IBER_BOUNDARY_H
#define IBER_BOUNDARY_H

#include "lang.h"
#include "model.h"
#include "wordlist.h"

enum boundary_kind {
    BOUNDARY_TITLE,  /* no mark between: is the head up to here a title that lost its line end? */
    BOUNDARY_NUMBER, /* a numeral with a dot: ordinal, or the last word of its sentence? */
};

enum { BOUNDARY_FEATURES = 120 };

struct boundary {
    const struct wordlist *words; /* is a capital a name's, or only the first letter's? */
    struct str text;
    size_t end;   /* of the paragraph */
    size_t begin; /* of the sentence that may end here */
    size_t left;  /* end of the last word before the blank, with its marks */
    size_t next;  /* begin of the word behind the blank, with its marks */
    enum lang lang;
};

/* Writes hashes to `out` (BOUNDARY_FEATURES of room) and returns how many. */
unsigned boundary_features(const struct boundary *b, enum boundary_kind kind, uint64_t *out);

/* Above 0: the model says that the sentence ends here. */
int32_t boundary_score(const struct model *m, const struct boundary *b, enum boundary_kind kind);

/* Moves on to the next place in the sentence at b->begin where a title may end: before a capital, no
 * mark between, before the first full stop. Set left = next = begin at first. False: no more. */
bool boundary_next_title(struct boundary *b);

/* Sets b->left and b->next to the place where the model says that a title ends. False: there is none. */
bool boundary_title(const struct model *m, struct boundary *b, int32_t margin);

#endif
