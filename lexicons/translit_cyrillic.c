/* SPDX-License-Identifier: MIT */
/* See translit.h: to Cyrillic. It goes word by word, for nj, lj, dž may be one letter or two. A word is
 * held as one byte a letter: small, Z S C K D for ž š č ć đ, J L N for the letters dž lj nj of U+01C4.
 *
 * Most words need no thought: they are letters of Serbian, small behind the first. For those there is
 * an automaton (translit_setup()) that writes as it reads, byte by byte; where anything else turns up,
 * it goes back to the last white space, and the stretch up to the next one is done with all rules. */
#include "translit.h"

#include "translit_words.h"
#include "utf8.h"

enum { WORD_MAX = 64 };

/* One letter of a word. */
struct letter {
    char code; /* see the top; '0' a digit, '?' a letter that Serbian has not, 0 none */
    bool capital;
    unsigned char bytes;
};

static char marked(char base, unsigned char mark) {
    if (mark == 0x81) return base == 'c' ? 'K' : '?';
    if (mark != 0x8C) return '?';
    return base == 'c' ? 'C' : base == 's' ? 'S' : base == 'z' ? 'Z' : '?';
}

static struct letter two_bytes(unsigned c) {
    static const char digraphs[] = "JJJLLLNNN";
    if (c >= 0x1C4 && c <= 0x1CC)
        return (struct letter){digraphs[c - 0x1C4], (c - 0x1C4) % 3 != 2, 2};
    switch (c) {
    case 0x106:
    case 0x107: return (struct letter){'K', c == 0x106, 2};
    case 0x10C:
    case 0x10D: return (struct letter){'C', c == 0x10C, 2};
    case 0xD0:
    case 0x110:
    case 0x189:
    case 0xF0:
    case 0x111: return (struct letter){'D', c != 0xF0 && c != 0x111, 2};
    case 0x160:
    case 0x161: return (struct letter){'S', c == 0x160, 2};
    case 0x17D:
    case 0x17E: return (struct letter){'Z', c == 0x17D, 2};
    default: break;
    }
    bool none = c < 0xC0 || c == 0xD7 || c == 0xF7 || c >= 0x250;
    return (struct letter){none ? 0 : '?', false, 2};
}

static struct letter letter_at(struct str s, size_t i) {
    unsigned char a = (unsigned char)s.p[i], b = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
    if (a >= '0' && a <= '9') return (struct letter){'0', false, 1};
    if (!is_ascii_alpha((char)a)) {
        if (a < 0xC3 || a > 0xC9 || (b & 0xC0) != 0x80) return (struct letter){0, false, 1};
        return two_bytes((a & 0x1Fu) << 6 | (b & 0x3Fu));
    }
    struct letter l = {(char)(a | 0x20), a < 'a', 1};
    if (b == 0xCC && i + 2 < s.n && ((unsigned char)s.p[i + 2] & 0xC0) == 0x80)
        l.code = marked(l.code, (unsigned char)s.p[i + 2]), l.bytes = 3;
    return l;
}

struct word {
    size_t begin, end; /* bytes of the text */
    unsigned n, capitals, digits;
    bool foreign, pairs; /* pairs: has a j or ž, which may be the end of a digraph */
    char code[WORD_MAX + 1];
    bool capital[WORD_MAX];
};

static void word_read(struct word *w, struct str s, size_t begin) {
    w->begin = w->end = begin;
    w->n = w->capitals = w->digits = 0;
    w->foreign = w->pairs = false;
    while (w->end < s.n && w->n < WORD_MAX) {
        struct letter l = letter_at(s, w->end);
        if (l.code == 0) break;
        w->foreign |= l.code == '?' || l.code == 'q' || l.code == 'w' || l.code == 'x' ||
                      l.code == 'y';
        w->pairs |= l.code == 'j' || l.code == 'Z';
        w->digits += l.code == '0';
        w->capitals += l.capital;
        w->capital[w->n] = l.capital;
        w->code[w->n++] = l.code;
        w->end += l.bytes;
    }
    w->code[w->n] = '\0';
}

static bool listed(const struct word *w, const char *const *words) {
    return str_in((struct str){w->code, w->n}, words);
}

