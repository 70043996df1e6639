/* SPDX-License-Identifier: MIT */
/* The word forms of the Hunspell dictionaries, expanded when iber was built (expand.c) into one file
 * that is mmap()ed: is this a word of the language? Read-only, shared by threads.
 *
 * The file: a header, then for each language an automaton that accepts its forms, spelled as in the
 * dictionary, capitals included. It is acyclic and minimal: forms with the same rest share it, so
 * that three million Serbian forms take a few megabytes. A node is a run of arcs; an arc is a byte
 * of the form, whether a form ends with it, and the node behind it. Serbian is in Latin letters, and
 * has the Croatian and Bosnian forms too; one more automaton tells whose they are. */
#ifndef IBER_WORDLIST_H
#define IBER_WORDLIST_H

#include <stddef.h>

#include "lang.h"

enum {
    WORDLIST_LANGS = 3, /* en, sq, sr */
    WORDLIST_LISTS,     /* and what the dictionaries of the standards differ in */
    WORDLIST_WORD = 96, /* bytes: no form is longer */
    LEMMAS_MAX = 8
};

/* Forms stand there once more with each of their lemmas behind a mark: form · LEMMA_MARK ·
 * LEMMA_CUT + how many bytes to take off the form · what to put in their place. Forms with the same
 * endings share these codes, as they share their letters. */
enum { LEMMA_MARK = 1, LEMMA_CUT = 32 };

/* The standards that Serbian has here, each with a dictionary of its own. In the last list stand the
 * forms that not all three have, each with a byte behind it: bits, 1 << standard. */
enum { STANDARD_SR, STANDARD_HR, STANDARD_BS, STANDARDS, STANDARDS_ALL = (1 << STANDARDS) - 1 };

/* One arc: target node (index of its first arc; 0: none) << 10 | last of its node << 9 |
 * a form ends here << 8 | byte. */
enum { ARC_ENDS = 1 << 8, ARC_LAST = 1 << 9, ARC_SHIFT = 10, ARC_MOST = 1 << 22 };

struct wordlist_header {
    char magic[8];
    uint64_t checksum; /* XXH3 of all behind it */
    uint32_t arcs;
    uint32_t forms[WORDLIST_LANGS];
    uint32_t root[WORDLIST_LISTS][256]; /* the arc for each first byte; 0: none */
};

struct wordlist {
    const struct wordlist_header *header; /* of the mapped file */
    const uint32_t *arcs;
    size_t size;
};

/* Opens the file. False: `message` says why, and nothing is left open. */
bool wordlist_open(struct wordlist *w, const char *path, char *message, size_t size);
void wordlist_close(struct wordlist *w);

/* Is `word` a form, spelled exactly so: UTF-8, Serbian in Latin letters, capitals as in the dictionary?
 * Never of a language without one. lexicons/known_word.h asks for words as texts have them. */
bool wordlist_has(const struct wordlist *w, enum lang lang, struct str word);

/* The standards whose dictionaries have the form, as bits; 0: none. */
unsigned wordlist_standards(const struct wordlist *w, struct str word);

/* The same for words that begin alike, letter by letter: the place behind `word` (not empty), 0 when no
 * form begins with it; the place behind `more` letters; whether a form ends there. */
uint32_t wordlist_walk(const struct wordlist *w, enum lang lang, struct str word);
uint32_t wordlist_further(const struct wordlist *w, uint32_t place, struct str more);
/* The places behind 0 … word.n bytes of a word; that behind none is 0. */
void wordlist_places(const struct wordlist *w, enum lang lang, struct str word, uint32_t *place);
bool wordlist_ends(const struct wordlist *w, uint32_t place);

/* The dictionary words that an affix rule made the form from, as the dictionaries have them. */
struct wordlist_lemma {
    char text[2 * WORDLIST_WORD]; /* not ended by NUL; capitals as in the dictionary */
    uint16_t n;
};
unsigned wordlist_lemmas(const struct wordlist *w, enum lang lang, struct str form,
                         struct wordlist_lemma out[LEMMAS_MAX]);

#endif
