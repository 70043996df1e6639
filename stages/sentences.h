/* SPDX-License-Identifier: MIT */
/* Parts of the stage sentences: the walk (sentences.c), what a dot is (sentences_dots.c), labels of
 * lists in running text (sentences_lists.c), lines that ran into the text (sentences_heads.c). Positions are bytes of the text. */
#ifndef IBER_SENTENCES_H
#define IBER_SENTENCES_H

#include "stage.h"

/* A mark that an item of a list begins with: 1. · 2) · c. · 3.) · • */
struct label {
    size_t begin, end; /* with its bullet; behind the blanks that follow */
    uint32_t bullet;   /* code point, 0: none */
    uint32_t value;    /* its number, or its letter; 0: a bullet alone */
    enum { LABEL_NONE, LABEL_DOT, LABEL_BRACKET, LABEL_BOTH, LABEL_BULLET } style;
    bool letter;
};

struct scan {
    struct doc *doc;
    const struct model *model;
    const struct wordlist *words;
    int32_t title_margin;  /* score above which a title is split off */
    int32_t number_margin; /* and above which a numeral ends its sentence */
    struct str s;          /* the text */
    uint32_t begin;        /* of the sentence in work */
    uint32_t from, end;    /* the segment */
    enum lang lang;
    uint32_t hint;      /* into languages */
    struct label label; /* the segment's last one */
};

/* Does a single dot behind `word`, which ends at byte `at`, end the sentence, when a capital or a
 * digit stands at `next`? */
bool sentences_dot_ends(const struct scan *x, struct str word, size_t at, size_t next);

/* The word before byte `at`: letters, digits, and dots between letters (p.sh, U.S). */
struct str sentences_word_before(const struct scan *x, size_t at);
/* The word that begins at byte `at`, with its apostrophes. */
struct str sentences_word_at(const struct scan *x, size_t at);

/* The time of a mail whose first slash is at byte `slash`, and which stands at the begin of the sentence
 * in work, or behind the name of who wrote: its bytes, or all from the sentence's begin when a word
 * ties both ("Ana Berg on 03/26/2001 09:11 AM"). Empty: there is none. */
struct span sentences_stamp(const struct scan *x, size_t slash);

/* Where a headline in capitals ends and the sentence in work, up to `end`, begins. 0: there is none. */
size_t sentences_capitals(const struct scan *x, size_t end);

/* The label at the begin of a segment; style LABEL_NONE: none. */
struct label sentences_first_label(const struct scan *x, size_t at);
/* Is the byte at `i` (a dot, a bracket, a bullet's first byte) part of the next label of the list
 * that the segment began with? Then that label. */
struct label sentences_next_label(const struct scan *x, size_t i);

#endif
