/* SPDX-License-Identifier: MIT */
/* Words whose lemma no rule of endings finds: auxiliaries, pronouns, irregular verbs and plurals. */
#ifndef IBER_IRREGULAR_H
#define IBER_IRREGULAR_H

#include "lang.h"

/* The lemma of `word` (lower case; English or Albanian) in *lemma; false when it is not listed.
 * Static storage. */
bool irregular(enum lang lang, struct str word, struct str *lemma);

/* All forms one after the other: begin with *row and *at 0. False behind the last. */
bool irregular_form(enum lang lang, size_t *row, size_t *at, struct str *lemma, struct str *form);

#endif
