/* SPDX-License-Identifier: MIT */
/* The key of a name: what is left when script, case, marks and punctuation no longer count. One
 * function, used by the lexicon's compiler and by every look-up.
 *
 *   Вучић, Vučić, VUCIC → vucic      Ђаковица, Đakovica, Ðakovica → djakovica
 *   Љубав, Ljubav → ljubav           Ibër-Lepenc → iber lepenc
 *   O’Brien → obrien                 U.S. → us */
#ifndef IBER_FOLD_H
#define IBER_FOLD_H

#include <stddef.h>

#include "str.h"

enum { FOLD_GROWTH = 4 }; /* a key is at most so many times as long as its text */

/* Writes the key of `s` (valid UTF-8) to `out`, which has FOLD_GROWTH * s.n bytes of room, and
 * returns its length. Words are joined by one space; none stands at the ends. */
size_t fold(struct str s, char *out);

#endif
