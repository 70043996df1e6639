/* SPDX-License-Identifier: MIT */
/* Reading a record, or any JSON object with a text. Code points become bytes again with one cursor
 * that walks both ways. jansson's memory comes from the document's arena: it knows one global hook
 * only, so the hook asks the thread which arena is open. */
#include <math.h>
#include <stdlib.h>

#include "jsonl_foreign.h"
#include "stage.h"
#include "utf8.h"

static _Thread_local struct arena *open_arena;

static void *take(size_t n) {
    return open_arena ? arena_alloc(open_arena, n) : malloc(n);
}

static void give(void *p) {
    if (open_arena == NULL) free(p);
}

void jsonl_setup(void) {
    json_set_alloc_funcs(take, give);
    json_object_seed(1);
}

enum { STEP = 1024 };

struct reader {
    struct doc *doc;
    uint32_t byte, unit; /* cursor: byte of text, and the same place in code points */
    VEC(uint32_t) marks; /* bytes of the code points 0, STEP, 2 STEP …; made when needed */
    bool bad;            /* a position outside, or a field of another type */
};

static struct str string(struct reader *r, const json_t *object, const char *name) {
    const json_t *v = json_object_get(object, name);
    if (v == NULL) return STR("");
    if (!json_is_string(v)) {
        r->bad = true;
        return STR("");
    }
    return (struct str){json_string_value(v), json_string_length(v)};
}

static uint64_t natural(struct reader *r, const json_t *object, const char *name) {
    const json_t *v = json_object_get(object, name);
    if (v == NULL) return 0;
    if (!json_is_integer(v) || json_integer_value(v) < 0) {
        r->bad = true;
        return 0;
    }
    return (uint64_t)json_integer_value(v);
}

/* Takes the cursor to the last mark before `unit`, or before the end. */
static void jump(struct reader *r, uint64_t unit) {
    struct str text = r->doc->text;
    uint32_t units = 0;
    for (uint32_t i = 0, made = r->marks.n; made == 0 && i < text.n; i++)
        if (utf8_border(text.p[i]) && units++ % STEP == 0) *vec_push(r->doc->arena, &r->marks) = i;
    if (r->marks.n == 0) return;
    uint32_t k = unit / STEP < r->marks.n ? (uint32_t)(unit / STEP) : r->marks.n - 1;
    r->byte = r->marks.v[k], r->unit = k * STEP;
}

/* Byte of the code point at `unit`. */
static uint32_t byte_at(struct reader *r, uint64_t unit) {
    const char *p = r->doc->text.p;
    uint32_t n = (uint32_t)r->doc->text.n;
    if (unit > r->unit + (uint64_t)STEP || r->unit > unit + STEP) jump(r, unit);
    while (r->unit < unit && r->byte < n) {
        do r->byte++;
        while (r->byte < n && !utf8_border(p[r->byte]));
        r->unit++;
    }
    while (r->unit > unit) {
        do r->byte--;
        while (!utf8_border(p[r->byte]));
        r->unit--;
    }
    if (r->unit != unit) r->bad = true;
    return r->byte;
}

static struct span positions(struct reader *r, const json_t *row) {
    struct span s;
    s.begin = byte_at(r, natural(r, row, "start"));
    s.end = byte_at(r, natural(r, row, "end"));
    if (s.end < s.begin) r->bad = true;
    return s;
}

static struct span raw_positions(struct reader *r, const json_t *row) {
    uint64_t start = r->doc->source.start, begin = natural(r, row, "source_start"),
             end = natural(r, row, "source_end");
    if (begin < start || end < begin || end - start > UINT32_MAX) {
        r->bad = true;
        return (struct span){0, 0};
    }
    return (struct span){(uint32_t)(begin - start), (uint32_t)(end - start)};
}

static uint16_t thousandths(struct reader *r, const json_t *row, const char *name) {
    const json_t *v = json_object_get(row, name);
    double x = json_number_value(v);
    if (!json_is_number(v) || x < 0 || x > 1) {
        r->bad = true;
        return 0;
    }
    return (uint16_t)lround(x * 1000);
}

static const json_t *list(struct reader *r, const json_t *object, const char *name) {
    const json_t *v = json_object_get(object, name);
    if (v && !json_is_array(v)) r->bad = true;
    return json_is_array(v) ? v : NULL;
}

static void read_source(struct reader *r, const json_t *record) {
    const json_t *s = json_object_get(record, "source");
    struct source *source = &r->doc->source;
    if (!json_is_object(s)) return;
    struct str sha = string(r, s, "sha256");
    source->path = string(r, s, "path");
    source->bytes = natural(r, s, "bytes");
    if (sha.n == 64) memcpy(source->sha256, sha.p, 64);
    source->encoding = string(r, s, "encoding");
    source->media = string(r, s, "media");
    source->article = (uint32_t)natural(r, s, "article");
    source->start = natural(r, s, "start");
    source->end = natural(r, s, "end");
    /* somebody else may have left these out */
    if (memchr(source->media.p, '/', source->media.n) == NULL) source->media = STR("text/plain");
    if (source->article == 0) source->article = 1;
}

