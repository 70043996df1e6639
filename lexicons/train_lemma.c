/* SPDX-License-Identifier: MIT */
/* Trains the model of lemmatise.h on CoNLL-U with lemmas: the rules are those that make the lemma from
 * the form, kept when they are seen often enough; then the model learns which of them to take. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data.h"
#include "irregular.h"
#include "lemmatise.h"
#include "train.h"
#include "train_linear.h"
#include "utf8.h"

enum { AGAIN = 20, SEEN_BITS = 26, SENTENCE = 2048, LEAST = 2, TOP = 14 };

struct treebank_token {
    struct str form, lemma; /* as lemma_small() makes them; owned */
    bool capital, word;
    enum { OF_TEXT, OF_TABLE, OF_PARADIGM } kind; /* the last two: without context */
};

struct counted {
    struct str removed, added;
    unsigned long n;
};

struct trainer_state {
    struct data data;
    enum lang lang;
    struct treebank_token *tokens;
    size_t n, cap;
    size_t *ends; /* of sentences */
    size_t n_ends, cap_ends;
    struct counted *rules;
    size_t n_rules, cap_rules;
};

static void *grow(void *p, size_t n, size_t *cap, size_t each) {
    if (n < *cap) return p;
    *cap = *cap ? *cap * 2 : 1024;
    p = realloc(p, *cap * each);
    if (p) return p;
    fprintf(stderr, "iber-train: out of memory\n");
    exit(2);
}

static struct str small_copy(enum lang lang, struct str s, struct shape *shape) {
    char small[LEMMA_SMALL * 512];
    if (s.n > 512) s.n = 0;
    struct str to = lemma_small(lang, s, small, shape);
    char *p = malloc(to.n + 1);
    if (p) memcpy(p, to.p, to.n);
    return (struct str){p, p ? to.n : 0};
}

static struct treebank_token *add_token(struct trainer_state *s, struct str form, struct str lemma,
                                        bool weighs) {
    struct shape shape, of_lemma;
    s->tokens = grow(s->tokens, s->n, &s->cap, sizeof *s->tokens);
    struct treebank_token *t = &s->tokens[s->n++];
    *t = (struct treebank_token){.kind = OF_TEXT};
    t->form = small_copy(s->lang, form, &shape);
    t->lemma = small_copy(s->lang, lemma, &of_lemma);
    t->capital = shape.first;
    t->word = weighs && shape_is_word(&shape) && shape.letters > 0 && shape_is_word(&of_lemma) &&
              t->form.n < LEMMATISE_WORD && !(shape.capitals > 1);
    return t;
}

static void end_sentence(struct trainer_state *s) {
    if (s->n == (s->n_ends ? s->ends[s->n_ends - 1] : 0)) return;
    s->ends = grow(s->ends, s->n_ends, &s->cap_ends, sizeof *s->ends);
    s->ends[s->n_ends++] = s->n;
}

/* A row of corpora/lemma-….tsv: a lemma and its forms. Each is a sentence of its own. */
static void read_table(struct trainer_state *s, struct str lemma, struct str forms) {
    struct str form;
    if (str_is(lemma, "lemma")) return;
    while (str_cut(&forms, ' ', &form)) {
        add_token(s, form, lemma, true)->kind = OF_TABLE;
        end_sentence(s);
    }
}

/* A row of UniMorph: lemma, form, tags. Forms of several words are left out, and tenses that texts
 * hardly have. */
static void read_paradigm(struct trainer_state *s, const struct str cell[3]) {
    if (memchr(cell[1].p, ' ', cell[1].n) || memchr(cell[0].p, ' ', cell[0].n)) return;
    if (str_find(cell[2], STR("ADM")) < cell[2].n || str_find(cell[2], STR("OPT")) < cell[2].n)
        return;
    if (str_ends(cell[0], STR("hem"))) return; /* treebanks have the active verb */
    add_token(s, cell[1], cell[0], true)->kind = OF_PARADIGM;
    end_sentence(s);
    if (!str_starts(cell[2], STR("N;"))) return;
    struct treebank_token *name = add_token(s, cell[1], cell[0],
                                            true); /* names have their endings */
    name->kind = OF_PARADIGM;
    name->capital = true;
    end_sentence(s);
}

