/* SPDX-License-Identifier: MIT */
/* iber-lexicon add. The new rows are put behind those that are there, in a copy beside the file; the
 * copy is checked as a whole and takes the file's place only when it has no fault. */
#include <errno.h>
#include <stdlib.h>

#include "build.h"
#include "commands.h"
#include "replace.h"

enum { CELLS = 8, ID = 100, ROOM = 8192 };

static const char header[] = "id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n";
static const char *const cells[CELLS] = {"--id", "--type", "--sub",  "--en",
                                         "--sq", "--sr",   "--more", "--note"};

static int fault(const char *what, const char *word) {
    fprintf(stderr, "iber-lexicon: add: %s%s\n", what, word);
    return 2;
}

/* The rows that are there. */
static bool copy_rows(const char *path, FILE *out) {
    char block[1 << 16], last = '\n';
    size_t n = 0, all = 0;
    FILE *in = fopen(path, "rb");
    if (in == NULL && errno != ENOENT) return false;
    while (in && (n = fread(block, 1, sizeof block, in)) > 0) {
        fwrite(block, 1, n, out);
        last = block[n - 1];
        all += n;
    }
    bool fine = in == NULL || !ferror(in);
    if (in) fclose(in);
    if (all == 0) fputs(header, out);
    else if (last != '\n') fputc('\n', out);
    return fine;
}

/* A name as an id: the first English one, else Albanian or Serbian; for persons the surname first. */
static void make_id(const struct str *cell, char *id, size_t size) {
    char turned[ROOM];
    struct str names = cell[3].n   ? cell[3]
                       : cell[4].n ? cell[4]
                       : cell[5].n ? cell[5]
                                   : cell[6],
               first = {"", 0};
    str_cut(&names, '|', &first);
    size_t space = first.n;
    while (space > 0 && first.p[space - 1] != ' ') space--;
    if (str_eq(cell[1], STR("PER")) && space > 0 && first.n < sizeof turned) {
        size_t n = (size_t)snprintf(turned, sizeof turned, "%.*s %.*s", (int)(first.n - space),
                                    first.p + space, (int)(space - 1), first.p);
        first = (struct str){turned, n};
    }
    build_slug(first, id, size);
}

/* A row, whose id is made when it has none. The id is printed to `ids`. */
static void write_row(FILE *out, FILE *ids, struct str *cell) {
    char id[ID];
    if (cell[0].n == 0) {
        make_id(cell, id, sizeof id);
        cell[0] = str_of(id);
    }
    for (int k = 0; k < CELLS; k++)
        fprintf(out, "%s%.*s", k ? "\t" : "", (int)cell[k].n, cell[k].p);
    fputc('\n', out);
    fprintf(ids, "%.*s\n", (int)cell[0].n, cell[0].p);
}

/* Rows of stdin. One with other than eight columns is written as it stands, for the check to name. */
static bool write_rows(FILE *in, FILE *out, FILE *ids) {
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, in)) >= 0;) {
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        struct str s = {line, (size_t)n}, rest = s, cell[CELLS] = {{"", 0}};
        unsigned k = 0;
        if (n == 0 || line[0] == '#' || str_eq(s, (struct str){header, sizeof header - 2}))
            continue;
        while (k < CELLS && str_cut(&rest, '\t', &cell[k])) k++;
        if (k == CELLS && rest.p == NULL) write_row(out, ids, cell);
        else fprintf(out, "%.*s\n", (int)s.n, s.p);
    }
    free(line);
    return !ferror(in);
}

/* Checks the copy; its faults are named as the file's. */
static unsigned faults_of(const struct replace *r, const char *path) {
    struct build b = {.n_entries = 0};
    build_read(&b, r->copy, path);
    build_clashes(&b);
    unsigned faults = b.faults;
    build_free(&b);
    if (faults) fprintf(stderr, "iber-lexicon: add: %s is as it was\n", path);
    return faults;
}

/* `cell` NULL: rows of stdin. */
static int add_to(const char *path, struct str *cell) {
    struct replace r;
    char *ids = NULL;
    size_t ids_n = 0;
    if (!replace_begin(&r, path)) return fault("cannot write ", r.copy);
    FILE *list = build_must(open_memstream(&ids, &ids_n));
    bool fine = copy_rows(path, r.out);
    if (cell) write_row(r.out, list, cell);
    else fine = write_rows(stdin, r.out, list) && fine;
    fclose(list);
    fine = fine && fflush(r.out) == 0;
    unsigned faults = fine ? faults_of(&r, path) : 0;
    if (!replace_end(&r, fine && faults == 0)) fine = false;
    if (fine && faults == 0) fputs(ids, stdout);
    free(ids);
    return !fine ? fault("cannot write ", path) : faults ? 1 : 0;
}

int add_row(int argc, char **argv) {
    struct str cell[CELLS];
    const char *path = NULL;
    bool rows = false, given = false;
    for (int k = 0; k < CELLS; k++) cell[k] = STR("");
    for (int i = 0; i < argc; i++) {
        int k = 0;
        while (k < CELLS && strcmp(argv[i], cells[k]) != 0) k++;
        if (k < CELLS && i + 1 < argc) {
            if (strpbrk(argv[++i], "\t\n\r")) return fault("tabs and line ends in ", cells[k]);
            cell[k] = str_of(argv[i]);
            given = true;
        } else if (path && strcmp(argv[i], "-") == 0) rows = true;
        else if (argv[i][0] == '-') return fault("no such option, or no value for ", argv[i]);
        else if (path) return fault("one file at a time, not also ", argv[i]);
        else path = argv[i];
    }
    if (path == NULL) return fault("FILE.tsv is wanted", "");
    if (rows && given) return fault("either a row by options, or rows of stdin (-)", "");
    if (!rows && cell[1].n == 0) return fault("--type is wanted, or - for rows of stdin", "");
    return add_to(path, rows ? NULL : cell);
}
