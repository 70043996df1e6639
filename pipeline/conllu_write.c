/* SPDX-License-Identifier: MIT */
/* Writing CoNLL-U. What was CoNLL-U gets its own lines back, with new lemmas and attributes; other
 * documents get the columns there are. Which entity a token belongs to is settled first. */
#include "conllu.h"

enum { COLUMNS = 10, LEMMA = 2, MISC = 9 };

struct writer {
    struct buf *out;
    const struct doc *doc;
    const uint32_t *owner; /* of each token: its entity's index + 1, 0: none. NULL: no such layer */
    bool starts;           /* the next token is the first of its sentence */
};

/* Which of two entities gets the tokens that both want. */
static bool goes_first(const struct doc *d, uint32_t a, uint32_t b) {
    struct span x = d->entities.v[a].span, y = d->entities.v[b].span;
    uint32_t long_x = x.end - x.begin, long_y = y.end - y.begin;
    if (!(d->layers & LAYER_RESOLVED) && long_x != long_y) return long_x > long_y;
    return x.begin != y.begin ? x.begin < y.begin : a < b;
}

static void sift(const struct doc *d, uint32_t *v, uint32_t i, uint32_t n) {
    for (uint32_t child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && goes_first(d, v[child], v[child + 1])) child++;
        if (!goes_first(d, v[i], v[child])) return;
        uint32_t swap = v[i];
        v[i] = v[child], v[child] = swap;
    }
}

/* Indices of the entities, those that go first in front. A heap: qsort() may call malloc(). */
static const uint32_t *ranked(const struct doc *d) {
    uint32_t n = d->entities.n, *v = arena_alloc(d->arena, n * sizeof *v);
    for (uint32_t i = 0; i < n; i++) v[i] = i;
    for (uint32_t i = n / 2; i > 0; i--) sift(d, v, i - 1, n);
    for (uint32_t i = n; i > 1; i--) {
        uint32_t swap = v[0];
        v[0] = v[i - 1], v[i - 1] = swap;
        sift(d, v, 0, i - 1);
    }
    return v;
}

