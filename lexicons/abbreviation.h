/* SPDX-License-Identifier: MIT */
/* Words that are written with a dot: what sentences and tokens need to know about it. */
#ifndef IBER_ABBREVIATION_H
#define IBER_ABBREVIATION_H

#include "lang.h"

enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_INNER, /* never ends a sentence: Dr. Prof. čl. nr. */
    ABBREVIATION_MAY,   /* may also end one: etc. itd. U.S. Inc. godine */
};

/* What the word before a dot is (without the dot), in a text of language `lang`. */
enum abbreviation abbreviation(enum lang lang, struct str word);

#endif
