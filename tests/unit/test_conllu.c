/* SPDX-License-Identifier: MIT */
/* CoNLL-U in and out: unchanged where no layer was added, spans and their way back to the file,
 * new attributes, faults, random bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "../../pipeline/conllu.h"
#include "../../pipeline/text.h"

#define REST "\t_\t_\t_\t_\t_\t_\t_\t_\n"
#define GLUED "\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"

struct fixture {
    struct arena arena;
    struct doc doc;
    char *raw; /* exactly as long as the document: a step beyond it is seen by ASan */
};

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    return f && arena_open(&f->arena, 64 << 20) ? 0 : -1;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    arena_close(&f->arena);
    free(f->raw);
    free(f);
    return 0;
}

static enum status read_bytes(struct fixture *f, struct str bytes) {
    free(f->raw);
    f->raw = malloc(bytes.n ? bytes.n : 1);
    assert_non_null(f->raw);
    if (bytes.n) memcpy(f->raw, bytes.p, bytes.n);
    arena_clear(&f->arena, SIZE_MAX);
    if (setjmp(f->arena.full)) fail_msg("the arena is full");
    doc_open(&f->doc, &f->arena);
    f->doc.id = STR("doc");
    conllu_read(&f->doc, (struct str){f->raw, bytes.n}, 1);
    return f->doc.failure.code;
}

static struct str written(struct fixture *f) {
    struct buf out;
    if (setjmp(f->arena.full)) fail_msg("the arena is full");
    buf_open(&out, &f->arena, 0);
    conllu_write(&out, &f->doc);
    return buf_view(&out);
}

static void expect(struct str is, const char *wanted) {
    if (!str_eq(is, str_of(wanted))) fail_msg("is:\n%.*s\nnot:\n%s", (int)is.n, is.p, wanted);
}

/* What must hold of every document that was read. */
static void check_doc(struct fixture *f) {
    const struct doc *d = &f->doc;
    if (doc_check(d)) fail_msg("%s", doc_check(d));
    assert_int_equal(d->conllu_words.n, d->tokens.n);
    assert_int_equal(d->zones.n, d->sentences.n);
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct str form = d->conllu_words.v[i].columns[1];
        struct span s = d->tokens.v[i].span;
        uint32_t begin = text_raw_begin(d, s.begin), end = text_raw_end(d, s.end);
        assert_true(str_eq(form, d->tokens.v[i].norm));
        assert_ptr_equal(d->raw.p + begin, form.p);
        assert_int_equal(end - begin, form.n);
    }
}

static void same(struct fixture *f, struct str bytes) {
    if (read_bytes(f, bytes) != OK)
        fail_msg("%.*s", (int)f->doc.failure.why.n, f->doc.failure.why.p);
    check_doc(f);
    struct str out = written(f);
    if (!str_eq(out, bytes))
        fail_msg("is:\n%.*s\nnot:\n%.*s", (int)out.n, out.p, (int)bytes.n, bytes.p);
}

/* "[a][b] [c]": the text with its tokens. */
static void expect_tokens(struct fixture *f, const char *wanted) {
    const struct doc *d = &f->doc;
    struct buf b;
    uint32_t at = 0;
    buf_open(&b, &f->arena, 0);
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        struct span s = d->tokens.v[i].span;
        buf_str(&b, str_sub(d->text, at, s.begin));
        buf_byte(&b, '[');
        buf_str(&b, doc_span(d, s));
        buf_byte(&b, ']');
        at = s.end;
    }
    buf_str(&b, str_sub(d->text, at, d->text.n));
    expect(buf_view(&b), wanted);
}

static const char ewt[] =
    "# newdoc id = a\n# newpar\n# sent_id = a-1\n# text = Don't go, Ana.\n"
    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tCorrectForm=_\n"
    "1\tDo\tdo\tAUX\tVBP\tMood=Imp|VerbForm=Fin\t3\taux\t3:aux\t_\n"
    "2\tn't\tnot\tPART\tRB\tPolarity=Neg\t3\tadvmod\t3:advmod\tSpaceAfter=No\n"
    "2.1\tyou\tyou\tPRON\t_\t_\t_\t_\t3:nsubj\t_\n"
    "3\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No\n"
    "4\t,\t,\tPUNCT\t,\t_\t5\tpunct\t5:punct\t_\n"
    "5\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t3\tvocative\t3:vocative\tSpaceAfter=No|X=1\n"
    "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t3:punct\tSpaceAfter=No\n\n"
    "# sent_id = a-2\n1\t10 000" GLUED "2\t€" REST "\n\n"
    "# newpar id = p2\n1\tĐakovica" REST "\n";

