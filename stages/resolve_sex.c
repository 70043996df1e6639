/* SPDX-License-Identifier: MIT */
/* Titles, given names and participles: what tells two bearers of one surname apart. */
#include "inflect.h"
#include "resolve.h"

static const struct lexicon_entry *entry_of(const struct resolve *r, struct str key,
                                            enum lexicon_kind kind, enum lang lang) {
    const struct lexicon_slot *slot = lexicon_find(r->lexicon, key);
    for (unsigned i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_form *f = &r->lexicon->forms[slot->form + i];
        const struct lexicon_entry *e = lexicon_entry(r->lexicon, f);
        if (e->kind == (uint32_t)kind && (kind == LEX_GIVEN || f->lang == (uint8_t)lang)) return e;
    }
    return NULL;
}

bool resolve_is_given(const struct resolve *r, struct str key) {
    return entry_of(r, key, LEX_GIVEN, LANG_UND) != NULL;
}

/* The base form of a title, in `buf`; empty where the word is none. */
static struct str title_of(const struct resolve *r, const struct word *w, char buf[TITLE_ROOM]) {
    struct inflected forms[INFLECT_MAX];
    if (w->key.n + INFLECT_ADD > TITLE_ROOM) return STR("");
    if (entry_of(r, w->key, LEX_TITLE, w->lang)) {
        memcpy(buf, w->key.p, w->key.n);
        return (struct str){buf, w->key.n};
    }
    unsigned n = inflect(w->lang, w->key, forms);
    for (unsigned i = 0; i < n; i++) {
        struct str base = inflect_base(w->key, &forms[i], buf);
        if (entry_of(r, base, LEX_TITLE, w->lang)) return base;
    }
    return STR("");
}

struct str resolve_title(const struct resolve *r, uint32_t first, char buf[TITLE_ROOM]) {
    uint8_t gap = r->words->list.v[first].gap;
    if (first == 0 || (gap != GAP_SPACE && gap != GAP_DOT)) return STR("");
    return title_of(r, &r->words->list.v[first - 1], buf);
}

struct str resolve_apposition(const struct resolve *r, uint32_t last, char buf[TITLE_ROOM]) {
    enum { MOST = 5 };
    struct str title = STR("");
    char own[TITLE_ROOM];
    for (uint32_t i = last + 1; i < r->words->list.n && i <= last + MOST; i++) {
        const struct word *w = &r->words->list.v[i];
        if (w->shape != SHAPE_LOWER || w->gap != (i == last + 1 ? GAP_COMMA : GAP_SPACE)) break;
        struct str x = title_of(r, w, own);
        if (x.n) title = (struct str){memcpy(buf, x.p, x.n), x.n};
    }
    return title;
}

static const char *const men[] = {
    "mr",         "sir",        "lord",      "king",       "prince",    "father",
    "brother",    "z",          "zoti",      "zoteri",     "g",         "gospodin",
    "vodja",      "sudija",     "vojvoda",   "vladika",    "patrijarh", "aktivista",
    "ekonomista", "publicista", "arhitekta", "kolumnista", "hodza",     "muftija",
    "efendija",   "baba",       "pasha",     "papa",       "hoxha",     NULL};
static const char *const women[] = {"mrs",    "ms",     "miss",     "lady", "queen",  "princess",
                                    "sister", "mother", "actress",  "znj",  "zonja",  "zonje",
                                    "znjsh",  "motra",  "nene",     "nena", "gruaja", "vajza",
                                    "gdja",   "gdjica", "sutkinja", NULL};

bool resolve_is_address(struct str title) {
    static const char *const words[] = {
        "mr",       "mrs",    "ms",         "miss",  "sir",      "z", "zoti",     "zoteri",
        "znj",      "zonja",  "zonje",      "znjsh", "zonjusha", "g", "gospodin", "gdja",
        "gospodja", "gdjica", "gospodjica", "dr",    "prof",     NULL};
    return str_in(title, words);
}

