/* SPDX-License-Identifier: MIT */
/* See words.h. */
#include "words.h"

#include "fold.h"
#include "letters.h"
#include "utf8.h"

enum { MAILBOX_MAX = 64 }; /* bytes of an address before its @ */

struct scan {
    struct doc *doc;
    struct words *out;
    struct str s;
    size_t keys_n;
    uint32_t sentence; /* hint */
    size_t last;       /* end of the word before */
    uint32_t last_sentence;
};

static bool starts(struct str s, size_t i, const char *word) {
    return str_starts(str_sub(s, i, s.n), str_of(word));
}

/* Length of an address at `i`: http://… www.… name@host @handle, or 0. */
static size_t address(struct str s, size_t i) {
    size_t n = i;
    bool url = starts(s, i, "http://") || starts(s, i, "https://") || starts(s, i, "www.") ||
               s.p[i] == '@';
    if (!url) {
        while (n < s.n && n - i < MAILBOX_MAX &&
               (is_ascii_alpha(s.p[n]) || is_digit(s.p[n]) || memchr("._%+-", s.p[n], 5)))
            n++;
        if (n == i || n >= s.n || s.p[n] != '@') return 0;
    }
    while (n < s.n && !is_space(s.p[n]) && s.p[n] != '>' && s.p[n] != ')' && s.p[n] != ']') n++;
    return n - i;
}

/* U.S. · J.D.: single capitals with dots are one word with its last dot. */
static size_t dotted(struct str s, size_t begin) {
    size_t i = begin;
    unsigned n = 0;
    while (i < s.n) {
        size_t k = i;
        if (!is_upper(utf8_next(s.p, &k)) || k >= s.n || s.p[k] != '.') break;
        i = k + 1, n++;
    }
    if (n >= 2 && i < s.n && is_letter(utf8_at(s.p, i))) { /* U.S.A without the last dot */
        size_t k = i;
        utf8_next(s.p, &k);
        if (k == s.n || !is_letter(utf8_at(s.p, k))) i = k;
    }
    return n >= 2 ? i : begin;
}

static bool is_domain(struct str s, size_t dot) {
    static const char *const tlds[] = {"com", "net", "org", "info", "rs", "al", "eu"};
    for (size_t k = 0; k < sizeof tlds / sizeof *tlds; k++) {
        size_t n = strlen(tlds[k]);
        if (dot + 1 + n <= s.n && memcmp(s.p + dot + 1, tlds[k], n) == 0 &&
            (dot + 1 + n == s.n || !is_word(utf8_at(s.p, dot + 1 + n))))
            return true;
    }
    return false;
}

/* Does the apostrophe at `i` stand inside a word? O’Brien, d’Ivoire, Qur’an; not Kosovo’s, t’i. */
static bool inner_apostrophe(struct str s, size_t i, size_t begin) {
    size_t k = i, n = 0;
    utf8_next(s.p, &k);
    if (k >= s.n || !is_letter(utf8_at(s.p, k))) return false;
    if (is_upper(utf8_at(s.p, k))) return i - begin <= 2;
    size_t e = k;
    while (e < s.n && is_letter(utf8_at(s.p, e))) utf8_next(s.p, &e), n++;
    return n >= 3 && i - begin >= 2 && is_upper(utf8_at(s.p, begin));
}

