/* SPDX-License-Identifier: MIT */
/* What the stage `language` knows: a row of weights, one for each language, for every listed word,
 * for every marked letter and for every three letters in a row. Made once per worker, from the word
 * lists, with whole numbers only: the same on every machine. Weights are eighths of a nat. */
#ifndef IBER_LANGUAGE_MODEL_H
#define IBER_LANGUAGE_MODEL_H

#include "language_words.h"
#include "language_words_cyrillic.h"
#include "language_words_latin.h"
#include "language_words_world.h"
#include "stage.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    L_EN,
    L_SQ,
    L_SR,
    L_LATIN, /* the first of the other languages in Latin script */
    L_WORLD = L_LATIN + COUNT(latin_languages),
    L_CYRILLIC = L_WORLD + COUNT(world_languages),
    LANGUAGES = L_CYRILLIC + COUNT(cyrillic_languages),
    WIDTH = 64, /* of a row: a cache line */
    SLOTS = 1 << 15,
    WORDS = 15000,
    WORD_MAX = 40, /* letters of a word that are looked at */
    SYMBOLS = 27,  /* the edge of a word and a-z */
    GRAMS = SYMBOLS * SYMBOLS * SYMBOLS,
    LATIN_MARKED = 0xDF, /* first of the letters with a row of their own */
    CYRILLIC_ROWS = 0x250 - LATIN_MARKED,
    STACKED_ROW = CYRILLIC_ROWS + 0x500 - 0x430, /* one row for all letters of U+1E00..1EFF */
    LETTER_ROWS,
};
_Static_assert((int)LANGUAGES < (int)WIDTH, "a row holds all languages and the unknown one");

/* Weights by tier, for a language that lists a word and for those that do not. */
static const int8_t tier_gain[TIERS] = {36, 30, 24, 20, 20, 20, 20};
static const int8_t tier_loss[TIERS] = {28, 22, 14, 10, 10, 10, 10};
enum { FOLDED_COST = 8, LETTER_GAIN = 10, LETTER_LOSS = 18, GRAM_MAX = 28, GRAM_SCALE = 64 };

struct row {
    int8_t w[WIDTH];
};

struct model {
    uint32_t slot[SLOTS]; /* by hash: 16 of its bits, index in word + 1; or 0 */
    uint64_t key[WORDS];
    struct row word[WORDS];
    uint8_t tier[WORDS]; /* the best in any language */
    uint32_t words;
    struct row letter[LETTER_ROWS];
    struct row gram[GRAMS];
    uint16_t count[GRAMS]; /* while the rows are made */
    int16_t pool[GRAMS];   /* of all languages together: log256() */
};

struct word {
    uint64_t hash;   /* of the lower-case letters, Cyrillic written in Latin */
    uint32_t end;    /* the byte behind it */
    uint16_t row[4]; /* rows of its marked letters */
    uint8_t rows;
    uint8_t n;                  /* letters in `fold` */
    uint8_t fold[WORD_MAX + 2]; /* 1-26, without marks */
    uint32_t letters[3];        /* Latin, Cyrillic, other */
    bool upper, capital;        /* all letters are upper case; the first is */
};

enum { IN_LATIN, IN_CYRILLIC, IN_OTHER };

static const char latin_fold[] = /* U+00DF..017F, "-" where there is no letter */
    "saaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* а-я and ѐ-џ: what stands for the letter in Latin. Letters that Serbian lacks keep their own. */
