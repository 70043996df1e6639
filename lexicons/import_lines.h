/* SPDX-License-Identifier: MIT */
/* Lines of a dump, plain or gzip as its first two bytes tell, in memory of one line. */
#ifndef IBER_IMPORT_LINES_H
#define IBER_IMPORT_LINES_H

#include <stdio.h>

#include "str.h"

enum { IMPORT_LINE = 64 << 20 }; /* bytes: of longer lines only the beginning is given */

struct import_lines;

/* Reads `in`, which stays the caller's. NULL when memory is short. */
struct import_lines *import_lines_open(FILE *in);
void import_lines_close(struct import_lines *l);

/* The next line without its end, until the next call. False at the end, or when nothing more can be
 * read: import_lines_fault() then says why. */
bool import_lines_next(struct import_lines *l, struct str *line);
bool import_lines_cut(const struct import_lines *l);          /* was the last line longer? */
const char *import_lines_fault(const struct import_lines *l); /* NULL: none */

#endif
