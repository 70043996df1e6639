/* SPDX-License-Identifier: MIT */
/* tagger: names that no lexicon has, by a model of words in their sentence (tagger_features.h,
 * tagger_decode.h). Adds candidates, and says of those of `names` how probable it thinks they are. */
#include <math.h>
#include <stdio.h>

#include "cache.h"
#include "stage.h"
#include "tagger_decode.h"
#include "tagger_features.h"

enum { SETS = 1 << 12, ENTRY = 512 }; /* 8 MiB */

/* Of a word: its facts, and the sums of its features' weights at each place near another word. */
struct answer {
    struct tagger_facts facts;
    int16_t sum[PLACES_NEAR][LABEL_WIDTH];
};

struct state {
    bool enabled;
    int64_t caution;
    const struct model *model;
    struct tagger_sources sources;
    struct cache answers;
    struct chain_pairs pairs;
    struct chain_work work;
    struct chain_name found[CHAIN_WORDS];
    struct answer near[CHAIN_WORDS];        /* of the sequence */
    struct tagger_facts facts[CHAIN_WORDS]; /* the same of them, side by side */
};

static const struct option options[] = {
    {"enabled", "yes", "find names by the model", O_BOOL, offsetof(struct state, enabled)},
    {"caution", "0", "thousandths that speak against a name: more, fewer and surer names", O_INT,
     offsetof(struct state, caution)},
    {NULL, NULL, NULL, O_BOOL, 0}};

static void add_row(const struct model *m, uint64_t feature, int16_t *sum) {
    const int8_t *row = model_checked_row(m, feature);
    if (row == NULL) return;
    for (unsigned k = 0; k < LABEL_WIDTH; k++) sum[k] = (int16_t)(sum[k] + row[k]);
}

/* Rows lie far apart: all of them are asked for before the first one is needed. */
static void fetch_rows(const struct model *m, const struct features *f) {
    for (unsigned i = 0; i < f->n; i++) __builtin_prefetch(model_row(m, f->v[i] & ~(uint64_t)1));
}

static void add_rows(const struct model *m, const struct features *f, int16_t *sum) {
    for (unsigned i = 0; i < f->n; i++) add_row(m, f->v[i], sum);
}

static void make_pairs(struct state *s) {
    float scale = s->model->header->scale;
    for (unsigned j = 0; j < JOINTS; j++)
        for (unsigned p = 0; p < LABELS; p++) {
            int16_t sum[LABEL_WIDTH] = {0};
            add_row(s->model, tagger_pair_feature(p, j), sum);
            add_row(s->model, tagger_pair_feature(p, JOINTS), sum);
            for (unsigned k = 0; k < LABELS; k++)
                chain_pair(&s->pairs, j, p, k,
                           chain_legal(j, p, k) ? expf((float)sum[k] * scale) : 0);
        }
}

static enum status setup(void *state, struct env *env) {
    struct state *s = state;
    s->model = env->model[MODEL_TAGGER];
    s->sources = (struct tagger_sources){env->lexicon, env->words};
    if (s->model->outputs != LABEL_WIDTH || !cache_open(&s->answers, SETS, ENTRY)) {
        snprintf(env->message, env->message_size, "%s",
                 s->model->outputs == LABEL_WIDTH ? "no memory for the words"
                                                  : "tagger.model has other labels");
        return LIBRARY;
    }
    make_pairs(s);
    return OK;
}

static void cleanup(void *state) {
    struct state *s = state;
    cache_close(&s->answers);
}

static void answer_make(const struct state *s, const struct word *w, struct str text,
                        struct answer *a) {
    tagger_facts(&s->sources, w, text, &a->facts);
    memset(a->sum, 0, sizeof a->sum);
    struct features f[PLACES_NEAR];
    for (int place = -NEAR; place <= NEAR; place++) {
        struct features *x = &f[place + NEAR];
        x->n = 0;
        tagger_word_features(&a->facts, w->key, place, x);
        fetch_rows(s->model, x);
    }
    for (unsigned k = 0; k < PLACES_NEAR; k++) add_rows(s->model, &f[k], a->sum[k]);
}

static void answer_of(struct state *s, const struct doc *d, const struct word *w,
                      struct answer *a) {
    struct str text = doc_span(d, w->span), known;
    struct cache_key key = cache_key(text, (uint8_t)w->lang);
    if (cache_get(&s->answers, &key, &known)) {
        memcpy(a, known.p, sizeof *a);
        return;
    }
    answer_make(s, w, text, a);
    cache_put(&s->answers, &key, (struct str){(const char *)a, sizeof *a});
}

