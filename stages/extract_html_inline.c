/* SPDX-License-Identifier: MIT */
/* Text of HTML, between the source and what a reader sees. Source and decoded text of a node are laid
 * side by side, so that each entity is found where it stands; then the runs of a block are written.
 * Where the two cannot be laid side by side the whole node is one piece. */
#include "extract_html.h"
#include "utf8.h"

enum { NAME_MAX_BYTES = 32, LOOK_AHEAD = 12 };

static bool is_name_byte(char c) {
    return is_ascii_alpha(c) || is_digit(c);
}

size_t extract_html_tag(struct str s, size_t i) {
    if (i + 1 >= s.n) return 0;
    char c = s.p[i + 1];
    size_t k = i + 2;
    if (c == '!' && str_starts(str_sub(s, k, k + 2), STR("--"))) {
        k += 2;
        if (k < s.n && s.p[k] == '>') return k + 1 - i; /* <!--> */
        if (str_starts(str_sub(s, k, s.n), STR("->"))) return k + 2 - i;
        size_t end = k + str_find(str_sub(s, k, s.n), STR("--"));
        while (end + 2 < s.n && s.p[end + 2] != '>' &&
               !(s.p[end + 2] == '!' && end + 3 < s.n && s.p[end + 3] == '>'))
            end += 1 + str_find(str_sub(s, end + 1, s.n), STR("--"));
        if (end + 2 >= s.n) return s.n - i;
        return end + (s.p[end + 2] == '>' ? 3 : 4) - i;
    }
    bool tag = is_ascii_alpha(c) || (c == '/' && k < s.n && is_ascii_alpha(s.p[k]));
    if (!tag) {
        if (c != '!' && c != '?' && (c != '/' || k >= s.n)) return 0;
        const char *end = memchr(s.p + i, '>', s.n - i);
        return end ? (size_t)(end - s.p) + 1 - i : s.n - i;
    }
    while (k < s.n && !is_space(s.p[k]) && s.p[k] != '>' && s.p[k] != '/') k++;
    for (bool name = false; k < s.n && s.p[k] != '>'; k++) {
        if (s.p[k] != '=' || !name) { /* = before any name is one itself */
            if (!is_space(s.p[k])) name = s.p[k] != '/';
            continue;
        }
        name = false;
        do k++;
        while (k < s.n && is_space(s.p[k]));
        if (k >= s.n || s.p[k] == '>') break;
        if (s.p[k] == '"' || s.p[k] == '\'') {
            const char *end = memchr(s.p + k + 1, s.p[k], s.n - k - 1);
            if (end == NULL) return s.n - i;
            k = (size_t)(end - s.p);
        } else {
            while (k + 1 < s.n && !is_space(s.p[k + 1]) && s.p[k + 1] != '>') k++;
        }
    }
    return k < s.n ? k + 1 - i : s.n - i;
}

/* Do source and decoded text go on alike for a few bytes? An entity whose end is not marked is
 * settled by that. */
static bool goes_on(struct str s, size_t i, struct str d, size_t j) {
    for (int n = 0; n < LOOK_AHEAD && i < s.n; n++, i++, j++) {
        if (s.p[i] == '&' || s.p[i] == '<' || s.p[i] == '\r' || s.p[i] == '\0') return true;
        if (j >= d.n || s.p[i] != d.p[j]) return false;
    }
    return i < s.n || j == d.n;
}

/* Bytes of source that an entity at s[i] takes, and of decoded text at d[j]; false: it is text. */
static bool entity(struct str s, size_t i, struct str d, size_t j, size_t *in, size_t *out) {
    size_t k = i + 1;
    if (k < s.n && s.p[k] == '#') {
        k++;
        if (k < s.n && (s.p[k] == 'x' || s.p[k] == 'X')) k++;
        while (k < s.n && is_name_byte(s.p[k])) k++;
    } else {
        while (k < s.n && k - i < NAME_MAX_BYTES && is_name_byte(s.p[k])) k++;
    }
    size_t one = j, two;
    if (j >= d.n || k == i + 1) return false;
    utf8_next(d.p, &one);
    two = one;
    if (two < d.n) utf8_next(d.p, &two);
    if (k < s.n && s.p[k] == ';') k++;
    for (; k > i + 2; k--) {
        bool whole = goes_on(s, k, d, one);
        if (!whole && (two == one || !goes_on(s, k, d, two))) continue;
        *in = k - i;
        *out = (whole ? one : two) - j;
        return *in != *out || memcmp(s.p + i, d.p + j, *in) != 0;
    }
    return false;
}

struct align {
    struct str s, d; /* the source up to the node's end; its decoded text */
    size_t i, j, from;
    html_put *put;
    void *to;
};

