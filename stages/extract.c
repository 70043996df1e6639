/* SPDX-License-Identifier: MIT */
/* extract: the text that a reader of the article would read. Plain text, and what is left of Markdown
 * and of PDFs turned into text. What is taken out stays reachable: as edits, and as zones. */
#include "extract.h"

#include <stdio.h>

struct extract {
    const char *keep, *format;
    bool articles;
};

/* What the rules take out, in the words of option `keep`. */
#define KEEP_WORDS "footnotes, toc, crumbs, furniture, repeats, boilerplate, references"
static const struct {
    const char *word;
    enum rule rule;
} kept_rules[] = {{"footnotes", RULE_FOOTNOTE},  {"toc", RULE_TOC},
                  {"crumbs", RULE_CRUMB},        {"furniture", RULE_FURNITURE},
                  {"repeats", RULE_REPEAT},      {"boilerplate", RULE_BOILERPLATE},
                  {"references", RULE_REFERENCE}};

static const struct option options[] = {
    {"keep", "", "leave in: " KEEP_WORDS, O_TEXT, offsetof(struct extract, keep)},
    {"format", "auto", "plain, markdown or html; auto looks at the text", O_TEXT,
     offsetof(struct extract, format)},
    {"articles", "yes", "a page with several articles gives one record for each", O_BOOL,
     offsetof(struct extract, articles)},
    {NULL, NULL, NULL, O_BOOL, 0}};

static enum rule rule_of(struct str word) {
    for (size_t i = 0; i < sizeof kept_rules / sizeof *kept_rules; i++)
        if (str_is(word, kept_rules[i].word)) return kept_rules[i].rule;
    return RULE_NONE;
}

static bool is_kept(const char *keep, enum rule rule) {
    struct str rest = str_of(keep), word;
    while (keep[0] && str_cut(&rest, ',', &word))
        if (rule_of(str_trim(word)) == rule) return true;
    return false;
}

static enum status setup(void *state, struct env *env) {
    static const char *const formats[] = {"auto", "plain", "markdown", "html", NULL};
    const struct extract *s = state;
    struct str rest = str_of(s->keep), word;
    while (s->keep[0] && str_cut(&rest, ',', &word)) {
        if (rule_of(str_trim(word)) != RULE_NONE) continue;
        snprintf(env->message, env->message_size, "extract.keep: '%.*s' is none of " KEEP_WORDS,
                 (int)word.n, word.p);
        return LIBRARY;
    }
    if (str_in(str_of(s->format), formats)) return OK;
    snprintf(env->message, env->message_size,
             "extract.format: '%s' is none of auto, plain, markdown, html", s->format);
    return LIBRARY;
}

/* Goes over what stands between two kept blocks: at most one separator stays. */
static void gap(struct text *t, const struct blocks *b, uint32_t from, uint32_t to, struct str want,
                enum rule rule) {
    struct str old = t->doc->text;
    uint32_t end = to < b->list.n ? b->list.v[to].begin : (uint32_t)old.n;
    uint32_t blanks = 0;
    while (t->at + blanks < end && is_space(old.p[t->at + blanks])) blanks++;
    if (blanks >= want.n && memcmp(old.p + t->at, want.p, want.n) == 0) {
        text_keep(t, (uint32_t)want.n);
    } else if (blanks > want.n && end == t->at + blanks &&
               memcmp(old.p + end - want.n, want.p, want.n) == 0) {
        text_drop(t, blanks - (uint32_t)want.n, RULE_SPACE); /* tab, line end: the tab goes */
        text_keep(t, (uint32_t)want.n);
    } else {
        text_replace(t, blanks, want, rule);
    }
    for (uint32_t i = from; i < to; i++) {
        const struct block *k = &b->list.v[i];
        text_drop(t, k->begin - t->at, b->html ? RULE_MARKUP : RULE_SPACE);
        text_drop(t, k->end - k->begin, k->drop);
    }
    text_drop(t, end - t->at, b->html ? RULE_MARKUP : RULE_SPACE);
}

static bool is_html(const char *format, const struct doc *d) {
    if (format[0] != 'a') return format[0] == 'h';
    return str_starts(d->source.media, STR("text/html")) ||
           str_starts(d->source.media, STR("application/xhtml")) || extract_is_html(d->text);
}

