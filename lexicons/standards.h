/* SPDX-License-Identifier: MIT */
/* Serbian, Croatian or Bosnian? One language in three standards: what tells them apart are words
 * (tisuća, hiljada), endings (organizirati, organizovati), yat (svijet, svet), how words follow (želi
 * ići, želi da ide) and how foreign names are spelled. A small linear model (model.h) weighs such
 * features of a sentence. Cf. Ljubešić, Mikelić & Boras 2007; Tiedemann & Ljubešić 2012. */
#ifndef IBER_STANDARDS_H
#define IBER_STANDARDS_H

#include "model.h"
#include "wordlist.h"

enum { STANDARDS_VERSION = 1, STANDARD_FEATURES = 4096 };

/* Features of the words in Latin letters of a text, UTF-8; returns how many. Words behind the first
 * that there is no room for are left out. */
unsigned standard_features(const struct wordlist *words, struct str text,
                           uint64_t out[STANDARD_FEATURES]);

/* What the model says of the text: eighths of a nat, 0 for the best. */
void standards_score(const struct model *m, const struct wordlist *words, struct str text,
                     int32_t scores[STANDARDS]);

#endif
