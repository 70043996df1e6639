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
#include "jsonl.h"
#include "utf8.h"

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

/* Names need not be UTF-8: bytes that are none become U+FFFD, as in records. */
static void put_name(struct manifest *m, const char *name) {
    struct str s = str_of(name), bad = STR("\xEF\xBF\xBD");
    char *text = malloc(bad.n * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; text && i < s.n;) {
        unsigned wrong = 1, k = utf8_scan((const unsigned char *)s.p + i, s.n - i, &wrong);
        memcpy(text + n, k ? s.p + i : bad.p, k ? k : bad.n);
        n += k ? k : bad.n;
        i += k ? k : wrong;
    }
    char *to = text ? filter_room(&m->out, JSONL_QUOTE_GROWTH * n + 2) : NULL;
    if (to) m->out.n += (size_t)(jsonl_quote(to, (struct str){text, n}) - to);
    m->fine = m->fine && to;
    free(text);
}

static void put_langs(struct manifest *m, const uint64_t *langs) {
    const char *comma = "";
    put(m, "{");
    for (unsigned l = 0; l < LANG_COUNT; l++)
        if (langs[l])
            put(m, "%s\"%s\":%" PRIu64, comma, lang_word((enum lang)l), langs[l]), comma = ",";
    put(m, "}");
}

static void put_all(struct manifest *m, const struct batch *b) {
    struct tally all = {.records = 0};
    for (size_t i = 0; i < b->shards_n; i++) {
        const struct tally *t = &b->shards[i].tally;
        all.records += t->records, all.failures += t->failures, all.text += t->text;
        for (unsigned l = 0; l < LANG_COUNT; l++) all.langs[l] += t->langs[l];
    }
    put(m, "{\"configuration_hash\":\"%s\"", b->config);
    filter_put(&m->out, b->about ? STR(",") : STR(""));
    filter_put(&m->out, str_of(b->about ? b->about : ""));
    put(m, ",\n\"records\":%" PRIu64 ",\"errors\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"languages\":",
        all.records, all.failures, all.text);
    put_langs(m, all.langs);
    put(m, ",\n\"shards\":[");
    for (size_t i = 0; i < b->shards_n; i++) {
        const struct shard *s = &b->shards[i];
        char path[BATCH_PATH];
        shard_path(b, i, "", path);
        put(m, "%s\n{\"name\":", i ? "," : "");
        put_name(m, strrchr(path, '/') + 1);
        put(m,
            ",\"records\":%" PRIu64 ",\"errors\":%" PRIu64 ",\"bytes\":%" PRIu64
            ",\"xxh3\":\"%016" PRIx64 "\",\"languages\":",
            s->tally.records, s->tally.failures, s->bytes, s->hash);
        put_langs(m, s->tally.langs);
        put(m, "}");
    }
    put(m, "],\n\"inputs\":[");
    for (size_t i = 0, n = 0; i < b->inputs.n; i++) {
        const struct input_row *row = &b->inputs.rows[i];
        if (!row->done) continue;
        put(m, "%s\n{\"path\":", n++ ? "," : "");
        put_name(m, row->path);
        put(m, ",\"bytes\":%" PRIu64 ",\"xxh3\":\"%016" PRIx64 "\",\"documents\":%" PRIu64 "}",
            row->origin.size, row->origin.hash, row->docs);
    }
    put(m, "]}\n");
}

bool batch_manifest(struct batch *b) {
    char path[BATCH_PATH], temporary[BATCH_PATH];
    snprintf(path, sizeof path, "%s/manifest.json", b->options.dir);
    snprintf(temporary, sizeof temporary, "%s/manifest.json.tmp", b->options.dir);
    struct manifest m = {.out = {malloc(FLUSH), 0, FLUSH}, .hash = XXH3_createState()};
    m.fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    m.fine = m.fd >= 0 && m.out.p && m.hash;
    if (m.fine) {
        XXH3_64bits_reset(m.hash);
        put_all(&m, b);
        flush(&m);
        b->manifest = XXH3_64bits_digest(m.hash);
    }
    m.fine = m.fine && fsync(m.fd) == 0;
    if (m.fd >= 0) m.fine = close(m.fd) == 0 && m.fine;
    m.fine = m.fine && rename(temporary, path) == 0;
    XXH3_freeState(m.hash);
    free(m.out.p);
    return m.fine;
}
