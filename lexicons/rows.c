/* SPDX-License-Identifier: MIT */
/* Reading TSV files. The header line says which kind of rows a file has; README.md has the columns.
 * Every fault is printed as file:line, and the compiler goes on to the next row. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "build.h"
#include "utf8.h"

enum { COLUMNS = 8 };

struct row {
    struct build *build;
    const char *file;
    unsigned line, n;
    struct str cell[COLUMNS];
};

static void fault(struct row *r, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%u: ", r->file, r->line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    r->build->faults++;
}

static bool is_nfc(struct str s) {
    UErrorCode e = U_ZERO_ERROR;
    UChar wide[1024];
    int32_t n = 0;
    u_strFromUTF8(wide, 1024, &n, s.p, (int32_t)s.n, &e);
    if (U_FAILURE(e)) return false;
    return unorm2_isNormalized(unorm2_getNFCInstance(&e), wide, n, &e) && U_SUCCESS(e);
}

/* One script a form, in *of; digits, marks and punctuation belong to all. */
static bool one_script(struct str s, UScriptCode *of) {
    UScriptCode seen = USCRIPT_COMMON;
    for (size_t i = 0; i < s.n;) {
        UErrorCode e = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript((UChar32)utf8_next(s.p, &i), &e);
        if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
        if (seen != USCRIPT_COMMON && script != seen) return false;
        seen = script;
    }
    *of = seen;
    return true;
}

static bool check_form(struct row *r, struct str form) {
    UScriptCode script;
    if (form.n == 0 || !str_eq(form, str_trim(form)))
        fault(r, "an empty form, or one with blanks around it: '%.*s'", (int)form.n, form.p);
    else if (!is_nfc(form)) fault(r, "'%.*s' is not NFC", (int)form.n, form.p);
    else if (!one_script(form, &script)) fault(r, "'%.*s' mixes scripts", (int)form.n, form.p);
    else if (script == USCRIPT_CYRILLIC)
        fault(r, "'%.*s' is Cyrillic: Latin letters stand for both scripts", (int)form.n, form.p);
    else return true;
    return false;
}

static bool listed(struct str list, struct str form) {
    struct str one;
    while (list.n && str_cut(&list, '|', &one))
        if (str_eq(str_trim(one), form)) return true;
    return false;
}

static bool has_capital(struct str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s.p, &i);
        if (u_isupper((UChar32)c) || u_isdigit((UChar32)c)) return true;
    }
    return false;
}

/* Forms of one cell, separated by |. `weak` lists the only forms that are weak, if not empty. */
static void add_cell(struct row *r, uint32_t entry, struct str cell, enum lang lang, unsigned all,
                     struct str weak) {
    struct str rest = cell, form, before;
    if (cell.n == 0) return;
    while (str_cut(&rest, '|', &form)) {
        struct str again = cell;
        while (str_cut(&again, '|', &before) && before.p != form.p)
            if (str_eq(before, form)) fault(r, "'%.*s' is there twice", (int)form.n, form.p);
        if (!check_form(r, form)) continue;
        struct str last = form;
        while (last.n && memchr(last.p, ' ', last.n)) last = str_sub(last, 1, last.n);
        bool bound = (r->cell[1].p[0] == 'L' && !(all & LEX_IMPORTED)) ||
                     str_eq(r->cell[2], STR("EVENT"));
        if (lang == LANG_EN && bound && !has_capital(last)) {
            fault(r, "capitals bound an English name: '%.*s' ends small", (int)form.n, form.p);
        }
        unsigned flags = weak.n && !listed(weak, form) ? all & ~(unsigned)LEX_WEAK : all;
        build_form(r->build, entry, form, lang, flags);
    }
}

/* "weak; only A|B; …": the forms A and B are weak, the others of the row are not. */
static struct str weak_forms(struct str note) {
    size_t at = str_find(note, STR("; only "));
    if (at == note.n) return (struct str){NULL, 0};
    struct str list = str_sub(note, at + 7, note.n);
    return str_sub(list, 0, str_find(list, STR(";")));
}

