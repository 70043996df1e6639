/* SPDX-License-Identifier: MIT */
/* See batch_parts.h: inputs by name. */
#include <stdlib.h>

#include "batch_parts.h"

static size_t slot_of(const struct inputs *t, XXH128_hash_t key) {
    size_t i = key.low64 & (t->slots_n - 1);
    while (t->slots[i] && !XXH128_isEqual(t->rows[t->slots[i] - 1].key, key))
        i = (i + 1) & (t->slots_n - 1);
    return i;
}

struct input_row *inputs_find(const struct inputs *t, struct str path) {
    if (t->slots_n == 0) return NULL;
    uint32_t k = t->slots[slot_of(t, XXH3_128bits(path.p, path.n))];
    return k ? &t->rows[k - 1] : NULL;
}

/* Room for one more row; the table stays at most half full. */
static bool grow(struct inputs *t) {
    if (t->n == t->size) {
        size_t size = t->size * 2 + 64;
        struct input_row *rows = realloc(t->rows, size * sizeof *rows);
        if (rows == NULL) return false;
        t->rows = rows, t->size = size;
    }
    if (t->n * 2 < t->slots_n) return true;
    size_t slots_n = t->slots_n ? t->slots_n * 2 : 128;
    uint32_t *slots = calloc(slots_n, sizeof *slots);
    if (slots == NULL) return false;
    free(t->slots);
    t->slots = slots, t->slots_n = slots_n;
    for (size_t k = 0; k < t->n; k++) t->slots[slot_of(t, t->rows[k].key)] = (uint32_t)k + 1;
    return true;
}

struct input_row *inputs_row(struct inputs *t, struct str path) {
    struct input_row *row = inputs_find(t, path);
    if (row) return row;
    if (t->n == UINT32_MAX - 1 || !grow(t)) return NULL;
    XXH128_hash_t key = XXH3_128bits(path.p, path.n);
    row = &t->rows[t->n++];
    *row = (struct input_row){.key = key};
    t->slots[slot_of(t, key)] = (uint32_t)t->n;
    return row;
}

void inputs_free(struct inputs *t) {
    free(t->rows);
    free(t->slots);
    *t = (struct inputs){0};
}
