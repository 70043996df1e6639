/* SPDX-License-Identifier: MIT */
/* Languages and scripts as the record names them. */
#ifndef IBER_LANG_H
#define IBER_LANG_H

#include "str.h"

#define LANG_MAP(X)                                                                                \
    X(LANG_UND, "und") /* no letters to judge by */                                                \
    X(LANG_EN, "en")                                                                               \
    X(LANG_SQ, "sq")                                                                               \
    X(LANG_SR, "sr")                                                                               \
    X(LANG_OTHER, "other")

enum lang {
#define X(name, word) name,
    LANG_MAP(X)
#undef X
        LANG_COUNT
};

#define SCRIPT_MAP(X)                                                                              \
    X(SCRIPT_NONE, "Zyyy")                                                                         \
    X(SCRIPT_LATN, "Latn")                                                                         \
    X(SCRIPT_CYRL, "Cyrl")                                                                         \
    X(SCRIPT_OTHER, "Zzzz")

enum script {
#define X(name, word) name,
    SCRIPT_MAP(X)
#undef X
        SCRIPT_COUNT
};

static inline const char *lang_word(enum lang l) {
    static const char *const words[] = {
#define X(name, word) word,
        LANG_MAP(X)
#undef X
    };
    return words[l];
}

static inline const char *script_word(enum script s) {
    static const char *const words[] = {
#define X(name, word) word,
        SCRIPT_MAP(X)
#undef X
    };
    return words[s];
}

/* The language of a word like "sq"; LANG_OTHER for one that is not known, LANG_UND for "". */
static inline enum lang lang_from(struct str word) {
    if (word.n == 0) return LANG_UND;
    for (unsigned i = 0; i < LANG_COUNT; i++)
        if (str_eq(word, str_of(lang_word((enum lang)i)))) return (enum lang)i;
    return LANG_OTHER;
}

static inline enum script script_from(struct str word) {
    for (unsigned i = 0; i < SCRIPT_COUNT; i++)
        if (str_eq(word, str_of(script_word((enum script)i)))) return (enum script)i;
    return SCRIPT_NONE;
}

#endif
