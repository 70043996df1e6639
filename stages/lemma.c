/* SPDX-License-Identifier: MIT */
/* Lemmas. Serbian, with Croatian and Bosnian: a model trained on treebanks chooses a rule of endings, in
 * the sentence's context (lexicons/lemmatise.h); Cyrillic words go through it in Latin letters. English
 * and Albanian: irregular words come from our own table; the others go through rules of endings, and
 * Hunspell's dictionary says which result is a word. This is the one door to Hunspell. Numbers,
 * punctuation, acronyms, words of other languages and words that nobody knows are their own lemma.
 *
 * A handle costs up to 36 MiB and a look-up 20 µs: dictionaries are opened when a document needs them,
 * one of each per worker, behind a cache. */
#include <hunspell/hunspell.h>
#include <stdio.h>
#include <unistd.h>

#include "bases.h"
#include "cache.h"
#include "irregular.h"
#include "lemmatise.h"
#include "letters.h"
#include "lower.h"
#include "script_sr.h"
#include "translit.h"
#include "stage.h"
#include "utf8.h"

enum { HEAD = 13 }; /* bytes of a packed candidate before its text */
enum { SETS = 1 << 14, ENTRY = 256, LONGEST = 96, ROOM = 4 * LONGEST + 16, KIND_SR = 64 };
enum { D_EN, D_SQ, DICTIONARIES };

static const struct dictionary {
    const char *name;
    bool latin1; /* its encoding; else UTF-8 */
} dictionaries[DICTIONARIES] = {{"en_US", false}, {"sq_AL", true}};

struct lemma_state {
    bool enabled;
    const char *folder;
    const struct gate *gate; /* libhunspell counts its handles in a table of the whole process */
    struct Hunhandle *handle[DICTIONARIES];
    bool tried[DICTIONARIES], warned[DICTIONARIES]; /* warned: in this document */
    struct lemmatiser serbian;
    struct cache cache;
    char answer[ROOM], other[ROOM];
};

/* A word being looked up. */
struct query {
    struct Hunhandle *handle;
    unsigned dictionary;
    enum lang lang;
    struct str form, small;
    struct shape shape;
    bool opens; /* first word of its sentence */
};

/* `s` in the dictionary's encoding, ended by NUL. False when it cannot be written so. */
static bool encode(unsigned dictionary, struct str s, char out[ROOM]) {
    size_t n = 0;
    if (s.n >= ROOM) return false;
    for (size_t i = 0; i < s.n;) {
        if (!dictionaries[dictionary].latin1) {
            out[n++] = s.p[i++];
            continue;
        }
        uint32_t c = utf8_next(s.p, &i);
        if (is_apostrophe(c)) c = '\'';
        if (c > 0xFF) return false;
        out[n++] = (char)(unsigned char)c;
    }
    out[n] = '\0';
    return n > 0;
}

static bool is_known(const struct query *q, struct str word) {
    char z[ROOM];
    return encode(q->dictionary, word, z) && Hunspell_spell(q->handle, z) != 0;
}

/* `word` with a capital at its begin, in `out`. */
static struct str capitalise(struct str word, char out[ROOM]) {
    size_t i = 0;
    uint32_t c = utf8_next(word.p, &i);
    size_t n = utf8_put(out, (uint32_t)u_toupper((UChar32)c));
    memcpy(out + n, word.p + i, word.n - i);
    return (struct str){out, n + word.n - i};
}

/* The first base of the small form that the dictionary knows; with `capital` it is asked for, and
 * given, with a capital: Londonin → London. */
static bool by_bases(const struct query *q, bool capital, char out[ROOM], struct str *lemma) {
    struct base b[BASES_MAX];
    unsigned n = bases(q->lang, q->small, b);
    char buf[ROOM];
    for (unsigned i = 0; i < n; i++) {
        struct str s = base_str(q->small, &b[i], buf);
        if (utf8_count(s.p, s.n) < 3) continue;
        *lemma = capital ? capitalise(s, out) : (struct str){memcpy(out, s.p, s.n), s.n};
        if (is_known(q, *lemma)) return true;
    }
    return false;
}

