/* SPDX-License-Identifier: MIT */
/* The command `iber names lookup`: the lexicon's entries of a name, with all their spellings. */
#ifndef IBER_LOOKUP_LINES_H
#define IBER_LOOKUP_LINES_H

#include "filter.h"
#include "lexicon.h"

/* Writes a line for each spelling of each entry that bears `name` (valid UTF-8): id, kind, subtype,
 * language, spelling, between tabs. False: the lexicon has none. */
bool lookup_put(const struct lexicon *l, struct str name, struct filter_out *out);

#endif