static bool is_foreign(const struct word *w) {
    char first = w->code[0];
    if (w->foreign) return true;
    if (first < 'a' || first > 'z') return false;
    const char *const *words = foreign_words[first - 'a'];
    for (unsigned k = 0; k < FOREIGN_MOST && words[k]; k++)
        if (strcmp(w->code, words[k]) == 0) return true;
    return false;
}

static bool begins_split(struct str word) {
    for (const char *const *k = split_stems; *k; k++)
        if (word.p[0] == (*k)[0] && str_starts(word, str_of(*k))) return true;
    return false;
}

/* Are n+j, d+ž of this word two letters? */
static bool is_split(const struct word *w) {
    struct str word = {w->code, w->n};
    if (!w->pairs) return false;
    if (begins_split(word)) return true;
    for (const char *const *k = split_prefixes; *k; k++)
        if (word.p[0] == (*k)[0] && str_starts(word, str_of(*k)) && word.n > strlen(*k) &&
            begins_split(str_sub(word, strlen(*k), word.n)))
            return true;
    return false;
}

/* The part of a numeral for one decimal place, as "ixc" patterns allow it. */
static unsigned place(const char *p, char one, char five, char ten) {
    unsigned n = 0;
    if (p[0] == one && (p[1] == five || p[1] == ten)) return 2;
    if (p[0] == five) n = 1;
    for (unsigned k = 0; k < 3 && p[n] == one; k++) n++;
    return n;
}

static bool is_small_cyrillic(char a, char b) {
    unsigned char x = (unsigned char)a, y = (unsigned char)b;
    return (x == 0xD0 && y >= 0xB0 && y < 0xC0) || (x == 0xD1 && y >= 0x80 && y <= 0x9F);
}

