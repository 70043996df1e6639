/* SPDX-License-Identifier: MIT */
/* See translit_lines.h. Text goes through in blocks that end with a line or, in very long lines,
 * behind white space. */
#include "translit_lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "translit.h"
#include "utf8.h"

enum { BLOCK = 1 << 20 };

struct filter {
    struct translit *cyrillic; /* NULL: to Latin */
    char *text, *to;           /* BLOCK and TRANSLIT_GROWTH * BLOCK bytes, owned */
    uint64_t line;             /* of the block's first byte, from 1 */
    uint64_t bad, first_bad;
};

static bool write_fully(int fd, const char *p, size_t n) {
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k, n -= (size_t)k;
    }
    return true;
}

static uint64_t count_lines(const char *p, size_t n) {
    uint64_t lines = 0;
    for (size_t i = 0; i < n; i++) lines += p[i] == '\n';
    return lines;
}

/* Counts bytes that are no UTF-8, and lines. */
static void check(struct filter *f, size_t n) {
    for (size_t i = 0; i < n;) {
        uint64_t eight;
        if (i + sizeof eight <= n) {
            memcpy(&eight, f->text + i, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                i += sizeof eight;
                continue;
            }
        }
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
        struct str s = {f->text, take};
        size_t to = f->cyrillic ? translit_cyrillic(f->cyrillic, s, f->to)
                                : translit_latin(s, f->to);
        if (!write_fully(out, f->to, to)) return "cannot write the output";
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
