/* SPDX-License-Identifier: MIT */
/* See inflect.h. Rows are written from grammar: declension of nouns and definite adjectives in
 * Serbian, definite and indefinite case forms in Albanian. */
#include "inflect.h"

struct rule {
    char ending[6];
    char bases[5][4]; /* endings of the base form; "-" is none, "" ends the list */
};

static const struct rule serbian[] = {
    /* nouns: Beograda, Kosova, Skoplja; Prištine; Beogradu, Kosovu, Prištinu; Beogradom, Vučićem */
    {"a", {"-", "o", "e"}},
    {"e", {"a", "-", "i"}},
    {"i", {"a", "-"}},
    {"u", {"-", "a", "o", "e"}},
    {"om", {"-", "a", "o", "i"}},
    {"em", {"-", "e", "i"}},
    {"ama", {"a", "e"}},
    {"ima", {"-", "i", "o", "a"}},
    {"evi", {"-"}},
    {"ovi", {"-"}},
    /* k g h before i: Americi → Amerika, Podgrađi … */
    {"ci", {"ka", "k"}},
    {"zi", {"ga", "g"}},
    {"si", {"ha", "h"}},
    /* names in -i: Kurtija, Kurtiju, Kurtijem, Kurtijev */
    {"ija", {"i"}},
    {"iju", {"i"}},
    {"ijem", {"i"}},
    /* adjectives: srpskog, srpskom, srpskoj, srpskih, srpskim; Severne, Severnoj */
    {"og", {"i", "o", "a", "-"}},
    {"oga", {"i", "o"}},
    {"ome", {"i", "o"}},
    {"eg", {"i", "e"}},
    {"oj", {"a"}},
    {"im", {"i", "o", "a", "-"}},
    {"ih", {"i", "a", "o", "-"}},
    {"o", {"i", "a"}},
};

/* Endings of adjectives, behind the -ov -ev -in of possessives: Vučićeva, Kurtijevom, Aninog. */
static const char possessive[][4] = {"",   "a",  "o",  "e",  "i",   "u",  "og",
                                     "oj", "om", "im", "ih", "oga", "ome"};

static const struct rule albanian[] = {
    /* masculine: Beogradi, Beogradit, Beogradin; Istogu, Istogut, Istogun; Kurti, Kurtit, Kurtin */
    {"i", {"-"}},
    {"u", {"-"}},
    {"it", {"-"}},
    {"in", {"-"}},
    {"ut", {"-"}},
    {"un", {"-"}},
    {"t", {"-"}},
    {"n", {"-"}},
    {"s", {"-"}},
    /* feminine: Prishtinë → Prishtina, Prishtinës, Prishtinën; Vjosës → Vjosa */
    {"a", {"e", "-"}},
    {"e", {"a", "-"}},
    {"es", {"a", "-"}},
    {"en", {"a", "-"}},
    /* after a vowel: Serbia, Serbisë, Serbinë; Shtimja, Shtimjes; Palestinë */
    {"se", {"-", "a"}},
    {"ne", {"-", "a"}},
    {"ja", {"e", "-"}},
    {"jes", {"e", "ja"}},
    {"jen", {"e", "ja"}},
    {"je", {"ja", "e"}},
    /* plural: serbët, serbëve, shqiptarëve, malazezëve */
    {"et", {"-", "e"}},
    {"ve", {"-"}},
    {"eve", {"-", "e"}},
    {"ave", {"-", "a"}},
    {"at", {"-", "a"}},
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
    for (size_t r = 0; r < n_rules; r++) {
        struct str ending = str_of(rules[r].ending);
        if (word.n < ending.n + 2 || !str_ends(word, ending)) continue;
        for (unsigned b = 0; b < 5 && rules[r].bases[b][0]; b++) {
            struct str base = str_of(rules[r].bases[b]);
            if (base.p[0] == '-') base.n = 0;
            if (!str_eq(base, ending)) add(o, ending.n, base.p, base.n);
        }
    }
}

/* A vowel that falls out before endings: Ibra → Ibar, Lepenca → Lepenac, Albanci → Albanac. */
static void fleeting_a(struct output *o, struct str word) {
    static const char *const endings[] = {"a", "u", "om", "em", "e", "i", "ima"};
    for (size_t k = 0; k < 7; k++) {
        struct str ending = str_of(endings[k]);
        if (word.n < ending.n + 4 || !str_ends(word, ending)) continue;
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
    static const char *const kinds[] = {"ov", "ev", "in", "ijev"};
    static const char *const bases[] = {"", "", "a", "i"};
    for (size_t k = 0; k < 4; k++)
        for (size_t e = 0; e < sizeof possessive / sizeof *possessive; e++) {
            struct str tail = str_of(possessive[e]), kind = str_of(kinds[k]);
            if (word.n < tail.n + kind.n + 3 || !str_ends(word, tail)) continue;
            if (str_ends(str_sub(word, 0, word.n - tail.n), kind))
                add(o, tail.n + kind.n, bases[k], strlen(bases[k]));
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
