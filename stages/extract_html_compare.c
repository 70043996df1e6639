/* SPDX-License-Identifier: MIT */
/* Lines of a page: what they hold, and which say the same: the heading and <title>, a sentence and its
 * pull quote. Quotes, dashes, blanks and capitals make no difference there. */
#include "extract_html.h"
#include "letters.h"
#include "utf8.h"

enum {
    LABEL_MAX = 45,    /* bytes of a label before an address or a name */
    DATE_DIGITS = 5,   /* of a line with a date */
    TITLE_MAX = 400,   /* bytes of a line that may be a title */
    SENTENCE_MIN = 20, /* bytes of a sentence that is not there twice by chance */
    SENTENCE_MAX = 400,
    SENTENCES = 64, /* of a part that are looked at */
    PULL_MAX = 240, /* bytes of a pull quote */
};

/* © 2020 The Paper. All rights reserved. */
bool extract_html_is_imprint(struct str s) {
    static const char *const words[] = {"ll rights reserved",
                                        "ë gjitha të drejtat e",
                                        "va prava zadržana",
                                        "ва права задржана",
                                        "va prava pridržana",
                                        "opyright ©",
                                        NULL};
    if (str_starts(s, STR("©"))) return true;
    for (const char *const *w = words; *w; w++)
        if (str_find(s, str_of(*w)) < s.n) return true;
    return false;
}

bool extract_html_has_letter(struct str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s.p, &i);
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
        if (c >= 0xC0 && (c < 0x2000 || c > 0x2BFF)) return true; /* no bullets, arrows, stars */
    }
    return false;
}

unsigned extract_html_count_digits(struct str s) {
    unsigned n = 0;
    for (size_t i = 0; i < s.n; i++) n += is_digit(s.p[i]);
    return n;
}

bool extract_html_is_address(struct str s) {
    size_t at = str_find(s, STR("http"));
    return at < s.n && at < LABEL_MAX && memchr(s.p + at, ' ', s.n - at) == NULL;
}

bool extract_html_is_signature(struct str s) {
    size_t colon = str_find(s, STR(": ")), i = colon + 2;
    unsigned names = 0;
    if (s.n > 2 * LABEL_MAX || i >= s.n || memchr(s.p, ' ', colon)) return false;
    for (; i < s.n; i++) { /* each word begins with a capital */
        uint32_t c = utf8_next(s.p, &i);
        if (!is_upper(c)) return false;
        names++;
        while (i < s.n && s.p[i] != ' ') i++;
    }
    return names >= 2 && names <= 4;
}

/* 12.03.2019 17:05, 2019. u 8: a year, and a day or more */
bool extract_html_has_year(struct str s) {
    for (size_t i = 0; i + 4 <= s.n; i++) {
        bool begins = i == 0 || !is_digit(s.p[i - 1]), ends = i + 4 == s.n || !is_digit(s.p[i + 4]);
        bool century = (s.p[i] == '1' && s.p[i + 1] == '9') || (s.p[i] == '2' && s.p[i + 1] == '0');
        if (begins && ends && century && is_digit(s.p[i + 2]) && is_digit(s.p[i + 3]))
            return extract_html_count_digits(s) >= DATE_DIGITS;
    }
    return false;
}

/* Letters and digits alone, small ones, so that quotes and dashes make no difference. */
static size_t squeeze(char *out, size_t room, struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n + 4 < room;) {
        uint32_t c = utf8_next(s.p, &i);
        if (c >= 'A' && c <= 'Z') c |= 32;
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                    (c >= 0xC0 && (c < 0x2000 || c > 0x2070));
        if (word) n += utf8_put(out + n, c);
    }
    return n;
}

/* How well a part fits what the page says that it is called: 0 not at all, 3 the same. */
int extract_html_fits(struct str part, struct str title) {
    char a[TITLE_MAX], b[TITLE_MAX];
    if (part.n < 4 || part.n >= TITLE_MAX || title.n < 4) return 0;
    size_t n = squeeze(a, sizeof a, part), m = squeeze(b, sizeof b, title);
    if (n < 4 || m < n) return 0;
    if (n == m) return memcmp(a, b, n) == 0 ? 3 : 0;
    bool same = memcmp(a, b, n) == 0 || memcmp(a, b + m - n, n) == 0;
    return same && n * 2 >= m ? 2 : same && n * 4 >= m ? 1 : 0;
}

/* Hashes of the sentences of a part, squeezed; at most `max`. */
static unsigned sentences_of(struct str s, uint64_t *out, unsigned max) {
    unsigned n = 0;
    char small[SENTENCE_MAX];
    for (size_t i = 0, from = 0; i < s.n && n < max; i++) {
        bool last = i + 1 == s.n, stop = s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?';
        if (!last && !(stop && (s.p[i + 1] == ' ' || (unsigned char)s.p[i + 1] >= 0x80))) continue;
        size_t k = squeeze(small, sizeof small, str_sub(s, from, i + 1));
        if (k >= SENTENCE_MIN) out[n++] = extract_hash((struct str){small, k});
        from = i + 1;
    }
    return n;
}

/* Pull quotes: a short part whose sentences all stand in a longer one is printed twice. */
void extract_html_pull_quotes(struct html *h, uint32_t first, uint32_t last, uint32_t title) {
    uint64_t some[SENTENCES];
    uint32_t size = 64;
    while (size < h->clean.n / SENTENCE_MIN * 2) size *= 2;
    struct {
        uint64_t hash;
        uint32_t part;
    } *table = arena_alloc(h->doc->arena, size * sizeof *table);
    memset(table, 0, size * sizeof *table);
    for (int second = 0; second < 2; second++)
        for (uint32_t i = first; i < last; i++) {
            struct html_part *p = &h->parts.v[i];
            unsigned n = 0, known = 0;
            if (p->drop != RULE_NONE || p->level || i == title) continue;
            if (second && p->bytes > PULL_MAX) continue;
            n = sentences_of(html_clean(h, p), some, SENTENCES);
            for (unsigned k = 0; k < n; k++) {
                uint32_t at = (uint32_t)some[k] & (size - 1);
                while (table[at].hash && table[at].hash != some[k]) at = (at + 1) & (size - 1);
                const struct html_part *o = &h->parts.v[table[at].part];
                if (second) known += table[at].part != i && table[at].hash && o->bytes > p->bytes;
                else if (!table[at].hash || p->bytes > o->bytes)
                    table[at].hash = some[k], table[at].part = i;
            }
            if (second && n && n < SENTENCES && known == n)
                p->drop = RULE_REPEAT, p->kind = ZONE_QUOTE;
        }
}
