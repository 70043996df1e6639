/* SPDX-License-Identifier: MIT */
/* See cache.h. An entry is a head and the bytes of word and answer, one behind the other; with 64
 * bytes it is a line of the processor's cache. */
#include "cache.h"

#include <sys/mman.h>

#include <xxhash.h>

struct entry {
    uint32_t check; /* upper half of the hash */
    uint8_t kind;
    uint8_t word_n;                    /* 0: free */
    uint16_t answer_n : 15, asked : 1; /* asked: since it was last passed over */
    char bytes[];
};

_Static_assert(sizeof(struct entry) == CACHE_HEAD, "head of an entry");

bool cache_open(struct cache *c, uint32_t sets, uint32_t entry_size) {
    size_t size = (size_t)sets * CACHE_WAYS * entry_size;
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) return false;
    *c = (struct cache){.entries = p, .size = size, .entry_size = entry_size, .mask = sets - 1};
    return true;
}

void cache_close(struct cache *c) {
    if (c->entries) munmap(c->entries, c->size);
    c->entries = NULL;
}

struct cache_key cache_key(struct str word, uint8_t kind) {
    return (struct cache_key){word, XXH3_64bits_withSeed(word.p, word.n, kind), kind};
}

static struct entry *entry_at(const struct cache *c, const struct cache_key *key, unsigned way) {
    size_t set = (size_t)key->hash & c->mask;
    return (void *)(c->entries + (set * CACHE_WAYS + way) * c->entry_size);
}

bool cache_get(const struct cache *c, const struct cache_key *key, struct str *answer) {
    uint32_t check = (uint32_t)(key->hash >> 32);
    for (unsigned way = 0; way < CACHE_WAYS; way++) {
        struct entry *e = entry_at(c, key, way);
        if (e->check != check || e->word_n != key->word.n || e->kind != key->kind) continue;
        if (e->word_n == 0 || memcmp(e->bytes, key->word.p, e->word_n) != 0) continue;
        e->asked = 1;
        *answer = (struct str){e->bytes + e->word_n, e->answer_n};
        return true;
    }
    return false;
}

/* A free entry of the set, or one that was not asked for since the last time this was needed. */
static struct entry *entry_free(const struct cache *c, const struct cache_key *key) {
    unsigned first = (unsigned)(key->hash >> 30) % CACHE_WAYS;
    for (unsigned way = 0; way < CACHE_WAYS; way++) {
        struct entry *e = entry_at(c, key, way);
        if (e->word_n == 0) return e;
    }
    for (unsigned i = 0; i < CACHE_WAYS; i++) {
        struct entry *e = entry_at(c, key, (first + i) % CACHE_WAYS);
        if (!e->asked) return e;
        e->asked = 0;
    }
    return entry_at(c, key, first);
}

void cache_put(struct cache *c, const struct cache_key *key, struct str answer) {
    size_t n = key->word.n;
    if (n == 0 || n > UINT8_MAX || n > c->entry_size - CACHE_HEAD ||
        answer.n > c->entry_size - CACHE_HEAD - n)
        return;
    struct entry *e = entry_free(c, key);
    e->check = (uint32_t)(key->hash >> 32);
    e->kind = key->kind;
    e->word_n = (uint8_t)n;
    e->answer_n = answer.n & 0x7FFF;
    e->asked = 0;
    memcpy(e->bytes, key->word.p, n);
    if (answer.n) memmove(e->bytes + n, answer.p, answer.n);
}
