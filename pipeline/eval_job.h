/* SPDX-License-Identifier: MIT */
/* Private to eval.c, which matches and counts, and eval_print.c, which writes the tables. */
#ifndef IBER_EVAL_JOB_H
#define IBER_EVAL_JOB_H

#include "eval.h"
#include "eval_read.h"

enum cause { CAUSE_TYPE, CAUSE_BOUNDARY, CAUSE_BOTH, CAUSE_MISSED, CAUSE_SPURIOUS, CAUSES };

/* How many names. */
struct count {
    uint64_t gold, predicted, right;
};

struct error {
    enum cause cause;
    const struct eval_span *gold, *predicted; /* one may be NULL */
    uint64_t line;                            /* where the first such stands */
    struct str id;
    uint32_t order, n; /* n: how many are alike, in the first of them */
};

struct lang_count {
    struct str word;
    struct count count;
};

struct job {
    const struct eval_request *request;
    struct arena arena, line;
    struct eval_types types;
    struct eval_file gold, predicted, train;
    bool counts[EVAL_TYPES]; /* does this type? */
    struct str *seen;        /* letters of the names of `train`, sorted */
    size_t n_seen;
    struct count all, by_type[EVAL_TYPES], by_seen[2];
    VEC(struct lang_count) langs;
    VEC(struct error) errors;
    uint64_t causes[CAUSES], left_out[EVAL_TYPES];
    struct filter_out *out;
    char *message;
    size_t size;
};

/* Writes all tables. Sorts errors and langs. */
void eval_print(struct job *j);

#endif
