/* SPDX-License-Identifier: MIT */
/* tagger: labels, label schemes of corpora, the chain against counting all sequences, names from it; the network
 * against its formula. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model.h"
#include "random.h"
#include "tagger_decode.h"
#include "tagger_dense.h"
#include "train_labels.h"

enum { N = 3 };

struct chain {
    struct chain_work work;
    struct chain_pairs pairs;
    float score[N][LABELS];
};

static void test_labels(void **state) {
    (void)state;
    for (unsigned n = 0; n < NAME_COUNT; n++) {
        unsigned b = label_begin((enum name)n), i = label_inside((enum name)n);
        assert_int_equal(label_name(b), n);
        assert_int_equal(label_name(i), n);
        assert_true(label_is_inside(i) && !label_is_inside(b));
        assert_true(label_follows(b, i) && label_follows(i, i));
        assert_false(label_follows(LABEL_O, i));
        assert_true(label_follows(i, b) && label_follows(i, LABEL_O) && label_follows(LABEL_O, b));
        assert_int_equal(name_of(name_type((enum name)n), name_subtype((enum name)n)), n);
    }
    assert_false(label_follows(label_begin(NAME_PER), label_inside(NAME_ORG)));
    assert_false(label_follows(label_inside(NAME_GPE), label_inside(NAME_LOC)));
    assert_int_equal(name_of(TYPE_LOC, STR("")), NAME_COUNT);
    assert_int_equal(name_of(TYPE_PER, STR("")), NAME_PER);
    assert_true(LABELS < LABEL_WIDTH); /* the last weight of a row is its check */
}

static void expect_tag(const char *scheme, const char *tag, uint32_t names) {
    const struct scheme *s = scheme_find(str_of(scheme));
    assert_non_null(s);
    assert_int_equal(scheme_names(s, str_of(tag)), names);
}

static void test_schemes(void **state) {
    (void)state;
    assert_null(scheme_find(STR("conll")));
    expect_tag("uner", "OTH", NAMES_OTHER);
    expect_tag("uner", "LOC", NAMES_PLACE);
    expect_tag("uner", "DATE", 0);
    expect_tag("reldi", "PER", NAMES(NAME_PER) | NAMES(NAME_NORP));
    expect_tag("reldi", "DERIV-PER", NAMES(NAME_PER));
    expect_tag("comtext", "COURT", NAMES(NAME_ORG));
    expect_tag("comtext", "ADR", NAMES_ANY);
    expect_tag("crossner", "politicalparty", NAMES(NAME_ORG));
    expect_tag("re3d", "Nationality", NAMES(NAME_NORP));
    expect_tag("re3d", "Temporal", 0);
    expect_tag("iber", "LOC/FAC", NAMES(NAME_FAC));
    assert_int_equal(scheme_find(STR("uner-en"))->silent, NAMES_OTHER);
    assert_int_equal(scheme_find(STR("uner"))->silent, 0);
}

static const struct chain_part whole = {0, N, N};

/* Chance scores; pairs that are not legal are 0. */
static struct chain *chain_make(uint64_t seed) {
    struct random r = {seed};
    struct chain *c = calloc(1, sizeof *c);
    assert_non_null(c);
    for (unsigned i = 0; i < N; i++) {
        c->work.joint[i] = (uint8_t)(i % JOINTS);
        for (unsigned k = 0; k < LABELS; k++)
            c->score[i][k] = c->work.score[i][k] = (float)(random_below(&r, 1000)) / 250 - 2;
    }
    for (unsigned j = 0; j < JOINTS; j++)
        for (unsigned p = 0; p < LABELS; p++)
            for (unsigned k = 0; k < LABELS; k++)
                chain_pair(&c->pairs, j, p, k,
                           label_follows(p, k) ? (float)(1 + random_below(&r, 100)) / 50 : 0);
    return c;
}

