/* SPDX-License-Identifier: MIT */
/* decode: bytes → valid UTF-8. A byte order mark decides; else UTF-8 if it is valid, or nearly so
 * (bad bytes become U+FFFD, with a warning that names them); else the code page that uchardet names,
 * checked against the letters that languages of the region use. The only door to uchardet and to
 * ICU's converters. */
#include <stdio.h>
#include <stdlib.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "media.h"
#include "stage.h"
#include "text.h"
#include "utf8.h"

enum { PAGES = 5, WARNINGS = 8, LOOK = 64 << 10, ENOUGH = 32 };

static const char *const page_names[PAGES] = {"windows-1250", "windows-1251", "windows-1252",
                                              "ISO-8859-2", "ISO-8859-5"};

struct decode {
    uint16_t page[PAGES][128]; /* code points of the bytes from 0x80; 0: none */
    uchardet_t detector;
    UConverter *other; /* for a code page beyond those above */
};

static bool fill_page(const char *name, uint16_t *table) {
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

static enum status setup(void *state, struct env *env) {
    struct decode *s = state;
    for (int i = 0; i < PAGES; i++)
        if (!fill_page(page_names[i], s->page[i])) {
            snprintf(env->message, env->message_size, "ICU has no converter for %s", page_names[i]);
            return LIBRARY;
        }
    return OK;
}

/* Length of the longest valid beginning. */
static size_t valid_prefix(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    unsigned bad;
    while (i < s.n) {
        uint64_t eight;
        while (i + 8 <= s.n && (memcpy(&eight, p + i, 8), (eight & 0x8080808080808080u) == 0))
            i += 8;
        if (i == s.n) break;
        unsigned n = utf8_scan(p + i, s.n - i, &bad);
        if (n == 0) return i;
        i += n;
    }
    return i;
}

static void count_utf8(struct str s, size_t *good, size_t *wrong) {
    unsigned bad;
    *good = *wrong = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned n = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        *good += n > 1 || bad > 1; /* a sequence cut short speaks for UTF-8 as well */
        *wrong += n == 0;
        i += n ? n : bad;
    }
}

/* Nearly UTF-8: bad sequences become U+FFFD, one for each. */
static void repair(struct doc *d) {
    struct text t;
    size_t i = 0, wrong = 0;
    unsigned bad;
    text_open(&t, d);
    while (i < d->text.n) {
        size_t n = valid_prefix(str_sub(d->text, i, d->text.n));
        text_keep(&t, (uint32_t)n);
        i += n;
        if (i >= d->text.n) break;
        utf8_scan((const unsigned char *)d->text.p + i, d->text.n - i, &bad);
        if (wrong++ < WARNINGS) {
            char bytes[16] = "";
            for (unsigned k = 0; k < bad; k++)
                snprintf(bytes + 3 * k, 4, " %02x", (unsigned char)d->text.p[i + k]);
            doc_warn(d, "decode", "bad_bytes", d->source.start + i, "not UTF-8:%s", bytes);
        }
        text_replace(&t, bad, STR("\xEF\xBF\xBD"), RULE_BAD_BYTES);
        i += bad;
    }
    if (wrong > WARNINGS)
        doc_warn(d, "decode", "bad_bytes", 0, "%zu more places are not UTF-8", wrong - WARNINGS);
    text_commit(&t);
}

static void from_utf16(struct doc *d, bool big, uint32_t bom) {
    struct text t;
    const unsigned char *p = (const unsigned char *)d->text.p;
    size_t n = d->text.n, wrong = 0;
    text_open(&t, d);
    text_drop(&t, bom, RULE_BOM);
    for (size_t i = bom; i < n;) {
        char out[4];
        uint32_t len = i + 1 < n ? 2 : 1, c = 0xFFFD;
        if (len == 2) c = big ? (uint32_t)(p[i] << 8 | p[i + 1]) : (uint32_t)(p[i + 1] << 8 | p[i]);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
            uint32_t low = big ? (uint32_t)(p[i + 2] << 8 | p[i + 3])
                               : (uint32_t)(p[i + 3] << 8 | p[i + 2]);
            if (low >= 0xDC00 && low < 0xE000)
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00), len = 4;
        }
        if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
        if (c == 0xFFFD && wrong++ < WARNINGS)
            doc_warn(d, "decode", "bad_bytes", d->source.start + i, "not UTF-16");
        text_replace(&t, len, (struct str){out, utf8_put(out, c)}, RULE_CHARSET);
        i += len;
    }
    if (wrong > WARNINGS)
        doc_warn(d, "decode", "bad_bytes", 0, "%zu more places are not UTF-16", wrong - WARNINGS);
    text_commit(&t);
    d->source.encoding = big ? STR("UTF-16BE") : STR("UTF-16LE");
}

