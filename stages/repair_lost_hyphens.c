/* SPDX-License-Identifier: MIT */
/* Words that lost their hyphen: EUbrokered, heavyhanded, postBanjska, twostate. Only words that no
 * dictionary and no lexicon knows are taken apart, and only where what stands behind (-issued, -led)
 * or before (self-, de- before a vowel) is of the kind that is written with a hyphen. Pairs of nouns,
 * licenseplate, want a witness: other damage, and the two words side by side elsewhere in the text. */
#include "letters.h"
#include "repair.h"
#include "repair_tables.h"
#include "utf8.h"

enum { TOGETHER_MAX = 64, DAMAGED = 2 }; /* places that are looked for in the whole text */
enum {
    SHORTEST = 7
}; /* letters of a word without capitals inside that may be two: twoyear, reenter */

enum need {
    SURE,       /* nothing */
    DAMAGE,     /* two sure places in the same text */
    HYPHENATED, /* that, and its prefix with a hyphen elsewhere; or more of them */
    TOGETHER,   /* that, and its two words side by side elsewhere */
};

/* A place where a hyphen may be missing. */
struct place {
    uint32_t at; /* of the part behind the hyphen */
    uint8_t left, right, need, prefix;
};

struct search {
    struct repair *r;
    struct doc *doc;
    VEC(struct place) places;
    uint32_t sure, together; /* how many of them */
    uint32_t seen;           /* bit i: prefixes[i] stands before a hyphen in this text */
};

bool repair_takes_hyphen(struct str word) {
    return str_in(word, modifiers) || str_in(word, name_modifiers) || str_in(word, nominals);
}

static void found(struct search *x, size_t at, size_t left, size_t right, enum need need,
                  unsigned prefix) {
    if (need == SURE) x->sure++;
    if (need == TOGETHER && x->together++ >= TOGETHER_MAX) return;
    *vec_push(x->doc->arena, &x->places) = (struct place){
        (uint32_t)at, (uint8_t)left, (uint8_t)right, (uint8_t)need, (uint8_t)prefix};
}

/* Is it a name, or an adjective of one: a word that is never written small? */
static bool is_proper(struct search *x, struct str part) {
    char low[REPAIR_WORD];
    if (part.n < 4 || part.n > REPAIR_WORD) return false;
    memcpy(low, part.p, part.n);
    low[0] = (char)(low[0] | 32);
    if (repair_is_word(x->r, LANG_EN, (struct str){low, part.n})) return false;
    return repair_is_known(x->r, LANG_EN, part);
}

/* state-owned, high-level, Serb-majority: do the two make a compound with a hyphen? */
static bool is_compound(struct search *x, struct str left, struct str right) {
    bool title = is_upper((unsigned char)left.p[0]);
    if (str_in(right, nominals) && str_in(left, adjectives)) return true;
    if (!title && str_is(right, "led"))
        return left.n >= 4 && left.p[left.n - 1] != 'l' && repair_is_word(x->r, LANG_EN, left);
    bool modifier = str_in(right, modifiers);
    if (title && (modifier || str_in(right, name_modifiers)) && is_proper(x, left)) return true;
    if (!modifier || str_in(left, combining)) return false;
    return left.n >= (title ? 4 : 3) && repair_is_word(x->r, LANG_EN, left);
}

/* antiSerb, postBanjska: a prefix before a capital. In all languages. */
static size_t before_capital(struct search *x, struct str w, size_t capital, enum lang lang) {
    struct str prefix = str_sub(w, 0, capital), rest = str_sub(w, capital, w.n);
    size_t second = 0;
    if (!str_in(prefix, capital_prefixes)) return 0;
    utf8_next(rest.p, &second);
    if (second >= rest.n) return 0;
    bool known = repair_is_known(x->r, lang, rest);
    return known || (prefix.n >= 4 && lang != LANG_OTHER && is_lower(utf8_at(rest.p, second)))
               ? capital
               : 0;
}

/* EUbrokered, NATOled: capitals, then small letters. `small` is where these begin. */
static size_t behind_acronym(struct str w, size_t small) {
    struct str rest = str_sub(w, small, w.n);
    bool known = str_in(rest, modifiers) || str_in(rest, name_modifiers) || str_is(rest, "level");
    return small <= 6 && known ? small : 0;
}

