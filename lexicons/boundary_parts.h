/* SPDX-License-Identifier: MIT */
/* What the parts of boundary.h share: words (boundary_words.c), features of any boundary (boundary.c)
 * and of a title's end (boundary_title.c). Positions are bytes of the text. */
#ifndef IBER_BOUNDARY_PARTS_H
#define IBER_BOUNDARY_PARTS_H

#include "boundary.h"

/* A word between blanks, without marks at its ends. */
struct word {
    size_t begin, end;       /* marks included */
    uint64_t whole, tail;    /* hashes of its small letters, and of the last three */
    uint64_t last, last_two; /* of the last one, and the last two */
    uint32_t before, behind; /* the first mark on each side, 0: none */
    enum {
        SHAPE_NONE,
        SHAPE_SMALL,
        SHAPE_CAPITAL,
        SHAPE_CAPITALS,
        SHAPE_NUMBER,
        SHAPE_OTHER
    } shape;
};

/* The small letter, Latin for Cyrillic; lj, nj, dž are numbers of their own. */
uint32_t boundary_small(uint32_t c);

/* The word before byte `end`, and the one behind byte `begin`; empty where there is none. */
struct word boundary_left(const struct boundary *b, size_t end);
struct word boundary_right(const struct boundary *b, size_t begin);

/* How the dictionary knows the word: WORD_ bits (known_word.h). */
unsigned boundary_known(const struct boundary *b, const struct word *w);

/* A hash of its first letters, so that inflected forms of one word are alike. 0: it is too short. */
uint64_t boundary_stem(const struct boundary *b, const struct word *w);

/* Auxiliaries and the like: titles have few, and in a sentence of Serbian they stand second. */
bool boundary_auxiliary(struct str w);

/* Counts up to 16 as one of eleven. */
unsigned boundary_bucket(unsigned n);

/* Where features are written to. */
struct features {
    uint64_t *v;
    unsigned n;
    uint64_t kind; /* of boundary */
};

/* A feature of sort `sort`, made of two numbers. */
void boundary_add(struct features *f, unsigned sort, uint64_t a, uint64_t b);

/* The words on both sides of a boundary, and how the dictionary knows the nearest two. */
struct around {
    struct word last, before_last, next, second, third;
    unsigned known_next, known_last;
};

/* What tells a title's end only: the words of both sides, and those that are on both. */
void boundary_title_features(const struct boundary *b, const struct around *a, struct features *f);

#endif
