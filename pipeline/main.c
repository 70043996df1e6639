/* SPDX-License-Identifier: MIT */
/* The program: what the user asked for, checked, then run. All messages of start faults are here. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base_lines.h"
#include "eval.h"
#include "filter.h"
#include "grep.h"
#include "lookup_lines.h"
#include "main_batch.h"
#include "match_lines.h"
#include "options.h"
#include "restore_lines.h"
#include "source.h"
#include "utf8.h"
#include "translit_lines.h"
#include "variants.h"

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

static int run_chain(struct options *o) {
    char message[512];
    struct plan plan;
    struct data data;
    if (!plan_make(&plan, &o->request, message, sizeof message)) return start_fault(message);
    if (!data_open(&data, plan.uses, &o->data, message, sizeof message))
        return start_fault(message);
    o->run.plan = &plan;
    o->run.data = &data;
    if (o->isolated && o->command != COMMAND_WORKER) o->run.isolate = &o->isolate;
    int code = o->command == COMMAND_WORKER ? run_worker(&o->run)
               : o->batch.dir               ? run_batch(o)
                                            : run_watched(o, NULL);
    data_close(&data);
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

/* Filters take no files. */
static bool reads_stdin(const struct options *o) {
    const char *const *paths = o->run.input.paths;
    return strcmp(paths[0], "-") == 0 && paths[1] == NULL;
}

static int run_translit(const struct options *o) {
    char message[512];
    if (!o->to_given) return start_fault("translit: --to latn or --to cyrl is wanted");
    if (!reads_stdin(o)) return start_fault("translit: a filter: it reads stdin, no files");
    int code = translit_lines(STDIN_FILENO, STDOUT_FILENO, o->to_cyrillic, message, sizeof message);
    if (code) start_fault(message);
    return code;
}

static void complain_of_file(const char *path, const char *why) {
    fprintf(stderr, "iber: grep: %s: %s\n", path, why);
}

static int run_grep(const struct options *o) {
    const char *const *words = o->run.input.paths;
    char message[512];
    struct data data;
    const char *const all[] = {"-", NULL};
    if (strcmp(words[0], "-") == 0) return start_fault("grep: a NAME is wanted, then files");
    if (!data_open(&data, USES_LEXICON, &o->data, message, sizeof message))
        return start_fault(message);
    struct pattern *p = pattern_new();
    struct grep g = {p, words[1] ? words + 1 : all, complain_of_file, STDOUT_FILENO};
    int code = 2;
    if (p == NULL || !grep_add(p, &data.lexicon, str_of(words[0])))
        start_fault("grep: NAME has no letters, or is too long");
    else if (!pattern_compile(p)) start_fault("grep: NAME has too many spellings");
    else if ((code = grep_run(&g, message, sizeof message)) == 2 && message[0])
        start_fault(message);
    pattern_free(p);
    data_close(&data);
    return code;
}

static int run_eval(const struct options *o) {
    const char *const *paths = o->run.input.paths;
    char message[512];
    if (!paths[1] || paths[2])
        return start_fault("eval: two files are wanted, GOLD and another one");
    struct filter_out out = {malloc(1 << 16), 0, 1 << 16};
    struct eval_request r = {.gold = paths[0],
                             .predicted = paths[1],
                             .train = o->train,
                             .types = o->types,
                             .max_bytes = o->run.input.max_bytes,
                             .examples = o->examples};
    bool fine = out.p && eval_run(&r, &out, message, sizeof message);
    int code = 0;
    if (out.p == NULL) code = start_fault("out of memory");
    else if (!fine) code = start_fault(message);
    else if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0)
        code = start_fault("cannot write the output");
    free(out.p);
    return code;
}

static int print_variants(const struct options *o) {
    const char *const *names = o->run.input.paths;
    char message[512];
    struct data data;
    struct filter_out out = {malloc(1 << 16), 0, 1 << 16};
    int code = 0;
    if (!data_open(&data, USES_LEXICON, &o->data, message, sizeof message)) {
        free(out.p);
        return start_fault(message);
    }
    for (; *names && out.p; names++) {
        if (is_utf8(str_of(*names)) && variants_put(&data.lexicon, str_of(*names), &out)) continue;
        fprintf(stderr, "iber: names variants: '%.60s' has no letters, is too long or no UTF-8\n",
                *names);
        code = 1;
    }
    data_close(&data);
    if (out.p == NULL) code = start_fault("out of memory");
    else if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0)
        code = start_fault("cannot write the output");
    free(out.p);
    return code;
}

static void complain_of_match(uint64_t line, const char *why) {
    fprintf(stderr, "iber: names match: line %llu: %s\n", (unsigned long long)line, why);
}

static void complain_of_restore(uint64_t line, const char *why) {
    fprintf(stderr, "iber: restore: line %llu: %s\n", (unsigned long long)line, why);
}

static int run_filter(const struct filter *f) {
    char message[512] = "";
    int code = filter_run(f, STDIN_FILENO, STDOUT_FILENO, message, sizeof message);
    return code == 2 && message[0] ? start_fault(message) : code;
}

static void complain_of_base(uint64_t line, const char *why) {
    fprintf(stderr, "iber: names base: line %llu: %s\n", (unsigned long long)line, why);
}

static int run_match(const struct options *o) {
    char message[512];
    struct data data;
    if (!reads_stdin(o)) return start_fault("names match: a filter: it reads stdin, no files");
    if (!data_open(&data, USES_LEXICON, &o->data, message, sizeof message))
        return start_fault(message);
    struct match_lines *m = match_lines_new(&data.lexicon);
    struct filter f = {match_line, m, complain_of_match};
    int code = m ? run_filter(&f) : start_fault("out of memory");
    match_lines_free(m);
    data_close(&data);
    return code;
}

