/* SPDX-License-Identifier: MIT */
/* See choose_sr.h. The nearest stem is taken, unless a row says that another one is more often right:
 * of navod and navoditi, navodi is the verb's. Then adjectives are brought to the form that treebanks
 * use: lokalni → lokalan, Srbija → srpski. */
#include "choose_sr.h"

static const struct preference {
    const char *form, *over,
        *take; /* endings of the form, of the nearest stem, of the better one */
} preferences[] = {
    {"i", "", "iti"},        {"e", "", "a"},        {"i", "a", "iti"},
    {"ci", "ca", "k"},       {"ova", "ovati", ""},  {"ove", "oviti", ""},
    {"la", "lo", "ti"},      {"lo", "lo", "ti"},    {"la", "o", "ti"},
    {"li", "o", "ti"},       {"lo", "o", "ti"},     {"le", "o", "ti"},
    {"o", "o", "ti"},        {"e", "e", "a"},       {"ujući", "ujući", "ivati"},
    {"jući", "jući", "ti"},  {"eći", "eći", "iti"}, {"a", "a", "o"},
    {"će", "će", "ti"},      {"nu", "n", ""},       {"a", "a", "i"},
    {"je", "", "ja"},        {"la", "lati", "o"},   {"kao", "kati", "ći"},
    {"o", "a", "i"},         {"og", "o", "i"},      {"ata", "at", "t"},
    {"ska", "skati", "zak"}, {"šlo", "šli", "ći"},  {"šla", "šli", "ći"},
    {"a", "ati", "i"},       {"a", "ati", "o"},     {"oj", "oj", "i"},
};

static const char adjective_endings[][6] = {"a",  "o",   "e",  "i",  "u",  "og", "oga",
                                            "om", "ome", "oj", "im", "ih", "ima"};

/* Adjectives in -ni that have no -an. */
static const char *const definite[] = {"glavni",  "državni",   "međunarodni", "narodni",
                                       "naredni", "prethodni", "srednji"};

static size_t distance(struct str a, struct str b) {
    size_t i = 0;
    while (i < a.n && i < b.n && a.p[i] == b.p[i]) i++;
    return a.n + b.n - 2 * i;
}

static bool is_joined(struct str s, struct str head, struct str tail) {
    return s.n == head.n + tail.n && str_starts(s, head) && str_ends(s, tail);
}

static unsigned prefer(struct str form, const struct str *stems, unsigned n, unsigned best) {
    for (size_t k = 0; k < sizeof preferences / sizeof *preferences; k++) {
        struct str ending = str_of(preferences[k].form);
        if (form.n <= ending.n || !str_ends(form, ending)) continue;
        struct str head = {form.p, form.n - ending.n};
        if (!is_joined(stems[best], head, str_of(preferences[k].over))) continue;
        for (unsigned i = 0; i < n; i++)
            if (is_joined(stems[i], head, str_of(preferences[k].take))) return i;
    }
    return best;
}

/* srpskoj → srpski: where the dictionary gives the noun behind it. 0: not such a form. */
static size_t relational(struct str form, struct str stem, char *out) {
    if (str_find(stem, STR("sk")) < stem.n) return 0;
    for (size_t k = 0; k < sizeof adjective_endings / sizeof *adjective_endings; k++) {
        struct str ending = str_of(adjective_endings[k]);
        if (form.n < ending.n + 4 || !str_ends(form, ending)) continue;
        size_t n = form.n - ending.n;
        if (memcmp(form.p + n - 2, "sk", 2) != 0) continue;
        memcpy(out, form.p, n);
        out[n] = 'i';
        return n + 1;
    }
    return 0;
}

static bool is_vowel(char c) {
    return memchr("aeiou", c, 5) != NULL;
}

/* lokalni → lokalan; but lokalno is more often the adverb */
static size_t indefinite(struct str form, struct str stem, char *out) {
    if (stem.n < 5 || !str_ends(stem, STR("ni")) || is_vowel(stem.p[stem.n - 3])) return 0;
    for (size_t k = 0; k < sizeof definite / sizeof *definite; k++)
        if (str_is(stem, definite[k])) return 0;
    if (form.p[form.n - 1] == 'o') {
        memcpy(out, form.p, form.n);
        return form.n;
    }
    memcpy(out, stem.p, stem.n - 2);
    memcpy(out + stem.n - 2, "an", 2);
    return stem.n;
}

size_t choose_sr(struct str form, const struct str *stems, unsigned n, char *out) {
    unsigned best = 0;
    for (unsigned i = 1; i < n; i++)
        if (distance(form, stems[i]) < distance(form, stems[best])) best = i;
    best = prefer(form, stems, n, best);
    size_t m = relational(form, stems[best], out);
    if (m == 0) m = indefinite(form, stems[best], out);
    if (m) return m;
    memcpy(out, stems[best].p, stems[best].n);
    return stems[best].n;
}
