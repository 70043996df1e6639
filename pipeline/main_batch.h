/* SPDX-License-Identifier: MIT */
/* Of the program: runs that are watched, and what there is to do with batches. Each returns an exit
 * code; what was wrong is said on stderr. */
#ifndef IBER_MAIN_BATCH_H
#define IBER_MAIN_BATCH_H

#include "filter.h"
#include "options.h"

/* Says it, and returns 2. */
int start_fault(const char *message);

/* Runs, and says on the way how far it is, where somebody looks or asked for it. `about` gets what a
 * manifest says of the run; or NULL. */
int run_watched(struct options *o, struct filter_out *about);

/* With --out: into shards. */
int run_batch(struct options *o);

/* Tells whether a program can be a stage (exec:COMMAND), in TAP. */
int run_conform(struct options *o);

int run_verify(const struct options *o);
int run_forget(const struct options *o);

#endif
