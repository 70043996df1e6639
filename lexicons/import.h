/* SPDX-License-Identifier: MIT */
/* Other people's gazetteers as rows of ours (README.md): GeoNames dumps, tables as of Who's On First,
 * Wikidata JSON dumps. Read line by line, so that a dump of any size takes little memory. Used by the
 * compiler only. */
#ifndef IBER_IMPORT_H
#define IBER_IMPORT_H

#include <stdbool.h>
#include <stdio.h>

enum import_from {
    IMPORT_GEONAMES, /* allCountries.txt, XK.txt …: 19 columns without a header */
    IMPORT_WOF, /* TSV with a header: id, type, country, en, sq, sr_latn, sr_cyrl, other, hr, bs, mk … */
    IMPORT_WIKIDATA /* a JSON array, one entity a line */
};

/* "geonames", "wof", "wikidata". False: another word. */
bool import_from_word(const char *word, enum import_from *from);

struct import_names; /* GeoNames: names by language, of the table alternateNames */

struct import_request {
    enum import_from from;
    FILE *in, *out;
    const char *name; /* of the input, for messages */
    const char
        *type;   /* PER, LOC, ORG, MISC: of entities that do not say; NULL: they are left out */
    bool header; /* write the header line first */
    const struct import_names *names; /* NULL: none */
};

/* Reads all of the input and writes rows. Ids stay as they are in the data (wd:Q…, gn:…). What cannot
 * be a row is left out; lines at fault are named on stderr. Returns the number of rows; *faults counts
 * lines at fault. */
unsigned long import_rows(const struct import_request *q, unsigned *faults);

/* Reads alternateNames.txt or alternateNamesV2.txt, of which English, Albanian, Serbian, Croatian,
 * Bosnian and Macedonian names are kept in memory. NULL: memory is short, and said. */
struct import_names *import_names_read(FILE *in, const char *name, unsigned *faults);
void import_names_free(struct import_names *names);

#endif
