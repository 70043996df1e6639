/* SPDX-License-Identifier: MIT */
/* Commands of iber-lexicon with files of their own. All print what is wrong and return the exit code:
 * 0, 1 when the row has faults or the name is not known, 2 when it could not run. */
#ifndef IBER_COMMANDS_H
#define IBER_COMMANDS_H

/* FILE.tsv and options: adds a row to the file, which is made when it is not there. */
int add_row(int argc, char **argv);

/* [-l FILE.lex] NAME...: what each name's key is, what bears it, and under which conditions. */
int explain(int argc, char **argv);

/* --from SOURCE ... [FILE]...: other people's gazetteers as rows (import.h). */
int import(int argc, char **argv);

#endif
