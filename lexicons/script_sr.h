/* SPDX-License-Identifier: MIT */
/* Lemmas of Serbian into Cyrillic, letter by letter, whatever they look like: foreign words too. Where
 * nj, lj, dž are two letters (injekcija) it is wrong: for text there is translit.h. */
#ifndef IBER_SCRIPT_SR_H
#define IBER_SCRIPT_SR_H

#include "str.h"

enum { SCRIPT_SR_GROWTH = 2 };

/* Writes to `out` (SCRIPT_SR_GROWTH * s.n bytes of room) and returns the length. Other letters are
 * copied. */
size_t sr_cyrillic(struct str s, char *out);

#endif
