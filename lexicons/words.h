/* SPDX-License-Identifier: MIT */
/* The words of a document as names need them: runs of letters and digits with their keys, what
 * stands between them, how they are written. Finer than tokens (Kosovo-Serbia is two words, EU-level
 * too), so that a name inside a token is found. Addresses have no words. */
#ifndef IBER_WORDS_H
#define IBER_WORDS_H

#include "doc.h"

enum gap {            /* between a word and the one before it */
           GAP_BREAK, /* a clause or a sentence: no name goes across */
           GAP_SPACE,
           GAP_HYPHEN,
           GAP_DASH, /* – — with or without blanks */
           GAP_SLASH,
           GAP_DOT, /* ". " behind an initial or a short abbreviation */
           GAP_AND, /* & */
           GAP_COMMA,
           GAP_CLITIC, /* an apostrophe: Kosovo|'s */
           GAP_NONE,   /* glued: post|Banjska */
};

enum shape {
    SHAPE_LOWER,
    SHAPE_TITLE, /* begins with a capital */
    SHAPE_UPPER, /* all capitals, two letters or more */
    SHAPE_MIXED, /* capitals behind small letters: EULEXi */
    SHAPE_NUMBER,
};

struct word {
    struct span span;
    struct str key;    /* folded */
    uint32_t sentence; /* index, or UINT32_MAX */
    uint8_t gap, shape, letters;
    bool first; /* of its sentence (behind quotes and brackets too) */
    enum lang lang;
};

enum { WORDS_BLOCK = 32 };

struct words {
    VEC(struct word) list;
    char *keys; /* in the document's arena */
    uint32_t
        *blocks; /* per WORDS_BLOCK bytes of text: the first word that begins in it or behind it */
    uint32_t n_blocks;
    uint8_t *shouting; /* per sentence: nearly all letters are capitals (a headline) */
    uint8_t *titled;   /* per sentence: nearly all longer words begin with a capital */
};

/* The words of `d`, in its arena: made when first asked for, kept in d->words. Text and sentences
 * must not change any more. */
const struct words *words_of(struct doc *d);

/* Index of the first word that begins at or behind `at`. */
uint32_t words_at(const struct words *w, uint32_t at);

/* Bytes that the first letter of a key takes where an acronym may write it with all of them: SHBR, Shoqata. */
static inline size_t key_initial(struct str key) {
    static const char *const two[] = {"sh", "gj", "nj", "lj", "dj", "dz", "th", "xh", "zh", NULL};
    return key.n > 1 && str_in(str_sub(key, 0, 2), two) ? 2 : key.n > 0;
}

static inline bool word_is_capital(const struct word *w) {
    return w->shape == SHAPE_TITLE || w->shape == SHAPE_UPPER || w->shape == SHAPE_MIXED;
}

#endif
