/* SPDX-License-Identifier: MIT */
/* Where a name ends and where it is two. The tagger learnt from corpora that draw these borders in
 * different ways; here they are as in our own gold: capitals bound an English name (US army is US),
 * endings and second parts behind a hyphen stay outside (NATO-ja, EU-level), and two names with a
 * comma, a hyphen or a slash between are two (Kosovo-Serbia). Two persons side by side are one. */
#include "resolve.h"

static bool is_model(const struct entity *e) {
    return e->type <= TYPE_MISC && str_is(e->method, "model");
}

/* Is word `w`, the last of a name, none of its words? */
static bool is_outside(const struct word *w) {
    if (w->shape != SHAPE_LOWER) return false;
    if (w->lang == LANG_EN) return w->gap == GAP_SPACE || w->gap == GAP_HYPHEN;
    return w->gap == GAP_HYPHEN && (w->letters <= 3 || str_starts(w->key, STR("ov")));
}

/* Ministry of Culture, Youth and Sport: what an institution is for. 1st Battalion, 5th Marines. */
static bool is_list(const struct words *w, const struct entity *e, uint32_t i, uint32_t last) {
    static const char *const words[] = {"and", "dhe", "e", "edhe", "i", "te", NULL};
    if (e->type != TYPE_ORG) return false;
    if (w->list.v[i].key.n && is_digit(w->list.v[i].key.p[0])) return true;
    for (uint32_t k = i + 1; k < last; k++)
        if (w->list.v[k].shape == SHAPE_LOWER && str_in(w->list.v[k].key, words)) return true;
    return false;
}

/* A comma before word `i` of a name [first, last] parts two names; but Acme, Inc. and Kurti, Lulzim. */
static bool is_parted(const struct words *w, const struct entity *e, uint32_t first, uint32_t last,
                      uint32_t i) {
    static const char *const firms[] = {"inc", "ltd", "llc", "llp", "corp", "co", "jr", "sr", NULL};
    const struct word *v = w->list.v;
    bool inverted = e->type == TYPE_PER && first + 1 == last;
    return v[i].gap == GAP_COMMA && !inverted && !str_in(v[i].key, firms) &&
           !is_list(w, e, i, last);
}

/* Ends candidate `i` at word `end` of its words [first, last]; with `rest`, what follows is one of its own. */
static void cut(struct doc *d, const struct words *w, uint32_t i, uint32_t end, bool rest) {
    struct entity whole = d->entities.v[i], *e = &d->entities.v[i];
    e->span.end = w->list.v[end].span.end;
    e->norm = doc_span(d, e->span);
    if (!rest) return;
    e = vec_push(d->arena, &d->entities);
    *e = whole;
    e->span.begin = w->list.v[end + 1].span.begin;
    e->norm = doc_span(d, e->span);
}

static uint32_t last_word(const struct words *w, const struct entity *e, uint32_t first) {
    uint32_t last = first;
    while (last + 1 < w->list.n && w->list.v[last + 1].span.begin < e->span.end) last++;
    return last;
}

/* Returns whether something was cut. */
static bool trim(struct doc *d, const struct words *w, uint32_t i) {
    uint32_t first = words_at(w, d->entities.v[i].span.begin),
             last = last_word(w, &d->entities.v[i], first);
    for (uint32_t k = first + 1; k <= last; k++)
        if (is_parted(w, &d->entities.v[i], first, last, k)) {
            cut(d, w, i, k - 1, true);
            trim(d, w, i);
            return true;
        }
    uint32_t end = last;
    while (end > first && is_outside(&w->list.v[end])) end--;
    if (end == last || !word_is_capital(&w->list.v[first])) return false;
    cut(d, w, i, end, false);
    return true;
}

/* A title is no part of a name: Z. Gashnjani, Patrijarh Porfirije. Those that are given names may be. */
static bool cut_title(struct resolve *r, uint32_t i) {
    struct entity *e = &r->doc->entities.v[i];
    const struct words *w = r->words;
    char buf[TITLE_ROOM];
    uint32_t first = words_at(w, e->span.begin);
    if (e->type != TYPE_PER || last_word(w, e, first) == first ||
        !word_is_capital(&w->list.v[first + 1]) || resolve_title(r, first + 1, buf).n == 0 ||
        resolve_is_given(r, w->list.v[first].key))
        return false;
    e->span.begin = w->list.v[first + 1].span.begin;
    e->norm = doc_span(r->doc, e->span);
    return true;
}

/* No name with capitals begins with a small conjunction or preposition: sepse festa e Bajramit. */
static bool cut_joint(struct resolve *r, uint32_t i) {
    static const char *const words[] = {
        "and", "or", "that", "because", "in",  "at",  "from", "by",   "sepse", "dhe", "ose", "se",
        "qe",  "ne", "nga",  "me",      "per", "tek", "te",   "i",    "ili",   "jer", "da",  "u",
        "na",  "sa", "iz",   "od",      "za",  "o",   "kod",  "koji", "koja",  NULL};
    struct entity *e = &r->doc->entities.v[i];
    const struct words *w = r->words;
    uint32_t first = words_at(w, e->span.begin), last = last_word(w, e, first), from = first;
    while (from < last && w->list.v[from].shape == SHAPE_LOWER &&
           str_in(w->list.v[from].key, words))
        from++;
    bool capital = false;
    for (uint32_t k = from; k <= last; k++) capital |= word_is_capital(&w->list.v[k]);
    if (from == first || !capital) return false;
    e->span.begin = w->list.v[from].span.begin;
    e->norm = doc_span(r->doc, e->span);
    return true;
}

