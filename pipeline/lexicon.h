/* SPDX-License-Identifier: MIT */
/* The lexicon: one read-only file made by lexicons/compile.c, mmap()ed, shared by all workers.
 * A look-up takes a key (words folded by fold.h, joined by one space) and gives the forms that have
 * it. A key that only begins longer ones is there too, marked as a prefix, so that the longest match
 * is found by extending the key word by word.
 *
 * File, little-endian, all offsets from its begin: header · slots (open addressing by XXH3 of the
 * key) · forms (those of one key side by side) · entries · strings. Checked once when opened. */
#ifndef IBER_LEXICON_H
#define IBER_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define LEXICON_MAGIC "IBERLEX2"

enum lexicon_kind { /* what an entry is; the first four are the entity types of doc.h */
                    LEX_PER,
                    LEX_LOC,
                    LEX_ORG,
                    LEX_MISC,
                    LEX_GIVEN, /* a given name */
                    LEX_SURNAME,
                    LEX_TITLE,    /* a word before a person's name */
                    LEX_ORG_HEAD, /* Ministry, Universiteti, sud … */
                    LEX_LOC_HEAD,
                    LEX_LAW_HEAD,
                    LEX_EVENT_HEAD,
                    LEX_MONTH,    /* id: 01 … 12 */
                    LEX_CURRENCY, /* id: EUR … */
                    LEX_KINDS
};

enum lexicon_flags {
    LEX_WEAK = 1,       /* also an ordinary word: wants support */
    LEX_SURNAME_OF = 2, /* the form is the bare surname of a person well known by it */
    LEX_ACRONYM = 4,    /* matches only in capitals */
    LEX_LOWER = 8,      /* begins small: matches in any case */
    LEX_FIRST = 16,     /* a head that stands before the rest: Ministry of … */
    LEX_LAST = 32,      /* a head that stands behind: … University */
    LEX_IMPORTED = 64,  /* from ICU or libgeonames, not written by us */
};

struct lexicon_slot {
    uint64_t hash;       /* of the key; 0 is an empty slot */
    uint32_t key, key_n; /* its bytes, in strings */
    uint32_t form;       /* first form */
    uint16_t forms;      /* how many; 0 for a mere prefix */
    uint16_t prefix;     /* 1: longer keys begin with this one */
};

struct lexicon_form {
    uint32_t entry;
    uint32_t text, text_n; /* as written in the row */
    uint16_t capitals;     /* bit i: word i is written with a capital */
    uint8_t lang, flags;   /* enum lang of the column; LEX_ flags */
};

struct lexicon_entry {
    uint32_t id, id_n;
    uint32_t norm[3], norm_n[3]; /* best form in en, sq, sr */
    uint32_t subtype, subtype_n;
    uint32_t kind;
};

struct lexicon {
    const char *map; /* the file */
    size_t size;
    unsigned char *
        tags; /* owned: a byte of each slot's hash, 0 for an empty one; slots are 24 bytes, these stay in the cache */
    const struct lexicon_slot *slots;
    const struct lexicon_form *forms;
    const struct lexicon_entry *entries;
    const char *strings;
    uint32_t slot_mask, n_forms, n_entries, n_strings;
};

/* The header, as it stands in the file. */
struct lexicon_header {
    char magic[8];
    uint64_t slots, forms, entries, strings;         /* offsets */
    uint32_t n_slots, n_forms, n_entries, n_strings; /* n_slots is a power of two */
    uint64_t checksum;                               /* XXH3 of all bytes behind the header */
};

/* Opens and checks a file. False: `message` says why. */
bool lexicon_open(struct lexicon *l, const char *path, char *message, size_t size);
void lexicon_close(struct lexicon *l);

/* The slot of a key, or NULL. */
const struct lexicon_slot *lexicon_find(const struct lexicon *l, struct str key);

static inline const struct lexicon_entry *lexicon_entry(const struct lexicon *l,
                                                        const struct lexicon_form *f) {
    return &l->entries[f->entry];
}
static inline struct str lexicon_str(const struct lexicon *l, uint32_t at, uint32_t n) {
    return (struct str){l->strings + at, n};
}

#endif
