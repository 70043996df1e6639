/* SPDX-License-Identifier: MIT */
/* All spellings and case forms of names as one automaton over the bytes of UTF-8 text. Names are added
 * as written; each letter may stand as spelling.h says, each word in the forms of case_forms.h; a name
 * with a capital is found with a capital only. Words of a name may be parted by blanks, line ends and
 * hyphens. Matches are whole words: what stands before and behind is no letter and no digit.
 *
 * A deterministic automaton by the subset construction (Rabin and Scott 1959): a byte of text costs one
 * look-up, however many names there are. */
#ifndef IBER_PATTERN_H
#define IBER_PATTERN_H

#include "str.h"

struct pattern;

/* NULL: no memory. */
struct pattern *pattern_new(void);
void pattern_free(struct pattern *p);

/* Adds a name: valid UTF-8, any script. False: it has no letters, or is too long. */
bool pattern_add(struct pattern *p, struct str name);

/* To be called once, when all names are there. False: too many names, or no memory. */
bool pattern_compile(struct pattern *p);

struct pattern_match {
    size_t begin, end; /* bytes */
};

/* The next match at or behind *from, which moves behind it; false: none. `text` begins and ends at word
 * borders. Of matches that begin at several places and end at one, the earliest begin is taken. */
bool pattern_next(const struct pattern *p, struct str text, size_t *from, struct pattern_match *m);

#endif
