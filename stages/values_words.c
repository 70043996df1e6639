/* SPDX-License-Identifier: MIT */
/* Words of `values`: number words from a table, months and currencies from the lexicon. */
#include "fold.h"
#include "inflect.h"
#include "values.h"

#define EN 1
#define SQ 2
#define SR 4
#define ALL (EN | SQ | SR)
#define THOUSAND 1000u
#define MILLION 1000000u
#define BILLION 1000000000u
#define TRILLION 1000000000000u
#define NUMBER TERM_NUMBER
#define HUNDRED TERM_HUNDRED
#define SCALE TERM_SCALE
#define SINGLE TERM_SINGLE
#define SHORT TERM_SHORT
#define LETTER TERM_LETTER
#define HALF TERM_HALF
#define PERCENT TERM_PERCENT

/* Sorted by key: words as folded. */
/* clang-format off */
static const struct term terms[] = {
    {"b", LETTER, ALL, BILLION}, {"bilion", SCALE, SR, TRILLION},
    {"biliona", SCALE, SR, TRILLION}, {"billion", SCALE, EN, BILLION},
    {"billions", SCALE, EN, BILLION}, {"bln", SHORT, EN, BILLION}, {"bn", SHORT, ALL, BILLION},
    {"cetiri", NUMBER, SR, 4}, {"cetiristo", NUMBER, SR, 400}, {"cetrdeset", NUMBER, SR, 40},
    {"cetrnaest", NUMBER, SR, 14}, {"deset", NUMBER, SR, 10}, {"devedeset", NUMBER, SR, 90},
    {"devet", NUMBER, SR, 9}, {"devetnaest", NUMBER, SR, 19}, {"devetsto", NUMBER, SR, 900},
    {"dhjete", NUMBER, SQ, 10}, {"dva", NUMBER, SR, 2}, {"dvadeset", NUMBER, SR, 20},
    {"dvanaest", NUMBER, SR, 12}, {"dve", NUMBER, SR, 2}, {"dvesta", NUMBER, SR, 200},
    {"dvesto", NUMBER, SR, 200}, {"dvije", NUMBER, SR, 2}, {"dvjesta", NUMBER, SR, 200},
    {"dvjesto", NUMBER, SR, 200}, {"dy", NUMBER, SQ, 2}, {"dymbedhjete", NUMBER, SQ, 12},
    {"dyqind", NUMBER, SQ, 200}, {"dyzet", NUMBER, SQ, 40}, {"eight", NUMBER, EN, 8},
    {"eighteen", NUMBER, EN, 18}, {"eighty", NUMBER, EN, 80}, {"eleven", NUMBER, EN, 11},
    {"fifteen", NUMBER, EN, 15}, {"fifty", NUMBER, EN, 50}, {"five", NUMBER, EN, 5},
    {"forty", NUMBER, EN, 40}, {"four", NUMBER, EN, 4}, {"fourteen", NUMBER, EN, 14},
    {"gjashte", NUMBER, SQ, 6}, {"gjashtedhjete", NUMBER, SQ, 60},
    {"gjashtembedhjete", NUMBER, SQ, 16}, {"gjashteqind", NUMBER, SQ, 600},
    {"gjysem", HALF, SQ, 0}, {"gjysme", HALF, SQ, 0}, {"half", HALF, EN, 0},
    {"hilj", SHORT, SR, THOUSAND}, {"hiljada", SCALE, SR, THOUSAND},
    {"hiljade", SCALE, SR, THOUSAND}, {"hiljadu", SINGLE, SR, THOUSAND},
    {"hundred", HUNDRED, EN, 100}, {"jedan", NUMBER, SR, 1}, {"jedanaest", NUMBER, SR, 11},
    {"jedna", NUMBER, SR, 1}, {"jedno", NUMBER, SR, 1}, {"jednog", NUMBER, SR, 1},
    {"jednoga", NUMBER, SR, 1}, {"jednom", NUMBER, SR, 1}, {"jednu", NUMBER, SR, 1},
    {"k", LETTER, ALL, THOUSAND}, {"kater", NUMBER, SQ, 4}, {"katerdhjete", NUMBER, SQ, 40},
    {"katermbedhjete", NUMBER, SQ, 14}, {"katerqind", NUMBER, SQ, 400},
    {"m", LETTER, ALL, MILLION}, {"mije", SCALE, SQ, THOUSAND}, {"mijera", SCALE, SQ, THOUSAND},
    {"mijesh", SCALE, SQ, THOUSAND}, {"mil", SHORT, ALL, MILLION},
    {"miliard", SCALE, SQ, BILLION}, {"miliarde", SCALE, SQ, BILLION},
    {"miliardesh", SCALE, SQ, BILLION}, {"miliardeve", SCALE, SQ, BILLION},
    {"miliardi", SCALE, SQ, BILLION}, {"miliardin", SCALE, SQ, BILLION},
    {"milijarda", SCALE, SR, BILLION}, {"milijarde", SCALE, SR, BILLION},
    {"milijardi", SCALE, SR, BILLION}, {"milijardu", SINGLE, SR, BILLION},
    {"milijun", SINGLE, SR, MILLION}, {"milijuna", SCALE, SR, MILLION},
    {"milijuni", SCALE, SR, MILLION}, {"milion", SCALE, SQ, MILLION},
    {"milion", SINGLE, SR, MILLION}, {"miliona", SCALE, SR, MILLION},
    {"milione", SCALE, SQ, MILLION}, {"milionesh", SCALE, SQ, MILLION},
    {"milioneve", SCALE, SQ, MILLION}, {"milioni", SCALE, SQ | SR, MILLION},
    {"milionin", SCALE, SQ, MILLION}, {"million", SCALE, EN, MILLION},
    {"millions", SCALE, EN, MILLION}, {"mio", SHORT, ALL, MILLION}, {"mld", SHORT, SQ, BILLION},
    {"mln", SHORT, ALL, MILLION}, {"mlrd", SHORT, ALL, BILLION}, {"mn", SHORT, ALL, MILLION},
    {"nente", NUMBER, SQ, 9}, {"nentedhjete", NUMBER, SQ, 90}, {"nentembedhjete", NUMBER, SQ, 19},
    {"nenteqind", NUMBER, SQ, 900}, {"nine", NUMBER, EN, 9}, {"nineteen", NUMBER, EN, 19},
    {"ninety", NUMBER, EN, 90}, {"nje", NUMBER, SQ, 1}, {"njembedhjete", NUMBER, SQ, 11},
    {"njemije", NUMBER, SQ, THOUSAND}, {"njeqind", NUMBER, SQ, 100}, {"njezet", NUMBER, SQ, 20},
    {"nula", NUMBER, SR, 0}, {"odsto", PERCENT, SR, 0}, {"one", NUMBER, EN, 1},
    {"osam", NUMBER, SR, 8}, {"osamdeset", NUMBER, SR, 80}, {"osamnaest", NUMBER, SR, 18},
    {"osamsto", NUMBER, SR, 800}, {"pct", PERCENT, EN, 0}, {"pedeset", NUMBER, SR, 50},
    {"percent", PERCENT, EN, 0}, {"perqind", PERCENT, SQ, 0}, {"pese", NUMBER, SQ, 5},
    {"pesedhjete", NUMBER, SQ, 50}, {"pesembedhjete", NUMBER, SQ, 15},
    {"peseqind", NUMBER, SQ, 500}, {"pet", NUMBER, SR, 5}, {"petnaest", NUMBER, SR, 15},
    {"petsto", NUMBER, SR, 500}, {"pola", HALF, SR, 0}, {"posto", PERCENT, SR, 0},
    {"procenat", PERCENT, SR, 0}, {"procenata", PERCENT, SR, 0}, {"procent", PERCENT, SR, 0},
    {"procenta", PERCENT, SR, 0}, {"procenti", PERCENT, SR, 0}, {"qind", HUNDRED, SQ, 100},
    {"sedam", NUMBER, SR, 7}, {"sedamdeset", NUMBER, SR, 70}, {"sedamnaest", NUMBER, SR, 17},
    {"sedamsto", NUMBER, SR, 700}, {"sesnaest", NUMBER, SR, 16}, {"sest", NUMBER, SR, 6},
    {"sestdeset", NUMBER, SR, 60}, {"sesto", NUMBER, SR, 600}, {"seststo", NUMBER, SR, 600},
    {"seven", NUMBER, EN, 7}, {"seventeen", NUMBER, EN, 17}, {"seventy", NUMBER, EN, 70},
    {"sezdeset", NUMBER, SR, 60}, {"shtate", NUMBER, SQ, 7}, {"shtatedhjete", NUMBER, SQ, 70},
    {"shtatembedhjete", NUMBER, SQ, 17}, {"shtateqind", NUMBER, SQ, 700}, {"six", NUMBER, EN, 6},
    {"sixteen", NUMBER, EN, 16}, {"sixty", NUMBER, EN, 60}, {"sto", NUMBER, SR, 100},
    {"stotinu", NUMBER, SR, 100}, {"t", LETTER, EN, TRILLION}, {"ten", NUMBER, EN, 10},
    {"tete", NUMBER, SQ, 8}, {"tetedhjete", NUMBER, SQ, 80}, {"tetembedhjete", NUMBER, SQ, 18},
    {"teteqind", NUMBER, SQ, 800}, {"thirteen", NUMBER, EN, 13}, {"thirty", NUMBER, EN, 30},
    {"thousand", SCALE, EN, THOUSAND}, {"three", NUMBER, EN, 3}, {"tisuca", SCALE, SR, THOUSAND},
    {"tisuce", SCALE, SR, THOUSAND}, {"tisucu", SINGLE, SR, THOUSAND},
    {"tn", SHORT, EN, TRILLION}, {"tre", NUMBER, SQ, 3}, {"trembedhjete", NUMBER, SQ, 13},
    {"treqind", NUMBER, SQ, 300}, {"tri", NUMBER, SQ | SR, 3}, {"trideset", NUMBER, SR, 30},
    {"tridhjete", NUMBER, SQ, 30}, {"trilion", SCALE, SQ, TRILLION},
    {"trilione", SCALE, SQ, TRILLION}, {"trillion", SCALE, EN, TRILLION},
    {"trillions", SCALE, EN, TRILLION}, {"trinaest", NUMBER, SR, 13}, {"trista", NUMBER, SR, 300},
    {"tristo", NUMBER, SR, 300}, {"trn", SHORT, EN, TRILLION}, {"twelve", NUMBER, EN, 12},
    {"twenty", NUMBER, EN, 20}, {"two", NUMBER, EN, 2}, {"zero", NUMBER, EN | SQ, 0},
};
/* clang-format on */
enum { TERMS = sizeof terms / sizeof *terms };

