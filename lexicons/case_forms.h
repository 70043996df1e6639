/* SPDX-License-Identifier: MIT */
/* The case forms that a name takes in Serbian and Albanian texts: what inflect.h undoes, done. The
 * rules give every form that the ending of the base allows, for the gender of a name is not known. */
#ifndef IBER_CASE_FORMS_H
#define IBER_CASE_FORMS_H

#include "lang.h"

enum { CASE_FORMS_MAX = 96, CASE_FORM_ADD = 8 };

struct case_form {
    uint8_t cut;                 /* letters (code points) to take off the base, */
    char add[CASE_FORM_ADD + 1]; /* and what to put in their place, small Latin letters */
    uint8_t lang;                /* enum lang */
};

/* Fills `out` with the forms of `base` (a word in small Latin letters) other than itself and returns
 * how many. LANG_SQ or LANG_SR. */
unsigned case_forms(enum lang lang, struct str base, struct case_form out[CASE_FORMS_MAX]);

#endif
