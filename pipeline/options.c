/* SPDX-License-Identifier: MIT */
/* See options.h. One table of options serves the command line, --help and the [iber] section of a
 * config file; every other section is a stage. */
#include "options.h"

#include <ini.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "conllu.h"

struct parse {
    struct options *o;
    char *message;
    size_t size;
    unsigned depth; /* config files that name config files */
};

/* A copy of `s` that lives as long as the options; NULL when memory is short. */
static char *keep(struct parse *p, const char *s) {
    size_t n = strlen(s) + 1;
    struct kept *k = malloc(sizeof *k + n);
    if (k == NULL) return NULL;
    k->next = p->o->kept;
    p->o->kept = k;
    return memcpy(k->text, s, n);
}

static bool fail(struct parse *p, const char *name, const char *value, const char *why) {
    snprintf(p->message, p->size, "%s %s: %s", name, value, why);
    return false;
}

/* Index of `value` in `words`, or -1 with a message that names the nearest. */
static int choice(struct parse *p, const char *name, const char *value, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], value) == 0) return i;
    snprintf(p->message, p->size, "%s %s: no such word; did you mean '%s'?", name, value,
             nearest_word(value, words));
    return -1;
}

static bool size_value(const char *value, uint64_t *out) {
    char *end;
    uint64_t v = strtoull(value, &end, 10);
    uint64_t unit = 1;
    if (*end == 'k' || *end == 'K') unit = 1u << 10, end++;
    else if (*end == 'M') unit = 1u << 20, end++;
    else if (*end == 'G') unit = 1u << 30, end++;
    *out = v * unit;
    return value[0] >= '0' && value[0] <= '9' && *end == '\0' && v != 0 && v <= UINT64_MAX / unit;
}

static bool add_setting(struct parse *p, const char *stage, const char *key, const char *value) {
    struct chain_request *r = &p->o->request;
    if (r->n_settings == SETTINGS_MAX) return fail(p, "-o", key, "too many options");
    r->settings[r->n_settings++] = (struct setting){stage, key, value};
    return true;
}

static bool set_form(struct parse *p, const char *value) {
    static const char *const words[] = {
        "auto", "text", "lines",    "jsonl", "conllu", "json",
        "warc", "dump", "markdown", "html",  NULL}; /* first those of enum form */
    int i = choice(p, "--from", value, words);
    if (i < 0) return false;
    if (strcmp(value, "markdown") == 0 || strcmp(value, "html") == 0) {
        p->o->run.input.form = FORM_TEXT;
        return add_setting(p, "extract", "format", value);
    }
    enum form form = p->o->run.input.form = (enum form)i;
    p->o->request.given = form == FORM_JSONL || form == FORM_JSON ? ~0u
                          : form == FORM_CONLLU                   ? CONLLU_LAYERS
                                                                  : 0;
    return true;
}

static bool set_script(struct parse *p, const char *value) {
    static const char *const words[] = {"latn", "cyrl", NULL};
    int i = choice(p, "--to", value, words);
    p->o->to_cyrillic = i == 1;
    p->o->to_given = i >= 0;
    return i >= 0;
}

static bool set_to(struct parse *p, const char *value) {
    if (p->o->command == COMMAND_TRANSLIT) return set_script(p, value);
    static const char *const words[] = {"jsonl", "conllu", "text", NULL};
    int i = choice(p, "--to", value, words);
    if (i >= 0) p->o->run.to = (enum to)i;
    p->o->to_given = i >= 0;
    return i >= 0;
}

static bool set_offsets(struct parse *p, const char *value) {
    static const char *const words[] = {"codepoint", "byte", "utf16", NULL};
    int i = choice(p, "--offsets", value, words);
    if (i >= 0) p->o->run.style.offsets = (enum offsets)i;
    return i >= 0;
}

