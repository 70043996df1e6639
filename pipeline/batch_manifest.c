/* SPDX-License-Identifier: MIT */
/* See batch_parts.h: manifest.json, for people and other programs. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch_parts.h"
#include "fd.h"
#include "filter.h"

enum { FLUSH = 1 << 20 };

struct manifest {
    int fd;
    struct filter_out out;
    XXH3_state_t *hash;
    bool fine;
};

static void flush(struct manifest *m) {
    m->fine = m->fine && m->out.p && fd_write(m->fd, m->out.p, m->out.n);
    if (m->fine) XXH3_64bits_update(m->hash, m->out.p, m->out.n);
    m->out.n = 0;
}

__attribute__((format(printf, 2, 3))) static void put(struct manifest *m, const char *format, ...) {
    char text[512];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    filter_put(&m->out, (struct str){text, n < 0 ? 0 : (size_t)n});
    if (m->out.n > FLUSH) flush(m);
}

static void put_name(struct manifest *m, const char *name) {
    char *text = batch_quoted(str_of(name));
    filter_put(&m->out, STR("\""));
    if (text) filter_put(&m->out, str_of(text));
    filter_put(&m->out, STR("\""));
    m->fine = m->fine && text;
    free(text);
}

static void put_counts(struct manifest *m, const char *name, const struct words *w,
                       const uint64_t *counts) {
    const char *comma = "";
    put(m, ",\"%s\":{", name);
    for (unsigned i = 0; i < w->n; i++)
        if (counts[i]) put(m, "%s\"%s\":%" PRIu64, comma, w->word(i), counts[i]), comma = ",";
    put(m, "}");
}

static void put_tally(struct manifest *m, const struct tally *t, uint64_t bytes) {
    put(m, "\"records\":%" PRIu64 ",\"errors\":%" PRIu64 ",\"bytes\":%" PRIu64, t->records,
        tally_failures(t), bytes);
    put_counts(m, "outcomes", &outcome_words, t->outcomes);
    put_counts(m, "languages", &lang_words, t->langs);
}

static void put_shards(struct manifest *m, const struct batch *b) {
    char path[BATCH_PATH];
    put(m, ",\n\"shards\":[");
    for (size_t i = 0; i < b->shards_n; i++) {
        const struct shard *s = &b->shards[i];
        shard_path(b, i, "", path);
        put(m, "%s\n{\"name\":", i ? "," : "");
        put_name(m, strrchr(path, '/') + 1);
        put(m, ",\"xxh3\":\"%016" PRIx64 "\",", s->hash);
        put_tally(m, &s->tally, s->bytes);
        put(m, "}");
    }
}

/* Line by line, so that a million of them take no memory. */
static void put_inputs(struct manifest *m, const char *journal) {
    struct journal_reader r;
    struct journal_line line;
    const char *comma = "";
    m->fine = m->fine && journal_read(&r, journal);
    put(m, "],\n\"inputs\":[");
    while (m->fine && journal_next(&r, &line)) {
        if (line.kind != 'D' || str_is(line.field[5], "forgotten")) continue;
        struct origin o = journal_origin(line.field + 1);
        char *path = path_of(line.field[0]);
        m->fine = m->fine && path;
        put(m, "%s\n{\"path\":", comma);
        if (path) put_name(m, path);
        put(m, ",\"bytes\":%" PRIu64 ",\"xxh3\":\"%016" PRIx64 "\",\"documents\":%" PRIu64 "}",
            o.size, o.hash, journal_number(line.field[4]));
        comma = ",";
        free(path);
    }
    m->fine = m->fine && !r.fault;
    journal_read_end(&r);
    put(m, "]}\n");
}

static void put_all(struct manifest *m, const struct batch *b, const char *journal) {
    struct tally all = {.records = 0};
    for (size_t i = 0; i < b->shards_n; i++) {
        const struct tally *t = &b->shards[i].tally;
        all.records += t->records, all.text += t->text;
        for (unsigned k = 0; k < STATUSES; k++) all.outcomes[k] += t->outcomes[k];
        for (unsigned l = 0; l < LANG_COUNT; l++) all.langs[l] += t->langs[l];
    }
    put(m, "{\"configuration_hash\":\"%s\"", b->config);
    filter_put(&m->out, b->about ? STR(",") : STR(""));
    filter_put(&m->out, str_of(b->about ? b->about : ""));
    put(m, ",\n");
    put_tally(m, &all, all.text);
    put_shards(m, b);
    put_inputs(m, journal);
}

bool batch_manifest(struct batch *b, const char *journal) {
    char path[BATCH_PATH];
    snprintf(path, sizeof path, "%s/manifest.json.new", b->options.dir);
    struct manifest m = {.out = {malloc(FLUSH), 0, FLUSH}, .hash = XXH3_createState()};
    m.fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    m.fine = m.fd >= 0 && m.out.p && m.hash;
    if (m.fine) {
        XXH3_64bits_reset(m.hash);
        put_all(&m, b, journal);
        flush(&m);
        b->manifest = XXH3_64bits_digest(m.hash);
    }
    m.fine = m.fine && fsync(m.fd) == 0;
    if (m.fd >= 0) m.fine = close(m.fd) == 0 && m.fine;
    XXH3_freeState(m.hash);
    free(m.out.p);
    return m.fine;
}

bool manifest_rename(const struct batch *b) {
    char path[BATCH_PATH], written[BATCH_PATH];
    snprintf(path, sizeof path, "%s/manifest.json", b->options.dir);
    snprintf(written, sizeof written, "%s/manifest.json.new", b->options.dir);
    return rename(written, path) == 0;
}
