/* SPDX-License-Identifier: MIT */
/* What the page says of itself: <title>, OpenGraph, article:…, Dublin Core, JSON-LD, <link>, <html lang>.
 * Each field is taken from where it is stated best; what the input brought along stays. */
#include "extract_html.h"

enum { TITLE_MAX = 1000, SCRIPTS_MAX = 32 }; /* bytes of a title; JSON-LD that is looked at */

enum field { TITLE, AUTHOR, PUBLISHED, MODIFIED, URL, SITE, DESCRIPTION, LANGUAGE, FIELDS };

static const char *const field_words[FIELDS] = {"title", "author", "published",   "modified",
                                                "url",   "site",   "description", "language"};

/* Names of <meta>; the better source has the higher rank. */
static const struct row {
    const char *name;
    enum field field;
    uint8_t rank;
} rows[] = {
    {"og:title", TITLE, 8},
    {"twitter:title", TITLE, 4},
    {"dc.title", TITLE, 5},
    {"dcterms.title", TITLE, 5},
    {"author", AUTHOR, 6},
    {"article:author", AUTHOR, 5},
    {"article:author_name", AUTHOR, 6},
    {"dc.creator", AUTHOR, 4},
    {"dcterms.creator", AUTHOR, 4},
    {"parsely-author", AUTHOR, 4},
    {"sailthru.author", AUTHOR, 3},
    {"twitter:data1", AUTHOR, 1},
    {"article:published_time", PUBLISHED, 8},
    {"og:article:published_time", PUBLISHED, 7},
    {"datepublished", PUBLISHED, 6},
    {"date", PUBLISHED, 4},
    {"pubdate", PUBLISHED, 5},
    {"publish_date", PUBLISHED, 5},
    {"publication_date", PUBLISHED, 5},
    {"dc.date", PUBLISHED, 4},
    {"dc.date.issued", PUBLISHED, 5},
    {"dcterms.date", PUBLISHED, 4},
    {"dcterms.created", PUBLISHED, 4},
    {"dcterms.issued", PUBLISHED, 5},
    {"article:modified_time", MODIFIED, 8},
    {"og:updated_time", MODIFIED, 6},
    {"datemodified", MODIFIED, 6},
    {"dcterms.modified", MODIFIED, 5},
    {"last-modified", MODIFIED, 3},
    {"og:url", URL, 7},
    {"dc.identifier", URL, 2},
    {"og:site_name", SITE, 8},
    {"application-name", SITE, 3},
    {"dc.publisher", SITE, 4},
    {"og:description", DESCRIPTION, 6},
    {"description", DESCRIPTION, 7},
    {"dc.description", DESCRIPTION, 4},
    {"content-language", LANGUAGE, 4},
    {"dc.language", LANGUAGE, 5},
    {"dcterms.language", LANGUAGE, 5},
    {"og:locale", LANGUAGE, 3},
};

static struct str value_of(const GumboElement *e, const char *name) {
    const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
    return a ? str_trim(str_of(a->value)) : STR("");
}

/* Blanks folded. */
static struct str folded(struct doc *d, struct str s) {
    struct buf out;
    buf_open(&out, d->arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        if (!is_space(s.p[i])) buf_byte(&out, s.p[i]);
        else if (out.n && out.p[out.n - 1] != ' ') buf_byte(&out, ' ');
    }
    return str_trim(buf_view(&out));
}

static bool is_date(struct str s) {
    return s.n >= 10 && is_digit(s.p[0]) && is_digit(s.p[3]) && s.p[4] == '-' && is_digit(s.p[9]);
}

static void state(struct html *h, enum field f, struct str value, uint8_t rank) {
    struct html_fact *fact = &h->facts[f];
    if (value.n == 0 || rank <= fact->rank) return;
    if ((f == PUBLISHED || f == MODIFIED) && !is_date(value)) return;
    if (f == AUTHOR && (str_starts(value, STR("http")) || str_find(value, STR("@")) < value.n))
        return;
    if (f == URL && !str_starts(value, STR("http"))) return;
    fact->value = folded(h->doc, value);
    fact->rank = rank;
}

static void meta_element(struct html *h, const GumboElement *e) {
    static const char *const attributes[] = {"property", "name", "http-equiv", "itemprop"};
    struct str content = value_of(e, "content");
    for (size_t a = 0; a < sizeof attributes / sizeof *attributes; a++) {
        struct str name = value_of(e, attributes[a]);
        char small[32];
        if (name.n == 0 || name.n >= sizeof small) continue;
        for (size_t i = 0; i < name.n; i++)
            small[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 32) : name.p[i];
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (str_is((struct str){small, name.n}, rows[i].name))
                state(h, rows[i].field, content, rows[i].rank);
    }
}

