/* SPDX-License-Identifier: MIT */
/* The parser's time grows with the number of open elements, and it opens formatting elements again in
 * every block. So the tags are gone over first, once, with the rules by which HTML opens and closes
 * elements, simplified so that never fewer are thought open than the parser will have. Tags beyond
 * the limits become comments of the same length. */
#include "extract_html.h"

enum {
    DEPTH_MAX = 600,      /* pages have up to 60 */
    FORMATTING_MAX = 100, /* open at once */
    ATTRIBUTES_MAX = 256, /* of one tag */
    PAGE_TAGS_MAX = 8,    /* <html> and <body>, whose attributes are put together */
    TAG_COST = 1500,      /* bytes that the parser and this stage take for a tag with its text */
    ATTRIBUTE_COST = 200,
    FORMATTING_COST = 300,
    REOPENED_MIN = 100000, /* elements that the parser may open again, and more in long pages */
    REOPENED_SHARE = 16,
    ADOPTION_COST = 50, /* elements that closing <b> around a <div> may copy */
};

/* How an element behaves; see https://html.spec.whatwg.org/#special */
enum kind {
    ORDINARY,   /* span, unknown ones: closed across formatting elements only */
    SPECIAL,    /* div, ul: closed with all inside, up to a border of scope */
    SCOPE,      /* object, table: such a border */
    FORMATTING, /* b, a: closed alone, opened again elsewhere */
    CELL,       /* td, th, caption */
    ITEM,       /* li; dd and dt: close the one before */
    VOID,       /* br, img */
    IMPLIED,    /* p, tr, option …: never one in the other without another element between */
    RAW,        /* script: everything up to its end tag */
    PAGE,       /* html, head, body */
};

static enum kind kind_of(GumboTag tag) {
    static const uint8_t kinds[GUMBO_TAG_LAST + 1] = {
#define K(tag, kind) [GUMBO_TAG_##tag] = kind
        K(A, FORMATTING),      K(B, FORMATTING),
        K(BIG, FORMATTING),    K(CODE, FORMATTING),
        K(EM, FORMATTING),     K(FONT, FORMATTING),
        K(I, FORMATTING),      K(NOBR, FORMATTING),
        K(S, FORMATTING),      K(SMALL, FORMATTING),
        K(STRIKE, FORMATTING), K(STRONG, FORMATTING),
        K(TT, FORMATTING),     K(U, FORMATTING),
        K(APPLET, SCOPE),      K(MARQUEE, SCOPE),
        K(OBJECT, SCOPE),      K(TABLE, SCOPE),
        K(TEMPLATE, SCOPE),    K(SVG, SCOPE),
        K(MATH, SCOPE),        K(SELECT, SCOPE),
        K(TD, CELL),           K(TH, CELL),
        K(CAPTION, CELL),      K(LI, ITEM),
        K(DD, ITEM),           K(DT, ITEM),
        K(AREA, VOID),         K(BASE, VOID),
        K(BASEFONT, VOID),     K(BGSOUND, VOID),
        K(BR, VOID),           K(COL, VOID),
        K(EMBED, VOID),        K(FRAME, VOID),
        K(HR, VOID),           K(IMAGE, VOID),
        K(IMG, VOID),          K(INPUT, VOID),
        K(KEYGEN, VOID),       K(LINK, VOID),
        K(META, VOID),         K(PARAM, VOID),
        K(SOURCE, VOID),       K(TRACK, VOID),
        K(WBR, VOID),          K(P, IMPLIED),
        K(TR, IMPLIED),        K(TBODY, IMPLIED),
        K(THEAD, IMPLIED),     K(TFOOT, IMPLIED),
        K(COLGROUP, IMPLIED),  K(OPTION, IMPLIED),
        K(FORM, IMPLIED),      K(HTML, PAGE),
        K(HEAD, PAGE),         K(BODY, PAGE),
        K(SCRIPT, RAW),        K(STYLE, RAW),
        K(TEXTAREA, RAW),      K(TITLE, RAW),
        K(IFRAME, RAW),        K(NOEMBED, RAW),
        K(NOFRAMES, RAW),      K(XMP, RAW),
        K(ADDRESS, SPECIAL),   K(ARTICLE, SPECIAL),
        K(ASIDE, SPECIAL),     K(BLOCKQUOTE, SPECIAL),
        K(BUTTON, SPECIAL),    K(CENTER, SPECIAL),
        K(DETAILS, SPECIAL),   K(DIR, SPECIAL),
        K(DIV, SPECIAL),       K(DL, SPECIAL),
        K(FIELDSET, SPECIAL),  K(FIGCAPTION, SPECIAL),
        K(FIGURE, SPECIAL),    K(FOOTER, SPECIAL),
        K(H1, SPECIAL),        K(H2, SPECIAL),
        K(H3, SPECIAL),        K(H4, SPECIAL),
        K(H5, SPECIAL),        K(H6, SPECIAL),
        K(HEADER, SPECIAL),    K(HGROUP, SPECIAL),
        K(LISTING, SPECIAL),   K(MAIN, SPECIAL),
        K(MENU, SPECIAL),      K(NAV, SPECIAL),
        K(OL, SPECIAL),        K(PRE, SPECIAL),
        K(SECTION, SPECIAL),   K(SUMMARY, SPECIAL),
        K(UL, SPECIAL)
#undef K
    };
    return (enum kind)kinds[tag];
}