static bool is_slug(struct str id) {
    for (size_t i = 0; i < id.n; i++)
        if (!((id.p[i] >= 'a' && id.p[i] <= 'z') || is_digit(id.p[i]) ||
              (id.p[i] == '-' && i && i + 1 < id.n)))
            return false;
    return id.n > 0 && id.n < 100;
}

/* gn:1, wd:Q1: the id of a gazetteer, as it stands there. */
static bool is_foreign_id(struct str id) {
    for (size_t i = 0; i < id.n; i++)
        if (!is_ascii_alpha(id.p[i]) && !is_digit(id.p[i]) && strchr(":-_.", id.p[i]) == NULL)
            return false;
    return id.n < 100 && id.n && memchr(id.p, ':', id.n) != NULL;
}

static bool one_of(struct str word, const char *const *words, unsigned *which) {
    for (*which = 0; words[*which]; ++*which)
        if (str_is(word, words[*which])) return true;
    return false;
}

/* The bare surname: the last word of a person's name, with a particle before it (von der Leyen). */
static struct str surname_of(struct str name) {
    static const char *const particles[] = {"de", "der", "von", "van", "al", "el", "bin",
                                            "da", "di",  "del", "la",  "le", NULL};
    size_t at = name.n;
    while (at && name.p[at - 1] != ' ') at--;
    while (at > 1) {
        size_t word = at - 1;
        unsigned which;
        while (word && name.p[word - 1] != ' ') word--;
        if (word == 0 || !one_of(str_sub(name, word, at - 1), particles, &which)) break;
        at = word;
    }
    return str_sub(name, at, name.n);
}

static void add_surnames(struct row *r, uint32_t entry, struct str cell, enum lang lang) {
    struct str rest = cell, form;
    while (cell.n && str_cut(&rest, '|', &form)) {
        struct str surname = surname_of(form);
        bool roman = surname.n < 3 || !has_capital(surname); /* Zogu I, Buš mlađi */
        for (size_t i = 0; i < surname.n && !roman; i++)
            if (memchr("IVX", surname.p[i], 3) == NULL) break;
            else roman = i + 1 == surname.n;
        if (!roman && surname.n < form.n)
            build_form(r->build, entry, surname, lang, LEX_SURNAME_OF);
    }
}

/* A row's own entry; with the note "; = ID" that of an earlier row, for forms with other flags. */
static uint32_t entry_of(struct row *r, enum lexicon_kind kind, const char *id,
                         const char *subtype) {
    char target[128];
    size_t at = str_find(r->cell[7], STR("; = "));
    if (at == r->cell[7].n) return build_entry(r->build, kind, id, subtype);
    struct str name = str_sub(r->cell[7], at + 4, r->cell[7].n);
    name = str_trim(str_sub(name, 0, str_find(name, STR(";"))));
    snprintf(target, sizeof target, "%.*s", (int)name.n, name.p);
    uint32_t e = build_find(r->build, target);
    if (e == UINT32_MAX) fault(r, "no earlier row has the id %s", target);
    return e;
}

/* "rank=17": up to 255. */
static bool rank_of(struct str flag, uint8_t *rank) {
    unsigned v = 0;
    for (size_t i = 5; i < flag.n && v < 256; i++) {
        if (!is_digit(flag.p[i])) return false;
        v = v * 10 + (unsigned)(flag.p[i] - '0');
    }
    *rank = (uint8_t)v;
    return flag.n > 5 && v < 256;
}

/* "in=suhareka" */
static void set_area(struct row *r, struct build_entry *e, struct str flag) {
    char *id = build_must(calloc(flag.n, 1));
    memcpy(id, flag.p + 3, flag.n - 3);
    if (e->kind != LEX_LOC || e->area || flag.n == 3)
        fault(r, "one place may be said that this one lies in");
    free(e->area);
    e->area = id;
}

