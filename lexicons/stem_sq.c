/* SPDX-License-Identifier: MIT */
/* See stem_sq.h. Irregular words first, then the longest ending of the table, then what the endings
 * left of sound changes (libër : libri, armik : armiq).
 *
 * Inside, E stands for ë. In an ending, E matches ë and e, while e matches e alone: jepte loses -te,
 * lehtë does not, and lehte, written without its mark, is taken for jepte's kind. */
#include "stem_sq.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { WORD_MAX = 64, KEEP = 3 };

struct ending {
    char text[8];
    char with[8]; /* what comes in its place */
    uint8_t keep; /* letters that must stay before it, one of them a vowel */
};

/* Grouped by last letter; the longest that fits counts. Verbs in -oj keep their o (punoj → puno, punë → pun), nouns in -je their j (lindje →
 * lindj, lind), feminine nouns in -i that i where the ending shows it (dashurisë → dashuri). */
static const struct ending endings[] = {
    /* -a: definite feminine, plural, first person of the past */
    {"ohesha", "o", 2},
    {"ofshim", "o", 2},
    {"ofshin", "o", 2},
    {"ofsh", "o", 2},
    {"oheshe", "o", 2},
    {"oheshim", "o", 2},
    {"onsha", "o", 2},
    {"ofsha", "o", 2},
    {"uaka", "o", 2},
    {"uara", "o", 2},
    {"era", "er", 3},
    {"@ra", "", 3},
    {"oja", "o", 2},
    {"ova", "o", 2},
    {"osova", "osov", 1},
    {"akova", "akov", 1},
    {"etova", "etov", 1},
    {"anova", "anov", 1},
    {"ldova", "ldov", 1},
    {"ujeva", "ujev", 1},
    {"tarja", "tar", 2},
    {"entja", "ent", 2},
    {"eva", "", 3},
    {"iva", "", 3},
    {"ajta", "a", 2},
    {"yera", "", 3},
    {"ura", "", 3},
    {"ia", "i", 2},
    {"ua", "o", 2},
    {"a", "", 2},
    /* -ë, -e */
    {"ojnE", "o", 2},
    {"ojmE", "o", 2},
    {"ejnE", "", 2},
    {"ejmE", "", 2},
    {"ijnE", "", 3},
    {"ijmE", "", 3},
    {"ajnE", "a", 2},
    {"ajmE", "a", 2},
    {"oftE", "o", 2},
    {"ojE", "o", 2},
    {"isE", "i", 2},
    {"inE", "i", 2},
    {"itE", "i", 2},
    {"ditE", "dit", 1},
    {"jinE", "jin", 2},
    {"shtinE", "shtin", 1},
    {"akinE", "akin", 1},
    {"qtE", "q", 2},
    {"mtE", "m", 2},
    {"jtE", "j", 3},
    {"nE", "n", 2},
    {"E", "", 2},
    {"ajte", "a", 2},
    {"onte", "o", 2},
    {"ante", "a", 2},
    {"inte", "", 2},
    {"ynte", "y", 2},
    {"@rave", "", 3},
    {"erave", "er", 3},
    {"eve", "", 3},
    {"ave", "", 3},
    {"Eve", "", 3},
    {"ive", "i", 2},
    {"ove", "o", 2},
    {"osove", "osov", 1},
    {"akove", "akov", 1},
    {"etove", "etov", 1},
    {"anove", "anov", 1},
    {"uve", "", 3},
    {"ve", "", 3},
    {"oje", "o", 2},
    {"lte", "l", 2},
    {"hte", "h", 2},
    {"vte", "v", 3},
    {"rrte", "rr", 2},
    {"mte", "m", 3},
    {"apte", "ap", 1},
    {"yer", "", 3},
    {"e", "", 3},
    /* -i, -u, -o */
    {"oheni", "o", 2},
    {"ohemi", "o", 2},
    {"oni", "o", 2},
    {"ajti", "a", 2},
    {"oi", "o", 2},
    {"@si", "@si", 2},
    {"@ri", "@ri", 2},
    {"uri", "uri", 2},
    {"ogji", "ogji", 2},
    {"ci", "ci", 3},
    {"parti", "parti", 0},
    {"ki", "ki", 3},
    {"gi", "gi", 3},
    {"nomi", "nomi", 2},
    {"fi", "fi", 3},
    {"imtari", "imtari", 2},
    {"i", "", 3},
    {"eu", "", 3},
    {"iu", "i", 2},
    {"u", "", 3},
    /* -j */
    {"ohej", "o", 2},
    {"ehej", "", 2},
    {"ihej", "", 3},
    {"ahej", "a", 2},
    {"ej", "", 2},
    {"ij", "", 3},
    {"onj", "o", 2},
    {"inj", "", 3},
    {"enj", "", 3},
    /* -m */
    {"shEm", "shm", 3},
    {"onim", "o", 2},
    {"ohem", "o", 2},
    {"ehem", "", 2},
    {"uam", "o", 2},
    {"yem", "", 3},
    {"@m", "", 3},
    /* -n */
    {"oheshin", "o", 2},
    {"eheshin", "", 2},
    {"iheshin", "", 3},
    {"aheshin", "a", 2},
    {"eshin", "", 3},
    {"onin", "o", 2},
    {"inin", "", 3},
    {"ajtEn", "a", 2},
    {"ohen", "o", 2},
    {"ehen", "", 2},
    {"ihen", "", 3},
    {"ahen", "a", 2},
    {"nin", "n", 3},
    {"uan", "o", 2},
    {"yen", "", 3},
    {"on", "o", 3},
    {"un", "", 3},
    {"tarjen", "tar", 2},
    {"in", "", 3},
    {"En", "", 2},
    /* -r */
    {"ajtur", "a", 2},
    {"uar", "o", 2},
    {"yer", "", 3},
    {"ur", "", 3},
    /* -s, -sh */
    {"Es", "", 2},
    {"tarjes", "tar", 2},
    {"oces", "oces", 2},
    {"kses", "kses", 2},
    {"eres", "eres", 2},
    {"gres", "gres", 2},
    {"ues", "ues", 2},
    {"onj@s", "onjEs", 2},
    {"ohesh", "o", 2},
    {"Esh", "", 3},
    {"ish", "i", 3},
    {"ash", "", 3},
    /* -t */
    {"@rat", "", 3},
    {"erat", "er", 3},
    {"ohet", "o", 2},
    {"ehet", "", 2},
    {"ihet", "", 3},
    {"ahet", "a", 2},
    {"uhet", "u", 2},
    {"onit", "o", 2},
    {"uat", "o", 2},
    {"Et", "", 2},
    {"at", "", 2},
    {"itet", "itet", 2},
    {"ytet", "ytet", 1},
    {"uxhet", "uxhet", 1},
    {"ltat", "ltat", 2},
    {"utat", "utat", 2},
    {"omat", "omat", 2},
    {"ormat", "ormat", 1},
    {"ikat", "ikat", 4},
    {"it", "", 3},
    {"ut", "", 3},
};

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'E' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool has_vowel(const char *w, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (is_vowel(w[i])) return true;
    return false;
}