/* End of the word that begins at `begin`, a letter or digit. */
static size_t word_end(struct str s, size_t begin) {
    size_t i = begin + 1;
    while (i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z') i++;
    if (i > begin + 1 && i < s.n && s.p[i] == ' ' && is_ascii_alpha(s.p[begin]))
        return i; /* most */
    i = dotted(s, begin);
    if (i > begin) return i;
    bool digits = is_number(utf8_at(s.p, begin)), small = false;
    unsigned capitals = 0, n = 0;
    while (i < s.n) {
        size_t k = i;
        uint32_t c = utf8_next(s.p, &k);
        if (is_word(c)) {
            bool up = is_upper(c);
            if (up && small && capitals == 0 && n >= 3) break; /* post|Banjska */
            if (!up && n == capitals && capitals >= 2 && is_letter(c) && k + 3 < s.n &&
                is_lower(utf8_at(s.p, k)) && is_lower(utf8_at(s.p, k + 1)) &&
                is_lower(utf8_at(s.p, k + 2)))
                break; /* EU|brokered */
            capitals += up, n++;
            small |= !up;
            i = k;
        } else if (digits && (c == '.' || c == ',') && k < s.n && is_digit(s.p[k])) {
            i = k;
        } else if (c == '.' && n > 2 && is_domain(s, i)) {
            i = k;
        } else if (is_apostrophe(c) && inner_apostrophe(s, i, begin)) {
            i = k;
        } else {
            break;
        }
    }
    return i > begin ? i : begin + 1;
}

static enum gap gap_between(struct str s, size_t from, size_t to, unsigned letters_before) {
    struct str g = str_sub(s, from, to);
    size_t blanks = 0, others = 0;
    enum gap kind = GAP_NONE;
    if (g.n == 0) return GAP_NONE;
    if (g.n > 8) return GAP_BREAK;
    for (size_t i = 0; i < g.n;) {
        uint32_t c = utf8_next(g.p, &i);
        if (c == '\n' && i < g.n && g.p[i] == '\n') return GAP_BREAK;
        if (is_blank(c) && c != '\t') {
            blanks++;
            continue;
        }
        others++;
        kind = is_hyphen(c)                      ? GAP_HYPHEN
               : is_dash(c)                      ? GAP_DASH
               : c == '/'                        ? GAP_SLASH
               : c == '&'                        ? GAP_AND
               : c == '.' && letters_before <= 5 ? GAP_DOT
               : is_apostrophe(c)                ? GAP_CLITIC
               : c == ','                        ? GAP_COMMA
                                                 : GAP_BREAK;
    }
    if (others > 1) return GAP_BREAK;
    if (others == 0) return GAP_SPACE;
    if (kind == GAP_DOT && blanks == 0) return GAP_BREAK;
    if (kind == GAP_CLITIC && blanks) return GAP_BREAK;
    if (kind == GAP_HYPHEN && blanks > 1) return GAP_DASH;
    return kind;
}

static enum shape shape_of(struct str s, uint8_t *letters) {
    unsigned upper = 0, lower = 0, n = 0;
    bool first_upper = false, late = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c)) continue;
        bool up = is_upper(c);
        if (n == 0) first_upper = up;
        late |= up && lower > 0;
        upper += up, lower += !up, n++;
    }
    *letters = (uint8_t)(n < 255 ? n : 255);
    if (n == 0) return SHAPE_NUMBER;
    if (lower == 0 && upper >= 2) return SHAPE_UPPER;
    if (first_upper && upper >= 2 && (late || upper > 2)) return SHAPE_MIXED;
    return first_upper ? SHAPE_TITLE : SHAPE_LOWER;
}

/* Shape and key in one pass, of a word of ASCII letters, as most are. False: it is another. */
static bool add_plain(const struct scan *x, struct word *w, size_t begin, size_t end) {
    const char *p = x->s.p + begin;
    char *key = x->out->keys + x->keys_n;
    size_t n = end - begin, upper = 0;
    bool late = false;
    for (size_t i = 0; i < n; i++) {
        char small = (char)(p[i] | 0x20);
        if (small < 'a' || small > 'z') return false;
        bool up = p[i] != small;
        late |= up && upper < i;
        upper += up;
        key[i] = small;
    }
    bool capital = (p[0] & 0x20) == 0;
    w->key = (struct str){key, n};
    w->letters = (uint8_t)(n < 255 ? n : 255);
    w->shape = capital ? SHAPE_TITLE : SHAPE_LOWER;
    if (capital && upper >= 2 && (late || upper > 2)) w->shape = SHAPE_MIXED;
    if (upper >= 2 && upper == n) w->shape = SHAPE_UPPER;
    return true;
}

