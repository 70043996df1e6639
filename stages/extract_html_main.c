/* SPDX-License-Identifier: MIT */
/* Which parts of a page are the article. Parts weigh by their sentences outside of links; the article
 * is the smallest element that holds nearly all the weight, with the title before it; in it, what
 * class words, links and headings like "Related" say is none of it goes. A page without an article,
 * a front page, keeps all that is not navigation. */
#include "extract_html.h"
#include "utf8.h"

enum {
    LONG = 60,         /* bytes of a paragraph that is told by its length */
    TEXT_MIN = 40,     /* … that has weight, if it ends like a sentence */
    ARTICLE_MIN = 240, /* weight of a page with an article */
    HOLDS = 80,        /* per cent of the weight that the smallest element must hold */
    CARD_MAX = 700,    /* weight of a teaser */
    TAG_MAX = 20,      /* bytes of a key word below the text */
    KICKER_MIN = 12,   /* bytes of a line above the title */
    LINE_MAX = 140,    /* bytes of a line with a date or an author */
    KICKER_MAX = 30,   /* bytes of a label between title and text: Reading 3 min */
};

struct main {
    struct html *h;
    uint64_t *weight;     /* of the parts before each, n + 1 of them */
    bool *teaser;         /* of each element */
    bool *inside;         /* each element is in an article, or is one */
    uint32_t title;       /* part, or the number of parts */
    uint32_t first, last; /* the article's parts */
    bool several;         /* articles */
    uint32_t head;        /* first part of the element that the title stands in */
};

static uint64_t weight_of(const struct main *m, const struct html_element *e) {
    return m->weight[e->last] - m->weight[e->first];
}

static struct html_element *element_of(const struct main *m, uint32_t part) {
    return &m->h->elements.v[m->h->parts.v[part].element];
}

static bool is_linked(const struct html_part *p) {
    return p->link_bytes * 2 > p->bytes;
}

/* A paragraph of running text. */
static bool is_text(const struct html *h, const struct html_part *p) {
    return p->level == 0 && p->bytes >= LONG && p->link_bytes * 3 < p->bytes &&
           extract_ends_sentence(html_clean(h, p));
}

static void weigh(struct main *m) {
    struct html *h = m->h;
    for (uint32_t i = 0; i < h->parts.n; i++) {
        const struct html_part *p = &h->parts.v[i];
        uint32_t w = 0;
        bool sentence = p->level == 0 && p->bytes >= TEXT_MIN && p->link_bytes * 3 < p->bytes;
        if (sentence && extract_ends_sentence(html_clean(h, p))) w = p->bytes;
        else if (p->level == 0 && p->bytes >= LONG && !is_linked(p)) w = p->bytes / 3;
        if (p->kind == ZONE_LIST || p->kind == ZONE_TABLE) w /= 2;
        const struct html_element *e = element_of(m, i);
        if (e->boiler || m->teaser[p->element]) w = 0;
        m->weight[i + 1] = m->weight[i] + w;
    }
}

/* The part that is the page's title: a heading that says so, or a line that does. */
static void find_title(struct main *m) {
    struct html *h = m->h;
    int best = 0;
    m->title = h->parts.n;
    for (uint32_t i = 0; i < h->parts.n; i++) {
        const struct html_part *p = &h->parts.v[i];
        struct str s = html_clean(h, p);
        int fit = extract_html_fits(s, h->headline), other = extract_html_fits(s, h->title);
        if (other > fit) fit = other;
        if (fit == 0 || (fit == 1 && p->level != 1)) continue;
        int score = fit * 4 + (p->level == 1 ? 6 : p->level ? 3 : 0) - (is_linked(p) ? 4 : 0);
        if (score > best) best = score, m->title = i;
    }
}