struct zones {
    struct doc *doc;
    struct blocks *blocks;
    VEC(struct zone) list;
    uint32_t *at; /* begin in the new text of each block */
};

static void add_zone(struct zones *z, const struct block *k, uint32_t begin, uint32_t end) {
    struct zone *zone = vec_push(z->doc->arena, &z->list);
    zone->span = (struct span){begin, end};
    zone->kind = k->kind;
    zone->out = k->drop != RULE_NONE;
    zone->raw = (struct span){text_raw_begin(z->doc, k->begin), text_raw_end(z->doc, k->end)};
    zone->note = k->note;
    zone->anchor = ANCHOR_NONE;
    if (k->note && z->blocks->anchors[k->note]) {
        zone->anchor = z->blocks->anchors[k->note] - 1;
        z->blocks->anchors[k->note] = 0; /* the next chapter counts from 1 again */
    }
    zone->repeats = k->repeats >= 0 ? (int64_t)z->at[k->repeats] : -1;
}

static enum status run(void *state, struct doc *d) {
    const struct extract *s = state;
    struct blocks b;
    struct text t;
    if (is_html(s->format, d)) {
        extract_html(&b, d);
    } else {
        extract_blocks(&b, d);
        if (s->format[0] != 'a') b.markdown = s->format[0] == 'm';
        else if (str_is(d->source.media, "text/markdown")) b.markdown = true; /* by its name */
    }
    extract_classify(&b);
    for (uint32_t i = 0; i < b.list.n; i++) {
        struct block *k = &b.list.v[i];
        if (k->drop != RULE_NONE && is_kept(s->keep, k->drop)) k->drop = RULE_NONE;
    }
    struct zones z = {
        d, &b, {NULL, 0, 0}, arena_alloc(d->arena, (b.list.n + 1) * sizeof(uint32_t))};
    if (b.markdown) d->source.media = STR("text/markdown");
    text_open(&t, d);
    uint32_t next = 0, kept = 0; /* first block not gone over; last zone that stays, + 1 */
    bool any = false, far = false;
    for (uint32_t i = 0; i <= b.list.n; i++) {
        const struct block *k = i < b.list.n ? &b.list.v[i] : NULL;
        if (k && k->far) far = true;
        if (k && k->drop != RULE_NONE) continue;
        bool joins = k && k->joins;
        bool begins = !k || !any || (k->starts_article && s->articles);
        struct str want = begins ? STR("") : joins ? STR(" ") : far ? STR("\n\n") : STR("\n");
        gap(&t, &b, next, i, want, joins ? RULE_JOIN : RULE_SPACE);
        for (uint32_t o = next; o < i; o++) {
            z.at[o] = (uint32_t)t.out.n;
            add_zone(&z, &b.list.v[o], z.at[o], z.at[o]);
        }
        if (k == NULL) break;
        z.at[i] = (uint32_t)t.out.n;
        if (s->articles && (k->starts_article || !any))
            *vec_push(d->arena, &d->articles) = (struct article){z.at[i],
                                                                 text_raw_begin(d, k->begin)};
        if (b.html) extract_html_inline(&t, k, &b);
        else extract_inline(&t, k, &b);
        if (joins && kept) {
            z.list.v[kept - 1].span.end = (uint32_t)t.out.n;
        } else if (t.out.n > z.at[i]) {
            add_zone(&z, k, z.at[i], (uint32_t)t.out.n);
            kept = z.list.n;
        }
        next = i + 1;
        any = true, far = false;
    }
    text_commit(&t);
    d->zones.v = z.list.v, d->zones.n = z.list.n, d->zones.cap = z.list.cap;
    if (d->title.n == 0) d->title = b.title;
    doc_set_title(d);
    return OK;
}

const struct stage stage_extract = {
    .name = "extract",
    .help = "titles, headings, body; markup, footnotes, crumbs and second copies taken out",
    .needs = LAYER_TEXT,
    .gives = LAYER_ZONES,
    .options = options,
    .changes_text = true,
    .state_size = sizeof(struct extract),
    .setup = setup,
    .run = run,
};
