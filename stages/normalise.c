/* SPDX-License-Identifier: MIT */
/* normalise: NFC and clean characters, every change with a way back. A quick check runs over the
 * text; only where something may change it looks closer. NFC is done between characters that nothing
 * before them can combine with (ICU's unorm2_hasBoundaryBefore), so that each change is a small edit.
 * The only door to ICU's normaliser. */
#include <stdio.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "normalise.h"
#include "normalise_letters.h"
#include "stage.h"
#include "text.h"
#include "utf8.h"

struct normalise {
    const UNormalizer2 *nfc;
    bool ligatures, digraphs, eth, hyphens, spaces, zero_width, soft_hyphens;
    bool entities, accents, cedillas, quotes, mojibake, code_page;
    struct pages pages;
    uint8_t quick[0x2200]; /* what a code point below needs: a rule, or 0xFF for NFC, or 0 */
    /* Of a byte: may it begin a code point that needs something? PLAIN_LEAD: two bytes, and none does. */
    uint8_t stop[256];
};

enum { ASK_NFC = 0xFF, SEQUENCE_MAX = 1024, PLAIN_LEAD = 2 };

static const struct option options[] = {
    {"ligatures", "yes", "ﬁ → fi and the like", O_BOOL, offsetof(struct normalise, ligatures)},
    {"digraphs", "yes", "the single letters ǆ ǉ ǌ → dž lj nj", O_BOOL,
     offsetof(struct normalise, digraphs)},
    {"eth", "yes", "Ð → Đ in Balkan words", O_BOOL, offsetof(struct normalise, eth)},
    {"hyphens", "yes", "U+2010, U+2011 → -", O_BOOL, offsetof(struct normalise, hyphens)},
    {"spaces", "yes", "no-break and other odd blanks → a plain one", O_BOOL,
     offsetof(struct normalise, spaces)},
    {"zero_width", "yes", "characters without width go", O_BOOL,
     offsetof(struct normalise, zero_width)},
    {"soft_hyphens", "yes", "U+00AD goes", O_BOOL, offsetof(struct normalise, soft_hyphens)},
    {"entities", "yes", "HTML entities left in the text: &scaron; → š", O_BOOL,
     offsetof(struct normalise, entities)},
    {"accents", "yes", "accents that stand beside their letter: c´ → ć", O_BOOL,
     offsetof(struct normalise, accents)},
    {"cedillas", "yes", "Romanian ţ ş → ț ș", O_BOOL, offsetof(struct normalise, cedillas)},
    {"quotes", "yes", ",,da'' → „da“, <<da>> → «da»", O_BOOL, offsetof(struct normalise, quotes)},
    {"mojibake", "yes", "UTF-8 that was read as a code page: Å¡ → š", O_BOOL,
     offsetof(struct normalise, mojibake)},
    {"code_page", "yes", "a code page that was read as another one: Miletiæ → Miletić", O_BOOL,
     offsetof(struct normalise, code_page)},
    {NULL, NULL, NULL, O_BOOL, 0}};

static void mark(struct normalise *s, uint32_t from, uint32_t to, enum rule rule) {
    for (uint32_t c = from; c <= to; c++) s->quick[c] = (uint8_t)rule;
}

static void mark_spaces(struct normalise *s) {
    mark(s, 0xA0, 0xA0, RULE_SPACE);
    mark(s, 0x1680, 0x1680, RULE_SPACE);
    mark(s, 0x2000, 0x200A, RULE_SPACE);
    mark(s, 0x202F, 0x202F, RULE_SPACE);
    mark(s, 0x205F, 0x205F, RULE_SPACE);
}

static void mark_zero_width(struct normalise *s) {
    mark(s, 0x180E, 0x180E, RULE_ZERO_WIDTH);
    mark(s, 0x200B, 0x200F, RULE_ZERO_WIDTH);
    mark(s, 0x202A, 0x202E, RULE_ZERO_WIDTH);
    mark(s, 0x2060, 0x206F, RULE_ZERO_WIDTH);
}

