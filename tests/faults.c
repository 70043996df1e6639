/* SPDX-License-Identifier: MIT */
/* Preloaded, it makes system calls fail, for faults.py: IBER_FAULT=CALL:FAULT:N:PART. CALL is write,
 * fsync, rename, read, or "any" of the first three, ftruncate, truncate and unlink; only files count
 * whose path holds PART. FAULT is a number of errno: of writes and reads the bytes up to N still go
 * through, of the other calls the first N; all that follow fail, as on a disk that is full or broken.
 * Or it is "kill": the process ends before call N. */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_llong done; /* calls, or bytes */

struct fault {
    char call[16], what[16], part[256];
    long long n;
    int kills;
};

/* Is a fault asked for that this call counts for? */
static int is_meant(struct fault *f, const char *call, int fd, const char *path) {
    char link[64], target[4096];
    const char *text = getenv("IBER_FAULT");
    if (text == NULL) return 0;
    if (sscanf(text, "%15[^:]:%15[^:]:%lld:%255s", f->call, f->what, &f->n, f->part) != 4) return 0;
    f->kills = strcmp(f->what, "kill") == 0;
    int any = strcmp(f->call, "any") == 0 && strcmp(call, "read") != 0;
    if (!any && strcmp(f->call, call) != 0) return 0;
    if (path) return strstr(path, f->part) != NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, target, sizeof target - 1);
    target[n > 0 ? n : 0] = '\0';
    return strstr(target, f->part) != NULL;
}

/* Is this call to fail? Then errno is set. */
static int fails(const char *call, int fd, const char *path) {
    struct fault f;
    if (!is_meant(&f, call, fd, path)) return 0;
    long long nth = done++;
    if (f.kills && nth >= f.n) kill(getpid(), SIGKILL);
    errno = f.kills ? errno : (int)strtol(f.what, NULL, 10);
    return !f.kills && nth >= f.n;
}

/* How many of n bytes go through; -1: none, and errno is set. */
static ssize_t room(const char *call, int fd, size_t n) {
    struct fault f;
    if (!is_meant(&f, call, fd, NULL)) return (ssize_t)n;
    if (f.kills || strcmp(f.call, "any") == 0) return fails(call, fd, NULL) ? -1 : (ssize_t)n;
    long long left = f.n - done, k = (long long)n > left ? left : (long long)n;
    errno = (int)strtol(f.what, NULL, 10);
    if (k > 0) done += k;
    return k > 0 || n == 0 ? (ssize_t)k : -1;
}

/* A function's address as what it is: dlsym() gives an object's. */
#define NEXT(type, name)                                                                           \
    union {                                                                                        \
        void *object;                                                                              \
        type;                                                                                      \
    } next = {dlsym(RTLD_NEXT, name)}

ssize_t write(int fd, const void *p, size_t n) {
    NEXT(ssize_t(*call)(int, const void *, size_t), "write");
    ssize_t k = room("write", fd, n);
    return k < 0 ? -1 : next.call(fd, p, (size_t)k);
}

ssize_t read(int fd, void *p, size_t n) {
    NEXT(ssize_t(*call)(int, void *, size_t), "read");
    ssize_t k = room("read", fd, n);
    return k < 0 ? -1 : next.call(fd, p, (size_t)k);
}

int fsync(int fd) {
    NEXT(int (*call)(int), "fsync");
    return fails("fsync", fd, NULL) ? -1 : next.call(fd);
}

int rename(const char *from, const char *to) {
    NEXT(int (*call)(const char *, const char *), "rename");
    return fails("rename", -1, to) ? -1 : next.call(from, to);
}

int unlink(const char *path) {
    NEXT(int (*call)(const char *), "unlink");
    return fails("unlink", -1, path) ? -1 : next.call(path);
}

int ftruncate64(int fd, off64_t n) {
    NEXT(int (*call)(int, off64_t), "ftruncate64");
    return fails("ftruncate", fd, NULL) ? -1 : next.call(fd, n);
}

int truncate64(const char *path, off64_t n) {
    NEXT(int (*call)(const char *, off64_t), "truncate64");
    return fails("truncate", -1, path) ? -1 : next.call(path, n);
}
