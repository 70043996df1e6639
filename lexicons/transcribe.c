/* SPDX-License-Identifier: MIT */
/* See transcribe.h. */
#include "transcribe.h"

#include <unicode/uchar.h>

#include "letters.h"
#include "utf8.h"

struct row {
    const char *from, *to;
};

enum { ROWS = 20 };

/* Longer letters first; a row without `from` ends the list. */
static const struct row rows[TRANSCRIPTIONS][ROWS] = {
    [TO_SQ] = {{"dž", "xh"},
               {"lj", "l"},
               {"č", "ç"},
               {"ć", "q"},
               {"š", "sh"},
               {"ž", "zh"},
               {"đ", "gj"},
               {"dj", "gj"}},
    [TO_SQ_LL] = {{"dž", "xh"},
                  {"lj", "l"},
                  {"č", "ç"},
                  {"ć", "q"},
                  {"š", "sh"},
                  {"ž", "zh"},
                  {"đ", "gj"},
                  {"dj", "gj"},
                  {"l", "ll"}},
    [TO_SR] = {{"xh", "dž"},
               {"zh", "ž"},
               {"sh", "š"},
               {"gj", "đ"},
               {"th", "t"},
               {"dh", "d"},
               {"ll", "l"},
               {"rr", "r"},
               {"ç", "č"},
               {"q", "ć"},
               {"ë", "e"},
               {"y", "i"},
               {"x", "dz"},
               {"w", "v"}},
    [TO_SR_LJ] = {{"xh", "dž"},
                  {"zh", "ž"},
                  {"sh", "š"},
                  {"gj", "đ"},
                  {"th", "t"},
                  {"dh", "d"},
                  {"ll", "l"},
                  {"lj", "lj"},
                  {"rr", "r"},
                  {"ç", "č"},
                  {"q", "ć"},
                  {"ë", "e"},
                  {"y", "i"},
                  {"x", "dz"},
                  {"w", "v"},
                  {"l", "lj"}},
    [TO_ASCII_DJ] =
        {{"đ", "dj"}, {"č", "c"}, {"ć", "c"}, {"š", "s"}, {"ž", "z"}, {"ç", "c"}, {"ë", "e"}},
    [TO_ASCII_D] =
        {{"đ", "d"}, {"č", "c"}, {"ć", "c"}, {"š", "s"}, {"ž", "z"}, {"ç", "c"}, {"ë", "e"}},
    [TO_ENGLISH] = {{"dž", "dzh"},
                    {"đ", "dj"},
                    {"č", "ch"},
                    {"ć", "ch"},
                    {"š", "sh"},
                    {"ž", "zh"},
                    {"ç", "ch"},
                    {"ë", "e"}},
};

/* Does `s` at `at` have the small letters of `from`, in any case? Returns the bytes, 0: no. */
static size_t has(struct str s, size_t at, const char *from) {
    size_t i = at, k = 0, n = strlen(from);
    while (k < n) {
        if (i >= s.n) return 0;
        uint32_t c = utf8_next(s.p, &i), wanted = utf8_next(from, &k);
        if (c != wanted && (uint32_t)u_tolower((UChar32)c) != wanted) return 0;
    }
    return i - at;
}

static size_t put(char *out, const char *to, bool first, bool all) {
    size_t n = 0, i = 0, length = strlen(to);
    while (i < length) {
        bool large = all || (first && i == 0);
        uint32_t c = utf8_next(to, &i);
        n += utf8_put(out + n, large ? (uint32_t)u_toupper((UChar32)c) : c);
    }
    return n;
}

/* Capitals before or behind: ŠA is SHA, Ša is Sha. */
static bool among_capitals(struct str s, size_t at, size_t end) {
    size_t i = end;
    if (end < s.n && is_letter(utf8_at(s.p, end))) return is_upper(utf8_next(s.p, &i));
    return at > 0 && is_upper(utf8_prev(s.p, &at));
}

size_t transcribe(enum transcription to, struct str name, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < name.n;) {
        size_t k = 0;
        const struct row *r = rows[to];
        while (r < rows[to] + ROWS && r->from && (k = has(name, i, r->from)) == 0) r++;
        if (k == 0) {
            size_t end = i;
            utf8_next(name.p, &end);
            memcpy(out + n, name.p + i, end - i);
            n += end - i, i = end;
            continue;
        }
        bool large = is_upper(utf8_at(name.p, i));
        n += put(out + n, r->to, large, large && among_capitals(name, i, i + k));
        i += k;
    }
    return n;
}
