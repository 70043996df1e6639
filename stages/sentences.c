/* SPDX-License-Identifier: MIT */
/* sentences: where each one begins and ends. A zone is never crossed. Inside it every . ! ? … is a
 * candidate, and what stands before and behind it decides: abbreviations, ordinals (24. septembra),
 * initials (J. D. Vance), quotes, glued sentences (Macedonia.The). */
#include "abbreviation.h"
#include "letters.h"
#include "stage.h"
#include "utf8.h"

struct scan {
    struct doc *doc;
    struct str s;       /* the text */
    uint32_t begin;     /* of the sentence in work */
    uint32_t from, end; /* the segment */
    enum lang lang;
    uint32_t hint; /* into languages */
};

static bool is_stop(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* Full stops of other scripts need no blank behind them. */
static bool is_hard_stop(uint32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static enum lang lang_at(struct scan *x, uint32_t at) {
    const struct doc *d = x->doc;
    while (x->hint < d->languages.n && d->languages.v[x->hint].span.end <= at) x->hint++;
    if (x->hint < d->languages.n && d->languages.v[x->hint].span.begin <= at)
        return d->languages.v[x->hint].lang;
    return d->lang;
}

static void emit(struct scan *x, uint32_t end) {
    struct str s = x->s;
    uint32_t begin = x->begin;
    while (begin < end && is_space(s.p[begin])) begin++;
    while (end > begin && is_space(s.p[end - 1])) end--;
    if (end > begin) {
        struct sentence *k = vec_push(x->doc->arena, &x->doc->sentences);
        *k = (struct sentence){.span = {begin, end}, .lang = lang_at(x, begin + (end - begin) / 2)};
    }
    x->begin = end;
}

/* The word before byte `at`: letters, digits, and dots between letters (p.sh, U.S). */
static struct str word_before(const struct scan *x, size_t at) {
    size_t begin = at;
    while (begin > x->from && at - begin < 64) {
        size_t i = begin;
        uint32_t c = utf8_prev(x->s.p, &i);
        bool inner = c == '.' && begin < at && i > x->from && is_letter(utf8_at(x->s.p, begin));
        if (!is_word(c) && !inner) break;
        begin = i;
    }
    while (begin < at && x->s.p[begin] == '.') begin++;
    return str_sub(x->s, begin, at);
}

static bool all_digits(struct str w) {
    for (size_t i = 0; i < w.n; i++)
        if (!is_digit(w.p[i])) return false;
    return w.n > 0;
}

/* One capital, or a digraph that is one letter: Dž. Lj. Nj. Sh. Xh. Th. */
static bool is_initial(struct str w) {
    static const char *const digraphs[] = {"Dž", "Lj", "Nj", "Dh", "Gj", "Sh",
                                           "Th", "Xh", "Zh", "Ll", "Rr"};
    size_t i = 0;
    if (w.n == 0 || !is_upper(utf8_next(w.p, &i))) return false;
    for (size_t k = 0; k < sizeof digraphs / sizeof *digraphs; k++)
        if (str_is(w, digraphs[k])) return true;
    return i == w.n;
}

/* Several capitals with dots between: M.K, U.S. */
static bool is_initials(struct str w) {
    size_t i = 0;
    unsigned n = 0;
    while (i < w.n) {
        if (!is_upper(utf8_next(w.p, &i))) return false;
        n++;
        if (i < w.n && w.p[i++] != '.') return false;
    }
    return n > 1;
}

static struct str word_at(struct str s, size_t at) {
    size_t i = at;
    while (i < s.n) {
        size_t k = i;
        uint32_t c = utf8_next(s.p, &k);
        if (!is_word(c) && !is_apostrophe(c)) break;
        i = k;
    }
    return str_sub(s, at, i);
}

/* Words that begin English sentences and no names: behind "U.S." they tell. */
static bool is_starter(struct str w) {
    static const char *const words[] = {
        "The",   "A",        "An",        "In",   "On",    "At",      "It",     "He",   "She",
        "They",  "We",       "I",         "But",  "And",   "However", "This",   "That", "These",
        "Those", "There",    "If",        "When", "While", "After",   "Before", "As",   "For",
        "His",   "Her",      "Their",     "Its",  "Our",   "Some",    "Many",   "Most", "According",
        "Since", "Although", "Meanwhile", "What", "You",   NULL};
    return str_in(w, words);
}

static bool is_roman(struct str w) {
    for (size_t i = 0; i < w.n; i++)
        if (memchr("IVXLC", w.p[i], 5) == NULL) return false;
    return w.n > 0;
}

/* Does a single dot behind `word` end the sentence, when a capital or a digit stands at `next`? */
static bool dot_ends(const struct scan *x, struct str word, size_t next) {
    size_t at = (size_t)(word.p - x->s.p);
    struct str after = word_at(x->s, next);
    bool first = at <= x->begin + 1; /* "1. Introduction" */
    if (word.n == 0) return true;
    if (all_digits(word)) {
        if (first) return false;
        if (x->lang != LANG_SR) return true;
        if (word.n >= 4) return true;
        return !is_roman(after) && !is_number(utf8_at(x->s.p, next));
    }
    if (is_initials(word)) return x->lang == LANG_EN && !first && is_starter(after);
    if (is_initial(word) && !(x->lang == LANG_EN && word.p[0] == 'I' && !first)) {
        bool behind_initial = at >= 2 && x->s.p[at - 1] == ' ' && x->s.p[at - 2] == '.';
        return !first && !behind_initial && x->lang == LANG_EN && is_starter(after);
    }
    if (is_roman(word) && word.n < 5 && x->lang == LANG_SR) return false;
    switch (abbreviation(x->lang, word)) {
    case ABBREVIATION_INNER: return false;
    case ABBREVIATION_MAY:
        if (is_number(utf8_at(x->s.p, next))) return false;
        if (x->lang == LANG_SR && word.n == 1)
            return at >= 2 && is_digit(x->s.p[at - 2 - (x->s.p[at - 1] == '.')])
                       ? true
                       : at >= 3 && is_digit(x->s.p[at - 3]);
        return x->lang != LANG_EN || is_starter(after) || memchr(word.p, '.', word.n) == NULL;
    default: return true;
    }
}

/* Where the next sentence's first letter or digit stands, behind quotes and brackets; s.n: nowhere. */
static size_t next_letter(const struct scan *x, size_t at, bool *opened) {
    *opened = false;
    for (unsigned signs = 0; at < x->end && signs < 32; signs++) {
        size_t i = at;
        uint32_t c = utf8_next(x->s.p, &i);
        if (is_word(c)) return at;
        if (!is_open_mark(c) && !is_dash(c) && c != '-' && c != '#' && c != '@' && c != '$' &&
            c != 0x20AC && !is_blank(c) && !is_stop(c))
            return at;
        *opened |= is_open_mark(c);
        at = i;
    }
    return x->s.n;
}

/* Is there no blank behind the dot, but a new sentence all the same? Macedonia.The, but not Koha.net. */
static bool is_glued(const struct scan *x, struct str word, size_t next) {
    size_t i = word.n;
    if (word.n < 3 || next >= x->end || !is_lower(utf8_prev(word.p, &i))) return false;
    struct str after = word_at(x->s, next);
    size_t k = 0;
    if (after.n < 2 || !is_upper(utf8_next(after.p, &k))) return false;
    size_t begin = (size_t)(word.p - x->s.p);
    if (begin > x->from &&
        (x->s.p[begin - 1] == '/' || x->s.p[begin - 1] == '@' || x->s.p[begin - 1] == '.'))
        return false;
    return (k < after.n && is_lower(utf8_at(after.p, k))) || after.n == 1;
}

/* Note marks that were left in the text belong to the sentence before: end.[3] [4] */
static size_t behind_marks(const struct scan *x, size_t end) {
    for (;;) {
        size_t i = end + (end < x->end && x->s.p[end] == ' '), digits;
        if (i >= x->end || x->s.p[i] != '[') return end;
        digits = ++i;
        while (i < x->end && is_digit(x->s.p[i])) i++;
        if (i == digits || i >= x->end || x->s.p[i] != ']') return end;
        end = i + 1;
    }
}

/* A candidate: the run of stops that begins at `at`. Moves *i behind it; ends the sentence there or
 * not. */
static void candidate(struct scan *x, size_t at, size_t *i) {
    struct str s = x->s;
    bool one_dot = s.p[at] == '.', opened;
    size_t stops = 0;
    *i = at;
    while (*i < x->end && is_stop(utf8_at(s.p, *i))) utf8_next(s.p, i), stops++;
    one_dot = one_dot && stops == 1;
    size_t end = *i;
    while (end < x->end && is_close_mark(utf8_at(s.p, end))) utf8_next(s.p, &end);
    end = behind_marks(x, end);
    struct str word = word_before(x, at);
    if (end >= x->end) return;
    if (!is_blank(utf8_at(s.p, end))) {
        if (one_dot && end == *i && is_glued(x, word, end)) emit(x, (uint32_t)end);
        return;
    }
    size_t next = next_letter(x, end, &opened);
    if (next >= x->end) return;
    /* a quote that opens behind the blank belongs to the next sentence, one without blank to this */
    uint32_t c = utf8_at(s.p, next);
    if (is_lower(c)) return;
    x->lang = lang_rules(lang_at(x, (uint32_t)at));
    if (one_dot && end == *i && !dot_ends(x, word, next)) return;
    emit(x, (uint32_t)end);
    *i = end;
}

static void segment(struct scan *x, uint32_t begin, uint32_t end) {
    x->from = x->begin = begin;
    x->end = end;
    for (size_t i = begin; i < end;) {
        unsigned char b = (unsigned char)x->s.p[i];
        if (b < 0x80) {
            if (b == '.' || b == '!' || b == '?') candidate(x, i, &i);
            else i++;
            continue;
        }
        size_t at = i;
        uint32_t c = utf8_next(x->s.p, &i);
        if (c == 0x2026) candidate(x, at, &i);
        else if (is_hard_stop(c)) emit(x, (uint32_t)i);
    }
    emit(x, end);
}

/* Cells of a table row are segments of their own. */
static void table_row(struct scan *x, struct span z) {
    uint32_t begin = z.begin;
    for (uint32_t i = z.begin; i < z.end; i++) {
        if (x->s.p[i] != '\t' && x->s.p[i] != '|') continue;
        segment(x, begin, i);
        begin = i + 1;
    }
    segment(x, begin, z.end);
}

/* Without zones a line is a segment. */
static void lines(struct scan *x) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i < x->s.n; i++) {
        if (x->s.p[i] != '\n') continue;
        segment(x, begin, i);
        begin = i + 1;
    }
    segment(x, begin, (uint32_t)x->s.n);
}

static enum status run(void *state, struct doc *d) {
    (void)state;
    struct scan x = {.doc = d, .s = d->text, .lang = lang_rules(d->lang)};
    d->sentences.n = 0; /* a record may bring some without their stage */
    if (!(d->layers & LAYER_ZONES)) lines(&x);
    for (uint32_t i = 0; i < d->zones.n; i++) {
        const struct zone *z = &d->zones.v[i];
        if (z->out) continue;
        uint32_t begin = z->span.begin;
        bool bullet = z->kind == ZONE_LIST && z->span.end > begin + 2 &&
                      memchr("-*+", x.s.p[begin], 3) && x.s.p[begin + 1] == ' ';
        if (bullet) begin += 2;
        if (z->kind == ZONE_TABLE) table_row(&x, z->span);
        else segment(&x, begin, z->span.end);
    }
    return OK;
}

const struct stage stage_sentences = {
    .name = "sentences",
    .help = "sentence boundaries, by rules for en, sq, sr in both scripts",
    .needs = LAYER_TEXT | LAYER_LANGUAGES,
    .gives = LAYER_SENTENCES,
    .run = run,
};
