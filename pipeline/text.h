/* SPDX-License-Identifier: MIT */
/* Changing the text with a way back. A stage that changes text goes through the old text once, from
 * left to right, and says for each piece whether it is kept, dropped or replaced; text_commit() then
 * puts the new text in place, composes the edits of this stage with those of the stages before it,
 * and moves the zones and languages along.
 *
 *     struct text t;
 *     text_open(&t, doc);
 *     text_keep(&t, 10);                       ten bytes as they are
 *     text_replace(&t, 3, STR("-"), RULE_HYPHEN);
 *     text_drop(&t, 4, RULE_ZERO_WIDTH);
 *     text_commit(&t);                         what is left over is kept */
#ifndef IBER_TEXT_H
#define IBER_TEXT_H

#include "buf.h"
#include "doc.h"

struct text {
    struct doc *doc;
    struct buf out;
    uint32_t at;            /* bytes of the old text gone through */
    VEC(struct edit) edits; /* raw: old text, text: new text */
};

void text_open(struct text *t, struct doc *d);
void text_keep(struct text *t, uint32_t n);
void text_replace(struct text *t, uint32_t n, struct str with, enum rule rule);
static inline void text_drop(struct text *t, uint32_t n, enum rule rule) {
    text_replace(t, n, (struct str){"", 0}, rule);
}
void text_commit(struct text *t);

/* Byte of the source where a span that begins (ends) at byte `at` of the text begins (ends): behind
 * (before) what was taken out there. */
uint32_t text_raw_begin(const struct doc *d, uint32_t at);
uint32_t text_raw_end(const struct doc *d, uint32_t at);

/* The same for a sentence's end: footnote marks and closing markup that were taken out there belong
 * to it. */
uint32_t text_raw_end_marked(const struct doc *d, uint32_t at);

#endif
