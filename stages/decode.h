/* SPDX-License-Identifier: MIT */
/* Parts of the stage decode: what its files share. */
#ifndef IBER_DECODE_H
#define IBER_DECODE_H

#include "stage.h"
#include "text.h"
#include "utf8.h"

/* Code pages that texts of the region come in, the likely ones first: where two say the same the
 * first is taken. The last row is for another one that a document declares. */
enum {
    PAGE_1250,
    PAGE_1251,
    PAGE_1252,
    PAGE_8859_2,
    PAGE_8859_5,
    PAGE_KOI8_R,
    PAGE_852,
    PAGE_855,
    PAGE_MAC_CYRILLIC,
    PAGES,
    PAGE_OTHER = PAGES,
    PAGE_ROWS,
    NO_PAGE = -1
};

enum {
    WARNINGS = 8,    /* places that are named one by one */
    LOOK = 64 << 10, /* bytes that are looked at for a judgement of the whole */
};

/* What a byte is under a code page: for the letter statistics of decode_guess.c. */
struct sign {
    uint8_t kind, flags, context;
    int8_t weight; /* how usual it is: about 2^weight of the bytes from 0x80 */
};

struct page {
    const char *name;
    uint16_t point[128];    /* of the bytes from 0x80; 0: none */
    struct sign sign[256];
};

struct UConverter;
struct uchardet;

struct decode {
    struct page page[PAGE_ROWS];
    char other_name[40];          /* of PAGE_OTHER, or of the converter */
    uint64_t utf8[256];           /* decode_unicode.c: steps of the automaton */
    struct uchardet *detector;    /* made at the first need */
    struct UConverter *converter; /* the one used last */
};

/* How well bytes fit each code page, in bits. */
struct fit {
    int64_t score[PAGE_ROWS];
    size_t high; /* bytes from 0x80 that were looked at */
    int rows;    /* PAGES, or PAGE_ROWS where PAGE_OTHER is asked as well */
};

/* decode_unicode.c */
void utf8_steps(uint64_t *steps);
/* Length of the longest valid beginning. */
size_t valid_prefix(const struct decode *s, struct str bytes);
/* The byte order mark in front: its length; *unit is the bytes of a unit, *big the order. */
unsigned mark_of(struct str raw, unsigned *unit, bool *big);
/* UTF-16 without a mark: 'L', 'B', or 0. */
char utf16_order(struct str raw);
void from_units(struct doc *d, unsigned unit, bool big, unsigned mark);

/* decode_pages.c: the door to uchardet and to ICU's converters */
bool pages_open(struct decode *s);
void pages_close(struct decode *s);
/* Makes `name` PAGE_OTHER, or the converter for from_converter(). False: ICU does not know it. */
bool page_other(struct decode *s, struct str name, bool *single_byte);
/* Can the converter read these bytes without a fault? */
bool converter_fits(struct decode *s, struct str bytes);
/* The whole text through the converter. */
void from_converter(struct decode *s, struct doc *d);
/* What uchardet says; "" for nothing, and NULL when it cannot start. */
const char *detect(struct decode *s, struct str bytes);

/* decode_guess.c */
void page_signs(struct page *p);
/* How usual byte i of `bytes` is there, in bits (0 or less). */
int sign_score(const struct page *p, struct str bytes, size_t i);
/* The sum over all bytes from 0x80; *odd counts those that no text should have. */
int64_t page_score(const struct page *p, struct str bytes, size_t *odd);
void fit_open(struct fit *f, bool other);
void fit_add(const struct decode *s, struct fit *f, struct str bytes);
int fit_best(const struct fit *f);
/* Is a code point one of those that texts have? For UTF-8 that may be chance. */
bool is_usual(uint32_t c);
/* Is the best page good enough not to ask anybody else? */
bool is_sure(const struct fit *f, int best);

/* decode_lines.c: bytes that are not all UTF-8 */
enum status from_lines(struct decode *s, struct doc *d, struct str declared);

/* decode_declared.c */
/* The charset that a document says it has, as it says it; empty: none. */
struct str declared_charset(const struct doc *d);
/* The name of a label: "latin1" → windows-1252. The label itself where the table lacks it. */
struct str charset_name(struct str label);
int page_named(struct str name);

#endif
