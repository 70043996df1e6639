/* SPDX-License-Identifier: MIT */
/* See import.h: dumps of GeoNames (geonames.org/export). What a place is called in which language
 * stands in a table of its own, alternateNames: read first, only the languages that we have columns
 * for, and sorted by place, so that the dump itself, which is far larger, passes line by line. */
#include <stdlib.h>

#include "build.h"
#include "import_lines.h"
#include "import_rows.h"

struct name {
    uint64_t place, text; /* the text's begin in `strings` */
    uint32_t order;
    uint16_t n;
    uint8_t cell;
    bool best; /* "preferred" in GeoNames */
};

struct import_names {
    struct name *v;
    size_t n, size;
    char *strings;
    size_t used, room;
};

/* ---- what a feature is */

const char *import_subtype(struct str code) {
    static const char *const nature[] = {
        "STM",  "LK",  "MT",   "HLL",  "VAL",  "PK",   "CNL", "SPNG", "RDGE", "PLN",
        "RVN",  "BAY", "SEA",  "ISL",  "FRST", "GRAZ", "SLP", "PASS", "RSV",  "CAPE",
        "SPUR", "CLF", "RK",   "GRGE", "CAVE", "MDW",  "FLD", "SDL",  "CHN",  "GULF",
        "OCN",  "PEN", "FLLS", "LCTY", "AREA", "RGN",  "PRK", NULL};
    static const char *const built[] = {"AIR", "BDG", "MSTY", "CH",  "CSTL", "RSTN", "SHPF",  "HUT",
                                        "SCH", "HSP", "MSQE", "DAM", "BLDG", "PSTP", "MLWTR", NULL};
    for (const char *const *c = nature; *c; c++)
        if (str_starts(code, str_of(*c))) return "LOC";
    for (const char *const *c = built; *c; c++)
        if (str_starts(code, str_of(*c))) return "FAC";
    return "GPE";
}

/* The class (A P H L R S T U V) is surer than the code. */
static const char *subtype_of(struct str class, struct str code) {
    if (class.n != 1) return import_subtype(code);
    if (strchr("HLTUV", class.p[0])) return "LOC";
    return strchr("RS", class.p[0]) ? "FAC" : "GPE";
}

unsigned char import_code_rank(struct str code) {
    static const struct {
        const char *code;
        unsigned char rank;
    } ranks[] = {{"PCL", 22},   {"PPLC", 19},  {"ADM1", 14}, {"PPLA2", 13},
                 {"PPLA3", 11}, {"PPLA4", 10}, {"PPLA", 15}, {"ADM2", 12},
                 {"ADM3", 10},  {"ADM", 9},    {"PPLL", 6},  {"PPL", 8}};
    for (size_t k = 0; k < sizeof ranks / sizeof *ranks; k++)
        if (str_starts(code, str_of(ranks[k].code))) return ranks[k].rank;
    return code.n ? 4 : 0;
}

/* An area counts a quarter of its people: who names it together with its town means the town. */
static unsigned char rank_of(struct str people, struct str code) {
    unsigned char rank = build_rank(import_number(people));
    if (rank == 0) return import_code_rank(code);
    if (str_starts(code, STR("ADM"))) return rank > 2 ? (unsigned char)(rank - 2) : 1;
    return rank;
}

/* ---- alternateNames */

/* The cell of a language; -1: none. */
static int cell_of(struct str lang) {
    static const char *const more[] = {"sh", "hr", "bs", "cnr", "mk", NULL};
    static const char *const serbian[] = {"sr", "sr-Latn", "sr-Cyrl", NULL};
    if (str_is(lang, "en")) return EN;
    if (str_is(lang, "sq")) return SQ;
    if (str_in(lang, serbian)) return SR;
    return str_in(lang, more) ? MORE : -1;
}

