/* SPDX-License-Identifier: MIT */
/* Reading CoNLL-U. Each row's columns stay slices of the bytes read, each other line is kept whole
 * with its line end: so the writer gives back what it does not change, byte for byte. A sentence that
 * cannot be read is such lines only: what was made of it is taken back.
 *
 * The text is that of the words and ranges (2-3 don't). Each word of a range is a token: where the
 * words joined are the range's form it is cut there (do|n't); else each word but the first gets one
 * of the last code points (Albanian 2-3 t'i of të and i: t'|i); and where there are too few of them
 * (Portuguese 2-3 à of a and a) the words stand in the text instead, with spaces between. */
#include "conllu.h"

#include <stdarg.h>
#include <stdio.h>

#include "utf8.h"

enum { COLUMNS = 10, FORM = 1, MISC = 9, WARNINGS_MAX = 100 };

struct range {
    bool open;
    uint32_t first, last; /* ids of its words */
    uint32_t from;        /* index of the first word */
    struct str form;
    bool glued; /* SpaceAfter=No */
};

/* A sentence is passed over, or is read though its ids are out of order. */
enum fault { FAULT_BAD, FAULT_ODD, FAULTS };
static const char *const fault_codes[] = {"bad_conllu", "odd_conllu"};

/* What the ids of a sentence were so far. */
struct ids {
    uint32_t words, empty; /* the last word, the last empty node behind it */
    uint32_t range_last;   /* the last word of the last range */
    bool odd;              /* one is out of order: said once a sentence */
};

struct reader {
    struct doc *doc;
    struct buf text;
    uint32_t text_end, raw_end; /* of the last form */
    struct str gap;             /* between it and the next one */
    bool paragraph;             /* the next sentence begins one */
    uint32_t first;             /* token of the sentence */
    uint64_t line;              /* number of the line, from 1 */
    uint32_t faults[FAULTS];    /* how many there were */
    struct range range;
    struct ids ids;
};

/* Room for `count` elements at once: a vector that grows leaves its old copies in the arena. */
#define reserve(arena, vec, count)                                                                 \
    ((vec)->v = arena_alloc((arena), (size_t)(count) * sizeof *(vec)->v), (vec)->cap = (count))

static void reserve_all(struct doc *d) {
    struct str rest = d->raw, line;
    uint32_t rows = 0, others = 1;
    while (str_cut(&rest, '\n', &line)) {
        if (line.n >= COLUMNS && line.p[0] != '#') rows++;
        else others++;
    }
    uint32_t sentences = rows < others ? rows : others;
    reserve(d->arena, &d->conllu_lines, others);
    reserve(d->arena, &d->conllu_words, rows);
    reserve(d->arena, &d->tokens, rows);
    reserve(d->arena, &d->edits, rows + 1);
    reserve(d->arena, &d->sentences, sentences);
    reserve(d->arena, &d->zones, sentences);
}

/* Where the bytes stop being UTF-8 without NUL, or their number. */
static size_t valid_prefix(struct str s) {
    const char *nul = s.n ? memchr(s.p, 0, s.n) : NULL;
    size_t n = nul ? (size_t)(nul - s.p) : s.n;
    for (size_t i = 0; (i = utf8_ascii_end((struct str){s.p, n}, i)) < n;) {
        unsigned bad, step = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        if (step == 0) return i;
        i += step;
    }
    return n;
}

/* Says what is wrong at byte `at` of the document; always false. printf-like. */
__attribute__((format(printf, 4, 5))) static bool fault(struct reader *r, enum fault kind,
                                                        const char *at, const char *format, ...) {
    struct doc *d = r->doc;
    char why[96];
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    if (r->faults[kind]++ < WARNINGS_MAX)
        doc_warn(d, "read", fault_codes[kind], d->source.start + (size_t)(at - d->raw.p),
                 "line %llu %s: its sentence is %s", (unsigned long long)r->line, why,
                 kind == FAULT_BAD ? "passed over" : "read as it stands");
    return false;
}

static void add_edit(struct doc *d, struct edit e) {
    if (e.text < e.text_end || e.raw < e.raw_end) *vec_push(d->arena, &d->edits) = e;
}