/* Does a small letter of either script end before s.p[i]? */
static bool small_before(struct str s, size_t i) {
    if (s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z') return true;
    if (i < 2) return false;
    struct letter l = letter_at(s, i - 2);
    return is_small_cyrillic(s.p[i - 2], s.p[i - 1]) ||
           (l.bytes == 2 && l.code && l.code != '?' && !l.capital);
}

/* XX, IV, MCMXC; not MI, DI, CD, which are words. A single I is a numeral within a sentence, behind a
 * small letter: Petar I Karađorđević, but "RAT I MIR", "I on". */
static bool is_roman(const struct word *w, struct str s) {
    if (w->capitals != w->n || w->n == 0 || w->n > 15) return false;
    unsigned i = 0;
    while (i < 3 && w->code[i] == 'm') i++;
    i += place(w->code + i, 'c', 'd', 'm');
    i += place(w->code + i, 'x', 'l', 'c');
    i += place(w->code + i, 'i', 'v', 'x');
    if (i != w->n) return false;
    bool behind_small = w->begin >= 2 && s.p[w->begin - 1] == ' ' && small_before(s, w->begin - 1);
    bool stop = w->end < s.n && s.p[w->end] == '.';
    if (w->n == 1) return (w->code[0] == 'i' || w->code[0] == 'v') && behind_small && !stop;
    if (strcmp(w->code, "vi") == 0) return behind_small;
    return strchr(w->code, 'x') != NULL || strspn(w->code, "iv") == w->n;
}

static bool is_kept(const struct word *w, struct str s) {
    if (is_foreign(w) || is_roman(w, s)) return true;
    if (w->digits) { /* 1990ih, but mp3, H2O, 5G, 10km */
        size_t k = strspn(w->code, "0");
        bool ending = k == w->digits && k > 0 && w->capitals == 0;
        struct str rest = {w->code + k, w->n - k};
        return !ending || rest.n < 2 || str_in(rest, unit_words);
    }
    bool behind_number = w->begin >= 2 && s.p[w->begin - 1] == ' ' && is_digit(s.p[w->begin - 2]);
    return behind_number && listed(w, unit_words);
}

static unsigned cyrillic(char code) {
    static const uint16_t small[26] = {
        0x430, 0x431, 0x446, 0x434, 0x435, 0x444, 0x433, 0x445, 0x438, 0x458, 0x43A, 0x43B, 0x43C,
        0x43D, 0x43E, 0x43F, 0,     0x440, 0x441, 0x442, 0x443, 0x432, 0,     0,     0,     0x437};
    switch (code) {
    case 'Z': return 0x436;
    case 'S': return 0x448;
    case 'C': return 0x447;
    case 'K': return 0x45B;
    case 'D': return 0x452;
    case 'J': return 0x45F;
    case 'L': return 0x459;
    case 'N': return 0x45A;
    default: return small[code - 'a'];
    }
}

static size_t word_write(const struct word *w, char *out) {
    bool split = is_split(w);
    size_t n = 0;
    for (unsigned i = 0; i < w->n; i++) {
        char code = w->code[i], next = w->code[i + 1];
        bool capital = w->capital[i];
        if (code == '0') continue;
        /* only the first such pair: injekcija, but injektiranje has њ too */
        bool parted = split && ((next == 'Z' && code == 'd') || (next == 'j' && code == 'n'));
        if (parted) split = false;
        if (!parted && next == 'j' && code == 'l') code = 'L', i++;
        else if (!parted && next == 'j' && code == 'n') code = 'N', i++;
        else if (!parted && next == 'Z' && code == 'd') code = 'J', i++;
        unsigned c = cyrillic(code);
        if (capital) c -= c < 0x450 ? 0x20 : 0x50;
        n += utf8_put(out + n, c);
    }
    return n;
}

/* A byte without which nothing is an address. */
static bool is_mark(char c) {
    return c == '.' || c == ':' || c == '@' || c == '#';
}

/* The stretch from `i` to white space: an address, a handle, a tag? */
static bool is_address(struct str chunk) {
    const char *at = memchr(chunk.p, '@', chunk.n);
    if (at || str_find(chunk, STR("://")) < chunk.n || str_starts(chunk, STR("www."))) return true;
    size_t i = 0;
    while (i < chunk.n && (chunk.p[i] == '(' || chunk.p[i] == '"' || chunk.p[i] == '\'')) i++;
    if (i < chunk.n && chunk.p[i] == '#') return true;
    for (i = 1; i + 1 < chunk.n; i++) {
        size_t end = i + 1;
        if (chunk.p[i] != '.') continue;
        while (end < chunk.n && chunk.p[end] >= 'a' && chunk.p[end] <= 'z') end++;
        bool ends = end == chunk.n || !(is_ascii_alpha(chunk.p[end]) || chunk.p[end] & 0x80);
        if (ends && str_in(str_sub(chunk, i + 1, end), domains)) return true;
    }
    return false;
}

static size_t chunk_write(struct str s, size_t i, size_t end, char *out) {
    struct str upto = {s.p, end};
    size_t n = 0;
    while (i < end) {
        struct word w;
        word_read(&w, upto, i);
        if (w.n == 0) {
            out[n++] = s.p[i++];
            continue;
        }
        size_t digits = strspn(w.code, "0");
        bool kept = is_kept(&w, upto);
        size_t copied = kept ? w.end - i : digits;
        memcpy(out + n, s.p + i, copied);
        n += copied;
        if (!kept) n += word_write(&w, out + n);
        i = w.end;
    }
    return n;
}

static size_t thorough_chunk(struct str s, size_t *i, char *out) {
    size_t end = *i, n = 0;
    bool marks = false;
    for (; end < s.n && !is_space(s.p[end]); end++) marks |= is_mark(s.p[end]);
    if (marks && is_address(str_sub(s, *i, end))) {
        memcpy(out, s.p + *i, end - *i);
        n = end - *i;
    } else {
        n = chunk_write(s, *i, end, out);
    }
    *i = end;
    return n;
}

/* Where a walk through a text stands. */
struct walk {
    struct str s;
    char *out;
    size_t at, n;  /* next byte of the text, bytes written */
    uint32_t step; /* the last one; STEP_STOP: something needs thought */
};

/* No byte of a word that the walk has come through. */
static bool is_border(char c) {
    unsigned char u = (unsigned char)c;
    return !is_ascii_alpha(c) && u != 0xC4 && u != 0xC5 && (u < 0x80 || u > 0xBF);
}

/* Are the nj or dž that end before s.p[at] two letters? All split_stems go on for two letters. */
static bool pair_is_split(struct str s, size_t at) {
    if (at + 2 > s.n || is_border(s.p[at]) || is_border(s.p[at + 1])) return false;
    struct word w;
    size_t begin = at;
    while (begin > 0 && !is_border(s.p[begin - 1])) begin--;
    word_read(&w, s, begin);
    return is_split(&w);
}

/* One byte further. */
static inline uint32_t take(const struct translit *t, uint32_t step, const char **in, char **out) {
    uint32_t to = t->step[step >> STEP_NEXT][(unsigned char)*(*in)++];
    uint16_t two = (uint16_t)to;
    *out -= to >> STEP_BACK & 3;
    memcpy(*out, &two, 2);
    *out += to >> STEP_ADD & 3;
    return to;
}

/* Both go on until one of them stops or is at its end. What a byte becomes hangs on the bytes before, so
 * a walk alone waits for the table at each byte; two at a time wait together. */
static void walk_both(const struct translit *t, struct walk *a, struct walk *b) {
    const char *in_a = a->s.p + a->at, *in_b = b->s.p + b->at;
    char *out_a = a->out + a->n, *out_b = b->out + b->n;
    uint32_t step_a = a->step, step_b = b->step;
    size_t rest_a = a->s.n - a->at, rest_b = b->s.n - b->at;
    for (size_t k = rest_a < rest_b ? rest_a : rest_b; k > 0; k--) {
        step_a = take(t, step_a, &in_a, &out_a);
        step_b = take(t, step_b, &in_b, &out_b);
        if ((step_a | step_b) & STEP_STOP) break;
    }
    *a = (struct walk){a->s, a->out, (size_t)(in_a - a->s.p), (size_t)(out_a - a->out), step_a};
    *b = (struct walk){b->s, b->out, (size_t)(in_b - b->s.p), (size_t)(out_b - b->out), step_b};
}

static void walk_one(const struct translit *t, struct walk *w) {
    const char *in = w->s.p + w->at, *end = w->s.p + w->s.n;
    char *out = w->out + w->n;
    uint32_t step = w->step;
    while (in < end && !(step & STEP_STOP)) step = take(t, step, &in, &out);
    *w = (struct walk){w->s, w->out, (size_t)(in - w->s.p), (size_t)(out - w->out), step};
}

/* Back behind the last white space, and up to the next one with all rules. */
static void think(struct walk *w) {
    while (w->at > 0 && !is_space(w->s.p[w->at - 1])) w->at--;
    while (w->n > 0 && !is_space(w->out[w->n - 1])) w->n--;
    do {
        w->n += thorough_chunk(w->s, &w->at, w->out + w->n);
        for (; w->at < w->s.n && is_space(w->s.p[w->at]); w->at++) w->out[w->n++] = w->s.p[w->at];
    } while (w->at < w->s.n && w->at >= 2 && is_digit(w->s.p[w->at - 2]));
    w->step = 0;
}

/* Does what is wanted where a walk stopped: at a byte, or at the end of the text as if a blank stood
 * there. */
static void settle(const struct translit *t, struct walk *w) {
    if (w->step & STEP_PAIR && w->step & STEP_STOP && !pair_is_split(w->s, w->at))
        w->step &= ~(uint32_t)STEP_STOP;
    if (w->step & STEP_STOP) w->at--;
    else if (w->at < w->s.n || w->at == 0) return;
    else w->step = t->step[w->step >> STEP_NEXT][' '];
    if (w->step & STEP_STOP) think(w);
}

void translit_cyrillic_two(const struct translit *t, const struct str s[2], char *const out[2],
                           size_t n[2]) {
    struct walk a = {.s = s[0], .out = out[0]}, b = {.s = s[1], .out = out[1]};
    while (a.at < a.s.n && b.at < b.s.n) {
        walk_both(t, &a, &b);
        settle(t, &a);
        settle(t, &b);
    }
    for (struct walk *w = &a;; w = &b) {
        for (; w->at < w->s.n; settle(t, w)) walk_one(t, w);
        if (w == &b) break;
    }
    n[0] = a.n, n[1] = b.n;
}

size_t translit_cyrillic(const struct translit *t, struct str s, char *out) {
    size_t n[2];
    translit_cyrillic_two(t, (struct str[]){s, {"", 0}}, (char *[]){out, out}, n);
    return n[0];
}