/* The table of irregular words, whose rare forms are in no treebank: so often that the endings of other
 * words do not win. */
static void read_irregular(struct trainer_state *s) {
    struct str lemma, form;
    for (size_t i = 0, k = 0; irregular_form(s->lang, &i, &k, &lemma, &form);) {
        for (unsigned n = 0; n < AGAIN; n++) {
            add_token(s, form, lemma, true)->kind = OF_TABLE;
            end_sentence(s);
        }
    }
}

/* CoNLL-U has ten columns, UniMorph three, the table two. */
static void read_line(struct trainer_state *s, struct str line) {
    struct str rest = line, cell[4];
    unsigned k = 0;
    if (line.n == 0) end_sentence(s);
    if (line.n == 0 || line.p[0] == '#' || !is_utf8(line)) return;
    while (k < 4 && str_cut(&rest, '\t', &cell[k])) k++;
    if (k == 2) read_table(s, cell[0], cell[1]);
    if (k == 3) read_paradigm(s, cell);
    if (k < 4 || memchr(cell[0].p, '-', cell[0].n) || memchr(cell[0].p, '.', cell[0].n)) return;
    add_token(s, cell[1], cell[2], !str_is(cell[3], "X") && !str_is(cell[3], "PUNCT"));
}

static bool read_file(struct trainer_state *s, const char *path) {
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (f == NULL) {
        fprintf(stderr, "iber-train: cannot read %s: %s\n", path, strerror(errno));
        return false;
    }
    for (ssize_t n; (n = getline(&line, &room, f)) >= 0;) {
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        read_line(s, (struct str){line, (size_t)n});
    }
    end_sentence(s);
    free(line);
    fclose(f);
    return true;
}

/* The ending that goes, and the one that comes, at the last letter border that both share. */
static struct counted rule_of(const struct treebank_token *t) {
    size_t n = 0;
    while (n < t->form.n && n < t->lemma.n && t->form.p[n] == t->lemma.p[n]) n++;
    while (n > 0 && ((n < t->form.n && !utf8_border(t->form.p[n])) ||
                     (n < t->lemma.n && !utf8_border(t->lemma.p[n]))))
        n--;
    return (struct counted){str_sub(t->form, n, t->form.n), str_sub(t->lemma, n, t->lemma.n),
                            t->kind == OF_TABLE ? LEAST : 1};
}

