/* SPDX-License-Identifier: MIT */
/* Places, organisations and other names without a row. Mentions are one when their words are, one by
 * one, case forms or spellings of each other (resolve_alike); small words between them (e, të, of, za)
 * do not count. Names are found by a hash of their first consonants; how many of one hash are compared
 * has a limit. */
#include "resolve.h"

enum { PARTS = 8, LOOK = 200, SHORT = 4 };
enum { BEGINS = SKELETON_CLASSES * SKELETON_CLASSES, BEGIN_LOOK = 20 };

struct thing {
    uint32_t part[PARTS]; /* words */
    unsigned n;
    enum entity_type type;
    struct str id, norm;
    struct str subtype;
    uint32_t next, by_begin; /* + 1 */
};

struct things {
    struct resolve *r;
    VEC(struct thing) list;
    uint32_t *head, mask;   /* + 1 */
    uint32_t begin[BEGINS]; /* + 1 */
    uint32_t count[TYPE_MISC + 1];
};

static bool is_part(const struct word *w) {
    return w->key.n && (w->shape != SHAPE_LOWER || w->letters > 3);
}

/* A list by the first two consonants of a first word. */
static uint32_t begin_of(const struct resolve *r, uint32_t word) {
    uint8_t classes[SKELETON] = {0};
    struct str key = r->words->list.v[word].key;
    resolve_skeleton(key, key.n > SHORT ? 2 : 1, classes);
    return (uint32_t)classes[0] * SKELETON_CLASSES + classes[1];
}

static void read_parts(const struct resolve *r, struct span s, struct thing *x) {
    x->n = 0;
    for (uint32_t i = words_at(r->words, s.begin); i < r->words->list.n && x->n < PARTS; i++) {
        const struct word *w = &r->words->list.v[i];
        if (w->span.begin >= s.end) break;
        if (is_part(w)) x->part[x->n++] = i;
    }
}

static uint32_t hash_of(const struct resolve *r, const struct thing *x) {
    uint32_t h = (uint32_t)x->type * 31 + x->n;
    for (unsigned i = 0; i < x->n; i++) {
        struct str key = r->words->list.v[x->part[i]].key;
        uint8_t classes[SKELETON] = {0};
        unsigned n = resolve_skeleton(key, key.n > SHORT ? 2 : 1, classes);
        for (unsigned k = 0; k < 2; k++) h = h * 31 + (k < n ? classes[k] : 0);
    }
    return h;
}

static bool is_one(const struct resolve *r, const struct thing *a, const struct thing *b) {
    if (a->n != b->n || a->type != b->type) return false;
    for (unsigned i = 0; i < a->n; i++)
        if (!resolve_alike(r, a->part[i], b->part[i])) return false;
    return true;
}

static struct thing *find(struct things *t, const struct thing *x, uint32_t head) {
    unsigned look = 0;
    for (uint32_t i = t->head[head & t->mask]; i && look < LOOK; look++, i = t->list.v[i - 1].next)
        if (is_one(t->r, &t->list.v[i - 1], x)) return &t->list.v[i - 1];
    return NULL;
}

static void add(struct things *t, const struct thing *x, uint32_t head) {
    struct thing *n = vec_push(t->r->doc->arena, &t->list);
    *n = *x;
    n->next = t->head[head & t->mask];
    t->head[head & t->mask] = t->list.n;
    if (x->n < 2) return;
    uint32_t *begin = &t->begin[begin_of(t->r, x->part[0])];
    n->by_begin = *begin;
    *begin = t->list.n;
}

static void link_entity(struct things *t, struct entity *e, bool with_id) {
    static const char letters[] = {'p', 'l', 'o', 'm'};
    struct thing x = {.type = e->type, .subtype = e->subtype, .id = e->id, .norm = e->norm};
    read_parts(t->r, e->span, &x);
    uint32_t head = hash_of(t->r, &x);
    struct thing *known = x.n ? find(t, &x, head) : NULL;
    if (known) {
        if (!with_id) e->id = known->id, e->norm = known->norm;
        return;
    }
    if (!with_id)
        x.id = e->id = doc_printf(t->r->doc, "#%c%u", letters[e->type], ++t->count[e->type]);
    if (x.n) add(t, &x, head);
}

/* The entity over each word, + 1. */
static uint32_t *holders(const struct resolve *r) {
    const struct doc *d = r->doc;
    uint32_t *of = arena_alloc(d->arena, (r->words->list.n + 1) * sizeof *of);
    memset(of, 0, (r->words->list.n + 1) * sizeof *of);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct span s = d->entities.v[i].span;
        for (uint32_t w = words_at(r->words, s.begin);
             w < r->words->list.n && r->words->list.v[w].span.begin < s.end; w++)
            of[w] = i + 1;
    }
    return of;
}

