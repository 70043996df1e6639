/* SPDX-License-Identifier: MIT */
/* Puts back the diacritics of Serbian, Croatian, Bosnian (Latin letters) and Albanian where a text was
 * written without: sto → što, Djakovica → Đakovica, eshte → është, Thaci → Thaçi.
 *
 * A word's candidates differ from it by diacritics only. They come from the word list, from the lexicon,
 * from what the same text has elsewhere with its diacritics, and, for words that nobody knows, from a
 * model of letters. A linear model over hashed features (pipeline/model.h) chooses, from left to right,
 * by the words on both sides. Text that has its diacritics stays as it is: where some words have theirs,
 * only words that cannot be right as they stand are changed, and none where there is no such word. */
#ifndef IBER_RESTORE_H
#define IBER_RESTORE_H

#include "lexicon.h"
#include "model.h"
#include "wordlist.h"

enum { RESTORE_WORDS = 512 }; /* of one call */

/* hr is Bosnian, too: what is not ekavian. */
enum variety { VARIETY_SR, VARIETY_HR, VARIETY_SQ };

struct restore_word {
    struct str text;     /* a run of letters, or of digits: valid UTF-8 */
    bool apart;          /* something but blanks stands before it */
    struct str restored; /* set by restore_words(): `text`, or with diacritics */
};

/* Caches, and what was seen of the text so far; of one worker. */
struct restore;

/* What is asked must outlive it. NULL: no memory. */
struct restore *restore_new(const struct lexicon *lexicon, const struct wordlist *list,
                            const struct model *model);
void restore_free(struct restore *r);

/* A new text begins: forgets the words of the last one. */
void restore_begin(struct restore *r);

/* A word of the text that begins, before it is restored: how is it written, which names has it with their
 * diacritics? May be left out. */
void restore_note(struct restore *r, enum variety variety, struct str word);

/* Restores up to RESTORE_WORDS words that stand side by side, a line or some sentences. Texts that were
 * changed live until the next call. */
void restore_words(struct restore *r, enum variety variety, struct restore_word *words, size_t n);

/* Is this piece between blanks none of words: an address, a tag, a path? */
bool restore_skips(struct str piece);

/* The end of the run of letters and marks, or of digits, that begins at byte `i`; `i`: there is none. */
size_t restore_run(struct str s, size_t i);

#endif