static void mark_letters(struct normalise *s) {
    for (uint32_t c = 0; c < sizeof s->quick; c++) {
        enum rule r = letters_rule(c);
        if ((r == RULE_ENTITY && s->entities) || (r == RULE_ACCENT && s->accents) ||
            (r == RULE_CEDILLA && s->cedillas) || (r == RULE_QUOTE && s->quotes))
            s->quick[c] = (uint8_t)r;
    }
}

static enum status setup(void *state, struct env *env) {
    struct normalise *s = state;
    UErrorCode e = U_ZERO_ERROR;
    s->nfc = unorm2_getNFCInstance(&e);
    if (U_FAILURE(e)) {
        snprintf(env->message, env->message_size, "ICU has no NFC data");
        return LIBRARY;
    }
    for (uint32_t c = 0x80; c < 0x2200; c++) {
        UChar wide = (UChar)c;
        UErrorCode q = U_ZERO_ERROR;
        if (!unorm2_hasBoundaryBefore(s->nfc, (UChar32)c) ||
            unorm2_quickCheck(s->nfc, &wide, 1, &q) != UNORM_YES)
            s->quick[c] = ASK_NFC;
    }
    mark(s, 0x00, 0x08, RULE_CONTROL);
    mark(s, 0x0B, 0x0C, RULE_CONTROL);
    mark(s, 0x0D, 0x0D, RULE_LINE_END);
    mark(s, 0x0E, 0x1F, RULE_CONTROL);
    mark(s, 0x7F, 0x9F, RULE_CONTROL);
    mark(s, 0x85, 0x85, RULE_LINE_END);
    if (s->soft_hyphens) mark(s, 0xAD, 0xAD, RULE_SOFT_HYPHEN);
    if (s->eth)
        mark(s, 0xD0, 0xD0, RULE_ETH), mark(s, 0xF0, 0xF0, RULE_ETH),
            mark(s, 0x189, 0x189, RULE_ETH);
    if (s->digraphs) mark(s, 0x1C4, 0x1CC, RULE_DIGRAPH);
    if (s->hyphens) mark(s, 0x2010, 0x2011, RULE_HYPHEN);
    mark(s, 0x2028, 0x2029, RULE_LINE_END);
    if (s->spaces) mark_spaces(s);
    if (s->zero_width) mark_zero_width(s);
    mark_letters(s);
    pages_setup(&s->pages);
    for (uint32_t b = 0; b < sizeof s->stop; b++) s->stop[b] = b >= 0x80 || s->quick[b] != 0;
    for (uint32_t b = 0xC2; b < 0xE0;
         b++) { /* of two bytes: Cyrillic needs nothing, whole blocks of it */
        bool plain = true;
        for (uint32_t c = (b & 0x1F) << 6; c < ((b & 0x1F) + 1) << 6; c++) plain &= !s->quick[c];
        if (plain) s->stop[b] = PLAIN_LEAD;
    }
    return OK;
}

static enum rule beyond(const struct normalise *s, uint32_t c) {
    if (c >= 0xFB00 && c <= 0xFB06) return s->ligatures ? RULE_LIGATURE : RULE_NONE;
    if (c == 0x3000) return s->spaces ? RULE_SPACE : RULE_NONE;
    if (!s->zero_width) return RULE_NONE;
    if (c == 0xFEFF || c == 0xFFF9 || c == 0xFFFA || c == 0xFFFB || (c >= 0xFE00 && c <= 0xFE0F) ||
        (c >= 0xE0100 && c <= 0xE01EF))
        return c == 0xFE0F ? RULE_NONE : RULE_ZERO_WIDTH;
    return RULE_NONE;
}

/* What the code point needs: a rule, RULE_NFC, or RULE_NONE. */
static enum rule need(const struct normalise *s, uint32_t c) {
    if (c < sizeof s->quick) return s->quick[c] == ASK_NFC ? RULE_NFC : (enum rule)s->quick[c];
    enum rule r = beyond(s, c);
    if (r != RULE_NONE) return r;
    if (c >= 0x2200 && c < 0x3000)
        return c == 0x2ADC || (c >= 0x2329 && c <= 0x232A) || (c >= 0x2DE0 && c <= 0x2DFF)
                   ? RULE_NFC
                   : RULE_NONE;
    UChar wide[2];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(wide, n, c);
    return !unorm2_hasBoundaryBefore(s->nfc, (UChar32)c) ||
                   unorm2_quickCheck(s->nfc, wide, n, &e) != UNORM_YES
               ? RULE_NFC
               : RULE_NONE;
}