/* All sequences, one by one: sums for each word and label. Returns the sum of all. */
static double count_all(const struct chain *c, const uint32_t *allowed, double sums[N][LABELS]) {
    double all = 0;
    memset(sums, 0, N * sizeof *sums);
    for (unsigned s = 0; s < LABELS * LABELS * LABELS; s++) {
        unsigned l[N] = {s % LABELS, s / LABELS % LABELS, s / LABELS / LABELS};
        double x = label_is_inside(l[0]) ? 0 : 1;
        for (unsigned i = 0; i < N; i++) {
            if (allowed && !(allowed[i] >> l[i] & 1)) x = 0;
            x *= exp((double)c->score[i][l[i]]);
            if (i) x *= (double)c->pairs.p[c->work.joint[i]][l[i - 1]][l[i]];
        }
        all += x;
        for (unsigned i = 0; i < N; i++) sums[i][l[i]] += x;
    }
    return all;
}

static void test_marginals(void **state) {
    (void)state;
    const uint32_t partial[N] = {1u << label_begin(NAME_GPE) | 1u << label_begin(NAME_LOC),
                                 1u << label_inside(NAME_GPE) | 1u << label_inside(NAME_LOC), 1};
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct chain *c = chain_make(seed);
        const uint32_t *allowed = seed % 2 ? NULL : partial;
        double sums[N][LABELS], all = count_all(c, allowed, sums);
        chain_exp(&c->work, whole);
        double got = chain_marginals(&c->work, &c->pairs, allowed, whole);
        assert_true(fabs(got - log(all)) < 1e-3);
        for (unsigned i = 0; i < N; i++)
            for (unsigned k = 0; k < LABELS; k++)
                assert_true(fabs((double)c->work.marginal[i][k] - sums[i][k] / all) < 1e-4);
        free(c);
    }
}

/* A part beside words that are O is what the whole gives when these may be nothing but O. */
static void test_parts(void **state) {
    (void)state;
    const uint32_t any = (1u << LABELS) - 1;
    for (uint32_t begin = 0; begin < 2; begin++)
        for (uint32_t end = begin + 1; end <= N; end++) {
            uint32_t allowed[N] = {1, 1, 1};
            float want[N][LABELS];
            struct chain *c = chain_make(7 + begin + end);
            for (uint32_t i = begin; i < end; i++) allowed[i] = any;
            chain_exp(&c->work, whole);
            chain_marginals(&c->work, &c->pairs, allowed, whole);
            for (uint32_t i = begin; i < end; i++)
                memcpy(want[i], c->work.marginal[i], sizeof want[i]);
            chain_marginals(&c->work, &c->pairs, NULL, (struct chain_part){begin, end, N});
            for (uint32_t i = begin; i < end; i++)
                for (unsigned k = 0; k < LABELS; k++)
                    assert_true(fabsf(c->work.marginal[i][k] - want[i][k]) < 1e-5f);
            free(c);
        }
}

/* Any scores at all give names that are legal and do not overlap. */
static void test_names(void **state) {
    (void)state;
    struct chain_name names[CHAIN_WORDS];
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct chain *c = chain_make(seed);
        chain_exp(&c->work, whole);
        chain_marginals(&c->work, &c->pairs, NULL, whole);
        uint32_t n = chain_names(&c->work, whole, 0, names);
        for (uint32_t i = 0; i < n; i++) {
            assert_true(names[i].first <= names[i].last && names[i].last < N);
            assert_true(i == 0 || names[i - 1].last < names[i].first);
            assert_true(names[i].score >= 0 && names[i].score <= 1.0001f);
            float s = chain_support(&c->work, N, names[i].first, names[i].last,
                                    name_type(names[i].name));
            assert_true(fabsf(s - names[i].score) < 1e-6f);
        }
        assert_int_equal(chain_names(&c->work, whole, 10, names), 0); /* all caution: no names */
        free(c);
    }
}

static void test_one_name(void **state) {
    (void)state;
    struct chain *c = chain_make(1);
    struct chain_name names[CHAIN_WORDS];
    memset(c->work.score, 0, sizeof c->work.score);
    c->work.score[0][LABEL_O] = c->work.score[1][label_begin(NAME_FAC)] = 20;
    c->work.score[2][label_inside(NAME_FAC)] = 20;
    chain_exp(&c->work, whole);
    chain_marginals(&c->work, &c->pairs, NULL, whole);
    assert_int_equal(chain_names(&c->work, whole, 0, names), 1);
    assert_int_equal(names[0].first, 1);
    assert_int_equal(names[0].last, 2);
    assert_int_equal(names[0].name, NAME_FAC);
    assert_true(names[0].score > 0.99f);
    assert_true(chain_support(&c->work, N, 1, 1, TYPE_LOC) < 0.01f); /* it goes on */
    assert_true(chain_support(&c->work, N, 1, 2, TYPE_ORG) < 0.01f);
    free(c);
}