/* Serbianissued, heavyhanded. The longest second part. */
static size_t with_modifier(struct search *x, struct str w) {
    for (size_t i = 3; i + 3 <= w.n; i++)
        if (is_compound(x, str_sub(w, 0, i), str_sub(w, i, w.n))) return i;
    return 0;
}

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* reregistration, deescalate, selfgovernment: a prefix and a known word. The dictionary has some of
 * these as one word; then only two equal vowels, or re- twice, want a hyphen. */
static void note_prefix(struct search *x, struct str w, size_t at, bool known) {
    for (unsigned k = 0; prefixes[k].word; k++) {
        struct str p = str_of(prefixes[k].word), rest = str_sub(w, p.n, w.n);
        if (!str_starts(w, p) || rest.n < 4) continue;
        bool vowels = is_vowel(rest.p[0]) && rest.p[0] == p.p[p.n - 1];
        bool twice = str_is(p, "re") && str_starts(rest, p);
        unsigned when = prefixes[k].when & (vowels || twice ? ~0u : ~(unsigned)VOWELS);
        if (known) when &= VOWELS;
        if (!when || !repair_is_word(x->r, LANG_EN, rest)) continue;
        found(x, at + p.n, p.n, rest.n,
              when & ALWAYS   ? SURE
              : when & VOWELS ? DAMAGE
                              : HYPHENATED,
              k);
        return;
    }
}

/* twostate, threeyear: a number and a noun. */
static size_t with_number(struct str w) {
    for (unsigned k = 0; numbers[k]; k++) {
        struct str n = str_of(numbers[k]), rest = str_sub(w, n.n, w.n);
        if (str_starts(w, n) && str_in(rest, measures)) return n.n;
    }
    return 0;
}

/* Two words of four letters or more, in one way only. */
static void note_pair(struct search *x, struct str w, size_t at) {
    size_t only = 0;
    for (size_t i = 4; i + 4 <= w.n; i++) {
        if (!repair_is_word(x->r, LANG_EN, str_sub(w, 0, i)) ||
            !repair_is_word(x->r, LANG_EN, str_sub(w, i, w.n)))
            continue;
        if (only) return;
        only = i;
    }
    if (only && !str_in(str_sub(w, 0, only), combining))
        found(x, at + only, only, w.n - only, TOGETHER, 0);
}

/* A word of ASCII letters in an English text; `small` is where its capitals end. */
static void look_into(struct search *x, struct str w, size_t small, size_t at) {
    char low[REPAIR_WORD];
    size_t n = small > 1 ? behind_acronym(w, small) : 0;
    if (n) found(x, at + n, n, w.n - n, SURE, 0);
    if (small > 1) return;
    memcpy(low, w.p, w.n);
    low[0] = (char)(low[0] | 32);
    struct str l = {low, w.n};
    if (repair_is_known(x->r, LANG_EN, w) || (small && repair_is_word(x->r, LANG_EN, l))) {
        bool vowels = l.p[1] == 'e' && l.p[2] == 'e' && (l.p[0] == 'r' || l.p[0] == 'd');
        if (!vowels && !str_starts(l, STR("rere"))) return;
        if (!str_in(l, closed_vowels)) note_prefix(x, l, at, true);
        return;
    }
    if (str_in(l, closed_compounds) || str_in(l, closed_vowels)) return;
    n = with_modifier(x, w);
    if (!n) n = with_number(l);
    if (n) {
        found(x, at + n, n, w.n - n, SURE, 0);
        return;
    }
    uint32_t before = x->places.n;
    note_prefix(x, l, at, false);
    if (!small && before == x->places.n) note_pair(x, w, at);
}

/* The same. Most words have nothing of it and come again. */
static void split_english(struct search *x, struct str w, size_t small, size_t at) {
    struct str answer;
    if (w.n < SHORTEST && small <= 1) return;
    struct cache_key key = cache_key(w, 0);
    if (cache_get(&x->r->whole, &key, &answer)) return;
    uint32_t places = x->places.n, together = x->together;
    look_into(x, w, small, at);
    if (x->places.n == places && x->together == together)
        cache_put(&x->r->whole, &key, (struct str){w.p, 0});
}

