/* SPDX-License-Identifier: MIT */
/* The run: one reader, N workers, one writer, over a ring of slots; records leave in the order in
 * which documents came in. The only door to pthread. */
#ifndef IBER_RUN_H
#define IBER_RUN_H

#include "batch.h"
#include "chain.h"
#include "data.h"
#include "input.h"
#include "isolate.h"
#include "jsonl.h"
#include "watch.h"

enum to { TO_JSONL, TO_CONLLU, TO_TEXT, TO_EXPLAIN };

struct run {
    struct input_options input;
    struct jsonl_keys keys;
    const struct plan *plan;
    const struct data *data; /* what the plan uses, open */
    enum to to;
    struct jsonl_style style;
    unsigned jobs;
    int out;                               /* file descriptor */
    struct batch *batch;                   /* takes the records instead; or NULL */
    const struct isolate_options *isolate; /* documents in processes; or NULL */
    const char *quarantine;                /* a folder for documents that fail; or NULL */
    struct watch *watch;                   /* counts, and stops the run; or NULL */
    uint64_t *passed_over;                 /* WARC records, an answer; or NULL */
};

/* Runs everything. Returns the exit code: 0, 1 when documents failed, 2 when it could not run (then
 * a message is on stderr), 128 + the signal that stopped it. */
int run_all(const struct run *r);

/* The child of a run with `isolate`: items from stdin, records to stdout. */
int run_worker(const struct run *r);

#endif