/* Scores that exp() of a float cannot hold still choose. */
static void test_far_scores(void **state) {
    (void)state;
    struct chain *c = chain_make(1);
    struct chain_name names[CHAIN_WORDS];
    for (unsigned i = 0; i < N; i++)
        for (unsigned k = 0; k < LABELS; k++)
            c->work.score[i][k] = k == (i == 1 ? label_begin(NAME_GPE) : LABEL_O) ? 900 : -900;
    chain_exp(&c->work, whole);
    assert_true(isfinite(chain_marginals(&c->work, &c->pairs, NULL, whole)));
    assert_int_equal(chain_names(&c->work, whole, 0, names), 1);
    assert_int_equal(names[0].name, NAME_GPE);
    assert_true(names[0].first == 1 && names[0].last == 1 && names[0].score > 0.99f);
    free(c);
}

/* A row belongs to the feature whose check it bears. */
static void test_checked_rows(void **state) {
    (void)state;
    int8_t weights[4 * LABEL_WIDTH] = {0};
    struct model m = {.weights = weights, .mask = 3, .outputs = LABEL_WIDTH};
    const uint64_t a = 0x4100000000000002u, b = 0x4200000000000003u, c = 0x4300000000000002u;
    assert_null(model_checked_row(&m, a));
    weights[2 * LABEL_WIDTH + LABEL_WIDTH - 1] = model_check(a);
    weights[3 * LABEL_WIDTH + LABEL_WIDTH - 1] = model_check(b);
    assert_ptr_equal(model_checked_row(&m, a), weights + 2 * LABEL_WIDTH);
    assert_ptr_equal(model_checked_row(&m, b), weights + 3 * LABEL_WIDTH);
    assert_null(model_checked_row(&m, c));
    assert_int_not_equal(model_check(0), 0);
}

/* A network of chance, and two words that have vectors. */
struct network {
    struct model_header header;
    struct model vectors, weights;
    int8_t vector_rows[2 * VECTOR_ROW], rows[DENSE_HIDDEN << DENSE_BITS];
    struct dense dense;
    struct tagger_facts facts[N];
    struct dense_input in[N];
    struct dense_part part[N];
    struct dense_mean mean[N];
};

static struct network *network_of(unsigned seed) {
    struct network *t = calloc(1, sizeof *t);
    struct random random = {seed};
    assert_non_null(t);
    for (size_t i = 0; i < sizeof t->rows; i++)
        t->rows[i] = (int8_t)((int)random_below(&random, 60) - 30);
    for (size_t i = 0; i < sizeof t->vector_rows; i++)
        t->vector_rows[i] = (int8_t)((int)random_below(&random, 256) - 128);
    t->header.scale = 0.001f;
    t->vectors = (struct model){&t->header, t->vector_rows, 1, VECTOR_ROW, 0};
    t->weights = (struct model){&t->header, t->rows, (1 << DENSE_BITS) - 1, DENSE_HIDDEN, 0};
    t->dense = (struct dense){&t->vectors, &t->weights};
    for (unsigned i = 0; i < N; i++) {
        struct tagger_facts *f = &t->facts[i];
        f->stem[0] = (uint64_t)(i + 1) << 56;
        f->shape = (uint8_t)i;
        f->evidence = 5u << i;
        f->capital = i == 1;
        if (i < 2) t->vector_rows[i * VECTOR_ROW + VECTOR_ROW - 1] = model_check(f->stem[0]);
        dense_input(&t->dense, f, &t->in[i]);
        dense_part(&t->dense, &t->in[i], &t->part[i]);
        dense_mean(&t->dense, &t->in[i], &t->mean[i]);
    }
    return t;
}

