/* SPDX-License-Identifier: MIT */
/* Ids from the whole document. Words are compared in all base forms that their endings allow, so
 * that Radoičića, Radoičićem and Radoičić are one surname. */
#include "fold.h"
#include "inflect.h"
#include "resolve.h"

/* ---- persons */

struct person {
    struct str given, surname; /* keys */
    struct str id, norm;
    enum lang lang;
    uint32_t next;  /* in its bucket, + 1 */
    uint32_t first; /* byte of the text where it is named first */
    bool local;
};

/* A bucket is searched so far only: a document with more names that begin alike is no article.
 * Surnames that are not the same take longer to compare, and count for more. */
enum { BUCKETS = 4096, BUCKET_LOOK = 200, OTHER_COST = 5 };

struct registry {
    struct resolve *r;
    VEC(struct person) list;
    uint32_t bucket[BUCKETS]; /* by the first three letters of the surname; index + 1 */
    uint32_t locals;
};

static uint32_t bucket_of(struct str key) {
    uint32_t h = 0;
    for (size_t i = 0; i < key.n && i < 3; i++) h = h * 31 + (unsigned char)key.p[i];
    return h & (BUCKETS - 1);
}

/* The person of this name. Of several with one surname, the one named last before byte `at`; when
 * all come later, the first of them. */
static struct person *find_person(struct registry *g, struct str given, struct str surname,
                                  enum lang lang, uint32_t at) {
    struct person *best = NULL;
    uint32_t look = 0;
    for (uint32_t i = g->bucket[bucket_of(surname)]; i && look < BUCKET_LOOK;
         i = g->list.v[i - 1].next) {
        struct person *p = &g->list.v[i - 1];
        look += str_eq(p->surname, surname) ? 1 : OTHER_COST;
        if (!resolve_alike(lang, p->surname, surname)) continue;
        bool initial = given.n == 1 || p->given.n == 1;
        bool same = given.n == 0 || (initial ? p->given.n && given.p[0] == p->given.p[0]
                                             : resolve_alike(lang, p->given, given));
        if (!same) continue;
        bool nearer = best == NULL || (p->first <= at ? best->first > at || p->first > best->first
                                                      : best->first > at && p->first < best->first);
        if (nearer) best = p;
    }
    return best;
}

/* First and last word of a mention; a hyphened surname counts as its last part and its first. */
static void register_person(struct registry *g, struct entity *e, uint32_t first, uint32_t last) {
    struct resolve *r = g->r;
    struct doc *d = r->doc;
    struct str given = r->words->list.v[first].key, surname = r->words->list.v[last].key;
    struct person *p = find_person(g, given, surname, e->lang, e->span.begin);
    if (p && (e->id.n == 0 || str_eq(p->id, e->id))) {
        e->id = p->id;
        e->norm = p->norm;
        return;
    }
    if (p && p->local && e->id.n == 0) return;
    struct person *q = vec_push(d->arena, &g->list);
    q->given = given, q->surname = surname, q->first = e->span.begin;
    q->local = e->id.n == 0;
    if (q->local) e->id = doc_printf(d, "#p%u", ++g->locals);
    q->id = e->id, q->norm = e->norm, q->lang = e->lang;
    uint32_t b = bucket_of(surname);
    q->next = g->bucket[b];
    g->bucket[b] = g->list.n;
}

/* A doubtful place or organisation that is the surname of somebody named in full is that person:
 * Lladrovci, also a village. */
static void doubtful_names(struct registry *g) {
    struct resolve *r = g->r;
    for (uint32_t i = 0; i < r->doc->entities.n; i++) {
        struct entity *e = &r->doc->entities.v[i];
        if (e->type == TYPE_PER || e->type > TYPE_MISC || e->score >= 700 ||
            r->last[i] != r->first[i])
            continue;
        const struct word *w = &r->words->list.v[r->first[i]];
        struct person *p = find_person(g, (struct str){"", 0}, w->key, w->lang, w->span.begin);
        if (p == NULL) continue;
        e->type = TYPE_PER;
        e->subtype = STR("");
        e->id = p->id, e->norm = p->norm;
        e->method = STR("surname");
    }
}

static void full_names(struct registry *g) {
    struct resolve *r = g->r;
    for (int known = 1; known >= 0;
         known--) /* those with a row first: others may be forms of them */
        for (uint32_t i = 0; i < r->doc->entities.n; i++) {
            struct entity *e = &r->doc->entities.v[i];
            if (e->type == TYPE_PER && r->last[i] > r->first[i] && (e->id.n > 0) == (known == 1))
                register_person(g, e, r->first[i], r->last[i]);
        }
}

