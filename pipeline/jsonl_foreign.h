/* SPDX-License-Identifier: MIT */
/* Private to jsonl_read.c: JSON objects that iber did not write. */
#ifndef IBER_JSONL_FOREIGN_H
#define IBER_JSONL_FOREIGN_H

#include <jansson.h>

#include "jsonl.h"

/* The text of `record` becomes the source of `d`, from the start of the chain; its other fields travel
 * in meta. What is taken out of it is no longer in `record`. */
void jsonl_foreign(struct doc *d, json_t *record, const struct jsonl_keys *keys);

/* A string or a whole number as the document's id; anything else is passed over. */
void jsonl_id(struct doc *d, const json_t *value);

void jsonl_add_meta(struct doc *d, const char *name, const json_t *value);

#endif
