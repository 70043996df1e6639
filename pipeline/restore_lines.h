/* SPDX-License-Identifier: MIT */
/* `iber restore`: a line filter over lexicons/restore.h. Addresses, tags and words with digits stay. */
#ifndef IBER_RESTORE_LINES_H
#define IBER_RESTORE_LINES_H

#include "filter.h"
#include "restore.h"

/* The variety of a word like sr, hr, bs, sq. False when there is none. */
bool restore_variety(const char *lang, enum variety *variety);

struct restore_lines;

/* `restore` must outlive it. NULL: no memory. */
struct restore_lines *restore_lines_new(struct restore *restore, enum variety variety);
void restore_lines_free(struct restore_lines *l);

/* For struct filter: `user` is a struct restore_lines. No line is wrong. */
const char *restore_line(void *user, struct str line, struct filter_out *out);

#endif
