/* SPDX-License-Identifier: MIT */
/* Words of Serbian from one script to the other, letter by letter, for look-ups in small tables. Where
 * nj, lj, dž are two letters (injekcija) the way back is wrong: not for text. */
#ifndef IBER_SCRIPT_SR_H
#define IBER_SCRIPT_SR_H

#include "str.h"

enum { SCRIPT_SR_GROWTH = 2 };

/* Both write to `out` (SCRIPT_SR_GROWTH * s.n bytes of room) and return the length. Other letters are
 * copied. */
size_t sr_latin(struct str s, char *out);
size_t sr_cyrillic(struct str s, char *out);

#endif
