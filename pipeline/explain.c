/* SPDX-License-Identifier: MIT */
/* See explain.h. */
#include "explain.h"

#include "text.h"
#include "utf8.h"

static void quoted(struct buf *out, struct str s) {
    static const char hex[] = "0123456789ABCDEF";
    unsigned bad;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned n = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        bool control = c < 0x20 || c == 0x7F ||
                       (n == 2 && c == 0xC2 && (unsigned char)s.p[i + 1] < 0xA0);
        if (c == '\t' || c == '\n' || c == '\\') {
            buf_byte(out, '\\');
            buf_byte(out, c == '\t' ? 't' : c == '\n' ? 'n' : '\\');
        } else if (n && !control) {
            buf_add(out, s.p + i, n);
        } else {
            for (unsigned k = 0; k < (n ? n : 1); k++) {
                c = (unsigned char)s.p[i + k];
                buf_add(out, "\\x", 2);
                buf_byte(out, hex[c >> 4]);
                buf_byte(out, hex[c & 15]);
            }
        }
        i += n ? n : 1;
    }
}

struct writer {
    struct buf *out;
    const struct doc *doc;
    enum offsets offsets;
    uint32_t byte; /* cursor: byte of text, and the same place in output units */
    uint64_t unit;
};

static uint64_t unit_at(struct writer *w, uint32_t byte) {
    if (byte < w->byte) w->byte = 0, w->unit = 0;
    for (; w->byte < byte; w->byte++) {
        char c = w->doc->text.p[w->byte];
        bool border = utf8_border(c) || w->offsets == OFFSETS_BYTE;
        bool pair = w->offsets == OFFSETS_UTF16 && (unsigned char)c >= 0xF0;
        w->unit += (uint64_t)border + pair;
    }
    return w->unit;
}

/* The columns that all lines have. */
static void begin(struct writer *w, uint32_t text, struct span raw, const char *what) {
    quoted(w->out, w->doc->id);
    buf_byte(w->out, '\t');
    buf_u64(w->out, unit_at(w, text));
    buf_byte(w->out, '\t');
    buf_u64(w->out, w->doc->source.start + raw.begin);
    buf_byte(w->out, '\t');
    buf_u64(w->out, w->doc->source.start + raw.end);
    buf_byte(w->out, '\t');
    buf_str(w->out, str_of(what));
}

static void column(struct writer *w, struct str s) {
    buf_byte(w->out, '\t');
    quoted(w->out, s);
}

static void thousandths(struct writer *w, int32_t v) {
    buf_byte(w->out, '\t');
    if (v < 0) buf_byte(w->out, '-'), v = -v;
    buf_u64(w->out, (uint64_t)v / 1000);
    buf_byte(w->out, '.');
    for (int32_t unit = 100; unit; unit /= 10) buf_byte(w->out, (char)('0' + v / unit % 10));
}

static void edit(struct writer *w, const struct edit *e) {
    begin(w, e->text, (struct span){e->raw, e->raw_end}, rule_word(e->rule));
    column(w, w->doc->raw.p ? str_sub(w->doc->raw, e->raw, e->raw_end) : STR(""));
    column(w, str_sub(w->doc->text, e->text, e->text_end));
    buf_byte(w->out, '\n');
}

static void name(struct writer *w, const struct entity *e, const char *what) {
    const struct doc *d = w->doc;
    struct span raw = {text_raw_begin(d, e->span.begin), text_raw_end(d, e->span.end)};
    begin(w, e->span.begin, raw, what);
    column(w, doc_span(d, e->span));
    column(w, str_of(entity_type_word(e->type)));
    column(w, e->subtype);
    column(w, e->id);
    column(w, e->method);
    thousandths(w, e->score);
}

/* `winner` stands there in the end; NULL: nothing does. */
static void rival(struct writer *w, const struct proposal *c, const struct entity *winner) {
    name(w, &c->entity, fate_word(c->fate));
    if (c->entity.support) thousandths(w, c->entity.support - 1);
    else buf_byte(w->out, '\t');
    thousandths(w, c->belief);
    thousandths(w, c->gain);
    column(w, winner ? doc_span(w->doc, winner->span) : STR(""));
    column(w, str_of(winner ? entity_type_word(winner->type) : ""));
    column(w, winner ? winner->method : STR(""));
    buf_byte(w->out, '\n');
}

/* Both lists in the order of the text; a name stands before what it was chosen from. */
static void names(struct writer *w) {
    const struct doc *d = w->doc;
    uint32_t next = 0,
             over = 0; /* the first name that is not printed; that may lie over the candidate */
    for (uint32_t i = 0; i <= d->proposals.n; i++) {
        const struct proposal *c = i < d->proposals.n ? &d->proposals.v[i] : NULL;
        for (;
             next < d->entities.n && (!c || d->entities.v[next].span.begin <= c->entity.span.begin);
             next++) {
            name(w, &d->entities.v[next], "entity");
            buf_byte(w->out, '\n');
        }
        if (c == NULL) break;
        while (over < d->entities.n && d->entities.v[over].span.end <= c->entity.span.begin) over++;
        bool covered = over < d->entities.n && d->entities.v[over].span.begin < c->entity.span.end;
        rival(w, c, covered ? &d->entities.v[over] : NULL);
    }
}

void explain_write(struct buf *out, const struct doc *d, const struct jsonl_style *style) {
    struct writer w = {.out = out, .doc = d, .offsets = style->offsets};
    for (uint32_t i = 0; i < d->edits.n; i++) edit(&w, &d->edits.v[i]);
    if (d->layers & LAYER_RESOLVED) names(&w);
}
