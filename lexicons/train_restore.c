/* SPDX-License-Identifier: MIT */
/* Trains the model of restore.h on texts that have their diacritics: each is stripped, and the model
 * learns to choose what stood there. Files by the ends of their names: .txt (lines), .tsv and .tbl (the
 * second column: sentences, words), .bio (the first column: words), .conllu (the second column: words).
 * LANG:COLUMN=FILE is a file of the lexicon's rows, of which names are learnt, a line each. The model of
 * letters also learns from some words of the word list. With --without, words of a file are not learnt from where five of them stand side by side in another
 * one as they do there: texts that are measured on must not be seen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letters.h"
#include "restore_parts.h"
#include "train.h"
#include "train_linear.h"
#include "utf8.h"

enum {
    VERSION = 2,
    WORDS = 4096,
    GRAM = 5,
    SET = 1 << 21,
    COLUMNS = 9,
    EVERY_SR = 60,
    EVERY_SQ = 20
};

struct training {
    struct restore_data data;
    struct linear *linear;
    enum variety variety;
    struct row rows[WORDS];
    uint64_t right[WORDS]; /* choices */
    uint64_t stood[WORDS]; /* hash of the word with its marks */
    bool skip[WORDS];
    size_t n;
    bool apart;              /* a mark of punctuation was read */
    bool only_grams;         /* a text that must not be seen */
    bool only_letters;       /* forms of the word list: how common they are says nothing */
    uint64_t *grams, *types; /* sets: open addressing, 0 is empty */
    unsigned examples, missing, left_out;
    unsigned forms; /* of the word list, up to here */
};

/* Is `h` in the set? Puts it there when `put`. */
static bool in_set(uint64_t *set, uint64_t h, bool put) {
    size_t at = (h |= 1) >> 20 & (SET - 1);
    for (; set[at]; at = (at + 1) & (SET - 1))
        if (set[at] == h) return true;
    if (put) set[at] = h;
    return false;
}

static void mark_grams(struct training *t) {
    for (size_t i = 0; i + GRAM <= t->n; i++) {
        uint64_t h = t->variety == VARIETY_SQ;
        for (size_t k = 0; k < GRAM; k++) h = feature_mix(h, t->rows[i + k].hash);
        bool there = in_set(t->grams, h, t->only_grams);
        for (size_t k = 0; there && k < GRAM; k++) t->skip[i + k] = true;
    }
}

static void put_features(struct training *t, const uint64_t *features, unsigned n) {
    for (unsigned i = 0; i < n; i++) linear_feature(t->linear, features[i]);
}

/* One example for each place of a word that was not there before. */
static void learn_letters(struct training *t, size_t i, float weight) {
    const struct form *f = &t->rows[i].form;
    uint64_t features[LETTER_FEATURES];
    if (in_set(t->types, feature_mix(t->stood[i], f->capital), true)) return;
    for (unsigned k = 0; k < f->n_places; k++) {
        unsigned takes, right = 0, n = 0;
        for (unsigned c = 0; c < 3; c++) {
            if (c &&
                (!form_letter(f, f->place[k], c, &takes) || (f->low[f->place[k]] == 'd' && c == 2)))
                continue;
            if (c == choice_at(t->right[i], k)) right = n;
            put_features(t, features, letter_features(f, k, c, features));
            linear_candidate(t->linear);
            n++;
        }
        linear_example(t->linear, right, weight);
    }
}

static void learn_word(struct training *t, size_t i, bool memory) {
    struct row *row = &t->rows[i];
    uint64_t features[STATIC_FEATURES + CONTEXT_FEATURES];
    unsigned right = 0;
    while (right < row->c.n && row->c.v[right].choices != t->right[i]) right++;
    if (right == row->c.n) {
        t->missing++;
        return;
    }
    for (unsigned k = 0; k < row->c.n; k++) {
        struct candidate *c = &row->c.v[k];
        put_features(t, features,
                     static_features(&row->form, t->variety, &row->c, c, memory, features));
        if (memory) put_features(t, features, context_features(t->rows, i, t->n, c, features));
        linear_candidate(t->linear);
    }
    linear_example(t->linear, right, memory ? 1.0f : 0.25f);
    t->examples++;
}

/* What was read up to here is a sentence, or a line. */
static void end_line(struct training *t) {
    mark_grams(t);
    for (size_t i = 0; i < t->n && !t->only_grams; i++)
        candidates_find(&t->data, t->variety, &t->rows[i].form, &t->rows[i].c);
    for (size_t i = 0; i < t->n && !t->only_grams; i++) {
        struct row *row = &t->rows[i];
        t->left_out += t->skip[i];
        if (t->skip[i] || row->form.other || row->form.n_places == 0) continue;
        learn_letters(t, i, row->c.unknown ? 1.0f : 0.3f);
        if (row->c.unknown || row->c.n == 1 || t->only_letters) continue;
        learn_word(t, i, true);
        learn_word(t, i, false);
    }
    t->n = 0;
    t->apart = true;
}

