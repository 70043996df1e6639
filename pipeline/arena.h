/* SPDX-License-Identifier: MIT */
/* Memory of one document: a reserved address range that is filled upwards and emptied at once.
 * The pages come from the kernel when first touched, so an arena costs what its largest document
 * cost, and after that no document costs an allocation. The last allocation can grow in place.
 *
 * A full arena does not return: it jumps to `full`, which the chain sets around each document and
 * turns into a too_big record. Stages need no checks. Not shared between threads. */
#ifndef IBER_ARENA_H
#define IBER_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct arena {
    char *base;   /* mmap()ed, owned */
    size_t used;  /* bytes given out */
    size_t size;  /* bytes reserved */
    size_t touch; /* high-water mark since the last trim */
    size_t most;  /* ever used */
    jmp_buf full; /* where arena_alloc() goes when nothing is left */
};

/* Reserves `size` bytes of address space. False when the kernel refuses. */
bool arena_open(struct arena *a, size_t size);
void arena_close(struct arena *a);

/* Forgets everything. Pages above `keep` bytes are given back to the kernel. */
void arena_clear(struct arena *a, size_t keep);

/* n uninitialised bytes, 16-aligned. Jumps to a->full when there is no room. */
void *arena_alloc(struct arena *a, size_t n);

/* Makes the allocation at p (n_old bytes) n_new long: in place when it was the last one, else a
 * copy. p may be NULL with n_old 0. */
void *arena_grow(struct arena *a, void *p, size_t n_old, size_t n_new);

/* Gives back all that was allocated behind the n bytes at p, except `s`, which is among it: `s` is
 * moved to the end of those bytes, and they are one piece with it, the newest. */
void arena_fold(struct arena *a, void *p, size_t n, struct str s);

/* A copy of `s` in the arena (not NUL-ended). */
struct str arena_str(struct arena *a, struct str s);

/* Typed vectors in an arena: struct { T *v; uint32_t n, cap; } and vec_push(), which returns a
 * pointer to a new, zeroed element. Pointers into v die at the next push. */
#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *v;                                                                                      \
        uint32_t n, cap;                                                                           \
    }
void *vec_reserve(struct arena *a, void *v, uint32_t n, uint32_t *cap, size_t element);
#define vec_push(a, vec)                                                                           \
    ((vec)->v = vec_reserve((a), (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v),               \
     memset(&(vec)->v[(vec)->n], 0, sizeof *(vec)->v), &(vec)->v[(vec)->n++])

#endif
