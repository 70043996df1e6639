/* SPDX-License-Identifier: MIT */
/* See batch_parts.h: where an earlier run stands. The journal is read twice: first for the place up to
 * which it counts, which the bytes of the open shard have a word in, then for what it says. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch_parts.h"

/* Fields of a C line. */
enum {
    C_SHARD,
    C_STATE,
    C_DOCS,
    C_OUTCOMES,
    C_TEXT,
    C_BYTES,
    C_HASH,
    C_LANGS,
    C_PATH,
    C_ORIGIN,
    C_NTH = 12
};

struct load {
    struct batch *b;
    struct journal_reader journal;
    uint64_t cut; /* where it stops to count */
    char *message;
    size_t size;
};

static bool fail(struct load *l, const char *what, const char *why) {
    snprintf(l->message, l->size, "--out %s: %s%s%s", l->b->options.dir, what, why ? ": " : "",
             why ? why : "");
    return false;
}

/* What such a line says counts, and so does all before it. */
static bool counts(char kind) {
    return kind != 'D' && kind != 'X';
}

/* A folder that has shards and no journal is somebody else's. */
static bool has_shards(const char *path) {
    DIR *dir = opendir(path);
    bool found = false;
    for (struct dirent *d; dir && (d = readdir(dir)) != NULL;)
        found |= str_starts(str_of(d->d_name), STR("part-"));
    if (dir) closedir(dir);
    return found;
}

/* The bytes of a file up to `to` against their hash, when `state` has those up to `from`. */
static bool hash_is(XXH3_state_t *state, int fd, uint64_t from, uint64_t to, uint64_t hash,
                    char *buffer) {
    while (from < to) {
        size_t want = to - from < SHARD_BUFFER ? (size_t)(to - from) : SHARD_BUFFER;
        ssize_t n = pread(fd, buffer, want, (off_t)from);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        XXH3_64bits_update(state, buffer, (size_t)n);
        from += (uint64_t)n;
    }
    return XXH3_64bits_digest(state) == hash;
}

