/* SPDX-License-Identifier: MIT */
/* The tree of a page, walked once without recursion: what stands between two block borders becomes a
 * part, its text runs. Elements that matter are listed in the order in which they begin. */
#include "extract_html.h"
#include "utf8.h"

enum {
    CELL_MAX = 300, /* bytes in the cell of a table for data */
    LABEL_MAX = 30, /* bytes beside a byline or date that share its line */
};

/* What holds for all that an element has inside. */
struct inside {
    uint32_t element, list;
    const GumboNode *style; /* innermost <b>, <font> …: a line of its own often is a heading */
    enum zone_kind kind;
    uint8_t level;
    bool link, pre, row, heading_cell;
};

struct frame {
    const GumboNode *node;
    unsigned child;
    bool block;
    struct inside in;
};

struct walk {
    struct html *html;
    VEC(struct frame) frames;
    bool open;              /* a part is */
    bool blank;             /* the last byte of `clean` is */
    unsigned breaks;        /* <br> since the last text */
    char before;            /* what the next text has in front */
    const GumboNode *style; /* of the line so far */
    bool mixed;             /* the line has several styles */
};

/* Blanks, no-break spaces, and what cannot be seen. */
bool extract_html_is_empty(struct str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s.p, &i);
        if (c > ' ' && c != 0xA0 && c != 0xAD && c != 0xFEFF && !(c >= 0x200B && c <= 0x200F))
            return false;
    }
    return true;
}

/* Ends the part that is open. */
static void flush(struct walk *w) {
    struct html *h = w->html;
    w->breaks = 0, w->before = 0, w->style = NULL, w->mixed = false;
    if (!w->open) return;
    w->open = false;
    struct html_part *p = &h->parts.v[h->parts.n - 1];
    p->run_end = h->runs.n;
    p->clean_end = h->clean.n;
    while (p->clean_end > p->clean && is_space(h->clean.p[p->clean_end - 1])) p->clean_end--;
}

static void open_part(struct walk *w, const struct inside *in) {
    struct html *h = w->html;
    struct html_part *p = vec_push(h->doc->arena, &h->parts);
    p->element = in->element;
    p->list = in->list;
    p->kind = in->kind;
    p->level = in->level;
    p->run = h->runs.n;
    p->clean = h->clean.n;
    w->open = w->blank = true;
    w->before = 0;
}

static uint32_t add_clean(struct walk *w, struct str s, bool pre) {
    struct buf *out = &w->html->clean;
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = is_space(s.p[i]);
        if (!space) n++, buf_byte(out, s.p[i]);
        else if (!w->blank) buf_byte(out, pre && s.p[i] == '\n' ? '\n' : ' ');
        w->blank = space;
    }
    return n;
}

struct put {
    struct walk *walk;
    const struct inside *in;
};

static void put_piece(void *to, const struct html_piece *piece) {
    struct walk *w = ((struct put *)to)->walk;
    const struct inside *in = ((struct put *)to)->in;
    struct html *h = w->html;
    struct str s = piece->with.p ? piece->with : str_sub(h->text, piece->begin, piece->end);
    bool visible = !extract_html_is_empty(s);
    if (visible && w->open && w->breaks == 1 && !in->pre) {
        bool line = !w->mixed && w->style != in->style;
        if (line) flush(w);
    }
    if (!visible && !w->open) return;
    if (!w->open) open_part(w, in);
    if (visible && w->breaks == 0)
        w->mixed = w->mixed || (w->style != in->style && w->html->parts.v[h->parts.n - 1].bytes);
    if (visible && w->breaks) w->mixed = false;
    if (visible) w->breaks = 0, w->style = in->style;
    struct html_part *p = &h->parts.v[h->parts.n - 1];
    struct html_run *r = vec_push(h->doc->arena, &h->runs);
    r->begin = piece->begin, r->end = piece->end;
    r->part = h->parts.n - 1;
    r->pre = in->pre;
    if (visible && p->bytes) {
        r->before = w->before;
        if (w->before) {
            if (!w->blank || w->before != ' ') buf_byte(&h->clean, w->before);
            w->blank = true;
        }
    }
    if (visible) w->before = 0;
    if (piece->with.p) {
        r->rule = RULE_ENTITY;
        r->with = str_eq(s, STR("\u00A0")) ? STR(" ") : s;
    }
    uint32_t n = add_clean(w, piece->with.p ? r->with : s, in->pre);
    p->bytes += n;
    if (in->link) p->link_bytes += n;
}