/* One combining sequence: from t->at, a boundary, to the next one. One of more than SEQUENCE_MAX bytes
 * is no text, and sorting its marks would take for ever: it stays as it is. */
static void compose(struct normalise *s, struct text *t) {
    struct str old = t->doc->text;
    size_t begin = t->at, end = t->at;
    utf8_next(old.p, &end);
    while (end < old.n && !unorm2_hasBoundaryBefore(s->nfc, (UChar32)utf8_at(old.p, end)))
        utf8_next(old.p, &end);
    if (end - begin > SEQUENCE_MAX) {
        text_keep(t, (uint32_t)(end - begin));
        return;
    }
    UErrorCode e = U_ZERO_ERROR;
    size_t units = end - begin + 8;
    UChar *wide = arena_alloc(t->doc->arena, units * sizeof(UChar) * 4), *out = wide + units;
    char *narrow = arena_alloc(t->doc->arena, units * 9);
    int32_t n = 0, k = 0, bytes = 0;
    u_strFromUTF8(wide, (int32_t)units, &n, old.p + begin, (int32_t)(end - begin), &e);
    k = unorm2_normalize(s->nfc, wide, n, out, (int32_t)units * 3, &e);
    u_strToUTF8(narrow, (int32_t)units * 9, &bytes, out, k, &e);
    bool same = U_FAILURE(e) ||
                ((size_t)bytes == end - begin && memcmp(narrow, old.p + begin, end - begin) == 0);
    if (same) text_keep(t, (uint32_t)(end - begin));
    else text_replace(t, (uint32_t)(end - begin), (struct str){narrow, (size_t)bytes}, RULE_NFC);
}

static struct str digraph(uint32_t c) {
    static const char *const letters[] = {"DŽ", "Dž", "dž", "LJ", "Lj", "lj", "NJ", "Nj", "nj"};
    return str_of(letters[c - 0x1C4]);
}

static struct str ligature(uint32_t c) {
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    return str_of(letters[c - 0xFB00]);
}

/* Ð in a word that is not Icelandic or Faroese: no þ ý ö í ú around it. */
static bool balkan_word(struct str text, size_t at) {
    size_t begin = at, end = at;
    unsigned words = 0; /* its own, and one before and behind: Þórður Guðmundsson */
    while (begin > 0 && at - begin < 60 && (!is_space(text.p[begin - 1]) || words++ == 0)) begin--;
    words = 0;
    while (end < text.n && end - at < 60 && (!is_space(text.p[end]) || words++ == 0)) end++;
    while (begin < at && !utf8_border(text.p[begin])) begin++;
    while (end < text.n && !utf8_border(text.p[end])) end++;
    for (size_t i = begin; i < end;) {
        uint32_t c = utf8_next(text.p, &i);
        if (c == 0xFE || c == 0xDE || c == 0xFD || c == 0xF6 || c == 0xED || c == 0xFA ||
            c == 0xE6 || c == 0xF3 || c == 0xE1 || c == 0xF8)
            return false;
    }
    return true;
}

/* A non-joiner between Cyrillic letters says that нј, лј, дж are two letters: it is spelling. */
static bool in_cyrillic(struct str text, size_t at) {
    if (at < 2 || at + 4 >= text.n) return false;
    unsigned char before = (unsigned char)text.p[at - 2], after = (unsigned char)text.p[at + 3];
    return (before == 0xD0 || before == 0xD1) && (after == 0xD0 || after == 0xD1);
}

