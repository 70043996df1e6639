/* SPDX-License-Identifier: MIT */
/* Rows of names in small letters. `names` does not look for them, as tirana, split and may would be found
 * everywhere; but where the tagger says that people who write in haste named something, its row is the one
 * that has its words. */
#include "fold.h"
#include "inflect.h"
#include "resolve.h"

enum { KEY_MAX = 128 };

struct row {
    const struct lexicon_form *form;
    unsigned rank;
};

/* The words' keys, joined; 0: they are not all in small letters, or too long. */
static size_t small_key(const struct resolve *r, const struct entity *e, char key[KEY_MAX],
                        uint32_t *last) {
    size_t n = 0;
    for (uint32_t i = words_at(r->words, e->span.begin); i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        if (w->span.begin >= e->span.end) break;
        if (w->shape != SHAPE_LOWER || n + w->key.n + 1 + INFLECT_ADD > KEY_MAX) return 0;
        if (n) key[n++] = ' ';
        memcpy(key + n, w->key.p, w->key.n);
        n += w->key.n;
        *last = i;
    }
    return n;
}

/* Our rows before imported ones, the text's language before others. */
static void look(const struct resolve *r, const struct entity *e, struct str key,
                 struct row *best) {
    const struct lexicon *l = r->lexicon;
    const struct lexicon_slot *slot = lexicon_find(l, key);
    for (unsigned i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        if (lexicon_entry(l, f)->kind != (uint32_t)e->type || f->flags & LEX_SURNAME_OF) continue;
        unsigned rank = (f->flags & LEX_IMPORTED ? 1u : 3u) + (f->lang == (uint8_t)e->lang);
        if (rank > best->rank) *best = (struct row){f, rank};
    }
}

static void link_row(const struct resolve *r, struct entity *e, const struct lexicon_form *form) {
    const struct lexicon *l = r->lexicon;
    const struct lexicon_entry *x = lexicon_entry(l, form);
    unsigned label = r->doc->norms        ? r->doc->norms - 1u
                     : e->lang == LANG_SQ ? 1
                     : e->lang == LANG_SR ? 2
                                          : 0;
    e->id = lexicon_str(l, x->id, x->id_n);
    e->norm = lexicon_str(l, x->norm[label], x->norm_n[label]);
    e->subtype = lexicon_str(l, x->subtype, x->subtype_n);
    e->method = STR("lexicon");
}

void resolve_small(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *e = &d->entities.v[i];
        char key[KEY_MAX];
        uint32_t last = 0;
        if (e->type > TYPE_MISC || e->id.n || !str_is(e->method, "model")) continue;
        size_t n = small_key(r, e, key, &last);
        if (n == 0) continue;
        struct row best = {NULL, 0};
        look(r, e, (struct str){key, n}, &best);
        const struct word *w = &r->words->list.v[last];
        struct inflected forms[INFLECT_MAX];
        size_t begin = n - w->key.n;
        unsigned count = best.form ? 0 : inflect(w->lang, w->key, forms);
        for (unsigned k = 0; k < count; k++) {
            struct str base = inflect_base(w->key, &forms[k], key + begin);
            look(r, e, (struct str){key, begin + base.n}, &best);
        }
        if (best.form) link_row(r, e, best.form);
    }
}
