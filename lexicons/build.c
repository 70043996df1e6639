/* SPDX-License-Identifier: MIT */
/* See build.h: entries and forms. */
#include "build.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "fold.h"
#include "utf8.h"

#include <xxhash.h>

void *build_must(void *p) {
    if (p) return p;
    fprintf(stderr, "iber-lexicon: out of memory\n");
    exit(2);
}

static char *copy(const char *p, size_t n) {
    char *c = build_must(malloc(n + 1));
    memcpy(c, p, n);
    c[n] = '\0';
    return c;
}

static void index_id(struct build *b, uint32_t entry) {
    uint64_t h = XXH3_64bits(b->entries[entry].id, strlen(b->entries[entry].id));
    uint32_t i = (uint32_t)h & (b->by_id_size - 1);
    while (b->by_id[i]) i = (i + 1) & (b->by_id_size - 1);
    b->by_id[i] = entry + 1;
}

static void grow_index(struct build *b) {
    if (b->n_entries * 2 < b->by_id_size) return;
    free(b->by_id);
    b->by_id_size = b->by_id_size ? b->by_id_size * 2 : 1024;
    b->by_id = build_must(calloc(b->by_id_size, sizeof *b->by_id));
    for (uint32_t i = 0; i < b->n_entries; i++)
        if (b->entries[i].id[0]) index_id(b, i);
}

uint32_t build_find(const struct build *b, const char *id) {
    if (b->by_id_size == 0 || id[0] == '\0') return UINT32_MAX;
    for (uint32_t i = (uint32_t)XXH3_64bits(id, strlen(id)) & (b->by_id_size - 1); b->by_id[i];
         i = (i + 1) & (b->by_id_size - 1))
        if (strcmp(b->entries[b->by_id[i] - 1].id, id) == 0) return b->by_id[i] - 1;
    return UINT32_MAX;
}

uint32_t build_entry(struct build *b, enum lexicon_kind kind, const char *id, const char *subtype) {
    grow_index(b);
    if (b->n_entries == b->cap_entries) {
        b->cap_entries = b->cap_entries ? b->cap_entries * 2 : 1024;
        b->entries = build_must(realloc(b->entries, b->cap_entries * sizeof *b->entries));
    }
    struct build_entry *e = &b->entries[b->n_entries];
    *e = (struct build_entry){
        .id = copy(id, strlen(id)), .subtype = copy(subtype, strlen(subtype)), .kind = kind};
    if (id[0]) index_id(b, b->n_entries);
    return b->n_entries++;
}

/* Which words of a form begin with a capital, and what that says about matching. */
static unsigned shape(struct str text, uint16_t *capitals) {
    unsigned word = 0, letters = 0, upper = 0;
    bool begin = true, first_lower = false;
    *capitals = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t c = utf8_next(text.p, &i);
        if (c == ' ' || c == '-' || c == '/' || c == 0x2013 || c == 0x2011) {
            word += !begin;
            begin = true;
        } else if (u_isalnum((UChar32)c)) {
            bool up = u_isupper((UChar32)c) || u_istitle((UChar32)c);
            if (begin && up && word < 16) *capitals = (uint16_t)(*capitals | 1u << word);
            if (begin && word == 0) first_lower = !up && u_isalpha((UChar32)c);
            letters += u_isalpha((UChar32)c) ? 1 : 0;
            upper += up;
            begin = false;
        }
    }
    if (first_lower) return LEX_LOWER;
    return letters >= 2 && letters <= 8 && upper == letters ? LEX_ACRONYM : 0;
}

static void push_form(struct build *b, uint32_t entry, struct str text, struct str spelling,
                      enum lang lang, unsigned flags) {
    char key[1024];
    if (spelling.n * FOLD_GROWTH > sizeof key) return;
    size_t n = fold(spelling, key);
    if (n == 0) return;
    uint16_t capitals;
    uint8_t kind = (uint8_t)(shape(text, &capitals) | flags);
    for (uint32_t i = b->n_forms; i-- > 0 && b->forms[i].entry == entry;) {
        /* NATO and Nato are two forms: they match differently */
        const struct build_form *f = &b->forms[i];
        if (f->lang == (uint8_t)lang && f->flags == kind && f->capitals == capitals &&
            strlen(f->key) == n && memcmp(f->key, key, n) == 0)
            return;
    }
    if (b->n_forms == b->cap_forms) {
        b->cap_forms = b->cap_forms ? b->cap_forms * 2 : 4096;
        b->forms = build_must(realloc(b->forms, b->cap_forms * sizeof *b->forms));
    }
    struct build_form *f = &b->forms[b->n_forms++];
    *f = (struct build_form){
        copy(key, n), copy(text.p, text.n),   entry,         capitals, (uint8_t)lang,
        kind,         b->entries[entry].rank, b->n_forms - 1};
}

/* An English name in the other spelling, British (0) or American (1); 0: it has none. `out` has room for
 * SPELLED bytes. */
