/* SPDX-License-Identifier: MIT */
/* The data files that a run needs: lexicon, word list, models. Found beside the program or where the
 * user says, opened once, read-only, shared by all workers. */
#ifndef IBER_DATA_H
#define IBER_DATA_H

#include "filter.h"
#include "lexicon.h"
#include "model.h"
#include "stage.h"
#include "wordlist.h"

/* Folder or file of each, or NULL: beside the program. */
struct data_paths {
    const char *lexicon, *words;
    const char *models; /* a folder with TASK.model files */
};

struct data {
    struct lexicon lexicon;
    struct wordlist words;
    struct model model[MODEL_COUNT];
    unsigned open; /* USES_ bits */
};

/* Opens what `uses` (USES_ bits of stage.h) asks for. False: `message` says why, and nothing is left
 * open. */
bool data_open(struct data *d, unsigned uses, const struct data_paths *paths, char *message,
               size_t size);
void data_close(struct data *d);

/* Members of a JSON object, each behind a comma: the checksums of what is open. */
void data_describe(const struct data *d, struct filter_out *out);

/* Puts what is open into `env`. */
void data_env(const struct data *d, struct env *env);

#endif
