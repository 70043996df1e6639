/* SPDX-License-Identifier: MIT */
/* Cutting a page into blocks. A line is a block; lines of one width that go on in the next line are
 * one block together. */
#include "extract.h"
#include "letters.h"
#include "utf8.h"

static struct str line_at(struct str text, size_t at) {
    const char *end = at < text.n ? memchr(text.p + at, '\n', text.n - at) : NULL;
    return str_sub(text, at, end ? (size_t)(end - text.p) : text.n);
}

static bool is_item(struct str line) {
    if (line.n < 3) return false;
    if ((line.p[0] == '-' || line.p[0] == '*' || line.p[0] == '+' || line.p[0] == '>') &&
        line.p[1] == ' ')
        return true;
    if (str_starts(line, STR("•")) || str_starts(line, STR("–")) || str_starts(line, STR("—")))
        return true;
    size_t i = 0;
    while (i < line.n && is_digit(line.p[i])) i++;
    return i && i < 4 && i + 1 < line.n && (line.p[i] == '.' || line.p[i] == ')') &&
           line.p[i + 1] == ' ';
}

static bool has_tab(struct str line) {
    return line.n && memchr(line.p, '\t', line.n) != NULL;
}

/* A word cut at the line's end: pred- */
static bool ends_in_hyphen(struct str line) {
    size_t i = line.n;
    if (line.n < 8 || line.p[line.n - 1] != '-') return false;
    i--;
    uint32_t c = utf8_prev(line.p, &i);
    return is_letter(c);
}

static bool begins_small(struct str line) {
    uint32_t c = utf8_at(line.p, 0);
    return is_letter(c) && !is_upper(c);
}

/* Does a line of this width go on in the next one? Lines of one paragraph are all nearly as long as
 * the longest; a line that ends a sentence early does not. */
static bool goes_on(struct str line, struct str next, size_t longest, bool all) {
    size_t width = utf8_count(line.p, line.n), word = 0;
    if (next.n == 0 || is_item(next) || next.p[0] == '#' || has_tab(line) || has_tab(next) ||
        str_eq(line, next) || extract_is_crumb(next))
        return false;
    if (ends_in_hyphen(line) && begins_small(next)) return true;
    if (width < 40 || width > 110 || longest > 110) return false;
    while (word < next.n && next.p[word] != ' ') word++;
    if (width + word + 1 > longest) return true; /* the next word would not have fitted */
    char c = next.p[0];
    return ((c >= 'a' && c <= 'z') || all) && width * 4 > longest * 3;
}

static size_t longest_line(struct str text, size_t at) {
    size_t longest = 0;
    for (struct str line = line_at(text, at); at < text.n && str_trim(line).n;
         line = line_at(text, at)) {
        size_t n = utf8_count(line.p, line.n);
        if (n > longest) longest = n;
        at += line.n + 1;
    }
    return longest;
}

/* Moves *i over blanks and marks of Markdown, which are no part of words. */
static bool skip_marks(struct str s, size_t *i) {
    size_t from = *i;
    for (; *i < s.n; ++*i) {
        unsigned char c = (unsigned char)s.p[*i];
        bool no_break = c == 0xC2 && *i + 1 < s.n && (unsigned char)s.p[*i + 1] == 0xA0;
        if (c > ' ' && c != '*' && c != '#' && c != '_' && !no_break) break;
        *i += no_break;
    }
    return *i > from;
}

static uint64_t hash_words(uint64_t h, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        bool gap = skip_marks(s, &i);
        if (i == s.n) break;
        if (gap && h) h = (h ^ ' ') * 0x9E3779B97F4A7C15u;
        h = (h ^ (unsigned char)s.p[i]) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    return h;
}

uint64_t extract_hash(struct str s) {
    enum { END = 48 };
    if (s.n <= 2 * END) return hash_words(0, s);
    return hash_words(hash_words(0, str_sub(s, 0, END)), str_sub(s, s.n - END, s.n));
}

bool extract_same_words(struct str a, struct str b) {
    for (size_t i = 0, k = 0;; i++, k++) {
        bool x = skip_marks(a, &i), y = skip_marks(b, &k);
        if (i == a.n || k == b.n) return i == a.n && k == b.n;
        if ((x != y && i && k) || a.p[i] != b.p[k]) return false;
    }
}

static void add_block(struct blocks *b, size_t begin, size_t end, bool wrapped, bool far) {
    struct str s = str_trim(str_sub(b->text, begin, end));
    struct block *k = vec_push(b->doc->arena, &b->list);
    k->begin = (uint32_t)(s.p - b->text.p);
    k->end = k->begin + (uint32_t)s.n;
    k->wrapped = wrapped;
    k->far = far;
    k->repeats = -1;
    k->hash = extract_hash(s);
}