/* Looks for a lost hyphen in a word. */
static void split(struct search *x, struct str w, enum lang lang, size_t at) {
    size_t capital = 0,
           small = 0; /* the first capital behind a small letter; end of the capitals */
    bool ascii = true, lower = false;
    for (size_t i = 0; i < w.n;) {
        size_t here = i;
        uint32_t c = utf8_next(w.p, &i);
        ascii = ascii && c < 0x80;
        if (capital && !is_letter(c)) return;
        if (is_lower(c)) lower = true;
        else if (lower && !capital) capital = here;
        if (!lower) small = i;
    }
    if (capital && small == 0) {
        size_t n = before_capital(x, w, capital, lang);
        if (n) found(x, at + n, n, w.n - n, SURE, 0);
    } else if (!capital && lower && ascii && lang == LANG_EN) {
        split_english(x, w, small, at);
    }
}

/* Is the word free on both sides: no digit, hyphen, address, apostrophe before it? */
static bool is_free(struct str s, size_t begin, size_t end) {
    char last = begin ? s.p[begin - 1] : ' ', next = end < s.n ? s.p[end] : ' ';
    if (last == ' ' && (next == ' ' || next == ',')) return true; /* most */
    if (is_digit(last) || memchr("-'_@#/.&", last, 8) || is_digit(next)) return false;
    if (memchr("-_@/&(", next, 6)) return false;
    return next != '.' || end + 1 >= s.n || !is_word(utf8_at(s.p, end + 1));
}

static void look_at(struct search *x, size_t begin, size_t end, uint32_t *hint) {
    struct str s = x->doc->text, w = str_sub(s, begin, end);
    if (end < s.n && s.p[end] == '-')
        for (unsigned k = 0; prefixes[k].word; k++)
            if (str_is(w, prefixes[k].word)) x->seen |= 1u << k;
    if (w.n < 5 || w.n > REPAIR_WORD || !is_free(s, begin, end)) return;
    split(x, w, repair_lang_at(x->doc, (uint32_t)begin, hint), begin);
}

/* Do the two words stand side by side elsewhere, with a blank or a hyphen? */
static bool is_together(const struct doc *d, const struct place *p) {
    char both[2 * REPAIR_WORD + 1];
    memcpy(both, d->text.p + p->at - p->left, p->left);
    memcpy(both + p->left + 1, d->text.p + p->at, p->right);
    for (int k = 0; k < 2; k++) {
        both[p->left] = k ? '-' : ' ';
        struct str b = {both, (size_t)p->left + 1 + p->right};
        if (str_find(d->text, b) < d->text.n) return true;
    }
    return false;
}

static bool holds(const struct search *x, const struct place *p) {
    if (repair_in_code(x->doc->text, p->at)) return false;
    if (p->need == SURE) return true;
    if (x->sure < DAMAGED) return false;
    if (p->need == HYPHENATED) return (x->seen >> p->prefix & 1) || x->sure > DAMAGED;
    return p->need == DAMAGE || is_together(x->doc, p);
}

/* Words of the text, left to right. */
static void walk(struct search *x) {
    struct str s = x->doc->text;
    uint32_t hint = 0;
    for (size_t i = 0; i < s.n;) {
        if (!is_ascii_alpha(s.p[i]) && (unsigned char)s.p[i] < 0x80) {
            i++;
            continue;
        }
        size_t begin = i;
        while (i < s.n && (is_ascii_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80)) {
            size_t at = i;
            uint32_t c = utf8_next(s.p, &i);
            if (c < 0x80 || is_letter(c)) continue;
            if (at > begin) look_at(x, begin, at, &hint);
            begin = i;
        }
        if (i > begin) look_at(x, begin, i, &hint);
    }
}

void repair_lost_hyphens(struct repair *r, struct doc *d) {
    struct search x = {.r = r, .doc = d};
    struct text t;
    walk(&x);
    text_open(&t, d);
    for (uint32_t i = 0; i < x.places.n; i++) {
        if (!holds(&x, &x.places.v[i])) continue;
        text_keep(&t, x.places.v[i].at - t.at);
        text_replace(&t, 0, STR("-"), RULE_LOST_HYPHEN);
    }
    text_commit(&t);
}
