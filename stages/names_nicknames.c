/* SPDX-License-Identifier: MIT */
/* Persons with a nickname in quotes between given name and surname: Halil „Peqo“ Rexhaliu. */
#include "letters.h"
#include "names.h"
#include "utf8.h"

static bool is_quotation(uint32_t c) {
    return c == '"' || (c >= 0x2018 && c <= 0x201F) || c == '\'' || c == 0xAB || c == 0xBB;
}

/* Do only a blank and a quote stand between two words? Opening: the blank first. */
static bool quoted(const struct names *n, uint32_t word, bool opening) {
    const struct words *w = n->words;
    struct str g = str_sub(n->doc->text, w->list.v[word - 1].span.end, w->list.v[word].span.begin);
    if (g.n < 2 || g.n > 5 || g.p[opening ? 0 : g.n - 1] != ' ') return false;
    g = opening ? str_sub(g, 1, g.n) : str_sub(g, 0, g.n - 1);
    size_t i = 0;
    while (i < g.n)
        if (!is_quotation(utf8_next(g.p, &i))) return false;
    return true;
}

static bool is_part(const struct names *n, uint32_t i) {
    const struct word *w = &n->words->list.v[i];
    return w->shape == SHAPE_TITLE && w->letters > 1 &&
           !has_tag(n, i, TAG_MONTH | TAG_TITLE | TAG_ORG);
}

void names_nicknames(struct names *n) {
    enum { INSIDE = 3 };
    const struct words *w = n->words;
    for (uint32_t i = 0; i + 2 < w->list.n; i++) {
        uint32_t last = i + 1;
        if (!is_part(n, i) || !word_is_capital(&w->list.v[last]) || !quoted(n, last, true))
            continue;
        while (last + 1 < w->list.n && last < i + INSIDE && w->list.v[last + 1].gap == GAP_SPACE)
            last++;
        uint32_t surname = last + 1;
        if (surname >= w->list.n || !quoted(n, surname, false) || !is_part(n, surname)) continue;
        if (has_tag(n, i, TAG_GIVEN) || has_tag(n, surname, TAG_SURNAME))
            names_add(n, i, surname, TYPE_PER, "", 930, "nickname");
    }
}
