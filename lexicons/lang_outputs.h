/* SPDX-License-Identifier: MIT */
/* The outputs of the language model. An output is a language of each script, or some languages that
 * have nothing in common but that nobody asks which one it is; then its name is "other". */
#ifndef IBER_LANG_OUTPUTS_H
#define IBER_LANG_OUTPUTS_H

#include <stdbool.h>
#include <stdio.h>

#include "lang.h"

enum { OUT_EN, OUT_SQ, OUT_SR, OUT_HR, OUT_BS, LANG_WORKING, LANG_OUTPUTS = 32 };
enum { CYRILLIC_FIRST = LANG_WORKING, CYRILLIC_END = CYRILLIC_FIRST + 7 };

struct lang_output {
    const char *latin, *cyrillic; /* codes; the first is the name when there is but one */
};

static const struct lang_output lang_outputs[LANG_OUTPUTS] = {
    {"en", ""},
    {"sq", ""},
    {"sr", "sr"},
    {"hr", ""},
    {"bs", ""},
    {"sl", "mk"},
    {"de", "bg"},
    {"nl", "ru"},
    {"sv", "uk"},
    {"da", "be"},
    {"nb nn", "kk"},
    {"fi", "mn"},
    {"lt", ""},
    {"lv", ""},
    {"pl", ""},
    {"cs", ""},
    {"sk", ""},
    {"hu", ""},
    {"ro", ""},
    {"it", ""},
    {"fr", ""},
    {"es", ""},
    {"pt", ""},
    {"ca", ""},
    {"tr", ""},
    {"la eo", ""},
    {"cy ga is", ""},
    {"id tl mt", ""},
    {"zu xh sn lg sw", ""},
    {"st ts so rom", ""},
    {"af et eu", ""},
    {"az vi yo mi", ""},
};

/* The output of a language in a script; -1: none. */
static inline int lang_output(const char *code, bool cyrillic) {
    for (int i = 0; i < LANG_OUTPUTS; i++) {
        struct str rest = str_of(cyrillic ? lang_outputs[i].cyrillic : lang_outputs[i].latin), one;
        while (str_cut(&rest, ' ', &one))
            if (one.n && str_eq(one, str_of(code))) return i;
    }
    return -1;
}

/* The language's name in the record. */
static inline enum lang lang_of_output(unsigned output, bool cyrillic) {
    return lang_from(str_of(cyrillic ? lang_outputs[output].cyrillic : lang_outputs[output].latin));
}

/* The labels of the model file: a line an output. */
static inline const char *lang_labels(char *out, size_t size) {
    size_t n = 0;
    out[0] = 0;
    for (unsigned i = 0; i < LANG_OUTPUTS && n < size; i++)
        n += (size_t)snprintf(out + n, size - n, "%s,%s\n", lang_outputs[i].latin,
                              lang_outputs[i].cyrillic);
    return out;
}

#endif
