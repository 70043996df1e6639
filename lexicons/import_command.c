/* SPDX-License-Identifier: MIT */
/* iber-lexicon import: options and files. */
#include <errno.h>
#include <string.h>

#include "commands.h"
#include "import.h"

struct command {
    struct import_request q;
    const char *out, *from, *names;
    unsigned faults;
    unsigned long rows;
};

static int fault(const char *what, const char *word) {
    fprintf(stderr, "iber-lexicon: %s '%s' (see --help)\n", what, word);
    return 2;
}

static FILE *open_in(const char *path) {
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (in == NULL) fprintf(stderr, "iber-lexicon: cannot read %s: %s\n", path, strerror(errno));
    return in;
}

static int import_file(struct command *c, const char *path) {
    c->q.name = path;
    c->q.in = open_in(path);
    if (c->q.in == NULL) return 2;
    c->rows += import_rows(&c->q, &c->faults);
    int code = ferror(c->q.in) ? 2 : 0;
    if (c->q.in != stdin) fclose(c->q.in);
    c->q.header = false;
    return code;
}

/* Returns how many arguments are options; -1: one is wrong, and said. */
static int read_options(struct command *c, int argc, char **argv) {
    static const char *const types[] = {"PER", "LOC", "ORG", "MISC"};
    int i = 0;
    for (; i + 1 < argc && argv[i][0] == '-' && argv[i][1]; i += 2) {
        if (strcmp(argv[i], "-o") == 0) c->out = argv[i + 1];
        else if (strcmp(argv[i], "--from") == 0) c->from = argv[i + 1];
        else if (strcmp(argv[i], "--type") == 0) c->q.type = argv[i + 1];
        else if (strcmp(argv[i], "--names") == 0) c->names = argv[i + 1];
        else return fault("import has no option", argv[i]), -1;
    }
    if (c->from == NULL || !import_from_word(c->from, &c->q.from))
        return fault("import needs --from geonames, wof or wikidata, not", c->from ? c->from : ""),
               -1;
    bool known = c->q.type == NULL;
    for (unsigned k = 0; k < 4 && !known; k++) known = strcmp(c->q.type, types[k]) == 0;
    if (!known) return fault("--type is PER, LOC, ORG or MISC, not", c->q.type), -1;
    if (c->names && c->q.from != IMPORT_GEONAMES)
        return fault("--names goes with --from geonames, not", c->from), -1;
    return i;
}

static int read_names(struct command *c, struct import_names **names) {
    FILE *in = c->names ? open_in(c->names) : NULL;
    if (c->names == NULL) return 0;
    if (in == NULL) return 2;
    c->q.names = *names = import_names_read(in, c->names, &c->faults);
    if (in != stdin) fclose(in);
    return *names ? 0 : 2;
}

int import(int argc, char **argv) {
    struct command c = {.q = {.out = stdout, .header = true}};
    struct import_names *names = NULL;
    int i = read_options(&c, argc, argv);
    if (i < 0) return 2;
    int code = read_names(&c, &names);
    if (code) return code;
    if (c.out && (c.q.out = fopen(c.out, "wb")) == NULL) {
        import_names_free(names);
        return fault("cannot write", c.out);
    }
    if (i == argc) code = import_file(&c, "-");
    for (; i < argc && code == 0; i++) code = import_file(&c, argv[i]);
    import_names_free(names);
    bool written = fflush(c.q.out) == 0 && !ferror(c.q.out);
    if (c.out && fclose(c.q.out) != 0) written = false;
    if (!written) return fault("cannot write", c.out ? c.out : "stdout");
    fprintf(stderr, "%lu rows, %u lines at fault\n", c.rows, c.faults);
    return code ? code : c.faults ? 1 : 0;
}
