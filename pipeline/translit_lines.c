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
    char *text, *to; /* BLOCK and TRANSLIT_GROWTH * BLOCK bytes, owned */
    uint64_t line;   /* of the block's first byte, from 1 */
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

/* Counts lines, and bytes that are no UTF-8. */
static void check(struct filter *f, size_t n) {
    for (size_t i = 0; i < n;) {
        if ((unsigned char)f->text[i] < 0x80) {
            f->line += f->text[i++] == '\n';
            continue;
        }
        unsigned bad;
        unsigned k = utf8_scan((const unsigned char *)f->text + i, n - i, &bad);
        if (k == 0) {
            if (f->bad++ == 0) f->first_bad = f->line;
            k = bad;
        }
        i += k;
    }
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

static const char *filter_run(struct filter *f, int in, int out, bool cyrillic) {
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
        size_t to = cyrillic ? translit_cyrillic(s, f->to) : translit_latin(s, f->to);
        if (!write_fully(out, f->to, to)) return "cannot write the output";
        memmove(f->text, f->text + take, n - take);
        n -= take;
        if (k == 0) return NULL;
    }
}

int translit_lines(int in, int out, bool cyrillic, char *message, size_t size) {
    struct filter f = {.text = malloc(BLOCK), .to = malloc(TRANSLIT_GROWTH * BLOCK), .line = 1};
    const char *fault = f.text && f.to ? filter_run(&f, in, out, cyrillic) : "out of memory";
    free(f.text);
    free(f.to);
    if (fault) snprintf(message, size, "%s", fault);
    else if (f.bad)
        snprintf(message, size,
                 "translit: bytes that are no UTF-8, passed through: %llu, first in line %llu",
                 (unsigned long long)f.bad, (unsigned long long)f.first_bad);
    return fault ? 2 : f.bad ? 1 : 0;
}
