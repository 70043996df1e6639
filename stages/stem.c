/* SPDX-License-Identifier: MIT */
/* Stems: what the forms of one word have in common, so that they meet. Of English, Albanian and Serbian
 * words (both scripts; the answer is Latin) it is the lemma that the word has by itself, whatever stands
 * around it (lexicons/lemmatise.h): rules that only cut endings leave more forms apart and bring more
 * strangers together. Who needs those of the Snowball family, as search engines have them, asks for
 * `rules`: libstemmer's for English and Serbian, our own for Albanian (stem_sq.h). Words of other
 * languages are put in lower case. Stems are for look-ups, not for reading: where a form is of two
 * words, all its places get the same one. */
#include <libstemmer.h>
#include <stddef.h>
#include <stdio.h>

#include "cache.h"
#include "lemmatise.h"
#include "stage.h"
#include "stem_sq.h"

enum { SETS = 1 << 14, ENTRY = 64, LONGEST = LEMMATISE_WORD, BLOCK = 32 };

struct stem_state {
    bool rules;
    struct sb_stemmer *snowball[LANG_COUNT]; /* with rules: of English and Serbian */
    struct lemmatiser of[LANG_COUNT];        /* only those of lemma_language() are open */
    struct cache cache;                      /* by the token as it is written */
    char small[LEMMA_SMALL * LONGEST], stem[LEMMATISE_WORD + 24];
};

/* The stem of a word that is not in the cache. Valid until the next call. */
static struct str stem_ask(struct stem_state *st, enum lang lang, struct str small) {
    if (!st->rules) return lemma_alone(&st->of[lang], small, st->stem);
    struct sb_stemmer *snowball = st->snowball[lang];
    if (snowball == NULL) return (struct str){st->stem, stem_sq(small.p, small.n, st->stem)};
    const unsigned char *s = sb_stemmer_stem(snowball, (const unsigned char *)small.p,
                                             (int)small.n);
    if (s == NULL || sb_stemmer_length(snowball) <= 0) return small;
    return (struct str){(const char *)s, (size_t)sb_stemmer_length(snowball)};
}

/* `s` where it will live as long as the document: in the text, when it stands at `text` already. */
static struct str stem_keep(struct doc *d, struct str text, struct str s) {
    return str_starts(text, s) ? (struct str){text.p, s.n} : arena_str(d->arena, s);
}

/* The stem of a token that is not in the cache. Where its small letters are, it is that of theirs. */
static struct str stem_make(struct stem_state *st, struct doc *d, struct str text, enum lang lang) {
    char *out = text.n <= LONGEST ? st->small : arena_alloc(d->arena, LEMMA_SMALL * text.n);
    struct shape shape;
    struct str small = lemma_small(lang, text, out, &shape), stem;
    bool word = lemma_language(lang) && text.n <= LONGEST && shape_is_word(&shape) &&
                !shape_is_acronym(&shape);
    if (!word) return small;
    struct cache_key key = cache_key(small, (uint8_t)lang);
    if (cache_get(&st->cache, &key, &stem))
        return (struct str){memcpy(st->stem, stem.p, stem.n), stem.n};
    stem = stem_ask(st, lang, small);
    if (!str_eq(small, text)) cache_put(&st->cache, &key, stem);
    return stem;
}

/* Tokens go in blocks: where the answers of a block may be is asked for first. */
static enum status run(void *state, struct doc *d) {
    struct stem_state *st = state;
    struct cache_key keys[BLOCK];
    uint32_t hint = 0;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct token *t = &d->tokens.v[i];
        struct str text = doc_span(d, t->span), stem;
        if (i % BLOCK == 0)
            for (uint32_t k = 0; k < BLOCK && i + k < d->tokens.n; k++) {
                struct span next = d->tokens.v[i + k].span;
                keys[k] = cache_key(doc_span(d, next), (uint8_t)doc_lang_at(d, next.begin, &hint));
                cache_fetch(&st->cache, &keys[k]);
            }
        const struct cache_key *key = &keys[i % BLOCK];
        if (!cache_get(&st->cache, key, &stem)) {
            stem = stem_make(st, d, text, (enum lang)key->kind);
            cache_put(&st->cache, key, stem);
        }
        t->stem = stem_keep(d, text, stem);
    }
    return OK;
}

static void cleanup(void *state) {
    struct stem_state *st = state;
    lemmatisers_close(st->of);
    for (unsigned l = 0; l < LANG_COUNT; l++)
        if (st->snowball[l]) sb_stemmer_delete(st->snowball[l]);
    cache_close(&st->cache);
}

static bool rules_open(struct stem_state *st) {
    st->snowball[LANG_EN] = sb_stemmer_new("english", "UTF_8");
    st->snowball[LANG_SR] = sb_stemmer_new("serbian", "UTF_8");
    return st->snowball[LANG_EN] && st->snowball[LANG_SR];
}

static enum status setup(void *state, struct env *env) {
    struct stem_state *st = state;
    const struct model *const models[LANG_COUNT] = {[LANG_EN] = env->model[MODEL_LEMMA_EN],
                                                    [LANG_SQ] = env->model[MODEL_LEMMA_SQ],
                                                    [LANG_SR] = env->model[MODEL_LEMMA_SR]};
    bool opened = st->rules ? rules_open(st) : lemmatisers_open(st->of, env->words, models);
    if (opened && cache_open(&st->cache, SETS, ENTRY)) return OK;
    snprintf(env->message, env->message_size, "%s",
             st->rules && !opened ? "libstemmer has no stemmer for Serbian (2.0 has)"
                                  : "no memory for the words");
    cleanup(st);
    return LIBRARY;
}

static const struct option options[] = {
    {"rules", "no", "cut endings as Snowball does, instead of looking words up", O_BOOL,
     offsetof(struct stem_state, rules)},
    {0},
};

const struct stage stage_stem = {
    .name = "stem",
    .help = "gives each token its stem",
    .needs = LAYER_TOKENS,
    .gives = LAYER_STEMS,
    .options = options,
    .state_size = sizeof(struct stem_state),
    .uses = USES_WORDS | USES_MODEL(MODEL_LEMMA_EN) | USES_MODEL(MODEL_LEMMA_SQ) |
            USES_MODEL(MODEL_LEMMA_SR),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