static unsigned lang_bit(enum lang lang) {
    switch (lang) {
    case LANG_EN: return EN;
    case LANG_SQ: return SQ;
    case LANG_SR: return SR;
    default: return ALL;
    }
}

static int compare(const struct word *w, const char *key) {
    size_t i = 0;
    while (i < w->n && w->key[i] == key[i]) i++;
    return (i < w->n ? (unsigned char)w->key[i] : 0) - (unsigned char)key[i];
}

const struct term *values_term(const struct scan *s, const struct word *w) {
    unsigned lo = 0, hi = TERMS, bit = lang_bit(s->lang);
    while (lo < hi) {
        unsigned mid = lo + (hi - lo) / 2;
        if (compare(w, terms[mid].key) > 0) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < TERMS && compare(w, terms[lo].key) == 0; lo++)
        if (terms[lo].langs & bit) return &terms[lo];
    return NULL;
}

void values_prepare(struct values_state *state) {
    const struct lexicon *l = state->lexicon;
    for (unsigned i = 0; i < TERMS; i++)
        if (terms[i].kind <= TERM_SINGLE || terms[i].kind == TERM_HALF)
            state->prefix[values_prefix(terms[i].key, strlen(terms[i].key))] |= PREFIX_NUMBER;
    for (uint32_t i = 0; i < l->n_values; i++) {
        if (l->values[i] >= l->n_forms) continue;
        const struct lexicon_form *f = &l->forms[l->values[i]];
        uint32_t kind = lexicon_entry(l, f)->kind;
        struct str text = lexicon_str(l, f->text, f->text_n);
        bool code = kind == LEX_CURRENCY && (f->flags & LEX_ACRONYM);
        text.n = str_find(text, STR(" "));
        state->prefix[values_prefix(text.p, text.n)] |=
            (uint8_t)(kind == LEX_MONTH ? PREFIX_MONTH
                                        : PREFIX_CURRENCY | (code ? PREFIX_CODE : 0));
    }
}

