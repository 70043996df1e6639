/* SPDX-License-Identifier: MIT */
/* See tagger_view.h. */
#include "tagger_view.h"

#include "tagger_decode.h"

bool tagger_in_headline(const struct tagger_view *v, uint32_t i) {
    uint32_t s = v->words->list.v[i].sentence;
    return s != UINT32_MAX && (v->words->shouting[s] || v->words->titled[s]);
}

/* The slot of a key, which is free when its key is 0; *short_key is what it is to be. */
static struct tagger_seen *slot_of(const struct tagger_view *v, uint64_t key, uint32_t *short_key) {
    *short_key = (uint32_t)(key >> 32) | 1;
    uint32_t i = (uint32_t)(key >> 7) & v->seen_mask;
    while (v->seen[i].key && v->seen[i].key != *short_key) i = (i + 1) & v->seen_mask;
    return &v->seen[i];
}

const struct tagger_seen *tagger_seen_find(const struct tagger_view *v, uint64_t key) {
    uint32_t short_key;
    const struct tagger_seen *s = slot_of(v, key, &short_key);
    return s->key ? s : NULL;
}

static void count(uint8_t *n) {
    if (*n < UINT8_MAX) ++*n;
}

static void see_words(struct tagger_view *v) {
    for (uint32_t i = 0; i < v->words->list.n; i++) {
        const struct word *w = &v->words->list.v[i];
        if (w->shape == SHAPE_NUMBER) continue;
        uint32_t key;
        struct tagger_seen *s = slot_of(v, tagger_key(w->key), &key);
        s->key = key;
        if (w->shape == SHAPE_LOWER) count(&s->small);
        else if (!w->first && !tagger_in_headline(v, i)) count(&s->capital);
    }
}

static uint8_t method_hash(struct str method) {
    uint32_t h = 0;
    for (size_t i = 0; i < method.n; i++) h = h * 31 + (unsigned char)method.p[i];
    return (uint8_t)(h ^ h >> 8);
}

static uint8_t name_code(const struct entity *e) {
    enum name n = name_of(e->type, e->subtype);
    return (uint8_t)(n < NAME_COUNT ? (unsigned)n : e->type == TYPE_LOC ? 11u : 12u);
}

static void put_offer(struct tagger_offer *o, const struct entity *e, uint8_t part,
                      uint32_t weight) {
    uint8_t name = name_code(e);
    if (o->name == OFFER_NONE || weight > o->weight) {
        if (o->name != OFFER_NONE && o->name != name) o->other = o->name, o->other_part = o->part;
        o->name = name, o->part = part, o->weight = (uint16_t)weight;
        o->sure = (uint8_t)(e->score < 500 ? 0 : e->score < 700 ? 1 : e->score < 850 ? 2 : 3);
        o->method = method_hash(e->method);
    } else if (o->other == OFFER_NONE && o->name != name) {
        o->other = name, o->other_part = part;
    }
}

static void see_candidate(struct tagger_view *v, const struct entity *e, uint32_t first,
                          uint32_t last) {
    uint32_t key;
    struct tagger_seen *a = slot_of(v, tagger_key(v->words->list.v[first].key), &key),
                       *b = slot_of(v, tagger_key(v->words->list.v[last].key), &key);
    if (a->key == 0 || b->key == 0 || e->score < 700) return;
    if (e->type == TYPE_PER && last > first) {
        count(&a->given);
        count(&b->surname);
    } else if (first == last && e->type == TYPE_LOC) count(&a->place);
    else if (first == last && e->type == TYPE_ORG) count(&a->body);
}

static void see_candidates(struct tagger_view *v) {
    const struct doc *d = v->doc;
    uint32_t at = 0, n = v->words->list.n;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const struct entity *e = &d->entities.v[i];
        if (e->type > TYPE_MISC) continue;
        while (at < n && v->words->list.v[at].span.end <= e->span.begin) at++;
        uint32_t last = at;
        if (at == n || v->words->list.v[at].span.begin >= e->span.end) continue;
        while (last + 1 < n && v->words->list.v[last + 1].span.begin < e->span.end) last++;
        uint32_t weight = e->score + (e->score >= 700 ? 170 * (last - at) : 0);
        if (weight > UINT16_MAX) weight = UINT16_MAX;
        for (uint32_t k = at; k <= last; k++)
            put_offer(&v->offers[k], e,
                      at == last  ? PART_WHOLE
                      : k == at   ? PART_BEGIN
                      : k == last ? PART_END
                                  : PART_INSIDE,
                      weight);
        see_candidate(v, e, at, last);
    }
}

void tagger_view_open(struct tagger_view *v, struct doc *doc) {
    *v = (struct tagger_view){.doc = doc, .words = words_of(doc)};
    uint32_t n = v->words->list.n, size = 16;
    while (size < n + n / 2) size *= 2;
    v->offers = arena_alloc(v->doc->arena, (n + 1) * sizeof *v->offers);
    v->seen = arena_alloc(v->doc->arena, size * sizeof *v->seen);
    v->seen_mask = size - 1;
    memset(v->seen, 0, size * sizeof *v->seen);
    for (uint32_t i = 0; i < n; i++)
        v->offers[i] = (struct tagger_offer){.name = OFFER_NONE, .other = OFFER_NONE};
    see_words(v);
    see_candidates(v);
}

unsigned tagger_joint(const struct tagger_view *v, uint32_t i) {
    enum { FAR = 12 }; /* bytes: something was left out of the words, such as an address */
    static const uint8_t joints[] = {
        [GAP_BREAK] = 1,  [GAP_SPACE] = 2, [GAP_HYPHEN] = 3, [GAP_DASH] = 4,
        [GAP_SLASH] = 5,  [GAP_DOT] = 6,   [GAP_AND] = 6,    [GAP_COMMA] = JOINT_COMMA,
        [GAP_CLITIC] = 3, [GAP_NONE] = 3};
    const struct word *w = &v->words->list.v[i];
    if (w->gap != GAP_BREAK || i == 0) return joints[w->gap];
    uint32_t from = w[-1].span.end;
    if (w->span.begin - from > FAR) return JOINT_WALL;
    for (uint32_t k = from; k < w->span.begin; k++)
        if (memchr("()[]{}<>;|!?\n", v->doc->text.p[k], 13)) return JOINT_WALL;
    return joints[GAP_BREAK];
}

uint32_t tagger_sequence(const struct words *w, uint32_t i) {
    uint32_t begin = i, sentence = w->list.v[i].sentence;
    while (i < w->list.n && i - begin < CHAIN_WORDS && w->list.v[i].sentence == sentence) i++;
    return i;
}

uint64_t tagger_pair_feature(unsigned before, unsigned joint) {
    return feature_mix(0x700 + joint, before + 1);
}
