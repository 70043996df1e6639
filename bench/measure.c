/* SPDX-License-Identifier: MIT */
/* iber-measure: runs commands by turns and says how fast they were, what processor time they took
 * and how much memory. Their output goes to /dev/null, or (--first) into a pipe, and what counts is
 * when the first byte comes. The ratio to the first command is taken turn by turn. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rows.h"

enum { COMMANDS_MAX = 16 };

struct command {
    char **argv;
    struct row row;
};

struct measure {
    unsigned runs;
    uint64_t bytes; /* of input */
    bool first;
    struct command commands[COMMANDS_MAX];
    unsigned n;
};

struct outcome {
    uint64_t wall, first; /* ns */
    uint64_t cpu;
    uint64_t rss;       /* bytes */
    uint64_t preempted; /* times that others got the processor */
};

static const char usage[] = "iber-measure [--runs N] --bytes N|--first --name NAME COMMAND... "
                            "[--name NAME COMMAND...]...\n";

static int fault(const char *name, const char *why) {
    fprintf(stderr, "iber-measure: %s: %s\n", name, why);
    return 2;
}

/* When the first byte came; 0 when none did. Reads to the end. */
static uint64_t drain(int fd) {
    char block[65536];
    uint64_t first = 0;
    for (;;) {
        ssize_t n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return first;
        if (first == 0) first = clock_ns(CLOCK_MONOTONIC);
    }
}

static uint64_t ns_of(struct timeval t) {
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_usec * 1000u;
}

/* False when the command did not run, or said that it failed. */
static bool run(char **argv, bool first, struct outcome *o) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    int ends[2] = {-1, -1}, status = 0;
    pid_t pid;
    struct rusage use;
    if (first && pipe2(ends, O_CLOEXEC) != 0) return false;
    posix_spawn_file_actions_init(&actions);
    if (first) posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    else posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    uint64_t begin = clock_ns(CLOCK_MONOTONIC);
    int failure = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (first) {
        close(ends[1]);
        o->first = drain(ends[0]);
        o->first = o->first ? o->first - begin : 0;
        close(ends[0]);
    }
    if (failure != 0 || wait4(pid, &status, 0, &use) != pid) return false;
    o->wall = clock_ns(CLOCK_MONOTONIC) - begin;
    o->cpu = ns_of(use.ru_utime) + ns_of(use.ru_stime);
    o->rss = (uint64_t)use.ru_maxrss * 1024;
    o->preempted = (uint64_t)use.ru_nivcsw;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 && (!first || o->first);
}

static bool turn(const struct measure *m, struct command *c) {
    struct outcome o = {0};
    if (!run(c->argv, m->first, &o)) return false;
    if (m->first) {
        row_add(&c->row, "ms", (double)o.first / 1e6);
    } else {
        row_add(&c->row, "mb_s", rate(m->bytes, o.wall));
        row_field(&c->row, "cpu_mb_s", rate(m->bytes, o.cpu));
        row_field(&c->row, "cores", (double)o.cpu / (double)o.wall);
        row_field(&c->row, "preempted_s", (double)o.preempted * 1e9 / (double)o.wall);
    }
    row_field(&c->row, "rss_mb", (double)o.rss / 1e6);
    return true;
}

/* Options of ours up to the first --name; then each command ends where the next --name stands. */
static bool parse(struct measure *m, int argc, char **argv) {
    int i = 1;
    for (; i < argc && strcmp(argv[i], "--name") != 0; i++) {
        if (strcmp(argv[i], "--first") == 0) m->first = true;
        else if (strcmp(argv[i], "--runs") == 0 && i + 1 < argc)
            m->runs = (unsigned)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--bytes") == 0 && i + 1 < argc)
            m->bytes = strtoull(argv[++i], NULL, 10);
        else return false;
    }
    while (i + 2 < argc && m->n < COMMANDS_MAX) {
        struct command *c = &m->commands[m->n++];
        c->row.what = argv[i + 1];
        c->argv = &argv[i + 2];
        for (i += 2; i < argc && strcmp(argv[i], "--name") != 0; i++) {
        }
        argv[i] = NULL;
    }
    return i >= argc && m->n && m->runs && m->runs <= RUNS_MAX && m->first == (m->bytes == 0);
}

int main(int argc, char **argv) {
    struct measure m = {.runs = 3};
    if (!parse(&m, argc, argv)) {
        fputs(usage, stderr);
        return 2;
    }
    for (unsigned r = 0; r < m.runs; r++)
        for (unsigned i = 0; i < m.n; i++)
            if (!turn(&m, &m.commands[i]))
                return fault(m.commands[i].row.what, "did not run, or ended with a failure");
    row_heading(m.first ? "ms" : "MB/s");
    for (unsigned i = 0; i < m.n; i++) {
        if (i) row_than(&m.commands[i].row, &m.commands[0].row);
        row_print(&m.commands[i].row);
    }
    return 0;
}
