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
void import_put(struct import *m, struct import_row *r);

/* One line of a Wikidata dump (import_wikidata.c). */
void import_wikidata(struct import *m, struct str line);

#endif