void resolve_trim(struct resolve *r) {
    struct doc *d = r->doc;
    bool moved = false;
    for (uint32_t i = 0; i < d->entities.n; i++)
        if (is_model(&d->entities.v[i])) {
            moved |= trim(d, r->words, i);
            moved |= cut_title(r, i);
            moved |= cut_joint(r, i);
        }
    if (moved) doc_sort_entities(d);
}

static bool is_sure_row(const struct entity *e) {
    return e->type <= TYPE_MISC && e->id.n && e->score >= SURE_ROW && resolve_has_row(e);
}

/* The rows over words [first, last] are believed as much more as the name that they are not part of. */
static bool raise(struct resolve *r, uint32_t from, uint32_t first, uint32_t last, unsigned by) {
    struct doc *d = r->doc;
    bool found = false;
    for (uint32_t i = from; i < d->entities.n && r->first[i] <= first; i++) {
        struct entity *e = &d->entities.v[i];
        if (r->first[i] != first || r->last[i] != last || !is_sure_row(e)) continue;
        unsigned support = e->support + by;
        if (by) e->support = (uint16_t)(support > 1001 ? 1001 : support);
        found = true;
    }
    return found;
}

void resolve_split(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *e = &d->entities.v[i];
        if (!is_model(e)) continue;
        for (uint32_t k = r->first[i] + 1; k <= r->last[i]; k++) {
            uint8_t gap = r->words->list.v[k].gap;
            if (gap != GAP_HYPHEN && gap != GAP_SLASH && gap != GAP_DASH) continue;
            uint32_t from = i; /* the first candidate that begins there */
            while (from > 0 && r->first[from - 1] == r->first[i]) from--;
            if (!raise(r, from, r->first[i], k - 1, 0) || !raise(r, from, k, r->last[i], 0))
                continue;
            raise(r, from, r->first[i], k - 1, e->support - 1u);
            raise(r, from, k, r->last[i], e->support - 1u);
            r->fate[i] = FATE_RULE;
            break;
        }
    }
}

/* The longest name is the one: the tagger believes in a row of several words what it believes in a name
 * of its type inside. */
void resolve_longest(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *e = &d->entities.v[i];
        if (e->support == 0 || r->first[i] == r->last[i] || !is_sure_row(e)) continue;
        for (uint32_t k = i + 1; k < d->entities.n && r->first[k] <= r->last[i]; k++) {
            const struct entity *x = &d->entities.v[k];
            if (r->last[k] <= r->last[i] && x->type == e->type && is_model(x) &&
                x->support > e->support)
                e->support = x->support;
        }
    }
}

static bool is_one_word(const struct resolve *r, uint32_t i) {
    return r->doc->entities.v[i].type == TYPE_PER && r->first[i] == r->last[i];
}

/* Ljutvija | Kurti: a given name that nobody knew, and the surname behind it. */
static bool is_full_name(const struct resolve *r, uint32_t i) {
    const struct word *next = &r->words->list.v[r->first[i + 1]];
    char title[TITLE_ROOM];
    return next->gap == GAP_SPACE && !next->first &&
           resolve_title(r, r->first[i + 1], title).n == 0;
}

/* Kelmendi | Bytyqi, where the document has an Arjeta Kelmendi-Bytyqi. */
static bool is_double_surname(const struct resolve *r, uint32_t i) {
    enum { LOOK = 200 };
    const struct word *w = r->words->list.v;
    uint32_t from = i < LOOK ? 0 : i - LOOK, second = r->first[i + 1];
    if (w[second].gap != GAP_HYPHEN) return false;
    for (uint32_t k = from; k < r->known && k < i + LOOK; k++) {
        uint32_t last = r->last[k];
        if (r->doc->entities.v[k].type == TYPE_PER && last > r->first[k] + 1 &&
            w[last].gap == GAP_HYPHEN && resolve_alike(r, last - 1, second - 1) &&
            resolve_alike(r, last, second))
            return true;
    }
    return false;
}

/* Are entity i and the next one, side by side, one person? */
static bool is_one_person(const struct resolve *r, uint32_t i) {
    return i + 1 < r->known && is_one_word(r, i) && is_one_word(r, i + 1) &&
           r->first[i + 1] == r->last[i] + 1 && r->doc->entities.v[i].id.n == 0 &&
           (is_full_name(r, i) || is_double_surname(r, i));
}

void resolve_join(struct resolve *r) {
    struct doc *d = r->doc;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->known; i++) {
        struct entity *to = &d->entities.v[kept];
        *to = d->entities.v[i];
        r->first[kept] = r->first[i], r->last[kept] = r->last[i];
        if (is_one_person(r, i)) {
            r->last[kept] = r->last[++i];
            to->span.end = d->entities.v[i].span.end;
            to->norm = doc_span(d, to->span);
            to->method = r->words->list.v[r->last[kept]].gap == GAP_SPACE ? STR("given")
                                                                          : STR("surname");
        }
        kept++;
    }
    d->entities.n = r->known = kept;
}
