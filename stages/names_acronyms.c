/* SPDX-License-Identifier: MIT */
/* Names told by capitals: what an acronym in brackets spells out, as in … Security Studies (KCSS), or
 * what in brackets spells out an acronym; ships behind USS and the like. */
#include "names.h"

enum { ACRONYM_MOST = 8, SPELLED_MOST = 14 };

static const struct word *word_at(const struct names *n, uint32_t i) {
    return &n->words->list.v[i];
}

static bool is_acronym(const struct word *w) {
    return (w->shape == SHAPE_UPPER || w->shape == SHAPE_MIXED) && w->letters >= 2 &&
           w->letters <= ACRONYM_MOST;
}

/* How many letters of the acronym the word stands for where it is the one that ends with letter
 * `letter`: 1 for its initial, 2 where that is written with two (SHBR: Shoqata …), 0: it is not. */
static size_t initials(const struct word *w, struct str acronym, size_t letter) {
    if (letter > 1 && key_initial(w->key) == 2 && memcmp(w->key.p, acronym.p + letter - 2, 2) == 0)
        return 2;
    return w->key.n && w->key.p[0] == acronym.p[letter - 1] ? 1 : 0;
}

static bool is_joint(const struct word *w) {
    return w->gap == GAP_SPACE || w->gap == GAP_HYPHEN || w->gap == GAP_SLASH || w->gap == GAP_AND;
}

/* The first of the words that end at word `last` and spell the acronym, or NO_FIRST. */
#define NO_FIRST UINT32_MAX
static uint32_t spelled_out(const struct names *n, struct str acronym, uint32_t last) {
    size_t letter = acronym.n;
    uint32_t i = last + 1;
    while (i > 0 && letter > 0 && last + 1 - i < SPELLED_MOST) {
        const struct word *w = word_at(n, i - 1);
        if (i <= last && !is_joint(word_at(n, i))) return NO_FIRST;
        bool small = w->shape == SHAPE_LOWER;
        size_t of = small && letter == 1 ? 0 : initials(w, acronym, letter);
        letter -= of;
        if (of == 0 && !small && letter == acronym.n && word_is_capital(w) && i <= last)
            return NO_FIRST;
        i--;
    }
    return letter == 0 && word_is_capital(word_at(n, i)) ? i : NO_FIRST;
}

static void add_pair(struct names *n, uint32_t acronym, uint32_t first, uint32_t last) {
    bool law = has_tag(n, last, TAG_LAW_LAST);
    for (uint32_t i = first; i <= last; i++)
        law |= has_tag(n, i, TAG_LAW_FIRST | TAG_LAW_LAST) &&
               !has_tag(n, i, TAG_ORG_FIRST | TAG_ORG_LAST);
    enum entity_type type = law ? TYPE_MISC : TYPE_ORG;
    names_add(n, first, last, type, law ? "LAW" : "", 880, "expansion");
    names_add(n, acronym, acronym, type, law ? "LAW" : "", 700, "acronym");
}

/* Brackets around word i, also where tokens have blanks between: KCSS in ( KCSS ). */
static bool is_opened(const struct names *n, uint32_t i) {
    size_t at = word_at(n, i)->span.begin;
    struct str text = n->doc->text;
    if (at && text.p[at - 1] == ' ') at--;
    return at && text.p[at - 1] == '(';
}

static bool is_closed(const struct names *n, uint32_t i, const char *by) {
    size_t at = word_at(n, i)->span.end;
    struct str text = n->doc->text;
    if (at < text.n && text.p[at] == ' ') at++;
    return at < text.n && memchr(by, text.p[at], strlen(by)) != NULL;
}

/* The text between word i and the one before. */
static struct str between(const struct names *n, uint32_t i) {
    return str_sub(n->doc->text, word_at(n, i - 1)->span.end, word_at(n, i)->span.begin);
}

/* VBU (Valley Beekeepers Union): the words in the brackets behind acronym `a`, which spell it. */
static bool spelled_behind(struct names *n, uint32_t a) {
    const struct words *w = n->words;
    uint32_t last = a + 1;
    if (last >= w->list.n || !is_opened(n, last) || between(n, last).n > 3) return false;
    while (last + 1 < w->list.n && last - a < SPELLED_MOST && is_joint(word_at(n, last + 1)))
        last++;
    if (last < a + 2 || !is_closed(n, last, "),;")) return false;
    if (spelled_out(n, word_at(n, a)->key, last) != a + 1) return false;
    add_pair(n, a, a + 1, last);
    return true;
}

static void by_acronym(struct names *n) {
    const struct words *w = n->words;
    for (uint32_t a = 0; a < w->list.n; a++) {
        const struct word *x = word_at(n, a);
        if (!is_acronym(x) || spelled_behind(n, a) || a == 0) continue;
        if (!is_opened(n, a) || !is_closed(n, a, ")") || between(n, a).n > 4) continue;
        uint32_t first = spelled_out(n, x->key, a - 1);
        if (first != NO_FIRST && first < a - 1) add_pair(n, a, first, a - 1);
        else if (has_tag(n, a - 1, TAG_ORG | TAG_ORG_LAST) || word_is_capital(x - 1))
            names_add(n, a, a, TYPE_ORG, "", 690, "acronym");
    }
}

/* USS Abraham Lincoln, HMS Queen Elizabeth. */
static void by_ship(struct names *n) {
    static const char *const prefixes[] = {"uss", "hms", "usns", "ins", "rfs", "tcg", NULL};
    const struct words *w = n->words;
    for (uint32_t i = 0; i + 1 < w->list.n; i++) {
        if (w->list.v[i].shape != SHAPE_UPPER || !str_in(w->list.v[i].key, prefixes)) continue;
        uint32_t last = i;
        while (last + 1 < w->list.n && last < i + 3 && w->list.v[last + 1].gap == GAP_SPACE &&
               !has_tag(n, last + 1, TAG_TITLE | TAG_MONTH) &&
               w->list.v[last + 1].shape == SHAPE_TITLE)
            last++;
        if (last > i) names_add(n, i, last, TYPE_MISC, "PRODUCT", 900, "ship");
    }
}

void names_acronyms(struct names *n) {
    by_acronym(n);
    by_ship(n);
}
