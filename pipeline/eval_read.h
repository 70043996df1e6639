/* SPDX-License-Identifier: MIT */
/* A file with marked names, for `iber eval`: BIO (a token, a tab or blanks, …, its tag in the last
 * column: O, B-PER, I-PER; also BIOES and BILOU, and I- where a name begins), CoNLL-U (NER= in MISC),
 * or records of iber. What two files have in common is their text without white space: so names are
 * counted in bytes of that, whatever the tokens are. */
#ifndef IBER_EVAL_READ_H
#define IBER_EVAL_READ_H

#include "buf.h"
#include "str.h"

enum { EVAL_TYPES = 64 };

/* How large the arena for lines must be. */
static inline size_t eval_line_room(size_t max_bytes) {
    return 64 * max_bytes + (64u << 20);
}

/* The words of types, of all files. Strings live in the arena of the file that had them first, or in
 * what the user typed. */
struct eval_types {
    struct str word[EVAL_TYPES];
    unsigned n;
    struct {
        struct str word, is; /* OTH is MISC */
    } other[EVAL_TYPES];
    unsigned n_other;
};

struct eval_span {
    uint32_t begin, end; /* of the letters */
    uint32_t mark;       /* index of the last mark at or before it */
    unsigned type;
    uint64_t line;   /* of the file, from 1 */
    struct str text; /* as it stands, tokens of BIO with blanks between */
};

/* Where a sentence or a record begins. */
struct eval_mark {
    uint32_t at;
    uint64_t line; /* of the file, from 1 */
    struct str id; /* of a record; else empty */
};

/* From here on the text is of this language: "sr"; "": nobody says. Records say so, or in BIO and
 * CoNLL-U a comment "# lang = sr". */
struct eval_lang {
    uint32_t at;
    struct str word;
};

struct eval_file {
    struct arena *arena; /* of all that is kept */
    struct arena *line;  /* of a line while it is read: eval_line_room() */
    struct eval_types *types;
    struct buf letters;
    VEC(struct eval_span) spans; /* sorted by begin */
    VEC(struct eval_mark) marks;
    VEC(struct eval_lang) langs;
    char *message; /* why it could not be read */
    size_t size;
};

/* Reads the file at `path` ("-": stdin; may be packed); arena, line, types, message and size are set,
 * all else is zero. arena->full is set by the caller. False: message says which line is
 * wrong, and why. */
bool eval_read(struct eval_file *f, const char *path, size_t max_bytes);

#endif
