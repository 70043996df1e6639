/* SPDX-License-Identifier: MIT */
/* Builds the automata of wordlist.h from sorted forms, from the ends of words to their begins: a node
 * whose arcs are all the same as those of one that is there already is that node. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

#include "expand.h"

struct automaton {
    uint32_t *arcs; /* owned; arcs[0] is nobody's */
    uint32_t n;
    uint32_t *table; /* of nodes: index of the first arc; 0: free */
    uint32_t table_size, nodes;
    char **forms;
    bool full;
};

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static uint64_t hash_arcs(const uint32_t *arcs, uint32_t n) {
    return XXH3_64bits(arcs, n * sizeof *arcs);
}

static uint32_t length_of(const struct automaton *a, uint32_t node) {
    uint32_t n = 1;
    while (!(a->arcs[node + n - 1] & ARC_LAST)) n++;
    return n;
}

static void grow_table(struct automaton *a) {
    uint32_t *old = a->table, size = a->table_size;
    a->table_size = size ? size * 2 : 1u << 16;
    a->table = calloc(a->table_size, sizeof *a->table);
    for (uint32_t i = 0; a->table && i < size; i++) {
        if (old[i] == 0) continue;
        uint32_t at = (uint32_t)hash_arcs(a->arcs + old[i], length_of(a, old[i]));
        while (a->table[at &= a->table_size - 1]) at++;
        a->table[at] = old[i];
    }
    free(old);
    if (a->table == NULL) a->full = true;
}

/* The node with these arcs. */
static uint32_t node_of(struct automaton *a, const uint32_t *arcs, uint32_t n) {
    if (a->nodes * 2 >= a->table_size) grow_table(a);
    if (a->full || a->n + n > ARC_MOST) {
        a->full = true;
        return 0;
    }
    uint32_t at = (uint32_t)hash_arcs(arcs, n);
    for (; a->table[at &= a->table_size - 1]; at++)
        if (memcmp(a->arcs + a->table[at], arcs, n * sizeof *arcs) == 0) return a->table[at];
    memcpy(a->arcs + a->n, arcs, n * sizeof *arcs);
    a->table[at] = a->n;
    a->nodes++;
    a->n += n;
    return a->n - n;
}

/* The node behind the first `depth` bytes, which forms [from, to) share. */
static uint32_t build(struct automaton *a, size_t from, size_t to, size_t depth) {
    uint32_t arcs[256], n = 0;
    while (from < to) {
        unsigned char c = (unsigned char)a->forms[from][depth];
        size_t end = from + 1;
        while (end < to && (unsigned char)a->forms[end][depth] == c) end++;
        bool ends = a->forms[from][depth + 1] == '\0'; /* forms are different: only the first can */
        uint32_t target = from + ends < end ? build(a, from + ends, end, depth + 1) : 0;
        arcs[n++] = target << ARC_SHIFT | (ends ? (uint32_t)ARC_ENDS : 0) | c;
        from = end;
    }
    arcs[n - 1] |= ARC_LAST;
    return node_of(a, arcs, n);
}

/* Sorts the forms and leaves each once. */
static size_t sort_forms(struct automaton *a, const struct forms *f) {
    size_t n = 0, k = 0;
    for (size_t i = 0; i < f->n; i += strlen(f->p + i) + 1) n++;
    a->forms = malloc((n + 1) * sizeof *a->forms);
    if (a->forms == NULL) {
        a->full = true;
        return 0;
    }
    n = 0;
    for (size_t i = 0; i < f->n; i += strlen(f->p + i) + 1) a->forms[n++] = f->p + i;
    qsort(a->forms, n, sizeof *a->forms, by_bytes);
    for (size_t i = 0; i < n; i++)
        if (k == 0 || strcmp(a->forms[k - 1], a->forms[i]) != 0) a->forms[k++] = a->forms[i];
    return k;
}

static bool write_file(const struct wordlist_header *h, const uint32_t *arcs, const char *path) {
    FILE *file = fopen(path, "wb");
    if (file == NULL) return false;
    bool fine = fwrite(h, sizeof *h, 1, file) == 1 &&
                fwrite(arcs, sizeof *arcs, h->arcs, file) == h->arcs;
    fine = fclose(file) == 0 && fine;
    if (!fine) remove(path);
    return fine;
}

bool wordlist_write(struct forms forms[WORDLIST_LISTS], const char *path) {
    struct wordlist_header *h = calloc(1, sizeof *h);
    struct automaton a = {.arcs = calloc(ARC_MOST + 256, sizeof *a.arcs), .n = 1};
    bool fine = h && a.arcs;
    for (unsigned k = 0; fine && k < WORDLIST_LISTS; k++) {
        size_t n = sort_forms(&a, &forms[k]);
        uint32_t root = n ? build(&a, 0, n, 0) : 0;
        for (size_t i = 0; i < n && k < WORDLIST_LANGS; i++)
            h->forms[k] += strchr(a.forms[i], LEMMA_MARK) == NULL;
        for (uint32_t i = root; i && !a.full; i++) {
            h->root[k][a.arcs[i] & 0xFF] = i;
            if (a.arcs[i] & ARC_LAST) break;
        }
        free(a.forms);
        if (a.full) errno = errno ? errno : EFBIG, fine = false;
    }
    if (fine) {
        const size_t from = offsetof(struct wordlist_header, arcs);
        memcpy(h->magic, "IBERWRD3", 8);
        h->arcs = a.n;
        XXH3_state_t *state = XXH3_createState();
        XXH3_64bits_reset(state);
        XXH3_64bits_update(state, (const char *)h + from, sizeof *h - from);
        XXH3_64bits_update(state, a.arcs, a.n * sizeof *a.arcs);
        h->checksum = XXH3_64bits_digest(state);
        XXH3_freeState(state);
        fine = write_file(h, a.arcs, path);
    }
    free(a.arcs);
    free(a.table);
    free(h);
    return fine;
}
