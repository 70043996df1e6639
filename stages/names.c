/* SPDX-License-Identifier: MIT */
/* names: candidates for persons, places, organisations, other names. First what the lexicon has, in
 * any spelling and case form; then what the way it is written tells. resolve decides among them. */
#include "names.h"

#include <stdio.h>

struct state {
    const struct lexicon *lexicon;
    bool unknown;
    const char *label;
    struct cache begins;
};

enum { SETS = 1 << 12, ENTRY = 64 }; /* 1 MiB */

static const struct option options[] = {
    {"unknown", "yes", "also names that are not in the lexicon, by rule", O_BOOL,
     offsetof(struct state, unknown)},
    {"label", "source", "norm in the orthography of: source (the mention's), sq, sr, en", O_TEXT,
     offsetof(struct state, label)},
    {NULL, NULL, NULL, O_BOOL, 0}};

/* The column of the lexicon's norms, or -1: the language of the mention decides. */
static int label_of(const char *word) {
    static const char *const words[] = {"en", "sq", "sr"};
    for (int k = 0; k < 3; k++)
        if (strcmp(word, words[k]) == 0) return k;
    return -1;
}

static enum status setup(void *state, struct env *env) {
    struct state *s = state;
    s->lexicon = env->lexicon;
    if (strcmp(s->label, "source") != 0 && label_of(s->label) < 0) {
        snprintf(env->message, env->message_size, "names.label=%s: source, sq, sr or en is wanted",
                 s->label);
        return LIBRARY;
    }
    if (s->lexicon && cache_open(&s->begins, SETS, ENTRY)) return OK;
    snprintf(env->message, env->message_size, "%s",
             s->lexicon ? "no memory for the words" : "names needs a lexicon");
    return LIBRARY;
}

struct entity *names_add(struct names *n, uint32_t first, uint32_t last, enum entity_type type,
                         const char *subtype, unsigned score, const char *method) {
    const struct word *a = &n->words->list.v[first], *b = &n->words->list.v[last];
    struct entity *e = vec_push(n->doc->arena, &n->doc->entities);
    e->span = (struct span){a->span.begin, b->span.end};
    e->type = type;
    e->subtype = str_of(subtype);
    e->norm = doc_span(n->doc, e->span);
    e->lang = a->lang;
    e->score = (uint16_t)score;
    e->method = str_of(method);
    return e;
}

static void cleanup(void *state) {
    struct state *s = state;
    cache_close(&s->begins);
}

static enum status run(void *state, struct doc *d) {
    struct state *s = state;
    struct names n = {.lexicon = s->lexicon, .doc = d, .begins = &s->begins};
    d->norms = (uint8_t)(label_of(s->label) + 1);
    n.words = words_of(d);
    n.tags = arena_alloc(d->arena, (n.words->list.n + 1) * sizeof *n.tags);
    n.first_head = arena_alloc(d->arena, n.words->list.n + 1);
    n.last_head = arena_alloc(d->arena, n.words->list.n + 1);
    memset(n.tags, 0, (n.words->list.n + 1) * sizeof *n.tags);
    memset(n.first_head, 0, n.words->list.n + 1);
    memset(n.last_head, 0, n.words->list.n + 1);
    names_lookup(&n);
    names_homonyms(&n);
    if (s->unknown) {
        names_persons(&n);
        names_nicknames(&n);
        names_phrases(&n);
        names_acronyms(&n);
    }
    doc_sort_entities(d);
    return OK;
}

const struct stage stage_names = {
    .name = "names",
    .help = "persons, places, organisations: lexicon in all spellings and cases, and rules",
    .needs = LAYER_TEXT | LAYER_SENTENCES | LAYER_LANGUAGES,
    .gives = LAYER_ENTITIES,
    .options = options,
    .state_size = sizeof(struct state),
    .uses = USES_LEXICON,
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