/* English and Albanian. */
static struct str by_rules(const struct query *q, char out[ROOM]) {
    struct str lemma;
    bool capital = q->shape.first && !q->opens;
    if (q->lang == LANG_EN && capital) return q->form; /* United States */
    if (q->opens && q->shape.first && !is_known(q, q->small) &&
        is_known(q, q->form)) { /* Hamas, Berat */
        if (q->lang == LANG_EN) return q->form;
        capital = true;
    }
    if (by_bases(q, capital, out, &lemma)) return lemma;
    if (!q->shape.first || (q->opens && is_known(q, q->small))) return q->small;
    return by_bases(q, true, out, &lemma) ? lemma : q->form;
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

/* The dictionary of a word, opened when this is the first; DICTIONARIES: there is none. */
static unsigned dictionary_of(struct lemma_state *st, struct doc *d, enum lang lang,
                              bool cyrillic) {
    unsigned k = lang == LANG_EN && !cyrillic   ? D_EN
                 : lang == LANG_SQ && !cyrillic ? D_SQ
                                                : DICTIONARIES;
    if (k == DICTIONARIES) return k;
    if (!st->tried[k]) {
        char aff[4096], dic[4096];
        int n = snprintf(aff, sizeof aff, "%s/%s.aff", st->folder, dictionaries[k].name);
        snprintf(dic, sizeof dic, "%s/%s.dic", st->folder, dictionaries[k].name);
        bool there = n > 0 && (size_t)n < sizeof aff && access(aff, R_OK) == 0 &&
                     access(dic, R_OK) == 0;
        gate_enter(st->gate);
        st->handle[k] = there ? Hunspell_create(aff, dic) : NULL;
        gate_leave(st->gate);
        st->tried[k] = true;
    }
    if (st->handle[k] == NULL && !st->warned[k]) {
        doc_warn(d, "lemma", "no_dictionary", 0,
                 "%s/%s.dic is not there: lemmas are the words themselves", st->folder,
                 dictionaries[k].name);
        st->warned[k] = true;
    }
    return st->handle[k] ? k : DICTIONARIES;
}

/* Asks table, rules and dictionary. The answer lies in st->answer, in q, or is static. */
static struct str lemma_ask(struct lemma_state *st, const struct query *q) {
    struct str lemma;
    return irregular(q->lang, q->small, &lemma) ? lemma : by_rules(q, st->answer);
}

/* ---- Serbian */

/* The words of a sentence as the model has them: small Latin letters. */
struct serbian {
    struct str *small; /* of each token of the document, in its arena; n is 0 for other languages */
    uint32_t *sentence;
    bool ijekavian; /* more words speak for it than against */
};

static struct str small_latin(struct doc *d, struct str form) {
    char latin[TRANSLIT_GROWTH * LONGEST], small[LOWER_GROWTH * sizeof latin];
    struct shape shape;
    if (form.n > LONGEST) return form;
    struct str to = {latin, translit_latin(form, latin)};
    return arena_str(d->arena, (struct str){small, lower(to, small, &shape)});
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

static struct str serbian_lemma(struct lemma_state *st, struct doc *d, const struct serbian *s,
                                uint32_t i, const struct shape *shape, bool opens) {
    struct lemma_candidate list[LEMMATISE_KEPT];
    struct lemma_word w = {s->small[i], shape->first, opens, s->ijekavian};
    const struct str none = {"", 0};
    bool follows = i > 0 && s->sentence[i - 1] == s->sentence[i],
         goes_on = i + 1 < d->tokens.n && s->sentence[i + 1] == s->sentence[i];
    uint8_t kind = (uint8_t)(KIND_SR | (shape->first ? 1 : 0) | (opens ? 2 : 0) |
                             (s->ijekavian ? 4 : 0));
    struct cache_key key = cache_key(w.small, kind);
    struct str packed;
    unsigned n;
    if (cache_get(&st->cache, &key, &packed)) {
        n = unpack(packed, list);
    } else {
        n = lemma_shortlist(&st->serbian, &w, list);
        cache_put(&st->cache, &key, pack(list, n, st->answer, ENTRY - CACHE_HEAD - w.small.n));
    }
    if (n == 0) return w.small;
    unsigned best = lemma_choose(&st->serbian, list, n, follows ? s->small[i - 1] : none,
                                 goes_on ? s->small[i + 1] : none);
    struct str lemma = {memcpy(st->answer, list[best].text, list[best].n), list[best].n};
    return s->ijekavian ? lemma_to_ijekavian(st->serbian.words, lemma, st->other) : lemma;
}

/* Does the lemma begin with a capital: a name in the middle of a sentence, or known as one only? */
static bool is_name(const struct lemma_state *st, struct str lemma, const struct shape *shape,
                    bool opens) {
    if (!shape->first || !opens) return shape->first;
    return !wordlist_has(st->serbian.words, LANG_SR, lemma);
}

static struct str serbian_token(struct lemma_state *st, struct doc *d, const struct serbian *s,
                                uint32_t i, struct str form, bool opens) {
    char small[LOWER_GROWTH * LONGEST], title[ROOM], cyrillic[ROOM];
    struct shape shape;
    if (form.n > LONGEST) return form;
    struct str low = {small, lower(form, small, &shape)};
    if (!shape_is_word(&shape) || shape.letters == 0) return form;
    size_t acronym = acronym_before_hyphen(form);
    if (acronym) return (struct str){form.p, acronym};
    if (shape.capitals > 1 || (shape.capitals == 1 && !shape.first)) return form;
    struct str lemma = serbian_lemma(st, d, s, i, &shape, opens);
    bool name = is_name(st, lemma, &shape, opens);
    if (shape.cyrillic) lemma = to_cyrillic(low, lemma, cyrillic);
    if (name) lemma = capitalise(lemma, title);
    return str_eq(lemma, form) ? form : arena_str(d->arena, lemma);
}

static struct str lemma_token(struct lemma_state *st, struct doc *d, struct str form,
                              enum lang lang, bool opens) {
    char small[LOWER_GROWTH * LONGEST];
    if (form.n > LONGEST || lang == LANG_UND || lang == LANG_OTHER) return form;
    struct query q = {.lang = lang, .form = form, .opens = opens};
    q.small = (struct str){small, lower(form, small, &q.shape)};
    if (!shape_is_word(&q.shape) || q.shape.letters == 0) return form;
    size_t acronym = lang == LANG_EN ? 0 : acronym_before_hyphen(form);
    if (acronym) return (struct str){form.p, acronym};
    if (q.shape.capitals > 1 || (q.shape.capitals == 1 && !q.shape.first)) return form;
    q.dictionary = dictionary_of(st, d, lang, q.shape.cyrillic);
    if (q.dictionary == DICTIONARIES) return form;
    q.handle = st->handle[q.dictionary];
    struct cache_key key = cache_key(form, (uint8_t)(q.dictionary << 1 | (q.shape.first && opens)));
    struct str lemma;
    if (!cache_get(&st->cache, &key, &lemma)) {
        lemma = lemma_ask(st, &q);
        cache_put(&st->cache, &key, lemma);
    }
    return str_eq(lemma, form) ? form : arena_str(d->arena, lemma);
}

/* Opening quotation marks and brackets do not make the next word a later one. */
static bool is_word_token(struct str s) {
    for (size_t i = 0; i < s.n;)
        if (is_word(utf8_next(s.p, &i))) return true;
    return false;
}

/* The languages and sentences of all tokens, and the small forms of the Serbian ones. */
static struct serbian serbian_open(struct doc *d, enum lang *langs) {
    struct serbian s = {arena_alloc(d->arena, (d->tokens.n + 1) * sizeof *s.small),
                        arena_alloc(d->arena, (d->tokens.n + 1) * sizeof *s.sentence), false};
    uint32_t hint = 0;
    int votes = 0;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct span span = d->tokens.v[i].span;
        langs[i] = doc_lang_at(d, span.begin, &hint);
        s.sentence[i] = hint;
        s.small[i] = langs[i] == LANG_SR ? small_latin(d, doc_span(d, span)) : (struct str){"", 0};
        votes += lemma_ijekavian(s.small[i]);
    }
    s.ijekavian = votes > 0;
    return s;
}

static enum status run(void *state, struct doc *d) {
    struct lemma_state *st = state;
    enum lang *langs = arena_alloc(d->arena, (d->tokens.n + 1) * sizeof *langs);
    uint32_t sentence = UINT32_MAX;
    memset(st->warned, 0, sizeof st->warned);
    struct serbian s = serbian_open(d, langs);
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct token *t = &d->tokens.v[i];
        struct str form = doc_span(d, t->span);
        bool word = is_word_token(form), opens = word && s.sentence[i] != sentence;
        if (word) sentence = s.sentence[i];
        t->lemma = langs[i] == LANG_SR ? serbian_token(st, d, &s, i, form, opens)
                                       : lemma_token(st, d, form, langs[i], opens);
    }
    return OK;
}