/* The commits of the open shard, from line `at` on, as far as its bytes are there. */
static void check_open(struct load *l, uint64_t at, uint64_t number) {
    char path[BATCH_PATH];
    struct journal_line line;
    uint64_t done = 0, end = l->cut;
    shard_path(l->b, number, ".tmp", path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    journal_seek(&l->journal, at);
    XXH3_64bits_reset(l->b->pen.hash);
    for (l->cut = at; fd >= 0 && l->journal.at < end && journal_next(&l->journal, &line);) {
        if (line.kind == 'C') {
            uint64_t to = journal_number(line.field[C_BYTES]);
            uint64_t hash = journal_hex(line.field[C_HASH]);
            if (!hash_is(l->b->pen.hash, fd, done, to, hash, l->b->pen.buffer)) break;
            done = to;
        }
        if (counts(line.kind)) l->cut = line.end;
    }
    if (fd >= 0) close(fd);
}

static void adopt(struct batch *b, const struct journal_line *line) {
    snprintf(b->config, sizeof b->config, "%.*s", (int)line->field[0].n, line->field[0].p);
    b->options.shard_bytes = journal_number(line->field[1]);
    b->options.shard_docs = journal_number(line->field[2]);
    b->options.zstd = str_is(line->field[3], "zst");
}

/* Finds the end of what counts. */
static bool find_cut(struct load *l) {
    struct journal_reader *r = &l->journal;
    struct journal_line line;
    size_t lines = 0;
    uint64_t open_at = 0, number = 0;
    bool open = false;
    char why[64];
    while (journal_next(r, &line)) {
        lines++;
        if (line.kind == 'R' && l->b->adopt) adopt(l->b, &line);
        if (line.kind == 'C') {
            if (!open) open_at = l->cut;
            open = !str_is(line.field[C_STATE], "=");
            number = journal_number(line.field[C_SHARD]);
        }
        if (counts(line.kind)) l->cut = line.end;
    }
    snprintf(why, sizeof why, "line %zu is damaged, and others follow", lines + 1);
    if (r->at < r->bytes && journal_goes_on(r)) return fail(l, "journal", why);
    if (r->fault) return fail(l, "journal", strerror(errno));
    if (open) check_open(l, open_at, number);
    return true;
}

static bool apply_commit(struct batch *b, const struct journal_line *line) {
    const struct str *f = line->field;
    size_t number = journal_number(f[C_SHARD]);
    while (b->shards_n <= number)
        if (shard_add(b) == NULL) return false;
    struct shard *s = &b->shards[number];
    *s = (struct shard){.bytes = journal_number(f[C_BYTES]), .hash = journal_hex(f[C_HASH])};
    s->complete = str_is(f[C_STATE], "=");
    s->tally.records = journal_number(f[C_DOCS]);
    s->tally.text = journal_number(f[C_TEXT]);
    counts_read(s->tally.outcomes, &outcome_words, f[C_OUTCOMES]);
    counts_read(s->tally.langs, &lang_words, f[C_LANGS]);
    free(b->at.path);
    b->at.path = path_of(f[C_PATH]);
    b->at.origin = journal_origin(f + C_ORIGIN);
    b->at.nth = journal_number(f[C_NTH]);
    return b->at.path != NULL;
}

static bool apply_done(struct batch *b, const struct journal_line *line) {
    char *path = path_of(line->field[0]);
    struct input_row *row = path ? inputs_row(&b->inputs, str_of(path)) : NULL;
    free(path);
    if (row == NULL) return false;
    row->origin = journal_origin(line->field + 1);
    row->line = line->begin;
    row->done = true;
    return true;
}

static bool apply_old(struct batch *b, const struct journal_line *line) {
    char *path = path_of(line->field[0]);
    bool fine = path && batch_name(&b->renewed, path, journal_number(line->field[1]));
    free(path);
    return fine;
}

static bool apply(struct load *l) {
    struct batch *b = l->b;
    struct journal_line line;
    journal_seek(&l->journal, 0);
    while (l->journal.at < l->cut && journal_next(&l->journal, &line)) {
        bool fine = true;
        if (line.kind == 'C') fine = apply_commit(b, &line);
        if (line.kind == 'D') fine = apply_done(b, &line);
        if (line.kind == 'E' || line.kind == 'R') b->finished = line.kind == 'E', b->begun = true;
        if (line.kind == 'E') b->manifest = journal_hex(line.field[2]);
        if (line.kind == 'A') free(b->about), fine = (b->about = path_of(line.field[0])) != NULL;
        if (line.kind == 'X') fine = apply_old(b, &line);
        if (line.kind == 'R') {
            b->first_shard = journal_number(line.field[4]);
            uint64_t bytes = journal_number(line.field[1]), docs = journal_number(line.field[2]);
            b->same_config = str_is(line.field[0], b->config);
            b->same_shards = bytes == b->options.shard_bytes && docs == b->options.shard_docs &&
                             str_is(line.field[3], b->options.zstd ? "zst" : "plain");
        }
        if (!fine) return fail(l, "out of memory", NULL);
    }
    return !l->journal.fault || fail(l, "journal", strerror(errno));
}

static bool shard_is(struct batch *b, const struct shard *s, const char *path) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    XXH3_64bits_reset(b->pen.hash);
    bool same = fd >= 0 && fstat(fd, &st) == 0 && (uint64_t)st.st_size == s->bytes &&
                hash_is(b->pen.hash, fd, 0, s->bytes, s->hash, b->pen.buffer);
    if (fd >= 0) close(fd);
    return same;
}

bool shard_where(struct batch *b, size_t number, char *path) {
    static const char *const endings[] = {".new", ".tmp", ""};
    for (unsigned i = 0; i < 3; i++) {
        shard_path(b, number, endings[i], path);
        if (shard_is(b, &b->shards[number], path)) return true;
    }
    return false;
}