/* A token: `piece` in the text stands for `form` in the file. */
static void put_token(struct reader *r, struct str piece, struct str form) {
    struct doc *d = r->doc;
    uint32_t raw = (uint32_t)(form.p - d->raw.p), raw_end = raw + (uint32_t)form.n;
    if (d->tokens.n == r->first && d->tokens.n) r->gap = r->paragraph ? STR("\n\n") : STR("\n");
    buf_str(&r->text, r->gap);
    uint32_t begin = (uint32_t)r->text.n, end = begin + (uint32_t)piece.n;
    buf_str(&r->text, piece);
    add_edit(d, (struct edit){r->text_end, begin, r->raw_end, raw, RULE_MARKUP});
    if (!str_eq(piece, form)) add_edit(d, (struct edit){begin, end, raw, raw_end, RULE_MARKUP});
    struct token *t = vec_push(d->arena, &d->tokens);
    t->span = (struct span){begin, end};
    t->norm = form;
    r->text_end = end, r->raw_end = raw_end;
}

static bool is_joined(const struct conllu_word *words, uint32_t n, struct str form) {
    for (uint32_t i = 0; i < n; i++) {
        if (!str_starts(form, words[i].columns[FORM])) return false;
        form = str_sub(form, words[i].columns[FORM].n, form.n);
    }
    return form.n == 0;
}

/* All words of the range are there: they become tokens. */
static void close_range(struct reader *r) {
    const struct range *g = &r->range;
    uint32_t n = r->doc->conllu_words.n - g->from;
    const struct conllu_word *words = r->doc->conllu_words.v + g->from;
    if (!g->open) return;
    r->range.open = false;
    if (n == 0) return;
    bool joined = is_joined(words, n, g->form);
    bool apart = !joined && utf8_count(g->form.p, g->form.n) < n;
    size_t at = 0, next = g->form.n;
    for (uint32_t i = 1; i < n && !joined && !apart; i++) utf8_prev(g->form.p, &next);
    for (uint32_t i = 0; i < n; i++) {
        struct str form = words[i].columns[FORM];
        put_token(r, joined || apart ? form : str_sub(g->form, at, next), form);
        r->gap = apart ? STR(" ") : STR("");
        at = next;
        if (at < g->form.n) utf8_next(g->form.p, &next);
    }
    r->gap = g->glued ? STR("") : STR(" ");
}

static void end_sentence(struct reader *r) {
    struct doc *d = r->doc;
    close_range(r);
    if (d->tokens.n == r->first) return;
    struct span span = {d->tokens.v[r->first].span.begin, r->text_end};
    *vec_push(d->arena, &d->sentences) = (struct sentence){span, LANG_UND};
    *vec_push(d->arena, &d->zones) = (struct zone){.span = span, .kind = ZONE_BODY, .repeats = -1};
    r->first = d->tokens.n;
    r->paragraph = false;
}

static void keep_line(struct reader *r, struct str line, bool sentence_end) {
    struct doc *d = r->doc;
    *vec_push(d->arena, &d->conllu_lines) = (struct conllu_line){d->conllu_words.n, sentence_end,
                                                                 line};
}

/* # newpar, # newdoc id = 3: the next sentence begins a paragraph, the document has that id. */
static void read_comment(struct reader *r, struct str comment) {
    struct doc *d = r->doc;
    struct str rest = str_trim(str_sub(comment, 1, comment.n)), key = rest;
    for (key.n = 0; key.n < rest.n && !is_space(key.p[key.n]) && key.p[key.n] != '=';) key.n++;
    bool newdoc = str_eq(key, STR("newdoc"));
    if (!newdoc && !str_eq(key, STR("newpar"))) return;
    r->paragraph = true;
    rest = str_trim(str_sub(rest, key.n, rest.n));
    if (!newdoc || d->tokens.n || !str_starts(rest, STR("id"))) return;
    rest = str_trim(str_sub(rest, 2, rest.n));
    struct str id = str_trim(str_sub(rest, 1, rest.n));
    if (str_starts(rest, STR("=")) && id.n) d->id = id;
}

static bool is_glued(struct str misc) {
    struct str attribute;
    while (str_cut(&misc, '|', &attribute))
        if (str_eq(attribute, STR("SpaceAfter=No"))) return true;
    return false;
}

