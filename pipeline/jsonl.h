/* SPDX-License-Identifier: MIT */
/* The record: one JSON object a line (docs/record.md has the fields). Written by hand, read through
 * jansson, whose only door this is. A record that is written and read again is the document it was. */
#ifndef IBER_JSONL_H
#define IBER_JSONL_H

#include "buf.h"
#include "doc.h"

enum offsets { OFFSETS_CODEPOINT, OFFSETS_BYTE, OFFSETS_UTF16 };

struct jsonl_style {
    enum offsets offsets;
    bool keep_zones; /* zones that were taken out, too */
};

/* Appends the record of `d` and a newline. */
void jsonl_write(struct buf *out, const struct doc *d, const struct jsonl_style *style);

enum { JSONL_QUOTE_GROWTH = 6 };

/* Writes `s` as a JSON string with its quotes to `to`, JSONL_QUOTE_GROWTH * s.n + 2 bytes of room, and
 * returns its end. */
char *jsonl_quote(char *to, struct str s);

/* Where an object that is no record of ours has its text, id, title and date: "a.b.0"; NULL is "text",
 * "id", nowhere, nowhere. */
struct jsonl_keys {
    const char *text, *id, *title, *date;
};

/* Fills `d` (opened, with id and source as the input named them) from one line. Any JSON object with
 * a string at keys->text is a document; other fields go to d->meta as JSON text, the date also as
 * "published". An error record becomes a failed document that is written as it was read. Faults are
 * left in d->failure. `keys` may be NULL: all of them NULL. */
void jsonl_read(struct doc *d, struct str line, const struct jsonl_keys *keys);

/* To be called once before threads start: lets jansson take its memory from the document's arena. */
void jsonl_setup(void);

#endif
