/* SPDX-License-Identifier: MIT */
/* The charset that a document declares: in the header it came with, in <meta>, in an XML declaration.
 * Names as the WHATWG's Encoding Standard reads them: latin1 means windows-1252. */
#include "decode.h"

enum { HEAD = 2048, LABEL_MAX = 40 };

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Where `needle` (in small letters) begins in `s`, whatever its case; s.n: nowhere. */
static size_t find(struct str s, size_t from, struct str needle) {
    for (size_t i = from; i + needle.n <= s.n; i++) {
        size_t k = 0;
        while (k < needle.n && small(s.p[i + k]) == needle.p[k]) k++;
        if (k == needle.n) return i;
    }
    return s.n;
}

/* The name behind charset= or encoding=, without quotes. */
static struct str value_at(struct str s, size_t i) {
    while (i < s.n && is_space(s.p[i])) i++;
    if (i >= s.n || s.p[i] != '=') return STR("");
    i++;
    while (i < s.n && (is_space(s.p[i]) || s.p[i] == '"' || s.p[i] == '\'')) i++;
    size_t end = i;
    while (end < s.n && (is_ascii_alpha(s.p[end]) || is_digit(s.p[end]) || s.p[end] == '-' ||
                         s.p[end] == '_' || s.p[end] == ':'))
        end++;
    return str_sub(s, i, end);
}

static struct str in_head(struct str raw) {
    struct str s = str_sub(raw, 0, raw.n < HEAD ? raw.n : HEAD);
    if (s.n == 0 || !memchr(s.p, '<', s.n)) return STR("");
    if (str_starts(s, STR("\xEF\xBB\xBF"))) s = str_sub(s, 3, s.n);
    if (str_starts(s, STR("<?xml"))) {
        size_t end = find(s, 0, STR("?>")), at = find(s, 0, STR("encoding"));
        if (at < end) return value_at(s, at + 8);
    }
    if (find(s, 0, STR("<html")) == s.n && find(s, 0, STR("<head")) == s.n &&
        find(s, 0, STR("<!doctype html")) == s.n)
        return STR("");
    for (size_t at = 0; (at = find(s, at, STR("<meta"))) < s.n; at++) {
        struct str tag = str_sub(s, at, find(s, at, STR(">")));
        size_t k = find(tag, 0, STR("charset"));
        if (k < tag.n) return value_at(tag, k + 7);
    }
    return STR("");
}

struct str declared_charset(struct doc *d, struct str *label) {
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1",   "latin-1", "ascii",
                                        "us-ascii",   "cp1252",    "x-cp1252", NULL};
    struct str found = d->source.charset.n ? d->source.charset : in_head(d->raw);
    char name[LABEL_MAX + 1];
    size_t n = 0;
    *label = found;
    if (found.n == 0 || found.n > LABEL_MAX) return STR("");
    for (; n < found.n; n++) name[n] = small(found.p[n]);
    struct str key = {name, n};
    if (str_in(key, latin)) return STR("windows-1252");
    if (str_starts(key, STR("x-cp")) || str_starts(key, STR("win-"))) /* x-cp1250, win-1250 */
        return doc_printf(d, "windows-%.*s", (int)(n - 4), name + 4);
    name[n] = '\0';
    UErrorCode e = U_ZERO_ERROR;
    const char *canonical = ucnv_getStandardName(name, "MIME", &e);
    if (canonical == NULL) {
        e = U_ZERO_ERROR;
        canonical = ucnv_getStandardName(name, "IANA", &e);
    }
    return canonical ? str_of(canonical) : STR("");
}
