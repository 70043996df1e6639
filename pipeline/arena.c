/* SPDX-License-Identifier: MIT */
/* See arena.h. Under AddressSanitizer only what was given out may be touched, and a byte at least lies
 * between two pieces. */
#include "arena.h"

#include <sys/mman.h>

#if __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

#ifdef __has_feature
#define HAS_FEATURE(x) __has_feature(x)
#else
#define HAS_FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
enum { GAP = 1, FENCE = 256 };
#else
enum { GAP = 0, FENCE = 0 };
#endif

/* The newest piece, from `at` to a->used, was n_old bytes long. */
static void fence(const struct arena *a, size_t at, size_t n_old) {
    size_t n = a->used - at, behind = a->size - a->used;
    if (FENCE == 0) return;
    if (n < n_old) ASAN_POISON_MEMORY_REGION(a->base + at + n, n_old - n);
    ASAN_POISON_MEMORY_REGION(a->base + a->used, behind > FENCE ? FENCE : behind);
    ASAN_UNPOISON_MEMORY_REGION(a->base + at, n);
}

bool arena_open(struct arena *a, size_t size) {
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                   -1, 0);
    if (p == MAP_FAILED) return false;
    a->base = p;
    a->size = size;
    a->used = a->touch = a->most = 0;
    return true;
}

void arena_close(struct arena *a) {
    if (a->base == NULL) return;
    size_t dirty = (a->most > a->used ? a->most : a->used) + FENCE; /* all of it would be slow */
    ASAN_UNPOISON_MEMORY_REGION(a->base, dirty < a->size ? dirty : a->size);
    munmap(a->base, a->size);
    a->base = NULL;
}

void arena_clear(struct arena *a, size_t keep) {
    ASAN_POISON_MEMORY_REGION(a->base, a->used);
    if (a->used > a->touch) a->touch = a->used;
    if (a->used > a->most) a->most = a->used;
    a->used = 0;
    if (a->touch <= keep) return;
    madvise(a->base + keep, a->size - keep, MADV_DONTNEED);
    a->touch = keep;
}

void *arena_alloc(struct arena *a, size_t n) {
    size_t at = (a->used + (a->used ? GAP : 0) + 15) & ~(size_t)15;
    if (n > a->size || at > a->size - n) longjmp(a->full, 1);
    a->used = at + n;
    fence(a, at, 0);
    return a->base + at;
}

void *arena_grow(struct arena *a, void *p, size_t n_old, size_t n_new) {
    char *c = p;
    if (p && c + n_old == a->base + a->used) {
        size_t at = (size_t)(c - a->base);
        if (n_new > a->size - at) longjmp(a->full, 1);
        if (a->used > a->most) a->most = a->used;
        a->used = at + n_new;
        fence(a, at, n_old);
        return p;
    }
    void *q = arena_alloc(a, n_new);
    if (n_old) memcpy(q, p, n_old < n_new ? n_old : n_new);
    return q;
}

void arena_fold(struct arena *a, void *p, size_t n, struct str s) {
    size_t at = (size_t)((char *)p - a->base), old = a->used;
    ASAN_UNPOISON_MEMORY_REGION(a->base + at + n, s.n);
    memmove(a->base + at + n, s.p, s.n);
    if (old > a->most) a->most = old;
    if (old > a->touch) a->touch = old;
    a->used = at + n + s.n;
    ASAN_POISON_MEMORY_REGION(a->base + a->used, old - a->used);
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
