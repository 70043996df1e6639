/* SPDX-License-Identifier: MIT */
/* Trains the model of the stage `language`. An example is a run of one to some words of one language;
 * which output it is, stands in lang_outputs.h. Sources, by the name's ending: .tiers (words, the most
 * frequent on the first lines), .aff (a Hunspell dictionary: its forms, alone), and text: .bio, .conllu,
 * .tbl (a token a line), .tsv (text in the second column), others (text). Serbian text is given in both
 * scripts, and a share of all text without its marks. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "expand.h"
#include "lang_outputs.h"
#include "train.h"
#include "train_linear.h"
#include "train_pools.h"
#include "translit.h"
#include "word_letters.h"

enum { BITS = 16, LINE = 1 << 16, MOST_WORDS = 12, TIERS = 8, MUCH = 1 << 23, SCRIPT_FEATURES = 8 };

struct source_lang {
    char code[12];
    bool cyrillic;
    struct pool text, forms, tier[TIERS];
};

struct trainer_state {
    struct linear *linear;
    struct hashes standard[2]; /* Serbian in Latin letters, Croatian */
    struct translit *translit;
    struct source_lang langs[96];
    unsigned n_langs;
    uint64_t random;
    char sentence[LINE]; /* of files with a token a line */
    size_t n;
    size_t examples[LANG_OUTPUTS];
};

static uint64_t next_random(struct trainer_state *s, uint64_t below) {
    s->random = s->random * 6364136223846793005u + 1442695040888963407u;
    return (s->random >> 33) % below;
}

static void pool_shuffle(struct trainer_state *s, struct pool *p) {
    for (size_t i = p->n; i > 1; i--) {
        size_t j = next_random(s, i);
        struct str t = p->lines[i - 1];
        p->lines[i - 1] = p->lines[j], p->lines[j] = t;
    }
}

static struct source_lang *lang_of(struct trainer_state *s, const char *code, bool cyrillic) {
    for (unsigned i = 0; i < s->n_langs; i++)
        if (strcmp(s->langs[i].code, code) == 0 && s->langs[i].cyrillic == cyrillic)
            return &s->langs[i];
    if (s->n_langs == sizeof s->langs / sizeof *s->langs) return NULL;
    struct source_lang *l = &s->langs[s->n_langs++];
    snprintf(l->code, sizeof l->code, "%s", code);
    l->cyrillic = cyrillic;
    return l;
}

/* ---- examples */

static bool read_words(struct str text, struct word *words, unsigned *n, unsigned most,
                       size_t *from) {
    uint32_t i = (uint32_t)*from, end = (uint32_t)text.n;
    for (*n = 0; i < end && *n < most;) {
        unsigned char b = (unsigned char)text.p[i];
        bool letter = (b | 0x20) - 'a' <= 'z' - 'a' || b >= 0x80;
        if (letter && word_read(&words[*n], text.p, i, end)) {
            i = words[*n].end;
            *n += words[*n].letters[IN_OTHER] == 0;
        } else {
            i += b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        }
    }
    *from = i;
    return *n > 0;
}

static void add_words(struct trainer_state *s, const struct source_lang *l, struct word *words,
                      unsigned n, float weight) {
    int output = lang_output(l->code, l->cyrillic);
    uint32_t features[WORD_FEATURES], cyrillic = 0, latin = 0;
    bool marked = false;
    for (unsigned i = 0; i < n; i++) {
        cyrillic += words[i].letters[IN_CYRILLIC], latin += words[i].letters[IN_LATIN];
        marked |= is_marked(&words[i]);
    }
    if (output < 0 || (cyrillic > latin) != l->cyrillic) return;
    bool strip = marked && !l->cyrillic && next_random(s, 100) < (output < LANG_WORKING ? 25 : 10);
    for (unsigned i = 0; i < n; i++) {
        if (strip) word_strip(&words[i]);
        unsigned m = word_features(&words[i], features);
        for (unsigned f = 0; f < m; f++) linear_feature(s->linear, features[f]);
    }
    for (unsigned i = 0; i < SCRIPT_FEATURES; i++) /* not asked later: the script is known then */
        linear_feature(s->linear, word_hash((l->cyrillic ? 0x100 : 0x200) + i));
    linear_candidate(s->linear);
    linear_example(s->linear, (uint32_t)output, weight);
    s->examples[output]++;
}

