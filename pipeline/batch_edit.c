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

/* A name as it stands in a record, without its quotes. */
static char *quoted(struct str name) {
    char *text = malloc(JSONL_QUOTE_GROWTH * name.n + 3);
    if (text == NULL) return NULL;
    size_t n = (size_t)(jsonl_quote(text, name) - text) - 2;
    memmove(text, text + 1, n);
    text[n] = '\0';
    return text;
}

bool batch_name(struct inputs *names, const char *name, size_t bound) {
    char *once = quoted(str_of(name)), *json = once ? malloc(strlen(once) + 3) : NULL;
    if (json) snprintf(json, strlen(once) + 3, "\"%s\"", once);
    char *twice = json ? quoted(str_of(json)) : NULL;
    struct input_row *a = twice ? inputs_row(names, once) : NULL;
    if (a && a->bound < bound) a->bound = bound;
    struct input_row *b = a ? inputs_row(names, twice) : NULL; /* addresses are JSON in a string */
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
    char copy[BATCH_PATH];
    if (value.n == 0 || value.n >= sizeof copy) return false;
    memcpy(copy, value.p, value.n);
    copy[value.n] = '\0';
    const struct input_row *row = inputs_find(names, copy);
    return row && shard < row->bound;
}

bool batch_names(const struct inputs *names, struct str record, size_t shard) {
    struct str path = value_of(record, STR("\"source\":{\"path\":\""));
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
    uint64_t dropped = r->dropped, segment;
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
            fine = pen_commit(&b->pen, &segment);
            b->pen.committed = tally.text;
        }
    }
    fine = fine && !in.fault && pen_commit(&b->pen, &segment);
    uint64_t whole = 0, bytes = b->pen.bytes;
    if (b->pen.fd >= 0) fine = pen_close(&b->pen, &whole) && fine;
    shard_reader_close(&in);
    if (!fine || r->dropped == dropped) return (unlink(edited) == 0 || errno == ENOENT) && fine;
    b->shards[i] = (struct shard){tally, bytes, whole, true};
    return true;
}

/* A journal that says what is there now, in place of the one that says how it came to be. */
static bool write_journal(struct batch *b) {
    char path[BATCH_PATH], edited[BATCH_PATH];
    struct journal j;
    snprintf(path, sizeof path, "%s/journal", b->options.dir);
    snprintf(edited, sizeof edited, "%s/journal.new", b->options.dir);
    if (unlink(edited) != 0 && errno != ENOENT) return false;
    if (!journal_open(&j, edited)) return false;
    add_run(&j, b);
    if (b->about) add_about(&j, str_of(b->about));
    for (size_t i = 0; i < b->inputs.n; i++) {
        const struct input_row *row = &b->inputs.rows[i];
        if (row->done) add_done(&j, row->path, &row->origin, row->docs);
    }
    for (size_t i = 0; i < b->shards_n; i++) add_commit(&j, b, i, 0);
    add_end(&j, b);
    bool fine = journal_flush(&j, true) && rename(edited, path) == 0 && sync_folder(b);
    journal_close(&j);
    return fine;
}

/* The shards' new names. */
static bool rename_shards(const struct batch *b) {
    char path[BATCH_PATH], edited[BATCH_PATH];
    for (size_t i = 0; i < b->shards_n; i++) {
        shard_path(b, i, "", path);
        shard_path(b, i, ".new", edited);
        if (rename(edited, path) != 0 && errno != ENOENT) return false;
    }
    return sync_folder(b);
}

bool batch_edit(struct batch *b, struct edit_request *r) {
    for (size_t i = 0; r && i < b->shards_n; i++)
        if (!edit_shard(b, i, r)) return false;
    return batch_manifest(b) && write_journal(b) && (r == NULL || rename_shards(b));
}
