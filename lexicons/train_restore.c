/* SPDX-License-Identifier: MIT */
/* Trains the model of restore.h: text that has its diacritics is stripped, and each word's own spelling
 * is the right one among its candidates. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data.h"
#include "lower.h"
#include "restore.h"
#include "train.h"
#include "train_linear.h"
#include "utf8.h"

enum { BITS = 21, LINE = 1 << 16, WORDS = 4096 };

struct trainer_state {
    struct linear *linear;
    struct data data;
    struct respell respell;
    struct restore_word words[WORDS];
    char sentence[LINE]; /* of files with a token a line */
    size_t n;
    unsigned long examples, lost; /* lost: the right spelling is no candidate */
};

static void add_word(struct trainer_state *s, enum lang lang, size_t n, size_t i, struct str small,
                     struct str bare, float weight) {
    struct respelling list[RESPELL_MOST];
    struct restore_context c;
    uint64_t features[RESTORE_FEATURES];
    unsigned k = respell(&s->respell, lang, bare, s->words[i].capital, list), right = k;
    for (unsigned j = 0; j < k; j++)
        if (str_eq(small, (struct str){list[j].text, list[j].n})) right = j;
    s->lost += right == k;
    if (k < 2 || right == k) return;
    restore_context(lang, s->words, n, i, &c);
    for (unsigned j = 0; j < k; j++) {
        unsigned m = restore_features(&c, &list[j], features);
        for (unsigned f = 0; f < m; f++) linear_feature(s->linear, features[f]);
        linear_candidate(s->linear);
    }
    linear_example(s->linear, right, weight);
    s->examples++;
}

static void add_text(struct trainer_state *s, enum lang lang, struct str text) {
    char small[512], bare[1024];
    struct shape shape;
    for (size_t from = 0; from < text.n;) {
        size_t n = restore_words(&s->respell, lang, text, &from, s->words, WORDS);
        for (size_t i = 0; i < n; i++) {
            if (s->words[i].text.n > 200) continue;
            struct str low = {small, lower(s->words[i].text, small, &shape)};
            struct str plain = {bare, strip_marks(lang, low, bare)};
            bool ascii = !shape.others;
            for (size_t k = 0; k < plain.n; k++) ascii &= (unsigned char)plain.p[k] < 0x80;
            if (ascii && plain.n <= RESPELL_WORD / 2) add_word(s, lang, n, i, low, plain, 1);
        }
    }
}

static void flush(struct trainer_state *s, enum lang lang) {
    add_text(s, lang, (struct str){s->sentence, s->n});
    s->n = 0;
}

static void add_token(struct trainer_state *s, struct str token) {
    if (s->n + token.n + 1 > LINE) return;
    if (s->n) s->sentence[s->n++] = ' ';
    memcpy(s->sentence + s->n, token.p, token.n);
    s->n += token.n;
}

/* A line of a training file, by the name's ending: .tsv has the text in its second column, .bio the
 * token in its first, .tbl the token's normal form in its second, others are text. */
static void read_line(struct trainer_state *s, enum lang lang, const char *path, struct str line) {
    struct str name = str_of(path), first = {NULL, 0}, second = {NULL, 0}, rest = line;
    str_cut(&rest, '\t', &first);
    if (rest.p) str_cut(&rest, '\t', &second);
    bool bio = str_ends(name, STR(".bio")), tbl = str_ends(name, STR(".tbl"));
    if (!is_utf8(line) || (bio && line.n && line.p[0] == '#')) return;
    if (str_ends(name, STR(".tsv"))) add_text(s, lang, second);
    else if (!bio && !tbl) add_text(s, lang, line);
    else if (line.n == 0) flush(s, lang);
    else add_token(s, bio ? first : second);
}

static bool read_file(struct trainer_state *s, enum lang lang, const char *path) {
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (f == NULL) {
        fprintf(stderr, "iber-train: cannot read %s: %s\n", path, strerror(errno));
        return false;
    }
    for (ssize_t n; (n = getline(&line, &room, f)) >= 0;) {
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        read_line(s, lang, path, (struct str){line, (size_t)n});
    }
    flush(s, lang);
    free(line);
    fclose(f);
    return true;
}

/* ---- forms of the dictionary, without context: what endings are like */

struct forms {
    struct trainer_state *s;
    enum lang lang;
    unsigned long n, each; /* one form in `each` is taken */
    char text[WORDLIST_WORD];
};

