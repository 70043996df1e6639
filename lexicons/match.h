/* SPDX-License-Identifier: MIT */
/* Are two spellings one name? Letters are compared as they are written, by what answers what between
 * Albanian, Serbian (both scripts), Croatian, Bosnian, Macedonian, Russian, English and plain ASCII:
 * a weighted edit distance (Wagner and Fischer 1974) over graphemes. Inside one orthography only case
 * endings and what fold.h drops may differ; across orthographies letters of one class are cheap, vowels
 * dearer, and another consonant ends it. Which letters answer each other was counted in
 * design/orthography.md; words that are translated (Gornji, Epërm) stand in match_words.h. With a
 * lexicon (match_known.c), names of one entry are one, whatever their letters. */
#ifndef IBER_MATCH_H
#define IBER_MATCH_H

#include "lexicon.h"
#include "match_words.h"

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

enum { MATCH_BYTES = 1 << 15 }; /* a longer name is refused */

/* A name, read. The text is not owned: it stays as long as the name is used. */
struct match_word {
    uint8_t n;                  /* letters */
    uint8_t marks;              /* of them Latin č ć š ž đ */
    uint16_t from, to;          /* its bytes in the name's text */
    bool initial;               /* a letter and a full stop */
    uint8_t concept;            /* of match_words.h; 0: none */
    char letter[MATCH_LETTERS]; /* codes, see match_letters.c */
};
struct match_name {
    struct match_word word[MATCH_WORDS];
    unsigned words;
    enum orthography orth;
    struct str text;
    bool bare;     /* all letters are ASCII */
    bool cyrillic; /* has Cyrillic letters */
    bool admin;    /* says that it is a municipality, a district … */
    bool foreign;  /* has letters of other scripts */
    bool mixed;    /* a word has letters of both scripts; it was read as one that looks the same */
};

/* Read-only once it is set up: one for all threads. */
struct matcher {
    const struct lexicon *lexicon; /* NULL: by letters and words alone */
    struct concepts concepts;
    uint8_t across[128][128]; /* what letters cost between orthographies; 255: never */
};
void matcher_setup(struct matcher *m, const struct lexicon *lexicon);

/* Reads `s` (valid UTF-8). NULL, or what is wrong with it. */
const char *match_read(const struct matcher *m, struct match_name *name, struct str s,
                       enum orthography orth);

/* How likely the two are one name, from 0 to MATCH_ONE; half of that and more is yes. No memory is
 * taken. */
unsigned match_names(const struct matcher *m, const struct match_name *a,
                     const struct match_name *b);

/* The same without the lexicon. */
unsigned match_spellings(const struct matcher *m, const struct match_name *a,
                         const struct match_name *b);

#endif
