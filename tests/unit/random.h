/* SPDX-License-Identifier: MIT */
/* Random numbers for tests: the same on every machine and in every run. */
#ifndef IBER_TEST_RANDOM_H
#define IBER_TEST_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state;
};

/* 0 … n - 1 (xorshift64*). */
static inline uint32_t random_below(struct random *r, uint32_t n) {
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return (uint32_t)((r->state * 0x2545F4914F6CDD1Du) >> 33) % n;
}

#endif
