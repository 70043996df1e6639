/* SPDX-License-Identifier: MIT */
/* See origin.h. */
#include "origin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { BLOCK = 1 << 18 };

bool origin_look(const char *path, struct origin *o) {
    struct stat st;
    *o = (struct origin){0};
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return false;
    o->size = (uint64_t)st.st_size;
    o->mtime = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    return true;
}

bool origin_read(const char *path, struct origin *o) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    char *block = malloc(BLOCK);
    XXH3_state_t *hash = XXH3_createState();
    ssize_t n = -1;
    if (fd >= 0 && block && hash) {
        XXH3_64bits_reset(hash);
        while ((n = read(fd, block, BLOCK)) > 0 || (n < 0 && errno == EINTR))
            if (n > 0) XXH3_64bits_update(hash, block, (size_t)n);
        o->hash = XXH3_64bits_digest(hash);
        if (o->hash == 0) o->hash = 1;
    }
    if (fd >= 0) close(fd);
    XXH3_freeState(hash);
    free(block);
    return n == 0;
}
