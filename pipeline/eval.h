/* SPDX-License-Identifier: MIT */
/* The command `iber eval`: how well the names of one file fit those of another one, and what is wrong
 * with those that don't. A name is right when its letters and its type are those of the gold (span F
 * of CoNLL-2003). */
#ifndef IBER_EVAL_H
#define IBER_EVAL_H

#include "filter.h"

struct eval_request {
    const char *gold, *predicted; /* files (eval_read.h) */
    const char *train;            /* whose names are the seen ones; or NULL */
    const char *types; /* "PER,MISC=OTH=misc": only these count, OTH and misc are MISC too;
                                   * NULL: those that the gold has */
    size_t max_bytes;  /* of a line */
    unsigned examples; /* so many of each cause; 0: none */
};

/* Writes the tables (docs/iber.1.scd has their columns). False: message says why not: a file cannot be
 * read, or the texts of the two differ. */
bool eval_run(const struct eval_request *r, struct filter_out *out, char *message, size_t size);

#endif
