/* SPDX-License-Identifier: MIT */
/* Replays files: hands each one named on the command line to the fuzz target, as libFuzzer does. For
 * compilers without it, and for tests. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

/* All bytes of the file in memory of exactly that size, to be freed; NULL when it cannot be read. */
static uint8_t *load(const char *path, size_t *size) {
    FILE *f = fopen(path, "rb");
    long n = -1;
    uint8_t *p = NULL;
    if (f && fseek(f, 0, SEEK_END) == 0) n = ftell(f);
    if (n >= 0 && fseek(f, 0, SEEK_SET) == 0) p = malloc(n ? (size_t)n : 1);
    if (p) *size = fread(p, 1, (size_t)n, f);
    if (f) fclose(f);
    return p;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE...\n", argv[0]);
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        uint8_t *data = load(argv[i], &size);
        if (data == NULL) {
            fprintf(stderr, "%s: cannot read %s\n", argv[0], argv[i]);
            return 2;
        }
        fprintf(stderr, "%s: %zu bytes\n", argv[i], size);
        LLVMFuzzerTestOneInput(data, size);
        free(data);
    }
    return 0;
}
