/* SPDX-License-Identifier: MIT */
/* A code page that was read as another one: Miletiæ → Miletić, na¹a ¾ena → naša žena, Áåîãðàä → Београд,
 * and C1 controls that are punctuation of windows-1252. The letters around a letter are the witness;
 * words of other languages have the same letters at other places (Bærum, père, naïve). */
#include "letters.h"
#include "normalise.h"
#include "utf8.h"

enum {
    WORD_MAX = 40, /* letters of a word; longer ones are none */
    SURE = 3,      /* score of a word, or of a line, that needs no other witness */
    STRETCH = 400, /* characters of a stretch of Cyrillic that are weighed together */
    CYRILLIC_MIN = 5,
};

struct tally {
    int score;    /* of all words that would be repaired */
    bool foreign; /* there are letters that our languages do not have */
    bool ours;    /* š ž đ, in place: they are the same in windows-1252 and cp1250 */
};

/* cp1250 and ISO 8859-2 for Latin-1. 0: the letter is the same, or no letter of ours. */
static uint32_t latin2(uint32_t c) {
    switch (c) {
    case 0xE6: return 0x107;
    case 0xC6: return 0x106;
    case 0xE8: return 0x10D;
    case 0xC8: return 0x10C;
    case 0xF0: return 0x111;
    case 0xD0: return 0x110;
    case 0xB9: return 0x161;
    case 0xA9:
    case 0x8A: return 0x160;
    case 0xBE:
    case 0x9E: return 0x17E;
    case 0xAE:
    case 0x8E: return 0x17D;
    case 0x9A: return 0x161;
    default: return 0;
    }
}

static bool in_word(uint32_t c) {
    return latin2(c) || (c != 0 && is_letter(c));
}