static void add(struct scan *x, size_t begin, size_t end) {
    struct doc *d = x->doc;
    struct word *w = vec_push(d->arena, &x->out->list);
    const struct word *before = x->out->list.n > 1 ? w - 1 : NULL;
    w->span = (struct span){(uint32_t)begin, (uint32_t)end};
    w->lang = doc_lang_at(d, (uint32_t)begin, &x->sentence);
    bool inside = x->sentence < d->sentences.n && d->sentences.v[x->sentence].span.begin <= begin;
    w->sentence = inside ? x->sentence : UINT32_MAX;
    if (!add_plain(x, w, begin, end)) {
        struct str text = str_sub(x->s, begin, end);
        char *key = x->out->keys + x->keys_n;
        w->shape = (uint8_t)shape_of(text, &w->letters);
        w->key = (struct str){key, fold(text, key)};
    }
    w->first = before == NULL || before->sentence != w->sentence || w->sentence == UINT32_MAX;
    w->gap = GAP_BREAK;
    if (!w->first) w->gap = (uint8_t)gap_between(x->s, x->last, begin, before->letters);
    x->keys_n += w->key.n;
    x->last = end;
}

static void judge_sentences(struct scan *x) {
    struct doc *d = x->doc;
    struct words *o = x->out;
    o->shouting = arena_alloc(d->arena, d->sentences.n + 1);
    o->titled = arena_alloc(d->arena, d->sentences.n + 1);
    memset(o->shouting, 0, d->sentences.n + 1);
    memset(o->titled, 0, d->sentences.n + 1);
    for (uint32_t i = 0; i < o->list.n;) {
        uint32_t s = o->list.v[i].sentence, upper = 0, capital = 0, longer = 0, n = 0;
        for (; i < o->list.n && o->list.v[i].sentence == s; i++) {
            const struct word *w = &o->list.v[i];
            if (w->shape == SHAPE_NUMBER) continue;
            n++;
            upper += w->shape == SHAPE_UPPER || (w->letters == 1 && w->shape == SHAPE_TITLE);
            longer += w->letters >= 4;
            capital += w->letters >= 4 && word_is_capital(w);
        }
        if (s == UINT32_MAX) continue;
        o->shouting[s] = n >= 3 && upper * 10 >= n * 7;
        bool stops = x->s.p[d->sentences.v[s].span.end - 1] == '.';
        o->titled[s] = !stops && longer >= 3 && capital * 10 >= longer * 8;
    }
}

static void index_blocks(struct scan *x) {
    struct words *w = x->out;
    uint32_t n = w->n_blocks = (uint32_t)(x->s.n / WORDS_BLOCK + 1);
    w->blocks = arena_alloc(x->doc->arena, n * sizeof *w->blocks);
    uint32_t word = 0;
    for (uint32_t k = 0; k < n; k++) {
        while (word < w->list.n && w->list.v[word].span.begin < k * WORDS_BLOCK) word++;
        w->blocks[k] = word;
    }
}

const struct words *words_of(struct doc *d) {
    if (d->words) return d->words;
    struct words *w = d->words = arena_alloc(d->arena, sizeof *w);
    struct scan x = {.doc = d, .out = w, .s = d->text};
    *w = (struct words){.keys = arena_alloc(d->arena, FOLD_GROWTH * d->text.n + 16)};
    bool mails = d->text.n && memchr(d->text.p, '@', d->text.n);
    for (size_t i = 0; i < d->text.n;) {
        unsigned char b = (unsigned char)d->text.p[i];
        size_t at = i, n;
        if (b < 0x80 && !is_ascii_alpha((char)b) && !is_digit((char)b) && b != '@') {
            i++;
            continue;
        }
        uint32_t c = utf8_next(d->text.p, &i);
        if (!is_word(c) && c != '@') continue;
        if (c < 0x80 &&
            (c == '@' || c == 'h' || c == 'w' ||
             (mails && memchr(d->text.p + at, '@', d->text.n - at < 40 ? d->text.n - at : 40))) &&
            (n = address(d->text, at)) != 0) {
            i = at + n;
            continue;
        }
        if (c == '@') continue;
        i = word_end(d->text, at);
        add(&x, at, i);
    }
    judge_sentences(&x);
    index_blocks(&x);
    return w;
}

uint32_t words_at(const struct words *w, uint32_t at) {
    if (at / WORDS_BLOCK >= w->n_blocks) return w->list.n;
    uint32_t i = w->blocks[at / WORDS_BLOCK];
    while (i < w->list.n && w->list.v[i].span.begin < at) i++;
    return i;
}
