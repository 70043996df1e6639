/* SPDX-License-Identifier: MIT */
/* See inflect.h. Rows are written from grammar: declension of nouns and definite adjectives in
 * Serbian, definite and indefinite case forms in Albanian. */
#include "inflect.h"

#define S(x)                                                                                       \
    { "" x, sizeof(x) - 1 }

struct rule {
    char ending[6];
    uint8_t n;
    char bases[5][4]; /* endings of the base form; "-" is none, "" ends the list */
};

static const struct rule serbian[] = {
    /* nouns: Beograda, Kosova, Skoplja; Prištine; Beogradu, Kosovu, Prištinu; Beogradom, Vučićem */
    {"a", 1, {"-", "o", "e"}},
    {"e", 1, {"a", "-", "i"}},
    {"i", 1, {"a", "-"}},
    {"u", 1, {"-", "a", "o", "e", "i"}},
    {"om", 2, {"-", "a", "o", "i"}},
    {"em", 2, {"-", "e", "i"}},
    {"ama", 3, {"a", "e"}},
    {"ima", 3, {"-", "i", "o", "a"}},
    {"evi", 3, {"-"}},
    {"ovi", 3, {"-"}},
    /* k g h before i: Americi → Amerika, Podgrađi … */
    {"ci", 2, {"ka", "k"}},
    {"zi", 2, {"ga", "g"}},
    {"si", 2, {"ha", "h"}},
    /* names in -i: Kurtija, Kurtiju, Kurtijem, Kurtijev */
    {"ija", 3, {"i"}},
    {"iju", 3, {"i"}},
    {"ijem", 4, {"i"}},
    /* adjectives: srpskog, srpskom, srpskoj, srpskih, srpskim; Severne, Severnoj */
    {"og", 2, {"i", "o", "a", "-"}},
    {"oga", 3, {"i", "o"}},
    {"ome", 3, {"i", "o"}},
    {"eg", 2, {"i", "e"}},
    {"oj", 2, {"a"}},
    {"im", 2, {"i", "o", "a", "-"}},
    {"ih", 2, {"i", "a", "o", "-"}},
    {"o", 1, {"i", "a"}},
};

/* Endings of adjectives, behind the -ov -ev -in of possessives: Vučićeva, Kurtijevom, Aninog. */
static const struct str possessive[] = {S(""),   S("a"),   S("o"),  S("e"),  S("i"),
                                        S("u"),  S("og"),  S("oj"), S("om"), S("im"),
                                        S("ih"), S("oga"), S("ome")};

static const struct rule albanian[] = {
    /* masculine: Beogradi, Beogradit, Beogradin; Istogu, Istogut, Istogun; Kurti, Kurtit, Kurtin */
    {"i", 1, {"-"}},
    {"u", 1, {"-"}},
    {"it", 2, {"-"}},
    {"in", 2, {"-"}},
    {"ut", 2, {"-"}},
    {"un", 2, {"-"}},
    {"t", 1, {"-"}},
    {"n", 1, {"-"}},
    {"s", 1, {"-"}},
    /* feminine: Prishtinë → Prishtina, Prishtinës, Prishtinën; Vjosës → Vjosa */
    {"a", 1, {"e", "-"}},
    {"e", 1, {"a", "-"}},
    {"es", 2, {"a", "-"}},
    {"res", 3, {"er"}},
    {"ren", 3, {"er"}},
    {"ra", 2, {"er"}},
    {"en", 2, {"a", "-"}},
    /* after a vowel: Serbia, Serbisë, Serbinë; Shtimja, Shtimjes; Palestinë */
    {"se", 2, {"-", "a"}},
    {"ne", 2, {"-", "a"}},
    {"ja", 2, {"e", "-"}},
    {"jes", 3, {"e", "ja"}},
    {"jen", 3, {"e", "ja"}},
    {"je", 2, {"ja", "e"}},
    /* plural: serbët, serbëve, shqiptarëve, malazezëve */
    {"et", 2, {"-", "e"}},
    {"ve", 2, {"-"}},
    {"eve", 3, {"-", "e"}},
    {"ave", 3, {"-", "a"}},
    {"at", 2, {"-", "a"}},
};

