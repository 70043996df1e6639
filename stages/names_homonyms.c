/* SPDX-License-Identifier: MIT */
/* Places of one name. Which of them is meant the document says by the places around it: each may know
 * in which other place it lies (lexicon_area), and the nearer that one, or another place in it, is
 * named, the better. Bukosh near Suhareka is not Bukosh near Vushtrri. Where nothing is near, it is
 * what the name meant before; where nothing is known, the first of the lexicon's order. */
#include "names.h"

enum { NEAR = 400, LEVELS = 4, HEADS = 512 };
enum tier { TIER_NONE, TIER_DOCUMENT, TIER_NEAR, TIER_SENTENCE, TIER_ITSELF };

/* A place that the document names without doubt, or that such a place lies in. */
struct seen {
    uint32_t entry, count;
    uint32_t at, sentence; /* of the mention read last */
    uint32_t next;         /* + 1 */
};

struct atlas {
    struct names *n;
    VEC(struct seen) list;
    uint32_t head[HEADS];
};

static struct seen *look_up(struct atlas *a, uint32_t entry) {
    for (uint32_t i = a->head[entry % HEADS]; i; i = a->list.v[i - 1].next)
        if (a->list.v[i - 1].entry == entry) return &a->list.v[i - 1];
    return NULL;
}

static void see(struct atlas *a, uint32_t entry, uint32_t at, uint32_t sentence, bool count) {
    struct seen *s = look_up(a, entry);
    if (s == NULL) {
        s = vec_push(a->n->doc->arena, &a->list);
        *s = (struct seen){.entry = entry, .next = a->head[entry % HEADS]};
        a->head[entry % HEADS] = a->list.n;
    }
    s->at = at, s->sentence = sentence;
    s->count += count;
}

static struct entity *entity_of(const struct names *n, const struct place *p) {
    return &n->doc->entities.v[p->entity];
}

static uint32_t sentence_at(const struct names *n, uint32_t at) {
    uint32_t w = words_at(n->words, at);
    return w < n->words->list.n ? n->words->list.v[w].sentence : UINT32_MAX;
}

/* How many places from `i` on stand on the same words. */
static uint32_t group_at(const struct names *n, uint32_t i) {
    uint32_t k = i + 1;
    while (k < n->places.n &&
           entity_of(n, &n->places.v[k])->span.begin == entity_of(n, &n->places.v[i])->span.begin)
        k++;
    return k - i;
}

/* The places that entry lies in, itself first. */
static unsigned areas(const struct names *n, uint32_t entry, uint32_t out[LEVELS]) {
    unsigned k = 0;
    const struct lexicon_entry *e = &n->lexicon->entries[entry];
    for (out[k++] = entry; k < LEVELS && (e = lexicon_area(n->lexicon, e)) != NULL; k++)
        out[k] = (uint32_t)(e - n->lexicon->entries);
    return k;
}

static void see_all(struct atlas *a, const struct place *p, bool count) {
    uint32_t chain[LEVELS];
    const struct entity *e = entity_of(a->n, p);
    unsigned n = areas(a->n, p->entry, chain);
    uint32_t sentence = sentence_at(a->n, e->span.begin);
    for (unsigned k = 0; k < n; k++) see(a, chain[k], e->span.begin, sentence, count);
}

/* Do all candidates lie in it? Then it tells nothing. */
static bool is_common(const struct names *n, const struct place *group, uint32_t count,
                      uint32_t area) {
    uint32_t chain[LEVELS], in = 0;
    for (uint32_t i = 0; i < count; i++) {
        unsigned k = areas(n, group[i].entry, chain);
        while (k > 0 && chain[k - 1] != area) k--;
        in += k > 0;
    }
    return in == count;
}

/* How near, and how often, is what candidate `p` lies in named? Countries count for less than towns. */
struct sign {
    enum tier tier;
    uint32_t count, level, gap;
};

static struct sign sign_of(struct atlas *a, const struct place *group, uint32_t count,
                           const struct place *p) {
    uint32_t chain[LEVELS], at = entity_of(a->n, p)->span.begin;
    unsigned n = areas(a->n, p->entry, chain);
    struct sign best = {TIER_NONE, 0, LEVELS, 0};
    for (unsigned k = 0; k < n; k++) {
        const struct seen *s = look_up(a, chain[k]);
        if (s == NULL || is_common(a->n, group, count, chain[k])) continue;
        uint32_t gap = s->at > at ? s->at - at : at - s->at;
        struct sign x = {TIER_DOCUMENT, s->count, k, gap};
        if (gap <= NEAR) x.tier = TIER_NEAR;
        if (s->sentence != UINT32_MAX && s->sentence == sentence_at(a->n, at))
            x.tier = TIER_SENTENCE;
        if (k == 0) x.tier = TIER_ITSELF;
        if (x.tier > best.tier) best = x;
    }
    return best;
}

