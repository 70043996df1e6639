/* SPDX-License-Identifier: MIT */
/* Word vectors for the trainers, as text as GloVe and word2vec write it, the most frequent word first: a word and
 * its numbers on a line. */
#ifndef IBER_TRAIN_VECTORS_H
#define IBER_TRAIN_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "train_linear.h"

struct vectors {
    float *v;       /* n × dim */
    uint64_t *hash; /* of the words' keys: tagger_key() */
    size_t n, cap, dim;
};

/* Words with a letter whose vector is not 0. False on an error of the world (said on stderr). */
bool vectors_read(struct vectors *x, const char *path);
void vectors_free(struct vectors *x);

/* Of a model's rows, 1 << bits, the last byte a check: takes one of the two that the word may have. The words
 * that come first, the frequent ones, have the choice. NULL: there is none, or the word has one. */
int8_t *vectors_place(int8_t *rows, unsigned bits, unsigned width, uint64_t hash);

/* The command that makes a model's rows of a file of vectors: [-o OUT] VECTORS, of `most` numbers at most. Returns
 * the exit status. */
int vectors_command(int argc, char **argv, const struct linear_options *header, size_t most,
                    int8_t *(*make)(struct vectors *));

#endif
