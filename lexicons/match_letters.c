/* SPDX-License-Identifier: MIT */
/* Names become letters, one byte for a grapheme, so that both scripts and all orthographies meet:
 *
 *   a … z   the Latin letter        C č   K ć ќ   Q ç (Albanian)   q q (Albanian)
 *   S š sh  Z ž zh   D đ ђ   X dj   G gj ѓ   J dž xh
 *   L lj    W ll     N nj    R rr   E ë      T th   H dh
 *
 * What is not a letter parts words. */
#include "fold.h"
#include "letters.h"
#include "match.h"
#include "match_words.h"
#include "utf8.h"

enum orthography orthography_from(struct str word) {
    static const struct {
        const char *word;
        enum orthography orth;
    } rows[] = {{"sq", ORTH_SQ},    {"sr-Latn", ORTH_SLAV}, {"sr-Cyrl", ORTH_SLAV},
                {"sr", ORTH_SLAV},  {"hr", ORTH_SLAV},      {"bs", ORTH_SLAV},
                {"me", ORTH_SLAV},  {"cnr", ORTH_SLAV},     {"sh", ORTH_SLAV},
                {"hbs", ORTH_SLAV}, {"cyrl", ORTH_SLAV},    {"mk", ORTH_MK},
                {"ru", ORTH_RU},    {"aln", ORTH_SQ}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(word, rows[i].word)) return rows[i].orth;
    return ORTH_ANY;
}

/* U+0400 … U+045F, small and capital alike; '.' none, '-' nothing. */
static char cyrillic(uint32_t c, enum orthography orth) {
    static const char letters[] = "abvgdeZzijklmnoprstufhcCSS-y-eua"; /* U+0430 … U+044F */
    static const char russian[] = "abvgdeZzijklmnoprstufhcCSS-i-eua";
    if (c >= 0x410 && c < 0x430) c += 0x20;
    if (c < 0x410) c += 0x50;
    if (c < 0x450) return (orth == ORTH_SLAV || orth == ORTH_MK ? letters : russian)[c - 0x430];
    switch (c) {
    case 0x451: return 'o'; /* ё */
    case 0x452: return 'D';
    case 0x453: return 'G';
    case 0x454: return 'e';
    case 0x455: return 'x';
    case 0x456:
    case 0x457: return 'i';
    case 0x458: return 'j';
    case 0x459: return 'L';
    case 0x45A: return 'N';
    case 0x45B:
    case 0x45C: return 'K';
    case 0x45F: return 'J';
    default: return '.';
    }
}

/* What the letters of Serbian became where cp1250 or ISO 8859-2 was read as Latin-1; 0: nothing. */
static char misread(uint32_t c) {
    switch (c) {
    case 0xC8:
    case 0xE8: return 'C';
    case 0xC6:
    case 0xE6: return 'K';
    case 0x8A:
    case 0x9A:
    case 0xA9:
    case 0xB9:
    case 0xAA:
    case 0xBA: return 'S';
    case 0x8E:
    case 0x9E:
    case 0xAE:
    case 0xBE: return 'Z';
    default: return 0;
    }
}

/* Latin letters with marks, by code point. */
static char marked(uint32_t c, enum orthography orth) {
    switch (c) {
    case 0x10C:
    case 0x10D: return 'C';
    case 0x106:
    case 0x107: return 'K';
    case 0xC7:
    case 0xE7: return 'Q';
    case 0x160:
    case 0x161:
    case 0x15E:
    case 0x15F: return 'S';
    case 0x17D:
    case 0x17E: return 'Z';
    case 0x110:
    case 0x111:
    case 0xD0:
    case 0xF0: return 'D';
    case 0xCB:
    case 0xEB: return orth == ORTH_ANY || orth == ORTH_SQ ? 'E' : 'e';
    case 0x131:
    case 0x130: return 'i';
    case 0x142: return 'l';
    case 0xDF: return 's';
    default: return '.';
    }
}

/* A word of both scripts is one that looks like a word of the script that has letters of its own in
 * it: the others are there by mistake. */
enum reading { READ_AS_IS, READ_CYRILLIC, READ_LATIN };

