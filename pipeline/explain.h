/* SPDX-License-Identifier: MIT */
/* What was changed in a text, and why, for people: --explain. */
#ifndef IBER_EXPLAIN_H
#define IBER_EXPLAIN_H

#include "jsonl.h"

/* Appends one line for each edit, its columns parted by tabs: id, start in the text, first and last
 * byte of the source, rule, before, after. Tab, line end, backslash and bytes that are no UTF-8 are
 * written as \t \n \\ \xNN. `before` is empty where the source is not at hand (records read back). */
void explain_write(struct buf *out, const struct doc *d, const struct jsonl_style *style);

#endif
