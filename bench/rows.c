/* SPDX-License-Identifier: MIT */
/* See rows.h. */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void series_add(struct series *s, const char *name, double v) {
    s->name = name;
    if (s->n < RUNS_MAX) s->v[s->n++] = v;
}

void row_add(struct row *r, const char *name, double v) {
    series_add(&r->main, name, v);
}

void row_field(struct row *r, const char *name, double v) {
    unsigned i = 0;
    while (i < r->n_fields && strcmp(r->fields[i].name, name) != 0) i++;
    if (i == FIELDS_MAX) return;
    if (i == r->n_fields) r->n_fields++;
    series_add(&r->fields[i], name, v);
}

void row_than(struct row *r, const struct row *other) {
    if (other != r && r->n_than < THAN_MAX) r->than[r->n_than++] = other;
}

static int order(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median(const double *v, unsigned n) {
    double sorted[RUNS_MAX];
    if (n == 0) return 0;
    memcpy(sorted, v, n * sizeof *v);
    qsort(sorted, n, sizeof *sorted, order);
    return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

static double ratio(const struct series *a, const struct series *b) {
    double v[RUNS_MAX];
    unsigned n = 0;
    for (; n < a->n && n < b->n; n++) v[n] = b->v[n] > 0 ? a->v[n] / b->v[n] : 0;
    return median(v, n);
}

void row_heading(const char *unit) {
    fprintf(stderr, "%-34s %9s %19s  %s\n", "", unit, "least–most", "more, and ratios");
}

void row_print(const struct row *r) {
    const struct series *m = &r->main;
    if (m->n == 0) return;
    double least = m->v[0], most = m->v[0];
    for (unsigned i = 1; i < m->n; i++) {
        if (m->v[i] < least) least = m->v[i];
        if (m->v[i] > most) most = m->v[i];
    }
    printf("{\"what\":\"%s\",\"%s\":%.4g,\"min\":%.4g,\"max\":%.4g,\"runs\":%u", r->what, m->name,
           median(m->v, m->n), least, most, m->n);
    fprintf(stderr, "%-34s %9.4g %8.4g – %8.4g ", r->what, median(m->v, m->n), least, most);
    for (unsigned i = 0; i < r->n_fields; i++) {
        const struct series *f = &r->fields[i];
        printf(",\"%s\":%.4g", f->name, median(f->v, f->n));
        fprintf(stderr, " %s %.3g", f->name, median(f->v, f->n));
    }
    unsigned n = 0;
    for (unsigned i = 0; i < r->n_than; i++) {
        if (r->than[i]->main.n == 0) continue;
        double k = ratio(m, &r->than[i]->main);
        printf("%s\"%s\":%.4g", n++ ? "," : ",\"ratio_to\":{", r->than[i]->what, k);
        fprintf(stderr, "  %.3g × %s", k, r->than[i]->what);
    }
    printf("%s}\n", n ? "}" : "");
    fprintf(stderr, "\n");
    fflush(stdout);
}
