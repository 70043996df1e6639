/* SPDX-License-Identifier: MIT */
/* The program: what the user asked for, checked, then run. All messages of start faults are here. */
#include <stdio.h>
#include <unistd.h>

#include "lexicon.h"
#include "options.h"
#include "source.h"

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

/* The lexicon beside the program: DIR/lexicons/iber.lex in a build folder, DIR/../share/iber/iber.lex
 * when installed. */
static bool find_lexicon(const char *given, char *path, size_t size) {
    static const char *const places[] = {"lexicons/iber.lex", "../share/iber/iber.lex"};
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
        snprintf(path, size, "%s%s", dir, places[i]);
        if (access(path, R_OK) == 0) return true;
    }
    return false;
}

static int run_chain(struct options *o) {
    char message[512], path[4352];
    struct plan plan;
    struct lexicon lexicon;
    bool open = false;
    if (!plan_make(&plan, &o->request, message, sizeof message)) return start_fault(message);
    if (plan.uses_lexicon) {
        if (!find_lexicon(o->lexicon, path, sizeof path))
            return start_fault("iber.lex is not beside the program; name one with --lexicon");
        if (!lexicon_open(&lexicon, path, message, sizeof message)) return start_fault(message);
        open = true;
    }
    o->run.plan = &plan;
    o->run.lexicon = open ? &lexicon : NULL;
    int code = run_all(&o->run);
    if (open) lexicon_close(&lexicon);
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

static int run_command(struct options *o) {
    switch (o->command) {
    case COMMAND_HELP: return say(options_help);
    case COMMAND_VERSION: return say("iber " IBER_VERSION "\n");
    case COMMAND_STAGES: return print_stages();
    case COMMAND_SOURCE: return print_source(o);
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
