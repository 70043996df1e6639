/* SPDX-License-Identifier: MIT */
/* See resolve_registry.h. */
#include "resolve_registry.h"

/* What a search may cost: a family that cannot be costs 1, a comparison of letters more. */
enum { LOOK = 1000, COMPARE = 20 };

static const struct word *word_at(const struct registry *g, uint32_t i) {
    return &g->r->words->list.v[i];
}

static struct str key_at(const struct registry *g, uint32_t i) {
    return word_at(g, i)->key;
}

static uint32_t *heads(struct arena *a, size_t n) {
    return memset(arena_alloc(a, n * sizeof(uint32_t)), 0, n * sizeof(uint32_t));
}

void registry_open(struct registry *g, struct resolve *r, uint32_t names) {
    struct arena *a = r->doc->arena;
    *g = (struct registry){.r = r, .mask = 63};
    while (g->mask < names) g->mask = g->mask * 2 + 1;
    g->by_full = heads(a, g->mask + 1), g->by_given = heads(a, REGISTRY_LETTERS);
    g->by_key = heads(a, g->mask + 1), g->by_letters = heads(a, REGISTRY_LETTERS);
}

uint32_t registry_person(struct registry *g, struct str id, struct str norm, uint32_t at) {
    struct person *p = vec_push(g->r->doc->arena, &g->persons);
    *p = (struct person){.id = id, .norm = norm, .first = at, .last = NO_WORD};
    if (id.n == 0) p->id = doc_printf(g->r->doc, "#p%u", ++g->locals);
    return g->persons.n - 1;
}

/* ---- families */

/* The list of families of up to three classes of consonants, a digit each. */
static uint32_t list_of(const uint8_t *classes, unsigned n) {
    uint32_t list = 0;
    for (unsigned i = 0; i < SKELETON; i++)
        list = list * SKELETON_CLASSES + (i < n ? classes[i] : 0);
    return list;
}

static uint32_t family_of(const struct registry *g, struct str key) {
    for (uint32_t i = g->by_key[resolve_hash(key) & g->mask]; i; i = g->families.v[i - 1].by_key)
        if (str_eq(key_at(g, g->families.v[i - 1].word), key)) return i - 1;
    return NO_WORD;
}

static uint32_t family_add(struct registry *g, uint32_t word) {
    uint8_t classes[SKELETON];
    struct str key = key_at(g, word);
    uint32_t at = family_of(g, key);
    if (at != NO_WORD) return at;
    uint32_t *head = &g->by_key[resolve_hash(key) & g->mask],
             *letters = &g->by_letters[list_of(classes, resolve_skeleton(key, SKELETON, classes))];
    struct family *f = vec_push(g->r->doc->arena, &g->families);
    f->word = word;
    f->by_key = *head, f->by_letters = *letters;
    *head = *letters = g->families.n;
    return g->families.n - 1;
}

/* The list of names whose given name begins with these two consonants, or has one only. */
static uint32_t given_list(struct str key) {
    enum { SHORT = 4 };
    uint8_t classes[SKELETON];
    return list_of(classes, resolve_skeleton(key, key.n > SHORT ? 2 : 1, classes));
}

static bool has_id(const struct registry *g, uint32_t person, struct str id) {
    return id.n == 0 || str_eq(g->persons.v[person].id, id);
}

static uint32_t find_written(const struct registry *g, struct str given, struct str surname,
                             struct str id) {
    uint32_t head = (resolve_hash(given) * 31 + resolve_hash(surname)) & g->mask;
    for (uint32_t i = g->by_full[head]; i; i = g->names.v[i - 1].by_full) {
        const struct name *n = &g->names.v[i - 1];
        if (str_eq(key_at(g, n->given), given) && str_eq(key_at(g, n->surname), surname) &&
            has_id(g, n->person, id))
            return n->person;
    }
    return NO_WORD;
}

void registry_name(struct registry *g, uint32_t person, uint32_t given, uint32_t surname) {
    if (given != NO_WORD &&
        find_written(g, key_at(g, given), key_at(g, surname), g->persons.v[person].id) == person)
        return;
    uint32_t family = family_add(g, surname);
    struct name *n = vec_push(g->r->doc->arena, &g->names);
    *n = (struct name){.given = given, .surname = surname, .person = person};
    n->in_family = g->families.v[family].names;
    g->families.v[family].names = g->names.n;
    if (given == NO_WORD) return;
    uint32_t hash = resolve_hash(key_at(g, given)), other = resolve_hash(key_at(g, surname));
    uint32_t *full = &g->by_full[(hash * 31 + other) & g->mask],
             *by_given = &g->by_given[given_list(key_at(g, given))];
    n->by_full = *full, n->by_given = *by_given;
    *full = *by_given = g->names.n;
}

struct search {
    struct registry *g;
    uint32_t word;
    uint32_t *kin;
    unsigned n, look;
};

static void search_list(struct search *s, uint32_t list) {
    struct registry *g = s->g;
    for (uint32_t i = g->by_letters[list]; i && s->n < KIN && s->look < LOOK;
         i = g->families.v[i - 1].by_letters) {
        uint32_t other = g->families.v[i - 1].word;
        bool same = str_eq(key_at(g, other), key_at(g, s->word));
        s->look += same ? 1 : COMPARE;
        if (same || resolve_alike(g->r, s->word, other)) s->kin[s->n++] = i - 1;
    }
}

