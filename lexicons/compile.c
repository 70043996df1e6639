/* SPDX-License-Identifier: MIT */
/* iber-lexicon: TSV files in, one compiled lexicon out; or only checked. Hunspell dictionaries in, one
 * word list out. */
#include <errno.h>

#include "build.h"
#include "commands.h"
#include "expand.h"

static const char help[] =
    "iber-lexicon - compiles name lists for iber\n"
    "\n"
    "  iber-lexicon compile -o OUT [--with-cldr] [--with-cities] FILE.tsv...\n"
    "  iber-lexicon check FILE.tsv...        only look for faults\n"
    "  iber-lexicon check FILE.lex           the same in a compiled lexicon\n"
    "  iber-lexicon add FILE.tsv --type TYPE [--sub SUB] [--id ID] [--en A|B] [--sq A|B] [--sr "
    "A|B]\n"
    "      [--more A|B] [--note NOTE]        adds a row, when it has no fault\n"
    "  iber-lexicon add FILE.tsv -           adds rows of stdin\n"
    "  iber-lexicon explain [-l FILE.lex] NAME...\n"
    "                                        why a name is found, or is not\n"
    "  iber-lexicon import --from geonames|wof|wikidata [--type TYPE] [--names FILE] [-o OUT]\n"
    "      [FILE|-]...                       other people's gazetteers as rows\n"
    "  iber-lexicon words -o OUT LANG=DICTIONARY.aff...\n"
    "                                        all word forms of Hunspell dictionaries (en, sq, sr,\n"
    "                                        hr, bs)\n"
    "\n"
    "Columns are told by a file's first line; see lexicons/README.md.\n"
    "Exit: 0 fine, 1 the files have faults, 2 could not run.\n";

static int usage_fault(const char *what, const char *word) {
    fprintf(stderr, "iber-lexicon: %s '%s' (see --help)\n", what, word);
    return 2;
}

enum { OF_EN, OF_SQ, OF_SR, OF_HR, OF_BS, DICTIONARIES };

/* Serbian has the Croatian and Bosnian forms too. */
static bool write_words(struct forms of[DICTIONARIES], const char *path) {
    struct forms lists[WORDLIST_LISTS] = {of[OF_EN], of[OF_SQ]}, *sr = &lists[OF_SR];
    forms_compare(of + OF_SR, &lists[WORDLIST_LANGS]);
    *sr = of[OF_SR], of[OF_SR] = (struct forms){0};
    for (unsigned k = OF_HR; k <= OF_BS; k++)
        for (size_t i = 0, n; i < of[k].n; i += n + 1) {
            n = strlen(of[k].p + i);
            forms_append(sr, (struct str){of[k].p + i, n});
        }
    bool fine = wordlist_write(lists, path);
    forms_free(sr);
    forms_free(&lists[WORDLIST_LANGS]);
    return fine;
}

/* A dictionary that is not there is said, and left out: its language knows no words then. */
static int compile_words(int argc, char **argv) {
    static const char *const langs[DICTIONARIES] = {"en", "sq", "sr", "hr", "bs"};
    struct forms forms[DICTIONARIES] = {0};
    const char *out = NULL;
    char message[512];
    int code = 0;
    for (int i = 2; i < argc && code == 0; i++) {
        unsigned k = 0;
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            out = argv[++i];
            continue;
        }
        while (k < DICTIONARIES && !(strncmp(argv[i], langs[k], 2) == 0 && argv[i][2] == '=')) k++;
        if (k == DICTIONARIES) code = usage_fault("not LANG=DICTIONARY.aff:", argv[i]);
        else if (!expand(&forms[k], argv[i] + 3, message, sizeof message))
            fprintf(stderr, "iber-lexicon: left out: %s\n", message);
    }
    if (code == 0 && out == NULL) code = usage_fault("words needs", "-o OUT");
    if (code == 0 && !write_words(forms, out)) {
        fprintf(stderr, "iber-lexicon: cannot write %s: %s\n", out, strerror(errno));
        code = 1;
    }
    for (unsigned k = 0; k < DICTIONARIES; k++) forms_free(&forms[k]);
    return code;
}

static bool is_compiled(const char *path) {
    size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".lex") == 0;
}

static int verify(const char *path) {
    struct lexicon l;
    char message[512];
    if (!lexicon_open(&l, path, message, sizeof message)) {
        fprintf(stderr, "iber-lexicon: %s\n", message);
        return 1;
    }
    const char *fault = lexicon_verify(&l);
    if (fault) fprintf(stderr, "iber-lexicon: the lexicon %s is %s\n", path, fault);
    else printf("%u entries, %u forms\n", l.n_entries, l.n_forms);
    lexicon_close(&l);
    return fault ? 1 : 0;
}

int main(int argc, char **argv) {
    struct build b = {.n_entries = 0};
    const char *out = NULL;
    bool cldr = false, cities = false;
    unsigned files = 0;
    bool compile = argc > 1 && strcmp(argv[1], "compile") == 0,
         check = argc > 1 && strcmp(argv[1], "check") == 0;
    if (argc > 1 && strcmp(argv[1], "words") == 0) return compile_words(argc, argv);
    if (argc > 1 && strcmp(argv[1], "import") == 0) return import(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "add") == 0) return add_row(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "explain") == 0) return explain(argc - 2, argv + 2);
    if (argc == 3 && check && is_compiled(argv[2])) return verify(argv[2]);
    if (!compile && !check) {
        bool asked = argc > 1 && strcmp(argv[1], "--help") == 0;
        fputs(help, asked ? stdout : stderr);
        return asked ? 0 : 2;
    }
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) out = argv[++i];
        else if (strcmp(argv[i], "--with-cldr") == 0) cldr = true;
        else if (strcmp(argv[i], "--with-cities") == 0) cities = true;
        else if (argv[i][0] == '-' && argv[i][1])
            return usage_fault("no option is called", argv[i]);
        else build_read(&b, argv[i], argv[i]), files++;
    }
    if (files == 0) return usage_fault("no file is named for", argv[1]);
    if (compile && out == NULL) {
        fprintf(stderr, "iber-lexicon: compile needs -o OUT\n");
        build_free(&b);
        return 2;
    }
    if (check) build_clashes(&b);
    if (cldr) build_cldr(&b);
    if (cities) build_cities(&b);
    unsigned faults = b.faults;
    if (faults == 0 && compile && !build_write(&b, out)) {
        fprintf(stderr, "iber-lexicon: cannot write %s: %s\n", out, strerror(errno));
        faults = 1;
    }
    if (faults == 0) printf("%u entries, %u forms\n", b.n_entries, b.n_forms);
    build_free(&b);
    return faults ? 1 : 0;
}
