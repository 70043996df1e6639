/* SPDX-License-Identifier: MIT */
/* resolve: the one decision. Candidates that overlap are weighed, and one stays; persons, acronyms
 * and unknown names get their ids from the whole document (resolve_persons.c, resolve_acronyms.c,
 * resolve_locals.c). */
#include "resolve.h"

#include <stdio.h>

enum { LEAST_SCORE = 550, LEAST_BELIEF = 350, LEAST_ID = 400 };

/* Which of two candidates over one span, of one type, is to speak for both: the one with an id, which is
 * worth more than a rule; and a rule knows more of a name than the model. */
static bool speaks(const struct entity *a, const struct entity *b) {
    bool id_a = a->id.n && (a->score >= LEAST_ID || a->support),
         id_b = b->id.n && (b->score >= LEAST_ID || b->support);
    if (id_a != id_b) return id_a;
    bool rule_a = !str_is(a->method, "model"), rule_b = !str_is(b->method, "model");
    return rule_a != rule_b ? rule_a : a->score >= b->score;
}

/* One span found twice as the same type: one stays. */
static void join_same(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++)
        for (uint32_t k = i + 1; k < d->entities.n; k++) {
            struct entity *a = &d->entities.v[i], *b = &d->entities.v[k];
            if (b->span.begin != a->span.begin || b->span.end != a->span.end) break;
            if (a->type != b->type || (a->id.n && b->id.n) || r->fate[i] == FATE_SAME ||
                r->fate[k] == FATE_SAME)
                continue;
            struct entity *stays = speaks(a, b) ? a : b, *goes = stays == a ? b : a;
            bool weighed = stays->support &&
                           goes->support; /* score and support are one opinion each */
            if (goes->score > stays->score && !weighed) stays->score = goes->score;
            r->fate[goes - d->entities.v] = FATE_SAME;
        }
}

/* Lake Gazivode is what Gazivode is in the lexicon. */
static void inherit_ids(struct resolve *r) {
    struct doc *d = r->doc;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct entity *a = &d->entities.v[i];
        if (a->type != TYPE_LOC || a->id.n || !str_is(a->method, "head")) continue;
        for (uint32_t k = i + 1; k < d->entities.n && d->entities.v[k].span.begin < a->span.end;
             k++) {
            const struct entity *b = &d->entities.v[k];
            bool edge = b->span.begin == a->span.begin || b->span.end == a->span.end;
            bool one = r->last[i] - r->first[i] == r->last[k] - r->first[k] + 1;
            if (b->type != TYPE_LOC || b->id.n == 0 || b->score < 700 || !edge || !one) continue;
            a->id = b->id, a->norm = b->norm, a->subtype = b->subtype;
            break;
        }
    }
}

/* The words that each candidate covers; a value may stand where no word is (a lone sign). */
static void cover(struct resolve *r) {
    struct doc *d = r->doc;
    r->first = arena_alloc(d->arena, (d->entities.n + 1) * sizeof *r->first);
    r->last = arena_alloc(d->arena, (d->entities.n + 1) * sizeof *r->last);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        struct span s = d->entities.v[i].span;
        uint32_t a = words_at(r->words, s.begin), b = a;
        while (b + 1 < r->words->list.n && r->words->list.v[b + 1].span.begin < s.end) b++;
        r->first[i] = a;
        r->last[i] = b;
    }
}

/* How much what found a candidate counts beside what the tagger says of it, in 256ths. The tagger has seen
 * both: its opinion is a probability, as measured on texts that it was not trained on. */
static unsigned trust(const struct entity *e, bool several) {
    static const struct {
        const char *method;
        unsigned trust;
    } table[] = {{"expansion", 90}, {"acronym", 150}, {"head", 80}, {"ship", 40}, {"model", 0}};
    enum { ROW = 50, ROW_OF_WORDS = 170, OTHER = 26 };
    if (resolve_has_row(e)) return several && e->score >= SURE_ROW ? ROW_OF_WORDS : ROW;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (str_is(e->method, table[i].method)) return table[i].trust;
    return OTHER;
}

static unsigned belief(const struct resolve *r, uint32_t i) {
    const struct entity *e = &r->doc->entities.v[i];
    if (e->type > TYPE_MISC || e->support == 0) return e->score;
    unsigned own = trust(e, r->last[i] > r->first[i]);
    return (own * e->score + (256 - own) * (e->support - 1u)) / 256;
}

/* What is gained when a candidate stays: more for a longer one. Values are right where they are not part of
 * a name. Without a tagger, scores have to do. */
static int gain(const struct resolve *r, uint32_t i) {
    const struct entity *e = &r->doc->entities.v[i];
    int words = (int)(r->last[i] - r->first[i]), score = (int)belief(r, i);
    if (r->fate[i] == FATE_SAME || r->fate[i] == FATE_RULE) return 0;
    if (e->type > TYPE_MISC) return (score - LEAST_SCORE) / 4 + 40 * words;
    if (e->support) return (score - LEAST_BELIEF) * (2 + words) / 2;
    return score - LEAST_SCORE + (score >= 700 ? 170 * words : 0);
}