/* How many words an example has: as short lines, titles and sentences have. */
static unsigned example_length(struct trainer_state *s) {
    uint64_t r = next_random(s, 100);
    return r < 35   ? 1
           : r < 60 ? 2
           : r < 80 ? 3 + (unsigned)next_random(s, 3)
                    : 6 + (unsigned)next_random(s, MOST_WORDS - 5);
}

static void add_text(struct trainer_state *s, struct source_lang *l, size_t most) {
    struct word words[MOST_WORDS];
    unsigned n;
    pool_shuffle(s, &l->text);
    for (size_t i = 0, made = 0; i < l->text.n && made < most; i++)
        for (size_t from = 0; from < l->text.lines[i].n;)
            if (read_words(l->text.lines[i], words, &n, example_length(s), &from))
                add_words(s, l, words, n, 1), made++;
}

static void add_forms(struct trainer_state *s, struct source_lang *l, size_t most) {
    struct word words[MOST_WORDS];
    for (size_t i = 0; i < most && l->forms.n; i++) {
        unsigned n = 0, k = next_random(s, 4) ? 1 : 2;
        for (; n < k; n++) {
            size_t from = 0;
            unsigned one;
            struct str form = l->forms.lines[next_random(s, l->forms.n)];
            if (!read_words(form, &words[n], &one, 1, &from)) break;
        }
        if (n) add_words(s, l, words, n, 1);
    }
}

/* Words of the tiers in a row: the first tiers as often as text has them. */
static void add_tiers(struct trainer_state *s, struct source_lang *l, size_t most) {
    struct word words[MOST_WORDS];
    unsigned last = TIERS;
    while (last && l->tier[last - 1].n == 0) last--;
    for (size_t i = 0; last && i < most; i++) {
        unsigned n = 0, k = example_length(s);
        while (n < k) {
            size_t from = 0;
            unsigned tier = (unsigned)next_random(s, 2) ? (unsigned)next_random(s, last)
                                                        : (unsigned)next_random(s, 2),
                     one;
            const struct pool *p = &l->tier[tier < last ? tier : last - 1];
            if (p->n && read_words(p->lines[next_random(s, p->n)], &words[n], &one, 1, &from)) n++;
        }
        add_words(s, l, words, n, 1);
    }
}

/* ---- sources */

static void take_text(struct trainer_state *s, const char *code, struct str text) {
    static char out[LINE * TRANSLIT_GROWTH];
    size_t from = 0;
    struct word words[64];
    unsigned n;
    uint32_t cyrillic = 0, latin = 0;
    if (text.n == 0 || text.n > LINE || !is_utf8(text)) return;
    read_words(text, words, &n, 64, &from);
    for (unsigned i = 0; i < n; i++)
        cyrillic += words[i].letters[IN_CYRILLIC], latin += words[i].letters[IN_LATIN];
    struct source_lang *l = lang_of(s, code, cyrillic > latin);
    if (l == NULL || cyrillic + latin == 0) return;
    pool_add(&l->text, text);
    if (strcmp(code, "sr") != 0 || (l = lang_of(s, code, cyrillic <= latin)) == NULL) return;
    size_t k = cyrillic > latin ? translit_latin(text, out)
                                : translit_cyrillic(s->translit, text, out);
    pool_add(&l->text, (struct str){out, k});
}

static void flush(struct trainer_state *s, const char *code) {
    take_text(s, code, (struct str){s->sentence, s->n});
    s->n = 0;
}

static void take_token(struct trainer_state *s, struct str token) {
    if (s->n + token.n + 1 > LINE) return;
    if (s->n) s->sentence[s->n++] = ' ';
    memcpy(s->sentence + s->n, token.p, token.n);
    s->n += token.n;
}

static void take_tier(struct trainer_state *s, const char *code, unsigned tier, struct str line) {
    struct str word;
    while (str_cut(&line, ' ', &word)) {
        struct word w;
        if (word.n == 0 || !word_read(&w, word.p, 0, (uint32_t)word.n)) continue;
        struct source_lang *l = lang_of(s, code, w.letters[IN_CYRILLIC] > w.letters[IN_LATIN]);
        char out[256];
        if (l == NULL || word.n > 100) continue;
        pool_add(&l->tier[tier], word);
        if (strcmp(code, "sr") != 0 || (l = lang_of(s, code, !l->cyrillic)) == NULL) continue;
        size_t k = l->cyrillic ? translit_cyrillic(s->translit, word, out)
                               : translit_latin(word, out);
        pool_add(&l->tier[tier], (struct str){out, k});
    }
}

