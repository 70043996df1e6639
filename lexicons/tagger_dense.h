/* SPDX-License-Identifier: MIT */
/* A small network beside the chain of the tagger, for English: what a word and its neighbours mean, by vectors
 * of the company that words keep in much text (GloVe), through one hidden layer to scores of labels
 * (Collobert et al. 2011), which are added to those of the chain's features. A name that no training text had
 * is then like those that had the same company.
 *
 * All is whole numbers, so every machine gives the same. What a word adds to the hidden layer of those near it
 * depends on the word alone (struct dense_part, struct dense_mean), so the stage keeps it in a cache. */
#ifndef IBER_TAGGER_DENSE_H
#define IBER_TAGGER_DENSE_H

#include "tagger_features.h"

/* Vectors: a model of checked rows (pipeline/model.h) by the hash of a key. A number is four bits, from -8 to 7
 * half deviations; the even ones are the lower halves of bytes. */
enum { VECTOR_VERSION = 1, VECTOR_BITS = 16, VECTOR = 100, VECTOR_ROW = VECTOR / 2 + 1 };

/* The network's input of a word: its vector, and facts, each 0 or DENSE_ONE. */
enum {
    DENSE_SHAPE = VECTOR,
    DENSE_EVIDENCE = DENSE_SHAPE + 13,
    DENSE_CAPITAL = DENSE_EVIDENCE + EVIDENCE_ROOM,
    DENSE_KNOWN,
    DENSE_UNKNOWN = DENSE_KNOWN + 2, /* it has no vector */
    DENSE_IN,
    DENSE_ONE = 2 /* a vector's numbers deviate so much from 0 */
};

/* The weights: a model whose rows are DENSE_HIDDEN wide. Rows of the inputs at each place, from -NEAR on; those
 * of the mean vector of the sequence; those of DENSE_ONE; a row for each label, which are weights of the
 * hidden units; and one whose first number is by how many hundredths the chain's own scores count. */
enum {
    DENSE_VERSION = 1,
    DENSE_HIDDEN = 64,
    DENSE_ROW_MEAN = PLACES_NEAR * DENSE_IN,
    DENSE_ROW_ONE = DENSE_ROW_MEAN + VECTOR,
    DENSE_ROW_LABELS,
    DENSE_ROW_CHAIN = DENSE_ROW_LABELS + LABEL_WIDTH,
    DENSE_ROWS,
    DENSE_BITS = 10
};
_Static_assert(DENSE_ROWS <= 1 << DENSE_BITS, "the rows fit");

struct dense {
    const struct model *vectors, *weights;
};

struct dense_input {
    int8_t v[DENSE_IN];
};

/* What a word adds to the hidden units of its neighbours, by place as tagger_word_features() has it, and to those
 * of all words of its sequence, which divide it by their number. Numbers are 1 << DENSE_SHIFT times smaller than
 * they are: no sum of them leaves 16 bits then. */
enum { DENSE_SHIFT = 5 };
struct dense_part {
    int16_t v[PLACES_NEAR][DENSE_HIDDEN];
};
struct dense_mean {
    int16_t v[DENSE_HIDDEN];
};

/* Of a word of a sequence: NULL where the network does not look; `part` may be so where no word near is scored. */
struct dense_word {
    const struct dense_mean *mean;
    const struct dense_part *part;
};

/* Does the network look at the word? */
static inline bool dense_is_for(const struct tagger_facts *f) {
    return f->lang == 0;
}

void dense_input(const struct dense *d, const struct tagger_facts *f, struct dense_input *in);
void dense_part(const struct dense *d, const struct dense_input *in, struct dense_part *part);
void dense_mean(const struct dense *d, const struct dense_input *in, struct dense_mean *mean);

/* Adds the scores of the labels of some `words` of a sequence of n (at most CHAIN_WORDS). */
void dense_score(const struct dense *d, const struct dense_word *of, uint32_t n,
                 const uint32_t *words, uint32_t n_words, float (*score)[LABEL_WIDTH]);

#endif
