/* SPDX-License-Identifier: MIT */
/* Words of names that are translated, not transcribed; in the codes of match_letters.c. */
#ifndef IBER_MATCH_WORDS_H
#define IBER_MATCH_WORDS_H

#include <stdbool.h>
#include <stdint.h>

/* What a word means when it stands in a name of a place, 0: nothing here. Two words of one meaning are
 * one word, two of different meanings are two. */
enum concept {
    CONCEPT_NONE,
    CONCEPT_LINK,  /* i e të of and, Dr: counts for nothing */
    CONCEPT_ADMIN, /* municipality, district, republic: may be missing */
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
    CONCEPT_RIVER, /* and brook: Lumi is Potok as often as Reka */
    CONCEPT_LAKE,
    CONCEPT_BRIDGE,
    CONCEPT_ISLAND,
    CONCEPT_AIRPORT,
    CONCEPT_STONE,
    CONCEPT_WATER,
    CONCEPT_GOOD,
    CONCEPT_CHURCH,
    CONCEPT_FOREST,
    CONCEPT_MEADOW,
    CONCEPT_SPRING,
    CONCEPT_BATH,
    CONCEPT_SERBIAN,
    CONCEPT_ALBANIAN
};

/* The words of the table by first letter: read-only once it is set up. */
enum { CONCEPT_WORDS = 400 };
struct concept_word {
    const char *p; /* n bytes, static */
    uint8_t n;
    bool star; /* an ending may follow */
    uint8_t concept, orth;
    uint16_t next; /* of the words with this first letter: its number and 1; 0 ends the list */
};
struct concepts {
    uint16_t first[128];
    struct concept_word word[CONCEPT_WORDS];
};
void concepts_setup(struct concepts *c);

/* What the word means in a name of this orthography (enum orthography of match.h). */
uint8_t concept_of(const struct concepts *c, const char *letters, unsigned n, unsigned orth);

#endif
