/* SPDX-License-Identifier: MIT */
/* See normalise_letters.h. */
#include "normalise_letters.h"

#include "letters.h"
#include "utf8.h"

enum {
    ADDRESS = 200,     /* bytes: how far back an address may have begun */
    QUOTE_SPAN = 1000, /* bytes: how far away the partner of a quotation mark may stand */
    WORD = 60,         /* bytes of a word that are looked at */
};

enum rule letters_rule(uint32_t c) {
    switch (c) {
    case '&': return RULE_ENTITY;
    case 0xB4:  /* ´ */
    case 0xA8:  /* ¨ */
    case 0xB8:  /* ¸ */
    case 0x2C7: /* ˇ */
    case 0x2D8: /* ˘ */ return RULE_ACCENT;
    case 0x15E:
    case 0x15F: /* Ş ş */
    case 0x162:
    case 0x163: /* Ţ ţ */ return RULE_CEDILLA;
    case ',':
    case '`':
    case '\'':
    case '<':
    case '>':
    case 0x2018:
    case 0x2019:
    case 0x201A: return RULE_QUOTE;
    default: return RULE_NONE;
    }
}

static uint32_t next_at(struct str s, size_t i) {
    return i < s.n ? utf8_at(s.p, i) : 0;
}

static uint32_t before(struct str s, size_t i) {
    return i > 0 ? utf8_prev(s.p, &i) : 0;
}

/* Is byte `at` inside an address? …?a=1&copy;=2 has no ©. */
static bool in_address(struct str s, size_t at) {
    size_t begin = at;
    while (begin > 0 && at - begin < ADDRESS && !is_space(s.p[begin - 1])) begin--;
    struct str word = str_sub(s, begin, at);
    return at - begin == ADDRESS || str_find(word, STR("://")) < word.n ||
           str_find(word, STR("www.")) < word.n || str_find(word, STR("?")) < word.n;
}

/* The character that a numeric reference means; 0 when it means none. As HTML has it, those between
 * 128 and 159 are of windows-1252. */
static uint32_t numbered(uint64_t c) {
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0,      0x17D,  0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178};
    if (c >= 0x80 && c < 0xA0) return high[c - 0x80];
    if (c == '\t' || c == '\n') return ' ';
    if (c < 0x20 || c == 0x7F || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) return 0;
    return (uint32_t)c;
}

/* Reads what stands behind "&", from *i to its semicolon, and moves *i behind that. 0: no entity. */
static uint32_t entity_read(struct str s, size_t *i) {
    size_t k = *i;
    uint32_t c = 0;
    if (k < s.n && s.p[k] == '#') {
        uint64_t v = 0;
        bool hex = ++k < s.n && (s.p[k] | 32) == 'x';
        size_t digits = k += hex;
        for (; k < s.n && k - digits < 8; k++) {
            char d = s.p[k] >= 'A' ? (char)(s.p[k] | 32) : s.p[k];
            if (is_digit(d)) v = v * (hex ? 16 : 10) + (uint64_t)(d - '0');
            else if (hex && d >= 'a' && d <= 'f') v = v * 16 + (uint64_t)(d - 'a' + 10);
            else break;
        }
        c = k > digits ? numbered(v) : 0;
    } else {
        while (k < s.n && k - *i < 10 && (is_ascii_alpha(s.p[k]) || is_digit(s.p[k]))) k++;
        c = entity_by_name(str_sub(s, *i, k));
    }
    if (c == 0 || k >= s.n || s.p[k] != ';') return 0;
    *i = k + 1;
    return c;
}

static bool entity(struct text *t, size_t at) {
    struct str s = t->doc->text;
    size_t end = at + 1, more;
    uint32_t c = entity_read(s, &end), inner;
    if (c == 0 || in_address(s, at)) return false;
    /* written twice and more: &amp;amp;scaron; */
    for (more = end; c == '&' && (inner = entity_read(s, &more)) != 0; end = more) c = inner;
    char *out = arena_alloc(t->doc->arena, 4);
    text_keep(t, (uint32_t)at - t->at);
    text_replace(t, (uint32_t)(end - at), (struct str){out, utf8_put(out, c)}, RULE_ENTITY);
    return true;
}

