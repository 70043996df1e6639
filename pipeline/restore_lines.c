/* SPDX-License-Identifier: MIT */
/* See restore_lines.h. A line is taken in portions of as many words as restore_words() takes. */
#include "restore_lines.h"

#include <stdlib.h>

#include "utf8.h"

struct restore_lines {
    struct restore *restore;
    enum variety variety;
    struct restore_word words[RESTORE_WORDS];
    size_t n;
    struct str line;
    size_t done; /* so much of the line is written */
    bool apart;  /* of the next word */
    struct filter_out *out;
};

bool restore_variety(const char *lang, enum variety *variety) {
    static const struct {
        const char *lang;
        enum variety variety;
    } rows[] = {{"sr", VARIETY_SR},  {"hr", VARIETY_HR}, {"bs", VARIETY_HR},
                {"cnr", VARIETY_HR}, {"sh", VARIETY_HR}, {"sq", VARIETY_SQ}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].lang, lang) == 0) return *variety = rows[i].variety, true;
    return false;
}

struct restore_lines *restore_lines_new(struct restore *restore, enum variety variety) {
    struct restore_lines *l = malloc(sizeof *l);
    if (l) l->restore = restore, l->variety = variety, l->n = 0;
    return l;
}

void restore_lines_free(struct restore_lines *l) {
    free(l);
}

/* Writes the line up to `to`, with the words found in it. */
static void flush(struct restore_lines *l, size_t to) {
    restore_words(l->restore, l->variety, l->words, l->n);
    for (size_t i = 0; i < l->n; i++) {
        const struct restore_word *w = &l->words[i];
        if (w->restored.p == w->text.p) continue;
        size_t at = (size_t)(w->text.p - l->line.p);
        filter_put(l->out, str_sub(l->line, l->done, at));
        filter_put(l->out, w->restored);
        l->done = at + w->text.n;
    }
    filter_put(l->out, str_sub(l->line, l->done, to));
    l->done = to;
    l->n = 0;
}

/* Finds the words of a piece between blanks. */
static void take(struct restore_lines *l, size_t i, size_t end) {
    struct str s = str_sub(l->line, 0, end);
    while (i < end) {
        size_t from = i;
        i = restore_run(s, from);
        if (i == from) {
            utf8_next(s.p, &i);
            l->apart = true;
            continue;
        }
        l->words[l->n++] = (struct restore_word){.text = str_sub(s, from, i), .apart = l->apart};
        l->apart = false;
        if (l->n == RESTORE_WORDS) flush(l, i);
    }
}

const char *restore_line(void *user, struct str line, struct filter_out *out) {
    struct restore_lines *l = user;
    l->line = line;
    l->out = out;
    l->done = 0;
    l->apart = true;
    for (size_t i = 0, end; i < line.n; i = end) {
        for (end = i; end < line.n && !is_space(line.p[end]);) end++;
        if (end == i) l->apart |= line.p[end++] != ' ';
        else if (restore_skips(str_sub(line, i, end))) l->apart = true;
        else take(l, i, end);
    }
    flush(l, line.n);
    return NULL;
}
