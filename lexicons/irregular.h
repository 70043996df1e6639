/* SPDX-License-Identifier: MIT */
/* Words whose lemma no rule of endings finds: auxiliaries, pronouns, irregular verbs and plurals. */
#ifndef IBER_IRREGULAR_H
#define IBER_IRREGULAR_H

#include "lang.h"

/* All forms one after the other, with their lemmas: begin with *row and *at 0. False behind the last; at once,
 * where a language has none. Static storage. */
bool irregular_form(enum lang lang, size_t *row, size_t *at, struct str *lemma, struct str *form);

#endif
