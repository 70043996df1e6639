/* SPDX-License-Identifier: MIT */
/* tagger: names that no lexicon has, by a model of words in their sentence (tagger_features.h,
 * tagger_decode.h). Adds candidates, and says of those of `names` how probable it thinks they are. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cache.h"
#include "stage.h"
#include "tagger_decode.h"
#include "tagger_features.h"
#include "tagger_network.h"
#include "tagger_rows.h"
#include "tagger_view.h"

enum { SETS = 1 << 12, ENTRY = 512, KEPT = 1 << 12 }; /* 8 MiB; twice 256 KiB */

/* Of a word: its facts, the sums of its features' weights at each place near another word, and, where the network
 * looks, what it adds wherever it stands. */
struct answer {
    struct tagger_facts facts;
    int16_t sum[PLACES_NEAR][LABEL_WIDTH];
    struct dense_mean mean;
};

static size_t answer_size(const struct answer *a) {
    return dense_is_for(&a->facts) ? sizeof *a : offsetof(struct answer, mean);
}

/* The sum of the weights of what stands around a word. */
struct kept {
    uint64_t around; /* tagger_around(), and 1 << 63; 0: free */
    int16_t sum[LABEL_WIDTH];
};

/* A word whose context is being looked up. */
struct coming {
    uint32_t word;
    struct features f; /* of the words */
    struct rows rows;  /* theirs */
};

/* A word without a candidate is no name, whatever else there is to say of it, where its score of O without its
 * context is so much above that of all begins, and, behind a word that may be one, of all insides. Three words
 * of four are. Of a thousand words of names one or two are lost so, most of them inside a name. */
static const float sure_begin = 4, sure_inside = 1.5F;

struct state {
    bool enabled;
    int64_t caution;
    struct weights weights;
    struct tagger_sources sources;
    struct network network;
    struct cache answers;
    struct kept kept[AROUND_KINDS][KEPT];
    struct chain_pairs pairs;
    int32_t lead[2][JOINTS + 1][LABEL_WIDTH]; /* see lead_of() */
    struct chain_work work;
    bool none[CHAIN_WORDS]; /* surely O */
    struct chain_name found[CHAIN_WORDS];
    struct cache_key keys[CHAIN_WORDS]; /* of the words of the sequence */
    struct tagger_facts facts[CHAIN_WORDS];
    struct dense_mean means[CHAIN_WORDS];
    uint64_t around[CHAIN_WORDS][AROUND_KINDS];
    int16_t sum[NEAR + CHAIN_WORDS + NEAR][LABEL_WIDTH]; /* their labels' weights so far */
};

static const struct option options[] = {
    {"enabled", "yes", "find names by the model", O_BOOL, offsetof(struct state, enabled)},
    {"caution", "0", "thousandths that speak against a name: more, fewer and surer names", O_INT,
     offsetof(struct state, caution)},
    {NULL, NULL, NULL, O_BOOL, 0}};

static void make_pairs(struct state *s) {
    float scale = s->weights.model->header->scale;
    for (unsigned j = 0; j < JOINTS; j++)
        for (unsigned p = 0; p < LABELS; p++) {
            int16_t sum[LABEL_WIDTH] = {0};
            struct features f;
            f.n = 0;
            struct rows rows;
            f.v[f.n++] = tagger_pair_feature(p, j);
            f.v[f.n++] = tagger_pair_feature(p, JOINTS);
            find_rows(&s->weights, &f, &rows);
            add_rows(&rows, sum);
            for (unsigned k = 0; k < LABELS; k++)
                chain_pair(&s->pairs, j, p, k,
                           chain_legal(j, p, k) ? expf((float)sum[k] * scale) : 0);
        }
}

/* By how much O has to be above a label, in units of weights, behind a word that is O and behind others; at
 * the begin of a sequence (joint JOINTS) what pairs of labels weigh does not count. */
static int32_t lead_of(const struct state *s, bool behind_none, unsigned joint, unsigned label) {
    const int32_t no_matter = INT32_MIN / 2;
    float unit = s->weights.model->header->scale, pair = 0;
    bool inside = label_is_inside(label);
    if (label == LABEL_O || label >= LABELS) return no_matter;
    if (inside)
        return behind_none || joint == JOINTS || !chain_crosses(joint, label_name(label))
                   ? no_matter
                   : (int32_t)(sure_inside / unit);
    if (joint < JOINTS) {
        const float *p = s->pairs.p[joint][LABEL_O];
        pair = logf(p[label] / p[LABEL_O]);
    }
    return (int32_t)((sure_begin + pair) / unit);
}

static void make_leads(struct state *s) {
    for (unsigned behind = 0; behind < 2; behind++)
        for (unsigned j = 0; j <= JOINTS; j++)
            for (unsigned k = 0; k < LABEL_WIDTH; k++)
                s->lead[behind][j][k] = lead_of(s, behind, j, k);
}

