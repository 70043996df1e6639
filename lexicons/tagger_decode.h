/* SPDX-License-Identifier: MIT */
/* The chain of the tagger: a linear-chain conditional random field (Lafferty et al. 2001). Scores of
 * labels at each word and of pairs of labels make a probability of each label at each word, by the
 * forward-backward algorithm with scaling; names are then the legal sequence of coarse labels with the most
 * probability in sum. Pure functions over arrays. */
#ifndef IBER_TAGGER_DECODE_H
#define IBER_TAGGER_DECODE_H

#include "tagger_labels.h"

/* A sequence's words at most; ways two words are joined. */
enum { CHAIN_WORDS = 256, JOINT_WALL = 0, JOINT_COMMA = 7, JOINTS = 8 };

/* Does a name of this kind go across the joint? None across a wall; across a comma those that have lists in
 * them: Ministry of Trade, Industry and Tourism. */
static inline bool chain_crosses(unsigned joint, enum name n) {
    if (joint == JOINT_COMMA)
        return n == NAME_ORG || n == NAME_LAW || n == NAME_WORK || n == NAME_EVENT;
    return joint != JOINT_WALL;
}

/* Coarse labels: O, begin and inside of each entity type. */
enum { COARSE = 1 + 2 * (TYPE_MISC + 1) };

/* May `label` stand behind `before`, when their words are joined so? */
static inline bool chain_legal(unsigned joint, unsigned before, unsigned label) {
    return label_follows(before, label) &&
           !(label_is_inside(label) && !chain_crosses(joint, label_name(label)));
}

/* Labels that stand behind any other: O and the begins, which are label 2n - 1 each. An inside stands behind
 * two labels only. */
enum { OPEN = 1 + NAME_COUNT };

/* Numbers of these labels, as vectors: gcc unrolls short loops before it thinks of vectors. */
typedef float chain_four __attribute__((vector_size(16)));
struct chain_open {
    chain_four four[OPEN / 4];
};
_Static_assert(OPEN % 4 == 0, "whole vectors");

/* exp() of the scores of pairs, by joint; 0 where they are not legal. The same numbers in three ways, so that sums
 * over what stands before and over what stands behind go over rows without zeros. */
struct chain_pairs {
    float p[JOINTS][LABEL_WIDTH][LABEL_WIDTH];   /* before, label */
    struct chain_open open[JOINTS][LABEL_WIDTH]; /* before, label that is open */
    float back[JOINTS][OPEN][LABEL_WIDTH];       /* label that is open, before */
    float stay[JOINTS][2][NAME_COUNT]; /* insides, behind the begin and behind the inside */
};

static inline void chain_pair(struct chain_pairs *pairs, unsigned joint, unsigned before,
                              unsigned label, float p) {
    unsigned open = (label + 1) / 2;
    pairs->p[joint][before][label] = p;
    if (!label_is_inside(label)) {
        pairs->open[joint][before].four[open / 4][open % 4] = p;
        pairs->back[joint][open][before] = p;
    } else if (label_follows(before, label))
        pairs->stay[joint][before == label][label_name(label)] = p;
}

struct chain_work {
    float score[CHAIN_WORDS][LABEL_WIDTH];   /* in: of labels; then exp() of them, that of O is 1 */
    float forward[CHAIN_WORDS][LABEL_WIDTH]; /* scaled sums over what stands before, */
    float backward[CHAIN_WORDS][LABEL_WIDTH]; /* and behind */
    float marginal[CHAIN_WORDS][LABEL_WIDTH]; /* out: probabilities */
    float coarse[CHAIN_WORDS][COARSE];        /* out: the same of coarse labels */
    float scale[CHAIN_WORDS];
    float none[CHAIN_WORDS];    /* the score of O before exp() */
    uint8_t joint[CHAIN_WORDS]; /* in: how the word is joined to the one before it */
};

/* Words [begin, end) of a sequence of n words. Those beside them are known to be O. */
struct chain_part {
    uint32_t begin, end, n;
};

/* exp() of the scores, to 2e-7 of it, as far as they are up to 59 above that of O; by our own sums, so that every compiler and C library gives the same. */
void chain_exp(struct chain_work *w, struct chain_part part);

/* After chain_exp(): probabilities of the labels, when only those of `allowed` may be (bits, one mask a
 * word; NULL: all may). Returns the logarithm of the sum over all sequences. */
double chain_marginals(struct chain_work *w, const struct chain_pairs *pairs,
                       const uint32_t *allowed, struct chain_part part);

struct chain_name {
    uint32_t first, last;
    enum name name;
    float score; /* probability of its least certain word */
};

/* After chain_marginals(): the names of the part, from left to right; returns how many, at most one a word.
 * `caution` is added to what speaks for O. */
uint32_t chain_names(const struct chain_work *w, struct chain_part part, float caution,
                     struct chain_name *out);

/* How probable is a name of this type at words [first, last] of n, by its least certain word? */
float chain_support(const struct chain_work *w, uint32_t n, uint32_t first, uint32_t last,
                    enum entity_type type);

#endif
