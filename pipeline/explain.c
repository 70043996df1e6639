/* SPDX-License-Identifier: MIT */
/* See explain.h. */
#include "explain.h"

#include "utf8.h"

static void quoted(struct buf *out, struct str s) {
    static const char hex[] = "0123456789ABCDEF";
    unsigned bad;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned n = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        bool control = c < 0x20 || c == 0x7F ||
                       (n == 2 && c == 0xC2 && (unsigned char)s.p[i + 1] < 0xA0);
        if (c == '\t' || c == '\n' || c == '\\') {
            buf_byte(out, '\\');
            buf_byte(out, c == '\t' ? 't' : c == '\n' ? 'n' : '\\');
        } else if (n && !control) {
            buf_add(out, s.p + i, n);
        } else {
            for (unsigned k = 0; k < (n ? n : 1); k++) {
                c = (unsigned char)s.p[i + k];
                buf_add(out, "\\x", 2);
                buf_byte(out, hex[c >> 4]);
                buf_byte(out, hex[c & 15]);
            }
        }
        i += n ? n : 1;
    }
}

void explain_write(struct buf *out, const struct doc *d, const struct jsonl_style *style) {
    uint32_t byte = 0;
    uint64_t unit = 0;
    for (uint32_t i = 0; i < d->edits.n; i++) {
        const struct edit *e = &d->edits.v[i];
        for (; byte < e->text; byte++) {
            bool border = utf8_border(d->text.p[byte]) || style->offsets == OFFSETS_BYTE;
            bool pair = style->offsets == OFFSETS_UTF16 && (unsigned char)d->text.p[byte] >= 0xF0;
            unit += (uint64_t)border + pair;
        }
        quoted(out, d->id);
        buf_byte(out, '\t');
        buf_u64(out, unit);
        buf_byte(out, '\t');
        buf_u64(out, d->source.start + e->raw);
        buf_byte(out, '\t');
        buf_u64(out, d->source.start + e->raw_end);
        buf_byte(out, '\t');
        buf_str(out, str_of(rule_word(e->rule)));
        buf_byte(out, '\t');
        if (d->raw.p) quoted(out, str_sub(d->raw, e->raw, e->raw_end));
        buf_byte(out, '\t');
        quoted(out, str_sub(d->text, e->text, e->text_end));
        buf_byte(out, '\n');
    }
}
