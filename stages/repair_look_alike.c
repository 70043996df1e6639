/* SPDX-License-Identifier: MIT */
/* Words with letters of both scripts: Скопjе with a Latin j, Kоsovo with a Cyrillic о. Letters that
 * only one script has say which one the word is in. A word of look-alikes alone is for the
 * dictionary. */
#include "letters.h"
#include "repair.h"
#include "utf8.h"

/* Letters that look the same: Latin, Cyrillic. */
static const uint16_t pairs[][2] = {
    {'a', 0x430}, {'e', 0x435}, {'o', 0x43E}, {'p', 0x440}, {'c', 0x441},
    {'x', 0x445}, {'y', 0x443}, {'j', 0x458}, {'A', 0x410}, {'B', 0x412},
    {'E', 0x415}, {'K', 0x41A}, {'M', 0x41C}, {'H', 0x41D}, {'O', 0x41E},
    {'P', 0x420}, {'C', 0x421}, {'T', 0x422}, {'X', 0x425}, {'Y', 0x423},
    {'J', 0x408}, {'i', 0x456}, {'I', 0x406}, {'s', 0x455}, {'S', 0x405}};

/* і and ѕ are no Serbian letters: they speak for no script, and Latin i and s speak for Latin. */
enum { PAIRS = sizeof pairs / sizeof *pairs, SERBIAN = 21 };

static bool is_cyrillic(uint32_t c) {
    return c >= 0x400 && c < 0x530;
}

/* The letter of the other script, or 0. */
static uint32_t twin(uint32_t c) {
    unsigned from = is_cyrillic(c);
    for (unsigned i = 0; i < (from ? PAIRS : SERBIAN); i++)
        if (pairs[i][from] == c) return pairs[i][!from];
    return 0;
}

struct counts {
    unsigned latin, cyrillic;           /* letters */
    unsigned only_latin, only_cyrillic; /* those without a twin */
    bool other, numeral;                /* numeral: only letters of Roman numerals */
};

static struct counts count(struct str word) {
    struct counts n = {.numeral = true};
    for (size_t i = 0; i < word.n;) {
        uint32_t c = utf8_next(word.p, &i), t = twin(c);
        if (is_cyrillic(c)) n.cyrillic++, n.only_cyrillic += t == 0;
        else if (is_letter(c) && c < 0x250) n.latin++, n.only_latin += t == 0;
        else n.other = true;
        uint32_t latin = is_cyrillic(c) ? t : c;
        n.numeral = n.numeral && latin != 0 && latin < 0x80 && memchr("IVXLCDM", (char)latin, 7);
    }
    return n;
}

/* The word with all letters of one script. */
static struct str convert(struct arena *a, struct str word, bool to_cyrillic) {
    char *out = arena_alloc(a, word.n * 2);
    size_t n = 0;
    for (size_t i = 0; i < word.n;) {
        uint32_t c = utf8_next(word.p, &i);
        uint32_t t = is_cyrillic(c) == to_cyrillic ? 0 : twin(c);
        n += utf8_put(out + n, t ? t : c);
    }
    return (struct str){out, n};
}

/* What the word becomes; itself when it stays. */
static struct str decide(struct repair *r, struct doc *d, struct str word, enum lang lang) {
    struct counts n = count(word);
    if (!n.latin || !n.cyrillic || n.other || n.numeral) return word;
    if (n.only_latin && n.only_cyrillic) return word;
    if (n.only_latin || n.only_cyrillic) return convert(d->arena, word, n.only_cyrillic > 0);
    struct str latin = convert(d->arena, word, false), cyrillic = convert(d->arena, word, true);
    if (d->script == SCRIPT_CYRL && repair_is_known(r, lang, cyrillic)) return cyrillic;
    if (d->script == SCRIPT_LATN && repair_is_known(r, lang, latin)) return latin;
    return word;
}

/* Places the differing letters of a word, each as its own edit. */
static void replace(struct text *t, size_t at, struct str old, struct str new) {
    text_keep(t, (uint32_t)at - t->at);
    for (size_t i = 0, k = 0; i < old.n;) {
        size_t a = i, b = k;
        uint32_t x = utf8_next(old.p, &i), y = utf8_next(new.p, &k);
        if (x == y) text_keep(t, (uint32_t)(i - a));
        else text_replace(t, (uint32_t)(i - a), str_sub(new, b, k), RULE_LOOK_ALIKE);
    }
}

void repair_look_alike(struct repair *r, struct doc *d) {
    struct str s = d->text;
    struct text t;
    uint32_t hint = 0;
    text_open(&t, d);
    for (size_t i = 0; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        if (b < 0xD0 || b > 0xD3) { /* no Cyrillic letter begins here */
            i++;
            continue;
        }
        size_t begin = i;
        for (size_t k = begin; k > t.at && i - k <= REPAIR_WORD && is_letter(utf8_prev(s.p, &k));)
            begin = k;
        size_t end = i;
        while (end < s.n && is_letter(utf8_at(s.p, end))) utf8_next(s.p, &end);
        bool letter = end > i; /* U+0483 and its like are none */
        i = letter ? end : i + 2;
        if (!letter || end - begin > REPAIR_WORD) continue;
        struct str old = str_sub(s, begin, end);
        struct str new = decide(r, d, old, repair_lang_at(d, (uint32_t)begin, &hint));
        if (!str_eq(old, new)) replace(&t, begin, old, new);
    }
    text_commit(&t);
}
