/* SPDX-License-Identifier: MIT */
/* Words of names that are translated, not transcribed; in the codes of match_letters.c. */
#ifndef IBER_MATCH_WORDS_H
#define IBER_MATCH_WORDS_H

#include <stdint.h>

/* What a word means when it stands in a name of a place, 0: nothing here. Two words of one meaning are
 * one word, two of different meanings are two. */
enum concept {
    CONCEPT_NONE,
    CONCEPT_LINK,  /* i e të of and: counts for nothing */
    CONCEPT_ADMIN, /* municipality, district: may be missing */
    CONCEPT_UPPER,
    CONCEPT_LOWER,
    CONCEPT_MIDDLE,
    CONCEPT_GREAT,
    CONCEPT_SMALL,
    CONCEPT_NEW,
    CONCEPT_OLD,
    CONCEPT_NORTH,
    CONCEPT_SOUTH,
    CONCEPT_EAST,
    CONCEPT_WEST,
    CONCEPT_WHITE,
    CONCEPT_BLACK,
    CONCEPT_RED,
    CONCEPT_DRY,
    CONCEPT_SAINT,
    CONCEPT_VILLAGE,
    CONCEPT_QUARTER,
    CONCEPT_HILL,
    CONCEPT_MOUNTAIN,
    CONCEPT_FIELD,
    CONCEPT_RIVER,
    CONCEPT_BROOK,
    CONCEPT_LAKE,
    CONCEPT_BRIDGE,
    CONCEPT_ISLAND,
    CONCEPT_AIRPORT,
    CONCEPT_REPUBLIC
};

uint8_t concept_of(const char *letters, unsigned n);

#endif
