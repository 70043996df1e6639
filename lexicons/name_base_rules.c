/* SPDX-License-Identifier: MIT */
/* See name_base_rules.h. Rows are written from grammar. They give too much: witnesses choose. */
#include "name_base_rules.h"

#include "letters.h"
#include "script_sr.h"
#include "translit.h"
#include "utf8.h"

/* `before`: what must stand before the ending. o: that; v: a vowel or y; n: a letter that people in -in
 * have; s: not the -sk- of an adjective; 0: anything with a syllable. */
struct row {
    char ending[8];
    uint8_t n; /* of its bytes */
    char before;
    const char *bases; /* between blanks, usual ones first; "-" is nothing */
};

#define E(x) x, sizeof(x) - 1

static const struct row serbian[] = {
    /* nouns: Beograda, Marka, Skoplja, Dečana; Beogradu, Prištinu; Prištine, Albance; Peći, Rusi */
    {E("a"), 0, "- e i"},
    {E("a"), 's', "o"},
    {E("u"), 0, "- a e i"},
    {E("u"), 's', "o"},
    {E("e"), 0, "a - o i"},
    {E("i"), 0, "a - o e"},
    {E("o"), 0, "a i -"},
    {E("om"), 0, "- a o e i"},
    {E("em"), 0, "- e i o"},
    {E("ama"), 0, "a e"},
    {E("ima"), 0, "- i o a e"},
    {E("ovi"), 0, "-"},
    {E("ove"), 0, "-"},
    {E("ova"), 0, "-"},
    {E("ovima"), 0, "-"},
    {E("evi"), 0, "-"},
    {E("eve"), 0, "-"},
    {E("eva"), 0, "-"},
    {E("evima"), 0, "-"},
    /* Srbi, Bugare, Beograđana, Evropljanima */
    {E("i"), 'n', "in"},
    {E("a"), 'n', "in"},
    {E("e"), 'n', "in"},
    {E("ima"), 'n', "in"},
    /* k g h before i and e: Americi, Požezi; Grci, Bošnjacima; Slovenaka */
    {E("ci"), 0, "ka k"},
    {E("zi"), 0, "ga g"},
    {E("si"), 0, "ha h"},
    {E("cima"), 0, "k"},
    {E("zima"), 0, "g"},
    {E("sima"), 0, "h"},
    {E("če"), 0, "k"},
    {E("že"), 0, "g"},
    {E("še"), 0, "h"},
    {E("aka"), 0, "ka"},
    /* l that became o, b that became p: Stoca, Šapca */
    {E("ca"), 'o', "lac"},
    {E("cu"), 'o', "lac"},
    {E("cem"), 'o', "lac"},
    {E("ci"), 'o', "lac"},
    {E("pca"), 0, "bac"},
    {E("pcu"), 0, "bac"},
    {E("pcem"), 0, "bac"},
    {E("pci"), 0, "bac"},
    /* names in -i and -io, acronyms: Kurtija, Cityju; Tokija; FBI-ja. Radeta. */
    {E("ja"), 'v', "- o"},
    {E("ju"), 'v', "- o"},
    {E("jem"), 'v', "- o"},
    {E("jom"), 'v', "- o"},
    {E("je"), 'v', "-"},
    {E("eta"), 0, "e"},
    {E("etu"), 0, "e"},
    {E("etom"), 0, "e"},
    /* adjectives: Gruevskog, Grčkoj, Novog Sada, Ivanovim, Sjedinjenih */
    {E("og"), 0, "i o a -"},
    {E("oga"), 0, "i o a -"},
    {E("ome"), 0, "i o"},
    {E("eg"), 0, "i e"},
    {E("ega"), 0, "i e"},
    {E("emu"), 0, "i e"},
    {E("oj"), 0, "a"},
    {E("im"), 0, "i - o a e"},
    {E("ih"), 0, "i a e - o"},
};

