/* SPDX-License-Identifier: MIT */
/* Inline markup: emphasis, escapes, links, autolinks, tags, footnote marks. What a reader would not
 * see is dropped; the words between are kept byte by byte. */
#include "extract.h"
#include "utf8.h"

enum { NESTED_MAX = 32 }; /* brackets in brackets of a link */

struct inline_state {
    struct text *t;
    struct blocks *b;
    struct str s; /* the old text up to the block's end */
    bool no_tags; /* no > stands before that end */
};

static bool is_url(struct str s) {
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://")) ||
           str_starts(s, STR("mailto:")) || str_starts(s, STR("www."));
}

static bool is_word_byte(char c) {
    return (unsigned char)c >= 0x80 || is_ascii_alpha(c) || is_digit(c);
}

/* Length of a tag at s[i], or 0. Only tags that text remains carry; `<5 %` is text. */
static size_t tag_length(struct str s, size_t i) {
    static const char *const names[] = {"sup", "sub", "b",   "i",    "u",     "em",     "strong",
                                        "p",   "br",  "div", "span", "small", "center", "font"};
    size_t k = i + 1;
    if (k < s.n && s.p[k] == '/') k++;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct str name = str_of(names[n]), rest = str_sub(s, k, s.n);
        if (!str_starts(rest, name) || rest.n == name.n) continue;
        char after = rest.p[name.n];
        if (after != '>' && after != ' ' && after != '/') continue;
        size_t close = str_find(str_sub(s, k, k + 200), STR(">"));
        return k + close < s.n && close < 200 && s.p[k + close] == '>' ? k + close + 1 - i : 0;
    }
    return 0;
}

/* <sup>12</sup> behind a word is a footnote mark; length with its blanks, or 0. */
static size_t mark_length(struct str s, size_t i) {
    struct str open = STR("<sup>"), close = STR("</sup>");
    if (!str_starts(str_sub(s, i, s.n), open)) return 0;
    size_t k = i + open.n;
    while (k < s.n && (is_digit(s.p[k]) || s.p[k] == ',' || s.p[k] == ' ' || s.p[k] == '*' ||
                       s.p[k] == '[' || s.p[k] == ']'))
        k++;
    if (k == i + open.n || !str_starts(str_sub(s, k, s.n), close)) return 0;
    return k + close.n - i;
}

/* [^12] or [12] behind a word, or behind a full stop and a blank; length with the blank, or 0. */
static size_t bracket_mark(struct str s, size_t i) {
    size_t k = i + 1;
    if (s.p[i] == ' ') {
        if (i == 0 || k >= s.n || s.p[k] != '[') return 0;
        char before = s.p[i - 1];
        if (is_word_byte(before) && (unsigned char)before < 0x80) return 0;
        if (before == ',' || before == ';' || before == ':' || before == '(') return 0;
        k++;
    }
    bool caret = k < s.n && s.p[k] == '^';
    if (caret) k++;
    size_t digits = k;
    while (k < s.n && is_digit(s.p[k])) k++;
    if (k == digits || k - digits > 3 || k >= s.n || s.p[k] != ']') return 0;
    if (i == 0 || (s.p[i] == '[' && is_space(s.p[i - 1]))) return 0;
    if (k + 1 < s.n && (s.p[k + 1] == '(' || s.p[k + 1] == ':')) return 0;
    return k + 1 - i;
}

/* Backslashes before a mark that means something in Markdown: one, or two where it was escaped twice,
 * as in addresses that went through two converters: st\\_91 → st_91. Their number, or 0. */
