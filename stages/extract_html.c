/* SPDX-License-Identifier: MIT */
/* HTML: the page is parsed, its tree walked once, and what stands between two block borders becomes a
 * part. The parser may move text (out of tables); blocks are made in the order of the source again,
 * and no byte is in two of them. */
#include "extract_html.h"
#include "utf8.h"

#include <xxhash.h>

enum { LOOK = 4096 }; /* bytes that say what a text is */

static const char *skip_space(const char *p, const char *end) {
    while (p < end && is_space(*p)) p++;
    return p;
}

static bool begins(const char *p, const char *end, const char *word) {
    for (; *word; word++, p++)
        if (p >= end || (*p | 32) != (*word | 32)) return false;
    return true;
}

bool extract_is_html(struct str text) {
    const char *p = text.p, *end = text.p + (text.n < LOOK ? text.n : LOOK);
    if (begins(p, end, "\xEF\xBB\xBF")) p += 3;
    for (p = skip_space(p, end); begins(p, end, "<!--") || begins(p, end, "<?xml");) {
        size_t n = extract_html_tag(text, (size_t)(p - text.p));
        p = skip_space(p + n < end ? p + n : end, end);
    }
    if (begins(p, end, "<!doctype html") || begins(p, end, "<html") || begins(p, end, "<head") ||
        begins(p, end, "<body"))
        return true;
    static const char *const blocks[] = {"div",   "table", "p",      "article", "section", "td",
                                         "ul",    "a",     "center", "font",    "h1",      "h2",
                                         "span",  "img",   "br",     "meta",    "script",  "style",
                                         "title", "nav",   "header", "main",    NULL};
    size_t tags = 0, known = 0, all = (size_t)(end - p);
    if (p == end || *p != '<') return false;
    for (size_t i = (size_t)(p - text.p); i < (size_t)(end - text.p); i++) {
        size_t n = text.p[i] == '<' ? extract_html_tag(text, i) : 0;
        if (n == 0) continue;
        size_t from = i + 1 + (text.p[i + 1] == '/'), to = from;
        char name[16];
        while (to - from < sizeof name && to < text.n &&
               (is_ascii_alpha(text.p[to]) || is_digit(text.p[to]))) {
            name[to - from] = (char)(text.p[to] | (is_digit(text.p[to]) ? 0 : 32));
            to++;
        }
        known += str_in((struct str){name, to - from}, blocks) ? 1u : 0u;
        tags += n;
        i += n - 1;
    }
    return known >= 6 && tags * 4 > all;
}

static void *take(void *arena, size_t n) {
    return arena_alloc(arena, n);
}

static void give(void *arena, void *p) {
    (void)arena, (void)p;
}

/* Runs in the order of the source: they nearly always are. */
static void sort_runs(struct html *h) {
    struct html_run *from = h->runs.v, *to = NULL;
    uint32_t n = h->runs.n, i = 1;
    while (i < n && from[i - 1].begin <= from[i].begin) i++;
    if (i >= n) return;
    to = arena_alloc(h->doc->arena, n * sizeof *to);
    for (uint64_t width = 1; width < n; width *= 2) {
        for (uint64_t at = 0; at < n; at += 2 * width) {
            uint64_t mid = at + width < n ? at + width : n,
                     end = at + 2 * width < n ? at + 2 * width : n;
            for (uint64_t a = at, b = mid, k = at; k < end; k++)
                to[k] = a < mid && (b == end || from[a].begin <= from[b].begin) ? from[a++]
                                                                                : from[b++];
        }
        struct html_run *swap = from;
        from = to, to = swap;
    }
    h->runs.v = from;
    h->runs.cap = n;
}

/* First and last byte of a run that can be seen; false: none. */
static bool visible(const struct html *h, const struct html_run *r, uint32_t *begin,
                    uint32_t *end) {
    *begin = r->begin, *end = r->end;
    if (r->rule != RULE_NONE) return !extract_html_is_empty(r->with);
    while (*begin < *end && is_space(h->text.p[*begin])) ++*begin;
    while (*end > *begin && is_space(h->text.p[*end - 1])) --*end;
    return *begin < *end && !extract_html_is_empty(str_sub(h->text, *begin, *end));
}

/* Runs [i, k) of one part become a block. */
static void add_block(struct blocks *b, const struct html *h, uint32_t i, uint32_t k) {
    const struct html_part *p = &h->parts.v[h->runs.v[i].part];
    uint32_t begin = 0, end = 0, from, to;
    bool any = false;
    for (uint32_t r = i; r < k; r++) {
        if (!visible(h, &h->runs.v[r], &from, &to)) continue;
        if (!any) begin = from;
        end = to;
        any = true;
    }
    if (!any) return;
    struct block *before = b->list.n ? &b->list.v[b->list.n - 1] : NULL;
    if (before && before->drop == p->drop && p->drop == RULE_BOILERPLATE) { /* one zone for all */
        before->end = end;
        before->run_end = k;
        h->runs.v[i].before = '\n';
        return;
    }
    uint32_t list = before && before->run_end ? h->parts.v[h->runs.v[before->run].part].list : 0;
    struct block *n = vec_push(b->doc->arena, &b->list);
    bool whole = k - i == p->run_end - p->run;
    *n = (struct block){
        .begin = begin, .end = end, .kind = p->kind, .drop = p->drop, .repeats = -1};
    n->run = i, n->run_end = k;
    n->clean = html_clean(h, p);
    n->hash = whole ? extract_hash(n->clean) : XXH3_64bits_withSeed(&begin, sizeof begin, 1);
    n->far = p->list == 0 || p->list != list;
    n->starts_article = p->article;
}

static void make_blocks(struct blocks *b, struct html *h) {
    uint32_t done = 0, i = 0, n = 0;
    for (uint32_t k = 0; k < h->runs.n; k++) { /* no byte twice */
        struct html_run r = h->runs.v[k];
        if (r.begin < done) continue;
        done = r.end;
        h->runs.v[n++] = r;
    }
    h->runs.n = n;
    for (uint32_t k = 1; k <= n; k++) {
        if (k < n && h->runs.v[k].part == h->runs.v[i].part) continue;
        if (n) add_block(b, h, i, k);
        i = k;
    }
    b->runs = h->runs.v;
}

void extract_html(struct blocks *b, struct doc *d) {
    bool changed;
    uint32_t first;
    struct html *h = arena_alloc(d->arena, sizeof *h);
    *h = (struct html){.doc = d};
    *b = (struct blocks){.doc = d, .text = d->text, .html = true};
    d->source.media = STR("text/html");
    h->text = extract_html_guard(d->arena, d->text, &changed, &first);
    if (changed)
        doc_warn(d, "extract", "too_deep", d->source.start + text_raw_begin(d, first),
                 "tags nested too deep, or too many: read as text from here on");
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take, options.deallocator = give, options.userdata = d->arena;
    options.max_errors = 0;
    GumboOutput *page = gumbo_parse_with_options(&options, h->text.p, h->text.n);
    buf_open(&h->clean, d->arena, d->text.n / 2 + 64);
    extract_html_walk(h, page->root);
    extract_html_meta_title(h);
    uint32_t title = extract_html_main(h);
    extract_html_meta_end(h, title < h->parts.n ? html_clean(h, &h->parts.v[title]) : STR(""));
    b->title = h->title;
    sort_runs(h);
    make_blocks(b, h);
}
