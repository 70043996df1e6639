/* SPDX-License-Identifier: MIT */
/* Private to batch.c and its parts. */
#ifndef IBER_BATCH_PARTS_H
#define IBER_BATCH_PARTS_H

#include <limits.h>
#include <xxhash.h>
#include <zstd.h>

#include "batch.h"
#include "journal.h"
#include "lang.h"

enum { COMMIT_BYTES = 4 << 20, SHARD_BUFFER = 1 << 18, BATCH_PATH = PATH_MAX + 64 };
enum { STATUSES = LIBRARY + 1 };

/* What is in a shard. */
struct tally {
    uint64_t records;
    uint64_t text;               /* bytes of the records */
    uint64_t langs[LANG_COUNT];  /* records of each language */
    uint64_t outcomes[STATUSES]; /* how many are fine, and error records by their code */
};

struct shard {
    struct tally tally;
    uint64_t bytes; /* of the file */
    uint64_t hash;  /* XXH3 of those */
    bool complete;
};

/* The shard that is being written: a file with .tmp behind its name. */
struct pen {
    int fd;             /* -1: none is open */
    bool zstd, frame;   /* frame: one has begun */
    uint64_t committed; /* tally.text at the last commit */
    ZSTD_CCtx *z;       /* owned */
    XXH3_state_t *hash;
    char *buffer;   /* SHARD_BUFFER bytes, owned: packed, or as they come */
    size_t n;       /* in buffer */
    uint64_t bytes; /* written, and in the buffer */
    uint64_t begun; /* on their way to the disk */
};

/* Inputs, or other names, by a hash of 128 bits: the names themselves stand in the journal. Rows lie in
 * one array, a table of their numbers finds them; together about 90 bytes a name. */
struct input_row {
    XXH128_hash_t key;
    struct origin origin;
    uint64_t line; /* of the journal: where its last D begins */
    size_t bound;
    bool done, seen; /* seen: in this run */
};
struct inputs {
    struct input_row *rows;
    uint32_t *slots; /* number of a row + 1; 0 is empty */
    size_t n, size, slots_n;
};

struct batch {
    struct batch_options options;
    char config[17];
    int lock; /* file descriptor of the lock file */
    struct journal journal;
    struct shard *shards;
    size_t shards_n, shards_size; /* the last one may be open */
    struct pen pen;
    struct inputs inputs;
    /* The input whose documents come now, and how many of them have come. */
    struct {
        char *path; /* owned; NULL: none */
        struct origin origin;
        uint64_t file, nth;
    } at;
    bool adopt;           /* options are those of the journal */
    bool look_only;       /* changes nothing in the folder */
    bool many;            /* several names are given: a file may come twice */
    char *about;          /* owned: members of a JSON object, what made the records; or NULL */
    uint64_t manifest;    /* hash of its file */
    bool manifest_lost;   /* the batch is finished, and it is not there */
    bool running;         /* the journal says that a run has begun */
    bool begun, finished; /* what the journal says */
    bool same_config, same_shards; /* of its last run */
    /* The input that was begun when the last run ended, and how many of its documents are done. */
    char *begun_path; /* owned; NULL: none */
    struct origin begun_origin;
    uint64_t begun_nth;
    size_t first_shard;    /* of this run, if it is an incremental one */
    struct inputs renewed; /* inputs whose records in shards below `bound` are old */
    uint64_t skipped;      /* reader only */
    uint64_t moved;        /* inputs that are not what they were when they were read */
    char *moved_path;      /* owned: the first of them; or NULL */
};

/* batch_inputs.c */
struct input_row *inputs_find(const struct inputs *t, struct str path);
/* The row of a path, made when there is none. NULL: no memory. */
struct input_row *inputs_row(struct inputs *t, struct str path);
void inputs_free(struct inputs *t);

/* batch_pen.c */
bool pen_setup(struct pen *p, bool zstd);
void pen_free(struct pen *p);
/* Opens the shard's file: a new one, or one to go on behind `bytes`. False: errno says why. */
bool pen_open(struct pen *p, const char *path, uint64_t bytes);
bool pen_write(struct pen *p, struct str s);
/* What was written is in the file from here on; a frame ends. *hash: of all bytes up to here. */
bool pen_commit(struct pen *p, uint64_t *hash);
/* Closes the file, which is on the disk then. */
bool pen_close(struct pen *p);

/* batch_load.c: reads the journal and what lies in the folder, puts right what a crash left. */
bool batch_load(struct batch *b, char *message, size_t size);
/* The file that holds a shard, or the manifest, as the journal has it: a run that was ended may have left
 * it beside its name. False: none does, `path` is the name. */
bool shard_where(struct batch *b, size_t number, char *path);
bool manifest_where(const struct batch *b, char *path);

/* batch_edit.c */
/* Takes out records, where `drop` says so, and writes journal and manifest anew. The renamed journal is
 * the point from which on it counts; batch_load() ends what was left undone. */
struct edit_request {
    bool (*drop)(void *user, size_t shard, struct str record);
    bool (*forget)(void *user, const char *path); /* is this input no more to be named? Or NULL */
    void *user;
    uint64_t dropped; /* answer */
};
bool batch_edit(struct batch *b, struct edit_request *r, char *message, size_t size);
/* Is one of the names (quoted, of batch_name()) the record's id, path, or address? */
bool batch_names(const struct inputs *names, struct str record, size_t shard);
bool batch_name(struct inputs *names, const char *name, size_t bound);
/* As it stands in a record, without its quotes; bytes that are no UTF-8 become U+FFFD there, too. To be
 * freed, or NULL. */
char *batch_quoted(struct str name);
/* The path of a record's source, quoted. */
struct str batch_path_of(struct str record);

/* batch_manifest.c: writes it beside its name, with the inputs that a journal has. False: errno says
 * why. */
bool batch_manifest(struct batch *b, const char *journal);
bool manifest_rename(const struct batch *b);

/* batch_lines.c: lines of the journal. */
void add_commit(struct journal *j, const struct batch *b, size_t shard);
void add_done(struct journal *j, const char *path, const struct origin *o, uint64_t docs,
              bool forgotten);
void add_about(struct journal *j, struct str about);
void add_run(struct journal *j, const struct batch *b);
void add_end(struct journal *j, const struct batch *b);
void tally_add(struct tally *t, struct str records);
uint64_t tally_failures(const struct tally *t);
/* Counts by word, "en:3,sq:1": of languages, of outcomes. */
struct words {
    const char *(*word)(unsigned);
    unsigned n;
};
extern const struct words lang_words, outcome_words;
void counts_read(uint64_t *counts, const struct words *w, struct str text);
char *path_of(struct str field); /* of a line; owned, or NULL */

/* batch.c */
void shard_path(const struct batch *b, size_t number, const char *ending, char *path);
struct shard *shard_add(struct batch *b);
/* Closes all; the struct itself stays. */
void batch_close(struct batch *b);
bool batch_lock(struct batch *b, char *message, size_t size);
bool sync_folder(const struct batch *b);

#endif