static enum status setup(void *state, struct env *env) {
    struct lemma_state *st = state;
    st->gate = env->gate;
    const struct model *model = env->model[MODEL_LEMMA];
    bool fine = env->words && model &&
                lemmatiser_open(&st->serbian, model_labels(model), env->words, model);
    if (fine && cache_open(&st->cache, SETS, ENTRY)) return OK;
    snprintf(env->message, env->message_size, "no memory for the words");
    return LIBRARY;
}

static void cleanup(void *state) {
    struct lemma_state *st = state;
    gate_enter(st->gate);
    for (unsigned k = 0; k < DICTIONARIES; k++)
        if (st->handle[k]) Hunspell_destroy(st->handle[k]);
    gate_leave(st->gate);
    lemmatiser_close(&st->serbian);
    cache_close(&st->cache);
}

static const struct option options[] = {
    {"enabled", "no", "also give lemmas (Hunspell dictionaries)", O_BOOL,
     offsetof(struct lemma_state, enabled)},
    {"dictionaries", "/usr/share/hunspell", "folder of .aff and .dic files", O_TEXT,
     offsetof(struct lemma_state, folder)},
    {0},
};

const struct stage stage_lemma = {
    .name = "lemma",
    .help = "gives each token its dictionary form",
    .needs = LAYER_TOKENS,
    .gives = LAYER_LEMMAS,
    .options = options,
    .state_size = sizeof(struct lemma_state),
    .uses = USES_WORDS | USES_MODEL(MODEL_LEMMA),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
