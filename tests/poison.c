/* SPDX-License-Identifier: MIT */
/* Preloaded, it makes documents poisonous: one that holds CRASH-ME, LOOP-ME or EAT-ME does that to the
 * process that makes its fingerprint. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    while (holds(data, n, "EAT-ME")) {
        char *p = malloc(16 << 20);
        if (p == NULL) abort();
        memset(p, 1, 16 << 20);
    }
    next.function(state, n, data);
}
