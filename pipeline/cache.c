/* SPDX-License-Identifier: MIT */
/* See cache.h. The heads of a set stand side by side in front of all entries, so that a word that is not
 * there costs one line of the processor's cache; an entry is the bytes of the answer, then of the word. */
#include "cache.h"

#include <sys/mman.h>

#include <xxhash.h>

struct cache_head {
    uint32_t check; /* upper half of the hash */
    uint8_t kind;
    uint8_t word_n;                    /* 0: free */
    uint16_t answer_n : 15, asked : 1; /* asked: since it was last passed over */
};

bool cache_open(struct cache *c, uint32_t sets, uint32_t entry_size) {
    size_t n = (size_t)sets * CACHE_WAYS, size = n * (sizeof(struct cache_head) + entry_size);
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) return false;
    *c = (struct cache){.heads = p, .size = size, .entry_size = entry_size, .mask = sets - 1};
    c->entries = (char *)(c->heads + n);
    return true;
}

void cache_close(struct cache *c) {
    if (c->heads) munmap(c->heads, c->size);
    c->heads = NULL;
}

struct cache_key cache_key(struct str word, uint8_t kind) {
    return (struct cache_key){word, XXH3_64bits_withSeed(word.p, word.n, kind), kind};
}

static size_t set_of(const struct cache *c, const struct cache_key *key) {
    return ((size_t)key->hash & c->mask) * CACHE_WAYS;
}

void cache_fetch(const struct cache *c, const struct cache_key *key) {
    __builtin_prefetch(&c->heads[set_of(c, key)]);
}

void cache_fetch_answer(const struct cache *c, const struct cache_key *key) {
    enum { LINE = 64 };
    size_t set = set_of(c, key);
    for (size_t i = set; i < set + CACHE_WAYS; i++) {
        const struct cache_head *h = &c->heads[i];
        if (h->check != (uint32_t)(key->hash >> 32)) continue;
        const char *bytes = c->entries + i * c->entry_size;
        for (size_t k = 0; k < h->answer_n + (size_t)h->word_n; k += LINE)
            __builtin_prefetch(bytes + k);
    }
}

bool cache_get(const struct cache *c, const struct cache_key *key, struct str *answer) {
    size_t set = set_of(c, key);
    uint32_t check = (uint32_t)(key->hash >> 32);
    for (size_t i = set; i < set + CACHE_WAYS; i++) {
        struct cache_head *h = &c->heads[i];
        if (h->check != check || h->word_n != key->word.n || h->kind != key->kind) continue;
        const char *bytes = c->entries + i * c->entry_size;
        if (h->word_n == 0 || !bytes_same(bytes + h->answer_n, key->word.p, h->word_n)) continue;
        h->asked = 1;
        *answer = (struct str){bytes, h->answer_n};
        return true;
    }
    return false;
}

/* A free entry of the set, or one that was not asked for since the last time this was needed. */
static size_t entry_free(const struct cache *c, const struct cache_key *key) {
    size_t set = set_of(c, key), first = (size_t)(key->hash >> 30) % CACHE_WAYS;
    for (size_t i = set; i < set + CACHE_WAYS; i++)
        if (c->heads[i].word_n == 0) return i;
    for (size_t k = 0; k < CACHE_WAYS; k++) {
        size_t i = set + (first + k) % CACHE_WAYS;
        if (!c->heads[i].asked) return i;
        c->heads[i].asked = 0;
    }
    return set + first;
}

void cache_put(struct cache *c, const struct cache_key *key, struct str answer) {
    size_t n = key->word.n;
    if (n == 0 || n > UINT8_MAX || n > c->entry_size || answer.n > c->entry_size - n) return;
    size_t i = entry_free(c, key);
    struct cache_head *h = &c->heads[i];
    h->check = (uint32_t)(key->hash >> 32);
    h->kind = key->kind;
    h->word_n = (uint8_t)n;
    h->answer_n = answer.n & 0x7FFF;
    h->asked = 0;
    char *bytes = c->entries + i * c->entry_size;
    if (answer.n) memcpy(bytes, answer.p, answer.n);
    memcpy(bytes + answer.n, key->word.p, n);
}
