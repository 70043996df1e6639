/* SPDX-License-Identifier: MIT */
/* What the parts of import.c share: a row being made. */
#ifndef IBER_IMPORT_ROWS_H
#define IBER_IMPORT_ROWS_H

#include <string.h>

#include "import.h"
#include "str.h"

enum { CELL = 4096, FORM = 400, COLUMNS = 64 };

/* A row being made. */
struct import_row {
    char id[100];
    const char *type, *subtype;
    unsigned char rank; /* build_rank() of its people, or what stands for it; 0: none */
    char cell[4][CELL]; /* en, sq, sr, more */
    size_t n[4];
};

struct import {
    FILE *out;
    const char *name;
    unsigned long line, rows;
    unsigned faults;
    const char *type; /* of what says none itself, or NULL */
    uint64_t *seen;   /* owned: hashes of ids, open addressing, 0 is empty */
    size_t seen_n, seen_size;
    const struct import_names *names;
    unsigned column[COLUMNS]; /* of the header: what each holds */
};

enum { EN, SQ, SR, MORE };

/* Says what is wrong with the line at hand. printf-like. */
void import_fault(struct import *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a form to a cell (EN SQ SR MORE): Cyrillic becomes Latin; what is in another script, or there
 * already, is left out. */
void import_form(struct import_row *r, int cell, struct str form);

/* False, and said: it is no id of a gazetteer. */
bool import_id(struct import *m, struct import_row *r, struct str id);
bool import_is_id(struct str id);

/* Was an id there before? It is from now on. */
bool import_seen(struct import *m, const char *id);
void import_put(struct import *m, struct import_row *r);

/* Forms between separators. */
void import_forms(struct import_row *r, int cell, struct str forms, char sep);

/* PER LOC ORG MISC, with the subtype of what does not say. */
void import_type(struct import_row *r, const char *type);

/* A whole number in ASCII digits, a sign before it; 0: it is none. */
uint64_t import_number(struct str s);

/* What a feature code of GeoNames (PPLA, STM …) says: GPE, LOC or FAC; and the rank of a place of that
 * kind. */
const char *import_subtype(struct str code);
unsigned char import_code_rank(struct str code);

/* One line of each source. The header is false, and said, when it has no column id. */
bool import_table_header(struct import *m, struct str line);
void import_table_row(struct import *m, struct str line);
void import_geonames(struct import *m, struct str line);

/* One line of a Wikidata dump (import_wikidata.c). */
void import_wikidata(struct import *m, struct str line);

#endif
