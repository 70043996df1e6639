/* SPDX-License-Identifier: MIT */
/* See data.h. */
#include "data.h"

#include <stdio.h>
#include <unistd.h>

static const struct {
    const char *task;
    uint32_t version; /* of its features */
} models[MODEL_COUNT] = {
#define X(name, task, version) [name] = {task, version},
    MODEL_MAP(X)
#undef X
};

/* A file of data: the one that was named, or beside the program: DIR/lexicons/NAME in a build folder
 * (DIR/../lexicons/NAME for programs in a folder of it), DIR/../share/iber/NAME when installed. */
static bool find(const char *given, const char *name, char *path, size_t size) {
    static const char *const places[] = {"lexicons/", "../lexicons/", "../share/iber/"};
    char dir[4096];
    if (given) {
        snprintf(path, size, "%s", given);
        return true;
    }
    ssize_t n = readlink("/proc/self/exe", dir, sizeof dir - 1);
    while (n > 0 && dir[n - 1] != '/') n--;
    if (n <= 0) return false;
    dir[n] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(path, size, "%s%s%s", dir, places[i], name);
        if (access(path, R_OK) == 0) return true;
    }
    return false;
}

static bool open_lexicon(struct data *d, const char *given, char *message, size_t size) {
    char path[4352];
    snprintf(message, size, "iber.lex is not beside the program; name one with --lexicon");
    return find(given, "iber.lex", path, sizeof path) &&
           lexicon_open(&d->lexicon, path, message, size);
}

static bool open_words(struct data *d, const char *given, char *message, size_t size) {
    char path[4352];
    snprintf(message, size, "iber.words is not beside the program; name one with --words");
    return find(given, "iber.words", path, sizeof path) &&
           wordlist_open(&d->words, path, message, size);
}

static bool open_model(struct data *d, unsigned k, const char *folder, char *message, size_t size) {
    char name[64], given[4352], path[4352];
    snprintf(name, sizeof name, "%s.model", models[k].task);
    snprintf(given, sizeof given, "%s/%s", folder ? folder : "", name);
    snprintf(message, size, "%s is not beside the program; name its folder with --models", name);
    return find(folder ? given : NULL, name, path, sizeof path) &&
           model_open(&d->model[k], path, models[k].task, models[k].version, message, size);
}

bool data_open(struct data *d, unsigned uses, const struct data_paths *paths, char *message,
               size_t size) {
    *d = (struct data){.open = 0};
    bool fine = true;
    if (uses & USES_LEXICON) fine = open_lexicon(d, paths->lexicon, message, size);
    if (fine) d->open |= uses & USES_LEXICON;
    if (fine && uses & USES_WORDS) {
        fine = open_words(d, paths->words, message, size);
        if (fine) d->open |= USES_WORDS;
    }
    for (unsigned k = 0; fine && k < MODEL_COUNT; k++) {
        if (!(uses & USES_MODEL(k))) continue;
        fine = open_model(d, k, paths->models, message, size);
        if (fine) d->open |= USES_MODEL(k);
    }
    if (!fine) data_close(d);
    return fine;
}

void data_close(struct data *d) {
    if (d->open & USES_LEXICON) lexicon_close(&d->lexicon);
    if (d->open & USES_WORDS) wordlist_close(&d->words);
    for (unsigned k = 0; k < MODEL_COUNT; k++)
        if (d->open & USES_MODEL(k)) model_close(&d->model[k]);
    d->open = 0;
}

void data_env(const struct data *d, struct env *env) {
    env->lexicon = d->open & USES_LEXICON ? &d->lexicon : NULL;
    env->words = d->open & USES_WORDS ? &d->words : NULL;
    for (unsigned k = 0; k < MODEL_COUNT; k++)
        env->model[k] = d->open & USES_MODEL(k) ? &d->model[k] : NULL;
}

void data_describe(const struct data *d, struct filter_out *out) {
    char line[96];
    if (d->open & USES_LEXICON) {
        snprintf(line, sizeof line, ",\"iber.lex\":\"%016llx\"",
                 (unsigned long long)((const struct lexicon_header *)(const void *)d->lexicon.map)
                     ->checksum);
        filter_put(out, str_of(line));
    }
    if (d->open & USES_WORDS) {
        snprintf(line, sizeof line, ",\"iber.words\":\"%016llx\"",
                 (unsigned long long)d->words.header->checksum);
        filter_put(out, str_of(line));
    }
    for (unsigned k = 0; k < MODEL_COUNT; k++) {
        if (!(d->open & USES_MODEL(k))) continue;
        snprintf(line, sizeof line, ",\"%s.model\":\"%016llx\"", models[k].task,
                 (unsigned long long)d->model[k].header->checksum);
        filter_put(out, str_of(line));
    }
}
