/* SPDX-License-Identifier: MIT */
/* Trains the network beside the chain (tagger_dense.h). It learns what is still wrong when the chain alone has
 * scored words of documents that it had not learnt from (train_crf.c keeps those scores: stacking, Wolpert
 * 1992); beside a chain that knows the very names it would have nothing left to learn. Steps by Adam (Kingma
 * and Ba 2015), hidden units and numbers of vectors left out by chance (Srivastava et al. 2014). */
#include <math.h>

#include "train_crf_parts.h"
#include "train_memory.h"
#include "train_random.h"

enum { EPOCHS = 5, BATCH = 128, H = DENSE_HIDDEN, PARAMETERS = DENSE_ROWS * DENSE_HIDDEN };

static const float UNIT = 0.5f;         /* of an input's number */
static const float LEAVE_OUT = 0.3f;    /* numbers of vectors */
static const float LEAVE_HIDDEN = 0.5f; /* hidden units, and numbers of the mean vector */
static const float RATE = 0.002f, MEAN_WEIGHT = 2;

struct net {
    float w[DENSE_ROWS][H], gradient[DENSE_ROWS][H], first[DENSE_ROWS][H], second[DENSE_ROWS][H];
    float in[CHAIN_WORDS][DENSE_IN], mean[VECTOR];
    float hidden[CHAIN_WORDS][H], back[CHAIN_WORDS][H]; /* back: 0 where a unit is not active */
    uint64_t random;
    unsigned steps;
};

static float chance(struct net *t) {
    return (float)(next_random(&t->random) >> 40) * 0x1p-24f;
}

/* 0 now and then, else so much more that the mean stays. */
static float kept(struct net *t, float leave) {
    return chance(t) < leave ? 0 : 1 / (1 - leave);
}

static const struct dense_input *input_of(const struct crf *c, uint32_t word) {
    uint32_t at = c->words.input[word];
    return at == NO_ROW ? NULL : &c->inputs[at];
}

static void read_inputs(const struct crf *c, struct net *t, const struct sequence *s) {
    memset(t->mean, 0, sizeof t->mean);
    memset(t->in, 0, s->n * sizeof *t->in);
    for (uint32_t i = 0; i < s->n; i++) {
        const struct dense_input *in = input_of(c, s->word + i);
        if (in == NULL) continue;
        for (unsigned k = 0; k < DENSE_IN; k++) {
            float v = (float)in->v[k] * UNIT;
            if (k < VECTOR) t->mean[k] += v;
            t->in[i][k] = k < VECTOR && in->v[k] ? v * kept(t, LEAVE_OUT) : v;
        }
    }
    for (unsigned k = 0; k < VECTOR; k++)
        t->mean[k] *= MEAN_WEIGHT / (float)s->n * kept(t, LEAVE_HIDDEN);
}

static void add_row(float *to, float by, const float *row) {
    for (unsigned k = 0; k < H; k++) to[k] += by * row[k];
}

static void go_forward(const struct crf *c, struct net *t, const struct sequence *s) {
    float all[H] = {0};
    for (unsigned k = 0; k < VECTOR; k++) add_row(all, t->mean[k], t->w[DENSE_ROW_MEAN + k]);
    add_row(all, DENSE_ONE * UNIT, t->w[DENSE_ROW_ONE]);
    for (uint32_t i = 0; i < s->n; i++) memcpy(t->hidden[i], all, sizeof all);
    for (uint32_t i = 0; i < s->n; i++) /* what each adds to its neighbours */
        for (uint32_t p = 0; p < PLACES_NEAR && input_of(c, s->word + i); p++) {
            uint32_t near = i + NEAR - p;
            if (near >= s->n) continue;
            for (unsigned k = 0; k < DENSE_IN; k++) {
                float v = t->in[i][k];
                if (v > 0 || v < 0) add_row(t->hidden[near], v, t->w[p * DENSE_IN + k]);
            }
        }
    for (uint32_t i = 0; i < s->n; i++)
        for (unsigned k = 0; k < H; k++) {
            t->back[i][k] = t->hidden[i][k] > 0 ? kept(t, LEAVE_HIDDEN) : 0;
            t->hidden[i][k] *= t->back[i][k];
        }
}

