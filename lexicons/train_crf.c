/* SPDX-License-Identifier: MIT */
/* See train_crf.h. */
#include "train_crf_parts.h"

#include <math.h>
#include <stdlib.h>

#include "train_memory.h"
#include "train_random.h"

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
    free(c->words.input);
    free(c->inputs);
    free(c->held);
    free(c->network);
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

static uint32_t put_input(struct crf *c, const struct dense_input *in) {
    if (in == NULL) return NO_ROW;
    if (c->n_inputs == c->cap_inputs) {
        c->cap_inputs = c->cap_inputs ? 2 * c->cap_inputs : 1 << 12;
        c->inputs = grow(c->inputs, c->cap_inputs, sizeof *c->inputs);
    }
    c->inputs[c->n_inputs] = *in;
    return (uint32_t)c->n_inputs++;
}

void crf_word(struct crf *c, uint32_t allowed, unsigned joint, uint64_t key,
              const struct dense_input *in) {
    struct crf_words *w = &c->words;
    if (w->n == w->cap) {
        w->cap = w->cap ? 2 * w->cap : 1 << 16;
        w->allowed = grow(w->allowed, w->cap, sizeof *w->allowed);
        w->joint = grow(w->joint, w->cap, sizeof *w->joint);
        w->key = grow(w->key, w->cap, sizeof *w->key);
        w->end = grow(w->end, w->cap, sizeof *w->end);
        w->identities = grow(w->identities, w->cap, sizeof *w->identities);
        w->input = grow(w->input, w->cap, sizeof *w->input);
    }
    w->identities[w->n] = (uint32_t)(c->n_features - c->first);
    for (unsigned i = 0; i < c->n_rest; i++) push(c, c->rest[i]);
    c->n_rest = 0;
    c->first = c->n_features;
    w->input[w->n] = put_input(c, in);
    w->allowed[w->n] = allowed, w->joint[w->n] = (uint8_t)joint, w->key[w->n] = key;
    w->end[w->n++] = c->n_features;
}

void crf_sequence(struct crf *c, float weight, unsigned set, unsigned part) {
    if (c->words.n == c->first_word) return;
    if (c->n_sequences == c->cap_sequences) {
        c->cap_sequences = c->cap_sequences ? 2 * c->cap_sequences : 1 << 12;
        c->sequences = grow(c->sequences, c->cap_sequences, sizeof *c->sequences);
    }
    struct sequence *s = &c->sequences[c->n_sequences++];
    *s = (struct sequence){(uint32_t)c->first_word, (uint32_t)(c->words.n - c->first_word), set,
                           part, weight};
    c->first_word = c->words.n;
    if (weight > 0) crf_remember(c, s);
}

/* ---- training */

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

void crf_pairs(struct crf *c) {
    for (unsigned p = 0; p < LABELS; p++) {
        const float *all = c->weights + c->pair_rows[p][JOINTS] * LABEL_WIDTH;
        for (unsigned j = 0; j < JOINTS; j++) {
            const float *own = c->weights + c->pair_rows[p][j] * LABEL_WIDTH;
            for (unsigned k = 0; k < LABELS; k++)
                chain_pair(&c->pairs, j, p, k, chain_legal(j, p, k) ? expf(all[k] + own[k]) : 0);
        }
    }
}

static bool dropped(const struct crf *c, size_t f) {
    uint64_t z = (c->salt ^ f) * 0x9e3779b97f4a7c15u;
    return (double)(z >> 40) * 0x1p-24 < (double)c->o.drop;
}

static void score_word(const struct crf *c, uint32_t word, float *to) {
    memset(to, 0, LABEL_WIDTH * sizeof *to);
    for (size_t f = features_of(c, word); f < c->words.end[word]; f++) {
        const float *row = c->weights + (size_t)c->features[f] * LABEL_WIDTH;
        for (unsigned k = 0; k < LABEL_WIDTH; k++) to[k] += row[k];
    }
}

void crf_score_words(struct crf *c, const struct sequence *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        score_word(c, s->word + i, c->work.score[i]);
        c->work.joint[i] = c->words.joint[s->word + i];
    }
    if (c->network) crf_score_dense(c, s);
    chain_exp(&c->work, whole(s));
}