/* Elements that are no text by their names, unless they hold most of the page or its title. */
static void find_boilerplate(struct main *m) {
    struct html *h = m->h;
    uint64_t all = m->weight[h->parts.n];
    for (uint32_t i = 1; i < h->elements.n; i++) {
        struct html_element *e = &h->elements.v[i];
        bool titled = m->title >= e->first && m->title < e->last;
        m->inside[i] = m->inside[e->parent] || e->role == ROLE_ARTICLE || e->role == ROLE_MAIN ||
                       e->role == ROLE_TEXT;
        bool head = e->tag == GUMBO_TAG_HEADER && !m->inside[i];
        bool named = (e->role == ROLE_BOILER || head) && !titled && weight_of(m, e) * 2 <= all;
        e->boiler = h->elements.v[e->parent].boiler || named;
    }
}

/* A card that leads to another page: a heading that is a link, with a line or two. */
static unsigned find_teasers(struct main *m) {
    struct html *h = m->h;
    unsigned n = 0;
    for (uint32_t i = 0; i < h->parts.n; i++) {
        const struct html_part *p = &h->parts.v[i];
        if (p->level == 0 || i == m->title || p->link_bytes * 5 < p->bytes * 4) continue;
        uint32_t card = h->elements.v[p->element].parent;
        if (card && h->elements.v[card].last - h->elements.v[card].first < 2)
            card = h->elements.v[card].parent;
        const struct html_element *e = &h->elements.v[card];
        bool titled = m->title >= e->first && m->title < e->last;
        if (card == 0 || titled || weight_of(m, e) > CARD_MAX) continue;
        m->teaser[card] = true;
        n++;
    }
    for (uint32_t i = 1; i < h->elements.n; i++)
        m->teaser[i] = m->teaser[i] || m->teaser[h->elements.v[i].parent];
    return n;
}

/* Paragraphs, and what else is never the article alone. */
static bool is_small(GumboTag tag) {
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_BLOCKQUOTE ||
           tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ||
           tag == GUMBO_TAG_FIGURE;
}

/* The smallest element that holds nearly all the weight. */
static uint32_t find_article(const struct main *m) {
    const struct html *h = m->h;
    uint32_t *best = arena_alloc(h->doc->arena, h->elements.n * sizeof *best);
    memset(best, 0, h->elements.n * sizeof *best);
    for (uint32_t i = 1; i < h->elements.n; i++) {
        const struct html_element *e = &h->elements.v[i];
        uint32_t b = best[e->parent];
        if (is_small(e->tag)) continue;
        if (b == 0 || weight_of(m, e) > weight_of(m, &h->elements.v[b])) best[e->parent] = i;
    }
    uint32_t at = 0;
    while (best[at]) {
        const struct html_element *e = &h->elements.v[at], *in = &h->elements.v[best[at]];
        if (e->role == ROLE_ARTICLE) break;
        if (weight_of(m, in) * 100 < weight_of(m, e) * HOLDS) break;
        at = best[at];
    }
    return at;
}

/* Articles side by side, each with a heading and a text. Returns how many. */
static unsigned find_articles(struct main *m, bool mark) {
    struct html *h = m->h;
    unsigned n = 0;
    uint64_t held = 0;
    uint32_t behind = 0;
    for (uint32_t i = 1; i < h->elements.n; i++) {
        const struct html_element *e = &h->elements.v[i];
        if (e->role != ROLE_ARTICLE || e->boiler || e->first < behind ||
            weight_of(m, e) < ARTICLE_MIN)
            continue;
        unsigned texts = 0, heads = 0;
        for (uint32_t p = e->first; p < e->last; p++) {
            texts += is_text(h, &h->parts.v[p]);
            heads += h->parts.v[p].level > 0 && h->parts.v[p].level < 4;
        }
        behind = e->last;
        if (texts < 2 || heads < 1) continue;
        if (mark && n) h->parts.v[e->first].article = true;
        for (uint32_t p = e->first; mark && p < e->last; p++)
            if (h->parts.v[p].level > 0 && h->parts.v[p].level < 4) {
                h->parts.v[p].title = true;
                break;
            }
        if (n == 0) m->first = e->first;
        m->last = e->last;
        held += weight_of(m, e);
        n++;
    }
    return n > 1 && held * 100 >= m->weight[h->parts.n] * 60 ? n : 0;
}

