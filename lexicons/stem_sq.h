/* SPDX-License-Identifier: MIT */
/* A stemmer for Albanian: takes off the endings of nouns, adjectives and verbs by rule, so that the
 * forms of one word meet. Words written without their marks (shtepise) meet them too.
 *
 *   shtëpisë, shtëpitë → shtep     librave, libër → libr     kërkuar, kërkojnë → kerk */
#ifndef IBER_STEM_SQ_H
#define IBER_STEM_SQ_H

#include <stddef.h>

/* Writes the stem of the n bytes at `word` (lower case, valid NFC UTF-8) to `out`, which has n + 8
 * bytes of room, and returns its length. The stem has no ë and no ç. Empty only for an empty word. */
size_t stem_sq(const char *word, size_t n, char *out);

#endif
