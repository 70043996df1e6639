/* SPDX-License-Identifier: MIT */
/* See bases.h. */
#include "bases.h"

struct rule {
    const char *ending;
    const char *bases; /* what may stand in its place, best first, between blanks; "-" is nothing */
};

/* Of the rules that fit, the one with the longest ending comes first, then the others. */
static const struct rule albanian[] = {
    {"ojnë", "oj"},      {"ojmë", "oj"},      {"onte", "oj"},      {"onin", "oj on"},
    {"ohet", "oj ohem"}, {"ohen", "oj ohem"}, {"ohej", "oj ohem"}, {"oheshin", "oj ohem"},
    {"uar", "oj"},       {"uara", "oj uar"},  {"uan", "oj"},       {"uam", "oj"},
    {"ua", "oj"},        {"oi", "oj"},        {"on", "oj"},        {"oni", "oj on"},
    {"ojë", "oj"},       {"oje", "oj"},       {"ova", "oj"},       {"ejnë", "ej"},
    {"ejë", "ej"},       {"eu", "ej"},        {"yen", "ej"},       {"yer", "ej"},
    {"ye", "ej"},        {"ehet", "ej"},      {"ehen", "ej"},      {"ente", "ej"},
    {"ijnë", "ij"},      {"ijë", "ij"},       {"irë", "ij"},       {"iu", "i ij"},
    {"ihet", "ij"},      {"ihen", "ij"},      {"ajnë", "aj"},      {"ajë", "aj"},
    {"ajti", "aj"},      {"ajtur", "aj"},     {"ahet", "aj"},      {"ahen", "aj"},
    {"ante", "aj"},      {"ëve", "- ë"},      {"eve", "- e"},      {"ave", "ë - a"},
    {"ive", "i"},        {"jeve", "je e"},    {"esh", "-"},        {"ash", "ë -"},
    {"ësh", "- ë"},      {"ve", "-"},         {"isë", "i"},        {"inë", "i"},
    {"itë", "i"},        {"ia", "i"},         {"jes", "je"},       {"jen", "je e"},
    {"jet", "je e"},     {"ja", "je e -"},    {"ës", "ë -"},       {"ën", "ë -"},
    {"a", "ë - e"},      {"at", "ë - e"},     {"ët", "- ë"},       {"et", "- e ë"},
    {"it", "-"},         {"in", "-"},         {"i", "-"},          {"un", "-"},
    {"ut", "-"},         {"u", "-"},          {"e", "- ë"},        {"ë", "-"},
    {"es", "e"},         {"en", "- e"},       {"ri", "ër"},        {"rin", "ër"},
    {"rit", "ër"},       {"ra", "ër"},        {"rat", "ër"},       {"rave", "ër"},
    {"shme", "shëm"},    {"ëhet", "ëj"},      {"ëhen", "ëj"},      {"izmi", "izëm"},
    {"izmit", "izëm"},   {"izmin", "izëm"},   {"te", "-"},         {"ur", "-"},
    {"ura", "-"},        {"im", "-"},         {"nin", "-"},        {"ej", "-"},
    {"qit", "k"},        {"që", "k"},         {"qve", "k"},        {"qtë", "k"},
};

/* Adds what stands between blanks in `list` after cutting `cut` bytes. */
static unsigned add(struct base *out, unsigned n, size_t cut, const char *list) {
    struct str rest = str_of(list), one;
    while (n < BASES_MAX && str_cut(&rest, ' ', &one)) {
        out[n] = (struct base){.cut = (uint8_t)cut};
        if (one.p[0] != '-') memcpy(out[n].add, one.p, one.n);
        n++;
    }
    return n;
}

/* Short words end like this without an ending: botë, plotë. */
static size_t least_before(struct str ending) {
    return ending.n > 2 ? 2 : str_eq(ending, STR("ë")) ? 4 : 3;
}

static unsigned bases_sq(struct str w, struct base *out) {
    unsigned n = 0;
    for (size_t m = 7; m > 0; m--)
        for (size_t k = 0; k < sizeof albanian / sizeof *albanian; k++) {
            struct str ending = str_of(albanian[k].ending);
            if (ending.n == m && w.n >= m + least_before(ending) && str_ends(w, ending))
                n = add(out, n, m, albanian[k].bases);
        }
    return n;
}

static bool is_vowel(char c) {
    return memchr("aeiou", c, 5) != NULL;
}

/* -ed and -ing: stopp → stop; locat → locate, locat; call → call, calle */
static unsigned bases_verb(struct str w, size_t cut, struct base *out) {
    size_t n = w.n - cut;
    if (n < 2) return 0;
    const char *p = w.p;
    char a = p[n - 1], b = p[n - 2];
    bool vowel = false;
    for (size_t i = 0; i < n; i++) vowel |= is_vowel(p[i]) || p[i] == 'y';
    if (!vowel) return 0;
    unsigned k = 0;
    if (a == b && a != 's' && a != 'l' && !is_vowel(a))
        return add(out, add(out, 0, cut + 1, "-"), cut, "-");
    if (a == b && a == 'l') k = add(out, add(out, 0, cut, "-"), cut + 1, "-");
    bool e_first = !is_vowel(a) && is_vowel(b) && (n < 3 || !is_vowel(p[n - 3]));
    return add(out, k, cut, e_first || a == 'v' || a == 'u' || a == 'c' ? "e -" : "- e");
}

static unsigned bases_en(struct str w, struct base *out) {
    if (w.n < 4) return 0;
    if (str_ends(w, STR("ies"))) return add(out, 0, 3, "y ie");
    if (str_ends(w, STR("ied"))) return add(out, 0, 3, "y ie");
    if (str_ends(w, STR("ing"))) return bases_verb(w, 3, out);
    if (str_ends(w, STR("ed"))) return bases_verb(w, 2, out);
    if (!str_ends(w, STR("s")) || str_ends(w, STR("ss")) || str_ends(w, STR("us")) ||
        str_ends(w, STR("is")))
        return 0;
    if (str_ends(w, STR("sses")) || str_ends(w, STR("xes")) || str_ends(w, STR("ches")) ||
        str_ends(w, STR("shes")))
        return add(out, add(out, 0, 2, "-"), 1, "-");
    return add(out, add(out, 0, 1, "-"), 2, "-");
}

unsigned bases(enum lang lang, struct str word, struct base out[BASES_MAX]) {
    if (word.n > 200) return 0;
    return lang == LANG_SQ ? bases_sq(word, out) : lang == LANG_EN ? bases_en(word, out) : 0;
}
