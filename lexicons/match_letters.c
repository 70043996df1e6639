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

/* Latin letters with marks, by code point; what cp1250 became when it was read as Latin-1 too. */
static char marked(uint32_t c, enum orthography orth) {
    switch (c) {
    case 0x10C:
    case 0x10D:
    case 0xC8:
    case 0xE8: return 'C';
    case 0x106:
    case 0x107:
    case 0xC6:
    case 0xE6: return 'K';
    case 0xC7:
    case 0xE7: return 'Q';
    case 0x160:
    case 0x161:
    case 0x15E:
    case 0x15F:
    case 0x8A:
    case 0x9A:
    case 0xAA:
    case 0xBA: return 'S';
    case 0x17D:
    case 0x17E:
    case 0x8E:
    case 0x9E: return 'Z';
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

/* Latin letters among Cyrillic ones, as what they look like. */
static char look_alike(uint32_t c) {
    static const char from[] = "HPpCcXxYyB3", to[] = "nrrsshhuuvz";
    const char *at = c < 0x80 && c ? strchr(from, (int)c) : NULL;
    return at ? to[at - from] : 0;
}

/* Is the word at s.p[i] mixed of both scripts, with a letter that only Cyrillic has? */
static bool is_mixed(struct str s, size_t i) {
    bool latin = false, cyrillic = false;
    while (i < s.n) {
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c)) break;
        latin |= c < 0x250;
        cyrillic |= c >= 0x400 && c != 0x458 && c != 0x408 && c != 0x430 && c != 0x435 &&
                    c != 0x43E && c != 0x410 && c != 0x415 && c != 0x41E && c != 0x41A &&
                    c != 0x41C && c != 0x422;
    }
    return latin && cyrillic;
}

/* One code point as a letter; '.' parts words, '-' is dropped. */
static char letter_of(uint32_t c, enum orthography orth, bool *bare) {
    if (c < 0x80) return is_ascii_alpha((char)c) || is_digit((char)c) ? (char)(c | 0x20) : '.';
    if (c >= 0x400 && c < 0x460) return cyrillic(c, orth);
    if (is_mark(c) || c == 0xAD || is_apostrophe(c)) return '-';
    *bare = false;
    char to = marked(c, orth);
    if (to != '.' || !is_letter(c)) return to;
    char text[4], key[FOLD_GROWTH * sizeof text];
    size_t n = fold((struct str){text, utf8_put(text, c)}, key);
    return n && is_ascii_alpha(key[0]) ? key[0] : '?';
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

const char *match_read(struct match_name *name, struct str s, enum orthography orth) {
    name->words = 0;
    name->orth = orth;
    name->comma = false;
    name->bare = true;
    name->cyrillic = false;
    struct match_word *w = NULL;
    bool letters = false, mixed = false;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = utf8_next(s.p, &i);
        name->cyrillic |= c >= 0x400 && c < 0x460;
        if (w == NULL) mixed = is_mixed(s, at);
        char alike = mixed ? look_alike(c) : 0;
        char to = alike ? alike : letter_of(c, orth, &name->bare);
        if (to == '-') continue;
        name->comma |= c == ',';
        if (to == '.') {
            if (c != '.' || i == s.n || s.p[i] == ' ') w = NULL;
            continue;
        }
        if (w == NULL) {
            if (name->words == MATCH_WORDS) return "the name has too many words";
            w = &name->word[name->words++];
            w->n = 0;
        }
        letters |= to != '?' && !is_digit(to);
        if (has_j(c, orth)) put_letter(w, 'j', orth);
        put_letter(w, to, orth);
        if (w->n == MATCH_LETTERS) return "a word of the name is too long";
    }
    if (!letters) return "the name has no letters";
    for (unsigned k = 0; k < name->words; k++)
    name->word[k].concept = name->words > 1 ? concept_of(name->word[k].letter, name->word[k].n)
                                            : CONCEPT_NONE;
    return NULL;
}
