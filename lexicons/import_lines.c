/* SPDX-License-Identifier: MIT */
/* See import_lines.h. */
#include "import_lines.h"

#include <stdlib.h>

#include "gunzip.h"

enum { BLOCK = 1 << 18 };

struct import_lines {
    FILE *in;
    struct gunzip *gunzip; /* owned; NULL: plain */
    char first[2];         /* read to see what it is, */
    size_t first_n;        /* and not given yet */
    char *text;            /* owned */
    size_t from, n, size;  /* what is there and not given: text[from, n) */
    bool end, skipping;
    const char *fault;
};

static size_t read_raw(void *user, char *to, size_t n) {
    struct import_lines *l = user;
    size_t k = l->first_n < n ? l->first_n : n;
    memcpy(to, l->first, k);
    memmove(l->first, l->first + k, l->first_n - k);
    l->first_n -= k;
    k += fread(to + k, 1, n - k, l->in);
    if (ferror(l->in)) l->fault = "cannot be read";
    return k;
}

struct import_lines *import_lines_open(FILE *in) {
    struct import_lines *l = calloc(1, sizeof *l);
    if (l == NULL) return NULL;
    l->in = in;
    l->size = 2 * BLOCK;
    l->text = malloc(l->size);
    l->first_n = fread(l->first, 1, sizeof l->first, in);
    bool packed = l->first_n == 2 && memcmp(l->first, "\x1F\x8B", 2) == 0;
    if (packed) l->gunzip = gunzip_open(read_raw, l);
    if (l->text && (!packed || l->gunzip)) return l;
    import_lines_close(l);
    return NULL;
}

void import_lines_close(struct import_lines *l) {
    if (l == NULL) return;
    gunzip_close(l->gunzip);
    free(l->text);
    free(l);
}

/* More behind what is there, which moves to the front. */
static void fill(struct import_lines *l) {
    memmove(l->text, l->text + l->from, l->n - l->from);
    l->n -= l->from;
    l->from = 0;
    if (l->size - l->n < BLOCK) {
        char *p = realloc(l->text, l->size * 2);
        if (p == NULL) {
            l->fault = "out of memory";
            l->end = true;
            return;
        }
        l->text = p;
        l->size *= 2;
    }
    const char *why = NULL;
    size_t k = l->gunzip ? gunzip_read(l->gunzip, l->text + l->n, BLOCK, &why)
                         : read_raw(l, l->text + l->n, BLOCK);
    if (why && l->fault == NULL) l->fault = why;
    l->n += k;
    l->end = k == 0;
}

bool import_lines_next(struct import_lines *l, struct str *line) {
    size_t looked = 0;
    for (;;) {
        const char *rest = l->text + l->from, *at = NULL;
        size_t n = l->n - l->from;
        if (n > looked) at = memchr(rest + looked, '\n', n - looked);
        if (at || (l->end && n > 0) || n >= IMPORT_LINE) {
            bool skip = l->skipping;
            size_t k = at ? (size_t)(at - rest) : n;
            l->skipping = !at && !l->end;
            l->from += k + (at != NULL);
            looked = 0;
            if (skip) continue;
            while (k && rest[k - 1] == '\r') k--;
            *line = (struct str){rest, k};
            return true;
        }
        if (l->end) return false;
        looked = n;
        fill(l);
    }
}

bool import_lines_cut(const struct import_lines *l) {
    return l->skipping;
}

const char *import_lines_fault(const struct import_lines *l) {
    return l->fault;
}