/* Cyrillic letters that look like Latin ones, and the Latin ones. */
static const struct {
    uint16_t cyrillic;
    char latin, as_cyrillic, as_latin;
} look_alikes[] = {
    {0x410, 'A', 'a', 'a'}, {0x430, 'a', 'a', 'a'}, {0x412, 'B', 'v', 'b'}, {0x421, 'C', 's', 'c'},
    {0x441, 'c', 's', 'c'}, {0x415, 'E', 'e', 'e'}, {0x435, 'e', 'e', 'e'}, {0x41D, 'H', 'n', 'h'},
    {0x406, 'I', 'i', 'i'}, {0x456, 'i', 'i', 'i'}, {0x408, 'J', 'j', 'j'}, {0x458, 'j', 'j', 'j'},
    {0x41A, 'K', 'k', 'k'}, {0x41C, 'M', 'm', 'm'}, {0x41E, 'O', 'o', 'o'}, {0x43E, 'o', 'o', 'o'},
    {0x420, 'P', 'r', 'p'}, {0x440, 'p', 'r', 'p'}, {0x405, 'S', 's', 's'}, {0x455, 's', 's', 's'},
    {0x422, 'T', 't', 't'}, {0x425, 'X', 'h', 'x'}, {0x445, 'x', 'h', 'x'}, {0x423, 'Y', 'u', 'y'},
    {0x443, 'y', 'u', 'y'}, {0x417, '3', 'z', 'z'}};

static bool is_cyrillic(uint32_t c) {
    return c >= 0x400 && c < 0x460;
}

/* The letter that one of the other script was meant to be; 0: it looks like none. */
static char meant(uint32_t c, enum reading reading) {
    for (size_t k = 0; k < sizeof look_alikes / sizeof *look_alikes; k++) {
        if (c == look_alikes[k].cyrillic)
            return reading == READ_LATIN ? look_alikes[k].as_latin : look_alikes[k].as_cyrillic;
        if (c == (unsigned char)look_alikes[k].latin)
            return reading == READ_LATIN ? look_alikes[k].as_latin : look_alikes[k].as_cyrillic;
    }
    return 0;
}

/* How to read the word at s.p[i]. */
static enum reading reading_of(struct str s, size_t i, bool *mixed) {
    bool latin = false, cyrillic = false, only_latin = false, only_cyrillic = false;
    while (i < s.n) {
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c) && !is_mark(c)) break;
        bool own = !is_mark(c) && meant(c, READ_LATIN) == 0;
        if (is_cyrillic(c)) cyrillic = true, only_cyrillic |= own;
        else latin |= !is_mark(c), only_latin |= own;
    }
    if (!latin || !cyrillic) return READ_AS_IS;
    *mixed = true;
    if (only_latin == only_cyrillic) return READ_AS_IS;
    return only_latin ? READ_LATIN : READ_CYRILLIC;
}

/* Has the name letters of both scripts? Cyrillic is two bytes that begin with D0 or D1. */
static bool has_both(struct str s) {
    bool latin = false, cyrillic = false;
    for (size_t i = 0; i < s.n; i++) {
        cyrillic |= ((unsigned char)s.p[i] & 0xFE) == 0xD0;
        latin |= is_ascii_alpha(s.p[i]);
    }
    return latin && cyrillic;
}

/* One code point as a letter; '.' parts words, '-' is dropped. */
static char letter_of(uint32_t c, enum orthography orth) {
    if (c < 0x80) return is_ascii_alpha((char)c) || is_digit((char)c) ? (char)(c | 0x20) : '.';
    if (is_cyrillic(c)) return cyrillic(c, orth);
    if (is_mark(c) || c == 0xAD || is_apostrophe(c)) return '-';
    char to = orth == ORTH_SLAV ? misread(c) : 0;
    if (to == 0) to = marked(c, orth);
    if (to != '.' || !is_letter(c)) return to;
    char text[4], key[FOLD_GROWTH * sizeof text];
    size_t n = fold((struct str){text, utf8_put(text, c)}, key);
    return n && is_ascii_alpha(key[0]) ? key[0] : '?';
}

