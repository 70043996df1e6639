/* SPDX-License-Identifier: MIT */
/* For the tests of input.c: a directory of its own for each test, and what came out as a listing, a
 * line "id form start code raw" for each item. */
#ifndef IBER_INPUT_FIXTURE_H
#define IBER_INPUT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../pipeline/input.h"

enum { LISTING = 64 * 1024, ARENA = 4 * 1024 * 1024 };

struct fixture {
    char dir[32];
    struct arena arena;
    char listing[LISTING]; /* of the last read_all() */
    size_t n, items;
    bool tail; /* keep the last item only */
};

static inline int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    if (!f || !arena_open(&f->arena, ARENA)) return -1;
    snprintf(f->dir, sizeof f->dir, "/tmp/iber-input-XXXXXX");
    *state = f;
    return mkdtemp(f->dir) && chdir(f->dir) == 0 ? 0 : -1;
}

static inline int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw) {
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static inline int teardown(void **state) {
    struct fixture *f = *state;
    int r = chdir("/");
    if (r == 0) r = nftw(f->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    arena_close(&f->arena);
    free(f);
    return r;
}

static inline void put(const char *path, const char *bytes, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static inline void put_text(const char *path, const char *text) {
    put(path, text, strlen(text));
}

static inline void add(struct fixture *f, const char *bytes, size_t n) {
    assert_true(n < LISTING - f->n);
    if (n) memcpy(f->listing + f->n, bytes, n);
    f->n += n;
    f->listing[f->n] = '\0';
}

static inline void add_item(struct fixture *f, const struct item *item) {
    static const char *const forms[] = {"auto", "text", "lines", "jsonl", "conllu"};
    char numbers[64];
    int n = snprintf(numbers, sizeof numbers, " %s %llu %s ", forms[item->form],
                     (unsigned long long)(item->code == OK ? item->start : item->byte),
                     status_word(item->code));
    assert_true((item->code == OK) == (item->why.n == 0));
    if (item->code != OK) assert_int_equal(item->raw.n, 0);
    add(f, item->id.p, item->id.n);
    add(f, numbers, (size_t)n);
    if (item->raw.n > 100) add(f, "…", 3);
    else add(f, item->raw.p, item->raw.n);
    add(f, "\n", 1);
}

static inline void read_all(struct fixture *f, struct input_options options) {
    struct item item;
    f->n = f->items = 0;
    f->listing[0] = '\0';
    if (options.max_bytes == 0) options.max_bytes = 1024 * 1024;
    struct input *in = input_open(&options);
    assert_non_null(in);
    for (;;) {
        arena_clear(&f->arena, 0);
        if (setjmp(f->arena.full)) {
            add(f, "FULL ", 5);
            add(f, item.id.p, item.id.n);
            add(f, "\n", 1);
            continue;
        }
        if (!input_next(in, &f->arena, &item)) break;
        if (f->tail) f->n = 0;
        add_item(f, &item);
        f->items++;
    }
    assert_false(input_next(in, &f->arena, &item));
    input_close(in);
}

static inline void read_tail(struct fixture *f, struct input_options options) {
    f->tail = true;
    read_all(f, options);
    f->tail = false;
}

#define EXPECT(f, expected, ...)                                                                   \
    do {                                                                                           \
        read_all(f, (struct input_options){__VA_ARGS__});                                          \
        assert_string_equal((f)->listing, expected);                                               \
    } while (0)
#define NAMES(...)                                                                                 \
    .paths = (const char *const[]) {                                                               \
        __VA_ARGS__, NULL                                                                          \
    }

/* An archive: format and filter by libarchive's names; members as pairs of name and text, NULL at
 * the end. A name that ends with '/' is a directory, one with '@' a link. */
static inline void pack(const char *path, const char *format, const char *filter,
                        const char *const *members) {
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), old = uselocale(utf8);
    struct archive *a = archive_write_new();
    assert_int_equal(archive_write_set_format_by_name(a, format), ARCHIVE_OK);
    if (filter) assert_int_equal(archive_write_add_filter_by_name(a, filter), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
    for (; *members; members += 2) {
        size_t n = strlen(members[1]);
        char last = members[0][strlen(members[0]) - 1];
        struct archive_entry *e = archive_entry_new();
        archive_entry_set_pathname(e, members[0]);
        archive_entry_set_filetype(e, AE_IFREG);
        if (last == '/') archive_entry_set_filetype(e, AE_IFDIR);
        if (last == '@') archive_entry_set_filetype(e, AE_IFLNK);
        if (last == '@') archive_entry_set_symlink(e, "d/a");
        archive_entry_set_perm(e, 0644);
        archive_entry_set_size(e, (la_int64_t)n);
        assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
        if (n) assert_int_equal(archive_write_data(a, members[1], n), n);
        archive_entry_free(e);
    }
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
    uselocale(old);
    freelocale(utf8);
}
#define MEMBERS(...) ((const char *const[]){__VA_ARGS__, NULL})

static inline size_t get(const char *path, char *to, size_t n) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    n = fread(to, 1, n, f);
    fclose(f);
    return n;
}

static inline size_t cut_file(const char *path, size_t off) {
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(truncate(path, st.st_size - (off_t)off), 0);
    return (size_t)st.st_size - off;
}

static inline bool has(const struct fixture *f, const char *part) {
    return strstr(f->listing, part) != NULL;
}

/* About `n` bytes of lines that pack badly. Caller frees. */
static inline char *noise(size_t n) {
    char *p = malloc(n + 64);
    assert_non_null(p);
    size_t at = 0;
    for (uint32_t i = 0, x = 1; at < n; i++) {
        x = x * 1664525u + 1013904223u;
        at += (size_t)snprintf(p + at, 64, "%u %08x%08x\n", i, x, x * 2654435761u);
    }
    return p;
}

#endif
