/* SPDX-License-Identifier: MIT */
/* Persons that no row has. What tells them: a given name before a capital (Fitim Lladrovci, J. D.
 * Vance), a title before capitals (ministar Petar Petrović), a surname's ending behind a capital. */
#include "names.h"

/* Endings that surnames of the region have, in base form and with the case endings that follow. */
static bool like_surname(const struct word *w) {
    static const struct {
        uint8_t n;
        char letters[7];
    } endings[] = {{4, "ovic"},  {4, "evic"},  {3, "vic"},   {3, "nic"},    {3, "cic"},
                   {3, "sic"},   {3, "kic"},   {3, "lic"},   {3, "dic"},    {3, "tic"},
                   {3, "ric"},   {3, "viq"},   {4, "iciq"},  {4, "viqi"},   {5, "ovica"},
                   {5, "evica"}, {5, "ovicu"}, {5, "evicu"}, {6, "ovicem"}, {6, "evicem"},
                   {5, "viqit"}, {5, "viqin"}, {5, "ovski"}, {5, "evski"},  {3, "ska"},
                   {2, "aj"},    {3, "ajt"},   {3, "ajn"},   {4, "ajit"},   {4, "ajin"},
                   {3, "aja"},   {3, "aju"},   {4, "ajem"},  {4, "oglu"}};
    struct str key = w->key;
    char last = key.n ? key.p[key.n - 1] : '\0';
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = endings[i].n;
        if (last == endings[i].letters[n - 1] && key.n >= n + 2 &&
            memcmp(key.p + key.n - n, endings[i].letters, n) == 0)
            return true;
    }
    return false;
}

static bool is_particle(struct str key) {
    static const char *const words[] = {"de",  "der", "den", "von", "van",   "al", "el",
                                        "bin", "da",  "di",  "del", "della", "la", "le",
                                        "dos", "ibn", "abu", "ben", NULL};
    return str_in(key, words);
}

bool names_is_function(struct str key) {
    static const char *const words[] = {
        "a",     "according", "after",   "ai",       "ajo",   "ali",    "although", "an",
        "and",   "are",       "as",      "at",       "ata",   "before", "but",      "by",
        "da",    "dhe",       "edhe",    "for",      "from",  "has",    "he",       "her",
        "his",   "how",       "however", "i",        "if",    "in",     "is",       "it",
        "its",   "iz",        "je",      "kada",     "kako",  "keto",   "kjo",      "kur",
        "ky",    "many",      "me",      "medjutim", "most",  "na",     "nakon",    "ne",
        "nga",   "no",        "not",     "nuk",      "o",     "od",     "of",       "on",
        "ona",   "one",       "oni",     "or",       "our",   "ova",    "ovaj",     "ovo",
        "pas",   "per",       "por",     "posle",    "prema", "sa",     "said",     "says",
        "she",   "si",        "since",   "sipas",    "some",  "su",     "ta",       "taj",
        "te",    "that",      "the",     "their",    "there", "these",  "they",     "this",
        "those", "to",        "tokom",   "told",     "two",   "u",      "was",      "we",
        "were",  "what",      "when",    "where",    "while", "who",    "why",      "will",
        "with",  "yes",       "you",     "za"}; /* sorted */
    return str_among(key, words, sizeof words / sizeof *words);
}

/* May word i be inside a person's name? */
static bool may_be_name(const struct names *n, uint32_t i) {
    const struct word *w = &n->words->list.v[i];
    if (!word_is_capital(w) || w->letters < 2) return false;
    if (w->shape == SHAPE_UPPER && w->sentence != UINT32_MAX && !n->words->shouting[w->sentence])
        return w->letters > 3 && has_tag(n, i, TAG_SURNAME | TAG_GIVEN);
    if (has_tag(n, i, TAG_FUNCTION)) return false;
    return !has_tag(n, i, TAG_NORP | TAG_MONTH) || has_tag(n, i, TAG_GIVEN | TAG_SURNAME);
}

static bool is_initial(const struct word *w) {
    return w->letters == 1 && w->shape == SHAPE_TITLE;
}

/* An institution, a place: what stands behind a given name only by chance. */
static bool is_other(const struct names *n, uint32_t i) {
    return has_tag(n, i, TAG_ORG | TAG_MISC | TAG_NORP) ||
           (has_tag(n, i, TAG_LOC) && has_tag(n, i, TAG_STRONG) &&
            !has_tag(n, i, TAG_SURNAME | TAG_GIVEN)) ||
           has_tag(n, i,
                   TAG_ORG_FIRST | TAG_ORG_LAST | TAG_TITLE | TAG_LOC_LAST | TAG_EVENT_LAST |
                       TAG_LAW_LAST);
}

