/* SPDX-License-Identifier: MIT */
/* decode: bytes → valid UTF-8. In this order decide: a byte order mark; bytes that are valid UTF-8;
 * what the document declares, where its letters do not speak against it; its letters; uchardet. A file
 * that is UTF-8 in some lines and a code page in others is both. The only door to uchardet. */
#include "decode.h"

#include <stdio.h>

#include "media.h"

enum { ENOUGH = 32 };

static enum status setup(void *state, struct env *env) {
    if (pages_open(state)) return OK;
    snprintf(env->message, env->message_size, "ICU has no converter for a code page of the region");
    return LIBRARY;
}

static void mismatch(struct doc *d, struct str label, const char *used) {
    doc_warn(d, "decode", "charset_mismatch", d->source.start, "declared as %.*s, read as %s",
             (int)label.n, label.p, used);
}

static void whole_page(struct decode *s, struct doc *d, int page) {
    struct text t;
    size_t wrong = 0;
    text_open(&t, d);
    page_mend(s, page, &t, d->text.n, &wrong);
    text_commit(&t);
    page_mended(d, page, wrong);
    d->source.encoding = str_of(page_name(page));
}

static size_t count_high(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < ENOUGH; i++) n += (unsigned char)s.p[i] >= 0x80;
    return n;
}

/* Asks uchardet where the letters leave doubts. True when it knew a code page that is not of ours. */
static bool ask_uchardet(struct decode *s, struct doc *d, int *page, long score) {
    if (s->detector == NULL) s->detector = uchardet_new();
    if (s->detector == NULL) return false;
    uchardet_reset(s->detector);
    uchardet_handle_data(s->detector, d->text.p, d->text.n < LOOK ? d->text.n : LOOK);
    uchardet_data_end(s->detector);
    const char *name = uchardet_get_charset(s->detector);
    int named = page_of(name);
    if (named >= 0 && page_score(s, named, d->text) >= score) *page = named;
    bool other = named < 0 && name[0] && strcmp(name, "ASCII") != 0 && score < 1;
    if (!other || count_high(d->text) < ENOUGH || !from_converter(s, d, name)) return false;
    doc_warn(d, "decode", "charset", 0, "not UTF-8; read as %s", name);
    return true;
}

/* No UTF-8 at all: a code page, the declared one unless its letters contradict. */
static void from_pages(struct decode *s, struct doc *d) {
    struct str label, declared = declared_charset(d, &label);
    long score, own = 0;
    bool sure;
    int page = page_guess(s, d->text, &score, &sure), named = -1;
    if (declared.n) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)declared.n, declared.p);
        named = page_of(name);
        if (named >= 0) own = page_score(s, named, d->text);
        if (named >= 0 && own + 4 + score / 8 >= score) {
            whole_page(s, d, named);
            return;
        }
        if (named < 0 && !sure && !str_starts(declared, STR("UTF-")) && from_converter(s, d, name))
            return;
    }
    if (!sure && ask_uchardet(s, d, &page, score)) return;
    if (label.n) mismatch(d, label, page_name(page));
    else doc_warn(d, "decode", "charset", 0, "not UTF-8; read as %s", page_name(page));
    whole_page(s, d, page);
}

static size_t line_end(struct str s, size_t at) {
    const char *end = memchr(s.p + at, '\n', s.n - at);
    return end ? (size_t)(end - s.p) + 1 : s.n;
}

/* Is the line none of UTF-8's: fewer good sequences than bad places? */
static bool is_foreign(struct str line) {
    struct utf8_count c = utf8_look(line);
    return c.wrong + c.cut > 0 && c.good * 4 < c.wrong + c.cut;
}

/* The lines that are no UTF-8, one behind the other. */
static struct str foreign_lines(struct doc *d) {
    struct str s = d->text;
    struct buf b;
    buf_open(&b, d->arena, 256);
    for (size_t at = 0, end; at < s.n && b.n < LOOK; at = end) {
        end = line_end(s, at);
        struct str line = str_sub(s, at, end);
        if (utf8_valid(line) < line.n && is_foreign(line)) buf_str(&b, line);
    }
    return buf_view(&b);
}

