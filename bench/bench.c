/* SPDX-License-Identifier: MIT */
/* iber-bench: how fast each stage is, the whole chain, and next to them plain library calls on the
 * same texts in the same process. One run is a pass of the chain over all documents, then each
 * library call over all of them; what is compared stood close together in time.
 *
 * The stages are called one after another for each document, as chain.c does, but with a clock
 * between them, and the arena is emptied for each document, as run.c does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucasemap.h>
#include <unistd.h>

#include "chain.h"
#include "data.h"
#include "jsonl.h"
#include "letters.h"
#include "library.h"
#include "rows.h"
#include "texts.h"
#include "utf8.h"

enum {
    ARENA_SIZE = 2047 << 20, /* of address space; pages come when touched */
    ARENA_KEEP = 8 << 20,    /* as in run.c */
};

struct bench {
    size_t size;
    unsigned runs;
    bool lemma;
    const char *stages;
    struct data_paths paths_of_data;
    const char *const *paths;

    struct texts texts;
    struct data data;
    struct chain_request request;
    struct plan plan;
    struct chain chain;
    struct library library;
    struct arena arena; /* of the document in work */

    uint64_t tokens, entities, out; /* of one pass */
    struct row stage[CHAIN_MAX], jsonl, whole, call[CALL_COUNT];
    char names[CHAIN_MAX][40];
    char message[512];
};

static const char usage[] =
    "iber-bench [OPTION]... [FILE|DIR]...   sample texts; without any, corpora/articles\n"
    "  --size MB        copy the samples until they are so many million bytes (50)\n"
    "  --runs N         take the median of so many runs (5)\n"
    "  --lemma          also the lemma stage, and Hunspell_stem\n"
    "  --stages A,B,C   these stages instead of the default chain\n"
    "  --lexicon FILE   instead of the one of the build folder\n"
    "JSON lines on stdout, a table on stderr.\n";

static int fault(const char *message) {
    fprintf(stderr, "iber-bench: %s\n", message);
    return 2;
}

/* Runs one document through the chain and writes its record. ns[i] grows by the time of stage i,
 * ns[plan.n] by that of writing. NULL: it failed, and b->message says why. */
static const struct doc *run_document(struct bench *b, struct str id, struct str raw,
                                      uint64_t *ns) {
    struct jsonl_style style = {.offsets = OFFSETS_CODEPOINT};
    struct buf out;
    arena_clear(&b->arena, ARENA_KEEP);
    struct doc *d = arena_alloc(&b->arena, sizeof *d);
    doc_open(d, &b->arena);
    d->id = d->source.path = id;
    d->source.bytes = d->source.end = raw.n;
    d->raw = raw;
    d->layers = LAYER_RAW;
    uint64_t before = clock_ns(CLOCK_MONOTONIC), after;
    for (unsigned i = 0; i < b->plan.n; i++, before = after) {
        const struct stage *s = b->plan.stage[i];
        if (s->run(b->chain.state[i], d) != OK) {
            snprintf(b->message, sizeof b->message, "%.*s: %s: %.*s", (int)id.n, id.p, s->name,
                     (int)d->failure.why.n, d->failure.why.p);
            return NULL;
        }
        d->layers |= s->gives;
        *vec_push(d->arena, &d->stages) = str_of(s->name);
        after = clock_ns(CLOCK_MONOTONIC);
        ns[i] += after - before;
    }
    buf_open(&out, &b->arena, 4096);
    jsonl_write(&out, d, &style);
    ns[b->plan.n] += clock_ns(CLOCK_MONOTONIC) - before;
    b->tokens += d->tokens.n;
    b->entities += d->entities.n;
    b->out += out.n;
    return d;
}

/* What the libraries are given: words in lower case, the language of each sample. */
static void learn_sample(struct texts *t, struct sample *s, const struct doc *d, UCaseMap *lower) {
    s->lang = d->lang;
    s->script = d->script;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct str word = doc_span(d, d->tokens.v[i].span);
        int32_t room = (int32_t)(3 * word.n + 1);
        UErrorCode error = U_ZERO_ERROR;
        if (!is_letter(utf8_at(word.p, 0))) continue;
        char *p = arena_alloc(&t->arena, (size_t)room);
        int32_t n = ucasemap_utf8ToLower(lower, p, room, word.p, (int32_t)word.n, &error);
        if (U_FAILURE(error) || n >= room) continue;
        *(struct str *)vec_push(&t->arena, &s->words) = (struct str){p, (size_t)n};
    }
}

