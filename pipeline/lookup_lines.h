/* SPDX-License-Identifier: MIT */
/* The command `iber names lookup`: the lexicon's entries of a name, with all their spellings. */
#ifndef IBER_LOOKUP_LINES_H
#define IBER_LOOKUP_LINES_H

#include "filter.h"
#include "lexicon.h"
#include "lookup.h"

struct lookup_lines {
    const struct lexicon *lexicon;
    bool json;
    struct lookup found; /* room */
};

/* Writes what the lexicon has of a name (valid UTF-8). As text: a line for each spelling of each
 * entry (id, kind, subtype, language, spelling, how the entry was found, between tabs), each with its
 * end. As JSON: one object without an end, also when nothing is found. NULL, or why nothing, or only
 * what is near, was found; a word of two scripts is said, too, though it is looked up. `user` is a
 * struct lookup_lines; a filter.h function. */
const char *lookup_line(void *user, struct str name, struct filter_out *out);

#endif
