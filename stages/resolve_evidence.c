/* SPDX-License-Identifier: MIT */
/* What the document says of a candidate, before the decision: the same row elsewhere, the place that a
 * surname may be, the persons that are named in full; and what a row says of a name whose type the
 * tagger does not know. */
#include "resolve.h"

/* A row that is sure somewhere makes its doubtful mentions likely. */
struct sure {
    struct str id;
    bool there;    /* without doubt */
    bool named;    /* a place, also behind a word like in */
    uint16_t most; /* support where the tagger believes most in it */
};

struct sures {
    struct sure *v;
    uint32_t mask;
};

static struct sure *find_sure(const struct sures *t, struct str id) {
    uint32_t i = resolve_hash(id) & t->mask;
    while (t->v[i].id.n && !str_eq(t->v[i].id, id)) i = (i + 1) & t->mask;
    return &t->v[i];
}

static void read_sure(const struct resolve *r, struct sures *t) {
    struct doc *d = r->doc;
    t->mask = 15;
    while (t->mask < d->entities.n * 2) t->mask = t->mask * 2 + 1;
    t->v = arena_alloc(d->arena, (t->mask + 1) * sizeof *t->v);
    memset(t->v, 0, (t->mask + 1) * sizeof *t->v);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const struct entity *e = &d->entities.v[i];
        bool place = e->type == TYPE_LOC && e->score > 770;
        if (e->id.n == 0 || (e->score < 860 && !place)) continue;
        struct sure *s = find_sure(t, e->id);
        s->id = e->id;
        s->there |= e->score >= 860;
        s->named |= place;
        if (e->support > s->most) s->most = e->support;
    }
}

static void support(const struct resolve *r, const struct sures *t) {
    enum { SHARE = 96 }; /* of what the tagger believes elsewhere, 256ths */
    for (uint32_t i = 0; i < r->doc->entities.n; i++) {
        struct entity *e = &r->doc->entities.v[i];
        if (e->id.n == 0 || e->score < 400 || e->score >= 860) continue;
        const struct sure *s = find_sure(t, e->id);
        bool doubtful = s->named && e->score < 500;
        if (doubtful && e->support && e->support < s->most)
            e->support = (uint16_t)(e->support + (s->most - e->support) * SHARE / 256);
        if (s->there || doubtful) e->score = (uint16_t)(e->score + 140);
    }
}

/* ---- persons named in full: where their surnames, by the first consonants, stand first (word + 1),
 * and a set of their given names, by hash */

enum { CLASSES = SKELETON_CLASSES * SKELETON_CLASSES * SKELETON_CLASSES, GIVEN_NAMES = 4096 };

struct full_names {
    uint32_t surname[CLASSES];
    uint8_t given[GIVEN_NAMES];
};

static struct str key_at(const struct resolve *r, uint32_t word) {
    return word < r->words->list.n ? r->words->list.v[word].key : STR("");
}

static uint32_t *surname_at(struct full_names *f, const struct resolve *r, uint32_t word) {
    uint8_t c[SKELETON] = {0};
    resolve_skeleton(key_at(r, word), SKELETON, c);
    return &f->surname[((unsigned)c[0] * SKELETON_CLASSES + c[1]) * SKELETON_CLASSES + c[2]];
}

static uint8_t *given_at(struct full_names *f, const struct resolve *r, uint32_t word) {
    return &f->given[resolve_hash(key_at(r, word)) % GIVEN_NAMES];
}

static void read_full_names(struct resolve *r, struct full_names *f) {
    memset(f, 0, sizeof *f);
    for (uint32_t i = r->doc->entities.n; i-- > 0;) {
        const struct entity *e = &r->doc->entities.v[i];
        if (e->type != TYPE_PER || r->last[i] == r->first[i]) continue;
        *surname_at(f, r, r->last[i]) = r->last[i] + 1;
        if (e->support == 0 || e->support > 500) *given_at(f, r, r->first[i]) = 1;
    }
}

