/* SPDX-License-Identifier: MIT */
/* The arena: alignment, growing in place and by copy, the jump when it is full, pages given back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "random.h"

enum { SIZE = 1 << 20 };

static int setup(void **state) {
    struct arena *a = calloc(1, sizeof *a);
    *state = a;
    return a && arena_open(a, SIZE) ? 0 : -1;
}

static int teardown(void **state) {
    arena_close(*state);
    free(*state);
    return 0;
}

static void test_alignment(void **state) {
    struct arena *a = *state;
    if (setjmp(a->full)) fail_msg("full");
    for (size_t n = 0; n < 100; n++) assert_int_equal((uintptr_t)arena_alloc(a, n) % 16, 0);
}

static void test_pieces_do_not_overlap(void **state) {
    struct arena *a = *state;
    if (setjmp(a->full)) fail_msg("full");
    unsigned char *piece[64];
    for (unsigned i = 0; i < 64; i++) {
        piece[i] = arena_alloc(a, i + 1);
        memset(piece[i], (int)i, i + 1);
    }
    for (unsigned i = 0; i < 64; i++)
        for (unsigned k = 0; k <= i; k++) assert_int_equal(piece[i][k], i);
}

static void test_the_last_piece_grows_in_place(void **state) {
    struct arena *a = *state;
    if (setjmp(a->full)) fail_msg("full");
    char *p = arena_alloc(a, 10);
    memcpy(p, "0123456789", 10);
    assert_ptr_equal(arena_grow(a, p, 10, 5000), p);
    assert_ptr_equal(arena_grow(a, p, 5000, 10), p);
    char *next = arena_alloc(a, 1);
    assert_true(next > p && next < p + 32); /* what it gave up is free again */
    char *copy = arena_grow(a, p, 10, 20);
    assert_ptr_not_equal(copy, p);
    assert_memory_equal(copy, "0123456789", 10);
    assert_non_null(arena_grow(a, NULL, 0, 7));
}

static void test_full(void **state) {
    struct arena *a = *state;
    volatile unsigned pieces = 0, jumps = 0;
    if (setjmp(a->full)) jumps++;
    else
        for (;;) {
            arena_alloc(a, 1000);
            pieces++;
        }
    assert_int_equal(jumps, 1);
    assert_in_range(pieces, SIZE / 1008 - 1, SIZE / 1000);
    static const size_t huge[] = {SIZE + 1, SIZE_MAX, SIZE_MAX - 15, SIZE_MAX / 2};
    for (volatile size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        if (setjmp(a->full) == 0) {
            arena_alloc(a, huge[i]);
            fail_msg("%zu bytes were given out", huge[i]);
        }
        arena_clear(a, SIZE);
        char *p = arena_alloc(a, 8);
        if (setjmp(a->full) == 0) {
            arena_grow(a, p, 8, huge[i]);
            fail_msg("grown to %zu bytes", huge[i]);
        }
    }
    arena_clear(a, SIZE);
    if (setjmp(a->full)) fail_msg("the whole arena does not fit in");
    assert_non_null(arena_alloc(a, SIZE));
}

static size_t pages_in_memory(const struct arena *a) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), n = 0;
    unsigned char *there = malloc(SIZE / page);
    assert_non_null(there);
    assert_int_equal(mincore(a->base, SIZE, there), 0);
    for (size_t i = 0; i < SIZE / page; i++) n += there[i] & 1;
    free(there);
    return n * page;
}

static void test_clear_gives_pages_back(void **state) {
    struct arena *a = *state;
    if (setjmp(a->full)) fail_msg("full");
    memset(arena_alloc(a, SIZE), 1, SIZE);
    arena_clear(a, SIZE);
    assert_int_equal(pages_in_memory(a), SIZE);
    arena_clear(a, 64 << 10);
    assert_in_range(pages_in_memory(a), 0, 64 << 10);
    memset(arena_alloc(a, SIZE), 2, SIZE); /* and it is all there again */
}

static void test_vectors(void **state) {
    struct arena *a = *state;
    VEC(uint64_t) v = {NULL, 0, 0};
    if (setjmp(a->full)) fail_msg("full");
    for (uint64_t i = 0; i < 3000; i++) {
        uint64_t *p = vec_push(a, &v);
        assert_int_equal(*p, 0);
        *p = i * i;
        if (i % 7 == 0) memset(arena_alloc(a, 24), 0xFF, 24); /* so that it cannot grow in place */
    }
    assert_int_equal(v.n, 3000);
    for (uint64_t i = 0; i < 3000; i++) assert_int_equal(v.v[i], i * i);
}

/* A buf is what was added to it, whatever else the arena is used for meanwhile. */
static void test_buf(void **state) {
    struct arena *a = *state;
    struct random random = {7};
    struct buf b;
    char expected[20000];
    size_t n = 0;
    if (setjmp(a->full)) fail_msg("full");
    buf_open(&b, a, 0);
    while (n < sizeof expected - 30) {
        uint32_t v = random_below(&random, 1000000);
        if (v % 3 == 0) {
            buf_byte(&b, 'x');
            expected[n++] = 'x';
        } else if (v % 3 == 1) {
            buf_u64(&b, v);
            n += (size_t)snprintf(expected + n, 20, "%u", v);
        } else {
            buf_str(&b, STR("ujë, voda"));
            memcpy(expected + n, "ujë, voda", sizeof "ujë, voda" - 1);
            n += sizeof "ujë, voda" - 1;
        }
        if (v % 11 == 0) arena_alloc(a, v % 50);
    }
    assert_int_equal(b.n, n);
    assert_memory_equal(b.p, expected, n);
    struct str kept = buf_keep(&b);
    buf_byte(&b, '!');
    assert_int_equal(kept.n, n);
    assert_memory_equal(kept.p, expected, n);
    b.n = 0;
    buf_u64(&b, UINT64_MAX);
    buf_u64(&b, 0);
    assert_true(str_eq(buf_view(&b), STR("184467440737095516150")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_alignment),
        TEST(test_pieces_do_not_overlap),
        TEST(test_the_last_piece_grows_in_place),
        TEST(test_full),
        TEST(test_clear_gives_pages_back),
        TEST(test_vectors),
        TEST(test_buf),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
