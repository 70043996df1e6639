/* SPDX-License-Identifier: MIT */
/* See spelling.h. */
#include "spelling.h"

/* Longer graphemes first. */
static const struct row {
    const char *letter, *ways;
} rows[] = {
    {"dž", "dž џ xh dz gj đ dj ђ"},
    {"xh", "xh dž џ đ ђ gj dz x"},
    {"gj", "gj đ dj dž ђ џ ѓ d"},
    {"dj", "dj đ gj ђ ѓ"},
    {"sh", "sh š ш s"},
    {"zh", "zh ž ж z"},
    {"ch", "ch č ç ć ч ћ h х"},
    {"th", "th t т"},
    {"dh", "dh d д"},
    {"ll", "ll l л lj љ"},
    {"lj", "lj l љ ll л"},
    {"rr", "rr r р"},
    {"nj", "nj n њ н"},
    {"č", "č c ç ch q ć ч"},
    {"ć", "ć c q ç ch č ћ ќ"},
    {"ç", "ç c č ć ch ч ћ"},
    {"š", "š s sh ш"},
    {"ž", "ž z zh ж"},
    {"đ", "đ dj d gj ð xh dž ђ ѓ џ"},
    {"ð", "đ dj d gj ð ђ ѓ"},
    {"ë", "ë e a е а"},
    {"q", "q ć č ç c k ћ ч ќ к"},
    {"x", "x dz ks з ѕ кс"},
    {"y", "y i u j и у ј"},
    {"w", "w v в"},
    {"h", "h х"},
    {"l", "l ll lj л љ"},
    {"a", "a а"},
    {"b", "b б"},
    {"c", "c ц"},
    {"d", "d д"},
    {"e", "e е"},
    {"f", "f ф"},
    {"g", "g г"},
    {"i", "i и"},
    {"j", "j ј й"},
    {"k", "k к"},
    {"m", "m м"},
    {"n", "n н"},
    {"o", "o о"},
    {"p", "p п"},
    {"r", "r rr р"},
    {"s", "s с"},
    {"t", "t т"},
    {"u", "u у"},
    {"v", "v в w"},
    {"z", "z з"},
};

/* The same letters in a name that has no marks at all: they may have been lost. */
static const struct row bare_rows[] = {
    {"dz", "dz dž џ xh"}, {"dj", "dj đ gj ђ ѓ"}, {"c", "c č ć ç q ц ч ћ ќ"},
    {"s", "s š sh с ш"},  {"z", "z ž zh з ж"},   {"e", "e ë е"},
};

static const char *find(const struct row *list, size_t n, struct str rest, size_t *bytes) {
    for (size_t i = 0; i < n; i++) {
        struct str letter = str_of(list[i].letter);
        if (!str_starts(rest, letter)) continue;
        *bytes = letter.n;
        return list[i].ways;
    }
    return NULL;
}

size_t spelling_letter(struct str word, size_t at, bool bare, const char **ways) {
    struct str rest = str_sub(word, at, word.n);
    size_t n = 1, bare_n = 0;
    *ways = find(rows, sizeof rows / sizeof *rows, rest, &n);
    const char *without = NULL;
    if (bare) without = find(bare_rows, sizeof bare_rows / sizeof *bare_rows, rest, &bare_n);
    if (without && bare_n >= n) *ways = without, n = bare_n;
    while (*ways == NULL && n < rest.n && ((unsigned char)rest.p[n] & 0xC0) == 0x80) n++;
    return n;
}
