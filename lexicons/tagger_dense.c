/* SPDX-License-Identifier: MIT */
/* See tagger_dense.h. */
#include "tagger_dense.h"

void dense_input(const struct dense *d, const struct tagger_facts *f, struct dense_input *in) {
    const int8_t *row = f->shape < 10 ? model_checked_row(d->vectors, f->stem[0]) : NULL;
    memset(in, 0, sizeof *in);
    for (unsigned k = 0; row && k < VECTOR; k++)
        in->v[k] = (int8_t)(((uint8_t)row[k / 2] >> k % 2 * 4 & 15) ^ 8) - 8;
    in->v[DENSE_SHAPE + f->shape] = DENSE_ONE;
    for (unsigned k = 0; k < EVIDENCE_ROOM; k++)
        if (f->evidence >> k & 1) in->v[DENSE_EVIDENCE + k] = DENSE_ONE;
    if (f->capital) in->v[DENSE_CAPITAL] = DENSE_ONE;
    for (unsigned k = 0; k < 2; k++)
        if (f->known >> k & 1) in->v[DENSE_KNOWN + k] = DENSE_ONE;
    if (row == NULL) in->v[DENSE_UNKNOWN] = DENSE_ONE;
}

static const int8_t *row_at(const struct dense *d, unsigned row) {
    return d->weights->weights + (size_t)row * DENSE_HIDDEN;
}

/* Numbers side by side, for what takes most time: the sums of a word's rows. */
typedef int16_t eight __attribute__((vector_size(16)));
typedef int8_t eight_bytes __attribute__((vector_size(8)));
enum { SIDE = 8, TILE = 32, TOGETHER = 32 }; /* so many products fit into 16 bits */
_Static_assert(TOGETHER * 8 * 127 <= INT16_MAX && DENSE_HIDDEN % TILE == 0, "no sum overflows");

/* The inputs that are not 0. */
struct active {
    uint8_t at[DENSE_IN];
    unsigned n;
};

/* Adds up to TOGETHER rows from the first column of `rows` on. */
static void add_tile(const int8_t *rows, const int8_t *in, const uint8_t *at, unsigned n,
                     int32_t *sum) {
    eight few[TILE / SIDE] = {{0}};
    int16_t flat[TILE];
    for (unsigned i = 0; i < n; i++) {
        const int8_t *row = rows + (size_t)at[i] * DENSE_HIDDEN;
        int16_t by = in[at[i]];
        for (unsigned k = 0; k < TILE / SIDE; k++) {
            eight_bytes bytes;
            memcpy(&bytes, row + k * SIDE, sizeof bytes);
            few[k] += by * __builtin_convertvector(bytes, eight);
        }
    }
    memcpy(flat, few, sizeof flat);
    for (unsigned k = 0; k < TILE; k++) sum[k] += flat[k];
}

static void multiply(const int8_t *rows, const int8_t *in, const struct active *a, int16_t *out) {
    for (unsigned tile = 0; tile < DENSE_HIDDEN; tile += TILE) {
        int32_t sum[TILE] = {0};
        for (unsigned i = 0; i < a->n; i += TOGETHER)
            add_tile(rows + tile, in, a->at + i, a->n - i < TOGETHER ? a->n - i : TOGETHER, sum);
        for (unsigned k = 0; k < TILE; k++) out[tile + k] = (int16_t)(sum[k] / (1 << DENSE_SHIFT));
    }
}

static void make_active(const struct dense_input *in, unsigned end, struct active *a) {
    a->n = 0;
    for (unsigned k = 0; k < end; k++)
        if (in->v[k]) a->at[a->n++] = (uint8_t)k;
}

void dense_part(const struct dense *d, const struct dense_input *in, struct dense_part *part) {
    struct active a;
    make_active(in, DENSE_IN, &a);
    for (unsigned p = 0; p < PLACES_NEAR; p++)
        multiply(row_at(d, p * DENSE_IN), in->v, &a, part->v[p]);
}

void dense_mean(const struct dense *d, const struct dense_input *in, struct dense_mean *mean) {
    struct active a;
    make_active(in, VECTOR, &a);
    multiply(row_at(d, DENSE_ROW_MEAN), in->v, &a, mean->v);
}

static bool whole(const struct dense *d, const struct dense_word *of, uint32_t n, int16_t *out) {
    int32_t sum[DENSE_HIDDEN] = {0};
    const int8_t *one = row_at(d, DENSE_ROW_ONE);
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        if (of[i].mean == NULL) continue;
        any = true;
        for (unsigned k = 0; k < DENSE_HIDDEN; k++) sum[k] += of[i].mean->v[k];
    }
    for (unsigned k = 0; any && k < DENSE_HIDDEN; k++)
        out[k] = (int16_t)(sum[k] / (int32_t)n + one[k] * DENSE_ONE / (1 << DENSE_SHIFT));
    return any;
}

static void add_labels(const struct dense *d, const int16_t *hidden, float *score) {
    float scale = d->weights->header->scale, chain = (float)*row_at(d, DENSE_ROW_CHAIN) / 100;
    for (unsigned l = 0; l < LABELS; l++) {
        const int8_t *row = row_at(d, DENSE_ROW_LABELS + l);
        int32_t sum = 0;
        for (unsigned k = 0; k < DENSE_HIDDEN; k++) sum += hidden[k] * (int16_t)row[k];
        score[l] = score[l] * chain + (float)sum * scale;
    }
}

void dense_score(const struct dense *d, const struct dense_word *of, uint32_t n,
                 const uint32_t *words, uint32_t n_words, float (*score)[LABEL_WIDTH]) {
    int16_t all[DENSE_HIDDEN];
    if (!whole(d, of, n, all)) return;
    for (uint32_t w = 0; w < n_words; w++) {
        uint32_t i = words[w];
        int16_t hidden[DENSE_HIDDEN];
        if (of[i].mean == NULL) continue;
        memcpy(hidden, all, sizeof hidden);
        for (uint32_t p = 0; p < PLACES_NEAR; p++) {
            uint32_t near = i + p - NEAR; /* below 0 it is beyond n */
            if (near >= n || of[near].part == NULL) continue;
            const int16_t *add = of[near].part->v[p];
            for (unsigned k = 0; k < DENSE_HIDDEN; k++) hidden[k] = (int16_t)(hidden[k] + add[k]);
        }
        for (unsigned k = 0; k < DENSE_HIDDEN; k++) hidden[k] = hidden[k] > 0 ? hidden[k] : 0;
        add_labels(d, hidden, score[i]);
    }
}
