/* SPDX-License-Identifier: MIT */
/* Features of a word where it stands. See tagger_features.h. */
#include "tagger_features.h"

#include "letters.h"
#include "tagger_decode.h"
#include "tagger_view.h"
#include "utf8.h"

enum { RUN_MAX = 6 };

enum { /* kinds of features, mixed first */
       C_EDGE = 0x200,
       C_PAIR_BEFORE,
       C_PAIR_BEHIND,
       C_PAIR_SHAPE,
       C_PAIR_ENDS,
       C_MARKS,
       C_MARKS_SHAPE,
       C_FIRST,
       C_HEADLINE,
       C_SHAPES,
       C_SHAPES_WIDE,
       C_RUN,
       C_RUN_LEFT,
       C_RUN_RIGHT,
       C_OFFER,
       C_OFFER_HOW,
       C_OFFER_SHAPE,
       C_OFFER_LANG,
       C_OFFER_OTHER,
       C_OFFER_BEFORE,
       C_OFFER_BEHIND,
       C_SEEN_SMALL,
       C_SEEN_CAPITAL,
       C_SEEN_NAME,
       C_EVIDENCE_PAIR,
       C_EVIDENCE_BEHIND,
       C_EVIDENCE_KNOWN,
       C_EVIDENCE_OFFER,
       C_CASUAL,
       C_OFFERS,
       C_OFFER_WORD,
       C_CLASSES,
       C_CLASS_RUN
};

static void put(struct features *out, uint64_t kind, uint64_t a, uint64_t b) {
    out->v[out->n++] = feature_mix(feature_mix(kind, a), b);
}

/* What stands between two words: bits. */
enum {
    MARK_QUOTE = 1,
    MARK_OPEN = 2,
    MARK_CLOSE = 4,
    MARK_COMMA = 8,
    MARK_STOP = 16,
    MARK_COLON = 32,
    MARK_HYPHEN = 64,
    MARK_OTHER = 128,
    MARK_EDGE = 256
};

static unsigned mark_of(uint32_t c) {
    if (c == '(' || c == '[') return MARK_OPEN;
    if (c == ')' || c == ']') return MARK_CLOSE;
    if (c == ',') return MARK_COMMA;
    if (c == '.' || c == '!' || c == '?' || c == ';') return MARK_STOP;
    if (c == ':') return MARK_COLON;
    if (is_hyphen(c) || is_dash(c) || c == '/') return MARK_HYPHEN;
    if (is_open_mark(c) || is_close_mark(c)) return MARK_QUOTE;
    return MARK_OTHER;
}

static unsigned marks_between(struct str text, uint32_t from, uint32_t to) {
    unsigned marks = 0;
    if (to == from || (to == from + 1 && text.p[from] == ' ')) return 0; /* most */
    if (to > from + 12) to = from + 12;
    for (size_t i = from; i < to && i < text.n;) {
        uint32_t c = utf8_next(text.p, &i);
        if (!is_blank(c)) marks |= mark_of(c);
    }
    return marks;
}

static const struct tagger_facts *facts_of(const struct tagger_view *v, uint32_t i) {
    return &v->facts[i - v->begin];
}

/* Marks before word i of a sequence; behind the last one where the sequence ends. */
static unsigned marks_before(const struct tagger_view *v, uint32_t i) {
    const struct word *w = v->words->list.v;
    if (i == v->begin) return MARK_EDGE;
    if (i == v->end)
        return MARK_EDGE | marks_between(v->doc->text, w[i - 1].span.end, w[i - 1].span.end + 2);
    return marks_between(v->doc->text, w[i - 1].span.end, w[i].span.begin);
}

static uint64_t stem_at(const struct tagger_view *v, int64_t i) {
    return i < v->begin || i >= v->end ? 1 : facts_of(v, (uint32_t)i)->stem[0];
}

static uint64_t shape_at(const struct tagger_view *v, int64_t i) {
    return i < v->begin || i >= v->end ? 15 : facts_of(v, (uint32_t)i)->shape;
}

