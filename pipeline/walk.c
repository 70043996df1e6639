/* SPDX-License-Identifier: MIT */
/* See walk.h. A directory is read whole and closed before what it holds is visited, so that depth
 * costs no file descriptors. */
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void walk_open(struct walk *w, const char *const *paths, const char *list, bool null_separated) {
    memset(w, 0, sizeof *w);
    w->paths = paths;
    w->list = list;
    w->null_separated = null_separated;
    w->list_is_stdin = list && strcmp(list, "-") == 0;
    w->list_fd = -1;
}

static void list_close(struct walk *w) {
    if (w->list_fd >= 0 && !w->list_is_stdin) close(w->list_fd);
    w->list_fd = -1;
    w->list = NULL;
}

void walk_close(struct walk *w) {
    list_close(w);
    for (size_t i = 0; i < w->levels_cap; i++) {
        free(w->levels[i].text);
        free(w->levels[i].names);
    }
    free(w->levels);
    w->levels = NULL;
    w->depth = w->levels_cap = 0;
}

/* Always true: there is something to tell. */
static bool fail(struct walk *w, struct walk_entry *e, enum status code, const char *why) {
    if (why != w->why) snprintf(w->why, sizeof w->why, "%s", why);
    e->code = code;
    e->why = w->why;
    return true;
}

static void set_path(struct walk *w, size_t at, struct str name) {
    size_t room = (at ? sizeof w->path - 1 : PATH_MAX) - at;
    if (name.n > room) name.n = room;
    if (name.n) memcpy(w->path + at, name.p, name.n);
    w->path_n = at + name.n;
    w->path[w->path_n] = '\0';
}

/* "a/b/" → "b" */
static struct str last_component(struct str path) {
    size_t end = path.n;
    while (end > 1 && path.p[end - 1] == '/') end--;
    size_t begin = end;
    while (begin > 0 && path.p[begin - 1] != '/') begin--;
    return begin == end ? path : str_sub(path, begin, end);
}

/* Makes room for `n` elements, twice as many as before at least. False when memory is short. */
static bool reserve(void **p, size_t *cap, size_t n, size_t element) {
    if (n <= *cap) return true;
    size_t more = *cap * 2 > n ? *cap * 2 : n;
    void *q = realloc(*p, more * element);
    if (!q) return false;
    *p = q;
    *cap = more;
    return true;
}

/* KNOWN entries need no stat(). */
enum { KNOWN = 'k', ASK = '?' };

static int by_name(const void *a, const void *b) {
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return strcmp(x + 1, y + 1);
}

/* The names in `dir`, sorted. False with errno set. */
static bool read_names(struct walk_level *l, DIR *dir) {
    size_t used = 0;
    struct dirent *d;
    l->n = l->next = 0;
    while (errno = 0, (d = readdir(dir)) != NULL) {
        unsigned char t = d->d_type;
        if (d->d_name[0] == '.') continue;
        if (t == DT_FIFO || t == DT_SOCK || t == DT_CHR || t == DT_BLK) continue;
        size_t n = strlen(d->d_name) + 1;
        void *text = l->text;
        bool ok = reserve(&text, &l->text_cap, used + 1 + n, 1);
        l->text = text;
        if (!ok) return false;
        l->text[used] = t == DT_REG ? KNOWN : ASK;
        memcpy(l->text + used + 1, d->d_name, n);
        used += 1 + n;
        l->n++;
    }
    if (errno) return false;
    void *names = l->names;
    bool ok = reserve(&names, &l->names_cap, l->n, sizeof *l->names);
    l->names = names;
    if (!ok) return false;
    const char *p = l->text;
    for (size_t i = 0; i < l->n; i++) {
        l->names[i] = p;
        p += strlen(p) + 1;
    }
    if (l->n) qsort(l->names, l->n, sizeof *l->names, by_name);
    return true;
}

/* A level above the current ones, or NULL. Its buffers may be those of an earlier directory. */
static struct walk_level *spare_level(struct walk *w) {
    size_t old = w->levels_cap;
    void *levels = w->levels;
    if (!reserve(&levels, &w->levels_cap, w->depth + 1, sizeof *w->levels)) return NULL;
    w->levels = levels;
    if (w->levels_cap > old) memset(w->levels + old, 0, (w->levels_cap - old) * sizeof *w->levels);
    return &w->levels[w->depth];
}

