/* SPDX-License-Identifier: MIT */
/* See batch.h. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch_parts.h"
#include "fd.h"

void shard_path(const struct batch *b, size_t number, const char *ending, char *path) {
    snprintf(path, BATCH_PATH, "%s/part-%05zu.jsonl%s%s", b->options.dir, number,
             b->options.zstd ? ".zst" : "", ending);
}

struct shard *shard_add(struct batch *b) {
    if (b->shards_n == b->shards_size) {
        size_t size = b->shards_size * 2 + 16;
        struct shard *more = realloc(b->shards, size * sizeof *more);
        if (more == NULL) return NULL;
        b->shards = more, b->shards_size = size;
    }
    b->shards[b->shards_n] = (struct shard){.complete = false};
    return &b->shards[b->shards_n++];
}

static bool fail(char *message, size_t size, const struct batch *b, const char *why) {
    snprintf(message, size, "--out %s: %s", b->options.dir, why);
    return false;
}

/* The lock is the kernel's, which gives it back when its owner dies; who that is stands in the file. */
bool batch_lock(struct batch *b, char *message, size_t size) {
    char path[BATCH_PATH], who[320] = "", host[256] = "";
    snprintf(path, sizeof path, "%s/lock", b->options.dir);
    b->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (b->lock < 0) return fail(message, size, b, strerror(errno));
    if (flock(b->lock, LOCK_EX | LOCK_NB) != 0) {
        ssize_t n = errno == EWOULDBLOCK ? read(b->lock, who, sizeof who - 1) : -1;
        if (n < 0) return fail(message, size, b, strerror(errno));
        who[strcspn(who, "\n")] = '\0';
        snprintf(message, size, "--out %s: another run is at it: %s", b->options.dir, who);
        return false;
    }
    gethostname(host, sizeof host - 1);
    int n = snprintf(who, sizeof who, "process %ld on %s\n", (long)getpid(), host);
    if (ftruncate(b->lock, 0) == 0 && fd_write(b->lock, who, (size_t)n)) return true;
    return fail(message, size, b, strerror(errno));
}

/* May this run go on with what is there? */
static bool may_go_on(const struct batch *b, char *message, size_t size) {
    if (!b->begun) return true;
    if (!b->same_config)
        return fail(message, size, b, "was made with other options, lexicon, models or version");
    if (!b->finished && !b->same_shards)
        return fail(message, size, b, "was begun with other shards (size, packing)");
    return true;
}

/* input_options.wanted; the reader's thread. */
static bool wanted(void *user, const char *path, struct input_want *want) {
    struct batch *b = user;
    struct origin *o = &want->origin;
    bool known = origin_look(path, o), begun = b->begun_path && strcmp(path, b->begun_path) == 0;
    struct input_row *row = b->many ? inputs_row(&b->inputs, str_of(path))
                                    : inputs_find(&b->inputs, str_of(path));
    if (row && row->seen) return false;
    if (row) row->seen = true;
    bool done = row && row->done;
    const struct origin *old = done ? &row->origin : begun ? &b->begun_origin : NULL;
    bool same = old && o->size == old->size && o->mtime == old->mtime;
    if (same) *o = *old;
    else if (known && !origin_read(path, o)) *o = (struct origin){0}; /* not read: is asked again */
    same = old && o->hash == old->hash;
    if (same && done) {
        b->skipped++;
        return false;
    }
    want->renewed = old && !same;
    if (begun && same) want->pass = b->begun_nth;
    return true;
}

static bool begin(struct batch *b, char *message, size_t size) {
    char path[BATCH_PATH];
    snprintf(path, sizeof path, "%s/journal", b->options.dir);
    if (!journal_open(&b->journal, path)) return fail(message, size, b, strerror(errno));
    if (b->begun && !b->finished && b->at.path) {
        b->begun_path = strdup(b->at.path);
        b->begun_nth = b->at.nth;
        b->begun_origin = b->at.origin;
        if (b->begun_path == NULL) return fail(message, size, b, "out of memory");
    }
    bool open = b->shards_n && !b->shards[b->shards_n - 1].complete;
    if (open) {
        const struct shard *s = &b->shards[b->shards_n - 1];
        shard_path(b, b->shards_n - 1, ".tmp", path);
        if (!pen_open(&b->pen, path, s->bytes)) return fail(message, size, b, strerror(errno));
        b->pen.committed = s->tally.text;
    }
    b->running = b->begun && !b->finished;
    return true;
}

