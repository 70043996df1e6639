/* SPDX-License-Identifier: MIT */
/* See known_word.h. */
#include "known_word.h"

#include "lower.h"
#include "translit.h"
#include "utf8.h"

/* The first letter of `word`, and all of `small` behind its own: KOSOVË → Kosovë. */
static struct str titled(struct str word, struct str small, char *out) {
    size_t first = 1, rest = 1;
    while (first < word.n && !utf8_border(word.p[first])) first++;
    while (rest < small.n && !utf8_border(small.p[rest])) rest++;
    memcpy(out, word.p, first);
    memcpy(out + first, small.p + rest, small.n - rest);
    return (struct str){out, first + small.n - rest};
}

unsigned known_word(const struct wordlist *w, enum lang lang, struct str word) {
    enum { ROOM = WORDLIST_WORD * TRANSLIT_GROWTH * LOWER_GROWTH };
    char latin[ROOM], small[ROOM], title[ROOM + 4];
    struct shape shape;
    if (word.n == 0 || word.n > WORDLIST_WORD) return WORD_UNKNOWN;
    if (lang == LANG_SR) word = (struct str){latin, translit_latin(word, latin)};
    struct str low = {small, lower(word, small, &shape)};
    unsigned known = wordlist_has(w, lang, low) ? WORD_LOWER : WORD_UNKNOWN;
    if (shape.capitals == 0) return known;
    bool name = wordlist_has(w, lang, word);
    if (!name && shape.capitals > 1 && shape.first)
        name = wordlist_has(w, lang, titled(word, low, title));
    return name ? known | WORD_NAME : known;
}
