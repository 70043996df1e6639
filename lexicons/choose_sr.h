/* SPDX-License-Identifier: MIT */
/* Which of a dictionary's stems is the lemma of a Serbian form. */
#ifndef IBER_CHOOSE_SR_H
#define IBER_CHOOSE_SR_H

#include "str.h"

enum { CHOOSE_GROWTH = 4 }; /* a lemma may be so many bytes longer than form or stem */

/* Writes the lemma of `form` (Latin script) to `out` and returns its length; n > 0. It is one of the
 * stems, or made from one of them, or the form. */
size_t choose_sr(struct str form, const struct str *stems, unsigned n, char *out);

#endif
