/* SPDX-License-Identifier: MIT */
/* Bytes being written, in an arena. While one buf grows as the arena's last allocation it grows in
 * place; two that grow by turns copy. */
#ifndef IBER_BUF_H
#define IBER_BUF_H

#include "arena.h"

struct buf {
    struct arena *arena;
    char *p;
    size_t n, cap;
};

static inline void buf_open(struct buf *b, struct arena *a, size_t expect) {
    *b = (struct buf){.arena = a, .p = arena_alloc(a, expect), .n = 0, .cap = expect};
}

/* Makes room for n more bytes and returns where they go; the caller then adds to b->n. */
static inline char *buf_room(struct buf *b, size_t n) {
    if (b->cap - b->n < n) {
        size_t cap = b->cap + b->cap / 2 + n + 64;
        b->p = arena_grow(b->arena, b->p, b->cap, cap);
        b->cap = cap;
    }
    return b->p + b->n;
}

static inline void buf_byte(struct buf *b, char c) {
    *buf_room(b, 1) = c;
    b->n++;
}

static inline void buf_add(struct buf *b, const char *p, size_t n) {
    if (n) memcpy(buf_room(b, n), p, n);
    b->n += n;
}

static inline void buf_str(struct buf *b, struct str s) {
    buf_add(b, s.p, s.n);
}

/* A decimal number. */
static inline void buf_u64(struct buf *b, uint64_t v) {
    char digits[20];
    unsigned n = 0;
    do digits[n++] = (char)('0' + v % 10);
    while ((v /= 10) != 0);
    char *out = buf_room(b, n);
    for (unsigned i = 0; i < n; i++) out[i] = digits[n - 1 - i];
    b->n += n;
}

static inline struct str buf_view(const struct buf *b) {
    return (struct str){b->p, b->n};
}

/* A lasting copy of what `b` holds, as long as the arena. */
static inline struct str buf_keep(const struct buf *b) {
    return arena_str(b->arena, buf_view(b));
}

#endif