static void pair_features(const struct tagger_view *v, uint32_t i, struct features *out) {
    const struct tagger_facts *f = facts_of(v, i);
    uint64_t before = stem_at(v, (int64_t)i - 1), behind = stem_at(v, (int64_t)i + 1);
    put(out, C_PAIR_BEFORE, before, f->stem[0]);
    put(out, C_PAIR_BEHIND, behind, f->stem[0]);
    out->identities = out->n;
    put(out, C_PAIR_SHAPE, before, f->shape);
    put(out, C_PAIR_SHAPE, behind, (uint64_t)f->shape + 32);
    put(out, C_PAIR_SHAPE, feature_mix(before, stem_at(v, (int64_t)i - 2)), f->capital);
    put(out, C_PAIR_SHAPE, feature_mix(behind, stem_at(v, (int64_t)i + 2)), f->capital + 2u);
    if (i > v->begin) put(out, C_PAIR_ENDS, f[-1].end2 ^ f[-1].shape, f->end2 ^ f->shape);
    if (i + 1 < v->end)
        put(out, C_PAIR_ENDS, f->end2 ^ f->shape, f[1].end2 ^ f[1].shape ^ 1u << 20);
    if (i > v->begin) put(out, C_EVIDENCE_PAIR, f[-1].evidence, f->evidence << 1 ^ f->capital);
}

static uint64_t class_at(const struct tagger_view *v, int64_t i, unsigned level) {
    return i < v->begin || i >= v->end ? 1u << 8 : facts_of(v, (uint32_t)i)->classes[level];
}

static uint64_t finest_at(const struct tagger_view *v, int64_t i) {
    return class_at(v, i, CLASS_FINE) << 16 | class_at(v, i, CLASS_OTHER);
}

/* Classes of neighbours together (English only). */
static void class_features(const struct tagger_view *v, uint32_t i, struct features *out) {
    const struct tagger_facts *f = facts_of(v, i);
    if (f->lang != 0) return;
    uint64_t own = f->classes[CLASS_COARSE];
    uint64_t before = class_at(v, (int64_t)i - 1, CLASS_COARSE),
             behind = class_at(v, (int64_t)i + 1, CLASS_COARSE);
    put(out, C_CLASSES, before << 16 | own, f->capital);
    put(out, C_CLASSES, behind << 16 | own, f->capital + 2u);
    put(out, C_CLASSES, before << 32 | own << 16 | behind, f->capital + 4u);
    put(out, C_CLASSES, class_at(v, (int64_t)i - 1, CLASS_FINE) << 16 | own, f->capital + 8u);
    put(out, C_CLASSES, class_at(v, (int64_t)i + 1, CLASS_FINE) << 16 | own, f->capital + 16u);
}

/* What the lexicon knows of a word in small letters counts for more where people write all in small letters,
 * and behind some words: "a week in tampa". */
static void evidence_features(const struct tagger_view *v, uint32_t i, struct features *out) {
    const struct tagger_facts *f = facts_of(v, i);
    const struct tagger_offer *o = &v->offers[i];
    bool casual = !facts_of(v, v->begin)->capital &&
                  v->words->list.v[v->begin].shape != SHAPE_NUMBER;
    if (casual) {
        put(out, C_CASUAL, f->evidence, f->capital);
        put(out, C_CASUAL, f->shape, f->known + 100u);
    }
    if (f->evidence == 0) return;
    put(out, C_EVIDENCE_BEHIND, stem_at(v, (int64_t)i - 1), f->evidence << 1 | f->capital);
    put(out, C_EVIDENCE_KNOWN, f->known | (uint64_t)f->shape << 4, f->evidence);
    put(out, C_EVIDENCE_OFFER, (uint64_t)o->name << 2 | o->part, f->evidence);
}

/* Numbers side by side in one. */
static void pack(uint64_t *all, unsigned *at, uint64_t part, unsigned bits) {
    *all |= part << *at;
    *at += bits;
}

static uint64_t unpack(uint64_t all, unsigned *at, unsigned bits) {
    uint64_t part = all >> *at & (((uint64_t)1 << bits) - 1);
    *at += bits;
    return part;
}

enum {
    SHAPE_BITS = 4,
    KNOWN_BITS = 2,
    LANG_BITS = 2,
    MARK_BITS = 9,
    CODE_BITS = 6,
    METHOD_BITS = 8
};

/* `near` has the shapes of the words around. */
static uint64_t shapes_of(const struct tagger_view *v, uint32_t i, uint64_t near, unsigned before,
                          unsigned behind) {
    const struct tagger_facts *f = facts_of(v, i);
    uint64_t all = near;
    unsigned at = PLACES_NEAR * SHAPE_BITS;
    pack(&all, &at, before, MARK_BITS);
    pack(&all, &at, behind, MARK_BITS);
    pack(&all, &at, f->lang, LANG_BITS);
    pack(&all, &at, f->known, KNOWN_BITS);
    pack(&all, &at, f->capital, 1);
    pack(&all, &at, v->words->list.v[i].first, 1);
    pack(&all, &at, tagger_in_headline(v, i), 1);
    pack(&all, &at, i == v->begin, 1);
    pack(&all, &at, i + 1 == v->end, 1);
    return all;
}