/* The number at the begin of `*s` is cut off; one that is too large becomes the largest. */
static bool cut_number(struct str *s, uint32_t *value) {
    uint64_t v = 0;
    size_t n = 0;
    for (; n < s->n && is_digit(s->p[n]); n++)
        if (v < UINT32_MAX) v = v * 10 + (unsigned)(s->p[n] - '0');
    *value = v < UINT32_MAX ? (uint32_t)v : UINT32_MAX;
    *s = str_sub(*s, n, s->n);
    return n > 0;
}

/* The character between the numbers of 1-2 and 3.1; 0 for the id of a word, which is 0 if it is no
 * number. */
static char read_id(struct str id, uint32_t *first, uint32_t *last) {
    bool number = cut_number(&id, first);
    *last = *first;
    if (number && id.n == 0) return 0;
    char sign = id.n ? id.p[0] : 0;
    id = str_sub(id, 1, id.n);
    if (number && (sign == '-' || sign == '.') && cut_number(&id, last) && id.n == 0) return sign;
    *first = *last = 0;
    return 0;
}

/* Words count from 1, a range stands before its words and not inside another one, empty nodes count
 * from 1 behind each word. */
static bool is_next(struct ids *s, char sign, uint32_t first, uint32_t last) {
    if (sign == '-') {
        bool fine = first == s->words + 1 && first < last && first > s->range_last;
        s->range_last = last;
        return fine;
    }
    if (sign == '.') return first == s->words && last == ++s->empty;
    s->empty = 0;
    return first == ++s->words;
}

static void check_id(struct reader *r, struct str id, char sign, uint32_t first, uint32_t last) {
    if (is_next(&r->ids, sign, first, last) || r->ids.odd) return;
    r->ids.odd = true;
    fault(r, FAULT_ODD, id.p, "has an id out of order");
}

static void read_word(struct reader *r, const struct str *columns, uint32_t id) {
    struct doc *d = r->doc;
    if (id < r->range.first || id > r->range.last) close_range(r);
    memcpy(vec_push(d->arena, &d->conllu_words)->columns, columns, COLUMNS * sizeof *columns);
    if (r->range.open) return;
    put_token(r, columns[FORM], columns[FORM]);
    r->gap = is_glued(columns[MISC]) ? STR("") : STR(" ");
}

/* A line with columns; `line` is the same with its line end. */
static bool read_row(struct reader *r, struct str row, struct str line) {
    struct str columns[COLUMNS], column;
    uint32_t n = 0, first, last;
    for (struct str rest = row; str_cut(&rest, '\t', &column); n++)
        if (n < COLUMNS) columns[n] = column;
    if (n != COLUMNS)
        return fault(r, FAULT_BAD, row.p, "has %u column%s, not 10", n, n == 1 ? "" : "s");
    char sign = read_id(columns[0], &first, &last);
    if (sign == 0 && columns[FORM].n == 0)
        return fault(r, FAULT_BAD, columns[FORM].p, "is a word without a form");
    check_id(r, columns[0], sign, first, last);
    if (sign == 0) {
        read_word(r, columns, first);
        return true;
    }
    if (sign == '-') {
        close_range(r);
        r->range = (struct range){
            true, first, last, r->doc->conllu_words.n, columns[FORM], is_glued(columns[MISC])};
    }
    keep_line(r, line, false);
    return true;
}

static bool is_blank(struct str line) {
    return str_trim(line).n == 0;
}

static bool read_line(struct reader *r, struct str line) {
    struct str row = line;
    bool blank = is_blank(line);
    if (row.n && row.p[row.n - 1] == '\n') row.n--;
    while (row.n && row.p[row.n - 1] == '\r') row.n--;
    if (!blank && row.p[0] != '#') return read_row(r, row, line);
    if (blank) end_sentence(r);
    else read_comment(r, row);
    keep_line(r, line, blank);
    return true;
}

/* The next line of `*rest`, with its end. */
static bool cut_line(struct str *rest, struct str *line) {
    const char *stop = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
    *line = str_sub(*rest, 0, stop ? (size_t)(stop - rest->p) + 1 : rest->n);
    *rest = str_sub(*rest, line->n, rest->n);
    return line->n > 0;
}

