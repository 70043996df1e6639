/* SPDX-License-Identifier: MIT */
/* See import.h. */
#include "import_lines.h"
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
    for (int k = EN; cell == MORE && k < MORE; k++)
        if (has_form(r, k, s)) return;
    if (r->n[cell]) r->cell[cell][r->n[cell]++] = '|';
    memcpy(r->cell[cell] + r->n[cell], s.p, s.n);
    r->n[cell] += s.n;
}

void import_forms(struct import_row *r, int cell, struct str forms, char sep) {
    struct str rest = forms, one;
    while (forms.n && str_cut(&rest, sep, &one)) import_form(r, cell, one);
}

bool import_is_id(struct str id) {
    if (id.n == 0 || id.n >= 100) return false;
    for (size_t i = 0; i < id.n; i++)
        if (!is_ascii_alpha(id.p[i]) && !is_digit(id.p[i]) && strchr(":-_.", id.p[i]) == NULL)
            return false;
    return memchr(id.p, ':', id.n) != NULL;
}

void import_put(struct import *m, struct import_row *r) {
    if (r->n[EN] + r->n[SQ] + r->n[SR] + r->n[MORE] == 0) return;
    fprintf(m->out, "%s\t%s\t%s", r->id, r->type, r->subtype);
    for (int k = EN; k <= MORE; k++) fprintf(m->out, "\t%.*s", (int)r->n[k], r->cell[k]);
    if (r->rank) fprintf(m->out, "\trank=%u\n", r->rank);
    else fputs("\t\n", m->out);
    m->rows++;
}

bool import_id(struct import *m, struct import_row *r, struct str id) {
    if (!import_is_id(id)) {
        import_fault(m, "'%.*s' is no id of a gazetteer (like gn:1 or wd:Q1)",
                     (int)(id.n < 40 ? id.n : 40), id.p);
        return false;
    }
    snprintf(r->id, sizeof r->id, "%.*s", (int)id.n, id.p);
    return true;
}

/* Hashes do not meet by chance among a million. */
bool import_seen(struct import *m, const char *id) {
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

void import_type(struct import_row *r, const char *type) {
    r->type = type;
    r->subtype = strcmp(type, "LOC") == 0 ? "GPE" : strcmp(type, "MISC") == 0 ? "WORK" : "";
}

uint64_t import_number(struct str s) {
    uint64_t v = 0;
    size_t i = s.n && s.p[0] == '+';
    if (i == s.n || s.n > 18) return 0;
    for (; i < s.n; i++) {
        if (!is_digit(s.p[i])) return 0;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return v;
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

static void read_line(struct import *m, enum import_from from, struct str s, bool *fine) {
    if (s.n == 0) return;
    if (!is_utf8(s)) import_fault(m, "this is no UTF-8");
    else if (from == IMPORT_WOF && m->line == 1) *fine = import_table_header(m, s);
    else if (from == IMPORT_WOF) import_table_row(m, s);
    else if (from == IMPORT_GEONAMES) import_geonames(m, s);
    else import_wikidata(m, s);
}

unsigned long import_rows(const struct import_request *q, unsigned *faults) {
    struct import m = {.out = q->out, .name = q->name, .type = q->type, .names = q->names};
    struct import_lines *lines = import_lines_open(q->in);
    struct str line;
    bool fine = lines != NULL;
    if (q->header) fputs("id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n", q->out);
    while (fine && import_lines_next(lines, &line)) {
        m.line++;
        if (import_lines_cut(lines)) import_fault(&m, "the line is longer than 64 MiB");
        else read_line(&m, q->from, line, &fine);
    }
    const char *why = lines ? import_lines_fault(lines) : "out of memory";
    if (why) import_fault(&m, "%s", why);
    import_lines_close(lines);
    free(m.seen);
    *faults += m.faults;
    return m.rows;
}
