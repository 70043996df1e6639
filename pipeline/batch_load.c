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
    C_FAILURES,
    C_TEXT,
    C_BYTES,
    C_SEGMENT,
    C_WHOLE,
    C_LANGS,
    C_PATH,
    C_ORIGIN,
    C_NTH = 13
};

struct load {
    struct batch *b;
    struct str journal; /* owned */
    size_t cut;         /* where it stops to count */
    char *message;
    size_t size;
};

static bool fail(struct load *l, const char *what, const char *why) {
    snprintf(l->message, l->size, "--out %s: %s%s%s", l->b->options.dir, what, why ? ": " : "",
             why ? why : "");
    return false;
}

static bool read_file(const char *path, struct str *out) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    *out = (struct str){NULL, 0};
    if (fd < 0) return errno == ENOENT;
    char *p = fstat(fd, &st) == 0 ? malloc((size_t)st.st_size + 1) : NULL;
    size_t n = 0, size = p ? (size_t)st.st_size : 0;
    ssize_t k = 0;
    while (n < size && ((k = read(fd, p + n, size - n)) > 0 || (k < 0 && errno == EINTR)))
        if (k > 0) n += (size_t)k;
    close(fd);
    *out = (struct str){p, n};
    return p && k >= 0;
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

/* Is a good line anywhere behind the one that is not? Then it is no cut-off end. */
static bool goes_on(struct str journal, size_t at) {
    struct journal_line line;
    for (;;) {
        const char *stop = at < journal.n ? memchr(journal.p + at, '\n', journal.n - at) : NULL;
        if (stop == NULL) return false;
        at = (size_t)(stop + 1 - journal.p);
        size_t next = at;
        if (journal_next(journal, &next, &line)) return true;
    }
}

/* The bytes of the open shard against one commit. */
static bool segment_is(int fd, uint64_t from, uint64_t to, uint64_t hash, char *buffer) {
    XXH3_state_t *state = XXH3_createState();
    if (state) XXH3_64bits_reset(state);
    while (state && from < to) {
        size_t want = to - from < SHARD_BUFFER ? (size_t)(to - from) : SHARD_BUFFER;
        ssize_t n = pread(fd, buffer, want, (off_t)from);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        XXH3_64bits_update(state, buffer, (size_t)n);
        from += (uint64_t)n;
    }
    bool same = state && from == to && XXH3_64bits_digest(state) == hash;
    XXH3_freeState(state);
    return same;
}

