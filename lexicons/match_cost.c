/* SPDX-License-Identifier: MIT */
/* See match_parts.h. */
#include "match_parts.h"

enum { NEVER = 255 };

/* Letters that answer each other across orthographies, and what that costs. */
static const struct {
    const char *pair;
    uint8_t cost;
} pairs[] = {
    {"CQ", 1},  {"Kq", 1},  {"CK", 6},  {"KQ", 6},  {"Cq", 8},  {"Qq", 8},  {"cC", 24}, {"cK", 24},
    {"cQ", 24}, {"cq", 24}, {"sS", 5},  {"zZ", 5},  {"DG", 1},  {"DX", 1},  {"GX", 3},  {"DJ", 8},
    {"GJ", 8},  {"XJ", 10}, {"dD", 6},  {"dG", 44}, {"dX", 10}, {"xJ", 5},  {"lW", 1},  {"lL", 4},
    {"WL", 5},  {"nN", 5},  {"jL", 14}, {"jN", 20}, {"rR", 0},  {"tT", 2},  {"dH", 2},  {"yi", 4},
    {"yu", 5},  {"yj", 8},  {"aE", 6},  {"eE", 2},  {"oE", 8},  {"iE", 9},  {"uE", 10}, {"ao", 22},
    {"ae", 26}, {"ou", 24}, {"ei", 24}, {"eo", 34}, {"iu", 34}, {"ai", 40}, {"au", 36}, {"oi", 44},
    {"eu", 40}, {"vw", 1},  {"fv", 14}, {"zx", 12}, {"dx", 30}, {"sz", 45}, {"gk", 24}, {"bp", 30},
    {"dt", 24}, {"kq", 12}, {"kK", 14}, {"hk", 34}, {"cs", 30}, {"ck", 24}, {"ks", 60}, {"zJ", 20},
    {"gG", 16}, {"CS", 40}, {"ZJ", 20}, {"hT", 20}, {"sT", 20}, {"ij", 10}, {"vu", 20}, {"hv", 24},
    {"ZD", 24}, {"GZ", 30}, {"mn", 34},
};

void letters_setup(struct matcher *m) {
    memset(m->across, NEVER, sizeof m->across);
    for (unsigned c = 0; c < 128; c++) m->across[c][c] = 0;
    for (unsigned i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        unsigned a = (unsigned char)pairs[i].pair[0], b = (unsigned char)pairs[i].pair[1];
        m->across[a][b] = m->across[b][a] = pairs[i].cost;
    }
}

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
    {"ija", "ije iji"},
    {"eja", "eje eji"},
    {"aja", "aje aji"},
    {"ka", "ci"},
    {"ga", "zi"},
    {"ac", "ca cu cem"},
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
static const struct ending doubtful_endings[] = {{"a", "e i"}, {"e", "a"}, {"ac", "ce ci"}};

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
    if (i + 3 < w->n && p[0] == 'i' && p[1] == 'j' && p[2] == 'e') return 2;
    return i + 2 < w->n && p[0] == 'j' && p[1] == 'e' ? 1 : 0;
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
    bool doubtful = false;
    for (unsigned back = 0; back <= 2 && i >= back + 2 && j >= back + 2; back++) {
        struct str x = {a->letter + i - back, a->n - i + back};
        struct str y = {b->letter + j - back, b->n - j + back};
        if (back == 0 && is_vowel(a->letter[i - 1]) && (x.n == 0 || y.n == 0)) continue;
        bool sq = p->a->orth == ORTH_SQ;
        if (sq ? ENDS(sq_endings, x, y) : ENDS(slav_endings, x, y)) return cost + 30;
        doubtful |= !sq && ENDS(doubtful_endings, x, y);
    }
    return doubtful ? DOUBTFUL : FAR;
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
    case 'h': /* Albanian has kept what Serbian villages have lost */
        if (i == 0) return orth == ORTH_SQ ? 12 : 20;
        return is_vowel(before) && is_vowel(after) ? 20 : 34;
    case 't':
    case 's':
    case 'n':
        if (orth == ORTH_SQ && several && last && is_vowel(before)) return 5;
        if (orth == ORTH_SQ && several && second && after == 'E') return 5;
        return 100;
    case 'v': /* Drenoc, Drenovac; Gubaci, Gubavce */
        if (after == 'c' && is_vowel(before)) return 8;
        if (before != 'o' && before != 'e') return 60;
        return after == 'a' || after == 'e' ? 12 : 26;
    case 'd': return 60;
    case 'l':
    case 'L':
    case 'W': return last && before == 'o' ? 12 : 100; /* Suvi Do, Suhadoll */
    default: break;
    }
    if (!is_vowel(c)) return 100;
    if (last) return orth == ORTH_SQ && (c == 'i' || c == 'u') ? 3 : 8;
    if (orth == ORTH_SQ && several && second && (after == 't' || after == 's' || after == 'n'))
        return 5;
    if (c == 'a' && second && !is_vowel(after) && !is_vowel(before)) return 8;
    return is_vowel(before) || is_vowel(after) ? 24 : 36;
}

