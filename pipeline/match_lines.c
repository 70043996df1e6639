/* SPDX-License-Identifier: MIT */
/* See match_lines.h. */
#include "match_lines.h"

#include <stdio.h>
#include <stdlib.h>

#include "match.h"

struct match_lines {
    struct matcher matcher;
    struct match_name name[2];
    char why[96];
};

struct match_lines *match_lines_new(const struct lexicon *lexicon) {
    struct match_lines *m = calloc(1, sizeof *m);
    if (m) matcher_setup(&m->matcher, lexicon);
    return m;
}

void match_lines_free(struct match_lines *m) {
    free(m);
}

static void put_score(struct filter_out *out, unsigned score) {
    char text[9] = "0.0000\t0";
    for (unsigned k = 5, rest = score; k > 1; k--, rest /= 10) text[k] = (char)('0' + rest % 10);
    text[0] = (char)('0' + score / MATCH_ONE);
    if (score >= MATCH_ONE / 2) text[7] = '1';
    filter_put(out, (struct str){text, 8});
}

static const char *complaint(struct match_lines *m, unsigned name, const char *why) {
    snprintf(m->why, sizeof m->why, "%s name: %s", name == 0 ? "first" : "second", why);
    return m->why;
}

const char *match_line(void *user, struct str line, struct filter_out *out) {
    struct match_lines *m = user;
    struct str column[4];
    const char *why = NULL;
    unsigned at = 0;
    bool columns = filter_columns(line, column, 4) == 4;
    for (; columns && why == NULL && at < 2; at++)
        why = match_read(&m->matcher, &m->name[at], column[2 * at],
                         orthography_from(column[2 * at + 1]));
    bool fine = columns && why == NULL;
    put_score(out, fine ? match_names(&m->matcher, &m->name[0], &m->name[1]) : 0);
    if (!columns) return "NAME, LANGUAGE, NAME, LANGUAGE are wanted, with tabs between";
    if (why) return complaint(m, at - 1, why);
    for (at = 0; at < 2; at++)
        if (m->name[at].mixed) return complaint(m, at, "letters of both scripts in a word");
    return NULL;
}
