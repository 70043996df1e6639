/* SPDX-License-Identifier: MIT */
/* Sample texts, and copies of them in memory up to a given size: many documents, as a batch has,
 * each at an address of its own. */
#ifndef IBER_TEXTS_H
#define IBER_TEXTS_H

#include "doc.h"

struct sample {
    struct str id, raw;
    enum lang lang; /* lang, script and words are filled by the caller: the chain finds them */
    enum script script;
    VEC(struct str) words; /* tokens with a letter, in lower case, NUL behind each */
    uint64_t tokens;       /* all tokens */
};

struct text_copy {
    const struct sample *sample;
    struct str raw;
};

struct texts {
    struct arena arena; /* holds all of it */
    VEC(struct sample) samples;
    VEC(struct text_copy) copies;
    size_t bytes;   /* of all copies */
    size_t longest; /* of one */
};

/* Reads the files and directories (ends with NULL) and copies them until there are `size` bytes; at
 * least once. False: `message` says why. */
bool texts_open(struct texts *t, const char *const *paths, size_t size, char *message, size_t room);
void texts_close(struct texts *t);

#endif
