/* SPDX-License-Identifier: MIT */
/* Memory for the trainers: the process's, and being without ends it. */
#ifndef IBER_TRAIN_MEMORY_H
#define IBER_TRAIN_MEMORY_H

#include <stdio.h>
#include <stdlib.h>

static inline void *must(void *p) {
    if (p) return p;
    fprintf(stderr, "iber-train: out of memory\n");
    exit(2);
}

#endif
