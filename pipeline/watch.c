/* SPDX-License-Identifier: MIT */
/* See watch.h. */
#include "watch.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "walk.h"

enum { LINE = 160, PATIENCE = 10, METRICS_EVERY = 5 }; /* seconds */

struct watch_thread {
    pthread_t id;
    sigset_t signals;
    uint64_t start;   /* ns */
    uint64_t total;   /* bytes of all inputs; 0: not known */
    struct walk walk; /* for `total` */
};

/* How much there is to read. Standard input, as input or as list, has no size. */
static void add_up(struct watch *w) {
    const struct input_options *in = w->options->input;
    struct watch_thread *t = w->thread;
    struct walk_entry file;
    struct origin o;
    uint64_t total = 0;
    bool known = !(in->list && strcmp(in->list, "-") == 0);
    walk_open(&t->walk, in->paths, known ? in->list : NULL, in->null_separated);
    while (known && !w->over && walk_next(&t->walk, &file)) {
        known = strcmp(file.path.p, "-") != 0;
        if (origin_look(file.path.p, &o)) total += o.size;
    }
    walk_close(&t->walk);
    t->total = known ? total : 0;
}

/* "12345 documents, 3 failed, 6.2 MB/s, 41 %, 2:13 left" */
static void describe(const struct watch *w, char *line) {
    const struct counters *c = &w->counters;
    uint64_t total = w->thread->total, read = c->read, done = read + c->unwanted, seconds = 0,
             ns = clock_ns() - w->thread->start;
    double speed = ns ? (double)read * 1e3 / (double)ns : 0;
    int n = snprintf(line, LINE, "%" PRIu64 " documents, %" PRIu64 " failed, %.1f MB/s",
                     c->documents, c->failures, speed);
    if (total == 0 || read == 0) return;
    if (done > total) done = total;
    seconds = (uint64_t)((double)(total - done) * (double)ns / (double)read / 1e9);
    snprintf(line + n, (size_t)(LINE - n), ", %" PRIu64 " %%, %" PRIu64 ":%02" PRIu64 " left",
             done * 100 / total, seconds / 60, seconds % 60);
}

static void write_metrics(const struct watch *w) {
    char temporary[4096];
    const struct counters *c = &w->counters;
    int n = snprintf(temporary, sizeof temporary, "%s.tmp", w->options->metrics);
    FILE *f = n > 0 && (size_t)n < sizeof temporary ? fopen(temporary, "w") : NULL;
    if (f == NULL) return;
    const struct {
        const char *name, *help;
        uint64_t value;
    } rows[] = {{"iber_documents_total", "Documents done, failed ones too.", c->documents},
                {"iber_failures_total", "Documents that became error records.", c->failures},
                {"iber_read_bytes_total", "Bytes of the inputs.", c->read},
                {"iber_written_bytes_total", "Bytes of the records.", c->written}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        fprintf(f, "# HELP %s %s\n# TYPE %s counter\n%s %" PRIu64 "\n", rows[i].name, rows[i].help,
                rows[i].name, rows[i].name, rows[i].value);
    fprintf(f, "# HELP iber_seconds Since the run began.\n# TYPE iber_seconds gauge\n");
    fprintf(f, "iber_seconds %.3f\n", (double)(clock_ns() - w->thread->start) / 1e9);
    fprintf(f, "# HELP iber_stage_seconds_total Time in a stage, of all workers.\n"
               "# TYPE iber_stage_seconds_total counter\n");
    for (unsigned i = 0; i < w->options->plan->n; i++)
        fprintf(f, "iber_stage_seconds_total{stage=\"%s\"} %.6f\n",
                w->options->plan->stage[i]->name, (double)c->stage_ns[i] / 1e9);
    bool fine = !ferror(f);
    if (fclose(f) != 0 || !fine || rename(temporary, w->options->metrics) != 0) unlink(temporary);
}

static void *run(void *user) {
    struct watch *w = user;
    struct watch_thread *t = w->thread;
    char line[LINE];
    unsigned ticks = 0, stopping = 0;
    add_up(w);
    while (!w->over) {
        int s = sigtimedwait(&t->signals, NULL, &(struct timespec){1, 0});
        if (s == SIGINT || s == SIGTERM) {
            if (stopping++ > 0) _exit(128 + s);
            w->signal = s;
        }
        if (s < 0 && errno == EAGAIN && stopping && ++stopping > PATIENCE)
            _exit(128 + w->signal); /* the reader waits for bytes that do not come */
        describe(w, line);
        if (s == SIGUSR1 && !w->over) fprintf(stderr, "iber: %s\n", line);
        else if (w->options->terminal && s < 0) fprintf(stderr, "\riber: %s\033[K", line);
        if (w->options->metrics && ++ticks % METRICS_EVERY == 0) write_metrics(w);
    }
    return NULL;
}

bool watch_open(struct watch *w, const struct watch_options *o) {
    *w = (struct watch){.options = o, .thread = calloc(1, sizeof *w->thread)};
    struct watch_thread *t = w->thread;
    if (t == NULL) return errno = ENOMEM, false;
    t->start = clock_ns();
    sigemptyset(&t->signals);
    sigaddset(&t->signals, SIGUSR1);
    if (o->stops) sigaddset(&t->signals, SIGINT), sigaddset(&t->signals, SIGTERM);
    errno = pthread_sigmask(SIG_BLOCK, &t->signals, NULL);
    if (errno == 0) errno = pthread_create(&t->id, NULL, run, w);
    if (errno == 0) return true;
    free(t);
    return false;
}

void watch_close(struct watch *w) {
    struct watch_thread *t = w->thread;
    w->over = true;
    w->ns = clock_ns() - t->start;
    pthread_kill(t->id, SIGUSR1); /* wakes it */
    pthread_join(t->id, NULL);
    if (w->options->terminal) fprintf(stderr, "\r\033[K");
    if (w->options->metrics) write_metrics(w);
}

void watch_summary(const struct watch *w, uint64_t passed_over) {
    const struct counters *c = &w->counters;
    fprintf(stderr, "iber: %" PRIu64 " documents, %" PRIu64 " failed", c->documents, c->failures);
    if (passed_over) fprintf(stderr, ", %" PRIu64 " WARC records passed over", passed_over);
    fprintf(stderr, "\n");
    for (unsigned i = 0; i < w->options->plan->n; i++)
        fprintf(stderr, "iber:   %-10s %8.3f s\n", w->options->plan->stage[i]->name,
                (double)c->stage_ns[i] / 1e9);
}