static void test_read(void **state) {
    struct fixture *f = *state;
    same(f, str_of(ewt));
    const struct doc *d = &f->doc;
    expect_tokens(f, "[Do][n't] [go][,] [Ana][.]\n[10 000][€]\n\n[Đakovica]");
    assert_int_equal(d->sentences.n, 3);
    expect(doc_span(d, d->sentences.v[0].span), "Don't go, Ana.");
    expect(doc_span(d, d->zones.v[2].span), "Đakovica");
    assert_int_equal(d->zones.v[0].kind, ZONE_BODY);
    assert_int_equal(d->zones.v[0].repeats, -1);
    assert_int_equal(d->sentences.v[2].lang, LANG_UND);
    expect(d->source.media, "text/x-conllu");
    assert_true(doc_has_stage(d, STR("tokenise")) && !doc_has_stage(d, STR("language")));
    assert_int_equal(d->layers, LAYER_RAW | LAYER_TEXT | LAYER_ZONES | LAYER_NFC | LAYER_SENTENCES |
                                    LAYER_TOKENS);
}

static void test_unchanged(void **state) {
    struct fixture *f = *state;
    static const char *const files[] = {
        "",
        "\n",
        "\n\n\r\n \t\n",
        "# only\n# comments",
        "# global.columns = ID\n\n# newdoc\n\n",
        "1\ta\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\ta" REST,
        "1\ta" REST "\n\n\n1\tb" REST "# in\n2\tc" REST "# behind",
        "# newdoc id = 1\n1\tA" REST "\n# newdoc id = 2\n1\tB" REST "\n# newdoc\n",
        "# "
        "crlf\r\n1-2\tab\t\t\t\t\t\t\t\t\r\n1\ta\t_\t_\t_\t_\t_\t_\t_\tX=|\r\n2\tb\t_\t_\t_\t_\t_"
        "\t_\t_\t_\r\r\n\r\n"
        "1\tc\t_\t_\t_\t_\t_\t_\t_\t\r",
        "\xEF\xBB\xBF# bom\n1\ta" REST,
        "\xEF\xBB\xBF"
        "1\ta" REST,
        "\xEF\xBB\xBF",
        "0.1\tx" REST "1\ta" REST "1.1\ty" REST "\n",
        "1-3\tx" REST "\n",
        "2-1\tx" REST "1\ta" REST "\n",
        "x\ta" REST "\tb" REST "-\tc" REST "99999999999999999999-1.2\td" REST,
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) same(f, str_of(files[i]));
    same(f, STR("1\ta" REST "\n# newdoc\n1\tb" REST));
    expect_tokens(f, "[a]\n\n[b]");
    same(f, STR("# newpar_block = p\n1\ta" REST "\n# newpar_block = p\n1\tb" REST "2\tc" REST
                "\n# newpar = p\n1\td" REST));
    expect_tokens(f, "[a]\n[b] [c]\n\n[d]");
}

