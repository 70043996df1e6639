/* SPDX-License-Identifier: MIT */
/* Trains the model of the tagger (tagger_features.h, train_crf.h) on corpora with marked names. Each document
 * goes through `language` and `names` first, as in the chain, so that the features are those that the stage
 * will see. Documents of a corpus are taken together in groups of different sizes, so that what a document
 * says elsewhere is learnt for short and for long ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chain.h"
#include "data.h"
#include "tagger_decode.h"
#include "tagger_features.h"
#include "train.h"
#include "train_crf.h"
#include "train_linear.h"
#include "train_memory.h"
#include "train_tagger.h"

enum { FOLDS = 5, GROUPS = 12, SURE = 700 };

struct training {
    struct marked_sink sink; /* first: it is this */
    struct data data;
    struct tagger_sources sources;
    struct chain_request request;
    struct plan plan;
    struct chain chain;
    struct arena arena;
    struct crf *crf;
    struct dense dense;
    struct marked train, test;
    unsigned group;  /* of how many documents the next one is */
    unsigned groups; /* of this corpus so far; each is of one part (train_crf.h) */
    bool held_out;   /* documents of a fold are kept back, and the model is tested on them */
    unsigned fold;
    bool small; /* the corpus is learnt from in small letters, as people write in haste */
    float weight;
    unsigned set;
    const char *sets[CRF_SETS];
    unsigned n_sets, words, sentences;
};

/* Which of the names of a mention the lexicon's candidate over the same words says it is. */
static uint32_t narrowed(const struct doc *d, const struct mention *m) {
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const struct entity *e = &d->entities.v[i];
        if (e->span.begin != m->span.begin || e->span.end != m->span.end || e->score < SURE)
            continue;
        enum name n = name_of(e->type, e->subtype);
        if (n < NAME_COUNT && m->names & NAMES(n)) return NAMES(n);
    }
    return m->names;
}

static uint32_t begin_labels(uint32_t names) {
    uint32_t labels = 0;
    for (unsigned n = 0; n < NAME_COUNT; n++)
        if (names & NAMES(n)) labels |= 1u << label_begin((enum name)n);
    return labels;
}

enum { ANY_LABEL = (1 << LABELS) - 1 };

/* The labels of a mention's words [first, end). One that goes across brackets, or a person's across a
 * comma, is no example. */
static void allow_mention(const struct tagger_view *v, uint32_t *allowed, uint32_t first,
                          uint32_t end, uint32_t names) {
    for (uint32_t i = first + 1; i < end && names != NAMES_ANY; i++)
        for (unsigned n = 0; n < NAME_COUNT; n++)
            if (!chain_crosses(tagger_joint(v, i), (enum name)n)) names &= ~NAMES(n);
    bool open = names == NAMES_ANY || names == 0;
    for (uint32_t i = first; i < end; i++)
        allowed[i] = open         ? (uint32_t)ANY_LABEL
                     : i == first ? begin_labels(names)
                                  : begin_labels(names) << 1;
}

/* The labels that each word may have. */
static uint32_t *allowed_labels(const struct training *t, const struct tagger_view *v,
                                const struct marked *m) {
    const struct words *w = v->words;
    uint32_t *allowed = arena_alloc(v->doc->arena, (w->list.n + 1) * sizeof *allowed);
    uint32_t begin = begin_labels(t->sink.scheme->silent);
    for (uint32_t i = 0; i < w->list.n; i++)
        allowed[i] = 1u | (word_is_capital(&w->list.v[i]) ? begin | begin << 1 : 0);
    uint32_t i = 0;
    for (size_t k = 0; k < m->n_mentions; k++) {
        const struct mention *x = &m->mentions[k];
        while (i < w->list.n && w->list.v[i].span.end <= x->span.begin) i++;
        uint32_t first = i, names = x->names == NAMES_ANY ? NAMES_ANY : narrowed(v->doc, x);
        while (i < w->list.n && w->list.v[i].span.begin < x->span.end) i++;
        allow_mention(v, allowed, first, i, names);
    }
    return allowed;
}

