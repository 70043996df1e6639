/* SPDX-License-Identifier: MIT */
/* See batch_parts.h: the shard that is being written. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch_parts.h"
#include "fd.h"

enum { LEVEL = 3 };

bool pen_setup(struct pen *p, bool zstd) {
    *p = (struct pen){.fd = -1, .zstd = zstd, .buffer = malloc(SHARD_BUFFER)};
    p->hash = XXH3_createState();
    if (zstd) p->z = ZSTD_createCCtx();
    if (p->z) ZSTD_CCtx_setParameter(p->z, ZSTD_c_compressionLevel, LEVEL);
    if (p->z) ZSTD_CCtx_setParameter(p->z, ZSTD_c_checksumFlag, 1);
    return p->buffer && p->hash && (p->z || !zstd);
}

void pen_free(struct pen *p) {
    if (p->fd >= 0) close(p->fd);
    ZSTD_freeCCtx(p->z);
    XXH3_freeState(p->hash);
    free(p->buffer);
    *p = (struct pen){.fd = -1};
}

/* The hash of what is there already. */
static bool catch_up(struct pen *p, uint64_t bytes) {
    for (uint64_t done = 0; done < bytes;) {
        size_t want = bytes - done < SHARD_BUFFER ? (size_t)(bytes - done) : SHARD_BUFFER;
        ssize_t n = pread(p->fd, p->buffer, want, (off_t)done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        XXH3_64bits_update(p->hash, p->buffer, (size_t)n);
        done += (uint64_t)n;
    }
    return ftruncate(p->fd, (off_t)bytes) == 0 && lseek(p->fd, (off_t)bytes, SEEK_SET) >= 0;
}

bool pen_open(struct pen *p, const char *path, uint64_t bytes) {
    p->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    p->n = 0;
    p->committed = 0;
    p->frame = false;
    p->bytes = p->begun = bytes;
    XXH3_64bits_reset(p->hash);
    return p->fd >= 0 && catch_up(p, bytes);
}

static bool drain(struct pen *p) {
    XXH3_64bits_update(p->hash, p->buffer, p->n);
    if (!fd_write(p->fd, p->buffer, p->n)) return false;
    p->n = 0;
    return true;
}

static bool pack(struct pen *p, struct str s, ZSTD_EndDirective mode) {
    ZSTD_inBuffer in = {s.p, s.n, 0};
    for (;;) {
        ZSTD_outBuffer out = {p->buffer, SHARD_BUFFER, p->n};
        size_t left = ZSTD_compressStream2(p->z, &out, &in, mode);
        if (ZSTD_isError(left)) return errno = ENOMEM, false;
        p->frame = mode == ZSTD_e_continue;
        p->bytes += out.pos - p->n;
        p->n = out.pos;
        bool over = mode == ZSTD_e_end ? left == 0 : in.pos == in.size;
        if (over) return true;
        if (!drain(p)) return false;
    }
}

bool pen_write(struct pen *p, struct str s) {
    if (p->zstd) return pack(p, s, ZSTD_e_continue);
    p->bytes += s.n;
    while (s.n) {
        size_t k = SHARD_BUFFER - p->n < s.n ? SHARD_BUFFER - p->n : s.n;
        memcpy(p->buffer + p->n, s.p, k);
        p->n += k;
        s = str_sub(s, k, s.n);
        if (p->n == SHARD_BUFFER && !drain(p)) return false;
    }
    return true;
}

bool pen_commit(struct pen *p, uint64_t *hash) {
    if (p->frame && !pack(p, STR(""), ZSTD_e_end)) return false;
    if (!drain(p)) return false;
    /* The disk begins now, so that fsync() of the whole shard has little left to wait for. */
    sync_file_range(p->fd, (off_t)p->begun, (off_t)(p->bytes - p->begun), SYNC_FILE_RANGE_WRITE);
    p->begun = p->bytes;
    *hash = XXH3_64bits_digest(p->hash);
    return true;
}

bool pen_close(struct pen *p) {
    bool fine = fsync(p->fd) == 0;
    fine = close(p->fd) == 0 && fine;
    p->fd = -1;
    return fine;
}
