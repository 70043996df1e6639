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
    enum rule drop;        /* why it is taken out; RULE_NONE: it stays */
    bool joins;            /* goes on where the kept block before it was cut */
    bool wrapped;          /* its lines are one line, cut at a width */
    bool far;              /* a blank line stands before it */
    bool starts_article;   /* the first block of a further article of the page */
    uint8_t note;          /* number of the footnote that it is; 0: none */
    int64_t repeats;       /* index of the block that it repeats, or -1 */
    uint64_t hash;         /* of its words */
    struct str clean;      /* of HTML: its words without markup */
    uint32_t run, run_end; /* of HTML: of the runs that it is made of */
};

struct html_run;

enum { NOTE_MAX = 256 };

struct blocks {
    struct doc *doc;
    struct str text;
    bool markdown;
    bool html;
    struct str title;            /* of HTML: what <title> says, without the site's name */
    const struct html_run *runs; /* of HTML: pieces of text in the order of the source */
    bool notes;        /* lines like "[2] http://…": then [2] behind a word is a footnote mark */
    uint8_t marks[32]; /* bit set of footnote numbers that the text refers to (up to 255) */
    uint32_t
        anchors[NOTE_MAX]; /* byte of the new text where the mark of a note was, + 1; 0: none */
    VEC(struct block) list;
};

/* Cuts the text into blocks, one for each line or hard-wrapped paragraph, and finds out whether it
 * is Markdown. */
void extract_blocks(struct blocks *b, struct doc *d);

/* The same for a page of HTML, whose tags say what each block is (extract_html.c). */
void extract_html(struct blocks *b, struct doc *d);
bool extract_is_html(struct str text);
void extract_html_inline(struct text *t, const struct block *k, const struct blocks *b);

/* A hash of the words alone, so that a title repeats itself in bold or with other blanks. Of a long
 * text only the ends: two that are alike have to be compared. */
uint64_t extract_hash(struct str s);
bool extract_same_words(struct str a, struct str b);

/* Fills kind, skip, drop, joins of every block. */
void extract_classify(struct blocks *b);

/* Takes out running heads (extract_running.c). Kinds must be there. */
void extract_running(struct blocks *b);

/* Marks where further articles of the page begin (extract_articles.c). Kinds must be there. */
void extract_articles(struct blocks *b);

/* Writes block `k` through `t` (which stands at k->begin) without its markup, and notes in b->anchors
 * where footnote marks were. */
void extract_inline(struct text *t, const struct block *k, struct blocks *b);

/* What a line says of itself (extract_lines.c). `s` is trimmed. */
bool extract_is_crumb(struct str s);      /* TT, Read more, Lexo edhe: … */
bool extract_is_caption(struct str s);    /* ends with a credit, or begins with Photo:, Table 1: */
bool extract_is_credit(struct str s);     /* (Reuters), Foto: Tanjug: nothing but a credit */
bool extract_is_byline(struct str s);     /* By Jane Smith, Piše: … */
bool extract_is_date(struct str s);       /* nothing but a date or a time */
bool extract_is_dateline(struct str s);   /* a place in capitals, perhaps with a date or agency */
bool extract_is_toc_line(struct str s);   /* ends with dots or a tab and a page number */
bool extract_is_contents(struct str s);   /* heads a table of contents */
bool extract_is_references(struct str s); /* heads a list of sources */
bool extract_is_imprint(struct str s);    /* heads a part of an imprint: Published by, Izdavač */
bool extract_is_disclaimer(struct str s); /* The views expressed here …, All rights reserved */
/* Ends with . ! ? … : ; perhaps behind quotes, brackets, emphasis and footnote marks. */
bool extract_ends_sentence(struct str s);

/* The text of a block behind its block markup. */
static inline struct str block_text(const struct blocks *b, const struct block *k) {
    return b->html ? k->clean : str_sub(b->text, k->begin + k->skip, k->end);
}

/* Line ends between block i and the one before: 1 in one paragraph, 2 with a blank line. */
static inline unsigned extract_gap(const struct blocks *b, uint32_t i) {
    unsigned lines = 0;
    for (uint32_t at = i ? b->list.v[i - 1].end : 0; at < b->list.v[i].begin; at++)
        lines += b->text.p[at] == '\n';
    return lines;
}

/* --- *** ___ === : a line drawn with characters. */
static inline bool extract_is_rule(struct str s) {
    if (s.n < 3 || (s.p[0] != '-' && s.p[0] != '*' && s.p[0] != '_' && s.p[0] != '=')) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != s.p[0] && s.p[i] != ' ') return false;
    return true;
}

#endif
