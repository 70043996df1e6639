/* SPDX-License-Identifier: MIT */
/* Trains the model that ranks the bases of names (name_base.h) on treebanks: proper nouns with their
 * lemmas; and on case forms that are made of the lexicon's names. Each is shown with the features that
 * know whole words, without them, and with short endings only, so that these are learnt for the names that
 * no treebank has. Of made forms part is shown as if lexicon or dictionaries had not the name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "name_base_rules.h"
#include "fold.h"
#include "train.h"
#include "train_base_forms.h"
#include "train_linear.h"

enum { BITS = 17, VERSION = 1, COLUMNS = 10, SEEN = 1 << 19 };

/* How much an example counts: of a treebank; made of our own names, imported ones, Albanian ones. */
static const float TREEBANK = 1, OWN = 0.1f, IMPORTED = 0.02f, ALBANIAN = 0.2f, SHORT_ENDINGS = 2;

struct training {
    struct linear *linear;
    struct name_witnesses witnesses;
    uint64_t *seen; /* hashes of the rows that were there already: open addressing, 0 is empty */
    unsigned examples, without; /* of these no candidate is the lemma */
    enum lang lang;             /* of the name that is declined */
    float weight;
};

static bool is_new(struct training *r, uint64_t hash) {
    size_t i = hash & (SEEN - 1);
    for (; r->seen[i]; i = (i + 1) & (SEEN - 1))
        if (r->seen[i] == hash) return false;
    r->seen[i] = hash;
    return true;
}

static void add(struct training *r, const struct base_word *w, struct base_candidate *c, unsigned n,
                unsigned right, enum base_detail detail, float weight) {
    uint64_t features[BASE_CANDIDATES][BASE_FEATURES];
    unsigned counts[BASE_CANDIDATES];
    base_features(&r->witnesses, w, c, n, detail, features, counts);
    for (unsigned i = 0; i < n; i++) {
        for (unsigned k = 0; k < counts[i]; k++) linear_feature(r->linear, features[i][k]);
        linear_candidate(r->linear);
    }
    linear_example(r->linear, right, weight);
}

/* `made`: not of a text, so that whole words say nothing. */
static void example(struct training *r, enum lang lang, struct str form, struct str lemma,
                    float weight, bool made) {
    struct base_word w;
    struct base_candidate c[BASE_CANDIDATES];
    char lemma_low[2 * BASE_WORD], buf[BASE_WORD + BASE_ADD_MAX];
    struct shape shape;
    if (memchr(form.p, '-', form.n) || lemma.n > BASE_WORD || !base_word(lang, form, &w)) return;
    struct str want = {lemma_low, lower(lemma, lemma_low, &shape)};
    unsigned n = base_candidates(&w, c), right = 0;
    while (n > 1 && c[n - 1].aside) n--;
    while (right < n && !str_eq(base_low(&w, &c[right], buf), want)) right++;
    r->examples++;
    if (right == n) {
        r->without++;
        return;
    }
    if (n == 1) return;
    if (!made) add(r, &w, c, n, right, BASE_WHOLE_WORDS, weight);
    add(r, &w, c, n, right, BASE_ENDINGS, weight);
    add(r, &w, c, n, right, BASE_FOUR_LETTERS, weight * SHORT_ENDINGS);
    add(r, &w, c, n, right, BASE_TWO_LETTERS, weight * SHORT_ENDINGS);
}

static bool read_file(struct training *r, enum lang lang, const char *path) {
    FILE *f = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0;
    if (f == NULL) return perror(path), false;
    for (ssize_t n; (n = getline(&line, &room, f)) > 0;) {
        struct str rest = str_trim((struct str){line, (size_t)n}), cell[COLUMNS];
        unsigned k = 0;
        while (k < COLUMNS && str_cut(&rest, '\t', &cell[k])) k++;
        if (k < COLUMNS || !str_eq(cell[3], STR("PROPN"))) continue;
        uint64_t hash = feature_mix(1, XXH3_64bits(cell[1].p, cell[1].n));
        hash = feature_mix(hash, XXH3_64bits(cell[2].p, cell[2].n));
        hash = feature_mix(hash, XXH3_64bits(cell[5].p, cell[5].n));
        if (is_new(r, hash | 1)) example(r, lang, cell[1], cell[2], TREEBANK, false);
    }
    free(line);
    fclose(f);
    return true;
}

static bool read_all(struct training *r, int n, char **files) {
    for (int i = 0; i < n; i++) {
        struct str rest = str_of(files[i]), lang;
        if (!str_cut(&rest, '=', &lang) || rest.p == NULL)
            return fprintf(stderr, "iber-train: '%s': write LANG=FILE\n", files[i]), false;
        if (!read_file(r, lang_from(lang), rest.p)) return false;
    }
    return true;
}

static void take_form(void *user, struct str form, struct str base, float weight) {
    struct training *r = user;
    struct name_witnesses all = r->witnesses;
    unsigned dice = XXH3_64bits(form.p, form.n) % 16;
    if (dice < 8) r->witnesses.lexicon = NULL;
    if (dice % 4 == 0) r->witnesses.words = NULL;
    example(r, r->lang, form, base, weight * r->weight, true);
    r->witnesses = all;
}

