/* SPDX-License-Identifier: MIT */
/* Writing the record. Positions are bytes inside and code points outside: each layer is sorted, so
 * one cursor a layer turns them in one pass. */
#include "jsonl.h"
#include "text.h"
#include "utf8.h"

struct writer {
    struct buf *out;
    const struct doc *doc;
    enum offsets offsets;
    uint32_t byte, unit; /* cursor: byte of text, and the same place in output units */
    uint32_t *units;     /* of the tokens' begins, then of their ends */
    bool ascii;
};

static inline void text(struct writer *w, const char *s) {
    buf_add(w->out, s, strlen(s));
}

static void quote(struct buf *b, struct str s) {
    char *begin = buf_room(b, JSONL_QUOTE_GROWTH * s.n + 2);
    b->n += (size_t)(jsonl_quote(begin, s) - begin);
}

static inline void key_n(struct writer *w, const char *name, size_t n) {
    char *o = buf_room(w->out, n + 3);
    *o++ = '"';
    memcpy(o, name, n);
    o[n] = '"', o[n + 1] = ':';
    w->out->n += n + 3;
}
#define key(w, name) key_n((w), (name), strlen(name))

static inline void member(struct writer *w, const char *name, struct str value) {
    buf_byte(w->out, ',');
    key(w, name);
    quote(w->out, value);
}

static inline void number(struct writer *w, const char *name, uint64_t value) {
    buf_byte(w->out, ',');
    key(w, name);
    buf_u64(w->out, value);
}

/* Thousandths as a JSON number: 980 → 0.98. */
static void thousandths(struct writer *w, const char *name, uint16_t s) {
    buf_byte(w->out, ',');
    key(w, name);
    buf_u64(w->out, s / 1000);
    unsigned rest = s % 1000; /* always with a point: readers guess types from the first value */
    char d[4] = {'.', (char)('0' + rest / 100), (char)('0' + rest / 10 % 10),
                 (char)('0' + rest % 10)};
    size_t n = 4;
    while (n > 2 && d[n - 1] == '0') n--;
    buf_add(w->out, d, n);
}

/* How many of eight bytes begin a character? Those behind its first are 10xxxxxx. */
static inline uint32_t borders8(const char *p) {
    uint64_t w;
    memcpy(&w, p, sizeof w);
    uint64_t behind = w >> 7 & ~(w >> 6) & 0x0101010101010101u;
    return 8 - (uint32_t)(behind * 0x0101010101010101u >> 56);
}

static uint32_t unit_at(struct writer *w, uint32_t byte) {
    if (w->ascii || w->offsets == OFFSETS_BYTE) return byte;
    const char *p = w->doc->text.p;
    uint32_t from = byte < w->byte ? byte : w->byte, to = byte < w->byte ? w->byte : byte,
             units = 0;
    uint32_t i = from;
    for (; w->offsets == OFFSETS_CODEPOINT && i + 8 <= to; i += 8) units += borders8(p + i);
    for (; i < to; i++) {
        units += utf8_border(p[i]);
        if (w->offsets == OFFSETS_UTF16 && (unsigned char)p[i] >= 0xF0) units++;
    }
    w->unit = byte < w->byte ? w->unit - units : w->unit + units;
    w->byte = byte;
    return w->unit;
}

static void positions(struct writer *w, struct span s) {
    key(w, "start");
    buf_u64(w->out, unit_at(w, s.begin));
    number(w, "end", unit_at(w, s.end));
}

static void raw_positions(struct writer *w, struct span raw) {
    number(w, "source_start", w->doc->source.start + raw.begin);
    number(w, "source_end", w->doc->source.start + raw.end);
}

static void row(struct writer *w, uint32_t i) {
    text(w, i ? ",{" : "{");
}

static void write_source(struct writer *w) {
    const struct source *s = &w->doc->source;
    text(w, ",\"source\":{");
    key(w, "path");
    quote(w->out, s->path);
    number(w, "bytes", s->bytes);
    member(w, "sha256", str_of(s->sha256));
    member(w, "encoding", s->encoding);
    member(w, "media", s->media);
    number(w, "article", s->article);
    number(w, "start", s->start);
    number(w, "end", s->end);
    buf_byte(w->out, '}');
}

