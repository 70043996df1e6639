/* SPDX-License-Identifier: MIT */
/* Institutions by their letters (KCSS) and by their heads alone (the Commission). */
#include "fold.h"
#include "inflect.h"
#include "resolve.h"

/* ---- a table from keys to what they name */

struct named {
    struct str key, id, norm, subtype;
    enum entity_type type;
    bool there;
    bool defined; /* by this document, against what the lexicon has */
};

struct table {
    struct named *v;
    uint32_t mask, n;
};

static void table_open(struct table *t, struct arena *a, uint32_t expect) {
    uint32_t size = 16;
    while (size < expect * 2 + 2) size *= 2;
    t->v = arena_alloc(a, size * sizeof *t->v);
    memset(t->v, 0, size * sizeof *t->v);
    t->mask = size - 1;
    t->n = 0;
}

static struct named *table_at(struct table *t, struct str key) {
    uint32_t i = resolve_hash(key) & t->mask;
    while (t->v[i].there && !str_eq(t->v[i].key, key)) i = (i + 1) & t->mask;
    return &t->v[i];
}

/* ---- acronyms */

static bool is_capitals(const struct word *w) {
    return w->shape == SHAPE_UPPER || w->shape == SHAPE_MIXED;
}

/* Does entity b stand in brackets right behind entity a? */
static bool in_brackets(const struct doc *d, const struct entity *a, const struct entity *b) {
    size_t open = b->span.begin, close = b->span.end;
    if (open < a->span.end + 1 || open > a->span.end + 4) return false;
    if (d->text.p[open - 1] == ' ') open--;
    if (close < d->text.n && d->text.p[close] == ' ') close++;
    return open > a->span.end && d->text.p[open - 1] == '(' && close < d->text.n &&
           memchr("),;", d->text.p[close], 3) != NULL;
}

/* Do the words of the entity begin with the letters of the acronym? Words may be left out. */
static bool spells(const struct resolve *r, const struct entity *e, struct str acronym) {
    size_t letter = 0;
    for (uint32_t i = words_at(r->words, e->span.begin);
         i < r->words->list.n && r->words->list.v[i].span.begin < e->span.end; i++) {
        struct str key = r->words->list.v[i].key;
        size_t two = key_initial(key) == 2 &&
                     str_starts(str_sub(acronym, letter, acronym.n), str_sub(key, 0, 2));
        if (two) letter += 2;
        else if (letter < acronym.n && key.n && key.p[0] == acronym.p[letter]) letter++;
    }
    return letter == acronym.n;
}

/* Has the entity a word that begins as this one? */
static bool has_begin(const struct resolve *r, const struct entity *e, struct str begin) {
    for (uint32_t i = words_at(r->words, e->span.begin);
         i < r->words->list.n && r->words->list.v[i].span.begin < e->span.end; i++)
        if (str_starts(r->words->list.v[i].key, begin)) return true;
    return false;
}

/* May a form of the lexicon be what the entity spells out? Yes when half of its longer words begin
 * alike, and when it has one word only. */
static bool form_fits(const struct resolve *r, const struct entity *e, struct str form) {
    enum { BEGIN = 4 };
    char key[FOLD_GROWTH * 256];
    if (form.n > 256) return true;
    struct str rest = {key, fold(form, key)}, word;
    unsigned words = 0, found = 0;
    if (memchr(rest.p, ' ', rest.n) == NULL) return false;
    while (rest.n && str_cut(&rest, ' ', &word)) {
        if (word.n < BEGIN) continue;
        words++;
        found += has_begin(r, e, str_sub(word, 0, BEGIN));
    }
    return words && 2 * found >= words;
}