static void shape_features(uint64_t all, struct features *out) {
    uint64_t s[PLACES_NEAR];
    unsigned at = 0;
    for (unsigned k = 0; k < PLACES_NEAR; k++) s[k] = unpack(all, &at, SHAPE_BITS);
    uint64_t marks = unpack(all, &at, MARK_BITS), behind = unpack(all, &at, MARK_BITS),
             lang = unpack(all, &at, LANG_BITS), known = unpack(all, &at, KNOWN_BITS),
             capital = unpack(all, &at, 1), first = unpack(all, &at, 1),
             headline = unpack(all, &at, 1), edges = unpack(all, &at, 2), shape = s[NEAR];
    put(out, C_SHAPES, s[1] | s[2] << 4 | s[3] << 8, marks << 10 | behind);
    put(out, C_SHAPES, s[1] | s[2] << 4 | s[3] << 8, lang + 1);
    put(out, C_SHAPES_WIDE, s[0] | s[1] << 4 | s[2] << 8 | s[3] << 12 | s[4] << 16, 0);
    put(out, C_MARKS, marks, capital);
    put(out, C_MARKS, behind, capital + 2);
    put(out, C_MARKS_SHAPE, marks, shape);
    put(out, C_MARKS_SHAPE, behind, shape + 16);
    if (first) put(out, C_FIRST, known, shape << 2 | lang);
    if (headline) put(out, C_HEADLINE, known, shape << 2 | lang);
    put(out, C_EDGE, edges | headline << 2, shape);
}

/* The run of capitals around a word, and what stands before and behind it. */
static void run_features(const struct tagger_view *v, uint32_t i, struct features *out) {
    const struct word *w = v->words->list.v;
    if (!facts_of(v, i)->capital) return;
    uint32_t a = i, b = i;
    while (a > v->begin && i - a < RUN_MAX && facts_of(v, a - 1)->capital &&
           w[a].gap != GAP_BREAK && w[a].gap != GAP_COMMA)
        a--;
    while (b + 1 < v->end && b - i < RUN_MAX && facts_of(v, b + 1)->capital &&
           w[b + 1].gap != GAP_BREAK && w[b + 1].gap != GAP_COMMA)
        b++;
    put(out, C_RUN, (uint64_t)(i - a) << 8 | (b - i), facts_of(v, i)->lang);
    put(out, C_RUN_LEFT, stem_at(v, (int64_t)a - 1), i > a);
    put(out, C_RUN_RIGHT, stem_at(v, (int64_t)b + 1), i < b);
    if (facts_of(v, i)->lang == 0) {
        put(out, C_CLASS_RUN, finest_at(v, (int64_t)a - 1), i > a);
        put(out, C_CLASS_RUN, finest_at(v, (int64_t)b + 1), 2 + (i < b));
        if (a < i) put(out, C_CLASS_RUN, finest_at(v, a), 4);
        if (b > i) put(out, C_CLASS_RUN, finest_at(v, b), 5);
    }
    if (a < i) put(out, C_RUN_LEFT, facts_of(v, a)->evidence, 2);
    if (b > i) put(out, C_RUN_RIGHT, facts_of(v, b)->evidence, 2);
    if (a < i) put(out, C_RUN_LEFT, facts_of(v, a)->stem[0], 3);
    if (b > i) put(out, C_RUN_RIGHT, facts_of(v, b)->stem[0], 3);
}

static uint64_t code_of(const struct tagger_offer *o) {
    return (uint64_t)o->name << 2 | o->part;
}

static uint64_t offers_of(const struct tagger_view *v, uint32_t i) {
    const struct tagger_offer *o = &v->offers[i];
    const struct tagger_facts *f = facts_of(v, i);
    uint64_t all = 0;
    unsigned at = 0;
    pack(&all, &at, code_of(o), CODE_BITS);
    pack(&all, &at, i > v->begin ? code_of(o - 1) : 63, CODE_BITS);
    pack(&all, &at, i + 1 < v->end ? code_of(o + 1) : 63, CODE_BITS);
    pack(&all, &at, o->sure, 2);
    pack(&all, &at, o->method, METHOD_BITS);
    pack(&all, &at, (uint64_t)o->other << 2 | o->other_part, CODE_BITS);
    pack(&all, &at, f->shape, SHAPE_BITS);
    pack(&all, &at, f->known, KNOWN_BITS);
    pack(&all, &at, f->lang, LANG_BITS);
    pack(&all, &at, f->capital, 1);
    return all;
}

