/* SPDX-License-Identifier: MIT */
/* Which of the Serbian, Croatian and Bosnian dictionaries have a form: see wordlist.h. */
#include <stdio.h>
#include <stdlib.h>

#include "expand.h"

struct list {
    const char **v; /* owned: sorted forms, without those that have a lemma behind them */
    size_t n, at;
};

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct list list_of(const struct forms *f) {
    struct list l = {0};
    for (size_t i = 0; i < f->n; i += strlen(f->p + i) + 1) l.n++;
    l.v = malloc((l.n + 1) * sizeof *l.v);
    if (l.v == NULL) {
        fprintf(stderr, "iber-lexicon: out of memory\n");
        exit(2);
    }
    l.n = 0;
    for (size_t i = 0; i < f->n; i += strlen(f->p + i) + 1)
        if (strchr(f->p + i, LEMMA_MARK) == NULL) l.v[l.n++] = f->p + i;
    qsort(l.v, l.n, sizeof *l.v, by_bytes);
    return l;
}

/* The least form that is not taken yet; NULL: none. */
static const char *least(const struct list lists[STANDARDS]) {
    const char *form = NULL;
    for (unsigned k = 0; k < STANDARDS; k++)
        if (lists[k].at < lists[k].n && (!form || strcmp(lists[k].v[lists[k].at], form) < 0))
            form = lists[k].v[lists[k].at];
    return form;
}

void forms_compare(const struct forms of[STANDARDS], struct forms *out) {
    struct list lists[STANDARDS];
    for (unsigned k = 0; k < STANDARDS; k++) {
        if (of[k].n == 0) return;
        lists[k] = list_of(&of[k]);
    }
    for (const char *form; (form = least(lists)) != NULL;) {
        char coded[WORDLIST_WORD + 1];
        unsigned bits = 0;
        size_t n = strlen(form);
        for (unsigned k = 0; k < STANDARDS; k++)
            while (lists[k].at < lists[k].n && strcmp(lists[k].v[lists[k].at], form) == 0)
                lists[k].at++, bits |= 1u << k;
        if (bits == STANDARDS_ALL) continue;
        memcpy(coded, form, n);
        coded[n] = (char)bits;
        forms_append(out, (struct str){coded, n + 1});
    }
    for (unsigned k = 0; k < STANDARDS; k++) free(lists[k].v);
}
