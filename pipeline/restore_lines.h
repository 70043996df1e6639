/* SPDX-License-Identifier: MIT */
/* The command `iber restore`: lines get their diacritics back. */
#ifndef IBER_RESTORE_LINES_H
#define IBER_RESTORE_LINES_H

#include "filter.h"
#include "restore.h"

struct restore_lines; /* state of the filter */

/* What is given is used as long as the state is. NULL: no memory. */
struct restore_lines *restore_lines_new(enum lang lang, const struct lexicon *lexicon,
                                        const struct wordlist *words, const struct model *model);
void restore_lines_free(struct restore_lines *r);

/* For struct filter: `user` is the state. */
const char *restore_one(void *user, struct str line, struct filter_out *out);

#endif