/* Two gazetteers may have one id: it is one entry, with the forms of both. */
static void entity_row(struct row *r) {
    static const char *const types[] = {"PER", "LOC", "ORG", "MISC", NULL};
    static const char *const subs[] = {"",    "GPE",  "LOC",  "FAC",     "NORP", "EVENT",
                                       "LAW", "WORK", "LANG", "PRODUCT", NULL};
    static const unsigned ranges[][2] = {{0, 0}, {1, 3}, {0, 0}, {4, 9}};
    unsigned type, sub, flags = 0;
    char id[128], subtype[16];
    bool foreign = is_foreign_id(r->cell[0]);
    if (!foreign && !is_slug(r->cell[0])) {
        fault(r, "'%.*s' is not an id", (int)r->cell[0].n, r->cell[0].p);
        return;
    }
    if (!one_of(r->cell[1], types, &type) || !one_of(r->cell[2], subs, &sub) ||
        sub < ranges[type][0] || sub > ranges[type][1]) {
        fault(r, "no type and subtype: %.*s %.*s", (int)r->cell[1].n, r->cell[1].p,
              (int)r->cell[2].n, r->cell[2].p);
        return;
    }
    snprintf(id, sizeof id, "%.*s", (int)r->cell[0].n, r->cell[0].p);
    snprintf(subtype, sizeof subtype, "%.*s", (int)r->cell[2].n, r->cell[2].p);
    uint32_t old = build_find(r->build, id);
    bool more = old != UINT32_MAX && foreign && (unsigned)r->build->entries[old].kind == type;
    if (old != UINT32_MAX && !more) {
        fault(r, "the id %s is there already (%s:%u)", id, r->build->entries[old].file,
              r->build->entries[old].line);
        return;
    }
    struct str note = r->cell[7], words = str_sub(note, 0, str_find(note, STR(";"))), word;
    struct str area = {NULL, 0};
    bool surname = false, fine = true;
    uint8_t rank = 0;
    for (struct str rest = words; words.n && str_cut(&rest, ' ', &word);) {
        if (str_eq(word, STR("weak"))) flags |= LEX_WEAK;
        else if (str_eq(word, STR("surname"))) surname = true;
        else if (str_starts(word, STR("rank="))) fine = rank_of(word, &rank);
        else if (str_starts(word, STR("in="))) area = word;
        else fine = word.n == 0;
        if (!fine) fault(r, "no flag is called '%.*s'", (int)word.n, word.p);
    }
    uint32_t e = more ? old : entry_of(r, (enum lexicon_kind)type, id, subtype);
    if (e == UINT32_MAX) return;
    struct build_entry *entry = &r->build->entries[e];
    if (entry->file == NULL) entry->file = r->file, entry->line = r->line, entry->rank = rank;
    if (area.n) set_area(r, entry, area);
    entry->noted |= note.n > 0 || foreign;
    if (foreign) flags |= LEX_IMPORTED;
    static const enum lang langs[] = {LANG_EN, LANG_SQ, LANG_SR, LANG_OTHER};
    for (unsigned k = 0; k < 4; k++)
        add_cell(r, e, r->cell[3 + k], langs[k], flags, weak_forms(note));
    for (unsigned k = 0; surname && k < 3; k++) add_surnames(r, e, r->cell[3 + k], langs[k]);
    if (r->cell[3].n + r->cell[4].n + r->cell[5].n + r->cell[6].n == 0) fault(r, "no form");
}

static void name_row(struct row *r, enum lexicon_kind kind) {
    struct str langs = r->cell[1], lang = {"", 0};
    char gender[2] = "";
    if (!check_form(r, r->cell[0])) return;
    str_cut(&langs, ',', &lang);
    bool weak = kind == LEX_GIVEN && str_eq(r->cell[2], STR("u"));
    if (kind == LEX_GIVEN && r->cell[2].n == 1) gender[0] = r->cell[2].p[0];
    uint32_t e = build_entry(r->build, kind, "", gender);
    build_form(r->build, e, r->cell[0], lang_rules(lang_from(lang)), weak ? LEX_WEAK : 0);
}