static void apply(struct normalise *s, struct text *t, uint32_t c, uint32_t n, enum rule rule) {
    struct str old = t->doc->text;
    switch (rule) {
    case RULE_LINE_END:
        if (c == '\r' && t->at + 1 < old.n && old.p[t->at + 1] == '\n') text_drop(t, 1, rule);
        else text_replace(t, n, STR("\n"), rule);
        break;
    case RULE_SPACE: text_replace(t, n, STR(" "), rule); break;
    case RULE_ZERO_WIDTH:
        /* a joiner between emoji belongs to them; in our scripts it is dirt */
        if (c == 0x200D && t->at >= 4 && ((unsigned char)old.p[t->at - 4] & 0xF8) == 0xF0)
            text_keep(t, n);
        else if (c == 0x200C && in_cyrillic(old, t->at)) text_keep(t, n);
        else text_drop(t, n, rule);
        break;
    case RULE_SOFT_HYPHEN:
    case RULE_CONTROL: text_drop(t, n, rule); break;
    case RULE_HYPHEN: text_replace(t, n, STR("-"), rule); break;
    case RULE_DIGRAPH: text_replace(t, n, digraph(c), rule); break;
    case RULE_LIGATURE: text_replace(t, n, ligature(c), rule); break;
    case RULE_ETH:
        if (!balkan_word(old, t->at)) text_keep(t, n);
        else text_replace(t, n, c == 0xF0 ? STR("đ") : STR("Đ"), rule);
        break;
    default: compose(s, t); break;
    }
}

/* The next byte that may need something. Four at a time: nearly all text needs nothing. */
static size_t next_stop(const struct normalise *s, struct str text, size_t i) {
    const unsigned char *p = (const unsigned char *)text.p;
    for (;;) {
        while (i + 4 <= text.n &&
               !(s->stop[p[i]] | s->stop[p[i + 1]] | s->stop[p[i + 2]] | s->stop[p[i + 3]]))
            i += 4;
        while (i < text.n && !s->stop[p[i]]) i++;
        if (i >= text.n || s->stop[p[i]] != PLAIN_LEAD) return i;
        do i += 2;
        while (i < text.n && s->stop[p[i]] == PLAIN_LEAD);
    }
}

/* One pass; true when it changed something. */
static bool pass(struct normalise *s, struct doc *d) {
    struct text t;
    struct str old = d->text;
    struct letters letters = {0, STR(""), false};
    text_open(&t, d);
    for (size_t i = 0; (i = next_stop(s, old, i)) < old.n;) {
        size_t at = i;
        uint32_t c = utf8_next(old.p, &i);
        enum rule rule = need(s, c);
        if (rule == RULE_NONE) continue;
        if (letters_rule(c) != RULE_NONE) {
            if (letters_apply(&letters, &t, at, c, rule)) i = t.at;
            continue;
        }
        if (rule ==
            RULE_NFC) /* the sequence begins at a boundary, but not before what was replaced */
            while (at > t.at && !unorm2_hasBoundaryBefore(s->nfc, (UChar32)utf8_at(old.p, at)))
                utf8_prev(old.p, &at);
        text_keep(&t, (uint32_t)at - t.at);
        apply(s, &t, c, (uint32_t)(i - at), rule);
        i = t.at;
    }
    text_commit(&t);
    return t.edits.n > 0;
}

/* What a rule put in may combine with what follows (ﬁ + U+0301): passes go on until nothing changes. */
static enum status run(void *state, struct doc *d) {
    const struct normalise *s = state;
    bool more = true;
    for (int turn = 0; more && turn < 3; turn++) {
        more = s->mojibake && mojibake_repair(&s->pages, d);
        if (s->code_page && code_page_repair(&s->pages, d)) more = true;
        if (turn > 0 && !more) break;
        for (int i = 0; i < 6 && pass(state, d); i++) more = true;
    }
    doc_set_title(d);
    return OK;
}

const struct stage stage_normalise = {
    .name = "normalise",
    .help = "NFC, line ends, blanks, zero-width characters, ligatures, entities, letters",
    .needs = LAYER_TEXT,
    .gives = LAYER_NFC,
    .options = options,
    .changes_text = true,
    .state_size = sizeof(struct normalise),
    .setup = setup,
    .run = run,
};
