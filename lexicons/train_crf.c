/* SPDX-License-Identifier: MIT */
/* See train_crf.h. */
#include "train_crf.h"

#include <math.h>
#include <stdlib.h>

#include "train_memory.h"

enum { GOLD_SETS = 1 << 20, NO_ROW = UINT32_MAX };
static const float WEIGHT_MOST = 6; /* those above are cut */

struct sequence {
    uint32_t word, n; /* its first word */
    uint32_t set;
    float weight;
};

struct crf_words {
    uint32_t *allowed;
    uint8_t *joint;
    uint64_t *key;
    size_t *end;          /* of its features */
    uint32_t *identities; /* how many identity features there are: the first ones */
    size_t n, cap;
};

struct crf {
    struct crf_options o;
    uint64_t random, salt;
    size_t rows;
    float *weights, *squares; /* rows × LABEL_WIDTH */
    uint64_t *hashes;         /* features of the words, those that are identities first */
    uint32_t *features;       /* their rows, when training has begun */
    size_t n_features, cap_features, first; /* first: of the word being added */
    uint64_t rest[512];                     /* features of that word that are no identities */
    struct slot {                           /* from features to rows: open addressing; 0 is free */
        uint64_t hash;
        uint32_t count, row;
    } * slots;
    size_t slot_mask;
    size_t pair_rows[LABELS][JOINTS + 1];
    unsigned n_rest;
    struct crf_words words;
    struct sequence *sequences;
    size_t n_sequences, cap_sequences;
    size_t first_word;
    struct chain_work work;
    struct chain_pairs pairs;
    float delta[CHAIN_WORDS][LABEL_WIDTH];
    float pair_delta[JOINTS][LABEL_WIDTH][LABEL_WIDTH];
    uint64_t *gold; /* set: hashes of names that training sequences have */
};

static void *grow(void *p, size_t cap, size_t each) {
    return must(realloc(p, cap * each));
}

struct crf *crf_new(const struct crf_options *o) {
    struct crf *c = must(calloc(1, sizeof *c));
    c->o = *o;
    c->random = o->seed;
    c->gold = must(calloc(GOLD_SETS, sizeof *c->gold));
    return c;
}

void crf_free(struct crf *c) {
    free(c->weights);
    free(c->squares);
    free(c->features);
    free(c->hashes);
    free(c->slots);
    free(c->words.allowed);
    free(c->words.joint);
    free(c->words.key);
    free(c->words.end);
    free(c->words.identities);
    free(c->sequences);
    free(c->gold);
    free(c);
}

/* ---- examples */

static void push(struct crf *c, uint64_t hash) {
    if (c->n_features == c->cap_features) {
        c->cap_features = c->cap_features ? 2 * c->cap_features : 1 << 20;
        c->hashes = grow(c->hashes, c->cap_features, sizeof *c->hashes);
    }
    c->hashes[c->n_features++] = hash;
}

void crf_features(struct crf *c, const struct features *f) {
    for (unsigned i = 0; i < f->n; i++) {
        if (i < f->identities) push(c, f->v[i]);
        else if (c->n_rest < sizeof c->rest / sizeof *c->rest) c->rest[c->n_rest++] = f->v[i];
    }
}

void crf_word(struct crf *c, uint32_t allowed, unsigned joint, uint64_t key) {
    struct crf_words *w = &c->words;
    if (w->n == w->cap) {
        w->cap = w->cap ? 2 * w->cap : 1 << 16;
        w->allowed = grow(w->allowed, w->cap, sizeof *w->allowed);
        w->joint = grow(w->joint, w->cap, sizeof *w->joint);
        w->key = grow(w->key, w->cap, sizeof *w->key);
        w->end = grow(w->end, w->cap, sizeof *w->end);
        w->identities = grow(w->identities, w->cap, sizeof *w->identities);
    }
    w->identities[w->n] = (uint32_t)(c->n_features - c->first);
    for (unsigned i = 0; i < c->n_rest; i++) push(c, c->rest[i]);
    c->n_rest = 0;
    c->first = c->n_features;
    w->allowed[w->n] = allowed, w->joint[w->n] = (uint8_t)joint, w->key[w->n] = key;
    w->end[w->n++] = c->n_features;
}

