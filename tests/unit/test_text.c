/* SPDX-License-Identifier: MIT */
/* Changing the text with a way back. A model that carries the source position of every single byte
 * through several random stages says where each byte must map to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "random.h"
#include "text.h"

enum { LONGEST = 400, PUT_IN = -1 };

struct fixture {
    struct arena arena;
    struct random random;
};

/* The text as a list of bytes, each with the place in the source that it was kept from, or PUT_IN. */
struct model {
    char text[8 * LONGEST];
    int32_t from[8 * LONGEST];
    bool zoned[8 * LONGEST]; /* inside the zone that travels along */
    uint32_t n;
};

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    if (f) f->random.state = 20240607;
    return f && arena_open(&f->arena, 64 << 20) ? 0 : -1;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    arena_close(&f->arena);
    free(f);
    return 0;
}

static void open_doc(struct fixture *f, struct doc *d, struct str raw) {
    arena_clear(&f->arena, 64 << 20);
    doc_open(d, &f->arena);
    d->raw = d->text = raw;
    d->layers = LAYER_RAW | LAYER_TEXT;
    d->source.end = d->source.bytes = raw.n;
}

static void model_put(struct model *m, char c, int32_t from, bool zoned) {
    assert_true(m->n < sizeof m->text);
    m->text[m->n] = c;
    m->zoned[m->n] = zoned;
    m->from[m->n++] = from;
}

/* One stage with random edits, in the program and in the model. */
static void random_stage(struct fixture *f, struct doc *d, struct model *m) {
    static const char letters[] = "xyzwvu";
    struct model old = *m;
    struct text t;
    m->n = 0;
    text_open(&t, d);
    while (t.at < old.n) {
        uint32_t kind = random_below(&f->random, 5), n = 1 + random_below(&f->random, 6), at = t.at;
        if (n > old.n - at) n = old.n - at;
        uint32_t put = kind == 2 ? 1 + random_below(&f->random, 5) : 0;
        if (kind == 3) n = 0, put = 1 + random_below(&f->random, 3); /* put in between */
        enum rule rule = random_below(&f->random, 2) ? RULE_SPACE : RULE_MARKUP;
        if (kind == 0 || kind == 4) {
            if (random_below(&f->random, 30) == 0) break; /* what is left over is kept */
            text_keep(&t, n);
            for (uint32_t i = 0; i < n; i++)
                model_put(m, old.text[at + i], old.from[at + i], old.zoned[at + i]);
        } else {
            char with[8];
            for (uint32_t i = 0; i < put; i++) {
                with[i] = letters[random_below(&f->random, 6)];
                model_put(m, with[i], PUT_IN, false);
            }
            text_replace(&t, n, (struct str){with, put}, rule);
        }
    }
    for (uint32_t at = t.at; at < old.n; at++)
        model_put(m, old.text[at], old.from[at], old.zoned[at]);
    text_commit(&t);
}

static void check_map(const struct doc *d, const struct model *m) {
    assert_int_equal(d->text.n, m->n);
    assert_memory_equal(d->text.p, m->text, m->n);
    assert_null(doc_check(d));
    uint32_t before = 0;
    for (uint32_t i = 0; i < m->n; i++) {
        uint32_t begin = text_raw_begin(d, i), end = text_raw_end(d, i + 1);
        assert_true(begin <= end && end <= d->raw.n);
        assert_true(begin >= before); /* the order stays */
        before = begin;
        if (m->from[i] == PUT_IN) continue;
        assert_int_equal(begin, m->from[i]);
        assert_int_equal(end, m->from[i] + 1);
    }
}

/* Between edits text and source are the same; so the edits alone make one out of the other. */
static void check_edits(const struct doc *d) {
    uint32_t text = 0, raw = 0;
    for (uint32_t i = 0; i <= d->edits.n; i++) {
        const struct edit *e = &d->edits.v[i];
        uint32_t end = i < d->edits.n ? e->text : (uint32_t)d->text.n;
        uint32_t raw_end = i < d->edits.n ? e->raw : (uint32_t)d->raw.n;
        assert_int_equal(end - text, raw_end - raw);
        if (end > text) assert_memory_equal(d->text.p + text, d->raw.p + raw, end - text);
        if (i == d->edits.n) break;
        text = e->text_end, raw = e->raw_end;
    }
}