static bool vowel(uint32_t c) {
    c |= 32;
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool small(uint32_t c) {
    return c >= 'a' && c <= 'z';
}

/* How much the letter at w[i] speaks for Serbian or Croatian; the word has 0 at both ends. */
static int letter_score(const uint32_t *w, size_t i) {
    uint32_t a = w[i - 1], b = w[i + 1];
    switch (w[i]) {
    case 0xE6: /* Miletiæ, kuæa, veæ; not knæ, træer, Cæsar */
    case 0xC6:
        if (!a) return vowel(b) && w[i] == 0xE6 ? 1 : 0;
        if (b && !vowel(b)) return -2 * SURE;
        return (a | 32) == 'i' && i > 3 ? SURE : vowel(a) ? 2 : 0;
    case 0xE8: /* Beograèanin, èovek; not père, perchè */
    case 0xC8:
        if (b && vowel(b)) return 2;
        return !a && (b == 'l' || b == 'v') ? 1 : 0;
    case 0xBE: /* mo¾e, ¾ena; not 1¾ */
        if (!small(b) && b) return 0;
        return a && b ? SURE : 1;
    case 0xB9: /* na¹a, ¹kola; not the mark of a footnote¹ */
        if (!small(b)) return 0;
        return a ? 2 : 1;
    case 0xA9: /* ©kola, PRI©TINA */
    case 0xAE:
        if (!b || !is_letter(b)) return 0;
        return a ? 2 : 1;
    default: return 0;
    }
}

/* Reads the word at *i and moves *i behind it. -1: it cannot be one of ours. */
static int word_score(struct str s, size_t *i, size_t end, struct tally *t) {
    uint32_t w[WORD_MAX + 2] = {0};
    size_t n = 0;
    bool other = *i > 0 && is_digit(s.p[*i - 1]), any = false; /* 10¾ */
    bool number = other;
    while (*i < end) {
        size_t k = *i;
        uint32_t c = utf8_next(s.p, &k);
        if (!in_word(c)) break;
        *i = k;
        if (n < WORD_MAX) w[++n] = c;
        else other = true;
        if (latin2(c)) any = true;
        else if (c == 0x161 || c == 0x160 || c == 0x17E || c == 0x17D || c == 0x111 || c == 0x110)
            t->ours = true;
        else if (c >= 0x80) other = true;
    }
    if (other && !number) t->foreign = true;
    if (other || !any) return -1;
    int sum = 0;
    w[n + 1 < WORD_MAX + 2 ? n + 1 : n] = 0;
    for (size_t k = 1; k <= n; k++)
        if (latin2(w[k])) sum += letter_score(w, k);
    return sum;
}

static struct tally tally(struct str s, size_t at, size_t end) {
    struct tally t = {0, false, false};
    while (at < end) {
        size_t k = at;
        if (!in_word(utf8_next(s.p, &k))) {
            at = k;
            continue;
        }
        int score = word_score(s, &at, end, &t);
        if (score > 1) t.score += score; /* a sign before a word is no witness: ©AFP */
    }
    if (t.score > 0 && t.ours) t.score++;
    return t;
}

static void replace_letters(struct text *t, size_t at, size_t end) {
    struct str s = t->doc->text;
    while (at < end) {
        size_t k = at;
        uint32_t to = latin2(utf8_next(s.p, &k));
        if (to) {
            char *out = arena_alloc(t->doc->arena, 4);
            text_keep(t, (uint32_t)at - t->at);
            text_replace(t, (uint32_t)(k - at), (struct str){out, utf8_put(out, to)},
                         RULE_CODE_PAGE);
        }
        at = k;
    }
}

/* The words of a line, with what the line and the document say. */
static void latin_line(struct text *t, size_t at, size_t end, int document) {
    struct str s = t->doc->text;
    struct tally line = tally(s, at, end);
    if (line.score == 0) return;
    struct tally seen = {0, false, false};
    while (at < end) {
        size_t begin = at, k = at;
        if (!in_word(utf8_next(s.p, &k))) {
            at = k;
            continue;
        }
        int score = word_score(s, &at, end, &seen);
        bool good = score >= SURE || (score > 0 && (line.score >= SURE || document > SURE)) ||
                    (score == 0 && line.score > SURE && !line.foreign);
        if (good) replace_letters(t, begin, at);
    }
}

/* ---- Cyrillic that was read as Latin */

/* The Cyrillic letter of cp1251 that `c` of a page is; 0: none. */
static uint32_t cyrillic(const struct pages *p, enum page page, uint32_t c) {
    uint8_t b = page_byte(p, page, c);
    if (b < 0x80) return 0;
    uint32_t to = page_upper[PAGE_1251][b - 0x80];
    return to > 0x400 && to < 0x460 ? to : 0;
}

static bool cyrillic_vowel(uint32_t c) {
    switch (c < 0x430 && c > 0x40F ? c + 32 : c) {
    case 0x430: /* а е и о у ы э ю я */
    case 0x435:
    case 0x438:
    case 0x43E:
    case 0x443:
    case 0x44B:
    case 0x44D:
    case 0x44E:
    case 0x44F: return true;
    default: return false;
    }
}

/* Do the characters from `at` on, up to an ASCII letter or the end, read as Cyrillic in a page? Moves
 * *stop behind them. */
static bool cyrillic_stretch(const struct pages *p, enum page page, struct str s, size_t at,
                             size_t end, size_t *stop) {
    size_t letters = 0, vowels = 0, word = 0, longest = 0, rising = 0, bad = 0;
    uint32_t last = 0;
    size_t i = at;
    for (size_t n = 0; i < end && n < STRETCH; n++) {
        size_t k = i;
        uint32_t c = utf8_next(s.p, &k);
        if (c < 0x80 && is_ascii_alpha((char)c)) break;
        uint32_t to = c < 0x80 ? 0 : cyrillic(p, page, c);
        if (to) {
            letters++, word++;
            vowels += cyrillic_vowel(to);
            rising += last && to == last + 1;
            bad += last && is_lower(last) && is_upper(to);
        } else {
            bad += c >= 0x80 && is_letter(c);
            word = 0;
        }
        if (word > longest) longest = word;
        last = to;
        i = k;
    }
    *stop = i;
    return letters >= CYRILLIC_MIN && longest >= 4 && bad == 0 && rising * 3 < letters &&
           vowels * 100 >= letters * 25 && vowels * 100 <= letters * 65;
}

static void cyrillic_replace(const struct pages *p, enum page page, struct text *t, size_t at,
                             size_t end) {
    struct str s = t->doc->text;
    while (at < end) {
        size_t k = at;
        uint32_t c = utf8_next(s.p, &k), to = c < 0x80 ? 0 : cyrillic(p, page, c);
        if (to) {
            char *out = arena_alloc(t->doc->arena, 4);
            text_keep(t, (uint32_t)at - t->at);
            text_replace(t, (uint32_t)(k - at), (struct str){out, utf8_put(out, to)},
                         RULE_CODE_PAGE);
        }
        at = k;
    }
}

/* Goes over the stretches of a line without ASCII letters. */
static bool cyrillic_line(const struct pages *p, struct text *t, size_t at, size_t end) {
    static const enum page tried[] = {PAGE_1252, PAGE_1250};
    struct str s = t->doc->text;
    bool found = false, in_latin = false;
    const enum page *going =
        NULL; /* the page of the stretch before, when it was cut for its length */
    while (at < end) {
        size_t k = at, stop = at;
        uint32_t c = utf8_next(s.p, &k);
        bool starts = c >= 0x80 && !in_latin &&
                      (cyrillic(p, PAGE_1252, c) || cyrillic(p, PAGE_1250, c));
        in_latin = c < 0x80 && is_ascii_alpha((char)c);
        if (in_latin) going = NULL;
        for (size_t j = 0; starts && j < sizeof tried / sizeof *tried; j++) {
            if (!cyrillic_stretch(p, tried[j], s, at, end, &stop) && going != &tried[j]) continue;
            cyrillic_replace(p, tried[j], t, at, stop);
            going = &tried[j];
            found = true;
            break;
        }
        at = stop > k ? stop : k;
    }
    return found;
}

/* ---- C1 controls */

static const uint16_t c1_marks[32] = {
    0x20AC, 0,      0x201A, 0,      0x201E, 0x2026, 0x2020, 0x2021, 0,      0x2030, 0,
    0x2039, 0,      0,      0,      0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0,      0x2122, 0,      0x203A, 0,      0,      0,      0};

static bool is_c1(struct str s, size_t i) {
    return (unsigned char)s.p[i] == 0xC2 && (unsigned char)s.p[i + 1] < 0xA0;
}

/* Is 85 an ellipsis here, not a line's end? "well\x85 " has a blank behind, or other marks are C1. */
static bool has_dots(struct str s) {
    size_t dots = 0, ends = 0, others = 0;
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (!is_c1(s, i)) continue;
        unsigned char b = (unsigned char)s.p[i + 1];
        if (b != 0x85) others += c1_marks[b - 0x80] != 0;
        else if (i + 2 < s.n && (is_word(utf8_at(s.p, i + 2)) || s.p[i + 2] == '\n')) ends++;
        else if (i > 0 && !is_space(s.p[i - 1])) dots += i + 2 < s.n;
    }
    return others > 0 || dots > ends;
}

