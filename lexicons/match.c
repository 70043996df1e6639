/* SPDX-License-Identifier: MIT */
/* See match.h. A word's cost is set against a limit that grows with its length; the worst word of a
 * name decides. */
#include "match.h"

#include "match_words.h"

enum { NEVER = 255, FAR = 10000, DOUBTFUL = 120 };

/* Letters that answer each other across orthographies, and what that costs. */
static const struct {
    const char *pair;
    uint8_t cost;
} pairs[] = {
    {"CQ", 1},  {"Kq", 1},  {"CK", 6},  {"KQ", 6},  {"Cq", 8},  {"Qq", 8},  {"cC", 5},  {"cK", 5},
    {"cQ", 5},  {"cq", 8},  {"sS", 5},  {"zZ", 5},  {"DG", 1},  {"DX", 1},  {"GX", 3},  {"DJ", 8},
    {"GJ", 8},  {"XJ", 10}, {"dD", 6},  {"dG", 44}, {"dX", 10}, {"xJ", 5},  {"lW", 1},  {"lL", 4},
    {"WL", 5},  {"nN", 5},  {"jL", 14}, {"jN", 20}, {"rR", 0},  {"tT", 2},  {"dH", 2},  {"yi", 4},
    {"yu", 5},  {"yj", 8},  {"aE", 6},  {"eE", 2},  {"oE", 8},  {"iE", 9},  {"uE", 10}, {"ao", 22},
    {"ae", 26}, {"ou", 24}, {"ei", 24}, {"eo", 34}, {"iu", 34}, {"ai", 40}, {"au", 36}, {"oi", 44},
    {"eu", 40}, {"vw", 1},  {"fv", 14}, {"zx", 12}, {"dx", 30}, {"sz", 45}, {"gk", 24}, {"bp", 30},
    {"dt", 24}, {"kq", 12}, {"kK", 14}, {"hk", 34}, {"cs", 30}, {"ck", 24}, {"ks", 60}, {"zJ", 20},
    {"gG", 16}, {"CS", 40}, {"ZJ", 20}, {"hT", 20}, {"sT", 20}, {"ij", 10}, {"vu", 20}, {"hv", 24},
    {"ZD", 24}, {"GZ", 30}, {"mn", 34},
};

void matcher_setup(struct matcher *m) {
    memset(m, NEVER, sizeof *m);
    for (unsigned c = 0; c < 128; c++) m->across[c][c] = 0;
    for (unsigned i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        unsigned a = (unsigned char)pairs[i].pair[0], b = (unsigned char)pairs[i].pair[1];
        m->across[a][b] = m->across[b][a] = pairs[i].cost;
    }
}

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'E' || c == 'y';
}

/* Two names that are compared. */
struct pairing {
    const struct matcher *m;
    const struct match_name *a, *b;
    bool within;  /* one orthography */
    bool scripts; /* in two scripts: slips of the transcription count little */
    bool several;
};

/* ---- one orthography */

/* Letters that are one when `bare`, a text without marks, has the second. */
static bool is_stripped(char a, char b) {
    switch (b) {
    case 'c': return a == 'C' || a == 'K' || a == 'Q';
    case 's': return a == 'S';
    case 'z': return a == 'Z';
    case 'd':
    case 'X': return a == 'D';
    case 'x': return a == 'J';
    case 'e': return a == 'E';
    default: return false;
    }
}

static bool is_same(char a, char b, const struct pairing *p) {
    bool bare_a = p->scripts || p->a->bare, bare_b = p->scripts || p->b->bare;
    if (p->scripts && ((a == 'C' && b == 'K') || (a == 'K' && b == 'C'))) return true;
    if (a == b || (bare_b && is_stripped(a, b)) || (bare_a && is_stripped(b, a))) return true;
    return (a == 'D' && b == 'X') || (a == 'X' && b == 'D');
}

struct ending {
    const char *base, *forms; /* forms between blanks */
};

/* Case endings behind what two words share. */
static const struct ending slav_endings[] = {
    {"",
     "a u om em ov ova ovo ove ovi ovu ovog ovom ovim ovih ev eva evo eve evi evu evog evom evim "
     "evih"},
    {"a", "u o om oj og ina ino ine ini inu inog inom inim inih"},
    {"o", "a u om"},
    {"e", "u em ea eu eom"},
    {"i", "ija iju ijem ije ijev ijeva ijevo ijeve ijevi ijevu og oga om ome im ih"},
    {"y", "yja yju yjem"},
    {"u", "ua uu uom"},
    {"io", "ija iju ijem"},
    {"ka", "ci"},
    {"ga", "zi"},
    {"ac", "ca cu cem ce"},
    {"ak", "ka ku kom"},
    {"ar", "ra ru rom"},
    {"an", "na nu nom"},
};
static const struct ending sq_endings[] = {
    {"", "i u it ut in un ve Es En"},
    {"E", "a Es En"},
    {"e", "es en et a ja jes jen enE esE"},
    {"a", "as an at ja"},
    {"i", "it in iu ia isE inE"},
    {"o", "oja os on ot"},
    {"u", "ut un"},
    {"Er", "ra rEs rEn ri rit"},
};
/* Endings that as often part two names as two cases of one: somebody has to know the name. */
static const struct ending doubtful_endings[] = {{"a", "e i"}, {"e", "a"}};

