/* SPDX-License-Identifier: MIT */
/* CoNLL-U in and out (universaldependencies.org/format). In: sentences and tokens are given and
 * kept, with every comment, range, empty node and column; the text is rebuilt from the forms and
 * SpaceAfter=No. Out: MISC gets NER=B-PER|Stem=…|EntId=…, the lemma its column, only where that
 * layer was run; a document that did not come from CoNLL-U is written with the columns it has. */
#ifndef IBER_CONLLU_H
#define IBER_CONLLU_H

#include "buf.h"
#include "doc.h"

/* The layers of a document that was CoNLL-U. */
enum {
    CONLLU_LAYERS = LAYER_RAW | LAYER_TEXT | LAYER_ZONES | LAYER_NFC | LAYER_SENTENCES |
                    LAYER_TOKENS
};

/* Fills `d` (opened, with id and source) from one document; d->raw are its bytes, `first_line` is the
 * number of its first line in the file. Sets text, tokens, sentences, edits (text and bytes differ
 * everywhere outside the forms), conllu_lines and conllu_words, CONLLU_LAYERS, and the names of the
 * stages that are thereby done; the id where "# newdoc id =" has one.
 *
 * A sentence with a row without ten columns, a word without a form or bytes that are not UTF-8 is
 * passed over: it has no tokens, its lines are written as they were, and a warning "bad_conllu" of
 * "read" names the line; ids out of order are a warning "odd_conllu" only. A document of which
 * nothing can be read fails. */
void conllu_read(struct doc *d, struct str bytes, uint64_t first_line);

/* Appends the document as CoNLL-U. */
void conllu_write(struct buf *out, const struct doc *d);

#endif
