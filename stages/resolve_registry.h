/* SPDX-License-Identifier: MIT */
/* Private to the resolve stage: the persons of a document. A person has names: the pairs of given name
 * and surname as they were written, and other names (known as …). Names of one surname are a family;
 * a family is found by its key, or among those whose first consonants agree. What is searched has a
 * limit: a document with more names that begin alike is no article, and the time stays linear. */
#ifndef IBER_RESOLVE_REGISTRY_H
#define IBER_RESOLVE_REGISTRY_H

#include "resolve.h"

struct name {
    uint32_t given, surname; /* words; given: NO_WORD where there is none */
    uint32_t person;
    uint32_t in_family, by_full, by_given; /* the next one there, + 1 */
};

struct person {
    struct str id, norm;
    struct str title; /* base form of what stood before the name: minister */
    enum sex sex;
    uint32_t first; /* byte of the text where it is named first */
    uint32_t last;  /* and last so far, as the document is walked; NO_WORD: not yet */
};

enum {
    KIN = 8,      /* families that one surname may be a form of */
    MEMBERS = 64, /* how many names of a family are looked at, the newest first */
};

struct family {
    uint32_t word;               /* the surname */
    uint32_t names;              /* the newest, + 1 */
    uint32_t by_key, by_letters; /* the next one there, + 1 */
    uint32_t kin[KIN];
    uint8_t n_kin;
    bool searched; /* kin is filled */
};

enum { REGISTRY_LETTERS = SKELETON_CLASSES * SKELETON_CLASSES * SKELETON_CLASSES };

struct registry {
    struct resolve *r;
    VEC(struct name) names;
    VEC(struct person) persons;
    VEC(struct family) families;
    uint32_t *by_full, *by_key;      /* by hash: lists of names and of families, + 1 */
    uint32_t *by_given, *by_letters; /* the same by their first consonants */
    uint32_t mask;                   /* of by_full and by_key */
    uint32_t *of;                    /* per entity: its person, or NO_WORD */
    uint32_t locals;                 /* ids given */
};

/* For about so many names. */
void registry_open(struct registry *g, struct resolve *r, uint32_t names);

/* A new person with the id, or with a local one where it is empty. */
uint32_t registry_person(struct registry *g, struct str id, struct str norm, uint32_t at);
/* Gives the person a name, unless it has that. */
void registry_name(struct registry *g, uint32_t person, uint32_t given, uint32_t surname);

/* The families whose surname is alike `word`; returns how many. */
unsigned registry_kin(struct registry *g, uint32_t word, uint32_t kin[KIN]);

/* The person of this full name and, where it is not empty, this id; or NO_WORD. */
uint32_t registry_find(struct registry *g, uint32_t given, uint32_t surname, struct str id);

/* Does somebody have this given name, letter by letter? */
bool registry_is_given(const struct registry *g, uint32_t word);

/* The one person with this given name, in any case form, or NO_WORD. */
uint32_t registry_given(const struct registry *g, uint32_t word);

/* The entity over words [first, last], made longer where it is a doubtful one over the first of them
 * only; or NO_WORD. */
uint32_t registry_entity(struct registry *g, uint32_t first, uint32_t last);

/* "known as", "i njohur si", "zvani" behind entity `e`, a nickname in quotes inside it: names of the
 * person, and mentions where they stand. */
void resolve_aliases(struct registry *g, uint32_t e, uint32_t person);

#endif
