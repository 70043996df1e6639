/* SPDX-License-Identifier: MIT */
/* One name has one type in a document: where the mentions of a name without a row were taken for different
 * things, the type that is believed most in sum is that of all. */
#include "fold.h"
#include "resolve.h"

enum { BUCKETS = 1024, LOOK = 100, FEWEST_LETTERS = 3 };

struct group { /* mentions of one name */
    struct str key;
    uint32_t belief[TYPE_MISC + 1]; /* sums */
    struct str subtype[TYPE_MISC + 1];
    uint32_t word; /* the first mention, when it is one word; else NO_WORD */
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
static struct group *find(struct groups *g, struct str key, uint32_t word) {
    uint32_t look = 0;
    for (uint32_t i = g->bucket[bucket_of(key)]; i && look < LOOK;
         i = g->list.v[i - 1].next, look++) {
        struct group *x = &g->list.v[i - 1];
        if ((x->word == NO_WORD) != (word == NO_WORD)) continue;
        if (word == NO_WORD ? str_eq(x->key, key) : resolve_alike(g->r, x->word, word)) return x;
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

/* The word of a mention that is one; else NO_WORD. */
static uint32_t word_of(const struct resolve *r, uint32_t i) {
    return r->first[i] == r->last[i] ? r->first[i] : NO_WORD;
}

static void vote(struct groups *g, uint32_t i) {
    const struct entity *e = &g->r->doc->entities.v[i];
    struct str key = key_of(g, i);
    uint32_t word = word_of(g->r, i);
    if (key.n < FEWEST_LETTERS) return;
    struct group *x = find(g, key, word);
    if (x == NULL) {
        uint32_t b = bucket_of(key);
        x = vec_push(g->r->doc->arena, &g->list);
        x->key = key, x->word = word, x->next = g->bucket[b];
        g->bucket[b] = g->list.n;
    }
    x->belief[e->type] += e->score;
    if (x->subtype[e->type].n == 0) x->subtype[e->type] = e->subtype;
}

static enum entity_type believed(const struct group *x) {
    unsigned best = 0;
    for (unsigned k = 1; k <= TYPE_MISC; k++)
        if (x->belief[k] > x->belief[best]) best = k;
    return (enum entity_type)best;
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
        const struct group *x = key.n < FEWEST_LETTERS ? NULL : find(g, key, word_of(r, i));
        if (x == NULL || believed(x) == e->type) continue;
        e->type = believed(x);
        e->subtype = x->subtype[e->type];
    }
}