static void write_zones(struct writer *w, bool keep) {
    const struct doc *d = w->doc;
    text(w, ",\"zones\":[");
    uint32_t n = 0;
    struct writer first = *w, mark = *w; /* cursors for first copies and footnote marks */
    for (uint32_t i = 0; i < d->zones.n; i++) {
        const struct zone *z = &d->zones.v[i];
        if (z->out && !keep) continue;
        row(w, n++);
        positions(w, z->span);
        raw_positions(w, z->out ? z->raw
                                : (struct span){text_raw_begin(d, z->span.begin),
                                                text_raw_end(d, z->span.end)});
        member(w, "kind", str_of(zone_word(z->kind)));
        buf_byte(w->out, ',');
        key(w, "repeats");
        if (z->repeats < 0) text(w, "-1");
        else buf_u64(w->out, unit_at(&first, (uint32_t)z->repeats));
        number(w, "note", z->note);
        buf_byte(w->out, ',');
        key(w, "anchor");
        if (!z->note || z->anchor == ANCHOR_NONE) text(w, "-1");
        else buf_u64(w->out, unit_at(&mark, z->anchor));
        buf_byte(w->out, '}');
    }
    buf_byte(w->out, ']');
}

static void write_languages(struct writer *w) {
    const struct doc *d = w->doc;
    text(w, ",\"languages\":[");
    for (uint32_t i = 0; i < d->languages.n; i++) {
        const struct language *l = &d->languages.v[i];
        row(w, i);
        positions(w, l->span);
        member(w, "lang", str_of(lang_word(l->lang)));
        member(w, "script", str_of(script_word(l->script)));
        thousandths(w, "score", l->score);
        buf_byte(w->out, '}');
    }
    text(w, "],\"sentences\":[");
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const struct sentence *s = &d->sentences.v[i];
        row(w, i);
        positions(w, s->span);
        raw_positions(w, (struct span){text_raw_begin(d, s->span.begin),
                                       text_raw_end_marked(d, s->span.end)});
        member(w, "lang", str_of(lang_word(s->lang)));
        buf_byte(w->out, '}');
    }
    buf_byte(w->out, ']');
}

/* The digits of `v` at `o`; returns the end. Ten bytes of room. */
static inline char *digits(char *o, uint32_t v) {
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    unsigned n = v < 10           ? 1
                 : v < 100        ? 2
                 : v < 1000       ? 3
                 : v < 10000      ? 4
                 : v < 100000     ? 5
                 : v < 1000000    ? 6
                 : v < 10000000   ? 7
                 : v < 100000000  ? 8
                 : v < 1000000000 ? 9
                                  : 10;
    char *p = o + n;
    for (; v >= 100; v /= 100) {
        p -= 2;
        memcpy(p, pairs + 2 * (v % 100), 2);
    }
    if (v >= 10) memcpy(p - 2, pairs + 2 * v, 2);
    else p[-1] = (char)('0' + v);
    return o + n;
}

static void numbers(struct writer *w, const char *name, const uint32_t *v, uint32_t n) {
    key_n(w, name, strlen(name));
    char *begin = buf_room(w->out, (size_t)n * 11 + 2), *o = begin;
    *o++ = '[';
    for (uint32_t i = 0; i < n; i++) {
        if (i) *o++ = ',';
        o = digits(o, v[i]);
    }
    *o++ = ']';
    w->out->n += (size_t)(o - begin);
}

static void token_strings(struct writer *w, const char *name, size_t field, bool there) {
    const struct doc *d = w->doc;
    buf_byte(w->out, ',');
    key(w, name);
    buf_byte(w->out, '[');
    for (uint32_t i = 0; there && i < d->tokens.n; i++) {
        if (i) buf_byte(w->out, ',');
        struct str s;
        memcpy(&s, (const char *)&d->tokens.v[i] + field, sizeof s);
        quote(w->out, s);
    }
    buf_byte(w->out, ']');
}

static void write_tokens(struct writer *w) {
    const struct doc *d = w->doc;
    unsigned layers = d->layers;
    uint32_t *starts = w->units, *ends = starts + d->tokens.n;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        starts[i] = unit_at(w, d->tokens.v[i].span.begin);
        ends[i] = unit_at(w, d->tokens.v[i].span.end);
    }
    text(w, ",\"tokens\":{");
    numbers(w, "start", starts, d->tokens.n);
    buf_byte(w->out, ',');
    numbers(w, "end", ends, d->tokens.n);
    token_strings(w, "norm", offsetof(struct token, norm), layers & LAYER_TOKENS);
    token_strings(w, "stem", offsetof(struct token, stem), layers & LAYER_STEMS);
    token_strings(w, "lemma", offsetof(struct token, lemma), layers & LAYER_LEMMAS);
    buf_byte(w->out, '}');
}

