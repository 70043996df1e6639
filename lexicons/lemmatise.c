/* SPDX-License-Identifier: MIT */
/* See lemmatise.h. */
#include "lemmatise.h"

#include <stdlib.h>
#include <xxhash.h>

#include "utf8.h"

enum { MARGIN = 250, LONGEST_ENDING = 12 };

static uint64_t hash_of(struct str s) {
    return XXH3_64bits(s.p, s.n);
}

static uint32_t slot_of(const struct lemmatiser *l, struct str ending) {
    uint32_t at = (uint32_t)hash_of(ending) & (l->n_slots - 1);
    while (l->slots[at] && !str_eq(l->rules[l->slots[at] - 1].removed, ending))
        at = (at + 1) & (l->n_slots - 1);
    return at;
}

bool lemmatiser_open(struct lemmatiser *l, struct str rules, const struct wordlist *words,
                     const struct model *model) {
    *l = (struct lemmatiser){.words = words, .model = model, .n_slots = 64};
    uint32_t lines = 1;
    for (size_t i = 0; i < rules.n; i++) lines += rules.p[i] == '\n';
    while (l->n_slots < 2 * lines) l->n_slots *= 2;
    l->rules = calloc(lines, sizeof *l->rules);
    l->slots = calloc(l->n_slots, sizeof *l->slots);
    if (l->rules == NULL || l->slots == NULL) {
        lemmatiser_close(l);
        return false;
    }
    struct str rest = rules, line;
    while (rules.n && str_cut(&rest, '\n', &line)) {
        struct lemma_rule *r = &l->rules[l->n_rules];
        const char *tab = line.n ? memchr(line.p, '\t', line.n) : NULL;
        if (tab == NULL) continue;
        r->removed = (struct str){line.p, (size_t)(tab - line.p)};
        r->added = str_sub(line, r->removed.n + 1, line.n);
        r->hash = hash_of(line);
        l->n_rules++;
        uint32_t at = slot_of(l, r->removed);
        if (l->slots[at] == 0) l->slots[at] = l->n_rules;
    }
    return true;
}

void lemmatiser_close(struct lemmatiser *l) {
    free(l->rules);
    free(l->slots);
    *l = (struct lemmatiser){.rules = NULL};
}

void lemma_make(const struct lemma_rule *rule, struct str small, struct lemma_candidate *out) {
    size_t keep = small.n - rule->removed.n;
    out->rule = rule;
    memcpy(out->text, small.p, keep);
    memcpy(out->text + keep, rule->added.p, rule->added.n);
    out->n = (uint16_t)(keep + rule->added.n);
}

unsigned lemma_candidates(const struct lemmatiser *l, struct str small,
                          struct lemma_candidate out[LEMMATISE_MOST]) {
    unsigned n = 0;
    for (size_t k = 0; k <= small.n && k <= LONGEST_ENDING; k++) {
        if (k < small.n && !utf8_border(small.p[small.n - k]) && k > 0) continue;
        struct str ending = str_sub(small, small.n - k, small.n);
        uint32_t first = l->slots[slot_of(l, ending)];
        for (uint32_t r = first ? first - 1 : l->n_rules; r < l->n_rules && n < LEMMATISE_MOST;
             r++) {
            const struct lemma_rule *rule = &l->rules[r];
            if (!str_eq(rule->removed, ending)) break;
            if (small.n - k + rule->added.n == 0 || rule->added.n > 20) continue;
            lemma_make(rule, small, &out[n++]);
        }
    }
    return n;
}

/* ---- features */

struct features {
    uint64_t *out;
    unsigned n;
};

static void put(struct features *f, unsigned kind, uint64_t a, uint64_t b) {
    if (f->n < LEMMATISE_FEATURES) f->out[f->n++] = feature_mix(feature_mix(kind, a), b);
}

static struct str last(struct str s, size_t n) {
    return str_sub(s, s.n > n ? s.n - n : 0, s.n);
}

