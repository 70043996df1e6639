/* SPDX-License-Identifier: MIT */
/* Trains the chain of the tagger (tagger_decode.h): stochastic gradient steps by AdaGrad (Duchi et al.
 * 2011) on the likelihood of what a corpus allows. Where it leaves open which of several labels a word has,
 * the likelihood is that of their sum (Tsuboi et al. 2008), so that corpora with coarser types can be
 * learnt from together with finer ones. The same seed gives the same weights. Used by iber-train only. */
#ifndef IBER_TRAIN_CRF_H
#define IBER_TRAIN_CRF_H

#include "tagger_decode.h"
#include "tagger_dense.h"
#include "tagger_features.h"

struct crf_options {
    uint32_t bits;            /* 1 << bits rows in the model */
    uint32_t least;           /* features that occur less often are left out */
    unsigned epochs, average; /* the weights are the mean of those behind so many last epochs */
    float rate, l2;
    float forget; /* how often identities of a word are left out */
    float drop;   /* how often any feature is left out */
    uint64_t seed;
};

struct crf;

struct crf *crf_new(const struct crf_options *o);
void crf_free(struct crf *c);

/* Adds a word: features by crf_features() (several times), then crf_word() with the labels that it may
 * have, how it is joined to the one before, the hash of its key, and what the network is told of it (NULL: it
 * does not look at the word). */
void crf_features(struct crf *c, const struct features *f);
void crf_word(struct crf *c, uint32_t allowed, unsigned joint, uint64_t key,
              const struct dense_input *in);

/* Ends a sequence of at most CHAIN_WORDS words; `weight` is how much it counts, 0 for one that is
 * tested only, under number `set`. It is of one of CRF_PARTS parts, each of which is scored by a chain
 * that has learnt from the others only, for crf_train_dense(). */
enum { CRF_SETS = 64, CRF_PARTS = 5 };
void crf_sequence(struct crf *c, float weight, unsigned set, unsigned part);

void crf_train(struct crf *c, void (*report)(unsigned epoch, double loss));

/* Trains the network beside the chain; then crf_test() tests both. */
void crf_train_dense(struct crf *c, void (*report)(unsigned epoch, double loss));

/* Its weights, as the model has them (tagger_dense.h). They live as long as `c`. */
const int8_t *crf_network(const struct crf *c, float *scale);

/* Names of tested sequences by coarse type: right, wrong, missed; those whose words no name of the training
 * sequences had: found and all. */
struct crf_score {
    unsigned right[4], wrong[4], missed[4], unseen, unseen_found;
};
void crf_test(struct crf *c, struct crf_score of[CRF_SETS]);

/* The weights as a model has them (model_checked_row()): 1 << bits rows of LABEL_WIDTH, and what one stands
 * for. The lightest features that have no room are dropped; crf_test() then tests what is left. */
int8_t *crf_compact(struct crf *c, float *scale);

#endif
