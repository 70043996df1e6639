/* SPDX-License-Identifier: MIT */
/* Private to the tagger's features: what the document offers and has seen. */
#ifndef IBER_TAGGER_VIEW_H
#define IBER_TAGGER_VIEW_H

#include "tagger_features.h"

enum { OFFER_NONE = 15, PART_BEGIN = 0, PART_INSIDE, PART_END, PART_WHOLE };

/* The two heaviest candidates over a word, of different types. */
struct tagger_offer {
    uint16_t weight;
    uint8_t name, part; /* enum name, or NAME_COUNT + type; OFFER_NONE: there is none */
    uint8_t sure;       /* 0 … 3, of the score */
    uint8_t method;     /* a hash of how it was found */
    uint8_t other, other_part;
};

/* A word's key elsewhere in the document; counts stop at 255. */
struct tagger_seen {
    uint64_t key;    /* 0: free */
    uint8_t capital; /* inside sentences */
    uint8_t small;
    uint8_t surname, given; /* last, first word of a person's candidate of several words */
    uint8_t place, body;    /* sure candidates of one word */
};

/* What was seen of a key, or NULL. */
const struct tagger_seen *tagger_seen_find(const struct tagger_view *v, uint64_t key);

/* Is word i in a headline whose capitals say nothing? */
bool tagger_in_headline(const struct tagger_view *v, uint32_t i);

#endif
