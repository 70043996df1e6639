/* SPDX-License-Identifier: MIT */
/* A plan (which stages, in which order, with which options: made once, shared, read-only) and a
 * chain (the plan with one worker's states). */
#ifndef IBER_CHAIN_H
#define IBER_CHAIN_H

#include "stage.h"

enum { CHAIN_MAX = 32, SETTINGS_MAX = 128 };

/* What the user asked for. Strings must outlive the plan. */
struct chain_request {
    const char *stages; /* "a,b,c", or NULL: the default chain */
    const char *until;  /* last stage to run, or NULL */
    unsigned given;     /* LAYER_ bits that documents may bring along */
    struct setting {
        const char *stage, *key, *value; /* not NUL-shared: copies of the user's words */
    } settings[SETTINGS_MAX];
    unsigned n_settings;
};

struct plan {
    const struct stage *stage[CHAIN_MAX];
    struct str name[CHAIN_MAX]; /* the stage's, or exec:COMMAND */
    unsigned n;
    unsigned uses; /* USES_ bits */
    const struct chain_request *request;
};

/* Checks the request against the stages there are. False: `message` says in one line what is wrong
 * (naming the nearest known word). `decode` is put first when it is not asked for: bytes must become
 * text before anything. */
bool plan_make(struct plan *p, const struct chain_request *r, char *message, size_t size);

struct chain {
    const struct plan *plan;
    void *state[CHAIN_MAX];
    _Atomic uint64_t *ns; /* time of each stage is added there; NULL: nobody wants it */
};

/* One worker's states, set up. False: env->message says why. */
bool chain_open(struct chain *c, const struct plan *p, struct env *env);

/* Runs all stages that `d` has not had yet. On failure d->failure says which and why. Stops where a
 * stage has found several articles (d->articles): the caller goes on with each (doc_article()). */
void chain_run(struct chain *c, struct doc *d);
void chain_close(struct chain *c);

/* The word of `words` (ends with NULL) that is nearest to `word` by edit distance, for messages. */
const char *nearest_word(const char *word, const char *const *words);

#endif
