/* SPDX-License-Identifier: MIT */
/* The command `iber names variants`: the spellings of a name that a text may use. */
#ifndef IBER_VARIANTS_H
#define IBER_VARIANTS_H

#include "filter.h"
#include "lexicon.h"

/* Writes a line for each spelling of `name` (valid UTF-8): spelling, language (sr-Latn, sr-Cyrl, sq,
 * en …), how it comes about, between tabs: "name" (as given), "lexicon" (a form of an entry that bears
 * it), "script", "transcription", "ascii", "case" (a case form of one of these). No spelling twice.
 * False: it has no letters, or is too long. */
bool variants_put(const struct lexicon *l, struct str name, struct filter_out *out);

#endif