static void flush(struct align *x) {
    if (x->i > x->from)
        x->put(x->to, &(struct html_piece){(uint32_t)x->from, (uint32_t)x->i, {NULL, 0}});
    x->from = x->i;
}

/* Whether all of it could be aligned; with `put` NULL only that is found out. */
static bool align(struct align *x) {
    while (x->i < x->s.n) {
        char c = x->s.p[x->i];
        size_t in = 0, out = 0;
        if (c == '<' && (in = extract_html_tag(x->s, x->i)) != 0) {
            if (x->put) flush(x);
            x->i += in;
            if (x->i > x->s.n) x->i = x->s.n;
            x->from = x->i;
        } else if (c == '\0' || (c == '\r' && x->i + 1 < x->s.n && x->s.p[x->i + 1] == '\n')) {
            bool kept = str_starts(str_sub(x->d, x->j, x->d.n), STR("\uFFFD"));
            if (c == '\0' && kept) x->j += 3;
            if (x->put) flush(x);
            x->from = ++x->i;
        } else if (c == '&' && entity(x->s, x->i, x->d, x->j, &in, &out)) {
            if (x->put) {
                flush(x);
                x->put(x->to, &(struct html_piece){(uint32_t)x->i, (uint32_t)(x->i + in),
                                                   str_sub(x->d, x->j, x->j + out)});
            }
            x->i += in, x->j += out;
            x->from = x->i;
        } else {
            if (x->j >= x->d.n) return false;
            if (c != x->d.p[x->j] && !(c == '\r' && x->d.p[x->j] == '\n')) return false;
            x->i++, x->j++;
        }
    }
    if (x->put) flush(x);
    return x->j == x->d.n;
}

void extract_html_align(struct str text, const GumboText *node, html_put *put, void *to) {
    const GumboStringPiece o = node->original_text;
    if (o.length == 0 || o.data < text.p || o.data + o.length > text.p + text.n) return;
    size_t begin = (size_t)(o.data - text.p);
    struct align x = {.s = str_sub(text, 0, begin + o.length),
                      .d = str_of(node->text),
                      .i = begin,
                      .from = begin};
    bool plain = x.d.n == o.length && memcmp(x.d.p, o.data, o.length) == 0;
    struct html_piece all = {(uint32_t)begin, (uint32_t)(begin + o.length), {NULL, 0}};
    struct align probe = x;
    if (plain) {
        put(to, &all);
    } else if (align(&probe)) {
        x.put = put, x.to = to;
        align(&x);
    } else {
        all.with = x.d;
        put(to, &all);
    }
}

static bool is_blank(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!is_space(s.p[i])) return false;
    return true;
}

/* Goes over a run of bytes that stay as they are, but for blanks: of several one is kept. */
static void literal(struct text *t, uint32_t end, bool pre, bool *blank) {
    const char *p = t->doc->text.p;
    while (t->at < end) {
        uint32_t n = 0;
        while (t->at + n < end && !is_space(p[t->at + n])) n++;
        if (n) *blank = false;
        text_keep(t, n);
        for (n = 0; t->at + n < end && is_space(p[t->at + n]);) n++;
        if (n == 0) continue;
        char want = pre && memchr(p + t->at, '\n', n) ? '\n' : ' ';
        if (*blank && want == ' ') text_drop(t, n, RULE_SPACE);
        else if (n == 1 && p[t->at] == want) text_keep(t, 1);
        else text_replace(t, n, (struct str){want == ' ' ? " " : "\n", 1}, RULE_SPACE);
        *blank = true;
    }
}

void extract_html_inline(struct text *t, const struct block *k, const struct blocks *b) {
    bool blank = true;
    for (uint32_t i = k->run; i < k->run_end; i++) {
        const struct html_run *r = &b->runs[i];
        uint32_t begin = r->begin < k->begin ? k->begin : r->begin;
        uint32_t end = r->end < k->end ? r->end : k->end;
        if (begin < t->at || begin >= end) continue;
        if (r->before && (!blank || r->before != ' ')) {
            text_replace(t, begin - t->at, (struct str){&r->before, 1}, RULE_MARKUP);
            blank = true;
        } else if (begin > t->at) {
            text_drop(t, begin - t->at, RULE_MARKUP);
        }
        if (r->rule == RULE_NONE) {
            literal(t, end, r->pre, &blank);
        } else if (is_blank(r->with)) {
            text_replace(t, end - begin, blank ? STR("") : STR(" "), r->rule);
            blank = blank || r->with.n > 0;
        } else {
            text_replace(t, end - begin, r->with, r->rule);
            blank = false;
        }
    }
    if (t->at < k->end) text_drop(t, k->end - t->at, RULE_MARKUP);
}
