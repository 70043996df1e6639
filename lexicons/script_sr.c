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
