/* SPDX-License-Identifier: MIT */
/* See script_sr.h. */
#include "script_sr.h"

static const struct pair {
    const char *latin, *cyrillic;
} pairs[] = {
    /* two letters before one */
    {"lj", "љ"}, {"nj", "њ"}, {"dž", "џ"}, {"Lj", "Љ"}, {"Nj", "Њ"}, {"Dž", "Џ"}, {"a", "а"},
    {"b", "б"},  {"v", "в"},  {"g", "г"},  {"d", "д"},  {"đ", "ђ"},  {"e", "е"},  {"ž", "ж"},
    {"z", "з"},  {"i", "и"},  {"j", "ј"},  {"k", "к"},  {"l", "л"},  {"m", "м"},  {"n", "н"},
    {"o", "о"},  {"p", "п"},  {"r", "р"},  {"s", "с"},  {"t", "т"},  {"ć", "ћ"},  {"u", "у"},
    {"f", "ф"},  {"h", "х"},  {"c", "ц"},  {"č", "ч"},  {"š", "ш"},  {"A", "А"},  {"B", "Б"},
    {"V", "В"},  {"G", "Г"},  {"D", "Д"},  {"Đ", "Ђ"},  {"E", "Е"},  {"Ž", "Ж"},  {"Z", "З"},
    {"I", "И"},  {"J", "Ј"},  {"K", "К"},  {"L", "Л"},  {"M", "М"},  {"N", "Н"},  {"O", "О"},
    {"P", "П"},  {"R", "Р"},  {"S", "С"},  {"T", "Т"},  {"Ć", "Ћ"},  {"U", "У"},  {"F", "Ф"},
    {"H", "Х"},  {"C", "Ц"},  {"Č", "Ч"},  {"Š", "Ш"},
};

/* U+0400 … U+045F, the reverse of it; "": not Serbian. */
static const char latin[96][4] = {
    "",  "",  "Đ", "",  "",  "",  "",  "",  "J", "Lj", "Nj", "Ć", "",  "",  "",  "Dž",
    "A", "B", "V", "G", "D", "E", "Ž", "Z", "I", "",   "K",  "L", "M", "N", "O", "P",
    "R", "S", "T", "U", "F", "H", "C", "Č", "Š", "",   "",   "",  "",  "",  "",  "",
    "a", "b", "v", "g", "d", "e", "ž", "z", "i", "",   "k",  "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h", "c", "č", "š", "",   "",   "",  "",  "",  "",  "",
    "",  "",  "đ", "",  "",  "",  "",  "",  "j", "lj", "nj", "ć", "",  "",  "",  "dž"};

size_t sr_latin(struct str s, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char a = (unsigned char)s.p[i];
        unsigned char b = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        unsigned c = (a & 0x1Fu) << 6 | (b & 0x3Fu);
        bool there = (a == 0xD0 || a == 0xD1) && c >= 0x400 && c < 0x460 && latin[c - 0x400][0];
        if (there) {
            size_t k = strlen(latin[c - 0x400]);
            memcpy(out + n, latin[c - 0x400], k);
            n += k, i++;
        } else {
            out[n++] = s.p[i];
        }
    }
    return n;
}

size_t sr_cyrillic(struct str s, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        struct str rest = str_sub(s, i, s.n), to = {s.p + i, 1};
        size_t step = 1;
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
            struct str from = str_of(pairs[k].latin);
            if (!str_starts(rest, from)) continue;
            step = from.n;
            to = str_of(pairs[k].cyrillic);
            break;
        }
        memcpy(out + n, to.p, to.n);
        n += to.n;
        i += step;
    }
    return n;
}