/* How much the bytes look like a language of the region under a code page: letters that Albanian,
 * Serbian, Croatian use count for it, control characters and signs inside words against it. */
static long plausibility(const uint16_t *page, struct str raw) {
    long score = 0;
    for (size_t i = 0; i < raw.n && i < LOOK; i++) {
        unsigned char b = (unsigned char)raw.p[i];
        if (b < 0x80) continue;
        uint16_t c = page[b - 0x80];
        bool in_word = (i && is_ascii_alpha(raw.p[i - 1])) ||
                       (i + 1 < raw.n && is_ascii_alpha(raw.p[i + 1]));
        bool cyrillic_word = i && (unsigned char)raw.p[i - 1] >= 0x80 && !in_word;
        switch (c) {
        case 0x10D:
        case 0x107:
        case 0x161:
        case 0x17E:
        case 0x111:
        case 0xEB:
        case 0xE7: /* č ć š ž đ ë ç */
        case 0x10C:
        case 0x106:
        case 0x160:
        case 0x17D:
        case 0x110:
        case 0xCB:
        case 0xC7: score += 2; break;
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x2019:
        case 0x2013:
        case 0x20AC: score += 1; break;
        case 0xE6:
        case 0xE8:
        case 0xF0:
        case 0xB9:
        case 0xBE: score -= in_word; break; /* æ è ð ¹ ¾: Miletiæ */
        default:
            if (c >= 0x430 && c <= 0x45F) score += cyrillic_word ? 2 : in_word ? -3 : 0;
            else if (c >= 0x410 && c < 0x430) score += cyrillic_word ? 0 : in_word ? -3 : 0;
            else if (c < 0xA0) score -= 4;
            else if (c < 0xC0) score -= in_word ? 3 : 1;
            else score -= in_word ? 0 : 1;
        }
    }
    return score;
}

static int page_of(const char *name) {
    for (int i = 0; i < PAGES; i++)
        if (strcmp(name, page_names[i]) == 0) return i;
    return strcmp(name, "ISO-8859-1") == 0 || strcmp(name, "ISO-8859-15") == 0 ? 2 : -1;
}

static void from_page(struct doc *d, const uint16_t *page, const char *name) {
    struct text t;
    size_t wrong = 0;
    text_open(&t, d);
    for (size_t i = 0; i < d->text.n;) {
        size_t n = 0;
        while (i + n < d->text.n && (unsigned char)d->text.p[i + n] < 0x80) n++;
        text_keep(&t, (uint32_t)n);
        i += n;
        if (i == d->text.n) break;
        char out[4];
        uint32_t c = page[(unsigned char)d->text.p[i] - 0x80];
        if (c == 0 && wrong++ < WARNINGS)
            doc_warn(d, "decode", "bad_bytes", d->source.start + i, "not %s: %02x", name,
                     (unsigned char)d->text.p[i]);
        text_replace(&t, 1, (struct str){out, utf8_put(out, c ? c : 0xFFFD)}, RULE_CHARSET);
        i++;
    }
    text_commit(&t);
    d->source.encoding = str_of(name);
}

/* Any other code page, through ICU, code point by code point so that the way back is kept. False when
 * ICU does not know it. */
static bool from_converter(struct decode *state, struct doc *d, const char *name) {
    UErrorCode e = U_ZERO_ERROR;
    if (state->other)
        ucnv_close(state->other); /* kept in the state: a full arena jumps out of here */
    UConverter *c = state->other = ucnv_open(name, &e);
    if (U_FAILURE(e)) return false;
    doc_warn(d, "decode", "charset", 0, "not UTF-8; read as %s", name);
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

static size_t count_high(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < ENOUGH; i++) n += (unsigned char)s.p[i] >= 0x80;
    return n;
}