/* The letter that a base and a spacing accent make, of those that our languages write; 0: none. */
static uint32_t accented(uint32_t base, uint32_t accent) {
    static const struct {
        uint16_t accent, other; /* ˘ is often read for ˇ */
        char base[2];
        uint16_t letter[2];
    } pairs[] = {
        {0xB4, 0xB4, {'c', 'C'}, {0x107, 0x106}},   {0x2C7, 0x2D8, {'c', 'C'}, {0x10D, 0x10C}},
        {0x2C7, 0x2D8, {'s', 'S'}, {0x161, 0x160}}, {0x2C7, 0x2D8, {'z', 'Z'}, {0x17E, 0x17D}},
        {0xB8, 0xB8, {'c', 'C'}, {0xE7, 0xC7}},     {0xA8, 0xA8, {'e', 'E'}, {0xEB, 0xCB}}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int k = 0; k < 2; k++)
            if ((accent == pairs[i].accent || accent == pairs[i].other) &&
                base == (unsigned char)pairs[i].base[k])
                return pairs[i].letter[k];
    return 0;
}

static bool is_accent(uint32_t c) {
    return c < 0x2E0 && letters_rule(c) == RULE_ACCENT;
}

/* Has the word around byte `at` another spacing accent on a letter? */
static bool other_accent(struct str s, size_t at) {
    size_t begin = at;
    for (size_t i = at; i > 0 && at - i < WORD; begin = i) {
        uint32_t c = utf8_prev(s.p, &i);
        if (!is_letter(c) && !is_accent(c)) break;
    }
    for (size_t i = begin; i < s.n && i - begin < 2 * WORD;) {
        size_t here = i;
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c) && !is_accent(c)) break;
        if (here != at && is_accent(c) &&
            (accented(before(s, here), c) || accented(next_at(s, i), c)))
            return true;
    }
    return false;
}

/* ´ is also written for an apostrophe: music´s, c´est, and in pairs for a quotation mark. */
static bool apostrophe(struct str s, size_t at, size_t end, bool base_first) {
    uint32_t behind = next_at(s, end);
    if (behind == 0xB4 || before(s, at) == 0xB4) return true;
    if (!base_first) return !is_letter(before(s, at)) && !other_accent(s, at);
    if (!is_letter(behind)) return false;
    if (behind == 's' && !is_letter(next_at(s, end + 1))) return true;
    return !is_letter(before(s, at - 1)) && !other_accent(s, at);
}

static bool accent(struct letters *l, struct text *t, size_t at, uint32_t c) {
    struct str s = t->doc->text;
    size_t end = at;
    utf8_next(s.p, &end);
    uint32_t behind = next_at(s, end), last = before(s, at);
    uint32_t left = at > t->at ? accented(last, c) : 0, right = accented(behind, c);
    /* a word, not a letter alone */
    if (left && !is_letter(before(s, at - 1)) && !is_letter(behind)) left = 0;
    if (right && !is_letter(last) && !is_letter(next_at(s, end + 1))) right = 0;
    if (left && right) left = l->accent_first ? 0 : left, right = left ? 0 : right;
    if (!left && !right) return false;
    if (c == 0xB4 && apostrophe(s, at, end, left != 0)) return false;
    l->accent_first = right != 0;
    size_t from = left ? at - 1 : at, to = left ? end : end + 1;
    char *out = arena_alloc(t->doc->arena, 4);
    text_keep(t, (uint32_t)from - t->at);
    text_replace(t, (uint32_t)(to - from), (struct str){out, utf8_put(out, left ? left : right)},
                 RULE_ACCENT);
    return true;
}

/* Romanian ţ with a cedilla is ț with a comma; so is ş, but that is also a Turkish letter: only in a
 * word that has another Romanian letter and no Turkish one. */
static bool cedilla(struct text *t, size_t at, uint32_t c) {
    static const uint32_t romanian[] = {0x163, 0x162, 0x21B, 0x21A, 0x103, 0x102, 0xE2, 0xEE, 0};
    static const uint32_t turkish[] = {0x131, 0x130, 0x11F, 0x11E, 0xFC, 0xDC, 0xF6, 0xD6, 0xE7, 0};
    struct str s = t->doc->text;
    size_t begin = at, end = at;
    bool sure = c == 0x162 || c == 0x163;
    for (size_t i = begin; i > 0 && at - i < WORD && is_letter(utf8_prev(s.p, &i));) begin = i;
    while (end < s.n && end - at < WORD && is_letter(utf8_at(s.p, end))) utf8_next(s.p, &end);
    for (size_t i = begin; i < end;) {
        uint32_t x = utf8_next(s.p, &i);
        for (const uint32_t *p = romanian; *p; p++) sure |= x == *p;
        for (const uint32_t *p = turkish; *p; p++)
            if (x == *p) return false;
    }
    if (!sure) return false;
    text_keep(t, (uint32_t)at - t->at);
    text_replace(t, 2,
                 c == 0x15E   ? STR("Ș")
                 : c == 0x15F ? STR("ș")
                 : c == 0x162 ? STR("Ț")
                              : STR("ț"),
                 RULE_CEDILLA);
    return true;
}

