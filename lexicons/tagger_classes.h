/* SPDX-License-Identifier: MIT */
/* The classes that a word belongs to (train_classes.c makes them): a model of checked rows (pipeline/model.h)
 * by the hash of its key. */
#ifndef IBER_TAGGER_CLASSES_H
#define IBER_TAGGER_CLASSES_H

#include "model.h"

/* Levels: one coarse clustering, two fine ones that differ in chance; their pair is finer still. */
enum { CLASS_COARSE, CLASS_FINE, CLASS_OTHER, CLASSES };
enum { CLASS_VERSION = 1, CLASS_BITS = 19, CLASS_ROW = CLASSES + 1 };

/* Of a word with this hash (tagger_key()): its class at each level, from 1; 0: unknown. Lives as long as the
 * model. */
static inline const uint8_t *classes_find(const struct model *m, uint64_t hash) {
    static const uint8_t none[CLASSES];
    const int8_t *row = model_checked_row(m, hash);
    return row ? (const uint8_t *)row : none;
}

#endif
