/* SPDX-License-Identifier: MIT */
/* Institutions by their letters (KCSS) and by their heads alone (the Commission). */
#include "inflect.h"
#include "resolve.h"

/* ---- a table from keys to what they name */

struct named {
    struct str key, id, norm, subtype;
    enum entity_type type;
    bool there;
};

struct table {
    struct named *v;
    uint32_t mask, n;
};

static void table_open(struct table *t, struct arena *a, uint32_t expect) {
    uint32_t size = 16;
    while (size < expect * 2 + 2) size *= 2;
    t->v = arena_alloc(a, size * sizeof *t->v);
    memset(t->v, 0, size * sizeof *t->v);
    t->mask = size - 1;
    t->n = 0;
}

static struct named *table_at(struct table *t, struct str key) {
    uint32_t i = resolve_hash(key) & t->mask;
    while (t->v[i].there && !str_eq(t->v[i].key, key)) i = (i + 1) & t->mask;
    return &t->v[i];
}

/* ---- acronyms */

static bool is_capitals(const struct word *w) {
    return w->shape == SHAPE_UPPER || w->shape == SHAPE_MIXED;
}

/* Does entity b stand in brackets right behind entity a? */
static bool in_brackets(const struct doc *d, const struct entity *a, const struct entity *b) {
    if (b->span.begin < a->span.end + 1 || b->span.begin > a->span.end + 3) return false;
    return d->text.p[b->span.begin - 1] == '(' && b->span.end < d->text.n &&
           (d->text.p[b->span.end] == ')' || d->text.p[b->span.end] == ',' ||
            d->text.p[b->span.end] == ';');
}

static void link_pair(struct resolve *r, struct table *t, struct entity *a, struct entity *b,
                      uint32_t word, uint32_t *locals) {
    bool found = str_eq(b->method, STR("acronym"));
    bool loose = str_eq(a->method, STR("head")) || str_eq(a->method, STR("expansion"));
    if (a->id.n == 0 && b->id.n && !found && loose) {
        a->id = b->id;
        a->norm = b->norm;
    } else if (found || b->id.n == 0) {
        if (a->id.n == 0) a->id = doc_printf(r->doc, "#a%u", ++*locals);
        b->id = a->id, b->norm = a->norm, b->type = a->type, b->subtype = a->subtype;
    }
    struct named *x = table_at(t, r->words->list.v[word].key);
    if (!x->there)
        *x = (struct named){r->words->list.v[word].key, b->id, b->norm, b->subtype, b->type, true};
}

void resolve_acronyms(struct resolve *r) {
    struct doc *d = r->doc;
    struct table t;
    uint32_t locals = 0, known = d->entities.n;
    table_open(&t, d->arena, known);
    for (uint32_t i = 0; i + 1 < known; i++) {
        struct entity *a = &d->entities.v[i], *b = a + 1;
        uint32_t w = words_at(r->words, b->span.begin);
        if (a->type > TYPE_MISC || b->type > TYPE_MISC || !in_brackets(d, a, b) ||
            w >= r->words->list.n)
            continue;
        if (is_capitals(&r->words->list.v[w]) &&
            !is_capitals(&r->words->list.v[words_at(r->words, a->span.begin)]))
            link_pair(r, &t, a, b, w, &locals);
    }
    for (uint32_t i = 0; i < known;
         i++) { /* the same acronym elsewhere, found as something vague */
        struct entity *e = &d->entities.v[i];
        uint32_t w = words_at(r->words, e->span.begin);
        if (e->id.n || w >= r->words->list.n || r->words->list.v[w].span.end != e->span.end)
            continue;
        const struct named *x = table_at(&t, r->words->list.v[w].key);
        if (x->there && is_capitals(&r->words->list.v[w]))
            e->id = x->id, e->norm = x->norm, e->type = x->type, e->subtype = x->subtype;
    }
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        if (r->taken[i] || !is_capitals(w)) continue;
        const struct named *x = table_at(&t, w->key);
        if (!x->there) continue;
        struct entity *e = vec_push(d->arena, &d->entities);
        *e = (struct entity){.span = w->span,
                             .type = x->type,
                             .subtype = x->subtype,
                             .norm = x->norm,
                             .id = x->id,
                             .lang = w->lang,
                             .score = 700,
                             .method = STR("acronym")};
        r->taken[i] = 1;
    }
}

/* ---- bodies called by their head alone: "the Commission", behind "European Commission" */

static bool is_body(struct str key) {
    static const char *const words[] = {
        "commission", "union",    "alliance",  "church",  "council", "court",    "tribunal",
        "bank",       "army",     "komisioni", "aleanca", "kisha",   "keshilli", "gjykata",
        "komisija",   "alijansa", "crkva",     "savet",   "vece",    "sud",      NULL};
    return str_in(key, words);
}

/* The base form of `key` that is such a head; empty when none is. */
static struct str body_of(const struct word *w, char *buf) {
    struct inflected forms[INFLECT_MAX];
    if (is_body(w->key)) return w->key;
    if (w->key.n > 24 || (w->lang != LANG_SQ && w->lang != LANG_SR)) return STR("");
    unsigned n = inflect(w->lang, w->key, forms);
    for (unsigned i = 0; i < n; i++) {
        struct str base = inflect_base(w->key, &forms[i], buf);
        if (is_body(base)) return base;
    }
    return STR("");
}

void resolve_bodies(struct resolve *r) {
    struct doc *d = r->doc;
    struct table t;
    uint32_t known = d->entities.n, e = 0;
    table_open(&t, d->arena, 32);
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        char buf[32];
        while (e < known && d->entities.v[e].span.end <= w->span.begin) e++;
        bool inside = e < known && d->entities.v[e].span.begin <= w->span.begin;
        if (inside && d->entities.v[e].type == TYPE_ORG) {
            struct str body = body_of(w, buf);
            if (body.n == 0 && str_eq(d->entities.v[e].id, STR("nato"))) body = STR("alliance");
            if (body.n)
                *table_at(&t, body) = (struct named){arena_str(d->arena, body),
                                                     d->entities.v[e].id,
                                                     d->entities.v[e].norm,
                                                     STR(""),
                                                     TYPE_ORG,
                                                     true};
        }
        if (inside || r->taken[i] || w->first || !word_is_capital(w) || w->gap != GAP_SPACE)
            continue;
        struct str body = body_of(w, buf);
        const struct named *x = body.n ? table_at(&t, body) : NULL;
        if (x == NULL || !x->there || (w->lang == LANG_EN && !str_eq((w - 1)->key, STR("the"))))
            continue;
        struct entity *m = vec_push(d->arena, &d->entities);
        *m = (struct entity){.span = w->span,
                             .type = TYPE_ORG,
                             .norm = x->norm,
                             .id = x->id,
                             .lang = w->lang,
                             .score = 650,
                             .method = STR("body")};
        r->taken[i] = 1;
    }
}
