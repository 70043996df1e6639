/* SPDX-License-Identifier: MIT */
/* Fuzz target: bytes of a text through the whole chain, to a record and back; once more with a record
 * between two stages; and as CoNLL-U. */
#include "fuzz.h"

#include "conllu.h"

static void open_doc(struct fuzz *f, struct doc *d, const uint8_t *data, size_t size) {
    doc_open(d, &f->arena);
    d->id = STR("fuzz");
    d->raw = (struct str){size ? (const char *)data : "", size};
    d->source.bytes = d->source.end = size;
    d->layers = LAYER_RAW;
}

/* As `iber --until STAGE | iber --from jsonl`. */
static struct str by_pipe(struct fuzz *f, const uint8_t *data, size_t size, unsigned until) {
    struct doc d;
    open_doc(f, &d, data, size);
    fuzz_chain(f, &d, until);
    if (d.failure.code != OK) return fuzz_record(f, &d);
    struct str line = fuzz_record(f, &d);
    doc_open(&d, &f->arena);
    jsonl_read(&d, str_sub(line, 0, line.n - 1), NULL);
    fuzz_chain(f, &d, f->plan.n);
    return fuzz_record(f, &d);
}

/* What is written as CoNLL-U can be read, with as many words. */
static void check_conllu(struct fuzz *f, const struct doc *d) {
    struct buf out;
    struct doc back;
    if (setjmp(f->arena.full)) fuzz_check(false, "no room for CoNLL-U");
    buf_open(&out, &f->arena, 4096);
    conllu_write(&out, d);
    doc_open(&back, &f->arena);
    conllu_read(&back, buf_view(&out), 1);
    fuzz_check(back.failure.code == OK, "CoNLL-U: %.*s", (int)back.failure.why.n,
               back.failure.why.p);
    fuzz_check(back.tokens.n == d->tokens.n, "CoNLL-U: %u words of %u", back.tokens.n, d->tokens.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct fuzz f;
    struct doc d;
    fuzz_begin(&f, size);
    open_doc(&f, &d, data, size);
    fuzz_chain(&f, &d, f.plan.n);
    struct str record = fuzz_record(&f, &d);
    fuzz_again(&f, record);
    if (d.failure.code == OK) {
        fuzz_way_back(&d);
        check_conllu(&f, &d);
    }
    unsigned until = size ? data[size / 2] % f.plan.n + 1 : 1;
    fuzz_same(by_pipe(&f, data, size, until), record, "a record between two stages changes it");
    fuzz_end(&f);
    return 0;
}
