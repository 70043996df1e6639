/* SPDX-License-Identifier: MIT */
/* See isolate.h. What goes over the socket is a header with lengths, then the strings: both ends are the
 * same program on the same machine. */
#include "isolate.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "fd.h"

enum { STRINGS = 9 };

struct header {
    uint64_t start, byte, line, n[STRINGS];
    uint32_t form, code;
};
struct answer {
    uint64_t n;
    uint32_t failures, faulty;
};

/* The strings of an item, in the order in which they go over. */
static void strings_of(struct item *item, struct str *s[STRINGS]) {
    struct str *all[STRINGS] = {&item->id,    &item->path,  &item->raw,
                                &item->why,   &item->media, &item->charset,
                                &item->title, &item->url,   &item->fetched};
    memcpy(s, all, sizeof all);
}

static bool start(struct peer *c, const struct isolate_options *o) {
    size_t n = 0, from = 1;
    while (o->argv[n]) n++;
    const char **argv = calloc(n + 2, sizeof *argv);
    if (argv == NULL) return false;
    if (o->argv[1] && strcmp(o->argv[1], "run") == 0) from++;
    argv[0] = o->argv[0];
    argv[1] = "worker";
    for (size_t i = from, k = 2; i < n; i++) argv[k++] = o->argv[i];
    bool fine = peer_start(c, "/proc/self/exe", argv);
    free(argv);
    return fine;
}

enum status child_ask(struct peer *c, const struct isolate_options *o, struct arena *arena,
                      const struct item *item, struct str *records, unsigned *failures,
                      bool *faulty, const char **why) {
    struct item copy = *item;
    struct str *s[STRINGS];
    struct header h = {
        .start = item->start, .byte = item->byte, .line = item->line, .form = item->form};
    struct answer a;
    h.code = item->code;
    strings_of(&copy, s);
    for (unsigned i = 0; i < STRINGS; i++) h.n[i] = s[i]->n;
    if (c->pid == 0 && !start(c, o)) {
        *why = "no process could be started";
        return LIBRARY;
    }
    struct talk t = talk_begin(c, o->limits);
    bool fine = talk_send(&t, &h, sizeof h);
    for (unsigned i = 0; fine && i < STRINGS; i++) fine = talk_send(&t, s[i]->p, s[i]->n);
    fine = fine && talk_receive(&t, &a, sizeof a);
    if (fine) {
        char *p = arena_alloc(arena, a.n + 1);
        fine = talk_receive(&t, p, a.n);
        *records = (struct str){p, a.n};
        *failures = a.failures;
        *faulty = a.faulty != 0;
    }
    if (!fine) peer_end(c);
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
    item->start = h.start, item->byte = h.byte, item->line = h.line;
    strings_of(item, s);
    for (unsigned i = 0; i < STRINGS; i++) {
        char *p = arena_alloc(arena, h.n[i] + 1);
        if (!read_all(fd, p, h.n[i])) return false;
        *s[i] = (struct str){p, h.n[i]};
    }
    return true;
}

bool child_answer(int fd, struct str records, unsigned failures, bool faulty) {
    struct answer a = {records.n, failures, faulty};
    return fd_write(fd, (const char *)&a, sizeof a) && fd_write(fd, records.p, records.n);
}
