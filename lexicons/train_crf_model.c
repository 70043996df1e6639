/* SPDX-License-Identifier: MIT */
/* A trained chain (train_crf.h): tested, and made small. */
#include <math.h>

#include "train_crf_parts.h"
#include "train_memory.h"

static const float WEIGHT_MOST = 6; /* those above are cut */

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

void crf_remember(struct crf *c, const struct sequence *s) {
    for (uint32_t i = s->word; i < s->word + s->n; i++)
        if (begins(c->words.allowed[i]) != TYPE_COUNT)
            in_gold(c, i, gold_end(c, i, s->word + s->n), true);
}

/* ---- test */

static void count(struct crf *c, const struct sequence *s, struct crf_score *of) {
    struct chain_name found[CHAIN_WORDS];
    bool hit[CHAIN_WORDS] = {false};
    uint32_t n = chain_names(&c->work, whole(s), 0, found);
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
    crf_pairs(c);
    for (size_t i = 0; i < c->n_sequences; i++) {
        const struct sequence *s = &c->sequences[i];
        if (s->weight > 0) continue;
        crf_score_words(c, s);
        chain_marginals(&c->work, &c->pairs, NULL, whole(s));
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

const int8_t *crf_network(const struct crf *c, float *scale) {
    *scale = c->network_scale;
    return c->network;
}
