/* SPDX-License-Identifier: MIT */
/* See lemmatise.h: the lemma of a word by itself. */
#include "lemmatise.h"
#include "restore_parts.h"

/* Comparatives of another root stay apart from their adjectives: veće is a council too. */
static struct str own_root(struct str small, struct str lemma) {
    static const char *const rows[][3] = {{"velik", "već", "veći"},
                                          {"dobar", "bolj", "bolji"},
                                          {"mali", "manj", "manji"},
                                          {"loš", "gor", "gori"},
                                          {"zao", "gor", "gori"}};
    if (str_starts(small, STR("naj"))) small = str_sub(small, strlen("naj"), small.n);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(lemma, rows[i][0]) && str_starts(small, str_of(rows[i][1])))
            return str_of(rows[i][2]);
    return lemma;
}

/* A word that the word list has not, written without its marks: the first one that it has with them, in
 * `out`; else the word. shtepise → shtëpisë */
static struct str with_marks(const struct lemmatiser *l, struct str small, char *out) {
    const struct restore_data data = {.list = l->words};
    struct form f;
    struct candidates c;
    if (l->lang == LANG_EN || small.n >= FORM_BYTES ||
        !form_read(&f, l->lang == LANG_SQ ? VARIETY_SQ : VARIETY_SR, small) || f.marked)
        return small;
    candidates_find(&data, l->lang == LANG_SQ ? VARIETY_SQ : VARIETY_SR, &f, &c);
    for (unsigned i = 1; i < c.n; i++)
        if (c.v[i].known) return (struct str){out, form_write(&f, c.v[i].choices, out)};
    return small;
}

struct str lemma_alone(const struct lemmatiser *l, struct str small,
                       char out[LEMMATISE_WORD + 24]) {
    static const int32_t doubt[LANG_COUNT] = {[LANG_EN] = 60, [LANG_SQ] = 50, [LANG_SR] = 64};
    struct lemma_candidate list[LEMMATISE_KEPT];
    char marked[2 * FORM_BYTES];
    if (small.n > LEMMATISE_WORD) return small;
    struct lemma_word w = {.small = small};
    if (!wordlist_has(l->words, l->lang, small)) {
        w.small = with_marks(l, small, marked);
        w.capital = !wordlist_has(l->words, l->lang, w.small);
    }
    w.ijekavian = l->lang == LANG_SR && lemma_ijekavian(w.small) > 0;
    unsigned n = lemma_shortlist(l, &w, list);
    bool clear = n == 1 || (n > 1 && list[1].score + doubt[l->lang] <= list[0].score);
    struct str lemma = clear ? (struct str){list[0].text, list[0].n} : w.small;
    if (l->lang == LANG_SR) lemma = own_root(w.small, lemma);
    return (struct str){memcpy(out, lemma.p, lemma.n), lemma.n};
}
