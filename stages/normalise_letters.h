/* SPDX-License-Identifier: MIT */
/* Rules of normalise for letters and marks that were written with the wrong characters: HTML entities
 * left in the text, spacing accents, quotation marks made of commas and apostrophes, cedillas. Each
 * looks at one place and at a bounded stretch around it. */
#ifndef IBER_NORMALISE_LETTERS_H
#define IBER_NORMALISE_LETTERS_H

#include "text.h"

struct letters {
    size_t close;       /* where the partner of an opening mark stands; 0: no mark is open */
    struct str closing; /* what it becomes */
    bool accent_first;  /* this text writes ˇs, not sˇ */
};

/* The rule that `c` asks for, or RULE_NONE. */
enum rule letters_rule(uint32_t c);

/* Applies `rule` to the character `c` at byte `at` of the old text, where it holds: t->at is then
 * behind what was replaced. False: it does not, and nothing was done. */
bool letters_apply(struct letters *l, struct text *t, size_t at, uint32_t c, enum rule rule);

/* The character of an HTML name ("scaron"), or 0. */
uint32_t entity_by_name(struct str name);

#endif