static bool add_name(struct import_names *t, const struct str *column, int cell) {
    struct str text = column[3];
    if (t->n == t->size) {
        size_t size = t->size ? t->size * 2 : 1024;
        struct name *v = realloc(t->v, size * sizeof *v);
        if (v == NULL) return false;
        t->v = v, t->size = size;
    }
    if (t->room - t->used < text.n) {
        size_t room = (t->room + text.n) * 2;
        char *p = realloc(t->strings, room);
        if (p == NULL) return false;
        t->strings = p, t->room = room;
    }
    memcpy(t->strings + t->used, text.p, text.n);
    t->v[t->n] = (struct name){.place = import_number(column[1]),
                               .text = t->used,
                               .order = (uint32_t)t->n,
                               .n = (uint16_t)text.n,
                               .cell = (uint8_t)cell,
                               .best = str_is(column[4], "1")};
    t->n++;
    t->used += text.n;
    return true;
}

static int by_place(const void *x, const void *y) {
    const struct name *a = x, *b = y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->best != b->best) return a->best ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

/* id, place, language, name, preferred?, short?, colloquial?, historic?, from, to */
static bool name_line(struct import *m, struct import_names *t, struct str line) {
    struct str column[8], rest = line;
    unsigned n = 0;
    for (unsigned k = 0; k < 8; k++) column[k] = STR("");
    while (n < 8 && str_cut(&rest, '\t', &column[n])) n++;
    if (n < 4 || import_number(column[1]) == 0) {
        import_fault(m, "%u columns, alternateNames has at least 4, the second a number", n);
        return true;
    }
    int cell = cell_of(column[2]);
    if (cell < 0 || column[3].n == 0 || column[3].n > FORM) return true;
    if (str_is(column[7], "1")) cell = MORE;
    return add_name(t, column, cell);
}

struct import_names *import_names_read(FILE *in, const char *name, unsigned *faults) {
    struct import m = {.name = name};
    struct import_names *t = calloc(1, sizeof *t);
    struct import_lines *lines = import_lines_open(in);
    struct str line;
    bool fine = t && lines;
    while (fine && import_lines_next(lines, &line)) {
        m.line++;
        if (line.n) fine = name_line(&m, t, line);
    }
    const char *why = fine ? import_lines_fault(lines) : "out of memory";
    if (why) import_fault(&m, "%s", why);
    import_lines_close(lines);
    *faults += m.faults;
    if (!fine) {
        import_names_free(t);
        return NULL;
    }
    if (t->n) qsort(t->v, t->n, sizeof *t->v, by_place);
    return t;
}

void import_names_free(struct import_names *t) {
    if (t == NULL) return;
    free(t->v);
    free(t->strings);
    free(t);
}

static void put_names(const struct import_names *t, uint64_t place, struct import_row *r) {
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->v[middle].place < place) low = middle + 1;
        else high = middle;
    }
    for (size_t first = low; low < t->n && t->v[low].place == place; low++)
        if (low - first < 1000)
            import_form(r, t->v[low].cell, (struct str){t->strings + t->v[low].text, t->v[low].n});
}

/* ---- the dump */

void import_geonames(struct import *m, struct str line) {
    struct import_row *r = calloc(1, sizeof *r);
    struct str cell[19], rest = line;
    char id[32];
    unsigned n = 0;
    while (n < 19 && str_cut(&rest, '\t', &cell[n])) n++;
    if (r == NULL || n != 19 || rest.p) {
        import_fault(m, "%u columns, a GeoNames dump has 19", n + (rest.p != NULL));
        free(r);
        return;
    }
    snprintf(id, sizeof id, "gn:%.*s", (int)(cell[0].n < 20 ? cell[0].n : 20), cell[0].p);
    r->type = "LOC";
    r->subtype = subtype_of(cell[6], cell[7]);
    r->rank = rank_of(cell[14], cell[7]);
    if (import_id(m, r, str_of(id))) {
        if (m->names) put_names(m->names, import_number(cell[0]), r);
        import_form(r, r->n[EN] ? MORE : EN, cell[1]);
        import_form(r, MORE, cell[2]);
        import_forms(r, MORE, cell[3], ',');
        import_put(m, r);
    }
    free(r);
}
