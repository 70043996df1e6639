/* SPDX-License-Identifier: MIT */
/* What train_language.c keeps of its sources: lines of text, words, and which forms a dictionary has.
 * Memory is the process's, and being without ends it. */
#ifndef IBER_TRAIN_POOLS_H
#define IBER_TRAIN_POOLS_H

#include "str.h"
#include "train_memory.h"
#include "word_letters.h"

struct pool { /* of one language, all in one script */
    struct str *lines;
    size_t n, cap;
};

/* Keeps a copy of the line. */
void pool_add(struct pool *p, struct str line);
void pool_free(struct pool *p);

struct hashes { /* of all forms of a dictionary */
    uint64_t *v;
    size_t n, cap;
};

void hashes_add(struct hashes *h, struct str form);
/* Before the first hashes_have(). */
void hashes_sort(struct hashes *h);
bool hashes_have(const struct hashes *h, struct str form);

/* The word without its marks: ë → e, đ → dj. */
void word_strip(struct word *w);
bool is_marked(const struct word *w);

#endif
