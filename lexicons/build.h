/* SPDX-License-Identifier: MIT */
/* A lexicon being built: entries and their forms, in memory, then written as one file (lexicon.h).
 * Used by the compiler only; memory is the process's. */
#ifndef IBER_BUILD_H
#define IBER_BUILD_H

#include <stdio.h>

#include "lang.h"
#include "lexicon.h"

struct build_entry {
    char *id, *subtype, *norm[3]; /* owned; norm: en, sq, sr */
    char *area;                   /* owned: id of the place that it lies in, or NULL */
    enum lexicon_kind kind;
    const char *file; /* where the row stands; NULL: imported */
    unsigned line;
    uint8_t rank; /* of homonyms, the higher comes first; set before the forms are added */
    bool noted;   /* the row has a note: clashes are known */
};

struct build_form {
    char *key, *text; /* owned */
    uint32_t entry;
    uint16_t capitals;
    uint8_t lang, flags, rank;
    uint32_t order; /* of being added */
};

struct build {
    struct build_entry *entries;
    struct build_form *forms;
    uint32_t n_entries, cap_entries, n_forms, cap_forms;
    uint32_t *by_id; /* open addressing over entries + 1 */
    uint32_t by_id_size;
    unsigned faults; /* printed so far */
};

/* The rank of a place with so many people: the binary logarithm. Rows of gazetteers have it as a flag. */
static inline uint8_t build_rank(uint64_t people) {
    uint8_t rank = 0;
    for (; people > 1; people >>= 1) rank++;
    return rank;
}

/* Ends the program where memory is short. */
void *build_must(void *p);

/* The entry of this id and kind, or UINT32_MAX. An empty id is never found. */
uint32_t build_find(const struct build *b, const char *id);

/* A new entry; norm[] are filled by the first form of each language. */
uint32_t build_entry(struct build *b, enum lexicon_kind kind, const char *id, const char *subtype);

/* Adds a form (UTF-8) and, where it has đ, the spelling with d. Forms without letters are left out,
 * as are a second form with the same key and language in one entry. */
void build_form(struct build *b, uint32_t entry, struct str text, enum lang lang, unsigned flags);

/* Reads a TSV file ("-" is stdin): which rows it has is told by its header. Faults are printed as
 * name:line; `name` must outlive `b`. */
void build_read(struct build *b, const char *path, const char *name);

/* Countries, regions, months from ICU; cities from libgeonames. */
void build_cldr(struct build *b);
void build_cities(struct build *b);

/* Puts forms in the order of their keys; of one key ours first, then by rank, then as they came. */
void build_sort(struct build *b);

/* Prints forms that two entries share though a row has no note, and places that lie in none. */
void build_clashes(struct build *b);

/* Writes the file, then puts it in its place: who has the old one open goes on with that. False on an
 * error of the world (errno), and when there is more than the format holds (EFBIG). */
bool build_write(struct build *b, const char *path);
void build_free(struct build *b);

/* "Bosnia & Herzegovina" → "bosnia-herzegovina", in `out` (size bytes). */
void build_slug(struct str name, char *out, size_t size);

#endif
