/* SPDX-License-Identifier: MIT */
/* See lookup.h. Case endings are taken off word by word, as the stage names does: the key grows by one
 * word in all its bases, as long as it begins a key of the lexicon. */
#include "lookup.h"

#include "fold.h"
#include "inflect.h"
#include "transcribe.h"
#include "translit.h"

enum { NEAR_KEY = 64 }; /* longer keys have no nearest */

static void add(const struct lexicon *l, const struct lexicon_slot *slot, enum lookup_how how,
                struct lookup *out) {
    for (unsigned i = 0; slot && i < slot->forms && out->n < LOOKUP_MOST; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        bool there = false;
        for (unsigned k = 0; k < out->n; k++) there |= out->match[k].form->entry == f->entry;
        if (!there) out->match[out->n++] = (struct lookup_match){f, how};
    }
}

struct search {
    const struct lexicon *l;
    struct lookup *out;
    struct str key;
    enum lang lang;
    enum lookup_how how;
    char base[LOOKUP_KEY];
};

/* `n` bytes of the base stand for `from` bytes of the key. */
static void search(struct search *s, size_t from, size_t n) {
    struct inflected forms[INFLECT_MAX];
    size_t end = from;
    while (end < s->key.n && s->key.p[end] != ' ') end++;
    struct str word = str_sub(s->key, from, end);
    if (n + 1 + word.n + INFLECT_ADD > sizeof s->base) return;
    if (n) s->base[n++] = ' ';
    unsigned count = inflect(s->lang, word, forms);
    for (unsigned i = 0; i <= count; i++) {
        static const struct inflected itself = {0, 0, {0}};
        const struct inflected *x = i ? &forms[i - 1] : &itself;
        size_t to = n + inflect_base(word, x, s->base + n).n;
        const struct lexicon_slot *slot = lexicon_find(s->l, (struct str){s->base, to});
        if (slot == NULL) continue;
        if (end == s->key.n) add(s->l, slot, s->how, s->out);
        else if (slot->next) search(s, end + 1, to);
    }
}

/* A key as it stands and as a case form in both languages; `how` NULL: say which. */
static void search_key(const struct lexicon *l, struct str key, const enum lookup_how *how,
                       struct lookup *out) {
    struct search s = {.l = l, .out = out, .key = key};
    add(l, lexicon_find(l, key), how ? *how : LOOKUP_EXACT, out);
    s.lang = LANG_SQ, s.how = how ? *how : LOOKUP_CASE_SQ;
    search(&s, 0, 0);
    s.lang = LANG_SR, s.how = how ? *how : LOOKUP_CASE_SR;
    search(&s, 0, 0);
}

/* Millan Radoiçiq is Milan Radoičić, Aljbin is Albin. */
static void search_transcribed(const struct lexicon *l, struct str name, struct lookup *out) {
    static const enum lookup_how how = LOOKUP_TRANSCRIBED;
    char latin[TRANSLIT_GROWTH * LOOKUP_NAME],
        text[TRANSCRIBE_GROWTH * TRANSLIT_GROWTH * LOOKUP_NAME], key[FOLD_GROWTH * LOOKUP_NAME];
    struct str s = {latin, translit_latin(name, latin)};
    for (enum transcription t = TO_SQ; t < TRANSCRIPTIONS; t++) {
        struct str other = {text, transcribe(t, s, text)};
        if (other.n > LOOKUP_NAME) continue;
        search_key(l, (struct str){key, fold(other, key)}, &how, out);
    }
}

static void try_key(const struct lexicon *l, const char *key, size_t n, struct lookup *out) {
    if (out->n < LOOKUP_NEAR) add(l, lexicon_find(l, (struct str){key, n}), LOOKUP_NEAREST, out);
    if (out->n > LOOKUP_NEAR) out->n = LOOKUP_NEAR;
}

/* All keys that one slip makes of a name's: two letters changed round, one missing, one too many,
 * another (Damerau 1964). */
static void search_nearest(const struct lexicon *l, struct str key, struct lookup *out) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz ";
    char k[NEAR_KEY + 1];
    if (key.n < 4 || key.n > NEAR_KEY) return;
    for (size_t i = 0; i + 1 < key.n; i++) {
        memcpy(k, key.p, key.n);
        k[i] = key.p[i + 1], k[i + 1] = key.p[i];
        if (k[i] != k[i + 1]) try_key(l, k, key.n, out);
    }
    for (size_t i = 0; i < key.n; i++) {
        memcpy(k, key.p, i);
        memcpy(k + i, key.p + i + 1, key.n - i - 1);
        try_key(l, k, key.n - 1, out);
    }
    for (size_t i = 0; i <= key.n; i++) {
        for (const char *c = letters; *c; c++) {
            memcpy(k, key.p, i);
            k[i] = *c;
            memcpy(k + i + 1, key.p + i, key.n - i);
            try_key(l, k, key.n + 1, out);
            if (i == key.n) continue;
            memcpy(k + i + 1, key.p + i + 1, key.n - i - 1);
            try_key(l, k, key.n, out);
        }
    }
}

void lookup(const struct lexicon *l, struct str name, struct lookup *out) {
    _Static_assert(LOOKUP_KEY >= FOLD_GROWTH * LOOKUP_NAME, "keys fit");
    out->n = 0;
    out->key_n = name.n <= LOOKUP_NAME ? fold(name, out->key) : 0;
    struct str key = {out->key, out->key_n};
    const struct lexicon_slot *slot = key.n ? lexicon_find(l, key) : NULL;
    out->prefix = slot && slot->next;
    if (key.n == 0) return;
    search_key(l, key, NULL, out);
    if (out->n == 0) search_transcribed(l, name, out);
    if (out->n == 0) search_nearest(l, key, out);
}

const char *lookup_word(enum lookup_how how) {
    static const char *const words[] = {"exact", "case", "case", "transcribed", "nearest"};
    return words[how];
}

const char *lookup_kind(const struct lexicon_entry *e) {
    static const char *const words[LEX_KINDS] = {
        "PER",     "LOC",     "ORG",     "MISC",      "given", "surname", "title",
        "orghead", "lochead", "lawhead", "eventhead", "month", "currency"};
    return words[e->kind];
}
