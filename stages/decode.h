/* SPDX-License-Identifier: MIT */
/* Private to the stage decode: Unicode forms, code pages, what a page declares. */
#ifndef IBER_DECODE_H
#define IBER_DECODE_H

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "stage.h"
#include "text.h"

enum { PAGES = 5, WARNINGS = 8, LOOK = 64 << 10 };

struct decode {
    uint16_t page[PAGES][128]; /* code points of the bytes from 0x80; 0: none */
    uchardet_t detector;       /* made when a document first needs it */
    UConverter *other;         /* for a code page beyond those above */
};

/* Unicode (decode_unicode.c) */

/* Length of the longest valid beginning. */
size_t utf8_valid(struct str s);

/* Complete sequences of several bytes, and places that are no UTF-8. A sequence that the end of the
 * text cuts off is in neither. */
struct utf8_count {
    size_t good, wrong;
    bool cut;
};
struct utf8_count utf8_look(struct str s);

/* Nearly UTF-8: bad sequences become U+FFFD, one for each, between bytes `from` and `to` of the old
 * text; *wrong counts them over several calls. */
void utf8_mend(struct text *t, size_t to, size_t *wrong);
void utf8_mended(struct doc *d, size_t wrong);

/* 'L', 'B': UTF-16 of this order, by its byte order mark or its bytes; 'l', 'b': UTF-32 with a mark;
 * 0: neither. `low`: there are enough low bytes for one without a mark. *bom: bytes of the mark. */
char unicode_form(struct str raw, bool low, uint32_t *bom);
void from_unicode(struct doc *d, char form, uint32_t bom);

/* Code pages (decode_pages.c) */

bool pages_open(struct decode *s);
/* The page of these bytes, by their letters; *sure: nothing else needs to be asked. */
int page_guess(const struct decode *s, struct str bytes, long *score, bool *sure);
/* How much the bytes look like a text of the region in this page. */
long page_score(const struct decode *s, int page, struct str bytes);
const char *page_name(int page);
int page_of(const char *name);
/* Writes the old text up to `to` through the page. */
void page_mend(const struct decode *s, int page, struct text *t, size_t to, size_t *wrong);
void page_mended(struct doc *d, int page, size_t wrong);
/* Any other code page, through ICU. False when ICU does not know it. */
bool from_converter(struct decode *s, struct doc *d, const char *name);

/* What the document says of itself (decode_declared.c): the name, as ICU calls it, of the charset that
 * the transport or the head of an HTML page declares; "" when there is none. `label`: as written. */
struct str declared_charset(struct doc *d, struct str *label);

#endif