static void test_network_input(void **state) {
    (void)state;
    struct network *t = network_of(1);
    t->vector_rows[0] = (int8_t)0x7f; /* the lower half is -1 */
    dense_input(&t->dense, &t->facts[0], &t->in[0]);
    assert_int_equal(t->in[0].v[0], -1);
    assert_int_equal(t->in[0].v[1], 7);
    assert_int_equal(t->in[0].v[DENSE_UNKNOWN], 0);
    assert_int_equal(t->in[0].v[DENSE_CAPITAL], 0);
    assert_int_equal(t->in[1].v[DENSE_CAPITAL], DENSE_ONE);
    assert_int_equal(t->in[1].v[DENSE_SHAPE + 1], DENSE_ONE);
    assert_int_equal(t->in[1].v[DENSE_EVIDENCE + 3], DENSE_ONE);
    assert_int_equal(t->in[1].v[DENSE_EVIDENCE + 2], 0);
    assert_int_equal(t->in[2].v[DENSE_UNKNOWN], DENSE_ONE);
    for (unsigned k = 0; k < VECTOR; k++) assert_int_equal(t->in[2].v[k], 0);
    free(t);
}

/* The score of a label at word i, with real numbers. */
static double network_says(const struct network *t, unsigned i, unsigned label) {
    double sum = 0;
    for (unsigned h = 0; h < DENSE_HIDDEN; h++) {
        double unit = t->rows[DENSE_ROW_ONE * DENSE_HIDDEN + h] * DENSE_ONE;
        for (unsigned w = 0; w < N; w++) {
            for (unsigned k = 0; k < VECTOR; k++)
                unit += (double)t->in[w].v[k] * t->rows[(DENSE_ROW_MEAN + k) * DENSE_HIDDEN + h] /
                        N;
            for (unsigned k = 0; k < DENSE_IN; k++)
                unit += t->in[w].v[k] * t->rows[((w + NEAR - i) * DENSE_IN + k) * DENSE_HIDDEN + h];
        }
        if (unit > 0) sum += unit * t->rows[(DENSE_ROW_LABELS + label) * DENSE_HIDDEN + h];
    }
    return sum / (1 << DENSE_SHIFT) * (double)t->header.scale;
}

static void test_network(void **state) {
    (void)state;
    struct network *t = network_of(2);
    float score[N][LABEL_WIDTH] = {{0}};
    const struct dense_word of[N] = {
        {&t->mean[0], &t->part[0]}, {&t->mean[1], &t->part[1]}, {&t->mean[2], &t->part[2]}};
    const uint32_t words[] = {0, 2};
    for (unsigned i = 0; i < N; i++) score[i][3] = 2;
    dense_score(&t->dense, of, N, words, 2, score);
    double chain = 2 * t->rows[DENSE_ROW_CHAIN * DENSE_HIDDEN] / 100.0;
    for (unsigned i = 0; i < N; i += 2)
        for (unsigned l = 0; l < LABELS; l++) {
            double wanted = network_says(t, i, l) + (l == 3 ? chain : 0);
            assert_true(fabs((double)score[i][l] - wanted) < 0.02 * fabs(wanted) + 0.5);
        }
    for (unsigned l = 0; l < LABELS; l++)
        assert_true(fabs((double)score[1][l] - (l == 3 ? 2 : 0)) < 1e-6);
    free(t);
}

/* Words that it does not look at stay as they are, and say nothing to their neighbours. */
static void test_network_others(void **state) {
    (void)state;
    struct network *t = network_of(3);
    float alone[N][LABEL_WIDTH] = {{0}}, beside[N][LABEL_WIDTH] = {{0}};
    const struct dense_word of[N] = {{&t->mean[0], &t->part[0]}};
    const uint32_t words[N] = {0, 1, 2};
    dense_score(&t->dense, of, N, words, N, beside);
    memset(&t->part[1], 77, sizeof t->part[1]);
    dense_score(&t->dense, of, N, words, 1, alone);
    assert_memory_equal(alone, beside, sizeof alone);
    for (unsigned l = 0; l < LABELS; l++) assert_true(fabs((double)beside[1][l]) < 1e-9);
    free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),         cmocka_unit_test(test_schemes),
        cmocka_unit_test(test_marginals),      cmocka_unit_test(test_parts),
        cmocka_unit_test(test_names),          cmocka_unit_test(test_far_scores),
        cmocka_unit_test(test_one_name),       cmocka_unit_test(test_checked_rows),
        cmocka_unit_test(test_network_input),  cmocka_unit_test(test_network),
        cmocka_unit_test(test_network_others),
    };
    return cmocka_run_group_tests_name("tagger", tests, NULL, NULL);
}