/* A case ending may have brought a consonant: t s n m v. */
static void search_longer(struct search *s, uint8_t *classes, unsigned n) {
    static const uint8_t endings[] = {8, 7, 3, 2};
    for (unsigned i = 0; n < SKELETON && i < sizeof endings; i++) {
        if (n && classes[n - 1] == endings[i]) continue;
        classes[n] = endings[i];
        search_list(s, list_of(classes, n + 1));
    }
}

unsigned registry_kin(struct registry *g, uint32_t word, uint32_t kin[KIN]) {
    uint32_t own = family_of(g, key_at(g, word));
    if (own != NO_WORD && g->families.v[own].searched) {
        const struct family *f = &g->families.v[own];
        memcpy(kin, f->kin, sizeof f->kin);
        return f->n_kin;
    }
    struct search s = {.g = g, .word = word, .kin = kin};
    uint8_t classes[SKELETON];
    unsigned n = resolve_skeleton(key_at(g, word), SKELETON, classes);
    for (unsigned k = n; k > 0; k--) search_list(&s, list_of(classes, k));
    search_longer(&s, classes, n);
    return s.n;
}

/* ---- full names */

/* Ivan and Ivana (Ivane, Ivanu) with one surname are two: a case form would have changed the surname, too. */
static bool is_longer(struct str a, struct str b) {
    return a.n > b.n ? str_starts(a, b) : str_starts(b, a);
}

static bool given_alike(const struct registry *g, uint32_t a, uint32_t b, bool one_surname) {
    const struct word *x = word_at(g, a), *y = word_at(g, b);
    if (str_eq(x->key, y->key)) return true;
    if (x->key.n == 0 || y->key.n == 0) return false;
    if (x->letters == 1 || y->letters == 1) return x->key.p[0] == y->key.p[0];
    if (one_surname && is_longer(x->key, y->key)) return false;
    return resolve_alike(g->r, a, b);
}

/* Somebody of the family who has the given name. In Serbian both parts are declined, or the given name
 * of a woman alone: Ivana Vrsajića is Ivan, Ivane Vrsajić is Ivana. *doubtful is who breaks that rule. */
static uint32_t find_member(const struct registry *g, uint32_t family, uint32_t given,
                            bool one_surname, struct str id, uint32_t *doubtful) {
    const struct word *w = word_at(g, given);
    uint32_t i = g->families.v[family].names;
    for (unsigned look = 0; i && look < MEMBERS; look++, i = g->names.v[i - 1].in_family) {
        const struct name *x = &g->names.v[i - 1];
        if (x->given == NO_WORD || !given_alike(g, x->given, given, one_surname) ||
            !has_id(g, x->person, id))
            continue;
        if (w->lang != LANG_SR || one_surname || !str_eq(w->key, key_at(g, x->given)))
            return x->person;
        if (*doubtful == NO_WORD) *doubtful = x->person;
    }
    return NO_WORD;
}

uint32_t registry_find(struct registry *g, uint32_t given, uint32_t surname, struct str id) {
    struct str a = key_at(g, given), b = key_at(g, surname);
    uint32_t kin[KIN], doubtful = NO_WORD, person = find_written(g, a, b, id);
    if (person != NO_WORD) return person;
    unsigned n = registry_kin(g, surname, kin);
    for (unsigned other = 0; other < 2; other++)
        for (unsigned k = 0; k < n; k++) {
            bool same = str_eq(key_at(g, g->families.v[kin[k]].word), b);
            if (same == (other == 1)) continue;
            person = find_member(g, kin[k], given, same, id, &doubtful);
            if (person != NO_WORD) return person;
        }
    return doubtful != NO_WORD ? doubtful : find_written(g, b, a, id); /* the surname first */
}

/* ---- given names */

bool registry_is_given(const struct registry *g, uint32_t word) {
    uint32_t i = g->by_given[given_list(key_at(g, word))];
    for (unsigned look = 0; i && look < LOOK; look++, i = g->names.v[i - 1].by_given)
        if (str_eq(key_at(g, g->names.v[i - 1].given), key_at(g, word))) return true;
    return false;
}

uint32_t registry_given(const struct registry *g, uint32_t word) {
    uint32_t person = NO_WORD, i = g->by_given[given_list(key_at(g, word))];
    bool written = false; /* letter by letter: then forms of others do not count */
    for (unsigned look = 0; i && look < MEMBERS; look++, i = g->names.v[i - 1].by_given) {
        const struct name *n = &g->names.v[i - 1];
        if (n->person == person && written) continue;
        bool same = str_eq(key_at(g, n->given), key_at(g, word));
        if (!same &&
            (written || word_at(g, n->given)->letters < 2 || !resolve_alike(g->r, word, n->given)))
            continue;
        if (same && !written) person = NO_WORD;
        if (person != NO_WORD && person != n->person) return NO_WORD;
        person = n->person;
        written = same;
    }
    return person;
}