static void drop(struct html_part *p) {
    p->drop = RULE_BOILERPLATE;
    p->kind = ZONE_BOILERPLATE;
}

/* The heading before the text, where no line says what <title> says. */
static void guess_title(struct main *m) {
    struct html *h = m->h;
    uint32_t text = m->first;
    if (m->title < h->parts.n) return;
    while (text < m->last && !is_text(h, &h->parts.v[text])) text++;
    for (unsigned level = 1; level <= 2 && m->title == h->parts.n; level++)
        for (uint32_t i = text; i-- > 0 && m->title == h->parts.n;)
            if (h->parts.v[i].level == level && !element_of(m, i)->boiler &&
                !is_linked(&h->parts.v[i]))
                m->title = i;
}

/* The range grows back to the title, and over paragraphs in the elements behind. */
static void extend(struct main *m, uint32_t article) {
    struct html *h = m->h;
    const struct html_element *e = &h->elements.v[article];
    uint32_t limit = h->elements.v[e->parent].last;
    if (m->title < m->first) m->first = m->title;
    if (m->title < m->last) {
        uint32_t around = h->elements.v[h->parts.v[m->title].element].parent;
        m->head = h->elements.v[around].first;
        if (m->head < m->first) m->first = m->head;
    }
    if (e->role == ROLE_ARTICLE) return;
    for (uint32_t i = m->last; i < limit; i++) {
        const struct html_part *p = &h->parts.v[i];
        if (element_of(m, i)->boiler || m->teaser[p->element] || p->level) break;
        if (extract_html_is_aside(html_clean(h, p)) || extract_html_is_imprint(html_clean(h, p)))
            break;
        if (is_text(h, p)) m->last = i + 1;
    }
}

/* A heading like "Related", and all that it heads. Returns the part behind. */
static uint32_t skip_aside(struct main *m, uint32_t i, uint32_t last) {
    struct html *h = m->h;
    uint32_t at = h->parts.v[i].element, end = i + 1;
    uint64_t all = m->weight[last] - m->weight[m->first];
    for (int up = 0; at && up < 3; up++, at = h->elements.v[at].parent) {
        const struct html_element *e = &h->elements.v[at];
        if (e->first < m->first || weight_of(m, e) * 4 > all) break;
        if (e->last > end && e->first + 2 >= i) end = e->last < last ? e->last : last;
    }
    while (end < last && !is_text(h, &h->parts.v[end]) &&
           (h->parts.v[end].level == 0 || is_linked(&h->parts.v[end])))
        end++;
    return end;
}

/* What may stand above the title: a line or two of its kind ("Court: final speeches"), a picture's
 * caption, text. */
static bool is_before_title(const struct main *m, uint32_t i) {
    const struct html *h = m->h;
    const struct html_part *p = &h->parts.v[i];
    struct str s = html_clean(h, p);
    if (p->kind == ZONE_CAPTION || is_text(h, p)) return true;
    bool words = p->bytes >= KICKER_MIN * (p->level ? 2u : 1u) && memchr(s.p, ' ', s.n) &&
                 !extract_html_has_year(s);
    return i >= m->head && i + 2 >= m->title && words && !extract_is_date(s);
}

/* What a part that stays is. `texts`: so many paragraphs have been before. Labels stand between the
 * title and the text, perhaps behind a lead. */
