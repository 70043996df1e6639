/* SPDX-License-Identifier: MIT */
/* Case forms of names of our lexicon, made by rule, for training only: each with the kind of name it
 * is, so that a woman's name is not declined like a man's, and a people is in the plural. (case_forms.h gives all that may be.) */
#ifndef IBER_TRAIN_BASE_FORMS_H
#define IBER_TRAIN_BASE_FORMS_H

#include "lang.h"

enum name_kind {
    NAME_MALE = 1,
    NAME_FEMALE = 2,
    NAME_FAMILY = 4,
    NAME_PLACE = 8,
    NAME_PEOPLE = 16,
    NAME_FOREIGN = 32
};

/* Calls `take` for the nominative, then for each case form, with how often a text has it; Latin
 * letters. NAME_FOREIGN goes with another kind: a name in a spelling of its own (Clooneyja). */
void base_forms(enum lang lang, unsigned kind, struct str name,
                void (*take)(void *user, struct str form, struct str base, float weight),
                void *user);

#endif