/* Is the expansion what the lexicon has for the acronym, or nothing that it knows better? */
static bool entry_fits(const struct resolve *r, const struct entity *e, struct str acronym,
                       struct str id) {
    const struct lexicon *l = r->lexicon;
    const struct lexicon_slot *slot = lexicon_find(l, acronym);
    for (unsigned i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_entry *x = lexicon_entry(l, &l->forms[slot->form + i]);
        if (!str_eq(lexicon_str(l, x->id, x->id_n), id)) continue;
        bool spelled = false;
        for (uint32_t k = 0; k < lexicon_forms(l, x); k++) {
            const struct lexicon_form *f = lexicon_form(l, x, k);
            struct str form = lexicon_str(l, f->text, f->text_n);
            if (form_fits(r, e, form)) return true;
            spelled |= form.n && memchr(form.p, ' ', form.n) != NULL;
        }
        return !spelled;
    }
    return true;
}

/* Expansion a and acronym b, whose key it is. What the document says counts for more than what the
 * lexicon knows of the letters alone: KAS is here the Konrad-Adenauer-Stiftung. */
static void link_pair(struct resolve *r, struct table *t, struct entity *a, struct entity *b,
                      struct str acronym, uint32_t *locals) {
    bool found = str_eq(b->method, STR("acronym")), named = a->type >= TYPE_ORG;
    if (!named && !spells(r, a, acronym)) return; /* Authority of New Orleans (HANO) */
    bool loose = str_eq(a->method, STR("head")) || str_eq(a->method, STR("expansion"));
    bool defined = spells(r, a, acronym) && !str_eq(a->id, b->id) && b->id.n > 0 &&
                   (a->type != b->type || !entry_fits(r, a, acronym, b->id));
    if (a->id.n == 0 && b->id.n && !found && loose && !defined) {
        a->id = b->id;
        a->norm = b->norm;
    } else if (found || b->id.n == 0 || defined) {
        if (a->id.n == 0) a->id = doc_printf(r->doc, "#a%u", ++*locals);
        b->id = a->id, b->norm = a->norm, b->type = a->type, b->subtype = a->subtype;
        b->method = STR("acronym");
    }
    struct named *x = table_at(t, acronym);
    if (!x->there) *x = (struct named){acronym, b->id, b->norm, b->subtype, b->type, true, defined};
}

static void find_pairs(struct resolve *r, struct table *t) {
    struct doc *d = r->doc;
    uint32_t locals = 0;
    for (uint32_t i = 0; i + 1 < d->entities.n; i++) {
        struct entity *a = &d->entities.v[i], *b = a + 1;
        uint32_t v = words_at(r->words, a->span.begin), w = words_at(r->words, b->span.begin);
        if (a->type > TYPE_MISC || b->type > TYPE_MISC || !in_brackets(d, a, b) ||
            w >= r->words->list.n)
            continue;
        bool first = is_capitals(&r->words->list.v[v]), second = is_capitals(&r->words->list.v[w]);
        if (second && !first) link_pair(r, t, a, b, r->words->list.v[w].key, &locals);
        if (first && !second && spells(r, b, r->words->list.v[v].key))
            link_pair(r, t, b, a, r->words->list.v[v].key, &locals);
    }
}

/* The same acronym elsewhere, found as something vague or as what it means in other documents. */
static void link_others(struct resolve *r, struct table *t) {
    for (uint32_t i = 0; i < r->doc->entities.n; i++) {
        struct entity *e = &r->doc->entities.v[i];
        uint32_t w = words_at(r->words, e->span.begin);
        if (w >= r->words->list.n || r->words->list.v[w].span.end != e->span.end ||
            !is_capitals(&r->words->list.v[w]))
            continue;
        const struct named *x = table_at(t, r->words->list.v[w].key);
        if (!x->there || (e->id.n && !x->defined)) continue;
        e->id = x->id, e->norm = x->norm, e->type = x->type, e->subtype = x->subtype;
        e->method = STR("acronym");
    }
}

void resolve_acronyms(struct resolve *r) {
    struct doc *d = r->doc;
    struct table t;
    table_open(&t, d->arena, d->entities.n);
    doc_sort_entities(d);
    find_pairs(r, &t);
    link_others(r, &t);
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        if (r->taken[i] || !is_capitals(w)) continue;
        const struct named *x = table_at(&t, w->key);
        if (!x->there) continue;
        struct entity *e = vec_push(d->arena, &d->entities);
        *e = (struct entity){.span = w->span,
                             .type = x->type,
                             .subtype = x->subtype,
                             .norm = x->norm,
                             .id = x->id,
                             .lang = w->lang,
                             .score = 700,
                             .method = STR("acronym")};
        r->taken[i] = 1;
    }
}

