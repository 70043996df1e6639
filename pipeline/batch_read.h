/* SPDX-License-Identifier: MIT */
/* The records of a shard, packed or not. */
#ifndef IBER_BATCH_READ_H
#define IBER_BATCH_READ_H

#include <zstd.h>

#include "str.h"

struct shard_reader {
    int fd;
    ZSTD_DCtx *z;      /* owned; NULL: not packed */
    char *packed;      /* owned */
    size_t at, end;    /* what is left there */
    size_t frame;      /* bytes that a frame still wants; 0: between frames */
    char *text;        /* owned: the record being read, and what follows */
    size_t n, size;    /* bytes in text */
    size_t from;       /* where the next record begins */
    const char *fault; /* why it ended early, or NULL */
};

/* False: errno says why; shard_reader_close() is to be called in either case. */
bool shard_reader_open(struct shard_reader *r, const char *path, bool zstd);

/* The next record with its newline, valid until the next call. False at the end, or at a fault. */
bool shard_reader_next(struct shard_reader *r, struct str *record);
void shard_reader_close(struct shard_reader *r);

#endif
