/* SPDX-License-Identifier: MIT */
/* See base_lines.h. */
#include "base_lines.h"

#include <stdlib.h>

#include "letters.h"
#include "lower.h"
#include "utf8.h"

struct base_lines {
    struct name_witnesses witnesses;
    struct name_bases bases;
};

struct base_lines *base_lines_new(const struct name_witnesses *witnesses) {
    struct base_lines *b = malloc(sizeof *b);
    if (b) b->witnesses = *witnesses;
    return b;
}

void base_lines_free(struct base_lines *b) {
    free(b);
}

/* sr, sr-Latn, sr_Cyrl, hr, bs, sh, cnr; sq, als, aln; others have no rules here. False: no language. */
static bool read_lang(struct str column, enum lang *lang) {
    static const char *const serbian[] = {"sr", "hr", "bs", "sh", "cnr", "hbs", NULL};
    static const char *const albanian[] = {"sq", "als", "aln", NULL};
    size_t n = 0;
    while (n < column.n && is_ascii_alpha(column.p[n])) n++;
    struct str word = str_sub(column, 0, n);
    if (n < 2 || n > 3 || (n < column.n && column.p[n] != '-' && column.p[n] != '_')) return false;
    *lang = str_in(word, serbian) ? LANG_SR : str_in(word, albanian) ? LANG_SQ : lang_from(word);
    return true;
}

const char *base_line(void *user, struct str line, struct filter_out *out) {
    struct base_lines *b = user;
    struct str column[2];
    enum lang lang = LANG_UND;
    if (filter_columns(line, column, 2) != 2) return "two columns are wanted: form and language";
    struct str form = str_trim(column[0]);
    if (form.n == 0) return "the form is empty";
    const char *why = NULL;
    if (!read_lang(str_trim(column[1]), &lang)) why = "the second column is no language";
    else if (form.n > NAME_BASE_FORM) why = "the form is longer than 255 bytes";
    else if (!has_letter(form)) why = "the form has no letters";
    else if (mixes_scripts(form)) why = "a word has Latin and Cyrillic letters";
    if (why) {
        filter_put(out, form.n > NAME_BASE_FORM ? STR("") : form);
        return why;
    }
    name_bases(&b->witnesses, lang, form, &b->bases);
    for (unsigned i = 0; i < b->bases.n; i++) {
        if (i) filter_put(out, STR("\t"));
        filter_put(out, b->bases.base[i]);
    }
    return NULL;
}
