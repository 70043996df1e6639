/* SPDX-License-Identifier: MIT */
/* Private to input.c and its parts: what is known of the stream being read, and how bytes are taken
 * from it. State moves on before memory is taken from the arena: a full arena jumps out of here, and
 * the next call must find that document behind. */
#ifndef IBER_INPUT_PARTS_H
#define IBER_INPUT_PARTS_H

#include "input.h"
#include "stream.h"
#include "walk.h"

struct input {
    const struct input_options *options;
    size_t limit; /* max_bytes, within what spans can count */
    struct walk walk;
    struct walk_entry file;  /* the one being read */
    enum form form;          /* of the stream */
    bool open;               /* the stream may have more documents */
    bool unfinished;         /* a document was begun, and left by a jump */
    uint64_t count;          /* of the stream's lines or parts so far */
    uint64_t lines;          /* of CoNLL-U that were taken */
    uint64_t left;           /* bytes of a WARC record that nobody has taken yet */
    struct input_want want;  /* of the file */
    uint64_t files, nth;     /* so far; documents of this file */
    uint64_t passed_over;    /* WARC records, ever */
    uint64_t unwanted_bytes; /* of files */
    struct json_cut {        /* inside a JSON object */
        uint64_t depth;
        bool string, escape;
    } json;
    struct stream stream;
};

/* Bytes of one document so far. Those beyond the limit are counted, not kept. */
struct piece {
    char *p;
    uint64_t n;
};

/* What the stream's buffer holds. */
struct str input_buffered(const struct input *in);

/* Fills the buffer until it has n bytes; false when the stream has no more so many. */
bool input_need(struct input *in, size_t n);

/* Moves n bytes of the buffer behind those of the piece. Without an arena they are thrown away. */
void input_take(struct input *in, struct arena *arena, struct piece *piece, size_t n);

/* Takes what is left of a line, with its end. */
void input_take_line(struct input *in, struct arena *arena, struct piece *piece);

/* Fills in form, path and id: the file's id with the number of the document behind `mark` (0: none). */
void input_name(struct input *in, struct arena *arena, struct item *item, char mark);

/* Always true: there is an item to give out. */
bool input_fail(struct arena *arena, struct item *item, enum status code, uint64_t byte,
                const char *why);

/* The piece is all there: gives it out, or says what is wrong with it. */
bool input_finish(struct input *in, struct arena *arena, struct item *item, struct piece piece);

/* The next document of a WARC file, a dump, a JSON file; false at the end of the stream. */
bool input_warc(struct input *in, struct arena *arena, struct item *item);
bool input_dump(struct input *in, struct arena *arena, struct item *item);
bool input_json(struct input *in, struct arena *arena, struct item *item);

/* Bytes that stand between documents, and how such files begin. */
static inline bool input_is_warc(struct str s) {
    return str_starts(s, STR("WARC/1."));
}
static inline bool input_is_dump(struct str s) {
    return str_starts(s, STR("<doc id="));
}

#endif
