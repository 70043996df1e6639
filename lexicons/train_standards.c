/* SPDX-License-Identifier: MIT */
/* Trains the model of standards.h on texts: LANG[:PERCENT]=FILE, of sr, hr or bs, in either script. By
 * the file's name: .bio, .conllu, .tbl have a token a line; .tsv words in columns sr, hr, bs, several
 * parted by blanks; others are text. Text is cut into runs of words, as sentences and titles have. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "standards.h"
#include "train.h"
#include "train_linear.h"
#include "train_pools.h"
#include "translit.h"
#include "word_letters.h"

enum { BITS = 18, LINE = 1 << 16, EPOCHS = 5, CUTS = 3, STRIPPED = 12 /* percent */ };

static const char *const codes[STANDARDS] = {"sr", "hr", "bs"};

struct trainer_state {
    struct linear *linear;
    struct wordlist words;
    uint64_t random;
    char sentence[LINE];
    size_t n;
    double examples[STANDARDS];
};

static uint64_t next_random(struct trainer_state *s, uint64_t below) {
    s->random = s->random * 6364136223846793005u + 1442695040888963407u;
    return (s->random >> 33) % below;
}

static void add_example(struct trainer_state *s, struct str text, unsigned standard, float weight) {
    static uint64_t features[STANDARD_FEATURES];
    unsigned n = standard_features(&s->words, text, features);
    if (n == 0) return;
    for (unsigned i = 0; i < n; i++) linear_feature(s->linear, features[i]);
    linear_candidate(s->linear);
    linear_example(s->linear, standard, weight);
    s->examples[standard] += (double)weight;
}

/* How many words an example has. */
static unsigned example_length(struct trainer_state *s) {
    uint64_t r = next_random(s, 100);
    return r < 20   ? 1 + (unsigned)next_random(s, 3)
           : r < 50 ? 4 + (unsigned)next_random(s, 5)
                    : 9 + (unsigned)next_random(s, 20);
}

/* The text without its marks: č → c, đ → dj. Returns how long it is, in `out` with room for as much. */
static size_t strip(struct str text, char *out) {
    static const char marked[] = "čćšžđČĆŠŽĐ", bare[] = "ccszdCCSZD";
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *at = NULL;
        for (unsigned k = 0; k < sizeof bare - 1 && i + 1 < text.n && !at; k++)
            if (memcmp(text.p + i, marked + 2 * k, 2) == 0) at = bare + k;
        out[n++] = at ? *at : text.p[i];
        i += at != NULL;
        if (at && (*at | 0x20) == 'd') out[n++] = 'j';
    }
    return n;
}

static void add_text(struct trainer_state *s, struct str text, unsigned standard, float weight) {
    static char out[LINE * TRANSLIT_GROWTH], bare[LINE * TRANSLIT_GROWTH];
    if (text.n == 0 || text.n > LINE || !is_utf8(text)) return;
    text.n = translit_latin(text, out);
    text.p = out;
    while (text.n) {
        size_t n = 0;
        for (unsigned words = example_length(s); n < text.n && words; n++)
            words -= text.p[n] == ' ';
        struct str run = {text.p, n};
        if (next_random(s, 100) < STRIPPED) run = (struct str){bare, strip(run, bare)};
        add_example(s, run, standard, weight);
        text.p += n, text.n -= n;
    }
}

static void add_token(struct trainer_state *s, struct str token) {
    if (s->n + token.n + 1 > LINE) return;
    if (s->n) s->sentence[s->n++] = ' ';
    memcpy(s->sentence + s->n, token.p, token.n);
    s->n += token.n;
}

static void flush(struct trainer_state *s, unsigned standard, float weight) {
    add_text(s, (struct str){s->sentence, s->n}, standard, weight);
    s->n = 0;
}

static void add_row(struct trainer_state *s, struct str line, float weight) {
    struct str cell, word;
    for (unsigned k = 0; k < STANDARDS && str_cut(&line, '\t', &cell); k++)
        while (str_cut(&cell, ' ', &word)) add_example(s, word, k, weight);
}

