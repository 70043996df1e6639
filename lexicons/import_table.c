/* SPDX-License-Identifier: MIT */
/* See import.h: tables with a header, as those of Who's On First. */
#include <stdlib.h>

#include "build.h"
#include "import_rows.h"

/* The first id of the row that no earlier row has. False, and said: there is none. */
static bool own_id(struct import *m, struct import_row *r, struct str others) {
    struct str rest = others, one;
    if (!import_seen(m, r->id)) return true;
    while (others.n && str_cut(&rest, ';', &one)) {
        if (!import_is_id(one)) continue;
        snprintf(r->id, sizeof r->id, "%.*s", (int)one.n, one.p);
        if (!import_seen(m, r->id)) return true;
    }
    import_fault(m, "the id %s is there already", r->id);
    return false;
}

/* What a column may hold besides the forms of a cell. */
enum { ID = 100, TYPE, FCODE, IDS, PEOPLE, NOTHING };

static const struct {
    const char *name;
    int what; /* a cell, or one of these */
} headers[] = {{"id", ID},
               {"type", TYPE},
               {"ids", IDS},
               {"fcode", FCODE},
               {"population", PEOPLE},
               {"gn:population", PEOPLE},
               {"wof:population", PEOPLE},
               {"en", EN},
               {"sq", SQ},
               {"sr_latn", SR},
               {"sr_cyrl", SR},
               {"sr", SR},
               {"hr", MORE},
               {"bs", MORE},
               {"mk", MORE},
               {"other", MORE},
               {"more", MORE},
               {"default_name", MORE},
               {"name", MORE}};

bool import_table_header(struct import *m, struct str line) {
    struct str rest = line, cell;
    bool id = false;
    for (unsigned k = 0; k < COLUMNS; k++) m->column[k] = NOTHING;
    for (unsigned k = 0; str_cut(&rest, '\t', &cell) && k < COLUMNS; k++)
        for (size_t h = 0; h < sizeof headers / sizeof *headers; h++)
            if (str_is(cell, headers[h].name))
                m->column[k] = (unsigned)headers[h].what, id |= h == 0;
    if (!id) import_fault(m, "the header has no column 'id'");
    return id;
}

/* The type of a row: what it is, and how many people a place of that kind often has, as build_rank()
 * says it. */
static const struct {
    const char *word, *type, *subtype;
    unsigned char rank;
} types[] = {{"country", "LOC", "GPE", 22},     {"region", "LOC", "GPE", 14},
             {"macroregion", "LOC", "GPE", 14}, {"county", "LOC", "GPE", 12},
             {"localadmin", "LOC", "GPE", 11},  {"admin", "LOC", "GPE", 12},
             {"locality", "LOC", "GPE", 9},     {"borough", "LOC", "GPE", 10},
             {"relief", "LOC", "LOC", 4},       {"water", "LOC", "LOC", 4},
             {"vegetation", "LOC", "LOC", 3},   {"area", "LOC", "LOC", 3},
             {"ocean", "LOC", "LOC", 10},       {"marinearea", "LOC", "LOC", 6},
             {"facility", "LOC", "FAC", 3},     {"campus", "LOC", "FAC", 5},
             {"venue", "LOC", "FAC", 3},        {"building", "LOC", "FAC", 3},
             {"road", "LOC", "FAC", 3},         {"person", "PER", "", 0},
             {"organisation", "ORG", "", 0},    {"organization", "ORG", "", 0}};

static void set_type(struct import_row *r, struct str word) {
    for (size_t k = 0; k < sizeof types / sizeof *types; k++)
        if (str_is(word, types[k].word))
            r->type = types[k].type, r->subtype = types[k].subtype, r->rank = types[k].rank;
}

static void set_code(struct import_row *r, struct str code) {
    if (code.n == 0 || strcmp(r->type, "LOC") != 0) return;
    r->subtype = import_subtype(code);
    if (import_code_rank(code)) r->rank = import_code_rank(code);
}

void import_table_row(struct import *m, struct str line) {
    struct import_row *r = calloc(1, sizeof *r);
    struct str rest = line, cell, ids = {NULL, 0};
    uint64_t people = 0;
    bool fine = r != NULL;
    if (r) import_type(r, m->type ? m->type : "LOC");
    for (unsigned k = 0; fine && str_cut(&rest, '\t', &cell); k++) {
        unsigned what = k < COLUMNS ? m->column[k] : NOTHING;
        if (what == ID) fine = import_id(m, r, cell);
        else if (what == TYPE) set_type(r, cell);
        else if (what == FCODE) set_code(r, cell);
        else if (what == PEOPLE) people = import_number(cell);
        else if (what == IDS) ids = cell;
        else if (what <= MORE) import_forms(r, (int)what, cell, '|');
    }
    if (fine && r->id[0] == '\0') import_fault(m, "no id"), fine = false;
    if (fine && people) r->rank = build_rank(people);
    if (fine && own_id(m, r, ids)) import_put(m, r);
    free(r);
}
