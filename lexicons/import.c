/* SPDX-License-Identifier: MIT */
/* See import.h. */
#include "import_rows.h"

#include <stdarg.h>
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <xxhash.h>

#include "lower.h"
#include "translit.h"
#include "utf8.h"

void import_fault(struct import *m, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%lu: ", m->name, m->line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    m->faults++;
}

/* Latin and nothing else, once Serbian and Macedonian Cyrillic is transliterated. */
static bool is_latin(struct str s) {
    bool letters = false;
    for (size_t i = 0; i < s.n;) {
        UErrorCode e = U_ZERO_ERROR;
        uint32_t c = utf8_next(s.p, &i);
        UScriptCode script = uscript_getScript((UChar32)c, &e);
        if (c == '|' || c < ' ' || (c >= 0x7F && c < 0xA0)) return false;
        if (script == USCRIPT_LATIN) letters = true;
        else if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) return false;
    }
    return letters;
}

/* Eth is đ here; composed. Returns the length in `out`, 0: it does not fit. */
static size_t clean(struct str s, char *out, size_t size) {
    UErrorCode e = U_ZERO_ERROR;
    UChar wide[FORM], composed[FORM];
    int32_t n = 0, k;
    u_strFromUTF8(wide, FORM, &n, s.p, (int32_t)s.n, &e);
    k = unorm2_normalize(unorm2_getNFCInstance(&e), wide, n, composed, FORM, &e);
    if (U_FAILURE(e)) return 0;
    for (int32_t i = 0; i < k; i++)
        if (composed[i] == 0xD0 || composed[i] == 0xF0)
            composed[i] = composed[i] == 0xD0 ? 0x110 : 0x111;
    u_strToUTF8(out, (int32_t)size, &n, composed, k, &e);
    return U_FAILURE(e) ? 0 : (size_t)n;
}

static bool has_form(const struct import_row *r, int cell, struct str form) {
    struct str rest = {r->cell[cell], r->n[cell]}, one;
    while (rest.n && str_cut(&rest, '|', &one))
        if (str_eq(one, form)) return true;
    return false;
}

void import_form(struct import_row *r, int cell, struct str form) {
    char latin[TRANSLIT_GROWTH * FORM], text[TRANSLIT_GROWTH * FORM];
    form = str_trim(form);
    if (form.n == 0 || form.n > FORM / 2 || !is_utf8(form)) return;
    struct str s = {latin, translit_latin(form, latin)};
    s = (struct str){text, clean(s, text, sizeof text)};
    if (s.n == 0 || !is_latin(s) || r->n[cell] + s.n + 1 > CELL || has_form(r, cell, s)) return;
    if (r->n[cell]) r->cell[cell][r->n[cell]++] = '|';
    memcpy(r->cell[cell] + r->n[cell], s.p, s.n);
    r->n[cell] += s.n;
}

static void add_forms(struct import_row *r, int cell, struct str forms, char sep) {
    struct str rest = forms, one;
    while (forms.n && str_cut(&rest, sep, &one)) import_form(r, cell, one);
}

static bool is_id(struct str id) {
    if (id.n == 0 || id.n >= 100) return false;
    for (size_t i = 0; i < id.n; i++)
        if (!is_ascii_alpha(id.p[i]) && !is_digit(id.p[i]) && strchr(":-_.", id.p[i]) == NULL)
            return false;
    return memchr(id.p, ':', id.n) != NULL;
}

void import_put(struct import *m, struct import_row *r) {
    if (r->n[EN] + r->n[SQ] + r->n[SR] + r->n[MORE] == 0) return;
    fprintf(m->out, "%s\t%s\t%s\t%.*s\t%.*s\t%.*s\t%.*s\t\n", r->id, r->type, r->subtype,
            (int)r->n[EN], r->cell[EN], (int)r->n[SQ], r->cell[SQ], (int)r->n[SR], r->cell[SR],
            (int)r->n[MORE], r->cell[MORE]);
    m->rows++;
}

bool import_id(struct import *m, struct import_row *r, struct str id) {
    if (!is_id(id)) {
        import_fault(m, "'%.*s' is no id of a gazetteer (like gn:1 or wd:Q1)",
                     (int)(id.n < 40 ? id.n : 40), id.p);
        return false;
    }
    snprintf(r->id, sizeof r->id, "%.*s", (int)id.n, id.p);
    return true;
}

/* Was an id there before? It is from now on. Tables hang one id on several rows; hashes do not meet by
 * chance among a million. */
static bool seen(struct import *m, const char *id) {
    uint64_t hash = XXH3_64bits(id, strlen(id)) | 1;
    if (m->seen_n * 2 >= m->seen_size) {
        size_t size = m->seen_size ? m->seen_size * 2 : 1024;
        uint64_t *to = calloc(size, sizeof *to);
        if (to == NULL) return false;
        for (size_t i = 0; i < m->seen_size; i++) {
            size_t at = m->seen[i] >> 1 & (size - 1);
            while (m->seen[i] && to[at]) at = (at + 1) & (size - 1);
            if (m->seen[i]) to[at] = m->seen[i];
        }
        free(m->seen);
        m->seen = to;
        m->seen_size = size;
    }
    size_t at = hash >> 1 & (m->seen_size - 1);
    for (; m->seen[at]; at = (at + 1) & (m->seen_size - 1))
        if (m->seen[at] == hash) return true;
    m->seen[at] = hash;
    m->seen_n++;
    return false;
}

