/* SPDX-License-Identifier: MIT */
/* A trained linear model over hashed features: one read-only file made by iber-train, mmap()ed, shared
 * by threads. A feature is a 64-bit hash; its low bits pick a row of small weights, one for each
 * output. The score of an output is the sum of its weights over the features that are there. Features
 * that meet in a row share it: training saw the same rows (hashing trick, Weinberger et al. 2009).
 *
 * The file, little-endian: header · labels, one a line · provenance, text: corpora, licences, options,
 * scores · zeros up to a multiple of 64 · weights, rows × outputs. */
#ifndef IBER_MODEL_H
#define IBER_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define MODEL_MAGIC "IBERMDL1"

enum { MODEL_TASK = 16, MODEL_OUTPUTS = 64, MODEL_BITS = 26, MODEL_ALIGN = 64 };

struct model_header {
    char magic[8];
    uint64_t checksum;     /* XXH3 of all behind it */
    char task[MODEL_TASK]; /* "language", "restore" …, filled up with NUL */
    uint32_t bits;         /* 1 << bits rows */
    uint32_t outputs;
    uint32_t labels_n, provenance_n; /* bytes */
    float scale;                     /* a weight is its byte times this */
    uint32_t version;                /* of the task's features: the reader checks it */
};

struct model {
    const struct model_header *header; /* of the mapped file */
    const int8_t *weights;             /* rows × outputs; NULL: not open */
    uint64_t mask;                     /* of rows */
    uint32_t outputs;
    size_t size;
};

/* Opens and checks the file of `task` with features of `version`. False: `message` says why, and
 * nothing is left open. */
bool model_open(struct model *m, const char *path, const char *task, uint32_t version,
                char *message, size_t size);
void model_close(struct model *m);

/* Labels, one a line, and provenance, as they stand in the file. */
struct str model_labels(const struct model *m);
struct str model_provenance(const struct model *m);

/* The outputs' weights of one feature. */
static inline const int8_t *model_row(const struct model *m, uint64_t feature) {
    return m->weights + (size_t)(feature & m->mask) * m->outputs;
}

/* Adds the weights of a feature to `scores`, one for each output. */
static inline void model_add(const struct model *m, uint64_t feature, int32_t *scores) {
    const int8_t *w = model_row(m, feature);
    for (uint32_t k = 0; k < m->outputs; k++) scores[k] += w[k];
}

/* Models that were trained without features meeting (train_crf.h): the last weight of a row is a check, made
 * of the feature's upper bits, 0 for a free row; a feature has one of two rows side by side, or none. */
static inline int8_t model_check(uint64_t feature) {
    int8_t check = (int8_t)(feature >> 56);
    return check ? check : 1;
}
static inline const int8_t *model_checked_row(const struct model *m, uint64_t feature) {
    const int8_t *row = m->weights + (size_t)(feature & m->mask & ~(uint64_t)1) * m->outputs;
    uint32_t last = m->outputs - 1;
    if (row[last] == model_check(feature)) return row;
    row += m->outputs;
    return row[last] == model_check(feature) ? row : NULL;
}

/* A feature's hash from its parts: start with a number that names the kind of feature, then mix in
 * numbers or hashes of words. */
static inline uint64_t feature_mix(uint64_t h, uint64_t part) {
    h = (h ^ part) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

#endif