static void put_break(struct walk *w, const struct inside *in) {
    if (!w->open) return;
    if (++w->breaks >= 2 && !in->pre && !in->row) flush(w);
    else w->before = in->pre ? '\n' : w->before ? w->before : ' ';
}

static bool is_inline(GumboTag tag) {
    static const uint8_t inlines[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_A] = 1,      [GUMBO_TAG_ABBR] = 1,  [GUMBO_TAG_ACRONYM] = 1,
        [GUMBO_TAG_B] = 1,      [GUMBO_TAG_BDI] = 1,   [GUMBO_TAG_BDO] = 1,
        [GUMBO_TAG_BIG] = 1,    [GUMBO_TAG_CITE] = 1,  [GUMBO_TAG_CODE] = 1,
        [GUMBO_TAG_DATA] = 1,   [GUMBO_TAG_DEL] = 1,   [GUMBO_TAG_DFN] = 1,
        [GUMBO_TAG_EM] = 1,     [GUMBO_TAG_FONT] = 1,  [GUMBO_TAG_I] = 1,
        [GUMBO_TAG_IMG] = 1,    [GUMBO_TAG_INS] = 1,   [GUMBO_TAG_KBD] = 1,
        [GUMBO_TAG_LABEL] = 1,  [GUMBO_TAG_MARK] = 1,  [GUMBO_TAG_NOBR] = 1,
        [GUMBO_TAG_Q] = 1,      [GUMBO_TAG_RB] = 1,    [GUMBO_TAG_RT] = 1,
        [GUMBO_TAG_RUBY] = 1,   [GUMBO_TAG_S] = 1,     [GUMBO_TAG_SAMP] = 1,
        [GUMBO_TAG_SMALL] = 1,  [GUMBO_TAG_SPAN] = 1,  [GUMBO_TAG_STRIKE] = 1,
        [GUMBO_TAG_STRONG] = 1, [GUMBO_TAG_SUB] = 1,   [GUMBO_TAG_SUP] = 1,
        [GUMBO_TAG_TIME] = 1,   [GUMBO_TAG_TT] = 1,    [GUMBO_TAG_U] = 1,
        [GUMBO_TAG_VAR] = 1,    [GUMBO_TAG_WBR] = 1,   [GUMBO_TAG_UNKNOWN] = 1,
        [GUMBO_TAG_RP] = 1,     [GUMBO_TAG_BLINK] = 1, [GUMBO_TAG_BASEFONT] = 1,
        [GUMBO_TAG_OUTPUT] = 1, [GUMBO_TAG_SPACER] = 1};
    return inlines[tag];
}

/* Elements whose content is not text of the page. */
static bool is_out(const GumboElement *e) {
    switch (e->tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_RP: return true;
    default: return extract_html_hidden(e);
    }
}

/* Is a cell nothing but a few words? Looks at its children only, so that tables in tables cost no
 * more than tables. */
static bool is_small_cell(const GumboElement *cell) {
    size_t bytes = 0;
    for (unsigned i = 0; i < cell->children.length; i++) {
        const GumboNode *n = cell->children.data[i];
        if (n->type == GUMBO_NODE_ELEMENT && !is_inline(n->v.element.tag) &&
            n->v.element.tag != GUMBO_TAG_BR && n->v.element.tag != GUMBO_TAG_P)
            return false;
        if (n->type == GUMBO_NODE_TEXT) bytes += n->v.text.original_text.length;
    }
    return bytes < CELL_MAX;
}

