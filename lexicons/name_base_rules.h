/* SPDX-License-Identifier: MIT */
/* Behind name_base.h: one word of a name, and what it may be a form of. */
#ifndef IBER_NAME_BASE_RULES_H
#define IBER_NAME_BASE_RULES_H

#include "lang.h"
#include "lower.h"
#include "name_base.h"

enum { BASE_WORD = 96, BASE_ADD_MAX = 6, BASE_CANDIDATES = 40, BASE_FEATURES = 40 };

/* A word in small Latin letters, whatever its script: rules and witnesses see this. */
struct base_word {
    struct str form;     /* as written */
    char low[BASE_WORD]; /* n bytes */
    size_t n;
    struct shape shape;
    enum lang lang;
};

/* A base: so many bytes of `low` go, and what stands in their place. */
struct base_candidate {
    uint8_t cut, add_n;
    char add[BASE_ADD_MAX];
    uint8_t rule; /* names it among the features; 0: the word itself */
    bool aside;   /* not what the word is a form of, but what it was derived from: prištinski →
                     Priština. Such a one stays behind the others, and must be known. */
    bool known;   /* base_features() says: a name of the lexicon or of the dictionary */
};

/* False: too long, or without letters; then it is its own base. */
bool base_word(enum lang lang, struct str form, struct base_word *w);

/* Fills `out`, the word itself first, none twice, and returns how many. */
unsigned base_candidates(const struct base_word *w, struct base_candidate out[BASE_CANDIDATES]);

/* Letters of the base, small, in `buf` (BASE_WORD + BASE_ADD_MAX bytes). */
static inline struct str base_low(const struct base_word *w, const struct base_candidate *c,
                                  char *buf) {
    size_t n = w->n - c->cut;
    memcpy(buf, w->low, n);
    memcpy(buf + n, c->add, c->add_n);
    return (struct str){buf, n + c->add_n};
}

/* The base as it is written, in script and capitals of the word; `out` has 2 * BASE_WORD + 16 bytes of
 * room. */
size_t base_written(const struct base_word *w, const struct base_candidate *c, char *out);

/* How much of a word its features may know: endings of two letters, of four, of six, all of it. A trainer
 * leaves out, so that the short ones are learnt too. */
enum base_detail { BASE_TWO_LETTERS, BASE_FOUR_LETTERS, BASE_ENDINGS, BASE_WHOLE_WORDS };

/* Features of all candidates: those of candidate i are features[i][0 … counts[i]). Fills in
 * `known`. */
void base_features(const struct name_witnesses *witnesses, const struct base_word *w,
                   struct base_candidate *c, unsigned n, enum base_detail detail,
                   uint64_t features[][BASE_FEATURES], unsigned *counts);

/* Is the whole name, of some words, one of the lexicon's bases? */
bool base_is_listed(const struct lexicon *l, enum lang lang, struct str name);

#endif