static void add_features(struct training *t, const struct tagger_view *v, uint32_t i,
                         const uint64_t around[AROUND_KINDS]) {
    for (int place = -NEAR; place <= NEAR; place++) {
        struct features f = {.n = 0};
        int64_t k = (int64_t)i + place;
        if (k < v->begin || k >= v->end) continue;
        tagger_word_features(&v->facts[k - v->begin], v->words->list.v[k].key, place, &f);
        crf_features(t->crf, &f);
    }
    struct features f = {.n = 0};
    tagger_word_context(v, i, &f);
    for (enum around k = 0; k < AROUND_KINDS; k++) tagger_around_features(around[k], k, &f);
    crf_features(t->crf, &f);
}

static void learn(struct training *t, struct doc *d, const struct marked *m, float weight) {
    struct tagger_view v;
    struct tagger_facts facts[CHAIN_WORDS];
    uint64_t around[CHAIN_WORDS][AROUND_KINDS];
    tagger_view_open(&v, d);
    uint32_t n = v.words->list.n, *allowed = allowed_labels(t, &v, m);
    for (; v.begin < n; v.begin = v.end) {
        v.end = tagger_sequence(v.words, v.begin);
        v.facts = facts;
        for (uint32_t i = v.begin; i < v.end; i++) {
            const struct word *w = &v.words->list.v[i];
            tagger_facts(&t->sources, w, doc_span(d, w->span), &facts[i - v.begin]);
        }
        tagger_around(&v, around);
        for (uint32_t i = v.begin; i < v.end; i++) {
            const struct tagger_facts *f = &facts[i - v.begin];
            struct dense_input in;
            add_features(t, &v, i, around[i - v.begin]);
            if (dense_is_for(f)) dense_input(&t->dense, f, &in);
            crf_word(t->crf, allowed[i], tagger_joint(&v, i), f->stem[0],
                     dense_is_for(f) ? &in : NULL);
        }
        crf_sequence(t->crf, weight, t->set, t->groups % CRF_PARTS);
        t->words += v.end - v.begin;
        t->sentences++;
    }
}

/* The documents gathered in `m`, through the chain, and learnt from. */
static void flush(struct training *t, struct marked *m) {
    static const char *const done[] = {"decode", "extract", "normalise", "repair", "sentences"};
    struct doc *d = arena_alloc(&t->arena, sizeof *d);
    if (m->n_sentences == 0) return;
    doc_open(d, &t->arena);
    if (t->small) marked_lower(m);
    d->text = arena_str(&t->arena, (struct str){m->text, m->n});
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        *vec_push(d->arena, &d->stages) = str_of(done[i]);
    for (size_t i = 0; i < m->n_sentences; i++) {
        *vec_push(d->arena, &d->sentences) = (struct sentence){m->sentences[i], LANG_UND};
        *vec_push(d->arena, &d->zones) = (struct zone){
            .span = m->sentences[i], .kind = ZONE_BODY, .repeats = -1};
    }
    d->layers = LAYER_RAW | LAYER_TEXT | LAYER_ZONES | LAYER_NFC | LAYER_SENTENCES;
    chain_run(&t->chain, d);
    if (d->failure.code != OK) {
        fprintf(stderr, "iber-train: %.*s: %.*s\n", (int)d->failure.stage.n, d->failure.stage.p,
                (int)d->failure.why.n, d->failure.why.p);
        exit(2);
    }
    learn(t, d, m, m == &t->train ? t->weight : 0);
    t->groups += m == &t->train;
    marked_clear(m);
    arena_clear(&t->arena, SIZE_MAX);
}

static struct marked *open_document(struct marked_sink *sink, unsigned number) {
    struct training *t = (struct training *)(void *)sink;
    bool test = t->held_out && number % FOLDS == t->fold;
    return test ? &t->test : &t->train;
}

static void close_document(struct marked_sink *sink, struct marked *m) {
    struct training *t = (struct training *)(void *)sink;
    if (m->documents < t->group) return;
    flush(t, m);
    t->group = 1 + (t->group * 5 + 3) % GROUPS;
}