static const uint16_t cyrillic_latin[48][2] = {
    {'a'},   {'b'},      {'v'},      {'g'},   {'d'},   {'e'},   {0x17E}, {'z'},
    {'i'},   {0x439},    {'k'},      {'l'},   {'m'},   {'n'},   {'o'},   {'p'},
    {'r'},   {'s'},      {'t'},      {'u'},   {'f'},   {'h'},   {'c'},   {0x10D},
    {0x161}, {0x449},    {0x44A},    {0x44B}, {0x44C}, {0x44D}, {0x44E}, {0x44F},
    {0x450}, {0x451},    {0x111},    {0x453}, {0x454}, {0x455}, {0x456}, {0x457},
    {'j'},   {'l', 'j'}, {'n', 'j'}, {0x107}, {0x45C}, {0x45D}, {0x45E}, {'d', 0x17E},
};
static const char cyrillic_fold[] = /* U+0430..045F */
    "abvgdezziiklmnoprstufhccssyyyeyaeedgezyyjlnckiud";

static inline uint64_t hash_letter(uint64_t h, uint32_t c) {
    return (h ^ c) * 0x9E3779B97F4A7C15u;
}

static inline uint32_t hash_slot(uint64_t h) {
    return (uint32_t)(h >> 40) & (SLOTS - 1);
}

/* The lower case of a Latin or Cyrillic letter behind U+007F. */
static inline uint32_t lower_marked(uint32_t c) {
    if (c < 0xDF) return c >= 0xC0 && c != 0xD7 ? c + 32 : c;
    if (c < 0x100) return c;
    if (c < 0x250) {
        if (c == 0x130) return 'i';
        if (c == 0x178) return 0xFF;
        if (c == 0x18F) return 0x259;
        bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ||
                            (c >= 0x1CD && c <= 0x1DC);
        if (c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F) return c;
        return odd_is_upper ? c + (c & 1) : c | 1;
    }
    if (c < 0x400) return c;
    if (c < 0x410) return c + 80;
    if (c < 0x430) return c + 32;
    return (c >= 0x460 && c < 0x500) || (c >= 0x1E00 && c < 0x1F00) ? c | 1 : c;
}

/* 1-26 for a lower-case letter, 0 for one that has no like in a-z. */
static inline uint8_t fold_marked(uint32_t c) {
    char f = '-';
    if (c >= LATIN_MARKED && c < LATIN_MARKED + sizeof latin_fold - 1)
        f = latin_fold[c - LATIN_MARKED];
    else if (c == 0x219 || c == 0x21B) f = c == 0x219 ? 's' : 't';
    else if (c == 0x259) f = 'e';
    else if (c >= 0x430 && c < 0x460) f = cyrillic_fold[c - 0x430];
    else if (c >= 0x1EA1 && c < 0x1EFA)
        f = c < 0x1EB8   ? 'a'
            : c < 0x1EC8 ? 'e'
            : c < 0x1ECC ? 'i'
            : c < 0x1EE4 ? 'o'
            : c < 0x1EF2 ? 'u'
                         : 'y';
    return f == '-' ? 0 : (uint8_t)(f - 'a' + 1);
}

/* Is `c`, behind U+007F, a letter, and of which script? -1: none; 3: a mark on a letter. */
static inline int letter_kind(uint32_t c) {
    if (c < 0xC0) return -1;
    if (c < 0x250) return c == 0xD7 || c == 0xF7 ? -1 : IN_LATIN;
    if (c < 0x2B0) return IN_LATIN;
    if (c < 0x300) return -1;
    if (c < 0x370) return 3;
    if (c < 0x400) return c == 0x37E || c == 0x387 ? -1 : IN_OTHER;
    if (c < 0x530) return c == 0x482 ? -1 : c >= 0x483 && c < 0x48A ? 3 : IN_CYRILLIC;
    if (c < 0x1E00) return c >= 0x1D00 && c < 0x1DC0 ? IN_LATIN : IN_OTHER;
    if (c < 0x1F00) return IN_LATIN;
    if (c < 0x2000) return IN_OTHER;
    if (c < 0x2C00 || (c >= 0x3000 && c < 0x3040) || (c >= 0xD800 && c < 0xF900)) return -1;
    if (c >= 0xFE00 && c < 0xFE70 && (c < 0xFE30 || c > 0xFE4F)) return 3;
    if ((c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF21)) return -1;
    if (c >= 0xFFF0 && c < 0x10000) return -1;
    if (c >= 0x1D000 && c < 0x20000) return -1;
    return c < 0xE0000 ? IN_OTHER : -1;
}

