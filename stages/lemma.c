/* SPDX-License-Identifier: MIT */
/* Lemmas of English, Albanian and Serbian, with Croatian and Bosnian: a model trained on treebanks chooses
 * among what the word list, a table of irregular words and rules of endings propose, in the sentence's
 * context (lexicons/lemmatise.h). Cyrillic words go through it in Latin letters. Numbers, punctuation,
 * acronyms and words of other languages are their own lemma.
 *
 * A word's candidates and their scores are kept in a cache; the context is looked at each time. */
#include <stdio.h>

#include "cache.h"
#include "lemmatise.h"
#include "letters.h"
#include "script_sr.h"
#include "stage.h"
#include "utf8.h"

enum { HEAD = 13 }; /* bytes of a packed candidate before its text */
enum { SETS = 1 << 14, ENTRY = 256, LONGEST = 96, ROOM = 4 * LONGEST + 16 };

struct lemma_state {
    bool enabled;
    struct lemmatiser of[LANG_COUNT]; /* only those of lemma_language() are open */
    struct cache cache;
    char answer[ROOM], other[ROOM];
};

/* What the stage knows of all tokens before it begins, in the document's arena. */
struct tokens {
    struct str *small; /* n is 0 for words of other languages */
    struct shape *shape;
    enum lang *lang;
    uint32_t *sentence;
    bool ijekavian; /* more Serbian words speak for it than against */
};

/* `word` with a capital at its begin, in `out`. */
static struct str capitalise(struct str word, char out[ROOM]) {
    size_t i = 0;
    uint32_t c = utf8_next(word.p, &i);
    size_t n = utf8_put(out, (uint32_t)u_toupper((UChar32)c));
    memcpy(out + n, word.p + i, word.n - i);
    return (struct str){out, n + word.n - i};
}

/* `lemma` in Cyrillic. What it shares with the form is taken from there, since Latin nj does not say
 * whether it is њ or нј. */
static struct str to_cyrillic(struct str form, struct str lemma, char out[ROOM]) {
    size_t shared = 0, at = 0;
    while (at < form.n) {
        size_t next = at;
        char one[8];
        utf8_next(form.p, &next);
        struct str latin = {one, translit_latin(str_sub(form, at, next), one)};
        if (!str_starts(str_sub(lemma, shared, lemma.n), latin)) break;
        shared += latin.n;
        at = next;
    }
    memcpy(out, form.p, at);
    return (struct str){out, at + sr_cyrillic(str_sub(lemma, shared, lemma.n), out + at)};
}

/* UN-a → UN, NATO-s → NATO: the length of what is before the ending, or 0. */
static size_t acronym_before_hyphen(struct str form) {
    const char *hyphen = memchr(form.p, '-', form.n);
    if (hyphen == NULL) return 0;
    size_t n = (size_t)(hyphen - form.p), letters = 0;
    if (form.n - n > 9) return 0;
    for (size_t i = 0; i < n; letters++)
        if (!is_upper(utf8_next(form.p, &i))) return 0;
    for (size_t i = n + 1; i < form.n;)
        if (!is_lower(utf8_next(form.p, &i))) return 0;
    return letters >= 2 ? n : 0;
}

/* A short list as the cache keeps it: rule, score, length and text of each, as many as there is room. */
static struct str pack(const struct lemma_candidate *list, unsigned n, char *out, size_t size) {
    size_t k = 0;
    for (unsigned i = 0; i < n && k + HEAD + list[i].n <= size; i++) {
        memcpy(out + k, &list[i].rule, 8);
        memcpy(out + k + 8, &list[i].score, 4);
        out[k + 12] = (char)list[i].n;
        memcpy(out + k + HEAD, list[i].text, list[i].n);
        k += HEAD + list[i].n;
    }
    return (struct str){out, k};
}

static unsigned unpack(struct str packed, struct lemma_candidate *list) {
    unsigned n = 0;
    for (size_t k = 0; k + HEAD <= packed.n; n++) {
        memcpy(&list[n].rule, packed.p + k, 8);
        memcpy(&list[n].score, packed.p + k + 8, 4);
        list[n].n = (uint8_t)packed.p[k + 12];
        memcpy(list[n].text, packed.p + k + HEAD, list[n].n);
        k += HEAD + list[n].n;
    }
    return n;
}

/* The lemma in small Latin letters. */
static struct str choose(struct lemma_state *st, const struct doc *d, const struct tokens *k,
                         uint32_t i, bool opens) {
    const struct lemmatiser *l = &st->of[k->lang[i]];
    struct lemma_candidate list[LEMMATISE_KEPT];
    struct lemma_word w = {.small = k->small[i],
                           .capital = k->shape[i].first,
                           .opens = opens,
                           .ijekavian = k->ijekavian};
    const struct str none = {"", 0};
    bool follows = i > 0 && k->sentence[i - 1] == k->sentence[i],
         goes_on = i + 1 < d->tokens.n && k->sentence[i + 1] == k->sentence[i];
    uint8_t kind = (uint8_t)(l->lang << 3 | (w.capital ? 1 : 0) | (opens ? 2 : 0) |
                             (w.ijekavian ? 4 : 0));
    struct cache_key key = cache_key(w.small, kind);
    struct str packed;
    unsigned n;
    if (cache_get(&st->cache, &key, &packed)) {
        n = unpack(packed, list);
    } else {
        n = lemma_shortlist(l, &w, list);
        cache_put(&st->cache, &key, pack(list, n, st->answer, ENTRY - w.small.n));
    }
    if (n == 0) return w.small;
    unsigned best = lemma_choose(l, list, n, follows ? k->small[i - 1] : none,
                                 goes_on ? k->small[i + 1] : none);
    struct str lemma = {memcpy(st->answer, list[best].text, list[best].n), list[best].n};
    if (l->lang != LANG_SR || !k->ijekavian) return lemma;
    return lemma_to_ijekavian(l->words, lemma, st->other);
}