/* ---- names that a sequence has by its masks */

/* The coarse type of a word that begins a name, or TYPE_COUNT. */
static enum entity_type begins(uint32_t allowed) {
    if (allowed & 1) return TYPE_COUNT;
    for (unsigned n = 0; n < NAME_COUNT; n++)
        if (allowed & 1u << label_begin((enum name)n)) return name_type((enum name)n);
    return TYPE_COUNT;
}

static bool goes_on(uint32_t allowed) {
    return !(allowed & 1) && begins(allowed) == TYPE_COUNT && allowed != 0;
}

static uint32_t gold_end(const struct crf *c, uint32_t i, uint32_t end) {
    while (i + 1 < end && goes_on(c->words.allowed[i + 1])) i++;
    return i;
}

static bool in_gold(struct crf *c, uint32_t first, uint32_t last, bool put) {
    uint64_t h = 1;
    for (uint32_t i = first; i <= last; i++) h = feature_mix(h, c->words.key[i]);
    h |= 1;
    size_t at = h >> 20 & (GOLD_SETS - 1);
    for (; c->gold[at]; at = (at + 1) & (GOLD_SETS - 1))
        if (c->gold[at] == h) return true;
    if (put) c->gold[at] = h;
    return false;
}

void crf_sequence(struct crf *c, float weight, unsigned set) {
    if (c->words.n == c->first_word) return;
    if (c->n_sequences == c->cap_sequences) {
        c->cap_sequences = c->cap_sequences ? 2 * c->cap_sequences : 1 << 12;
        c->sequences = grow(c->sequences, c->cap_sequences, sizeof *c->sequences);
    }
    struct sequence *s = &c->sequences[c->n_sequences++];
    *s = (struct sequence){(uint32_t)c->first_word, (uint32_t)(c->words.n - c->first_word), set,
                           weight};
    c->first_word = c->words.n;
    for (uint32_t i = s->word; weight > 0 && i < s->word + s->n; i++)
        if (begins(c->words.allowed[i]) != TYPE_COUNT)
            in_gold(c, i, gold_end(c, i, s->word + s->n), true);
}

/* ---- training */

