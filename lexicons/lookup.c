/* SPDX-License-Identifier: MIT */
/* See lookup.h. */
#include "lookup.h"

#include "fold.h"
#include "inflect.h"

static void add(const struct lexicon *l, struct str key, enum lang cased, struct lookup *out) {
    const struct lexicon_slot *slot = lexicon_find(l, key);
    for (unsigned i = 0; slot && i < slot->forms && out->n < LOOKUP_MOST; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        bool there = false;
        for (unsigned k = 0; k < out->n; k++) there |= out->match[k].form->entry == f->entry;
        if (!there) out->match[out->n++] = (struct lookup_match){f, cased};
    }
    if (slot && cased == LANG_UND) out->prefix = slot->prefix;
}

/* The name in all case forms of its words, word by word: up to two words may be inflected. */
static void add_cased(const struct lexicon *l, struct str key, enum lang lang, struct lookup *out) {
    char base[LOOKUP_KEY + INFLECT_ADD];
    struct inflected forms[INFLECT_MAX];
    for (size_t begin = 0; begin < key.n;) {
        size_t end = begin;
        while (end < key.n && key.p[end] != ' ') end++;
        struct str word = str_sub(key, begin, end);
        unsigned n = inflect(lang, word, forms);
        for (unsigned i = 0; i < n; i++) {
            size_t keep = end - forms[i].cut, add_n = forms[i].add_n;
            if (key.n + add_n > sizeof base) continue;
            memcpy(base, key.p, keep);
            memcpy(base + keep, forms[i].add, add_n);
            memcpy(base + keep + add_n, key.p + end, key.n - end);
            add(l, (struct str){base, keep + add_n + key.n - end}, lang, out);
        }
        begin = end + 1;
    }
}

void lookup(const struct lexicon *l, struct str name, struct lookup *out) {
    out->n = 0;
    out->prefix = false;
    out->key_n = name.n <= LOOKUP_KEY / FOLD_GROWTH ? fold(name, out->key) : 0;
    struct str key = {out->key, out->key_n};
    if (key.n == 0) return;
    add(l, key, LANG_UND, out);
    add_cased(l, key, LANG_SQ, out);
    add_cased(l, key, LANG_SR, out);
}

const char *lookup_kind(const struct lexicon_entry *e) {
    static const char *const words[LEX_KINDS] = {
        "PER",     "LOC",     "ORG",     "MISC",      "given", "surname", "title",
        "orghead", "lochead", "lawhead", "eventhead", "month", "currency"};
    return words[e->kind];
}