/* May word k be inside a mention that begins at byte `begin`? Nothing claims it, or what begins there or
 * later and is no value. */
static bool is_open(const struct resolve *r, const uint32_t *of, uint32_t k, uint32_t begin) {
    if (of[k] == 0) return !r->taken[k];
    const struct entity *e = &r->doc->entities.v[of[k] - 1];
    return e->type <= TYPE_MISC && e->span.begin >= begin;
}

/* The last word of a mention of `x` that begins at word i, or NO_WORD. */
static uint32_t mention_end(const struct resolve *r, const uint32_t *of, const struct thing *x,
                            uint32_t i) {
    uint32_t last = i, k = i, n = r->words->list.n;
    for (unsigned part = 0; part < x->n; k++) { /* small words stand where x has some */
        if (k >= n || !is_open(r, of, k, r->words->list.v[i].span.begin)) return NO_WORD;
        const struct word *w = &r->words->list.v[k], *own = &r->words->list.v[x->part[part]];
        if (k > i && w->gap != GAP_SPACE && w->gap != GAP_HYPHEN) return NO_WORD;
        bool small = part && x->part[part] > x->part[part - 1] + 1;
        if (!is_part(w) && !small) return NO_WORD;
        if (!is_part(w)) continue;
        if (small != (k > last + 1)) return NO_WORD;
        if (word_is_capital(own) && !word_is_capital(w)) return NO_WORD;
        if (!resolve_alike(r, k, x->part[part++])) return NO_WORD;
        last = k;
    }
    bool known = of[last] && of[last] == of[i]; /* the mention itself */
    return known || (last + 1 < n && of[last] && of[last + 1] == of[last]) ? NO_WORD : last;
}

/* What stood inside the mention is part of it: its span becomes empty, and is taken out later. */
static void add_mention(struct things *t, uint32_t *of, const struct thing *x, uint32_t first,
                        uint32_t last) {
    struct doc *d = t->r->doc;
    const struct word *v = t->r->words->list.v;
    for (uint32_t i = first; i <= last; i++) {
        if (of[i]) d->entities.v[of[i] - 1].span.end = d->entities.v[of[i] - 1].span.begin;
        t->r->taken[i] = 1;
    }
    struct entity *e = vec_push(d->arena, &d->entities);
    *e = (struct entity){.span = {v[first].span.begin, v[last].span.end},
                         .type = x->type,
                         .subtype = x->subtype,
                         .norm = x->norm,
                         .id = x->id,
                         .lang = v[first].lang,
                         .score = 700,
                         .method = STR("again")};
    for (uint32_t i = first; i <= last; i++) of[i] = d->entities.n;
}

static void take_out_empty(struct doc *d) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->entities.n; i++)
        if (d->entities.v[i].span.end > d->entities.v[i].span.begin)
            d->entities.v[kept++] = d->entities.v[i];
    d->entities.n = kept;
}

/* What was found once is found again in other case forms: Saveza ribolovaca of Savez ribolovaca. */
static void more_mentions(struct things *t) {
    struct resolve *r = t->r;
    uint32_t *of = holders(r);
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        if (!word_is_capital(w) || w->letters < 3 || !is_open(r, of, i, w->span.begin)) continue;
        uint32_t k = t->begin[begin_of(r, i)];
        for (unsigned look = 0; k && look < BEGIN_LOOK; look++, k = t->list.v[k - 1].by_begin) {
            uint32_t last = mention_end(r, of, &t->list.v[k - 1], i);
            if (last == NO_WORD) continue;
            add_mention(t, of, &t->list.v[k - 1], i, last);
            break;
        }
    }
    take_out_empty(r->doc);
}

/* Those that got an id from their letters first. */
void resolve_locals(struct resolve *r) {
    struct things all = {.r = r, .mask = 63}, *t = &all;
    while (t->mask < r->doc->entities.n) t->mask = t->mask * 2 + 1;
    t->head = arena_alloc(r->doc->arena, (t->mask + 1) * sizeof *t->head);
    memset(t->head, 0, (t->mask + 1) * sizeof *t->head);
    for (int with_id = 1; with_id >= 0; with_id--)
        for (uint32_t i = 0; i < r->doc->entities.n; i++) {
            struct entity *e = &r->doc->entities.v[i];
            if (e->type > TYPE_MISC || (e->id.n > 0) != (with_id == 1)) continue;
            if (with_id && e->type == TYPE_PER) continue;
            link_entity(t, e, with_id == 1);
        }
    if (t->list.n) more_mentions(t);
}
