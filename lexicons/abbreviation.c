/* SPDX-License-Identifier: MIT */
/* Abbreviations of English, Albanian, Serbian (both scripts, and what Croatian and Bosnian share),
 * written for this project. Sorted by strcmp() within each table. */
#include "abbreviation.h"

struct row {
    const char *word; /* lower case, without the dot */
    enum abbreviation kind;
};
#define IN ABBREVIATION_INNER
#define MAY ABBREVIATION_MAY

static const struct row english[] = {
    {"a.m", MAY},   {"adm", IN},   {"al", MAY},   {"approx", IN}, {"apr", MAY},   {"art", IN},
    {"assoc", IN},  {"asst", IN},  {"aug", MAY},  {"ave", MAY},   {"avg", IN},    {"blvd", MAY},
    {"brig", IN},   {"bros", MAY}, {"c", MAY},    {"ca", IN},     {"capt", IN},   {"cf", IN},
    {"chap", IN},   {"cllr", IN},  {"cmdr", IN},  {"co", MAY},    {"col", IN},    {"comdr", IN},
    {"corp", MAY},  {"cpl", IN},   {"cpt", IN},   {"dec", MAY},   {"dept", IN},   {"dr", IN},
    {"drs", IN},    {"e.g", IN},   {"ed", IN},    {"eds", IN},    {"encl", IN},   {"esq", MAY},
    {"est", IN},    {"etc", MAY},  {"excl", IN},  {"ext", IN},    {"feb", MAY},   {"fig", IN},
    {"figs", IN},   {"fr", IN},    {"ft", IN},    {"gen", IN},    {"gens", IN},   {"gov", IN},
    {"govs", IN},   {"hon", IN},   {"hrs", MAY},  {"i.e", IN},    {"ibid", MAY},  {"inc", MAY},
    {"incl", IN},   {"info", MAY}, {"insp", IN},  {"intl", IN},   {"jan", MAY},   {"jnr", MAY},
    {"jr", MAY},    {"jul", MAY},  {"jun", MAY},  {"lbs", MAY},   {"lt", IN},     {"ltd", MAY},
    {"maj", IN},    {"mar", MAY},  {"max", MAY},  {"med", IN},    {"messrs", IN}, {"mgr", IN},
    {"min", MAY},   {"mins", MAY}, {"misc", IN},  {"mr", IN},     {"mrs", IN},    {"ms", IN},
    {"msgr", IN},   {"mt", IN},    {"natl", IN},  {"no", MAY},    {"nos", IN},    {"nov", MAY},
    {"oct", MAY},   {"op", IN},    {"oz", MAY},   {"p", IN},      {"p.m", MAY},   {"para", IN},
    {"ph.d", MAY},  {"pp", IN},    {"pres", IN},  {"prof", IN},   {"profs", IN},  {"pvt", IN},
    {"rep", IN},    {"reps", IN},  {"rev", IN},   {"sec", IN},    {"secs", MAY},  {"sen", IN},
    {"sens", IN},   {"sep", MAY},  {"sept", MAY}, {"sgt", IN},    {"snr", MAY},   {"sr", MAY},
    {"st", IN},     {"supt", IN},  {"tel", IN},   {"u.k", MAY},   {"u.n", MAY},   {"u.s", MAY},
    {"u.s.a", MAY}, {"univ", IN},  {"viz", IN},   {"vol", IN},    {"vols", IN},   {"vs", IN},
    {"yr", MAY},    {"yrs", MAY}};

static const struct row albanian[] = {
    {"a.k.a", IN},  {"adr", IN},    {"akad", IN},   {"art", IN},   {"av", IN},    {"bul", IN},
    {"cit", IN},    {"d.m.th", IN}, {"doc", IN},    {"dok", IN},   {"dr", IN},    {"dr.sc", IN},
    {"e.s", MAY},   {"e.t", MAY},   {"etj", MAY},   {"fax", IN},   {"fq", IN},    {"gj", IN},
    {"gjen", IN},   {"h.c", IN},    {"ing", IN},    {"inxh", IN},  {"k.p", IN},   {"kap", IN},
    {"kol", IN},    {"kr", IN},     {"krh", IN},    {"krhs", IN},  {"lagj", IN},  {"lek", MAY},
    {"m.s", IN},    {"maks", IN},   {"mld", MAY},   {"mln", MAY},  {"mob", IN},   {"mr", IN},
    {"mr.sc", IN},  {"msc", IN},    {"nd", IN},     {"ndërt", IN}, {"neni", MAY}, {"nr", IN},
    {"nën", IN},    {"p.e.r", IN},  {"p.e.s", MAY}, {"p.sh", IN},  {"par", IN},   {"pd", IN},
    {"pg", IN},     {"ph.d", IN},   {"pik", IN},    {"pk", IN},    {"prof", IN},  {"psh", IN},
    {"përkth", IN}, {"q.r", IN},    {"rr", IN},     {"s.a", MAY},  {"sh.a", MAY}, {"sh.p.k", MAY},
    {"shek", IN},   {"shën", IN},   {"st", IN},     {"tel", IN},   {"th", IN},    {"vj", IN},
    {"vëll", IN},   {"xh", IN},     {"z", IN},      {"zh", IN},    {"znj", IN},   {"znjsh", IN},
    {"zt", IN}};