/* Comments, words and the blank line behind them. */
static struct str cut_sentence(struct str *rest) {
    struct str all = *rest, line;
    while (cut_line(rest, &line) && !is_blank(line)) continue;
    return str_sub(all, 0, all.n - rest->n);
}

static bool check_bytes(struct reader *r, struct str sentence) {
    size_t at = valid_prefix(sentence);
    uint64_t first = r->line;
    if (at == sentence.n) return true;
    r->line++;
    for (size_t i = 0; i < at; i++) r->line += sentence.p[i] == '\n';
    fault(r, FAULT_BAD, sentence.p + at, "%s",
          sentence.p[at] ? "is not UTF-8" : "holds a NUL byte");
    r->line = first;
    return false;
}

static void read_sentence(struct reader *r, struct str sentence) {
    struct doc *d = r->doc;
    const struct reader before = *r;
    uint32_t tokens = d->tokens.n, words = d->conllu_words.n, lines = d->conllu_lines.n,
             edits = d->edits.n;
    struct str rest = sentence, line;
    bool good = check_bytes(r, sentence);
    while (good && cut_line(&rest, &line)) {
        r->line++;
        good = read_line(r, line);
    }
    if (good && r->ids.range_last > r->ids.words && !r->ids.odd)
        fault(r, FAULT_ODD, sentence.p, "ends a sentence that lacks words of a range");
    if (good) return;
    r->text.n = before.text.n, r->text_end = before.text_end, r->raw_end = before.raw_end;
    r->gap = before.gap, r->line = before.line;
    r->range.open = false;
    d->tokens.n = tokens, d->conllu_words.n = words, d->conllu_lines.n = lines, d->edits.n = edits;
    for (rest = sentence; cut_line(&rest, &line); r->line++) {
        if (line.p[0] == '#' && valid_prefix(line) == line.n) read_comment(r, line);
        keep_line(r, line, is_blank(line));
    }
}

static void finish(struct reader *r) {
    static const char *const done[] = {"decode", "extract",   "normalise",
                                       "repair", "sentences", "tokenise"};
    struct doc *d = r->doc;
    end_sentence(r);
    uint32_t text = (uint32_t)r->text.n, raw = (uint32_t)d->raw.n;
    add_edit(d, (struct edit){r->text_end, text, r->raw_end, raw, RULE_MARKUP});
    d->text = buf_view(&r->text);
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        *vec_push(d->arena, &d->stages) = str_of(done[i]);
    d->layers = CONLLU_LAYERS;
}

static void read_sentences(struct doc *d, uint64_t first_line) {
    struct reader r = {.doc = d, .gap = STR(""), .line = first_line - 1};
    struct str rest = d->raw, bom = STR("\xEF\xBB\xBF");
    buf_open(&r.text, d->arena, d->raw.n); /* every word takes more in the file than in the text */
    if (str_starts(rest, bom)) {
        keep_line(&r, str_sub(rest, 0, bom.n), false);
        rest = str_sub(rest, bom.n, rest.n);
    }
    while (rest.n) {
        r.ids = (struct ids){0};
        read_sentence(&r, cut_sentence(&rest));
    }
    for (unsigned k = 0; k < FAULTS; k++)
        if (r.faults[k] > WARNINGS_MAX)
            doc_warn(d, "read", fault_codes[k], d->source.start, "and %u more",
                     r.faults[k] - WARNINGS_MAX);
    if (r.faults[FAULT_BAD] && d->conllu_words.n == 0) {
        const struct warning *first = &d->warnings.v[0];
        doc_fail(d, BAD_CONLLU, first->byte, "%.*s", (int)first->why.n, first->why.p);
    } else {
        finish(&r);
    }
}

void conllu_read(struct doc *d, struct str bytes, uint64_t first_line) {
    d->raw = bytes.n ? bytes : STR("");
    d->source.encoding = STR("UTF-8");
    d->source.media = STR("text/x-conllu");
    if (d->raw.n > UINT32_MAX) {
        doc_fail(d, TOO_BIG, d->source.start, "larger than 4 GiB");
    } else {
        reserve_all(d);
        read_sentences(d, first_line);
    }
    if (d->failure.code != OK && d->failure.stage.n == 0) d->failure.stage = STR("read");
}
