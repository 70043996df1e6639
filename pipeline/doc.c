/* SPDX-License-Identifier: MIT */
/* See doc.h. */
#include "doc.h"

#include <stdarg.h>
#include <stdio.h>

#include "buf.h"
#include "utf8.h"

const char *rule_word(enum rule r) {
    static const char *const words[] = {
#define X(name, word) word,
        RULE_MAP(X)
#undef X
    };
    return words[r];
}

enum rule rule_from(struct str word) {
    for (unsigned i = 0; i < RULE_COUNT; i++)
        if (str_eq(word, str_of(rule_word((enum rule)i)))) return (enum rule)i;
    return RULE_NONE;
}

const char *zone_word(enum zone_kind k) {
    static const char *const words[] = {
#define X(name, word) word,
        ZONE_MAP(X)
#undef X
    };
    return words[k];
}

enum zone_kind zone_from(struct str word) {
    for (unsigned i = 0; i < ZONE_COUNT; i++)
        if (str_eq(word, str_of(zone_word((enum zone_kind)i)))) return (enum zone_kind)i;
    return ZONE_COUNT;
}

const char *entity_type_word(enum entity_type t) {
    static const char *const words[] = {"PER", "LOC", "ORG", "MISC", "DATE", "MONEY", "PERCENT"};
    return words[t];
}

enum entity_type entity_type_from(struct str word) {
    for (unsigned i = 0; i < TYPE_COUNT; i++)
        if (str_eq(word, str_of(entity_type_word((enum entity_type)i)))) return (enum entity_type)i;
    return TYPE_COUNT;
}

const char *fate_word(enum fate f) {
    static const char *const words[] = {
#define X(name, word) word,
        FATE_MAP(X)
#undef X
    };
    return words[f];
}

void doc_open(struct doc *d, struct arena *arena) {
    *d = (struct doc){.arena = arena};
    d->source.encoding = STR("");
    d->source.media = STR("text/plain");
    d->source.article = 1;
}

static struct str print(struct arena *a, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    if (format == NULL) format = ""; /* never; but gcc's sanitizers make it see one */
    char few[64];                    /* enough for most */
    int n = vsnprintf(few, sizeof few, format, args);
    char *p = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
    if (n >= (int)sizeof few) vsnprintf(p, (size_t)n + 1, format, again);
    else if (n > 0) memcpy(p, few, (size_t)n + 1);
    va_end(again);
    return (struct str){p, n < 0 ? 0 : (size_t)n};
}

/* The part of the page's edits between two places of text and source. */
static void article_edits(struct doc *d, const struct doc *page, struct article from,
                          struct article to) {
    for (uint32_t i = 0; i < page->edits.n; i++) {
        struct edit e = page->edits.v[i];
        if (e.raw_end < from.raw || e.raw > to.raw || e.text_end < from.text || e.text > to.text)
            continue;
        if (e.text < from.text) e.text = from.text;
        if (e.raw < from.raw) e.raw = from.raw;
        if (e.text_end > to.text) e.text_end = to.text;
        if (e.raw_end > to.raw) e.raw_end = to.raw;
        if (e.text == e.text_end && e.raw == e.raw_end) continue;
        e.text -= from.text, e.text_end -= from.text;
        e.raw -= from.raw, e.raw_end -= from.raw;
        *vec_push(d->arena, &d->edits) = e;
    }
}

static void article_zones(struct doc *d, const struct doc *page, struct article from,
                          struct article to) {
    for (uint32_t i = 0; i < page->zones.n; i++) {
        struct zone z = page->zones.v[i];
        if (z.raw.begin < from.raw || z.raw.begin >= to.raw) continue;
        z.span.begin -= from.text, z.span.end -= from.text;
        z.raw.begin -= from.raw, z.raw.end -= from.raw;
        if (z.repeats >= 0) z.repeats -= from.text;
        if (z.anchor < from.text || z.anchor >= to.text) z.anchor = ANCHOR_NONE;
        else z.anchor -= from.text;
        *vec_push(d->arena, &d->zones) = z;
    }
}