static enum status setup(void *state, struct env *env) {
    struct state *s = state;
    const struct model *model = s->weights.model = env->model[MODEL_TAGGER];
    s->sources = (struct tagger_sources){env->lexicon, env->words, env->model[MODEL_CLASSES]};
    uint8_t *checks;
    size_t rows = (size_t)model->mask + 1;
    bool fits = model->outputs == LABEL_WIDTH &&
                network_fits(&s->network, env->model[MODEL_VECTORS], env->model[MODEL_DENSE]);
    if (!fits || (checks = s->weights.checks = malloc(rows)) == NULL ||
        !cache_open(&s->answers, SETS, ENTRY) || !network_open(&s->network)) {
        snprintf(env->message, env->message_size, "%s",
                 fits ? "no memory for the words" : "tagger.model or dense.model has other labels");
        return LIBRARY;
    }
    for (size_t i = 0; i < rows; i++)
        checks[i] = (uint8_t)model->weights[(i + 1) * LABEL_WIDTH - 1];
    make_pairs(s);
    make_leads(s);
    return OK;
}

static void cleanup(void *state) {
    struct state *s = state;
    cache_close(&s->answers);
    network_close(&s->network);
    free(s->weights.checks);
}

static void answer_make(const struct state *s, const struct word *w, struct str text,
                        struct answer *a) {
    tagger_facts(&s->sources, w, text, &a->facts);
    memset(a->sum, 0, sizeof a->sum);
    struct features f[PLACES_NEAR];
    struct rows rows[PLACES_NEAR];
    for (int place = -NEAR; place <= NEAR; place++) {
        struct features *x = &f[place + NEAR];
        x->n = 0;
        tagger_word_features(&a->facts, w->key, place, x);
        fetch_checks(&s->weights, x);
    }
    for (unsigned k = 0; k < PLACES_NEAR; k++) find_rows(&s->weights, &f[k], &rows[k]);
    for (unsigned k = 0; k < PLACES_NEAR; k++) add_rows(&rows[k], a->sum[k]);
    if (dense_is_for(&a->facts)) network_mean(&s->network, &a->facts, &a->mean);
}

/* Facts of the words of a sequence, and what each of them adds to itself and those near it. */
static void score_alone(struct state *s, const struct tagger_view *v, uint32_t n) {
    const struct word *w = &v->words->list.v[v->begin];
    struct answer made;
    memset(s->sum, 0, (n + 2 * NEAR) * sizeof *s->sum);
    for (uint32_t i = 0; i < n; i++) {
        s->keys[i] = cache_key(doc_span(v->doc, w[i].span), (uint8_t)w[i].lang);
        cache_fetch(&s->answers, &s->keys[i]);
    }
    for (uint32_t i = 0; i < n; i++) cache_fetch_answer(&s->answers, &s->keys[i]);
    for (uint32_t i = 0; i < n; i++) {
        const struct answer *a = &made;
        struct str known;
        if (cache_get(&s->answers, &s->keys[i], &known)) a = (const void *)known.p;
        else {
            answer_make(s, &w[i], s->keys[i].word, &made);
            cache_put(&s->answers, &s->keys[i], (struct str){(const char *)a, answer_size(a)});
        }
        s->facts[i] = a->facts;
        if (dense_is_for(&a->facts)) s->means[i] = a->mean;
        for (uint32_t k = 0; k < PLACES_NEAR; k++)
            for (unsigned l = 0; l < LABEL_WIDTH; l++) {
                int16_t *sum = s->sum[i + 2 * NEAR - k];
                sum[l] = (int16_t)(sum[l] + a->sum[k][l]);
            }
    }
}

static struct kept *kept_at(struct state *s, enum around which, uint64_t around) {
    return &s->kept[which][feature_mix(which, around) >> 40 & (KEPT - 1)];
}

/* Adds the weights of what stands around a word. */
static void add_kept(struct state *s, enum around which, uint64_t around, int16_t *sum) {
    const uint64_t taken = (uint64_t)1 << 63;
    struct kept *kept = kept_at(s, which, around);
    if (kept->around != (around | taken)) {
        struct features f;
        struct rows rows;
        f.n = 0;
        tagger_around_features(around, which, &f);
        find_rows(&s->weights, &f, &rows);
        kept->around = around | taken;
        memset(kept->sum, 0, sizeof kept->sum);
        add_rows(&rows, kept->sum);
    }
    for (unsigned l = 0; l < LABEL_WIDTH; l++) sum[l] = (int16_t)(sum[l] + kept->sum[l]);
}

