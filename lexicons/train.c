/* SPDX-License-Identifier: MIT */
/* iber-train: corpora in, a trained model out. */
#include "train.h"

#include <stdio.h>
#include <string.h>

const struct trainer trainers[] = {
    {"base", "-o OUT --lexicon iber.lex --words iber.words LANG=FILE.conllu...", train_base},
    {"classes", "[-o OUT] VECTORS", train_classes},
    {"language", "-o OUT LANG=FILE...", train_language},
    {"lemma", "en|sq|sr -o OUT FILE... (CoNLL-U, UniMorph, lemma-ijekavian.tsv)", train_lemma},
    {"restore", "-o OUT --lexicon iber.lex --words iber.words [--without FILE]... LANG=FILE...",
     train_restore},
    {"sentences", "-o OUT --words iber.words [--held-out DIGIT] LANG=FILE...", train_sentences},
    {"standards", "-o OUT --words iber.words sr|hr|bs[:PERCENT]=FILE...", train_standards},
    {"tagger",
     "[-o OUT] [--dense OUT] --lexicon iber.lex --words iber.words [--held-out FOLD] "
     "SCHEME[:WEIGHT[:small]]=FILE...",
     train_tagger},
    {"vectors", "[-o OUT] VECTORS", train_vectors},
    {NULL, NULL, NULL},
};

static void print_help(FILE *to) {
    fprintf(to, "iber-train - trains iber's models\n\n");
    for (const struct trainer *t = trainers; t->task; t++)
        fprintf(to, "  iber-train %s %s\n", t->task, t->help);
    fprintf(to, "\nlexicons/README.md says which corpora each model was trained on.\n");
}

int main(int argc, char **argv) {
    const char *task = argc > 1 ? argv[1] : "";
    for (const struct trainer *t = trainers; t->task; t++)
        if (strcmp(t->task, task) == 0) return t->run(argc - 2, argv + 2);
    if (strcmp(task, "--help") != 0 && *task)
        fprintf(stderr, "iber-train: no model is called '%s'\n", task);
    print_help(strcmp(task, "--help") == 0 ? stdout : stderr);
    return strcmp(task, "--help") == 0 ? 0 : 2;
}
