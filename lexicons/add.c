/* SPDX-License-Identifier: MIT */
/* iber-lexicon add. The new row is put behind the rows that are there, in a copy beside the file; the
 * copy is checked as a whole and takes the file's place only when it has no fault. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "build.h"
#include "commands.h"

enum { CELLS = 8, ROOM = 8192 };

static const char header[] = "id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n";
static const char *const cells[CELLS] = {"--id", "--type", "--sub",  "--en",
                                         "--sq", "--sr",   "--more", "--note"};

static int fault(const char *what, const char *word) {
    fprintf(stderr, "iber-lexicon: add: %s%s\n", what, word);
    return 2;
}

/* Old rows, then the new one. */
static bool write_copy(const char *path, const char *copy, const char *const *cell) {
    char block[1 << 16];
    FILE *in = fopen(path, "rb"), *out = fopen(copy, "wb");
    char last = '\n';
    size_t n = 0, all = 0;
    if (out == NULL || (in == NULL && errno != ENOENT && access(path, F_OK) == 0)) {
        if (in) fclose(in);
        if (out) fclose(out);
        return false;
    }
    while (in && (n = fread(block, 1, sizeof block, in)) > 0) {
        fwrite(block, 1, n, out);
        last = block[n - 1];
        all += n;
    }
    if (all == 0) fputs(header, out);
    else if (last != '\n') fputc('\n', out);
    for (int k = 0; k < CELLS; k++) fprintf(out, "%s%s", k ? "\t" : "", cell[k] ? cell[k] : "");
    fputc('\n', out);
    bool fine = !ferror(out) && (in == NULL || !ferror(in));
    if (in) fclose(in);
    return fclose(out) == 0 && fine;
}

/* A name as an id: the English one, for persons the surname first. */
static void make_id(const char *const *cell, char *id, size_t size) {
    const char *names = cell[3] ? cell[3] : cell[4] ? cell[4] : cell[5] ? cell[5] : "";
    char turned[ROOM];
    struct str name = str_of(names), first = {names, 0};
    str_cut(&name, '|', &first);
    size_t space = first.n;
    while (space > 0 && first.p[space - 1] != ' ') space--;
    if (cell[1] && strcmp(cell[1], "PER") == 0 && space > 0 && first.n < sizeof turned) {
        size_t n = (size_t)snprintf(turned, sizeof turned, "%.*s %.*s", (int)(first.n - space),
                                    first.p + space, (int)(space - 1), first.p);
        first = (struct str){turned, n};
    }
    build_slug(first, id, size);
}

int add_row(int argc, char **argv) {
    const char *cell[CELLS] = {NULL}, *path = NULL;
    char id[100], copy[4096];
    for (int i = 0; i < argc; i++) {
        int k = 0;
        while (k < CELLS && strcmp(argv[i], cells[k]) != 0) k++;
        if (k < CELLS && i + 1 < argc) cell[k] = argv[++i];
        else if (argv[i][0] == '-' || path) return fault("no such option: ", argv[i]);
        else path = argv[i];
    }
    if (path == NULL || cell[1] == NULL) return fault("FILE.tsv and --type are wanted", "");
    for (int k = 0; k < CELLS; k++)
        if (cell[k] && strpbrk(cell[k], "\t\n\r")) return fault("tabs and line ends in ", cells[k]);
    if (cell[0] == NULL) {
        make_id(cell, id, sizeof id);
        cell[0] = id;
    }
    if (snprintf(copy, sizeof copy, "%s.new", path) >= (int)sizeof copy)
        return fault("the name is too long: ", path);
    if (!write_copy(path, copy, cell)) {
        remove(copy);
        return fault("cannot write ", copy);
    }
    struct build b = {.n_entries = 0};
    build_read(&b, copy);
    build_clashes(&b);
    unsigned faults = b.faults;
    build_free(&b);
    if (faults == 0 && rename(copy, path) != 0) return fault("cannot write ", path);
    if (faults == 0) printf("%s\n", cell[0]);
    else remove(copy);
    return faults ? 1 : 0;
}
