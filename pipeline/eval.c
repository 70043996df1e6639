/* SPDX-License-Identifier: MIT */
/* See eval.h. Spans of both files are sorted by where they begin, so one walk finds what overlaps.
 *
 * Errors go by the names of the gold: each that was not found has one cause. A predicted name that
 * overlaps none of these is spurious; one that does is part of that error, and is not told again. */
#include "eval_job.h"

#include <stdio.h>
#include <stdlib.h>

#include "jsonl.h"
#include "utf8.h"

#define ARENA_SIZE ((size_t)8 << 30) /* of addresses, for all that is kept of the files */

/* ---- reading */

static bool read_file(struct job *j, struct eval_file *f, const char *path) {
    f->arena = &j->arena;
    f->line = &j->line;
    f->types = &j->types;
    f->message = j->message;
    f->size = j->size;
    return eval_read(f, path, j->request->max_bytes);
}

/* Index of the last mark at or before `at`. */
static const struct eval_mark *mark_at(const struct eval_file *f, size_t at) {
    uint32_t lo = 0, hi = f->marks.n;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (f->marks.v[mid].at <= at) lo = mid;
        else hi = mid;
    }
    return f->marks.n ? &f->marks.v[lo] : NULL;
}

static bool same_letters(struct job *j) {
    struct str a = buf_view(&j->gold.letters), b = buf_view(&j->predicted.letters);
    size_t at = 0, most = a.n < b.n ? a.n : b.n;
    if (str_eq(a, b)) return true;
    while (at < most && a.p[at] == b.p[at]) at++;
    const struct eval_mark *x = mark_at(&j->gold, at), *y = mark_at(&j->predicted, at);
    while (at && ((at < a.n && !utf8_border(a.p[at])) || (at < b.n && !utf8_border(b.p[at])))) at--;
    a = str_sub(a, at, at + 40), b = str_sub(b, at, at + 40);
    while (a.n && !is_utf8(a)) a.n--;
    while (b.n && !is_utf8(b)) b.n--;
    snprintf(j->message, j->size,
             "eval: the texts differ behind line %llu of the gold and line %llu of the other: "
             "'%.*s' and '%.*s'",
             (unsigned long long)(x ? x->line : 0), (unsigned long long)(y ? y->line : 0), (int)a.n,
             a.p, (int)b.n, b.p);
    return false;
}

static int by_bytes(const void *x, const void *y) {
    const struct str *a = x, *b = y;
    size_t n = a->n < b->n ? a->n : b->n;
    int c = n ? memcmp(a->p, b->p, n) : 0;
    return c ? c : (a->n > b->n) - (a->n < b->n);
}

static struct str letters_of(const struct eval_file *f, const struct eval_span *s) {
    return str_sub(buf_view(&f->letters), s->begin, s->end);
}

static void take_seen(struct job *j) {
    const struct eval_file *f = &j->train;
    j->n_seen = f->spans.n;
    j->seen = arena_alloc(&j->arena, j->n_seen * sizeof *j->seen);
    for (size_t i = 0; i < j->n_seen; i++) j->seen[i] = letters_of(f, &f->spans.v[i]);
    if (j->n_seen) qsort(j->seen, j->n_seen, sizeof *j->seen, by_bytes);
}

static bool is_seen(const struct job *j, struct str name) {
    return j->n_seen && bsearch(&name, j->seen, j->n_seen, sizeof name, by_bytes);
}

static void take_types(struct job *j) {
    struct str rest = j->request->types ? str_of(j->request->types) : STR(""), word, type;
    for (uint32_t i = 0; !rest.n && i < j->gold.spans.n; i++)
        j->counts[j->gold.spans.v[i].type] = true;
    while (rest.n && str_cut(&rest, ',', &word)) {
        str_cut(&word, '=', &type);
        for (unsigned t = 0; t < j->types.n; t++)
            if (str_eq(j->types.word[t], type)) j->counts[t] = true;
    }
}