static int run_base(const struct options *o) {
    char message[512];
    struct data data;
    unsigned uses = USES_LEXICON | USES_WORDS | USES_MODEL(MODEL_BASE);
    if (!reads_stdin(o)) return start_fault("names base: a filter: it reads stdin, no files");
    if (!data_open(&data, uses, &o->data, message, sizeof message)) return start_fault(message);
    struct name_witnesses witnesses = {&data.lexicon, &data.words, &data.model[MODEL_BASE]};
    struct base_lines *b = base_lines_new(&witnesses);
    struct filter f = {base_line, b, complain_of_base};
    int code = b ? run_filter(&f) : start_fault("out of memory");
    base_lines_free(b);
    data_close(&data);
    return code;
}

static void complain_of_lookup(uint64_t line, const char *why) {
    fprintf(stderr, "iber: names lookup: line %llu: %s\n", (unsigned long long)line, why);
}

/* Names of the command line: in JSON a line each, in text a block each, with an empty line between. */
static int look_up_all(const char *const *names, struct lookup_lines *x) {
    struct filter_out out = {malloc(1 << 16), 0, 1 << 16};
    int code = 0;
    for (const char *const *name = names; *name && out.p; name++) {
        struct str s = str_of(*name);
        if (out.n && !x->json) filter_put(&out, STR("\n"));
        const char *why = is_utf8(s) ? lookup_line(x, s, &out) : "this is no UTF-8";
        if (x->json) filter_put(&out, STR("\n"));
        if (why) fprintf(stderr, "iber: names lookup: '%.60s': %s\n", *name, why);
        code |= why != NULL;
    }
    if (out.p == NULL) code = start_fault("out of memory");
    else if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0)
        code = start_fault("cannot write the output");
    free(out.p);
    return code;
}

static int run_lookup(const struct options *o) {
    const char *const *names = o->run.input.paths;
    char message[512];
    struct data data;
    if (o->to_given && o->run.to == TO_CONLLU)
        return start_fault("names lookup: --to text or --to jsonl is wanted");
    if (!data_open(&data, USES_LEXICON, &o->data, message, sizeof message))
        return start_fault(message);
    struct lookup_lines x = {.lexicon = &data.lexicon};
    x.json = o->to_given && o->run.to == TO_JSONL;
    bool filter = strcmp(names[0], "-") == 0 && names[1] == NULL;
    struct filter f = {lookup_line, &x, complain_of_lookup};
    int code = filter ? run_filter(&f) : look_up_all(names, &x);
    data_close(&data);
    return code;
}

static int run_restore(const struct options *o) {
    char message[512];
    struct data data;
    enum variety variety;
    unsigned uses = USES_LEXICON | USES_WORDS | USES_MODEL(MODEL_RESTORE);
    if (!o->lang || !restore_variety(o->lang, &variety))
        return start_fault("restore: --lang sr, hr, bs or sq is wanted");
    if (!reads_stdin(o)) return start_fault("restore: a filter: it reads stdin, no files");
    if (!data_open(&data, uses, &o->data, message, sizeof message)) return start_fault(message);
    struct restore *r = restore_new(&data.lexicon, &data.words, &data.model[MODEL_RESTORE]);
    struct restore_lines *l = r ? restore_lines_new(r, variety) : NULL;
    struct filter f = {restore_line, l, complain_of_restore};
    int code = l ? run_filter(&f) : start_fault("out of memory");
    restore_lines_free(l);
    restore_free(r);
    data_close(&data);
    return code;
}

static int run_command(struct options *o) {
    switch (o->command) {
    case COMMAND_HELP: return say(options_help);
    case COMMAND_VERSION: return say("iber " IBER_VERSION "\n");
    case COMMAND_STAGES: return print_stages();
    case COMMAND_SOURCE: return print_source(o);
    case COMMAND_TRANSLIT: return run_translit(o);
    case COMMAND_VARIANTS: return print_variants(o);
    case COMMAND_LOOKUP: return run_lookup(o);
    case COMMAND_MATCH: return run_match(o);
    case COMMAND_RESTORE: return run_restore(o);
    case COMMAND_BASE: return run_base(o);
    case COMMAND_GREP: return run_grep(o);
    case COMMAND_VERIFY: return run_verify(o);
    case COMMAND_FORGET: return run_forget(o);
    case COMMAND_CONFORM: return run_conform(o);
    case COMMAND_EVAL: return run_eval(o);
    default: return run_chain(o);
    }
}

/* `iber lexicon …` and `iber train …` are programs of their own, beside this one. Returns only when
 * that cannot be started. */
static int run_beside(const char *name, char **argv) {
    static const char *const places[] = {"", "lexicons/"};
    char dir[4096], path[4352];
    ssize_t n = readlink("/proc/self/exe", dir, sizeof dir - 1);
    while (n > 0 && dir[n - 1] != '/') n--;
    dir[n > 0 ? n : 0] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%s%siber-%s", dir, places[i], name);
        execv(path, argv);
    }
    fprintf(stderr, "iber: iber-%s is not beside the program\n", name);
    return 2;
}

int main(int argc, char **argv) {
    if (argc > 1 && (strcmp(argv[1], "lexicon") == 0 || strcmp(argv[1], "train") == 0))
        return run_beside(argv[1], argv + 1);
    char message[512];
    struct options o;
    bool fine = options_parse(&o, argc, argv, message, sizeof message);
    int code = fine ? run_command(&o) : start_fault(message);
    options_free(&o);
    return code;
}
