/* SPDX-License-Identifier: MIT */
/* resolve: the one decision. Candidates that overlap are weighed, and one stays; persons, acronyms
 * and unknown names get their ids from the whole document (resolve_persons.c, resolve_acronyms.c,
 * resolve_locals.c). */
#include "resolve.h"

#include <stdio.h>

enum { LEAST_SCORE = 550 };

/* Support from the document: an id that is sure somewhere makes its doubtful mentions likely. */
struct sure {
    struct str id;
    bool there; /* without doubt */
    bool named; /* a place, also behind a word like in */
    bool full;  /* a person, in more than one word */
};

static struct sure *find_sure(struct sure *table, uint32_t mask, struct str id) {
    uint32_t i = resolve_hash(id) & mask;
    while (table[i].id.n && !str_eq(table[i].id, id)) i = (i + 1) & mask;
    return &table[i];
}

/* Bukoshi, the village or Bujar: who is not named in full is not meant where the place is named. */
static void place_or_person(struct doc *d, struct sure *table, uint32_t mask) {
    for (uint32_t i = 0; i < d->entities.n; i++)
        for (uint32_t k = i + 1; k < d->entities.n; k++) {
            struct entity *a = &d->entities.v[i], *b = &d->entities.v[k];
            if (b->span.begin != a->span.begin || b->span.end != a->span.end) break;
            struct entity *person = a->type == TYPE_PER ? a : b,
                          *place = a->type == TYPE_PER ? b : a;
            if (place->type != TYPE_LOC || !str_is(person->method, "surname") || !place->id.n)
                continue;
            bool named = find_sure(table, mask, place->id)->named,
                 introduced = find_sure(table, mask, person->id)->full;
            if (named && !introduced && place->score < person->score)
                place->score = (uint16_t)(person->score + 1);
        }
}

static void support(struct resolve *r) {
    struct doc *d = r->doc;
    uint32_t size = 16;
    while (size < d->entities.n * 2) size *= 2;
    struct sure *table = arena_alloc(d->arena, size * sizeof *table);
    memset(table, 0, size * sizeof *table);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const struct entity *e = &d->entities.v[i];
        bool place = e->type == TYPE_LOC && e->score > 770;
        if (e->id.n == 0 || (e->score < 860 && !place)) continue;
        struct sure *s = find_sure(table, size - 1, e->id);
        s->id = e->id;
        s->there |= e->score >= 860;
        s->named |= place;
        s->full |= memchr(d->text.p + e->span.begin, ' ', e->span.end - e->span.begin) != NULL;
    }
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *e = &d->entities.v[i];
        if (e->id.n == 0 || e->score < 400 || e->score >= 860) continue;
        const struct sure *s = find_sure(table, size - 1, e->id);
        if (s->there || (s->named && e->score < 500)) e->score = (uint16_t)(e->score + 140);
    }
    place_or_person(d, table, size - 1);
}

/* One span found twice as the same type, once with an id: the id is worth more than the rule. */
static void prefer_ids(struct doc *d) {
    for (uint32_t i = 0; i < d->entities.n; i++)
        for (uint32_t k = i + 1; k < d->entities.n; k++) {
            struct entity *a = &d->entities.v[i], *b = &d->entities.v[k];
            if (b->span.begin != a->span.begin || b->span.end != a->span.end) break;
            if (a->type != b->type || (a->id.n > 0) == (b->id.n > 0)) continue;
            struct entity *known = a->id.n ? a : b, *rule = a->id.n ? b : a;
            if (known->score >= 400 && known->score <= rule->score)
                known->score = (uint16_t)(rule->score + 1);
        }
}

/* Lake Gazivode is what Gazivode is in the lexicon. */
static void inherit_ids(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *a = &d->entities.v[i];
        if (a->type != TYPE_LOC || a->id.n || !str_is(a->method, "head")) continue;
        for (uint32_t k = i + 1; k < d->entities.n && d->entities.v[k].span.begin < a->span.end;
             k++) {
            const struct entity *b = &d->entities.v[k];
            bool edge = b->span.begin == a->span.begin || b->span.end == a->span.end;
            bool one = r->last[i] - r->first[i] == r->last[k] - r->first[k] + 1;
            if (b->type != TYPE_LOC || b->id.n == 0 || b->score < 700 || !edge || !one) continue;
            a->id = b->id, a->norm = b->norm, a->subtype = b->subtype;
            break;
        }
    }
}

