/* SPDX-License-Identifier: MIT */
/* Code pages of one byte a letter: five of the region in tables, told apart by the letters that
 * Albanian, Serbian and Croatian use; any other through ICU. The only door to ICU's converters. */
#include "decode.h"
#include "letters.h"
#include "utf8.h"

static const char *const names[PAGES] = {"windows-1250", "windows-1251", "windows-1252",
                                         "ISO-8859-2", "ISO-8859-5"};

static bool fill(const char *name, uint16_t *table) {
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &e);
    if (U_FAILURE(e)) return false;
    for (int b = 0; b < 128; b++) {
        char byte = (char)(0x80 + b);
        UChar wide[4];
        e = U_ZERO_ERROR;
        int32_t n = ucnv_toUChars(c, wide, 4, &byte, 1, &e);
        table[b] = U_SUCCESS(e) && n == 1 && wide[0] != 0xFFFD ? wide[0] : 0;
    }
    ucnv_close(c);
    return true;
}

bool pages_open(struct decode *s) {
    for (int i = 0; i < PAGES; i++)
        if (!fill(names[i], s->page[i])) return false;
    return true;
}

const char *page_name(int page) {
    return names[page];
}

int page_of(const char *name) {
    for (int i = 0; i < PAGES; i++)
        if (strcmp(name, names[i]) == 0) return i;
    return strcmp(name, "ISO-8859-1") == 0 || strcmp(name, "ISO-8859-15") == 0 ? 2 : -1;
}

/* What stands beside a byte, in this page. */
static uint32_t beside(const uint16_t *page, struct str s, size_t i, bool before) {
    if (before ? i == 0 : i + 1 >= s.n) return ' ';
    unsigned char b = (unsigned char)s.p[before ? i - 1 : i + 1];
    return b < 0x80 ? b : page[b - 0x80];
}

/* č ć š ž đ ë ç: the letters beyond ASCII of Albanian, Serbian, Croatian. */
static bool is_regional(uint32_t c) {
    return c == 0x10D || c == 0x107 || c == 0x161 || c == 0x17E || c == 0x111 || c == 0xEB ||
           c == 0xE7 || c == 0x10C || c == 0x106 || c == 0x160 || c == 0x17D || c == 0x110 ||
           c == 0xCB || c == 0xC7;
}

static bool is_cyrillic(uint32_t c) {
    return c >= 0x400 && c <= 0x45F;
}

/* A mark of punctuation where such marks stand: an opening one before a letter, and so on. */
static long mark_score(uint32_t c, bool letter_before, bool letter_behind) {
    switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB: return letter_before && letter_behind ? -3 : 2; /* “ ” „ « » */
    case 0x2019:
    case 0x2013:
    case 0x2014:
    case 0x2026:
    case 0x20AC: return 1; /* ’ – — … € */
    case 0xA0:
    case 0xB0:
    case 0xA7:
    case 0xA3: return letter_before && letter_behind ? -2 : 0; /* no-break space, °, §, £ */
    default: return letter_before || letter_behind ? -3 : -1;
    }
}

static long letter_score(uint32_t c, uint32_t before, uint32_t behind) {
    bool first = !is_letter(before), small_before = is_letter(before) && !is_upper(before);
    if (is_cyrillic(c)) {
        bool alone = first && !is_letter(behind),
             mixed = (!first && !is_cyrillic(before)) ||
                     (is_letter(behind) && !is_cyrillic(behind));
        if (mixed || (is_upper(c) && small_before)) return -3;
        if (c < 0x410 || c > 0x44F) /* ђ ј љ њ ћ џ are Serbian; ё ў are not */
            return c == 0x451 || c == 0x45E || c == 0x401 || c == 0x40E ? -1 : alone ? 0 : 2;
        return alone || is_upper(c) ? 0 : 2;
    }
    if (is_upper(c) && small_before) return -3; /* kućťA */
    if (is_regional(c)) return 2;
    if (c == 0xE6 || c == 0xE8 || c == 0xF0 || c == 0xB9 || c == 0xBE) return first ? 0 : -1;
    return first ? -2 : -1; /* letters of others, ť: rarer still where a word begins */
}

long page_score(const struct decode *s, int k, struct str raw) {
    const uint16_t *page = s->page[k];
    long score = 0;
    for (size_t i = 0; i < raw.n && i < LOOK; i++) {
        unsigned char b = (unsigned char)raw.p[i];
        if (b < 0x80) continue;
        uint32_t c = page[b - 0x80], before = beside(page, raw, i, true),
                 behind = beside(page, raw, i, false);
        if (c < 0xA0) score -= 4; /* undefined, or a control character */
        else if (is_letter(c)) score += letter_score(c, before, behind);
        else score += mark_score(c, is_letter(before), is_letter(behind));
    }
    return score;
}

int page_guess(const struct decode *s, struct str raw, long *score, bool *sure) {
    long high = 0;
    int best = 0;
    for (size_t i = 0; i < raw.n && i < LOOK; i++) high += (unsigned char)raw.p[i] >= 0x80;
    for (int i = 0; i < PAGES; i++) {
        long points = page_score(s, i, raw);
        if (i == 0 || points > *score) *score = points, best = i;
    }
    *sure = *score > 0 && *score * 2 >= high;
    return best;
}

void page_mend(const struct decode *s, int k, struct text *t, size_t to, size_t *wrong) {
    struct str old = t->doc->text;
    while (t->at < to) {
        size_t n = 0;
        while (t->at + n < to && (unsigned char)old.p[t->at + n] < 0x80) n++;
        text_keep(t, (uint32_t)n);
        if (t->at >= to) break;
        char out[4];
        unsigned char b = (unsigned char)old.p[t->at];
        uint32_t c = s->page[k][b - 0x80];
        if (c == 0 && (*wrong)++ < WARNINGS)
            doc_warn(t->doc, "decode", "bad_bytes", t->doc->source.start + t->at, "not %s: %02x",
                     names[k], b);
        text_replace(t, 1, (struct str){out, utf8_put(out, c ? c : 0xFFFD)}, RULE_CHARSET);
    }
}

void page_mended(struct doc *d, int k, size_t wrong) {
    if (wrong > WARNINGS)
        doc_warn(d, "decode", "bad_bytes", 0, "%zu more places are not %s", wrong - WARNINGS,
                 names[k]);
}

/* Code point by code point, so that the way back is kept. */
bool from_converter(struct decode *s, struct doc *d, const char *name) {
    UErrorCode e = U_ZERO_ERROR;
    if (s->other) ucnv_close(s->other); /* kept in the state: a full arena jumps out of here */
    UConverter *c = s->other = ucnv_open(name, &e);
    if (U_FAILURE(e)) return false;
    struct text t;
    const char *p = d->text.p, *end = p + d->text.n;
    text_open(&t, d);
    while (p < end) {
        const char *from = p;
        char out[4];
        e = U_ZERO_ERROR;
        UChar32 u = ucnv_getNextUChar(c, &p, end, &e);
        if (p == from) p = end;
        if (U_FAILURE(e) || u < 0) u = 0xFFFD;
        uint32_t n = (uint32_t)(p - from);
        if (n == 1 && (unsigned char)*from < 0x80 && u == *from) text_keep(&t, 1);
        else text_replace(&t, n, (struct str){out, utf8_put(out, (uint32_t)u)}, RULE_CHARSET);
    }
    text_commit(&t);
    d->source.encoding = arena_str(d->arena, str_of(name));
    return true;
}
