/* SPDX-License-Identifier: MIT */
/* See match_lines.h. What the lexicon knows comes first: two names of one entry are one, two names of
 * different entries are two. */
#include "match_lines.h"

#include <stdlib.h>

#include "fold.h"
#include "inflect.h"
#include "match.h"

enum { NAME = 1024, ENTRIES = 64 };

struct match_lines {
    const struct lexicon *lexicon;
    struct matcher matcher;
    struct match_name a, b;
};

struct match_lines *match_lines_new(const struct lexicon *lexicon) {
    struct match_lines *m = calloc(1, sizeof *m);
    if (m == NULL) return NULL;
    m->lexicon = lexicon;
    matcher_setup(&m->matcher);
    return m;
}

void match_lines_free(struct match_lines *m) {
    free(m);
}

/* Entries of persons, places and so on that bear a name. */
struct known {
    uint32_t entry[ENTRIES];
    unsigned n;
    bool any; /* it is some name: also a given name or a surname */
};

static void add_key(const struct lexicon *l, struct str key, struct known *k) {
    const struct lexicon_slot *slot = lexicon_find(l, key);
    for (unsigned i = 0; slot && i < slot->forms && k->n < ENTRIES; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        k->any |= lexicon_entry(l, f)->kind <= LEX_SURNAME;
        if (lexicon_entry(l, f)->kind <= LEX_MISC) k->entry[k->n++] = f->entry;
    }
}

static void find_known(const struct lexicon *l, struct str name, char *key, struct known *k) {
    k->n = 0;
    k->any = false;
    add_key(l, (struct str){key, fold(name, key)}, k);
}

static bool share(const struct known *a, const struct known *b) {
    for (unsigned i = 0; i < a->n; i++)
        for (unsigned j = 0; j < b->n; j++)
            if (a->entry[i] == b->entry[j]) return true;
    return false;
}

static unsigned score(struct match_lines *m, struct str a, struct str b) {
    char key[FOLD_GROWTH * NAME];
    struct known x, y;
    unsigned letters = match_names(&m->matcher, &m->a, &m->b);
    if (a.n > NAME || b.n > NAME || letters == MATCH_ONE) return letters;
    find_known(m->lexicon, a, key, &x);
    find_known(m->lexicon, b, key, &y);
    bool doubtful = m->a.orth == m->b.orth && m->a.words == 1 && letters >= MATCH_ONE * 4 / 10 &&
                    letters < MATCH_ONE / 2;
    if (x.n && y.n && share(&x, &y)) return MATCH_ONE;
    if (x.n && y.n) return letters < MATCH_ONE / 2 ? letters : MATCH_ONE * 4 / 10;
    if (doubtful && (x.any || y.any) && !(x.any && y.any)) return MATCH_ONE * 6 / 10;
    return letters;
}

static void put_score(struct filter_out *out, unsigned score) {
    char text[9] = "0.0000\t0";
    for (unsigned k = 5, rest = score; k > 1; k--, rest /= 10) text[k] = (char)('0' + rest % 10);
    text[0] = (char)('0' + score / MATCH_ONE);
    if (score >= MATCH_ONE / 2) text[7] = '1';
    filter_put(out, (struct str){text, 8});
}

const char *match_line(void *user, struct str line, struct filter_out *out) {
    struct match_lines *m = user;
    struct str column[4];
    const char *why = filter_columns(line, column, 4) == 4
                          ? NULL
                          : "NAME, LANGUAGE, NAME, LANGUAGE are wanted, with tabs between";
    if (why == NULL) why = match_read(&m->a, column[0], orthography_from(column[1]));
    if (why == NULL) why = match_read(&m->b, column[2], orthography_from(column[3]));
    put_score(out, why ? 0 : score(m, column[0], column[2]));
    return why;
}
