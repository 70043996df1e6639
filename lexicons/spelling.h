/* SPDX-License-Identifier: MIT */
/* How texts of the region write a letter of a name: Serbian in both scripts, Albanian, Croatian,
 * Bosnian, Macedonian, English, and all of them without diacritics. Which letters answer each other
 * across languages is common knowledge; how often they do was counted in design/orthography.md. */
#ifndef IBER_SPELLING_H
#define IBER_SPELLING_H

#include "str.h"

/* The letter (one grapheme: dž, sh, gj …) at word.p[at]; `word` is in small Latin letters. Returns its
 * bytes. *ways: what may stand for it, small, Latin and Cyrillic, between blanks, its own spelling
 * first; NULL: only itself. `bare`: the whole name is in ASCII, so c may stand for č ć ç. */
size_t spelling_letter(struct str word, size_t at, bool bare, const char **ways);

#endif
