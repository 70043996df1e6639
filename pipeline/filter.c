/* SPDX-License-Identifier: MIT */
/* See filter.h. */
#include "filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fd.h"
#include "utf8.h"

enum { BLOCK = 1 << 16, FLUSH = 1 << 18 };

struct lines {
    const struct filter *f;
    char *text; /* owned: FILTER_LINE + BLOCK bytes */
    size_t n;
    struct filter_out out;
    uint64_t line; /* the next one's number */
    bool wrong;    /* some line was */
    bool skipping; /* inside a line that is too long */
};

char *filter_room(struct filter_out *out, size_t n) {
    if (out->p == NULL) return NULL;
    if (out->size - out->n < n) {
        size_t size = out->size * 2 + n;
        char *p = realloc(out->p, size);
        if (p == NULL) {
            free(out->p);
            *out = (struct filter_out){NULL, 0, 0};
            return NULL;
        }
        out->p = p;
        out->size = size;
    }
    return out->p + out->n;
}

void filter_put(struct filter_out *out, struct str s) {
    char *p = filter_room(out, s.n);
    if (p == NULL) return;
    memcpy(p, s.p, s.n);
    out->n += s.n;
}

unsigned filter_columns(struct str line, struct str *columns, unsigned most) {
    unsigned n = 0;
    for (size_t from = 0;; n++) {
        const char *tab = memchr(line.p + from, '\t', line.n - from);
        size_t to = tab ? (size_t)(tab - line.p) : line.n;
        if (n < most) columns[n] = str_sub(line, from, to);
        if (tab == NULL) return n + 1;
        from = to + 1;
    }
}

static void one_line(struct lines *l, struct str line) {
    const char *why = NULL;
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (!is_utf8(line)) why = "this is no UTF-8";
    else why = l->f->line(l->f->user, line, &l->out);
    if (why) l->f->complain(l->line, why);
    l->wrong |= why != NULL;
    l->line++;
    filter_put(&l->out, STR("\n"));
}

/* All whole lines of what was read; at the end of the input also the last one without an end. What
 * remains moves to the front. */
static void take_lines(struct lines *l, bool end) {
    size_t from = 0;
    for (const char *e; (e = memchr(l->text + from, '\n', l->n - from)) != NULL;) {
        size_t to = (size_t)(e - l->text);
        if (!l->skipping) one_line(l, (struct str){l->text + from, to - from});
        l->skipping = false;
        from = to + 1;
    }
    if (end && from < l->n && !l->skipping) {
        one_line(l, (struct str){l->text + from, l->n - from});
        from = l->n;
    }
    if (l->skipping) from = l->n;
    memmove(l->text, l->text + from, l->n - from);
    l->n -= from;
    if (l->n < FILTER_LINE) return;
    l->f->complain(l->line++, "the line is longer than 1 MiB");
    filter_put(&l->out, STR("\n"));
    l->wrong = l->skipping = true;
    l->n = 0;
}

static const char *run(struct lines *l, int in, int out) {
    for (bool end = false; !end;) {
        ssize_t k = read(in, l->text + l->n, BLOCK);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return "cannot read stdin";
        end = k == 0;
        l->n += (size_t)k;
        take_lines(l, end);
        if (l->out.p == NULL) return "out of memory";
        if (!end && l->out.n < FLUSH && k == BLOCK) continue;
        if (!fd_write(out, l->out.p, l->out.n))
            return errno == EPIPE ? "" : "cannot write the output";
        l->out.n = 0;
    }
    return NULL;
}

int filter_run(const struct filter *f, int in, int out, char *message, size_t size) {
    struct lines l = {.f = f, .text = malloc(FILTER_LINE + BLOCK), .line = 1};
    l.out = (struct filter_out){malloc(2 * FLUSH), 0, 2 * FLUSH};
    const char *fault = l.text && l.out.p ? run(&l, in, out) : "out of memory";
    if (fault) snprintf(message, size, "%s", fault);
    free(l.text);
    free(l.out.p);
    return fault ? 2 : l.wrong ? 1 : 0;
}
