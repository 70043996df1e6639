/* SPDX-License-Identifier: MIT */
/* UTF-8, UTF-16, UTF-32: telling them, and what to do with bytes that are none. */
#include "decode.h"
#include "utf8.h"

size_t utf8_valid(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    unsigned bad;
    while ((i = utf8_ascii_end(s, i)) < s.n) {
        while (i + 1 < s.n && p[i] >= 0xC2 && p[i] < 0xE0 && (p[i + 1] & 0xC0) == 0x80) i += 2;
        if (i == s.n) break;
        if (p[i] < 0x80) continue;
        unsigned n = utf8_scan(p + i, s.n - i, &bad);
        if (n == 0) return i;
        i += n;
    }
    return i;
}

struct utf8_count utf8_look(struct str s) {
    struct utf8_count c = {0, 0, false};
    unsigned bad;
    for (size_t i = 0; i < s.n;) {
        unsigned n = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        bool at_end = n == 0 && i + bad == s.n && (unsigned char)s.p[i] >= 0xC2 &&
                      (unsigned char)s.p[i] < 0xF5;
        c.good += n > 1;
        c.wrong += n == 0 && !at_end;
        c.cut |= at_end;
        i += n ? n : bad;
    }
    return c;
}

void utf8_mend(struct text *t, size_t to, size_t *wrong) {
    struct doc *d = t->doc;
    unsigned bad;
    while (t->at < to) {
        size_t n = utf8_valid(str_sub(d->text, t->at, to));
        text_keep(t, (uint32_t)n);
        if (t->at >= to) break;
        utf8_scan((const unsigned char *)d->text.p + t->at, to - t->at, &bad);
        if ((*wrong)++ < WARNINGS) {
            static const char hex[] = "0123456789abcdef";
            char bytes[16];
            for (unsigned k = 0; k < bad; k++) {
                unsigned char c = (unsigned char)d->text.p[t->at + k];
                bytes[3 * k] = ' ', bytes[3 * k + 1] = hex[c >> 4], bytes[3 * k + 2] = hex[c & 15];
            }
            doc_warn(d, "decode", "bad_bytes", d->source.start + t->at, "not UTF-8:%.*s",
                     (int)(3 * bad), bytes);
        }
        text_replace(t, bad, STR("\xEF\xBF\xBD"), RULE_BAD_BYTES);
    }
}

void utf8_mended(struct doc *d, size_t wrong) {
    if (wrong > WARNINGS)
        doc_warn(d, "decode", "bad_bytes", 0, "%zu more places are not UTF-8", wrong - WARNINGS);
}

/* Text of the region in UTF-16 has upper bytes 00 (Latin), 01 (č), 04 (Cyrillic), 20 („): nearly all
 * of them, at one parity; the lower bytes are others. One-byte text has no bytes below 09. */
static bool has_order(struct str raw, size_t upper) {
    size_t n = raw.n < LOOK ? raw.n & ~(size_t)1 : LOOK, fits = 0, low = 0, other = 0;
    for (size_t i = 0; i < n; i += 2) {
        unsigned char u = (unsigned char)raw.p[i + upper], l = (unsigned char)raw.p[i + 1 - upper];
        fits += u <= 0x06 || u == 0x20 || u == 0x21 || u == 0x22;
        low += u <= 0x06;
        other += l <= 0x06;
    }
    return n >= 8 && fits * 100 >= n / 2 * 97 && low * 10 >= n / 2 * 8 && other * 10 < n / 2 * 3;
}

char unicode_form(struct str raw, bool low, uint32_t *bom) {
    static const char marks[4][5] = {"\xFF\xFE\0\0", "\0\0\xFE\xFF", "\xFF\xFE", "\xFE\xFF"};
    *bom = 4;
    for (int k = 0; k < 2; k++)
        if (raw.n >= 4 && memcmp(raw.p, marks[k], 4) == 0) return k ? 'b' : 'l';
    *bom = 2;
    for (int k = 2; k < 4; k++)
        if (raw.n >= 2 && memcmp(raw.p, marks[k], 2) == 0) return k == 3 ? 'B' : 'L';
    *bom = 0;
    return !low ? 0 : has_order(raw, 1) ? 'L' : has_order(raw, 0) ? 'B' : 0;
}

/* The code point of the `n` bytes at p; 0xFFFFFFFF: none. *len: how many bytes it took. */
static uint32_t utf16_at(const unsigned char *p, size_t n, bool big, uint32_t *len) {
    *len = n < 2 ? 1 : 2;
    if (n < 2) return UINT32_MAX;
    uint32_t c = big ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);
    if (c >= 0xD800 && c < 0xDC00 && n >= 4) {
        uint32_t low = big ? (uint32_t)(p[2] << 8 | p[3]) : (uint32_t)(p[3] << 8 | p[2]);
        if (low >= 0xDC00 && low < 0xE000) {
            *len = 4;
            return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return c >= 0xD800 && c < 0xE000 ? UINT32_MAX : c;
}

static uint32_t utf32_at(const unsigned char *p, size_t n, bool big, uint32_t *len) {
    *len = n < 4 ? (uint32_t)n : 4;
    if (n < 4) return UINT32_MAX;
    uint32_t c = big ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
                     : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
    return c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? UINT32_MAX : c;
}

void from_unicode(struct doc *d, char form, uint32_t bom) {
    bool big = form == 'B' || form == 'b', wide = form == 'l' || form == 'b';
    const char *name = wide ? (big ? "UTF-32BE" : "UTF-32LE") : (big ? "UTF-16BE" : "UTF-16LE");
    const unsigned char *p = (const unsigned char *)d->text.p;
    size_t n = d->text.n, wrong = 0;
    struct text t;
    text_open(&t, d);
    if (bom) text_drop(&t, bom, RULE_BOM);
    for (size_t i = bom; i < n;) {
        char out[4];
        uint32_t len, c = (wide ? utf32_at : utf16_at)(p + i, n - i, big, &len);
        if (c == UINT32_MAX && wrong++ < WARNINGS)
            doc_warn(d, "decode", "bad_bytes", d->source.start + i, "not %s", name);
        if (c == UINT32_MAX) c = 0xFFFD;
        text_replace(&t, len, (struct str){out, utf8_put(out, c)}, RULE_CHARSET);
        i += len;
    }
    if (wrong > WARNINGS)
        doc_warn(d, "decode", "bad_bytes", 0, "%zu more places are not %s", wrong - WARNINGS, name);
    text_commit(&t);
    d->source.encoding = str_of(name);
}