static uint64_t next_random(uint64_t *state) { /* splitmix64 (Vigna, public domain) */
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static size_t features_of(const struct crf *c, uint32_t word) {
    return word ? c->words.end[word - 1] : 0;
}

static struct slot *slot_of(struct crf *c, uint64_t hash) {
    size_t i = (size_t)(hash >> 9) & c->slot_mask;
    while (c->slots[i].hash && c->slots[i].hash != hash) i = (i + 1) & c->slot_mask;
    return &c->slots[i];
}

/* Rows for the features that training sequences have often enough; others are as if they were not there. */
static void make_rows(struct crf *c) {
    size_t size = 1 << 16;
    while (size < c->n_features / 2) size *= 2;
    c->slots = must(calloc(size, sizeof *c->slots));
    c->slot_mask = size - 1;
    for (size_t i = 0; i < c->n_sequences; i++) {
        const struct sequence *s = &c->sequences[i];
        if (!(s->weight > 0)) continue;
        for (size_t f = features_of(c, s->word); f < c->words.end[s->word + s->n - 1]; f++) {
            struct slot *slot = slot_of(c, c->hashes[f]);
            slot->hash = c->hashes[f];
            slot->count++;
        }
    }
    size_t all = 0;
    for (size_t i = 0; i < size; i++) {
        if (c->slots[i].count) all++;
        c->slots[i].row = c->slots[i].count >= c->o.least ? (uint32_t)c->rows++ : NO_ROW;
    }
    for (unsigned p = 0; p < LABELS; p++)
        for (unsigned j = 0; j <= JOINTS; j++) c->pair_rows[p][j] = c->rows++;
    printf("%zu features, %zu of them in use\n", all, c->rows);
    c->weights = must(calloc(c->rows * LABEL_WIDTH, sizeof *c->weights));
    c->squares = must(calloc(c->rows * LABEL_WIDTH, sizeof *c->squares));
    c->features = must(malloc((c->n_features + 1) * sizeof *c->features));
    size_t n = 0;
    for (size_t w = 0, f = 0; w < c->words.n; w++) {
        uint32_t identities = 0;
        size_t first = f;
        for (; f < c->words.end[w]; f++) {
            const struct slot *slot = slot_of(c, c->hashes[f]);
            if (slot->hash == 0 || slot->row == NO_ROW) continue;
            identities += f - first < c->words.identities[w];
            c->features[n++] = slot->row;
        }
        c->words.end[w] = n;
        c->words.identities[w] = identities;
    }
    free(c->hashes);
    c->hashes = NULL;
}

static void make_pairs(struct crf *c) {
    for (unsigned p = 0; p < LABELS; p++) {
        const float *all = c->weights + c->pair_rows[p][JOINTS] * LABEL_WIDTH;
        for (unsigned j = 0; j < JOINTS; j++) {
            const float *own = c->weights + c->pair_rows[p][j] * LABEL_WIDTH;
            for (unsigned k = 0; k < LABEL_WIDTH; k++)
                c->pairs.p[j][p][k] = k < LABELS && label_follows(p, k) ? expf(all[k] + own[k]) : 0;
        }
    }
}

static bool dropped(const struct crf *c, size_t f) {
    uint64_t z = (c->salt ^ f) * 0x9e3779b97f4a7c15u;
    return (double)(z >> 40) * 0x1p-24 < (double)c->o.drop;
}

/* Scores of a sequence; identities of word i are left out where `forgotten` says so. */
static void score(struct crf *c, const struct sequence *s, const bool *forgotten) {
    for (uint32_t i = 0; i < s->n; i++) {
        float *to = c->work.score[i];
        size_t f = features_of(c, s->word + i);
        if (forgotten && forgotten[i]) f += c->words.identities[s->word + i];
        memset(to, 0, LABEL_WIDTH * sizeof *to);
        for (; f < c->words.end[s->word + i]; f++) {
            if (forgotten && c->o.drop > 0 && dropped(c, f)) continue;
            const float *row = c->weights + (size_t)c->features[f] * LABEL_WIDTH;
            for (unsigned k = 0; k < LABEL_WIDTH; k++) to[k] += row[k];
        }
        if (forgotten && c->o.drop > 0)
            for (unsigned k = 0; k < LABEL_WIDTH; k++) to[k] /= 1 - c->o.drop;
        c->work.joint[i] = c->words.joint[s->word + i];
    }
    chain_exp(&c->work, s->n);
}

/* Adds (sign) the expectations under the marginals that were just made. */
static void expect(struct crf *c, uint32_t n, const uint32_t *allowed, float sign) {
    struct chain_work *w = &c->work;
    for (uint32_t i = 0; i < n; i++) {
        for (unsigned k = 0; k < LABEL_WIDTH; k++) c->delta[i][k] += sign * w->marginal[i][k];
        if (i == 0) continue;
        float next[LABEL_WIDTH];
        for (unsigned k = 0; k < LABEL_WIDTH; k++) {
            bool may = !allowed || allowed[i] & 1u << k;
            next[k] = may ? sign * w->score[i][k] * w->backward[i][k] / w->scale[i] : 0;
        }
        for (unsigned p = 0; p < LABELS; p++) {
            const float *pair = c->pairs.p[w->joint[i]][p];
            float before = w->forward[i - 1][p], *to = c->pair_delta[w->joint[i]][p];
            for (unsigned k = 0; k < LABEL_WIDTH; k++) to[k] += before * pair[k] * next[k];
        }
    }
}

static void step(struct crf *c, size_t row, const float *delta, float weight) {
    float *w = c->weights + row * LABEL_WIDTH, *q = c->squares + row * LABEL_WIDTH;
    float rate = c->o.rate, l2 = c->o.l2;
    for (unsigned k = 0; k < LABEL_WIDTH; k++) {
        float g = weight * delta[k] + l2 * w[k];
        q[k] += g * g;
        w[k] -= rate * g / sqrtf(q[k] + 1e-6f);
    }
}

static float largest(const float *delta) {
    float most = 0;
    for (unsigned k = 0; k < LABELS; k++) most = fmaxf(most, fabsf(delta[k]));
    return most;
}

static void update(struct crf *c, const struct sequence *s, const bool *forgotten) {
    for (uint32_t i = 0; i < s->n; i++) {
        if (largest(c->delta[i]) < 1e-3f) continue;
        size_t f = features_of(c, s->word + i);
        if (forgotten[i]) f += c->words.identities[s->word + i];
        for (; f < c->words.end[s->word + i]; f++) step(c, c->features[f], c->delta[i], s->weight);
    }
    for (unsigned j = 0; j < JOINTS; j++)
        for (unsigned p = 0; p < LABELS; p++) {
            const float *d = c->pair_delta[j][p];
            if (largest(d) < 1e-3f) continue;
            step(c, c->pair_rows[p][JOINTS], d, s->weight);
            step(c, c->pair_rows[p][j], d, s->weight);
        }
}

static double learn(struct crf *c, const struct sequence *s) {
    bool forgotten[CHAIN_WORDS];
    for (uint32_t i = 0; i < s->n; i++)
        forgotten[i] = (double)(next_random(&c->random) >> 11) * 0x1p-53 < (double)c->o.forget;
    c->salt = next_random(&c->random);
    make_pairs(c);
    score(c, s, forgotten);
    memset(c->delta, 0, s->n * sizeof *c->delta);
    memset(c->pair_delta, 0, sizeof c->pair_delta);
    double all = chain_marginals(&c->work, &c->pairs, NULL, s->n);
    expect(c, s->n, NULL, 1);
    const uint32_t *allowed = c->words.allowed + s->word;
    double right = chain_marginals(&c->work, &c->pairs, allowed, s->n);
    expect(c, s->n, allowed, -1);
    update(c, s, forgotten);
    return all - right;
}

void crf_train(struct crf *c, void (*report)(unsigned epoch, double loss)) {
    make_rows(c);
    size_t weights = c->rows * LABEL_WIDTH, n = 0;
    float *mean = must(calloc(weights, sizeof *mean));
    struct sequence **order = must(calloc(c->n_sequences + 1, sizeof(struct sequence *)));
    for (size_t i = 0; i < c->n_sequences; i++)
        if (c->sequences[i].weight > 0) order[n++] = &c->sequences[i];
    for (unsigned e = 0; e < c->o.epochs; e++) {
        double loss = 0;
        for (size_t i = n; i > 1; i--) {
            size_t j = next_random(&c->random) % i;
            struct sequence *t = order[i - 1];
            order[i - 1] = order[j], order[j] = t;
        }
        for (size_t i = 0; i < n; i++) loss += learn(c, order[i]);
        if (report) report(e + 1, n ? loss / (double)n : 0);
        for (size_t i = 0; e + c->o.average >= c->o.epochs && i < weights; i++)
            mean[i] += c->weights[i] / (float)c->o.average;
    }
    if (c->o.epochs) memcpy(c->weights, mean, weights * sizeof *mean);
    free(mean);
    free(order);
}

/* ---- test */

static void count(struct crf *c, const struct sequence *s, struct crf_score *of) {
    struct chain_name found[CHAIN_WORDS];
    bool hit[CHAIN_WORDS] = {false};
    uint32_t n = chain_names(&c->work, s->n, c->o.caution, found);
    for (uint32_t i = 0; i < s->n; i++) {
        enum entity_type type = begins(c->words.allowed[s->word + i]);
        if (type == TYPE_COUNT) continue;
        uint32_t last = gold_end(c, s->word + i, s->word + s->n) - s->word;
        bool right = false;
        for (uint32_t k = 0; k < n; k++)
            if (found[k].first == i && found[k].last == last && name_type(found[k].name) == type)
                right = hit[k] = true;
        if (right) of->right[type]++;
        else of->missed[type]++;
        if (in_gold(c, s->word + i, s->word + last, false)) continue;
        of->unseen++;
        of->unseen_found += right;
    }
    for (uint32_t k = 0; k < n; k++) {
        bool open = false; /* the corpus does not say */
        for (uint32_t i = found[k].first; i <= found[k].last; i++)
            open |= (c->words.allowed[s->word + i] & 1) && c->words.allowed[s->word + i] != 1;
        if (!hit[k] && !open) of->wrong[name_type(found[k].name)]++;
    }
}

void crf_test(struct crf *c, struct crf_score of[CRF_SETS]) {
    memset(of, 0, CRF_SETS * sizeof *of);
    make_pairs(c);
    for (size_t i = 0; i < c->n_sequences; i++) {
        const struct sequence *s = &c->sequences[i];
        if (s->weight > 0) continue;
        score(c, s, NULL);
        chain_marginals(&c->work, &c->pairs, NULL, s->n);
        count(c, s, &of[s->set]);
    }
}

/* ---- the model */

struct heavy {
    uint64_t hash;
    size_t row;
    float weight;
};

static int by_weight(const void *a, const void *b) {
    const struct heavy *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return x->hash < y->hash ? 1 : x->hash > y->hash ? -1 : 0;
}

/* All features, the heaviest first. */
static struct heavy *rank(const struct crf *c) {
    struct heavy *v = must(malloc(c->rows * sizeof *v));
    size_t n = 0;
    for (size_t i = 0; i <= c->slot_mask; i++) {
        const struct slot *s = &c->slots[i];
        if (s->hash == 0 || s->row == NO_ROW) continue;
        const float *w = c->weights + (size_t)s->row * LABEL_WIDTH;
        double sum = 0;
        for (unsigned k = 0; k < LABELS; k++) sum += (double)(w[k] * w[k]);
        v[n++] = (struct heavy){s->hash, s->row, (float)(sum * sqrt((double)s->count))};
    }
    for (unsigned p = 0; p < LABELS; p++)
        for (unsigned j = 0; j <= JOINTS; j++)
            v[n++] = (struct heavy){tagger_pair_feature(p, j), c->pair_rows[p][j], 1e30f};
    qsort(v, n, sizeof *v, by_weight);
    return v;
}

static bool place(struct crf *c, int8_t *model, const struct heavy *h, float scale) {
    uint64_t mask = ((uint64_t)1 << c->o.bits) - 1;
    int8_t *to = model + (size_t)(h->hash & mask & ~(uint64_t)1) * LABEL_WIDTH;
    int8_t check = model_check(h->hash), *first = to + LABEL_WIDTH - 1;
    if (*first == check) return false; /* would be taken for the one that is there */
    if (*first) to += LABEL_WIDTH;
    if (to[LABEL_WIDTH - 1]) return false;
    float *w = c->weights + h->row * LABEL_WIDTH;
    for (unsigned k = 0; k < LABELS; k++) {
        to[k] = (int8_t)lrintf(fmaxf(-127, fminf(127, w[k] / scale)));
        w[k] = (float)to[k] * scale;
    }
    to[LABEL_WIDTH - 1] = check;
    return true;
}

int8_t *crf_compact(struct crf *c, float *scale) {
    int8_t *model = must(calloc((size_t)LABEL_WIDTH << c->o.bits, 1));
    struct heavy *v = rank(c);
    size_t kept = 0;
    float most = 0;
    for (size_t i = 0; i < c->rows * LABEL_WIDTH; i++) most = fmaxf(most, fabsf(c->weights[i]));
    *scale = fminf(most, WEIGHT_MOST) / 127;
    for (size_t i = 0; i < c->rows; i++) {
        if (place(c, model, &v[i], *scale)) kept++;
        else memset(c->weights + v[i].row * LABEL_WIDTH, 0, LABEL_WIDTH * sizeof *c->weights);
    }
    printf("%zu features kept, largest weight %.2f\n", kept, (double)most);
    free(v);
    return model;
}
