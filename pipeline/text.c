/* SPDX-License-Identifier: MIT */
/* See text.h. Composition: both lists of edits are walked in the order of the text between them;
 * edits that overlap there become one, all others are shifted by the running differences. */
#include "text.h"

void text_open(struct text *t, struct doc *d) {
    *t = (struct text){.doc = d};
    buf_open(&t->out, d->arena, d->text.n + d->text.n / 16 + 64);
}

void text_keep(struct text *t, uint32_t n) {
    buf_add(&t->out, t->doc->text.p + t->at, n);
    t->at += n;
}

void text_replace(struct text *t, uint32_t n, struct str with, enum rule rule) {
    if (n == 0 && with.n == 0) return;
    uint32_t at = (uint32_t)t->out.n;
    struct edit *last = t->edits.n ? &t->edits.v[t->edits.n - 1] : NULL;
    bool joins = last && last->rule == rule && last->raw_end == t->at && last->text_end == at &&
                 rule != RULE_MARKER && rule != RULE_CHARSET;
    buf_str(&t->out, with);
    struct edit e = {at, at + (uint32_t)with.n, t->at, t->at + n, rule};
    t->at += n;
    if (joins) last->text_end = e.text_end, last->raw_end = e.raw_end;
    else *vec_push(t->doc->arena, &t->edits) = e;
}

/* New position of old position `at`. */
static uint32_t moved(const struct text *t, uint32_t at, bool is_end) {
    uint32_t lo = 0, hi = t->edits.n; /* edits that begin before (for an end), or at, this place */
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (is_end ? t->edits.v[mid].raw < at : t->edits.v[mid].raw <= at) lo = mid + 1;
        else hi = mid;
    }
    if (lo == 0) return at;
    const struct edit *e = &t->edits.v[lo - 1];
    if (at >= e->raw_end) return e->text_end + (at - e->raw_end);
    return is_end ? e->text_end : e->text;
}

static void move_zones(struct text *t) {
    struct doc *d = t->doc;
    uint32_t k = 0;
    for (uint32_t z = 0; z < d->zones.n; z++) {
        struct zone zone = d->zones.v[z];
        bool empty = zone.span.begin == zone.span.end;
        zone.span.begin = moved(t, zone.span.begin, false);
        zone.span.end = empty ? zone.span.begin : moved(t, zone.span.end, true);
        if (zone.span.end < zone.span.begin) zone.span.end = zone.span.begin;
        if (zone.repeats >= 0) zone.repeats = moved(t, (uint32_t)zone.repeats, false);
        if (zone.note && zone.anchor != ANCHOR_NONE) zone.anchor = moved(t, zone.anchor, false);
        if (zone.span.begin == zone.span.end && !zone.out) continue;
        d->zones.v[k++] = zone;
    }
    d->zones.n = k;
}

static void move_languages(struct text *t) {
    struct doc *d = t->doc;
    uint32_t k = 0;
    for (uint32_t i = 0; i < d->languages.n; i++) {
        struct language l = d->languages.v[i];
        l.span.begin = moved(t, l.span.begin, false);
        l.span.end = moved(t, l.span.end, true);
        if (l.span.begin < l.span.end) d->languages.v[k++] = l;
    }
    d->languages.n = k;
}

/* One group of overlapping edits in coordinates of the text between: [begin, end). */
struct group {
    uint32_t begin, end;
    enum rule rule;
    bool local;
};

static bool overlaps(const struct group *g, uint32_t begin, uint32_t end) {
    if (begin == end) return begin > g->begin && begin < g->end;
    if (g->begin == g->end) return g->begin > begin && g->begin < end;
    return begin < g->end && end > g->begin;
}

static void compose(struct text *t) {
    struct doc *d = t->doc;
    struct arena *a = d->arena;
    const struct edit *old = d->edits.v, *new = t->edits.v;
    uint32_t no = d->edits.n, nn = t->edits.n, i = 0, j = 0;
    int64_t to_raw = 0, to_text = 0; /* running differences */
    VEC(struct edit) out = {NULL, 0, 0};
    while (i < no || j < nn) {
        /* at one place: what was deleted before comes first, then insertions, then replacements */
        bool first_old = j == nn;
        if (i < no && j < nn)
            first_old = old[i].text < new[j].raw ||
                        (old[i].text == new[j].raw &&
                         (old[i].text_end == old[i].text || new[j].raw_end > new[j].raw));
        struct group g = first_old
                             ? (struct group){old[i].text, old[i].text_end, old[i].rule, false}
                             : (struct group){new[j].raw, new[j].raw_end, new[j].rule, true};
        uint32_t text = (uint32_t)(g.begin + to_text), raw = (uint32_t)(g.begin + to_raw);
        if (first_old) to_raw = (int64_t)old[i].raw_end - old[i].text_end, i++;
        else to_text = (int64_t) new[j].text_end - new[j].raw_end, j++;
        for (bool more = true; more;) {
            more = false;
            while (i < no && overlaps(&g, old[i].text, old[i].text_end)) {
                if (old[i].text_end > g.end) g.end = old[i].text_end;
                to_raw = (int64_t)old[i].raw_end - old[i].text_end;
                i++, more = true;
            }
            while (j < nn && overlaps(&g, new[j].raw, new[j].raw_end)) {
                if (new[j].raw_end > g.end) g.end = new[j].raw_end;
                to_text = (int64_t) new[j].text_end - new[j].raw_end;
                g.rule = new[j].rule;
                j++, more = true;
            }
        }
        struct edit e = {text, (uint32_t)(g.end + to_text), raw, (uint32_t)(g.end + to_raw),
                         g.rule};
        *vec_push(a, &out) = e;
    }
    d->edits.v = out.v, d->edits.n = out.n, d->edits.cap = out.cap;
}

void text_commit(struct text *t) {
    struct doc *d = t->doc;
    if (t->edits.n == 0) return;
    text_keep(t, (uint32_t)d->text.n - t->at);
    compose(t);
    move_zones(t);
    move_languages(t);
    d->text = buf_view(&t->out);
}

/* Index of the first edit for which the text position is beyond: text > at, or >= at. */
static uint32_t bound(const struct doc *d, uint32_t at, bool or_equal) {
    uint32_t lo = 0, hi = d->edits.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        uint32_t text = d->edits.v[mid].text;
        if (or_equal ? text >= at : text > at) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

uint32_t text_raw_begin(const struct doc *d, uint32_t at) {
    uint32_t i = bound(d, at, false);
    if (i == 0) return at;
    const struct edit *e = &d->edits.v[i - 1];
    return at >= e->text_end ? e->raw_end + (at - e->text_end) : e->raw;
}

uint32_t text_raw_end(const struct doc *d, uint32_t at) {
    uint32_t i = bound(d, at, true);
    if (i == 0) return at;
    const struct edit *e = &d->edits.v[i - 1];
    return at >= e->text_end ? e->raw_end + (at - e->text_end) : e->raw_end;
}

uint32_t text_raw_end_marked(const struct doc *d, uint32_t at) {
    uint32_t raw = text_raw_end(d, at);
    for (uint32_t i = bound(d, at, true); i < d->edits.n; i++) {
        const struct edit *e = &d->edits.v[i];
        if (e->text != at || e->text_end != at || e->raw != raw) break;
        if (e->rule != RULE_MARKER && e->rule != RULE_MARKUP) break;
        raw = e->raw_end;
    }
    return raw;
}
