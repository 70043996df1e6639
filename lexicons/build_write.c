/* SPDX-License-Identifier: MIT */
/* See build.h: the file (lexicon.h), made in memory as a whole. */
#include <errno.h>
#include <stdlib.h>

#include "build.h"
#include "replace.h"

#include <xxhash.h>

struct out {
    char *p;
    size_t n, cap;
};

static uint64_t put(struct out *o, const void *p, size_t n) {
    if (o->n + n > o->cap) {
        o->cap = (o->n + n) * 2;
        o->p = build_must(realloc(o->p, o->cap));
    }
    if (n) memcpy(o->p + o->n, p, n);
    o->n += n;
    return o->n - n;
}

/* A part of the file begins at a multiple of eight. */
static uint64_t put_part(struct out *o, const void *p, size_t n) {
    static const char zero[8] = {0};
    put(o, zero, (8 - o->n % 8) % 8);
    return put(o, p, n);
}

struct table {
    struct lexicon_slot *slots;
    struct lexicon_form *forms;
    struct lexicon_entry *entries;
    uint32_t *by_entry;
    uint32_t mask;
    struct out strings;
};

static uint32_t put_string(struct table *t, const char *s, uint32_t *n) {
    *n = (uint32_t)strlen(s);
    return (uint32_t)put(&t->strings, s, *n);
}

static struct lexicon_slot *slot_of(struct table *t, const char *key, size_t n) {
    uint64_t hash = XXH3_64bits(key, n);
    if (hash == 0) hash = 1;
    for (uint32_t i = (uint32_t)hash & t->mask;; i = (i + 1) & t->mask) {
        struct lexicon_slot *s = &t->slots[i];
        if (s->hash == hash && s->key_n == n && memcmp(t->strings.p + s->key, key, n) == 0)
            return s;
        if (s->hash) continue;
        *s = (struct lexicon_slot){
            .hash = hash, .key = (uint32_t)put(&t->strings, key, n), .key_n = (uint32_t)n};
        return s;
    }
}

/* The forms stand in the order of their keys. */
static void fill_slots(const struct build *b, struct table *t) {
    for (uint32_t i = 0; i < b->n_forms; i++) {
        const struct build_form *f = &b->forms[i];
        struct lexicon_form *x = &t->forms[i];
        size_t n = strlen(f->key);
        struct lexicon_slot *s = slot_of(t, f->key, n);
        if (s->forms == 0) s->form = i;
        if (s->forms < UINT16_MAX) s->forms++;
        *x = (struct lexicon_form){
            .entry = f->entry, .capitals = f->capitals, .lang = f->lang, .flags = f->flags};
        x->text = put_string(t, f->text, &x->text_n);
        for (size_t k = 1; k < n; k++)
            if (f->key[k] == ' ')
                slot_of(t, f->key, k)->next |= lexicon_next(
                    (struct str){f->key + k + 1, n - k - 1});
    }
}

/* Forms by entry: counted, then put in the order in which they were added. */
static void fill_by_entry(const struct build *b, struct table *t) {
    uint32_t *place = build_must(calloc((size_t)b->n_forms + 1, sizeof *place)), at = 0;
    for (uint32_t i = 0; i < b->n_forms; i++) {
        place[b->forms[i].order] = i;
        t->entries[b->forms[i].entry].forms++;
    }
    for (uint32_t i = 0; i < b->n_entries; i++) {
        t->entries[i].form = at;
        at += t->entries[i].forms;
        t->entries[i].forms = 0;
    }
    for (uint32_t k = 0; k < b->n_forms; k++) {
        struct lexicon_entry *e = &t->entries[b->forms[place[k]].entry];
        t->by_entry[e->form + e->forms++] = place[k];
    }
    free(place);
}

