/* SPDX-License-Identifier: MIT */
/* The base form of a name as it stands in a text: the nominative, in Albanian the indefinite one, in
 * its own letters. The script stays, and capitals do.
 *
 *   sr  Vučićem → Vučić    ВУЧИЋА → ВУЧИЋ    Ibra → Ibar    u Đakovici → Đakovica    NATO-u → NATO
 *       Milana Radoičića → Milan Radoičić    Gruevskog → Gruevski    Grčkoj → Grčka    Marko → Marko
 *   sq  Prishtinës → Prishtinë    Vuçiqit → Vuçiq    Kurtin → Kurti    Shkodrës → Shkodër
 *
 * Rules of grammar (name_base_rules.h) give what a word may be a form of. What is known of each - the
 * lexicon, the dictionaries, endings - are features of a linear model (MODEL_BASE), which ranks them.
 * Of a word without context more than one may be right: Dragana is a woman, or Dragan in the genitive.
 * Adjectives of a name follow the treebanks: Hrvatskoj → Hrvatska, Kosovske → Kosovska. */
#ifndef IBER_NAME_BASE_H
#define IBER_NAME_BASE_H

#include "lexicon.h"
#include "model.h"
#include "wordlist.h"

enum { NAME_BASES_MAX = 5, NAME_BASE_FORM = 255, NAME_BASE_ROOM = 1088 };

/* What ranks the bases. Each may be NULL: then it says nothing, and without a model the form itself
 * comes first. */
struct name_witnesses {
    const struct lexicon *lexicon;
    const struct wordlist *words;
    const struct model *model;
};

struct name_bases {
    unsigned n;                      /* at least 1, the best first, none twice */
    struct str base[NAME_BASES_MAX]; /* in buf */
    char buf[NAME_BASES_MAX][NAME_BASE_ROOM];
};

/* Fills `out` with the bases of `form`: a word or a few, valid UTF-8, at most NAME_BASE_FORM bytes
 * (what is longer is its own base, cut there). Of languages other than LANG_SR (with Croatian and
 * Bosnian), LANG_SQ and LANG_EN the form itself. */
void name_bases(const struct name_witnesses *w, enum lang lang, struct str form,
                struct name_bases *out);

#endif