static size_t escape_length(struct str s, size_t i) {
    size_t n = 0;
    while (n < 3 && i + n < s.n && s.p[i + n] == '\\') n++;
    if (n == 0 || n == 3 || i + n >= s.n) return 0;
    char c = s.p[i + n];
    bool mark = (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
                (c >= '{' && c <= '~');
    return mark ? n : 0;
}

/* [words](address): the words stay. An image stays with nothing. */
static bool link(struct inline_state *x, bool image) {
    struct text *t = x->t;
    size_t i = t->at + image, close = i + 1, depth = 1;
    while (close < x->s.n && depth && depth < NESTED_MAX && x->s.p[close] != '\n') {
        if (x->s.p[close] == '\\') close++;
        else if (x->s.p[close] == '[') depth++;
        else if (x->s.p[close] == ']') depth--;
        close++;
    }
    if (depth || close >= x->s.n || x->s.p[close] != '(') return false;
    size_t end = close + 1, parens = 1;
    while (end < x->s.n && parens && parens < NESTED_MAX &&
           !(is_space(x->s.p[end]) && x->s.p[end] != ' ')) {
        if (x->s.p[end] == '(') parens++;
        if (x->s.p[end] == ')') parens--;
        end++;
    }
    if (parens) return false;
    if (image) {
        text_drop(t, (uint32_t)(end - t->at), RULE_MARKUP);
        return true;
    }
    text_drop(t, 1, RULE_MARKUP);
    bool address = is_url(str_sub(x->s, i + 1, close));
    while (t->at < close - 1) {
        char c = x->s.p[t->at];
        size_t n = escape_length(x->s, t->at);
        if (n || (c == '*' && !address)) text_drop(t, n ? (uint32_t)n : 1, RULE_MARKUP);
        if (t->at < close - 1) text_keep(t, 1);
    }
    text_drop(t, (uint32_t)(end - t->at), RULE_MARKUP);
    return true;
}

/* A run of * or _ that opens or closes emphasis, by CommonMark's flanking rules in short. */
static size_t emphasis(struct str s, size_t i) {
    char c = s.p[i];
    size_t n = 1;
    while (n < 4 && i + n < s.n && s.p[i + n] == c) n++;
    if (n > 3) return 0;
    bool left = i > 0 && !is_space(s.p[i - 1]), right = i + n < s.n && !is_space(s.p[i + n]);
    if (!left && !right) return 0;
    bool inside = i > 0 && i + n < s.n && is_word_byte(s.p[i - 1]) && is_word_byte(s.p[i + n]);
    if (c == '_' && inside) return 0;
    if (n == 1 && inside && is_digit(s.p[i + 1])) return 0; /* 3*4 */
    return n;
}

/* Drops n bytes of a footnote mark, and the blank between it and the full stop that follows. */
static void drop_mark(struct inline_state *x, size_t n) {
    struct str s = x->s;
    size_t i = x->t->at, end = i + n;
    for (size_t k = i; k < end; k++) {
        unsigned v = 0;
        while (k < end && is_digit(s.p[k]) && v < NOTE_MAX) v = v * 10 + (unsigned)(s.p[k++] - '0');
        if (v && v < NOTE_MAX) x->b->anchors[v] = (uint32_t)x->t->out.n + 1;
    }
    bool blank = end + 1 < s.n && s.p[end] == ' ';
    char c = blank ? s.p[end + 1] : 0;
    if (c == '.' || c == ',' || c == ';' || c == ':') n++;
    text_drop(x->t, (uint32_t)n, RULE_MARKER);
}

static bool markup(struct inline_state *x) {
    struct text *t = x->t;
    struct str s = x->s;
    size_t i = t->at, n;
    switch (s.p[i]) {
    case '\\':
        if ((n = escape_length(s, i)) == 0) return false;
        text_drop(t, (uint32_t)n, RULE_MARKUP);
        text_keep(t, 1);
        return true;
    case '<':
        if ((n = mark_length(s, i)) != 0) {
            drop_mark(x, n);
            return true;
        }
        if ((n = tag_length(s, i)) != 0) {
            text_drop(t, (uint32_t)n, RULE_MARKUP);
            return true;
        }
        if (is_url(str_sub(s, i + 1, s.n))) {
            size_t close = x->no_tags ? s.n : str_find(str_sub(s, i, s.n), STR(">"));
            text_drop(t, 1, RULE_MARKUP);
            x->no_tags = i + close >= s.n;
            if (x->no_tags) return true;
            text_keep(t, (uint32_t)close - 1);
            text_drop(t, 1, RULE_MARKUP);
            return true;
        }
        return false;
    case ' ': /* a mark that stands off: the blank goes with it */
        n = mark_length(s, i + 1);
        if (n == 0) return false;
        text_drop(t, 1, RULE_MARKER);
        drop_mark(x, n);
        return true;
    case '[': return link(x, false);
    case '!': return i + 1 < s.n && s.p[i + 1] == '[' && link(x, true);
    case '*':
    case '_':
        if ((n = emphasis(s, i)) == 0) return false;
        text_drop(t, (uint32_t)n, RULE_MARKUP);
        return true;
    default: return false;
    }
}

/* Bytes that may mean something: in Markdown; in plain text with notes. */
static const uint8_t markdown_marks[256] = {['\\'] = 1, ['<'] = 1, ['['] = 1,  ['!'] = 1, ['*'] = 1,
                                            ['_'] = 1,  ['h'] = 1, ['\n'] = 1, ['w'] = 1};
static const uint8_t note_marks[256] = {['['] = 1, ['\n'] = 1};

/* The next of them from `at` on; a blank before [ or < goes with it. */
static size_t next_mark(struct str s, size_t at, size_t end, const uint8_t marks[256]) {
    size_t i = at;
    while (i < end && !marks[(unsigned char)s.p[i]]) i++;
    bool opens = i < end && (s.p[i] == '[' || s.p[i] == '<');
    return opens && i > at && s.p[i - 1] == ' ' ? i - 1 : i;
}

/* Addresses are kept as they are: their * and _ are no emphasis. */
static size_t address_length(struct str s, size_t i) {
    size_t n = 0;
    if (i && is_word_byte(s.p[i - 1])) return 0;
    if (!is_url(str_sub(s, i, s.n))) return 0;
    while (i + n < s.n && !is_space(s.p[i + n]) && s.p[i + n] != '>' && s.p[i + n] != ')' &&
           s.p[i + n] != ']')
        n++;
    return n;
}

static void address(struct inline_state *x, size_t end) {
    while (x->t->at < end) {
        size_t at = x->t->at, n = 0;
        while (at < end && (n = escape_length(x->s, at)) == 0) at++;
        text_keep(x->t, (uint32_t)(at - x->t->at));
        if (n) text_drop(x->t, (uint32_t)n, RULE_MARKUP);
        if (n) text_keep(x->t, 1);
    }
}

/* A line end inside a block: a blank, or the tab between two cells. */
static void line_end(struct inline_state *x) {
    struct text *t = x->t;
    size_t blanks = 1;
    while (t->at + blanks < x->s.n && is_space(x->s.p[t->at + blanks])) blanks++;
    bool tab = x->s.p[t->at + blanks - 1] == '\t';
    if (tab && t->out.n && t->out.p[t->out.n - 1] == '\t')
        text_drop(t, (uint32_t)blanks, RULE_JOIN);
    else text_replace(t, (uint32_t)blanks, tab ? STR("\t") : STR(" "), RULE_JOIN);
}

/* A text without markup: only line ends matter. */
static void plain(struct inline_state *x, const struct block *k) {
    struct text *t = x->t;
    while (t->at < k->end) {
        const char *from = x->s.p + t->at, *end = memchr(from, '\n', k->end - t->at);
        text_keep(t, end ? (uint32_t)(end - from) : k->end - t->at);
        if (end) line_end(x);
    }
}

void extract_inline(struct text *t, const struct block *k, struct blocks *b) {
    struct inline_state x = {.t = t, .b = b, .s = str_sub(t->doc->text, 0, k->end)};
    if (k->skip) text_drop(t, k->skip, k->note ? RULE_MARKER : RULE_MARKUP);
    if (!b->markdown && !b->notes) plain(&x, k);
    while (t->at < k->end) {
        size_t n = next_mark(x.s, t->at, k->end, b->markdown ? markdown_marks : note_marks);
        text_keep(t, (uint32_t)n - t->at);
        if (t->at >= k->end) break;
        if (x.s.p[t->at] == '\n') {
            line_end(&x);
        } else if (b->notes && (x.s.p[t->at] == '[' || x.s.p[t->at] == ' ') &&
                   (n = bracket_mark(x.s, t->at)) != 0) {
            drop_mark(&x, n);
        } else if ((n = address_length(x.s, t->at)) != 0) {
            address(&x, t->at + n);
        } else if (!b->markdown || !markup(&x)) {
            text_keep(t, 1);
        }
    }
}