bool manifest_where(const struct batch *b, char *path) {
    static const char *const endings[] = {".new", ""};
    for (unsigned i = 0; i < 2; i++) {
        struct origin o = {.hash = 0};
        snprintf(path, BATCH_PATH, "%s/manifest.json%s", b->options.dir, endings[i]);
        if (origin_read(path, &o) && o.hash == b->manifest) return true;
    }
    return false;
}

/* What was written beside its name gets it, if the journal has it so; else it goes. */
static bool settle(const char *written, const char *path, bool counts) {
    int done = counts ? rename(written, path) : unlink(written);
    return done == 0 || errno == ENOENT;
}

/* A complete shard is there, whole, and has its name. Every byte is looked at behind a crash only: that
 * is for `verify`. */
static bool check_complete(struct load *l, size_t i) {
    char path[BATCH_PATH], edited[BATCH_PATH], temporary[BATCH_PATH];
    struct batch *b = l->b;
    struct stat st;
    const struct shard *s = &b->shards[i];
    shard_path(b, i, "", path);
    shard_path(b, i, ".new", edited);
    shard_path(b, i, ".tmp", temporary);
    bool is_new = access(edited, F_OK) == 0 && shard_is(b, s, edited);
    if (!settle(edited, path, is_new)) return fail(l, edited, strerror(errno));
    bool there = stat(path, &st) == 0 || (rename(temporary, path) == 0 && stat(path, &st) == 0);
    if (!there) return fail(l, path, "missing, and the journal has it");
    if ((uint64_t)st.st_size != s->bytes)
        return fail(l, path, "has another size than the journal says");
    if (!b->finished && !shard_is(b, s, path)) return fail(l, path, "is damaged");
    return true;
}

static bool check_shards(struct load *l) {
    char path[BATCH_PATH];
    for (size_t i = 0; i < l->b->shards_n && !l->b->look_only; i++)
        if (l->b->shards[i].complete && !check_complete(l, i)) return false;
    /* A shard has its name only after the journal has it, on the disk. */
    for (size_t i = 0; i <= l->b->shards_n; i++) {
        if (i < l->b->shards_n && l->b->shards[i].complete) continue;
        shard_path(l->b, i, "", path);
        if (access(path, F_OK) == 0)
            return fail(l, path, "is there, and the journal does not have it");
    }
    return true;
}

static bool check_manifest(struct load *l) {
    char path[BATCH_PATH], name[BATCH_PATH];
    struct batch *b = l->b;
    if (!b->finished || b->look_only) return true;
    bool there = manifest_where(b, path);
    snprintf(name, sizeof name, "%s/manifest.json", b->options.dir);
    if (there && strcmp(path, name) != 0 && !settle(path, name, true))
        return fail(l, path, strerror(errno));
    b->manifest_lost = !there && access(name, F_OK) != 0;
    return there || b->manifest_lost ||
           fail(l, name,
                "is not the one that was written; when it is gone, --incremental makes it anew");
}

static bool load(struct load *l, const char *path) {
    if (!find_cut(l) || !apply(l) || !check_shards(l) || !check_manifest(l)) return false;
    if (l->b->look_only || l->cut == l->journal.bytes || truncate(path, (off_t)l->cut) == 0)
        return true;
    return fail(l, "journal", strerror(errno));
}

bool batch_load(struct batch *b, char *message, size_t size) {
    char path[BATCH_PATH];
    struct load l = {.b = b, .message = message, .size = size};
    snprintf(path, sizeof path, "%s/journal", b->options.dir);
    bool there = journal_read(&l.journal, path), fine = there;
    if (there) fine = load(&l, path);
    else if (errno != ENOENT) fine = fail(&l, "journal", strerror(errno));
    else fine = !has_shards(b->options.dir) || fail(&l, "holds shards, and no journal", NULL);
    journal_read_end(&l.journal);
    return fine;
}
