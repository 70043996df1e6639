/* SPDX-License-Identifier: MIT */
/* See batch_parts.h: records are taken out of shards. Shards that lose some are written anew beside the
 * old ones, then the journal; its renaming is what counts, then the shards get their names. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch_parts.h"
#include "batch_read.h"
#include "jsonl.h"
#include "utf8.h"

enum { JOURNAL_BLOCK = 1 << 20 };

char *batch_quoted(struct str name) {
    const struct str bad = STR("\xEF\xBF\xBD");
    size_t room = bad.n * name.n + 1, n = 0;
    char *clean = malloc(room), *text = malloc(JSONL_QUOTE_GROWTH * room + 3);
    for (size_t i = 0; clean && i < name.n;) {
        unsigned wrong = 1, k = utf8_scan((const unsigned char *)name.p + i, name.n - i, &wrong);
        memcpy(clean + n, k ? name.p + i : bad.p, k ? k : bad.n);
        n += k ? k : bad.n;
        i += k ? k : wrong;
    }
    if (clean && text) {
        n = (size_t)(jsonl_quote(text, (struct str){clean, n}) - text) - 2;
        memmove(text, text + 1, n);
        text[n] = '\0';
    } else {
        free(text);
        text = NULL;
    }
    free(clean);
    return text;
}

bool batch_name(struct inputs *names, const char *name, size_t bound) {
    char *once = batch_quoted(str_of(name)), *json = once ? malloc(strlen(once) + 3) : NULL;
    if (json) snprintf(json, strlen(once) + 3, "\"%s\"", once);
    char *twice = json ? batch_quoted(str_of(json)) : NULL;
    struct input_row *a = twice ? inputs_row(names, str_of(once)) : NULL;
    if (a && a->bound < bound) a->bound = bound;
    struct input_row *b = a ? inputs_row(names, str_of(twice))
                            : NULL; /* addresses are JSON in a string */
    if (b && b->bound < bound) b->bound = bound;
    free(once);
    free(json);
    free(twice);
    return b != NULL;
}

/* What stands between `key` and the quote that ends it. */
static struct str value_of(struct str record, struct str key) {
    size_t at = str_find(record, key) + key.n, end = at;
    if (at > record.n) return STR("");
    while (end < record.n && record.p[end] != '"') end += record.p[end] == '\\' ? 2 : 1;
    return str_sub(record, at, end);
}

static bool is_named(const struct inputs *names, struct str value, size_t shard) {
    const struct input_row *row = value.n ? inputs_find(names, value) : NULL;
    return row && shard < row->bound;
}

struct str batch_path_of(struct str record) {
    return value_of(record, STR("\"source\":{\"path\":\""));
}

bool batch_names(const struct inputs *names, struct str record, size_t shard) {
    struct str path = batch_path_of(record);
    if (is_named(names, value_of(record, STR("{\"v\":1,\"id\":\"")), shard)) return true;
    for (size_t n = path.n; n > 0; n--) /* also what is in an archive of that name */
        if ((n == path.n || path.p[n] == '/') && is_named(names, str_sub(path, 0, n), shard))
            return true;
    struct str meta = str_sub(record, str_find(record, STR("\"meta\":{")), record.n);
    return is_named(names, value_of(meta, STR("\"url\":\"")), shard);
}

