/* SPDX-License-Identifier: MIT */
/* Names of files in order: those given, those of a list, and for a directory those below it, in
 * byte order, links followed, hidden ones left out. Opens no file but directories and the list.
 * Memory is taken per directory and used again for the next one. */
#ifndef IBER_WALK_H
#define IBER_WALK_H

#include <limits.h>
#include <sys/types.h>

#include "status.h"
#include "str.h"

struct walk_entry {
    struct str path;  /* NUL behind it; "-" is stdin. Valid until the next walk_next() */
    struct str id;    /* last component of a name given, or the path below the directory given */
    enum status code; /* OK, UNREADABLE or LOOP */
    const char *why;  /* in words when code is not OK; valid like path */
};

struct walk_level {
    char *text;         /* owned: a kind byte, a name and NUL, for each entry */
    const char **names; /* owned: into text, sorted */
    size_t text_cap, names_cap, n, next;
    size_t path_n; /* the directory's part of walk.path, with a slash */
    dev_t dev;
    ino_t ino;
};

struct walk {
    const char *const *paths; /* what is left of them */
    const char *list;         /* NULL: none, or read to its end */
    bool null_separated;
    bool list_is_stdin;
    int list_fd;               /* -1: not open */
    size_t list_at, list_end;  /* in list_buffer */
    struct walk_level *levels; /* owned */
    size_t depth, levels_cap;
    size_t root_n; /* path_n of the directory given */
    size_t path_n;
    char path[PATH_MAX + 1024]; /* a name longer than PATH_MAX is cut: it cannot be opened anyway */
    char why[PATH_MAX + 1024];
    char list_buffer[4096];
};

/* First `paths` (ends with NULL, may be NULL), then the names in the file `list` (NULL: none). */
void walk_open(struct walk *w, const char *const *paths, const char *list, bool null_separated);
void walk_close(struct walk *w);

/* The next file, or fault; false at the end. */
bool walk_next(struct walk *w, struct walk_entry *e);

#endif
