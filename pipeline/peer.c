/* SPDX-License-Identifier: MIT */
/* See peer.h. */
#include "peer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buf.h"
#include "clock.h"

enum { LOOK_MS = 20, BLOCK = 1 << 16 };

extern char **environ;

/* In the child, between fork() and exec: a group of its own, so that what it starts dies with it, no
 * blocked signals, and its death when the thread that started it is killed, as it may be in a loop. */
static void become(int end, const char *path, char *const *argv, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == parent && dup2(end, STDIN_FILENO) >= 0 && dup2(end, STDOUT_FILENO) >= 0 &&
        sigprocmask(SIG_SETMASK, &none, NULL) == 0)
        execve(path, argv, environ);
    _exit(127);
}

bool peer_start(struct peer *p, const char *path, const char *const *argv) {
    int ends[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
    p->pid = fork();
    if (p->pid == 0) become(ends[1], path, (char *const *)(uintptr_t)argv, parent);
    close(ends[1]);
    p->fd = ends[0];
    if (p->pid > 0) setpgid(p->pid, p->pid); /* also here: peer_end() must find the group */
    else close(ends[0]), p->pid = 0;
    return p->pid != 0;
}

void peer_end(struct peer *p) {
    if (p->pid == 0) return;
    close(p->fd);
    kill(-p->pid, SIGKILL);
    while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    p->pid = 0;
}

struct talk talk_begin(struct peer *p, struct peer_limits limits) {
    return (struct talk){p, limits, clock_ns(), OK, ""};
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

static bool give_up(struct talk *t, enum status code, const char *why) {
    t->code = code, t->why = why;
    return false;
}

/* Waits until the socket is ready for one of `events`. */
static bool wait_for(struct talk *t, short events, short *ready) {
    struct pollfd p = {t->peer->fd, events, 0};
    for (;;) {
        int n = poll(&p, 1, LOOK_MS);
        *ready = p.revents;
        if (n > 0) return true;
        if (n < 0 && errno != EINTR) return give_up(t, LIBRARY, "poll() failed");
        if (t->limits.timeout_ns && clock_ns() - t->begin > t->limits.timeout_ns)
            return give_up(t, TIMEOUT, "took longer than it may");
        if (t->limits.memory && memory_of(t->peer->pid) > t->limits.memory)
            return give_up(t, TOO_BIG, "took more memory than it may have");
    }
}

/* What send() and recv() return: bytes, or 0 where nothing can be done now. False: the peer is gone. */
static bool moved(struct talk *t, ssize_t k, size_t *n) {
    bool again = k < 0 && (errno == EINTR || errno == EAGAIN);
    *n = k > 0 ? (size_t)k : 0;
    return k > 0 || again || give_up(t, CRASHED, "the process that worked on it ended");
}

bool talk_send(struct talk *t, const void *data, size_t n) {
    short ready;
    size_t k;
    for (const char *p = data; n; p += k, n -= k)
        if (!wait_for(t, POLLOUT, &ready) ||
            !moved(t, send(t->peer->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT), &k))
            return false;
    return true;
}

bool talk_receive(struct talk *t, void *data, size_t n) {
    short ready;
    size_t k;
    for (char *p = data; n; p += k, n -= k)
        if (!wait_for(t, POLLIN, &ready) || !moved(t, recv(t->peer->fd, p, n, MSG_DONTWAIT), &k))
            return false;
    return true;
}

bool talk_line(struct talk *t, struct arena *arena, struct str line, struct str *answer) {
    struct buf b;
    short ready;
    size_t k;
    buf_open(&b, arena, line.n + BLOCK);
    while (line.n || b.n == 0 || b.p[b.n - 1] != '\n') {
        if (!wait_for(t, line.n ? POLLIN | POLLOUT : POLLIN, &ready)) return false;
        if (ready & POLLOUT && line.n) {
            if (!moved(t, send(t->peer->fd, line.p, line.n, MSG_NOSIGNAL | MSG_DONTWAIT), &k))
                return false;
            line = str_sub(line, k, line.n);
        }
        if (!(ready & (POLLIN | POLLHUP))) continue;
        if (!moved(t, recv(t->peer->fd, buf_room(&b, BLOCK), BLOCK, MSG_DONTWAIT), &k))
            return false;
        b.n += k;
        const char *stop = memchr(b.p + b.n - k, '\n', k);
        if (stop && stop + 1 != b.p + b.n)
            return give_up(t, BAD_RECORD, "the program answered with more than one line");
    }
    *answer = (struct str){b.p, b.n - 1};
    return true;
}