static void score(struct crf *c, const struct net *t, const struct sequence *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        const float *held = c->held[s->word + i];
        float chain = input_of(c, s->word + i) ? t->w[DENSE_ROW_CHAIN][0] : 1;
        for (unsigned l = 0; l < LABEL_WIDTH; l++) c->work.score[i][l] = held[l] * chain;
        c->work.joint[i] = c->words.joint[s->word + i];
        for (unsigned l = 0; l < LABELS && input_of(c, s->word + i); l++) {
            float sum = 0;
            for (unsigned k = 0; k < H; k++) sum += t->hidden[i][k] * t->w[DENSE_ROW_LABELS + l][k];
            c->work.score[i][l] += sum;
        }
    }
    chain_exp(&c->work, whole(s));
}

static void go_back(struct crf *c, struct net *t, const struct sequence *s) {
    float all[H] = {0};
    for (uint32_t i = 0; i < s->n; i++) {
        float down[H] = {0};
        if (input_of(c, s->word + i) == NULL) continue;
        for (unsigned l = 0; l < LABELS; l++) {
            float delta = c->delta[i][l] * s->weight;
            t->gradient[DENSE_ROW_CHAIN][0] += delta * c->held[s->word + i][l];
            add_row(t->gradient[DENSE_ROW_LABELS + l], delta, t->hidden[i]);
            add_row(down, delta, t->w[DENSE_ROW_LABELS + l]);
        }
        for (unsigned k = 0; k < H; k++) all[k] += down[k] *= t->back[i][k];
        for (uint32_t p = 0; p < PLACES_NEAR; p++) {
            uint32_t near = i + p - NEAR; /* below 0 it is beyond n */
            if (near >= s->n) continue;
            for (unsigned k = 0; k < DENSE_IN; k++) {
                float v = t->in[near][k];
                if (v > 0 || v < 0) add_row(t->gradient[p * DENSE_IN + k], v, down);
            }
        }
    }
    for (unsigned k = 0; k < VECTOR; k++) add_row(t->gradient[DENSE_ROW_MEAN + k], t->mean[k], all);
    add_row(t->gradient[DENSE_ROW_ONE], DENSE_ONE * UNIT, all);
}

/* Adam; the rate goes down to a twentieth while `done` goes from 0 to 1. */
static void step(struct net *t, unsigned batch, double done) {
    const float keep1 = 0.9f, keep2 = 0.999f;
    float *w = t->w[0], *g = t->gradient[0], *a = t->first[0], *b = t->second[0];
    t->steps++;
    double correct = sqrt(1 - pow((double)keep2, t->steps)) / (1 - pow((double)keep1, t->steps));
    float rate = RATE * (float)(fmax(0.05, 1 - done) * correct);
    for (size_t i = 0; i < PARAMETERS; i++) {
        float v = g[i] / (float)batch;
        a[i] = keep1 * a[i] + (1 - keep1) * v;
        b[i] = keep2 * b[i] + (1 - keep2) * v * v;
        w[i] -= rate * a[i] / (sqrtf(b[i]) + 1e-8f);
        g[i] = 0;
    }
}

static double learn(struct crf *c, struct net *t, const struct sequence *s) {
    const uint32_t *allowed = c->words.allowed + s->word;
    struct chain_work *w = &c->work;
    read_inputs(c, t, s);
    go_forward(c, t, s);
    score(c, t, s);
    double all = chain_marginals(w, &c->pairs, NULL, whole(s));
    memcpy(c->delta, w->marginal, s->n * sizeof *c->delta);
    double right = chain_marginals(w, &c->pairs, allowed, whole(s));
    for (uint32_t i = 0; i < s->n; i++)
        for (unsigned l = 0; l < LABELS; l++) c->delta[i][l] -= w->marginal[i][l];
    go_back(c, t, s);
    return (all - right) * (double)s->weight;
}

