/* SPDX-License-Identifier: MIT */
/* Looking up the weights of many features: their rows lie far apart in the model's memory. */
#ifndef IBER_TAGGER_ROWS_H
#define IBER_TAGGER_ROWS_H

#include "tagger_features.h"

struct weights {
    const struct model *model;
    uint8_t *checks; /* of the model's rows side by side: most features have no row */
};

/* Rows of the model that were found, and are being fetched. */
struct rows {
    const int8_t *v[WORD_FEATURES + CONTEXT_FEATURES];
    unsigned n;
};

static inline size_t row_pair(uint64_t mask, uint64_t feature) {
    return (size_t)(feature & mask & ~(uint64_t)1);
}

static inline void fetch_checks(const struct weights *w, const struct features *f) {
    for (unsigned i = 0; i < f->n; i++)
        __builtin_prefetch(&w->checks[row_pair(w->model->mask, f->v[i])]);
}

/* Rows lie far apart: all of them are asked for before the first one is needed. */
static inline void find_rows(const struct weights *w, const struct features *f, struct rows *r) {
    const int8_t *weights = w->model->weights;
    const uint8_t *checks = w->checks;
    uint64_t mask = w->model->mask;
    unsigned n = 0;
    for (unsigned i = 0; i < f->n; i++) {
        size_t at = row_pair(mask, f->v[i]);
        uint8_t check = (uint8_t)model_check(f->v[i]);
        bool first = checks[at] == check, second = checks[at + 1] == check;
        const int8_t *row = weights + (at + !first) * LABEL_WIDTH;
        r->v[n] = row;
        n += first | second;
        __builtin_prefetch(row);
    }
    r->n = n;
}

/* Labels 0 … 15 and 8 … 23, so that there are whole vectors only. */
static inline void add_rows(const struct rows *r, int16_t *sum) {
    enum { WIDE = 16, REST = LABEL_WIDTH - WIDE };
    int16_t front[WIDE] = {0}, back[WIDE] = {0};
    for (unsigned i = 0; i < r->n; i++) {
        const int8_t *row = r->v[i];
        for (unsigned k = 0; k < WIDE; k++) front[k] = (int16_t)(front[k] + row[k]);
        for (unsigned k = 0; k < WIDE; k++) back[k] = (int16_t)(back[k] + row[REST + k]);
    }
    for (unsigned k = 0; k < WIDE; k++) sum[k] = (int16_t)(sum[k] + front[k]);
    for (unsigned k = WIDE; k < LABEL_WIDTH; k++) sum[k] = (int16_t)(sum[k] + back[k - REST]);
}

#endif
