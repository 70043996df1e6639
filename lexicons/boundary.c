/* SPDX-License-Identifier: MIT */
/* See boundary.h. */
#include "boundary.h"

#include "known_word.h"
#include "letters.h"
#include "utf8.h"

enum {
    TITLE_WORDS = 20,
    TITLE_MIN = 2,
    REST_MIN = 12,
    AROUND = 600,
    AROUND_TITLE = 3000,
    PREFIX = 4,
    REACH = 8,
};

/* A word between blanks, without marks at its ends. */
struct word {
    size_t begin, end;
    uint64_t whole, tail;    /* hashes of its small letters, and of the last three */
    uint32_t before, behind; /* the first mark on each side, 0: none */
    enum {
        SHAPE_NONE,
        SHAPE_SMALL,
        SHAPE_CAPITAL,
        SHAPE_CAPITALS,
        SHAPE_NUMBER,
        SHAPE_OTHER
    } shape;
};

static bool is_end(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

enum { LJ = 600, NJ, DZ }; /* two Latin letters: second_letter() */

/* Small letters, Latin for Cyrillic. */
static uint32_t small_latin(uint32_t c) {
    static const uint16_t cyrillic[48] = {
        'a', 'b', 'v',   'g', 'd', 'e', 0x17E, 'z',   'i',   'j', 'k', 'l',   'm', 'n', 'o', 'p',
        'r', 's', 't',   'u', 'f', 'h', 'c',   0x10D, 0x161, 0,   0,   0,     0,   0,   0,   0,
        0,   0,   0x111, 0,   0,   0,   0,     0,     'j',   LJ,  NJ,  0x107, 0,   0,   0,   DZ};
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c < 0xDF) return c + 32;
    if (c >= 0x100 && c < 0x138) return c | 1;
    if (c >= 0x179 && c < 0x17F) return (c + 1) & ~1u;
    if (c >= 0x160 && c < 0x178) return c | 1;
    if (c >= 0x410 && c < 0x430) c += 32;
    else if (c >= 0x400 && c < 0x410) c += 80;
    if (c >= 0x430 && c < 0x460 && cyrillic[c - 0x430]) return cyrillic[c - 0x430];
    return c;
}

static uint32_t first_of(uint32_t l) {
    return l == LJ ? 'l' : l == NJ ? 'n' : l == DZ ? 'd' : 0;
}

/* Reads the word in s[begin, end). */
static struct word read_word(struct str s, size_t begin, size_t end) {
    struct word w = {.begin = begin, .end = end, .shape = SHAPE_NONE};
    uint32_t last[3] = {0, 0, 0};
    unsigned capitals = 0, smalls = 0, digits = 0;
    size_t i = begin, stop = end;
    while (i < end && !is_word(utf8_at(s.p, i))) {
        uint32_t c = utf8_next(s.p, &i);
        if (w.before == 0) w.before = c;
    }
    while (stop > i) {
        size_t k = stop;
        uint32_t c = utf8_prev(s.p, &k);
        if (is_word(c)) break;
        stop = k, w.behind = c;
    }
    if (i >= stop) return w;
    bool first = is_upper(utf8_at(s.p, i));
    w.whole = 0x9E37;
    while (i < stop) {
        uint32_t c = utf8_next(s.p, &i), l = small_latin(c);
        capitals += is_upper(c), smalls += is_lower(c), digits += is_number(c);
        if (first_of(l)) {
            w.whole = feature_mix(w.whole, first_of(l));
            last[0] = last[1], last[1] = last[2], last[2] = first_of(l);
            l = l == DZ ? 0x17E : 'j';
        }
        w.whole = feature_mix(w.whole, l);
        last[0] = last[1], last[1] = last[2], last[2] = l;
    }
    w.tail = (uint64_t)last[0] << 40 | (uint64_t)last[1] << 20 | last[2];
    if (digits) w.shape = smalls + capitals ? SHAPE_OTHER : SHAPE_NUMBER;
    else if (first)
        w.shape = smalls ? SHAPE_CAPITAL : capitals > 1 ? SHAPE_CAPITALS : SHAPE_CAPITAL;
    else w.shape = SHAPE_SMALL;
    return w;
}

static struct word word_left(const struct boundary *b, size_t end) {
    while (end > b->begin && is_space(b->text.p[end - 1])) end--;
    size_t begin = end;
    while (begin > b->begin && !is_space(b->text.p[begin - 1])) begin--;
    return read_word(b->text, begin, end);
}

static struct word word_right(const struct boundary *b, size_t begin) {
    while (begin < b->end && is_space(b->text.p[begin])) begin++;
    size_t end = begin;
    while (end < b->end && !is_space(b->text.p[end])) end++;
    return read_word(b->text, begin, end);
}

/* Auxiliaries and the like: titles have few, and in a sentence of Serbian they stand second. */
static bool is_auxiliary(struct str w) {
    static const char *const words[] = {
        "je",   "su",   "će",    "se",   "bi",   "nije", "nisu",   "neće", "је",
        "су",   "ће",   "се",    "би",   "није", "нису", "неће",   "is",   "are",
        "was",  "were", "has",   "have", "had",  "will", "është",  "janë", "ka",
        "kanë", "u",    "ishte", "do",   "po",   "said", "kishte", "po",   NULL};
    return w.n < 10 && str_in(w, words);
}

