/* SPDX-License-Identifier: MIT */
/* The clock that only goes forward. */
#ifndef IBER_CLOCK_H
#define IBER_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Nanoseconds since some time before the program. */
static inline uint64_t clock_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

#endif