static void read_edits(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    size_t i;
    json_t *row;
    json_array_foreach(list(r, record, "edits"), i, row) {
        struct edit *e = vec_push(d->arena, &d->edits);
        struct span text = positions(r, row), raw = raw_positions(r, row);
        *e = (struct edit){text.begin, text.end, raw.begin, raw.end,
                           rule_from(string(r, row, "rule"))};
    }
}

/* A place in the text, or -1. */
static int64_t place(const json_t *row, const char *name) {
    const json_t *v = json_object_get(row, name);
    return json_is_integer(v) ? json_integer_value(v) : -1;
}

static void read_zones(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    size_t i;
    json_t *row;
    struct reader first = *r, mark = *r; /* cursors for first copies and footnote marks */
    json_array_foreach(list(r, record, "zones"), i, row) {
        struct zone *z = vec_push(d->arena, &d->zones);
        z->span = positions(r, row);
        z->raw = raw_positions(r, row);
        z->kind = zone_from(string(r, row, "kind"));
        z->out = z->span.begin == z->span.end;
        int64_t repeats = place(row, "repeats"), anchor = place(row, "anchor");
        uint64_t note = natural(r, row, "note");
        z->repeats = repeats >= 0 ? (int64_t)byte_at(&first, (uint64_t)repeats) : -1;
        z->anchor = anchor >= 0 ? byte_at(&mark, (uint64_t)anchor) : ANCHOR_NONE;
        z->note = (uint16_t)note;
        r->bad |= first.bad || mark.bad || note > UINT16_MAX;
        if (z->kind == ZONE_COUNT) r->bad = true;
    }
}

static void read_languages(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    size_t i;
    json_t *row;
    d->lang = lang_from(string(r, record, "lang"));
    d->script = script_from(string(r, record, "script"));
    json_array_foreach(list(r, record, "languages"), i, row) {
        struct language *l = vec_push(d->arena, &d->languages);
        l->span = positions(r, row);
        l->lang = lang_from(string(r, row, "lang"));
        l->script = script_from(string(r, row, "script"));
        l->score = thousandths(r, row, "score");
    }
    json_array_foreach(list(r, record, "sentences"), i, row) {
        struct sentence *s = vec_push(d->arena, &d->sentences);
        s->span = positions(r, row);
        s->lang = lang_from(string(r, row, "lang"));
    }
}

static struct str element(struct reader *r, const json_t *column, size_t i) {
    const json_t *v = json_array_get(column, i);
    if (!json_is_string(v)) {
        r->bad = true;
        return STR("");
    }
    return (struct str){json_string_value(v), json_string_length(v)};
}

static void read_tokens(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    const json_t *t = json_object_get(record, "tokens");
    if (!json_is_object(t)) return;
    const json_t *start = list(r, t, "start"), *end = list(r, t, "end");
    const json_t *norm = list(r, t, "norm"), *stem = list(r, t, "stem"),
                 *lemma = list(r, t, "lemma");
    size_t n = json_array_size(start);
    if (json_array_size(end) != n) r->bad = true;
    for (size_t i = 0; i < n && !r->bad; i++) {
        struct token *k = vec_push(d->arena, &d->tokens);
        json_int_t begin = json_integer_value(json_array_get(start, i)),
                   stop = json_integer_value(json_array_get(end, i));
        if (begin < 0 || stop < begin) r->bad = true;
        k->span.begin = byte_at(r, (uint64_t)begin);
        k->span.end = byte_at(r, (uint64_t)stop);
        if (json_array_size(norm)) k->norm = element(r, norm, i);
        if (json_array_size(stem)) k->stem = element(r, stem, i);
        if (json_array_size(lemma)) k->lemma = element(r, lemma, i);
    }
}

static const char *const subtypes[] = {"",    "GPE",  "LOC",  "FAC",     "NORP", "EVENT",
                                       "LAW", "WORK", "LANG", "PRODUCT", NULL};

static void read_entities(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    size_t i;
    json_t *row;
    json_array_foreach(list(r, record, "entities"), i, row) {
        struct entity *e = vec_push(d->arena, &d->entities);
        e->span = positions(r, row);
        e->type = entity_type_from(string(r, row, "type"));
        if (e->type == TYPE_COUNT) {
            e->type = TYPE_MISC;
            r->bad = true;
        }
        e->subtype = string(r, row, "subtype");
        if (!str_in(e->subtype, subtypes)) r->bad = true;
        e->norm = string(r, row, "norm");
        e->id = string(r, row, "id");
        e->value = string(r, row, "value");
        e->lang = lang_from(string(r, row, "lang"));
        e->score = thousandths(r, row, "score");
        e->method = string(r, row, "method");
        if (json_object_get(row, "support"))
            e->support = (uint16_t)(1 + thousandths(r, row, "support"));
    }
}