static void offer_features(uint64_t all, struct features *out) {
    unsigned at = 0;
    uint64_t code = unpack(all, &at, CODE_BITS), before = unpack(all, &at, CODE_BITS),
             behind = unpack(all, &at, CODE_BITS), sure = unpack(all, &at, 2),
             method = unpack(all, &at, METHOD_BITS), other = unpack(all, &at, CODE_BITS),
             shape = unpack(all, &at, SHAPE_BITS), known = unpack(all, &at, KNOWN_BITS),
             lang = unpack(all, &at, LANG_BITS), capital = unpack(all, &at, 1);
    put(out, C_OFFER, code, sure << 1 | capital);
    put(out, C_OFFER_HOW, code, method << 2 | sure);
    put(out, C_OFFER_SHAPE, code, shape << 4 | known);
    put(out, C_OFFER_LANG, code, lang << 2 | sure);
    if (other >> 2 != OFFER_NONE) put(out, C_OFFER_OTHER, code, other);
    put(out, C_OFFER_BEFORE, code, before << 4 | shape);
    put(out, C_OFFER_BEHIND, code, behind << 4 | shape);
    put(out, C_OFFERS, code, before << 8 | behind);
}

static void offered_word(const struct tagger_view *v, uint32_t i, struct features *out) {
    const struct tagger_offer *o = &v->offers[i];
    put(out, C_OFFER_WORD, code_of(o), facts_of(v, i)->stem[0]);
}

static unsigned few(unsigned n) {
    return n < 2 ? n : n < 4 ? 2 : 3;
}

static void seen_features(const struct tagger_view *v, uint32_t i, struct features *out) {
    const struct word *w = &v->words->list.v[i];
    const struct tagger_facts *f = facts_of(v, i);
    const struct tagger_offer *o = &v->offers[i];
    if (w->shape == SHAPE_NUMBER || w->shape == SHAPE_LOWER) return;
    const struct tagger_seen *s = tagger_seen_find(v, f->stem[0]);
    unsigned own = !w->first && !tagger_in_headline(v, i);
    if (s == NULL) return;
    put(out, C_SEEN_SMALL, few(s->small), (uint64_t)f->known << 1 | w->first);
    put(out, C_SEEN_CAPITAL, few(s->capital - own), (uint64_t)f->known << 1 | w->first);
    unsigned surname = 0;
    for (size_t k = 0; k < STEMS && surname == 0; k++) {
        const struct tagger_seen *t = f->stem[k] ? tagger_seen_find(v, f->stem[k]) : NULL;
        if (t && t->surname) surname = 1 + (k > 0);
    }
    bool inside = o->name == NAME_PER && o->part != PART_WHOLE;
    put(out, C_SEEN_NAME, surname, (uint64_t)inside << 4 | (uint64_t)(s->given > 0) << 3);
    put(out, C_SEEN_NAME, few(s->place) | few(s->body) << 4 | surname << 8, 1);
}

void tagger_word_context(const struct tagger_view *v, uint32_t i, struct features *out) {
    pair_features(v, i, out);
    run_features(v, i, out);
    seen_features(v, i, out);
    evidence_features(v, i, out);
    class_features(v, i, out);
    offered_word(v, i, out);
}

void tagger_around(const struct tagger_view *v, uint64_t (*around)[AROUND_KINDS]) {
    uint64_t near = 0;
    unsigned behind = marks_before(v, v->begin);
    for (int64_t k = -NEAR; k < NEAR; k++)
        near = near >> SHAPE_BITS | shape_at(v, v->begin + k) << (PLACES_NEAR - 1) * SHAPE_BITS;
    for (uint32_t i = v->begin; i < v->end; i++, around++) {
        unsigned before = behind;
        behind = marks_before(v, i + 1);
        near = near >> SHAPE_BITS | shape_at(v, (int64_t)i + NEAR)
                                        << (PLACES_NEAR - 1) * SHAPE_BITS;
        (*around)[AROUND_SHAPES] = shapes_of(v, i, near, before, behind);
        (*around)[AROUND_OFFERS] = offers_of(v, i);
    }
}

void tagger_around_features(uint64_t around, enum around which, struct features *out) {
    if (which == AROUND_SHAPES) shape_features(around, out);
    else offer_features(around, out);
}
