/* SPDX-License-Identifier: MIT */
/* What each block is: title, heading, caption, table row, list item, body; and what is no text for
 * readers: rules, page numbers, contents, footnotes, crumbs, second copies. */
#include "extract.h"
#include "utf8.h"

static bool is_number(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i])) return false;
    return s.n > 0 && s.n <= 4;
}

/* Words that pages print between the lines of an article, whole lines of their own or before a colon. */
static bool is_crumb(struct str s) {
    static const char *const lines[] = {"TT",
                                        "Read more",
                                        "Read More",
                                        "READ MORE",
                                        "Read also",
                                        "Related",
                                        "Related articles",
                                        "Related Articles",
                                        "Share",
                                        "Share this",
                                        "Advertisement",
                                        "ADVERTISEMENT",
                                        "Subscribe",
                                        "Follow us",
                                        "Print",
                                        "Click here",
                                        "Photo gallery",
                                        "More:",
                                        "Comments",
                                        "Lexo më shumë",
                                        "Lexo edhe",
                                        "Lexoni edhe",
                                        "Lexo më tepër",
                                        "Të ngjashme",
                                        "Reklamë",
                                        "REKLAMË",
                                        "Shpërndaje",
                                        "Komente",
                                        "Pročitajte još",
                                        "Pročitajte i",
                                        "Pročitaj još",
                                        "Opširnije",
                                        "Povezane vesti",
                                        "Podeli",
                                        "Reklama",
                                        "REKLAMA",
                                        "Komentari",
                                        "Прочитајте још",
                                        "Прочитајте и",
                                        "Опширније",
                                        "Повезане вести",
                                        "Реклама",
                                        "Подели"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct str word = str_of(lines[i]);
        if (str_eq(s, word)) return true;
        if (!str_starts(s, word) || i < 1) continue;
        struct str rest = str_trim(str_sub(s, word.n, s.n));
        if (rest.n && rest.p[0] == ':' && s.n < 200) return true;
        if (str_eq(rest, STR("...")) || str_eq(rest, STR("…")) || str_eq(rest, STR(">>")) ||
            str_eq(rest, STR("»")))
            return true;
    }
    return false;
}

/* Ends with . ! ? … : ; perhaps behind quotes, brackets, emphasis and footnote marks. */
static bool ends_sentence(struct str s) {
    while (s.n) {
        if (str_ends(s, STR("</sup>"))) {
            size_t open = s.n - 6;
            while (open && s.p[open - 1] != '<') open--;
            s = str_trim(str_sub(s, 0, open ? open - 1 : 0));
            continue;
        }
        size_t i = s.n;
        uint32_t c = utf8_prev(s.p, &i);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':' || c == ';') return true;
        if (c != '"' && c != '\'' && c != 0x201C && c != 0x201D && c != 0x2019 && c != 0xBB &&
            c != 0xAB && c != ')' && c != '*' && c != '_')
            return false;
        s.n = i;
    }
    return false;
}

/* A credit at the end: (Reuters) · (Visar Kryeziu/AP) · file photo. */
static bool is_caption(struct str s) {
    if (str_ends(s, STR("file photo")) || str_ends(s, STR("File photo")) ||
        str_ends(s, STR("FILE")))
        return true;
    static const char *const openers[] = {
        "Photo:", "Photo by", "FILE PHOTO", "FILE -",     "File photo",
        "Foto:",  "Фото:",    "Ilustrim",   "Ilustracija"};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (str_starts(s, str_of(openers[i]))) return true;
    if (s.n < 8 || s.p[s.n - 1] != ')') return false;
    size_t open = s.n;
    while (open && s.p[open - 1] != '(') open--;
    struct str credit = str_sub(s, open, s.n - 1);
    if (open < 20 || credit.n < 2 || credit.n > 60 || memchr(credit.p, '.', credit.n)) return false;
    if (is_digit(credit.p[0])) return false;
    static const char *const agencies[] = {
        "Reuters", "REUTERS", "AP",      "AFP",          "EPA",    "Getty", "Anadolu",
        "ANSA",    "dpa",     "Tanjug",  "Beta",         "Xinhua", "TASS",  "FoNet",
        "Fonet",   "Pixsell", "PIXSELL", "Shutterstock", "Foto",   "Photo", "Архива"};
    for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
        if (str_find(credit, str_of(agencies[i])) < credit.n) return true;
    return false;
}

static bool is_byline(struct str s) {
    if (s.n > 100) return false;
    if (s.n > 4 && s.p[0] == '(' && s.p[s.n - 1] == ')') return true;
    return str_starts(s, STR("By ")) || str_starts(s, STR("©")) || str_starts(s, STR("Autor:")) ||
           str_starts(s, STR("Autori:")) || str_starts(s, STR("Nga ")) ||
           str_starts(s, STR("Piše:")) || str_starts(s, STR("Пише:")) ||
           str_starts(s, STR("Shkruan:"));
}

static bool is_toc_line(struct str s) {
    size_t i = s.n;
    while (i && is_digit(s.p[i - 1])) i--;
    if (i == s.n || s.n - i > 4 || i < 3) return false;
    if (s.p[i - 1] == '\t') return true;
    return str_ends(str_sub(s, 0, i), STR("....")) || str_ends(str_sub(s, 0, i), STR(".... ")) ||
           str_ends(str_sub(s, 0, i), STR(". . "));
}

