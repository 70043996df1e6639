/* SPDX-License-Identifier: MIT */
/* See gunzip.h. zlib checks the CRC and the length at the end of each member by itself. */
#include "gunzip.h"

#include <stdlib.h>
#include <zlib.h>

enum {
    PACKED = 64 << 10,
    GZIP = 15 + 16,         /* windowBits: a gzip header is wanted */
    GZIP_OR_ZLIB = 15 + 32, /* either */
    RAW = -15               /* neither: what some servers call deflate */
};

struct gunzip {
    z_stream z;
    gunzip_source *source;
    void *user;
    bool between; /* a member has ended, the next one has not begun */
    bool over;    /* nothing more comes out */
    unsigned char packed[PACKED];
};

struct gunzip *gunzip_open(gunzip_source *source, void *user) {
    struct gunzip *g = calloc(1, sizeof *g);
    if (g == NULL) return NULL;
    g->source = source;
    g->user = user;
    if (inflateInit2(&g->z, GZIP) == Z_OK) return g;
    free(g);
    return NULL;
}

void gunzip_close(struct gunzip *g) {
    if (g == NULL) return;
    inflateEnd(&g->z);
    free(g);
}

static bool refill(struct gunzip *g) {
    if (g->z.avail_in) return true;
    g->z.next_in = g->packed;
    g->z.avail_in = (uInt)g->source(g->user, (char *)g->packed, PACKED);
    return g->z.avail_in > 0;
}

/* Does another member begin? Blanks and dirt behind the last one are no fault. */
static bool next_member(struct gunzip *g) {
    if (!refill(g) || g->z.next_in[0] != 0x1F) return false;
    return inflateReset(&g->z) == Z_OK;
}

size_t gunzip_read(struct gunzip *g, char *to, size_t n, const char **why) {
    const uInt room = n < UINT32_MAX ? (uInt)n : UINT32_MAX;
    g->z.next_out = (unsigned char *)to;
    g->z.avail_out = room;
    *why = NULL;
    while (!g->over && g->z.avail_out == room) {
        if (g->between && !next_member(g)) {
            g->over = true;
            break;
        }
        bool first = g->between;
        g->between = false;
        int r = refill(g) ? inflate(&g->z, Z_NO_FLUSH) : Z_BUF_ERROR;
        if (r == Z_STREAM_END) {
            g->between = true;
        } else if (r == Z_DATA_ERROR && first) {
            g->over = true; /* dirt that looks like a member */
        } else if (r != Z_OK) {
            g->over = true;
            *why = r == Z_BUF_ERROR || g->z.msg == NULL ? "gzip: cut short" : g->z.msg;
            if (r == Z_DATA_ERROR && g->z.msg && strcmp(g->z.msg, "incorrect data check") == 0)
                *why = "gzip: the checksum is wrong";
        }
    }
    return room - g->z.avail_out;
}

static void *take(void *arena, uInt items, uInt size) {
    return arena_alloc(arena, (size_t)items * size);
}

static void give(void *arena, void *p) {
    (void)arena, (void)p; /* goes with the document */
}

/* Appends to `out`. Z_STREAM_END when all is there. */
static int unpack(struct arena *a, struct str packed, size_t limit, int bits, struct str *out) {
    z_stream z = {.zalloc = take, .zfree = give, .opaque = a};
    if (inflateInit2(&z, bits) != Z_OK) return Z_MEM_ERROR;
    size_t cap = 4 * packed.n + 1024;
    if (cap > limit + 1) cap = limit + 1;
    char *p = arena_alloc(a, cap);
    z.next_in = (unsigned char *)(uintptr_t)packed.p; /* zlib only reads there */
    z.avail_in = (uInt)packed.n;
    int r = Z_OK;
    while (r == Z_OK && z.total_out < limit + 1) {
        if (z.total_out == cap) {
            size_t more = cap * 2 < limit + 1 ? cap * 2 : limit + 1;
            p = arena_grow(a, p, cap, more);
            cap = more;
        }
        z.next_out = (unsigned char *)p + z.total_out;
        z.avail_out = (uInt)(cap - z.total_out);
        r = inflate(&z, Z_NO_FLUSH);
    }
    *out = (struct str){p, z.total_out};
    return r;
}

enum status gunzip_memory(struct arena *a, struct str packed, size_t limit, struct str *out) {
    int r = unpack(a, packed, limit, GZIP_OR_ZLIB, out);
    if (r == Z_DATA_ERROR && out->n == 0) r = unpack(a, packed, limit, RAW, out);
    if (out->n > limit) return TOO_BIG;
    return r == Z_STREAM_END ? OK : BAD_ARCHIVE;
}