struct guard {
    struct arena *arena;
    struct str text;
    char *copy; /* made when the first tag has to go */
    uint32_t first;
    struct open {
        uint16_t tag;
        uint64_t name; /* hash, of one that HTML does not know */
    } open[DEPTH_MAX];
    uint32_t depth, formatting;
    uint32_t count[GUMBO_TAG_LAST + 1]; /* of each tag in `open` */
    uint32_t page_tags;
    uint64_t cost, budget; /* bytes */
    uint64_t reopened;
};

static void blank_out(struct guard *g, size_t i, size_t n) {
    if (g->copy == NULL) {
        g->copy = arena_alloc(g->arena, g->text.n);
        memcpy(g->copy, g->text.p, g->text.n);
        g->first = (uint32_t)i;
    }
    if (n < 3 || g->text.p[i + n - 1] != '>') { /* never closed: the end of the text */
        memset(g->copy + i, ' ', n);
        return;
    }
    memset(g->copy + i, ' ', n);
    memcpy(g->copy + i, "<!", 2);
    g->copy[i + n - 1] = '>';
}

static void take_out(struct guard *g, uint32_t at) {
    GumboTag tag = g->open[at].tag;
    g->count[tag]--;
    g->formatting -= kind_of(tag) == FORMATTING;
    memmove(g->open + at, g->open + at + 1, (g->depth - at - 1) * sizeof *g->open);
    g->depth--;
}

/* Closes what is at `at` and above. Formatting elements above stay: the parser opens them again. */
static void close_from(struct guard *g, uint32_t at, bool formatting) {
    uint32_t k = at;
    for (uint32_t i = at; i < g->depth; i++) {
        GumboTag tag = g->open[i].tag;
        bool stays = i > at && !formatting && kind_of(tag) == FORMATTING;
        if (stays) {
            g->open[k++] = g->open[i];
        } else {
            g->count[tag]--;
            g->formatting -= kind_of(tag) == FORMATTING;
        }
    }
    g->depth = k;
}

/* Inside <select> and foreign elements other rules hold: nothing is closed by the way there. */
static bool is_strange(const struct guard *g) {
    return g->count[GUMBO_TAG_SELECT] || g->count[GUMBO_TAG_SVG] || g->count[GUMBO_TAG_MATH];
}

/* The innermost table, if a template does not come first; *cell is a cell inside it, or g->depth. */
static bool find_table(const struct guard *g, uint32_t *table, uint32_t *cell) {
    *cell = g->depth;
    if (g->count[GUMBO_TAG_TABLE] == 0) return false;
    for (uint32_t i = g->depth; i-- > 0;) {
        if (g->open[i].tag == GUMBO_TAG_TEMPLATE) return false;
        if (kind_of(g->open[i].tag) == CELL && *cell == g->depth) *cell = i;
        *table = i;
        if (g->open[i].tag == GUMBO_TAG_TABLE) return true;
    }
    return false;
}

