/* SPDX-License-Identifier: MIT */
/* gzip, with its checksums: libarchive 3.6 unpacks it without looking at them. The only door to zlib. */
#ifndef IBER_GUNZIP_H
#define IBER_GUNZIP_H

#include "arena.h"
#include "status.h"

struct gunzip;

/* Where the packed bytes come from: at most n bytes to `to`; 0 at the end or at a fault. */
typedef size_t gunzip_source(void *user, char *to, size_t n);

/* NULL when memory is short. */
struct gunzip *gunzip_open(gunzip_source *source, void *user);
void gunzip_close(struct gunzip *g);

/* At most n unpacked bytes of all members, one behind the other. 0 at the end, or when the packed
 * bytes are damaged or end early: *why says so then. What stands behind the last member is passed
 * over. */
size_t gunzip_read(struct gunzip *g, char *to, size_t n, const char **why);

/* A gzip or deflate stream in memory, unpacked into the arena. TOO_BIG when there is more than `limit`,
 * BAD_ARCHIVE when it is damaged; *out is what came out until then. */
enum status gunzip_memory(struct arena *a, struct str packed, size_t limit, struct str *out);

#endif
