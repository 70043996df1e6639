/* SPDX-License-Identifier: MIT */
/* Bytes of a file, unpacked: a plain file is one stream, an archive has one for each regular
 * member. What a file is, its first bytes say, not its name: gzip, xz, zstd, bzip2, zip, 7z, tar.
 * Archives in archives stay packed, office files are no archives. A file that unpacks to more than
 * RATIO_MAX times its size, and to more than RATIO_FREE bytes, ends there with TOO_BIG. The only door
 * to libarchive; gzip is gunzip.c's. */
#ifndef IBER_STREAM_H
#define IBER_STREAM_H

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"

enum { STREAM_BUFFER = 256 * 1024, STREAM_PACKED = 64 * 1024 };
enum { RATIO_MAX = 1000, RATIO_FREE = 100 << 20 };

struct stream {
    /* For the caller to read. */
    const char *member; /* name in the archive; NULL: the file itself, or all that is packed */
    uint64_t size;      /* where it is known, else 0 */
    uint64_t offset;    /* of buffer[0] in the stream */
    size_t at, end;     /* what is left in buffer; the caller moves `at` */
    enum status
        fault; /* UNREADABLE, BAD_ARCHIVE, TOO_BIG or LIBRARY: the stream ends early, at end */
    const char *why; /* in words; valid until the next stream_next() */

    /* stream.c only. */
    int fd;                  /* -1: no file */
    bool pending;            /* stream_next() has something to give out already */
    struct archive *archive; /* owned; NULL: a plain file, or nothing but gzip */
    struct gunzip *gunzip;   /* owned; NULL: not gzip, what comes out of it may be a tar */
    size_t first_n;          /* bytes in `packed` that gunzip.c is still to see */
    bool sized;              /* packed_n is known from the start */
    uint64_t packed_n;       /* bytes of the file: all of them, or those read so far */
    uint64_t done_n;         /* bytes of files before */
    uint64_t unpacked_n;     /* bytes that came out of gzip */
    uint64_t members_n;      /* bytes that came out of libarchive */
    locale_t utf8;           /* for names in the archive; owned; 0: none */
    bool archive_over;       /* it has no more members */
    bool member_over;        /* it has no more bytes */
    const char *block;       /* what libarchive unpacked and nobody took yet */
    size_t block_n;
    uint64_t block_start, member_at; /* between them is a hole: zeros */

    char packed[STREAM_PACKED]; /* an archive's bytes from a pipe */
    char buffer[STREAM_BUFFER];
};

void stream_init(struct stream *s);
void stream_close(struct stream *s);

/* Opens the file at `path`; "-" is stdin. What goes wrong comes out of stream_next(). */
void stream_open(struct stream *s, const char *path);

/* As if stream_open() had met this fault. */
void stream_fail(struct stream *s, enum status code, const char *why);

/* The next stream of the file, or a fault. False behind the last one; the file is closed then. */
bool stream_next(struct stream *s);

/* Puts more bytes behind those in the buffer. False at the end or at a fault. */
bool stream_fill(struct stream *s);

/* Bytes of all files so far, as they lie there. */
uint64_t stream_bytes(const struct stream *s);

/* Moves at most n bytes to `to`. 0 at the end or at a fault, or when n is 0. */
size_t stream_take(struct stream *s, char *to, size_t n);

#endif
