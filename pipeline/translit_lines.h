/* SPDX-License-Identifier: MIT */
/* The command `iber translit`: a filter from stdin to stdout. */
#ifndef IBER_TRANSLIT_LINES_H
#define IBER_TRANSLIT_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* Returns the exit code: 0, 1 when some bytes were no UTF-8 (passed through), 2 when it could not
 * read or write; not 0: `message` says why. */
int translit_lines(int in, int out, bool cyrillic, char *message, size_t size);

#endif