static bool lists(const char *forms, struct str form) {
    struct str rest = str_of(forms), one;
    while (str_cut(&rest, ' ', &one))
        if (str_eq(one, form)) return true;
    return false;
}

/* Does `form` stand for `base` at the end of a word? Both are what lies behind their common part. */
static bool is_ending(const struct ending *list, size_t n, struct str base, struct str form) {
    for (size_t i = 0; i < n; i++)
        if (str_is(base, list[i].base) && lists(list[i].forms, form)) return true;
    return false;
}

#define ENDS(list, x, y)                                                                           \
    (is_ending(list, sizeof list / sizeof *list, x, y) ||                                          \
     is_ending(list, sizeof list / sizeof *list, y, x))

/* Bytes of ije or je at w->letter[i] that stand for the e of another variety (Bijelo, Belo); 0: none. */
static unsigned yat(const struct match_word *w, unsigned i, char other) {
    const char *p = w->letter + i;
    if (other != 'e' || i == 0) return 0;
    if (i + 2 < w->n && p[0] == 'i' && p[1] == 'j' && p[2] == 'e') return 2;
    return i + 1 < w->n && p[0] == 'j' && p[1] == 'e' ? 1 : 0;
}

/* How far two words are the same: *i and *j move there. Returns what the differences cost. */
static unsigned common(const struct match_word *a, const struct match_word *b,
                       const struct pairing *p, unsigned *i, unsigned *j) {
    unsigned cost = 0;
    while (*i < a->n && *j < b->n) {
        char x = a->letter[*i], y = b->letter[*j];
        if (is_same(x, y, p)) {
            cost += x != y ? 10 : 0;
            ++*i, ++*j;
            continue;
        }
        unsigned longer_a = yat(a, *i, y), longer_b = yat(b, *j, x);
        if (p->a->orth != ORTH_SLAV || longer_a + longer_b == 0) break;
        *i += longer_a, *j += longer_b;
        cost += 20;
    }
    return cost < 60 ? cost : 60;
}

/* The cost of two words of one orthography, in hundredths of what it may be. */
static unsigned within(const struct match_word *a, const struct match_word *b,
                       const struct pairing *p) {
    unsigned i = 0, j = 0, cost = common(a, b, p, &i, &j);
    if (i == a->n && j == b->n) return cost;
    for (unsigned back = 0; back <= 2 && i >= back + 2 && j >= back + 2; back++) {
        struct str x = {a->letter + i - back, a->n - i + back};
        struct str y = {b->letter + j - back, b->n - j + back};
        if (back == 0 && is_vowel(a->letter[i - 1]) && (x.n == 0 || y.n == 0)) continue;
        bool sq = p->a->orth == ORTH_SQ;
        if (sq ? ENDS(sq_endings, x, y) : ENDS(slav_endings, x, y)) return cost + 30;
        if (!sq && ENDS(doubtful_endings, x, y)) return DOUBTFUL;
    }
    return FAR;
}

/* ---- across orthographies */

