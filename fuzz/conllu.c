/* SPDX-License-Identifier: MIT */
/* Fuzz target: bytes as CoNLL-U, through the rest of the chain, to CoNLL-U and to a record. */
#include "fuzz.h"

#include "conllu.h"

static struct str written(struct fuzz *f, const struct doc *d) {
    struct buf out;
    if (setjmp(f->arena.full)) fuzz_check(false, "no room for CoNLL-U");
    buf_open(&out, &f->arena, 4096);
    conllu_write(&out, d);
    return buf_view(&out);
}

static void read(struct fuzz *f, struct doc *d, struct str bytes) {
    if (setjmp(f->arena.full)) fuzz_check(false, "no room for a document");
    doc_open(d, &f->arena);
    d->id = STR("fuzz");
    d->source.bytes = d->source.end = bytes.n;
    conllu_read(d, bytes, 1);
    const char *fault = d->failure.code == OK ? doc_check(d) : NULL;
    fuzz_check(fault == NULL, "read: %s", fault ? fault : "");
}

/* The chain adds to the last column and the lemmas only: text and words stay. */
static void check_back(struct fuzz *f, const struct doc *d) {
    struct doc back;
    read(f, &back, written(f, d));
    fuzz_check(back.failure.code == OK, "CoNLL-U: %.*s", (int)back.failure.why.n,
               back.failure.why.p);
    fuzz_same(back.text, d->text, "the text of CoNLL-U written and read");
    fuzz_check(back.tokens.n == d->tokens.n, "CoNLL-U: %u words of %u", back.tokens.n, d->tokens.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct fuzz f;
    struct doc d;
    struct str bytes = {size ? (const char *)data : "", size};
    fuzz_begin(&f, size);
    read(&f, &d, bytes);
    if (d.failure.code == OK) {
        fuzz_same(written(&f, &d), bytes, "CoNLL-U read and written");
        fuzz_way_back(&d);
        fuzz_chain(&f, &d, f.plan.n);
    }
    fuzz_again(&f, fuzz_record(&f, &d));
    if (d.failure.code == OK) check_back(&f, &d);
    fuzz_end(&f);
    return 0;
}
