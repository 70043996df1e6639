/* SPDX-License-Identifier: MIT */
/* The journal of a batch: what is done, a line a step. A line is a letter and fields between tabs, then
 * XXH3 of what stands before it in 16 hex digits: a line that was cut off, or damaged, is told. What a
 * field may not hold (bytes below 0x21, %, 0x7F) is %XX.
 *
 *   R  a run begins: configuration, bytes and documents a shard at most, packing, its first shard
 *   D  an input is done: path, size, mtime, hash, documents, "forgotten" when its records were taken out
 *   C  commit: shard, state (+ goes on, = complete), records, how many of each outcome, bytes of records,
 *      bytes of the file, hash of all of them, how many of each language, then where the input stands:
 *      path, size, mtime, hash, documents taken
 *   X  records of an input are old: path, first shard that has new ones
 *   A  about: what made the records, JSON for the manifest
 *   E  the run is finished: documents, failures, hash of the manifest
 *
 * Lines count up to the last one that is neither D nor X: what stands behind it was not committed. */
#ifndef IBER_JOURNAL_H
#define IBER_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "origin.h"
#include "str.h"

enum { JOURNAL_FIELDS = 16 };

struct journal_line {
    char kind;
    struct str field[JOURNAL_FIELDS]; /* as they stand there; missing ones are empty */
    uint64_t begin, end; /* bytes of the journal: the line's first, the next one's first */
};

/* A journal that is read, a block at a time: one of a million inputs takes no more memory than a small
 * one. */
struct journal_reader {
    int fd;
    uint64_t bytes;       /* of the file when it was opened */
    uint64_t at;          /* of the next line */
    char *p;              /* owned */
    size_t from, n, size; /* in p: `at` is p[from] */
    bool fault;           /* it could not be read; errno says why */
};

bool journal_read(struct journal_reader *r, const char *path); /* false: errno says why */
void journal_read_end(struct journal_reader *r);
void journal_seek(struct journal_reader *r, uint64_t at);

/* The next line, whose fields hold until the next call. False at the end, at a fault, and at a line that
 * is damaged: then r->at is not the end, and stays. */
bool journal_next(struct journal_reader *r, struct journal_line *line);
/* Is a good line anywhere behind the one that is not? Then it is no cut-off end. */
bool journal_goes_on(struct journal_reader *r);

uint64_t journal_number(struct str field);
uint64_t journal_hex(struct str field);
/* Size, mtime, hash in three fields. */
struct origin journal_origin(const struct str *field);
/* Undoes %XX; `out` has field.n bytes of room. Returns the length. */
size_t journal_path(struct str field, char *out);

/* Lines being written. */
struct journal {
    int fd; /* open for appending */
    char *p;
    size_t n, size; /* of lines that are not in the file yet */
    size_t line;    /* where the line begins that is being written */
    bool full;      /* no memory for a line */
};

bool journal_open(struct journal *j, const char *path); /* false: errno says why */
void journal_close(struct journal *j);

void journal_begin(struct journal *j, char kind);
void journal_add(struct journal *j, uint64_t number);
void journal_add_hex(struct journal *j, uint64_t number);
void journal_add_text(struct journal *j, struct str text);
void journal_add_origin(struct journal *j, const struct origin *o);
void journal_end(struct journal *j);

/* Lines go to the file, and with `sync` to the disk. False: errno says why. */
bool journal_flush(struct journal *j, bool sync);

#endif