enum sex resolve_title_sex(struct str title, enum lang lang) {
    if (title.n == 0) return SEX_UNKNOWN;
    if (str_in(title, men)) return SEX_MAN;
    if (str_in(title, women) || str_ends(title, STR("woman"))) return SEX_WOMAN;
    char last = title.p[title.n - 1];
    if (lang == LANG_SR)
        return last == 'a'                                    ? SEX_WOMAN
               : str_is(title, "dr") || str_is(title, "prof") ? SEX_UNKNOWN
                                                              : SEX_MAN;
    if (lang == LANG_SQ)
        return str_ends(title, STR("ja")) || str_ends(title, STR("sha")) ? SEX_WOMAN
               : last == 'i' || last == 'u'                              ? SEX_MAN
                                                                         : SEX_UNKNOWN;
    return str_ends(title, STR("man")) ? SEX_MAN : SEX_UNKNOWN;
}

/* What the lexicon has for a given name, or for a base form that it has. */
static const struct lexicon_entry *given_entry(const struct resolve *r, const struct word *w) {
    struct inflected forms[INFLECT_MAX];
    char buf[TITLE_ROOM];
    const struct lexicon_entry *e = entry_of(r, w->key, LEX_GIVEN, w->lang);
    if (e || w->key.n + INFLECT_ADD > sizeof buf) return e;
    unsigned n = inflect(w->lang, w->key, forms);
    for (unsigned i = 0; e == NULL && i < n; i++)
        e = entry_of(r, inflect_base(w->key, &forms[i], buf), LEX_GIVEN, w->lang);
    return e;
}

static enum sex given_sex(const struct resolve *r, uint32_t word) {
    const struct word *w = &r->words->list.v[word];
    const struct lexicon_entry *e = given_entry(r, w);
    struct str sex = e ? lexicon_str(r->lexicon, e->subtype, e->subtype_n) : STR("");
    if (str_is(sex, "m")) return SEX_MAN;
    if (str_is(sex, "f")) return SEX_WOMAN;
    if (e || w->key.n < 3 || (w->lang != LANG_SR && w->lang != LANG_SQ)) return SEX_UNKNOWN;
    char last = w->key.p[w->key.n - 1];
    if (last == 'a') return SEX_WOMAN;
    if (last == 'e') return w->lang == LANG_SQ ? SEX_WOMAN : SEX_UNKNOWN;
    return last == 'u' && w->lang == LANG_SR ? SEX_UNKNOWN : SEX_MAN;
}

/* Declined as only those of men are: Popadića, Popadićem. */
static bool is_declined(const struct word *surname) {
    static const char *const endings[] = {"ica", "icu", "icem", NULL};
    for (const char *const *e = endings; surname->lang == LANG_SR && *e; e++)
        if (str_ends(surname->key, str_of(*e))) return true;
    return false;
}

enum sex resolve_name_sex(const struct resolve *r, uint32_t given, uint32_t surname) {
    if (is_declined(&r->words->list.v[surname])) return SEX_MAN;
    return given_sex(r, given);
}

/* The auxiliaries between a name and its participle. */
static bool is_auxiliary(struct str key) {
    static const char *const words[] = {"je", "nije", "bi", NULL};
    return str_in(key, words);
}

static enum sex participle(const struct word *w) {
    if (w->shape != SHAPE_LOWER || w->key.n < 4) return SEX_UNKNOWN;
    if (str_ends(w->key, STR("la"))) return SEX_WOMAN;
    char before = w->key.p[w->key.n - 2];
    return w->key.p[w->key.n - 1] == 'o' && memchr("aeiu", before, 4) ? SEX_MAN : SEX_UNKNOWN;
}

enum sex resolve_verb_sex(const struct resolve *r, uint32_t first, uint32_t last) {
    const struct word *v = r->words->list.v;
    uint32_t n = r->words->list.n;
    if (v[first].lang != LANG_SR) return SEX_UNKNOWN;
    if (last + 2 < n && v[last + 1].gap == GAP_SPACE && is_auxiliary(v[last + 1].key) &&
        v[last + 2].gap == GAP_SPACE)
        return participle(&v[last + 2]);
    if (first > 1 && v[first].gap == GAP_SPACE && is_auxiliary(v[first - 1].key) &&
        v[first - 1].gap == GAP_SPACE)
        return participle(&v[first - 2]);
    return SEX_UNKNOWN;
}