/* Does the lemma begin with a capital: a name in the middle of a sentence, or known as one only? */
static bool is_name(const struct lemma_state *st, enum lang lang, struct str lemma,
                    const struct shape *shape, bool opens) {
    if (lang == LANG_EN && str_is(lemma, "i")) return true;
    if (!shape->first || !opens) return shape->first;
    return !wordlist_has(st->of[lang].words, lang, lemma);
}

static struct str lemma_token(struct lemma_state *st, struct doc *d, const struct tokens *k,
                              uint32_t i, struct str form, bool opens) {
    char title[ROOM], cyrillic[ROOM], low[LOWER_GROWTH * LONGEST];
    const struct shape *shape = &k->shape[i];
    if (k->small[i].n == 0 || !shape_is_word(shape)) return form;
    size_t acronym = k->lang[i] == LANG_EN ? 0 : acronym_before_hyphen(form);
    if (acronym) return (struct str){form.p, acronym};
    if (shape->capitals > 1 || (shape->capitals == 1 && !shape->first)) return form;
    if (shape->cyrillic && k->lang[i] != LANG_SR) return form;
    struct str lemma = choose(st, d, k, i, opens);
    bool name = is_name(st, k->lang[i], lemma, shape, opens);
    if (shape->cyrillic) {
        struct shape same;
        lemma = to_cyrillic((struct str){low, lower(form, low, &same)}, lemma, cyrillic);
    }
    if (name) lemma = capitalise(lemma, title);
    return str_eq(lemma, form) ? form : arena_str(d->arena, lemma);
}

/* Opening quotation marks and brackets do not make the next word a later one. */
static bool is_word_token(struct str s) {
    for (size_t i = 0; i < s.n;)
        if (is_word(utf8_next(s.p, &i))) return true;
    return false;
}

static struct tokens tokens_open(struct doc *d) {
    size_t room = d->tokens.n + 1;
    struct tokens k = {arena_alloc(d->arena, room * sizeof *k.small),
                       arena_alloc(d->arena, room * sizeof *k.shape),
                       arena_alloc(d->arena, room * sizeof *k.lang),
                       arena_alloc(d->arena, room * sizeof *k.sentence), false};
    char small[LEMMA_SMALL * LONGEST];
    uint32_t hint = 0;
    int votes = 0;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct span span = d->tokens.v[i].span;
        struct str form = doc_span(d, span);
        k.lang[i] = doc_lang_at(d, span.begin, &hint);
        k.sentence[i] = hint;
        k.small[i] = (struct str){"", 0};
        if (!lemma_language(k.lang[i]) || form.n > LONGEST) continue;
        struct str s = lemma_small(k.lang[i], form, small, &k.shape[i]);
        k.small[i] = str_eq(s, form) ? form : arena_str(d->arena, s);
        if (k.lang[i] == LANG_SR) votes += lemma_ijekavian(k.small[i]);
    }
    k.ijekavian = votes > 0;
    return k;
}

static enum status run(void *state, struct doc *d) {
    uint32_t sentence = UINT32_MAX;
    struct tokens k = tokens_open(d);
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct token *t = &d->tokens.v[i];
        struct str form = doc_span(d, t->span);
        bool opens = k.sentence[i] != sentence && is_word_token(form);
        if (opens) sentence = k.sentence[i];
        t->lemma = lemma_token(state, d, &k, i, form, opens);
    }
    return OK;
}

static void cleanup(void *state) {
    struct lemma_state *st = state;
    lemmatisers_close(st->of);
    cache_close(&st->cache);
}

static enum status setup(void *state, struct env *env) {
    struct lemma_state *st = state;
    const struct model *const models[LANG_COUNT] = {[LANG_EN] = env->model[MODEL_LEMMA_EN],
                                                    [LANG_SQ] = env->model[MODEL_LEMMA_SQ],
                                                    [LANG_SR] = env->model[MODEL_LEMMA_SR]};
    if (lemmatisers_open(st->of, env->words, models) && cache_open(&st->cache, SETS, ENTRY))
        return OK;
    snprintf(env->message, env->message_size, "no memory for the words");
    cleanup(st);
    return LIBRARY;
}

static const struct option options[] = {
    {"enabled", "no", "also give lemmas", O_BOOL, offsetof(struct lemma_state, enabled)},
    {0},
};

const struct stage stage_lemma = {
    .name = "lemma",
    .help = "gives each token its dictionary form",
    .needs = LAYER_TOKENS,
    .gives = LAYER_LEMMAS,
    .options = options,
    .state_size = sizeof(struct lemma_state),
    .uses = USES_WORDS | USES_MODEL(MODEL_LEMMA_EN) | USES_MODEL(MODEL_LEMMA_SQ) |
            USES_MODEL(MODEL_LEMMA_SR),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
