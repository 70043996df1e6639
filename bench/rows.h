/* SPDX-License-Identifier: MIT */
/* A row of figures: one thing measured in several runs, printed as a JSON line on stdout and a table
 * line on stderr. Machines drift, so a ratio to another row is taken run by run, and is the median
 * of those. */
#ifndef IBER_ROWS_H
#define IBER_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { RUNS_MAX = 64, FIELDS_MAX = 4, THAN_MAX = 4 };

struct series {
    const char *name;
    double v[RUNS_MAX];
    unsigned n;
};

struct row {
    const char *what;
    struct series main; /* printed with least and most */
    struct series fields[FIELDS_MAX];
    unsigned n_fields;
    const struct row *than[THAN_MAX]; /* what main is compared with */
    unsigned n_than;
};

/* One more run's figure. */
void row_add(struct row *r, const char *name, double v);
/* A further figure of that run; printed as the median of all. */
void row_field(struct row *r, const char *name, double v);
/* Also print the ratio to `other`; rows without runs are left out. */
void row_than(struct row *r, const struct row *other);
/* Prints nothing when there were no runs. */
void row_print(const struct row *r);
void row_heading(const char *unit);

double median(const double *v, unsigned n);

/* Nanoseconds of CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID … */
static inline uint64_t clock_ns(clockid_t id) {
    struct timespec t;
    clock_gettime(id, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Millions a second. */
static inline double rate(uint64_t n, uint64_t ns) {
    return ns ? (double)n * 1e3 / (double)ns : 0;
}

#endif