/* Index of the first token that ends behind byte `at`. */
static uint32_t token_at(const struct doc *d, uint32_t at) {
    uint32_t lo = 0, hi = d->tokens.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (d->tokens.v[mid].span.end > at) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

/* With half of its bytes, or because it holds all of the entity: NATO in "NATO-led". */
static bool belongs(struct span token, struct span entity) {
    uint32_t begin = token.begin > entity.begin ? token.begin : entity.begin;
    uint32_t end = token.end < entity.end ? token.end : entity.end;
    if (begin >= end) return false;
    return (uint64_t)(end - begin) * 2 >= token.end - token.begin ||
           end - begin == entity.end - entity.begin;
}

static void own(const struct doc *d, uint32_t *owner, uint32_t entity) {
    struct span span = d->entities.v[entity].span;
    uint32_t from = token_at(d, span.begin), to = from;
    bool taken = false;
    if (from < d->tokens.n && !belongs(d->tokens.v[from].span, span)) to = ++from;
    for (; to < d->tokens.n && belongs(d->tokens.v[to].span, span); to++) taken |= owner[to] != 0;
    /* Of a candidate that lost a word nothing is left: it was another reading of the same words. */
    if (taken && !(d->layers & LAYER_RESOLVED)) return;
    for (uint32_t i = from; i < to; i++)
        if (owner[i] == 0) owner[i] = entity + 1;
}

static const uint32_t *owners(const struct doc *d) {
    if (!(d->layers & LAYER_ENTITIES)) return NULL;
    const uint32_t *order = ranked(d);
    uint32_t *owner = arena_alloc(d->arena, d->tokens.n * sizeof *owner);
    if (d->tokens.n) memset(owner, 0, d->tokens.n * sizeof *owner);
    for (uint32_t i = 0; i < d->entities.n; i++) own(d, owner, order[i]);
    return owner;
}

/* A line has no room for line ends, a column none for tabs: white space becomes one space. */
static void put_clean(struct buf *out, struct str s) {
    bool space = false;
    for (size_t i = 0; i < s.n; i++) {
        bool was = space;
        space = is_space(s.p[i]);
        if (!space) buf_byte(out, s.p[i]);
        else if (!was) buf_byte(out, ' ');
    }
}

/* "key=value" with the escapes of universaldependencies.org/misc.html; `key` has its sign. */
static void put_attribute(struct buf *out, size_t column, struct str key, struct str value) {
    static const char plain[] = " \t\n\r|\\", coded[] = "stnrp\\";
    if (out->n > column) buf_byte(out, '|');
    buf_str(out, key);
    for (size_t i = 0; i < value.n; i++) {
        const char *at = memchr(plain, value.p[i], sizeof plain - 1);
        if (at) buf_byte(out, '\\');
        buf_byte(out, at ? coded[at - plain] : value.p[i]);
    }
}

/* The attributes that are ours, in the order in which new ones stand. */
enum { ATTRIBUTE_NER, ATTRIBUTE_STEM, ATTRIBUTE_ID, ATTRIBUTES };

static void put_tag(const struct writer *w, size_t column, uint32_t i) {
    uint32_t owner = w->owner[i];
    if (owner == 0) {
        put_attribute(w->out, column, STR("NER="), STR("O"));
        return;
    }
    const struct entity *e = &w->doc->entities.v[owner - 1];
    bool begins = w->starts || i == 0 || w->owner[i - 1] != owner;
    put_attribute(w->out, column, begins ? STR("NER=B-") : STR("NER=I-"),
                  str_of(entity_type_word(e->type)));
}

/* What token i has of an attribute whose layer was run. */
static void put_value(const struct writer *w, size_t column, uint32_t i, unsigned attribute) {
    const struct doc *d = w->doc;
    struct str stem = d->tokens.v[i].stem;
    if (attribute == ATTRIBUTE_NER) {
        put_tag(w, column, i);
    } else if (attribute == ATTRIBUTE_STEM) {
        if (stem.n) put_attribute(w->out, column, STR("Stem="), stem);
    } else if (w->owner[i]) {
        struct str id = d->entities.v[w->owner[i] - 1].id;
        if (id.n) put_attribute(w->out, column, STR("EntId="), id);
    }
}

/* Token i's last column, where `old` is what it has already: a layer that was run puts its value in
 * the place of the one that stood there. */
static void put_misc(const struct writer *w, struct str old, uint32_t i) {
    static const char *const keys[] = {"NER=", "Stem=", "EntId="};
    bool stems = w->doc->layers & LAYER_STEMS;
    bool wanted[ATTRIBUTES] = {w->owner != NULL, stems, w->owner != NULL}, done[ATTRIBUTES] = {0};
    size_t column = w->out->n;
    struct str rest = str_eq(old, STR("_")) ? STR("") : old, attribute;
    while (rest.n && str_cut(&rest, '|', &attribute)) {
        unsigned k = 0;
        while (k < ATTRIBUTES && !(wanted[k] && str_starts(attribute, str_of(keys[k])))) k++;
        if (k == ATTRIBUTES) {
            if (w->out->n > column) buf_byte(w->out, '|');
            buf_str(w->out, attribute);
        } else if (!done[k]) {
            put_value(w, column, i, k);
            done[k] = true;
        }
    }
    for (unsigned k = 0; k < ATTRIBUTES; k++)
        if (wanted[k] && !done[k]) put_value(w, column, i, k);
    if (w->out->n == column) buf_byte(w->out, '_');
}

static bool has_lemma(const struct doc *d, uint32_t i) {
    return d->layers & LAYER_LEMMAS && d->tokens.v[i].lemma.n;
}

/* What stands in the file behind a row's last column. */
static struct str line_end(const struct doc *d, struct str last) {
    const char *p = last.p + last.n, *end = d->raw.p + d->raw.n;
    size_t n = 0;
    while (p + n < end && p[n] == '\r') n++;
    if (p + n < end && p[n] == '\n') n++;
    return (struct str){p, n};
}

/* Token i's row, as it was read but for what the layers say. */
static void put_kept_row(const struct writer *w, uint32_t i) {
    const struct str *columns = w->doc->conllu_words.v[i].columns;
    for (unsigned c = 0; c < COLUMNS; c++) {
        if (c) buf_byte(w->out, '\t');
        if (c == LEMMA && has_lemma(w->doc, i)) put_clean(w->out, w->doc->tokens.v[i].lemma);
        else if (c == MISC && w->doc->layers & (LAYER_ENTITIES | LAYER_STEMS))
            put_misc(w, columns[c], i);
        else buf_str(w->out, columns[c]);
    }
    buf_str(w->out, line_end(w->doc, columns[MISC]));
}

static void put_kept(struct writer *w) {
    const struct doc *d = w->doc;
    uint32_t k = 0;
    for (uint32_t i = 0;; i++) {
        for (; k < d->conllu_lines.n && d->conllu_lines.v[k].before <= i; k++) {
            buf_str(w->out, d->conllu_lines.v[k].line);
            w->starts |= d->conllu_lines.v[k].sentence_end;
        }
        if (i == d->tokens.n) return;
        put_kept_row(w, i);
        w->starts = false;
    }
}

static void put_new_row(const struct writer *w, uint32_t i, uint32_t number) {
    const struct doc *d = w->doc;
    struct str text = doc_span(d, d->tokens.v[i].span);
    bool glued = i + 1 < d->tokens.n && d->tokens.v[i + 1].span.begin == d->tokens.v[i].span.end;
    buf_u64(w->out, number);
    buf_byte(w->out, '\t');
    put_clean(w->out, text);
    buf_byte(w->out, '\t');
    put_clean(w->out, has_lemma(d, i) ? d->tokens.v[i].lemma : STR("_"));
    buf_str(w->out, STR("\t_\t_\t_\t_\t_\t_\t"));
    put_misc(w, glued ? STR("SpaceAfter=No") : STR("_"), i);
    buf_byte(w->out, '\n');
}

/* Stands a blank line before the token, or nothing at all? */
static bool begins_paragraph(const struct doc *d, uint32_t token) {
    if (token == 0) return true;
    struct str gap = doc_span(
        d, (struct span){d->tokens.v[token - 1].span.end, d->tokens.v[token].span.begin});
    const char *first = gap.n ? memchr(gap.p, '\n', gap.n) : NULL;
    size_t behind = first ? (size_t)(first - gap.p) + 1 : gap.n;
    return memchr(gap.p + behind, '\n', gap.n - behind) != NULL;
}

/* Tokens [from, to) as the document's sentence `number`. */
static void put_sentence(struct writer *w, uint32_t from, uint32_t to, uint32_t number) {
    const struct doc *d = w->doc;
    if (begins_paragraph(d, from)) buf_str(w->out, STR("# newpar\n"));
    buf_str(w->out, STR("# sent_id = "));
    put_clean(w->out, d->id);
    buf_byte(w->out, '-');
    buf_u64(w->out, number);
    buf_str(w->out, STR("\n# text = "));
    put_clean(w->out, doc_span(d, (struct span){d->tokens.v[from].span.begin,
                                                d->tokens.v[to - 1].span.end}));
    buf_byte(w->out, '\n');
    for (uint32_t i = from; i < to; i++) {
        w->starts = i == from;
        put_new_row(w, i, i - from + 1);
    }
    buf_byte(w->out, '\n');
}

/* A number that tokens of one sentence, or between the same two, have in common. *s is a hint that
 * moves on. */
static uint64_t sentence_of(const struct doc *d, uint32_t token, uint32_t *s) {
    uint32_t at = d->tokens.v[token].span.begin;
    while (*s < d->sentences.n && d->sentences.v[*s].span.end <= at) ++*s;
    return 2 * (uint64_t)*s + (*s < d->sentences.n && d->sentences.v[*s].span.begin <= at);
}

static void put_new(struct writer *w) {
    const struct doc *d = w->doc;
    buf_str(w->out, d->id.n ? STR("# newdoc id = ") : STR("# newdoc"));
    put_clean(w->out, d->id);
    buf_byte(w->out, '\n');
    if (d->tokens.n == 0) buf_byte(w->out, '\n');
    uint32_t s = 0, number = 0;
    for (uint32_t from = 0, to; from < d->tokens.n; from = to) {
        uint64_t sentence = sentence_of(d, from, &s);
        for (to = from + 1; to < d->tokens.n && sentence_of(d, to, &s) == sentence;) to++;
        put_sentence(w, from, to, ++number);
    }
}

void conllu_write(struct buf *out, const struct doc *d) {
    struct writer w = {.out = out, .doc = d, .owner = owners(d), .starts = true};
    bool kept = d->conllu_words.n || d->conllu_lines.n;
    if (kept && d->conllu_words.n == d->tokens.n) put_kept(&w);
    else if (d->tokens.n || !str_eq(d->source.media, STR("text/x-conllu"))) put_new(&w);
}