/* What stands around the words. */
static void score_around(struct state *s, const struct tagger_view *v, uint32_t n) {
    enum { AHEAD = 4 };
    tagger_around(v, s->around);
    for (uint32_t i = 0; i < n + AHEAD; i++)
        for (enum around k = 0; k < AROUND_KINDS; k++) {
            if (i < n) __builtin_prefetch(kept_at(s, k, s->around[i][k]));
            if (i >= AHEAD) add_kept(s, k, s->around[i - AHEAD][k], s->sum[NEAR + i - AHEAD]);
        }
}

static bool is_none(const struct state *s, uint32_t i, bool behind_none) {
    const int32_t *lead = s->lead[behind_none][i ? s->work.joint[i] : JOINTS];
    const int16_t *sum = s->sum[NEAR + i];
    int32_t most = INT32_MIN;
    for (unsigned k = 0; k < LABEL_WIDTH; k++) {
        int32_t at_least = sum[k] + lead[k];
        most = at_least > most ? at_least : most;
    }
    return sum[LABEL_O] > most;
}

/* Sets aside the words that are surely O. One before a word that may be a name stays with it, as it says more
 * there than by itself: *1997* Canadian election, bread *and* butter. Returns how many are left, and which. */
static uint32_t leave_out(struct state *s, const struct tagger_view *v, uint32_t n,
                          uint32_t left[CHAIN_WORDS]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        s->work.joint[i] = (uint8_t)tagger_joint(v, v->begin + i);
        s->none[i] = v->offers[v->begin + i].name == OFFER_NONE &&
                     is_none(s, i, i == 0 || s->none[i - 1]);
        if (i > 0 && !s->none[i]) s->none[i - 1] = false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!s->none[i]) left[count++] = i;
        else {
            memset(s->work.coarse[i], 0, sizeof s->work.coarse[i]);
            s->work.coarse[i][0] = 1;
        }
    }
    return count;
}

/* Three steps for each word, each of which asks for the memory that the next one needs: its features … */
static void make_features(struct state *s, const struct tagger_view *v, uint32_t i,
                          struct coming *c) {
    c->word = i;
    c->f.n = 0;
    tagger_word_context(v, v->begin + i, &c->f);
    fetch_checks(&s->weights, &c->f);
}

/* … their rows, and the scores. */
static void score_word(struct state *s, const struct coming *c) {
    int16_t *sum = s->sum[NEAR + c->word];
    add_rows(&c->rows, sum);
    for (unsigned k = 0; k < LABEL_WIDTH; k++)
        s->work.score[c->word][k] = (float)sum[k] * s->weights.model->header->scale;
}

static void score_context(struct state *s, const struct tagger_view *v, const uint32_t *words,
                          uint32_t n) {
    struct coming coming[4];
    for (uint32_t i = 0; i < n + 2; i++) {
        if (i < n) make_features(s, v, words[i], &coming[i & 3]);
        if (i >= 1 && i - 1 < n)
            find_rows(&s->weights, &coming[(i - 1) & 3].f, &coming[(i - 1) & 3].rows);
        if (i >= 2) score_word(s, &coming[(i - 2) & 3]);
    }
}

/* The next words side by side that may be names, behind those of `part`. */
static bool next_part(const struct state *s, struct chain_part *part) {
    uint32_t i = part->end;
    while (i < part->n && s->none[i]) i++;
    part->begin = i;
    while (i < part->n && !s->none[i]) i++;
    part->end = i;
    return part->begin < i;
}

/* Probabilities of the labels, and the names. Returns how many. */
static uint32_t find_names(struct state *s, const struct tagger_view *v) {
    uint32_t left[CHAIN_WORDS], names = 0;
    struct chain_part part = {0, 0, v->end - v->begin};
    score_alone(s, v, part.n);
    score_around(s, v, part.n);
    uint32_t n_left = leave_out(s, v, part.n, left);
    score_context(s, v, left, n_left);
    network_score(&s->network, s->keys, s->facts, s->means, part.n, left, n_left, s->work.score);
    while (next_part(s, &part)) {
        chain_exp(&s->work, part);
        chain_marginals(&s->work, &s->pairs, NULL, part);
        names += chain_names(&s->work, part, (float)s->caution / 1000, &s->found[names]);
    }
    return names;
}

static void add(struct state *s, struct doc *d, const struct words *w, uint32_t begin,
                uint32_t names) {
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
        uint32_t names = find_names(s, &v);
        judge(s, d, known, &at, v.words, v.begin, v.end);
        add(s, d, v.words, v.begin, names);
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
    .uses = USES_LEXICON | USES_WORDS | USES_MODEL(MODEL_TAGGER) | USES_MODEL(MODEL_CLASSES) |
            USES_MODEL(MODEL_VECTORS) | USES_MODEL(MODEL_DENSE),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
