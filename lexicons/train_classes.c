/* SPDX-License-Identifier: MIT */
/* Word classes from word vectors, for tagger_features.h: words that keep the same company share a class, so
 * what the tagger learns of one it knows of the others (Miller et al. 2004 with Brown clusters; several
 * clusterings side by side: Guo et al. 2014). Each level is a k-means on directions (Dhillon and Modha 2001).
 */
#include <math.h>
#include <string.h>

#include "tagger_features.h"
#include "train.h"
#include "train_linear.h"
#include "train_memory.h"
#include "train_random.h"
#include "train_vectors.h"

enum { LEARNT_FROM = 100000, ROUNDS = 10 };

struct centres {
    float *v; /* n × dim, of length 1 */
    size_t n, dim;
};

static bool normalise(float *v, size_t dim) {
    double sum = 0;
    for (size_t k = 0; k < dim; k++) sum += (double)v[k] * (double)v[k];
    if (sum <= 0) return false;
    float length = (float)sqrt(sum);
    for (size_t k = 0; k < dim; k++) v[k] /= length;
    return true;
}

static float dot(const float *a, const float *b, size_t dim) {
    float sum[8] = {0}, all = 0;
    for (size_t k = 0; k + 8 <= dim; k += 8)
        for (size_t j = 0; j < 8; j++) sum[j] += a[k + j] * b[k + j];
    for (size_t k = dim - dim % 8; k < dim; k++) all += a[k] * b[k];
    for (size_t j = 0; j < 8; j++) all += sum[j];
    return all;
}

static uint32_t nearest(const struct centres *c, const float *v, float *best) {
    uint32_t at = 0;
    *best = -2;
    for (uint32_t k = 0; k < c->n; k++) {
        float s = dot(c->v + k * c->dim, v, c->dim);
        if (s > *best) *best = s, at = k;
    }
    return at;
}

/* Spherical k-means over n vectors. A centre that loses all its members begins again at some vector. */
static struct centres cluster(const float *v, size_t n, size_t dim, unsigned k, uint64_t seed) {
    struct centres c = {must(malloc(k * dim * sizeof(float))), k, dim};
    double *sum = must(malloc(k * dim * sizeof *sum));
    uint64_t random = seed;
    for (unsigned i = 0; i < k; i++)
        memcpy(c.v + i * dim, v + next_random(&random) % n * dim, dim * sizeof(float));
    for (unsigned r = 0; r < ROUNDS; r++) {
        double like = 0;
        memset(sum, 0, k * dim * sizeof *sum);
        for (size_t i = 0; i < n; i++) {
            float best;
            double *s = sum + nearest(&c, v + i * dim, &best) * dim;
            for (size_t d = 0; d < dim; d++) s[d] += (double)v[i * dim + d];
            like += (double)best;
        }
        for (unsigned i = 0; i < k; i++) {
            for (size_t d = 0; d < dim; d++) c.v[i * dim + d] = (float)sum[i * dim + d];
            if (!normalise(c.v + i * dim, dim))
                memcpy(c.v + i * dim, v + next_random(&random) % n * dim, dim * sizeof(float));
        }
        printf("%u classes, round %u: likeness %.4f\n", k, r + 1, like / (double)n);
        fflush(stdout);
    }
    free(sum);
    return c;
}

static int8_t *make_rows(struct vectors *x) {
    size_t learnt = x->n < LEARNT_FROM ? x->n : LEARNT_FROM, kept = 0;
    struct centres of[CLASSES];
    static const unsigned sizes[CLASSES] = {
        [CLASS_COARSE] = 64, [CLASS_FINE] = 255, [CLASS_OTHER] = 255};
    for (size_t i = 0; i < x->n; i++) normalise(x->v + i * x->dim, x->dim);
    for (unsigned k = 0; k < CLASSES; k++) of[k] = cluster(x->v, learnt, x->dim, sizes[k], k + 1);
    int8_t *rows = must(calloc((size_t)CLASS_ROW << CLASS_BITS, 1));
    for (size_t i = 0; i < x->n; i++) {
        float best;
        int8_t *row = vectors_place(rows, CLASS_BITS, CLASS_ROW, x->hash[i]);
        if (row == NULL) continue;
        kept++;
        for (unsigned k = 0; k < CLASSES; k++)
            row[k] = (int8_t)(uint8_t)(nearest(&of[k], x->v + i * x->dim, &best) + 1);
    }
    printf("%zu of %zu words\n", kept, x->n);
    for (unsigned k = 0; k < CLASSES; k++) free(of[k].v);
    return rows;
}

static const char provenance[] = "Classes of English words, by k-means on the vectors of GloVe 6B\n"
                                 "(Wikipedia 2014 and Gigaword 5; PDDL 1.0).\n";

/* [-o OUT] VECTORS */
int train_classes(int argc, char **argv) {
    const struct linear_options header = {.task = "classes",
                                          .version = CLASS_VERSION,
                                          .bits = CLASS_BITS,
                                          .outputs = CLASS_ROW,
                                          .labels = "",
                                          .provenance = provenance};
    return vectors_command(argc, argv, &header, SIZE_MAX, make_rows);
}
