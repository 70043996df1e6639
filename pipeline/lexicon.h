/* SPDX-License-Identifier: MIT */
/* The lexicon: one read-only file made by lexicons/compile.c, mmap()ed, shared by all workers.
 * A look-up takes a key (words folded by fold.h, joined by one space) and gives the forms that have
 * it. A key that only begins longer ones is there too, marked as a prefix, so that the longest match
 * is found by extending the key word by word.
 *
 * File, little-endian, all offsets from its begin: header · slots (open addressing by XXH3 of the
 * key) · a byte of each slot's hash · forms (those of one key side by side) · entries · the forms of
 * each entry, as indices · indices of forms of months and currencies · strings.
 *
 * Opening looks at the header, and at the checksum of a file that is small; a lexicon of a million names
 * is open at once, and its pages come from the disk when they are asked for. What is read later is
 * kept inside the file by the functions below, so that a damaged file gives wrong names, never worse;
 * lexicon_verify() looks at all of it. */
#ifndef IBER_LEXICON_H
#define IBER_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define LEXICON_MAGIC "IBERLEX6"

enum { LEXICON_SMALL = 24 << 20 }; /* bytes: the checksum is looked at when it is opened */

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
    LEX_IMPORTED = 64,  /* from ICU, libgeonames or a gazetteer, not written by us */
};

struct lexicon_slot {
    uint64_t hash;       /* of the key; 0 is an empty slot */
    uint32_t key, key_n; /* its bytes, in strings */
    uint32_t form;       /* first form */
    uint16_t forms;      /* how many; 0 for a mere prefix */
    uint16_t next; /* lexicon_next() of the words that go on in longer keys; 0: there are none */
};

/* A bit of 16 for how a key's next word begins: two bytes, which case endings leave alone in words of three. */
static inline uint16_t lexicon_next(struct str word) {
    uint32_t two = (unsigned char)word.p[0] |
                   (uint32_t)(word.n > 1 ? (unsigned char)word.p[1] : ' ') << 8;
    return (uint16_t)(1u << (two * 0x9E3779B1u >> 28));
}

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
    uint32_t file, file_n, line; /* the row: name of its file without folders; line 0: no row */
    uint32_t form, forms;        /* its forms: so many of by_entry from there on */
    uint32_t kind;
    uint32_t area; /* the entry of the place that it lies in, + 1; 0: not said */
};

struct lexicon {
    const char *map; /* the file */
    size_t size;
    const unsigned char
        *tags; /* a byte of each slot's hash, 0 for an empty one; slots are 24 bytes, these
                                * stay in the cache */
    const struct lexicon_slot *slots;
    const struct lexicon_form *forms;
    const struct lexicon_entry *entries;
    const uint32_t *by_entry; /* indices of forms, those of one entry side by side, as in its row */
    const uint32_t *values;   /* which forms are of months and currencies */
    const char *strings;
    uint32_t slot_mask, n_forms, n_entries, n_values, n_strings;
};

/* The header, as it stands in the file. */
struct lexicon_header {
    char magic[8];
    uint64_t slots, tags, forms, entries, by_entry, values, strings; /* offsets */
    uint32_t n_slots, n_forms, n_entries, n_values, n_strings;       /* n_slots is a power of two */
    uint32_t zero;
    uint64_t checksum;        /* XXH3 of all bytes behind the header */
    uint64_t header_checksum; /* XXH3 of the header up to here */
};

/* Opens a file. False: `message` says why, and nothing is left open. */
bool lexicon_open(struct lexicon *l, const char *path, char *message, size_t size);
void lexicon_close(struct lexicon *l);

/* Looks at the checksum and at every index. NULL, or what is wrong. */
const char *lexicon_verify(const struct lexicon *l);

/* The slot of a key, or NULL. Its forms are those from `form` on. */
const struct lexicon_slot *lexicon_find(const struct lexicon *l, struct str key);

extern const struct lexicon_entry lexicon_no_entry; /* what a damaged file has */

static inline const struct lexicon_entry *lexicon_entry(const struct lexicon *l,
                                                        const struct lexicon_form *f) {
    if (f->entry >= l->n_entries) return &lexicon_no_entry;
    const struct lexicon_entry *e = &l->entries[f->entry];
    return e->kind < LEX_KINDS ? e : &lexicon_no_entry;
}

/* The place that an entry lies in, or NULL. */
static inline const struct lexicon_entry *lexicon_area(const struct lexicon *l,
                                                       const struct lexicon_entry *e) {
    return e->area && e->area <= l->n_entries ? &l->entries[e->area - 1] : NULL;
}

enum { LEXICON_ENTRY_FORMS = 4096 }; /* what an entry has beyond, only a damaged file claims */

/* How many forms an entry has, and the i-th of them. */
static inline uint32_t lexicon_forms(const struct lexicon *l, const struct lexicon_entry *e) {
    uint32_t rest = e->form < l->n_forms ? l->n_forms - e->form : 0;
    if (rest > LEXICON_ENTRY_FORMS) rest = LEXICON_ENTRY_FORMS;
    return e->forms < rest ? e->forms : rest;
}
extern const struct lexicon_form lexicon_no_form; /* what a damaged file has: no text */

static inline const struct lexicon_form *lexicon_form(const struct lexicon *l,
                                                      const struct lexicon_entry *e, uint32_t i) {
    uint32_t at = l->by_entry[e->form + i];
    return at < l->n_forms ? &l->forms[at] : &lexicon_no_form;
}

static inline struct str lexicon_str(const struct lexicon *l, uint32_t at, uint32_t n) {
    if ((uint64_t)at + n > l->n_strings) n = 0;
    return (struct str){l->strings + (n ? at : 0), n};
}

#endif
