/* SPDX-License-Identifier: MIT */
/* See train_linear.h. */
#include "train_linear.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "train_memory.h"
#include "train_random.h"

struct example {
    size_t candidate; /* first of its candidates */
    uint32_t candidates, right;
    float weight;
};

struct linear {
    struct linear_options o;
    uint64_t mask;
    float *weights, *squares; /* rows × outputs; sums of squared gradients */
    uint32_t *features;       /* rows */
    size_t n_features, cap_features;
    size_t *ends; /* of each candidate's features */
    size_t n_ends, cap_ends;
    struct example *examples;
    size_t n_examples, cap_examples;
    size_t first_candidate; /* of the example being added */
    double *scores;
    size_t cap_scores;
};

static void *grow(void *p, size_t n, size_t *cap, size_t each) {
    if (n < *cap) return p;
    *cap = *cap ? *cap * 2 : 1024;
    return must(realloc(p, *cap * each));
}

struct linear *linear_new(const struct linear_options *o) {
    struct linear *l = must(calloc(1, sizeof *l));
    l->o = *o;
    if (l->o.epochs == 0) l->o.epochs = 8;
    if (!(l->o.rate > 0)) l->o.rate = 0.2f;
    l->mask = ((uint64_t)1 << o->bits) - 1;
    size_t n = (size_t)o->outputs << o->bits;
    l->weights = must(calloc(n, sizeof *l->weights));
    l->squares = must(calloc(n, sizeof *l->squares));
    return l;
}

void linear_feature(struct linear *l, uint64_t feature) {
    l->features = grow(l->features, l->n_features, &l->cap_features, sizeof *l->features);
    l->features[l->n_features++] = (uint32_t)(feature & l->mask);
}

void linear_candidate(struct linear *l) {
    l->ends = grow(l->ends, l->n_ends, &l->cap_ends, sizeof *l->ends);
    l->ends[l->n_ends++] = l->n_features;
}

void linear_example(struct linear *l, uint32_t right, float weight) {
    l->examples = grow(l->examples, l->n_examples, &l->cap_examples, sizeof *l->examples);
    l->examples[l->n_examples++] = (struct example){
        l->first_candidate, (uint32_t)(l->n_ends - l->first_candidate), right, weight};
    l->first_candidate = l->n_ends;
}

static size_t first_feature(const struct linear *l, size_t candidate) {
    return candidate ? l->ends[candidate - 1] : 0;
}

/* How many answers an example may have. */
static uint32_t answers(const struct linear *l, const struct example *x) {
    return l->o.outputs > 1 ? l->o.outputs : x->candidates;
}

/* Scores of all answers into l->scores; returns the best one. */
static uint32_t score(struct linear *l, const struct example *x) {
    uint32_t n = answers(l, x), best = 0;
    if (n > l->cap_scores) {
        l->cap_scores = n;
        l->scores = must(realloc(l->scores, n * sizeof *l->scores));
    }
    for (uint32_t k = 0; k < n; k++) {
        size_t c = l->o.outputs > 1 ? x->candidate : x->candidate + k;
        size_t output = l->o.outputs > 1 ? k : 0;
        double s = 0;
        for (size_t f = first_feature(l, c); f < l->ends[c]; f++)
            s += (double)l->weights[l->features[f] * (size_t)l->o.outputs + output];
        l->scores[k] = s;
        if (s > l->scores[best]) best = k;
    }
    return best;
}

/* Scores become probabilities; returns the logarithm of the right one's. */
static double normalise(struct linear *l, uint32_t n, uint32_t right) {
    double most = l->scores[0], sum = 0;
    for (uint32_t k = 1; k < n; k++)
        if (l->scores[k] > most) most = l->scores[k];
    for (uint32_t k = 0; k < n; k++) sum += l->scores[k] = exp(l->scores[k] - most);
    for (uint32_t k = 0; k < n; k++) l->scores[k] /= sum;
    return log(l->scores[right] > 1e-12 ? l->scores[right] : 1e-12);
}

static void step(struct linear *l, size_t at, float gradient) {
    float g = gradient + l->o.l2 * l->weights[at];
    l->squares[at] += g * g;
    float rate = l->o.rate / sqrtf(l->squares[at] + l->o.calm + 1e-6f);
    float w = l->weights[at] - rate * g, shrink = rate * l->o.l1;
    l->weights[at] = w > shrink ? w - shrink : w < -shrink ? w + shrink : 0;
}