/* Tables for data have at least two rows of at least two small cells; others lay out the page. */
static bool is_data_row(const GumboElement *row, unsigned *wide, unsigned *heads) {
    unsigned cells = 0;
    for (unsigned i = 0; i < row->children.length; i++) {
        const GumboNode *n = row->children.data[i];
        if (n->type != GUMBO_NODE_ELEMENT) continue;
        if (!is_small_cell(&n->v.element)) return false;
        *heads += n->v.element.tag == GUMBO_TAG_TH;
        cells++;
    }
    *wide += cells > 1;
    return true;
}

static bool is_data_table(const GumboElement *table) {
    unsigned wide = 0, heads = 0;
    const GumboAttribute *role = gumbo_get_attribute(&table->attributes, "role");
    if (role && (role->value[0] == 'p' || role->value[0] == 'n')) return false; /* presentation */
    for (unsigned i = 0; i < table->children.length; i++) {
        const GumboNode *body = table->children.data[i];
        if (body->type != GUMBO_NODE_ELEMENT || body->v.element.tag == GUMBO_TAG_CAPTION) continue;
        for (unsigned k = 0; k < body->v.element.children.length; k++) {
            const GumboNode *row = body->v.element.children.data[k];
            if (row->type != GUMBO_NODE_ELEMENT || row->v.element.tag != GUMBO_TAG_TR) continue;
            if (!is_data_row(&row->v.element, &wide, &heads)) return false;
        }
    }
    return wide >= 2 || heads >= 2;
}

/* A number in brackets, or a star: */
static bool is_mark_text(const GumboNode *n, int depth) {
    if (n->type == GUMBO_NODE_TEXT) {
        struct str s = str_trim(str_of(n->v.text.text));
        for (size_t i = 0; i < s.n; i++)
            if (!is_digit(s.p[i]) && s.p[i] != '[' && s.p[i] != ']' && s.p[i] != '*') return false;
        return s.n > 0 && s.n <= 5;
    }
    if (n->type != GUMBO_NODE_ELEMENT || n->v.element.children.length != 1 || depth > 3)
        return false;
    return is_mark_text(n->v.element.children.data[0], depth + 1);
}

/* <sup><a href="#note1">1</a></sup>: a footnote's mark, not m<sup>2</sup>. */
static bool is_note_mark(const GumboElement *e) {
    if (e->tag != GUMBO_TAG_SUP || e->children.length != 1) return false;
    const GumboNode *n = e->children.data[0];
    return n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == GUMBO_TAG_A && is_mark_text(n, 0);
}

/* Bytes of text among the children themselves. */
static size_t own_text(const GumboNode *node) {
    size_t n = 0;
    if (node->type != GUMBO_NODE_ELEMENT) return 0;
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        const GumboNode *c = node->v.element.children.data[i];
        if (c->type == GUMBO_NODE_TEXT) n += str_trim(str_of(c->v.text.text)).n;
    }
    return n;
}

/* Inline elements that a page shows as a line of their own: author and date side by side, a share
 * bar, the credit of a picture. */
static bool is_line(const GumboNode *node, const struct inside *around, enum html_role role) {
    const GumboElement *e = &node->v.element;
    if (e->tag == GUMBO_TAG_A || around->row) return false;
    if (role == ROLE_BOILER) return true;
    const GumboNode *first = e->children.data[0];
    if (around->kind == ZONE_CAPTION && first->type == GUMBO_NODE_TEXT)
        return extract_is_credit(str_trim(str_of(first->v.text.text)));
    enum zone_kind kind = extract_html_kind(e);
    return (kind == ZONE_BYLINE || kind == ZONE_DATE) && around->level == 0 &&
           own_text(node->parent) < LABEL_MAX;
}

static uint32_t add_element(struct walk *w, const struct inside *in, GumboTag tag,
                            enum html_role role) {
    struct html *h = w->html;
    struct html_element *e = vec_push(h->doc->arena, &h->elements);
    *e = (struct html_element){in->element, h->parts.n, h->parts.n, tag, role, false};
    return h->elements.n - 1;
}

static bool is_style(const GumboElement *e) {
    return e->tag == GUMBO_TAG_B || e->tag == GUMBO_TAG_STRONG || e->tag == GUMBO_TAG_FONT ||
           e->tag == GUMBO_TAG_I || e->tag == GUMBO_TAG_EM || e->tag == GUMBO_TAG_BIG ||
           e->tag == GUMBO_TAG_SMALL || e->tag == GUMBO_TAG_SPAN;
}