static void take_line(struct trainer_state *s, const char *path, struct str line, unsigned standard,
                      float weight) {
    struct str name = str_of(path), first = {NULL, 0}, second = {NULL, 0}, rest = line;
    bool bio = str_ends(name, STR(".bio")) || str_ends(name, STR(".tbl")),
         conllu = str_ends(name, STR(".conllu"));
    if (str_ends(name, STR(".tsv"))) {
        if (line.n && line.p[0] != '#') add_row(s, line, weight);
        return;
    }
    if ((bio || conllu) && line.n && line.p[0] == '#') return;
    str_cut(&rest, '\t', &first);
    if (rest.p) str_cut(&rest, '\t', &second);
    if (!bio && !conllu) add_text(s, line, standard, weight);
    else if (line.n == 0) flush(s, standard, weight);
    else add_token(s, bio ? first : second);
}

static bool take_file(struct trainer_state *s, const char *path, unsigned standard, float weight) {
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (f == NULL) {
        fprintf(stderr, "iber-train: cannot read %s: %s\n", path, strerror(errno));
        return false;
    }
    for (ssize_t n; (n = getline(&line, &room, f)) >= 0;) {
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        take_line(s, path, (struct str){line, (size_t)n}, standard, weight);
    }
    flush(s, standard, weight);
    free(line);
    fclose(f);
    return true;
}

/* LANG[:PERCENT]=FILE */
static bool take_source(struct trainer_state *s, const char *arg) {
    const char *equals = strchr(arg, '=');
    for (unsigned k = 0; equals && k < STANDARDS; k++) {
        if (strncmp(arg, codes[k], 2) != 0 || (arg[2] != ':' && arg + 2 != equals)) continue;
        float weight = 1;
        if (arg[2] == ':') {
            unsigned percent = 0;
            for (const char *c = arg + 3; is_digit(*c); c++)
                percent = percent * 10 + (unsigned)(*c - '0');
            weight = (float)percent / 100;
        }
        return take_file(s, equals + 1, k, weight);
    }
    fprintf(stderr, "iber-train: not sr, hr or bs[:PERCENT]=FILE: %s\n", arg);
    return false;
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
    fflush(stdout);
}

static const char provenance[] =
    "Trained by iber-train standards on the train parts of UD_Serbian-SET, UNER_Croatian-SET, "
    "hr500k, "
    "reldi-sr, reldi-hr (CC BY-SA 4.0), COMtext.SR.legal (CC BY 4.0), on messages of translated "
    "programs (GPL, LGPL; Firefox, LibreOffice: MPL-2.0; Wesnoth: GPL-2+), GNOME's help (CC BY-SA "
    "3.0) "
    "and on texts and words of this project (MIT). lexicons/README.md names the packages. It holds "
    "hashed features and weights, no text.\n";

static int run(struct trainer_state *s, const char *out, int argc, char **argv) {
    const struct linear_options options = {.task = "standards",
                                           .version = STANDARDS_VERSION,
                                           .bits = BITS,
                                           .outputs = STANDARDS,
                                           .labels = "sr\nhr\nbs\n",
                                           .provenance = provenance,
                                           .epochs = EPOCHS,
                                           .rate = 0.1f,
                                           .calm = 100,
                                           .average = 2,
                                           .seed = 1};
    bool fine = true;
    s->linear = linear_new(&options);
    for (unsigned cut = 0; cut < CUTS; cut++)
        for (int i = 0; fine && i < argc; i++) fine = take_source(s, argv[i]);
    if (fine) {
        for (unsigned k = 0; k < STANDARDS; k++)
            printf("%s: %.0f examples\n", codes[k], s->examples[k]);
        linear_train(s->linear, report);
        fine = linear_write(s->linear, out);
        if (!fine) fprintf(stderr, "iber-train: cannot write %s: %s\n", out, strerror(errno));
    }
    linear_free(s->linear);
    return fine ? 0 : 2;
}

int train_standards(int argc, char **argv) {
    const char *out = NULL, *words = NULL;
    char message[512];
    int i = 0;
    for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
        if (strcmp(argv[i], "-o") == 0) out = argv[i + 1];
        else if (strcmp(argv[i], "--words") == 0) words = argv[i + 1];
        else return fprintf(stderr, "iber-train: what is '%s'?\n", argv[i]), 2;
    }
    if (!out || !words || i == argc)
        return fprintf(stderr, "iber-train: -o, --words and files are wanted\n"), 2;
    struct trainer_state *s = must(calloc(1, sizeof *s));
    s->random = 1;
    int code = 2;
    if (!wordlist_open(&s->words, words, message, sizeof message))
        fprintf(stderr, "iber-train: %s\n", message);
    else code = run(s, out, argc - i, argv + i);
    wordlist_close(&s->words);
    free(s);
    return code;
}
