/* SPDX-License-Identifier: MIT */
/* Stems: what is left of a word when its endings are off, so that the forms of one word meet.
 * English and Serbian (both scripts; the answer is Latin) by libstemmer, Albanian by our own rules;
 * words of other languages in lower case. Stems are for look-ups, not for reading. */
#include <libstemmer.h>
#include <stdio.h>

#include "cache.h"
#include "lower.h"
#include "stage.h"
#include "stem_sq.h"

enum { SETS = 1 << 14, ENTRY = 64, LONGEST = 256 };

struct stem_state {
    struct sb_stemmer *snowball[LANG_COUNT]; /* NULL: none */
    struct cache cache;
    char small[LOWER_GROWTH * LONGEST], stem[LOWER_GROWTH * LONGEST + 8];
};

/* The stem of a word that is not in the cache. Valid until the next call. */
static struct str stem_ask(struct stem_state *st, enum lang lang, struct str small) {
    if (lang == LANG_SQ) return (struct str){st->stem, stem_sq(small.p, small.n, st->stem)};
    struct sb_stemmer *snowball = st->snowball[lang];
    const unsigned char *s = sb_stemmer_stem(snowball, (const unsigned char *)small.p,
                                             (int)small.n);
    if (s == NULL || sb_stemmer_length(snowball) <= 0) return small;
    return (struct str){(const char *)s, (size_t)sb_stemmer_length(snowball)};
}

/* `s` where it will live as long as the document: in the text, when it stands at `text` already. */
static struct str stem_keep(struct doc *d, struct str text, struct str s) {
    return str_starts(text, s) ? (struct str){text.p, s.n} : arena_str(d->arena, s);
}

static struct str stem_token(struct stem_state *st, struct doc *d, struct str text,
                             enum lang lang) {
    char *out = text.n <= LONGEST ? st->small : arena_alloc(d->arena, LOWER_GROWTH * text.n);
    struct shape shape;
    struct str small = {out, lower(text, out, &shape)};
    bool rules = lang == LANG_SQ || st->snowball[lang] != NULL;
    if (!rules || text.n > LONGEST || !shape_is_word(&shape) || shape_is_acronym(&shape))
        return stem_keep(d, text, small);
    struct cache_key key = cache_key(small, (uint8_t)lang);
    struct str stem;
    if (!cache_get(&st->cache, &key, &stem)) {
        stem = stem_ask(st, lang, small);
        cache_put(&st->cache, &key, stem);
    }
    return stem_keep(d, text, stem);
}

static enum status run(void *state, struct doc *d) {
    struct stem_state *st = state;
    uint32_t hint = 0;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct token *t = &d->tokens.v[i];
        t->stem = stem_token(st, d, doc_span(d, t->span), doc_lang_at(d, t->span.begin, &hint));
    }
    return OK;
}

static void cleanup(void *state) {
    struct stem_state *st = state;
    for (unsigned l = 0; l < LANG_COUNT; l++)
        if (st->snowball[l]) sb_stemmer_delete(st->snowball[l]);
    cache_close(&st->cache);
}

static enum status setup(void *state, struct env *env) {
    struct stem_state *st = state;
    st->snowball[LANG_EN] = sb_stemmer_new("english", "UTF_8");
    st->snowball[LANG_SR] = sb_stemmer_new("serbian", "UTF_8");
    if (st->snowball[LANG_EN] && st->snowball[LANG_SR] && cache_open(&st->cache, SETS, ENTRY))
        return OK;
    snprintf(env->message, env->message_size, "%s",
             st->snowball[LANG_SR] ? "no memory for the words"
                                   : "libstemmer has no stemmer for Serbian (2.0 has)");
    cleanup(st);
    *st = (struct stem_state){0};
    return LIBRARY;
}

const struct stage stage_stem = {
    .name = "stem",
    .help = "gives each token its stem",
    .needs = LAYER_TOKENS,
    .gives = LAYER_STEMS,
    .state_size = sizeof(struct stem_state),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