/* The zone holds the bytes it held, and of the others at most such as were put in. */
static void check_zone(const struct doc *d, const struct model *m) {
    uint32_t begin = 0, end = 0;
    if (d->zones.n) begin = d->zones.v[0].span.begin, end = d->zones.v[0].span.end;
    for (uint32_t i = 0; i < m->n; i++)
        if (m->from[i] != PUT_IN) assert_int_equal(m->zoned[i], i >= begin && i < end);
}

static void random_document(struct fixture *f, uint32_t n, unsigned stages) {
    static struct model m;
    char raw[LONGEST];
    struct doc d;
    uint32_t a = random_below(&f->random, n + 1), b = random_below(&f->random, n + 1);
    m.n = 0;
    for (uint32_t i = 0; i < n; i++) {
        raw[i] = (char)('a' + random_below(&f->random, 20));
        model_put(&m, raw[i], (int32_t)i, i >= a && i < b);
    }
    open_doc(f, &d, (struct str){raw, n});
    if (a < b) {
        struct zone *z = vec_push(d.arena, &d.zones);
        *z = (struct zone){.span = {a, b}, .repeats = -1};
    }
    for (; stages > 0; stages--) {
        random_stage(f, &d, &m);
        check_map(&d, &m);
        check_edits(&d);
        check_zone(&d, &m);
    }
}

static void test_random_stages(void **state) {
    struct fixture *f = *state;
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    for (unsigned i = 0; i < 4000; i++)
        random_document(f, random_below(&f->random, i % 10 ? 40 : LONGEST), 1 + i % 4);
}

static void test_nothing_changed(void **state) {
    struct fixture *f = *state;
    struct doc d;
    struct text t;
    open_doc(f, &d, STR("as it is"));
    const char *text = d.text.p;
    text_open(&t, &d);
    text_keep(&t, 3);
    text_drop(&t, 0, RULE_SPACE);
    text_commit(&t);
    assert_ptr_equal(d.text.p, text);
    assert_int_equal(d.edits.n, 0);
    assert_int_equal(text_raw_begin(&d, 8), 8);
    assert_int_equal(text_raw_end(&d, 0), 0);
}

/* Where something was taken out, a span begins behind it and ends before it. */
static void test_borders(void **state) {
    struct fixture *f = *state;
    struct doc d;
    struct text t;
    open_doc(f, &d, STR("**bold**[1] and on"));
    text_open(&t, &d);
    text_drop(&t, 2, RULE_MARKUP);
    text_keep(&t, 4);
    text_drop(&t, 2, RULE_MARKUP);
    text_drop(&t, 3, RULE_MARKER);
    text_commit(&t);
    assert_true(str_eq(d.text, STR("bold and on")));
    assert_int_equal(text_raw_begin(&d, 0), 2);
    assert_int_equal(text_raw_end(&d, 4), 6);
    assert_int_equal(text_raw_begin(&d, 4), 11);
    assert_int_equal(text_raw_end_marked(&d, 4), 11); /* a sentence takes its mark along */
    assert_int_equal(text_raw_end_marked(&d, 3), 5);
    assert_int_equal(text_raw_end(&d, 11), 18);
}

/* A zone of which nothing is left goes; one that was taken out before stays at its place. */
static void test_zones_that_vanish(void **state) {
    struct fixture *f = *state;
    struct doc d;
    struct text t;
    open_doc(f, &d, STR("one two three"));
    struct zone zones[] = {{.span = {0, 4}, .repeats = -1},
                           {.span = {4, 4}, .raw = {4, 4}, .out = true, .repeats = 0},
                           {.span = {4, 13}, .repeats = 4}};
    for (size_t i = 0; i < 3; i++) *vec_push(d.arena, &d.zones) = zones[i];
    text_open(&t, &d);
    text_drop(&t, 4, RULE_CRUMB);
    text_commit(&t);
    assert_int_equal(d.zones.n, 2);
    assert_true(d.zones.v[0].out);
    assert_int_equal(d.zones.v[0].span.begin, 0);
    assert_int_equal(d.zones.v[1].span.begin, 0);
    assert_int_equal(d.zones.v[1].span.end, 9);
    assert_int_equal(d.zones.v[1].repeats, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_stages),
        cmocka_unit_test(test_nothing_changed),
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_zones_that_vanish),
    };
    return cmocka_run_group_tests_name("text", tests, setup, teardown);
}
