/* SPDX-License-Identifier: MIT */
/* Corpora with marked names, for train_tagger.c: CoNLL columns (token, tag in BIO) and the marked-up text of
 * corpora/ner. Memory is the process's, and being without ends it. */
#ifndef IBER_TRAIN_TAGGER_H
#define IBER_TRAIN_TAGGER_H

#include <stdio.h>

#include "train_labels.h"

struct mention {
    struct span span;
    uint32_t names; /* bits of enum name */
};

/* Text with mentions: some documents of a corpus, taken as one. */
struct marked {
    char *text;
    size_t n, cap;
    struct mention *mentions;
    size_t n_mentions, cap_mentions;
    struct span *sentences;
    size_t n_sentences, cap_sentences;
    unsigned documents;
};

/* Puts the text into small letters, where that leaves all bytes at their places. */
void marked_lower(struct marked *m);
void marked_clear(struct marked *m);
void marked_free(struct marked *m);

/* Whom the documents of a file go to. */
struct marked_sink {
    const struct scheme *scheme;
    /* A document begins: where is it to be put? `number` is the last one in its id or in the file's name, or
     * counts. */
    struct marked *(*open)(struct marked_sink *sink, unsigned number);
    /* It is there. */
    void (*close)(struct marked_sink *sink, struct marked *m);
};

/* Reads a file by the end of its name: .bio, .txt. A .bio without marks of documents has one every UNIT
 * sentences. False on an error of the world (said on stderr). */
enum { UNIT = 20 };
bool marked_read(struct marked_sink *sink, const char *path);

#endif
