/* SPDX-License-Identifier: MIT */
/* The parts of the stage repair. Each goes once over the text, from left to right, and looks at a
 * bounded stretch around a place. A wrong repair is worse than a missed one: the dictionaries and the
 * lexicon have to know the words that a repair makes. */
#ifndef IBER_REPAIR_H
#define IBER_REPAIR_H

#include "cache.h"
#include "lexicon.h"
#include "stage.h"
#include "text.h"
#include "wordlist.h"

enum { REPAIR_WORD = 48 }; /* bytes: longer words are left alone */

struct repair {
    bool lost_hyphens, line_hyphens, glued, look_alikes, dashes, blanks;
    const struct lexicon *lexicon;
    const struct wordlist *words;
    struct cache whole; /* English words that have lost no hyphen, so far */
};

/* Does the dictionary of the language, or the lexicon, have the word? */
bool repair_is_word(const struct repair *r, enum lang lang, struct str word);
/* Does the lexicon, as a name, also inflected? */
bool repair_is_name(const struct repair *r, enum lang lang, struct str word);
static inline bool repair_is_known(const struct repair *r, enum lang lang, struct str word) {
    return repair_is_word(r, lang, word) || repair_is_name(r, lang, word);
}

/* The language at byte `at`; *hint is moved: callers go from left to right. */
static inline enum lang repair_lang_at(const struct doc *d, uint32_t at, uint32_t *hint) {
    while (*hint < d->languages.n && d->languages.v[*hint].span.end <= at) ++*hint;
    if (*hint < d->languages.n && d->languages.v[*hint].span.begin <= at)
        return lang_rules(d->languages.v[*hint].lang);
    return lang_rules(d->lang);
}

/* The run of letters that ends (begins) at byte `at`; empty when it is longer than REPAIR_WORD. */
struct str repair_word_before(struct str s, size_t at);
struct str repair_word_behind(struct str s, size_t at);

/* Is the stretch without blanks around byte `at` an address, a file's name, code? */
bool repair_in_code(struct str s, size_t at);

void repair_look_alike(struct repair *r, struct doc *d);
void repair_marks(struct repair *r, struct doc *d); /* what stands between words */
void repair_lost_hyphens(struct repair *r, struct doc *d);

/* At the hyphen at byte `at`, which has a blank behind it: how many bytes go. */
uint32_t repair_line_hyphen(struct repair *r, const struct doc *d, enum lang lang, size_t at,
                            size_t *from);
/* Is it an English word like -led, -based, -speaking? */
bool repair_takes_hyphen(struct str word);
/* Does a blank belong behind the mark at byte `at`? */
bool repair_glued(struct repair *r, struct str s, enum lang lang, size_t at);

#endif
