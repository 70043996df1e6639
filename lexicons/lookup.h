/* SPDX-License-Identifier: MIT */
/* What a lexicon knows of a name: entries that bear it, as it stands, as a case form, in another
 * orthography; or, when there are none, those of which it is a slip of one letter. */
#ifndef IBER_LOOKUP_H
#define IBER_LOOKUP_H

#include "lang.h"
#include "lexicon.h"

enum { LOOKUP_MOST = 256, LOOKUP_NAME = 512, LOOKUP_KEY = 4 * LOOKUP_NAME, LOOKUP_NEAR = 16 };

enum lookup_how {
    LOOKUP_EXACT,       /* the keys are the same */
    LOOKUP_CASE_SQ,     /* when Albanian case endings are taken off */
    LOOKUP_CASE_SR,     /* Serbian ones */
    LOOKUP_TRANSCRIBED, /* written by the rules of another language, without or with endings */
    LOOKUP_NEAREST      /* one letter too many, too few, another, or two changed round */
};

struct lookup_match {
    const struct lexicon_form *form;
    enum lookup_how how;
};

struct lookup {
    char key[LOOKUP_KEY]; /* of the name */
    size_t key_n;         /* 0: the name has no letters or digits, or is too long */
    bool prefix;          /* longer names begin so */
    struct lookup_match match[LOOKUP_MOST]; /* one for each entry */
    unsigned n;
};

/* Fills `out`. `name` is valid UTF-8 of at most LOOKUP_NAME bytes; longer ones have no match. First
 * what the name is as it stands, then as a case form; transcribed only when there is neither, nearest
 * (LOOKUP_NEAR at most) only when there is nothing else. */
void lookup(const struct lexicon *l, struct str name, struct lookup *out);

/* Is it the name itself that was found, not only something near it? */
static inline bool lookup_found(const struct lookup *found) {
    return found->n > 0 && found->match[0].how != LOOKUP_NEAREST;
}

/* "exact", "case", "transcribed", "nearest" */
const char *lookup_word(enum lookup_how how);

/* "PER", "LOC" …, "given", "surname" …: what an entry is. */
const char *lookup_kind(const struct lexicon_entry *e);

#endif