/* Was somebody of this surname named in full before? What stands in the first sentence may be a headline. */
static bool is_introduced(struct full_names *f, const struct resolve *r, uint32_t word) {
    uint32_t at = *surname_at(f, r, word);
    return at && (at <= word || r->words->list.v[word].sentence == 0);
}

/* Is the candidate a part of somebody's name? Then it is no place's or other row's to claim. */
static bool is_somebody(struct resolve *r, uint32_t i) {
    uint32_t word = r->first[i];
    return word == r->last[i] &&
           (*given_at(r->full_names, r, word) || is_introduced(r->full_names, r, word));
}

/* Bukoshi, the village or Bujar: who was not named in full is not meant where the place is named. */
static void place_or_person(struct entity *place, struct entity *person) {
    if (place->score < person->score) place->score = (uint16_t)(person->score + 1);
    uint16_t support = place->support;
    if (support >= person->support) return;
    place->support = person->support, person->support = support;
}

static void places_or_persons(struct resolve *r, const struct sures *t) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++)
        for (uint32_t k = i + 1; k < d->entities.n; k++) {
            struct entity *a = &d->entities.v[i], *b = &d->entities.v[k];
            if (b->span.begin != a->span.begin || b->span.end != a->span.end) break;
            struct entity *person = a->type == TYPE_PER ? a : b,
                          *place = a->type == TYPE_PER ? b : a;
            if (person->type != TYPE_PER || place->type != TYPE_LOC || place->id.n == 0) continue;
            if (r->first[i] < r->last[i] || is_somebody(r, i)) continue;
            if (find_sure(t, place->id)->named) place_or_person(place, person);
        }
}

void resolve_evidence(struct resolve *r) {
    struct sures t;
    r->full_names = arena_alloc(r->doc->arena, sizeof *r->full_names);
    read_full_names(r, r->full_names);
    read_sure(r, &t);
    support(r, &t);
    places_or_persons(r, &t);
}

/* ---- types */

bool resolve_has_row(const struct entity *e) {
    return str_is(e->method, "lexicon") || str_is(e->method, "inflected");
}

/* A row that is not in doubt; a given name and a surname that the lexicon has. */
static bool is_sure(const struct entity *e) {
    enum { KNOWN_NAMES = 860 };
    if (str_is(e->method, "given")) return e->score >= KNOWN_NAMES;
    return e->id.n && e->score >= SURE_ROW && resolve_has_row(e);
}

/* Candidates i to k - 1 stand on the same words. */
static void tell_type(struct resolve *r, uint32_t i, uint32_t k) {
    enum { TOLD = 160 };
    struct entity *v = r->doc->entities.v;
    unsigned of[TYPE_COUNT] = {0}, sum = 0;
    for (uint32_t j = i; j < k; j++)
        if (v[j].support > of[v[j].type]) of[v[j].type] = v[j].support;
    for (unsigned t = is_somebody(r, i) ? TYPE_LOC : TYPE_PER; t <= TYPE_MISC; t++)
        sum += of[t] ? of[t] - 1 : 0;
    if (sum > 1000) sum = 1000;
    for (uint32_t j = i; j < k; j++) {
        struct entity *e = &v[j];
        if (e->support) e->support = (uint16_t)of[e->type];
        if (e->support && sum >= e->support && is_sure(e))
            e->support = (uint16_t)(e->support + (sum + 1 - e->support) * TOLD / 256);
    }
}

void resolve_tell_types(struct resolve *r) {
    const struct entity *v = r->doc->entities.v;
    for (uint32_t i = 0, k; i < r->doc->entities.n; i = k) {
        for (k = i + 1; k < r->doc->entities.n && v[k].span.begin == v[i].span.begin &&
                        v[k].span.end == v[i].span.end;)
            k++;
        tell_type(r, i, k);
    }
}
