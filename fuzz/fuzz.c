/* SPDX-License-Identifier: MIT */
/* See fuzz.h. */
#include "fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "text.h"
#include "utf8.h"

enum { ARENA_FACTOR = 64, ARENA_BASE = 64 << 20, ARENA_KEEP = 16 << 20, ARENA_SIZE = 1 << 30 };

void fuzz_check(bool fine, const char *format, ...) {
    if (fine) return;
    va_list args;
    va_start(args, format);
    fprintf(stderr, "fuzz: ");
    vfprintf(stderr, format, args);
    fprintf(stderr, "\n");
    va_end(args);
    abort();
}

void fuzz_begin(struct fuzz *f, size_t size) {
    char message[512] = "";
    struct env env = {.message = message, .message_size = sizeof message};
    const struct data_paths paths = {.lexicon = getenv("IBER_LEXICON_FILE")};
    if (!f->open) {
        jsonl_setup();
        f->style = (struct jsonl_style){OFFSETS_CODEPOINT, true};
        f->request.given = ~0u;
        fuzz_check(arena_open(&f->arena, ARENA_SIZE), "no memory");
        fuzz_check(plan_make(&f->plan, &f->request, message, sizeof message), "%s", message);
        fuzz_check(data_open(&f->data, f->plan.uses, &paths, message, sizeof message), "%s",
                   message);
        data_env(&f->data, &env);
        fuzz_check(chain_open(&f->chain, &f->plan, &env), "%s", message);
        f->open = true;
    }
    size_t room = ARENA_BASE + ARENA_FACTOR * size;
    f->arena.size = room < ARENA_SIZE ? room : ARENA_SIZE;
}

void fuzz_end(struct fuzz *f) {
    f->arena.size = ARENA_SIZE;
    arena_clear(&f->arena, ARENA_KEEP);
}

/* A copy of exactly its size, so that AddressSanitizer sees what is read beyond. */
static void narrow_text(struct doc *d, const char **last) {
    if (d->text.p == *last) return;
    if (setjmp(d->arena->full)) fuzz_check(false, "no room for a copy of the text");
    d->text = arena_str(d->arena, d->text);
    *last = d->text.p;
}

void fuzz_chain(struct fuzz *f, struct doc *d, unsigned n) {
    struct plan step = f->plan;
    const char *text = NULL;
    struct doc page;
    f->chain.plan = &step;
    for (step.n = 1; step.n <= n && d->failure.code == OK; step.n++) {
        const char *stage = step.stage[step.n - 1]->name;
        narrow_text(d, &text);
        chain_run(&f->chain, d);
        if (d->failure.code == OK && d->articles.n > 1) {
            if (setjmp(d->arena->full)) fuzz_check(false, "no room for an article");
            page = *d;
            doc_article(d, &page, page.articles.n / 2);
        }
        const char *fault = d->failure.code == OK ? doc_check(d) : NULL;
        fuzz_check(fault == NULL, "%s: %s", stage, fault ? fault : "");
        fuzz_check(d->failure.code != TOO_BIG && d->failure.code != LIBRARY, "%s: %.*s", stage,
                   (int)d->failure.why.n, d->failure.why.p);
    }
    f->chain.plan = &f->plan;
}

struct str fuzz_record(struct fuzz *f, const struct doc *d) {
    struct buf out;
    unsigned bad, step;
    if (setjmp(f->arena.full)) fuzz_check(false, "no room for the record");
    buf_open(&out, &f->arena, 4096);
    jsonl_write(&out, d, &f->style);
    struct str line = buf_view(&out);
    fuzz_check(line.n && memchr(line.p, '\n', line.n) == line.p + line.n - 1, "more than a line");
    for (size_t i = 0; i < line.n; i += step) {
        step = utf8_scan((const unsigned char *)line.p + i, line.n - i, &bad);
        fuzz_check(step > 0, "the record is not UTF-8 at byte %zu", i);
    }
    return line;
}

void fuzz_same(struct str a, struct str b, const char *what) {
    size_t i = 0;
    while (i < a.n && i < b.n && a.p[i] == b.p[i]) i++;
    if (i == a.n && i == b.n) return;
    size_t from = i < 80 ? 0 : i - 80;
    struct str x = str_sub(a, from, i + 80), y = str_sub(b, from, i + 80);
    fuzz_check(false, "%s: at byte %zu\n%.*s\n%.*s", what, i, (int)x.n, x.p, (int)y.n, y.p);
}

void fuzz_again(struct fuzz *f, struct str record) {
    struct doc d;
    doc_open(&d, &f->arena);
    jsonl_read(&d, str_sub(record, 0, record.n - 1), NULL);
    fuzz_same(fuzz_record(f, &d), record, "a record read and written again is another");
}

static void check_stretch(const struct doc *d, size_t text, size_t text_end, size_t raw,
                          size_t raw_end) {
    fuzz_check(text_end <= d->text.n && raw_end <= d->raw.n, "an edit lies outside at %zu", text);
    fuzz_check(str_eq(str_sub(d->text, text, text_end), str_sub(d->raw, raw, raw_end)),
               "text at %zu and source at %zu differ, and no edit says so", text, raw);
}

static void check_tokens(const struct doc *d) {
    uint32_t before = 0, random = (uint32_t)d->text.n;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct span s = d->tokens.v[i].span;
        uint32_t begin = text_raw_begin(d, s.begin), end = text_raw_end(d, s.end);
        fuzz_check(begin <= end && end <= d->raw.n, "token %u comes from nowhere", i);
        fuzz_check(before <= begin, "token %u comes from before the one before it", i);
        random = random * 1664525u + 1013904223u;
        uint32_t other = i + (random >> 8) % (d->tokens.n - i);
        uint32_t far = text_raw_end_marked(d, d->tokens.v[other].span.end);
        fuzz_check(begin <= far && far <= d->raw.n, "tokens %u to %u come from nowhere", i, other);
        before = begin;
    }
}

void fuzz_way_back(const struct doc *d) {
    uint32_t text = 0, raw = 0;
    for (uint32_t i = 0; i < d->edits.n; i++) {
        const struct edit *e = &d->edits.v[i];
        check_stretch(d, text, e->text, raw, e->raw);
        text = e->text_end, raw = e->raw_end;
    }
    check_stretch(d, text, d->text.n, raw, d->raw.n);
    check_tokens(d);
}