static void write_entities(struct writer *w) {
    const struct doc *d = w->doc;
    text(w, ",\"entities\":[");
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const struct entity *e = &d->entities.v[i];
        row(w, i);
        positions(w, e->span);
        raw_positions(
            w, (struct span){text_raw_begin(d, e->span.begin), text_raw_end(d, e->span.end)});
        member(w, "text", doc_span(d, e->span));
        member(w, "type", str_of(entity_type_word(e->type)));
        member(w, "subtype", e->subtype);
        member(w, "norm", e->norm);
        member(w, "id", e->id);
        member(w, "value", e->value);
        member(w, "lang", str_of(lang_word(e->lang)));
        thousandths(w, "score", e->score);
        member(w, "method", e->method);
        if (e->support && !(d->layers & LAYER_RESOLVED))
            thousandths(w, "support", (uint16_t)(e->support - 1));
        buf_byte(w->out, '}');
    }
    buf_byte(w->out, ']');
}

static void write_edits(struct writer *w) {
    const struct doc *d = w->doc;
    text(w, ",\"edits\":[");
    for (uint32_t i = 0; i < d->edits.n; i++) {
        const struct edit *e = &d->edits.v[i];
        row(w, i);
        positions(w, (struct span){e->text, e->text_end});
        raw_positions(w, (struct span){e->raw, e->raw_end});
        member(w, "rule", str_of(rule_word(e->rule)));
        buf_byte(w->out, '}');
    }
    buf_byte(w->out, ']');
}

static void write_rest(struct writer *w) {
    const struct doc *d = w->doc;
    text(w, ",\"meta\":{");
    for (uint32_t i = 0; i < d->meta.n; i++) {
        if (i) buf_byte(w->out, ',');
        quote(w->out, d->meta.v[i].key);
        buf_byte(w->out, ':');
        quote(w->out, d->meta.v[i].json);
    }
    text(w, "},\"warnings\":[");
    for (uint32_t i = 0; i < d->warnings.n; i++) {
        const struct warning *g = &d->warnings.v[i];
        row(w, i);
        key(w, "stage");
        quote(w->out, g->stage);
        member(w, "code", g->code);
        number(w, "byte", g->byte);
        member(w, "why", g->why);
        buf_byte(w->out, '}');
    }
    text(w, "],\"stages\":[");
    for (uint32_t i = 0; i < d->stages.n; i++) {
        if (i) buf_byte(w->out, ',');
        quote(w->out, d->stages.v[i]);
    }
    text(w, "]}\n");
}

static void write_failure(struct writer *w) {
    const struct failure *f = &w->doc->failure;
    text(w, ",\"error\":{");
    key(w, "stage");
    quote(w->out, f->stage);
    member(w, "code", str_of(status_word(f->code)));
    number(w, "byte", f->byte);
    member(w, "why", f->why);
    text(w, "}}\n");
}

static bool is_ascii(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

void jsonl_write(struct buf *out, const struct doc *d, const struct jsonl_style *style) {
    struct writer w = {.out = out, .doc = d, .offsets = style->offsets, .ascii = is_ascii(d->text)};
    /* before the record is more than begun: it grows in place as long as it is the last in the arena */
    w.units = arena_alloc(d->arena, 2 * d->tokens.n * sizeof *w.units + 1);
    text(&w, "{\"v\":1");
    member(&w, "id", d->id);
    write_source(&w);
    if (d->failure.code != OK) {
        write_failure(&w);
        return;
    }
    member(&w, "lang", str_of(d->layers & LAYER_LANGUAGES ? lang_word(d->lang) : ""));
    member(&w, "script", str_of(d->layers & LAYER_LANGUAGES ? script_word(d->script) : ""));
    member(&w, "title", d->title);
    member(&w, "text", d->text);
    write_zones(&w, style->keep_zones);
    write_languages(&w);
    write_tokens(&w);
    write_entities(&w);
    write_edits(&w);
    write_rest(&w);
}