static bool stronger(const struct sign *x, const struct sign *y) {
    if (x->tier != y->tier) return x->tier > y->tier;
    if (x->level != y->level) return x->level < y->level;
    if (x->tier == TIER_DOCUMENT && x->count != y->count) return x->count > y->count;
    return x->gap < y->gap;
}

struct verdict {
    struct sign sign;
    uint32_t place; /* index, or UINT32_MAX */
};

static void judge(struct atlas *a, uint32_t i, uint32_t count, struct verdict *v) {
    for (uint32_t k = i; k < i + count; k++) {
        struct sign s = sign_of(a, &a->n->places.v[i], count, &a->n->places.v[k]);
        if (s.tier != TIER_NONE && (v->place == UINT32_MAX || stronger(&s, &v->sign)))
            *v = (struct verdict){s, k};
    }
}

/* The others are out: resolve decides between places and other types only. */
static void choose(const struct names *n, uint32_t i, uint32_t count, uint32_t chosen) {
    enum { OUT = 300 };
    unsigned most = 0;
    for (uint32_t k = i; k < i + count; k++) {
        struct entity *e = entity_of(n, &n->places.v[k]);
        if (e->score > most) most = e->score;
        if (e->score > OUT) e->score = OUT;
    }
    entity_of(n, &n->places.v[chosen])->score = (uint16_t)most;
}

/* What names meant where something was near them last. */
struct memory {
    uint32_t entry[16], n;
};

static void remember(struct memory *m, uint32_t entry) {
    m->entry[m->n++ % (sizeof m->entry / sizeof *m->entry)] = entry;
}

/* The place of the group that was meant before; UINT32_MAX: none was. */
static uint32_t as_before(const struct names *n, const struct memory *m, uint32_t i,
                          uint32_t count) {
    uint32_t size = sizeof m->entry / sizeof *m->entry, known = m->n < size ? m->n : size;
    for (uint32_t back = 1; back <= known; back++)
        for (uint32_t k = i; k < i + count; k++)
            if (n->places.v[k].entry == m->entry[(m->n - back) % size]) return k;
    return UINT32_MAX;
}

static bool has_homonyms(const struct names *n) {
    for (uint32_t i = 1; i < n->places.n; i++)
        if (entity_of(n, &n->places.v[i])->span.begin ==
            entity_of(n, &n->places.v[i - 1])->span.begin)
            return true;
    return false;
}

void names_homonyms(struct names *n) {
    if (!has_homonyms(n)) return;
    struct atlas *a = arena_alloc(n->doc->arena, sizeof *a);
    struct memory memory = {.n = 0};
    uint32_t places = n->places.n;
    memset(a, 0, sizeof *a);
    a->n = n;
    struct verdict *v = arena_alloc(n->doc->arena, (places + 1) * sizeof *v);
    for (uint32_t i = 0; i < places; i++) v[i].place = UINT32_MAX;
    /* forwards: the last mention before; backwards: the next one behind, and all counts */
    for (int back = 0; back < 2; back++)
        for (uint32_t step = 0, size; step < places; step += size) {
            uint32_t i = back ? places - 1 - step : step;
            size = group_at(n, i);
            while (back && i > 0 && group_at(n, i - 1) > size) size = group_at(n, --i);
            if (size == 1 && entity_of(n, &n->places.v[i])->score >= 700)
                see_all(a, &n->places.v[i], !back);
            else if (size > 1) judge(a, i, size, &v[i]);
        }
    for (uint32_t i = 0, size; i < places; i += size) {
        size = group_at(n, i);
        if (size == 1) continue;
        uint32_t chosen = v[i].place, old = as_before(n, &memory, i, size);
        if (chosen == UINT32_MAX || (old != UINT32_MAX && v[i].sign.tier == TIER_DOCUMENT))
            chosen = old;
        if (chosen == UINT32_MAX) continue;
        choose(n, i, size, chosen);
        remember(&memory, n->places.v[chosen].entry);
    }
}
