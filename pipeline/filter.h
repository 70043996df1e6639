/* SPDX-License-Identifier: MIT */
/* A line filter: each line of stdin is given to a function, what that writes goes to stdout. Lines
 * are read and written in blocks. A line that is too long or no UTF-8 never reaches the function: it
 * is complained of, and an empty line stands in its place, so that line n of the output always
 * belongs to line n of the input. */
#ifndef IBER_FILTER_H
#define IBER_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

enum { FILTER_LINE = 1 << 20 }; /* bytes: no line may be longer */

/* What a line becomes. Owned by the filter; filter_room() may move it. */
struct filter_out {
    char *p;
    size_t n, size;
};

/* Makes room for n more bytes and returns where to write them; add what was written to out->n. NULL:
 * no memory; the filter then ends by itself. */
char *filter_room(struct filter_out *out, size_t n);
void filter_put(struct filter_out *out, struct str s);

struct filter {
    /* `line` is valid UTF-8 without its line end (a CR before it is gone too). Writes the line to
     * come, without its end. NULL, or why the line is wrong, in words for the user (static storage or
     * kept in `user`): then what was written stands all the same. */
    const char *(*line)(void *user, struct str line, struct filter_out *out);
    void *user;
    /* Says what was wrong with a line (from 1). The program prints it. */
    void (*complain)(uint64_t line, const char *why);
};

/* Runs from one file descriptor to the other. Returns the exit code: 0, 1 when lines were wrong, 2
 * when it could not read or write: `message` says why. A closed pipe is 2 with an empty message. */
int filter_run(const struct filter *f, int in, int out, char *message, size_t size);

/* Cuts `line` at tabs into at most `most` columns and returns how many there are, also those beyond. */
unsigned filter_columns(struct str line, struct str *columns, unsigned most);

#endif