static void trigger_row(struct row *r) {
    static const char *const kinds[] = {"title",     "orghead", "lochead",  "lawhead",
                                        "eventhead", "month",   "currency", NULL};
    static const enum lexicon_kind of[] = {LEX_TITLE,      LEX_ORG_HEAD, LEX_LOC_HEAD, LEX_LAW_HEAD,
                                           LEX_EVENT_HEAD, LEX_MONTH,    LEX_CURRENCY};
    unsigned k, flags = 0;
    char id[16] = "";
    if (!one_of(r->cell[0], kinds, &k)) {
        fault(r, "no kind is called '%.*s'", (int)r->cell[0].n, r->cell[0].p);
        return;
    }
    enum lang lang = lang_rules(lang_from(r->cell[1]));
    if (lang == LANG_OTHER || lang == LANG_UND) {
        fault(r, "no language: '%.*s'", (int)r->cell[1].n, r->cell[1].p);
        return;
    }
    if (of[k] >= LEX_MONTH) snprintf(id, sizeof id, "%.*s", (int)r->cell[2].n, r->cell[2].p);
    else if (str_eq(r->cell[2], STR("first"))) flags = LEX_FIRST;
    else if (str_eq(r->cell[2], STR("last"))) flags = LEX_LAST;
    else flags = LEX_FIRST | LEX_LAST;
    struct str rest = r->cell[3], form;
    while (str_cut(&rest, '|', &form)) {
        if (!check_form(r, form)) continue;
        uint32_t e = build_entry(r->build, of[k], "", id);
        build_form(r->build, e, form, lang, flags);
    }
}

/* What the header of a file says its rows are. */
enum rows { ROWS_NONE, ROWS_ENTITY, ROWS_GIVEN, ROWS_SURNAME, ROWS_TRIGGER };

static enum rows rows_of(struct str header, unsigned *columns) {
    *columns = 8;
    if (str_eq(header, STR("id\ttype\tsub\ten\tsq\tsr\tmore\tnote"))) return ROWS_ENTITY;
    *columns = 3;
    if (str_eq(header, STR("name\tlangs\tgender"))) return ROWS_GIVEN;
    *columns = 2;
    if (str_eq(header, STR("name\tlangs"))) return ROWS_SURNAME;
    *columns = 4;
    if (str_eq(header, STR("kind\tlang\tpos\tforms"))) return ROWS_TRIGGER;
    return ROWS_NONE;
}

static void read_row(struct row *r, enum rows rows, unsigned columns, struct str line) {
    struct str rest = line, cell;
    for (r->n = 0; str_cut(&rest, '\t', &cell); r->n++)
        if (r->n < COLUMNS) r->cell[r->n] = cell;
    if (r->n != columns) {
        fault(r, "%u columns instead of %u", r->n, columns);
        return;
    }
    if (rows == ROWS_ENTITY) entity_row(r);
    else if (rows == ROWS_GIVEN) name_row(r, LEX_GIVEN);
    else if (rows == ROWS_SURNAME) name_row(r, LEX_SURNAME);
    else trigger_row(r);
}

void build_read(struct build *b, const char *path, const char *name) {
    struct row r = {.build = b, .file = name};
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    unsigned columns = 0;
    enum rows rows = ROWS_NONE;
    if (f == NULL) {
        fault(&r, "cannot be read: %s", strerror(errno));
        return;
    }
    for (ssize_t n; (n = getline(&line, &room, f)) >= 0;) {
        r.line++;
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        struct str s = {line, (size_t)n};
        if (r.line == 1) {
            rows = rows_of(s, &columns);
            if (rows == ROWS_NONE)
                fault(&r, "the header is of no kind of file that README.md names");
        } else if (rows != ROWS_NONE && s.n && s.p[0] != '#') {
            read_row(&r, rows, columns, s);
        }
    }
    free(line);
    if (ferror(f)) fault(&r, "cannot be read: %s", strerror(errno));
    if (f != stdin) fclose(f);
}
