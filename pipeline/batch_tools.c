/* SPDX-License-Identifier: MIT */
/* See batch.h: what is done to a batch between runs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

/* What is taken out, and of which inputs nothing is left: by path as it stands in records, and all that
 * stands before a slash in it, as an archive may be the input. */
struct forgetting {
    struct inputs names, hit, left;
    bool full; /* no memory */
};

static bool forget_record(void *user, size_t shard, struct str record) {
    struct forgetting *f = user;
    bool named = batch_names(&f->names, record, shard);
    struct str path = batch_path_of(record);
    for (size_t n = path.n; n > 0; n--)
        if (n == path.n || path.p[n] == '/')
            f->full |= !inputs_row(named ? &f->hit : &f->left, str_sub(path, 0, n));
    return named;
}

static bool forget_input(void *user, const char *path) {
    struct forgetting *f = user;
    char *quoted = batch_quoted(str_of(path));
    if (quoted == NULL || f->full) return free(quoted), false;
    struct str q = str_of(quoted);
    bool gone = !inputs_find(&f->left, q) && (inputs_find(&f->hit, q) || inputs_find(&f->names, q));
    free(quoted);
    return gone;
}

int64_t batch_forget(const char *dir, const char *const *what, char *message, size_t size) {
    struct batch b;
    struct forgetting f = {.full = false};
    struct edit_request r = {.drop = forget_record, .forget = forget_input, .user = &f};
    bool fine = open_there(&b, dir, false, message, size);
    for (; fine && *what; what++)
        fine = batch_name(&f.names, *what, SIZE_MAX) || fail(message, size, dir, "out of memory");
    fine = fine && batch_edit(&b, &r, message, size);
    batch_close(&b);
    inputs_free(&f.names);
    inputs_free(&f.hit);
    inputs_free(&f.left);
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
    bool whole = shard_where(b, i, path);
    if (!whole && (!origin_look(path, &o) || !origin_read(path, &o)))
        fault(c, path, "cannot be read");
    else if (!whole && o.size != s->bytes) fault(c, path, "has another size than the journal says");
    else if (!whole) fault(c, path, "has another hash than the journal says");
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
    if (manifest_where(b, path)) return;
    fault(c, path, access(path, R_OK) ? strerror(errno) : "is not the one that was written");
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
