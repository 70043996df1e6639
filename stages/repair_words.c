/* SPDX-License-Identifier: MIT */
/* Which words are known: those of the dictionaries, and names of the lexicon, also inflected. */
#include "fold.h"
#include "inflect.h"
#include "known_word.h"
#include "letters.h"
#include "repair.h"
#include "utf8.h"

bool repair_is_word(const struct repair *r, enum lang lang, struct str word) {
    if (lang < LANG_EN || lang > LANG_SR || word.n == 0 || word.n > REPAIR_WORD) return false;
    return known_word(r->words, lang, word) != WORD_UNKNOWN;
}

static bool has_name(const struct repair *r, struct str key) {
    const struct lexicon_slot *s = r->lexicon && key.n ? lexicon_find(r->lexicon, key) : NULL;
    return s && s->forms > 0;
}

bool repair_is_name(const struct repair *r, enum lang lang, struct str word) {
    char key[REPAIR_WORD * FOLD_GROWTH], base[REPAIR_WORD * FOLD_GROWTH + INFLECT_ADD];
    struct inflected forms[INFLECT_MAX];
    if (word.n == 0 || word.n > REPAIR_WORD || !is_upper(utf8_at(word.p, 0))) return false;
    struct str k = {key, fold(word, key)};
    if (has_name(r, k)) return true;
    unsigned n = inflect(lang, k, forms);
    for (unsigned i = 0; i < n; i++)
        if (has_name(r, inflect_base(k, &forms[i], base))) return true;
    return false;
}