/* One shard, written anew when it loses something. */
static bool edit_shard(struct batch *b, size_t i, struct edit_request *r) {
    char path[BATCH_PATH], edited[BATCH_PATH];
    struct str record;
    struct shard_reader in;
    struct tally tally = {.records = 0};
    uint64_t dropped = r->dropped, whole = 0;
    shard_path(b, i, "", path);
    shard_path(b, i, ".new", edited);
    bool fine = shard_reader_open(&in, path, b->options.zstd) && pen_open(&b->pen, edited, 0);
    while (fine && shard_reader_next(&in, &record)) {
        if (r->drop(r->user, i, str_sub(record, 0, record.n - 1))) {
            r->dropped++;
            continue;
        }
        tally_add(&tally, record);
        fine = pen_write(&b->pen, record);
        if (fine && tally.text - b->pen.committed >= COMMIT_BYTES) {
            fine = pen_commit(&b->pen, &whole);
            b->pen.committed = tally.text;
        }
    }
    fine = fine && !in.fault && pen_commit(&b->pen, &whole);
    uint64_t bytes = b->pen.bytes;
    if (b->pen.fd >= 0) fine = pen_close(&b->pen) && fine;
    shard_reader_close(&in);
    if (!fine || r->dropped == dropped) return (unlink(edited) == 0 || errno == ENOENT) && fine;
    b->shards[i] = (struct shard){tally, bytes, whole, true};
    return true;
}

/* The inputs of the old journal, as each came to be at last. */
static bool copy_inputs(struct batch *b, struct journal *to, const char *path,
                        const struct edit_request *r) {
    struct journal_reader from;
    struct journal_line line;
    bool fine = journal_read(&from, path);
    while (fine && journal_next(&from, &line)) {
        char *input = line.kind == 'D' ? path_of(line.field[0]) : NULL;
        const struct input_row *row = input ? inputs_find(&b->inputs, str_of(input)) : NULL;
        bool forgotten = str_is(line.field[5], "forgotten") ||
                         (row && r->forget && r->forget(r->user, input));
        if (row && row->line == line.begin)
            add_done(to, input, &row->origin, journal_number(line.field[4]), forgotten);
        fine = line.kind != 'D' || row;
        if (to->n > JOURNAL_BLOCK) fine = journal_flush(to, false) && fine;
        free(input);
    }
    fine = fine && !from.fault;
    journal_read_end(&from);
    return fine;
}

/* A journal that says what is there now, in place of the one that says how it came to be. */
static bool write_journal(struct batch *b, const struct edit_request *r) {
    char path[BATCH_PATH], edited[BATCH_PATH];
    struct journal j;
    snprintf(path, sizeof path, "%s/journal", b->options.dir);
    snprintf(edited, sizeof edited, "%s/journal.new", b->options.dir);
    if (unlink(edited) != 0 && errno != ENOENT) return false;
    if (!journal_open(&j, edited)) return false;
    add_run(&j, b);
    if (b->about) add_about(&j, str_of(b->about));
    bool fine = copy_inputs(b, &j, path, r);
    for (size_t i = 0; i < b->shards_n; i++) add_commit(&j, b, i);
    fine = fine && journal_flush(&j, false) && batch_manifest(b, edited);
    add_end(&j, b);
    fine = fine && journal_flush(&j, true) && rename(edited, path) == 0 && sync_folder(b);
    journal_close(&j);
    return fine;
}

/* What was written beside its name gets it. */
static bool rename_all(const struct batch *b) {
    char path[BATCH_PATH], edited[BATCH_PATH];
    for (size_t i = 0; i < b->shards_n; i++) {
        shard_path(b, i, "", path);
        shard_path(b, i, ".new", edited);
        if (rename(edited, path) != 0 && errno != ENOENT) return false;
    }
    return manifest_rename(b) && sync_folder(b);
}

static bool fail(char *message, size_t size, const char *path, const char *why) {
    snprintf(message, size, "%s: %s", path, why);
    return false;
}

bool batch_edit(struct batch *b, struct edit_request *r, char *message, size_t size) {
    char path[BATCH_PATH];
    for (size_t i = 0; i < b->shards_n; i++) {
        if (!shard_where(b, i, path)) return fail(message, size, path, "is damaged");
        if (!edit_shard(b, i, r)) return fail(message, size, path, strerror(errno));
    }
    return (write_journal(b, r) && rename_all(b)) ||
           fail(message, size, b->options.dir, strerror(errno));
}