/* Candidates by their last word: heads[w] is the first one + 1, next[] the others. */
static void by_last_word(const struct resolve *r, uint32_t *heads, uint32_t *next) {
    uint32_t words = r->words->list.n;
    memset(heads, 0, (words + 1) * sizeof *heads);
    for (uint32_t i = r->doc->entities.n; i-- > 0;) {
        if (r->first[i] >= words) continue;
        next[i] = heads[r->last[i]];
        heads[r->last[i]] = i + 1;
    }
}

/* For --explain: what was proposed, and what became of it. */
static void propose(struct doc *d) {
    for (uint32_t i = 0; d->explain && i < d->entities.n; i++)
        *vec_push(d->arena, &d->proposals) = (struct proposal){.entity = d->entities.v[i]};
}

static void decided(const struct resolve *r) {
    for (uint32_t i = 0; i < r->doc->proposals.n; i++) {
        struct proposal *c = &r->doc->proposals.v[i];
        c->belief = (uint16_t)belief(r, i);
        c->gain = gain(r, i);
        c->fate = (enum fate)r->fate[i];
        if (c->fate == FATE_COUNT) c->fate = c->gain > 0 ? FATE_OVERLAP : FATE_UNLIKELY;
    }
}

/* The set of candidates without overlap that gains most (weighted interval scheduling): gains[w] is the most
 * that candidates can gain that end before word w, last[w] the candidate + 1 with which they do that ends at
 * w; it takes the place of heads[w]. */
static void choose(struct resolve *r) {
    struct doc *d = r->doc;
    uint32_t words = r->words->list.n, kept = 0, n = d->entities.n;
    uint32_t *heads = arena_alloc(d->arena, (words + 1) * sizeof *heads), *last = heads;
    uint32_t *next = arena_alloc(d->arena, (n + 1) * sizeof *next);
    int64_t *gains = arena_alloc(d->arena, (words + 1) * sizeof *gains);
    by_last_word(r, heads, next);
    gains[0] = 0;
    for (uint32_t w = 0; w < words; w++) {
        uint32_t best = 0;
        gains[w + 1] = gains[w];
        for (uint32_t i = heads[w]; i; i = next[i - 1]) {
            int more = gain(r, i - 1);
            int64_t sum = gains[r->first[i - 1]] + more;
            if (more > 0 && sum > gains[w + 1]) gains[w + 1] = sum, best = i;
        }
        last[w] = best;
    }
    for (uint32_t w = words; w > 0;) {
        uint32_t i = last[--w];
        if (i-- == 0) continue;
        for (uint32_t k = r->first[i]; k <= r->last[i]; k++) r->taken[k] = 1;
        r->fate[i] = FATE_KEPT;
        w = r->first[i];
    }
    decided(r);
    for (uint32_t i = 0; i < n; i++) {
        if (r->fate[i] != FATE_KEPT) continue;
        d->entities.v[kept] = d->entities.v[i];
        d->entities.v[kept].score = (uint16_t)belief(r, i);
        r->first[kept] = r->first[i];
        r->last[kept++] = r->last[i];
    }
    d->entities.n = r->known = kept;
}

struct state {
    const struct lexicon *lexicon;
    const struct wordlist *dictionary;
    struct matcher matcher;
};

static enum status setup(void *state, struct env *env) {
    struct state *s = state;
    s->lexicon = env->lexicon;
    s->dictionary = env->words;
    if (s->lexicon == NULL) {
        snprintf(env->message, env->message_size, "resolve needs a lexicon");
        return LIBRARY;
    }
    matcher_setup(&s->matcher, NULL);
    return OK;
}

static enum status run(void *state, struct doc *d) {
    struct state *s = state;
    struct resolve r = {
        .doc = d, .matcher = &s->matcher, .lexicon = s->lexicon, .dictionary = s->dictionary};
    r.words = words_of(d);
    r.taken = arena_alloc(d->arena, r.words->list.n + 1);
    memset(r.taken, 0, r.words->list.n + 1);
    resolve_trim(&r);
    r.fate = arena_alloc(d->arena, d->entities.n + 1);
    memset(r.fate, FATE_COUNT, d->entities.n + 1);
    propose(d);
    cover(&r);
    resolve_evidence(&r);
    resolve_split(&r);
    resolve_longest(&r);
    resolve_tell_types(&r);
    join_same(&r);
    inherit_ids(&r);
    choose(&r);
    resolve_join(&r);
    resolve_types(&r);
    resolve_small(&r);
    resolve_persons(&r);
    resolve_again(&r);
    resolve_acronyms(&r);
    resolve_locals(&r);
    doc_sort_entities(d);
    resolve_bodies(&r);
    doc_sort_entities(d);
    return OK;
}

const struct stage stage_resolve = {
    .name = "resolve",
    .help = "one entity a place; surnames to persons, acronyms to what they stand for; ids",
    .needs = LAYER_TEXT | LAYER_SENTENCES | LAYER_ENTITIES,
    .gives = LAYER_RESOLVED,
    .state_size = sizeof(struct state),
    .uses = USES_LEXICON | USES_WORDS,
    .setup = setup,
    .run = run,
};
