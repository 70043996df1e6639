/* SPDX-License-Identifier: MIT */
/* What a library does on the same texts in the same process, and nothing around it: the yardstick
 * of a stage. Called for each copy of the texts, one after another, as the stages are. */
#ifndef IBER_LIBRARY_H
#define IBER_LIBRARY_H

#include <unicode/ubrk.h>
#include <unicode/unorm2.h>

#include "texts.h"

#define LIBRARY_MAP(X)                                                                             \
    X(CALL_MEMCPY, "memcpy") /* all texts to another place */                                      \
    X(CALL_SHA256, "nettle sha256")                                                                \
    X(CALL_NFC, "icu nfc")                 /* unorm2_normalize with both conversions */            \
    X(CALL_SENTENCE, "icu sentence break") /* ubrk on UTF-16, conversion counted */                \
    X(CALL_WORD, "icu word break")                                                                 \
    X(CALL_STEM, "snowball")          /* sb_stemmer_stem, no cache, of words made ready; only \
                                        * texts in a language that it has */    \
    X(CALL_HUNSPELL, "hunspell stem") /* the same of Hunspell_stem; each sample once, not each \
                                        * copy */

enum library_call {
#define X(name, word) name,
    LIBRARY_MAP(X)
#undef X
        CALL_COUNT
};
const char *library_word(enum library_call c);

enum { DICTIONARIES = 4 };

struct library {
    UChar *wide, *wide2; /* owned, as the next three: room for the longest text */
    size_t room;
    char *narrow, *copy;
    UBreakIterator *sentence[LANG_COUNT], *word[LANG_COUNT];
    const UNormalizer2 *nfc;
    struct sb_stemmer *stemmer[LANG_COUNT];
    struct {
        struct Hunhandle *handle; /* NULL: not there */
        bool latin1;
    } dictionary[DICTIONARIES];
};

/* What was gone through; bytes 0: this call has nothing to do here. */
struct library_work {
    uint64_t bytes, tokens;
};

/* Dictionaries are loaded only when asked for; one that is missing is left out. */
bool library_open(struct library *l, const struct texts *t, bool dictionaries);
struct library_work library_run(struct library *l, enum library_call c, const struct texts *t);
void library_close(struct library *l);

#endif
