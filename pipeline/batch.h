/* SPDX-License-Identifier: MIT */
/* A batch: records in shards in a folder, and a journal that says what is done, so that the same
 * command goes on where a run was ended, at the record, whatever ended it: the shards are then the
 * bytes that an undisturbed run would have written.
 *
 *   part-00000.jsonl[.zst]   complete shards      journal   see journal.h
 *   part-00001.jsonl.tmp     the one in work      lock      who is at it
 *   manifest.json            when it is finished: what made what of what
 *
 * Every 4 MiB of records the shard's bytes go to its file and a commit to the journal. A shard that is
 * complete is put on the disk before the journal says so, then renamed. What stands behind the last
 * commit is cut off when a run goes on; bytes that a commit speaks of are checked against its hash, so
 * the order in which a crash let them reach the disk does not matter. */
#ifndef IBER_BATCH_H
#define IBER_BATCH_H

#include "input.h"

struct batch_options {
    const char *dir;
    uint64_t shard_bytes, shard_docs; /* a shard is complete when it has so much; 0: no bound */
    bool zstd;
    bool incremental; /* a finished batch may be added to */
};

struct batch;

/* Opens or makes the folder, and takes its lock. `config` says in words all that records depend on.
 * Sets input->wanted, so that inputs that are done are passed over; `input` must be complete. NULL:
 * `message` says why. */
struct batch *batch_open(const struct batch_options *o, struct str config,
                         struct input_options *input, char *message, size_t size);

/* Is it finished, and nothing may be added? Then there is nothing to be done. */
bool batch_closed(const struct batch *b);

/* Takes the records of an item, in order. False: `why` says why, and nothing more may be put. */
bool batch_put(struct batch *b, const struct item *item, struct str records, char *why,
               size_t size);

/* Ends the run. When all inputs were read, the old records of those that have changed are taken out.
 * `about`: members of a JSON object for the manifest, what made the records. False: `why` says why. */
enum batch_end { BATCH_FINISHED, BATCH_STOPPED, BATCH_FAILED };
bool batch_end(struct batch *b, enum batch_end how, struct str about, char *why, size_t size);

/* What there was to do, for the user. */
struct batch_counts {
    uint64_t records, failures, shards;
    uint64_t skipped;       /* inputs that were done before */
    uint64_t renewed;       /* inputs that were done before, and have changed */
    uint64_t gone;          /* inputs that were done before, and are no more: their records stay */
    uint64_t moved;         /* inputs that changed, or vanished, while they were read */
    const char *moved_path; /* the first of them; or NULL */
};
struct batch_counts batch_counts(const struct batch *b);

/* Takes the records of these ids, paths or addresses (ends with NULL) out of a finished batch. How many
 * they were, or -1: `message` says why. Their inputs stay known as done. */
int64_t batch_forget(const char *dir, const char *const *what, char *message, size_t size);

/* Looks at every byte of a batch. Each fault is told to `tell`, in words. How many there were. */
unsigned batch_verify(const char *dir, void (*tell)(const char *what), struct batch_counts *counts);

void batch_free(struct batch *b);

#endif