static bool letter_fits(char letter, char wanted) {
    return wanted == '@' ? letter == 'E' : letter == wanted || (wanted == 'E' && letter == 'e');
}

static bool matches(const char *w, size_t n, const char *ending, size_t m) {
    for (size_t i = 1; i <= m; i++)
        if (!letter_fits(w[n - i], ending[m - i])) return false;
    return true;
}

/* Verbs with a change of vowel or a bare vowel at the end: a word that is one of these and an ending
 * of verbs has the stem behind the colon. */
static const char *const verbs[] = {
    "arri:arri",
    "arrit:arri",
    "bE:bej",
    "del:dal",
    "dil:dal",
    "dol:dal",
    "dal:dal",
    "djeg:djeg",
    "digj:djeg",
    "dogj:djeg",
    "flas:flas",
    "flet:flas",
    "flit:flas",
    "fol:flas",
    "fshi:fshi",
    "pErfshi:perfshi",
    "gje:gjej",
    "gjet:gjej",
    "godas:godit",
    "godet:godit",
    "hedh:hedh",
    "hidh:hedh",
    "hodh:hedh",
    "heq:heq",
    "hiq:heq",
    "hoq:heq",
    "hy:hy",
    "ik:ik",
    "jap:jap",
    "jep:jap",
    "kthe:kthe",
    "kthy:kthe",
    "pErkthe:perkthe",
    "pErkthy:perkthe",
    "lua:lua",
    "luh:lua",
    "mbes:mbet",
    "mbet:mbet",
    "pyes:pyet",
    "pyet:pyet",
    "ndih:ndih",
    "marr:marr",
    "merr:marr",
    "mor:marr",
    "morr:marr",
    "mba:mba",
    "mbledh:mbledh",
    "mblidh:mbledh",
    "mblodh:mbledh",
    "mbro:mbro",
    "mbjell:mbjell",
    "mbill:mbjell",
    "mboll:mbjell",
    "nda:nda",
    "ndje:ndje",
    "ndjek:ndjek",
    "ndiq:ndjek",
    "ndoq:ndjek",
    "ngre:ngre",
    "ngri:ngre",
    "ngrit:ngre",
    "njoh:njoh",
    "njeh:njoh",
    "njih:njoh",
    "nxjerr:nxjerr",
    "nxirr:nxjerr",
    "nxor:nxjerr",
    "nxorr:nxjerr",
    "pErbE:perbej",
    "pErcjell:percjell",
    "pErcill:percjell",
    "pErcoll:percjell",
    "pErkas:perkit",
    "pErket:perkit",
    "pjek:pjek",
    "piq:pjek",
    "poq:pjek",
    "pres:prit",
    "pret:prit",
    "prit:prit",
    "qua:qua",
    "quh:qua",
    "rrit:rrit",
    "rris:rrit",
    "rrjedh:rrjedh",
    "rridh:rrjedh",
    "rrodh:rrjedh",
    "rua:rua",
    "ruh:rua",
    "shes:shes",
    "shet:shes",
    "shit:shes",
    "shErbe:sherbe",
    "shErby:sherbe",
    "shkrua:shkrua",
    "shkro:shkrua",
    "shkruh:shkrua",
    "shkruan:shkrua",
    "shoh:shoh",
    "sheh:shoh",
    "shih:shoh",
    "shtri:shtri",
    "sjell:sjell",
    "sill:sjell",
    "soll:sjell",
    "tErheq:terheq",
    "tErhiq:terheq",
    "tErhoq:terheq",
    "thErras:thirr",
    "thErret:thirr",
    "thErrit:thirr",
    "thErris:thirr",
    "vdes:vdes",
    "vdis:vdes",
    "vdek:vdes",
    "vdiq:vdes",
    "vjedh:vjedh",
    "vidh:vjedh",
    "vodh:vjedh",
    "vras:vras",
    "vret:vras",
    "vrit:vras",
    "zgjedh:zgjedh",
    "zgjodh:zgjedh",
    "thuh:them",
    "thosh:them",
    "thua:them",
    "vle:vle",
    "kry:kry",
    "krye:kry",
    "bErtas:bertit",
    "bErtet:bertit",
    "qE:jam",
    "fle:fle",
    "fjet:fle",
};

