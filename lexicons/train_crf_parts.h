/* SPDX-License-Identifier: MIT */
/* Private to train_crf.c (examples, training) and train_crf_model.c (test, the model's weights). */
#ifndef IBER_TRAIN_CRF_PARTS_H
#define IBER_TRAIN_CRF_PARTS_H

#include "train_crf.h"

#define NO_ROW UINT32_MAX
enum { GOLD_SETS = 1 << 20 };

struct sequence {
    uint32_t word, n; /* its first word */
    uint32_t set, part;
    float weight;
};

static inline struct chain_part whole(const struct sequence *s) {
    return (struct chain_part){0, s->n, s->n};
}

struct crf_words {
    uint32_t *allowed;
    uint8_t *joint;
    uint64_t *key;
    size_t *end;          /* of its features */
    uint32_t *input;      /* which of the inputs of the network is its, or NO_ROW */
    uint32_t *identities; /* how many identity features there are: the first ones */
    size_t n, cap;
};

struct crf {
    struct crf_options o;
    uint64_t random, salt;
    size_t rows;
    uint32_t without;         /* this part is not learnt from; CRF_PARTS: all are */
    float *weights, *squares; /* rows × LABEL_WIDTH */
    uint64_t *hashes;         /* features of the words, those that are identities first */
    uint32_t *features;       /* their rows, when training has begun */
    size_t n_features, cap_features, first; /* first: of the word being added */
    uint64_t rest[512];                     /* features of that word that are no identities */
    struct slot {                           /* from features to rows: open addressing; 0 is free */
        uint64_t hash;
        uint32_t count, row;
    } * slots;
    size_t slot_mask;
    size_t pair_rows[LABELS][JOINTS + 1];
    unsigned n_rest;
    struct crf_words words;
    struct sequence *sequences;
    size_t n_sequences, cap_sequences;
    size_t first_word;
    struct chain_work work;
    struct chain_pairs pairs;
    float delta[CHAIN_WORDS][LABEL_WIDTH];
    float pair_delta[JOINTS][LABEL_WIDTH][LABEL_WIDTH];
    struct dense_input *inputs; /* of English words */
    size_t n_inputs, cap_inputs;
    float (*held)
        [LABEL_WIDTH]; /* of each word: its scores by a chain that did not learn from its part */
    int8_t *network;   /* rows as the model has them; NULL: not trained */
    float network_scale;
    uint64_t *gold; /* set: hashes of names that training sequences have */
};

/* Where a word's features begin. */
static inline size_t features_of(const struct crf *c, uint32_t word) {
    return word ? c->words.end[word - 1] : 0;
}

/* Notes the names of a training sequence. */
void crf_remember(struct crf *c, const struct sequence *s);

/* Makes c->pairs from the weights. */
void crf_pairs(struct crf *c);

/* Scores of a sequence, with those of the network when it is trained, and exp() of them. */
void crf_score_words(struct crf *c, const struct sequence *s);

/* Adds what the network says to the scores of a sequence. */
void crf_score_dense(struct crf *c, const struct sequence *s);

#endif
