/* SPDX-License-Identifier: MIT */
/* What iber-train trains: one row a model, one file train_TASK.c each. */
#ifndef IBER_TRAIN_H
#define IBER_TRAIN_H

/* Trains with the arguments behind the task's name: options and training files. Writes the model to
 * the file of -o. Returns the exit code; says on stderr what was wrong, and prints figures. */
struct trainer {
    const char *task, *help; /* "language", one line of arguments */
    int (*run)(int argc, char **argv);
};

/* Ends with a NULL task. */
extern const struct trainer trainers[];

int train_base(int argc, char **argv);
int train_classes(int argc, char **argv);
int train_language(int argc, char **argv);
int train_lemma(int argc, char **argv);
int train_restore(int argc, char **argv);
int train_sentences(int argc, char **argv);
int train_standards(int argc, char **argv);
int train_tagger(int argc, char **argv);
int train_vectors(int argc, char **argv);

#endif
