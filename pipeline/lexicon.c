/* SPDX-License-Identifier: MIT */
/* See lexicon.h. */
#include "lexicon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "lang.h"

static bool inside(const struct lexicon *l, uint64_t at, uint64_t n, size_t element) {
    return at % 8 == 0 && at <= l->size && n <= (l->size - at) / element;
}

/* Every index in the file is looked at once, so that look-ups need no checks. They end at an empty
 * slot. */
static bool check_rows(const struct lexicon *l) {
    uint64_t ns = l->n_strings;
    uint32_t empty = 0;
    for (uint32_t i = 0; i <= l->slot_mask; i++) {
        const struct lexicon_slot *s = &l->slots[i];
        empty += s->hash == 0;
        if (s->hash == 0) continue;
        if ((uint64_t)s->key + s->key_n > ns || (uint64_t)s->form + s->forms > l->n_forms)
            return false;
    }
    if (empty == 0) return false;
    for (uint32_t i = 0; i < l->n_forms; i++)
        if (l->forms[i].lang >= LANG_COUNT || l->forms[i].entry >= l->n_entries ||
            (uint64_t)l->forms[i].text + l->forms[i].text_n > ns)
            return false;
    for (uint32_t i = 0; i < l->n_entries; i++) {
        const struct lexicon_entry *e = &l->entries[i];
        if ((uint64_t)e->id + e->id_n > ns || (uint64_t)e->subtype + e->subtype_n > ns ||
            e->kind >= LEX_KINDS)
            return false;
        for (int k = 0; k < 3; k++)
            if ((uint64_t)e->norm[k] + e->norm_n[k] > ns) return false;
    }
    return true;
}

static const char *attach(struct lexicon *l) {
    const struct lexicon_header *h = (const void *)l->map;
    if (l->size < sizeof *h || memcmp(h->magic, LEXICON_MAGIC, sizeof h->magic) != 0)
        return "not a compiled lexicon of this version";
    if (h->n_slots == 0 || (h->n_slots & (h->n_slots - 1)) != 0) return "damaged";
    if (!inside(l, h->slots, h->n_slots, sizeof *l->slots) ||
        !inside(l, h->forms, h->n_forms, sizeof *l->forms) ||
        !inside(l, h->entries, h->n_entries, sizeof *l->entries) ||
        !inside(l, h->strings, h->n_strings, 1))
        return "damaged";
    if (XXH3_64bits(l->map + sizeof *h, l->size - sizeof *h) != h->checksum)
        return "damaged: the checksum is another";
    l->slots = (const void *)(l->map + h->slots);
    l->forms = (const void *)(l->map + h->forms);
    l->entries = (const void *)(l->map + h->entries);
    l->strings = l->map + h->strings;
    l->slot_mask = h->n_slots - 1;
    l->n_forms = h->n_forms, l->n_entries = h->n_entries, l->n_strings = h->n_strings;
    if (!check_rows(l)) return "damaged";
    l->tags = malloc((size_t)l->slot_mask + 1);
    if (l->tags == NULL) return "too big";
    for (uint32_t i = 0; i <= l->slot_mask; i++)
        l->tags[i] = l->slots[i].hash ? (unsigned char)((l->slots[i].hash >> 56) | 1) : 0;
    return NULL;
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
    if (fault == NULL) return true;
    snprintf(message, size, "the lexicon %s is %s", path, fault);
    lexicon_close(l);
    return false;
}

void lexicon_close(struct lexicon *l) {
    free(l->tags);
    l->tags = NULL;
    if (l->map) munmap((void *)(uintptr_t)l->map, l->size);
    l->map = NULL;
}

const struct lexicon_slot *lexicon_find(const struct lexicon *l, struct str key) {
    uint64_t hash = XXH3_64bits(key.p, key.n);
    if (hash == 0) hash = 1;
    unsigned char tag = (unsigned char)((hash >> 56) | 1);
    for (uint32_t i = (uint32_t)hash & l->slot_mask;; i = (i + 1) & l->slot_mask) {
        if (l->tags[i] == 0) return NULL;
        if (l->tags[i] != tag) continue;
        const struct lexicon_slot *s = &l->slots[i];
        if (s->hash == hash && str_eq(lexicon_str(l, s->key, s->key_n), key)) return s;
    }
}
