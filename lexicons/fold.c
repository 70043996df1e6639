/* SPDX-License-Identifier: MIT */
/* See fold.h. Cyrillic goes by the Serbian table (and Macedonian, Bulgarian, Russian letters where
 * they differ); other letters are taken apart by utf8proc and lose their marks. */
#include "fold.h"

#include <utf8proc.h>

#include "utf8.h"

/* U+0430 … U+045F, small letters; capitals are 0x20 or 0x50 before. */
static const char cyrillic[48][4] = {
    "a", "b", "v",  "g",  "d", "e",  "z", "z", "i", "j",  "k",  "l", "m", "n", "o",  "p",
    "r", "s", "t",  "u",  "f", "h",  "c", "c", "s", "st", "a",  "y", "",  "e", "ju", "ja",
    "e", "e", "dj", "dj", "e", "dz", "i", "i", "j", "lj", "nj", "c", "c", "i", "u",  "dz"};

static size_t put(char *out, const char *letters) {
    size_t n = 0;
    while (letters[n]) out[n] = letters[n], n++;
    return n;
}

/* Letters that utf8proc does not take apart the way names need. NULL: ask utf8proc. */
static const char *special(uint32_t c) {
    switch (c) {
    case 0x110:
    case 0x111:
    case 0xD0:
    case 0xF0:
    case 0x189:
    case 0x256: return "dj"; /* đ ð ɖ */
    case 0xDF: return "ss";
    case 0xC6:
    case 0xE6: return "ae";
    case 0xD8:
    case 0xF8: return "o";
    case 0x152:
    case 0x153: return "oe";
    case 0x141:
    case 0x142: return "l";
    case 0x131:
    case 0x130: return "i";
    case 0xDE:
    case 0xFE: return "th";
    case 0x1C4:
    case 0x1C5:
    case 0x1C6: return "dz";
    case 0x1C7:
    case 0x1C8:
    case 0x1C9: return "lj";
    case 0x1CA:
    case 0x1CB:
    case 0x1CC: return "nj";
    default: return NULL;
    }
}

/* What utf8proc makes of U+00C0 … U+017F, but for the letters above: they stand in every other word here. */
static const char latin[0x180 - 0xC0][4] = {
    "a", "a", "a", "a", "a", "a", "",   "c",  "e", "e", "e", "e",  "i", "i", "i", "i", "",  "n",
    "o", "o", "o", "o", "o", "",  "",   "u",  "u", "u", "u", "y",  "",  "",  "a", "a", "a", "a",
    "a", "a", "",  "c", "e", "e", "e",  "e",  "i", "i", "i", "i",  "",  "n", "o", "o", "o", "o",
    "o", "",  "",  "u", "u", "u", "u",  "y",  "",  "y", "a", "a",  "a", "a", "a", "a", "c", "c",
    "c", "c", "c", "c", "c", "c", "d",  "d",  "",  "",  "e", "e",  "e", "e", "e", "e", "e", "e",
    "e", "e", "g", "g", "g", "g", "g",  "g",  "g", "g", "h", "h",  "ħ", "ħ", "i", "i", "i", "i",
    "i", "i", "i", "i", "",  "",  "ij", "ij", "j", "j", "k", "k",  "ĸ", "l", "l", "l", "l", "l",
    "l", "l", "l", "",  "",  "n", "n",  "n",  "n", "n", "n", "ʼn", "ŋ", "ŋ", "o", "o", "o", "o",
    "o", "o", "",  "",  "r", "r", "r",  "r",  "r", "r", "s", "s",  "s", "s", "s", "s", "s", "s",
    "t", "t", "t", "t", "ŧ", "ŧ", "u",  "u",  "u", "u", "u", "u",  "u", "u", "u", "u", "u", "u",
    "w", "w", "y", "y", "y", "z", "z",  "z",  "z", "z", "z", "s"};

static bool is_join(uint32_t c) { /* what parts words, beyond ASCII: hyphens, dashes, blanks */
    return c == 0xA0 || (c >= 0x2010 && c <= 0x2015) || c == 0x202F;
}

static size_t fold_other(uint32_t c, char *out) {
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)c, parts, 8,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundary);
    size_t k = 0;
    for (utf8proc_ssize_t i = 0; i < n && i < 3; i++) {
        utf8proc_category_t cat = utf8proc_category(parts[i]);
        bool letter = cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO;
        if (letter || cat == UTF8PROC_CATEGORY_ND) k += utf8_put(out + k, (uint32_t)parts[i]);
    }
    return k;
}

static size_t fold_one(uint32_t c, char *out) {
    if (c >= 0x400 && c <= 0x45F) {
        uint32_t small = c < 0x410 ? c + 0x50 : c < 0x430 ? c + 0x20 : c;
        return put(out, cyrillic[small - 0x430]);
    }
    const char *s = special(c);
    if (s == NULL && c >= 0xC0 && c < 0x180) s = latin[c - 0xC0];
    return s ? put(out, s) : fold_other(c, out);
}

/* What an ASCII character becomes: itself in lower case, a join (1), or nothing (0). */
static const char ascii[128] = {
    ['\t'] = 1,  ['\n'] = 1,  ['\v'] = 1,  ['\f'] = 1,  ['\r'] = 1,  [' '] = 1,   ['-'] = 1,
    ['/'] = 1,   ['_'] = 1,   ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
    ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['&'] = '&', ['+'] = '+',
    ['$'] = '$', ['%'] = '%', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e',
    ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l',
    ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's',
    ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g',
    ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
    ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u',
    ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z'};

size_t fold(struct str s, char *out) {
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        char letters[16];
        size_t k = 1;
        if (b < 0x80) {
            letters[0] = ascii[b];
            i++;
            if (ascii[b] == 1) gap = n > 0;
            if (ascii[b] <= 1) continue;
        } else {
            uint32_t c = utf8_next(s.p, &i);
            if (is_join(c)) gap = n > 0;
            if (is_join(c) || (k = fold_one(c, letters)) == 0) continue;
        }
        if (gap) out[n++] = ' ';
        gap = false;
        out[n++] = letters[0];
        for (size_t j = 1; j < k; j++) out[n++] = letters[j];
    }
    return n;
}
