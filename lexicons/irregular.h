/* SPDX-License-Identifier: MIT */
/* Words whose lemma no rule of endings finds: auxiliaries, pronouns, irregular verbs and plurals. */
#ifndef IBER_IRREGULAR_H
#define IBER_IRREGULAR_H

#include "lang.h"

/* The lemma of `word` (lower case; English or Albanian) in *lemma; false when it is not listed.
 * Static storage. */
bool irregular(enum lang lang, struct str word, struct str *lemma);

#endif