static void settle(struct main *m, uint32_t i, unsigned texts) {
    struct html *h = m->h;
    struct html_part *p = &h->parts.v[i];
    struct str s = html_clean(h, p);
    bool label = p->kind == ZONE_BYLINE || p->kind == ZONE_DATE;
    bool below = m->title < i || m->title == h->parts.n;
    bool line = !extract_ends_sentence(s) && s.n < LINE_MAX;
    if (p->level) p->kind = ZONE_HEADING;
    if (i == m->title || p->title) p->kind = ZONE_TITLE;
    else if (label && (is_text(h, p) || s.n > 160)) p->kind = ZONE_BODY;
    else if (label && texts > 0 && !line) drop(p);
    else if (label && texts > 1) drop(p);
    else if (p->kind != ZONE_BODY) return;
    else if (extract_is_caption(s)) p->kind = ZONE_CAPTION;
    else if (extract_is_byline(s) || (line && extract_html_is_signature(s))) p->kind = ZONE_BYLINE;
    else if (extract_is_date(s)) p->kind = ZONE_DATE;
    else if (below && texts < 2 && line && p->link_bytes) drop(p);
    else if (below && texts < 2 && line && extract_html_has_year(s)) p->kind = ZONE_DATE;
    else if (below && texts == 0 && line && p->bytes < KICKER_MAX && s.p[s.n - 1] != ',') drop(p);
}

/* Does a heading that is a link have its text below it, as on the pages of a blog? */
static bool heads_text(const struct main *m, uint32_t i) {
    uint32_t end = i + 1;
    while (end < m->last && m->h->parts.v[end].level == 0) end++;
    return m->weight[end] - m->weight[i] >= ARTICLE_MIN;
}

/* True when a part of the article's element is none of the article. */
static bool is_foreign(const struct main *m, uint32_t i) {
    const struct html *h = m->h;
    const struct html_part *p = &h->parts.v[i];
    struct str s = html_clean(h, p);
    if (i == m->title || p->title) return false;
    bool number = p->level || p->kind == ZONE_TABLE || p->kind == ZONE_LIST;
    if (element_of(m, i)->boiler || m->teaser[p->element]) return true;
    if (!extract_html_has_letter(s) && !(number && extract_html_count_digits(s))) return true;
    if (extract_is_disclaimer(s) || (s.n < 400 && extract_html_is_imprint(s))) return true;
    if (i < m->title && m->title < m->last && !m->several && !is_before_title(m, i)) return true;
    if (p->level && heads_text(m, i)) return false;
    return is_linked(p) && (p->level || p->bytes - p->link_bytes < LONG) && p->kind != ZONE_TABLE;
}

/* Goes over the article's parts; returns how many paragraphs there are. */
static unsigned classify(struct main *m) {
    struct html *h = m->h;
    unsigned texts = 0, all = 0; /* since the last title; on the page */
    for (uint32_t i = 0; i < h->parts.n;) {
        struct html_part *p = &h->parts.v[i];
        struct str s = html_clean(h, p);
        uint32_t end = i + 1;
        bool line = p->level || s.p[s.n - 1] == ':' || !extract_ends_sentence(s);
        if (p->article || (p->level && is_linked(p))) texts = 0;
        if (i < m->first || i >= m->last || is_foreign(m, i)) {
            drop(p);
        } else if (i != m->title && line && extract_html_is_aside(s)) {
            end = skip_aside(m, i, m->last);
            for (uint32_t k = i; k < end; k++) drop(&h->parts.v[k]);
        } else if (extract_is_crumb(s) || extract_html_is_tool(s) || extract_html_is_address(s)) {
            p->drop = RULE_CRUMB, p->kind = ZONE_CRUMB;
        } else if (extract_is_credit(s)) {
            p->drop = RULE_CRUMB, p->kind = ZONE_BYLINE;
        } else {
            settle(m, i, texts);
            bool text = p->drop == RULE_NONE && is_text(h, p);
            texts += text, all += text;
        }
        i = end;
    }
    return all;
}

