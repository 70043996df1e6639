/* SPDX-License-Identifier: MIT */
/* See build.h: entries, forms, the file. */
#include "build.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "fold.h"
#include "utf8.h"

#include <xxhash.h>

static void *must(void *p) {
    if (p) return p;
    fprintf(stderr, "iber-lexicon: out of memory\n");
    exit(2);
}

static char *copy(const char *p, size_t n) {
    char *c = must(malloc(n + 1));
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
    b->by_id = must(calloc(b->by_id_size, sizeof *b->by_id));
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
        b->entries = must(realloc(b->entries, b->cap_entries * sizeof *b->entries));
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
        b->forms = must(realloc(b->forms, b->cap_forms * sizeof *b->forms));
    }
    struct build_form *f = &b->forms[b->n_forms++];
    *f = (struct build_form){copy(key, n), copy(text.p, text.n), entry,
                             capitals,     (uint8_t)lang,        kind};
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
    return c ? c : (a->entry > b->entry) - (a->entry < b->entry);
}

static bool is_entity(const struct build *b, const struct build_form *f) {
    return b->entries[f->entry].kind <= LEX_MISC;
}

void build_clashes(struct build *b) {
    if (b->n_forms) qsort(b->forms, b->n_forms, sizeof *b->forms, by_key);
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
                ex->file, ex->line, x->text, ex->id, ey->id, ey->file, ey->line);
        b->faults++;
    }
}

/* ---- the file */

struct out {
    char *p;
    size_t n, cap;
};

static uint32_t put(struct out *o, const char *p, size_t n) {
    if (o->n + n > o->cap) {
        o->cap = (o->n + n) * 2;
        o->p = must(realloc(o->p, o->cap));
    }
    if (n) memcpy(o->p + o->n, p, n);
    o->n += n;
    return (uint32_t)(o->n - n);
}

static void pad(struct out *o) {
    static const char zero[8] = {0};
    put(o, zero, (8 - o->n % 8) % 8);
}

struct table {
    struct lexicon_slot *slots;
    uint32_t mask, used;
    struct out strings;
};

static struct lexicon_slot *slot_of(struct table *t, const char *key, size_t n) {
    uint64_t hash = XXH3_64bits(key, n);
    if (hash == 0) hash = 1;
    for (uint32_t i = (uint32_t)hash & t->mask;; i = (i + 1) & t->mask) {
        struct lexicon_slot *s = &t->slots[i];
        if (s->hash == hash && s->key_n == n && memcmp(t->strings.p + s->key, key, n) == 0)
            return s;
        if (s->hash) continue;
        *s = (struct lexicon_slot){
            .hash = hash, .key = put(&t->strings, key, n), .key_n = (uint32_t)n};
        t->used++;
        return s;
    }
}

static void fill_slots(struct build *b, struct table *t, struct lexicon_form *forms) {
    for (uint32_t i = 0; i < b->n_forms; i++) {
        const struct build_form *f = &b->forms[i];
        size_t n = strlen(f->key);
        struct lexicon_slot *s = slot_of(t, f->key, n);
        if (s->forms == 0) s->form = i;
        if (s->forms < UINT16_MAX) s->forms++;
        forms[i] = (struct lexicon_form){f->entry,
                                         put(&t->strings, f->text, strlen(f->text)),
                                         (uint32_t)strlen(f->text),
                                         f->capitals,
                                         f->lang,
                                         f->flags};
        for (size_t k = 1; k < n; k++)
            if (f->key[k] == ' ') slot_of(t, f->key, k)->prefix = 1;
    }
}