/* Takes in one letter of a word: `c` in lower case, `kind` its script. */
static inline void word_letter(struct word *w, uint32_t c, int kind) {
    w->letters[kind]++;
    if (c >= 0x430 && c < 0x460) {
        const uint16_t *latin = cyrillic_latin[c - 0x430];
        w->hash = hash_letter(w->hash, latin[0]);
        if (latin[1]) w->hash = hash_letter(w->hash, latin[1]);
    } else {
        w->hash = hash_letter(w->hash, c);
    }
    if (w->n < WORD_MAX) {
        uint8_t f = fold_marked(c);
        if (f) w->fold[w->n++] = f;
        if (c == 0x111 || c == 0x452) w->fold[w->n++] = 'j' - 'a' + 1; /* đ → dj */
    }
    uint32_t row = LETTER_ROWS;
    if (c < 0x250) row = c - LATIN_MARKED;
    else if (c >= 0x430 && c < 0x500) row = c - 0x430 + CYRILLIC_ROWS;
    else if (c >= 0x1E00 && c < 0x1F00) row = STACKED_ROW;
    if (w->rows < COUNT(w->row) && row < LETTER_ROWS) w->row[w->rows++] = (uint16_t)row;
}

/* Takes in the letters a-z at p[i..end) and returns where they end. */
static inline uint32_t word_ascii(struct word *w, const char *p, uint32_t i, uint32_t end) {
    uint64_t h = w->hash;
    uint32_t begin = i, n = w->n;
    unsigned lower = 0;
    for (; i < end; i++) {
        unsigned b = (unsigned char)p[i], l = b | 0x20;
        if (l - 'a' > 'z' - 'a') break;
        h = hash_letter(h, l);
        lower |= b;
        if (n < WORD_MAX) w->fold[n++] = (uint8_t)(l - 'a' + 1);
    }
    w->hash = h;
    w->n = (uint8_t)n;
    w->letters[IN_LATIN] += i - begin;
    if (lower & 0x20) w->upper = false;
    return i;
}

/* Reads the word at p[i]; false when there is no letter. */
static inline bool word_read(struct word *w, const char *p, uint32_t i, uint32_t end) {
    w->hash = 0, w->n = w->rows = 0;
    w->letters[0] = w->letters[1] = w->letters[2] = 0;
    w->upper = true, w->capital = p[i] >= 'A' && p[i] <= 'Z';
    uint32_t begin = i;
    while ((i = word_ascii(w, p, i, end)) < end && (unsigned char)p[i] >= 0x80) {
        size_t next = i;
        uint32_t c = utf8_next(p, &next);
        int kind = letter_kind(c);
        if (kind < 0 || (kind == 3 && i == begin)) break;
        if (kind != 3) {
            uint32_t l = lower_marked(c);
            if (c == l) w->upper = false;
            else if (i == begin) w->capital = true;
            word_letter(w, l, kind);
        }
        i = (uint32_t)next;
        if (i - begin > 1000) break; /* scripts without spaces */
    }
    w->end = i;
    return i > begin;
}

/* Index of the word with this hash, or WORDS. */
static inline uint32_t model_find(const struct model *m, uint64_t hash) {
    for (uint32_t s = hash_slot(hash), tag = (uint32_t)hash << 16; m->slot[s];
         s = (s + 1) & (SLOTS - 1)) {
        uint32_t at = (m->slot[s] & 0xFFFF) - 1;
        if (((m->slot[s] ^ tag) & 0xFFFF0000) == 0 && m->key[at] == hash) return at;
    }
    return WORDS;
}

