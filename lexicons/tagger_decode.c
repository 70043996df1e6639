/* SPDX-License-Identifier: MIT */
/* See tagger_decode.h. */
#include "tagger_decode.h"

#include <math.h>

/* exp() of numbers up to 59: x = n ln 2 + r, a polynomial of r (Cephes), n into the exponent. Adding 1.5 * 2^23
 * rounds to a whole number, which then stands in the lowest bits. */
static void exp_row(float *v) {
    enum { MAGIC = 0x4b400000, LEAST = -126, MOST = 86 };
    const float magic = 12582912; /* its bits are MAGIC */
    float whole[LABEL_WIDTH], value[LABEL_WIDTH];
    int32_t bits[LABEL_WIDTH], power[LABEL_WIDTH];
    for (unsigned k = 0; k < LABEL_WIDTH; k++) {
        whole[k] = v[k] * 1.44269504f + magic;
        float n = whole[k] - magic;
        float r = v[k] - n * 0.693359375f + n * 2.12194440e-4f, p = 1.9875691500e-4f;
        p = p * r + 1.3981999507e-3f;
        p = p * r + 8.3334519073e-3f;
        p = p * r + 4.1665795894e-2f;
        p = p * r + 1.6666665459e-1f;
        p = p * r + 5.0000001201e-1f;
        value[k] = p * r * r + r + 1;
    }
    memcpy(bits, value, sizeof bits);
    memcpy(power, whole, sizeof power);
    for (unsigned k = 0; k < LABEL_WIDTH; k++) {
        int32_t n = power[k] - MAGIC > LEAST ? power[k] - MAGIC : LEAST;
        bits[k] += (n < MOST ? n : MOST) * (1 << 23);
    }
    memcpy(v, bits, sizeof bits);
}

void chain_exp(struct chain_work *w, struct chain_part part) {
    for (uint32_t i = part.begin; i < part.end; i++) {
        float *s = w->score[i], none = w->none[i] = s[LABEL_O];
        for (unsigned k = 0; k < LABEL_WIDTH; k++) s[k] -= none;
        exp_row(s);
        for (unsigned k = LABELS; k < LABEL_WIDTH; k++) s[k] = 0;
    }
}

static void mask(float *v, const uint32_t *allowed, uint32_t i) {
    if (!allowed) return;
    for (unsigned k = 0; k < LABELS; k++)
        if (!(allowed[i] & 1u << k)) v[k] = 0;
}

static float rescale(float *v) {
    float part[4] = {1e-30f, 0, 0, 0};
    for (unsigned k = 0; k < LABEL_WIDTH; k += 4)
        for (unsigned q = 0; q < 4; q++) part[q] += v[k + q];
    float sum = part[0] + part[1] + (part[2] + part[3]), by = 1 / sum;
    for (unsigned k = 0; k < LABEL_WIDTH; k++) v[k] *= by;
    return sum;
}

/* For each label the sum over those that may stand before it. */
static void pass_on(const struct chain_pairs *pairs, unsigned joint, const float *before,
                    float *to) {
    struct chain_open sum = {{{0}}};
    float open[OPEN];
    for (unsigned p = 0; p < LABELS; p++)
        for (unsigned k = 0; k < OPEN / 4; k++)
            sum.four[k] += before[p] * pairs->open[joint][p].four[k];
    memcpy(open, &sum, sizeof open);
    to[LABEL_O] = open[0];
    for (unsigned n = 0; n < NAME_COUNT; n++) {
        float begin = before[2 * n + 1], inside = before[2 * n + 2];
        to[2 * n + 1] = open[n + 1];
        to[2 * n + 2] = begin * pairs->stay[joint][0][n] + inside * pairs->stay[joint][1][n];
    }
    for (unsigned k = LABELS; k < LABEL_WIDTH; k++) to[k] = 0;
}

/* For each label the sum over those that may stand behind it. */
static void pass_back(const struct chain_pairs *pairs, unsigned joint, const float *behind,
                      float *to) {
    float sum[LABEL_WIDTH] = {0};
    for (unsigned k = 0; k < OPEN; k++) {
        float by = behind[k ? 2 * k - 1 : LABEL_O];
        for (unsigned p = 0; p < LABEL_WIDTH; p++) sum[p] += by * pairs->back[joint][k][p];
    }
    for (unsigned n = 0; n < NAME_COUNT; n++) {
        sum[2 * n + 1] += behind[2 * n + 2] * pairs->stay[joint][0][n];
        sum[2 * n + 2] += behind[2 * n + 2] * pairs->stay[joint][1][n];
    }
    memcpy(to, sum, sizeof sum);
}

static void coarse(const float *fine, float out[COARSE]) {
    static const uint8_t types[] = {
#define X(name, type, subtype) type,
        NAME_MAP(X)
#undef X
    };
    memset(out, 0, COARSE * sizeof *out);
    out[0] = fine[LABEL_O];
    for (unsigned n = 0; n < NAME_COUNT; n++) {
        out[1 + 2 * types[n]] += fine[label_begin((enum name)n)];
        out[2 + 2 * types[n]] += fine[label_inside((enum name)n)];
    }
}

/* pass_on() from a word known to be O. */
static void pass_from_o(const struct chain_pairs *pairs, unsigned joint, float *to) {
    float open[OPEN];
    memcpy(open, &pairs->open[joint][LABEL_O], sizeof open);
    memset(to, 0, LABEL_WIDTH * sizeof *to);
    for (unsigned k = 0; k < OPEN; k++) to[k ? 2 * k - 1 : LABEL_O] = open[k];
}