/* "MISC=OTH=misc": other words for a type. */
static bool take_others(struct job *j) {
    struct eval_types *t = &j->types;
    struct str rest = j->request->types ? str_of(j->request->types) : STR(""), words, type, word;
    while (rest.n && str_cut(&rest, ',', &words)) {
        str_cut(&words, '=', &type);
        while (words.p && str_cut(&words, '=', &word)) {
            if (t->n_other == EVAL_TYPES) {
                snprintf(j->message, j->size, "eval: --types has more than %d other words",
                         EVAL_TYPES);
                return false;
            }
            t->other[t->n_other].word = word;
            t->other[t->n_other++].is = type;
        }
    }
    return true;
}

/* ---- counting */

/* The language at a place: the gold's word, else that of the other file. */
static struct count *lang_of(struct job *j, uint32_t at) {
    const struct eval_file *files[] = {&j->gold, &j->predicted};
    struct str word = STR("");
    for (unsigned k = 0; k < 2 && word.n == 0; k++) {
        uint32_t lo = 0, hi = files[k]->langs.n;
        while (lo < hi) {
            uint32_t mid = lo + (hi - lo) / 2;
            if (files[k]->langs.v[mid].at <= at) lo = mid + 1;
            else hi = mid;
        }
        if (lo) word = files[k]->langs.v[lo - 1].word;
    }
    for (uint32_t i = 0; i < j->langs.n; i++)
        if (str_eq(j->langs.v[i].word, word)) return &j->langs.v[i].count;
    struct lang_count *l = vec_push(&j->arena, &j->langs);
    l->word = word;
    return &l->count;
}

enum what { WHAT_GOLD, WHAT_PREDICTED, WHAT_RIGHT };

static void add(struct count *c, enum what what) {
    if (what == WHAT_GOLD) c->gold++;
    else if (what == WHAT_PREDICTED) c->predicted++;
    else c->right++;
}

static void count(struct job *j, const struct eval_file *f, const struct eval_span *s,
                  enum what what) {
    add(&j->all, what);
    add(&j->by_type[s->type], what);
    add(lang_of(j, s->begin), what);
    add(&j->by_seen[is_seen(j, letters_of(f, s))], what);
}

static void add_error(struct job *j, enum cause cause, const struct eval_span *gold,
                      const struct eval_span *predicted) {
    const struct eval_file *f = gold ? &j->gold : &j->predicted;
    const struct eval_span *s = gold ? gold : predicted;
    struct error *e = vec_push(&j->arena, &j->errors);
    *e = (struct error){cause, gold, predicted, s->line, f->marks.v[s->mark].id, j->errors.n, 1};
    j->causes[cause]++;
}

/* ---- matching */

enum { STATE_OPEN, STATE_RIGHT, STATE_PART, STATE_OUT };

static bool same_place(const struct eval_span *a, const struct eval_span *b) {
    return a->begin == b->begin && a->end == b->end;
}

struct walk {
    const struct eval_file *file;
    uint32_t first; /* all spans before it end before the place */
};

/* The spans [first, *end) are those that can overlap `s`. */
static uint32_t around(struct walk *w, const struct eval_span *s, uint32_t *end) {
    const struct eval_span *v = w->file->spans.v;
    while (w->first < w->file->spans.n && v[w->first].end <= s->begin) w->first++;
    for (*end = w->first; *end < w->file->spans.n && v[*end].begin < s->end;) ++*end;
    return w->first;
}

/* Names of types that don't count are out, and what was predicted for just their letters. */
static void leave_out(struct job *j, unsigned char *gold, unsigned char *predicted) {
    struct walk w = {&j->predicted, 0};
    for (uint32_t i = 0; i < j->predicted.spans.n; i++) {
        unsigned type = j->predicted.spans.v[i].type;
        if (j->counts[type]) continue;
        predicted[i] = STATE_OUT;
        j->left_out[type]++;
    }
    for (uint32_t i = 0; i < j->gold.spans.n; i++) {
        const struct eval_span *g = &j->gold.spans.v[i];
        if (j->counts[g->type]) continue;
        gold[i] = STATE_OUT;
        uint32_t end, k = around(&w, g, &end);
        for (; k < end; k++)
            if (same_place(g, &j->predicted.spans.v[k])) predicted[k] = STATE_OUT;
    }
}

