/* SPDX-License-Identifier: MIT */
/* See replace.h. */
#include "replace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool replace_begin(struct replace *r, const char *path) {
    struct stat st;
    char *real = realpath(path, NULL);
    int n = snprintf(r->path, sizeof r->path, "%s", real ? real : path);
    bool there = real && stat(real, &st) == 0, file = !there || S_ISREG(st.st_mode);
    free(real);
    r->out = NULL;
    errno = ENAMETOOLONG;
    if (n < 0 || (size_t)n >= sizeof r->path) return false;
    snprintf(r->copy, sizeof r->copy, "%s%s", r->path, file ? ".new" : "");
    r->out = fopen(r->copy, "wb");
    if (r->out && there && file) chmod(r->copy, st.st_mode & 07777);
    return r->out != NULL;
}

bool replace_end(struct replace *r, bool keep) {
    bool fine = r->out && !ferror(r->out);
    if (r->out && fclose(r->out) != 0) fine = false;
    if (strcmp(r->copy, r->path) == 0) return fine;
    if (fine && keep && rename(r->copy, r->path) == 0) return true;
    int why = errno;
    remove(r->copy);
    errno = why;
    return fine && !keep;
}