/* The same for a step of training: identities of word i are left out where `forgotten` says so, and then any
 * feature by chance. */
static void score_some(struct crf *c, const struct sequence *s, const bool *forgotten) {
    for (uint32_t i = 0; i < s->n; i++) {
        float *to = c->work.score[i];
        size_t f = features_of(c, s->word + i);
        if (forgotten[i]) f += c->words.identities[s->word + i];
        memset(to, 0, LABEL_WIDTH * sizeof *to);
        for (; f < c->words.end[s->word + i]; f++) {
            if (c->o.drop > 0 && dropped(c, f)) continue;
            const float *row = c->weights + (size_t)c->features[f] * LABEL_WIDTH;
            for (unsigned k = 0; k < LABEL_WIDTH; k++) to[k] += row[k];
        }
        for (unsigned k = 0; k < LABEL_WIDTH; k++) to[k] /= 1 - c->o.drop;
        c->work.joint[i] = c->words.joint[s->word + i];
    }
    chain_exp(&c->work, whole(s));
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
    crf_pairs(c);
    score_some(c, s, forgotten);
    memset(c->delta, 0, s->n * sizeof *c->delta);
    memset(c->pair_delta, 0, sizeof c->pair_delta);
    double all = chain_marginals(&c->work, &c->pairs, NULL, whole(s));
    expect(c, s->n, NULL, 1);
    const uint32_t *allowed = c->words.allowed + s->word;
    double right = chain_marginals(&c->work, &c->pairs, allowed, whole(s));
    expect(c, s->n, allowed, -1);
    update(c, s, forgotten);
    return all - right;
}

static void average(const struct crf *c, float *mean, unsigned epoch) {
    if (epoch + c->o.average < c->o.epochs) return;
    for (size_t i = 0; i < c->rows * LABEL_WIDTH; i++)
        mean[i] += c->weights[i] / (float)c->o.average;
}

/* Trains on all parts but c->without. */
static void train(struct crf *c, void (*report)(unsigned epoch, double loss)) {
    size_t weights = c->rows * LABEL_WIDTH, n = 0;
    float *mean = must(calloc(weights, sizeof *mean));
    struct sequence **order = must(calloc(c->n_sequences + 1, sizeof(struct sequence *)));
    memset(c->weights, 0, weights * sizeof *c->weights);
    memset(c->squares, 0, weights * sizeof *c->squares);
    c->random = c->o.seed;
    for (size_t i = 0; i < c->n_sequences; i++)
        if (c->sequences[i].weight > 0 && c->sequences[i].part != c->without)
            order[n++] = &c->sequences[i];
    for (unsigned e = 0; e < c->o.epochs; e++) {
        double loss = 0;
        for (size_t i = n; i > 1; i--) {
            size_t j = next_random(&c->random) % i;
            struct sequence *t = order[i - 1];
            order[i - 1] = order[j], order[j] = t;
        }
        for (size_t i = 0; i < n; i++) loss += learn(c, order[i]);
        if (report) report(e + 1, n ? loss / (double)n : 0);
        average(c, mean, e);
    }
    if (c->o.epochs) memcpy(c->weights, mean, weights * sizeof *mean);
    free(mean);
    free(order);
}

static void hold(struct crf *c, uint32_t part) {
    float scale;
    c->without = part;
    train(c, NULL);
    free(crf_compact(c, &scale));
    for (size_t i = 0; i < c->n_sequences; i++) {
        const struct sequence *s = &c->sequences[i];
        if (!(s->weight > 0) || s->part != part) continue;
        for (uint32_t k = s->word; k < s->word + s->n; k++) score_word(c, k, c->held[k]);
    }
}

void crf_train(struct crf *c, void (*report)(unsigned epoch, double loss)) {
    make_rows(c);
    if (c->n_inputs) c->held = must(calloc(c->words.n, sizeof *c->held));
    for (uint32_t part = 0; part < CRF_PARTS && c->n_inputs; part++) hold(c, part);
    c->without = CRF_PARTS;
    train(c, report);
}
