/* SPDX-License-Identifier: MIT */
/* What the tagger knows of a word, as features of a linear model (pipeline/model.h); the same functions
 * for the trainer and for the stage. Everything is made from keys (fold.h), so that Cyrillic, Latin and
 * text without diacritics look alike.
 *
 * Two parts. Facts are of a word alone; the features of each place that it may take beside the word in
 * question are made from them, so the stage keeps their sums in a cache. The rest is of the word where it
 * stands: marks between words, capitals around, candidates of `names`, what the document says elsewhere.
 *
 * A feature that knows the very word is an identity: the trainer leaves them out now and then, so that the
 * others learn to do without, as they must for names never seen (Sutton et al. 2006). */
#ifndef IBER_TAGGER_FEATURES_H
#define IBER_TAGGER_FEATURES_H

#include "lexicon.h"
#include "model.h"
#include "tagger_classes.h"
#include "tagger_labels.h"
#include "wordlist.h"
#include "words.h"

enum {
    TAGGER_VERSION = 2,
    TAGGER_BITS = 18,
    NEAR = 2,
    PLACES_NEAR = 2 * NEAR + 1,
    STEMS = 4,
    EVIDENCE_ROOM = 32
};

struct tagger_sources {
    const struct lexicon *lexicon;
    const struct wordlist *words;
    const struct model *classes;
};

/* Of a word, wherever it stands. */
struct tagger_facts {
    uint64_t
        stem[STEMS];     /* hash of the key; of the key without its last letter, two, three; or 0 */
    uint64_t end2, end3; /* of the last letters of the key */
    uint8_t classes[CLASSES]; /* of an English word */
    uint64_t evidence;        /* what the lexicon has for it: bits of tagger_facts.c */
    uint8_t shape;            /* finer than enum shape */
    uint8_t known;            /* WORD_ bits of the word list */
    uint8_t lang;             /* 0 … 3: en sq sr other */
    bool capital;
};

enum { WORD_FEATURES = 96, CONTEXT_FEATURES = 80 };

struct features {
    uint64_t v[WORD_FEATURES + CONTEXT_FEATURES];
    unsigned n, identities; /* the identities come first */
};

/* The hash of a key: stem[0]. */
uint64_t tagger_key(struct str key);

void tagger_facts(const struct tagger_sources *s, const struct word *w, struct str text,
                  struct tagger_facts *f);

/* Adds the features of a word `place` words before (negative) or behind the one in question. */
void tagger_word_features(const struct tagger_facts *f, struct str key, int place,
                          struct features *out);

/* The document as context features see it. */
struct tagger_view {
    struct doc *doc;
    const struct words *words;
    struct tagger_offer *offers; /* per word: the candidates over it */
    struct tagger_seen *seen;    /* table: what the document has, by hash of the key */
    uint32_t seen_mask;
    uint32_t begin, end;              /* the sequence whose words are looked at */
    const struct tagger_facts *facts; /* of its words */
};

/* Fills offers and seen. Memory is the document's. */
void tagger_view_open(struct tagger_view *v, struct doc *doc);

/* What is to say of word i of the sequence, in two parts: of the words themselves … */
void tagger_word_context(const struct tagger_view *v, uint32_t i, struct features *out);

/* … and of how they stand there: how those around are written, which candidates lie over them. Each is one
 * number, from which its features are made. There are not many of them, so sums of weights can be kept. */
enum around { AROUND_SHAPES, AROUND_OFFERS, AROUND_KINDS };
void tagger_around_features(uint64_t around, enum around which, struct features *out);

/* These numbers of each word of the sequence. */
void tagger_around(const struct tagger_view *v, uint64_t (*around)[AROUND_KINDS]);

/* How word i is joined to the one before: a row of chain_pairs (tagger_decode.h). */
unsigned tagger_joint(const struct tagger_view *v, uint32_t i);

/* The end of the sequence that begins at word i: its sentence's, or CHAIN_WORDS further. */
uint32_t tagger_sequence(const struct words *w, uint32_t i);

/* The row that holds the scores of pairs with label `before` in front; `joint` JOINTS: however they are
 * joined. */
uint64_t tagger_pair_feature(unsigned before, unsigned joint);

#endif