static bool set_max_bytes(struct parse *p, const char *value) {
    uint64_t v;
    if (!size_value(value, &v) || v > (1u << 30))
        return fail(p, "--max-bytes", value, "not a size up to 1G");
    p->o->run.input.max_bytes = v;
    return true;
}

static bool set_jobs(struct parse *p, const char *value) {
    uint64_t v;
    if (!size_value(value, &v) || v > 256)
        return fail(p, "--jobs", value, "not a number from 1 to 256");
    p->o->run.jobs = (unsigned)v;
    return true;
}

static bool set_doc_memory(struct parse *p, const char *value) {
    p->o->isolated = true;
    return size_value(value, &p->o->isolate.limits.memory) ||
           fail(p, "--doc-memory", value, "not a size");
}

static bool set_doc_timeout(struct parse *p, const char *value) {
    uint64_t seconds;
    if (!size_value(value, &seconds) || seconds > 1000000)
        return fail(p, "--doc-timeout", value, "not a number of seconds");
    p->o->isolated = true;
    p->o->isolate.limits.timeout_ns = seconds * 1000000000;
    return true;
}

static bool set_shard_bytes(struct parse *p, const char *value) {
    return size_value(value, &p->o->batch.shard_bytes) ||
           fail(p, "--shard-bytes", value, "not a size");
}

static bool set_shard_docs(struct parse *p, const char *value) {
    return size_value(value, &p->o->batch.shard_docs) ||
           fail(p, "--shard-docs", value, "not a number");
}

static bool set_only(struct parse *p, const char *value) {
    p->o->run.input.form = FORM_JSONL;
    p->o->request.given = ~0u;
    p->o->request.stages = value;
    return true;
}
static bool set_label(struct parse *p, const char *value) {
    static const char *const words[] = {"source", "sq", "sr", "en", NULL};
    return choice(p, "--label-lang", value, words) >= 0 && add_setting(p, "names", "label", value);
}

static bool set_option(struct parse *p, const char *value) {
    const char *dot = strchr(value, '.'), *equals = strchr(value, '=');
    if (dot == NULL || equals == NULL || dot > equals)
        return fail(p, "-o", value, "not STAGE.KEY=VALUE");
    char *copy = keep(p, value);
    if (copy == NULL) return fail(p, "-o", value, "out of memory");
    copy[dot - value] = copy[equals - value] = '\0';
    return add_setting(p, copy, copy + (dot - value) + 1, copy + (equals - value) + 1);
}

static bool set_examples(struct parse *p, const char *value) {
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || n > 1000000)
        return fail(p, "--examples", value, "not a number up to 1000000");
    p->o->examples = (unsigned)n;
    return true;
}

static bool set_config(struct parse *p, const char *value);

#define TEXT(field) NULL, offsetof(struct options, field)

static const struct word {
    const char *name; /* long, without dashes; also the key in [iber] */
    char letter;
    bool (*set)(struct parse *, const char *value); /* NULL: the value is text, */
    size_t text;                                    /* which this field of the options is to be */
} words[] = {
    {"text-key", 0, TEXT(run.keys.text)},
    {"id-key", 0, TEXT(run.keys.id)},
    {"title-key", 0, TEXT(run.keys.title)},
    {"date-key", 0, TEXT(run.keys.date)},
    {"from", 0, set_form, 0},
    {"files", 0, TEXT(run.input.list)},
    {"max-bytes", 0, set_max_bytes, 0},
    {"stages", 0, TEXT(request.stages)},
    {"until", 0, TEXT(request.until)},
    {"option", 'o', set_option, 0},
    {"config", 0, set_config, 0},
    {"lexicon", 0, TEXT(data.lexicon)},
    {"words", 0, TEXT(data.words)},
    {"models", 0, TEXT(data.models)},
    {"lang", 0, TEXT(lang)},
    {"label-lang", 0, set_label, 0},
    {"jobs", 'j', set_jobs, 0},
    {"to", 0, set_to, 0},
    {"offsets", 0, set_offsets, 0},
    {"only", 0, set_only, 0},
    {"out", 0, TEXT(batch.dir)},
    {"metrics", 0, TEXT(metrics)},
    {"shard-bytes", 0, set_shard_bytes, 0},
    {"shard-docs", 0, set_shard_docs, 0},
    {"quarantine", 0, TEXT(run.quarantine)},
    {"doc-memory", 0, set_doc_memory, 0},
    {"doc-timeout", 0, set_doc_timeout, 0},
    {"train", 0, TEXT(train)},
    {"types", 0, TEXT(types)},
    {"examples", 0, set_examples, 0},
    {NULL, 0, NULL, 0},
};