static bool in_headline(const struct names *n, uint32_t i) {
    uint32_t s = n->words->list.v[i].sentence;
    return s != UINT32_MAX && (n->words->titled[s] || n->words->shouting[s]);
}

/* The last word of a surname that begins at i: hyphens (Osmani-Sadriu), particles, a second surname. */
static uint32_t surname_end(const struct names *n, uint32_t i) {
    const struct words *w = n->words;
    for (unsigned parts = 1; parts < NAMES_WORDS && i + 1 < w->list.n; parts++, i++)
        if (w->list.v[i + 1].gap != GAP_HYPHEN || !word_is_capital(&w->list.v[i + 1])) break;
    uint32_t next = i + 1;
    if (next < w->list.n && w->list.v[next].gap == GAP_SPACE && may_be_name(n, next) &&
        !is_other(n, next) && !has_tag(n, next, TAG_TITLE)) {
        bool surname = has_tag(n, next, TAG_SURNAME) || like_surname(&w->list.v[next]);
        bool titled = w->list.v[i].sentence != UINT32_MAX && w->titled[w->list.v[i].sentence];
        if (surname && !titled) return next;
    }
    return i;
}

/* The name that begins at given name i; its last word, or i when no surname follows. */
static uint32_t person_end(const struct names *n, uint32_t i) {
    const struct words *w = n->words;
    uint32_t k = i + 1;
    while (k < w->list.n && k < i + 4 && w->list.v[k].gap == GAP_HYPHEN &&
           word_is_capital(&w->list.v[k]))
        k++;
    if (k < w->list.n && w->list.v[k].gap == GAP_SPACE && has_tag(n, k, TAG_GIVEN) &&
        k + 1 < w->list.n && names_joined(w, k + 1) && may_be_name(n, k + 1) &&
        !is_other(n, k + 1) && !w->list.v[k + 1].first && !in_headline(n, k + 1))
        k++;
    while (k < w->list.n && k < i + 5 && names_joined(w, k) && is_initial(&w->list.v[k])) k++;
    while (k + 1 < w->list.n && names_joined(w, k) && is_particle(w->list.v[k].key) && k < i + 4)
        k++;
    if (k >= w->list.n || !names_joined(w, k) || !may_be_name(n, k) || is_other(n, k)) return i;
    return surname_end(n, k);
}

static void by_given_name(struct names *n) {
    const struct words *w = n->words;
    for (uint32_t i = 0; i < w->list.n; i++) {
        bool initials = is_initial(&w->list.v[i]) && i + 1 < w->list.n &&
                        w->list.v[i + 1].gap == GAP_DOT;
        bool given = has_tag(n, i, TAG_GIVEN) && may_be_name(n, i);
        if (initials) { /* A. Kurti, J. D. Vance */
            uint32_t k = i + 1;
            while (k < w->list.n && k < i + 4 && w->list.v[k].gap == GAP_DOT &&
                   is_initial(&w->list.v[k]))
                k++;
            bool name = k < w->list.n && w->list.v[k].gap == GAP_DOT && may_be_name(n, k) &&
                        !is_other(n, k);
            if (!name || !(has_tag(n, k, TAG_SURNAME) || like_surname(&w->list.v[k]) || k > i + 1 ||
                           has_tag(n, k, TAG_PER)))
                continue;
            uint32_t last = surname_end(n, k);
            names_add(n, i, last, TYPE_PER, "", 780, "initial");
            i = last;
        } else if (given) {
            uint32_t last = person_end(n, i);
            if (last == i) continue;
            bool sure = has_tag(n, last, TAG_SURNAME) || like_surname(&w->list.v[last]) ||
                        !w->list.v[i].first;
            bool titled = w->list.v[i].sentence != UINT32_MAX && w->titled[w->list.v[i].sentence];
            names_add(n, i, last, TYPE_PER, "", sure && !titled ? 860 : 760, "given");
            i = last;
        }
    }
}

