/* SPDX-License-Identifier: MIT */
/* What each block is: title, heading, caption, table row, list item, body; and what is no text for
 * readers: rules, page numbers, contents, footnotes, crumbs, second copies. */
#include "extract.h"
#include "utf8.h"

/* 12 · - 12 - · Page 12 of 40 · Strana 12 · Faqe 12 */
static bool is_page_number(struct str s) {
    static const char *const words[] = {"Page", "page", "of",   "Strana", "str.",
                                        "Faqe", "faqe", "Стр.", "стр.",   "Страна",
                                        "|",    "-",    "–",    "/",      NULL};
    unsigned digits = 0, all = 0;
    struct str rest = s, word;
    while (s.n <= 24 && str_cut(&rest, ' ', &word)) {
        size_t i = 0;
        while (i < word.n && is_digit(word.p[i])) i++;
        if (i < word.n && !str_in(word, words)) return false;
        digits += i > 0 && i <= 4, all += i > 0;
    }
    return digits > 0 && all <= 2;
}

/* "12 Read more at …": a line that begins with a number which a mark in the text refers to.
 * *length: bytes of the number. */
static unsigned footnote_number(const struct blocks *b, struct str s, uint32_t *length) {
    unsigned v = 0;
    size_t i = 0;
    bool tag = str_starts(s, STR("<sup>"));
    if (tag) i = 5;
    if (s.n && s.p[0] == '[') i++;
    if (i && !tag && i < s.n && s.p[i] == '^') i++;
    bool bracket = i > 0 && !tag;
    while (i < s.n && is_digit(s.p[i]) && v < 1000) v = v * 10 + (unsigned)(s.p[i++] - '0');
    if (v == 0 || v > 255 || i >= s.n) return 0;
    if (bracket && s.p[i] == ']') i++;
    if (tag && str_starts(str_sub(s, i, s.n), STR("</sup>"))) i += 6;
    if (i >= s.n) return 0;
    if (i < s.n && (s.p[i] == '.' || s.p[i] == ':' || s.p[i] == ')')) i++;
    if (i >= s.n || s.p[i] != ' ') return 0;
    while (i < s.n && s.p[i] == ' ') i++;
    *length = (uint32_t)i;
    return b->marks[v / 8] & 1u << v % 8 || (bracket && s.p[1] == '^') ? v : 0;
}

static size_t heading_length(struct str s) {
    size_t n = 0;
    while (n < s.n && s.p[n] == '#') n++;
    if (n == 0 || n > 6 || n >= s.n || s.p[n] != ' ') return 0;
    while (n < s.n && s.p[n] == ' ') n++;
    return n;
}

static size_t bullet_length(struct str s) {
    if (s.n > 2 && (s.p[0] == '-' || s.p[0] == '*' || s.p[0] == '+') && s.p[1] == ' ') return 2;
    if (str_starts(s, STR("• ")) || str_starts(s, STR("·\t"))) return STR("•").n + 1;
    return 0;
}

/* Marks of a quotation in Markdown: "> ", "> > ". */
static size_t quote_length(struct str s) {
    size_t n = 0;
    while (n + 1 < s.n && s.p[n] == '>' && s.p[n + 1] == ' ') n += 2;
    return n < s.n ? n : 0;
}

static bool begins_lower(struct str s) {
    size_t i = 0;
    while (i < s.n && (s.p[i] == '*' || s.p[i] == '_')) i++;
    if (i >= s.n) return false;
    uint32_t c = utf8_at(s.p, i);
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
           (c >= 0x430 && c <= 0x45F) || c == 0x10D || c == 0x107 || c == 0x161 || c == 0x17E ||
           c == 0x111;
}

/* Words that end no sentence: behind them a paragraph was cut. */
static bool ends_open(struct str s) {
    static const char *const words[] = {
        "the",  "a",    "an",   "of",  "in",   "on",   "at",    "to",        "for",
        "from", "by",   "with", "and", "or",   "that", "which", "including", "between",
        "as",   "than", "e",    "i",   "të",   "së",   "në",    "me",        "për",
        "nga",  "dhe",  "se",   "që",  "nga",  "u",    "na",    "iz",        "sa",
        "za",   "od",   "do",   "da",  "koji", "koja", "koje",  "o",         "ili",
        "kao",  "у",    "на",   "из",  "са",   "за",   "од",    "до",        "да",
        "који", "која", "које", "о",   "или",  "као",  "и"};
    while (s.n && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '_')) s.n--;
    if (s.n && s.p[s.n - 1] == ',') return true;
    size_t i = s.n;
    while (i && !is_space(s.p[i - 1])) i--;
    struct str last = str_sub(s, i, s.n);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (str_is(last, words[k])) return true;
    return false;
}

static bool drop(struct block *k, enum rule why, enum zone_kind kind) {
    k->drop = why;
    k->kind = kind;
    return true;
}