/* What the head looks like: words, capitals, marks, auxiliaries, words since the last capital; and
 * whether the next word's begin is in it, but for its first letter's case. */
struct head {
    unsigned words, capitals, marks, auxiliaries, since;
    unsigned repeats; /* 1: with the same capital, 2: in small letters */
};

static size_t prefix_end(struct str s, size_t i, size_t end) {
    for (unsigned n = 0; n < PREFIX && i < end; n++) utf8_next(s.p, &i);
    return i;
}

static struct head read_head(const struct boundary *b, const struct word *next) {
    struct head h = {.words = 0};
    struct str s = b->text;
    size_t at = next->begin;
    while (at < next->end && !is_word(utf8_at(s.p, at))) utf8_next(s.p, &at);
    size_t rest = at;
    uint32_t first = at < next->end ? utf8_next(s.p, &rest) : 0;
    size_t n = prefix_end(s, rest, next->end) - rest;
    for (size_t i = b->begin; i < b->left; i++) {
        char c = s.p[i];
        if (c == ',') h.marks |= 1;
        if (c == ':') h.marks |= 2;
        if (i > b->begin && !is_space(s.p[i - 1])) continue;
        size_t end = i;
        while (end < b->left && !is_space(s.p[end])) end++;
        bool capital = is_upper(utf8_at(s.p, i));
        h.words++;
        h.capitals += i > b->begin && capital;
        h.since = capital ? 0 : h.since + 1;
        h.auxiliaries += is_auxiliary(str_sub(s, i, end));
        size_t k = i;
        uint32_t c0 = utf8_next(s.p, &k);
        if (n < PREFIX || k + n > b->left || memcmp(s.p + k, s.p + rest, n) != 0) continue;
        if (c0 == first) h.repeats |= 1;
        else if (small_latin(c0) == small_latin(first)) h.repeats |= 2;
    }
    return h;
}

/* Words behind `at` up to the first auxiliary; REACH: none is near. */
static unsigned auxiliary_behind(const struct boundary *b, size_t at) {
    struct str s = b->text;
    for (unsigned n = 0; n < REACH; n++) {
        while (at < b->end && is_space(s.p[at])) at++;
        size_t end = at;
        while (end < b->end && !is_space(s.p[end])) end++;
        if (is_auxiliary(str_sub(s, at, end))) return n;
        at = end;
    }
    return REACH;
}

/* Is the word there again behind: with a small letter (so the capital begins a sentence: 1), or with
 * a capital inside a sentence (a name: 2)? */
static unsigned again(const struct boundary *b, const struct word *w, size_t around) {
    struct str s = b->text;
    size_t at = w->begin;
    while (at < w->end && !is_word(utf8_at(s.p, at))) utf8_next(s.p, &at);
    size_t rest = at;
    if (at >= w->end) return 0;
    uint32_t first = utf8_next(s.p, &rest);
    struct word bare = *w;
    while (bare.end > rest && !is_word((uint32_t)(unsigned char)s.p[bare.end - 1]) &&
           (unsigned char)s.p[bare.end - 1] < 0x80)
        bare.end--;
    size_t n = bare.end - rest, limit = w->end + around;
    if (limit > s.n) limit = s.n;
    unsigned found = 0;
    for (size_t i = w->end; i + n + 2 < limit; i++) {
        if (!is_space(s.p[i])) continue;
        size_t k = i + 1;
        uint32_t c = utf8_border(s.p[k]) ? utf8_next(s.p, &k) : 0;
        if (k + n > limit || memcmp(s.p + k, s.p + rest, n) != 0) continue;
        if (k + n < s.n && is_word(utf8_at(s.p, k + n))) continue;
        if (c == first) found |= is_end((uint32_t)(unsigned char)s.p[i - 1]) ? 0 : 2;
        else if (small_latin(c) == small_latin(first)) found |= 1;
    }
    return found;
}

/* How the dictionary knows the word: WORD_ bits. */
static unsigned known(const struct boundary *b, const struct word *w) {
    size_t begin = w->begin, end = w->end;
    while (begin < end && !is_word(utf8_at(b->text.p, begin))) utf8_next(b->text.p, &begin);
    while (end > begin) {
        size_t k = end;
        if (is_word(utf8_prev(b->text.p, &k))) break;
        end = k;
    }
    return known_word(b->words, b->lang, str_sub(b->text, begin, end));
}

static unsigned bucket(unsigned n) {
    return n < 8 ? n : n < 12 ? 8 : n < 16 ? 9 : 10;
}

/* Year, day of a month, other ordinal, Roman. */
static unsigned number_class(const struct boundary *b, const struct word *w) {
    unsigned value = 0;
    for (size_t i = w->begin; i < w->end; i++)
        if (is_digit(b->text.p[i])) value = (value * 10 + (unsigned)(b->text.p[i] - '0')) % 100000;
    if (w->shape != SHAPE_NUMBER) return 5;
    return value <= 12 ? 0 : value <= 31 ? 1 : value < 1000 ? 2 : value < 2100 ? 3 : 4;
}