static inline void model_add(struct model *m, uint64_t hash, unsigned lang, unsigned tier,
                             int cost) {
    uint32_t at = model_find(m, hash);
    if (at == WORDS) {
        if (m->words == WORDS) return;
        at = m->words++;
        uint32_t s = hash_slot(hash);
        while (m->slot[s]) s = (s + 1) & (SLOTS - 1);
        m->slot[s] = (uint32_t)hash << 16 | (at + 1);
        m->key[at] = hash;
        m->tier[at] = TIERS - 1;
    }
    int gain = tier_gain[tier] - cost;
    if (gain > m->word[at].w[lang]) m->word[at].w[lang] = (int8_t)gain;
    if (cost == 0 && tier < m->tier[at]) m->tier[at] = (uint8_t)tier;
}

static inline unsigned gram(const uint8_t *f) {
    return ((unsigned)f[0] * SYMBOLS + f[1]) * SYMBOLS + f[2];
}

/* Counts the letters of `w`, which gets two edges before and one behind. */
static inline void model_count(struct model *m, const struct word *w, unsigned weight) {
    uint8_t f[WORD_MAX + 4] = {0};
    memcpy(f + 2, w->fold, w->n);
    for (unsigned i = 0; i <= w->n; i++)
        m->count[gram(f + i)] = (uint16_t)(m->count[gram(f + i)] + weight);
}

/* Without marks: "šta" → "sta", and đ as dj or d. */
static inline void model_add_folded(struct model *m, const struct word *w, unsigned lang,
                                    unsigned tier) {
    uint64_t dj = 0, d = 0;
    for (unsigned i = 0; i < w->n; i++) {
        uint32_t c = w->fold[i] + 'a' - 1u;
        dj = hash_letter(dj, c);
        if (c != 'j' || i == 0 || w->fold[i - 1] != 'd' - 'a' + 1) d = hash_letter(d, c);
    }
    model_add(m, dj, lang, tier, FOLDED_COST);
    if (d != dj) model_add(m, d, lang, tier, FOLDED_COST);
}

static inline void model_read(struct model *m, const char *words, unsigned lang, unsigned tier,
                              bool list) {
    struct word w;
    uint32_t end = (uint32_t)strlen(words);
    for (uint32_t i = 0; i < end; i = w.end + 1) {
        if (!word_read(&w, words, i, end)) continue;
        if (list) model_add(m, w.hash, lang, tier, 0);
        if (list && w.rows && w.letters[IN_CYRILLIC] == 0) model_add_folded(m, &w, lang, tier);
        model_count(m, &w, tier < 2 ? 1 : 2);
    }
}

/* 256 times the natural logarithm of x, near enough. */
static inline int log256(uint64_t x) {
    int exponent = 63 - __builtin_clzll(x | 1);
    uint64_t mantissa = exponent > 16 ? x >> (exponent - 16) : x << (16 - exponent);
    int bits = exponent * 256 + ((int)mantissa - 65536) / 256; /* of the base 2 logarithm */
    return bits * 177 / 256;
}

/* From the counts, how likely each letter is behind the two before it, against the pool of all
 * languages; the pool itself when `lang` is LANGUAGES. What is rare leans on fewer letters. */