enum { SPELLED = 640 };
static size_t respell(struct str text, int to, char out[SPELLED]) {
    static const char *const pairs[][2] = {{"Centre", "Center"},   {"Defence", "Defense"},
                                           {"Labour", "Labor"},    {"Harbour", "Harbor"},
                                           {"Theatre", "Theater"}, {"Programme", "Program"},
                                           {"isation", "ization"}, {"isations", "izations"}};
    size_t n = 0;
    bool other = false;
    for (size_t begin = 0, end; begin < text.n; begin = end) {
        for (end = begin; end < text.n && text.p[end] != ' '; end++) {
        }
        struct str word = str_sub(text, begin, end), with = STR("");
        size_t keep = word.n;
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
            struct str old = str_of(pairs[i][!to]);
            bool whole = str_eq(word, old), ending = old.p[0] == 'i' && str_ends(word, old);
            if (whole || ending) keep = word.n - old.n, with = str_of(pairs[i][to]), other = true;
        }
        if (n + keep + with.n + 1 > SPELLED) return 0;
        memcpy(out + n, word.p, keep), n += keep;
        memcpy(out + n, with.p, with.n), n += with.n;
        if (end < text.n) out[n++] = text.p[end++];
    }
    return other ? n : 0;
}

void build_form(struct build *b, uint32_t entry, struct str text, enum lang lang, unsigned flags) {
    char plain[512];
    size_t n = 0;
    bool stroke = false;
    if (text.n == 0 || text.n >= sizeof plain) return;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i],
                      d = i + 1 < text.n ? (unsigned char)text.p[i + 1] : 0;
        if (c == 0xC4 && (d == 0x90 || d == 0x91)) { /* Đ đ: also printed as D d */
            plain[n++] = d == 0x90 ? 'D' : 'd';
            stroke = true, i++;
        } else {
            plain[n++] = (char)c;
        }
    }
    char **norm = lang == LANG_EN   ? &b->entries[entry].norm[0]
                  : lang == LANG_SQ ? &b->entries[entry].norm[1]
                                    : &b->entries[entry].norm[2];
    if (*norm == NULL && (lang == LANG_EN || lang == LANG_SQ || lang == LANG_SR))
        *norm = copy(text.p, text.n);
    push_form(b, entry, text, text, lang, flags);
    if (stroke) push_form(b, entry, text, (struct str){plain, n}, lang, flags);
    char spelled[SPELLED];
    for (int to = 0; lang == LANG_EN && to < 2; to++)
        push_form(b, entry, text, (struct str){spelled, respell(text, to, spelled)}, lang, flags);
}

void build_slug(struct str name, char *out, size_t size) {
    char key[1024];
    size_t n = name.n * FOLD_GROWTH <= sizeof key ? fold(name, key) : 0, k = 0;
    for (size_t i = 0; i < n && k + 1 < size; i++) {
        bool fine = is_ascii_alpha(key[i]) || is_digit(key[i]);
        if (fine) out[k++] = key[i];
        else if (k && out[k - 1] != '-') out[k++] = '-';
    }
    while (k && out[k - 1] == '-') k--;
    out[k] = '\0';
}

static int by_key(const void *x, const void *y) {
    const struct build_form *a = x, *b = y;
    int c = strcmp(a->key, b->key);
    if (c == 0) c = (a->flags & LEX_IMPORTED) - (b->flags & LEX_IMPORTED); /* our own rows first */
    if (c == 0) c = b->rank - a->rank;
    if (c == 0) c = (a->entry > b->entry) - (a->entry < b->entry);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static bool is_entity(const struct build *b, const struct build_form *f) {
    return b->entries[f->entry].kind <= LEX_MISC;
}

void build_sort(struct build *b) {
    if (b->n_forms) qsort(b->forms, b->n_forms, sizeof *b->forms, by_key);
}

/* A place lies in another one, not in itself nor, over others, in what lies in it. */
static bool has_area(const struct build *b, uint32_t entry) {
    uint32_t at = entry;
    for (unsigned steps = 0; b->entries[at].area && steps < 8; steps++) {
        at = build_find(b, b->entries[at].area);
        if (at == UINT32_MAX || at == entry || b->entries[at].kind != LEX_LOC) return false;
    }
    return true;
}

void build_clashes(struct build *b) {
    build_sort(b);
    for (uint32_t i = 0; i < b->n_entries; i++) {
        const struct build_entry *e = &b->entries[i];
        if (has_area(b, i)) continue;
        fprintf(stderr, "%s:%u: in=%s is no place that %s can lie in\n", e->file, e->line, e->area,
                e->id);
        b->faults++;
    }
    for (uint32_t i = 1; i < b->n_forms; i++) {
        const struct build_form *x = &b->forms[i - 1], *y = &b->forms[i];
        if (strcmp(x->key, y->key) != 0 || x->entry == y->entry || !is_entity(b, x) ||
            !is_entity(b, y))
            continue;
        if (x->lang != y->lang && x->lang != LANG_OTHER && y->lang != LANG_OTHER) continue;
        const struct build_entry *ex = &b->entries[x->entry], *ey = &b->entries[y->entry];
        if (!ex->file || !ey->file || ((x->flags | y->flags) & (LEX_WEAK | LEX_SURNAME_OF)) ||
            (ex->noted && ey->noted))
            continue;
        fprintf(stderr, "%s:%u: '%s' of %s is also a form of %s (%s:%u), and neither says weak\n",
                ey->file, ey->line, y->text, ey->id, ex->id, ex->file, ex->line);
        b->faults++;
    }
}

void build_free(struct build *b) {
    for (uint32_t i = 0; i < b->n_entries; i++) {
        free(b->entries[i].id), free(b->entries[i].subtype), free(b->entries[i].area);
        for (int k = 0; k < 3; k++) free(b->entries[i].norm[k]);
    }
    for (uint32_t i = 0; i < b->n_forms; i++) free(b->forms[i].key), free(b->forms[i].text);
    free(b->entries), free(b->forms), free(b->by_id);
}