/* "12 Read more at …": a line that begins with a number which a mark in the text refers to. */
static unsigned footnote_number(const struct blocks *b, struct str s) {
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
    bool note; /* the block before was a footnote */
};

static bool is_contents(struct str s) {
    static const char *const words[] = {
        "Table of Contents", "TABLE OF CONTENTS", "Contents", "CONTENTS", "Përmbajtja",
        "PËRMBAJTJA",        "Sadržaj",           "SADRŽAJ",  "Садржај",  NULL};
    return str_in(s, words);
}

/* |---|:---:| between the head of a table and its rows. */
static bool table_rule(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '|' && s.p[i] != '-' && s.p[i] != ':' && s.p[i] != ' ') return false;
    return s.n >= 3 && s.p[0] == '|';
}

/* What is no text for readers. True when the block is settled. */
static bool furniture(struct blocks *b, struct block *k, struct state *st) {
    struct str s = str_sub(b->text, k->begin, k->end);
    if (is_crumb(s)) return drop(k, RULE_CRUMB, ZONE_CRUMB);
    if (b->markdown && (extract_is_rule(s) || table_rule(s)))
        return drop(k, RULE_FURNITURE, ZONE_FURNITURE);
    if (is_number(s) && k->far && b->list.n > 20) return drop(k, RULE_FURNITURE, ZONE_FURNITURE);
    if (is_toc_line(s) && st->toc) return drop(k, RULE_TOC, ZONE_TOC);
    unsigned n = footnote_number(b, s);
    bool bracket = s.n && s.p[0] == '[';
    if (n && (n == st->footnote + 1 || (bracket && n > st->footnote) ||
              (st->note && n > st->footnote && n < st->footnote + 4))) {
        st->footnote = n;
        st->note = true;
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
    return s.n < 220 && !ends_sentence(s);
}

static void settle(struct blocks *b, uint32_t i, struct state *st) {
    struct block *k = &b->list.v[i];
    struct str s = str_sub(b->text, k->begin, k->end);
    size_t h = b->markdown ? heading_length(s) : 0;
    bool next_far = i + 1 >= b->list.n || b->list.v[i + 1].far;
    if (h) {
        k->skip = (uint32_t)h;
        k->kind = st->titled ? ZONE_HEADING : ZONE_TITLE;
        bool run_on = s.n > 120 && (ends_open(s) || ends_sentence(s) ||
                                    (i + 1 < b->list.n && begins_lower(block_text(b, k + 1))));
        if (run_on) k->kind = ZONE_BODY;
        st->toc = is_contents(block_text(b, k));
        if (st->toc) drop(k, RULE_TOC, ZONE_TOC);
        else st->titled = true;
    } else if (table_row(s)) {
        k->kind = ZONE_TABLE;
    } else if (bullet_length(s)) {
        if (b->markdown) k->skip = (uint32_t)bullet_length(s);
        k->kind = ZONE_LIST;
    } else if (is_caption(s)) {
        k->kind = ZONE_CAPTION;
    } else if (is_byline(s)) {
        k->kind = ZONE_BYLINE;
    } else if (!st->titled && is_short(s) && b->list.n > 1 && next_far && !b->markdown) {
        k->kind = ZONE_TITLE;
        st->titled = true;
    } else if (k->far && next_far && is_short(s) && s.n < 120 && !ends_open(s) &&
               !begins_lower(s)) {
        k->kind = ZONE_HEADING;
    } else {
        k->kind = ZONE_BODY;
        st->titled = true;
    }
}

/* A line that was there before, long enough not to be chance, is kept once. */
static void find_repeats(struct blocks *b) {
    uint32_t size = 64;
    while (size < b->list.n * 2) size *= 2;
    uint32_t *table = arena_alloc(b->doc->arena, size * sizeof *table);
    memset(table, 0, size * sizeof *table);
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct block *k = &b->list.v[i];
        struct str s = block_text(b, k);
        if (k->drop != RULE_NONE || s.n < (ends_sentence(s) ? 60u : 25u)) continue;
        uint32_t at = (uint32_t)k->hash & (size - 1);
        while (table[at] && b->list.v[table[at] - 1].hash != k->hash) at = (at + 1) & (size - 1);
        if (table[at] == 0) {
            table[at] = i + 1;
            continue;
        }
        k->repeats = table[at] - 1;
        k->drop = RULE_REPEAT;
        if (b->list.v[k->repeats].kind == ZONE_HEADING && k->kind == ZONE_TITLE)
            b->list.v[k->repeats].kind = ZONE_TITLE;
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
            k->joins = !ends_sentence(a) && (begins_lower(c) || ends_open(a)) && k->far;
        }
        before = k;
    }
}

void extract_classify(struct blocks *b) {
    struct state st = {0, false, false, false};
    for (uint32_t i = 0; i < b->list.n; i++)
        if (!furniture(b, &b->list.v[i], &st)) settle(b, i, &st);
    find_repeats(b);
    find_joins(b);
}