/* Goes into the directory at w->path. True at a fault. */
static bool enter(struct walk *w, struct walk_entry *e) {
    struct stat st;
    DIR *dir = opendir(w->path);
    if (!dir) return fail(w, e, UNREADABLE, strerror(errno));
    struct walk_level *l = spare_level(w);
    bool ok = l && fstat(dirfd(dir), &st) == 0;
    for (size_t i = 0; ok && i < w->depth; i++) {
        const struct walk_level *up = &w->levels[i];
        if (up->dev != st.st_dev || up->ino != st.st_ino) continue;
        closedir(dir);
        snprintf(w->why, sizeof w->why, "the directory holds itself: it is %.*s", (int)up->path_n,
                 w->path);
        return fail(w, e, LOOP, w->why);
    }
    ok = ok && read_names(l, dir);
    int error = errno;
    closedir(dir);
    if (!ok) return fail(w, e, UNREADABLE, strerror(error));
    l->dev = st.st_dev;
    l->ino = st.st_ino;
    if (w->path[w->path_n - 1] != '/') set_path(w, w->path_n, STR("/"));
    l->path_n = w->path_n;
    if (w->depth++ == 0) w->root_n = l->path_n;
    return false;
}

/* Looks at w->path. True when there is a file or a fault to tell. */
static bool visit(struct walk *w, struct walk_entry *e, char kind) {
    struct stat st;
    bool given = w->depth == 0;
    struct str path = {w->path, w->path_n};
    *e = (struct walk_entry){.path = path, .code = OK};
    e->id = given ? last_component(path) : str_sub(path, w->root_n, path.n);
    if (given && str_eq(path, STR("-"))) {
        if (!w->list_is_stdin) return true;
        return fail(w, e, UNREADABLE, "stdin is the list of names");
    }
    if (kind == KNOWN) return true;
    if (memchr(path.p, '\0', path.n))
        return fail(w, e, UNREADABLE, "the name holds a NUL byte: is the list NUL separated?");
    if (stat(w->path, &st) != 0) return fail(w, e, UNREADABLE, strerror(errno));
    if (S_ISDIR(st.st_mode)) return enter(w, e);
    return given || S_ISREG(st.st_mode);
}

/* One byte of the list; -1 at its end, -2 at a fault (errno). */
static int list_byte(struct walk *w) {
    if (w->list_at == w->list_end) {
        ssize_t n;
        do n = read(w->list_fd, w->list_buffer, sizeof w->list_buffer);
        while (n < 0 && errno == EINTR);
        if (n <= 0) return n < 0 ? -2 : -1;
        w->list_at = 0;
        w->list_end = (size_t)n;
    }
    return (unsigned char)w->list_buffer[w->list_at++];
}

/* The next name of the list into w->path. False at the end, or at a fault (*error). */
static bool list_next(struct walk *w, int *error) {
    *error = 0;
    if (!w->list) return false;
    if (w->list_fd < 0) {
        w->list_fd = w->list_is_stdin ? STDIN_FILENO : open(w->list, O_RDONLY | O_CLOEXEC);
        if (w->list_fd < 0) {
            *error = errno;
            return false;
        }
    }
    int c, separator = w->null_separated ? '\0' : '\n';
    do {
        for (w->path_n = 0; (c = list_byte(w)) >= 0 && c != separator;)
            if (w->path_n < PATH_MAX) w->path[w->path_n++] = (char)c;
        if (!w->null_separated && w->path_n && w->path[w->path_n - 1] == '\r') w->path_n--;
        w->path[w->path_n] = '\0';
    } while (w->path_n == 0 && c >= 0);
    if (c == -2) *error = errno;
    return c != -2 && w->path_n > 0;
}

bool walk_next(struct walk *w, struct walk_entry *e) {
    for (;;) {
        if (w->depth > 0) {
            struct walk_level *l = &w->levels[w->depth - 1];
            if (l->next == l->n) {
                w->depth--;
                continue;
            }
            const char *name = l->names[l->next++];
            set_path(w, l->path_n, str_of(name + 1));
            if (visit(w, e, name[0])) return true;
            continue;
        }
        int error;
        if (w->paths && *w->paths) {
            set_path(w, 0, str_of(*w->paths++));
        } else if (!list_next(w, &error)) {
            if (error) {
                set_path(w, 0, str_of(w->list));
                struct str path = {w->path, w->path_n};
                *e = (struct walk_entry){.path = path, .id = last_component(path)};
                fail(w, e, UNREADABLE, strerror(error));
            }
            list_close(w);
            return error != 0;
        }
        if (visit(w, e, ASK)) return true;
    }
}
