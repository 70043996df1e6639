/* SPDX-License-Identifier: MIT */
/* Private to run.c and its parts: one document in its slot. */
#ifndef IBER_RUN_PARTS_H
#define IBER_RUN_PARTS_H

#include "run.h"

enum {
    ARENA_FACTOR = 64, /* a document may take so many times its largest size in memory */
    ARENA_BASE = 64 << 20,
    ARENA_KEEP = 8 << 20,      /* pages that stay with a slot between documents */
    ARENA_RESERVE = 128 << 10, /* kept free for the error record of a document that is too big */
};

struct slot {
    struct arena arena;
    struct item item;
    struct str out;    /* the bytes of the records */
    unsigned failures; /* how many of them are error records */
    bool faulty;       /* CoNLL-U had bad sentences */
    struct str faults; /* lines for stderr about that, where the records do not say it */
    uint64_t read;     /* bytes of the inputs up to here, */
    uint64_t unwanted; /* and of those that were passed over */
    bool done;
};

bool slot_open(struct slot *s, const struct run *r);

/* What does the work of a worker: a chain, or a child that has one. */
struct hand {
    struct chain chain;
    struct peer child;
};
/* False: `message` says why; hand_close() is to be called in either case. */
bool hand_open(struct hand *h, const struct run *r, char *message, size_t size);
void hand_close(struct hand *h);

/* From the bytes of an item to the bytes of its records. */
void hand_work(struct hand *h, const struct run *r, struct slot *s);

/* The bytes of a document that failed go to a file of r->quarantine. False: errno says why. */
bool quarantine(const struct run *r, const struct slot *s);

#endif