struct batch *batch_open(const struct batch_options *o, struct str config,
                         struct input_options *input, char *message, size_t size) {
    struct batch *b = calloc(1, sizeof *b);
    if (b == NULL) return snprintf(message, size, "out of memory"), NULL;
    b->options = *o;
    b->lock = b->journal.fd = -1;
    b->many = input->list || (input->paths && input->paths[0] && input->paths[1]);
    snprintf(b->config, sizeof b->config, "%016" PRIx64, (uint64_t)XXH3_64bits(config.p, config.n));
    bool fine = pen_setup(&b->pen, o->zstd) || fail(message, size, b, "out of memory");
    if (fine && mkdir(o->dir, 0777) != 0 && errno != EEXIST)
        fine = fail(message, size, b, strerror(errno));
    fine = fine && batch_lock(b, message, size) && batch_load(b, message, size) &&
           may_go_on(b, message, size) && begin(b, message, size);
    if (!fine) {
        batch_free(b);
        return NULL;
    }
    input->wanted = wanted;
    input->wanted_user = b;
    return b;
}

void batch_close(struct batch *b) {
    pen_free(&b->pen);
    journal_close(&b->journal);
    inputs_free(&b->inputs);
    inputs_free(&b->renewed);
    free(b->shards);
    free(b->at.path);
    free(b->begun_path);
    free(b->moved_path);
    free(b->about);
    if (b->lock >= 0) close(b->lock);
}

void batch_free(struct batch *b) {
    if (b) batch_close(b);
    free(b);
}

/* Nothing is written before there is something to write. */
static bool run_begins(struct batch *b) {
    b->running = true;
    b->first_shard = b->shards_n;
    add_run(&b->journal, b);
    return journal_flush(&b->journal, true);
}

