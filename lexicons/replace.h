/* SPDX-License-Identifier: MIT */
/* A file that is written beside the one whose place it takes: who has the old one open, or mapped, goes
 * on with that, and nothing is lost when writing fails. */
#ifndef IBER_REPLACE_H
#define IBER_REPLACE_H

#include <stdbool.h>
#include <stdio.h>

struct replace {
    FILE *out;       /* to write to */
    char path[4096]; /* of the file to be, links followed */
    char copy[4104]; /* what is written until then; the same as path for a device or pipe */
};

/* False: errno says why. A file that is there keeps its mode. */
bool replace_begin(struct replace *r, const char *path);

/* Ends writing. With `keep` the copy takes the place of the file, else it is removed. False: something
 * could not be written, and the old file stands. */
bool replace_end(struct replace *r, bool keep);

#endif
