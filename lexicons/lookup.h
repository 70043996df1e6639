/* SPDX-License-Identifier: MIT */
/* What a lexicon knows of a name: entries that bear it, as it stands or as a case form. */
#ifndef IBER_LOOKUP_H
#define IBER_LOOKUP_H

#include "lang.h"
#include "lexicon.h"

enum { LOOKUP_MOST = 256, LOOKUP_KEY = 1024 };

struct lookup_match {
    const struct lexicon_form *form;
    enum lang cased; /* the case endings that were taken off: LANG_SQ, LANG_SR; LANG_UND: none */
};

struct lookup {
    char key[LOOKUP_KEY]; /* of the name */
    size_t key_n;
    bool prefix; /* longer names begin so */
    struct lookup_match match[LOOKUP_MOST];
    unsigned n;
};

/* Fills `out`. `name` is valid UTF-8 of at most LOOKUP_KEY / FOLD_GROWTH bytes; longer ones have no
 * match. Forms of one entry come together, entries of ours first. */
void lookup(const struct lexicon *l, struct str name, struct lookup *out);

/* "PER", "LOC" …, "given name" …: what an entry is. */
const char *lookup_kind(const struct lexicon_entry *e);

#endif