/* A bare surname takes the person that the document names in full. */
static void bare_surnames(struct registry *g) {
    struct resolve *r = g->r;
    for (uint32_t i = 0; i < r->doc->entities.n; i++) {
        struct entity *e = &r->doc->entities.v[i];
        if (e->type != TYPE_PER || r->last[i] != r->first[i]) continue;
        const struct word *w = &r->words->list.v[r->first[i]];
        struct person *p = find_person(g, (struct str){"", 0}, w->key, w->lang, w->span.begin);
        if (p) {
            e->id = p->id;
            e->norm = p->norm;
        } else if (e->id.n == 0) {
            struct person *q = vec_push(r->doc->arena, &g->list);
            e->id = doc_printf(r->doc, "#p%u", ++g->locals);
            *q = (struct person){.surname = w->key,
                                 .id = e->id,
                                 .norm = e->norm,
                                 .lang = w->lang,
                                 .first = w->span.begin,
                                 .next = g->bucket[bucket_of(w->key)],
                                 .local = true};
            g->bucket[bucket_of(w->key)] = g->list.n;
        }
    }
}

/* Keys that the document has in small letters, as bits by their hash: such a word at the begin of a sentence
 * is no surname (Good luck). A chance hit only loses a doubtful mention. */
enum { SMALL_BITS = 1 << 16 };

static uint32_t small_bit(struct str key) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 16777619u;
    return (h ^ h >> 16) % SMALL_BITS;
}

static const uint8_t *small_words(const struct resolve *r) {
    uint8_t *bits = arena_alloc(r->doc->arena, SMALL_BITS / 8);
    memset(bits, 0, SMALL_BITS / 8);
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        uint32_t bit = small_bit(r->words->list.v[i].key);
        if (r->words->list.v[i].shape == SHAPE_LOWER) bits[bit / 8] |= (uint8_t)(1u << bit % 8);
    }
    return bits;
}

/* Words that nothing claimed and that are the surname (or the whole given name) of a person named in
 * full: "Lladrovci said". */
static void later_mentions(struct registry *g) {
    struct resolve *r = g->r;
    struct doc *d = r->doc;
    if (g->list.n == 0) return;
    const uint8_t *small = small_words(r);
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        if (r->taken[i] || w->key.n < 3 || !word_is_capital(w) || !resolve_stands_alone(r, i))
            continue;
        if (w->shape == SHAPE_UPPER && w->sentence != UINT32_MAX &&
            !r->words->shouting[w->sentence])
            continue;
        uint32_t bit = small_bit(w->key);
        if (w->first && small[bit / 8] >> bit % 8 & 1) continue;
        struct person *p = find_person(g, (struct str){"", 0}, w->key, w->lang, w->span.begin);
        if (p == NULL) continue;
        struct entity *e = vec_push(d->arena, &d->entities);
        e->span = w->span;
        e->type = TYPE_PER;
        e->norm = p->norm, e->id = p->id, e->lang = w->lang;
        e->score = 750;
        e->method = STR("surname");
        r->taken[i] = 1;
    }
}

void resolve_persons(struct resolve *r) {
    struct registry *g = arena_alloc(r->doc->arena, sizeof *g);
    memset(g, 0, sizeof *g);
    g->r = r;
    full_names(g);
    doubtful_names(g);
    bare_surnames(g);
    later_mentions(g);
}

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
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 16777619u;
    uint32_t i = h & t->mask;
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

/* ---- the rest */

void resolve_locals(struct resolve *r) {
    struct doc *d = r->doc;
    struct table t;
    static const char letters[] = {'p', 'l', 'o', 'm'};
    uint32_t count[4] = {0, 0, 0, 0};
    table_open(&t, d->arena, d->entities.n);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *e = &d->entities.v[i];
        if (e->type > TYPE_MISC || e->id.n) continue;
        struct str text = doc_span(d, e->span);
        char *key = arena_alloc(d->arena, text.n * FOLD_GROWTH);
        struct str k = {key, fold(text, key)};
        struct named *x = table_at(&t, k);
        if (!x->there)
            *x = (struct named){.key = k,
                                .id = doc_printf(d, "#%c%u", letters[e->type], ++count[e->type]),
                                .norm = e->norm,
                                .there = true};
        e->id = x->id;
        e->norm = x->norm;
    }
}