/* Texts of one folder are one set. */
static bool same_folder(const char *a, const char *b) {
    const char *end = a ? strrchr(a, '/') : NULL;
    return end && str_ends(str_of(a), STR(".txt")) && strncmp(a, b, (size_t)(end - a) + 1) == 0;
}

/* "uner:0.5=FILE", "uner:0.5:small=FILE" */
static bool read_corpus(struct training *t, const char *argument) {
    struct str rest = str_of(argument), name, weight;
    if (!str_cut(&rest, '=', &name) || rest.p == NULL)
        return fprintf(stderr, "iber-train: '%s': write SCHEME=FILE\n", argument), false;
    const char *path = rest.p;
    struct str head = name;
    t->weight = 1;
    if (str_cut(&head, ':', &name) && str_cut(&head, ':', &weight))
        t->weight = strtof(weight.p, NULL);
    bool small = str_is(head, "small");
    const struct scheme *scheme = scheme_find(name);
    if (scheme == NULL)
        return fprintf(stderr, "iber-train: '%.*s' is no scheme\n", (int)name.n, name.p), false;
    if (small != t->small || !same_folder(t->n_sets ? t->sets[t->set] : NULL, path)) {
        if (t->sink.scheme) flush(t, &t->train), flush(t, &t->test);
        t->set = t->n_sets++;
        if (t->n_sets > CRF_SETS) return fprintf(stderr, "iber-train: too many files\n"), false;
        t->sets[t->set] = path;
        t->group = 1;
        t->groups = 0;
        t->small = small;
    }
    t->sink.scheme = scheme;
    return marked_read(&t->sink, path);
}

static void report(unsigned epoch, double loss) {
    printf("epoch %u: loss %.4f\n", epoch, loss);
    fflush(stdout);
}

static void report_scores(const struct training *t) {
    static const char *const types[] = {"PER", "LOC", "ORG", "MISC"};
    struct crf_score of[CRF_SETS];
    crf_test(t->crf, of);
    for (unsigned s = 0; s < t->n_sets; s++) {
        unsigned right = 0, wrong = 0, missed = 0;
        printf("%s:", t->sets[s]);
        for (unsigned k = 0; k < 4; k++) {
            unsigned r = of[s].right[k], w = of[s].wrong[k], m = of[s].missed[k];
            printf(" %s %.3f", types[k], r ? 2.0 * r / (2.0 * r + w + m) : 0.0);
            if (k < 3) right += r, wrong += w, missed += m;
        }
        printf("  P %.4f R %.4f F %.4f unseen %.3f of %u\n", right / (right + wrong + 1e-9),
               right / (right + missed + 1e-9), 2.0 * right / (2.0 * right + wrong + missed + 1e-9),
               of[s].unseen_found / (of[s].unseen + 1e-9), of[s].unseen);
    }
}

static const char provenance[] =
    "Names that no lexicon has. Trained by iber-train on train parts only: UNER Serbian-SET,\n"
    "Croatian-SET and English-EWT, ReLDI-NormTagNER-hr (CC BY-SA 4.0), COMtext.SR.legal, wikigold\n"
    "(CC BY 4.0), CrossNER politics (CC BY-SA), re3d without its BBC part, and iber's own\n"
    "corpora/ner (MIT).\n";

static bool write_model(const struct training *t, const struct crf_options *c, const char *path) {
    const struct linear_options o = {.task = "tagger",
                                     .version = TAGGER_VERSION,
                                     .bits = c->bits,
                                     .outputs = LABEL_WIDTH,
                                     .labels = "",
                                     .provenance = provenance};
    float scale;
    int8_t *weights = crf_compact(t->crf, &scale);
    bool fine = path == NULL || model_write(&o, scale, weights, path);
    if (!fine) perror(path);
    free(weights);
    return fine;
}

static bool write_network(const struct training *t, const char *path) {
    const struct linear_options o = {.task = "dense",
                                     .version = DENSE_VERSION,
                                     .bits = DENSE_BITS,
                                     .outputs = DENSE_HIDDEN,
                                     .labels = "",
                                     .provenance = provenance};
    float scale;
    const int8_t *rows = crf_network(t->crf, &scale);
    bool fine = path == NULL || model_write(&o, scale, rows, path);
    if (!fine) perror(path);
    return fine;
}

