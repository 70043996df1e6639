/* SPDX-License-Identifier: MIT */
/* The command `iber grep`: where a name stands in files, in any spelling and case form
 * (lexicons/pattern.h). Files are read as bytes of UTF-8, folders with what is below them, packed
 * files and archives unpacked (stream.h). */
#ifndef IBER_GREP_H
#define IBER_GREP_H

#include <stdbool.h>
#include <stddef.h>

#include "lexicon.h"
#include "pattern.h"

/* Adds a name, and all forms of the lexicon's entries that bear it or that it is a case form of. False:
 * it has no letters, or is too long. */
bool grep_add(struct pattern *p, const struct lexicon *l, struct str name);

struct grep {
    const struct pattern *pattern;
    const char *const *paths; /* files and folders, ends with NULL; "-" is stdin */
    void (*complain)(const char *path, const char *why); /* of a file that cannot be read */
    int out;
};

/* A line for each match: path, line (from 1), byte in the file (from 0), the match, and the text of the
 * line around it, between tabs. Returns the exit code: 0 found, 1 nothing found, 2 a file could not
 * be read, or not written: then `message` says why. */
int grep_run(const struct grep *g, char *message, size_t size);

#endif
