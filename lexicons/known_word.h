/* SPDX-License-Identifier: MIT */
/* How the dictionary of a language knows a word, in whatever capitals and script a text has it. */
#ifndef IBER_KNOWN_WORD_H
#define IBER_KNOWN_WORD_H

#include "wordlist.h"

/* Bits: it is a form in small letters; it is one with a capital, as the text has it or with the first
 * letter alone (KOSOVË). */
enum { WORD_UNKNOWN = 0, WORD_LOWER = 1, WORD_NAME = 2 };
unsigned known_word(const struct wordlist *w, enum lang lang, struct str word);

#endif