/* Scores of the labels of word i of a sequence of n, whose context features are `f`. */
static void score_word(struct state *s, const struct features *f, uint32_t i, uint32_t n) {
    int16_t sum[LABEL_WIDTH] = {0};
    for (uint32_t k = i < NEAR ? 0 : i - NEAR; k <= i + NEAR && k < n; k++)
        for (unsigned l = 0; l < LABEL_WIDTH; l++)
            sum[l] = (int16_t)(sum[l] + s->near[k].sum[k + NEAR - i][l]);
    add_rows(s->model, f, sum);
    for (unsigned k = 0; k < LABEL_WIDTH; k++)
        s->work.score[i][k] = (float)sum[k] * s->model->header->scale;
}

static void score(struct state *s, const struct tagger_view *v) {
    uint32_t n = v->end - v->begin;
    struct features f[2]; /* of this word, and of the next one, which are being fetched */
    for (uint32_t i = 0; i < n; i++) {
        answer_of(s, v->doc, &v->words->list.v[v->begin + i], &s->near[i]);
        s->facts[i] = s->near[i].facts;
    }
    for (uint32_t i = 0; i <= n; i++) {
        struct features *next = &f[i & 1];
        next->n = 0;
        if (i < n) {
            tagger_context_features(v, v->begin + i, next);
            fetch_rows(s->model, next);
            s->work.joint[i] = (uint8_t)tagger_joint(v, v->begin + i);
        }
        if (i > 0) score_word(s, &f[(i - 1) & 1], i - 1, n);
    }
    chain_exp(&s->work, n);
    chain_marginals(&s->work, &s->pairs, NULL, n);
}

static void add(struct state *s, struct doc *d, const struct words *w, uint32_t begin, uint32_t n) {
    uint32_t names = chain_names(&s->work, n, (float)s->caution / 1000, s->found);
    for (uint32_t i = 0; i < names; i++) {
        const struct chain_name *x = &s->found[i];
        const struct word *a = &w->list.v[begin + x->first], *b = &w->list.v[begin + x->last];
        struct entity *e = vec_push(d->arena, &d->entities);
        e->span = (struct span){a->span.begin, b->span.end};
        e->type = name_type(x->name);
        e->subtype = name_subtype(x->name);
        e->norm = doc_span(d, e->span);
        e->lang = a->lang;
        e->support = (uint16_t)(1 + lrintf(x->score * 1000));
        e->score = (uint16_t)(e->support - 1);
        e->method = STR("model");
    }
}

/* What it thinks of the candidates from `*at` on that lie inside words [begin, end) of `w`. */
static void judge(struct state *s, struct doc *d, uint32_t known, uint32_t *at,
                  const struct words *w, uint32_t begin, uint32_t end) {
    uint32_t i = begin;
    for (; *at < known; ++*at) {
        struct entity *e = &d->entities.v[*at];
        if (e->span.begin >= w->list.v[end - 1].span.end) return;
        while (i > begin && w->list.v[i].span.begin > e->span.begin) i--;
        while (i < end && w->list.v[i].span.end <= e->span.begin) i++;
        uint32_t last = i;
        while (last + 1 < end && w->list.v[last + 1].span.begin < e->span.end) last++;
        if (i < end && e->type <= TYPE_MISC)
            e->support = (uint16_t)(1 +
                                    lrintf(1000 * chain_support(&s->work, end - begin, i - begin,
                                                                last - begin, e->type)));
    }
}

static enum status run(void *state, struct doc *d) {
    struct state *s = state;
    struct tagger_view v;
    uint32_t known = d->entities.n, at = 0;
    if (d->layers & LAYER_RESOLVED) return OK;
    tagger_view_open(&v, d);
    v.facts = s->facts;
    for (; v.begin < v.words->list.n; v.begin = v.end) {
        v.end = tagger_sequence(v.words, v.begin);
        score(s, &v);
        judge(s, d, known, &at, v.words, v.begin, v.end);
        add(s, d, v.words, v.begin, v.end - v.begin);
    }
    doc_sort_entities(d);
    return OK;
}

const struct stage stage_tagger = {
    .name = "tagger",
    .help = "names that no lexicon has, by a trained model; judges those of names",
    .needs = LAYER_TEXT | LAYER_SENTENCES | LAYER_LANGUAGES | LAYER_ENTITIES,
    .gives = LAYER_ENTITIES,
    .options = options,
    .state_size = sizeof(struct state),
    .uses = USES_LEXICON | USES_WORDS | USES_MODEL(MODEL_TAGGER),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
