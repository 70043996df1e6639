/* SPDX-License-Identifier: MIT */
/* The tags of the tagger: what a name is, finer than the types of an entity, and where in it a word
 * stands. Corpora with coarser types say which of several it may be (train_labels.h). */
#ifndef IBER_TAGGER_LABELS_H
#define IBER_TAGGER_LABELS_H

#include "doc.h"

#define NAME_MAP(X)                                                                                \
    X(NAME_PER, TYPE_PER, "")                                                                      \
    X(NAME_GPE, TYPE_LOC, "GPE")                                                                   \
    X(NAME_LOC, TYPE_LOC, "LOC")                                                                   \
    X(NAME_FAC, TYPE_LOC, "FAC")                                                                   \
    X(NAME_ORG, TYPE_ORG, "")                                                                      \
    X(NAME_NORP, TYPE_MISC, "NORP")                                                                \
    X(NAME_EVENT, TYPE_MISC, "EVENT")                                                              \
    X(NAME_LAW, TYPE_MISC, "LAW")                                                                  \
    X(NAME_WORK, TYPE_MISC, "WORK")                                                                \
    X(NAME_LANG, TYPE_MISC, "LANG")                                                                \
    X(NAME_PRODUCT, TYPE_MISC, "PRODUCT")

enum name {
#define X(name, type, subtype) name,
    NAME_MAP(X)
#undef X
        NAME_COUNT
};

/* A label: 0 is no name, then begin and inside of each name. A row of the model has one weight for each,
 * and is filled up to a width that suits vectors. */
enum { LABEL_O = 0, LABELS = 1 + 2 * NAME_COUNT, LABEL_WIDTH = 24 };

static inline unsigned label_begin(enum name n) {
    return 1 + 2 * (unsigned)n;
}
static inline unsigned label_inside(enum name n) {
    return 2 + 2 * (unsigned)n;
}
static inline bool label_is_inside(unsigned label) {
    return label != LABEL_O && label % 2 == 0;
}
static inline enum name label_name(unsigned label) { /* not of LABEL_O */
    return (enum name)((label - 1) / 2);
}

/* An inside stands behind the begin or another inside of its name only. */
static inline bool label_follows(unsigned before, unsigned label) {
    return !label_is_inside(label) || before == label || before + 1 == label;
}

static inline enum entity_type name_type(enum name n) {
    static const uint8_t types[] = {
#define X(name, type, subtype) type,
        NAME_MAP(X)
#undef X
    };
    return (enum entity_type)types[n];
}

static inline struct str name_subtype(enum name n) {
    static const char *const words[] = {
#define X(name, type, subtype) subtype,
        NAME_MAP(X)
#undef X
    };
    return str_of(words[n]);
}

/* The name of type and subtype; a place or other name without subtype is NAME_COUNT. */
static inline enum name name_of(enum entity_type type, struct str subtype) {
    for (unsigned n = 0; n < NAME_COUNT; n++)
        if (name_type((enum name)n) == type && str_eq(name_subtype((enum name)n), subtype))
            return (enum name)n;
    return type == TYPE_PER ? NAME_PER : type == TYPE_ORG ? NAME_ORG : NAME_COUNT;
}

#endif
