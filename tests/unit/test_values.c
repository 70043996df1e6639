/* SPDX-License-Identifier: MIT */
/* The stage `values`: each case is one text in one sentence (a bar parts two), and what is found in
 * it as "surface=value;…". Types are told by the values: "%" ends a percentage, a code begins money.
 * Needs IBER_LEXICON_FILE, a lexicon with money.tsv and the months of CLDR. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "../../pipeline/lexicon.h"
#include "../../pipeline/stage.h"

extern const struct stage stage_values;

struct test_case {
    const char *lang, *text, *expected;
};

#include "values_cases.h"

enum { ARENA = 64 * 1024 * 1024 };

struct fixture {
    struct arena arena;
    struct lexicon lexicon;
    void *state;
};

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    char message[256] = "";
    const char *path = getenv("IBER_LEXICON_FILE");
    if (!f || !path || !arena_open(&f->arena, ARENA)) return -1;
    if (!lexicon_open(&f->lexicon, path, message, sizeof message)) {
        fprintf(stderr, "%s\n", message);
        return -1;
    }
    f->state = calloc(1, stage_values.state_size);
    struct env env = {.lexicon = &f->lexicon, .message = message, .message_size = sizeof message};
    *state = f;
    return f->state && stage_values.setup(f->state, &env) == OK ? 0 : -1;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    lexicon_close(&f->lexicon);
    arena_close(&f->arena);
    free(f->state);
    free(f);
    return 0;
}

/* A document of one sentence; a bar in the text is a border between two. */
static void open_doc(struct fixture *f, struct doc *d, const char *lang, const char *text) {
    size_t n = strlen(text), k = 0;
    char *p;
    arena_clear(&f->arena, ARENA);
    doc_open(d, &f->arena);
    p = arena_alloc(&f->arena, n + 1);
    uint32_t begin = 0;
    d->lang = lang_from(str_of(lang));
    for (size_t i = 0; i <= n; i++) {
        if (text[i] != '|' && text[i]) {
            p[k++] = text[i];
            continue;
        }
        struct sentence *s = vec_push(d->arena, &d->sentences);
        *s = (struct sentence){{begin, (uint32_t)k}, d->lang};
        while (s->span.end > begin && is_space(p[s->span.end - 1])) s->span.end--;
        begin = (uint32_t)k;
    }
    d->text = (struct str){p, k};
    d->layers = LAYER_TEXT | LAYER_SENTENCES;
}

static void listing(const struct doc *d, char *out, size_t size) {
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < d->entities.n && n < size; i++) {
        const struct entity *e = &d->entities.v[i];
        struct str text = doc_span(d, e->span);
        n += (size_t)snprintf(out + n, size - n, "%s%.*s=%.*s", i ? ";" : "", (int)text.n, text.p,
                              (int)e->value.n, e->value.p);
    }
}

static enum entity_type type_of(struct str value) {
    if (str_ends(value, STR("%"))) return TYPE_PERCENT;
    return value.n && value.p[0] >= 'A' ? TYPE_MONEY : TYPE_DATE;
}

static void check(struct fixture *f, const struct test_case *c, unsigned *failed) {
    struct doc d;
    char found[1024];
    open_doc(f, &d, c->lang, c->text);
    if (setjmp(f->arena.full)) fail_msg("arena is full");
    assert_int_equal(stage_values.run(f->state, &d), OK);
    assert_null(doc_check(&d));
    listing(&d, found, sizeof found);
    for (uint32_t i = 0; i < d.entities.n; i++)
        assert_int_equal(d.entities.v[i].type, type_of(d.entities.v[i].value));
    if (strcmp(found, c->expected) == 0) return;
    print_error("%s: %s\n  expected %s\n  found    %s\n", c->lang, c->text, c->expected, found);
    ++*failed;
}

static void test_cases(void **state) {
    unsigned failed = 0, n = sizeof cases / sizeof *cases;
    for (unsigned i = 0; i < n; i++) check(*state, &cases[i], &failed);
    print_message("# %u of %u cases\n", n - failed, n);
    assert_int_equal(failed, 0);
}

static void test_order(void **state) {
    struct fixture *f = *state;
    struct doc d;
    char found[256];
    static const struct span names[] = {{22, 27}, {3, 6}, {3, 10}, {0, 2}};
    open_doc(f, &d, "en", "On June 5 he paid €7 to Ana, then 3% in May 2024.");
    for (size_t i = 0; i < 4; i++) {
        struct entity *e = vec_push(d.arena, &d.entities);
        e->span = names[i];
        e->value = STR("");
    }
    assert_int_equal(stage_values.run(f->state, &d), OK);
    for (uint32_t i = 1; i < d.entities.n; i++) {
        struct span a = d.entities.v[i - 1].span, b = d.entities.v[i].span;
        assert_true(a.begin < b.begin || (a.begin == b.begin && a.end >= b.end));
    }
    listing(&d, found, sizeof found);
    assert_string_equal(found,
                        "On=;June 5 =;June 5=--06-05;Jun=;€7=EUR 7; to A=;3%=3 %;May 2024=2024-05");
}

/* Cut anywhere, and with bytes taken out, a text must not be read beyond its end. */
static void test_cuts(void **state) {
    struct fixture *f = *state;
    unsigned n = sizeof cases / sizeof *cases;
    for (unsigned i = 0; i < n; i++) {
        size_t length = strlen(cases[i].text);
        for (size_t cut = 1; cut < length; cut++) {
            struct doc d;
            if (((unsigned char)cases[i].text[cut] & 0xC0) == 0x80) continue;
            char *text = malloc(cut); /* no byte behind, for the sanitizer */
            memcpy(text, cases[i].text, cut);
            arena_clear(&f->arena, ARENA);
            doc_open(&d, &f->arena);
            d.text = (struct str){text, cut};
            d.lang = lang_from(str_of(cases[i].lang));
            struct sentence *s = vec_push(d.arena, &d.sentences);
            *s = (struct sentence){{0, (uint32_t)cut}, d.lang};
            assert_int_equal(stage_values.run(f->state, &d), OK);
            assert_null(doc_check(&d));
            free(text);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_cuts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