static void find_right(struct job *j, unsigned char *gold, unsigned char *predicted) {
    struct walk w = {&j->predicted, 0};
    for (uint32_t i = 0; i < j->gold.spans.n; i++) {
        const struct eval_span *g = &j->gold.spans.v[i];
        if (gold[i] != STATE_OPEN) continue;
        uint32_t end, k = around(&w, g, &end);
        for (; k < end && gold[i] == STATE_OPEN; k++) {
            const struct eval_span *p = &j->predicted.spans.v[k];
            if (predicted[k] != STATE_OPEN || p->type != g->type || !same_place(g, p)) continue;
            gold[i] = predicted[k] = STATE_RIGHT;
        }
    }
}

static enum cause cause_of(const struct eval_span *g, const struct eval_span *p) {
    if (same_place(g, p)) return CAUSE_TYPE;
    return g->type == p->type ? CAUSE_BOUNDARY : CAUSE_BOTH;
}

/* The cause of a name that was not found: the least of those that what overlaps it gives. */
static void find_cause(struct job *j, struct walk *w, const struct eval_span *g,
                       unsigned char *predicted) {
    enum cause cause = CAUSE_MISSED;
    const struct eval_span *best = NULL;
    uint32_t end, k = around(w, g, &end);
    for (; k < end; k++) {
        const struct eval_span *p = &j->predicted.spans.v[k];
        if (p->end <= g->begin || predicted[k] == STATE_RIGHT || predicted[k] == STATE_OUT)
            continue;
        predicted[k] = STATE_PART;
        if (cause_of(g, p) >= cause) continue;
        cause = cause_of(g, p);
        best = p;
    }
    add_error(j, cause, g, best);
}

static void match(struct job *j) {
    uint32_t n = j->gold.spans.n, m = j->predicted.spans.n;
    unsigned char *gold = arena_alloc(&j->arena, n + 1), *predicted = arena_alloc(&j->arena, m + 1);
    memset(gold, STATE_OPEN, n + 1);
    memset(predicted, STATE_OPEN, m + 1);
    leave_out(j, gold, predicted);
    find_right(j, gold, predicted);
    struct walk w = {&j->predicted, 0};
    for (uint32_t i = 0; i < n; i++) {
        const struct eval_span *g = &j->gold.spans.v[i];
        if (gold[i] == STATE_OUT) continue;
        count(j, &j->gold, g, WHAT_GOLD);
        if (gold[i] == STATE_RIGHT) count(j, &j->gold, g, WHAT_RIGHT);
        else find_cause(j, &w, g, predicted);
    }
    for (uint32_t i = 0; i < m; i++) {
        if (predicted[i] == STATE_OUT) continue;
        count(j, &j->predicted, &j->predicted.spans.v[i], WHAT_PREDICTED);
        if (predicted[i] == STATE_OPEN)
            add_error(j, CAUSE_SPURIOUS, NULL, &j->predicted.spans.v[i]);
    }
}

static bool run(struct job *j) {
    const struct eval_request *r = j->request;
    if (!take_others(j) || !read_file(j, &j->gold, r->gold) ||
        !read_file(j, &j->predicted, r->predicted) || !same_letters(j) ||
        (r->train && !read_file(j, &j->train, r->train)))
        return false;
    take_types(j);
    take_seen(j);
    match(j);
    eval_print(j);
    return true;
}

bool eval_run(const struct eval_request *r, struct filter_out *out, char *message, size_t size) {
    struct job *j = calloc(1, sizeof *j);
    volatile bool fine = false; /* survives the jump */
    snprintf(message, size, "eval: out of memory");
    if (j == NULL) return false;
    *j = (struct job){.request = r, .out = out, .message = message, .size = size};
    jsonl_setup();
    if (arena_open(&j->arena, ARENA_SIZE) && arena_open(&j->line, eval_line_room(r->max_bytes)) &&
        setjmp(j->arena.full) == 0)
        fine = run(j);
    arena_close(&j->arena);
    arena_close(&j->line);
    free(j);
    return fine;
}
