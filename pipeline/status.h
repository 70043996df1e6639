/* SPDX-License-Identifier: MIT */
/* What can go wrong with a document. The words are part of the record's format: rows may be added,
 * none is renamed. Faults at start (a bad option, a missing lexicon) are not here: they end in main. */
#ifndef IBER_STATUS_H
#define IBER_STATUS_H

#define STATUS_MAP(X)                                                                              \
    X(OK, "ok")                                                                                    \
    X(UNREADABLE, "unreadable")     /* cannot be opened or read; why says errno's words */         \
    X(TOO_BIG, "too_big")           /* larger than --max-bytes, or than its arena */               \
    X(NOT_TEXT, "not_text")         /* binary: NUL bytes, or a known magic number */               \
    X(BAD_ENCODING, "bad_encoding") /* no converter for what the bytes seem to be */               \
    X(BAD_ARCHIVE, "bad_archive")   /* a truncated or damaged gz, xz, zst, zip, tar */             \
    X(BAD_JSON, "bad_json")         /* a JSONL line that is not a JSON object */                   \
    X(BAD_RECORD, "bad_record")     /* JSON, but no `text`, or layers that contradict it */        \
    X(BAD_CONLLU, "bad_conllu")     /* a CoNLL-U line without 10 columns */                        \
    X(LOOP, "loop")                 /* a directory that holds itself */                            \
    X(TIMEOUT, "timeout")           /* took longer than --doc-timeout */                           \
    X(CRASHED, "crashed")           /* its process crashed (--isolate) */                          \
    X(LIBRARY, "library")           /* a library call failed */

enum status {
#define X(name, word) name,
    STATUS_MAP(X)
#undef X
};

/* The word of a status, as the record prints it. Static storage. */
static inline const char *status_word(enum status s) {
    static const char *const words[] = {
#define X(name, word) word,
        STATUS_MAP(X)
#undef X
    };
    return words[s];
}

#endif