static void take_form(struct trainer_state *s, const char *code, struct str form) {
    struct word w;
    if (form.n == 0 || !is_utf8(form) || !word_read(&w, form.p, 0, (uint32_t)form.n)) return;
    struct source_lang *l = lang_of(s, code, w.letters[IN_CYRILLIC] > w.letters[IN_LATIN]);
    if (l) pool_add(&l->forms, form);
}

/* A word that Serbian and Croatian dictionaries share says nothing of the standard: it goes to either.
 * One that only the other has goes to that one. */
static void part_standards(struct trainer_state *s, struct pool *from, struct pool *to,
                           unsigned own) {
    size_t n = from->n;
    from->n = 0;
    for (size_t i = 0; i < n; i++) {
        struct str form = from->lines[i];
        bool here = hashes_have(&s->standard[own], form),
             there = hashes_have(&s->standard[1 - own], form);
        if (here == there ? next_random(s, 2) == 0 : here) {
            from->lines[from->n++] = form;
            continue;
        }
        pool_add(to, form);
        free((void *)(uintptr_t)form.p);
    }
}

/* The dictionaries and lists of Serbian, Croatian and Bosnian, as far as they differ. */
static void part_all(struct trainer_state *s) {
    struct source_lang *sr = lang_of(s, "sr", false), *hr = lang_of(s, "hr", false);
    if (sr == NULL || hr == NULL) return;
    hashes_sort(&s->standard[0]);
    hashes_sort(&s->standard[1]);
    struct pool moved = {0};
    part_standards(s, &sr->forms, &moved, 0);
    part_standards(s, &hr->forms, &sr->forms, 1);
    for (size_t i = 0; i < moved.n; i++) pool_add(&hr->forms, moved.lines[i]);
    pool_free(&moved);
    for (unsigned t = 0; t < TIERS; t++) part_standards(s, &sr->tier[t], &hr->tier[t], 0);
}

static void take_stem(struct trainer_state *s, const char *code, struct str line) {
    struct str form;
    if (str_cut(&line, '/', &form)) take_form(s, code, form);
}

static void take_line(struct trainer_state *s, const char *code, const char *path, struct str line,
                      unsigned number) {
    struct str name = str_of(path), first = {NULL, 0}, second = {NULL, 0}, rest = line;
    str_cut(&rest, '\t', &first);
    if (rest.p) str_cut(&rest, '\t', &second);
    bool bio = str_ends(name, STR(".bio")) || str_ends(name, STR(".tbl")),
         conllu = str_ends(name, STR(".conllu"));
    if ((bio || conllu) && line.n && line.p[0] == '#') return;
    if (str_ends(name, STR(".tiers")))
        take_tier(s, code, number < TIERS ? number : TIERS - 1, line);
    else if (str_ends(name, STR(".dic"))) take_stem(s, code, line);
    else if (str_ends(name, STR(".tsv"))) take_text(s, code, second);
    else if (!bio && !conllu) take_text(s, code, line);
    else if (line.n == 0) flush(s, code);
    else take_token(s, bio ? first : second);
}

static bool take_forms(struct trainer_state *s, const char *code, const char *path) {
    struct forms forms = {0};
    char message[512];
    if (!expand(&forms, path, message, sizeof message)) {
        fprintf(stderr, "iber-train: %s\n", message);
        return false;
    }
    for (size_t i = 0, n; i < forms.n; i += n + 1) {
        n = strlen(forms.p + i);
        if (strcmp(code, "sr") == 0 || strcmp(code, "hr") == 0)
            hashes_add(&s->standard[code[0] == 'h'], (struct str){forms.p + i, n});
        if (forms.n > MUCH && next_random(s, 8)) continue; /* enough are left */
        take_form(s, code, (struct str){forms.p + i, n});
    }
    forms_free(&forms);
    return true;
}

static bool take_file(struct trainer_state *s, const char *code, const char *path) {
    if (str_ends(str_of(path), STR(".aff"))) return take_forms(s, code, path);
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    unsigned number = 0;
    if (f == NULL) {
        fprintf(stderr, "iber-train: cannot read %s: %s\n", path, strerror(errno));
        return false;
    }
    for (ssize_t n; (n = getline(&line, &room, f)) >= 0; number++) {
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        take_line(s, code, path, (struct str){line, (size_t)n}, number);
    }
    flush(s, code);
    free(line);
    fclose(f);
    return true;
}