static unsigned weight(const struct resolve *r, uint32_t i) {
    const struct entity *e = &r->doc->entities.v[i];
    unsigned words = r->last[i] - r->first[i];
    return e->score + (e->score >= 700 ? 170 * words : 0);
}

static bool heavier(const struct resolve *r, uint32_t a, uint32_t b) {
    unsigned wa = weight(r, a), wb = weight(r, b);
    return wa != wb ? wa > wb : a < b;
}

/* Merge sort of indices by weight. */
static uint32_t *by_weight(struct resolve *r) {
    uint32_t n = r->doc->entities.n;
    uint32_t *v = arena_alloc(r->doc->arena, (n + 1) * sizeof *v),
             *tmp = arena_alloc(r->doc->arena, (n + 1) * sizeof *tmp);
    for (uint32_t i = 0; i < n; i++) v[i] = i;
    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t lo = 0; lo < n; lo += 2 * width) {
            uint32_t mid = lo + width < n ? lo + width : n,
                     hi = lo + 2 * width < n ? lo + 2 * width : n;
            uint32_t i = lo, j = mid, k = lo;
            while (i < mid || j < hi)
                tmp[k++] = j == hi || (i < mid && !heavier(r, v[j], v[i])) ? v[i++] : v[j++];
        }
        uint32_t *swap = v;
        v = tmp, tmp = swap;
    }
    return v;
}

/* The words that each candidate covers; a value may stand where no word is (a lone sign). */
static void cover(struct resolve *r) {
    struct doc *d = r->doc;
    r->first = arena_alloc(d->arena, (d->entities.n + 1) * sizeof *r->first);
    r->last = arena_alloc(d->arena, (d->entities.n + 1) * sizeof *r->last);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct span s = d->entities.v[i].span;
        uint32_t a = words_at(r->words, s.begin), b = a;
        while (b + 1 < r->words->list.n && r->words->list.v[b + 1].span.begin < s.end) b++;
        r->first[i] = a;
        r->last[i] = b;
    }
}

static void choose(struct resolve *r) {
    struct doc *d = r->doc;
    uint32_t *order = by_weight(r), kept = 0;
    bool *stays = arena_alloc(d->arena, d->entities.n + 1);
    memset(stays, 0, d->entities.n + 1);
    for (uint32_t k = 0; k < d->entities.n; k++) {
        uint32_t i = order[k];
        bool free = d->entities.v[i].score >= LEAST_SCORE && r->first[i] < r->words->list.n;
        for (uint32_t w = r->first[i]; free && w <= r->last[i]; w++) free = !r->taken[w];
        if (!free) continue;
        stays[i] = true;
        for (uint32_t w = r->first[i]; w <= r->last[i]; w++) r->taken[w] = 1;
    }
    for (uint32_t i = 0; i < d->entities.n; i++) {
        if (!stays[i]) continue;
        r->first[kept] = r->first[i];
        r->last[kept] = r->last[i];
        d->entities.v[kept++] = d->entities.v[i];
    }
    d->entities.n = r->known = kept;
}

struct state {
    const struct lexicon *lexicon;
    const struct wordlist *dictionary;
    struct matcher matcher;
};

static enum status setup(void *state, struct env *env) {
    struct state *s = state;
    s->lexicon = env->lexicon;
    s->dictionary = env->words;
    if (s->lexicon == NULL) {
        snprintf(env->message, env->message_size, "resolve needs a lexicon");
        return LIBRARY;
    }
    matcher_setup(&s->matcher, NULL);
    return OK;
}

static enum status run(void *state, struct doc *d) {
    struct state *s = state;
    struct resolve r = {
        .doc = d, .matcher = &s->matcher, .lexicon = s->lexicon, .dictionary = s->dictionary};
    r.words = words_of(d);
    r.taken = arena_alloc(d->arena, r.words->list.n + 1);
    memset(r.taken, 0, r.words->list.n + 1);
    support(&r);
    prefer_ids(d);
    cover(&r);
    inherit_ids(&r);
    choose(&r);
    resolve_persons(&r);
    resolve_acronyms(&r);
    resolve_locals(&r);
    doc_sort_entities(d);
    resolve_bodies(&r);
    doc_sort_entities(d);
    return OK;
}

const struct stage stage_resolve = {
    .name = "resolve",
    .help = "one entity a place; surnames to persons, acronyms to what they stand for; ids",
    .needs = LAYER_TEXT | LAYER_SENTENCES | LAYER_ENTITIES,
    .gives = LAYER_RESOLVED,
    .state_size = sizeof(struct state),
    .uses = USES_LEXICON | USES_WORDS,
    .setup = setup,
    .run = run,
};
