/* SPDX-License-Identifier: MIT */
/* See main_batch.h. */
#include "main_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unistd.h>

int start_fault(const char *message) {
    fprintf(stderr, "iber: %s\n", message);
    return 2;
}

static void put_quoted(struct filter_out *out, struct str s) {
    char *to = filter_room(out, JSONL_QUOTE_GROWTH * s.n + 2);
    if (to) out->n += (size_t)(jsonl_quote(to, s) - to);
}

static void put_row(struct filter_out *out, const char *name, const char *value) {
    filter_put(out, STR(",\""));
    filter_put(out, str_of(name));
    filter_put(out, STR("\":"));
    put_quoted(out, str_of(value));
}

/* The first member of an object has none before it. */
static void drop_comma(struct filter_out *out, size_t at) {
    if (out->p == NULL || at >= out->n) return;
    memmove(out->p + at, out->p + at + 1, out->n - at - 1);
    out->n--;
}

/* All that records depend on, as members of a JSON object. */
static void describe(const struct options *o, struct filter_out *out) {
    const struct run *r = &o->run;
    char text[256];
    snprintf(text, sizeof text,
             "\"iber\":\"" IBER_VERSION "\",\"icu\":\"" U_ICU_VERSION
             "\",\"unicode\":\"" U_UNICODE_VERSION
             "\",\"form\":%d,\"max_bytes\":%zu,\"offsets\":%d,"
             "\"keep_zones\":%s",
             (int)r->input.form, r->input.max_bytes, (int)r->style.offsets,
             r->style.keep_zones ? "true" : "false");
    filter_put(out, str_of(text));
    if (r->keys.text) put_row(out, "text_key", r->keys.text);
    if (r->keys.id) put_row(out, "id_key", r->keys.id);
    if (r->keys.title) put_row(out, "title_key", r->keys.title);
    if (r->keys.date) put_row(out, "date_key", r->keys.date);
    filter_put(out, STR(",\"stages\":["));
    for (unsigned i = 0; i < r->plan->n; i++) {
        filter_put(out, i ? STR(",") : STR(""));
        put_quoted(out, r->plan->name[i]); /* of exec: its command, too */
    }
    filter_put(out, STR("],\"options\":{"));
    size_t members = out->n;
    for (unsigned i = 0; i < o->request.n_settings; i++) {
        const struct setting *s = &o->request.settings[i];
        snprintf(text, sizeof text, "%s.%s", s->stage, s->key);
        put_row(out, text, s->value);
    }
    drop_comma(out, members);
    filter_put(out, STR("},\"data\":{"));
    members = out->n;
    data_describe(r->data, out);
    drop_comma(out, members);
    filter_put(out, STR("}"));
}

/* What the run that finished the batch did, and how long; the shards of an earlier one are not in it. The
 * libraries do not part configurations, but for ICU, which describe() has. */
static void describe_run(struct filter_out *out, const struct run *r, const struct watch *w) {
    char text[256];
    const struct counters *c = &w->counters;
    put_row(out, "libraries", IBER_LIBRARIES);
    snprintf(text, sizeof text,
             ",\"last_run\":{\"documents\":%llu,\"errors\":%llu,\"read_bytes\":%llu,"
             "\"jobs\":%u,\"seconds\":%.3f,\"stage_seconds\":{",
             (unsigned long long)c->documents, (unsigned long long)c->failures,
             (unsigned long long)c->read, r->jobs, (double)w->ns / 1e9);
    filter_put(out, str_of(text));
    for (unsigned i = 0; i < r->plan->n; i++) {
        filter_put(out, i ? STR(",") : STR(""));
        put_quoted(out, r->plan->name[i]);
        snprintf(text, sizeof text, ":%.3f", (double)c->stage_ns[i] / 1e9);
        filter_put(out, str_of(text));
    }
    filter_put(out, STR("}}"));
}

