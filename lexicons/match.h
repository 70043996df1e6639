/* SPDX-License-Identifier: MIT */
/* Are two spellings one name? Letters are compared as they are written, by what answers what between
 * Albanian, Serbian (both scripts), Croatian, Bosnian, Macedonian, Russian, English and plain ASCII:
 * a weighted edit distance (Wagner and Fischer 1974) over graphemes. Inside one orthography only case
 * endings and what fold.h drops may differ; across orthographies letters of one class are cheap, vowels
 * dearer, and another consonant ends it. Which letters answer each other was counted in
 * design/orthography.md; words that are translated (Gornji, Epërm) stand in match_words.h. */
#ifndef IBER_MATCH_H
#define IBER_MATCH_H

#include "str.h"

struct lexicon;

enum orthography {
    ORTH_ANY, /* unknown, English, ASCII */
    ORTH_SQ,
    ORTH_SLAV, /* Serbian in either script, Croatian, Bosnian, Montenegrin */
    ORTH_MK,
    ORTH_RU
};

/* From words like sq, sr-Latn, hr, mk, ascii; ORTH_ANY for others. */
enum orthography orthography_from(struct str word);

enum { MATCH_WORDS = 12, MATCH_LETTERS = 48, MATCH_ONE = 10000 };

/* A name, read. */
struct match_word {
    uint8_t n;                  /* letters */
    uint8_t concept;            /* of match_words.h; 0: none */
    char letter[MATCH_LETTERS]; /* codes, see match_letters.c */
};
struct match_name {
    struct match_word word[MATCH_WORDS];
    unsigned words;
    enum orthography orth;
    bool comma;    /* surname, given name */
    bool bare;     /* no letter has a mark */
    bool cyrillic; /* has Cyrillic letters */
};

/* Reads `s` (valid UTF-8). NULL, or what is wrong with it. */
const char *match_read(struct match_name *name, struct str s, enum orthography orth);

/* What letters cost against each other: read-only once it is set up. */
struct matcher {
    uint8_t across[128][128]; /* between orthographies; 255: never */
};
void matcher_setup(struct matcher *m);

/* How likely the two are one name, from 0 to MATCH_ONE; half of that and more is yes. */
unsigned match_names(const struct matcher *m, const struct match_name *a,
                     const struct match_name *b);

#endif
