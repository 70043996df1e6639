/* SPDX-License-Identifier: MIT */
/* Trains the model of sentence ends (boundary.h) on treebanks. Examples:
 *   titles   each place in a document's first sentence where a title may end; further sentences as if
 *            a document began with them, so that names inside sentences are seen; short sentences
 *            without their full stop before the next one, as titles are, and titles of
 *            other documents;
 *   numbers  each numeral with a dot before a capital (Serbian, Croatian), and made ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "boundary.h"
#include "letters.h"
#include "train.h"
#include "train_linear.h"
#include "train_pools.h"
#include "utf8.h"

enum {
    BITS = 19,
    VERSION = 2,
    HELD_OUT = 10,
    MADE_MAX = 110,
    COPY = 400,
    TITLE_MAX = 160,
    TITLES = 8
};

static const float NUMBER_WEIGHT = 0.1f, TITLE_WEIGHT = 0.2f;

struct text {
    char *p;
    size_t n, cap;
    uint32_t *begins; /* of its sentences */
    bool *paragraph;  /* begins one */
    uint32_t sentences, cap_sentences;
    enum lang lang;
};

/* What is counted in held-out documents: titles; the sentence behind, as if the document began with it,
 * and so with all others; numerals. */
enum { TITLE, SECOND, OTHER, NUMBER, ROWS };

struct counts {
    unsigned right, wrong, missed, none;
};

struct training {
    struct linear *linear;
    struct model model; /* when testing */
    struct wordlist words;
    bool testing;
    unsigned fold;
    struct {
        char p[TITLE_MAX];
        size_t n;
    } titles[TITLES];              /* of earlier documents of the same file */
    struct counts counts[2][ROWS]; /* not English, English */
    int32_t threshold;
};

static void put(struct text *t, const char *p, size_t n) {
    if (t->n + n > t->cap) {
        t->cap = (t->n + n) * 2;
        t->p = must(realloc(t->p, t->cap));
    }
    memcpy(t->p + t->n, p, n);
    t->n += n;
}

static void add_sentence(struct text *t, struct str s, bool paragraph) {
    if (t->sentences == t->cap_sentences) {
        t->cap_sentences = t->cap_sentences ? t->cap_sentences * 2 : 256;
        t->begins = must(realloc(t->begins, t->cap_sentences * sizeof *t->begins));
        t->paragraph = must(realloc(t->paragraph, t->cap_sentences * sizeof *t->paragraph));
    }
    if (t->n) put(t, paragraph ? "\n" : " ", 1);
    t->begins[t->sentences] = (uint32_t)t->n;
    t->paragraph[t->sentences++] = paragraph || t->n == 0;
    put(t, s.p, s.n);
}

static void number_example(struct training *r, const struct boundary *b, bool ends, float weight) {
    uint64_t features[BOUNDARY_FEATURES];
    unsigned n = boundary_features(b, BOUNDARY_NUMBER, features);
    linear_candidate(r->linear); /* goes on: score 0 */
    for (unsigned i = 0; i < n; i++) linear_feature(r->linear, features[i]);
    linear_candidate(r->linear);
    linear_example(r->linear, ends, weight);
}

static bool begins_at(const struct text *t, uint32_t from, size_t at) {
    for (uint32_t i = from; i < t->sentences && t->begins[i] <= at; i++)
        if (t->begins[i] == at) return true;
    return false;
}

static size_t paragraph_end(const struct text *t, uint32_t i) {
    while (++i < t->sentences)
        if (t->paragraph[i]) return t->begins[i] - 1;
    return t->n;
}

/* The model said that the sentence ends before byte `said`, it does before `is`; 0: nowhere. */
static void count(struct training *r, const struct text *t, size_t said, size_t is, unsigned row) {
    struct counts *c = &r->counts[t->lang == LANG_EN][row];
    if (said) c->right += said == is, c->wrong += said != is;
    else c->missed += is > 0, c->none += is == 0;
}

/* One answer of many: none of the places, or the one before byte `next` (0: none is right). */
static void title_example(struct training *r, struct boundary b, size_t next, float weight) {
    uint64_t features[BOUNDARY_FEATURES];
    uint32_t place = 0, right = 0;
    linear_candidate(r->linear); /* no title: score 0 */
    while (boundary_next_title(&b)) {
        unsigned n = boundary_features(&b, BOUNDARY_TITLE, features);
        for (unsigned i = 0; i < n; i++) linear_feature(r->linear, features[i]);
        linear_candidate(r->linear);
        place++;
        if (b.next == next) right = place;
    }
    linear_example(r->linear, right, weight);
}

