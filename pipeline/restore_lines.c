/* SPDX-License-Identifier: MIT */
/* See restore_lines.h. */
#include "restore_lines.h"

#include <stdlib.h>

struct restore_lines {
    struct restorer restorer;
    enum lang lang;
};

struct restore_lines *restore_lines_new(enum lang lang, const struct lexicon *lexicon,
                                        const struct wordlist *words, const struct model *model) {
    struct restore_lines *r = calloc(1, sizeof *r);
    if (r == NULL) return NULL;
    r->lang = lang;
    if (restorer_open(&r->restorer, lexicon, words, model)) return r;
    free(r);
    return NULL;
}

void restore_lines_free(struct restore_lines *r) {
    if (r) restorer_close(&r->restorer);
    free(r);
}

const char *restore_one(void *user, struct str line, struct filter_out *out) {
    struct restore_lines *r = user;
    char *to = filter_room(out, RESTORE_GROWTH * line.n + 8);
    if (to) out->n += restore_line(&r->restorer, r->lang, line, to);
    return NULL;
}
