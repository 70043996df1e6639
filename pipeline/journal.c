/* SPDX-License-Identifier: MIT */
/* See journal.h. */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "fd.h"

enum { SUM = 16, BLOCK = 1 << 16, LINE_MOST = 1 << 24 };

static bool is_kept(unsigned char c) {
    return c > 0x20 && c != '%' && c != 0x7F;
}

uint64_t journal_number(struct str field) {
    uint64_t v = 0;
    for (size_t i = 0; i < field.n && is_digit(field.p[i]); i++)
        v = v * 10 + (uint64_t)(field.p[i] - '0');
    return v;
}

static unsigned hex_digit(char c) {
    return is_digit(c) ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10) & 15;
}

uint64_t journal_hex(struct str field) {
    uint64_t v = 0;
    for (size_t i = 0; i < field.n; i++) v = v << 4 | hex_digit(field.p[i]);
    return v;
}

struct origin journal_origin(const struct str *field) {
    return (struct origin){journal_number(field[0]), (int64_t)journal_number(field[1]),
                           journal_hex(field[2])};
}

size_t journal_path(struct str field, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < field.n; i++) {
        char c = field.p[i];
        if (c == '%' && i + 2 < field.n)
            c = (char)(hex_digit(field.p[i + 1]) << 4 | hex_digit(field.p[i + 2])), i += 2;
        out[n++] = c;
    }
    return n;
}

bool journal_read(struct journal_reader *r, const char *path) {
    struct stat st;
    *r = (struct journal_reader){.fd = open(path, O_RDONLY | O_CLOEXEC)};
    if (r->fd < 0 || fstat(r->fd, &st) != 0) return false;
    r->bytes = (uint64_t)st.st_size;
    return true;
}

void journal_read_end(struct journal_reader *r) {
    if (r->fd >= 0) close(r->fd);
    free(r->p);
    *r = (struct journal_reader){.fd = -1};
}

void journal_seek(struct journal_reader *r, uint64_t at) {
    r->at = at;
    r->from = r->n = 0;
}

/* More of the file behind what is there. False at its end, at a fault, and where a line is longer than
 * any that was ever written. */
static bool fill(struct journal_reader *r) {
    size_t kept = r->n - r->from;
    ssize_t k;
    if (r->from) memmove(r->p, r->p + r->from, kept);
    r->from = 0, r->n = kept;
    if (r->n == r->size) {
        size_t size = r->size ? r->size * 2 : BLOCK;
        char *p = size <= LINE_MOST ? realloc(r->p, size) : NULL;
        if (p == NULL) {
            r->fault = size <= LINE_MOST;
            return false;
        }
        r->p = p, r->size = size;
    }
    do k = pread(r->fd, r->p + r->n, r->size - r->n, (off_t)(r->at + kept));
    while (k < 0 && errno == EINTR);
    r->fault = k < 0;
    if (k > 0) r->n += (size_t)k;
    return k > 0;
}

/* The bytes up to the next newline, without it. False when there is none. */
static bool next_text(struct journal_reader *r, struct str *text) {
    for (size_t seen = 0;;) {
        size_t n = r->n - r->from;
        const char *p = r->p + r->from, *stop = n > seen ? memchr(p + seen, '\n', n - seen) : NULL;
        *text = (struct str){p, stop ? (size_t)(stop - p) : 0};
        if (stop) return true;
        seen = n;
        if (r->fault || !fill(r)) return false;
    }
}

static bool good_line(struct str line, struct str *text) {
    if (line.n < SUM + 2 || line.p[line.n - SUM - 1] != '\t') return false;
    *text = str_sub(line, 0, line.n - SUM - 1);
    return XXH3_64bits(text->p, text->n) == journal_hex(str_sub(line, line.n - SUM, line.n));
}

bool journal_next(struct journal_reader *r, struct journal_line *line) {
    struct str text, field;
    if (!next_text(r, &field) || !good_line(field, &text)) return false;
    *line = (struct journal_line){.kind = text.p[0], .begin = r->at, .end = r->at + field.n + 1};
    r->from += field.n + 1;
    r->at = line->end;
    text = str_sub(text, 2, text.n);
    for (unsigned k = 0; k < JOURNAL_FIELDS && str_cut(&text, '\t', &field); k++)
        line->field[k] = field;
    return true;
}

bool journal_goes_on(struct journal_reader *r) {
    struct str line, text;
    while (next_text(r, &line)) {
        if (good_line(line, &text)) return true;
        r->from += line.n + 1;
        r->at += line.n + 1;
    }
    return false;
}

bool journal_open(struct journal *j, const char *path) {
    *j = (struct journal){.fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666)};
    return j->fd >= 0;
}

void journal_close(struct journal *j) {
    if (j->fd >= 0) close(j->fd);
    free(j->p);
    *j = (struct journal){.fd = -1};
}

static char *room(struct journal *j, size_t n) {
    if (j->size - j->n >= n) return j->p + j->n;
    size_t size = j->size * 2 + n + 4096;
    char *p = realloc(j->p, size);
    if (p == NULL) {
        j->full = true;
        return NULL;
    }
    j->p = p, j->size = size;
    return p + j->n;
}

static void put(struct journal *j, const char *p, size_t n) {
    char *to = room(j, n);
    if (to == NULL) return;
    memcpy(to, p, n);
    j->n += n;
}

void journal_begin(struct journal *j, char kind) {
    j->line = j->n;
    put(j, &kind, 1);
}

void journal_add(struct journal *j, uint64_t number) {
    char text[24];
    put(j, text, (size_t)snprintf(text, sizeof text, "\t%llu", (unsigned long long)number));
}

void journal_add_hex(struct journal *j, uint64_t number) {
    char text[24];
    put(j, text, (size_t)snprintf(text, sizeof text, "\t%016llx", (unsigned long long)number));
}

void journal_add_text(struct journal *j, struct str text) {
    static const char hex[] = "0123456789abcdef";
    char *to = room(j, 3 * text.n + 1);
    if (to == NULL) return;
    *to++ = '\t';
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (is_kept(c)) *to++ = (char)c;
        else *to++ = '%', *to++ = hex[c >> 4], *to++ = hex[c & 15];
    }
    j->n = (size_t)(to - j->p);
}

void journal_add_origin(struct journal *j, const struct origin *o) {
    journal_add(j, o->size);
    journal_add(j, (uint64_t)o->mtime);
    journal_add_hex(j, o->hash);
}

void journal_end(struct journal *j) {
    if (j->full) return;
    journal_add_hex(j, XXH3_64bits(j->p + j->line, j->n - j->line));
    put(j, "\n", 1);
}

bool journal_flush(struct journal *j, bool sync) {
    if (j->full) return errno = ENOMEM, false;
    if (!fd_write(j->fd, j->p, j->n)) return false;
    j->n = 0;
    return !sync || fsync(j->fd) == 0;
}