/* Opening marks made of two characters, what they and their partners become. A partner that is a
 * quotation mark already is left as it is. */
static const struct pair {
    const char *open, *opening;
    const char *close[3];
    const char *closing;
} pairs[] = {{",,", "„", {"''", "’’", "‘‘"}, "“"},
             {"‚‚", "„", {"''", "’’", "‘‘"}, "“"},
             {"``", "“", {"''", "’’", NULL}, "”"},
             {"‘‘", "“", {"’’", "''", NULL}, "”"},
             {"<<", "«", {">>", NULL, NULL}, "»"}};

static bool starts_with(struct str s, size_t i, const char *word) {
    return str_starts(str_sub(s, i, s.n), str_of(word));
}

static bool is_closing_quote(struct str s, size_t i) {
    return s.p[i] == '"' || starts_with(s, i, "“") || starts_with(s, i, "”");
}

/* Finds the partner of the mark whose text begins at `from`: *close is its place, *made is set when
 * it is made of two characters. */
static bool partner(struct str s, size_t from, const struct pair *p, size_t *close, bool *made) {
    size_t end = from + QUOTE_SPAN < s.n ? from + QUOTE_SPAN : s.n;
    for (size_t i = from; i < end && s.p[i] != '\n' && !starts_with(s, i, p->open); i++) {
        *close = i;
        *made = false;
        for (int k = 0; k < 3 && p->close[k]; k++)
            *made |= starts_with(s, i, p->close[k]) && !is_space(s.p[i - 1]) &&
                     !is_letter(next_at(s, i + strlen(p->close[k])));
        if (*made) return true;
        if (*p->open != '<' && is_closing_quote(s, i)) return true;
    }
    return false;
}

static bool opens(struct str s, size_t at, size_t end) {
    uint32_t last = before(s, at), next = next_at(s, end);
    bool edge = last == 0 || is_blank(last) || last == '(' || last == '[' || is_dash(last);
    return edge && (is_word(next) || next == '.' || next == 0x2026) && !starts_with(s, end, "...,");
}

static bool quote(struct letters *l, struct text *t, size_t at) {
    struct str s = t->doc->text;
    if (l->close && at == l->close) {
        size_t end = at;
        utf8_next(s.p, &end), utf8_next(s.p, &end);
        text_keep(t, (uint32_t)at - t->at);
        text_replace(t, (uint32_t)(end - at), l->closing, RULE_QUOTE);
        l->close = 0;
        return true;
    }
    if (at < l->close) return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct pair *p = &pairs[i];
        size_t n = strlen(p->open), close = 0;
        bool made = false;
        if (!starts_with(s, at, p->open) || !opens(s, at, at + n)) continue;
        if (!partner(s, at + n, p, &close, &made)) return false;
        text_keep(t, (uint32_t)at - t->at);
        text_replace(t, (uint32_t)n, str_of(p->opening), RULE_QUOTE);
        l->close = made ? close : 0;
        l->closing = str_of(p->closing);
        return true;
    }
    return false;
}

bool letters_apply(struct letters *l, struct text *t, size_t at, uint32_t c, enum rule rule) {
    switch (rule) {
    case RULE_ENTITY: return entity(t, at);
    case RULE_ACCENT: return accent(l, t, at, c);
    case RULE_CEDILLA: return cedilla(t, at, c);
    default: {
        const char *next = t->doc->text.p + at + (c < 0x80 ? 1 : 3);
        bool twice = at + (c < 0x80 ? 2u : 6u) <= t->doc->text.n && /* two of the same */
                     memcmp(t->doc->text.p + at, next, c < 0x80 ? 1 : 3) == 0;
        return twice && quote(l, t, at);
    }
    }
}