/* ---- months */

static unsigned month_number(const struct lexicon *l, const struct lexicon_form *f) {
    const struct lexicon_entry *e = lexicon_entry(l, f);
    if (e->kind != LEX_MONTH || e->subtype_n != 2) return 0;
    const char *digits = lexicon_str(l, e->subtype, 2).p;
    unsigned v = (unsigned)(digits[0] - '0') * 10 + (unsigned)(digits[1] - '0');
    return v <= 12 ? v : 0;
}

/* The month that a key names in `lang`, or, with `foreign`, in any. */
static bool month_of(const struct lexicon *l, struct str key, enum lang lang, bool foreign,
                     struct month *m) {
    const struct lexicon_slot *slot = lexicon_find(l, key);
    bool found = false;
    for (uint32_t i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        unsigned number = month_number(l, f);
        if (number == 0 || (f->lang != lang && (!foreign || found))) continue;
        m->number = number;
        m->lang = (enum lang)f->lang;
        found = true;
        if (f->lang == lang) return true;
    }
    return found;
}

/* Months are masculine: septembra, septembru, septembrom; shtatorit, majin, korriku. Other endings
 * would make maja of Albanian maja (peak) and marta of Martin. Gives the ending's length, or 0. */
static size_t masculine(enum lang lang, struct str word) {
    static const char sq[6][3] = {"i", "u", "it", "in", "ut", "un"},
                      sr[6][3] = {"a", "u", "om", "em", "-", "-"};
    for (size_t k = 0; k < 6; k++) {
        const char *ending = lang == LANG_SQ ? sq[k] : sr[k];
        size_t n = ending[1] ? 2 : 1;
        if (word.n > n + 1 && word.p[word.n - n] == ending[0] &&
            (n == 1 || word.p[word.n - 1] == ending[1]))
            return n;
    }
    return 0;
}

