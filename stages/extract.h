/* SPDX-License-Identifier: MIT */
/* Private to the extract stage: blocks of a page, and inline markup. */
#ifndef IBER_EXTRACT_H
#define IBER_EXTRACT_H

#include "stage.h"
#include "text.h"

struct block {
    uint32_t begin, end; /* of the old text, blanks around it left out */
    uint32_t skip;       /* bytes of block markup at its begin: "## ", "- " */
    enum zone_kind kind;
    enum rule drop;  /* why it is taken out; RULE_NONE: it stays */
    bool joins;      /* goes on where the kept block before it was cut */
    bool wrapped;    /* its lines are one line, cut at a width */
    bool far;        /* a blank line stands before it */
    int64_t repeats; /* index of the block that it repeats, or -1 */
    uint64_t hash;   /* of its words */
};

struct blocks {
    struct doc *doc;
    struct str text;
    bool markdown;
    bool notes;        /* lines like "[2] http://…": then [2] behind a word is a footnote mark */
    uint8_t marks[32]; /* bit set of footnote numbers that the text refers to (up to 255) */
    VEC(struct block) list;
};

/* Cuts the text into blocks, one for each line or hard-wrapped paragraph, and finds out whether it
 * is Markdown. */
void extract_blocks(struct blocks *b, struct doc *d);

/* Fills kind, skip, drop, joins of every block. */
void extract_classify(struct blocks *b);

/* Writes block `k` through `t` (which stands at k->begin) without its markup. */
void extract_inline(struct text *t, const struct block *k, const struct blocks *b);

/* The text of a block behind its block markup. */
static inline struct str block_text(const struct blocks *b, const struct block *k) {
    return str_sub(b->text, k->begin + k->skip, k->end);
}

/* --- *** ___ === : a line drawn with characters. */
static inline bool extract_is_rule(struct str s) {
    if (s.n < 3 || (s.p[0] != '-' && s.p[0] != '*' && s.p[0] != '_' && s.p[0] != '=')) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != s.p[0] && s.p[i] != ' ') return false;
    return true;
}

#endif
