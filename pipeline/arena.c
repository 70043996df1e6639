/* SPDX-License-Identifier: MIT */
/* See arena.h. */
#include "arena.h"

#include <sys/mman.h>

bool arena_open(struct arena *a, size_t size) {
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                   -1, 0);
    if (p == MAP_FAILED) return false;
    a->base = p;
    a->size = size;
    a->used = a->touch = 0;
    return true;
}

void arena_close(struct arena *a) {
    if (a->base) munmap(a->base, a->size);
    a->base = NULL;
}

void arena_clear(struct arena *a, size_t keep) {
    if (a->used > a->touch) a->touch = a->used;
    a->used = 0;
    if (a->touch <= keep) return;
    madvise(a->base + keep, a->size - keep, MADV_DONTNEED);
    a->touch = keep;
}

void *arena_alloc(struct arena *a, size_t n) {
    size_t at = (a->used + 15) & ~(size_t)15;
    if (n > a->size || at > a->size - n) longjmp(a->full, 1);
    a->used = at + n;
    return a->base + at;
}

void *arena_grow(struct arena *a, void *p, size_t n_old, size_t n_new) {
    char *c = p;
    if (p && c + n_old == a->base + a->used) {
        size_t at = (size_t)(c - a->base);
        if (n_new > a->size - at) longjmp(a->full, 1);
        a->used = at + n_new;
        return p;
    }
    void *q = arena_alloc(a, n_new);
    if (n_old) memcpy(q, p, n_old < n_new ? n_old : n_new);
    return q;
}

struct str arena_str(struct arena *a, struct str s) {
    char *p = arena_alloc(a, s.n);
    if (s.n) memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

void *vec_reserve(struct arena *a, void *v, uint32_t n, uint32_t *cap, size_t element) {
    if (n < *cap) return v;
    uint32_t more = *cap ? *cap * 2 : 16;
    v = arena_grow(a, v, (size_t)*cap * element, (size_t)more * element);
    *cap = more;
    return v;
}
