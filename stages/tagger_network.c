/* SPDX-License-Identifier: MIT */
/* See tagger_network.h. */
#include "tagger_network.h"

enum {
    SETS = 1 << 11,
    PART_ENTRY = 704,
    MEAN_ENTRY = 192
}; /* 7.5 MiB, of which texts without English use nothing */

bool network_fits(struct network *t, const struct model *vectors, const struct model *weights) {
    t->dense = (struct dense){vectors, weights};
    return vectors->outputs == VECTOR_ROW && weights->outputs == DENSE_HIDDEN &&
           weights->mask + 1 >= DENSE_ROWS;
}

bool network_open(struct network *t) {
    return cache_open(&t->parts, SETS, PART_ENTRY) && cache_open(&t->means, SETS, MEAN_ENTRY);
}

void network_close(struct network *t) {
    cache_close(&t->parts);
    cache_close(&t->means);
}

static void find_near(struct network *t, const struct tagger_facts *facts, uint32_t n,
                      const uint32_t *words, uint32_t n_words) {
    memset(t->near, 0, n * sizeof *t->near);
    for (uint32_t w = 0; w < n_words; w++) {
        if (!dense_is_for(&facts[words[w]])) continue;
        uint32_t first = words[w] > NEAR ? words[w] - NEAR : 0;
        for (uint32_t i = first; i < n && i <= words[w] + NEAR; i++) t->near[i] = true;
    }
}

static void fetch(const struct network *t, const struct cache_key *keys, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        cache_fetch(&t->means, &keys[i]);
        if (t->near[i]) cache_fetch(&t->parts, &keys[i]);
    }
    for (uint32_t i = 0; i < n; i++) {
        cache_fetch_answer(&t->means, &keys[i]);
        if (t->near[i]) cache_fetch_answer(&t->parts, &keys[i]);
    }
}

/* What a word adds, from the caches, or made. */
static void find(struct network *t, const struct cache_key *key, const struct tagger_facts *facts,
                 uint32_t i) {
    struct str mean, part;
    struct dense_input in;
    struct dense_word *w = &t->words[i];
    bool has_mean = cache_get(&t->means, key, &mean),
         has_part = !t->near[i] || cache_get(&t->parts, key, &part);
    if (!has_mean || !has_part) dense_input(&t->dense, facts, &in);
    w->mean = has_mean ? (const void *)mean.p : &t->mean[i];
    if (!has_mean) dense_mean(&t->dense, &in, &t->mean[i]);
    if (t->near[i]) w->part = has_part ? (const void *)part.p : &t->part[i];
    if (!has_part) dense_part(&t->dense, &in, &t->part[i]);
}

/* Words point into the caches, so what was made goes there when all has been read. */
static void keep(struct network *t, const struct cache_key *keys, uint32_t n) {
    struct str known;
    for (uint32_t i = 0; i < n; i++) {
        if (t->words[i].mean == &t->mean[i] && !cache_get(&t->means, &keys[i], &known))
            cache_put(&t->means, &keys[i],
                      (struct str){(const char *)&t->mean[i], sizeof *t->mean});
        if (t->words[i].part == &t->part[i] && !cache_get(&t->parts, &keys[i], &known))
            cache_put(&t->parts, &keys[i],
                      (struct str){(const char *)&t->part[i], sizeof *t->part});
    }
}

void network_score(struct network *t, const struct cache_key *keys,
                   const struct tagger_facts *facts, uint32_t n, const uint32_t *words,
                   uint32_t n_words, float (*score)[LABEL_WIDTH]) {
    bool any = false;
    for (uint32_t i = 0; i < n_words; i++) any |= dense_is_for(&facts[words[i]]);
    if (!any) return;
    find_near(t, facts, n, words, n_words);
    fetch(t, keys, n);
    for (uint32_t i = 0; i < n; i++) {
        t->words[i] = (struct dense_word){NULL, NULL};
        if (dense_is_for(&facts[i])) find(t, &keys[i], &facts[i], i);
    }
    dense_score(&t->dense, t->words, n, words, n_words, score);
    keep(t, keys, n);
}