struct output {
    struct inflected *out;
    unsigned n;
};

static void add(struct output *o, size_t cut, const char *base, size_t n) {
    if (o->n == INFLECT_MAX || n > INFLECT_ADD) return;
    struct inflected *i = &o->out[o->n++];
    i->cut = (uint8_t)cut;
    i->add_n = (uint8_t)n;
    memcpy(i->add, base, n);
}

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static void by_rules(struct output *o, struct str word, const struct rule *rules, size_t n_rules) {
    char last = word.n ? word.p[word.n - 1] : '\0';
    for (size_t r = 0; r < n_rules; r++) {
        struct str ending = {rules[r].ending, rules[r].n};
        if (last != ending.p[ending.n - 1] || word.n < ending.n + 2u || !str_ends(word, ending))
            continue;
        for (unsigned b = 0; b < 5 && rules[r].bases[b][0]; b++) {
            struct str base = str_of(rules[r].bases[b]);
            if (base.p[0] == '-') base.n = 0;
            if (!str_eq(base, ending)) add(o, ending.n, base.p, base.n);
        }
    }
}

/* A vowel that falls out before endings: Ibra → Ibar, Lepenca → Lepenac, Albanci → Albanac. */
static void fleeting_a(struct output *o, struct str word) {
    static const struct str endings[] = {S("a"), S("u"), S("om"), S("em"),
                                         S("e"), S("i"), S("ima")};
    for (size_t k = 0; k < 7; k++) {
        struct str ending = endings[k];
        if (word.n < ending.n + 3 || !str_ends(word, ending)) continue;
        size_t stem = word.n - ending.n;
        char last = word.p[stem - 1], before = word.p[stem - 2];
        if (is_vowel(last) || is_vowel(before)) continue;
        const char base[2] = {'a', last};
        add(o, ending.n + 1, base, 2);
    }
}

/* Vučićeva, Kurtijevom, Aninog: v or n, and three letters at most behind it. */
static bool like_possessive(struct str word) {
    for (size_t i = 1; i <= 4 && i <= word.n; i++)
        if (word.p[word.n - i] == 'v' || word.p[word.n - i] == 'n') return true;
    return false;
}

static void possessives(struct output *o, struct str word) {
    static const struct str kinds[] = {S("ov"), S("ev"), S("in"), S("ijev")};
    static const struct str bases[] = {S(""), S(""), S("a"), S("i")};
    bool tails[sizeof possessive / sizeof *possessive];
    for (size_t e = 0; e < sizeof possessive / sizeof *possessive; e++) {
        struct str tail = possessive[e];
        char v = word.n > tail.n + 2 ? word.p[word.n - tail.n - 1] : '\0';
        tails[e] = (v == 'v' || v == 'n') && str_ends(word, tail);
    }
    for (size_t k = 0; k < 4; k++)
        for (size_t e = 0; e < sizeof possessive / sizeof *possessive; e++) {
            if (!tails[e]) continue;
            struct str tail = possessive[e], kind = kinds[k];
            if (word.n + bases[k].n < tail.n + kind.n + 3) continue;
            if (str_ends(str_sub(word, 0, word.n - tail.n), kind))
                add(o, tail.n + kind.n, bases[k].p, bases[k].n);
        }
}

/* The article that links the parts of a name follows its case: Kuvendi i Kosovës, Kuvendit të
 * Kosovës; Mitrovica e Veriut, Mitrovicës së Veriut. */
static void linking_article(struct output *o, struct str word) {
    if (str_eq(word, STR("te")) || str_eq(word, STR("se"))) add(o, 2, "e", 1);
    if (str_eq(word, STR("te"))) add(o, 2, "i", 1);
}

unsigned inflect(enum lang lang, struct str word, struct inflected out[INFLECT_MAX]) {
    struct output o = {out, 0};
    if (lang == LANG_SR) {
        by_rules(&o, word, serbian, sizeof serbian / sizeof *serbian);
        fleeting_a(&o, word);
        if (like_possessive(word)) possessives(&o, word);
    } else if (lang == LANG_SQ) {
        linking_article(&o, word);
        by_rules(&o, word, albanian, sizeof albanian / sizeof *albanian);
    }
    return o.n;
}