/* The price of a letter that the other side has not. */
static unsigned lost(const struct match_word *w, unsigned i, enum orthography orth, bool several) {
    char c = w->letter[i], before = i ? w->letter[i - 1] : 0,
         after = i + 1 < w->n ? w->letter[i + 1] : 0;
    bool last = after == 0, second = i + 2 == w->n;
    if (c == before) return 6;
    switch (c) {
    case 'E': return last ? 2 : 5;
    case 'j': return i == 0 ? 40 : 14;
    case 'h': return i == 0 || (is_vowel(before) && is_vowel(after)) ? 20 : 34;
    case 't':
    case 's':
    case 'n':
        if (orth == ORTH_SQ && several && last && is_vowel(before)) return 5;
        if (orth == ORTH_SQ && several && second && after == 'E') return 5;
        return 100;
    case 'v': return before != 'o' && before != 'e' ? 60 : after == 'c' || after == 'a' ? 12 : 26;
    case 'd': return 60;
    default: break;
    }
    if (!is_vowel(c)) return 100;
    if (last) return orth == ORTH_SQ && (c == 'i' || c == 'u') ? 3 : 8;
    if (orth == ORTH_SQ && several && second && (after == 't' || after == 's' || after == 'n'))
        return 5;
    if (c == 'a' && second && !is_vowel(after) && !is_vowel(before)) return 8;
    return is_vowel(before) || is_vowel(after) ? 24 : 36;
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

static unsigned across(const struct matcher *m, const struct match_word *a, enum orthography oa,
                       const struct match_word *b, enum orthography ob, bool several) {
    uint16_t row[MATCH_LETTERS + 1], lost_b[MATCH_LETTERS];
    row[0] = 0;
    for (unsigned j = 0; j < b->n; j++) {
        lost_b[j] = (uint16_t)lost(b, j, ob, several);
        row[j + 1] = (uint16_t)(row[j] + lost_b[j]);
    }
    for (unsigned i = 0; i < a->n; i++) {
        unsigned gone = lost(a, i, oa, several), corner = row[0], best = FAR;
        const uint8_t *costs = m->across[(unsigned char)a->letter[i] & 127];
        row[0] = (uint16_t)least(row[0] + gone, FAR);
        for (unsigned j = 0; j < b->n; j++) {
            unsigned cost = costs[(unsigned char)b->letter[j] & 127];
            unsigned other = least(row[j + 1] + gone, row[j] + lost_b[j]);
            if (cost != NEVER) other = least(other, corner + cost);
            corner = row[j + 1];
            row[j + 1] = (uint16_t)least(other, FAR);
            best = least(best, other);
        }
        if (best > 100 && row[0] > 100) return FAR;
    }
    return row[b->n];
}

/* ---- names */

/* What a word of this length may cost. */
static unsigned limit(unsigned letters) {
    static const uint8_t limits[] = {0, 4, 8, 12, 18, 26, 33, 38, 42, 46};
    return limits[letters < 10 ? letters : 9];
}

/* Cost over limit, in hundredths. */
static unsigned compare(const struct pairing *p, const struct match_word *a,
                        const struct match_word *b) {
    unsigned letters = a->n < b->n ? a->n : b->n;
    if (p->within) return within(a, b, p);
    if (a->concept && a->concept == b->concept) return 10;
    if (a->concept && b->concept) return FAR;
    unsigned cost = across(p->m, a, p->a->orth, b, p->b->orth, p->several);
    if (cost == 0) return 0;
    return cost >= FAR ? FAR : cost * 100 / (limit(letters) + (limit(letters) == 0));
}

/* The words that count: no articles and prepositions, no "municipality", unless nothing is left. */
static unsigned essential(const struct match_name *n, const struct match_word **out) {
    unsigned k = 0;
    for (unsigned i = 0; i < n->words; i++)
        if (n->word[i].concept != CONCEPT_LINK && n->word[i].concept != CONCEPT_ADMIN)
            out[k++] = &n->word[i];
    for (unsigned i = 0; k == 0 && i < n->words; i++) out[k++] = &n->word[i];
    return k;
}

/* All words as one: Novosellë, Novo Selo. */
static bool join(const struct match_word *const *words, unsigned n, struct match_word *out) {
    *out = (struct match_word){.n = 0};
    for (unsigned i = 0; i < n; i++) {
        if (out->n + words[i]->n > MATCH_LETTERS) return false;
        memcpy(out->letter + out->n, words[i]->letter, words[i]->n);
        out->n = (uint8_t)(out->n + words[i]->n);
    }
    return true;
}

static unsigned joined(const struct pairing *p, const struct match_word *const *x, unsigned n,
                       const struct match_word *const *y, unsigned k) {
    struct match_word a, b;
    if (!join(x, n, &a) || !join(y, k, &b)) return FAR;
    return compare(p, &a, &b);
}

/* Each word of the shorter name to its best partner, any order. Returns the worst. */
static unsigned pair_up(const struct pairing *p, const struct match_word *const *x, unsigned n,
                        const struct match_word *const *y, unsigned k) {
    bool used[MATCH_WORDS] = {false};
    unsigned worst = 0;
    for (unsigned i = 0; i < n; i++) {
        unsigned best = FAR, at = 0;
        for (unsigned j = 0; j < k; j++) {
            if (used[j]) continue;
            unsigned cost = compare(p, x[i], y[j]) + (i == j ? 0 : 1);
            if (cost < best) best = cost, at = j;
        }
        if (best >= FAR) return FAR;
        used[at] = true;
        if (best > worst) worst = best;
    }
    return worst;
}

static unsigned score_of(unsigned ratio) {
    if (ratio >= 10 * 100) return 0;
    return (unsigned)(MATCH_ONE * 10000u / (10000u + ratio * ratio)) - (ratio == 100);
}

unsigned match_names(const struct matcher *m, const struct match_name *a,
                     const struct match_name *b) {
    const struct match_word *x[MATCH_WORDS], *y[MATCH_WORDS];
    unsigned n = essential(a, x), k = essential(b, y);
    bool cross = a->orth != b->orth || a->orth == ORTH_ANY;
    bool scripts = a->cyrillic != b->cyrillic;
    struct pairing p = {m, a, b, !cross, scripts, a->words > 1 || b->words > 1};
    if (n == 1 && k == 1) return score_of(compare(&p, x[0], y[0]));
    unsigned ratio = n == k ? pair_up(&p, x, n, y, k) : FAR;
    if (ratio > 100 && !(p.within && a->orth == ORTH_SLAV && !scripts)) {
        unsigned other = joined(&p, x, n, y, k);
        if (other < ratio) ratio = other;
    }
    if (ratio > 100 && n != k && n > 1 && k > 1) {
        unsigned other = n < k ? pair_up(&p, x, n, y, k) : pair_up(&p, y, k, x, n);
        if (other + 60 < ratio) ratio = other + 60;
    }
    return score_of(ratio);
}