/* What the tag means for what is inside. */
static void set_inside(struct walk *w, struct inside *in, const GumboNode *node) {
    const GumboElement *e = &node->v.element;
    switch (e->tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
        in->level = (uint8_t)(e->tag - GUMBO_TAG_H1 + 1);
        in->kind = ZONE_HEADING;
        break;
    case GUMBO_TAG_A: in->link = gumbo_get_attribute(&e->attributes, "href") != NULL; break;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT: in->pre = true; break;
    case GUMBO_TAG_LI: in->kind = in->level ? in->kind : ZONE_LIST; break;
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL: in->list = w->html->elements.n; break;
    case GUMBO_TAG_TABLE:
        if (is_data_table(e)) in->list = w->html->elements.n, in->kind = ZONE_TABLE;
        break;
    case GUMBO_TAG_TR: in->row = in->kind == ZONE_TABLE; break;
    default: {
        enum zone_kind kind = extract_html_kind(e);
        if (kind != ZONE_BODY && in->kind != ZONE_TABLE && !in->level) in->kind = kind;
    }
    }
    if (is_style(e)) in->style = node;
}

static void enter(struct walk *w, const GumboNode *node, const struct inside *around) {
    const GumboElement *e = &node->v.element;
    struct inside in = *around;
    extract_html_meta(w->html, node);
    if (e->tag == GUMBO_TAG_BR) put_break(w, around);
    if (e->tag == GUMBO_TAG_HR) flush(w);
    if (e->tag == GUMBO_TAG_HEAD || e->children.length == 0) {
        if (e->tag == GUMBO_TAG_HEAD)
            for (unsigned i = 0; i < e->children.length; i++)
                if (((const GumboNode *)e->children.data[i])->type == GUMBO_NODE_ELEMENT)
                    extract_html_meta(w->html, e->children.data[i]);
        return;
    }
    if (is_out(e) || is_note_mark(e)) return;
    bool source = e->tag == GUMBO_TAG_FOOTER && around->kind == ZONE_QUOTE; /* who said it */
    enum html_role role = e->tag == GUMBO_TAG_A || source ? ROLE_NONE : extract_html_role(e);
    bool block = is_inline(e->tag) ? is_line(node, around, role) : !around->row,
         cell = e->tag == GUMBO_TAG_TD || e->tag == GUMBO_TAG_TH;
    if (block) flush(w);
    else if (around->row && !is_inline(e->tag) && w->open)
        w->before = cell ? '\t' : w->before ? w->before : ' ';
    set_inside(w, &in, node);
    if (block || role != ROLE_NONE) in.element = add_element(w, around, e->tag, role);
    struct frame *f = vec_push(w->html->doc->arena, &w->frames);
    *f = (struct frame){node, 0, block, in};
}

void extract_html_walk(struct html *h, const GumboNode *root) {
    struct walk *w = arena_alloc(h->doc->arena, sizeof *w);
    struct inside in = {.kind = ZONE_BODY};
    *w = (struct walk){.html = h};
    add_element(w, &in, GUMBO_TAG_HTML, ROLE_NONE);
    enter(w, root, &in);
    while (w->frames.n) {
        struct frame *f = &w->frames.v[w->frames.n - 1];
        if (f->child == f->node->v.element.children.length) {
            if (f->block) flush(w);
            w->html->elements.v[f->in.element].last = w->html->parts.n;
            w->frames.n--;
            continue;
        }
        const GumboNode *n = f->node->v.element.children.data[f->child++];
        struct inside here = f->in;
        struct put put = {w, &here};
        if (n->type == GUMBO_NODE_ELEMENT) enter(w, n, &here);
        else if (n->type != GUMBO_NODE_COMMENT && n->type != GUMBO_NODE_TEMPLATE)
            extract_html_align(w->html->text, &n->v.text, put_piece, &put);
    }
    w->html->elements.v[0].last = w->html->parts.n;
}