static const struct word *find_word(const char *name, size_t n) {
    for (const struct word *w = words; w->name; w++)
        if (strlen(w->name) == n && memcmp(w->name, name, n) == 0) return w;
    return NULL;
}

static bool set_word(struct parse *p, const struct word *w, const char *value) {
    if (w->set) return w->set(p, value);
    memcpy((char *)p->o + w->text, &value, sizeof value);
    return true;
}

static bool set_flag(struct options *o, const char *name) {
    if (strcmp(name, "null") == 0) return o->run.input.null_separated = true;
    if (strcmp(name, "keep-zones") == 0) return o->run.style.keep_zones = true;
    if (strcmp(name, "explain") == 0) return o->run.to = TO_EXPLAIN, true;
    if (strcmp(name, "verbose") == 0) return o->verbose = true;
    if (strcmp(name, "zstd") == 0) return o->batch.zstd = true;
    if (strcmp(name, "isolate") == 0) return o->isolated = true;
    if (strcmp(name, "incremental") == 0) return o->batch.incremental = true;
    return false;
}

static int config_row(void *user, const char *section, const char *name, const char *value) {
    struct parse *p = user;
    char *copy = keep(p, value), *key = keep(p, name), *stage = keep(p, section);
    if (copy == NULL || key == NULL || stage == NULL) return 0;
    if (strcmp(section, "iber") != 0) return add_setting(p, stage, key, copy);
    if (strcmp(value, "yes") == 0 && set_flag(p->o, name)) return 1;
    const struct word *w = find_word(name, strlen(name));
    if (w == NULL) return fail(p, "--config", name, "no such option of iber");
    return set_word(p, w, copy);
}

static bool set_config(struct parse *p, const char *value) {
    if (++p->depth > 8) return fail(p, "--config", value, "config files name each other");
    p->message[0] = '\0';
    int line = ini_parse(value, config_row, p);
    p->depth--;
    if (line == 0) return true;
    if (line < 0) return fail(p, "--config", value, "cannot be read");
    if (p->message[0] == '\0')
        snprintf(p->message, p->size, "--config %s: line %d is not KEY = VALUE", value, line);
    return false;
}

static bool unknown(struct parse *p, const char *arg) {
    const char *names[64];
    size_t n = 0;
    for (const struct word *w = words; w->name; w++) names[n++] = w->name;
    names[n++] = "explain", names[n++] = "null", names[n++] = "keep-zones", names[n++] = "verbose",
    names[n++] = "zstd", names[n++] = "isolate", names[n++] = "incremental", names[n++] = "help",
    names[n++] = "version";
    names[n] = NULL;
    const char *bare = arg + (arg[1] == '-' ? 2 : 1);
    snprintf(p->message, p->size, "no option is called '%s'; did you mean '--%s'?", arg,
             nearest_word(bare, names));
    return false;
}

