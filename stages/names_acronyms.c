/* SPDX-License-Identifier: MIT */
/* Names told by capitals: what an acronym in brackets spells out, as in … Security Studies (KCSS);
 * ships behind USS and the like. */
#include "names.h"

static uint32_t initial_of(const struct names *n, uint32_t i) {
    const struct word *w = &n->words->list.v[i];
    uint32_t c = w->key.n ? (unsigned char)w->key.p[0] : 0;
    return c >= 'a' && c <= 'z' ? c - 32 : c;
}

/* The words before word `a` (an acronym in brackets) whose initials spell it; their first, or `a`. */
static uint32_t spelled_out(const struct names *n, uint32_t a) {
    const struct words *w = n->words;
    struct str key = w->list.v[a].key;
    uint32_t i = a, letter = (uint32_t)key.n;
    while (i > 0 && letter > 0 && a - i < 14) {
        uint32_t before = i - 1;
        if (i < a && w->list.v[i].gap != GAP_SPACE && w->list.v[i].gap != GAP_HYPHEN &&
            w->list.v[i].gap != GAP_SLASH && w->list.v[i].gap != GAP_AND)
            return a;
        uint32_t want = (uint32_t)(unsigned char)key.p[letter - 1] - 32;
        bool small = w->list.v[before].shape == SHAPE_LOWER;
        if (initial_of(n, before) == want && (!small || letter > 1)) letter--;
        else if (!small && letter == key.n && word_is_capital(&w->list.v[before]) && a - before > 1)
            return a;
        i = before;
    }
    return letter == 0 && word_is_capital(&w->list.v[i]) ? i : a;
}

static void by_acronym(struct names *n) {
    const struct words *w = n->words;
    struct str text = n->doc->text;
    for (uint32_t a = 1; a < w->list.n; a++) {
        const struct word *x = &w->list.v[a];
        if ((x->shape != SHAPE_UPPER && x->shape != SHAPE_MIXED) || x->letters < 2 ||
            x->letters > 8 || x->span.begin == 0)
            continue;
        if (text.p[x->span.begin - 1] != '(' || x->span.end >= text.n || text.p[x->span.end] != ')')
            continue;
        if (x->span.begin - w->list.v[a - 1].span.end > 3) continue;
        uint32_t first = spelled_out(n, a);
        if (first < a) {
            bool law = false;
            for (uint32_t i = first; i < a; i++)
                law |= has_tag(n, i, TAG_LAW_FIRST | TAG_LAW_LAST) &&
                       !has_tag(n, i, TAG_ORG_FIRST | TAG_ORG_LAST);
            bool last_law = has_tag(n, a - 1, TAG_LAW_LAST);
            const char *subtype = law || last_law ? "LAW" : "";
            names_add(n, first, a - 1, law || last_law ? TYPE_MISC : TYPE_ORG, subtype, 880,
                      "expansion");
            names_add(n, a, a, law || last_law ? TYPE_MISC : TYPE_ORG, subtype, 700, "acronym");
        } else if (has_tag(n, a - 1, TAG_ORG | TAG_ORG_LAST) || word_is_capital(x - 1)) {
            names_add(n, a, a, TYPE_ORG, "", 690, "acronym");
        }
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
