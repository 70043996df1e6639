/* SPDX-License-Identifier: MIT */
/* What was changed in a text, and how its names were decided: --explain. */
#ifndef IBER_EXPLAIN_H
#define IBER_EXPLAIN_H

#include "jsonl.h"

/* Appends lines of columns parted by tabs. All begin with: id, start in the text, first and last byte
 * of the source, a word that says what the line is.
 *
 * First one line for each edit: the word is its rule; then before, after. `before` is empty where the
 * source is not at hand (records read back).
 *
 * Then, where names were decided, one for each of them ("entity") and for each candidate (kept, same,
 * unlikely, rule, overlap: FATE_MAP), by their place: text, type, subtype, id, method, score; and of
 * candidates support, belief, gain, and the name that stands there: its text, type, method. Scores have
 * a point and three digits; support is empty where the tagger was not asked.
 *
 * Tab, line end, backslash and bytes that are no UTF-8 are written as \t \n \\ \xNN. */
void explain_write(struct buf *out, const struct doc *d, const struct jsonl_style *style);

#endif
