/* SPDX-License-Identifier: MIT */
/* The parts of restore.h, for the trainer: a word with the places where diacritics may stand, its
 * candidates, and the features that the model knows them by. */
#ifndef IBER_RESTORE_PARTS_H
#define IBER_RESTORE_PARTS_H

#include "restore.h"

enum {
    FORM_BYTES = 48, /* longer words have no candidates */
    PLACES = 24,     /* so many choices in one word at most */
    CANDIDATES = 6,
    LETTER_FEATURES = 6,
    STATIC_FEATURES = 20 + PLACES * LETTER_FEATURES,
    CONTEXT_FEATURES = 24,
    RESTORE_BITS = 21 /* of the model's rows */
};

/* A word in small letters. At each place there is a choice of letters: 0 leaves what stands there, 1 and
 * 2 are those with marks. */
struct form {
    char low[FORM_BYTES];
    uint8_t n, n_places;
    uint8_t place[PLACES]; /* bytes of low */
    bool capital;          /* the first letter */
    bool capitals;         /* all of two or more */
    bool marked;           /* has a letter with a mark of this language */
    bool whole;            /* one that is not typed where marks are left out: in Albanian ë */
    bool other;            /* letters that this language has not, or too long: no candidates */
    bool albanian;
};

/* What is known of a candidate. */
enum {
    KNOWN_LOWER = 1,   /* in the word list in small letters */
    KNOWN_NAME = 2,    /* there with a capital */
    KNOWN_LEXICON = 4, /* a name of the lexicon, or a case form of one */
};

struct candidate {
    uint64_t choices; /* 2 bits a place */
    uint64_t hash;    /* of its letters and the language */
    int32_t score;    /* of the features that its neighbours do not change */
    uint8_t known;
    uint16_t paradigm; /* of Albanian ones: endings that the word list has for its stem */
};

/* The first one is the word as it stands. */
struct candidates {
    struct candidate v[CANDIDATES];
    uint8_t n;
    bool english; /* as it stands it is an English word */
    uint8_t
        kind; /* of Albanian words: which endings the word list has for them; tells nouns apart */
    bool unknown; /* nobody knows any: the second one is what the model of letters says */
};

struct restore_data {
    const struct lexicon *lexicon;
    const struct wordlist *list;
    const struct model *model; /* NULL while it is trained */
};

/* Reads a word. False when it can have no candidates (f->other). */
bool form_read(struct form *f, enum variety variety, struct str word);

/* Writes the word without marks, as people do who have not the letters: đ is dj, or d. */
size_t form_strip(const struct form *f, bool dj, char *out);

/* Writes the candidate with these choices to `out` (2 * FORM_BYTES of room). */
size_t form_write(const struct form *f, uint64_t choices, char *out);

/* The choices that make `small` (small letters) of the form. False when none do. */
bool form_choices(const struct form *f, struct str small, uint64_t *choices);

/* The letter for a choice at the place that is byte `at` of the form: its bytes, and how many bytes of
 * the form it takes. NULL: there is no such choice. */
const char *form_letter(const struct form *f, size_t at, unsigned choice, unsigned *takes);

void candidates_find(const struct restore_data *d, enum variety variety, const struct form *f,
                     struct candidates *c);

/* The features of a letter: one of the choices at a place, by what stands around it. */
unsigned letter_features(const struct form *f, unsigned place, unsigned choice, uint64_t *out);

/* The features of a candidate in any context. Sets its hash. `memory`: with those that know words. */
unsigned static_features(const struct form *f, enum variety variety, const struct candidates *all,
                         struct candidate *c, bool memory, uint64_t *out);

/* A word among others. */
struct row {
    struct form form;
    struct candidates c;
    uint64_t hash, end[2]; /* as it stands: the word, its last 2 and 3 letters */
    uint64_t decided;      /* hash of the candidate that was chosen, or of the word */
    bool apart;            /* something but blanks stands before it */
};

/* Reads a word or a number; leaves its candidates to the caller. Numbers have none. */
void row_read(struct row *row, enum variety variety, struct str word, bool apart);

/* The features of a candidate of rows[i] by the words around it. What stands before it is decided. */
unsigned context_features(const struct row *rows, size_t i, size_t n, const struct candidate *c,
                          uint64_t *out);

static inline unsigned choice_at(uint64_t choices, unsigned place) {
    return (unsigned)(choices >> 2 * place) & 3;
}

#endif