static const struct row albanian[] = {
    /* Beogradi, Istogu; Kurtit, Kurtin; Serbia, Vjosa, Kosovës, Prishtinën, Prishtinë */
    {E("i"), 0, "-"},
    {E("u"), 0, "-"},
    {E("it"), 0, "-"},
    {E("in"), 0, "-"},
    {E("ut"), 0, "-"},
    {E("un"), 0, "-"},
    {E("t"), 'v', "-"},
    {E("n"), 'v', "-"},
    {E("s"), 'v', "-"},
    {E("a"), 0, "ë -"},
    {E("ës"), 0, "ë a"},
    {E("ën"), 0, "ë a"},
    {E("s"), 0, "-"},
    {E("t"), 0, "-"},
    {E("n"), 0, "-"},
    {E("e"), 0, "ë a"},
    {E("ë"), 0, "a"},
    /* after a vowel: Serbisë, Serbinë; Shtimja, Shtimjes, Sarajevoja; Hoxhaj */
    {E("së"), 'v', "- a"},
    {E("në"), 'v', "- a"},
    {E("ja"), 0, "e"},
    {E("ja"), 'v', "-"},
    {E("jes"), 0, "e -"},
    {E("jen"), 0, "e -"},
    {E("jës"), 0, "-"},
    {E("jën"), 0, "-"},
    {E("je"), 0, "e"},
    /* ë that falls out: Ibri, Shkodra, Vogli */
    {E("ri"), 0, "ër"},
    {E("rit"), 0, "ër"},
    {E("rin"), 0, "ër"},
    {E("ra"), 0, "ër"},
    {E("rës"), 0, "ër"},
    {E("rën"), 0, "ër"},
    {E("li"), 0, "ël"},
    {E("lit"), 0, "ël"},
    {E("lin"), 0, "ël"},
    /* plural: serbët, shqiptarëve, malazezëve, italianët */
    {E("ët"), 0, "- ë"},
    {E("ëve"), 0, "- ë"},
    {E("ve"), 0, "-"},
    {E("et"), 0, "ë e a"},
    {E("eve"), 0, "e -"},
    {E("at"), 0, "ë a"},
    {E("ave"), 0, "ë a"},
    {E("të"), 0, "-"},
};

/* People whose plural has another stem. */
static const struct {
    char form[12], base[8];
} peoples[] = {{"turci", "turčin"},   {"turaka", "turčin"}, {"turke", "turčin"},
               {"turcima", "turčin"}, {"vlasi", "vlah"},    {"vlasima", "vlah"}};

/* Endings of adjectives, with what stands before them in a possessive or in what belongs to a town. */
static const char *const adjective[] = {"",   "a",  "o",  "e",   "i",   "u",   "og", "oj",
                                        "om", "im", "ih", "oga", "ome", "ima", NULL};

static const struct derived {
    char ending[8];
    const char *bases;
    bool place; /* of a place; else possessive */
} derived[] = {
    {"ov", "- o", false},    {"ev", "- e o", false},         {"in", "a", false},
    {"jev", "-", false},     {"sk", "- a o e", true},        {"ansk", "a", true},
    {"ačk", "ica ac", true}, {"čk", "k ka ca ac ika", true}, {"šk", "h ha g ga ž š ša", true},
    {"anačk", "-", true}};

bool base_word(enum lang lang, struct str form, struct base_word *w) {
    char latin[BASE_WORD];
    struct shape small;
    if (form.n == 0 || form.n > BASE_WORD / LOWER_GROWTH) return false;
    w->form = form;
    w->lang = lang;
    w->n = lower(form, w->low, &w->shape);
    if (lang == LANG_SR && w->shape.cyrillic) {
        struct str s = {latin, translit_latin(form, latin)};
        if (s.n > BASE_WORD / LOWER_GROWTH) return false;
        w->n = lower(s, w->low, &small);
    }
    return w->shape.letters > 0;
}

struct output {
    const struct base_word *w;
    struct base_candidate *out;
    unsigned n;
};

/* Bytes of the first letter to add, when it is the first one that goes; else 0. */
static size_t kept(const struct base_word *w, const struct base_candidate *c) {
    size_t k = 1;
    if (c->add_n == 0) return 0;
    while (k < c->add_n && !utf8_border(c->add[k])) k++;
    return k <= c->cut && memcmp(c->add, w->low + w->n - c->cut, k) == 0 ? k : 0;
}