/* ---- bodies called by their head alone: "the Commission", behind "European Commission" */

static bool is_body(struct str key) {
    static const char *const words[] = {
        "commission", "union",    "alliance",  "church",  "council", "court",    "tribunal",
        "bank",       "army",     "komisioni", "aleanca", "kisha",   "keshilli", "gjykata",
        "komisija",   "alijansa", "crkva",     "savet",   "vece",    "sud",      NULL};
    return str_in(key, words);
}

/* The base form of `key` that is such a head; empty when none is. */
static struct str body_of(const struct word *w, char *buf) {
    struct inflected forms[INFLECT_MAX];
    if (is_body(w->key)) return w->key;
    if (w->key.n > 24 || (w->lang != LANG_SQ && w->lang != LANG_SR)) return STR("");
    unsigned n = inflect(w->lang, w->key, forms);
    for (unsigned i = 0; i < n; i++) {
        struct str base = inflect_base(w->key, &forms[i], buf);
        if (is_body(base)) return base;
    }
    return STR("");
}

/* Does the word say more of what stands before it: the Union for …, Gjykata e …, Savet za …? */
static bool is_link(const struct word *w) {
    static const char *const words[] = {"of", "for", "on", "e", "i", "te", "se", "per", "za", NULL};
    return w->gap == GAP_SPACE && str_in(w->key, words);
}

/* The body that word i is, as the document named it before; NULL: none. */
static const struct named *body_before(const struct resolve *r, struct table *t, uint32_t i) {
    const struct word *w = &r->words->list.v[i];
    char buf[32];
    if (w->first || !word_is_capital(w) || (w->gap != GAP_SPACE && w->gap != GAP_COMMA))
        return NULL;
    if (i + 1 < r->words->list.n && is_link(w + 1)) return NULL;
    if (w->lang == LANG_EN && !str_eq((w - 1)->key, STR("the"))) return NULL;
    struct str body = body_of(w, buf);
    const struct named *x = body.n ? table_at(t, body) : NULL;
    return x && x->there ? x : NULL;
}

static void remember_body(struct doc *d, struct table *t, const struct word *w,
                          const struct entity *e) {
    char buf[32];
    struct str body = body_of(w, buf);
    if (body.n == 0 && str_eq(e->id, STR("nato"))) body = STR("alliance");
    if (body.n == 0) return;
    *table_at(t, body) = (struct named){
        arena_str(d->arena, body), e->id, e->norm, STR(""), TYPE_ORG, true, false};
}

/* Is the entity no more than a guess at the word itself? */
static bool is_guess(const struct entity *e, const struct word *w) {
    return e->span.begin == w->span.begin && e->span.end == w->span.end && e->type <= TYPE_MISC &&
           str_is(e->method, "model");
}

void resolve_bodies(struct resolve *r) {
    struct doc *d = r->doc;
    struct table t;
    uint32_t known = d->entities.n, e = 0;
    table_open(&t, d->arena, 32);
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        const struct word *w = &r->words->list.v[i];
        while (e < known && d->entities.v[e].span.end <= w->span.begin) e++;
        struct entity *x = e < known && d->entities.v[e].span.begin <= w->span.begin
                               ? &d->entities.v[e]
                               : NULL;
        bool guess = x && is_guess(x, w);
        if (x && !guess && x->type == TYPE_ORG) remember_body(d, &t, w, x);
        if (x ? !guess : r->taken[i]) continue;
        const struct named *body = body_before(r, &t, i);
        if (body == NULL) continue;
        if (x == NULL) x = vec_push(d->arena, &d->entities);
        *x = (struct entity){.span = w->span,
                             .type = TYPE_ORG,
                             .norm = body->norm,
                             .id = body->id,
                             .lang = w->lang,
                             .score = 650,
                             .method = STR("body")};
        r->taken[i] = 1;
    }
}
