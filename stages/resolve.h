/* SPDX-License-Identifier: MIT */
/* Private to the resolve stage. */
#ifndef IBER_RESOLVE_H
#define IBER_RESOLVE_H

#include "stage.h"
#include "words.h"

struct resolve {
    struct doc *doc;
    const struct words *words;
    uint8_t *taken;         /* per word: inside an entity that stays */
    uint32_t *first, *last; /* per entity: words covered; valid until mentions are added */
};

/* Are two folded words forms of one name? */
bool resolve_alike(enum lang lang, struct str a, struct str b);

/* Is word i no part of a longer name? */
bool resolve_stands_alone(const struct resolve *r, uint32_t i);

/* One type for all mentions of a name without a row. */
struct groups *resolve_types(struct resolve *r);

/* Mentions of those names that nothing claimed. */
void resolve_again(struct groups *g);

/* Full names found in the document give their id to later (and earlier) surnames and given names,
 * also where no candidate was; persons without a row get local ids (#p1). */
void resolve_persons(struct resolve *r);

/* "Kosovar Centre for Security Studies (KCSS)": both have one id, and so has KCSS elsewhere. */
void resolve_acronyms(struct resolve *r);

/* "the Commission" is the European Commission that the document named before. Entities are sorted. */
void resolve_bodies(struct resolve *r);

/* Other names without a row: one local id (#o1, #l1, #m1) for all their mentions. */
void resolve_locals(struct resolve *r);

#endif