struct state {
    unsigned footnote; /* last one seen */
    bool toc;          /* inside a table of contents */
    bool titled;
    bool note;    /* the block before was a footnote */
    bool imprint; /* below a heading like "Published by" */
    bool sources; /* below "References" */
};

/* |---|:---:| between the head of a table and its rows. */
static bool table_rule(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '|' && s.p[i] != '-' && s.p[i] != ':' && s.p[i] != ' ') return false;
    return s.n >= 3 && s.p[0] == '|';
}

/* What is no text for readers. True when the block is settled. */
static bool furniture(struct blocks *b, struct block *k, struct state *st) {
    struct str s = str_sub(b->text, k->begin, k->end);
    if (extract_is_crumb(s)) return drop(k, RULE_CRUMB, ZONE_CRUMB);
    if (extract_is_rule(s) || (b->markdown && table_rule(s)))
        return drop(k, RULE_FURNITURE, ZONE_FURNITURE);
    if (b->list.n > 20 && k->far && is_page_number(s))
        return drop(k, RULE_FURNITURE, ZONE_FURNITURE);
    if (extract_is_disclaimer(s)) return drop(k, RULE_BOILERPLATE, ZONE_BOILERPLATE);
    if (!st->imprint && extract_is_credit(s)) return drop(k, RULE_CRUMB, ZONE_BYLINE);
    if (extract_is_toc_line(s) && st->toc) return drop(k, RULE_TOC, ZONE_TOC);
    uint32_t label = 0;
    unsigned n = footnote_number(b, s, &label);
    bool bracket = s.n && s.p[0] == '[';
    if (n && (n == st->footnote + 1 || (bracket && n > st->footnote) ||
              (st->note && n > st->footnote && n < st->footnote + 4))) {
        st->footnote = n;
        st->note = true;
        k->note = (uint8_t)n;
        k->skip = label;
        return drop(k, RULE_FOOTNOTE, ZONE_FOOTNOTE);
    }
    st->note = false;
    return false;
}

static bool table_row(struct str s) {
    size_t tabs = 0, bars = 0;
    for (size_t i = 0; i < s.n; i++) tabs += s.p[i] == '\t', bars += s.p[i] == '|';
    return tabs >= 1 || (bars >= 2 && s.p[0] == '|');
}

/* Short, no full stop at its end: a line of its own. */
static bool is_short(struct str s) {
    return s.n < 220 && !extract_ends_sentence(s);
}

/* A heading of Markdown, `length` bytes of it marks. */
static void heading(struct blocks *b, struct block *k, size_t length, struct state *st) {
    struct str s = str_sub(b->text, k->begin, k->end);
    bool last = k + 1 == b->list.v + b->list.n;
    k->skip = (uint32_t)length;
    k->kind = st->titled ? ZONE_HEADING : ZONE_TITLE;
    bool run_on = s.n > 120 && (ends_open(s) || extract_ends_sentence(s) ||
                                (!last && begins_lower(block_text(b, k + 1))));
    if (run_on) k->kind = ZONE_BODY;
    s = block_text(b, k);
    st->toc = extract_is_contents(s);
    st->imprint = extract_is_imprint(s);
    st->sources = st->titled && (size_t)(k - b->list.v) * 2 > b->list.n && extract_is_references(s);
    if (st->toc) drop(k, RULE_TOC, ZONE_TOC);
    else if (st->imprint) drop(k, RULE_BOILERPLATE, ZONE_BOILERPLATE);
    else if (st->sources) drop(k, RULE_REFERENCE, ZONE_REFERENCE);
    else st->titled = true;
}

/* Below a heading that says so. A long paragraph in an imprint is the author's life: text. */
static bool below_heading(struct block *k, struct str s, const struct state *st) {
    if (st->sources) return drop(k, RULE_REFERENCE, ZONE_REFERENCE);
    if (st->imprint && s.n < 240) return drop(k, RULE_BOILERPLATE, ZONE_BOILERPLATE);
    return false;
}

/* What is under a picture stands below a title: printed twice, or before the title's second copy, or
 * without a full stop and before a wide gap. */
static bool is_picture_line(const struct blocks *b, const struct block *k) {
    uint32_t i = (uint32_t)(k - b->list.v);
    if (i == 0 || i + 1 >= b->list.n || b->markdown || k->end - k->begin > 400) return false;
    if (k[-1].kind != ZONE_TITLE && k[-1].kind != ZONE_HEADING) return false;
    if (k[1].hash == k->hash || k[1].hash == k[-1].hash) return true;
    return !extract_ends_sentence(block_text(b, k)) && extract_gap(b, i + 1) > 2;
}

