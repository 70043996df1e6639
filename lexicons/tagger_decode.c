/* SPDX-License-Identifier: MIT */
/* See tagger_decode.h. */
#include "tagger_decode.h"

#include <math.h>

void chain_exp(struct chain_work *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        float *s = w->score[i], most = s[0];
        for (unsigned k = 1; k < LABELS; k++) most = s[k] > most ? s[k] : most;
        for (unsigned k = 0; k < LABELS; k++) s[k] = expf(s[k] - most);
        for (unsigned k = LABELS; k < LABEL_WIDTH; k++) s[k] = 0;
        w->most[i] = most;
    }
}

static void mask(float *v, const uint32_t *allowed, uint32_t i) {
    if (!allowed) return;
    for (unsigned k = 0; k < LABELS; k++)
        if (!(allowed[i] & 1u << k)) v[k] = 0;
}

static float rescale(float *v) {
    float sum = 1e-30f;
    for (unsigned k = 0; k < LABEL_WIDTH; k++) sum += v[k];
    float by = 1 / sum;
    for (unsigned k = 0; k < LABEL_WIDTH; k++) v[k] *= by;
    return sum;
}

double chain_marginals(struct chain_work *w, const struct chain_pairs *pairs,
                       const uint32_t *allowed, uint32_t n) {
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        float *f = w->forward[i];
        float from[LABEL_WIDTH] = {0};
        if (i == 0)
            for (unsigned k = 0; k < LABELS; k++) from[k] = label_is_inside(k) ? 0 : 1;
        else
            for (unsigned p = 0; p < LABELS; p++) {
                const float *row = pairs->p[w->joint[i]][p], before = w->forward[i - 1][p];
                for (unsigned k = 0; k < LABEL_WIDTH; k++) from[k] += before * row[k];
            }
        for (unsigned k = 0; k < LABEL_WIDTH; k++) f[k] = from[k] * w->score[i][k];
        mask(f, allowed, i);
        w->scale[i] = rescale(f);
        sum += (double)logf(w->scale[i]) + (double)w->most[i];
    }
    for (uint32_t i = n; i-- > 0;) {
        float *b = w->backward[i];
        float next[LABEL_WIDTH];
        for (unsigned k = 0; k < LABEL_WIDTH; k++) b[k] = i + 1 == n ? 1 : 0;
        if (i + 1 < n) {
            for (unsigned k = 0; k < LABEL_WIDTH; k++)
                next[k] = w->backward[i + 1][k] * w->score[i + 1][k];
            mask(next, allowed, i + 1);
            for (unsigned p = 0; p < LABELS; p++) {
                const float *row = pairs->p[w->joint[i + 1]][p];
                float to = 0;
                for (unsigned k = 0; k < LABEL_WIDTH; k++) to += row[k] * next[k];
                b[p] = to / w->scale[i + 1];
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        for (unsigned k = 0; k < LABEL_WIDTH; k++)
            w->marginal[i][k] = w->forward[i][k] * w->backward[i][k];
    }
    return sum;
}

static unsigned coarse_of(unsigned label) {
    if (label == LABEL_O) return 0;
    return 1 + 2 * (unsigned)name_type(label_name(label)) + label_is_inside(label);
}

static void coarse(const float *fine, float out[COARSE]) {
    memset(out, 0, COARSE * sizeof *out);
    for (unsigned k = 0; k < LABELS; k++) out[coarse_of(k)] += fine[k];
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
    float least = 1, p[COARSE];
    unsigned begin = 1 + 2 * (unsigned)type;
    for (uint32_t i = first; i <= last; i++) {
        coarse(w->marginal[i], p);
        float here = p[begin + (i > first)];
        if (here < least) least = here;
    }
    if (last + 1 < n) {
        coarse(w->marginal[last + 1], p);
        if (1 - p[begin + 1] < least) least = 1 - p[begin + 1];
    }
    return least;
}

static uint32_t collect(const struct chain_work *w, uint32_t n, const uint8_t *path,
                        struct chain_name *out) {
    uint32_t names = 0;
    for (uint32_t i = 0; i < n;) {
        uint32_t first = i++;
        if (path[first] == 0) continue;
        enum entity_type type = (enum entity_type)((path[first] - 1) / 2);
        while (i < n && path[i] == path[first] + 1) i++;
        struct chain_name *x = &out[names++];
        x->first = first, x->last = i - 1;
        x->name = fine_name(w, first, i - 1, type);
        x->score = chain_support(w, n, first, i - 1, type);
    }
    return names;
}

uint32_t chain_names(const struct chain_work *w, uint32_t n, float caution,
                     struct chain_name out[CHAIN_WORDS]) {
    float best[COARSE] = {0}, p[COARSE];
    uint8_t from[CHAIN_WORDS][COARSE], path[CHAIN_WORDS];
    for (uint32_t i = 0; i < n; i++) {
        float now[COARSE];
        coarse(w->marginal[i], p);
        p[0] += caution;
        unsigned top = 0;
        for (unsigned k = 1; k < COARSE; k++)
            if (best[k] > best[top]) top = k;
        for (unsigned k = 0; k < COARSE; k++) {
            unsigned b = top;
            if (k && k % 2 == 0) b = best[k] >= best[k - 1] ? k : k - 1;
            bool legal = i > 0 || k == 0 || k % 2;
            from[i][k] = (uint8_t)b;
            now[k] = legal ? best[b] + p[k] : -1e9f;
        }
        memcpy(best, now, sizeof best);
    }
    unsigned k = 0;
    for (unsigned j = 1; j < COARSE; j++)
        if (best[j] > best[k]) k = j;
    for (uint32_t i = n; i-- > 0;) {
        path[i] = (uint8_t)k;
        k = from[i][k];
    }
    return collect(w, n, path, out);
}