/* jan, sept; in English jun and jul as well */
static bool is_short(struct str key, enum lang lang) {
    static const char words[] = " jan feb mar apr aug avg sep sept oct okt nov dec shk pri qer kor "
                                "gus gush sht tet nen dhj jun jul ";
    size_t n = sizeof words - 1 - (lang == LANG_EN ? 0 : 8);
    struct str list = {words, n};
    for (size_t at; key.n >= 3 && (at = str_find(list, key)) < list.n;
         list = str_sub(list, at + 1, list.n))
        if (at > 0 && list.p[at - 1] == ' ' && list.p[at + key.n] == ' ') return true;
    return false;
}

static bool inflected_month(const struct lexicon *l, const struct word *w, enum lang lang,
                            struct month *m) {
    struct inflected out[INFLECT_MAX];
    char base[WORD_KEY + INFLECT_ADD];
    struct str key = {w->key, w->n};
    size_t ending = masculine(lang, key);
    unsigned n = ending ? inflect(lang, key, out) : 0;
    for (unsigned i = 0; i < n; i++) {
        bool plain = out[i].add_n == 0 && out[i].cut == ending;
        bool fleeting = lang == LANG_SR && out[i].add_n == 2 &&
                        out[i].cut == ending + 1; /* septembra */
        if (!plain && !fleeting) continue;
        struct str stem = inflect_base(key, &out[i], base);
        if (!is_short(stem, lang) && month_of(l, stem, lang, false, m))
            return true; /* neni is not of nën. */
    }
    return false;
}

bool values_month(const struct scan *s, size_t at, bool foreign, struct month *m) {
    const struct lexicon *l = s->state->lexicon;
    struct word *w = &m->word;
    bool ours = s->lang == LANG_EN || s->lang == LANG_SQ || s->lang == LANG_SR;
    size_t end = values_letters(s, at);
    if (end - at < 3 || end - at > WORD_BYTES) return false;
    if (!(s->state->prefix[values_prefix(s->p + at, end - at)] & PREFIX_MONTH)) return false;
    if (!values_word(s, at, w)) return false;
    struct str key = {w->key, w->n};
    bool found = month_of(l, key, s->lang, foreign || !ours, m);
    if (!found && (s->lang == LANG_SR || foreign || !ours))
        found = inflected_month(l, w, LANG_SR, m);
    if (!found && (s->lang == LANG_SQ || foreign || !ours))
        found = inflected_month(l, w, LANG_SQ, m);
    if (!found) return false;
    m->begin = at;
    m->end = end;
    m->capital = values_capital(s, w);
    m->shortened = is_short(key, m->lang);
    if (!m->shortened) return true;
    bool dot = values_at(s, end) == '.';
    m->end += dot;
    return dot || (m->lang == LANG_EN && m->capital);
}

