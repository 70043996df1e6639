/* SPDX-License-Identifier: MIT */
/* See batch_read.h. */
#include "batch_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 1 << 18 };

bool shard_reader_open(struct shard_reader *r, const char *path, bool zstd) {
    *r = (struct shard_reader){.fd = open(path, O_RDONLY | O_CLOEXEC), .size = 2 * BLOCK};
    if (r->fd < 0) return false;
    r->text = malloc(r->size);
    r->packed = malloc(BLOCK);
    if (zstd) r->z = ZSTD_createDCtx();
    if (r->text && r->packed && (r->z || !zstd)) return true;
    errno = ENOMEM;
    return false;
}

void shard_reader_close(struct shard_reader *r) {
    if (r->fd >= 0) close(r->fd);
    ZSTD_freeDCtx(r->z);
    free(r->packed);
    free(r->text);
    *r = (struct shard_reader){.fd = -1};
}

static bool fail(struct shard_reader *r, const char *why) {
    r->fault = why;
    return false;
}

/* Bytes of the file to `to`; 0 at the end. */
static bool take(struct shard_reader *r, char *to, size_t size, size_t *n) {
    ssize_t k;
    do k = read(r->fd, to, size);
    while (k < 0 && errno == EINTR);
    *n = k > 0 ? (size_t)k : 0;
    return k >= 0 || fail(r, "cannot be read");
}

/* More text behind what is there. False at the end. */
static bool fill(struct shard_reader *r) {
    size_t k;
    if (r->size - r->n < BLOCK) {
        char *more = realloc(r->text, r->size * 2);
        if (more == NULL) return fail(r, "out of memory");
        r->text = more, r->size *= 2;
    }
    if (r->z == NULL) {
        if (!take(r, r->text + r->n, r->size - r->n, &k)) return false;
        r->n += k;
        return k > 0;
    }
    for (;;) {
        if (r->at == r->end) {
            r->at = 0;
            if (!take(r, r->packed, BLOCK, &r->end)) return false;
            if (r->end == 0) return r->frame ? fail(r, "is cut off") : false;
        }
        ZSTD_inBuffer in = {r->packed, r->end, r->at};
        ZSTD_outBuffer out = {r->text, r->size, r->n};
        r->frame = ZSTD_decompressStream(r->z, &out, &in);
        if (ZSTD_isError(r->frame)) return fail(r, "is damaged inside");
        size_t before = r->n;
        r->at = in.pos, r->n = out.pos;
        if (r->n > before) return true;
    }
}

bool shard_reader_next(struct shard_reader *r, struct str *record) {
    size_t seen = r->from;
    for (;;) {
        const char *stop = r->n > seen ? memchr(r->text + seen, '\n', r->n - seen) : NULL;
        if (stop) {
            size_t end = (size_t)(stop - r->text) + 1;
            *record = (struct str){r->text + r->from, end - r->from};
            r->from = end;
            return true;
        }
        memmove(r->text, r->text + r->from, r->n - r->from);
        r->n -= r->from;
        seen = r->n, r->from = 0;
        if (fill(r)) continue;
        return r->fault || r->n == 0 ? false : fail(r, "ends within a record");
    }
}