bool sync_folder(const struct batch *b) {
    int fd = open(b->options.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    if (fd >= 0) close(fd);
    return fine;
}

/* What was written counts from here on. */
static bool commit(struct batch *b, bool complete) {
    struct shard *s = &b->shards[b->shards_n - 1];
    char path[BATCH_PATH], temporary[BATCH_PATH];
    if (!pen_commit(&b->pen, &s->hash)) return false;
    if (complete && !pen_close(&b->pen)) return false;
    s->complete = complete;
    s->bytes = b->pen.bytes;
    b->pen.committed = s->tally.text;
    add_commit(&b->journal, b, b->shards_n - 1);
    if (!journal_flush(&b->journal, complete)) return false;
    shard_path(b, b->shards_n - 1, "", path);
    shard_path(b, b->shards_n - 1, ".tmp", temporary);
    return !complete || (rename(temporary, path) == 0 && sync_folder(b));
}

/* The input whose documents came up to now is done. One that has changed since it was looked at is told:
 * --incremental will see that it is another one. */
static void input_done(struct batch *b) {
    struct origin now, *o = &b->at.origin;
    if (b->at.path == NULL || strcmp(b->at.path, "-") == 0) return;
    bool known = o->size || o->mtime;
    origin_look(b->at.path, &now);
    if (known && (now.size != o->size || now.mtime != o->mtime)) {
        if (b->moved++ == 0) b->moved_path = strdup(b->at.path);
    }
    add_done(&b->journal, b->at.path, o, b->at.nth, false);
}

/* What is there of this input is old: it is taken out at the end. Of one that was begun, some may be in
 * the open shard, which is made complete. */
static bool input_renewed(struct batch *b) {
    bool begun = b->begun_path && strcmp(b->at.path, b->begun_path) == 0;
    if (begun && b->pen.fd >= 0 && !commit(b, true)) return false;
    size_t bound = begun ? b->shards_n : b->first_shard;
    journal_begin(&b->journal, 'X');
    journal_add_text(&b->journal, str_of(b->at.path));
    journal_add(&b->journal, bound);
    journal_end(&b->journal);
    return batch_name(&b->renewed, b->at.path, bound);
}

static bool input_begins(struct batch *b, const struct item *item) {
    bool first = b->at.file == 0, renewed = item->want.renewed;
    b->at.file = item->file;
    bool again = first && b->begun_path && str_is(item->file_path, b->begun_path);
    if (again && !renewed) return true;
    if (!again && (!first || b->begun_path)) input_done(b);
    free(b->at.path);
    b->at.path = strndup(item->file_path.p, item->file_path.n);
    b->at.origin = item->want.origin;
    b->at.nth = 0;
    return b->at.path && (!renewed || input_renewed(b));
}

static bool start_shard(struct batch *b) {
    char path[BATCH_PATH];
    if (shard_add(b) == NULL) return errno = ENOMEM, false;
    shard_path(b, b->shards_n - 1, ".tmp", path);
    return pen_open(&b->pen, path, 0);
}

bool batch_put(struct batch *b, const struct item *item, struct str records, char *why,
               size_t size) {
    bool fine = b->running || run_begins(b);
    fine = fine && (item->file == b->at.file || input_begins(b, item));
    if (fine && b->pen.fd < 0) fine = start_shard(b);
    if (item->code == UNREADABLE) b->at.origin = (struct origin){0}; /* it may be another time */
    fine = fine && pen_write(&b->pen, records);
    if (!fine) return fail(why, size, b, strerror(errno));
    struct tally *t = &b->shards[b->shards_n - 1].tally;
    tally_add(t, records);
    b->at.nth = item->nth;
    bool complete = (b->options.shard_docs && t->records >= b->options.shard_docs) ||
                    (b->options.shard_bytes && t->text >= b->options.shard_bytes);
    if (complete || t->text - b->pen.committed >= COMMIT_BYTES) fine = commit(b, complete);
    return fine || fail(why, size, b, strerror(errno));
}

static bool is_old(void *user, size_t shard, struct str record) {
    const struct batch *b = user;
    return batch_names(&b->renewed, record, shard);
}

/* Old records are taken out. The journal is read again, as it alone knows all inputs. */
static bool finish_renewed(struct batch *b, char *why, size_t size) {
    struct batch again = {.options = b->options, .lock = -1, .journal = {.fd = -1}};
    struct edit_request r = {.drop = is_old, .user = &again};
    memcpy(again.config, b->config, sizeof again.config);
    bool fine = pen_setup(&again.pen, b->options.zstd) || fail(why, size, b, "out of memory");
    fine = fine && batch_load(&again, why, size) && batch_edit(&again, &r, why, size);
    for (size_t i = 0; fine && i < b->shards_n; i++) b->shards[i] = again.shards[i];
    batch_close(&again);
    return fine;
}

static bool finish(struct batch *b, char *why, size_t size) {
    char path[BATCH_PATH];
    if (b->renewed.n) return finish_renewed(b, why, size);
    snprintf(path, sizeof path, "%s/journal", b->options.dir);
    bool fine = batch_manifest(b, path);
    add_end(&b->journal, b);
    fine = fine && journal_flush(&b->journal, true);
    fine = fine && manifest_rename(b) && sync_folder(b);
    return fine || fail(why, size, b, strerror(errno));
}

bool batch_end(struct batch *b, enum batch_end how, struct str about, char *why, size_t size) {
    bool fine = true, nothing = b->finished && !b->running && !b->manifest_lost;
    if (how == BATCH_FAILED || nothing) return true;
    if (how ==
        BATCH_STOPPED) { /* frames of packed shards end where those of an undisturbed run would */
        fine = b->pen.fd < 0 || b->options.zstd || commit(b, false);
        return fine || fail(why, size, b, strerror(errno));
    }
    if (!b->running) fine = run_begins(b);
    if (b->at.file || b->begun_path) input_done(b);
    if (fine && b->pen.fd >= 0) fine = commit(b, true);
    add_about(&b->journal, about);
    free(b->about);
    b->about = strndup(about.p, about.n);
    fine = fine && journal_flush(&b->journal, true);
    return fine ? finish(b, why, size) : fail(why, size, b, strerror(errno));
}

bool batch_closed(const struct batch *b) {
    return b->finished && !b->options.incremental;
}

struct batch_counts batch_counts(const struct batch *b) {
    struct batch_counts c = {.shards = b->shards_n,
                             .skipped = b->skipped,
                             .renewed = b->renewed.n,
                             .moved = b->moved,
                             .moved_path = b->moved_path};
    for (size_t i = 0; i < b->shards_n; i++) {
        c.records += b->shards[i].tally.records;
        c.failures += tally_failures(&b->shards[i].tally);
    }
    for (size_t i = 0; i < b->inputs.n; i++)
        c.gone += b->inputs.rows[i].done && !b->inputs.rows[i].seen;
    return c;
}