static const char *const verb_endings[] = {
    "",    "j",     "n",   "m",    "a",    "e",    "i",      "u",   "im",  "in",   "ni",    "E",
    "Em",  "Et",    "En",  "j@",   "jmE",  "jnE",  "mE",     "nE",  "tE",  "te",   "nte",   "nim",
    "nin", "nit",   "et",  "en",   "em",   "ej",   "esh",    "emi", "eni", "esha", "eshin", "het",
    "hen", "hem",   "hej", "hesh", "hemi", "heni", "heshin", "va",  "ve",  "rE",   "ra",    "ri",
    "re",  "r",     "rEn", "er",   "era",  "ur",   "ura",    "jti", "jta", "jtEm", "jtEn",  "jtur",
    "jt",  "jtura", "sha", "sh",   "shin", "ftE",  "ti",     "ta",  "tEn", "tur",  "tura",
};

/* Words that no rule brings together. */
static const char *const words[] = {
    "jam:jam",     "EshtE:jam",    "jemi:jam",     "jeni:jam",      "janE:jam",      "isha:jam",
    "ishe:jam",    "ishte:jam",    "ishim:jam",    "ishit:jam",     "ishin:jam",     "qe:jam",
    "qenE:jam",    "qenEt:jam",    "jesh:jam",     "jenE:jam",      "qoftE:jam",     "qofshin:jam",
    "kam:kam",     "ke:kam",       "ka:kam",       "kemi:kam",      "keni:kam",      "kanE:kam",
    "kish:kam",    "kishte:kam",   "kishim:kam",   "kishin:kam",    "pata:kam",      "pati:kam",
    "patEm:kam",   "patEn:kam",    "patur:kam",    "pasur:kam",     "ketE:kam",      "kenE:kam",
    "them:them",   "thotE:them",   "themi:them",   "thoni:them",    "thonE:them",    "thashE:them",
    "tha:them",    "thamE:them",   "thanE:them",   "thEnE:them",    "vij:vi",        "vjen:vi",
    "vijmE:vi",    "vini:vi",      "vijnE:vi",     "vinte:vi",      "vinin:vi",      "erdha:vi",
    "erdhi:vi",    "erdhEm:vi",    "erdhEn:vi",    "ardhur:vi",     "dua:dua",       "do:dua",
    "duam:dua",    "duan:dua",     "doni:dua",     "donte:dua",     "donin:dua",     "desh:dua",
    "desha:dua",   "deshi:dua",    "deshEn:dua",   "dashur:dua",    "duhet:dua",     "duhen:dua",
    "duhej:dua",   "dha:jap",      "dhashE:jap",   "dhamE:jap",     "dhanE:jap",     "dhEnE:jap",
    "bie:bie",     "bien:bie",     "binte:bie",    "ra:bie",        "ranE:bie",      "rEnE:bie",
    "vE:ve",       "vura:ve",      "vuri:ve",      "vunE:ve",       "vEnE:ve",       "vihet:ve",
    "vrau:vras",   "vranE:vras",   "vrarE:vras",   "zE:ze",         "zEri:ze",       "zErin:ze",
    "zErit:ze",    "sy:sy",        "syri:sy",      "syrin:sy",      "syrit:sy",      "sytE:sy",
    "syve:sy",     "grua:grua",    "gruaja:grua",  "gruan:grua",    "gruas:grua",    "gra:grua",
    "gratE:grua",  "grave:grua",   "gjE:gje",      "gjEra:gje",     "gjErat:gje",    "gjErave:gje",
    "miq:mik",     "miqtE:mik",    "miqve:mik",    "mEdha:madh",    "mEdhenj:madh",  "mEdhaja:madh",
    "kuaj:kal",    "kuajt:kal",    "kuajve:kal",   "djem:djal",     "djemtE:djal",   "djemve:djal",
    "jetE:jet",    "jeta:jet",     "ditE:dit",     "dita:dit",      "ditEn:dit",     "ditur:di",
    "shumE:shum",  "njeri:njeri",  "njeriu:njeri", "njeriut:njeri", "njeriun:njeri", "gjerE:gjer",
    "gjera:gjer",  "gjerat:gjer",  "vlerE:vler",   "vlera:vler",    "vlerat:vler",   "vlerEs:vler",
    "vlerEn:vler", "vlerave:vler", "dele:del",     "delet:del",     "delja:del",     "daltE:dalt",
    "hedhE:hedhe", "jepja:jap",    "dhe:dhe",      "gjej:gjej",
};