static void push(struct training *t, struct str word) {
    struct row marked, *row = &t->rows[t->n];
    char plain[2 * FORM_BYTES];
    if (is_digit(word.p[0])) {
        row_read(row, t->variety, word, t->apart);
        t->skip[t->n++] = true;
        t->apart = false;
        if (t->n == WORDS) end_line(t);
        return;
    }
    row_read(&marked, t->variety, word, false);
    size_t n = marked.form.other ? 0 : form_strip(&marked.form, true, plain);
    row_read(row, t->variety, (struct str){plain, n}, t->apart);
    row->form.capital = marked.form.capital;
    row->form.capitals = marked.form.capitals;
    row->decided = t->stood[t->n] = marked.hash;
    t->skip[t->n] = !form_choices(&row->form, (struct str){marked.form.low, marked.form.n},
                                  &t->right[t->n]);
    t->apart = false;
    if (++t->n == WORDS) end_line(t);
}

/* Marks of names in corpora/ner: behind "[" come a type and a blank. */
static size_t skip_mark(struct str s, size_t i) {
    size_t to = i;
    while (to < s.n && ((s.p[to] >= 'A' && s.p[to] <= 'Z') || s.p[to] == '/')) to++;
    return to > i + 1 && to < s.n && s.p[to] == ' ' ? to : i;
}

static void push_text(struct training *t, struct str s) {
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c) && !is_number(c)) {
            size_t mark = c == '[' ? skip_mark(s, i) : i;
            t->apart |= c != ' ' && mark == i;
            i = mark;
            continue;
        }
        i = restore_run(s, from);
        push(t, str_sub(s, from, i));
    }
}

static void push_names(struct training *t, struct str names) {
    for (struct str name; str_cut(&names, '|', &name);) {
        push_text(t, name);
        end_line(t);
    }
}

/* Rows of the lexicon: names in this column. Lists of names have their languages in the second. */
static bool read_rows(struct training *t, const char *path, struct str lang, unsigned column) {
    FILE *f = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0;
    bool languages = false;
    if (f == NULL) return perror(path), false;
    for (unsigned at = 0; getline(&line, &room, f) > 0; at++) {
        struct str rest = str_trim(str_of(line)), cell[COLUMNS] = {0}, one;
        for (unsigned k = 0; k < COLUMNS && str_cut(&rest, '\t', &cell[k]);) k++;
        if (at == 0) languages = str_eq(cell[1], STR("langs"));
        bool fits = at > 0 && !languages;
        while (at > 0 && languages && str_cut(&cell[1], ',', &one)) fits |= str_eq(one, lang);
        if (fits && cell[column].n) push_names(t, cell[column]);
    }
    free(line);
    fclose(f);
    return true;
}

/* Each `every`-th form of the word list behind a node. */
static void learn_forms(struct training *t, uint32_t at, char *form, size_t n, unsigned every) {
    const struct wordlist *w = t->data.list;
    for (; at > 0 && n < FORM_BYTES; at++) {
        uint32_t arc = w->arcs[at];
        form[n] = (char)arc;
        if (arc & ARC_ENDS && ++t->forms % every == 0) {
            push(t, (struct str){form, n + 1});
            end_line(t);
        }
        if ((unsigned char)arc != LEMMA_MARK) learn_forms(t, arc >> ARC_SHIFT, form, n + 1, every);
        if (arc & ARC_LAST) break;
    }
}

static void learn_dictionary(struct training *t, enum variety variety, unsigned every) {
    char form[FORM_BYTES];
    t->variety = variety;
    t->only_grams = false;
    for (unsigned c = 0; c < 256; c++) {
        uint32_t root = t->data.list->header->root[variety == VARIETY_SQ ? 1 : 2][c];
        form[0] = (char)c;
        if (root) learn_forms(t, t->data.list->arcs[root] >> ARC_SHIFT, form, 1, every);
    }
}

static bool read_file(struct training *t, const char *path) {
    FILE *f = fopen(path, "rb");
    struct str name = str_of(path);
    bool words = !str_ends(name, STR(".txt")) && !str_ends(name, STR(".tsv"));
    unsigned column = str_ends(name, STR(".txt")) || str_ends(name, STR(".bio")) ? 0 : 1;
    char *line = NULL;
    size_t room = 0;
    if (f == NULL) return perror(path), false;
    for (ssize_t n; (n = getline(&line, &room, f)) > 0;) {
        struct str rest = str_trim((struct str){line, (size_t)n}), cell = {0};
        bool note = !str_ends(name, STR(".tsv")) && str_starts(rest, STR("# "));
        for (unsigned k = 0; k <= column; k++)
            if (!str_cut(&rest, '\t', &cell)) cell = (struct str){0};
        if (!note && is_utf8(cell)) push_text(t, cell);
        if (!words || cell.n == 0) end_line(t);
    }
    end_line(t);
    free(line);
    fclose(f);
    return true;
}