static bool is_soft(char c) {
    return c == 'C' || c == 'K' || c == 'Q' || c == 'q';
}

/* c is č or ć where the orthography may have lost its marks, and in -ic, which is no ending; else it is
 * itself: Subotica, Subotići. */
static unsigned undotted(const struct pairing *p, const struct match_word *w, unsigned i) {
    bool lost = p->a->orth == ORTH_ANY || p->b->orth == ORTH_ANY;
    return lost || (i + 1 == w->n && i > 0 && w->letter[i - 1] == 'i') ? 5 : 24;
}

/* The price of two letters whose neighbours count too: vn is mn in the south (Ravnište, Ramnishtë), l at
 * the end became o (Deo, Dell), and the endings -ica and -ac do not answer each other. */
static unsigned beside(const struct pairing *p, const struct match_word *a, unsigned i,
                       const struct match_word *b, unsigned j, unsigned cost) {
    char x = a->letter[i], y = b->letter[j];
    bool last = i + 1 == a->n && j + 1 == b->n;
    char after_x = i + 1 < a->n ? a->letter[i + 1] : 0,
         after_y = j + 1 < b->n ? b->letter[j + 1] : 0;
    if (x == 'c' && is_soft(y)) return undotted(p, a, i);
    if (y == 'c' && is_soft(x)) return undotted(p, b, j);
    if (i == 0 && j == 0 && cost < NEVER) return cost + 14; /* names differ less at the front */
    if ((x == 'v' && y == 'm') || (x == 'm' && y == 'v'))
        return after_x == 'n' && after_y == 'n' ? 12 : cost;
    if (last && (x == 'o' || y == 'o') && (x == 'l' || x == 'W' || y == 'l' || y == 'W')) return 10;
    if ((x == 'i') != (y == 'i') && x != 'E' && y != 'E' && after_x == 'c' && after_y == 'c')
        return i + 3 >= a->n && j + 3 >= b->n ? 60 : cost;
    return cost;
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* What is left of two words without the letters that they begin and end with alike; with `cases` the end
 * may be one: Kllokotit, Klokot. */
struct middle {
    unsigned from, a, b; /* first letter of both, ends */
};
static struct middle middle_of(const struct match_word *a, const struct match_word *b, bool cases) {
    struct middle m = {0, a->n, b->n};
    while (m.from < m.a && m.from < m.b && a->letter[m.from] == b->letter[m.from]) m.from++;
    while (!cases && m.a > m.from && m.b > m.from && a->letter[m.a - 1] == b->letter[m.b - 1])
        m.a--, m.b--;
    return m;
}

static unsigned across(const struct pairing *p, const struct match_word *a,
                       const struct match_word *b) {
    uint16_t row[MATCH_LETTERS + 1], lost_b[MATCH_LETTERS];
    struct middle m = middle_of(a, b, p->several);
    row[m.from] = 0;
    for (unsigned j = m.from; j < m.b; j++) {
        lost_b[j] = (uint16_t)lost(b, j, p->b->orth, p->several);
        row[j + 1] = (uint16_t)(row[j] + lost_b[j]);
    }
    for (unsigned i = m.from; i < m.a; i++) {
        unsigned gone = lost(a, i, p->a->orth, p->several), corner = row[m.from], best = FAR;
        const uint8_t *costs = p->m->across[(unsigned char)a->letter[i] & 127];
        row[m.from] = (uint16_t)least(row[m.from] + gone, FAR);
        for (unsigned j = m.from; j < m.b; j++) {
            unsigned cost = costs[(unsigned char)b->letter[j] & 127];
            if (cost > 20) cost = beside(p, a, i, b, j, cost);
            unsigned other = least(row[j + 1] + gone, row[j] + lost_b[j]);
            if (cost != NEVER) other = least(other, corner + cost);
            corner = row[j + 1];
            row[j + 1] = (uint16_t)least(other, FAR);
            best = least(best, other);
        }
        if (best > 100 && row[m.from] > 100) return FAR;
    }
    return row[m.b];
}

/* ---- words */

/* What a word of this length may cost. */
static unsigned limit(unsigned letters) {
    static const uint8_t limits[] = {1, 4, 8, 12, 18, 26, 33, 38, 42, 46};
    return limits[letters < 10 ? letters : 9];
}

static unsigned ratio_of(const struct pairing *p, const struct match_word *a,
                         const struct match_word *b) {
    unsigned letters = a->n < b->n ? a->n : b->n, most = limit(letters);
    unsigned cost = across(p, a, b);
    return cost >= FAR ? FAR : cost * 100 / (p->headed ? most * 5 / 4 : most);
}

/* Lauško Brdo, Kodra e Llaushës: the adjective of a place or a person without its endings. False: it is
 * none. */
static bool without_suffix(const struct match_word *w, struct match_word *out) {
    static const char *const suffixes[] = {"ovsk*", "evsk*", "insk*", "ijsk*", "oviK", "eviK",
                                           "sk*",   "ov*",   "ev*",   "in*",   "ov",   "ev"};
    for (unsigned i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        unsigned n = (unsigned)strlen(suffixes[i]);
        bool star = suffixes[i][n - 1] == '*';
        if (w->n < n + 3 || (star && !is_vowel(w->letter[w->n - 1]))) continue;
        if (memcmp(w->letter + w->n - n, suffixes[i], n - star) != 0) continue;
        *out = *w;
        out->n = (uint8_t)(w->n - n);
        return true;
    }
    return false;
}

/* Vučićem, Vuçiqit, Prishtinës: a word without a case ending that has a consonant. */
static bool without_case(const struct match_word *w, enum orthography orth,
                         struct match_word *out) {
    static const char *const slav[] = {"om", "em", NULL};
    static const char *const sq[] = {"it", "in", "ut", "un", "sE", "nE", NULL};
    if (w->n < 5 || (orth != ORTH_SQ && orth != ORTH_SLAV)) return false;
    struct str end = {w->letter + w->n - 2, 2};
    unsigned cut = str_in(end, orth == ORTH_SQ ? sq : slav) ? 2 : 0;
    if (orth == ORTH_SQ && (str_is(end, "Es") || str_is(end, "En"))) cut = 1;
    *out = *w;
    out->n = (uint8_t)(w->n - cut);
    return cut > 0;
}

static bool is_initial(const struct pairing *p, const struct match_word *a,
                       const struct match_word *b) {
    return a->initial && b->n > 1 && p->m->across[a->letter[0] & 127][b->letter[0] & 127] < 10;
}

unsigned compare_words(const struct pairing *p, const struct match_word *a,
                       const struct match_word *b) {
    struct match_word stem;
    if (is_initial(p, a, b) || is_initial(p, b, a)) return 90;
    if (p->within) return within(a, b, p);
    if (a->concept && a->concept == b->concept) return 10;
    unsigned ratio = ratio_of(p, a, b), other = FAR, more = 20;
    if (ratio <= 100) return ratio;
    if (p->headed && p->a->orth != ORTH_SQ && without_suffix(a, &stem))
        other = ratio_of(p, &stem, b);
    else if (p->headed && p->b->orth != ORTH_SQ && without_suffix(b, &stem))
        other = ratio_of(p, a, &stem);
    if (other > 100) {
        more = 50;
        if (without_case(a, p->a->orth, &stem)) other = ratio_of(p, &stem, b);
        else if (without_case(b, p->b->orth, &stem)) other = ratio_of(p, a, &stem);
    }
    return other + more < ratio ? other + more : ratio;
}