static void by_title(struct names *n) {
    const struct words *w = n->words;
    for (uint32_t i = 1; i < w->list.n; i++) {
        const struct word *t = &w->list.v[i - 1];
        if (t->sentence != UINT32_MAX && w->shouting[t->sentence]) continue;
        if (!has_tag(n, i - 1, TAG_TITLE) || !names_joined(w, i) || w->list.v[i].gap == GAP_HYPHEN)
            continue;
        if (!may_be_name(n, i) || is_other(n, i) || has_tag(n, i, TAG_LOC)) continue;
        uint32_t last = i;
        bool titled = w->list.v[i].sentence != UINT32_MAX && w->titled[w->list.v[i].sentence];
        while (last + 1 < w->list.n && last < i + 2 && names_joined(w, last + 1) &&
               may_be_name(n, last + 1) && !is_other(n, last + 1) && !titled)
            last++;
        if (has_tag(n, i, TAG_GIVEN) && last > i) continue; /* found already */
        bool known = has_tag(n, last, TAG_SURNAME | TAG_PER) || like_surname(&w->list.v[last]);
        names_add(n, i, last, TYPE_PER, "", known ? 800 : last > i ? 740 : 620, "title");
    }
}

static void by_surname(struct names *n) {
    const struct words *w = n->words;
    for (uint32_t i = 1; i < w->list.n; i++) {
        const struct word *a = &w->list.v[i - 1], *b = &w->list.v[i];
        if (b->gap != GAP_SPACE || !may_be_name(n, i) || !may_be_name(n, i - 1) ||
            has_tag(n, i - 1, TAG_GIVEN | TAG_TITLE))
            continue;
        if (is_other(n, i) || is_other(n, i - 1) || has_tag(n, i - 1, TAG_LOC | TAG_PER)) continue;
        bool ending = like_surname(b), row = has_tag(n, i, TAG_SURNAME);
        if (!ending && !row) continue;
        if (a->shape != SHAPE_TITLE || (a->first && !(ending && row)) ||
            (w->titled[a->sentence] && !ending))
            continue;
        names_add(n, i - 1, surname_end(n, i), TYPE_PER, "", ending && row ? 800 : 680,
                  "surname-form");
    }
}

static bool is_speech(struct str key) {
    static const char *const words[] = {
        "said",    "says",      "told",   "added",  "wrote",   "argued",  "asked",
        "noted",   "explained", "warned", "tha",    "thote",   "shtoi",   "deklaroi",
        "rekao",   "rekla",     "kaze",   "kazao",  "kazala",  "dodao",   "dodala",
        "izjavio", "izjavila",  "naveo",  "navela", "istakao", "istakla", NULL};
    return str_in(key, words);
}

/* Is there a word of speech beside words [first, last], or an age behind them (…, 28,)? */
static bool has_cue(const struct words *w, uint32_t first, uint32_t last) {
    if (first > 0 && w->list.v[first].gap == GAP_SPACE && is_speech(w->list.v[first - 1].key))
        return true;
    if (last + 1 >= w->list.n) return false;
    const struct word *after = &w->list.v[last + 1];
    if (after->gap == GAP_SPACE && is_speech(after->key)) return true;
    return after->gap == GAP_COMMA && after->shape == SHAPE_NUMBER && after->key.n == 2;
}

/* Two capitals that nothing else claims: in Serbian and Albanian, where institutions and titles of
 * works go on in small letters, mostly a person; in English only beside a word of speech or an age. */
static void by_capitals(struct names *n) {
    const struct words *w = n->words;
    uint32_t known = TAG_PER | TAG_LOC | TAG_ORG | TAG_MISC | TAG_TITLE | TAG_IN_TITLE | TAG_GIVEN |
                     TAG_MONTH;
    for (uint32_t i = 0; i + 1 < w->list.n; i++) {
        const struct word *a = &w->list.v[i], *b = a + 1;
        if (a->shape != SHAPE_TITLE || b->shape != SHAPE_TITLE || b->gap != GAP_SPACE) continue;
        if (a->letters < 3 || b->letters < 3 || !may_be_name(n, i) || !may_be_name(n, i + 1))
            continue;
        if (has_tag(n, i, known) || has_tag(n, i + 1, known) || is_other(n, i) ||
            is_other(n, i + 1))
            continue;
        bool alone = (i == 0 || !names_joined(w, i) || !word_is_capital(a - 1)) &&
                     (i + 2 >= w->list.n || !names_joined(w, i + 2) || !word_is_capital(b + 1));
        bool cue = has_cue(w, i, i + 1);
        bool slavic = (a->lang == LANG_SR || a->lang == LANG_SQ) && !a->first;
        if (!alone || in_headline(n, i) || (!cue && !slavic)) continue;
        names_add(n, i, i + 1, TYPE_PER, "", cue ? 700 : 600, "capitals");
    }
}

void names_persons(struct names *n) {
    by_given_name(n);
    by_title(n);
    by_surname(n);
    by_capitals(n);
}
