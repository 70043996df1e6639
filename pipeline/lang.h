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
    X(LANG_OTHER, "other")                                                                         \
    X(LANG_HR, "hr")                                                                               \
    X(LANG_BS, "bs")                                                                               \
    X(LANG_HBS, "hbs") /* Serbian, Croatian or Bosnian: nothing tells which */                     \
    X(LANG_MK, "mk")                                                                               \
    X(LANG_SL, "sl")                                                                               \
    X(LANG_BE, "be")                                                                               \
    X(LANG_BG, "bg")                                                                               \
    X(LANG_CA, "ca")                                                                               \
    X(LANG_CS, "cs")                                                                               \
    X(LANG_DA, "da")                                                                               \
    X(LANG_DE, "de")                                                                               \
    X(LANG_EL, "el")                                                                               \
    X(LANG_ES, "es")                                                                               \
    X(LANG_FI, "fi")                                                                               \
    X(LANG_FR, "fr")                                                                               \
    X(LANG_HU, "hu")                                                                               \
    X(LANG_IT, "it")                                                                               \
    X(LANG_LT, "lt")                                                                               \
    X(LANG_LV, "lv")                                                                               \
    X(LANG_NL, "nl")                                                                               \
    X(LANG_PL, "pl")                                                                               \
    X(LANG_PT, "pt")                                                                               \
    X(LANG_RO, "ro")                                                                               \
    X(LANG_RU, "ru")                                                                               \
    X(LANG_SK, "sk")                                                                               \
    X(LANG_SV, "sv")                                                                               \
    X(LANG_TR, "tr")                                                                               \
    X(LANG_UK, "uk")

/* The languages that stages work in, and what they treat alike, come first. */
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

/* The language whose rules and words serve: Serbian for Croatian and Bosnian, LANG_OTHER for one that
 * there are none for. */
static inline enum lang lang_rules(enum lang l) {
    if (l == LANG_HR || l == LANG_BS || l == LANG_HBS) return LANG_SR;
    return l > LANG_OTHER ? LANG_OTHER : l;
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