static void add_form(struct forms *f, size_t n) {
    char bare[2 * WORDLIST_WORD];
    struct str form = {f->text, n}, plain = {bare, strip_marks(f->lang, form, bare)};
    bool ascii = true;
    for (size_t k = 0; k < plain.n; k++) ascii &= plain.p[k] >= 'a' && plain.p[k] <= 'z';
    if (!ascii || plain.n > RESPELL_WORD / 2 || f->n++ % f->each) return;
    f->s->words[0] = (struct restore_word){.text = form, .border = true};
    add_word(f->s, f->lang, 1, 0, form, plain, 0.3f);
}

static void add_forms(struct forms *f, uint32_t at, size_t n) {
    const struct wordlist *w = &f->s->data.words;
    for (; at > 0 && n < WORDLIST_WORD; at++) {
        uint32_t arc = w->arcs[at];
        f->text[n] = (char)arc;
        if (arc & ARC_ENDS) add_form(f, n + 1);
        if ((unsigned char)arc != LEMMA_MARK) add_forms(f, arc >> ARC_SHIFT, n + 1);
        if (arc & ARC_LAST) break;
    }
}

static bool read_forms(struct trainer_state *s, enum lang lang, const char *each) {
    struct forms f = {.s = s, .lang = lang, .each = strtoul(each, NULL, 10)};
    if (f.each == 0) return false;
    const uint32_t *root = s->data.words.header->root[lang == LANG_SQ ? 1 : 2];
    for (unsigned c = 'a'; c < 256; c++) {
        uint32_t arc = root[c] ? s->data.words.arcs[root[c]] : 0;
        if (root[c] == 0) continue;
        f.text[0] = (char)arc;
        if (arc & ARC_ENDS) add_form(&f, 1);
        add_forms(&f, arc >> ARC_SHIFT, 1);
    }
    return true;
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
    fflush(stdout);
}

static int run_files(struct trainer_state *s, int argc, char **argv, const char **out) {
    for (int i = 0; i < argc; i++) {
        const char *equals = strchr(argv[i], '=');
        bool sq = equals && strncmp(argv[i], "sq=", 3) == 0,
             sr = equals && strncmp(argv[i], "sr=", 3) == 0;
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) *out = argv[++i];
        else if (strncmp(argv[i], "sq-forms=", 9) == 0) read_forms(s, LANG_SQ, argv[i] + 9);
        else if (!sq && !sr) {
            fprintf(stderr, "iber-train: not sr=FILE or sq=FILE: %s\n", argv[i]);
            return 2;
        } else if (!read_file(s, sq ? LANG_SQ : LANG_SR, equals + 1)) return 2;
    }
    return *out ? 0 : 2;
}

int train_restore(int argc, char **argv) {
    static const char provenance[] =
        "Trained by iber-train restore on the train parts of UD_Serbian-SET and UNER_Croatian-SET "
        "(CC BY-SA "
        "4.0), COMtext.SR.legal (CC BY 4.0), reldi-sr-norm and reldi-hr-norm (CC BY-SA 4.0), "
        "UD_Albanian-STAF (CC BY-SA 4.0), Albanian messages of Firefox and Thunderbird (MPL-2.0) "
        "and WordPress (GPL-2+), and texts of this project (MIT).\n";
    const struct linear_options options = {.task = "restore",
                                           .version = 1,
                                           .bits = BITS,
                                           .outputs = 1,
                                           .labels = "",
                                           .provenance = provenance,
                                           .epochs = 4,
                                           .rate = 0.05f,
                                           .l2 = 0.001f,
                                           .seed = 1};
    const struct data_paths paths = {NULL, NULL, NULL};
    char message[512];
    const char *out = NULL;
    struct trainer_state *s = calloc(1, sizeof *s);
    if (s == NULL ||
        !data_open(&s->data, USES_LEXICON | USES_WORDS, &paths, message, sizeof message)) {
        fprintf(stderr, "iber-train: %s\n", s ? message : "out of memory");
        free(s);
        return 2;
    }
    s->respell = (struct respell){&s->data.lexicon, &s->data.words};
    s->linear = linear_new(&options);
    int code = run_files(s, argc, argv, &out);
    if (code == 0) {
        printf("%lu examples; of %lu words the spelling is no candidate\n", s->examples, s->lost);
        linear_train(s->linear, report);
        if (!linear_write(s->linear, out)) {
            fprintf(stderr, "iber-train: cannot write %s: %s\n", out, strerror(errno));
            code = 2;
        }
    } else if (out == NULL) {
        fprintf(stderr, "iber-train: restore needs -o OUT\n");
    }
    linear_free(s->linear);
    data_close(&s->data);
    free(s);
    return code;
}
