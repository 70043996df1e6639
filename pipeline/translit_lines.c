/* SPDX-License-Identifier: MIT */
/* See translit_lines.h. Text goes through in blocks that end with a line or, in very long lines,
 * behind white space. */
#include "translit_lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fd.h"
#include "translit.h"
#include "utf8.h"

enum { BLOCK = 1 << 20 };

struct filter {
    struct translit *cyrillic; /* NULL: to Latin */
    char *text, *to;           /* BLOCK and TRANSLIT_GROWTH * BLOCK bytes, owned */
    uint64_t line;             /* of the block's first byte, from 1 */
    uint64_t bad, first_bad;
};

static uint64_t count_lines(const char *p, size_t n) {
    uint64_t lines = 0;
    for (size_t i = 0, end = 0; i < n; i = end) { /* few fit into a byte: 16 at a time */
        uint8_t few = 0;
        end = n - i < UINT8_MAX ? n : i + UINT8_MAX;
        for (size_t k = i; k < end; k++) few = (uint8_t)(few + (p[k] == '\n'));
        lines += few;
    }
    return lines;
}

/* Counts bytes that are no UTF-8, and lines. */
static void check(struct filter *f, size_t n) {
    for (size_t i = 0; (i = utf8_ascii_end((struct str){f->text, n}, i)) < n;) {
        unsigned bad = 1, k = utf8_scan((const unsigned char *)f->text + i, n - i, &bad);
        if (k == 0 && f->bad++ == 0) f->first_bad = f->line + count_lines(f->text, i);
        i += k ? k : bad;
    }
    f->line += count_lines(f->text, n);
}

/* How much of a full block to take now: up to the last line end, space or character. */
static size_t cut(const char *p, size_t n) {
    for (size_t i = n; i > 0; i--)
        if (p[i - 1] == '\n') return i;
    for (size_t i = n; i > 0; i--)
        if (is_space(p[i - 1])) return i;
    size_t i = n;
    while (i > n - 4 && !utf8_border(p[i - 1])) i--;
    return utf8_border(p[i - 1]) && i > 1 ? i - 1 : n;
}

/* Writes the first n bytes in the other script. */
static bool convert(struct filter *f, size_t n, int out) {
    if (f->cyrillic == NULL)
        return fd_write(out, f->to, translit_latin((struct str){f->text, n}, f->to));
    const char *line = memchr(f->text + n / 2, '\n', n - n / 2);
    size_t half = line ? (size_t)(line + 1 - f->text) : n, to[2];
    const struct str s[2] = {{f->text, half}, {f->text + half, n - half}};
    char *const parts[2] = {f->to, f->to + TRANSLIT_GROWTH * half};
    translit_cyrillic_two(f->cyrillic, s, parts, to);
    return fd_write(out, parts[0], to[0]) && fd_write(out, parts[1], to[1]);
}

static const char *filter_run(struct filter *f, int in, int out) {
    size_t n = 0;
    for (;;) {
        ssize_t k = read(in, f->text + n, BLOCK - n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return "cannot read stdin";
        n += (size_t)k;
        if (k > 0 && n < BLOCK) continue;
        if (n == 0) return NULL;
        size_t take = k == 0 ? n : cut(f->text, n);
        check(f, take);
        if (!convert(f, take, out)) return "cannot write the output";
        memmove(f->text, f->text + take, n - take);
        n -= take;
        if (k == 0) return NULL;
    }
}

int translit_lines(int in, int out, bool cyrillic, char *message, size_t size) {
    struct filter f = {.text = malloc(BLOCK), .to = malloc(TRANSLIT_GROWTH * BLOCK), .line = 1};
    f.cyrillic = cyrillic ? malloc(sizeof *f.cyrillic) : NULL;
    if (f.cyrillic) translit_setup(f.cyrillic);
    bool fine = f.text && f.to && (f.cyrillic || !cyrillic);
    const char *fault = fine ? filter_run(&f, in, out) : "out of memory";
    free(f.text);
    free(f.to);
    free(f.cyrillic);
    if (fault) snprintf(message, size, "%s", fault);
    else if (f.bad)
        snprintf(message, size,
                 "translit: bytes that are no UTF-8, passed through: %llu, first in line %llu",
                 (unsigned long long)f.bad, (unsigned long long)f.first_bad);
    return fault ? 2 : f.bad ? 1 : 0;
}