/* One argument that begins with a dash; *i moves on when it takes the next one as its value. */
static bool parse_option(struct parse *p, int argc, char **argv, int *i) {
    const char *arg = argv[*i], *value = NULL;
    const struct word *w = NULL;
    if (arg[1] == '-') {
        const char *equals = strchr(arg, '=');
        w = find_word(arg + 2, equals ? (size_t)(equals - arg - 2) : strlen(arg + 2));
        value = equals ? equals + 1 : NULL;
        if (w == NULL && set_flag(p->o, arg + 2)) return true;
        if (strcmp(arg, "--help") == 0) return p->o->command = COMMAND_HELP, true;
        if (strcmp(arg, "--version") == 0) return p->o->command = COMMAND_VERSION, true;
    } else {
        for (const struct word *k = words; k->name; k++)
            if (k->letter && k->letter == arg[1]) w = k;
        if (w && arg[2]) value = arg + 2;
        if (strcmp(arg, "-0") == 0) return p->o->run.input.null_separated = true;
        if (strcmp(arg, "-v") == 0) return p->o->verbose = true;
        if (strcmp(arg, "-h") == 0) return p->o->command = COMMAND_HELP, true;
    }
    if (w == NULL) return unknown(p, arg);
    if (value == NULL && *i + 1 >= argc) return fail(p, arg, "", "a value is missing");
    if (value == NULL) value = argv[++*i];
    return set_word(p, w, value);
}

static const struct {
    const char *first, *second; /* NULL: one word */
    enum command command;
} commands[] = {
    {"run", NULL, COMMAND_RUN},          {"worker", NULL, COMMAND_WORKER},
    {"stages", NULL, COMMAND_STAGES},    {"source", NULL, COMMAND_SOURCE},
    {"verify", NULL, COMMAND_VERIFY},    {"forget", NULL, COMMAND_FORGET},
    {"conform", NULL, COMMAND_CONFORM},  {"translit", NULL, COMMAND_TRANSLIT},
    {"restore", NULL, COMMAND_RESTORE},  {"grep", NULL, COMMAND_GREP},
    {"names", "match", COMMAND_MATCH},   {"names", "base", COMMAND_BASE},
    {"names", "lookup", COMMAND_LOOKUP}, {"names", "variants", COMMAND_VARIANTS},
    {"eval", NULL, COMMAND_EVAL},
};

/* The command, when the arguments begin with one: returns how many words it has. */
static int find_command(struct options *o, int argc, char **argv) {
    for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
        int n = commands[k].second ? 2 : 1;
        if (argc <= n || strcmp(argv[1], commands[k].first) != 0) continue;
        if (commands[k].second && strcmp(argv[2], commands[k].second) != 0) continue;
        o->command = commands[k].command;
        return n;
    }
    return 0;
}

bool options_parse(struct options *o, int argc, char **argv, char *message, size_t size) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    *o = (struct options){.command = COMMAND_RUN};
    o->run.jobs = processors > 0 && processors <= 256 ? (unsigned)processors : 1;
    o->run.input.max_bytes = 32u << 20;
    o->examples = 10;
    o->run.out = STDOUT_FILENO;
    o->isolate.argv = (const char *const *)argv;
    o->batch.shard_bytes = 256u << 20;
    struct parse p = {o, message, size, 0};
    const char **paths = calloc((size_t)argc + 2, sizeof *paths);
    if (paths == NULL) return fail(&p, "iber", "", "out of memory");
    o->run.input.paths = paths;
    size_t n = 0;
    bool only_paths = false;
    for (int i = 1 + find_command(o, argc, argv); i < argc; i++) {
        if (!only_paths && strcmp(argv[i], "--") == 0) only_paths = true;
        else if (!only_paths && argv[i][0] == '-' && argv[i][1]) {
            if (!parse_option(&p, argc, argv, &i)) return false;
        } else paths[n++] = argv[i];
    }
    if (n == 0 && o->run.input.list == NULL) paths[n++] = "-";
    return true;
}

void options_free(struct options *o) {
    for (struct kept *k = o->kept, *next; k; k = next) {
        next = k->next;
        free(k);
    }
    free((void *)(uintptr_t)o->run.input.paths);
    *o = (struct options){.command = COMMAND_HELP};
}