/* The commits of the open shard, from line `at` on, as far as its bytes are there. */
static void check_open(struct load *l, size_t at, uint64_t number) {
    char path[BATCH_PATH];
    struct journal_line line;
    uint64_t done = 0;
    shard_path(l->b, number, ".tmp", path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t end = l->cut;
    for (l->cut = at; fd >= 0 && at < end && journal_next(l->journal, &at, &line);) {
        if (line.kind == 'C') {
            uint64_t to = journal_number(line.field[C_BYTES]);
            uint64_t hash = journal_hex(line.field[C_SEGMENT]);
            if (!segment_is(fd, done, to, hash, l->b->pen.buffer)) break;
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
    struct journal_line line;
    size_t at = 0, open_at = 0, lines = 0;
    bool open = false;
    uint64_t number = 0;
    char why[64];
    while (journal_next(l->journal, &at, &line)) {
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
    if (at < l->journal.n && goes_on(l->journal, at)) return fail(l, "journal", why);
    if (open) check_open(l, open_at, number);
    return true;
}

static char *path_of(struct str field) {
    char *path = malloc(field.n + 1);
    if (path) path[journal_path(field, path)] = '\0';
    return path;
}

static void read_langs(struct tally *t, struct str langs) {
    struct str one, word;
    while (str_cut(&langs, ',', &one))
        if (str_cut(&one, ':', &word) && one.p) t->langs[lang_from(word)] = journal_number(one);
}

static bool apply_commit(struct batch *b, const struct journal_line *line) {
    const struct str *f = line->field;
    size_t number = journal_number(f[C_SHARD]);
    while (b->shards_n <= number)
        if (shard_add(b) == NULL) return false;
    struct shard *s = &b->shards[number];
    *s = (struct shard){.bytes = journal_number(f[C_BYTES]), .hash = journal_hex(f[C_WHOLE])};
    s->complete = str_is(f[C_STATE], "=");
    s->tally.records = journal_number(f[C_DOCS]);
    s->tally.failures = journal_number(f[C_FAILURES]);
    s->tally.text = journal_number(f[C_TEXT]);
    read_langs(&s->tally, f[C_LANGS]);
    free(b->at.path);
    b->at.path = path_of(f[C_PATH]);
    b->at.origin = journal_origin(f + C_ORIGIN);
    b->at.nth = journal_number(f[C_NTH]);
    return b->at.path != NULL;
}

static bool apply_done(struct batch *b, const struct journal_line *line) {
    char *path = path_of(line->field[0]);
    struct input_row *row = path ? inputs_row(&b->inputs, path) : NULL;
    free(path);
    if (row == NULL) return false;
    row->origin = journal_origin(line->field + 1);
    row->docs = journal_number(line->field[4]);
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
    size_t at = 0;
    while (at < l->cut && journal_next(l->journal, &at, &line)) {
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
    return true;
}

/* A shard that an edit wrote: the journal says whether it counts. */
static bool take_edited(const struct load *l, size_t i, const char *path) {
    char edited[BATCH_PATH];
    const struct shard *s = &l->b->shards[i];
    shard_path(l->b, i, ".new", edited);
    int fd = open(edited, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT;
    struct stat st;
    bool same = fstat(fd, &st) == 0 && (uint64_t)st.st_size == s->bytes &&
                segment_is(fd, 0, s->bytes, s->hash, l->b->pen.buffer);
    close(fd);
    return same ? rename(edited, path) == 0 : unlink(edited) == 0;
}

/* Complete shards are there, whole, and have their name. */
static bool check_shards(struct load *l) {
    char path[BATCH_PATH], temporary[BATCH_PATH];
    struct stat st;
    for (size_t i = 0; i < l->b->shards_n; i++) {
        const struct shard *s = &l->b->shards[i];
        if (!s->complete) continue;
        shard_path(l->b, i, "", path);
        shard_path(l->b, i, ".tmp", temporary);
        if (l->b->look_only) continue;
        if (!take_edited(l, i, path)) return fail(l, path, strerror(errno));
        bool there = stat(path, &st) == 0 || (rename(temporary, path) == 0 && stat(path, &st) == 0);
        if (!there) return fail(l, path, "missing, and the journal has it");
        if ((uint64_t)st.st_size != s->bytes)
            return fail(l, path, "has another size than the journal says");
    }
    /* A shard has its name only after the journal has it, on the disk. */
    for (size_t i = 0; i <= l->b->shards_n; i++) {
        if (i < l->b->shards_n && l->b->shards[i].complete) continue;
        shard_path(l->b, i, "", path);
        if (stat(path, &st) == 0)
            return fail(l, path, "is there, and the journal does not have it");
    }
    return true;
}

bool batch_load(struct batch *b, char *message, size_t size) {
    char path[BATCH_PATH];
    struct load l = {.b = b, .message = message, .size = size};
    snprintf(path, sizeof path, "%s/journal", b->options.dir);
    bool fine = read_file(path, &l.journal);
    if (!fine) return fail(&l, "journal", strerror(errno));
    if (l.journal.p == NULL)
        return !has_shards(b->options.dir) || fail(&l, "holds shards, and no journal", NULL);
    fine = find_cut(&l) && apply(&l) && check_shards(&l);
    if (fine && !b->look_only && l.cut < l.journal.n && truncate(path, (off_t)l.cut) != 0)
        fine = fail(&l, "journal", strerror(errno));
    free((void *)(uintptr_t)l.journal.p);
    return fine;
}
