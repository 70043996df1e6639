/* SPDX-License-Identifier: MIT */
/* One name has one type in a document: where the mentions of a name without a row were taken for different
 * things, the type that is believed most in sum is that of all; and a mention that was not believed at all
 * follows those that were. */
#include "fold.h"
#include "resolve.h"

enum { BUCKETS = 1024, LOOK = 100, SURE = 800, FEWEST_LETTERS = 3 };

struct group { /* mentions of one name */
    struct str key;
    uint32_t word;                  /* of a single one */
    uint32_t belief[TYPE_MISC + 1]; /* sums */
    struct str subtype[TYPE_MISC + 1];
    uint16_t most;
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

/* The group of a name, or NULL: of a single word, which may differ in its ending, or (NO_WORD) of several. */
static struct group *find(struct groups *g, struct str key, uint32_t word) {
    uint32_t look = 0;
    for (uint32_t i = g->bucket[bucket_of(key)]; i && look < LOOK;
         i = g->list.v[i - 1].next, look++) {
        struct group *x = &g->list.v[i - 1];
        if ((x->word == NO_WORD) != (word == NO_WORD)) continue;
        if (str_eq(x->key, key) || (word != NO_WORD && resolve_alike(g->r, x->word, word)))
            return x;
    }
    return NULL;
}

static uint32_t single_word(const struct groups *g, uint32_t i) {
    return g->r->first[i] == g->r->last[i] ? g->r->first[i] : NO_WORD;
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
    uint32_t word = single_word(g, i);
    if (key.n < FEWEST_LETTERS) return;
    struct group *x = find(g, key, word);
    if (x == NULL) {
        uint32_t b = bucket_of(key);
        x = vec_push(g->r->doc->arena, &g->list);
        x->key = key, x->word = word, x->next = g->bucket[b];
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
    const struct group *x = find(g, w->key, i);
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

void resolve_types(struct resolve *r) {
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
        const struct group *x = key.n < FEWEST_LETTERS ? NULL : find(g, key, single_word(g, i));
        if (x == NULL || believed(x) == e->type) continue;
        e->type = believed(x);
        e->subtype = x->subtype[e->type];
    }
    r->groups = g;
}

void resolve_again(struct resolve *r) {
    for (uint32_t i = 0; i < r->words->list.n; i++) add_again(r->groups, i);
}
