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

/* What is in a shard. */
struct tally {
    uint64_t records, failures; /* failures: error records among them */
    uint64_t text;              /* bytes of the records */
    uint64_t langs[LANG_COUNT]; /* records of each language */
};

struct shard {
    struct tally tally;
    uint64_t bytes; /* of the file */
    uint64_t hash;  /* XXH3 of the file, when it is complete */
    bool complete;
};

/* The shard that is being written: a file with .tmp behind its name. */
struct pen {
    int fd;             /* -1: none is open */
    bool zstd, frame;   /* frame: one has begun */
    uint64_t committed; /* tally.text at the last commit */
    ZSTD_CCtx *z;       /* owned */
    XXH3_state_t *whole, *segment;
    char *buffer;   /* SHARD_BUFFER bytes, owned: packed, or as they come */
    size_t n;       /* in buffer */
    uint64_t bytes; /* written, and in the buffer */
};

/* Inputs by name. Rows lie in one array, a table of their numbers finds them. */
struct input_row {
    char *path; /* owned */
    struct origin origin;
    uint64_t docs;
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
    char *about;          /* owned: members of a JSON object, what made the records; or NULL */
    uint64_t manifest;    /* hash of its file */
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
};

/* batch_inputs.c */
struct input_row *inputs_find(const struct inputs *t, const char *path);
/* The row of a path, made when there is none. NULL: no memory. */
struct input_row *inputs_row(struct inputs *t, const char *path);
void inputs_free(struct inputs *t);

/* batch_pen.c */
bool pen_setup(struct pen *p, bool zstd);
void pen_free(struct pen *p);
/* Opens the shard's file: a new one, or one to go on behind `bytes`. False: errno says why. */
bool pen_open(struct pen *p, const char *path, uint64_t bytes);
bool pen_write(struct pen *p, struct str s);
/* What was written is in the file from here on; a frame ends. *segment: its hash since the last time. */
bool pen_commit(struct pen *p, uint64_t *segment);
/* Closes the file, which is on the disk then. *whole: its hash. */
bool pen_close(struct pen *p, uint64_t *whole);

/* batch_load.c: reads the journal and what lies in the folder, puts right what a crash left. */
bool batch_load(struct batch *b, char *message, size_t size);

/* batch_edit.c */
/* Ends a run: takes out records, where `drop` (NULL request: none) says so, writes the manifest, and the
 * journal anew.
 * The renamed journal is the point from which on it counts; batch_load() ends what was left undone. */
struct edit_request {
    bool (*drop)(void *user, size_t shard, struct str record);
    void *user;
    uint64_t dropped; /* answer */
};
bool batch_edit(struct batch *b, struct edit_request *r);
/* Is one of the names (quoted, of batch_name()) the record's id, path, or address? */
bool batch_names(const struct inputs *names, struct str record, size_t shard);
bool batch_name(struct inputs *names, const char *name, size_t bound);

/* batch_manifest.c */
bool batch_manifest(struct batch *b); /* false: errno says why */

/* batch.c */
void shard_path(const struct batch *b, size_t number, const char *ending, char *path);
struct shard *shard_add(struct batch *b);
/* Closes all; the struct itself stays. */
void batch_close(struct batch *b);
bool batch_lock(struct batch *b, char *message, size_t size);
void add_commit(struct journal *j, const struct batch *b, size_t shard, uint64_t segment);
void add_done(struct journal *j, const char *path, const struct origin *o, uint64_t docs);
void add_about(struct journal *j, struct str about);
void add_run(struct journal *j, const struct batch *b);
void add_end(struct journal *j, const struct batch *b);
bool sync_folder(const struct batch *b);
void tally_add(struct tally *t, struct str records);

#endif
