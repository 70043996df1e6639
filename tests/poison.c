/* SPDX-License-Identifier: MIT */
/* Preloaded, it makes documents poisonous: one that holds CRASH-ME, LOOP-ME or EAT-ME (100 GB)
 * does that to the process that makes its fingerprint. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MUCH (100ull << 30) /* bytes */

void nettle_sha256_update(void *state, size_t n, const uint8_t *data);

static int holds(const uint8_t *data, size_t n, const char *word) {
    return memmem(data, n, word, strlen(word)) != NULL;
}

void nettle_sha256_update(void *state, size_t n, const uint8_t *data) {
    union {
        void *object;
        void (*function)(void *, size_t, const uint8_t *);
    } next = {dlsym(RTLD_NEXT, "nettle_sha256_update")};
    if (holds(data, n, "CRASH-ME")) abort();
    while (holds(data, n, "LOOP-ME")) sleep(1);
    if (holds(data, n, "EAT-ME")) {
        char *p = mmap(NULL, MUCH, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (p == MAP_FAILED) abort();
        memset(p, 1, MUCH);
    }
    next.function(state, n, data);
}
