/* SPDX-License-Identifier: MIT */
/* The parts of the stage `values`: one scan over the text stops at digits, at currency signs and at
 * words whose first three letters may begin a month, a number or a currency code. Each part takes a
 * position and returns where the value that it pushed ends, or 0. No part looks back further than
 * one word, so the scan is linear. */
#ifndef IBER_VALUES_H
#define IBER_VALUES_H

#include "lexicon.h"
#include "stage.h"

enum {
    WORD_BYTES = 40,
    WORD_KEY = WORD_BYTES * 4, /* FOLD_GROWTH */
    PREFIXES = 27 * 27 * 27,
};

/* What a word may be, going by its first three letters. */
enum { PREFIX_MONTH = 1, PREFIX_CODE = 2, PREFIX_NUMBER = 4, PREFIX_CURRENCY = 8 };

struct values_state {
    const struct lexicon *lexicon;
    uint8_t prefix[PREFIXES];
};

struct scan {
    const struct values_state *state;
    struct doc *doc;
    const char *p; /* the text */
    size_t n;
    uint32_t sentence; /* the first that may hold the place at hand */
    enum lang lang;    /* of that sentence */
};

struct word {
    size_t begin, end;
    size_t n;
    char key[WORD_KEY]; /* folded */
};

/* ---- values_text.c: letters, gaps, words and sentence borders */

static inline bool values_letter(char c) { /* the first byte of a letter */
    unsigned char u = (unsigned char)c;
    if (u < 0x80) return is_ascii_alpha(c);
    return u >= 0xC3 && u != 0xE2 && u != 0xEF;
}

static inline char values_at(const struct scan *s, size_t at) { /* NUL behind the end */
    return at < s->n ? s->p[at] : '\0';
}

/* Behind the blank at `at`; `at` itself where there is none, or where a paragraph ends. */
size_t values_gap(const struct scan *s, size_t at);
/* Behind a hyphen, dash or minus; `at` itself where there is none. */
size_t values_dash(const struct scan *s, size_t at);
/* Behind the letters at `at`. */
size_t values_letters(const struct scan *s, size_t at);
/* Behind the digits at `at`; *value is their number, UINT32_MAX when that is too large. */
size_t values_digits(const struct scan *s, size_t at, uint32_t *value);

/* The word at, or that ends (with a blank, a hyphen or a dot behind it) before, a place. */
bool values_word(const struct scan *s, size_t at, struct word *w);
bool values_word_before(const struct scan *s, size_t at, struct word *w);
/* Is the word in a list like " in on since "? */
bool values_listed(const struct word *w, const char *list);
bool values_capital(const struct scan *s, const struct word *w);

bool values_starts_sentence(const struct scan *s, size_t at);
/* Is the dot before `at` the end of its sentence? */
bool values_ends_sentence(const struct scan *s, size_t at);

/* Number of the first three letters. */
unsigned values_prefix(const char *p, size_t n);

/* ---- values_words.c: what words mean */

enum term_kind {
    TERM_NUMBER,  /* two */
    TERM_HUNDRED, /* hundred: multiplies what is below ten */
    TERM_SCALE,   /* thousand */
    TERM_SINGLE,  /* milion, milijardu: a scale that may stand alone */
    TERM_SHORT,   /* bn */
    TERM_LETTER,  /* m: directly behind digits only */
    TERM_HALF,
    TERM_PERCENT,
};

struct term {
    const char *key;
    uint8_t kind, langs; /* bits of TERM_EN … */
    uint64_t value;
};

struct month {
    size_t begin, end;
    unsigned number;
    enum lang lang;
    bool capital;
    bool shortened; /* Sept. */
    struct word word;
};

struct currency {
    char code[4];
    size_t end;
    bool acronym, phrase; /* written as a code; of several words */
};

void values_prepare(struct values_state *state);
const struct term *values_term(const struct scan *s, const struct word *w);
/* With `foreign`, the languages of the pipeline other than the sentence's count too. */
bool values_month(const struct scan *s, size_t at, bool foreign, struct month *m);
/* A sign, a code, or words. */
bool values_currency(const struct scan *s, size_t at, struct currency *c);

/* ---- values_amount.c: 12.500 · 2,1 milionë · two and a half million */

enum { AMOUNT_ONE = 100000 }; /* amounts have five decimals */

struct amount {
    size_t end;
    uint64_t value; /* in units of 1/AMOUNT_ONE */
    uint64_t scale; /* of the scale word: 1, 1000, 1000000 … */
    bool digits;    /* the first word is digits */
    bool bare;      /* the first word is a scale */
};

/* `behind_sign`: €5 million two years later is € 5 million. */
bool values_amount(const struct scan *s, size_t at, bool behind_sign, struct amount *a);

/* ---- values_money.c */

size_t values_money(struct scan *s, size_t at);                 /* at a number */
size_t values_money_sign(struct scan *s, size_t at);            /* at $ € £ */
size_t values_money_code(struct scan *s, const struct word *w); /* at EUR */

/* ---- values_date.c and values_year.c */

struct date {
    unsigned year, month, day; /* 0: not said */
    unsigned month_end, day_end;
};

size_t values_date(struct scan *s, size_t at);       /* at a digit */
size_t values_date_month(struct scan *s, size_t at); /* at a month's name */
size_t values_year(struct scan *s, size_t at);       /* at a digit, alone */
size_t values_decade(struct scan *s, size_t at);     /* at ’90s */

/* Does what follows make a number a count? 2000 km, 2000 troops */
bool values_counts(const struct scan *s, size_t end);
/* The same for words that only count things where no "in" stands before the year. */
bool values_counts_people(const struct scan *s, size_t end);
/* Behind ". godine" and the like, behind a Serbian year. */
size_t values_year_tail(const struct scan *s, size_t end);
bool values_year_word(const struct scan *s, size_t end);

/* ---- values.c */

void values_push(struct scan *s, size_t begin, size_t end, enum entity_type type, struct str value);

#endif
