/* SPDX-License-Identifier: MIT */
/* See tagger_network.h. */
#include "tagger_network.h"

enum { SETS = 1 << 11, ENTRY = 832 }; /* 7 MiB, of which texts without English use nothing */

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

static void fetch(const struct network *t, const struct cache_key *keys, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) cache_fetch(&t->cache, &keys[i]);
    for (uint32_t i = 0; i < n; i++) cache_fetch_answer(&t->cache, &keys[i]);
}

/* Points into the cache, so new parts are put there only when all has been read. */
static void find_parts(struct network *t, const struct cache_key *keys,
                       const struct tagger_facts *facts, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        struct str known;
        struct dense_input in;
        t->parts[i] = NULL;
        if (!dense_is_for(&facts[i])) continue;
        t->parts[i] = &t->made[i];
        if (cache_get(&t->cache, &keys[i], &known)) t->parts[i] = (const void *)known.p;
        else {
            dense_input(&t->dense, &facts[i], &in);
            dense_part(&t->dense, &in, &t->made[i]);
        }
    }
}

static void keep_parts(struct network *t, const struct cache_key *keys, uint32_t n) {
    struct str known;
    for (uint32_t i = 0; i < n; i++)
        if (t->parts[i] == &t->made[i] && !cache_get(&t->cache, &keys[i], &known))
            cache_put(&t->cache, &keys[i],
                      (struct str){(const char *)&t->made[i], sizeof t->made[i]});
}

void network_score(struct network *t, const struct cache_key *keys,
                   const struct tagger_facts *facts, uint32_t n, const uint32_t *words,
                   uint32_t n_words, float (*score)[LABEL_WIDTH]) {
    bool any = false;
    for (uint32_t i = 0; i < n_words; i++) any |= dense_is_for(&facts[words[i]]);
    if (!any) return;
    fetch(t, keys, n);
    find_parts(t, keys, facts, n);
    dense_score(&t->dense, t->parts, n, words, n_words, score);
    keep_parts(t, keys, n);
}
