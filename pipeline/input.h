/* SPDX-License-Identifier: MIT */
/* Where documents come from: files, directories, archives, lists of files, lines, JSONL, JSON, CoNLL-U,
 * WARC, dumps.
 * input_next() hands out one document at a time as bytes; what they mean is for the chain.
 * Nothing is allocated per document: bytes and names go into the document's arena. */
#ifndef IBER_INPUT_H
#define IBER_INPUT_H

#include "arena.h"
#include "origin.h"
#include "status.h"
#include "str.h"

enum form {
    FORM_AUTO, /* by first bytes: WARC, dump; by name: .jsonl .ndjson .json .conllu (also before .gz
                  * .xz .zst .bz2); else text. stdin: JSONL when it begins with '{', JSON with '[{' */
    FORM_TEXT, /* a file is a document */
    FORM_LINES,  /* a line is a document */
    FORM_JSONL,  /* a line is a document: a JSON object */
    FORM_CONLLU, /* from one "# newdoc" line to the next; a file without any is one document, and
                  * one that comes near max_bytes ends with a sentence */
    FORM_JSON,   /* an object, or each of an array of objects */
    FORM_WARC,   /* responses, resources and conversions that are text */
    FORM_DUMP,   /* <doc id="…" url="…" title="…">text</doc> */
};

/* Asked of a file before it is opened. */
struct input_want {
    struct origin origin; /* as far as somebody looked */
    uint64_t pass; /* so many of its documents, counted over all that it holds, are not wanted */
    bool renewed;  /* it was done before, and is another one now */
};

struct input_options {
    enum form form;
    size_t max_bytes;         /* larger documents become too_big; at most UINT32_MAX counts */
    const char *list;         /* file with names of inputs, one a line, "-" for stdin; or NULL */
    bool null_separated;      /* names in the list end with NUL instead of a newline (or CR LF) */
    const char *const *paths; /* inputs in order, before those of the list; "-" is stdin; ends with
                               * NULL; may be NULL */
    /* Is this file to be read? NULL: all are. */
    bool (*wanted)(void *user, const char *path, struct input_want *want);
    void *wanted_user;
};

/* One document. All strings live in the arena given to input_next(), or are empty. Names are bytes
 * as the file system or the archive has them: they may not be UTF-8. */
struct item {
    enum form form;   /* TEXT, JSONL or CONLLU: what `raw` is (a line of FORM_LINES is TEXT) */
    struct str id;    /* unique within a run: see below */
    struct str path;  /* of the source, as given; "-" for stdin; archive/member in archives */
    struct str raw;   /* the bytes, without the line end of a line (LF or CR LF) */
    uint64_t start;   /* where they begin in the source, unpacked */
    uint64_t line;    /* FORM_CONLLU: the number of their first line there, from 1 */
    enum status code; /* not OK: no bytes, but this fault, */
    struct str why;   /* in words */
    uint64_t byte;    /* at this place of the source; of the packed file when no member of an
                            * archive was open */

    /* What came with the bytes, as written there; else empty. */
    struct str media;   /* text/html …: by name or by transport; empty: nothing is known */
    struct str charset; /* by transport */
    struct str title, url;
    struct str fetched; /* when: WARC-Date */

    /* Where `wanted` is asked: the file, its number from 1, and that of the document in it. */
    struct str file_path;
    struct input_want want;
    uint64_t file, nth;
    bool passed; /* not wanted: `raw` and all are as they are, but it was done before */
};
/* Ids. File given by name: its last path component. File in a directory given by name: path below
 * that directory. Member of an archive: archive's id / member's name. Line N of FORM_LINES or
 * FORM_JSONL: file's id ":" N from 1 (a JSONL line's own id replaces it later). WARC record: its
 * URL. Dump: the id that is written there. Part N of a CoNLL-U
 * file with several: id "#" N (its "# newdoc id" replaces it later). stdin: "-". A fault that ends a file or member early (unreadable,
 * bad_archive) has its id without a number. */

struct input;

/* Opens nothing yet. NULL when memory is short. `options` must stay. */
struct input *input_open(const struct input_options *options);

/* The next document, or false at the end. A fault of one input is an item with `code` set; the next
 * call goes on with the next document. Empty lines of FORM_LINES are documents, those of JSONL are
 * skipped, and so is white space before a JSON object. Directories are walked in byte order of
 * names, links are followed, hidden files (.x) and devices are skipped; a directory that holds
 * itself through links is a LOOP item.
 *
 * The caller sets arena->full: a full arena jumps there. `item` then has id and path (empty if
 * there was no room even for them), and the next call goes on behind that document. An arena of
 * max_bytes + 64 KiB never jumps here. */
bool input_next(struct input *in, struct arena *arena, struct item *item);

/* Where the item stands in its file: fills in the fields for that, also of one that did not fit into
 * its arena. Called once for each. */
void input_place(struct input *in, struct arena *arena, struct item *item);

/* Bytes of the inputs so far, as they lie there. */
uint64_t input_bytes(const struct input *in);

/* Bytes of those that were not wanted. */
uint64_t input_unwanted_bytes(const struct input *in);

/* How many records of WARC files gave no document so far: requests, pictures, redirects … */
uint64_t input_passed_over(const struct input *in);

void input_close(struct input *in);

#endif
