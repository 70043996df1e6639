/* SPDX-License-Identifier: MIT */
/* Word → answer, for what is asked again and again: a table of fixed size, four entries to a set, in
 * which new words push out those that were not asked for lately. Words that do not fit into an entry
 * are not kept. Of one worker; no locks. */
#ifndef IBER_CACHE_H
#define IBER_CACHE_H

#include "str.h"

enum { CACHE_WAYS = 4 };

struct cache {
    struct cache_head *heads;  /* mmap()ed, owned; entries behind them */
    char *entries;             /* entry_size bytes each */
    size_t size;               /* of all */
    uint32_t entry_size, mask; /* mask: number of sets - 1 */
};

/* Where a key goes; made once for a look-up and the cache_put() that may follow it. */
struct cache_key {
    struct str word;
    uint64_t hash;
    uint8_t kind; /* words of different kinds are different keys */
};

/* `sets` is a power of two. Word and answer together may have `entry_size` bytes, the word 255. False when there
 * is no memory. An answer is aligned as `entry_size` is, up to 64. */
bool cache_open(struct cache *c, uint32_t sets, uint32_t entry_size);
void cache_close(struct cache *c);

struct cache_key cache_key(struct str word, uint8_t kind);

/* Asks the processor for what cache_get() will look at: first this, and after some other work the answer. */
void cache_fetch(const struct cache *c, const struct cache_key *key);
void cache_fetch_answer(const struct cache *c, const struct cache_key *key);

/* The answer for a key, valid until the next cache_put(). False when it is not there. */
bool cache_get(const struct cache *c, const struct cache_key *key, struct str *answer);
void cache_put(struct cache *c, const struct cache_key *key, struct str answer);

#endif
