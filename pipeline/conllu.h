/* SPDX-License-Identifier: MIT */
/* CoNLL-U in and out (universaldependencies.org/format). In: sentences and tokens are given and
 * kept, with every comment, range, empty node and column; the text is rebuilt from the forms and
 * SpaceAfter=No. Out: MISC gets NER=B-PER|Stem=…|EntId=…, the lemma its column, only where that
 * layer was run; a document that did not come from CoNLL-U is written with the columns it has. */
#ifndef IBER_CONLLU_H
#define IBER_CONLLU_H

#include "buf.h"
#include "doc.h"

/* Fills `d` (opened, with id and source) from one document; d->raw are its bytes. Sets text, tokens,
 * sentences, edits (text and bytes differ everywhere outside the forms), conllu_lines and
 * conllu_words, layers, and the names of the stages that are thereby done. Faults are left in
 * d->failure. */
void conllu_read(struct doc *d, struct str bytes);

/* Appends the document as CoNLL-U. */
void conllu_write(struct buf *out, const struct doc *d);

#endif
