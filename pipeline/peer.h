/* SPDX-License-Identifier: MIT */
/* A process at the other end of a socket, which is its stdin and its stdout. It is talked to with a
 * limit of time and memory, and whatever it does, only it is lost. */
#ifndef IBER_PEER_H
#define IBER_PEER_H

#include <sys/types.h>

#include "arena.h"
#include "status.h"
#include "str.h"

struct peer {
    pid_t pid; /* 0: there is none */
    int fd;
};

struct peer_limits {
    uint64_t timeout_ns; /* 0: none */
    uint64_t memory;     /* bytes that the process may hold; 0: any */
};

/* One request and its answer. */
struct talk {
    struct peer *peer;
    struct peer_limits limits;
    uint64_t begin;
    enum status code; /* not OK: CRASHED, TIMEOUT, TOO_BIG, LIBRARY */
    const char *why;  /* in words; static storage */
};

/* Starts the program at `path`, which dies with the thread that calls this. False when no process can be
 * made; one that is no program ends at once. */
bool peer_start(struct peer *p, const char *path, const char *const *argv);

/* Kills it and waits for its end. */
void peer_end(struct peer *p);

struct talk talk_begin(struct peer *p, struct peer_limits limits);

/* False: t->code and t->why say why; the peer is of no use any more. */
bool talk_send(struct talk *t, const void *data, size_t n);
bool talk_receive(struct talk *t, void *data, size_t n);

/* Sends a line with its newline, and takes the line that comes back, without it: in the arena. The peer may
 * write before it has read all. Bytes behind the newline are a fault. */
bool talk_line(struct talk *t, struct arena *arena, struct str line, struct str *answer);

#endif
