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

static void multiply(const int8_t *rows, const int8_t *in, unsigned n, int16_t *out) {
    int32_t sum[DENSE_HIDDEN] = {0};
    for (unsigned i = 0; i < n; i++, rows += DENSE_HIDDEN) {
        int16_t by = in[i];
        if (by == 0) continue;
        for (unsigned k = 0; k < DENSE_HIDDEN; k++) sum[k] += (int16_t)(by * rows[k]);
    }
    for (unsigned k = 0; k < DENSE_HIDDEN; k++) out[k] = (int16_t)(sum[k] / (1 << DENSE_SHIFT));
}

static const int8_t *row_at(const struct dense *d, unsigned row) {
    return d->weights->weights + (size_t)row * DENSE_HIDDEN;
}

void dense_part(const struct dense *d, const struct dense_input *in, struct dense_part *part) {
    for (unsigned p = 0; p < PLACES_NEAR; p++)
        multiply(row_at(d, p * DENSE_IN), in->v, DENSE_IN, part->v[p]);
    multiply(row_at(d, DENSE_ROW_MEAN), in->v, VECTOR, part->v[PLACES_NEAR]);
}

static bool whole(const struct dense *d, const struct dense_part *const *parts, uint32_t n,
                  int16_t *out) {
    int32_t sum[DENSE_HIDDEN] = {0};
    const int8_t *one = row_at(d, DENSE_ROW_ONE);
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        if (parts[i] == NULL) continue;
        any = true;
        for (unsigned k = 0; k < DENSE_HIDDEN; k++) sum[k] += parts[i]->v[PLACES_NEAR][k];
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

void dense_score(const struct dense *d, const struct dense_part *const *parts, uint32_t n,
                 const uint32_t *words, uint32_t n_words, float (*score)[LABEL_WIDTH]) {
    int16_t all[DENSE_HIDDEN];
    if (!whole(d, parts, n, all)) return;
    for (uint32_t w = 0; w < n_words; w++) {
        uint32_t i = words[w];
        int16_t hidden[DENSE_HIDDEN];
        if (parts[i] == NULL) continue;
        memcpy(hidden, all, sizeof hidden);
        for (uint32_t p = 0; p < PLACES_NEAR; p++) {
            uint32_t near = i + p - NEAR; /* below 0 it is beyond n */
            if (near >= n || parts[near] == NULL) continue;
            const int16_t *add = parts[near]->v[p];
            for (unsigned k = 0; k < DENSE_HIDDEN; k++) hidden[k] = (int16_t)(hidden[k] + add[k]);
        }
        for (unsigned k = 0; k < DENSE_HIDDEN; k++) hidden[k] = hidden[k] > 0 ? hidden[k] : 0;
        add_labels(d, hidden, score[i]);
    }
}
