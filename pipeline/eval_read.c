/* SPDX-License-Identifier: MIT */
/* See eval_read.h. Every line is an item of the input; what stands in it tells what the file is. */
#include "eval_read.h"

#include <stdarg.h>
#include <stdio.h>

#include "input.h"
#include "jsonl.h"
#include "utf8.h"

enum { COLUMNS = 10, FORM = 1, MISC = 9, ARENA_KEEP = 16 << 20 };

struct reader {
    struct eval_file *file;
    const char *path;
    uint64_t line;
    bool begun;      /* the sentence has tokens */
    bool open;       /* a name is */
    bool over;       /* its tag said that it ends there */
    struct str type; /* its type, as written there */
    struct buf name; /* its text */
};

static bool fail(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(struct reader *r, const char *format, ...) {
    struct eval_file *f = r->file;
    va_list args;
    int n = snprintf(f->message, f->size, "eval: %s: line %llu ", r->path,
                     (unsigned long long)r->line);
    if (n < 0 || (size_t)n >= f->size) return false;
    va_start(args, format);
    vsnprintf(f->message + n, f->size - (size_t)n, format, args);
    va_end(args);
    return false;
}

static bool is_white(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0xAD ||
           (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/* What of `s` is no white space goes behind the letters. */
static void put_letters(struct buf *letters, struct str s) {
    for (size_t i = 0, from = 0; i < s.n; from = i)
        if (!is_white(utf8_next(s.p, &i))) buf_add(letters, s.p + from, i - from);
}

static void put_mark(struct reader *r, struct str id) {
    struct eval_file *f = r->file;
    *vec_push(f->arena, &f->marks) = (struct eval_mark){(uint32_t)f->letters.n, r->line,
                                                        arena_str(f->arena, id)};
}

static void put_lang(struct eval_file *f, uint32_t at, struct str word) {
    if (f->langs.n && str_eq(f->langs.v[f->langs.n - 1].word, word)) return;
    *vec_push(f->arena, &f->langs) = (struct eval_lang){at, arena_str(f->arena, word)};
}

static bool find_type(struct reader *r, struct str word, unsigned *type) {
    struct eval_types *t = r->file->types;
    for (unsigned i = 0; i < t->n_other; i++)
        if (str_eq(t->other[i].word, word)) word = t->other[i].is;
    for (*type = 0; *type < t->n; ++*type)
        if (str_eq(t->word[*type], word)) return true;
    if (t->n == EVAL_TYPES) return fail(r, "has one more type of names than there may be");
    t->word[t->n++] = arena_str(r->file->arena, word);
    return true;
}

/* ---- BIO */

static void close_name(struct reader *r) {
    struct eval_file *f = r->file;
    if (!r->open) return;
    struct eval_span *s = &f->spans.v[f->spans.n - 1];
    s->end = (uint32_t)f->letters.n;
    s->text = buf_keep(&r->name);
    if (s->end == s->begin) f->spans.n--;
    r->open = false;
}

static bool open_name(struct reader *r, struct str word) {
    struct eval_file *f = r->file;
    unsigned type;
    if (!find_type(r, word, &type)) return false;
    struct eval_span *s = vec_push(f->arena, &f->spans);
    *s = (struct eval_span){
        .begin = (uint32_t)f->letters.n, .mark = f->marks.n - 1, .type = type, .line = r->line};
    r->type = arena_str(f->arena, word);
    r->open = true;
    r->name.n = 0;
    return true;
}

static bool is_tag(struct str tag) {
    if (str_is(tag, "O")) return true;
    return tag.n > 2 && tag.p[1] == '-' && memchr("BIESLU", tag.p[0], 6);
}

static bool take_token(struct reader *r, struct str token, struct str tag) {
    struct eval_file *f = r->file;
    if (!is_tag(tag))
        return fail(r, "has the tag '%.*s', not O, B-TYPE or I-TYPE",
                    (int)(tag.n < 20 ? tag.n : 20), tag.p);
    if (str_is(token, "-DOCSTART-")) return true;
    if (!r->begun) put_mark(r, STR(""));
    r->begun = true;
    struct str type = str_sub(tag, 2, tag.n);
    bool goes_on = r->open && !r->over && tag.n > 1 && !memchr("BSU", tag.p[0], 3) &&
                   str_eq(r->type, type);
    if (!goes_on) close_name(r);
    if (!goes_on && tag.n > 1 && !open_name(r, type)) return false;
    put_letters(&f->letters, token);
    if (!r->open) return true;
    if (r->name.n) buf_byte(&r->name, ' ');
    buf_str(&r->name, token);
    r->over = memchr("ESLU", tag.p[0], 4) != NULL;
    return true;
}

static struct str tag_of(struct str misc) {
    struct str attribute;
    while (str_cut(&misc, '|', &attribute))
        if (str_starts(attribute, STR("NER="))) return str_sub(attribute, 4, attribute.n);
    return STR("O");
}

/* # lang = sr */
static void take_comment(struct reader *r, struct str line) {
    struct str rest = str_trim(str_sub(line, 1, line.n));
    if (!str_starts(rest, STR("lang"))) return;
    rest = str_trim(str_sub(rest, 4, rest.n));
    if (str_starts(rest, STR("=")))
        put_lang(r->file, (uint32_t)r->file->letters.n, str_trim(str_sub(rest, 1, rest.n)));
}

static bool take_row(struct reader *r, struct str line) {
    struct str columns[COLUMNS], column, rest = line;
    unsigned n = 0;
    bool tabs = memchr(line.p, '\t', line.n) != NULL;
    if (line.p[0] == '#' && !tabs) {
        take_comment(r, line);
        return true;
    }
    while (str_cut(&rest, tabs ? '\t' : ' ', &column)) {
        if (!tabs && column.n == 0) continue;
        columns[n < COLUMNS ? n : COLUMNS - 1] = column;
        n++;
    }
    if (n < 2) return fail(r, "has one column, not a token and its tag");
    if (n != COLUMNS || !tabs || !is_digit(line.p[0]))
        return take_token(r, columns[0], columns[n < COLUMNS ? n - 1 : COLUMNS - 1]);
    for (size_t i = 0; i < columns[0].n; i++)
        if (!is_digit(columns[0].p[i])) return true; /* 2-3, 4.1 */
    return take_token(r, columns[FORM], tag_of(columns[MISC]));
}

/* ---- records */

/* `at` has room for the letters before each byte of the text, and before its end. */
static bool take_doc(struct reader *r, const struct doc *d, uint32_t *at) {
    struct eval_file *f = r->file;
    uint32_t first = (uint32_t)f->letters.n;
    put_mark(r, d->id);
    for (size_t i = 0, from = 0; i < d->text.n; from = i) {
        uint32_t before = (uint32_t)f->letters.n;
        if (!is_white(utf8_next(d->text.p, &i))) buf_add(&f->letters, d->text.p + from, i - from);
        for (size_t k = from; k < i; k++) at[k] = before;
    }
    at[d->text.n] = (uint32_t)f->letters.n;
    put_lang(f, first, str_of(lang_word(d->lang)));
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        enum lang lang = d->sentences.v[i].lang;
        put_lang(f, at[d->sentences.v[i].span.begin],
                 str_of(lang_word(lang == LANG_UND ? d->lang : lang)));
    }
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const struct entity *e = &d->entities.v[i];
        struct eval_span s = {.begin = at[e->span.begin],
                              .end = at[e->span.end],
                              .mark = f->marks.n - 1,
                              .line = r->line};
        if (!find_type(r, str_of(entity_type_word(e->type)), &s.type)) return false;
        s.text = arena_str(f->arena, doc_span(d, e->span));
        if (s.begin < s.end) *vec_push(f->arena, &f->spans) = s;
    }
    return true;
}

static bool take_record(struct reader *r, struct str line) {
    static const struct jsonl_keys keys;
    struct doc d;
    /* A text is no longer than its line. jsonl_read() sets where a full arena jumps to, so the room
     * is taken before: there is enough, a line's size is limited. */
    uint32_t *at = arena_alloc(r->file->line, (line.n + 1) * sizeof *at);
    doc_open(&d, r->file->line);
    jsonl_read(&d, line, &keys);
    if (d.failure.code != OK) {
        struct str why = d.failure.why;
        return fail(r, "has no document: %.*s", (int)(why.n < 200 ? why.n : 200), why.p);
    }
    if (!(d.layers & LAYER_TEXT)) return fail(r, "is no record of iber");
    return take_doc(r, &d, at);
}

/* ---- the file */

static bool take_line(struct reader *r, struct str line) {
    if (r->line == 1 && str_starts(line, STR("\xEF\xBB\xBF"))) line = str_sub(line, 3, line.n);
    if (!is_utf8(line)) return fail(r, "is not UTF-8");
    if (r->file->letters.n > UINT32_MAX / 2) return fail(r, "is one of too many");
    if (str_starts(line, STR("{\""))) return take_record(r, line);
    if (str_trim(line).n) return take_row(r, line);
    close_name(r);
    r->begun = false;
    return true;
}

static bool next_line(struct input *in, struct arena *arena, struct item *item) {
    arena_clear(arena, ARENA_KEEP);
    if (setjmp(arena->full) == 0) return input_next(in, arena, item);
    *item = (struct item){.code = TOO_BIG, .why = STR("it is too long")};
    return true;
}

bool eval_read(struct eval_file *f, const char *path, size_t max_bytes) {
    const char *const paths[] = {path, NULL};
    struct input_options options = {.form = FORM_LINES, .max_bytes = max_bytes, .paths = paths};
    struct reader r = {.file = f, .path = path};
    struct input *in = input_open(&options);
    struct item item;
    bool fine = in != NULL;
    if (!fine) snprintf(f->message, f->size, "out of memory");
    buf_open(&f->letters, f->arena, 1 << 16);
    buf_open(&r.name, f->arena, 256);
    while (fine && next_line(in, f->line, &item)) {
        r.line++;
        if (item.code == OK) fine = take_line(&r, item.raw);
        else fine = fail(&r, "cannot be read: %.*s", (int)item.why.n, item.why.p);
    }
    close_name(&r);
    input_close(in);
    return fine;
}
