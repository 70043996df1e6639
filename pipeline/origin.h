/* SPDX-License-Identifier: MIT */
/* What an input file is, so that the same file is known again: size, time, and a hash of its bytes. */
#ifndef IBER_ORIGIN_H
#define IBER_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

struct origin {
    uint64_t size; /* bytes, as they lie there: packed */
    int64_t mtime; /* nanoseconds since 1970 */
    uint64_t hash; /* XXH3 of the bytes; 0: not read */
};

/* Size and time. False for what is no regular file, or cannot be looked at: all 0 then. */
bool origin_look(const char *path, struct origin *o);

/* Reads the file for its hash. False when it cannot be read. */
bool origin_read(const char *path, struct origin *o);

#endif
