/* SPDX-License-Identifier: MIT */
/* Bytes to a file descriptor. */
#ifndef IBER_FD_H
#define IBER_FD_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* Writes all n bytes, in as many calls as it takes. False at a fault, with errno set. */
static inline bool fd_write(int fd, const char *p, size_t n) {
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return false;
        p += k, n -= (size_t)k;
    }
    return true;
}

#endif