static void add(struct output *o, size_t cut, struct str base, unsigned rule, bool aside) {
    const struct base_word *w = o->w;
    struct base_candidate c = {
        .cut = (uint8_t)cut, .add_n = (uint8_t)base.n, .rule = (uint8_t)rule, .aside = aside};
    if (o->n == BASE_CANDIDATES || base.n > BASE_ADD_MAX || w->n - cut + base.n < 2) return;
    memcpy(c.add, base.p, base.n);
    for (size_t k;
         (k = kept(w, &c)) > 0;) { /* adding what goes would hide that bases are the same */
        c.cut = (uint8_t)(c.cut - k), c.add_n = (uint8_t)(c.add_n - k);
        memmove(c.add, c.add + k, c.add_n);
    }
    for (unsigned i = 0; i < o->n; i++)
        if (o->out[i].cut == c.cut && o->out[i].add_n == c.add_n &&
            memcmp(o->out[i].add, c.add, c.add_n) == 0)
            return;
    o->out[o->n++] = c;
}

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Has it a syllable: a vowel, or an r between consonants (Krk)? */
static bool has_syllable(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (is_vowel(p[i]) || p[i] == 'y' || (p[i] == 'r' && i > 0 && i + 1 < n)) return true;
    return false;
}

/* Does it end like Jerovc-, which no base does: c behind such a consonant wants its a? */
static bool wants_a(const char *p, size_t n) {
    return n > 2 && p[n - 1] == 'c' && memchr("bdgjkmptv", p[n - 2], 9) != NULL;
}

static bool fits(struct str low, const struct row *r, size_t n) {
    if (low.n < n + 2 || !str_ends(low, (struct str){r->ending, n})) return false;
    if (!has_syllable(low.p, low.n - n)) return false;
    char before = low.p[low.n - n - 1];
    if (r->before == 'o') return before == 'o';
    if (r->before == 'v') return is_vowel(before) || before == 'y';
    if (r->before == 's') return low.n < n + 5 || !str_ends(str_sub(low, 0, low.n - n), STR("sk"));
    return r->before != 'n' || (before && strchr("nbrt", before) != NULL);
}

/* Rules are numbered from `rule`: four for each row and one for a base behind those. */
static unsigned by_rows(struct output *o, const struct row *rows, size_t n, unsigned rule) {
    struct str low = {o->w->low, o->w->n};
    for (size_t i = 0; i < n; i++) {
        size_t ending = rows[i].n;
        if (low.n < ending || low.p[low.n - 1] != rows[i].ending[ending - 1] ||
            !fits(low, &rows[i], ending)) {
            for (const char *p = rows[i].bases; p; p = strchr(p + 1, ' ')) rule++;
            continue;
        }
        struct str rest = str_of(rows[i].bases), base;
        while (str_cut(&rest, ' ', &base)) {
            if (base.p[0] == '-') base.n = 0;
            rule++;
            if (base.n > 0 || o->w->lang != LANG_SR || !wants_a(low.p, low.n - ending))
                add(o, ending, base, rule - 1, false);
        }
    }
    return rule;
}

/* The last letter of low[0 … n) is lj, nj or dž: how many bytes it has. */
static size_t last_letter(const char *low, size_t n) {
    struct str s = {low, n};
    if (str_ends(s, STR("lj")) || str_ends(s, STR("nj"))) return 2;
    if (str_ends(s, STR("dž"))) return 3;
    size_t k = n;
    while (k > 1 && !utf8_border(low[k - 1])) k--;
    return n - k + 1;
}

