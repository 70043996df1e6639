/* SPDX-License-Identifier: MIT */
/* Rows of names in small letters. `names` does not look for them, as tirana, split and may would be found
 * everywhere; but where the tagger says that people who write in haste named something, its row is the one
 * that has its words. */
#include "inflect.h"
#include "resolve.h"

enum { KEY_MAX = 128 };

struct search {
    const struct resolve *r;
    const struct entity *e;
    uint32_t word, end; /* the name's words */
    char key[KEY_MAX];
    const struct lexicon_form *best;
    unsigned rank;
};

/* Our rows before imported ones, the text's language before others, as written before base forms. */
static void look(struct search *s, size_t n, unsigned inflected) {
    const struct lexicon *l = s->r->lexicon;
    const struct lexicon_slot *slot = lexicon_find(l, (struct str){s->key, n});
    for (unsigned i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        if (lexicon_entry(l, f)->kind != (uint32_t)s->e->type || f->flags & LEX_SURNAME_OF)
            continue;
        unsigned rank = (f->lang == (uint8_t)s->e->lang ? 2u : 1u) + (inflected ? 0u : 2u) +
                        (f->flags & LEX_IMPORTED ? 0u : 4u);
        if (rank > s->rank) s->best = f, s->rank = rank;
    }
}

/* Do longer keys of the lexicon begin with this one? */
static bool known_begin(const struct search *s, size_t n) {
    const struct lexicon_slot *slot = lexicon_find(s->r->lexicon, (struct str){s->key, n});
    return slot && slot->next;
}

/* The key has `n` bytes of the words before `word`; goes on with that in each of its base forms. */
static void extend(struct search *s, uint32_t word, size_t n, unsigned inflected) {
    const struct word *w = &s->r->words->list.v[word];
    struct inflected forms[INFLECT_MAX];
    if (n + w->key.n + 1 + INFLECT_ADD > KEY_MAX) return;
    if (n) s->key[n++] = ' ';
    unsigned count = inflect(w->lang, w->key, forms);
    for (unsigned i = 0; i <= count; i++) {
        struct str base = i ? inflect_base(w->key, &forms[i - 1], s->key + n) : w->key;
        if (i == 0) memcpy(s->key + n, w->key.p, w->key.n);
        size_t all = n + base.n;
        if (word + 1 == s->end) look(s, all, inflected + (i > 0));
        else if (known_begin(s, all)) extend(s, word + 1, all, inflected + (i > 0));
    }
}

static bool all_small(struct search *s) {
    const struct words *w = s->r->words;
    s->word = s->end = words_at(w, s->e->span.begin);
    while (s->end < w->list.n && w->list.v[s->end].span.begin < s->e->span.end)
        if (w->list.v[s->end++].shape != SHAPE_LOWER) return false;
    return s->end > s->word;
}

static void link_row(const struct resolve *r, struct entity *e, const struct lexicon_form *form) {
    const struct lexicon *l = r->lexicon;
    const struct lexicon_entry *x = lexicon_entry(l, form);
    unsigned column = doc_norm_column(r->doc, e->lang);
    e->id = lexicon_str(l, x->id, x->id_n);
    e->norm = lexicon_str(l, x->norm[column], x->norm_n[column]);
    e->subtype = lexicon_str(l, x->subtype, x->subtype_n);
    e->method = STR("lexicon");
}

void resolve_small(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *e = &d->entities.v[i];
        struct search s = {.r = r, .e = e};
        if (e->type > TYPE_MISC || e->id.n || !str_is(e->method, "model") || !all_small(&s))
            continue;
        extend(&s, s.word, 0, 0);
        if (s.best) link_row(r, e, s.best);
    }
}
