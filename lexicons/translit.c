/* SPDX-License-Identifier: MIT */
/* See translit.h: to Latin, letter by letter. To Cyrillic is in translit_cyrillic.c. */
#include "translit.h"

/* U+0400 … U+045F; "": not ours. Ѓ Ќ Ѕ are Macedonian. */
static const char latin[96][4] = {
    "",  "",  "Đ", "Ǵ", "",  "Dz", "",  "",  "J", "Lj", "Nj", "Ć", "Ḱ", "",  "",  "Dž",
    "A", "B", "V", "G", "D", "E",  "Ž", "Z", "I", "",   "K",  "L", "M", "N", "O", "P",
    "R", "S", "T", "U", "F", "H",  "C", "Č", "Š", "",   "",   "",  "",  "",  "",  "",
    "a", "b", "v", "g", "d", "e",  "ž", "z", "i", "",   "k",  "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h",  "c", "č", "š", "",   "",   "",  "",  "",  "",  "",
    "",  "",  "đ", "ǵ", "",  "dz", "",  "",  "j", "lj", "nj", "ć", "ḱ", "",  "",  "dž"};

/* A Cyrillic letter of U+0400 … U+045F at s.p[i], as its row in `latin`; -1: none. */
static int row_at(struct str s, size_t i) {
    if (i + 1 >= s.n) return -1;
    unsigned char a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];
    if ((a != 0xD0 && a != 0xD1) || (b & 0xC0) != 0x80) return -1;
    unsigned c = (a & 0x1Fu) << 6 | (b & 0x3Fu);
    return c < 0x460 ? (int)(c - 0x400) : -1;
}

/* ЉУБАВ, МАЊ: Љ is LJ among capitals, Lj before a small letter and alone. */
static bool among_capitals(struct str s, size_t i) {
    int next = row_at(s, i + 2);
    if (next >= 0) return next < 48;
    int before = i >= 2 ? row_at(s, i - 2) : -1;
    return before >= 0 && before < 48;
}

size_t translit_latin(struct str s, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.p[i] < 0xD0) {
            out[n++] = s.p[i++];
            continue;
        }
        int row = row_at(s, i);
        if (row < 0 || latin[row][0] == '\0') {
            size_t k = row < 0 ? 1 : 2;
            memcpy(out + n, s.p + i, k);
            n += k, i += k;
            continue;
        }
        const char *to = latin[row];
        size_t k = strlen(to);
        memcpy(out + n, to, k);
        if (row < 48 && k > 1 && (unsigned char)to[0] < 0x80 && among_capitals(s, i)) {
            if (k == 3) memcpy(out + n + 1, "Ž", 2);
            else out[n + 1] = (char)(to[1] & ~0x20);
        }
        n += k, i += 2;
    }
    return n;
}