/* A vowel that falls out before endings: Ibra → Ibar, Lepenca → Lepenac, Albanci → Albanac. */
static unsigned fleeting_a(struct output *o, unsigned rule) {
    static const char endings[][4] = {"a", "u", "om", "em", "e", "i", "ima"};
    struct str low = {o->w->low, o->w->n};
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++, rule++) {
        struct str ending = str_of(endings[k]);
        if (low.n < ending.n + 3 || !str_ends(low, ending)) continue;
        size_t stem = low.n - ending.n, letter = last_letter(low.p, stem);
        if (letter >= stem || (letter == 1 && low.p[stem - 1] == 'j') ||
            is_vowel(low.p[stem - letter]) || is_vowel(low.p[stem - letter - 1]) ||
            low.p[stem - letter] == low.p[stem - letter - 1])
            continue;
        char base[BASE_ADD_MAX] = {'a'};
        memcpy(base + 1, low.p + stem - letter, letter);
        add(o, ending.n + letter, (struct str){base, letter + 1}, rule, false);
    }
    return rule;
}

/* Vučićevom → Vučić, Anina → Ana; prištinski → Priština, mitrovačkoj → Mitrovica. */
static void by_derivation(struct output *o, unsigned rule) {
    struct str low = {o->w->low, o->w->n};
    for (size_t k = 0; k < sizeof derived / sizeof *derived; k++, rule++) {
        struct str kind = str_of(derived[k].ending);
        for (const char *const *tail = adjective; *tail; tail++) {
            struct str ending = str_of(*tail);
            if ((derived[k].place && ending.n == 0) || low.n < ending.n + kind.n + 2 ||
                !str_ends(low, ending) || !str_ends(str_sub(low, 0, low.n - ending.n), kind))
                continue;
            struct str rest = str_of(derived[k].bases), base;
            while (str_cut(&rest, ' ', &base)) {
                if (base.p[0] == '-') base.n = 0;
                add(o, ending.n + kind.n, base, rule, true);
            }
        }
    }
}

static void by_people(struct output *o, unsigned rule) {
    struct str low = {o->w->low, o->w->n};
    for (size_t i = 0; i < sizeof peoples / sizeof *peoples; i++)
        if (str_is(low, peoples[i].form))
            add(o, low.n - 1, str_sub(str_of(peoples[i].base), 1, 9), rule, false);
}

unsigned base_candidates(const struct base_word *w, struct base_candidate out[BASE_CANDIDATES]) {
    struct output o = {w, out, 0};
    add(&o, 0, (struct str){"", 0}, 0, false);
    if (shape_is_acronym(&w->shape) && w->shape.letters <= 3) return o.n;
    if (w->lang == LANG_SR) {
        by_people(&o, 1);
        unsigned rule = by_rows(&o, serbian, sizeof serbian / sizeof *serbian, 2);
        rule = fleeting_a(&o, rule);
        by_derivation(&o, rule);
    } else if (w->lang == LANG_SQ) {
        by_rows(&o, albanian, sizeof albanian / sizeof *albanian, 2);
    }
    return o.n;
}

/* Where in the form as written the last `cut` bytes of its small Latin letters begin. */
static size_t written_cut(const struct base_word *w, size_t cut) {
    size_t at = w->form.n;
    while (cut > 0 && at > 0) {
        char latin[8], low[16];
        struct shape shape;
        size_t end = at;
        utf8_prev(w->form.p, &at);
        struct str letter = {w->form.p + at, end - at};
        if (w->lang == LANG_SR) letter = (struct str){latin, translit_latin(letter, latin)};
        size_t n = lower(letter, low, &shape);
        cut = n < cut ? cut - n : 0;
    }
    return at;
}

size_t base_written(const struct base_word *w, const struct base_candidate *c, char *out) {
    char letters[BASE_ADD_MAX * SCRIPT_SR_GROWTH];
    struct str add = {c->add, c->add_n};
    size_t n = written_cut(w, c->cut), last = w->form.n;
    memcpy(out, w->form.p, n);
    if (w->shape.cyrillic && w->lang == LANG_SR)
        add = (struct str){letters, sr_cyrillic(add, letters)};
    bool large = w->shape.capitals > 1 && is_upper(utf8_prev(w->form.p, &last));
    for (size_t i = 0; i < add.n;) {
        uint32_t letter = utf8_next(add.p, &i);
        n += utf8_put(out + n, large ? (uint32_t)u_toupper((UChar32)letter) : letter);
    }
    return n;
}
