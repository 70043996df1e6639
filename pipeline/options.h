/* SPDX-License-Identifier: MIT */
/* The command line and the configuration file (inih), as one struct. */
#ifndef IBER_OPTIONS_H
#define IBER_OPTIONS_H

#include "run.h"

enum command {
    COMMAND_RUN,
    COMMAND_WORKER, /* of a run with --isolate; not for users */
    COMMAND_STAGES,
    COMMAND_SOURCE,
    COMMAND_TRANSLIT,
    COMMAND_RESTORE,
    COMMAND_MATCH,
    COMMAND_BASE,
    COMMAND_LOOKUP,
    COMMAND_VARIANTS,
    COMMAND_GREP,
    COMMAND_VERIFY,
    COMMAND_FORGET,
    COMMAND_CONFORM,
    COMMAND_EVAL,
    COMMAND_HELP,
    COMMAND_VERSION
};

/* Words of config files and of -o, in a list. */
struct kept {
    struct kept *next;
    char text[];
};

struct options {
    enum command command;
    struct run run;
    struct chain_request request;
    struct data_paths data;
    struct isolate_options isolate;
    bool isolated;
    const char *metrics;        /* --metrics, or NULL */
    bool verbose;               /* a summary on stderr at the end */
    struct batch_options batch; /* dir NULL: records go to stdout */
    bool to_cyrillic;           /* translit --to */
    bool to_given;              /* --to, of a command */
    const char *lang;           /* --lang, or NULL */
    const char *train, *types;  /* eval --train, --types, or NULL */
    unsigned examples;          /* eval --examples */
    struct kept *kept;
};

/* Parses the command line into `o`; config files named there are read on the way. False: `message`
 * says in one line what is wrong. Strings of argv are kept by reference; others live until
 * options_free(), which is to be called in either case. */
bool options_parse(struct options *o, int argc, char **argv, char *message, size_t size);

void options_free(struct options *o);

/* The text of --help. */
extern const char options_help[];

#endif