static void c1_marks_in(struct text *t, bool dots) {
    struct str s = t->doc->text;
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (!is_c1(s, i) || i < t->at) continue;
        unsigned char b = (unsigned char)s.p[i + 1];
        uint32_t to = b == 0x85 && !dots ? 0 : c1_marks[b - 0x80];
        size_t k = i;
        bool letter = (i > 0 && is_letter(utf8_prev(s.p, &k))) ||
                      (i + 2 < s.n && is_letter(utf8_at(s.p, i + 2)));
        if (letter && (b == 0x8A || b == 0x8E || b == 0x9A || b == 0x9E))
            to = latin2(b); /* š ž have one place in cp1250 and in cp1252 */
        if (to == 0) continue;
        char *out = arena_alloc(t->doc->arena, 4);
        text_keep(t, (uint32_t)i - t->at);
        text_replace(t, 2, (struct str){out, utf8_put(out, to)}, RULE_CODE_PAGE);
    }
}

/* ---- all */

/* What there may be in a text, so that most are passed over quickly. */
struct found {
    bool letters, cyrillic, c1;
};

static struct found look(struct str s) {
    struct found f = {false, false, false};
    size_t high = 0; /* letters beyond ASCII side by side */
    for (size_t i = 0; i < s.n;) {
        unsigned char a = (unsigned char)s.p[i];
        if (a < 0x80) {
            i = utf8_ascii_end(s, i + 1), high = 0;
            continue;
        }
        unsigned char b = (unsigned char)s.p[i + 1];
        if (a == 0xC2 && b < 0xA0) f.c1 = true;
        if ((a == 0xC2 && (b == 0xA9 || b == 0xAE || b == 0xB9 || b == 0xBE)) ||
            (a == 0xC3 && (b == 0x86 || b == 0xA6 || b == 0x88 || b == 0xA8)))
            f.letters = true;
        high = a < 0xC7 ? high + 1 : 0;
        if (high == 4) f.cyrillic = true;
        i += a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
    }
    return f;
}

static bool c1_repair(struct doc *d) {
    struct text t;
    bool dots = has_dots(d->text);
    text_open(&t, d);
    c1_marks_in(&t, dots);
    text_commit(&t);
    return t.edits.n > 0;
}

bool code_page_repair(const struct pages *p, struct doc *d) {
    struct found f = look(d->text);
    bool changed = f.c1 && c1_repair(d);
    if (!f.letters && !f.cyrillic) return changed;
    struct str s = d->text;
    int document = f.letters ? tally(s, 0, s.n).score : 0;
    struct text t;
    text_open(&t, d);
    for (size_t at = 0, end; at < s.n; at = end + 1) {
        const char *stop = memchr(s.p + at, '\n', s.n - at);
        end = stop ? (size_t)(stop - s.p) : s.n;
        if (f.cyrillic && cyrillic_line(p, &t, at, end)) continue;
        if (document > 0) latin_line(&t, at, end, document);
    }
    text_commit(&t);
    return changed || t.edits.n > 0;
}
