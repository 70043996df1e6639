/* SPDX-License-Identifier: MIT */
/* Trains linear models over hashed features (pipeline/model.h): logistic regression, one pass after
 * another over shuffled examples, with a step for each weight by AdaGrad (Duchi et al. 2011) and
 * weights held in 32 bits; written with 8. The same seed gives the same file. Used by iber-train only;
 * memory is the process's, and being without ends it.
 *
 * Two kinds of example:
 *   classes     features, and which of `outputs` labels is right;
 *   candidates  a list of candidates, each with its features, and which of them is right: outputs is 1,
 *               a candidate's score is the sum of its features' weights. */
#ifndef IBER_TRAIN_LINEAR_H
#define IBER_TRAIN_LINEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model.h"

struct linear_options {
    const char *task;
    uint32_t version;
    uint32_t bits, outputs;
    const char *labels;     /* one a line, or "" */
    const char *provenance; /* text */
    unsigned epochs;        /* 0: 8 */
    float rate;             /* 0: 0.2 */
    float calm;             /* sum of squared gradients at first: what is seen seldom stays small */
    float l2;               /* weight decay; 0: none */
    float l1;               /* small weights become zero; 0: none */
    unsigned average;       /* the weights are the mean of those behind so many last epochs; 0: 1 */
    uint64_t seed;
};

struct linear; /* examples and weights */

struct linear *linear_new(const struct linear_options *o);

/* Adds an example: first its features, for each candidate ended by linear_candidate() (with classes:
 * one such call), then linear_example() with the index of the right class or candidate. `weight` is
 * how often it counts. */
void linear_feature(struct linear *l, uint64_t feature);
void linear_candidate(struct linear *l);
void linear_example(struct linear *l, uint32_t right, float weight);

/* Trains on all examples; `report` (may be NULL) is told after each epoch. */
void linear_train(struct linear *l, void (*report)(unsigned epoch, double loss, double right));

/* Share of the examples added since the last linear_train() or linear_test() that are answered right;
 * they are dropped. For dev data. */
double linear_test(struct linear *l);

/* Quantises and writes the model. False on an error of the world (errno). */
bool linear_write(const struct linear *l, const char *path);
/* The same of weights that something else has trained: rows × outputs. */
bool model_write(const struct linear_options *o, float scale, const int8_t *weights,
                 const char *path);
void linear_free(struct linear *l);

#endif