/* ---- currencies */

static bool sign(const struct scan *s, size_t at, struct currency *c) {
    static const struct {
        char sign[5], code[4];
    } signs[] = {{"€", "EUR"}, {"$", "USD"},   {"£", "GBP"},
                 {"¥", "JPY"}, {"₽", "RUB"}, {"₺", "TRY"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i].sign);
        if (s->n - at < n || memcmp(s->p + at, signs[i].sign, n) != 0) continue;
        *c = (struct currency){.end = at + n};
        memcpy(c->code, signs[i].code, sizeof c->code);
        return true;
    }
    return false;
}

static bool all_capitals(const struct scan *s, const struct word *w) {
    for (size_t i = w->begin; i < w->end; i++)
        if (s->p[i] >= 'a' && s->p[i] <= 'z') return false;
    return true;
}

/* The currency that a key names; a code counts in every language, but in capitals only. */
static bool currency_of(const struct scan *s, struct str key, const struct word *w,
                        struct currency *c, bool *longer) {
    const struct lexicon *l = s->state->lexicon;
    const struct lexicon_slot *slot = lexicon_find(l, key);
    bool ours = s->lang == LANG_EN || s->lang == LANG_SQ || s->lang == LANG_SR;
    *longer = slot && slot->next;
    for (uint32_t i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        const struct lexicon_entry *e = lexicon_entry(l, f);
        bool acronym = f->flags & LEX_ACRONYM;
        if (e->kind != LEX_CURRENCY || e->subtype_n != 3) continue;
        if (acronym ? !all_capitals(s, w) : ours && f->lang != s->lang) continue;
        struct str code = lexicon_str(l, e->subtype, 3);
        if (code.n != 3) continue;
        memcpy(c->code, code.p, 3);
        c->code[3] = '\0';
        c->end = w->end;
        c->acronym = acronym;
        return true;
    }
    return false;
}

static bool inflected_currency(const struct scan *s, const struct word *w, struct currency *c) {
    struct inflected out[INFLECT_MAX];
    char base[WORD_KEY + INFLECT_ADD];
    struct str key = {w->key, w->n};
    unsigned n = inflect(s->lang, key, out);
    bool longer;
    for (unsigned i = 0; i < n; i++)
        if (currency_of(s, inflect_base(key, &out[i], base), w, c, &longer) && !c->acronym)
            return true;
    return false;
}

bool values_currency(const struct scan *s, size_t at, struct currency *c) {
    char key[3 * (WORD_KEY + 1)];
    size_t n = 0;
    bool found = false, longer = true;
    struct word w;
    if (at >= s->n) return false;
    if (sign(s, at, c)) return true;
    *c = (struct currency){.end = at};
    for (unsigned words = 0; words < 3 && longer && values_word(s, at, &w); words++) {
        if (words == 0 &&
            !(s->state->prefix[values_prefix(s->p + at, w.end - at)] & PREFIX_CURRENCY)) {
            /* U.S. dollars: the lexicon has "us dollars" */
            if (s->n - at < 5 || memcmp(s->p + at, "U.S. ", 5) != 0) return false;
            memcpy(w.key, "us", 2);
            w.n = 2, w.end = at + 4;
        }
        if (words) key[n++] = ' ';
        memcpy(key + n, w.key, w.n);
        n += w.n;
        if (currency_of(s, (struct str){key, n}, &w, c, &longer))
            found = true, c->phrase = words > 0;
        else if (words == 0) found = inflected_currency(s, &w, c);
        at = values_gap(s, w.end);
        if (at == w.end) break;
    }
    char next = values_at(s, values_gap(s, c->end));
    bool headline = next >= 'A' && next <= 'Z' &&
                    (strcmp(c->code, "ALL") == 0 || strcmp(c->code, "TRY") == 0);
    return found && !(c->acronym && headline); /* 2015 ALL RIGHTS RESERVED */
}
