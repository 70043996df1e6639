/* SPDX-License-Identifier: MIT */
/* The program: what the user asked for, checked, then run. All messages of start faults are here. */
#include <stdio.h>
#include <unistd.h>

#include "lexicon.h"
#include "options.h"
#include "source.h"
#include "translit_lines.h"
#include "wordlist.h"

static int start_fault(const char *message) {
    fprintf(stderr, "iber: %s\n", message);
    return 2;
}

static int say(const char *text) {
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0) return 0;
    return start_fault("cannot write the output");
}

static void print_layers(const char *verb, unsigned layers) {
    static const char *const words[] = {"raw",       "text",      "zones",   "nfc",
                                        "languages", "sentences", "tokens",  "stems",
                                        "lemmas",    "entities",  "resolved"};
    printf("    %s", verb);
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
        if (layers & 1u << i) printf(" %s", words[i]);
    printf("\n");
}

static int print_stages(void) {
    for (const struct stage *const *s = stage_list; *s; s++) {
        printf("%s: %s\n", (*s)->name, (*s)->help);
        print_layers("needs", (*s)->needs);
        print_layers("gives", (*s)->gives);
        for (const struct option *o = (*s)->options; o && o->name; o++)
            printf("    -o %s.%s=%s  %s\n", (*s)->name, o->name, o->value, o->help);
    }
    return fflush(stdout) == 0 ? 0 : start_fault("cannot write the output");
}

/* A file of data: the one that was named, or beside the program: DIR/lexicons/NAME in a build folder,
 * DIR/../share/iber/NAME when installed. */
static bool find_data(const char *given, const char *name, char *path, size_t size) {
    static const char *const places[] = {"lexicons/", "../share/iber/"};
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

struct data {
    struct lexicon lexicon;
    struct wordlist words;
    bool has_lexicon, has_words;
};

static bool open_data(struct data *d, const struct plan *plan, const struct options *o,
                      char *message, size_t size) {
    char path[4352];
    if (plan->uses_lexicon) {
        snprintf(message, size, "iber.lex is not beside the program; name one with --lexicon");
        if (!find_data(o->lexicon, "iber.lex", path, sizeof path)) return false;
        if (!lexicon_open(&d->lexicon, path, message, size)) return false;
        d->has_lexicon = true;
    }
    if (plan->uses_words) {
        snprintf(message, size, "iber.words is not beside the program; name one with --words");
        if (!find_data(o->words, "iber.words", path, sizeof path)) return false;
        if (!wordlist_open(&d->words, path, message, size)) return false;
        d->has_words = true;
    }
    return true;
}

static int run_chain(struct options *o) {
    char message[512];
    struct plan plan;
    struct data data = {.has_lexicon = false};
    if (!plan_make(&plan, &o->request, message, sizeof message)) return start_fault(message);
    bool fine = open_data(&data, &plan, o, message, sizeof message);
    o->run.plan = &plan;
    o->run.lexicon = data.has_lexicon ? &data.lexicon : NULL;
    o->run.words = data.has_words ? &data.words : NULL;
    int code = fine ? run_all(&o->run) : start_fault(message);
    if (data.has_lexicon) lexicon_close(&data.lexicon);
    if (data.has_words) wordlist_close(&data.words);
    return code;
}

static int print_source(const struct options *o) {
    const char *const *words = o->run.input.paths;
    char message[512];
    if (!words[0] || !words[1] || (words[2] && words[3]))
        return start_fault("source: RECORDS START:END [ID] are wanted");
    struct source_request r = {
        words[0], words[1], words[2], o->run.style.offsets, o->run.input.max_bytes, o->run.keys};
    int code = source_print(&r, message, sizeof message);
    return code ? start_fault(message) : 0;
}

static int run_translit(const struct options *o) {
    const char *const *paths = o->run.input.paths;
    char message[512];
    if (!o->to_given) return start_fault("translit: --to latn or --to cyrl is wanted");
    if (paths[1] || strcmp(paths[0], "-") != 0)
        return start_fault("translit: a filter: it reads stdin, no files");
    int code = translit_lines(STDIN_FILENO, STDOUT_FILENO, o->to_cyrillic, message, sizeof message);
    if (code) start_fault(message);
    return code;
}

static int run_command(struct options *o) {
    switch (o->command) {
    case COMMAND_HELP: return say(options_help);
    case COMMAND_VERSION: return say("iber " IBER_VERSION "\n");
    case COMMAND_STAGES: return print_stages();
    case COMMAND_SOURCE: return print_source(o);
    case COMMAND_TRANSLIT: return run_translit(o);
    default: return run_chain(o);
    }
}

int main(int argc, char **argv) {
    char message[512];
    struct options o;
    bool fine = options_parse(&o, argc, argv, message, sizeof message);
    int code = fine ? run_command(&o) : start_fault(message);
    options_free(&o);
    return code;
}