static const struct row serbian[] = {
    {"a.d", MAY},  {"adv", IN},  {"akad", IN},  {"al", MAY},    {"arh", IN},    {"bacc", IN},
    {"bb", MAY},   {"br", IN},   {"bul", IN},   {"d.d", MAY},   {"d.o.o", MAY}, {"dipl", IN},
    {"doc", IN},   {"dr", MAY},  {"dž", IN},    {"el", IN},     {"eng", IN},    {"engl", IN},
    {"franc", IN}, {"g", MAY},   {"gdin", IN},  {"gen", IN},    {"gl", IN},     {"god", MAY},
    {"gosp", IN},  {"gđa", IN},  {"hilj", IN},  {"i.b", IN},    {"i.e", IN},    {"ing", IN},
    {"inž", IN},   {"itd", MAY}, {"itsl", MAY}, {"iur", IN},    {"izd", IN},    {"izv", IN},
    {"j.p", IN},   {"kom", IN},  {"kr", IN},    {"lj", IN},     {"mag", IN},    {"maks", IN},
    {"max", IN},   {"mil", MAY}, {"min", IN},   {"mitrop", IN}, {"mlrd", MAY},  {"mn", IN},
    {"mons", IN},  {"mr", IN},   {"mrd", MAY},  {"n.e", MAY},   {"nadb", IN},   {"nap", IN},
    {"nač", IN},   {"nj", IN},   {"npr", IN},   {"o.g", MAY},   {"o.š", IN},    {"odn", IN},
    {"oec", IN},   {"op", IN},   {"org", IN},   {"p.n.e", MAY}, {"pom", IN},    {"por", IN},
    {"potp", IN},  {"pr", IN},   {"prev", IN},  {"prim", IN},   {"prir", IN},   {"prof", IN},
    {"puk", IN},   {"r", IN},    {"reš", IN},   {"rješ", IN},   {"rođ", IN},    {"sc", IN},
    {"sek", IN},   {"sl", MAY},  {"spec", IN},  {"st", IN},     {"str", IN},    {"struč", IN},
    {"sv", IN},    {"t", IN},    {"t.j", IN},   {"tab", IN},    {"tač", IN},    {"tel", IN},
    {"tis", IN},   {"tj", IN},   {"toč", IN},   {"tzv", IN},    {"ul", IN},     {"univ", IN},
    {"ur", IN},    {"urb", IN},  {"usp", IN},   {"v", IN},      {"v.d", IN},    {"vlč", IN},
    {"vol", IN},   {"vs", IN},   {"zam", IN},   {"čl", IN},     {"đ", IN},      {"šk", IN},
    {"ž.r", IN},   {"žr", IN}};

/* Cyrillic letters of the rows above, one by one. */
static size_t to_latin(struct str word, char *out, size_t size) {
    static const char *const letters[] = {"a", "b", "v", "g", "d", "e", "ž", "z", "i",
                                          "j", "k", "l", "m", "n", "o", "p", "r", "s",
                                          "t", "u", "f", "h", "c", "č", "š"};
    size_t n = 0;
    for (size_t i = 0; i < word.n && n + 3 < size;) {
        unsigned char c = (unsigned char)word.p[i];
        unsigned point = 0;
        if ((c == 0xD0 || c == 0xD1) && i + 1 < word.n)
            point = (unsigned)(c & 0x1F) << 6 | ((unsigned char)word.p[i + 1] & 0x3F);
        if (point >= 0x410 && point <= 0x42F) point += 0x20;
        const char *l = NULL;
        if (point >= 0x430 && point <= 0x448) l = letters[point - 0x430];
        else if (point == 0x452 || point == 0x402) l = "đ";
        else if (point == 0x459 || point == 0x409) l = "lj";
        else if (point == 0x45A || point == 0x40A) l = "nj";
        else if (point == 0x45F || point == 0x40F) l = "dž";
        else if (point == 0x458 || point == 0x408) l = "j";
        else if (point == 0x45B || point == 0x40B) l = "ć";
        if (l) {
            size_t k = strlen(l);
            memcpy(out + n, l, k);
            n += k, i += 2;
        } else {
            out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
            i++;
        }
    }
    return n;
}

static enum abbreviation look(const struct row *rows, size_t n, struct str word) {
    for (size_t low = 0, high = n; low < high;) {
        size_t middle = (low + high) / 2;
        int order = str_compare(word, rows[middle].word);
        if (order == 0) return rows[middle].kind;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return ABBREVIATION_NONE;
}

enum abbreviation abbreviation(enum lang lang, struct str word) {
    char latin[32];
    if (word.n == 0 || word.n > 12) return ABBREVIATION_NONE;
    struct str w = {latin, to_latin(word, latin, sizeof latin)};
    if (str_starts(w, STR("Č")) || str_starts(w, STR("Š"))) latin[1]++;
    if (lang == LANG_SR) return look(serbian, sizeof serbian / sizeof *serbian, w);
    if (lang == LANG_SQ) return look(albanian, sizeof albanian / sizeof *albanian, w);
    return look(english, sizeof english / sizeof *english, w);
}
