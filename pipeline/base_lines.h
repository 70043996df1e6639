/* SPDX-License-Identifier: MIT */
/* The command `iber names base`: lines FORM<TAB>LANG become BASE<TAB>SECOND BEST<TAB>… */
#ifndef IBER_BASE_LINES_H
#define IBER_BASE_LINES_H

#include "filter.h"
#include "name_base.h"

struct base_lines;

/* Owned by the caller; NULL: out of memory. The witnesses stay theirs. */
struct base_lines *base_lines_new(const struct name_witnesses *witnesses);
void base_lines_free(struct base_lines *b);

/* For struct filter: `user` is a struct base_lines. */
const char *base_line(void *user, struct str line, struct filter_out *out);

#endif
