/* SPDX-License-Identifier: MIT */
/* What a run says of itself while it goes on: a line on a terminal every second, the same line on
 * SIGUSR1, a file of metrics in Prometheus' text format; and what stops it: SIGINT, SIGTERM. A thread
 * of its own does that; the run adds to counters. */
#ifndef IBER_WATCH_H
#define IBER_WATCH_H

#include "chain.h"
#include "input.h"

struct watch_options {
    const struct plan *plan;
    const struct input_options *input; /* for the size of all of it */
    const char *metrics;               /* a file's name; NULL: none */
    bool terminal;                     /* stderr is one: a line every second */
    bool stops;                        /* SIGINT and SIGTERM end the run in good order */
};

struct counters {
    _Atomic uint64_t documents, failures, written;
    _Atomic uint64_t read,
        unwanted; /* bytes of the inputs, as they lie there; of those done before */
    _Atomic uint64_t stage_ns[CHAIN_MAX];
};

struct watch {
    const struct watch_options *options;
    struct counters counters;
    uint64_t ns;        /* how long it was open, when it is closed */
    _Atomic int signal; /* the one that stops the run; 0: none */
    _Atomic bool over;
    struct watch_thread *thread;
};

/* Blocks the signals for this thread and those that it starts, and starts the watch. False: errno says
 * why. */
bool watch_open(struct watch *w, const struct watch_options *o);

/* Ends the watch: takes the line away, writes the metrics for the last time. The signals stay blocked:
 * what is left to do is done. */
void watch_close(struct watch *w);

/* A line of counts, and one for each stage, on stderr. */
void watch_summary(const struct watch *w, uint64_t passed_over);

#endif
