/* SPDX-License-Identifier: MIT */
/* Parts of `language`: the text is cut into paragraphs (lines) and these into pieces (sentences,
 * speech). A trained model gives each piece a score for each language, from the features of its words
 * (word_letters.h); a paragraph's scores are the sums of its pieces', the document's of its paragraphs'.
 * Scores are eighths of a nat. */
#ifndef IBER_LANGUAGE_H
#define IBER_LANGUAGE_H

#include "lang_outputs.h"
#include "model.h"
#include "stage.h"
#include "word_letters.h"
#include "wordlist.h"

/* A label: an output of the model in Latin or Cyrillic letters, or any other script. */
enum { CYRILLIC = LANG_OUTPUTS, OTHER_SCRIPT = 2 * LANG_OUTPUTS, LABELS };

struct part { /* a piece, a paragraph or the document */
    struct span span;
    uint32_t letters[SCRIPTS];
    uint32_t greek; /* of the other letters */
    int32_t score[LANG_OUTPUTS];
    uint32_t paragraph; /* of a piece: its number */
    uint8_t label;
    uint8_t lang; /* enum lang */
};

struct scorer {
    const struct model *model;
    const struct model *standards;
    const struct wordlist *words;
    int32_t scale;  /* from sums of weights to scores: 2^-16 */
    unsigned group; /* of the piece before in this document, an output; LANG_OUTPUTS: none */
    unsigned alike; /* pieces that may still be asked which of the like standards they are in */
    int32_t said[STANDARDS]; /* what those before said */
    unsigned standard;       /* the first of them */
};

static inline uint32_t letters_of(const struct part *part) {
    return part->letters[IN_LATIN] + part->letters[IN_CYRILLIC] + part->letters[IN_OTHER];
}

static inline unsigned script_of(const struct part *part) {
    const uint32_t *n = part->letters;
    if (n[IN_OTHER] > n[IN_LATIN] && n[IN_OTHER] > n[IN_CYRILLIC]) return IN_OTHER;
    return n[IN_CYRILLIC] > n[IN_LATIN] ? IN_CYRILLIC : IN_LATIN;
}

/* Is the output one for text in the script? */
static inline bool output_in(unsigned output, unsigned script) {
    return script == IN_LATIN ||
           (script == IN_CYRILLIC &&
            (output == OUT_SR || (output >= CYRILLIC_FIRST && output < CYRILLIC_END)));
}

/* Is it one of the languages the pipeline works in? */
static inline bool is_working(unsigned label) {
    return label < LANG_WORKING || label == CYRILLIC + OUT_SR;
}

/* Outputs that are one language in different standards, or one output: what is told apart first. */
static inline unsigned group_of(unsigned label) {
    unsigned output = label < CYRILLIC ? label : label - CYRILLIC;
    if (label < OTHER_SCRIPT && output >= OUT_SR && output < LANG_WORKING) return OUT_SR;
    return label;
}

/* The first of the largest values. Two plain passes: compilers make few instructions of them. */
static inline unsigned most_of(const int32_t v[LANG_OUTPUTS]) {
    int32_t most = v[0];
    unsigned k = 0;
    for (unsigned i = 1; i < LANG_OUTPUTS; i++) most = v[i] > most ? v[i] : most;
    while (v[k] != most) k++;
    return k;
}

/* Reads the piece at p[i] into `piece` (zeroed) and returns where the next one begins. */
uint32_t piece_read(struct scorer *s, struct part *piece, const char *p, uint32_t i, uint32_t end);

#endif
