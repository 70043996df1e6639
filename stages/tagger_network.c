/* SPDX-License-Identifier: MIT */
/* See tagger_network.h. */
#include "tagger_network.h"

enum { SETS = 1 << 11, ENTRY = 704 }; /* 6 MiB, of which texts without English use nothing */

bool network_fits(struct network *t, const struct model *vectors, const struct model *weights) {
    t->dense = (struct dense){vectors, weights};
    return vectors->outputs == VECTOR_ROW && weights->outputs == DENSE_HIDDEN &&
           weights->mask + 1 >= DENSE_ROWS;
}

bool network_open(struct network *t) {
    return cache_open(&t->cache, SETS, ENTRY);
}

void network_close(struct network *t) {
    cache_close(&t->cache);
}

void network_mean(const struct network *t, const struct tagger_facts *facts,
                  struct dense_mean *mean) {
    struct dense_input in;
    dense_input(&t->dense, facts, &in);
    dense_mean(&t->dense, &in, mean);
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
    for (uint32_t i = 0; i < n; i++)
        if (t->near[i]) cache_fetch(&t->cache, &keys[i]);
    for (uint32_t i = 0; i < n; i++)
        if (t->near[i]) cache_fetch_answer(&t->cache, &keys[i]);
}

/* What a word adds to those near it, from the cache, or made. */
static const struct dense_part *part_of(struct network *t, const struct cache_key *key,
                                        const struct tagger_facts *facts, uint32_t i) {
    struct str known;
    struct dense_input in;
    if (cache_get(&t->cache, key, &known)) return (const void *)known.p;
    dense_input(&t->dense, facts, &in);
    dense_part(&t->dense, &in, &t->part[i]);
    return &t->part[i];
}

/* Words point into the cache, so what was made goes there when all has been read. */
static void keep(struct network *t, const struct cache_key *keys, uint32_t n) {
    struct str known;
    for (uint32_t i = 0; i < n; i++)
        if (t->words[i].part == &t->part[i] && !cache_get(&t->cache, &keys[i], &known))
            cache_put(&t->cache, &keys[i],
                      (struct str){(const char *)&t->part[i], sizeof *t->part});
}

void network_score(struct network *t, const struct cache_key *keys,
                   const struct tagger_facts *facts, const struct dense_mean *means, uint32_t n,
                   const uint32_t *words, uint32_t n_words, float (*score)[LABEL_WIDTH]) {
    bool any = false;
    for (uint32_t i = 0; i < n_words; i++) any |= dense_is_for(&facts[words[i]]);
    if (!any) return;
    find_near(t, facts, n, words, n_words);
    fetch(t, keys, n);
    for (uint32_t i = 0; i < n; i++) {
        bool looks = dense_is_for(&facts[i]);
        t->words[i].mean = looks ? &means[i] : NULL;
        t->words[i].part = looks && t->near[i] ? part_of(t, &keys[i], &facts[i], i) : NULL;
    }
    dense_score(&t->dense, t->words, n, words, n_words, score);
    keep(t, keys, n);
}