static enum zone_kind kind_of(struct blocks *b, struct block *k, struct state *st) {
    struct str s = str_sub(b->text, k->begin, k->end);
    bool next_far = k + 1 == b->list.v + b->list.n || k[1].far;
    if (table_row(s)) return ZONE_TABLE;
    if (bullet_length(s)) {
        if (b->markdown) k->skip = (uint32_t)bullet_length(s);
        return ZONE_LIST;
    }
    if (quote_length(s)) {
        if (b->markdown) k->skip = (uint32_t)quote_length(s);
        return ZONE_QUOTE;
    }
    if (extract_is_dateline(s)) return ZONE_DATELINE;
    if (extract_is_caption(s) || is_picture_line(b, k)) return ZONE_CAPTION;
    if (extract_is_byline(s)) return ZONE_BYLINE;
    if (extract_is_date(s)) return ZONE_DATE;
    if (!st->titled && is_short(s) && b->list.n > 1 && next_far && !b->markdown) return ZONE_TITLE;
    if (k->far && next_far && is_short(s) && s.n < 120 && !ends_open(s) && !begins_lower(s))
        return ZONE_HEADING;
    return ZONE_BODY;
}

static void settle(struct blocks *b, uint32_t i, struct state *st) {
    struct block *k = &b->list.v[i];
    struct str s = str_sub(b->text, k->begin, k->end);
    size_t h = b->markdown ? heading_length(s) : 0;
    if (h) {
        heading(b, k, h, st);
    } else if (!below_heading(k, s, st)) {
        k->kind = kind_of(b, k, st);
        if (k->kind == ZONE_TITLE || k->kind == ZONE_BODY) st->titled = true;
    }
}

/* Bytes; more where the first copy does not stand right before, and most in text that comes again
 * far behind: refrains, ingredients. */
enum { REPEAT_MIN = 12, REPEAT_NEAR = 8 };

/* A line that was there before, long enough not to be chance, is kept once. */
static void find_repeats(struct blocks *b) {
    uint32_t size = 64, first = 0; /* block of the article */
    while (size < b->list.n * 2) size *= 2;
    uint32_t *table = arena_alloc(b->doc->arena, size * sizeof *table);
    memset(table, 0, size * sizeof *table);
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct block *k = &b->list.v[i];
        struct str s = block_text(b, k);
        if (k->starts_article) first = i;
        if (k->drop != RULE_NONE || s.n < REPEAT_MIN) continue;
        uint32_t at = (uint32_t)k->hash & (size - 1);
        while (table[at] && b->list.v[table[at] - 1].hash != k->hash) at = (at + 1) & (size - 1);
        if (table[at] <= first) { /* none, or in an article before */
            table[at] = i + 1;
            continue;
        }
        uint32_t copy = table[at] - 1;
        enum zone_kind first_kind = b->list.v[copy].kind;
        bool text = first_kind == ZONE_BODY || first_kind == ZONE_LIST;
        bool near = i - copy <= REPEAT_NEAR && !(text && extract_ends_sentence(s));
        if (copy + 1 < i && s.n < (text && !near ? 60u : 25u)) continue;
        if (!extract_same_words(s, block_text(b, &b->list.v[copy]))) continue;
        k->repeats = copy;
        k->drop = RULE_REPEAT;
        if (b->list.v[k->repeats].kind == ZONE_HEADING && k->kind == ZONE_TITLE)
            b->list.v[k->repeats].kind = ZONE_TITLE;
        k->kind = b->list.v[k->repeats].kind;
    }
}

/* A paragraph cut by a page break or a block of footnotes goes on in the next one. */
static void find_joins(struct blocks *b) {
    struct block *before = NULL;
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct block *k = &b->list.v[i];
        if (k->drop != RULE_NONE) continue;
        bool cut = before && before->kind == ZONE_HEADING && before->skip == 0 &&
                   before->end - before->begin > 40;
        if (cut && k->kind == ZONE_BODY && begins_lower(block_text(b, k))) before->kind = ZONE_BODY;
        if (before && before->kind == ZONE_BODY && k->kind == ZONE_BODY &&
            before->end - before->begin > 40) {
            struct str a = block_text(b, before), c = block_text(b, k);
            k->joins = !extract_ends_sentence(a) && (begins_lower(c) || ends_open(a)) && k->far;
        }
        before = k;
    }
}

/* Notes in brackets with nothing behind them are the sources of the article, not of a page. */
static void last_notes(struct blocks *b) {
    for (uint32_t i = b->list.n; i-- > 0;) {
        struct block *k = &b->list.v[i];
        if (k->drop == RULE_FOOTNOTE && b->text.p[k->begin] == '[')
            drop(k, RULE_REFERENCE, ZONE_REFERENCE);
        else if (k->drop == RULE_NONE) return;
    }
}

void extract_classify(struct blocks *b) {
    struct state st = {0};
    if (b->html) { /* tags have said what each block is */
        find_repeats(b);
        return;
    }
    for (uint32_t i = 0; i < b->list.n; i++)
        if (!furniture(b, &b->list.v[i], &st)) settle(b, i, &st);
    last_notes(b);
    extract_running(b);
    extract_articles(b);
    find_repeats(b);
    find_joins(b);
}