/* All places of sentence i where a title may end, as if the document began with it. */
static void titles(struct training *r, const struct text *t, uint32_t i) {
    struct boundary b = {.words = &r->words,
                         .text = {t->p, t->n},
                         .end = paragraph_end(t, i),
                         .begin = t->begins[i],
                         .left = t->begins[i],
                         .next = t->begins[i],
                         .lang = t->lang};
    struct boundary walk = b;
    size_t right = 0;
    while (!right && boundary_next_title(&walk))
        if (begins_at(t, i, walk.next)) right = walk.next;
    if (!r->testing) {
        title_example(r, b, right, 1);
        return;
    }
    size_t said = boundary_title(&r->model, &b, r->threshold) ? b.next : 0;
    count(r, t, said, right, i > 1 ? OTHER : i ? SECOND : TITLE);
}

/* A short sentence without its full stop, then the next: what a title looks like. */
static void made_title(struct training *r, const struct text *t, uint32_t i) {
    if (i + 1 >= t->sentences || t->paragraph[i + 1]) return;
    size_t begin = t->begins[i], next = t->begins[i + 1], n = next - 1 - begin;
    if (n > MADE_MAX || n < 8 || t->p[next - 2] != '.' ||
        !is_letter((uint32_t)(unsigned char)t->p[next - 3]))
        return;
    char copy[MADE_MAX + COPY + 1];
    size_t rest = paragraph_end(t, i) - next;
    if (rest > COPY) rest = COPY;
    while (rest > 0 && !is_space(t->p[next + rest - 1])) rest--;
    memcpy(copy, t->p + begin, n - 1);
    copy[n - 1] = ' ';
    memcpy(copy + n, t->p + next, rest);
    struct boundary b = {
        .words = &r->words, .text = {copy, n + rest}, .end = n + rest, .lang = t->lang};
    title_example(r, b, n, TITLE_WEIGHT);
}

/* The titles of earlier documents before the text of this one. */
static void other_titles(struct training *r, const struct text *t) {
    if (t->sentences < 3 || t->paragraph[1]) return;
    size_t next = t->begins[1], n = next - 1, rest = paragraph_end(t, 0) - next, last = n;
    uint32_t mark = utf8_prev(t->p, &last);
    if (n > TITLE_MAX || is_close_mark(mark) || mark == '.' || mark == '!' || mark == '?' ||
        mark == ':')
        return;
    if (rest > COPY) rest = COPY;
    while (rest > 0 && !is_space(t->p[next + rest - 1])) rest--;
    for (unsigned k = 0; k < TITLES && r->titles[k].n; k++) {
        char copy[TITLE_MAX + COPY + 1];
        size_t m = r->titles[k].n;
        memcpy(copy, r->titles[k].p, m);
        copy[m] = ' ';
        memcpy(copy + m + 1, t->p + next, rest);
        struct boundary b = {
            .words = &r->words, .text = {copy, m + 1 + rest}, .end = m + 1 + rest, .lang = t->lang};
        title_example(r, b, m + 1, TITLE_WEIGHT);
    }
    memmove(r->titles + 1, r->titles, (TITLES - 1) * sizeof *r->titles);
    memcpy(r->titles[0].p, t->p, n);
    r->titles[0].n = n;
}

/* As one that ends sentence i, or an ordinal inside it: the words behind tell most, and are seen here
 * more often than with real numerals. `at` is where the numeral takes the place of [at, end). */
static void made_number(struct training *r, const struct text *t, size_t begin, size_t at,
                        size_t end, size_t last, bool ends) {
    static const char *const numerals[] = {"3.",    "12.",   "25.", "62.",
                                           "1998.", "2007.", "II.", "XVI."};
    struct str numeral = str_of(numerals[(at + end) % 8]);
    char copy[2 * COPY + 16];
    size_t left = at - begin, rest = last - end;
    if (left > COPY || left == 0) return;
    if (rest > COPY) rest = COPY;
    while (rest > 0 && !is_space(t->p[end + rest - 1])) rest--;
    memcpy(copy, t->p + begin, left);
    memcpy(copy + left, numeral.p, numeral.n);
    copy[left + numeral.n] = ' ';
    memcpy(copy + left + numeral.n + 1, t->p + end, rest);
    size_t n = left + numeral.n + 1 + rest;
    struct boundary b = {.words = &r->words,
                         .text = {copy, n},
                         .end = n,
                         .left = left + numeral.n,
                         .next = left + numeral.n + 1,
                         .lang = t->lang};
    number_example(r, &b, ends, NUMBER_WEIGHT);
}

