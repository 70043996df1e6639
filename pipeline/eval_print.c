/* SPDX-License-Identifier: MIT */
/* The tables of `iber eval`: columns with tabs between, a heading on top, an empty line between two. */
#include <stdio.h>
#include <stdlib.h>

#include "eval_job.h"

static const char *const cause_words[] = {"type", "boundary", "type+boundary", "missed",
                                          "spurious"};

static void put(struct job *j, const char *word) {
    filter_put(j->out, str_of(word));
}

/* A column has no room for tabs and line ends: white space becomes one blank. */
static void put_text(struct job *j, struct str s) {
    put(j, "\t");
    for (size_t i = 0; i < s.n; i++) {
        bool space = is_space(s.p[i]);
        if (!space || i == 0 || !is_space(s.p[i - 1]))
            filter_put(j->out, space ? STR(" ") : str_sub(s, i, i + 1));
    }
}

static void put_number(struct job *j, uint64_t n) {
    char digits[24];
    snprintf(digits, sizeof digits, "\t%llu", (unsigned long long)n);
    put(j, digits);
}

/* Part of a whole, as a fraction with three digits, rounded: the same in every locale. */
static void put_part(struct job *j, uint64_t part, uint64_t whole) {
    char digits[24];
    uint64_t x = whole ? (2000 * part + whole) / (2 * whole) : 0;
    snprintf(digits, sizeof digits, "\t%llu.%03llu", (unsigned long long)(x / 1000),
             (unsigned long long)(x % 1000));
    put(j, digits);
}

static void put_row(struct job *j, struct str name, const struct count *c) {
    filter_put(j->out, name.n ? name : STR("-"));
    put_number(j, c->gold);
    put_number(j, c->predicted);
    put_number(j, c->right);
    put_part(j, c->right, c->predicted);
    put_part(j, c->right, c->gold);
    put_part(j, 2 * c->right, c->gold + c->predicted);
    put(j, "\n");
}

static void put_head(struct job *j, const char *first) {
    put(j, first);
    put(j, "\tgold\tpredicted\tright\tP\tR\tF\n");
}

static int compare(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

/* The type whose word is the next behind that of `last`, or EVAL_TYPES; `last` EVAL_TYPES: the first. */
static unsigned next_type(const struct eval_types *types, unsigned last) {
    unsigned next = EVAL_TYPES;
    for (unsigned t = 0; t < types->n; t++) {
        bool behind = last == EVAL_TYPES || compare(types->word[t], types->word[last]) > 0;
        if (behind && (next == EVAL_TYPES || compare(types->word[t], types->word[next]) < 0))
            next = t;
    }
    return next;
}

static void put_types(struct job *j) {
    put_head(j, "type");
    for (unsigned t = EVAL_TYPES; (t = next_type(&j->types, t)) != EVAL_TYPES;)
        if (j->counts[t]) put_row(j, j->types.word[t], &j->by_type[t]);
    put_row(j, STR("all"), &j->all);
}

static void put_left_out(struct job *j) {
    bool any = false;
    for (unsigned t = EVAL_TYPES; (t = next_type(&j->types, t)) != EVAL_TYPES;) {
        if (j->left_out[t] == 0) continue;
        if (!any) put(j, "\nleft out\tpredicted\n");
        any = true;
        filter_put(j->out, j->types.word[t]);
        put_number(j, j->left_out[t]);
        put(j, "\n");
    }
}

static int by_word(const void *x, const void *y) {
    const struct lang_count *a = x, *b = y;
    return compare(a->word, b->word);
}

static void put_langs(struct job *j) {
    if (j->langs.n == 0 || (j->langs.n == 1 && j->langs.v[0].word.n == 0)) return;
    qsort(j->langs.v, j->langs.n, sizeof *j->langs.v, by_word);
    put(j, "\n");
    put_head(j, "language");
    for (uint32_t i = 0; i < j->langs.n; i++) put_row(j, j->langs.v[i].word, &j->langs.v[i].count);
}

static void put_seen(struct job *j) {
    if (!j->request->train) return;
    put(j, "\n");
    put_head(j, "in training");
    put_row(j, STR("seen"), &j->by_seen[1]);
    put_row(j, STR("unseen"), &j->by_seen[0]);
}

/* ---- errors */

static int compare_spans(const struct eval_span *a, const struct eval_span *b) {
    if (a == NULL || b == NULL) return (a != NULL) - (b != NULL);
    if (a->type != b->type) return a->type < b->type ? -1 : 1;
    return compare(a->text, b->text);
}

static int alike(const struct error *a, const struct error *b) {
    if (a->cause != b->cause) return a->cause < b->cause ? -1 : 1;
    int c = compare_spans(a->gold, b->gold);
    return c ? c : compare_spans(a->predicted, b->predicted);
}

/* Those that are alike side by side, the first of them in front. */
static int by_likeness(const void *x, const void *y) {
    const struct error *a = x, *b = y;
    int c = alike(a, b);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static int by_number(const void *x, const void *y) {
    const struct error *a = x, *b = y;
    if (a->cause != b->cause) return a->cause < b->cause ? -1 : 1;
    if (a->n != b->n) return a->n > b->n ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void put_span(struct job *j, const struct eval_span *s) {
    put_text(j, s ? j->types.word[s->type] : STR("-"));
    put_text(j, s ? s->text : STR("-"));
}

static void put_error(struct job *j, const struct error *e) {
    put(j, cause_words[e->cause]);
    put_number(j, e->n);
    put_span(j, e->gold);
    put_span(j, e->predicted);
    put_number(j, e->line);
    put_text(j, e->id.n ? e->id : STR("-"));
    put(j, "\n");
}

static void put_examples(struct job *j) {
    struct error *v = j->errors.v;
    uint32_t n = j->errors.n, first = 0, shown[CAUSES] = {0};
    if (n == 0 || j->request->examples == 0) return;
    qsort(v, n, sizeof *v, by_likeness);
    for (uint32_t i = 1; i < n; i++) {
        if (alike(&v[first], &v[i]) == 0) v[first].n++, v[i].n = 0;
        else first = i;
    }
    qsort(v, n, sizeof *v, by_number);
    put(j, "\ncause\tn\tgold type\tgold\tpredicted type\tpredicted\tline\tid\n");
    for (uint32_t i = 0; i < n; i++)
        if (v[i].n && shown[v[i].cause]++ < j->request->examples) put_error(j, &v[i]);
}

static void put_causes(struct job *j) {
    uint64_t all = j->errors.n;
    put(j, "\ncause\tn\tpart\n");
    for (unsigned c = 0; c < CAUSES; c++) {
        put(j, cause_words[c]);
        put_number(j, j->causes[c]);
        put_part(j, j->causes[c], all);
        put(j, "\n");
    }
}

void eval_print(struct job *j) {
    put_types(j);
    put_langs(j);
    put_seen(j);
    put_left_out(j);
    put_causes(j);
    put_examples(j);
}