static void fill_entries(const struct build *b, struct table *t) {
    const char *file = NULL;
    uint32_t name = 0, name_n = 0;
    for (uint32_t i = 0; i < b->n_entries; i++) {
        const struct build_entry *e = &b->entries[i];
        struct lexicon_entry *x = &t->entries[i];
        uint32_t area = e->area ? build_find(b, e->area) : UINT32_MAX;
        x->kind = (uint32_t)e->kind;
        x->area = area != UINT32_MAX ? area + 1 : 0;
        x->id = put_string(t, e->id, &x->id_n);
        x->subtype = put_string(t, e->subtype, &x->subtype_n);
        if (e->file && e->file != file) {
            const char *slash = strrchr(e->file, '/');
            file = e->file;
            name = put_string(t, slash ? slash + 1 : file, &name_n);
        }
        if (e->file) x->file = name, x->file_n = name_n, x->line = e->line;
        for (int k = 0; k < 3; k++) {
            const char *norm = e->norm[k]   ? e->norm[k]
                               : e->norm[0] ? e->norm[0]
                               : e->norm[2] ? e->norm[2]
                                            : e->norm[1];
            if (norm) x->norm[k] = put_string(t, norm, &x->norm_n[k]);
        }
    }
}

static void put_parts(const struct build *b, const struct table *t, struct out *o) {
    struct lexicon_header h = {.n_slots = t->mask + 1,
                               .n_forms = b->n_forms,
                               .n_entries = b->n_entries,
                               .n_strings = (uint32_t)t->strings.n};
    unsigned char *tags = build_must(calloc(h.n_slots, 1));
    for (uint32_t i = 0; i < h.n_slots; i++)
        tags[i] = t->slots[i].hash ? (unsigned char)((t->slots[i].hash >> 56) | 1) : 0;
    memcpy(h.magic, LEXICON_MAGIC, sizeof h.magic);
    put(o, &h, sizeof h);
    h.slots = put_part(o, t->slots, h.n_slots * sizeof *t->slots);
    h.tags = put_part(o, tags, h.n_slots);
    h.forms = put_part(o, t->forms, b->n_forms * sizeof *t->forms);
    h.entries = put_part(o, t->entries, b->n_entries * sizeof *t->entries);
    h.by_entry = put_part(o, t->by_entry, b->n_forms * sizeof *t->by_entry);
    h.values = put_part(o, NULL, 0);
    for (uint32_t i = 0; i < b->n_forms; i++) {
        enum lexicon_kind kind = b->entries[b->forms[i].entry].kind;
        if (kind != LEX_MONTH && kind != LEX_CURRENCY) continue;
        put(o, &i, sizeof i);
        h.n_values++;
    }
    h.strings = put_part(o, t->strings.p, t->strings.n);
    put_part(o, NULL, 0);
    h.checksum = XXH3_64bits(o->p + sizeof h, o->n - sizeof h);
    h.header_checksum = XXH3_64bits(&h, offsetof(struct lexicon_header, header_checksum));
    memcpy(o->p, &h, sizeof h);
    free(tags);
}

static bool write_out(const struct out *o, const char *path) {
    struct replace r;
    if (!replace_begin(&r, path)) return false;
    bool fine = fwrite(o->p, 1, o->n, r.out) == o->n;
    return replace_end(&r, fine) && fine;
}

bool build_write(struct build *b, const char *path) {
    build_sort(b);
    uint64_t keys = b->n_forms, n_slots = 64;
    for (uint32_t i = 0; i < b->n_forms; i++)
        for (const char *p = b->forms[i].key; *p; p++) keys += *p == ' ';
    while (n_slots < keys * 2) n_slots *= 2;
    errno = EFBIG;
    if (n_slots > 1u << 31) return false;
    struct table t = {.mask = (uint32_t)n_slots - 1};
    t.slots = build_must(calloc(n_slots, sizeof *t.slots));
    t.forms = build_must(calloc((size_t)b->n_forms + 1, sizeof *t.forms));
    t.entries = build_must(calloc((size_t)b->n_entries + 1, sizeof *t.entries));
    t.by_entry = build_must(calloc((size_t)b->n_forms + 1, sizeof *t.by_entry));
    fill_slots(b, &t);
    fill_by_entry(b, &t);
    fill_entries(b, &t);
    struct out o = {NULL, 0, 0};
    bool fits = t.strings.n <= UINT32_MAX;
    if (fits) put_parts(b, &t, &o);
    bool fine = fits && write_out(&o, path);
    if (!fits) errno = EFBIG;
    int why = errno;
    free(t.slots), free(t.forms), free(t.entries), free(t.by_entry), free(t.strings.p), free(o.p);
    errno = why;
    return fine;
}