/* Each sample once: warms everything up, and finds out what the libraries are given. */
static bool learn(struct bench *b) {
    uint64_t ns[CHAIN_MAX + 1] = {0};
    UErrorCode error = U_ZERO_ERROR;
    UCaseMap *lower = ucasemap_open("", 0, &error);
    bool fine = U_SUCCESS(error);
    for (uint32_t i = 0; fine && i < b->texts.samples.n; i++) {
        struct sample *s = &b->texts.samples.v[i];
        const struct doc *d = run_document(b, s->id, s->raw, ns);
        fine = d != NULL;
        if (fine) learn_sample(&b->texts, s, d, lower);
    }
    ucasemap_close(lower);
    return fine;
}

static bool run_chain(struct bench *b) {
    uint64_t ns[CHAIN_MAX + 1] = {0};
    const struct texts *t = &b->texts;
    b->tokens = b->entities = b->out = 0;
    uint64_t wall = clock_ns(CLOCK_MONOTONIC), cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    for (uint32_t i = 0; i < t->copies.n; i++)
        if (run_document(b, t->copies.v[i].sample->id, t->copies.v[i].raw, ns) == NULL)
            return false;
    wall = clock_ns(CLOCK_MONOTONIC) - wall;
    cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    for (unsigned i = 0; i <= b->plan.n; i++) {
        struct row *r = i < b->plan.n ? &b->stage[i] : &b->jsonl;
        row_add(r, "mb_s", rate(t->bytes, ns[i]));
        if (b->tokens) row_field(r, "tokens_s", rate(b->tokens, ns[i]) * 1e6);
        row_field(r, "percent", 100.0 * (double)ns[i] / (double)wall);
    }
    row_field(&b->jsonl, "out_mb_s", rate(b->out, ns[b->plan.n]));
    row_add(&b->whole, "mb_s", rate(t->bytes, wall));
    if (b->tokens) row_field(&b->whole, "tokens_s", rate(b->tokens, wall) * 1e6);
    row_field(&b->whole, "cpu_mb_s", rate(t->bytes, cpu));
    return true;
}

static void run_call(struct bench *b, enum library_call c) {
    struct row *r = &b->call[c];
    uint64_t wall = clock_ns(CLOCK_MONOTONIC), cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    struct library_work w = library_run(&b->library, c, &b->texts);
    wall = clock_ns(CLOCK_MONOTONIC) - wall;
    cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    if (w.bytes == 0) return;
    row_add(r, "mb_s", rate(w.bytes, wall));
    if (w.tokens) row_field(r, "tokens_s", rate(w.tokens, wall) * 1e6);
    row_field(r, "cpu_mb_s", rate(w.bytes, cpu));
}

/* The library call that does most of what a stage does. */
static enum library_call call_of(const char *stage) {
    static const struct {
        const char *stage;
        enum library_call call;
    } rows[] = {{"decode", CALL_SHA256}, {"normalise", CALL_NFC}, {"sentences", CALL_SENTENCE},
                {"tokenise", CALL_WORD}, {"stem", CALL_STEM},     {"lemma", CALL_HUNSPELL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].stage, stage) == 0) return rows[i].call;
    return CALL_WORD;
}

static void name_rows(struct bench *b) {
    for (unsigned i = 0; i < b->plan.n; i++) {
        const char *name = b->plan.stage[i]->name;
        enum library_call c = call_of(name);
        snprintf(b->names[i], sizeof b->names[i], "stage %s", name);
        b->stage[i].what = b->names[i];
        row_than(&b->stage[i], &b->call[c]);
        if (c != CALL_WORD) row_than(&b->stage[i], &b->call[CALL_WORD]);
    }
    b->jsonl.what = "jsonl write";
    row_than(&b->jsonl, &b->call[CALL_MEMCPY]);
    row_than(&b->jsonl, &b->call[CALL_WORD]);
    b->whole.what = b->lemma ? "chain with lemma" : "chain";
    row_than(&b->whole, &b->call[CALL_WORD]);
    row_than(&b->whole, &b->call[CALL_MEMCPY]);
    for (unsigned c = 0; c < CALL_COUNT; c++) {
        b->call[c].what = library_word((enum library_call)c);
        if (c != CALL_WORD) row_than(&b->call[c], &b->call[CALL_WORD]);
    }
}

static void print_rows(const struct bench *b) {
    bool debug = true;
#ifdef NDEBUG
    debug = false;
#endif
    if (debug) fprintf(stderr, "not a release build: the figures say little\n");
    printf("{\"what\":\"input\",\"texts\":\"");
    for (const char *c = b->paths[0]; *c; c++)
        putchar(*c == '"' || *c == '\\' || (unsigned char)*c < ' ' ? '?' : *c);
    printf("\",\"samples\":%u,\"documents\":%u,\"bytes\":%zu,\"tokens\":%llu,"
           "\"entities\":%llu,\"out_bytes\":%llu,\"debug\":%s}\n",
           b->texts.samples.n, b->texts.copies.n, b->texts.bytes, (unsigned long long)b->tokens,
           (unsigned long long)b->entities, (unsigned long long)b->out, debug ? "true" : "false");
    fprintf(stderr, "%u samples, %u documents, %.1f MB, %llu tokens, %llu entities, %.1f MB out\n",
            b->texts.samples.n, b->texts.copies.n, (double)b->texts.bytes / 1e6,
            (unsigned long long)b->tokens, (unsigned long long)b->entities, (double)b->out / 1e6);
    row_heading("MB/s");
    for (unsigned i = 0; i < b->plan.n; i++) row_print(&b->stage[i]);
    row_print(&b->jsonl);
    row_print(&b->whole);
    for (unsigned c = 0; c < CALL_COUNT; c++) row_print(&b->call[c]);
}

