/* SPDX-License-Identifier: MIT */
/* Documents in processes of their own: one that crashes, never ends, or eats memory costs itself, not
 * the run. A worker thread has a child, which is this program again with the command `worker` before
 * the user's options. An item goes to it over a socket, its records come back. */
#ifndef IBER_ISOLATE_H
#define IBER_ISOLATE_H

#include "input.h"
#include "peer.h"

struct isolate_options {
    const char *const *argv;   /* of the program, ends with NULL */
    struct peer_limits limits; /* for a document */
};

/* Sends `item`, waits, and puts its records and the number of failed ones into the answer; memory is
 * the arena's. A child is started when there is none. Not OK: there is no answer, the child is gone,
 * and `why` (static storage) says why: CRASHED, TIMEOUT, TOO_BIG; LIBRARY when no child can be started. */
enum status child_ask(struct peer *c, const struct isolate_options *o, struct arena *arena,
                      const struct item *item, struct str *records, unsigned *failures,
                      bool *faulty, const char **why);

/* In the child: the next item from the socket at `fd`, in the arena; false when there is none. */
bool child_next(int fd, struct arena *arena, struct item *item);
bool child_answer(int fd, struct str records, unsigned failures, bool faulty);

#endif
