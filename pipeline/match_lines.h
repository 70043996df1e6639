/* SPDX-License-Identifier: MIT */
/* The command `iber names match`: lines of a<TAB>lang<TAB>b<TAB>lang become score<TAB>0|1. */
#ifndef IBER_MATCH_LINES_H
#define IBER_MATCH_LINES_H

#include "filter.h"
#include "lexicon.h"

struct match_lines; /* state of the filter */

/* `lexicon` is used as long as the state is. NULL: no memory. */
struct match_lines *match_lines_new(const struct lexicon *lexicon);
void match_lines_free(struct match_lines *m);

/* For struct filter: `user` is the state. */
const char *match_line(void *user, struct str line, struct filter_out *out);

#endif