static int compare(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static int by_text(const void *x, const void *y) {
    const struct counted *a = x, *b = y;
    int c = compare(a->removed, b->removed);
    return c ? c : compare(a->added, b->added);
}

static int by_count(const void *x, const void *y) {
    const struct counted *a = x, *b = y;
    int c = compare(a->removed, b->removed);
    if (c == 0) c = (a->n < b->n) - (a->n > b->n);
    return c ? c : compare(a->added, b->added);
}

/* The rules as lines, those of one ending together, the commonest first, at most TOP of them. */
static char *make_rules(struct trainer_state *s) {
    for (size_t i = 0; i < s->n; i++) {
        if (!s->tokens[i].word) continue;
        s->rules = grow(s->rules, s->n_rules, &s->cap_rules, sizeof *s->rules);
        s->rules[s->n_rules++] = rule_of(&s->tokens[i]);
    }
    size_t k = 0, bytes = 1;
    if (s->n_rules) qsort(s->rules, s->n_rules, sizeof *s->rules, by_text);
    for (size_t i = 0; i < s->n_rules; i++) {
        if (k && by_text(&s->rules[k - 1], &s->rules[i]) == 0) s->rules[k - 1].n += s->rules[i].n;
        else s->rules[k++] = s->rules[i];
    }
    if (k) qsort(s->rules, k, sizeof *s->rules, by_count);
    for (size_t i = 0; i < k; i++) bytes += s->rules[i].removed.n + s->rules[i].added.n + 2;
    char *text = malloc(bytes);
    size_t n = 0;
    unsigned of_ending = 0;
    for (size_t i = 0; text && i < k; i++) {
        const struct counted *r = &s->rules[i];
        of_ending = i && compare(r->removed, r[-1].removed) == 0 ? of_ending + 1 : 0;
        if (r->n < LEAST || of_ending >= TOP || r->removed.n > 12 || r->added.n > 20) continue;
        n += (size_t)snprintf(text + n, bytes - n, "%.*s\t%.*s\n", (int)r->removed.n, r->removed.p,
                              (int)r->added.n, r->added.p);
    }
    if (text) text[n] = '\0';
    return text;
}

/* How often features are seen, by their low bits: rare ones are left out, so that they take no rows
 * from others. */
struct seen {
    uint8_t least, times[1 << SEEN_BITS];
};

static bool is_common(struct seen *seen, uint64_t feature, uint8_t times) {
    uint8_t *n = &seen->times[feature & ((1 << SEEN_BITS) - 1)];
    if (*n < UINT8_MAX - times) *n = (uint8_t)(*n + times);
    return *n >= seen->least;
}

/* Counts the features of a token's candidates, or makes an example of them. False: the lemma is not among
 * the candidates. */
static bool add_example(struct linear *linear, const struct lemmatiser *l, struct seen *seen,
                        const struct treebank_token *t, struct str before, struct str behind) {
    struct lemma_candidate list[LEMMATISE_MOST];
    uint64_t features[2 * LEMMATISE_FEATURES];
    static const float weights[] = {[OF_TEXT] = 1, [OF_TABLE] = 3, [OF_PARADIGM] = 1};
    struct lemma_word w = {.small = t->form,
                           .capital = t->capital,
                           .opens = before.n == 0 && t->kind == OF_TEXT,
                           .ijekavian = l->lang == LANG_SR && t->kind == OF_TABLE};
    uint8_t times = linear ? 0 : t->kind == OF_TABLE ? LEAST : 1; /* somebody wrote it down */
    unsigned n = lemma_candidates(l, &w, list), right = n;
    for (unsigned i = 0; i < n; i++)
        if (str_eq(t->lemma, (struct str){list[i].text, list[i].n})) right = i;
    if (right == n || n < 2) return right < n;
    struct lemma_shared shared;
    lemma_share(l, &w, &shared);
    for (unsigned i = 0; i < n; i++) {
        unsigned known = lemma_known(l, &w, &shared, (struct str){list[i].text, list[i].n});
        unsigned k = lemma_word_features(&w, &shared, &list[i], known, features);
        k += lemma_context_features(&list[i], before, behind, features + k);
        for (unsigned f = 0; f < k; f++)
            if (is_common(seen, features[f], times) && linear) linear_feature(linear, features[f]);
        if (linear) linear_candidate(linear);
    }
    if (linear) linear_example(linear, right, weights[t->kind]);
    return true;
}

/* The same for all tokens; returns how many have no candidate that is right. */
static unsigned long add_examples(struct trainer_state *s, struct linear *linear,
                                  const struct lemmatiser *l, struct seen *seen) {
    const struct str none = {"", 0};
    unsigned long lost = 0;
    for (size_t e = 0, i = 0; e < s->n_ends; e++)
        for (size_t first = i; i < s->ends[e]; i++)
            if (s->tokens[i].word)
                lost += !add_example(linear, l, seen, &s->tokens[i],
                                     i > first ? s->tokens[i - 1].form : none,
                                     i + 1 < s->ends[e] ? s->tokens[i + 1].form : none);
    return lost;
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
    fflush(stdout);
}

/* What each language has, by its dev part. */
static const struct plan {
    enum lang lang;
    const char *task, *provenance;
    uint32_t bits;
    unsigned epochs;
    float rate;
    uint8_t least; /* features that are seen less often are left out */
} plans[] = {
    {LANG_EN, "lemma-en",
     "Trained by iber-train lemma en on the train parts of UD_English-EWT (CC BY-SA 4.0) and the "
     "open "
     "genres of UD_English-GUM (CC BY 4.0).\n",
     18, 4, 0.05f, 2},
    {LANG_SQ, "lemma-sq",
     "Trained by iber-train lemma sq on the train part of UD_Albanian-STAF (CC BY-SA 4.0), "
     "UniMorph "
     "sqi (CC BY-SA 3.0), and a table of this project (MIT).\n",
     17, 4, 0.02f, 1},
    {LANG_SR, "lemma-sr",
     "Trained by iber-train lemma sr on the train part of UD_Serbian-SET (CC BY-SA 4.0) and a "
     "table of "
     "this project (MIT).\n",
     20, 4, 0.05f, 1},
};

static int train(struct trainer_state *s, const struct plan *plan, const char *out) {
    char *rules = make_rules(s);
    struct lemmatiser l;
    if (rules == NULL || !lemmatiser_open(&l, s->lang, str_of(rules), &s->data.words, NULL))
        return 2;
    const struct linear_options options = {.task = plan->task,
                                           .version = 1,
                                           .bits = plan->bits,
                                           .outputs = 1,
                                           .labels = rules,
                                           .provenance = plan->provenance,
                                           .epochs = plan->epochs,
                                           .rate = plan->rate,
                                           .l2 = 0.0005f,
                                           .seed = 1};
    struct linear *linear = linear_new(&options);
    struct seen *seen = calloc(1, sizeof *seen);
    if (seen == NULL) return 2;
    seen->least = plan->least;
    add_examples(s, NULL, &l, seen);
    unsigned long lost = add_examples(s, linear, &l, seen);
    free(seen);
    printf("%u rules, %zu tokens, %lu without a rule\n", l.n_rules, s->n, lost);
    linear_train(linear, report);
    int code = linear_write(linear, out) ? 0 : 2;
    if (code) fprintf(stderr, "iber-train: cannot write %s: %s\n", out, strerror(errno));
    linear_free(linear);
    lemmatiser_close(&l);
    free(rules);
    return code;
}

int train_lemma(int argc, char **argv) {
    const struct data_paths paths = {NULL, NULL, NULL};
    char message[512];
    const char *out = NULL;
    struct trainer_state s = {.n = 0};
    const struct plan *plan = plans, *end = plans + sizeof plans / sizeof *plans;
    while (plan < end && !(argc > 0 && strcmp(lang_word(plan->lang), argv[0]) == 0)) plan++;
    if (plan == end || !data_open(&s.data, USES_WORDS, &paths, message, sizeof message)) {
        fprintf(stderr, "iber-train: %s\n",
                plan < end ? message : "lemma needs en, sq or sr first");
        return 2;
    }
    s.lang = plan->lang;
    int code = 0;
    for (int i = 1; i < argc && code == 0; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) out = argv[++i];
        else if (!read_file(&s, argv[i])) code = 2;
    }
    read_irregular(&s);
    if (out == NULL) fprintf(stderr, "iber-train: lemma needs -o OUT\n");
    if (code == 0) code = out ? train(&s, plan, out) : 2;
    for (size_t i = 0; i < s.n; i++) {
        free((void *)(uintptr_t)s.tokens[i].form.p);
        free((void *)(uintptr_t)s.tokens[i].lemma.p);
    }
    free(s.tokens);
    free(s.ends);
    free(s.rules);
    data_close(&s.data);
    return code;
}