static void learn(struct linear *l, const struct example *x) {
    for (uint32_t k = 0; k < answers(l, x); k++) {
        size_t c = l->o.outputs > 1 ? x->candidate : x->candidate + k;
        size_t output = l->o.outputs > 1 ? k : 0;
        float gradient = x->weight * (float)(l->scores[k] - (k == x->right ? 1.0 : 0.0));
        if (fabsf(gradient) < 1e-5f) continue;
        for (size_t f = first_feature(l, c); f < l->ends[c]; f++)
            step(l, l->features[f] * (size_t)l->o.outputs + output, gradient);
    }
}

void linear_train(struct linear *l, void (*report)(unsigned epoch, double loss, double right)) {
    uint64_t random = l->o.seed;
    size_t *order = must(malloc((l->n_examples + 1) * sizeof *order));
    size_t weights = (size_t)l->o.outputs << l->o.bits;
    float *mean = l->o.average > 1 ? must(calloc(weights, sizeof *mean)) : NULL;
    for (size_t i = 0; i < l->n_examples; i++) order[i] = i;
    for (unsigned e = 0; e < l->o.epochs; e++) {
        double loss = 0, right = 0;
        for (size_t i = l->n_examples; i > 1; i--) {
            size_t j = next_random(&random) % i, t = order[i - 1];
            order[i - 1] = order[j], order[j] = t;
        }
        for (size_t i = 0; i < l->n_examples; i++) {
            const struct example *x = &l->examples[order[i]];
            right += score(l, x) == x->right;
            loss -= normalise(l, answers(l, x), x->right);
            learn(l, x);
        }
        double n = l->n_examples ? (double)l->n_examples : 1;
        if (report) report(e + 1, loss / n, right / n);
        if (mean && e + l->o.average >= l->o.epochs)
            for (size_t i = 0; i < weights; i++) mean[i] += l->weights[i] / (float)l->o.average;
    }
    if (mean) memcpy(l->weights, mean, weights * sizeof *mean);
    free(mean);
    free(order);
    l->n_examples = l->n_ends = l->n_features = l->first_candidate = 0;
}

double linear_test(struct linear *l) {
    size_t right = 0;
    for (size_t i = 0; i < l->n_examples; i++)
        right += score(l, &l->examples[i]) == l->examples[i].right;
    double share = l->n_examples ? (double)right / (double)l->n_examples : 0;
    l->n_examples = l->n_ends = l->n_features = l->first_candidate = 0;
    return share;
}

bool model_write(const struct linear_options *o, float scale, const int8_t *weights,
                 const char *path) {
    size_t n = ((size_t)1 << o->bits) * o->outputs;
    struct model_header h = {.magic = MODEL_MAGIC,
                             .bits = o->bits,
                             .outputs = o->outputs,
                             .labels_n = (uint32_t)strlen(o->labels),
                             .provenance_n = (uint32_t)strlen(o->provenance),
                             .version = o->version,
                             .scale = scale};
    snprintf(h.task, sizeof h.task, "%s", o->task);
    size_t at = sizeof h + h.labels_n + h.provenance_n;
    at = (at + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
    char *p = must(calloc(at + n, 1));
    memcpy(p + sizeof h, o->labels, h.labels_n);
    memcpy(p + sizeof h + h.labels_n, o->provenance, h.provenance_n);
    memcpy(p + at, weights, n);
    memcpy(p, &h, sizeof h);
    const size_t from = offsetof(struct model_header, task);
    h.checksum = XXH3_64bits(p + from, at + n - from);
    memcpy(p, &h, sizeof h);
    FILE *f = fopen(path, "wb");
    bool fine = f && fwrite(p, 1, at + n, f) == at + n;
    if (f && fclose(f) != 0) fine = false;
    free(p);
    return fine;
}

bool linear_write(const struct linear *l, const char *path) {
    size_t n = ((size_t)1 << l->o.bits) * l->o.outputs;
    int8_t *weights = must(malloc(n));
    float most = 0;
    for (size_t i = 0; i < n; i++) most = fmaxf(most, fabsf(l->weights[i]));
    float scale = most > 0 ? most / 127 : 1;
    for (size_t i = 0; i < n; i++) weights[i] = (int8_t)lrintf(l->weights[i] / scale);
    bool fine = model_write(&l->o, scale, weights, path);
    free(weights);
    return fine;
}

void linear_free(struct linear *l) {
    free(l->weights);
    free(l->squares);
    free(l->features);
    free(l->ends);
    free(l->examples);
    free(l->scores);
    free(l);
}