static inline void model_weigh(struct model *m, unsigned lang) {
    enum { K = 20, ONE = 1 << 20 };
    uint32_t pair[SYMBOLS * SYMBOLS] = {0}, single[SYMBOLS] = {0}, all = 0;
    for (unsigned g = 0; g < GRAMS; g++) {
        pair[g % (SYMBOLS * SYMBOLS)] += m->count[g];
        single[g % SYMBOLS] += m->count[g];
        all += m->count[g];
    }
    for (unsigned b = 0; b < SYMBOLS; b++) { /* pair[]: from counts to K times the likelihood */
        uint32_t before = K;
        for (unsigned c = 0; c < SYMBOLS; c++) before += pair[b * SYMBOLS + c];
        for (unsigned c = 0; c < SYMBOLS; c++) {
            uint64_t p = (uint64_t)(single[c] + 1) * ONE / (all + SYMBOLS);
            p = ((uint64_t)pair[b * SYMBOLS + c] * ONE + K * p) / before;
            pair[b * SYMBOLS + c] = (uint32_t)(K * p);
        }
    }
    for (unsigned ab = 0; ab < SYMBOLS * SYMBOLS; ab++) {
        uint32_t seen = K, g = ab * SYMBOLS;
        for (unsigned c = 0; c < SYMBOLS; c++) seen += m->count[g + c];
        int below = log256(seen);
        for (unsigned c = 0; c < SYMBOLS; c++, g++) {
            uint64_t p = (uint64_t)m->count[g] * ONE + pair[ab % SYMBOLS * SYMBOLS + c];
            int likely = log256(p) - below;
            if (lang == LANGUAGES) {
                m->pool[g] = (int16_t)likely;
                continue;
            }
            int w = (likely - m->pool[g]) / GRAM_SCALE;
            m->gram[g].w[lang] = (int8_t)(w > GRAM_MAX ? GRAM_MAX : w < -GRAM_MAX ? -GRAM_MAX : w);
        }
    }
}

static inline const struct other_language *other_language(unsigned lang) {
    return lang < L_WORLD      ? &latin_languages[lang - L_LATIN]
           : lang < L_CYRILLIC ? &world_languages[lang - L_WORLD]
                               : &cyrillic_languages[lang - L_CYRILLIC];
}

/* All words of a language: counted always, listed when `list`. */
static inline void model_language(struct model *m, unsigned lang, bool list) {
    static const char *const *const working[] = {english_words, albanian_words, serbian_words};
    const char *const *words = lang < L_LATIN ? working[lang] : other_language(lang)->words;
    unsigned tiers = lang < L_LATIN ? TIERS : COUNT(other_language(L_LATIN)->words);
    for (unsigned t = 0; t < tiers && words[t]; t++)
        model_read(m, words[t], lang, lang < L_LATIN || t < 2 ? t : 3, list);
}

/* What a language's marked letters say for it, and against all others. */
static inline void model_letters(struct model *m) {
    static const char *const working[] = {"", "ëç", "čćđšžјљњђћџ"};
    for (unsigned r = 0; r < LETTER_ROWS; r++) {
        uint32_t c = r < CYRILLIC_ROWS ? r + LATIN_MARKED : r - CYRILLIC_ROWS + 0x430;
        /* letters that all Cyrillic alphabets have say nothing */
        bool plain = c >= 0x430 && c < 0x449 && c != 0x439;
        for (unsigned l = 0; l < LANGUAGES && !plain; l++) m->letter[r].w[l] = -LETTER_LOSS;
    }
    for (unsigned l = 0; l < LANGUAGES; l++) {
        struct word w;
        const char *s = l < L_LATIN ? working[l] : other_language(l)->letters;
        for (uint32_t i = 0, n = (uint32_t)strlen(s); i < n;) {
            size_t next = i;
            utf8_next(s, &next);
            if (word_read(&w, s, i, (uint32_t)next) && w.rows)
                m->letter[w.row[0]].w[l] = LETTER_GAIN;
            i = (uint32_t)next;
        }
    }
}

/* False when there are too many words. */
static inline bool model_make(struct model *m) {
    for (unsigned l = 0; l < LANGUAGES; l++) model_language(m, l, true);
    model_weigh(m, LANGUAGES);
    for (unsigned l = 0; l < LANGUAGES; l++) {
        memset(m->count, 0, sizeof m->count);
        model_language(m, l, false);
        model_weigh(m, l);
    }
    for (uint32_t i = 0; i < m->words; i++)
        for (unsigned l = 0; l < LANGUAGES; l++)
            if (m->word[i].w[l] == 0) m->word[i].w[l] = (int8_t)-tier_loss[m->tier[i]];
    model_letters(m);
    return m->words < WORDS;
}

#endif