/* How the dictionaries know a word in small letters: 1 so, 2 with a capital. */
static unsigned known(const struct lemmatiser *l, struct str small) {
    char title[LEMMATISE_WORD + 24];
    unsigned bits = wordlist_has(l->words, LANG_SR, small) ? 1 : 0;
    if (small.n == 0 || small.n > sizeof title) return bits;
    memcpy(title, small.p, small.n);
    unsigned char a = (unsigned char)title[0];
    if (a >= 'a' && a <= 'z') title[0] = (char)(a - 0x20);
    else if (small.n > 1 && (a == 0xC4 || a == 0xC5)) title[1] = (char)(title[1] - 1);
    if (wordlist_has(l->words, LANG_SR, (struct str){title, small.n})) bits |= 2;
    return bits;
}

unsigned lemma_word_features(const struct lemmatiser *l, const struct lemma_word *w,
                             const struct lemma_candidate *c, uint64_t out[LEMMATISE_FEATURES]) {
    struct features f = {out, 0};
    struct str lemma = {c->text, c->n};
    uint64_t rule = c->rule->hash, form = hash_of(w->small);
    unsigned shape = (w->capital ? 1u : 0u) + (w->opens ? 2u : 0u);
    unsigned knows = known(l, lemma), of_form = wordlist_has(l->words, LANG_SR, w->small) ? 1u : 0u;
    put(&f, 1, rule, 0);
    for (size_t k = 1; k <= 7; k++)
        if (k <= w->small.n) put(&f, 2, rule, hash_of(last(w->small, k)));
    put(&f, 3, rule, form);
    put(&f, 4, hash_of(lemma), form);
    put(&f, 5, hash_of(lemma), 0);
    put(&f, 6, rule, knows * 8 + of_form * 4 + shape);
    put(&f, 7, knows, of_form * 4u + shape);
    for (size_t k = 1; k <= 4; k++)
        if (k <= lemma.n) {
            put(&f, 7 + (unsigned)k, hash_of(last(lemma, k)), knows);
            put(&f, 20 + (unsigned)k, hash_of(last(lemma, k)), hash_of(last(w->small, k)));
        }
    put(&f, 12, hash_of(last(lemma, 3)), shape);
    put(&f, 13, rule, hash_of(str_sub(w->small, 0, 3)));
    put(&f, 14, rule, shape);
    return f.n;
}

unsigned lemma_context_features(const struct lemma_candidate *c, struct str before,
                                struct str behind, uint64_t out[LEMMATISE_FEATURES]) {
    struct features f = {out, 0};
    struct str lemma = {c->text, c->n};
    uint64_t rule = c->rule->hash, end = hash_of(last(lemma, 2)), whole = hash_of(lemma);
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

static int32_t score(const struct lemmatiser *l, const uint64_t *features, unsigned n) {
    int32_t sum = 0;
    for (unsigned i = 0; i < n; i++) model_add(l->model, features[i], &sum);
    return sum;
}

unsigned lemma_shortlist(const struct lemmatiser *l, const struct lemma_word *w,
                         struct lemma_candidate out[LEMMATISE_KEPT]) {
    struct lemma_candidate all[LEMMATISE_MOST];
    uint64_t features[LEMMATISE_FEATURES];
    unsigned n = lemma_candidates(l, w->small, all), kept = 0;
    for (unsigned i = 0; i < n; i++) {
        all[i].score = score(l, features, lemma_word_features(l, w, &all[i], features));
        unsigned at = kept < LEMMATISE_KEPT ? kept++ : LEMMATISE_KEPT;
        while (at > 0 && (at == LEMMATISE_KEPT || out[at - 1].score < all[i].score)) {
            if (at < LEMMATISE_KEPT) out[at] = out[at - 1];
            else if (out[at - 1].score >= all[i].score) break;
            at--;
        }
        if (at < LEMMATISE_KEPT) out[at] = all[i];
    }
    while (kept > 1 && out[kept - 1].score + MARGIN < out[0].score) kept--;
    return kept;
}

unsigned lemma_choose(const struct lemmatiser *l, const struct lemma_candidate *list, unsigned n,
                      struct str before, struct str behind) {
    uint64_t features[LEMMATISE_FEATURES];
    unsigned best = 0;
    int32_t most = INT32_MIN;
    for (unsigned i = 0; i < n && n > 1; i++) {
        int32_t s = list[i].score +
                    score(l, features, lemma_context_features(&list[i], before, behind, features));
        if (s > most) most = s, best = i;
    }
    return best;
}