static int run_files(struct trainer_state *s, int argc, char **argv, const char **out) {
    for (int i = 0; i < argc; i++) {
        const char *equals = strchr(argv[i], '=');
        char code[12];
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            *out = argv[++i];
            continue;
        }
        size_t n = equals ? (size_t)(equals - argv[i]) : sizeof code;
        if (n >= sizeof code) {
            fprintf(stderr, "iber-train: not LANG=FILE: %s\n", argv[i]);
            return 2;
        }
        memcpy(code, argv[i], n), code[n] = 0;
        if (lang_output(code, false) < 0 && lang_output(code, true) < 0) {
            fprintf(stderr, "iber-train: no output is for %s\n", code);
            return 2;
        }
        if (!take_file(s, code, equals + 1)) return 2;
    }
    if (*out == NULL) fprintf(stderr, "iber-train: language needs -o OUT\n");
    return *out ? 0 : 2;
}

static void add_all(struct trainer_state *s) {
    part_all(s);
    for (unsigned i = 0; i < s->n_langs; i++) {
        struct source_lang *l = &s->langs[i];
        int output = lang_output(l->code, l->cyrillic);
        bool ours = output >= 0 && output < LANG_WORKING;
        bool standard = ours && output >= OUT_SR &&
                        !l->cyrillic; /* near to each other: all of it */
        add_text(s, l, standard ? 250000 : ours ? 60000 : 15000);
        add_forms(s, l, standard ? 60000 : ours ? 30000 : 15000);
        add_tiers(s, l, ours ? 10000 : l->text.n < 3000 ? 20000 : 5000);
    }
}

static void report(unsigned epoch, double loss, double right) {
    printf("epoch %u: loss %.4f, right %.4f\n", epoch, loss, right);
    fflush(stdout);
}

int train_language(int argc, char **argv) {
    static const char provenance[] =
        "Trained by iber-train language on the train parts of UD_English-EWT, UD_Serbian-SET, "
        "UNER_Croatian-SET, SETimes.SR, hr500k, reldi-sr, reldi-hr, UD_Albanian-STAF (CC BY-SA "
        "4.0), "
        "UD_English-GUM (open genres: CC BY), CrossNER politics (MIT), COMtext.SR.legal (CC BY "
        "4.0), "
        "on forms of Debian's Hunspell dictionaries (GPL, LGPL, MPL and others), on messages of "
        "translated programs (GPL, LGPL; Firefox and Thunderbird: MPL-2.0) and on texts and word "
        "lists "
        "of this project (MIT). lexicons/README.md names the packages. It holds hashed features "
        "and "
        "weights, no text.\n";
    char labels[1024];
    const char *out = NULL;
    const struct linear_options options = {.task = "language",
                                           .version = 1,
                                           .bits = BITS,
                                           .outputs = LANG_OUTPUTS,
                                           .labels = lang_labels(labels, sizeof labels),
                                           .provenance = provenance,
                                           .epochs = 4,
                                           .rate = 0.1f,
                                           .seed = 1};
    struct trainer_state *s = must(calloc(1, sizeof *s));
    s->random = 1;
    s->translit = must(malloc(sizeof *s->translit));
    translit_setup(s->translit);
    s->linear = linear_new(&options);
    int code = run_files(s, argc, argv, &out);
    if (code == 0) {
        add_all(s);
        for (unsigned i = 0; i < LANG_OUTPUTS; i++) printf("%u:%zu ", i, s->examples[i]);
        printf("\n");
        linear_train(s->linear, report);
        if (!linear_write(s->linear, out)) {
            fprintf(stderr, "iber-train: cannot write %s: %s\n", out, strerror(errno));
            code = 2;
        }
    }
    linear_free(s->linear);
    for (unsigned i = 0; i < s->n_langs; i++) {
        pool_free(&s->langs[i].text), pool_free(&s->langs[i].forms);
        for (unsigned t = 0; t < TIERS; t++) pool_free(&s->langs[i].tier[t]);
    }
    free(s->standard[0].v), free(s->standard[1].v);
    free(s->translit);
    free(s);
    return code;
}