static enum status guess(struct decode *s, struct doc *d) {
    if (s->detector == NULL) s->detector = uchardet_new();
    if (s->detector == NULL) return doc_fail(d, LIBRARY, 0, "uchardet cannot start");
    uchardet_reset(s->detector);
    uchardet_handle_data(s->detector, d->text.p, d->text.n < LOOK ? d->text.n : LOOK);
    uchardet_data_end(s->detector);
    const char *name = uchardet_get_charset(s->detector);
    int best = 0;
    long score[PAGES];
    for (int i = 0; i < PAGES; i++) {
        score[i] = plausibility(s->page[i], d->text);
        if (score[i] > score[best]) best = i;
    }
    int named = page_of(name);
    if (named >= 0 && score[named] >= score[best]) best = named;
    bool other = named < 0 && name[0] && strcmp(name, "ASCII") != 0 && score[best] < 1;
    if (other && count_high(d->text) >= ENOUGH && from_converter(s, d, name)) return OK;
    doc_warn(d, "decode", "charset", 0, "not UTF-8; read as %s", page_names[best]);
    from_page(d, s->page[best], page_names[best]);
    return OK;
}

static void drop_nul(struct doc *d) {
    struct text t;
    size_t i = 0, n = 0;
    text_open(&t, d);
    for (const char *z; (z = memchr(d->text.p + i, 0, d->text.n - i)) != NULL; n++) {
        text_keep(&t, (uint32_t)(z - (d->text.p + i)));
        text_drop(&t, 1, RULE_CONTROL);
        i = (size_t)(z - d->text.p) + 1;
    }
    doc_warn(d, "decode", "nul_bytes", 0, "%zu NUL bytes were taken out", n);
    text_commit(&t);
}

/* NUL bytes: at every other place they mean UTF-16, a few are dirt, many mean that this is no text.
 * 'L', 'B', 'd', 'n' in that order; 0: none. */
static char judge_nul(struct str raw) {
    size_t even = 0, odd = 0, n = raw.n < LOOK ? raw.n : LOOK;
    if (raw.n == 0 || memchr(raw.p, 0, raw.n) == NULL) return 0;
    for (size_t i = 0; i < n; i++)
        if (raw.p[i] == 0) ++*(i % 2 ? &odd : &even);
    if (odd > n / 4 && even < n / 50) return 'L';
    if (even > n / 4 && odd < n / 50) return 'B';
    return even + odd > 1 + n / 100 ? 'n' : 'd';
}

/* Bytes that no code page has for text: more than one in fifty, and it is none. */
static bool is_binary(struct str s) {
    size_t n = s.n < LOOK ? s.n : LOOK, controls = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        controls += (c < 0x20 && !is_space((char)c) && c != 0x1B) || c == 0x7F;
    }
    return controls > 2 + n / 50;
}

static enum status run(void *state, struct doc *d) {
    struct str raw = d->raw;
    const unsigned char *p = (const unsigned char *)raw.p;
    d->text = raw;
    d->source.encoding = STR("UTF-8");
    const char *type = media_sniff(raw);
    if (type) return doc_fail(d, NOT_TEXT, d->source.start, "this is %s", type);
    if (raw.n >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF))) {
        from_utf16(d, p[0] == 0xFE, 2);
        return OK;
    }
    char nul = judge_nul(raw);
    if (nul == 'n')
        return doc_fail(d, NOT_TEXT, d->source.start, "binary: it is full of NUL bytes");
    if (nul == 'L' || nul == 'B') {
        from_utf16(d, nul == 'B', 0);
        return OK;
    }
    if (is_binary(raw))
        return doc_fail(d, NOT_TEXT, d->source.start, "binary: it is full of control characters");
    if (valid_prefix(d->text) < d->text.n) {
        size_t good, wrong;
        count_utf8(d->text, &good, &wrong);
        if (good * 4 >= wrong) repair(d);
        else if (guess(state, d) != OK) return d->failure.code;
    }
    if (nul == 'd') drop_nul(d); /* not before: what stands around one is no code point */
    if (str_starts(d->text, STR("\xEF\xBB\xBF"))) {
        struct text t;
        text_open(&t, d);
        text_drop(&t, 3, RULE_BOM);
        text_commit(&t);
    }
    return OK;
}

static void cleanup(void *state) {
    struct decode *s = state;
    if (s->detector) uchardet_delete(s->detector);
    if (s->other) ucnv_close(s->other);
}

const struct stage stage_decode = {
    .name = "decode",
    .help = "bytes to valid UTF-8: byte order marks, code pages, bad bytes",
    .needs = LAYER_RAW,
    .gives = LAYER_TEXT,
    .changes_text = true,
    .state_size = sizeof(struct decode),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
