/* SPDX-License-Identifier: MIT */
/* See train_pools.h. */
#include "train_pools.h"

#include <stdio.h>
#include <stdlib.h>

void pool_add(struct pool *p, struct str line) {
    if (p->n == p->cap) {
        p->cap = p->cap ? 2 * p->cap : 256;
        p->lines = must(realloc(p->lines, p->cap * sizeof *p->lines));
    }
    char *copy = must(malloc(line.n + 1));
    memcpy(copy, line.p, line.n);
    p->lines[p->n++] = (struct str){copy, line.n};
}

void pool_free(struct pool *p) {
    for (size_t i = 0; i < p->n; i++) free((void *)(uintptr_t)p->lines[i].p);
    free(p->lines);
}

static uint64_t form_hash(struct str s) {
    uint64_t h = 0;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 0x9E3779B97F4A7C15u, h ^= h >> 29;
    return h;
}

void hashes_add(struct hashes *h, struct str form) {
    if (h->n == h->cap) {
        h->cap = h->cap ? 2 * h->cap : 1 << 16;
        h->v = must(realloc(h->v, h->cap * sizeof *h->v));
    }
    h->v[h->n++] = form_hash(form);
}

static int by_value(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

bool hashes_have(const struct hashes *h, struct str form) {
    uint64_t key = form_hash(form);
    return h->n && bsearch(&key, h->v, h->n, sizeof *h->v, by_value);
}

void hashes_sort(struct hashes *h) {
    if (h->n) qsort(h->v, h->n, sizeof *h->v, by_value);
}

/* The letters without their marks: ë → e, đ → dj. */
void word_strip(struct word *w) {
    static const char bare[] = /* U+00DF..017F, "-" where there is no letter */
        "saaaaaaaceeeeiiiidnooooo-ouuuuyty"
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    struct word old = *w;
    w->n = 0;
    for (uint32_t i = 1; i <= old.n; i++) {
        uint32_t c = old.letter[i], at = c - 0xDF;
        if (c >= 0xDF && at < sizeof bare - 1 && bare[at] != '-')
            word_letter(w, (unsigned char)bare[at]);
        else word_letter(w, c == 0x219 ? 's' : c == 0x21B ? 't' : c == 0x259 ? 'e' : c);
        if (c == 0x111) word_letter(w, 'j');
    }
    w->letter[w->n + 1] = WORD_EDGE;
}

bool is_marked(const struct word *w) {
    for (uint32_t i = 1; i <= w->n; i++)
        if (w->letter[i] >= 0x80) return true;
    return false;
}
