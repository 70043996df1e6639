/* SPDX-License-Identifier: MIT */
/* See lexicon.h. */
#include "lexicon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "lang.h"

static bool inside(const struct lexicon *l, uint64_t at, uint64_t n, size_t element) {
    return at % 8 == 0 && at <= l->size && n <= (l->size - at) / element;
}

const struct lexicon_entry lexicon_no_entry = {.kind = LEX_MISC};
const struct lexicon_form lexicon_no_form = {.entry = UINT32_MAX};

static const char *damaged = "damaged";

/* Header and the places of the parts. */
static const char *attach(struct lexicon *l) {
    const struct lexicon_header *h = (const void *)l->map;
    if (l->size < sizeof *h || memcmp(h->magic, LEXICON_MAGIC, sizeof h->magic) != 0)
        return "not a compiled lexicon of this version";
    if (XXH3_64bits(h, offsetof(struct lexicon_header, header_checksum)) != h->header_checksum)
        return damaged;
    if (h->n_slots == 0 || (h->n_slots & (h->n_slots - 1)) != 0) return damaged;
    if (!inside(l, h->slots, h->n_slots, sizeof *l->slots) || !inside(l, h->tags, h->n_slots, 1) ||
        !inside(l, h->forms, h->n_forms, sizeof *l->forms) ||
        !inside(l, h->entries, h->n_entries, sizeof *l->entries) ||
        !inside(l, h->by_entry, h->n_forms, sizeof *l->by_entry) ||
        !inside(l, h->values, h->n_values, sizeof *l->values) ||
        !inside(l, h->strings, h->n_strings, 1))
        return damaged;
    l->slots = (const void *)(l->map + h->slots);
    l->tags = (const void *)(l->map + h->tags);
    l->forms = (const void *)(l->map + h->forms);
    l->entries = (const void *)(l->map + h->entries);
    l->by_entry = (const void *)(l->map + h->by_entry);
    l->values = (const void *)(l->map + h->values);
    l->strings = l->map + h->strings;
    l->slot_mask = h->n_slots - 1;
    l->n_forms = h->n_forms, l->n_entries = h->n_entries, l->n_strings = h->n_strings,
    l->n_values = h->n_values;
    return NULL;
}

static const char *check_sum(const struct lexicon *l) {
    const struct lexicon_header *h = (const void *)l->map;
    bool same = XXH3_64bits(l->map + sizeof *h, l->size - sizeof *h) == h->checksum;
    return same ? NULL : "damaged: the checksum is another";
}

const char *lexicon_verify(const struct lexicon *l) {
    const char *fault = check_sum(l);
    uint64_t ns = l->n_strings;
    for (uint32_t i = 0; fault == NULL && i <= l->slot_mask; i++) {
        const struct lexicon_slot *s = &l->slots[i];
        unsigned char tag = s->hash ? (unsigned char)((s->hash >> 56) | 1) : 0;
        if (l->tags[i] != tag || (uint64_t)s->key + s->key_n > ns ||
            (uint64_t)s->form + s->forms > l->n_forms)
            fault = damaged;
    }
    for (uint32_t i = 0; fault == NULL && i < l->n_forms; i++)
        if (l->forms[i].lang >= LANG_COUNT || l->forms[i].entry >= l->n_entries ||
            (uint64_t)l->forms[i].text + l->forms[i].text_n > ns)
            fault = damaged;
    for (uint32_t i = 0; fault == NULL && i < l->n_forms; i++)
        if (l->by_entry[i] >= l->n_forms) fault = damaged;
    for (uint32_t i = 0; fault == NULL && i < l->n_values; i++)
        if (l->values[i] >= l->n_forms) fault = damaged;
    for (uint32_t i = 0; fault == NULL && i < l->n_entries; i++) {
        const struct lexicon_entry *e = &l->entries[i];
        if ((uint64_t)e->id + e->id_n > ns || (uint64_t)e->subtype + e->subtype_n > ns ||
            (uint64_t)e->file + e->file_n > ns || (uint64_t)e->form + e->forms > l->n_forms ||
            e->kind >= LEX_KINDS || e->area > l->n_entries)
            fault = damaged;
        for (int k = 0; k < 3; k++)
            if ((uint64_t)e->norm[k] + e->norm_n[k] > ns) fault = damaged;
    }
    return fault;
}

bool lexicon_open(struct lexicon *l, const char *path, char *message, size_t size) {
    struct stat st;
    *l = (struct lexicon){.map = NULL};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0 || st.st_size <= 0) {
        snprintf(message, size, "cannot read the lexicon %s: %s", path,
                 fd < 0 ? strerror(errno) : "empty");
        if (fd >= 0) close(fd);
        return false;
    }
    l->size = (size_t)st.st_size;
    void *map = mmap(NULL, l->size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) {
        snprintf(message, size, "cannot map the lexicon %s: %s", path, strerror(errno));
        return false;
    }
    l->map = map;
    const char *fault = attach(l);
    if (fault == NULL && l->size <= LEXICON_SMALL) fault = check_sum(l);
    if (fault == NULL) return true;
    snprintf(message, size, "the lexicon %s is %s", path, fault);
    lexicon_close(l);
    return false;
}

void lexicon_close(struct lexicon *l) {
    if (l->map) munmap((void *)(uintptr_t)l->map, l->size);
    *l = (struct lexicon){.map = NULL};
}

const struct lexicon_slot *lexicon_find(const struct lexicon *l, struct str key) {
    uint64_t hash = XXH3_64bits(key.p, key.n);
    if (hash == 0) hash = 1;
    unsigned char tag = (unsigned char)((hash >> 56) | 1);
    uint32_t i = (uint32_t)hash & l->slot_mask;
    for (uint32_t tries = 0; tries <= l->slot_mask; tries++, i = (i + 1) & l->slot_mask) {
        if (l->tags[i] == 0) return NULL;
        if (l->tags[i] != tag) continue;
        const struct lexicon_slot *s = &l->slots[i];
        if (s->hash != hash) continue;
        struct str found = lexicon_str(l, s->key, s->key_n);
        if (found.n == key.n && bytes_same(found.p, key.p, key.n))
            return (uint64_t)s->form + s->forms <= l->n_forms ? s : NULL;
    }
    return NULL;
}
