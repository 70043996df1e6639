/* SPDX-License-Identifier: MIT */
/* Serbian text from one script to the other. What is in the wanted script already stays as it is.
 * State-free: cut long text behind white space, so that no word is torn. */
#ifndef IBER_TRANSLIT_H
#define IBER_TRANSLIT_H

#include "str.h"

enum { TRANSLIT_GROWTH = 2 }; /* the result is at most so many times as long */

/* Both write to `out` (TRANSLIT_GROWTH * s.n bytes of room) and return the length. `s` need not be
 * valid UTF-8: bytes that are none are copied. */
size_t translit_latin(struct str s, char *out);

/* Left in Latin: addresses, @handles, #tags, Roman numerals, codes (mp3), units behind a number,
 * words with letters that Serbian has not. */
size_t translit_cyrillic(struct str s, char *out);

#endif
