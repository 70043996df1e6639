/* SPDX-License-Identifier: MIT */
/* See batch.h: what is done to a batch between runs. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "batch_parts.h"
#include "batch_read.h"

static bool fail(char *message, size_t size, const char *dir, const char *why) {
    snprintf(message, size, "%s: %s", dir, why);
    return false;
}

/* Of a batch that is there, with the options that its journal has. */
static bool open_there(struct batch *b, const char *dir, bool look_only, char *message,
                       size_t size) {
    char path[BATCH_PATH];
    *b = (struct batch){.options = {.dir = dir}, .lock = -1, .adopt = true, .journal = {.fd = -1}};
    b->look_only = look_only;
    b->pen.fd = -1;
    snprintf(path, sizeof path, "%s/journal", dir);
    if (access(path, R_OK) != 0) return fail(message, size, path, strerror(errno));
    if (!pen_setup(&b->pen, true)) return fail(message, size, dir, "out of memory");
    if (!look_only && !batch_lock(b, message, size)) return false;
    if (!batch_load(b, message, size)) return false;
    b->pen.zstd = b->options.zstd;
    if (b->finished || (look_only && b->begun)) return true;
    return fail(message, size, dir,
                b->begun ? "is not finished: run the command again that began it" : "is no batch");
}

static bool is_named(void *user, size_t shard, struct str record) {
    return batch_names(user, record, shard);
}

int64_t batch_forget(const char *dir, const char *const *what, char *message, size_t size) {
    struct batch b;
    struct inputs names = {.rows = NULL};
    struct edit_request r = {is_named, &names, 0};
    bool fine = open_there(&b, dir, false, message, size);
    for (; fine && *what; what++)
        fine = batch_name(&names, *what, SIZE_MAX) || fail(message, size, dir, "out of memory");
    if (fine) fine = batch_edit(&b, &r) || fail(message, size, dir, strerror(errno));
    batch_close(&b);
    inputs_free(&names);
    return fine ? (int64_t)r.dropped : -1;
}

struct check {
    void (*tell)(const char *what);
    unsigned faults;
};

static void fault(struct check *c, const char *path, const char *why) {
    char text[BATCH_PATH + 128];
    snprintf(text, sizeof text, "%s: %s", path, why);
    c->tell(text);
    c->faults++;
}

/* The file's bytes against its hash, its records against their counts. */
static void check_shard(struct batch *b, size_t i, struct check *c) {
    char path[BATCH_PATH];
    const struct shard *s = &b->shards[i];
    struct shard_reader in = {.fd = -1};
    struct tally t = {.records = 0};
    struct str record;
    struct origin o;
    shard_path(b, i, "", path);
    if (!origin_look(path, &o) || !origin_read(path, &o)) fault(c, path, "cannot be read");
    else if (o.size != s->bytes) fault(c, path, "has another size than the journal says");
    else if (o.hash != s->hash) fault(c, path, "has another hash than the journal says");
    else {
        if (!shard_reader_open(&in, path, b->options.zstd)) in.fault = strerror(errno);
        while (!in.fault && shard_reader_next(&in, &record)) tally_add(&t, record);
        if (in.fault) fault(c, path, in.fault);
        else if (memcmp(&t, &s->tally, sizeof t) != 0)
            fault(c, path, "holds other records than the journal says");
        shard_reader_close(&in);
    }
}

static void check_manifest(struct batch *b, struct check *c) {
    char path[BATCH_PATH];
    struct origin o;
    snprintf(path, sizeof path, "%s/manifest.json", b->options.dir);
    if (!origin_look(path, &o) || !origin_read(path, &o)) fault(c, path, "cannot be read");
    else if (o.hash != b->manifest) fault(c, path, "is not the one that was written");
}

unsigned batch_verify(const char *dir, void (*tell)(const char *what),
                      struct batch_counts *counts) {
    char message[512] = "";
    struct batch b;
    struct check c = {tell, 0};
    *counts = (struct batch_counts){.records = 0};
    bool fine = open_there(&b, dir, true, message, sizeof message);
    if (!fine) tell(message), c.faults++;
    if (fine && b.finished) check_manifest(&b, &c);
    for (size_t i = 0; fine && i < b.shards_n; i++)
        if (b.shards[i].complete) check_shard(&b, i, &c);
    if (fine) *counts = batch_counts(&b);
    batch_close(&b);
    return c.faults;
}