static void fill_entries(struct build *b, struct table *t, struct lexicon_entry *entries) {
    for (uint32_t i = 0; i < b->n_entries; i++) {
        const struct build_entry *e = &b->entries[i];
        struct lexicon_entry *x = &entries[i];
        x->kind = (uint32_t)e->kind;
        x->id_n = (uint32_t)strlen(e->id), x->id = put(&t->strings, e->id, x->id_n);
        x->subtype_n = (uint32_t)strlen(e->subtype),
        x->subtype = put(&t->strings, e->subtype, x->subtype_n);
        for (int k = 0; k < 3; k++) {
            const char *norm = e->norm[k]   ? e->norm[k]
                               : e->norm[0] ? e->norm[0]
                               : e->norm[2] ? e->norm[2]
                                            : e->norm[1];
            x->norm_n[k] = norm ? (uint32_t)strlen(norm) : 0;
            x->norm[k] = norm ? put(&t->strings, norm, x->norm_n[k]) : 0;
        }
    }
}

bool build_write(struct build *b, const char *path) {
    if (b->n_forms) qsort(b->forms, b->n_forms, sizeof *b->forms, by_key);
    uint32_t words = 0, n_slots = 64;
    for (uint32_t i = 0; i < b->n_forms; i++)
        for (const char *p = b->forms[i].key; *p; p++) words += *p == ' ';
    while (n_slots < (b->n_forms + words) * 2) n_slots *= 2;
    struct table t = {must(calloc(n_slots, sizeof *t.slots)), n_slots - 1, 0, {NULL, 0, 0}};
    struct lexicon_form *forms = must(calloc(b->n_forms + 1, sizeof *forms));
    struct lexicon_entry *entries = must(calloc(b->n_entries + 1, sizeof *entries));
    fill_slots(b, &t, forms);
    fill_entries(b, &t, entries);
    struct lexicon_header h = {.n_slots = n_slots,
                               .n_forms = b->n_forms,
                               .n_entries = b->n_entries,
                               .n_strings = (uint32_t)t.strings.n};
    struct out o = {NULL, 0, 0};
    memcpy(h.magic, LEXICON_MAGIC, sizeof h.magic);
    put(&o, (const char *)&h, sizeof h);
    h.slots = put(&o, (const char *)t.slots, n_slots * sizeof *t.slots);
    unsigned char *tags = must(calloc(n_slots, 1));
    for (uint32_t i = 0; i < n_slots; i++)
        tags[i] = t.slots[i].hash ? (unsigned char)((t.slots[i].hash >> 56) | 1) : 0;
    h.tags = put(&o, (const char *)tags, n_slots);
    free(tags);
    pad(&o);
    h.forms = put(&o, (const char *)forms, b->n_forms * sizeof *forms);
    pad(&o);
    h.entries = put(&o, (const char *)entries, b->n_entries * sizeof *entries);
    pad(&o);
    h.values = put(&o, NULL, 0);
    for (uint32_t i = 0; i < b->n_forms; i++) {
        enum lexicon_kind kind = b->entries[b->forms[i].entry].kind;
        if (kind != LEX_MONTH && kind != LEX_CURRENCY) continue;
        put(&o, (const char *)&i, sizeof i);
        h.n_values++;
    }
    pad(&o);
    h.strings = put(&o, t.strings.p, t.strings.n);
    pad(&o);
    h.checksum = XXH3_64bits(o.p + sizeof h, o.n - sizeof h);
    h.header_checksum = XXH3_64bits(&h, offsetof(struct lexicon_header, header_checksum));
    memcpy(o.p, &h, sizeof h);
    FILE *f = fopen(path, "wb");
    bool fine = f && fwrite(o.p, 1, o.n, f) == o.n;
    if (f && fclose(f) != 0) fine = false;
    free(t.slots), free(forms), free(entries), free(t.strings.p), free(o.p);
    return fine;
}

void build_free(struct build *b) {
    for (uint32_t i = 0; i < b->n_entries; i++) {
        free(b->entries[i].id), free(b->entries[i].subtype);
        for (int k = 0; k < 3; k++) free(b->entries[i].norm[k]);
    }
    for (uint32_t i = 0; i < b->n_forms; i++) free(b->forms[i].key), free(b->forms[i].text);
    free(b->entries), free(b->forms), free(b->by_id);
}