/* The stages say which layers are there. */
static void read_stages(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    const json_t *names = list(r, record, "stages");
    for (size_t i = 0; i < json_array_size(names); i++) {
        struct str name = element(r, names, i);
        const struct stage *s = stage_find(name);
        *vec_push(d->arena, &d->stages) = name;
        if (s) d->layers |= s->gives;
    }
}

static void read_warnings(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    size_t i;
    json_t *row;
    json_array_foreach(list(r, record, "warnings"), i, row) {
        struct warning *w = vec_push(d->arena, &d->warnings);
        *w = (struct warning){string(r, row, "stage"), string(r, row, "code"),
                              string(r, row, "why"), natural(r, row, "byte")};
        if (w->code.n == 0 || w->why.n == 0) r->bad = true;
    }
}

static bool is_ours(const char *name) {
    static const char *const fields[] = {"v",      "id",       "source", "lang",      "script",
                                         "title",  "text",     "zones",  "languages", "sentences",
                                         "tokens", "entities", "edits",  "meta",      "warnings",
                                         "stages", "error"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(name, fields[i]) == 0) return true;
    return false;
}

/* Fields that are not the record's own travel in meta; a record's meta is taken over. */
static void read_meta(struct reader *r, const json_t *record) {
    const char *name;
    json_t *value;
    const json_t *meta = json_object_get(record, "meta");
    json_object_foreach((json_t *)(uintptr_t)meta, name, value) {
        if (!json_is_string(value)) {
            r->bad = true;
            continue;
        }
        struct meta *m = vec_push(r->doc->arena, &r->doc->meta);
        m->key = str_of(name);
        m->json = (struct str){json_string_value(value), json_string_length(value)};
    }
    json_object_foreach((json_t *)(uintptr_t)record, name, value) {
        if (!is_ours(name)) jsonl_add_meta(r->doc, name, value);
    }
}

static void read_failure(struct reader *r, const json_t *error) {
    struct doc *d = r->doc;
    struct str code = string(r, error, "code");
    d->failure.code = LIBRARY;
    for (unsigned i = 1; i <= LIBRARY; i++)
        if (str_eq(code, str_of(status_word((enum status)i)))) d->failure.code = (enum status)i;
    d->failure.stage = string(r, error, "stage");
    d->failure.why = string(r, error, "why");
    d->failure.byte = natural(r, error, "byte");
}

static void read_record(struct reader *r, const json_t *record) {
    struct doc *d = r->doc;
    read_source(r, record);
    d->title = string(r, record, "title");
    read_stages(r, record);
    read_edits(r, record);
    read_zones(r, record);
    read_languages(r, record);
    read_tokens(r, record);
    read_entities(r, record);
    read_warnings(r, record);
    read_meta(r, record);
    const char *fault = r->bad ? "a field has another type or a position lies outside the text"
                               : doc_check(d);
    if (fault) doc_fail(d, BAD_RECORD, 0, "the record contradicts itself: %s", fault);
}

static void read_object(struct doc *d, json_t *record, const struct jsonl_keys *keys) {
    struct reader r = {.doc = d};
    const json_t *text = json_object_get(record, "text"), *error = json_object_get(record, "error");
    bool ours = json_integer_value(json_object_get(record, "v")) == 1 &&
                json_is_object(json_object_get(record, "source"));
    if (!ours) {
        jsonl_foreign(d, record, keys);
        return;
    }
    jsonl_id(d, json_object_get(record, "id"));
    if (json_is_object(error)) {
        read_source(&r, record);
        read_failure(&r, error);
    } else if (!json_is_string(text)) {
        doc_fail(d, BAD_RECORD, 0, "the record has no field `text` with a string");
    } else {
        d->text = (struct str){json_string_value(text), json_string_length(text)};
        read_record(&r, record);
    }
}

void jsonl_read(struct doc *d, struct str line, const struct jsonl_keys *keys) {
    json_error_t error;
    open_arena = d->arena;
    if (setjmp(d->arena->full)) {
        open_arena = NULL;
        d->failure = (struct failure){TOO_BIG, STR("read"),
                                      STR("the record needs more memory than it may have"), 0};
        return;
    }
    json_t *record = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
    if (record == NULL && json_error_code(&error) == json_error_numeric_overflow) {
        /* an integer beyond 64 bits, a hash perhaps: the document is not lost for it */
        record = json_loadb(line.p, line.n, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);
        if (record)
            doc_warn(d, "read", "rounded", d->source.start,
                     "a number is too big: numbers in meta are rounded");
    }
    if (json_is_object(record)) {
        read_object(d, record, keys);
    } else {
        uint64_t at = !record && error.position > 0 ? (uint64_t)error.position : 0;
        struct str why = STR("the line is not a JSON object");
        if (!record) why = doc_utf8(d->arena, str_of(error.text)); /* cut inside a character */
        doc_fail(d, BAD_JSON, d->source.start + at, "%.*s", (int)why.n, why.p);
    }
    open_arena = NULL;
    if (d->failure.code != OK && d->failure.stage.n == 0) d->failure.stage = STR("read");
}