void doc_article(struct doc *d, const struct doc *page, uint32_t i) {
    bool last = i + 1 == page->articles.n;
    uint64_t all = page->source.end - page->source.start;
    struct article from = page->articles.v[i];
    struct article to = {(uint32_t)page->text.n, all < UINT32_MAX ? (uint32_t)all : UINT32_MAX};
    if (i == 0) from = (struct article){0, 0};
    if (!last) to = page->articles.v[i + 1];
    *d = *page;
    d->articles.n = d->articles.cap = 0;
    d->id = doc_printf(d, "%.*s#%u", (int)page->id.n, page->id.p, i + 1);
    d->text = str_sub(page->text, from.text, to.text);
    if (page->raw.p) d->raw = str_sub(page->raw, from.raw, to.raw);
    d->source.article = i + 1;
    d->source.end = page->source.start + to.raw;
    d->source.start = page->source.start + from.raw;
    d->edits.v = NULL, d->edits.n = d->edits.cap = 0;
    d->zones.v = NULL, d->zones.n = d->zones.cap = 0;
    d->warnings.v = NULL, d->warnings.n = d->warnings.cap = 0;
    d->stages.cap = d->stages.n; /* the first stage that is added makes a copy of its own */
    article_edits(d, page, from, to);
    article_zones(d, page, from, to);
    for (uint32_t k = 0; k < page->warnings.n; k++) {
        uint64_t byte = page->warnings.v[k].byte;
        if ((byte >= d->source.start || i == 0) && (byte < d->source.end || last))
            *vec_push(d->arena, &d->warnings) = page->warnings.v[k];
    }
    d->title = STR("");
    doc_set_title(d);
}

enum status doc_fail(struct doc *d, enum status code, uint64_t byte, const char *format, ...) {
    if (d->failure.code != OK) return d->failure.code;
    va_list args;
    va_start(args, format);
    d->failure.why = print(d->arena, format, args);
    va_end(args);
    d->failure.code = code;
    d->failure.byte = byte;
    return code;
}

void doc_warn(struct doc *d, const char *stage, const char *code, uint64_t byte, const char *format,
              ...) {
    va_list args;
    va_start(args, format);
    struct str why = print(d->arena, format, args);
    va_end(args);
    struct warning *w = vec_push(d->arena, &d->warnings);
    *w = (struct warning){str_of(stage), str_of(code), why, byte};
}

void doc_add_meta(struct doc *d, const char *key, struct str value) {
    static const char hex[] = "0123456789abcdef";
    if (value.n == 0) return;
    struct meta *m = vec_push(d->arena, &d->meta);
    m->key = arena_str(d->arena, str_of(key));
    value = doc_utf8(d->arena, value);
    struct buf b;
    buf_open(&b, d->arena, value.n + 2);
    buf_byte(&b, '"');
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if (c == '"' || c == '\\') buf_byte(&b, '\\');
        if (c >= 0x20) {
            buf_byte(&b, (char)c);
            continue;
        }
        buf_str(&b, STR("\\u00"));
        buf_byte(&b, hex[c >> 4]);
        buf_byte(&b, hex[c & 15]);
    }
    buf_byte(&b, '"');
    m->json = buf_view(&b);
}

struct str doc_printf(struct doc *d, const char *format, ...) {
    va_list args;
    va_start(args, format);
    struct str s = print(d->arena, format, args);
    va_end(args);
    return s;
}

struct str doc_utf8(struct arena *a, struct str bytes) {
    struct buf out;
    unsigned bad, n;
    buf_open(&out, a, bytes.n + 1);
    for (size_t i = 0; i < bytes.n; i += n ? n : bad) {
        n = utf8_scan((const unsigned char *)bytes.p + i, bytes.n - i, &bad);
        if (n) buf_add(&out, bytes.p + i, n);
        else buf_str(&out, STR("\xEF\xBF\xBD"));
    }
    return buf_view(&out);
}

enum lang doc_lang_at(const struct doc *d, uint32_t at, uint32_t *hint) {
    uint32_t i = *hint;
    while (i < d->sentences.n && d->sentences.v[i].span.end <= at) i++;
    *hint = i;
    if (i < d->sentences.n && d->sentences.v[i].span.begin <= at)
        return lang_rules(d->sentences.v[i].lang);
    return lang_rules(d->lang);
}

bool doc_has_stage(const struct doc *d, struct str name) {
    for (uint32_t i = 0; i < d->stages.n; i++)
        if (str_eq(d->stages.v[i], name)) return true;
    return false;
}

void doc_set_title(struct doc *d) {
    enum zone_kind wanted[] = {ZONE_TITLE, ZONE_HEADING};
    for (int k = 0; k < (d->title.n ? 1 : 2); k++)
        for (uint32_t i = 0; i < d->zones.n; i++) {
            if (d->zones.v[i].kind != wanted[k] || d->zones.v[i].out) continue;
            d->title = doc_span(d, d->zones.v[i].span);
            return;
        }
}

