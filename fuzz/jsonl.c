/* SPDX-License-Identifier: MIT */
/* Fuzz target: bytes as a line of JSONL, through what the chain has left to do, to a record and back. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct fuzz f;
    struct doc d;
    fuzz_begin(&f, size);
    doc_open(&d, &f.arena);
    d.id = STR("fuzz:1");
    d.source.bytes = d.source.end = size;
    jsonl_read(&d, (struct str){size ? (const char *)data : "", size}, NULL);
    fuzz_check(d.failure.code != TOO_BIG, "%.*s", (int)d.failure.why.n, d.failure.why.p);
    fuzz_again(&f, fuzz_record(&f, &d));
    if (d.failure.code == OK) {
        fuzz_chain(&f, &d, f.plan.n);
        fuzz_again(&f, fuzz_record(&f, &d));
    }
    if (d.failure.code == OK && d.raw.p) fuzz_way_back(&d);
    fuzz_end(&f);
    return 0;
}