static bool is_border(GumboTag tag) {
    return kind_of(tag) == SCOPE || kind_of(tag) == CELL;
}

static void end_tag(struct guard *g, GumboTag tag, uint64_t name) {
    enum kind kind = kind_of(tag);
    uint32_t table, cell;
    if (tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TABLE) {
        if (is_strange(g) || !find_table(g, &table, &cell)) return;
        if (cell < g->depth) close_from(g, cell, true);
        if (tag == GUMBO_TAG_TABLE) close_from(g, table, false);
        return;
    }
    if (g->count[tag] == 0) return;
    if (g->count[GUMBO_TAG_SELECT] && tag != GUMBO_TAG_SELECT) return;
    for (uint32_t i = g->depth; i-- > 0;) {
        GumboTag at = g->open[i].tag;
        if (at == tag && g->open[i].name == name) {
            if (kind == FORMATTING && i + 1 < g->depth) g->reopened += ADOPTION_COST;
            if (kind == FORMATTING || tag == GUMBO_TAG_SELECT) take_out(g, i);
            else close_from(g, i, kind == CELL || tag == GUMBO_TAG_TEMPLATE);
            return;
        }
        bool list = tag == GUMBO_TAG_LI && (at == GUMBO_TAG_OL || at == GUMBO_TAG_UL);
        bool special = kind_of(at) == SPECIAL || kind_of(at) == ITEM || is_border(at);
        if (is_border(at) || list || (kind == ORDINARY && special)) return;
        if ((tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH || tag == GUMBO_TAG_SELECT) && special)
            return;
    }
}

/* An element that is closed by the begin of this one. */
static void close_before(struct guard *g, GumboTag tag) {
    uint32_t table, cell;
    enum kind kind = kind_of(tag);
    bool row = kind == CELL || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TBODY ||
               tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT;
    if (tag == GUMBO_TAG_INPUT || tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_SELECT) {
        for (uint32_t i = g->depth; g->count[GUMBO_TAG_SELECT] && i-- > 0;)
            if (g->open[i].tag == GUMBO_TAG_SELECT) take_out(g, i);
    } else if (is_strange(g)) {
        return;
    } else if (row) {
        if (find_table(g, &table, &cell) && cell < g->depth) close_from(g, cell, true);
    } else if (tag == GUMBO_TAG_TABLE) {
        if (find_table(g, &table, &cell) && cell == g->depth) close_from(g, table, false);
    } else if (tag == GUMBO_TAG_A && g->count[tag]) {
        for (uint32_t i = g->depth; i-- > 0 && !is_border(g->open[i].tag);)
            if (g->open[i].tag == GUMBO_TAG_A) {
                take_out(g, i);
                break;
            }
    } else if (kind == ITEM &&
               g->count[GUMBO_TAG_LI] + g->count[GUMBO_TAG_DD] + g->count[GUMBO_TAG_DT]) {
        for (uint32_t i = g->depth; i-- > 0;) {
            GumboTag at = g->open[i].tag;
            if (kind_of(at) == ITEM && (at == GUMBO_TAG_LI) == (tag == GUMBO_TAG_LI)) {
                close_from(g, i, false);
                return;
            }
            if ((kind_of(at) == SPECIAL && at != GUMBO_TAG_DIV && at != GUMBO_TAG_ADDRESS) ||
                is_border(at) || kind_of(at) == ITEM)
                return;
        }
    }
}

static uint64_t hash_name(struct str s) {
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)(s.p[i] | 32)) * 1099511628211u;
    return h;
}

static unsigned attributes(struct str tag) {
    unsigned n = 0; /* not fewer than there are */
    for (size_t i = 1; i < tag.n; i++)
        n += (is_space(tag.p[i - 1]) || tag.p[i - 1] == '/' || tag.p[i - 1] == '"' ||
              tag.p[i - 1] == '\'') &&
             !is_space(tag.p[i]);
    return n;
}