/* Without --lemma the lemma stage leaves the chain, unless --stages names it. */
static void drop_lemma(struct plan *p) {
    unsigned k = 0;
    for (unsigned i = 0; i < p->n; i++)
        if (strcmp(p->stage[i]->name, "lemma") != 0) p->stage[k++] = p->stage[i];
    p->n = k;
}

/* A stage that has to be asked for, is. */
static void enable(struct chain_request *r, const char *name) {
    const struct stage *s = stage_find(str_of(name));
    for (const struct option *o = s ? s->options : NULL; o && o->name; o++)
        if (strcmp(o->name, "enabled") == 0)
            r->settings[r->n_settings++] = (struct setting){name, "enabled", "yes"};
}

static bool open_chain(struct bench *b) {
    struct env env = {.message = b->message, .message_size = sizeof b->message};
    if (b->lemma) enable(&b->request, "lemma");
    b->request.stages = b->stages;
    if (!plan_make(&b->plan, &b->request, b->message, sizeof b->message)) return false;
    if (!b->lemma && b->stages == NULL) drop_lemma(&b->plan);
    if (!data_open(&b->data, b->plan.uses, &b->paths_of_data, b->message, sizeof b->message))
        return false;
    data_env(&b->data, &env);
    return chain_open(&b->chain, &b->plan, &env);
}

static bool measure(struct bench *b) {
    if (setjmp(b->arena.full) || setjmp(b->texts.arena.full)) {
        snprintf(b->message, sizeof b->message, "a document needs more memory than it may have");
        return false;
    }
    if (!learn(b)) return false;
    if (!library_open(&b->library, &b->texts, b->lemma)) {
        snprintf(b->message, sizeof b->message, "a library does not start");
        return false;
    }
    name_rows(b);
    for (unsigned run = 0; run < b->runs; run++) {
        if (!run_chain(b)) return false;
        for (unsigned c = 0; c < CALL_COUNT; c++) run_call(b, (enum library_call)c);
    }
    print_rows(b);
    return true;
}

/* One option; *i moves on when it takes the next argument as its value. */
static bool parse_option(struct bench *b, int argc, char **argv, int *i) {
    const char *name = argv[*i], *value = *i + 1 < argc ? argv[*i + 1] : NULL;
    if (strcmp(name, "--lemma") == 0) return b->lemma = true;
    if (value == NULL) return false;
    ++*i;
    if (strcmp(name, "--stages") == 0) b->stages = value;
    else if (strcmp(name, "--lexicon") == 0) b->paths_of_data.lexicon = value;
    else if (strcmp(name, "--size") == 0) b->size = strtoul(value, NULL, 10) * 1000000u;
    else if (strcmp(name, "--runs") == 0) b->runs = (unsigned)strtoul(value, NULL, 10);
    else return false;
    return b->runs > 0 && b->runs <= RUNS_MAX && b->size <= (size_t)16 << 30;
}

static bool parse(struct bench *b, int argc, char **argv, const char **paths) {
    size_t n = 0;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-') paths[n++] = argv[i];
        else if (!parse_option(b, argc, argv, &i)) return false;
    }
    if (n == 0) paths[0] = "corpora/articles";
    b->paths = paths;
    return true;
}

static int run(struct bench *b) {
    if (!texts_open(&b->texts, b->paths, b->size, b->message, sizeof b->message))
        return fault(b->message);
    if (!arena_open(&b->arena, ARENA_SIZE)) return fault("out of memory");
    bool fine = open_chain(b) && measure(b);
    chain_close(&b->chain);
    library_close(&b->library);
    data_close(&b->data);
    arena_close(&b->arena);
    return fine ? 0 : fault(b->message);
}

int main(int argc, char **argv) {
    struct bench *b = calloc(1, sizeof *b);
    const char **paths = calloc((size_t)argc + 2, sizeof *paths);
    if (b == NULL || paths == NULL) return fault("out of memory");
    b->size = 50000000;
    b->runs = 5;
    int code = 2;
    if (parse(b, argc, argv, paths)) code = run(b);
    else fputs(usage, stderr);
    texts_close(&b->texts);
    free(paths);
    free(b);
    return code;
}