static bool in_order(const struct entity *a, const struct entity *b) {
    if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin;
    return a->span.end >= b->span.end;
}

/* Merges v[from, mid) and v[mid, to), both sorted; `room` holds the second of them, and what stands before its first
 * one stays. */
static void merge(struct entity *v, uint32_t from, uint32_t mid, uint32_t to, struct entity *room) {
    if (mid >= to || in_order(&v[mid - 1], &v[mid])) return;
    uint32_t left = mid, right = to - mid, k = to;
    memcpy(room, v + mid, right * sizeof *v);
    while (right > 0)
        if (left > from && !in_order(&v[left - 1], &room[right - 1])) v[--k] = v[--left];
        else v[--k] = room[--right];
}

/* Mostly a stage has added to what was sorted: only that is sorted, and then merged. */
void doc_sort_entities(struct doc *d) {
    struct entity *v = d->entities.v;
    uint32_t n = d->entities.n, first = 1;
    while (first < n && in_order(&v[first - 1], &v[first])) first++;
    if (first >= n) return;
    struct entity *room = arena_alloc(d->arena, (n - first) * sizeof *v);
    for (uint32_t width = 1; width < n - first; width *= 2)
        for (uint32_t from = first; from + width < n; from += 2 * width) {
            uint32_t to = n - from < 2 * width ? n : from + 2 * width;
            merge(v, from, from + width, to, room);
        }
    merge(v, 0, first, n, room);
}

static bool on_border(struct str text, uint32_t at) {
    return at == text.n || (at < text.n && utf8_border(text.p[at]));
}

static bool sound(struct str text, struct span s) {
    return s.begin <= s.end && s.end <= text.n && on_border(text, s.begin) &&
           on_border(text, s.end);
}

static const char *check_text(struct str text) {
    unsigned bad, step;
    for (size_t i = 0; i < text.n; i += step) {
        step = utf8_scan((const unsigned char *)text.p + i, text.n - i, &bad);
        if (step == 0) return "text is not valid UTF-8";
    }
    return NULL;
}

static const char *check_edits(const struct doc *d) {
    for (uint32_t i = 0; i < d->edits.n; i++) {
        const struct edit *e = &d->edits.v[i];
        if (e->text > e->text_end || e->raw > e->raw_end || e->text_end > d->text.n)
            return "an edit lies outside";
        if (i && (e[-1].text_end > e->text || e[-1].raw_end > e->raw))
            return "edits are not sorted";
        if (e->text - (i ? e[-1].text_end : 0) != e->raw - (i ? e[-1].raw_end : 0))
            return "text and source differ between edits";
        if (e->raw_end > UINT32_MAX - (d->text.n - e->text_end))
            return "an edit lies outside the source";
    }
    return NULL;
}

const char *doc_check(const struct doc *d) {
    const char *fault = check_text(d->text);
    if (fault == NULL) fault = check_edits(d);
    if (fault) return fault;
    uint32_t end = 0;
    for (uint32_t i = 0; i < d->zones.n; i++) {
        struct span s = d->zones.v[i].span;
        if (!sound(d->text, s)) return "a zone lies outside the text";
        if (d->zones.v[i].out) continue;
        if (s.begin < end) return "zones overlap";
        end = s.end;
    }
    end = 0;
    for (uint32_t i = 0; i < d->languages.n; i++) {
        struct span s = d->languages.v[i].span;
        if (!sound(d->text, s) || s.begin < end) return "languages overlap or lie outside the text";
        end = s.end;
    }
    end = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        struct span s = d->sentences.v[i].span;
        if (!sound(d->text, s) || s.begin < end || s.begin == s.end)
            return "sentences overlap, are empty or lie outside";
        end = s.end;
    }
    end = 0;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct span s = d->tokens.v[i].span;
        if (!sound(d->text, s) || s.begin < end || s.begin == s.end)
            return "tokens overlap, are empty or lie outside";
        end = s.end;
    }
    for (uint32_t i = 1; i < d->entities.n; i++)
        if (!in_order(&d->entities.v[i - 1], &d->entities.v[i])) return "entities are not sorted";
    for (uint32_t i = 0; i < d->entities.n; i++)
        if (!sound(d->text, d->entities.v[i].span) ||
            d->entities.v[i].span.begin == d->entities.v[i].span.end)
            return "an entity is empty or lies outside the text";
    return NULL;
}
