/* SPDX-License-Identifier: MIT */
/* Private to the names stage: the words of a document with what the lexicon says of each, and the
 * candidates found so far. */
#ifndef IBER_NAMES_H
#define IBER_NAMES_H

#include "cache.h"
#include "inflect.h"
#include "lexicon.h"
#include "stage.h"
#include "words.h"

enum { NAMES_WORDS = 10 }; /* longest name, in words */

enum tag { /* what the lexicon says of a word, beside entities */
           TAG_GIVEN = 1,
           TAG_SURNAME = 2,
           TAG_TITLE = 4,     /* the last word of a title */
           TAG_ORG_FIRST = 8, /* heads: the word begins (ends) one that stands first (last) */
           TAG_ORG_LAST = 16,
           TAG_LOC_FIRST = 32,
           TAG_LOC_LAST = 64,
           TAG_LAW_FIRST = 128,
           TAG_LAW_LAST = 256,
           TAG_EVENT_FIRST = 512,
           TAG_EVENT_LAST = 1024,
           TAG_LOC = 2048, /* inside a place, organisation, other entity of the lexicon */
           TAG_ORG = 4096,
           TAG_MISC = 8192,
           TAG_PER = 16384,
           TAG_STRONG = 32768, /* that entity is not weak */
           TAG_NORP = 65536,
           TAG_MONTH = 131072,
           TAG_IN_TITLE = 262144, /* any word of a title */
           TAG_FUNCTION = 524288, /* a capitalised word that is no part of a person's name: The */
};

/* A candidate that is a place of the lexicon. */
struct place {
    uint32_t entity; /* its index */
    uint32_t entry;  /* of the lexicon */
};

struct names {
    const struct lexicon *lexicon;
    struct doc *doc;
    struct cache *begins; /* the worker's: what the lexicon has for a first word */
    const struct words *words;
    uint32_t *tags;           /* per word */
    uint8_t *first_head;      /* per word: words of the head that begins here and stands first */
    uint8_t *last_head;       /* per word: words of the head that ends here and stands last */
    VEC(struct place) places; /* in the order of the text, those of one name side by side */
};

/* Is it an English, Albanian or Serbian word that is no part of a person's name, though it may have a capital? */
bool names_is_function(struct str key);

/* Every match of the lexicon, as tags and as candidates. */
void names_lookup(struct names *n);

/* Which of the places of one name is meant; behind names_lookup(), before others are added. */
void names_homonyms(struct names *n);

/* Names that no row has: by given name, title, surname; by the head of an institution, a law, an
 * event, a place; by the acronym behind them. */
void names_persons(struct names *n);
void names_nicknames(struct names *n);
void names_phrases(struct names *n);
void names_acronyms(struct names *n);

/* Adds a candidate over words [first, last]. */
struct entity *names_add(struct names *n, uint32_t first, uint32_t last, enum entity_type type,
                         const char *subtype, unsigned score, const char *method);

static inline bool has_tag(const struct names *n, uint32_t word, uint32_t tag) {
    return (n->tags[word] & tag) != 0;
}

/* Is word i joined to the one before by a blank, a hyphen or the dot of an initial? */
static inline bool names_joined(const struct words *w, uint32_t i) {
    uint8_t g = w->list.v[i].gap;
    return g == GAP_SPACE || g == GAP_HYPHEN || g == GAP_DOT;
}

#endif