/* Scaled sums over what stands before each word. Returns the logarithm of the sum of all. */
static double go_forward(struct chain_work *w, const struct chain_pairs *pairs,
                         const uint32_t *allowed, struct chain_part part) {
    double sum = 0, product = 1;
    for (uint32_t i = part.begin; i < part.end; i++) {
        float *f = w->forward[i];
        if (i > part.begin) pass_on(pairs, w->joint[i], w->forward[i - 1], f);
        else if (i > 0) pass_from_o(pairs, w->joint[i], f);
        else
            for (unsigned k = 0; k < LABEL_WIDTH; k++)
                f[k] = k >= LABELS || label_is_inside(k) ? 0 : 1;
        for (unsigned k = 0; k < LABEL_WIDTH; k++) f[k] *= w->score[i][k];
        mask(f, allowed, i);
        w->scale[i] = rescale(f);
        product *= (double)w->scale[i];
        sum += (double)w->none[i];
        if (product < 1e-200 || product > 1e200) sum += log(product), product = 1;
    }
    return sum + log(product);
}

/* What goes on from the last word of a part to the O behind it; `b` is scaled so that it is all. */
static float share(const float *forward, float *b) {
    float sum = 1e-30f;
    for (unsigned k = 0; k < LABELS; k++) sum += forward[k] * b[k];
    for (unsigned k = 0; k < LABEL_WIDTH; k++) b[k] /= sum;
    return sum;
}

double chain_marginals(struct chain_work *w, const struct chain_pairs *pairs,
                       const uint32_t *allowed, struct chain_part part) {
    double sum = go_forward(w, pairs, allowed, part);
    for (uint32_t i = part.end; i-- > part.begin;) {
        float *b = w->backward[i], next[LABEL_WIDTH];
        for (unsigned k = 0; k < LABEL_WIDTH; k++) b[k] = 1;
        if (i + 1 < part.end) {
            float by = 1 / w->scale[i + 1];
            for (unsigned k = 0; k < LABEL_WIDTH; k++)
                next[k] = w->backward[i + 1][k] * w->score[i + 1][k] * by;
            mask(next, allowed, i + 1);
            pass_back(pairs, w->joint[i + 1], next, b);
        } else if (i + 1 < part.n) {
            memcpy(b, pairs->back[w->joint[i + 1]][0], LABEL_WIDTH * sizeof *b);
            sum += log((double)share(w->forward[i], b));
        }
        for (unsigned k = 0; k < LABEL_WIDTH; k++) w->marginal[i][k] = w->forward[i][k] * b[k];
        coarse(w->marginal[i], w->coarse[i]);
    }
    return sum;
}

/* The name of the type that its words speak for most. */
static enum name fine_name(const struct chain_work *w, uint32_t first, uint32_t last,
                           enum entity_type type) {
    enum name best = NAME_COUNT;
    float most = -1;
    for (unsigned n = 0; n < NAME_COUNT; n++) {
        if (name_type((enum name)n) != type) continue;
        float sum = 0;
        for (uint32_t i = first; i <= last; i++)
            sum += w->marginal[i][label_begin((enum name)n)] +
                   w->marginal[i][label_inside((enum name)n)];
        if (sum > most) most = sum, best = (enum name)n;
    }
    return best;
}

float chain_support(const struct chain_work *w, uint32_t n, uint32_t first, uint32_t last,
                    enum entity_type type) {
    float least = 1;
    unsigned begin = 1 + 2 * (unsigned)type;
    for (uint32_t i = first; i <= last; i++) {
        float here = w->coarse[i][begin + (i > first)];
        if (here < least) least = here;
    }
    if (last + 1 < n && 1 - w->coarse[last + 1][begin + 1] < least)
        least = 1 - w->coarse[last + 1][begin + 1];
    return least;
}

static uint32_t collect(const struct chain_work *w, struct chain_part part, const uint8_t *path,
                        struct chain_name *out) {
    uint32_t names = 0;
    for (uint32_t i = part.begin; i < part.end;) {
        uint32_t first = i++;
        if (path[first] == 0) continue;
        enum entity_type type = (enum entity_type)((path[first] - 1) / 2);
        while (i < part.end && path[i] == path[first] + 1) i++;
        struct chain_name *x = &out[names++];
        x->first = first, x->last = i - 1;
        x->name = fine_name(w, first, i - 1, type);
        x->score = chain_support(w, part.n, first, i - 1, type);
    }
    return names;
}

uint32_t chain_names(const struct chain_work *w, struct chain_part part, float caution,
                     struct chain_name *out) {
    float best[COARSE] = {0};
    uint8_t from[CHAIN_WORDS][COARSE], path[CHAIN_WORDS];
    for (uint32_t i = part.begin; i < part.end; i++) {
        float now[COARSE];
        const float *p = w->coarse[i];
        unsigned top = 0;
        for (unsigned k = 1; k < COARSE; k++)
            if (best[k] > best[top]) top = k;
        for (unsigned k = 0; k < COARSE; k++) {
            unsigned b = top;
            if (k && k % 2 == 0) b = best[k] >= best[k - 1] ? k : k - 1;
            bool legal = i > part.begin || k == 0 || k % 2;
            from[i][k] = (uint8_t)b;
            now[k] = legal ? best[b] + p[k] + (k ? 0 : caution) : -1e9f;
        }
        memcpy(best, now, sizeof best);
    }
    unsigned k = 0;
    for (unsigned j = 1; j < COARSE; j++)
        if (best[j] > best[k]) k = j;
    for (uint32_t i = part.end; i-- > part.begin;) {
        path[i] = (uint8_t)k;
        k = from[i][k];
    }
    return collect(w, part, path, out);
}