int run_watched(struct options *o, struct filter_out *about) {
    const struct watch_options wanted = {.plan = o->run.plan,
                                         .input = &o->run.input,
                                         .metrics = o->metrics,
                                         .terminal = o->run.batch && isatty(STDERR_FILENO),
                                         .stops = o->run.batch != NULL};
    struct watch watch;
    uint64_t passed_over = 0;
    if (!o->run.batch && !o->metrics && !o->verbose) return run_all(&o->run);
    if (!watch_open(&watch, &wanted)) return start_fault("cannot start a thread");
    o->run.watch = &watch;
    o->run.passed_over = &passed_over;
    int code = run_all(&o->run);
    watch_close(&watch);
    if (o->verbose) watch_summary(&watch, passed_over);
    if (about) describe_run(about, &o->run, &watch);
    free(watch.thread);
    return code;
}

/* The same command once more: a run may have been ended when all was done but its exit. */
static int run_nothing(const struct options *o, struct batch *b, char *config) {
    bool failures = batch_counts(b).failures > 0;
    fprintf(stderr, "iber: --out %s: is finished; --incremental adds what is new\n", o->batch.dir);
    batch_free(b);
    free(config);
    return failures ? 1 : 0;
}

int run_batch(struct options *o) {
    char message[512];
    struct filter_out config = {malloc(4096), 0, 4096};
    if (o->run.to != TO_JSONL) return start_fault("--out: shards are JSONL");
    describe(o, &config);
    if (config.p == NULL) return start_fault("out of memory");
    struct batch *b = batch_open(&o->batch, (struct str){config.p, config.n}, &o->run.input,
                                 message, sizeof message);
    if (b == NULL) {
        free(config.p);
        return start_fault(message);
    }
    if (batch_closed(b)) return run_nothing(o, b, config.p);
    o->run.batch = b;
    int code = run_watched(o, &config);
    enum batch_end how = code < 2 ? BATCH_FINISHED : code > 2 ? BATCH_STOPPED : BATCH_FAILED;
    struct str about = config.p ? (struct str){config.p, config.n} : STR("");
    if (!batch_end(b, how, about, message, sizeof message)) code = start_fault(message);
    else if (code > 2) start_fault("stopped; the same command goes on");
    struct batch_counts c = batch_counts(b);
    if (code < 2 && c.gone)
        fprintf(stderr, "iber: --out %s: inputs that are no more, whose records stay: %llu\n",
                o->batch.dir, (unsigned long long)c.gone);
    if (code < 2 && c.moved)
        fprintf(stderr,
                "iber: --out %s: inputs that changed while they were read: %llu, %s the first; "
                "--incremental reads them again\n",
                o->batch.dir, (unsigned long long)c.moved, c.moved_path ? c.moved_path : "?");
    if (o->verbose)
        fprintf(stderr, "iber: %llu records in %llu shards; inputs: %llu as before, %llu changed\n",
                (unsigned long long)c.records, (unsigned long long)c.shards,
                (unsigned long long)c.skipped, (unsigned long long)c.renewed);
    batch_free(b);
    free(config.p);
    return code;
}

static void tell_fault(const char *what) {
    fprintf(stderr, "iber: verify: %s\n", what);
}

int run_verify(const struct options *o) {
    const char *const *words = o->run.input.paths;
    struct batch_counts c;
    if (strcmp(words[0], "-") == 0 || words[1]) return start_fault("verify: one DIR is wanted");
    unsigned faults = batch_verify(words[0], tell_fault, &c);
    if (faults) return 1;
    printf("%llu records in %llu shards, %llu of them errors: all as written\n",
           (unsigned long long)c.records, (unsigned long long)c.shards,
           (unsigned long long)c.failures);
    return fflush(stdout) == 0 ? 0 : start_fault("cannot write the output");
}

int run_forget(const struct options *o) {
    const char *const *words = o->run.input.paths;
    char message[512];
    if (words[1] == NULL) return start_fault("forget: DIR and ids, paths or addresses are wanted");
    int64_t dropped = batch_forget(words[0], words + 1, message, sizeof message);
    if (dropped < 0) return start_fault(message);
    printf("%lld records taken out\n", (long long)dropped);
    return fflush(stdout) != 0 ? start_fault("cannot write the output") : dropped ? 0 : 1;
}
