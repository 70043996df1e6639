/* SPDX-License-Identifier: MIT */
/* Features of the candidates of a word. See lemmatise.h. */
#include <xxhash.h>

#include "lemmatise.h"

struct features {
    uint64_t *out;
    unsigned n;
};

static uint64_t hash_of(struct str s) {
    return XXH3_64bits(s.p, s.n);
}

static struct str last(struct str s, size_t n) {
    return str_sub(s, s.n > n ? s.n - n : 0, s.n);
}

/* No candidate has as many as LEMMATISE_FEATURES. */
static void put(struct features *f, unsigned kind, uint64_t a, uint64_t b) {
    f->out[f->n++] = feature_mix(feature_mix(kind, a), b);
}

void lemma_share(const struct lemmatiser *l, const struct lemma_word *w, struct lemma_shared *s) {
    char title[LEMMATISE_WORD + 24];
    s->form = hash_of(w->small);
    s->begin = hash_of(str_sub(w->small, 0, 3));
    for (size_t k = 1; k <= LEMMA_ENDS; k++) s->end[k] = hash_of(last(w->small, k));
    wordlist_places(l->words, l->lang, w->small, s->place);
    wordlist_places(l->words, l->lang, lemma_titled(w->small, title), s->title);
}

/* Most of the lemma stands in the form. */
unsigned lemma_known(const struct lemmatiser *l, const struct lemma_word *w,
                     const struct lemma_shared *s, struct str lemma) {
    char title[LEMMATISE_WORD + 24];
    size_t same = 0;
    if (lemma.n == 0 || lemma.n > LEMMATISE_WORD) return 0;
    while (same < lemma.n && same < w->small.n && lemma.p[same] == w->small.p[same]) same++;
    if (same < 2) /* the capital may stand in the second byte */
        return (wordlist_has(l->words, l->lang, lemma) ? 1 : 0) |
               (wordlist_has(l->words, l->lang, lemma_titled(lemma, title)) ? 2 : 0);
    struct str rest = str_sub(lemma, same, lemma.n);
    uint32_t small = wordlist_further(l->words, s->place[same], rest),
             capital = wordlist_further(l->words, s->title[same], rest);
    return (wordlist_ends(l->words, small) ? 1 : 0) | (wordlist_ends(l->words, capital) ? 2 : 0);
}

unsigned lemma_word_features(const struct lemma_word *w, const struct lemma_shared *s,
                             const struct lemma_candidate *c, unsigned known,
                             uint64_t out[LEMMATISE_FEATURES]) {
    struct features f = {out, 0};
    struct str lemma = {c->text, c->n};
    uint64_t rule = c->rule, whole = hash_of(lemma), end[5];
    unsigned shape = (w->capital ? 1u : 0u) + (w->opens ? 2u : 0u);
    unsigned knows = known + 4u * c->proposed, of_form = w->known ? 1u : 0u;
    for (size_t k = 1; k <= 4; k++) end[k] = hash_of(last(lemma, k));
    put(&f, 1, rule, 0);
    for (size_t k = 1; k <= LEMMA_ENDS; k++)
        if (k <= w->small.n) put(&f, 2, rule, s->end[k]);
    put(&f, 3, rule, s->form);
    put(&f, 4, whole, s->form);
    put(&f, 5, whole, 0);
    put(&f, 6, rule, knows * 8 + of_form * 4 + shape);
    put(&f, 7, knows, of_form * 4u + shape);
    for (size_t k = 1; k <= 4; k++)
        if (k <= lemma.n) {
            put(&f, 7 + (unsigned)k, end[k], knows);
            put(&f, 20 + (unsigned)k, end[k], s->end[k]);
        }
    put(&f, 12, end[3], shape);
    put(&f, 13, rule, s->begin);
    put(&f, 14, rule, shape);
    put(&f, 15, rule, w->ijekavian);
    put(&f, 18, feature_mix(rule, s->form), w->capital);
    put(&f, 16, feature_mix(rule, s->form), w->ijekavian);
    put(&f, 17, end[3], w->ijekavian);
    return f.n;
}

unsigned lemma_context_features(const struct lemma_candidate *c, struct str before,
                                struct str behind, uint64_t out[LEMMATISE_FEATURES]) {
    struct features f = {out, 0};
    struct str lemma = {c->text, c->n};
    uint64_t rule = c->rule, end = hash_of(last(lemma, 2)), whole = hash_of(lemma);
    put(&f, 30, rule, hash_of(before));
    put(&f, 31, rule, hash_of(behind));
    put(&f, 32, rule, hash_of(last(before, 3)));
    put(&f, 33, rule, hash_of(last(behind, 3)));
    put(&f, 34, end, hash_of(last(before, 2)));
    put(&f, 35, end, hash_of(last(behind, 2)));
    put(&f, 36, end, hash_of(before));
    put(&f, 37, end, hash_of(behind));
    put(&f, 38, rule, feature_mix(hash_of(last(before, 2)), hash_of(last(behind, 2))));
    put(&f, 39, whole, hash_of(before));
    put(&f, 40, whole, hash_of(behind));
    put(&f, 41, whole, hash_of(last(before, 2)));
    put(&f, 42, whole, hash_of(last(behind, 2)));
    return f.n;
}
