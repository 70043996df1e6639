/* SPDX-License-Identifier: MIT */
/* Label schemes of corpora: which names a tag of theirs may be. A tag that stands for several is a partial
 * label (train_crf.h). Tags that are not listed are no names. */
#ifndef IBER_TRAIN_LABELS_H
#define IBER_TRAIN_LABELS_H

#include "tagger_labels.h"

#define NAMES(name) (1u << (name))
#define NAMES_PLACE (NAMES(NAME_GPE) | NAMES(NAME_LOC) | NAMES(NAME_FAC))
#define NAMES_OTHER                                                                                \
    (NAMES(NAME_NORP) | NAMES(NAME_EVENT) | NAMES(NAME_LAW) | NAMES(NAME_WORK) |                   \
     NAMES(NAME_LANG) | NAMES(NAME_PRODUCT))
#define NAMES_ANY UINT32_MAX /* or none */

struct scheme {
    const char *name;
    uint32_t silent; /* names that the corpus says nothing of: a capital without a tag may be one */
    struct {
        const char *tag;
        uint32_t names;
    } tags[16]; /* ends with NULL */
};

static const struct scheme schemes[] = {
    /* Universal NER: OTH is our MISC; English has none. */
    {"uner",
     0,
     {{"PER", NAMES(NAME_PER)},
      {"LOC", NAMES_PLACE},
      {"ORG", NAMES(NAME_ORG)},
      {"OTH", NAMES_OTHER}}},
    {"uner-en",
     NAMES_OTHER,
     {{"PER", NAMES(NAME_PER)}, {"LOC", NAMES_PLACE}, {"ORG", NAMES(NAME_ORG)}}},
    /* SETimes.SR, hr500k, ReLDI: inhabitants are tagged as persons; possessive adjectives of persons. */
    {"reldi",
     0,
     {{"PER", NAMES(NAME_PER) | NAMES(NAME_NORP)},
      {"DERIV-PER", NAMES(NAME_PER)},
      {"LOC", NAMES_PLACE},
      {"ORG", NAMES(NAME_ORG)},
      {"MISC", NAMES_OTHER}}},
    {"wikigold",
     0,
     {{"PER", NAMES(NAME_PER)},
      {"LOC", NAMES_PLACE},
      {"ORG", NAMES(NAME_ORG)},
      {"MISC", NAMES_OTHER}}},
    /* An address is a street, a number and a town: which words are names is not said. */
    {"comtext",
     NAMES(NAME_NORP),
     {{"PER", NAMES(NAME_PER)},
      {"COM", NAMES(NAME_ORG)},
      {"INST", NAMES(NAME_ORG)},
      {"COURT", NAMES(NAME_ORG)},
      {"ORGOTH", NAMES(NAME_ORG)},
      {"TOP", NAMES_PLACE},
      {"ADR", NAMES_ANY},
      {"LAW", NAMES(NAME_LAW)},
      {"MISC", NAMES_OTHER}}},
    {"crossner",
     0,
     {{"politician", NAMES(NAME_PER)},
      {"person", NAMES(NAME_PER)},
      {"politicalparty", NAMES(NAME_ORG)},
      {"organisation", NAMES(NAME_ORG)},
      {"country", NAMES(NAME_GPE)},
      {"location", NAMES_PLACE},
      {"election", NAMES(NAME_EVENT)},
      {"event", NAMES(NAME_EVENT)},
      {"misc", NAMES_OTHER}}},
    {"re3d",
     NAMES_OTHER,
     {{"Person", NAMES(NAME_PER)},
      {"Organisation", NAMES(NAME_ORG)},
      {"Location", NAMES_PLACE},
      {"Nationality", NAMES(NAME_NORP)},
      {"DocumentReference", NAMES_ANY},
      {"MilitaryPlatform", NAMES_ANY},
      {"Weapon", NAMES_ANY}}},
    /* corpora/ner */
    {"iber",
     0,
     {{"PER", NAMES(NAME_PER)},
      {"LOC/GPE", NAMES(NAME_GPE)},
      {"LOC/LOC", NAMES(NAME_LOC)},
      {"LOC/FAC", NAMES(NAME_FAC)},
      {"ORG", NAMES(NAME_ORG)},
      {"MISC/NORP", NAMES(NAME_NORP)},
      {"MISC/EVENT", NAMES(NAME_EVENT)},
      {"MISC/LAW", NAMES(NAME_LAW)},
      {"MISC/WORK", NAMES(NAME_WORK)},
      {"MISC/LANG", NAMES(NAME_LANG)},
      {"MISC/PRODUCT", NAMES(NAME_PRODUCT)}}},
};

/* NULL: there is none of this name. */
static inline const struct scheme *scheme_find(struct str name) {
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_is(name, schemes[i].name)) return &schemes[i];
    return NULL;
}

static inline uint32_t scheme_names(const struct scheme *s, struct str tag) {
    for (size_t i = 0; s->tags[i].tag; i++)
        if (str_is(tag, s->tags[i].tag)) return s->tags[i].names;
    return 0;
}

#endif