static struct str text_of(const GumboElement *e) {
    const GumboNode *n = e->children.length ? e->children.data[0] : NULL;
    bool text = n && (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA);
    return text ? str_of(n->v.text.text) : STR("");
}

static void linked_data(struct html *h, const GumboElement *e) {
    struct html_article a;
    if (!str_is(value_of(e, "type"), "application/ld+json")) return;
    if (++h->scripts > SCRIPTS_MAX) return;
    if (!extract_html_json(h->doc, text_of(e), &a)) return;
    state(h, TITLE, a.title, 7);
    state(h, AUTHOR, a.author, 9);
    state(h, PUBLISHED, a.published, 9);
    state(h, MODIFIED, a.modified, 9);
    state(h, URL, a.url, 5);
    state(h, SITE, a.site, 6);
    state(h, DESCRIPTION, a.description, 3);
    state(h, LANGUAGE, a.language, 6);
}

void extract_html_meta(struct html *h, const GumboNode *node) {
    const GumboElement *e = &node->v.element;
    switch (e->tag) {
    case GUMBO_TAG_HTML:
        state(h, LANGUAGE, value_of(e, "lang"), 8);
        state(h, LANGUAGE, value_of(e, "xml:lang"), 7);
        break;
    case GUMBO_TAG_TITLE:
        if (h->title.n == 0) h->title = folded(h->doc, text_of(e));
        break;
    case GUMBO_TAG_META: meta_element(h, e); break;
    case GUMBO_TAG_LINK:
        if (str_is(value_of(e, "rel"), "canonical")) state(h, URL, value_of(e, "href"), 8);
        break;
    case GUMBO_TAG_SCRIPT: linked_data(h, e); break;
    case GUMBO_TAG_TIME: {
        bool published = value_of(e, "pubdate").n ||
                         gumbo_get_attribute(&e->attributes, "pubdate") ||
                         str_is(value_of(e, "itemprop"), "datePublished");
        bool modified = str_is(value_of(e, "itemprop"), "dateModified");
        state(h, modified ? MODIFIED : PUBLISHED, value_of(e, "datetime"),
              published || modified ? 7 : 2);
        break;
    }
    default: break;
    }
}

/* The title without the site's name: "Headline | Site", "Site :: Headline". */
static struct str without_site(struct str title, struct str site) {
    static const char *const marks[] = {" | ", " :: ", " » ", " - ", " – ", " — ", " • ", " · "};
    for (size_t m = 0; title.n < TITLE_MAX && m < sizeof marks / sizeof *marks; m++) {
        struct str mark = str_of(marks[m]);
        size_t last = title.n, first = str_find(title, mark);
        for (size_t i = first; i < title.n;
             i += mark.n + str_find(str_sub(title, i + mark.n, title.n), mark))
            last = i;
        if (first >= title.n) continue;
        struct str head = str_sub(title, 0, last), tail = str_sub(title, last + mark.n, title.n);
        struct str front = str_sub(title, 0, first), rest = str_sub(title, first + mark.n, title.n);
        if (site.n && str_eq(front, site)) return rest;
        if ((site.n && str_eq(tail, site)) || head.n > tail.n) return without_site(head, site);
        if (rest.n > front.n) return rest;
    }
    return title;
}

static struct str quoted(struct doc *d, struct str s) {
    struct buf out;
    buf_open(&out, d->arena, s.n + 16);
    buf_byte(&out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '"' || c == '\\') buf_byte(&out, '\\');
        if ((unsigned char)c < ' ' || c == 0x7F) c = ' ';
        buf_byte(&out, c);
    }
    buf_byte(&out, '"');
    return buf_view(&out);
}

_Static_assert(FIELDS == 8, "as many as struct html has facts");

static bool has_meta(const struct doc *d, struct str key) {
    for (uint32_t i = 0; i < d->meta.n; i++)
        if (str_eq(d->meta.v[i].key, key)) return true;
    return false;
}

void extract_html_meta_title(struct html *h) {
    struct str site = h->facts[SITE].value;
    if (h->title.n) h->title = without_site(h->title, site);
    if (h->facts[TITLE].value.n) h->headline = without_site(h->facts[TITLE].value, site);
}

void extract_html_meta_end(struct html *h, struct str shown) {
    struct doc *d = h->doc;
    bool whole = extract_html_fits(shown, h->title) >= 2;
    h->facts[TITLE].value = h->headline.n ? h->headline : whole ? shown : h->title;
    for (int f = 0; f < FIELDS; f++) {
        struct str key = str_of(field_words[f]);
        if (h->facts[f].value.n == 0 || has_meta(d, key)) continue;
        *vec_push(d->arena, &d->meta) = (struct meta){key, quoted(d, h->facts[f].value)};
    }
}