/* Stems to which an ending was not visible, or where the vowel changes: what they become. */
static const char *const stems[] = {
    "njerez:njeri",    "njerEz:njeri", "njerezi:njeri",  "shtep:shtepi", "shtEp:shtepi",
    "qevr:qeveri",     "qever:qeveri", "histor:histori", "teor:teori",   "kategor:kategori",
    "ser:seri",        "kuf:kufi",     "kufir:kufi",     "kufij:kufi",   "duar:dor",
    "duart:dor",       "vjet:vit",     "vjec:vit",       "net:nat",      "dyr:der",
    "brigj:breg",      "fshatr:fshat", "zogj:zog",       "rrath:rreth",  "thas:thes",
    "vegj:vogl",       "popuj:popull", "popu:popull",    "flamu:flamur", "flam:flamur",
    "shembu:shembull", "vEllez:vella", "vEllezr:vella",  "vElla:vella",  "romani:roman",
    "djalosh:djal",    "bij:bir",      "lojr:loj",       "zotr:zot",     "mbretr:mbret",
    "faqj:faq",        "lulj:lul",     "nusj:nus",
};

/* The stem of `w` in a list of "word:stem", written to `w`; 0 when it is not there. */
static size_t listed(const char *const *list, size_t count, char *w, size_t n) {
    for (size_t k = 0; k < count; k++) {
        if (!letter_fits(w[0], list[k][0])) continue;
        const char *colon = strchr(list[k], ':');
        size_t m = (size_t)(colon - list[k]);
        if (m != n || !matches(w, n, list[k], m)) continue;
        n = strlen(colon + 1);
        memcpy(w, colon + 1, n);
        return n;
    }
    return 0;
}