static float largest(const struct net *t, unsigned from, unsigned to) {
    float most = 1e-6f;
    for (unsigned r = from; r < to; r++)
        for (unsigned k = 0; k < H; k++) most = fmaxf(most, fabsf(t->w[r][k]));
    return most;
}

/* The network as the stage has it. */
static void make_small(struct crf *c, struct net *t) {
    for (unsigned r = DENSE_ROW_MEAN; r < DENSE_ROW_ONE; r++)
        for (unsigned k = 0; k < H; k++) t->w[r][k] *= MEAN_WEIGHT;
    float in = largest(t, 0, DENSE_ROW_LABELS) / 127,
          out = largest(t, DENSE_ROW_LABELS, DENSE_ROW_CHAIN) / 127;
    c->network = must(calloc((size_t)H << DENSE_BITS, 1));
    for (unsigned r = 0; r < DENSE_ROWS; r++)
        for (unsigned k = 0; k < H; k++)
            c->network[r * H + k] = (int8_t)lrintf(t->w[r][k] / (r < DENSE_ROW_LABELS ? in : out));
    c->network[DENSE_ROW_CHAIN * H] = (int8_t)lrintf(fminf(127, 100 * t->w[DENSE_ROW_CHAIN][0]));
    c->network_scale = UNIT * in * out * (1 << DENSE_SHIFT);
    printf("largest weights %.2f, %.2f; chain %.2f\n", (double)in * 127, (double)out * 127,
           (double)t->w[DENSE_ROW_CHAIN][0]);
}

static bool is_english(const struct crf *c, const struct sequence *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) n += input_of(c, s->word + i) != NULL;
    return n > s->n / 2;
}

static struct net *begin(uint64_t seed) {
    struct net *t = must(calloc(1, sizeof *t));
    t->random = seed;
    for (unsigned r = 0; r < DENSE_ROWS; r++)
        for (unsigned k = 0; k < H; k++) t->w[r][k] = (chance(t) - 0.5f) * 0.07f;
    t->w[DENSE_ROW_CHAIN][0] = 1;
    return t;
}

void crf_train_dense(struct crf *c, void (*report)(unsigned epoch, double loss)) {
    struct net *t = begin(c->o.seed + 1);
    struct sequence **order = must(calloc(c->n_sequences + 1, sizeof(struct sequence *)));
    size_t n = 0;
    for (size_t i = 0; i < c->n_sequences; i++)
        if (c->sequences[i].weight > 0 && is_english(c, &c->sequences[i]))
            order[n++] = &c->sequences[i];
    crf_pairs(c);
    for (unsigned e = 0; e < EPOCHS && n; e++) {
        double loss = 0;
        for (size_t i = n; i > 1; i--) {
            size_t j = next_random(&t->random) % i;
            struct sequence *x = order[i - 1];
            order[i - 1] = order[j], order[j] = x;
        }
        for (size_t i = 0; i < n; i++) {
            loss += learn(c, t, order[i]);
            if ((i + 1) % BATCH == 0) step(t, BATCH, ((double)e + (double)i / (double)n) / EPOCHS);
        }
        if (report) report(e + 1, loss / (double)n);
    }
    make_small(c, t);
    free(order);
    free(t);
}

void crf_score_dense(struct crf *c, const struct sequence *s) {
    struct model_header header = {.scale = c->network_scale};
    const struct model weights = {.header = &header, .weights = c->network};
    const struct dense dense = {.weights = &weights};
    struct dense_part *parts = must(malloc(CHAIN_WORDS * sizeof *parts));
    struct dense_mean *means = must(malloc(CHAIN_WORDS * sizeof *means));
    struct dense_word of[CHAIN_WORDS] = {{NULL, NULL}};
    uint32_t words[CHAIN_WORDS];
    for (uint32_t i = 0; i < s->n; i++) {
        words[i] = i;
        const struct dense_input *in = input_of(c, s->word + i);
        if (in == NULL) continue;
        dense_part(&dense, in, &parts[i]);
        dense_mean(&dense, in, &means[i]);
        of[i] = (struct dense_word){&means[i], &parts[i]};
    }
    dense_score(&dense, of, s->n, words, s->n, c->work.score);
    free(parts);
    free(means);
}
