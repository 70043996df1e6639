/* SPDX-License-Identifier: MIT */
/* Private to the extract stage: HTML. A page becomes parts (the inline content between two block
 * borders) in the order of the tree, each with runs of text; which parts are the article is decided
 * over them; then runs are put in the order of the source and become blocks. The door to gumbo. */
#ifndef IBER_EXTRACT_HTML_H
#define IBER_EXTRACT_HTML_H

#include <gumbo.h>

#include "extract.h"

/* Bytes of the source that are text, or stand for text. */
struct html_run {
    uint32_t begin, end;
    uint32_t part;
    char before; /* a blank, tab or line end that a <br> or a cell's border before it means, or 0 */
    bool pre;    /* line ends are kept */
    enum rule rule;  /* RULE_NONE: the bytes themselves; else they are replaced with `with` */
    struct str with; /* of an entity */
};

struct html_part {
    uint32_t element;           /* the innermost that is listed */
    uint32_t run, run_end;      /* of the list of runs */
    size_t clean, clean_end;    /* of the buffer `clean` */
    uint32_t bytes, link_bytes; /* without blanks */
    uint32_t list;              /* element of the list or table that it is a row of, or 0 */
    uint8_t level;              /* h1 … h6: 1 … 6; else 0 */
    bool title;                 /* says what the page calls itself */
    bool article;               /* begins one of several */
    enum zone_kind kind;        /* ZONE_BODY where the tags say nothing */
    enum rule drop;
};

/* What the tags and their class words say of an element. */
enum html_role { ROLE_NONE, ROLE_BOILER, ROLE_ARTICLE, ROLE_MAIN, ROLE_TEXT };

struct html_element {
    uint32_t parent;      /* index; element 0 is the page */
    uint32_t first, last; /* parts inside: [first, last) */
    GumboTag tag;
    enum html_role role;
    bool boiler; /* it, or one around it */
};

struct html {
    struct doc *doc;
    struct str text;  /* as parsed: tags beyond the limits are comments there */
    struct buf clean; /* words of all parts */
    VEC(struct html_run) runs;
    VEC(struct html_part) parts;
    VEC(struct html_element) elements;
    struct str title;    /* <title> */
    struct str headline; /* og:title, or that of JSON-LD */
    struct html_fact {   /* what the page states of itself, and how well: extract_html_meta.c */
        struct str value;
        uint8_t rank;
    } facts[8];
    unsigned scripts; /* of JSON-LD so far */
};

static inline struct str html_clean(const struct html *h, const struct html_part *p) {
    return (struct str){h->clean.p + p->clean, p->clean_end - p->clean};
}

/* Fills runs, parts, elements and facts of `h`. */
void extract_html_walk(struct html *h, const GumboNode *root);

/* Nothing but blanks, no-break spaces, and what cannot be seen. */
bool extract_html_is_empty(struct str s);

/* A copy of `text` in which tags nested too deep (and what else makes a parser slow) are comments of
 * the same length; `text` itself when there are none. *first is the byte of the first of them. */
struct str extract_html_guard(struct arena *a, struct str text, bool *changed, uint32_t *first);

/* Length of the tag, end tag or comment at s[i] == '<', up to the end when it is not closed; 0 when it
 * is text. */
size_t extract_html_tag(struct str s, size_t i);

/* What a text node holds, piece by piece: `put` is called in the order of the source. */
struct html_piece {
    uint32_t begin, end;
    struct str with; /* p == NULL: the bytes themselves */
};
typedef void html_put(void *to, const struct html_piece *piece);
void extract_html_align(struct str text, const GumboText *node, html_put *put, void *to);

/* What class, id, role and tag say of an element (extract_html_words.c). */
enum html_role extract_html_role(const GumboElement *e);
enum zone_kind extract_html_kind(const GumboElement *e); /* ZONE_BODY: nothing */
bool extract_html_hidden(const GumboElement *e);
/* Heads a list of other pages: Related, Lexo edhe, Povezane vesti … */
bool extract_html_is_aside(struct str line);
bool extract_html_is_tool(struct str line); /* Share, Print, Rate this */

/* Decides kind and drop of every part; returns the one that is the title, or the number of parts. */
uint32_t extract_html_main(struct html *h);

/* Of a line (extract_html_compare.c). */
bool extract_html_is_imprint(struct str s);   /* © 2020 The Paper. All rights reserved. */
bool extract_html_has_letter(struct str s);   /* not only digits, bullets, stars */
bool extract_html_has_year(struct str s);     /* a year, and a day or more */
bool extract_html_is_address(struct str s);   /* "Address of this page: http://…" */
bool extract_html_is_signature(struct str s); /* "Interview: Ana Krasniqi" */
unsigned extract_html_count_digits(struct str s);

/* How well a part fits what the page says that it is called: 0 not at all, 3 the same. */
int extract_html_fits(struct str part, struct str title);
/* Drops short parts of [first, last) whose sentences all stand in a longer one. */
void extract_html_pull_quotes(struct html *h, uint32_t first, uint32_t last, uint32_t title);

/* <title>, <meta>, <link>, JSON-LD, <html lang> into doc->meta. */
void extract_html_meta(struct html *h, const GumboNode *node);
/* Behind the walk: title and headline without the site's name. */
void extract_html_meta_title(struct html *h);
/* Fills doc->meta; `shown` is the title that the page shows, or empty. */
void extract_html_meta_end(struct html *h, struct str shown);
/* A JSON-LD script: its article's fields. */
struct html_article {
    struct str title, published, modified, url, site, description, language, author;
    bool is_article;
};
bool extract_html_json(struct doc *d, struct str json, struct html_article *out);

#endif
