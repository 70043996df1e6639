/* SPDX-License-Identifier: MIT */
/* Hunspell dictionaries as lists of all their forms, and those lists as one file (wordlist.h). Used
 * by the compiler only; memory is the process's. */
#ifndef IBER_EXPAND_H
#define IBER_EXPAND_H

#include "wordlist.h"

/* Forms of one language, UTF-8, one behind the other, each with a NUL. */
struct forms {
    char *p; /* owned */
    size_t n, cap;
    struct str lemma; /* of the forms being added */
};

/* Appends the forms of a dictionary, named by its .aff file. False: `message` says why. Affixes,
 * their conditions and cross products, suffixes on suffixes, aliases of flags; no compounds. */
bool expand(struct forms *f, const char *aff, char *message, size_t size);
void forms_add(struct forms *f, struct str form);
/* The same without its lemma. */
void forms_append(struct forms *f, struct str form);
/* Appends to `out` the forms that only some of the dictionaries have, with which: wordlist.h. Nothing
 * when one of them is empty. */
void forms_compare(const struct forms of[STANDARDS], struct forms *out);
void forms_free(struct forms *f);

/* Writes the lists as one file. False on an error of the world (errno), or when they are too many. */
bool wordlist_write(struct forms forms[WORDLIST_LISTS], const char *path);

#endif