static void decline(struct training *r, enum lang lang, unsigned kind, struct str name,
                    float weight) {
    uint64_t hash = feature_mix(kind + 64u * lang, XXH3_64bits(name.p, name.n));
    if (name.n < 3 || memchr(name.p, ' ', name.n) || !is_new(r, hash | 1)) return;
    r->lang = lang;
    r->weight = weight;
    base_forms(lang, kind, name, take_form, r);
}

/* The last word of a person's name. */
static struct str family(struct str name) {
    size_t from = name.n;
    while (from > 0 && name.p[from - 1] != ' ') from--;
    return str_sub(name, from, name.n);
}

/* Of the forms that a row has of a people: one man or woman (Srbin, Srpkinja), not Srbi, Srba, srpski. */
static bool names_one(struct str text) {
    if (str_ends(text, STR("ka")) || str_ends(text, STR("kinja")))
        return !str_ends(text, STR("ska"));
    return memchr("aeiou", text.p[text.n - 1], 5) == NULL;
}

static void decline_lexicon(struct training *r) {
    const struct lexicon *l = r->witnesses.lexicon;
    for (uint32_t i = 0; i < l->n_forms; i++) {
        const struct lexicon_form *f = &l->forms[i];
        const struct lexicon_entry *e = lexicon_entry(l, f);
        struct str text = lexicon_str(l, f->text, f->text_n),
                   sub = lexicon_str(l, e->subtype, e->subtype_n);
        enum lang lang = f->lang == LANG_SQ ? LANG_SQ : LANG_SR;
        unsigned foreign = f->lang == LANG_EN || f->lang == LANG_OTHER ? NAME_FOREIGN : 0;
        float weight = lang == LANG_SQ ? ALBANIAN : f->flags & LEX_IMPORTED ? IMPORTED : OWN;
        if (f->flags & LEX_ACRONYM) continue;
        if (e->kind == LEX_GIVEN)
            decline(r, lang, (str_is(sub, "f") ? NAME_FEMALE : NAME_MALE) | foreign, text, weight);
        else if (str_is(sub, "NORP") && lang == LANG_SR && !foreign && names_one(text))
            decline(r, lang, NAME_PEOPLE, text, weight * 2);
        else if (e->kind == LEX_SURNAME) decline(r, lang, NAME_FAMILY | foreign, text, weight);
        else if (e->kind == LEX_PER) decline(r, lang, NAME_FAMILY | foreign, family(text), weight);
        else if (e->kind == LEX_LOC &&
                 (foreign || str_eq(text, lexicon_str(l, e->norm[lang == LANG_SQ ? 1 : 2],
                                                      e->norm_n[lang == LANG_SQ ? 1 : 2]))))
            decline(r, lang, NAME_PLACE | foreign, text, weight);
    }
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
}

static const char provenance[] =
    "Ranks the bases of names. Trained by iber-train on the proper nouns of the train parts of UD\n"
    "Serbian-SET and UD Albanian-STAF (CC BY-SA 4.0), and on case forms made of iber's lexicon.\n";

static bool train(struct training *r, const char *out, int n, char **files) {
    struct linear_options o = {.task = "base",
                               .version = VERSION,
                               .bits = BITS,
                               .outputs = 1,
                               .labels = "",
                               .provenance = provenance,
                               .epochs = 6,
                               .rate = 0.1f,
                               .l2 = 4e-2f,
                               .seed = 1};
    r->linear = linear_new(&o);
    r->seen = calloc(SEEN, sizeof *r->seen);
    bool fine = r->seen && read_all(r, n, files);
    if (fine) decline_lexicon(r);
    if (fine) {
        printf("%u names, of %u no candidate is the lemma\n", r->examples, r->without);
        linear_train(r->linear, report);
        fine = linear_write(r->linear, out);
        if (!fine) perror(out);
    }
    linear_free(r->linear);
    free(r->seen);
    return fine;
}

/* -o OUT --lexicon FILE --words FILE LANG=FILE... */
int train_base(int argc, char **argv) {
    const char *out = NULL, *lexicon = NULL, *words = NULL;
    char message[512];
    int i = 0;
    for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
        if (strcmp(argv[i], "-o") == 0) out = argv[i + 1];
        else if (strcmp(argv[i], "--lexicon") == 0) lexicon = argv[i + 1];
        else if (strcmp(argv[i], "--words") == 0) words = argv[i + 1];
        else return fprintf(stderr, "iber-train: what is '%s'?\n", argv[i]), 2;
    }
    if (!out || !lexicon || !words || i == argc)
        return fprintf(stderr, "iber-train: -o, --lexicon, --words and files are wanted\n"), 2;
    struct lexicon lex = {0};
    struct wordlist list = {0};
    struct training r = {.witnesses = {&lex, &list, NULL}};
    bool fine = lexicon_open(&lex, lexicon, message, sizeof message) &&
                wordlist_open(&list, words, message, sizeof message);
    if (!fine) fprintf(stderr, "iber-train: %s\n", message);
    if (fine) fine = train(&r, out, argc - i, argv + i);
    lexicon_close(&lex);
    wordlist_close(&list);
    return fine ? 0 : 1;
}
