/* SPDX-License-Identifier: MIT */
/* Lemmas by rules of endings that were learnt from treebanks: a rule takes an ending off the form and
 * puts another in its place (om → "", ovala → ovati, je → biti). Of all rules that fit, a linear model
 * over hashed features chooses (pipeline/model.h, trained by train_lemma.c); whether the dictionaries
 * know what a rule makes is one feature among others. Edit rules chosen by a classifier: Chrupała 2006.
 *
 * Words are in small Latin letters; what is Cyrillic is transliterated before. */
#ifndef IBER_LEMMATISE_H
#define IBER_LEMMATISE_H

#include "lang.h"
#include "model.h"
#include "wordlist.h"

enum { LEMMATISE_WORD = 96, LEMMATISE_MOST = 48, LEMMATISE_FEATURES = 40, LEMMATISE_KEPT = 4 };

/* A rule: text of the model's labels, "removed<TAB>added" a line. */
struct lemma_rule {
    struct str removed, added;
    uint64_t hash;
};

struct lemmatiser {
    const struct wordlist *words;
    const struct model *model;
    struct lemma_rule *rules; /* owned; those of one ending side by side, the commonest first */
    uint32_t n_rules;
    uint32_t *slots; /* owned: rule + 1 of each ending's first, by hash of the ending */
    uint32_t n_slots;
};

/* `rules`: lines as in the labels; `model` may be NULL for training. False: no memory. */
bool lemmatiser_open(struct lemmatiser *l, struct str rules, const struct wordlist *words,
                     const struct model *model);
void lemmatiser_close(struct lemmatiser *l);

/* A word and how it stands. */
struct lemma_word {
    struct str small; /* small letters */
    bool capital, opens;
    bool ijekavian; /* the text is: Croatian, Bosnian, Montenegrin */
};

/* What a word in small letters says of the variety: above 0 ijekavian, below 0 ekavian, mostly 0. */
int lemma_ijekavian(struct str small);

/* An ekavian lemma as ijekavian texts have it, in `out`: hteti → htjeti, čovek → čovjek; the lemma itself
 * where both have the same. For forms that do not tell: će, ljudi, želim. */
struct str lemma_to_ijekavian(const struct wordlist *words, struct str lemma,
                              char out[LEMMATISE_WORD + 32]);

/* A candidate. */
struct lemma_candidate {
    uint64_t rule;    /* hash of "removed<TAB>added" */
    int32_t score;    /* of the word alone */
    uint8_t proposed; /* by the dictionaries: 1 as a word, 2 as a name */
    uint8_t n;
    char text[LEMMATISE_WORD + 24];
};

/* Candidates of a word, without scores. What the dictionaries propose comes first. */
unsigned lemma_candidates(const struct lemmatiser *l, const struct lemma_word *w,
                          struct lemma_candidate out[LEMMATISE_MOST]);

/* Features of a candidate: of the word alone, and of what stands before and behind (small forms, empty
 * at borders of a sentence). */
unsigned lemma_word_features(const struct lemmatiser *l, const struct lemma_word *w,
                             const struct lemma_candidate *c, uint64_t out[LEMMATISE_FEATURES]);
unsigned lemma_context_features(const struct lemma_candidate *c, struct str before,
                                struct str behind, uint64_t out[LEMMATISE_FEATURES]);

/* The best candidates by the word alone, best first, with scores; at most LEMMATISE_KEPT: those that the
 * context can still put first. */
unsigned lemma_shortlist(const struct lemmatiser *l, const struct lemma_word *w,
                         struct lemma_candidate out[LEMMATISE_KEPT]);

/* The one that the context chooses. */
unsigned lemma_choose(const struct lemmatiser *l, const struct lemma_candidate *list, unsigned n,
                      struct str before, struct str behind);

#endif
