/* SPDX-License-Identifier: MIT */
/* The network of the tagger (tagger_dense.h) for one worker, with a cache of what words add to it near them. */
#ifndef IBER_TAGGER_NETWORK_H
#define IBER_TAGGER_NETWORK_H

#include "cache.h"
#include "tagger_decode.h"
#include "tagger_dense.h"

struct network {
    struct dense dense;
    struct cache cache; /* of parts */
    struct dense_word words[CHAIN_WORDS];
    bool near[CHAIN_WORDS];              /* is a word scored near it? */
    struct dense_part part[CHAIN_WORDS]; /* of words that the cache does not have */
};

/* Takes the models, which live longer. False when they have another width than this program. */
bool network_fits(struct network *t, const struct model *vectors, const struct model *weights);
/* False when there is no memory. */
bool network_open(struct network *t);
void network_close(struct network *t);

/* What a word that it looks at adds wherever it stands. */
void network_mean(const struct network *t, const struct tagger_facts *facts,
                  struct dense_mean *mean);

/* Adds what it says of English words to their scores: of those `words` of a sequence that may be names; the others
 * are their neighbours. Keys, facts and means are of all n of the sequence. */
void network_score(struct network *t, const struct cache_key *keys,
                   const struct tagger_facts *facts, const struct dense_mean *means, uint32_t n,
                   const uint32_t *words, uint32_t n_words, float (*score)[LABEL_WIDTH]);

#endif
