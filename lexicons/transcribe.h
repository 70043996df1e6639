/* SPDX-License-Identifier: MIT */
/* A name written in the orthography of another language, by the letter that is usual there: Vučić →
 * Vuçiq, Thaçi → Tači, Đakovica → Djakovica. What texts may use instead, spelling.h says. */
#ifndef IBER_TRANSCRIBE_H
#define IBER_TRANSCRIBE_H

#include "str.h"

enum transcription {
    TO_SQ,       /* Serbian, Croatian, Bosnian → Albanian */
    TO_SQ_LL,    /* the same with ll for l: Millan */
    TO_SR,       /* Albanian → Serbian in Latin letters */
    TO_SR_LJ,    /* the same with lj for l: Aljbin */
    TO_ASCII_DJ, /* without marks, đ is dj */
    TO_ASCII_D,  /* đ is d */
    TO_ENGLISH,  /* ch sh zh dj, as English texts have Macedonian and Russian names */
    TRANSCRIPTIONS
};

enum { TRANSCRIBE_GROWTH = 4 };

/* Writes `name` (valid UTF-8, Latin letters) to `out`, TRANSCRIBE_GROWTH * name.n bytes of room, and
 * returns the length. Capitals stay: ČA → QA, Ča → Sha. Letters without a rule are copied. */
size_t transcribe(enum transcription to, struct str name, char *out);

#endif