/* The first id of the row that no earlier row has. False, and said: there is none. */
static bool own_id(struct import *m, struct import_row *r, struct str others) {
    struct str rest = others, one;
    if (!seen(m, r->id)) return true;
    while (others.n && str_cut(&rest, ';', &one)) {
        if (!is_id(one)) continue;
        snprintf(r->id, sizeof r->id, "%.*s", (int)one.n, one.p);
        if (!seen(m, r->id)) return true;
    }
    import_fault(m, "the id %s is there already", r->id);
    return false;
}

/* ---- tables with a header */

static const struct {
    const char *name;
    int what; /* a cell, or below */
} headers[] = {{"id", 100},     {"type", 101},  {"ids", 103},           {"fcode", 102},
               {"en", EN},      {"sq", SQ},     {"sr_latn", SR},        {"sr_cyrl", SR},
               {"sr", SR},      {"hr", MORE},   {"bs", MORE},           {"mk", MORE},
               {"other", MORE}, {"more", MORE}, {"default_name", MORE}, {"name", MORE}};

static bool read_header(struct import *m, struct str line) {
    struct str rest = line, cell;
    bool id = false;
    for (unsigned k = 0; k < COLUMNS; k++) m->column[k] = 999;
    for (unsigned k = 0; str_cut(&rest, '\t', &cell) && k < COLUMNS; k++)
        for (size_t h = 0; h < sizeof headers / sizeof *headers; h++)
            if (str_is(cell, headers[h].name))
                m->column[k] = (unsigned)headers[h].what, id |= h == 0;
    if (!id) import_fault(m, "the header has no column 'id'");
    return id;
}

/* A feature code of GeoNames: water and heights are LOC, buildings FAC, the rest has a government. */
static const char *subtype_of(struct str code) {
    static const char *const nature[] = {"STM",  "LK",   "MT",  "HLL",  "VAL", "PK",   "CNL",
                                         "SPNG", "RDGE", "PLN", "RVN",  "BAY", "SEA",  "ISL",
                                         "FRST", "GRAZ", "SLP", "PASS", "RSV", "CAPE", NULL};
    static const char *const built[] = {"AIR", "BDG", "MSTY", "CH",  "CSTL", "RSTN",
                                        "SCH", "HSP", "MSQE", "DAM", "BLDG", NULL};
    for (const char *const *c = nature; *c; c++)
        if (str_starts(code, str_of(*c))) return "LOC";
    for (const char *const *c = built; *c; c++)
        if (str_starts(code, str_of(*c))) return "FAC";
    return "GPE";
}

static void table_row(struct import *m, struct str line) {
    struct import_row *r = calloc(1, sizeof *r);
    struct str rest = line, cell, ids = {NULL, 0};
    bool fine = r != NULL;
    if (r) r->type = "LOC", r->subtype = "GPE";
    for (unsigned k = 0; fine && str_cut(&rest, '\t', &cell); k++) {
        unsigned what = k < COLUMNS ? m->column[k] : 999;
        if (what == 100) fine = import_id(m, r, cell);
        else if (what == 101 && str_is(cell, "person")) r->type = "PER", r->subtype = "";
        else if (what == 101 && (str_is(cell, "organisation") || str_is(cell, "organization")))
            r->type = "ORG", r->subtype = "";
        else if (what == 102 && r->type[0] == 'L') r->subtype = subtype_of(cell);
        else if (what == 103) ids = cell;
        else if (what <= MORE) add_forms(r, (int)what, cell, '|');
    }
    if (fine && r->id[0] == '\0') import_fault(m, "no id"), fine = false;
    if (fine && own_id(m, r, ids)) import_put(m, r);
    free(r);
}

/* ---- GeoNames */

static void geonames_row(struct import *m, struct str line) {
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
    r->subtype = subtype_of(cell[7]);
    if (import_id(m, r, str_of(id))) {
        import_form(r, EN, cell[1]);
        import_form(r, MORE, cell[2]);
        add_forms(r, MORE, cell[3], ',');
        import_put(m, r);
    }
    free(r);
}

/* ---- lines */

bool import_from_word(const char *word, enum import_from *from) {
    static const char *const words[] = {"geonames", "wof", "wikidata"};
    for (unsigned k = 0; k < 3; k++)
        if (strcmp(word, words[k]) == 0) {
            *from = (enum import_from)k;
            return true;
        }
    return false;
}

unsigned long import_rows(const struct import_request *q, unsigned *faults) {
    struct import m = {.out = q->out, .name = q->name, .type = q->type};
    char *line = NULL;
    size_t room = 0;
    bool fine = true;
    if (q->header) fputs("id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n", q->out);
    for (ssize_t n; fine && (n = getline(&line, &room, q->in)) >= 0;) {
        m.line++;
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        struct str s = {line, (size_t)n};
        if (s.n == 0) continue;
        if (!is_utf8(s)) import_fault(&m, "this is no UTF-8");
        else if (q->from == IMPORT_WOF && m.line == 1) fine = read_header(&m, s);
        else if (q->from == IMPORT_WOF) table_row(&m, s);
        else if (q->from == IMPORT_GEONAMES) geonames_row(&m, s);
        else import_wikidata(&m, s);
    }
    free(line);
    free(m.seen);
    *faults += m.faults;
    return m.rows;
}