/* "sq:5": columns are counted from 1. */
static bool read_lang(struct str *lang, unsigned *column) {
    struct str rest = *lang;
    if (!str_cut(&rest, ':', lang)) return false;
    *column = rest.n == 1 && is_digit(rest.p[0]) ? (unsigned)(rest.p[0] - '0') : 0;
    return rest.p == NULL || (*column > 0 && *column <= COLUMNS);
}

static bool read_one(struct training *t, const char *argument, bool only_grams) {
    static const char *const names[] = {"sr", "hr", "sq", NULL};
    struct str rest = str_of(argument), lang;
    unsigned v = 0, column = 0;
    if (!str_cut(&rest, '=', &lang) || rest.p == NULL || !read_lang(&lang, &column) ||
        !str_in(lang, names))
        return fprintf(stderr, "iber-train: '%s': write sr=FILE, hr=FILE or sq=FILE\n", argument),
               false;
    while (!str_is(lang, names[v])) v++;
    t->variety = (enum variety)v;
    t->only_grams = only_grams;
    t->apart = true;
    return column ? read_rows(t, rest.p, lang, column - 1) : read_file(t, rest.p);
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
    fflush(stdout);
}

static const char provenance[] =
    "Puts diacritics back. Trained by iber-train on train parts only: UD Serbian-SET and UNER\n"
    "Croatian-SET, ReLDI-NormTagNER-sr and -hr, UD Albanian-STAF (CC BY-SA 4.0), COMtext.SR.legal\n"
    "(CC BY 4.0), and texts and names of iber's own (MIT).\n";

static bool train(struct training *t, const char *out, int n, char **files) {
    struct linear_options o = {.task = "restore",
                               .version = VERSION,
                               .bits = RESTORE_BITS,
                               .outputs = 1,
                               .labels = "",
                               .provenance = provenance,
                               .epochs = 8,
                               .average = 6,
                               .rate = 0.05f,
                               .l2 = 1e-4f,
                               .seed = 1};
    t->linear = linear_new(&o);
    bool fine = true;
    for (int without = 1; without >= 0; without--)
        for (int i = 0; fine && i < n; i++) {
            bool flag = strcmp(files[i], "--without") == 0 && i + 1 < n;
            if (flag == (without == 1)) fine = read_one(t, files[i + flag], flag);
            i += flag;
        }
    if (fine) {
        t->only_letters = true;
        learn_dictionary(t, VARIETY_SR, EVERY_SR);
        learn_dictionary(t, VARIETY_SQ, EVERY_SQ);
        printf("%u examples, %u without the right candidate, %u words left out\n", t->examples,
               t->missing, t->left_out);
        linear_train(t->linear, report);
        fine = linear_write(t->linear, out);
        if (!fine) perror(out);
    }
    linear_free(t->linear);
    return fine;
}

/* -o OUT --lexicon FILE --words FILE [--without LANG=FILE]... LANG=FILE... */
int train_restore(int argc, char **argv) {
    const char *out = NULL, *lexicon = NULL, *words = NULL;
    char message[512];
    int i = 0;
    for (; i + 1 < argc && argv[i][0] == '-' && strcmp(argv[i], "--without") != 0; i += 2) {
        if (strcmp(argv[i], "-o") == 0) out = argv[i + 1];
        else if (strcmp(argv[i], "--lexicon") == 0) lexicon = argv[i + 1];
        else if (strcmp(argv[i], "--words") == 0) words = argv[i + 1];
        else return fprintf(stderr, "iber-train: what is '%s'?\n", argv[i]), 2;
    }
    if (!out || !lexicon || !words || i == argc)
        return fprintf(stderr, "iber-train: -o, --lexicon, --words and files are wanted\n"), 2;
    struct lexicon lex = {0};
    struct wordlist list = {0};
    struct training *t = calloc(1, sizeof *t);
    bool fine = t && (t->grams = calloc(SET, sizeof *t->grams)) &&
                (t->types = calloc(SET, sizeof *t->types));
    if (!fine) fprintf(stderr, "iber-train: out of memory\n");
    if (fine && !(fine = lexicon_open(&lex, lexicon, message, sizeof message) &&
                         wordlist_open(&list, words, message, sizeof message)))
        fprintf(stderr, "iber-train: %s\n", message);
    if (fine) {
        t->data = (struct restore_data){&lex, &list, NULL};
        fine = train(t, out, argc - i, argv + i);
    }
    lexicon_close(&lex);
    wordlist_close(&list);
    if (t) free(t->grams), free(t->types);
    free(t);
    return fine ? 0 : 1;
}