/* False when the tag is too much. */
static bool start_tag(struct guard *g, GumboTag tag, uint64_t name, struct str s) {
    enum kind kind = kind_of(tag);
    unsigned n = attributes(s);
    uint32_t table, cell;
    close_before(g, tag);
    g->cost += TAG_COST + n * (uint64_t)ATTRIBUTE_COST;
    if (kind != FORMATTING && kind != ORDINARY && kind != VOID) {
        g->cost += g->formatting * (uint64_t)FORMATTING_COST;
        g->reopened += g->formatting;
    }
    if (g->reopened > REOPENED_MIN + g->text.n / REOPENED_SHARE) g->cost = g->budget + 1;
    if (n > ATTRIBUTES_MAX) return false;
    if (g->cost > g->budget && kind != RAW) return false; /* a script must not become text */
    if (kind == PAGE && ++g->page_tags > PAGE_TAGS_MAX) return false;
    bool foreign = g->count[GUMBO_TAG_SVG] || g->count[GUMBO_TAG_MATH];
    if (foreign && str_ends(s, STR("/>"))) return true;
    if (!foreign && (kind == VOID || kind == IMPLIED || kind == RAW || kind == PAGE)) return true;
    if (kind == CELL && (is_strange(g) || !find_table(g, &table, &cell))) kind = ORDINARY;
    if (g->depth == DEPTH_MAX || (kind == FORMATTING && g->formatting == FORMATTING_MAX))
        return false;
    if (kind == ORDINARY && kind_of(tag) == CELL) return true; /* outside of tables: ignored */
    g->open[g->depth++] = (struct open){(uint16_t)tag, name};
    g->count[tag]++;
    g->formatting += kind == FORMATTING;
    return true;
}

/* Where the content of a raw element ends: at its end tag; here, when there is none. */
static size_t raw_end(struct str s, size_t i, struct str name) {
    const char *p = s.p + i;
    while ((p = memmem(p, (size_t)(s.p + s.n - p), "</", 2)) != NULL) {
        size_t k = (size_t)(p - s.p) + 2, n = 0;
        while (n < name.n && k + n < s.n && (s.p[k + n] | 32) == (name.p[n] | 32)) n++;
        if (n == name.n && k + n < s.n &&
            (is_space(s.p[k + n]) || s.p[k + n] == '>' || s.p[k + n] == '/'))
            return (size_t)(p - s.p);
        p += 2;
    }
    return 0;
}

struct str extract_html_guard(struct arena *a, struct str text, bool *changed, uint32_t *first) {
    struct guard *g = arena_alloc(a, sizeof *g);
    *g = (struct guard){.arena = a, .text = text, .budget = (a->size - a->used) / 2};
    bool endless[GUMBO_TAG_LAST + 1] = {false}; /* raw elements that nothing ends any more */
    const char *p;
    for (size_t i = 0; (p = memchr(text.p + i, '<', text.n - i)) != NULL;) {
        i = (size_t)(p - text.p);
        size_t n = extract_html_tag(text, i), name = i + 1;
        if (n == 0) {
            i++;
            continue;
        }
        bool end = text.p[name] == '/';
        if (end) name++;
        size_t stop = name;
        while (stop < i + n && !is_space(text.p[stop]) && text.p[stop] != '>' &&
               text.p[stop] != '/')
            stop++;
        struct str word = str_sub(text, name, stop);
        bool tag_like = word.n && is_ascii_alpha(word.p[0]);
        GumboTag tag = tag_like && word.n < 32 ? gumbo_tagn_enum(word.p, (unsigned)word.n)
                                               : GUMBO_TAG_UNKNOWN;
        uint64_t hash = tag == GUMBO_TAG_UNKNOWN ? hash_name(word) : 0;
        if (end && tag_like) end_tag(g, tag, hash);
        else if (tag_like && !start_tag(g, tag, hash, str_sub(text, i, i + n))) blank_out(g, i, n);
        i += n;
        if (end || !tag_like || kind_of(tag) != RAW || is_strange(g) || endless[tag]) continue;
        size_t raw = raw_end(text, i, word);
        if (raw) i = raw;
        else endless[tag] = true;
    }
    *changed = g->copy != NULL;
    *first = g->first;
    return g->copy ? (struct str){g->copy, text.n} : text;
}