/* The last word of sentence i becomes a numeral; numerals are put before the names in it. */
static void made_numbers(struct training *r, const struct text *t, uint32_t i) {
    if (i + 1 >= t->sentences || t->paragraph[i + 1]) return;
    size_t begin = t->begins[i], next = t->begins[i + 1], last = paragraph_end(t, i), at = next - 1;
    if (next - begin < 20 || t->p[next - 2] != '.' || !is_upper(utf8_at(t->p, next))) return;
    while (at > begin && !is_space(t->p[at - 1])) at--;
    if (at > begin) made_number(r, t, begin, at, next, last, true);
    for (size_t k = begin + 1; k + 1 < next - 1; k++) {
        if (t->p[k] != ' ' || !is_upper(utf8_at(t->p, k + 1)) || t->p[k - 1] < 'a') continue;
        made_number(r, t, begin, k + 1, k + 1, last, false);
    }
}

/* Numerals with a dot in sentence i and behind it. */
static void numbers(struct training *r, const struct text *t, uint32_t i) {
    size_t end = i + 1 < t->sentences ? t->begins[i + 1] + 1 : t->n;
    for (size_t k = t->begins[i] + 1; k + 2 < end; k++) {
        if (t->p[k] != '.' || t->p[k + 1] != ' ') continue;
        size_t next = k + 2, word = k;
        while (word > t->begins[i] && !is_space(t->p[word - 1])) word--;
        struct str w = {t->p + word, k - word};
        bool digits = w.n > 0, roman = w.n > 1;
        for (size_t c = 0; c < w.n; c++)
            digits &= is_digit(w.p[c]), roman &= memchr("IVXLC", w.p[c], 5) != NULL;
        size_t letter = next;
        while (letter < t->n && is_open_mark(utf8_at(t->p, letter))) utf8_next(t->p, &letter);
        if ((!digits && !roman) || letter >= t->n || !is_upper(utf8_at(t->p, letter))) continue;
        if (word == t->begins[i]) continue;
        struct boundary b = {.words = &r->words,
                             .text = {t->p, t->n},
                             .end = paragraph_end(t, i),
                             .begin = t->begins[i],
                             .left = k + 1,
                             .next = next,
                             .lang = t->lang};
        bool ends = begins_at(t, i, next);
        if (!r->testing) {
            number_example(r, &b, ends, 1);
            continue;
        }
        bool said = boundary_score(&r->model, &b, BOUNDARY_NUMBER) > r->threshold;
        count(r, t, said ? next : 0, ends ? next : 0, NUMBER);
    }
}

static void document(struct training *r, const struct text *t) {
    if (!r->testing) other_titles(r, t);
    for (uint32_t i = 0; i < t->sentences; i++) {
        titles(r, t, i);
        if (!r->testing && t->lang == LANG_SR) made_title(r, t, i);
        if (t->lang == LANG_SR) numbers(r, t, i);
        if (t->lang == LANG_SR && !r->testing) made_numbers(r, t, i);
    }
}

/* A document's number: "# newdoc id = set.sr.12", else how many were before it. A text and its
 * translation have the same, so that none is held out while the other is learnt. */
static unsigned document_number(struct str newdoc, enum lang lang, unsigned before) {
    unsigned number = 0, scale = 1;
    if (lang != LANG_SR) return before;
    for (size_t i = newdoc.n; i > 0 && is_digit(newdoc.p[i - 1]) && scale < 1000000;
         i--, scale *= 10)
        number += (unsigned)(newdoc.p[i - 1] - '0') * scale;
    return number;
}

/* CoNLL-U or BIO: "# newdoc", "# newpar", "# text = ". Every tenth document is held out. */
static bool read_file(struct training *r, const char *path, enum lang lang, bool all) {
    FILE *f = fopen(path, "rb");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    struct text t = {.lang = lang};
    unsigned number = 0, documents = 0;
    memset(r->titles, 0, sizeof r->titles);
    bool paragraph = false;
    if (f == NULL) {
        perror(path);
        return false;
    }
    while ((n = getline(&line, &cap, f)) > 0) {
        struct str s = str_trim((struct str){line, (size_t)n});
        bool begins = str_starts(s, STR("# newdoc"));
        if (begins && t.sentences) {
            if (all || (number % HELD_OUT == r->fold) == r->testing) document(r, &t);
            t.n = 0, t.sentences = 0;
        }
        if (begins) number = document_number(s, lang, documents++);
        paragraph |= str_starts(s, STR("# newpar"));
        if (!str_starts(s, STR("# text = "))) continue;
        add_sentence(&t, str_sub(s, 9, s.n), paragraph);
        paragraph = false;
    }
    if (all || (number % HELD_OUT == r->fold) == r->testing) document(r, &t);
    free(t.p), free(t.begins), free(t.paragraph), free(line);
    fclose(f);
    return true;
}

