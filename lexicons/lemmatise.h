/* SPDX-License-Identifier: MIT */
/* Lemmas by rules of endings that were learnt from treebanks: a rule takes an ending off the form and
 * puts another in its place (om → "", ovala → ovati, je → biti). Of all rules that fit, of the lemmas
 * that the word list has for the form, and of the table of irregular words, a linear model over hashed
 * features chooses (pipeline/model.h, trained by train_lemma.c); whether the dictionaries know what a
 * rule makes is one feature among others. Edit rules chosen by a classifier: Chrupała 2006.
 *
 * English, Albanian, Serbian. Words are as lemma_small() makes them: small Latin letters. */
#ifndef IBER_LEMMATISE_H
#define IBER_LEMMATISE_H

#include "lang.h"
#include "lower.h"
#include "model.h"
#include "translit.h"
#include "wordlist.h"

enum { LEMMATISE_WORD = 96, LEMMATISE_MOST = 48, LEMMATISE_FEATURES = 40, LEMMATISE_KEPT = 4 };

/* A rule: text of the model's labels, "removed<TAB>added" a line. */
struct lemma_rule {
    struct str removed, added;
    uint64_t hash;
};

/* A form of the table of irregular words (irregular.h). */
enum { LEMMA_IRREGULARS = 4096 }; /* room for half as many */
struct lemma_irregular {
    struct str form, lemma;
};

/* Of one language. */
struct lemmatiser {
    enum lang lang;
    const struct wordlist *words;
    const struct model *model;
    struct lemma_rule
        *rules; /* owned; those of a language and ending side by side, commonest first */
    uint32_t n_rules;
    uint32_t *slots; /* owned: rule + 1 of each ending's first, by hash of the ending */
    uint32_t n_slots;
    struct lemma_irregular *irregular; /* owned: by hash of the form */
};

/* `rules`: lines as in the labels; `model` may be NULL for training. False: no memory. */
bool lemmatiser_open(struct lemmatiser *l, enum lang lang, struct str rules,
                     const struct wordlist *words, const struct model *model);
void lemmatiser_close(struct lemmatiser *l);

/* All languages that have a model here, each with the rules that its model names. False: no memory, and
 * nothing is left open. */
bool lemmatisers_open(struct lemmatiser of[LANG_COUNT], const struct wordlist *words,
                      const struct model *const models[LANG_COUNT]);
void lemmatisers_close(struct lemmatiser of[LANG_COUNT]);

/* Is there anything here for words of this language? */
static inline bool lemma_language(enum lang lang) {
    return lang == LANG_EN || lang == LANG_SQ || lang == LANG_SR;
}

/* `form` as all of this wants it: small letters, Serbian in Latin ones, ' for every apostrophe. `out`
 * has LEMMA_SMALL * form.n bytes of room. */
enum { LEMMA_SMALL = TRANSLIT_GROWTH * LOWER_GROWTH };
struct str lemma_small(enum lang lang, struct str form, char *out, struct shape *shape);

/* A word and how it stands. */
struct lemma_word {
    struct str small;
    bool capital, opens;
    bool ijekavian; /* the text is: Croatian, Bosnian, Montenegrin */
    bool known;     /* the word list has it so: set by lemma_candidates() */
};

/* What a word in small letters says of the variety: above 0 ijekavian, below 0 ekavian, mostly 0. */
int lemma_ijekavian(struct str small);

/* An ekavian lemma as ijekavian texts have it, in `out`: hteti → htjeti, čovek → čovjek; the lemma itself
 * where both have the same. For forms that do not tell: će, ljudi, želim. */
struct str lemma_to_ijekavian(const struct wordlist *words, struct str lemma,
                              char out[LEMMATISE_WORD + 32]);

/* Who proposes a candidate: the word list, as a lemma of the form in small letters or with a capital; the
 * table of irregular words; a rule of endings (bases.h) whose result is a word, the first or a later
 * one. */
enum { LEMMA_LISTED = 1, LEMMA_NAME = 2, LEMMA_IRREGULAR = 4, LEMMA_BASE = 8, LEMMA_LATER = 16 };

struct lemma_candidate {
    uint64_t rule;    /* hash of "removed<TAB>added" */
    int32_t score;    /* of the word alone */
    uint8_t proposed; /* LEMMA_ bits */
    uint8_t n;
    char text[LEMMATISE_WORD + 24];
};

/* Candidates of a word, without scores. What the dictionaries propose comes first. */
unsigned lemma_candidates(const struct lemmatiser *l, struct lemma_word *w,
                          struct lemma_candidate out[LEMMATISE_MOST]);

/* The word with a capital, in `out`. */
struct str lemma_titled(struct str small, char out[LEMMATISE_WORD + 24]);

/* What the features of all candidates of a word have in common. */
enum { LEMMA_ENDS = 7 };
struct lemma_shared {
    uint64_t form, begin, end[LEMMA_ENDS + 1]; /* hashes: whole, first three bytes, last k bytes */
    uint32_t place[LEMMATISE_WORD + 1],
        title[LEMMATISE_WORD + 1]; /* of the word list behind k bytes of the
                                                                     word, and with a capital */
};
/* Of a word that has candidates. */
void lemma_share(const struct lemmatiser *l, const struct lemma_word *w, struct lemma_shared *s);

/* How the dictionaries know a word in small letters: 1 so, 2 with a capital. */
unsigned lemma_known(const struct lemmatiser *l, const struct lemma_word *w,
                     const struct lemma_shared *s, struct str lemma);

/* Features of a candidate: of the word alone, `known` to the dictionaries as lemma_known() says, and of what
 * stands before and behind (small forms, empty at borders of a sentence). */
unsigned lemma_word_features(const struct lemma_word *w, const struct lemma_shared *s,
                             const struct lemma_candidate *c, unsigned known,
                             uint64_t out[LEMMATISE_FEATURES]);
unsigned lemma_context_features(const struct lemma_candidate *c, struct str before,
                                struct str behind, uint64_t out[LEMMATISE_FEATURES]);

/* The best candidates by the word alone, best first, with scores; at most LEMMATISE_KEPT: those that the
 * context can still put first. */
unsigned lemma_shortlist(const struct lemmatiser *l, struct lemma_word *w,
                         struct lemma_candidate out[LEMMATISE_KEPT]);

/* The lemma of a word by itself, in `out`, for stems: the same in every place and with capitals or
 * without. A form that may well be of two words stays as it is, so that it does not bring their forms
 * together. */
struct str lemma_alone(const struct lemmatiser *l, struct str small, char out[LEMMATISE_WORD + 24]);

/* The one that the context chooses. */
unsigned lemma_choose(const struct lemmatiser *l, const struct lemma_candidate *list, unsigned n,
                      struct str before, struct str behind);

#endif