static bool open_all(struct training *t, const struct data_paths *paths) {
    char message[512] = "";
    struct env env = {.message = message, .message_size = sizeof message};
    t->request = (struct chain_request){.stages = "language,names", .given = ~0u};
    bool fine = plan_make(&t->plan, &t->request, message, sizeof message) &&
                data_open(&t->data,
                          t->plan.uses | USES_WORDS | USES_LEXICON | USES_MODEL(MODEL_CLASSES) |
                              USES_MODEL(MODEL_VECTORS),
                          paths, message, sizeof message);
    if (fine) data_env(&t->data, &env);
    fine = fine && chain_open(&t->chain, &t->plan, &env) && arena_open(&t->arena, (size_t)4 << 30);
    if (!fine) fprintf(stderr, "iber-train: %s\n", message);
    t->sources = (struct tagger_sources){&t->data.lexicon, &t->data.words,
                                         &t->data.model[MODEL_CLASSES]};
    t->dense.vectors = &t->data.model[MODEL_VECTORS];
    return fine;
}

static bool train(struct training *t, const struct crf_options *o, const char *out,
                  const char *network, int n, char **files) {
    t->sink = (struct marked_sink){NULL, open_document, close_document};
    t->crf = crf_new(o);
    for (int i = 0; i < n; i++)
        if (!read_corpus(t, files[i])) return false;
    flush(t, &t->train);
    flush(t, &t->test);
    printf("%u sentences, %u words\n", t->sentences, t->words);
    crf_train(t->crf, report);
    bool fine = write_model(t, o, out);
    crf_train_dense(t->crf, report);
    fine = write_network(t, network) && fine;
    if (t->held_out) report_scores(t);
    return fine;
}

/* [-o OUT] [--dense OUT] --lexicon FILE --words FILE [--held-out FOLD] SCHEME[:WEIGHT[:small]]=FILE... */
int train_tagger(int argc, char **argv) {
    struct training *t = must(calloc(1, sizeof *t));
    struct data_paths paths = {0};
    struct crf_options o = {.bits = TAGGER_BITS,
                            .least = 3,
                            .epochs = 8,
                            .average = 4,
                            .rate = 0.03f,
                            .l2 = 1e-5f,
                            .forget = 0.2f,
                            .drop = 0.3f,
                            .seed = 1};
    const char *out = NULL, *network = NULL;
    int i = 0;
    for (; i < argc && argv[i][0] == '-'; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "-o") == 0) out = value;
        else if (strcmp(argv[i], "--dense") == 0) network = value;
        else if (strcmp(argv[i], "--lexicon") == 0) paths.lexicon = value;
        else if (strcmp(argv[i], "--words") == 0) paths.words = value;
        else if (strcmp(argv[i], "--held-out") == 0)
            t->held_out = true, t->fold = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(argv[i], "--epochs") == 0) o.epochs = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(argv[i], "--average") == 0) o.average = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(argv[i], "--rate") == 0) o.rate = strtof(value, NULL);
        else if (strcmp(argv[i], "--l2") == 0) o.l2 = strtof(value, NULL);
        else if (strcmp(argv[i], "--forget") == 0) o.forget = strtof(value, NULL);
        else if (strcmp(argv[i], "--bits") == 0) o.bits = (uint32_t)strtoul(value, NULL, 10);
        else if (strcmp(argv[i], "--drop") == 0) o.drop = strtof(value, NULL);
        else if (strcmp(argv[i], "--least") == 0) o.least = (uint32_t)strtoul(value, NULL, 10);
        else return fprintf(stderr, "iber-train: what is '%s'?\n", argv[i]), 2;
    }
    if (i >= argc) return fprintf(stderr, "iber-train: files are wanted\n"), 2;
    bool fine = open_all(t, &paths) && train(t, &o, out, network, argc - i, argv + i);
    chain_close(&t->chain);
    data_close(&t->data);
    arena_close(&t->arena);
    if (t->crf) crf_free(t->crf);
    marked_free(&t->train);
    marked_free(&t->test);
    free(t);
    return fine ? 0 : 1;
}