/* Is the paragraph at `at` wrapped throughout: does most of its lines go on in small letters? */
static bool is_wrapped(struct str text, size_t at, size_t longest) {
    size_t breaks = 0, small = 0;
    struct str line = line_at(text, at);
    if (longest > 110 || longest < 50) return false;
    for (at += line.n + 1; at < text.n; at += line.n + 1) {
        line = line_at(text, at);
        struct str words = str_trim(line);
        if (words.n == 0) break;
        breaks++;
        small += words.p[0] >= 'a' && words.p[0] <= 'z';
    }
    return breaks >= 2 && small * 2 >= breaks;
}

/* A row of a table that was cut inside a cell: it ends with a tab, and so begins the next line. */
static bool row_goes_on(struct str line, struct str next) {
    return line.n && next.n && line.p[line.n - 1] == '\t' && next.p[0] == '\t';
}

static void cut(struct blocks *b) {
    struct str text = b->text;
    size_t longest = 0;
    bool all = false; /* the paragraph is wrapped throughout */
    bool far = false, inside = false;
    for (size_t at = 0; at < text.n;) {
        struct str line = line_at(text, at), whole = line;
        if (str_trim(line).n == 0) {
            far = true, inside = false;
            at += line.n + 1;
            continue;
        }
        if (!inside) {
            longest = longest_line(text, at);
            all = is_wrapped(text, at, longest);
        }
        inside = true;
        bool wrapped = false;
        for (size_t next = at + line.n + 1; next < text.n; next = at + whole.n + 1) {
            struct str more = line_at(text, next);
            if (str_trim(more).n == 0 || (!row_goes_on(line, more) &&
                                          !goes_on(str_trim(line), str_trim(more), longest, all)))
                break;
            whole = str_sub(text, at, next + more.n);
            line = more;
            wrapped = true;
        }
        add_block(b, at, at + whole.n, wrapped, far);
        far = false;
        at += whole.n + 1;
    }
}

static unsigned count_links(struct str s) {
    unsigned n = 0;
    for (size_t i = 0; (i += str_find(str_sub(s, i, s.n), STR("]("))) + 2 < s.n; i += 2) {
        char c = s.p[i + 2];
        n += c == 'h' || c == 'm' || c == '/' || c == '#';
    }
    return n;
}

/* Footnote numbers that <sup>N</sup> (or [N], where there are notes) refers to; returns how many. */
static unsigned find_marks(struct blocks *b, struct str tag) {
    struct str s = b->text;
    unsigned n = 0;
    for (size_t i = 0; (i += str_find(str_sub(s, i, s.n), tag)) < s.n; i += tag.n) {
        unsigned v = 0;
        size_t k = i + tag.n;
        while (k < s.n && is_digit(s.p[k]) && v < 1000) v = v * 10 + (unsigned)(s.p[k++] - '0');
        if (v && v < 256) b->marks[v / 8] = (uint8_t)(b->marks[v / 8] | 1u << v % 8);
        n++;
    }
    return n;
}

/* Lines that begin with a number in brackets: notes at the end of a page. */
static bool has_notes(const struct blocks *b) {
    unsigned n = 0;
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct str s = str_sub(b->text, b->list.v[i].begin, b->list.v[i].end);
        size_t k = s.n && s.p[0] == '[' ? 1 : s.n;
        if (k < s.n && s.p[k] == '^') k++;
        size_t digits = k;
        while (k < s.n && is_digit(s.p[k])) k++;
        n += k > digits && k + 1 < s.n && s.p[k] == ']' && (s.p[k + 1] == ' ' || s.p[k + 1] == ':');
    }
    return n > 0;
}

/* Markdown is what shows two kinds of its marks, or several headings. */
static bool is_markdown(struct blocks *b) {
    unsigned headings = 0, strong = 0, rules = 0, autolinks = 0, sup = find_marks(b, STR("<sup>"));
    bool stars = memchr(b->text.p, '*', b->text.n), tags = memchr(b->text.p, '<', b->text.n);
    b->notes = memchr(b->text.p, '[', b->text.n) && has_notes(b);
    if (b->notes) find_marks(b, STR("["));
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct str s = str_sub(b->text, b->list.v[i].begin, b->list.v[i].end);
        size_t h = 0;
        while (h < s.n && s.p[h] == '#') h++;
        headings += h && h <= 6 && h < s.n && s.p[h] == ' ';
        rules += extract_is_rule(s);
        size_t open = stars && !strong ? str_find(s, STR("**")) : s.n;
        strong += open < s.n && str_find(str_sub(s, open + 2, s.n), STR("**")) < s.n - open - 2;
        if (tags && !autolinks) autolinks += str_find(s, STR("<http")) < s.n;
    }
    int kinds = (headings > 0) + (strong > 0) + (rules > 0) + (autolinks > 0) + (sup > 0) +
                (count_links(b->text) > 0);
    return headings >= 3 || kinds >= 2;
}

void extract_blocks(struct blocks *b, struct doc *d) {
    *b = (struct blocks){.doc = d, .text = d->text};
    cut(b);
    b->markdown = is_markdown(b);
}