struct out {
    uint64_t *v;
    unsigned n;
    uint64_t kind;
};

static void add(struct out *o, uint64_t a, uint64_t b) {
    o->v[o->n] = feature_mix(feature_mix(feature_mix(o->kind, o->n), a), b);
    o->n++;
}

unsigned boundary_features(const struct boundary *b, enum boundary_kind kind, uint64_t *out) {
    struct out o = {out, 0, (uint64_t)kind + 1};
    struct word w = word_left(b, b->left), w2 = word_left(b, w.begin);
    struct word n = word_right(b, b->next), n2 = word_right(b, n.end), n3 = word_right(b, n2.end);
    struct head h = read_head(b, &n);
    unsigned shapes = (unsigned)n.shape * 8 + (unsigned)n2.shape,
             found = again(b, &n, kind == BOUNDARY_TITLE ? AROUND_TITLE : AROUND);
    uint64_t place = (uint64_t)b->lang;
    uint64_t here = kind == BOUNDARY_NUMBER ? number_class(b, &w) : (uint64_t)w.shape;
    unsigned of_next = known(b, &n), of_last = known(b, &w);
    add(&o, of_next, place);
    add(&o, of_next, shapes);
    add(&o, of_next * 4 + of_last, here);
    add(&o, of_next * 4 + found, place);
    add(&o, of_next, n2.tail);
    add(&o, of_next, w.tail);
    add(&o, 0, 0);
    add(&o, place, 0);
    add(&o, here, place);
    add(&o, here, shapes);
    add(&o, n.whole, 0);
    add(&o, n.tail, (uint64_t)b->lang);
    add(&o, n.whole, here);
    add(&o, n2.whole, 0);
    add(&o, n2.tail, (uint64_t)b->lang);
    add(&o, n.tail, n2.tail);
    add(&o, n3.tail, 0);
    add(&o, n.behind, n.before);
    add(&o, n2.behind, shapes);
    add(&o, w2.whole, 0);
    add(&o, w2.tail, here);
    add(&o, w2.whole, here);
    add(&o, bucket(h.words), place);
    add(&o, h.marks, bucket(h.words));
    add(&o, h.capitals * 4 / (h.words + 1), shapes);
    add(&o, h.repeats, (uint64_t)n.shape);
    add(&o, h.repeats, place);
    add(&o, h.repeats * 4 + of_next, shapes);
    add(&o, found, (uint64_t)kind);
    add(&o, found, place);
    add(&o, found, shapes);
    if (kind == BOUNDARY_NUMBER) return o.n;
    add(&o, w.whole, 0);
    add(&o, w.tail, (uint64_t)b->lang);
    add(&o, w.behind, here);
    add(&o, w.tail, n.tail);
    add(&o, word_right(b, b->begin).whole, 0);
    unsigned behind = auxiliary_behind(b, n.end);
    add(&o, behind, (uint64_t)b->lang);
    add(&o, h.auxiliaries, behind);
    add(&o, h.since, shapes);
    add(&o, h.since, behind);
    return o.n;
}

int32_t boundary_score(const struct model *m, const struct boundary *b, enum boundary_kind kind) {
    uint64_t features[BOUNDARY_FEATURES];
    int32_t score = 0;
    unsigned n = boundary_features(b, kind, features);
    for (unsigned i = 0; i < n; i++) model_add(m, features[i], &score);
    return score;
}

/* The first letter behind opening marks. */
static uint32_t first_letter(struct str s, size_t i, size_t end) {
    while (i < end && is_open_mark(utf8_at(s.p, i))) utf8_next(s.p, &i);
    return i < end ? utf8_at(s.p, i) : 0;
}

/* A mark behind which no title ends: it goes on, or it is a sentence. */
static bool goes_on(uint32_t c) {
    return c == ',' || c == ';' || c == ':' || c == '-' || c == '(' || c == '/' || c == '&' ||
           is_dash(c) || is_end(c);
}

bool boundary_next_title(struct boundary *b) {
    struct str s = b->text;
    size_t i = b->next;
    unsigned words = 0;
    for (size_t k = b->begin; k < i; k++) words += is_space(s.p[k]) && !is_space(s.p[k + 1]);
    while (words < TITLE_WORDS) {
        while (i < b->end && !is_space(s.p[i])) i++;
        size_t left = i, last = i;
        while (i < b->end && is_space(s.p[i])) i++;
        words++;
        if (i + REST_MIN > b->end || left == b->begin) return false;
        uint32_t c = first_letter(s, i, b->end), mark = utf8_prev(s.p, &last);
        if (!is_upper(c)) continue;
        if (is_close_mark(mark) && last > b->begin) mark = utf8_prev(s.p, &last);
        bool initial = mark == '.' && last > b->begin &&
                       (last < b->begin + 2 || is_space(s.p[last - 2]));
        if (is_end(mark) && !initial) return false;
        if (words < TITLE_MIN || goes_on(mark)) continue;
        b->left = left, b->next = i;
        return true;
    }
    return false;
}