/* UTF-8 with bad places: lines that look like a code page are read through it, of others what is bad
 * becomes U+FFFD. */
static void from_mixed(struct decode *s, struct doc *d) {
    struct str old = d->text, foreign = foreign_lines(d);
    long score = 0;
    bool sure;
    int page = page_guess(s, foreign, &score, &sure);
    struct text t;
    size_t wrong = 0, undefined = 0, lines = 0, first = 0;
    text_open(&t, d);
    for (size_t at = 0, end; at < old.n; at = end) {
        end = line_end(old, at);
        struct str line = str_sub(old, at, end);
        if (utf8_valid(line) == line.n) continue;
        text_keep(&t, (uint32_t)at - t.at);
        if (foreign.n && score > 0 && is_foreign(line) && page_score(s, page, line) > 0) {
            if (lines++ == 0) first = at;
            page_mend(s, page, &t, end, &undefined);
        } else {
            utf8_mend(&t, end, &wrong);
        }
    }
    text_commit(&t);
    if (lines)
        doc_warn(d, "decode", "mixed_encodings", d->source.start + first,
                 "lines that are not UTF-8: %zu; read as %s", lines, page_name(page));
    utf8_mended(d, wrong);
    page_mended(d, page, undefined);
}

static void check_declared(struct doc *d) {
    struct str label, declared = declared_charset(d, &label);
    if (declared.n && !str_is(declared, "UTF-8")) {
        struct utf8_count c = utf8_look(d->text);
        if (c.good) mismatch(d, label, "UTF-8");
    } else if (declared.n == 0 && label.n) {
        doc_warn(d, "decode", "charset", d->source.start, "declared as %.*s, which is not known",
                 (int)label.n, label.p);
    }
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
    if (n) doc_warn(d, "decode", "nul_bytes", 0, "%zu NUL bytes were taken out", n);
    text_commit(&t);
}

/* What a text has none of. UTF-16 is full of low bytes. */
struct controls {
    size_t nul, low, all; /* 00; 00 to 06; none of them blanks */
};

static struct controls look(struct str s) {
    struct controls c = {0, 0, 0};
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = s.n < LOOK ? s.n : LOOK;
    for (size_t i = 0; i < n; i++) {
        c.nul += p[i] == 0;
        c.low += p[i] <= 6;
        c.all += (p[i] < 9 || (p[i] > 13 && p[i] < 0x20) || p[i] == 0x7F) && p[i] != 0x1B;
    }
    return c;
}

static void decode_bytes(struct decode *s, struct doc *d) {
    struct utf8_count c = utf8_look(d->text);
    bool mark = str_starts(d->text, STR("\xEF\xBB\xBF"));
    if (mark || (c.good && c.good * 8 >= c.wrong)) from_mixed(s, d);
    else from_pages(s, d);
}

static enum status run(void *state, struct doc *d) {
    uint32_t bom;
    d->text = d->raw;
    d->source.encoding = STR("UTF-8");
    const char *type = media_sniff(d->raw);
    if (type) return doc_fail(d, NOT_TEXT, d->source.start, "this is %s", type);
    size_t n = d->raw.n < LOOK ? d->raw.n : LOOK;
    struct controls c = look(d->raw);
    char form = unicode_form(d->raw, c.low * 4 >= n, &bom);
    if (form) {
        from_unicode(d, form, bom);
        drop_nul(d);
        return OK;
    }
    if (c.nul > 1 + n / 100) /* a few are dirt */
        return doc_fail(d, NOT_TEXT, d->source.start, "binary: it is full of NUL bytes");
    if (c.all > 2 + n / 50)
        return doc_fail(d, NOT_TEXT, d->source.start, "binary: it is full of control characters");
    if (utf8_valid(d->text) < d->text.n) decode_bytes(state, d);
    else check_declared(d);
    if (c.nul || n < d->raw.n) drop_nul(d); /* not before: what stands around is no code point */
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