/* A mark that stands behind its letter makes it another one. */
static char with_mark(char letter, uint32_t mark) {
    static const struct {
        char letter, to;
        uint16_t mark;
    } rows[] = {{'c', 'C', 0x30C}, {'s', 'S', 0x30C}, {'z', 'Z', 0x30C}, {'x', 'J', 0x30C},
                {'c', 'K', 0x301}, {'k', 'K', 0x301}, {'g', 'G', 0x301}, {'c', 'Q', 0x327},
                {'s', 'S', 0x327}, {'e', 'E', 0x308}, {'i', 'j', 0x306}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (rows[k].letter == letter && rows[k].mark == mark) return rows[k].to;
    return letter;
}

/* Two letters that are one grapheme in the orthography; 0: none. */
static char digraph(char a, char b, enum orthography orth) {
    bool slav = orth == ORTH_SLAV || orth == ORTH_MK || orth == ORTH_RU;
    switch (b) {
    case 'j': return a == 'l' ? 'L' : a == 'n' ? 'N' : a == 'd' ? 'X' : a == 'g' && !slav ? 'G' : 0;
    case 'h':
        if (slav) return 0;
        return a == 's'                       ? 'S'
               : a == 'z'                     ? 'Z'
               : a == 'x'                     ? 'J'
               : a == 't'                     ? 'T'
               : a == 'd'                     ? 'H'
               : a == 'c' && orth == ORTH_ANY ? 'C'
                                              : 0;
    case 'l': return a == 'l' ? 'W' : 0;
    case 'r': return a == 'r' ? 'R' : 0;
    case 'Z': return a == 'd' ? 'J' : 0;
    case 'z': return a == 'd' ? 'x' : 0;
    default: return 0;
    }
}

static void put_letter(struct match_word *w, char c, enum orthography orth) {
    char both = w->n ? digraph(w->letter[w->n - 1], c, orth) : 0;
    if (both) w->letter[w->n - 1] = both;
    else if (w->n < MATCH_LETTERS) w->letter[w->n++] = c;
}

/* Russian я ю ё е behind a vowel have a j in other scripts. */
static bool has_j(uint32_t c, enum orthography orth) {
    return orth != ORTH_SLAV && orth != ORTH_MK &&
           (c == 0x42F || c == 0x44F || c == 0x42E || c == 0x44E || c == 0x407 || c == 0x457);
}

static bool is_marked(uint32_t c, char to) {
    bool marked = to == 'C' || to == 'K' || to == 'S' || to == 'Z' || to == 'D';
    return marked && c >= 0x80 && !is_cyrillic(c);
}

/* What the letter says about the name. */
static void note(struct match_name *name, uint32_t c) {
    if (c < 0x80) return;
    name->cyrillic |= is_cyrillic(c);
    name->bare = false;
}

static const char *read_words(struct match_name *name, struct str s, enum orthography orth) {
    bool both = has_both(s), letters = false;
    enum reading reading = READ_AS_IS;
    struct match_word *w = NULL;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        if (w == NULL && both) reading = reading_of(s, i, &name->mixed);
        uint32_t c = utf8_next(s.p, &i);
        char to = reading == READ_AS_IS ? 0 : meant(c, reading);
        if (to == 0) to = letter_of(c, orth);
        if (to == '-') {
            if (w) w->letter[w->n - 1] = with_mark(w->letter[w->n - 1], c);
            continue;
        }
        if (to == '.') {
            bool inside = c == '.' && i < s.n && s.p[i] != ' '; /* U.S. */
            if (w && c == '.') w->initial = w->n == 1 && !inside;
            if (!inside) w = NULL;
            continue;
        }
        if (w == NULL) {
            if (name->words == MATCH_WORDS) return "the name has too many words";
            w = &name->word[name->words++];
            w->n = w->marks = 0;
            w->initial = false;
            w->from = (uint16_t)at;
        }
        letters |= !is_digit(to);
        name->foreign |= to == '?';
        w->to = (uint16_t)i;
        note(name, c);
        w->marks = (uint8_t)(w->marks + is_marked(c, to));
        if (has_j(c, orth)) put_letter(w, 'j', orth);
        put_letter(w, to, orth);
        if (w->n == MATCH_LETTERS) return "a word of the name is too long";
    }
    return letters ? NULL : "the name has no letters";
}

const char *match_read(const struct matcher *m, struct match_name *name, struct str s,
                       enum orthography orth) {
    name->words = 0;
    name->orth = orth;
    name->text = s;
    name->bare = true;
    name->cyrillic = name->admin = name->foreign = name->mixed = false;
    if (s.n > MATCH_BYTES) return "the name is too long";
    const char *why = read_words(name, s, orth);
    if (why) return why;
    for (unsigned k = 0; k < name->words; k++) {
        struct match_word *w = &name->word[k];
        bool plain = name->words == 1 || w->initial;
        w->concept = plain ? CONCEPT_NONE : concept_of(&m->concepts, w->letter, w->n, orth);
        name->admin |= w->concept == CONCEPT_ADMIN;
    }
    return NULL;
}
