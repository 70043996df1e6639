/* SPDX-License-Identifier: MIT */
/* What a stage is: one const struct in one file of stages/, one line in stages/meson.build.
 * Each worker has its own zeroed state, so stages need no locks and have no globals. */
#ifndef IBER_STAGE_H
#define IBER_STAGE_H

#include "doc.h"

struct lexicon;
struct model;
struct wordlist;

/* The trained models: name, task (its file is TASK.model), version of its features. */
#define MODEL_MAP(X)                                                                               \
    X(MODEL_LANGUAGE, "language", 1)                                                               \
    X(MODEL_SENTENCES, "sentences", 2)                                                             \
    X(MODEL_LEMMA_EN, "lemma-en", 1)                                                               \
    X(MODEL_LEMMA_SQ, "lemma-sq", 1)                                                               \
    X(MODEL_LEMMA_SR, "lemma-sr", 1)                                                               \
    X(MODEL_RESTORE, "restore", 2)                                                                 \
    X(MODEL_TAGGER, "tagger", 2)                                                                   \
    X(MODEL_BASE, "base", 1)                                                                       \
    X(MODEL_STANDARDS, "standards", 1)                                                             \
    X(MODEL_CLASSES, "classes", 1)                                                                 \
    X(MODEL_VECTORS, "vectors", 1)                                                                 \
    X(MODEL_DENSE, "dense", 1)

enum model_kind {
#define X(name, task, version) name,
    MODEL_MAP(X)
#undef X
        MODEL_COUNT
};

/* What a stage or a command needs of the data files. */
enum { USES_LEXICON = 1, USES_WORDS = 2 };
#define USES_MODEL(kind) (4u << (kind))

struct option { /* written into the state before setup() */
    const char *name;
    const char *value; /* the default, as one would type it */
    const char *help;
    enum { O_BOOL, O_INT, O_TEXT } type; /* field is a bool, an int64_t, a const char * */
    size_t field;                        /* offsetof() in the stage's state */
};

/* What setup() may use; lives as long as the states. */
struct env {
    const struct lexicon *lexicon; /* NULL when the chain has no stage that needs it */
    const struct wordlist *words;  /* the same */
    const struct model *model[MODEL_COUNT];
    char *message; /* why setup() failed, for the user: message_size bytes */
    size_t message_size;
};

struct stage {
    const char *name, *help;
    unsigned needs, gives; /* LAYER_ bits; the chain is checked by them at start */
    /* Ends with a NULL name; NULL when there are none. A stage with a bool option "enabled" runs only
     * when that is yes. */
    const struct option *options;
    size_t state_size;
    unsigned uses;     /* USES_ bits */
    bool changes_text; /* refuses documents that have sentences, tokens or entities already */
    /* Once per worker. On failure write env->message and return LIBRARY. May be NULL. */
    enum status (*setup)(void *state, struct env *env);
    /* Once per document; keeps nothing of it. Returns OK or `return doc_fail(…)`. */
    enum status (*run)(void *state, struct doc *doc);
    void (*cleanup)(void *state); /* may be NULL */
};

/* All stages in the order of the default chain; ends with NULL. From stages/meson.build. */
extern const struct stage *const stage_list[];

/* The stage of this name, or NULL. */
const struct stage *stage_find(struct str name);

#endif