static bool read_all(struct training *r, int n, char **files, bool all) {
    for (int i = 0; i < n; i++) {
        struct str rest = str_of(files[i]), lang;
        if (!str_cut(&rest, '=', &lang) || rest.p == NULL) {
            fprintf(stderr, "iber-train: '%s': write LANG=FILE, for example sr=train.conllu\n",
                    files[i]);
            return false;
        }
        if (!read_file(r, rest.p, lang_from(lang), all)) return false;
    }
    return true;
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
}

static bool test(struct training *r, const char *path, int n, char **files) {
    char message[512];
    if (!model_open(&r->model, path, "sentences", VERSION, message, sizeof message)) {
        fprintf(stderr, "iber-train: %s\n", message);
        return false;
    }
    r->testing = true;
    for (int margin = -2; margin <= 2; margin++) {
        r->threshold = (int32_t)((float)margin / r->model.header->scale);
        memset(r->counts, 0, sizeof r->counts);
        if (!read_all(r, n, files, false)) return false;
        for (int k = 0; k < 2 * ROWS; k++) {
            static const char *const rows[] = {"titles", "second sentences", "others", "numerals"};
            struct counts *c = &r->counts[k / ROWS][k % ROWS];
            printf("held out, %s%s, margin %d: right %u, wrong %u, missed %u, none %u\n",
                   k / ROWS ? "en " : "", rows[k % ROWS], margin, c->right, c->wrong, c->missed,
                   c->none);
        }
    }
    model_close(&r->model);
    return true;
}

static const char provenance[] = "Sentence ends that rules do not tell: titles that ran into the "
                                 "text, Serbian numerals with a dot.\n"
                                 "Trained by iber-train on the train parts of UD Serbian-SET, UNER "
                                 "Croatian-SET, UD English-EWT and\n"
                                 "UD Albanian-STAF (CC BY-SA 4.0) and UD English-GUM, open genres "
                                 "(texts CC BY 2.5 to 4.0, CC BY-SA\n"
                                 "3.0, public domain; annotation CC BY 4.0). 10 epochs, rate 0.05, "
                                 "L2 0.001, L1 0.0001, seed 1.\n";

/* -o OUT --words FILE [--held-out DIGIT] LANG=FILE... */
int train_sentences(int argc, char **argv) {
    const char *out = NULL, *words = NULL;
    char message[512];
    bool held_out = false;
    unsigned fold = 0;
    int i = 0;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) out = argv[++i];
        else if (strcmp(argv[i], "--words") == 0 && i + 1 < argc) words = argv[++i];
        else if (strcmp(argv[i], "--held-out") == 0 && i + 1 < argc)
            held_out = true, fold = (unsigned)argv[++i][0] - '0';
        else return fprintf(stderr, "iber-train: what is '%s'?\n", argv[i]), 2;
    }
    if (out == NULL || i == argc)
        return fprintf(stderr, "iber-train: -o and files are wanted\n"), 2;
    struct linear_options o = {.task = "sentences",
                               .version = VERSION,
                               .bits = BITS,
                               .outputs = 1,
                               .labels = "ends\n",
                               .provenance = provenance,
                               .epochs = 10,
                               .rate = 0.05f,
                               .l2 = 1e-3f,
                               .l1 = 1e-4f,
                               .seed = 1};
    struct training r = {.linear = linear_new(&o), .fold = fold};
    if (!wordlist_open(&r.words, words, message, sizeof message))
        return fprintf(stderr, "iber-train: %s\n", message), 1;
    bool fine = read_all(&r, argc - i, argv + i, !held_out);
    if (fine) linear_train(r.linear, report);
    if (fine && !linear_write(r.linear, out)) perror(out), fine = false;
    linear_free(r.linear);
    return fine && (!held_out || test(&r, out, argc - i, argv + i)) ? 0 : 1;
}