static bool is_verb_ending(const char *w, size_t n) {
    for (size_t k = 0; k < sizeof verb_endings / sizeof *verb_endings; k++)
        if (strlen(verb_endings[k]) == n && matches(w, n, verb_endings[k], n)) return true;
    return false;
}

static size_t verb(char *w, size_t n) {
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) {
        if (!letter_fits(w[0], verbs[k][0])) continue;
        const char *colon = strchr(verbs[k], ':');
        size_t m = (size_t)(colon - verbs[k]);
        if (m > n || !matches(w, m, verbs[k], m) || !is_verb_ending(w + m, n - m)) continue;
        n = strlen(colon + 1);
        memcpy(w, colon + 1, n);
        return n;
    }
    return 0;
}

static size_t strip(char *w, size_t n) {
    const struct ending *best = NULL;
    size_t best_m = 0;
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        const struct ending *e = &endings[k];
        size_t m = strlen(e->text);
        if (m > n || !letter_fits(w[n - 1], e->text[m - 1])) continue;
        if (m <= best_m || m + e->keep > n || !matches(w, n, e->text, m)) continue;
        if (!has_vowel(w, n - m) && !has_vowel(e->with, strlen(e->with))) continue;
        best = e;
        best_m = m;
    }
    if (best == NULL) return n;
    n -= best_m;
    for (const char *p = best->with; *p; p++) w[n++] = *p == '@' ? 'E' : *p;
    return n;
}

/* Sound changes at the end of what is left. */
static size_t smooth(char *w, size_t n) {
    if (n > 3 && w[n - 1] == 'j' && is_vowel(w[n - 2])) n--;
    if (n > 3 && (w[n - 1] == 'e' || w[n - 1] == 'E')) n--;
    if (n > 3 && w[n - 1] == 'r' && (w[n - 2] == 'E' || w[n - 2] == 'e') && !is_vowel(w[n - 3]))
        w[n - 2] = 'r', n--;
    if (n > 3 && w[n - 1] == 'q') w[n - 1] = 'k';
    return n;
}

static size_t fold_word(const char *word, size_t n, char *w) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i], next = i + 1 < n ? (unsigned char)word[i + 1] : 0;
        if (c == 0xC3 && next == 0xAB) w[k++] = 'E', i++;
        else if (c == 0xC3 && next == 0xA7) w[k++] = 'c', i++;
        else w[k++] = word[i];
    }
    return k;
}

size_t stem_sq(const char *word, size_t n, char *out) {
    size_t k = fold_word(word, n, out), m = 0;
    if (k >= WORD_MAX) m = k;
    if (m == 0) m = listed(words, sizeof words / sizeof *words, out, k);
    if (m == 0) m = verb(out, k);
    if (m == 0) {
        k = m = k > 2 ? smooth(out, strip(out, k)) : k;
        size_t other = listed(stems, sizeof stems / sizeof *stems, out, k);
        if (other) m = other;
    }
    for (size_t i = 0; i < m; i++)
        if (out[i] == 'E') out[i] = 'e';
    return m;
}