static void test_ranges(void **state) {
    struct fixture *f = *state;
    static const char *const cases[][2] = {
        {"1-2\tt'i" GLUED "1\ttë" REST "2\ti" REST "3\t." REST, "[t'][i][.]"},
        {"1-3\tt'ua" REST "1\ttë" REST "2\tu" REST "3\ti" REST "4\tx" REST, "[t'][u][a] [x]"},
        {"1-2\tçë" REST "1\tx" GLUED "2\ty" GLUED "3\tz" REST, "[ç][ë] [z]"},
        {"1\tv" REST "2-3\tà" REST "2\ta" GLUED "3\tas" REST "4\tz" REST, "[v] [a] [as] [z]"},
        {"1-2\tà" GLUED "1\ta" REST "2\ta" REST "3\tz" REST, "[a] [a][z]"},
        {"1-2\t\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta" REST "2\tb" REST, "[a] [b]"},
        {"1-4\tdaily" REST "1\tda" REST "\n1\tb" REST, "[daily]\n[b]"},
        {"1-2\tab" GLUED "1-2\tcd" GLUED "1\tc" REST "2\td" REST "2-3\tef" REST "3\te" REST,
         "[c][d][ef]"},
        {"1-2\tab" REST "1\ta" REST "# x\n1.1\ty" REST "2\tb" REST "5-6\tdel" REST "5\tde" REST
         "6\tel" REST,
         "[a][b] [de][l]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        same(f, str_of(cases[i][0]));
        expect_tokens(f, cases[i][1]);
    }
}

static void add_entity(struct fixture *f, const char *text, enum entity_type type, const char *id) {
    struct doc *d = &f->doc;
    size_t at = str_find(d->text, str_of(text));
    assert_true(at < d->text.n);
    struct entity *e = vec_push(&f->arena, &d->entities);
    e->span = (struct span){(uint32_t)at, (uint32_t)(at + strlen(text))};
    e->type = type;
    e->id = str_of(id);
    d->layers |= LAYER_ENTITIES;
}

#define ROW(number, form, lemma, misc)                                                             \
    number "\t" form "\t" lemma "\tX\t_\tA=1|B=2\t0\troot\t_\t" misc "\r\n"

static void test_layers(void **state) {
    struct fixture *f = *state;
    static const char in[] = "# a\r\n" ROW("1", "Ana", "?", "_")
        ROW("2", "Brnabić", "_", "SpaceAfter=No|NER=O|Stem=old|EntId=x|Q=") "1-2\tno" REST ROW(
            "3", "hvala", "hvala", "") "\r\n" ROW("1", "Ana", "_", "NER=B-X");
    static const char out[] = "# a\r\n" ROW("1", "Ana", "Ana",
                                            "NER=B-PER|Stem=a\\sn\\pa\\\\|EntId=brnabic-ana")
        ROW("2", "Brnabić", "a b", "SpaceAfter=No|NER=I-PER|EntId=brnabic-ana|Q=") "1-2\tno" REST
            ROW("3", "hvala", "hvala", "NER=O|Stem=hval") "\r\n" ROW("1", "Ana", "_", "NER=O");
    assert_int_equal(read_bytes(f, str_of(in)), OK);
    struct doc *d = &f->doc;
    d->layers |= LAYER_LEMMAS | LAYER_STEMS | LAYER_RESOLVED;
    d->tokens.v[0].lemma = STR("Ana");
    d->tokens.v[1].lemma = STR("a\tb");
    d->tokens.v[0].stem = STR("a n|a\\");
    d->tokens.v[2].stem = STR("hval");
    add_entity(f, "Ana Brnabić", TYPE_PER, "brnabic-ana");
    expect(written(f), out);
    d->layers &= ~(unsigned)(LAYER_LEMMAS | LAYER_STEMS | LAYER_ENTITIES);
    expect(written(f), in);
    d->layers |= LAYER_STEMS;
    d->tokens.v[0].stem = STR("");
    expect(str_sub(written(f), 5, SIZE_MAX),
           ROW("1", "Ana", "?", "_")
               ROW("2", "Brnabić", "_", "SpaceAfter=No|NER=O|EntId=x|Q=") "1-2\tno" REST ROW(
                   "3", "hvala", "hvala", "Stem=hval") "\r\n" ROW("1", "Ana", "_", "NER=B-X"));
}

/* The tags of the tokens, "B-PER I-PER O …", as written. */
static void expect_tags(struct fixture *f, const char *wanted) {
    struct str out = written(f), line;
    struct buf b;
    buf_open(&b, &f->arena, 0);
    while (str_cut(&out, '\n', &line)) {
        size_t at = str_find(line, STR("NER="));
        if (at == line.n) continue;
        struct str rest = str_sub(line, at + 4, line.n), tag;
        str_cut(&rest, '|', &tag);
        if (b.n) buf_byte(&b, ' ');
        buf_str(&b, tag);
    }
    expect(buf_view(&b), wanted);
}

static void test_entities(void **state) {
    struct fixture *f = *state;
    static const char in[] = "1\tNATO-led" REST "2\tUN" REST "3\tKosovo-Serbia" REST "4\tTalks" REST
                             "5\tin" REST "6\tNew" REST "\n1\tYork" GLUED "2\ts" REST "3\t51" GLUED
                             "4\t%" REST;
    assert_int_equal(read_bytes(f, str_of(in)), OK);
    f->doc.layers |= LAYER_ENTITIES | LAYER_RESOLVED;
    expect_tags(f, "O O O O O O O O O O");
    add_entity(f, "NATO", TYPE_ORG, "");
    add_entity(f, "UN", TYPE_ORG, "");
    add_entity(f, "Kosovo", TYPE_LOC, "");
    add_entity(f, "Serbia Talks", TYPE_MISC, ""); /* its first word is taken */
    add_entity(f, "New\nYork", TYPE_LOC, "");     /* over the end of a sentence */
    add_entity(f, "51%", TYPE_PERCENT, "");
    expect_tags(f, "B-ORG B-ORG B-LOC B-MISC O B-LOC B-LOC O B-PERCENT I-PERCENT");
    add_entity(f, "ed UN Ko", TYPE_PER, ""); /* less than half of the words at its ends */
    f->doc.entities.n = 0;
    add_entity(f, "led UN Ko", TYPE_PER, "");
    expect_tags(f, "O B-PER O O O O O O O O");
}

static void test_candidates(void **state) {
    struct fixture *f = *state;
    static const char in[] = "1\tUniversity" REST "2\tof" REST "3\tNovi" REST "4\tSad" REST
                             "5\tFans" REST;
    assert_int_equal(read_bytes(f, str_of(in)), OK);
    add_entity(f, "Sad", TYPE_PER, "");
    add_entity(f, "Novi Sad", TYPE_LOC, "");
    add_entity(f, "Sad Fans", TYPE_MISC, "");
    expect_tags(f, "O O B-LOC I-LOC O"); /* as long: the one in front */
    add_entity(f, "University of Novi Sad", TYPE_ORG, "");
    add_entity(f, "Fans", TYPE_MISC, "");
    expect_tags(f, "B-ORG I-ORG I-ORG I-ORG B-MISC");
    f->doc.entities.n = 0; /* many, in any order */
    for (int i = 0; i < 100; i++)
        add_entity(f, i % 7 ? "Fans" : "of Novi", i % 3 ? TYPE_PER : TYPE_DATE, "");
    expect_tags(f, "O B-DATE I-DATE O B-PER");
}

static void add_token(struct fixture *f, uint32_t begin, uint32_t end) {
    struct token *t = vec_push(&f->arena, &f->doc.tokens);
    t->span = (struct span){begin, end};
}

static void test_other(void **state) {
    struct fixture *f = *state;
    struct doc *d = &f->doc;
    if (setjmp(f->arena.full)) fail_msg("the arena is full");
    doc_open(d, &f->arena);
    expect(written(f), "# newdoc\n\n");
    d->id = STR("a b\n.txt");
    d->text = STR("Ana\nide. Da \t 5 m");
    add_token(f, 0, 3), add_token(f, 4, 7), add_token(f, 7, 8), add_token(f, 9, 11),
        add_token(f, 14, 17);
    d->layers = LAYER_TOKENS;
    expect(written(f),
           "# newdoc id = a b .txt\n# newpar\n# sent_id = a b .txt-1\n# text = Ana ide. Da 5 m\n"
           "1\tAna" REST "2\tide" GLUED "3\t." REST "4\tDa" REST "5\t5 m" REST "\n");
}

static void test_other_sentences(void **state) {
    struct fixture *f = *state;
    struct doc *d = &f->doc;
    if (setjmp(f->arena.full)) fail_msg("the arena is full");
    doc_open(d, &f->arena);
    d->id = STR("d");
    d->text = STR("Ana ide.Da x y");
    add_token(f, 0, 3), add_token(f, 4, 7), add_token(f, 7, 8);
    add_token(f, 8, 10), add_token(f, 11, 12), add_token(f, 13, 14);
    const struct span spans[] = {{4, 8}, {8, 10}, {12, 13}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        *vec_push(&f->arena, &d->sentences) = (struct sentence){spans[i], LANG_SR};
    d->layers = LAYER_TOKENS | LAYER_SENTENCES | LAYER_LEMMAS | LAYER_STEMS;
    d->tokens.v[1].lemma = STR("ići");
    d->tokens.v[1].stem = STR("id");
    expect(written(f),
           "# newdoc id = d\n# newpar\n# sent_id = d-1\n# text = "
           "Ana\n1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
           "# sent_id = d-2\n# text = ide.\n1\tide\tići\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Stem=id\n"
           "2\t.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n"
           "# sent_id = d-3\n# text = Da\n1\tDa\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
           "# sent_id = d-4\n# text = x\n1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
           "# sent_id = d-5\n# text = y\n1\ty\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
}

static void expect_fault(struct fixture *f, struct str bytes, uint64_t byte, const char *why) {
    assert_int_equal(read_bytes(f, bytes), BAD_CONLLU);
    expect(f->doc.failure.stage, "read");
    expect(f->doc.failure.why, why);
    assert_int_equal(f->doc.failure.byte, byte);
}

#define PASSED ": its sentence is passed over"

static void test_faults(void **state) {
    struct fixture *f = *state;
    expect_fault(f, STR("# x\r\n\r\nab\n"), 7, "line 3 has 1 column, not 10" PASSED);
    expect_fault(f, STR("1\ta" REST "2\tb\t" REST), 20, "line 2 has 11 columns, not 10" PASSED);
    expect_fault(f, STR("1-2\ta\t_\t_\t_\t_\t_\t_\t_"), 0, "line 1 has 9 columns, not 10" PASSED);
    expect_fault(f, STR("\n1\t" REST), 3, "line 2 is a word without a form" PASSED);
    expect_fault(f, STR("# a\n# long enough, b\xC3\xAB c\xEB"), 24, "line 2 is not UTF-8" PASSED);
    expect_fault(f, STR("1\ta" REST "# \xED\xA0\x80"), 22, "line 2 is not UTF-8" PASSED);
    expect_fault(f, STR("# a\n\0\xFF"), 4, "line 2 holds a NUL byte" PASSED);
}

/* Warning `i` has this place and these words. */
static void expect_warning(struct fixture *f, uint32_t i, const char *code, uint64_t byte,
                           const char *why) {
    const struct doc *d = &f->doc;
    assert_true(i < d->warnings.n);
    const struct warning *w = &d->warnings.v[i];
    expect(w->stage, "read");
    expect(w->code, code);
    expect(w->why, why);
    assert_int_equal(w->byte, byte);
}

/* A sentence that cannot be read stands between those that can: its lines come back, it has no
 * tokens, the paragraph that it began is begun by the next. */
static void test_passed_over(void **state) {
    struct fixture *f = *state;
    static const char *const bad[] = {
        "1\tx" REST "2 y\n\n",       "1-2\txy" REST "1\tx" REST "2\ty\t\n\n",
        "1\tx" REST "2\t" REST "\n", "# \xFF\n1\tx" REST "\n",
        "{\"no\":1}\n\r\n",          "1\tx" GLUED "# newpar\nbad\n\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char in[256];
        snprintf(in, sizeof in, "1\ta" REST "\n# newpar\n%s1\tb" GLUED "2\tc" REST, bad[i]);
        same(f, str_of(in));
        assert_int_equal(f->doc.warnings.n, 1);
        expect_tokens(f, "[a]\n\n[b][c]");
        snprintf(in, sizeof in, "%s1\ta" REST "\n%s", bad[i], bad[i]);
        same(f, str_of(in));
        assert_int_equal(f->doc.warnings.n, 2);
        expect_tokens(f, "[a]");
    }
    same(f, STR("1\ta" REST "\n# x\n1\tb" REST "2\tc\n\n1\td" REST));
    expect_warning(f, 0, "bad_conllu", 45, "line 5 has 2 columns, not 10" PASSED);
}

static void test_odd_ids(void **state) {
    struct fixture *f = *state;
#define ODD " has an id out of order: its sentence is read as it stands"
    static const struct {
        const char *in, *why;
    } cases[] = {
        {"1\ta" REST "3\tb" REST "3\tc" REST, "line 2" ODD},
        {"0\ta" REST "1\tb" REST, "line 1" ODD},
        {"1x\ta" REST, "line 1" ODD},
        {"\ta" REST, "line 1" ODD},
        {"1.1\tb" REST "1\ta" REST, "line 1" ODD},
        {"0.2\tb" REST "1\ta" REST, "line 1" ODD},
        {"1\ta" REST "1.1\tb" REST "1.1\tc" REST, "line 3" ODD},
        {"1-1\ta" REST "1\ta" REST, "line 1" ODD},
        {"2-3\tab" REST "1\ta" REST "2\tb" REST "3\tc" REST, "line 1" ODD},
        {"1-3\tab" REST "1\ta" REST "2-3\tbc" REST "2\tb" REST "3\tc" REST, "line 3" ODD},
        {"1-3\tab" REST "1\ta" REST "2\tb" REST,
         "line 3 ends a sentence that lacks words of a range: its sentence is read as it stands"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        same(f, str_of(cases[i].in));
        assert_int_equal(f->doc.warnings.n, 1);
        expect(f->doc.warnings.v[0].why, cases[i].why);
        expect(f->doc.warnings.v[0].code, "odd_conllu");
        assert_true(f->doc.tokens.n > 0);
    }
    same(f, STR("0.1\tx" REST "0.2\tx" REST "1-2\tab" REST "1\ta" REST "1.1\ty" REST "2\tb" REST
                "3\tc" REST "4-5\tde" REST "4\td" REST "5\te" REST "\n1\ta" REST));
    assert_int_equal(f->doc.warnings.n, 0);
}

/* So many faults are named one by one, and then counted. */
static void test_many_faults(void **state) {
    struct fixture *f = *state;
    char in[8192];
    size_t n = 0;
    for (int i = 0; i < 250; i++)
        n += (size_t)snprintf(in + n, sizeof in - n, "x\n\n2\ta" REST "\n");
    same(f, (struct str){in, n});
    assert_int_equal(f->doc.warnings.n, 202);
    assert_int_equal(f->doc.tokens.n, 250);
    expect_warning(f, 200, "bad_conllu", 0, "and 150 more");
    expect_warning(f, 201, "odd_conllu", 0, "and 150 more");
}

static void test_newdoc_id(void **state) {
    struct fixture *f = *state;
    static const char *const cases[][2] = {
        {"# newdoc id = a b \n1\tx" REST, "a b"},
        {"#newdoc id=a\r\n1\tx" REST, "a"},
        {"# newdoc\n1\tx" REST, "doc"},
        {"# newdoc id =\n1\tx" REST, "doc"},
        {"# newdoc_id = a\n1\tx" REST, "doc"},
        {"# newpar id = a\n1\tx" REST, "doc"},
        {"1\tx" REST "\n# newdoc id = a\n", "doc"},
        {"# newdoc id = a\n1\n", "a"},
        {"# newdoc identity = a\n1\tx" REST, "doc"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_bytes(f, str_of(cases[i][0]));
        expect(f->doc.id, cases[i][1]);
    }
}

static uint32_t dice(uint64_t *seed, uint32_t n) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

/* What can be read comes out as it went in, whatever it is. */
static void one_random(struct fixture *f, struct str bytes, unsigned *good) {
    if (read_bytes(f, bytes) != OK) return;
    check_doc(f);
    assert_true(str_eq(written(f), bytes));
    struct entity *e = vec_push(&f->arena, &f->doc.entities);
    e->span = (struct span){0, (uint32_t)f->doc.text.n};
    e->id = STR("x|");
    f->doc.layers |= LAYER_ENTITIES | LAYER_STEMS;
    size_t rows = f->doc.tokens.n, found = 0;
    for (struct str rest = written(f), part; str_cut(&rest, '=', &part);)
        found += rest.p != NULL && str_ends(part, STR("EntId")) && str_starts(rest, STR("x\\p"));
    assert_int_equal(found, rows);
    ++*good;
}

static void test_random(void **state) {
    struct fixture *f = *state;
    static const char *const pieces[] = {
        "1\ta" REST,   "2\tb" GLUED, "3\t ë" REST, "1-2\tab" REST, "1-3\tx" GLUED, "2-3\t" REST,
        "3.1\tq" REST, "# c\n",      "# newpar\n", "\n",           "\r\n",         "\r",
        "\t",          "1",          "ë"};
    enum { WHOLE = 10, ALL = 15 };
    char bytes[512];
    uint64_t seed = 1;
    unsigned good = 0;
    for (int round = 0; round < 20000; round++) {
        size_t n = 0;
        if (round % 4 == 0)
            for (size_t m = dice(&seed, 64); n < m;) bytes[n++] = (char)dice(&seed, 256);
        for (uint32_t k = round % 4 ? dice(&seed, 12) : 0; k > 0; k--) {
            const char *piece = pieces[dice(&seed, round % 4 == 3 ? ALL : WHOLE)];
            memcpy(bytes + n, piece, strlen(piece));
            n += strlen(piece);
        }
        if (round % 4 == 2 && n) bytes[dice(&seed, (uint32_t)n)] = (char)dice(&seed, 256);
        one_random(f, (struct str){bytes, n}, &good);
    }
    assert_true(good > 5000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        T(test_read),      T(test_unchanged),   T(test_ranges),  T(test_layers),
        T(test_entities),  T(test_candidates),  T(test_other),   T(test_other_sentences),
        T(test_faults),    T(test_passed_over), T(test_odd_ids), T(test_many_faults),
        T(test_newdoc_id), T(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
