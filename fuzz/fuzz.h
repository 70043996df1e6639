/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share: the whole chain with its memory, run stage by stage, and what must hold
 * of every document whatever its bytes were. A rule that is broken ends the program.
 *
 * A target is a file with LLVMFuzzerTestOneInput(): linked with libFuzzer, or with main.c, which hands
 * it the files of the command line. */
#ifndef IBER_FUZZ_H
#define IBER_FUZZ_H

#include "chain.h"
#include "jsonl.h"
#include "lexicon.h"
#include "data.h"

struct fuzz {
    struct arena arena; /* as much as run.c gives a document; sized anew for each input */
    struct data data;
    struct chain_request request;
    struct plan plan;
    struct chain chain;
    struct jsonl_style style; /* all zones, code points */
    bool open;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program unless `fine`. printf-like. */
void fuzz_check(bool fine, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Opens data files and chain at the first call; then makes room for a document of `size` bytes. */
void fuzz_begin(struct fuzz *f, size_t size);
void fuzz_end(struct fuzz *f);

/* Runs the first n stages, those that `d` has not had; looks at the document behind each of them.
 * d->failure says whether it came through. */
void fuzz_chain(struct fuzz *f, struct doc *d, unsigned n);

/* The record of `d`: one line of UTF-8, in the arena. */
struct str fuzz_record(struct fuzz *f, const struct doc *d);

/* Ends the program where two records differ, and shows the place. */
void fuzz_same(struct str a, struct str b, const char *what);

/* A record is read and written again: the same bytes. */
void fuzz_again(struct fuzz *f, struct str record);

/* What no edit covers is the same in text and source, to the end of both; and tokens, and pairs of
 * them, have their places in the source in the same order, inside. */
void fuzz_way_back(const struct doc *d);

#endif
