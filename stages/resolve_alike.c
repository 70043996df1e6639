/* SPDX-License-Identifier: MIT */
/* One name has one type in a document: where the mentions of a name without a row were taken for different
 * things, the type that is believed most in sum is that of all; and a mention that was not believed at all
 * follows those that were. */
#include "fold.h"
#include "inflect.h"
#include "resolve.h"

static bool has_base(enum lang lang, struct str form, struct str base) {
    struct inflected forms[INFLECT_MAX];
    char buf[128];
    if (form.n + INFLECT_ADD > sizeof buf || base.n > form.n + INFLECT_ADD) return false;
    if (base.n > INFLECT_ADD && memcmp(form.p, base.p, base.n - INFLECT_ADD) != 0)
        return false; /* endings put no more than that in their place */
    unsigned n = inflect(lang, form, forms);
    for (unsigned i = 0; i < n; i++)
        if (str_eq(inflect_base(form, &forms[i], buf), base)) return true;
    return false;
}

bool resolve_alike(enum lang lang, struct str a, struct str b) {
    if (str_eq(a, b)) return true;
    if (a.n < 3 || b.n < 3 || memcmp(a.p, b.p, 2) != 0) return false;
    if (lang != LANG_SQ && lang != LANG_SR) return false;
    return has_base(lang, a, b) || has_base(lang, b, a) ||
           (a.n == b.n && a.n > 4 && memcmp(a.p, b.p, a.n - 1) == 0); /* Vjosës, Vjosën */
}

bool resolve_stands_alone(const struct resolve *r, uint32_t i) {
    const struct word *w = &r->words->list.v[i];
    if (i == 0 || w->first || (w->gap != GAP_SPACE && w->gap != GAP_HYPHEN)) return true;
    const struct word *b = w - 1;
    return b->shape == SHAPE_LOWER || b->shape == SHAPE_NUMBER || b->first || r->taken[i - 1];
}

enum { BUCKETS = 1024, LOOK = 100, SURE = 800, FEWEST_LETTERS = 3 };

struct group { /* mentions of one name */
    struct str key;
    uint32_t belief[TYPE_MISC + 1]; /* sums */
    struct str subtype[TYPE_MISC + 1];
    uint16_t most;
    bool single;   /* one word */
    uint32_t next; /* in its bucket, + 1 */
};

struct groups {
    struct resolve *r;
    VEC(struct group) list;
    uint32_t bucket[BUCKETS]; /* by the first letters; index + 1 */
};

static uint32_t bucket_of(struct str key) {
    uint32_t h = 0;
    for (size_t i = 0; i < key.n && i < FEWEST_LETTERS; i++) h = h * 31 + (unsigned char)key.p[i];
    return h % BUCKETS;
}

/* The group of a name, or NULL. Single words may differ in their endings. */
static struct group *find(struct groups *g, enum lang lang, struct str key, bool single) {
    uint32_t look = 0;
    for (uint32_t i = g->bucket[bucket_of(key)]; i && look < LOOK;
         i = g->list.v[i - 1].next, look++) {
        struct group *x = &g->list.v[i - 1];
        if (x->single != single) continue;
        if (single ? resolve_alike(lang, x->key, key) : str_eq(x->key, key)) return x;
    }
    return NULL;
}

static struct str key_of(const struct groups *g, uint32_t i) {
    struct resolve *r = g->r;
    if (r->first[i] == r->last[i]) return r->words->list.v[r->first[i]].key;
    struct str text = doc_span(r->doc, r->doc->entities.v[i].span);
    char *key = arena_alloc(r->doc->arena, text.n * FOLD_GROWTH);
    return (struct str){key, fold(text, key)};
}

static void vote(struct groups *g, uint32_t i) {
    const struct entity *e = &g->r->doc->entities.v[i];
    struct str key = key_of(g, i);
    bool single = g->r->first[i] == g->r->last[i];
    if (key.n < FEWEST_LETTERS) return;
    struct group *x = find(g, e->lang, key, single);
    if (x == NULL) {
        uint32_t b = bucket_of(key);
        x = vec_push(g->r->doc->arena, &g->list);
        x->key = key, x->single = single, x->next = g->bucket[b];
        g->bucket[b] = g->list.n;
    }
    x->belief[e->type] += e->score;
    if (e->score > x->most) x->most = e->score;
    if (x->subtype[e->type].n == 0) x->subtype[e->type] = e->subtype;
}

static enum entity_type believed(const struct group *x) {
    unsigned best = 0;
    for (unsigned k = 1; k <= TYPE_MISC; k++)
        if (x->belief[k] > x->belief[best]) best = k;
    return (enum entity_type)best;
}

/* Words that nothing claimed, and that are a name elsewhere in the document. */
static void add_again(struct groups *g, uint32_t i) {
    struct resolve *r = g->r;
    const struct word *w = &r->words->list.v[i];
    if (r->taken[i] || !word_is_capital(w) || w->first || w->key.n < FEWEST_LETTERS ||
        !resolve_stands_alone(r, i))
        return;
    const struct group *x = find(g, w->lang, w->key, true);
    if (x == NULL || x->most < SURE) return;
    struct entity *e = vec_push(r->doc->arena, &r->doc->entities);
    e->span = w->span;
    e->type = believed(x);
    e->subtype = x->subtype[e->type];
    e->norm = doc_span(r->doc, e->span);
    e->lang = w->lang;
    e->score = 600;
    e->method = STR("again");
    r->taken[i] = 1;
}

struct groups *resolve_types(struct resolve *r) {
    struct groups *g = arena_alloc(r->doc->arena, sizeof *g);
    memset(g, 0, sizeof *g);
    g->r = r;
    uint32_t n = r->doc->entities.n;
    for (uint32_t i = 0; i < n; i++)
        if (r->doc->entities.v[i].type <= TYPE_MISC && r->doc->entities.v[i].id.n == 0) vote(g, i);
    for (uint32_t i = 0; i < n; i++) {
        struct entity *e = &r->doc->entities.v[i];
        if (e->type > TYPE_MISC || e->id.n) continue;
        struct str key = key_of(g, i);
        const struct group *x = key.n < FEWEST_LETTERS
                                    ? NULL
                                    : find(g, e->lang, key, r->first[i] == r->last[i]);
        if (x == NULL || believed(x) == e->type) continue;
        e->type = believed(x);
        e->subtype = x->subtype[e->type];
    }
    return g;
}

void resolve_again(struct groups *g) {
    for (uint32_t i = 0; i < g->r->words->list.n; i++) add_again(g, i);
}
