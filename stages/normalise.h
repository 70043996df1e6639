/* SPDX-License-Identifier: MIT */
/* The parts of normalise that undo a wrong reading of bytes: UTF-8 that was read as a code page
 * (normalise_mojibake.c), a code page that was read as another one (normalise_code_page.c). What is
 * likelier to be text is asked in normalise_likely.c. */
#ifndef IBER_NORMALISE_H
#define IBER_NORMALISE_H

#include "normalise_tables.h"
#include "text.h"

enum { PAGES_CHAR = 0x2600 }; /* the characters of code pages lie below, with one exception */

/* Bits of pages in which a character stands for a byte that begins a sequence of UTF-8 of two bytes,
 * of three or four, or that goes on with one. */
struct page_bits {
    uint16_t lead2, lead3, more;
};

struct pages {
    struct page_bits bits[PAGES_CHAR];
    uint8_t byte[PAGE_COUNT][PAGES_CHAR]; /* the byte of a character; 0: it has none */
};

void pages_setup(struct pages *p);
/* The byte that stands for `c` in a page, 0x80 and above; 0: none. */
uint8_t page_byte(const struct pages *p, enum page page, uint32_t c);

/* Repairs UTF-8 that was read as a code page. Both say whether they changed something. */
bool mojibake_repair(const struct pages *p, struct doc *d);
/* Repairs code pages that were read as another one, and C1 controls that are punctuation. */
bool code_page_repair(const struct pages *p, struct doc *d);

/* How unlikely these characters are in real text, between `before` (the two in front, the nearer one
 * last) and `after`: a sum over characters and neighbours, 0 for plain words. */
int unlikely(const uint32_t *c, size_t n, const uint32_t before[2], uint32_t after);

#endif
