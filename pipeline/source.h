/* SPDX-License-Identifier: MIT */
/* The way back, for people: the bytes of the source that a span of a record's text came from. */
#ifndef IBER_SOURCE_H
#define IBER_SOURCE_H

#include "input.h"
#include "jsonl.h"

struct source_request {
    const char *records; /* file of records, "-" is stdin */
    const char *span;    /* "START:END" in units of the record */
    const char *id;      /* of the record; NULL: the file has only one */
    enum offsets offsets;
    size_t max_bytes; /* of a document */
    struct jsonl_keys keys;
};

/* Writes the bytes to stdout. Returns the exit code: 0, or 2 with `message` saying why not. Where
 * the source is the text of a JSONL line, those are bytes of that text. */
int source_print(const struct source_request *r, char *message, size_t size);

#endif