/* Initials and "(end)" below the last paragraph. */
static void drop_signature(struct main *m) {
    struct html *h = m->h;
    for (uint32_t i = m->last; i-- > m->first;) {
        struct html_part *p = &h->parts.v[i];
        if (p->drop != RULE_NONE) continue;
        struct str s = html_clean(h, p);
        bool tag = p->kind == ZONE_LIST && p->bytes < TAG_MAX && extract_html_count_digits(s) == 0;
        if (!tag && (p->kind != ZONE_BODY || p->bytes >= KICKER_MAX)) return;
        if (extract_ends_sentence(s)) return;
        p->drop = RULE_CRUMB, p->kind = ZONE_CRUMB;
    }
}

/* A front page: what its cards say, and paragraphs between them. A page without any of that keeps all
 * but navigation. */
static void keep_teasers(struct main *m, bool cards) {
    struct html *h = m->h;
    uint32_t first = h->parts.n, last = 0;
    for (uint32_t i = 0; i < h->parts.n; i++) {
        struct html_part *p = &h->parts.v[i];
        bool link = is_linked(p) && p->bytes < LONG && !p->level;
        p->drop = RULE_NONE;
        if (p->kind == ZONE_BOILERPLATE || p->kind == ZONE_CRUMB) p->kind = ZONE_BODY;
        if (p->level) p->kind = i == m->title ? ZONE_TITLE : ZONE_HEADING;
        if (element_of(m, i)->boiler || link || !extract_html_has_letter(html_clean(h, p))) drop(p);
        if (!m->teaser[p->element]) continue;
        if (first == h->parts.n) first = i;
        last = i;
    }
    for (uint32_t i = 0; cards && i < h->parts.n; i++) {
        struct html_part *p = &h->parts.v[i];
        bool long_line = !is_linked(p) &&
                         (p->bytes >= LONG ||
                          (p->bytes >= KICKER_MAX && extract_ends_sentence(html_clean(h, p))));
        bool card = m->teaser[p->element] && (p->level || long_line || p->kind == ZONE_LIST);
        bool text = i >= first && i <= last && is_text(h, p);
        if (!card && !text && i != m->title) drop(p);
    }
}

uint32_t extract_html_main(struct html *h) {
    struct arena *a = h->doc->arena;
    struct main m = {.h = h};
    m.weight = arena_alloc(a, (h->parts.n + 1) * sizeof *m.weight);
    m.teaser = arena_alloc(a, h->elements.n);
    m.inside = arena_alloc(a, h->elements.n);
    memset(m.teaser, 0, h->elements.n);
    memset(m.inside, 0, h->elements.n);
    m.weight[0] = 0;
    find_title(&m);
    weigh(&m);
    find_boilerplate(&m);
    weigh(&m);
    uint64_t all = m.weight[h->parts.n];
    unsigned teasers = find_teasers(&m);
    weigh(&m);
    uint64_t text = m.weight[h->parts.n];
    bool titled = m.title < h->parts.n && h->parts.v[m.title].level == 1 &&
                  !is_linked(&h->parts.v[m.title]);
    bool front = text < (titled ? ARTICLE_MIN / 3 : ARTICLE_MIN) ||
                 (teasers >= 4 && text * 4 < all);
    if (front && (teasers >= 3 || m.title == h->parts.n)) {
        m.last = h->parts.n;
        guess_title(&m);
        keep_teasers(&m, teasers >= 3);
        return m.title;
    }
    m.several = find_articles(&m, false) > 1;
    if (m.several) {
        find_articles(&m, true);
    } else {
        uint32_t article = find_article(&m);
        m.first = h->elements.v[article].first, m.last = h->elements.v[article].last;
        guess_title(&m);
        extend(&m, article);
    }
    unsigned texts = classify(&m);
    drop_signature(&m);
    extract_html_pull_quotes(h, m.first, m.last, m.title);
    if (texts == 0) keep_teasers(&m, false);
    return m.title;
}
