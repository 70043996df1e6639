/* SPDX-License-Identifier: MIT */
/* See isolate.h. What goes over the socket is a header with lengths, then the strings: both ends are the
 * same program on the same machine. */
#include "isolate.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "fd.h"

enum { STRINGS = 9, LOOK_MS = 20 };

extern char **environ;

struct header {
    uint64_t start, byte, n[STRINGS];
    uint32_t form, code;
};
struct answer {
    uint64_t n;
    uint32_t failures, zero;
};

/* The strings of an item, in the order in which they go over. */
static void strings_of(struct item *item, struct str *s[STRINGS]) {
    struct str *all[STRINGS] = {&item->id,    &item->path,  &item->raw,
                                &item->why,   &item->media, &item->charset,
                                &item->title, &item->url,   &item->fetched};
    memcpy(s, all, sizeof all);
}

static bool start(struct child *c, const struct isolate_options *o) {
    int ends[2];
    size_t n = 0, from = 1;
    posix_spawn_file_actions_t actions;
    while (o->argv[n]) n++;
    char **argv = calloc(n + 2, sizeof *argv);
    if (argv == NULL || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        free(argv);
        return false;
    }
    if (o->argv[1] && strcmp(o->argv[1], "run") == 0) from++;
    argv[0] = (char *)(uintptr_t)o->argv[0];
    argv[1] = (char *)(uintptr_t) "worker";
    for (size_t i = from, k = 2; i < n; i++) argv[k++] = (char *)(uintptr_t)o->argv[i];
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    bool fine = posix_spawn(&c->pid, "/proc/self/exe", &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    free(argv);
    close(ends[1]);
    c->fd = ends[0];
    if (!fine) close(ends[0]), c->pid = 0;
    return fine;
}

void child_end(struct child *c) {
    if (c->pid == 0) return;
    close(c->fd);
    kill(c->pid, SIGKILL);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    c->pid = 0;
}

/* Bytes that a process holds. */
static uint64_t memory_of(pid_t pid) {
    char path[64], text[128] = "";
    unsigned long long pages = 0;
    snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    if (fd >= 0) close(fd);
    const char *second = n > 0 ? strchr(text, ' ') : NULL;
    if (second) pages = strtoull(second, NULL, 10);
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

struct talk {
    struct child *c;
    const struct isolate_options *o;
    uint64_t begin;
    enum status code;
    const char *why;
};

static bool give_up(struct talk *t, enum status code, const char *why) {
    t->code = code, t->why = why;
    return false;
}

/* Waits until the socket is ready. */
static bool wait_for(struct talk *t, short events) {
    struct pollfd p = {t->c->fd, events, 0};
    for (;;) {
        int n = poll(&p, 1, LOOK_MS);
        if (n > 0) return true;
        if (n < 0 && errno != EINTR) return give_up(t, LIBRARY, "poll() failed");
        if (t->o->timeout_ns && clock_ns() - t->begin > t->o->timeout_ns)
            return give_up(t, TIMEOUT, "took longer than --doc-timeout");
        if (t->o->memory && memory_of(t->c->pid) > t->o->memory)
            return give_up(t, TOO_BIG, "took more memory than --doc-memory");
    }
}

static bool send_all(struct talk *t, const void *data, size_t n) {
    for (const char *p = data; n;) {
        if (!wait_for(t, POLLOUT)) return false;
        ssize_t k = send(t->c->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (k < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (k <= 0) return give_up(t, CRASHED, "the process that worked on it crashed");
        p += k, n -= (size_t)k;
    }
    return true;
}

static bool receive(struct talk *t, void *data, size_t n) {
    for (char *p = data; n;) {
        if (!wait_for(t, POLLIN)) return false;
        ssize_t k = recv(t->c->fd, p, n, MSG_DONTWAIT);
        if (k < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (k <= 0) return give_up(t, CRASHED, "the process that worked on it crashed");
        p += k, n -= (size_t)k;
    }
    return true;
}

enum status child_ask(struct child *c, const struct isolate_options *o, struct arena *arena,
                      const struct item *item, struct str *records, unsigned *failures,
                      const char **why) {
    struct talk t = {c, o, clock_ns(), OK, ""};
    struct item copy = *item;
    struct str *s[STRINGS];
    struct header h = {.start = item->start, .byte = item->byte, .form = item->form};
    struct answer a;
    h.code = item->code;
    strings_of(&copy, s);
    for (unsigned i = 0; i < STRINGS; i++) h.n[i] = s[i]->n;
    if (c->pid == 0 && !start(c, o)) {
        *why = "no process could be started";
        return LIBRARY;
    }
    bool fine = send_all(&t, &h, sizeof h);
    for (unsigned i = 0; fine && i < STRINGS; i++) fine = send_all(&t, s[i]->p, s[i]->n);
    fine = fine && receive(&t, &a, sizeof a);
    if (fine) {
        char *p = arena_alloc(arena, a.n + 1);
        fine = receive(&t, p, a.n);
        *records = (struct str){p, a.n};
        *failures = a.failures;
    }
    if (!fine) child_end(c);
    *why = t.why;
    return t.code;
}

/* Blocking, as a child has nothing else to do. */
static bool read_all(int fd, void *data, size_t n) {
    for (char *p = data; n;) {
        ssize_t k = read(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k, n -= (size_t)k;
    }
    return true;
}

bool child_next(int fd, struct arena *arena, struct item *item) {
    struct header h;
    struct str *s[STRINGS];
    if (!read_all(fd, &h, sizeof h)) return false;
    *item = (struct item){.form = (enum form)h.form, .code = (enum status)h.code};
    item->start = h.start, item->byte = h.byte;
    strings_of(item, s);
    for (unsigned i = 0; i < STRINGS; i++) {
        char *p = arena_alloc(arena, h.n[i] + 1);
        if (!read_all(fd, p, h.n[i])) return false;
        *s[i] = (struct str){p, h.n[i]};
    }
    return true;
}

bool child_answer(int fd, struct str records, unsigned failures) {
    struct answer a = {records.n, failures, 0};
    return fd_write(fd, (const char *)&a, sizeof a) && fd_write(fd, records.p, records.n);
}
