# SPDX-License-Identifier: MIT
"""A record as a Doc of spaCy."""
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Iterator, List, Optional, Tuple, Union

from ._record import Record
from .errors import DocumentError, MissingModule

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def to_spacy(record: Record, vocab: Optional[Vocab] = None) -> Doc:
    """A Doc with the record's tokens, sentences, norms, lemmas and entities.

    doc.text is record.text, always: blanks that spaCy cannot hang on a word (line ends, second blanks) are
    tokens of their own, as its tokenizers make them. A token with an entity that covers only a part of it
    (SHBA-së) is cut there, so that no entity is lost or widened; the parts are their own norm and lemma.
    ents have type as label_ and id as kb_id_, and are all there once `resolve` has run; before, entities
    overlap, and the Doc has none. doc.spans['iber'] has all entities in either case, in the record's order.
    doc.user_data['id'] is the record's id. What stands outside sentences (bars of a table, blanks) belongs
    to the sentence before it, since spaCy has no place outside.

    vocab: of your pipeline (nlp.vocab); without it, one for each language is made and kept, and grows with
    new words, as spaCy's do. Raises DocumentError for an error record, MissingModule.
    """
    try:
        from spacy.tokens import Doc, Span, SpanGroup
    except ImportError:
        raise MissingModule('to_spacy() needs spaCy: pip install spacy') from None
    if record.error is not None:
        raise DocumentError(record)
    text, columns = record.text, record.raw['tokens']
    pieces = list(_pieces(record))
    words = [text[a:b] for a, b, _, _ in pieces]
    lemmas = [columns['lemma'][i] if i >= 0 else word for word, (_, _, _, i) in zip(words, pieces)
              ] if columns['lemma'] else None
    doc = Doc(vocab if vocab is not None else _vocab(record.lang), words=words, spaces=[s for _, _, s, _ in pieces],
              lemmas=lemmas, sent_starts=_sentence_starts(record, pieces),
              user_data={'id': record.id})
    for token, (_, _, _, i) in zip(doc, pieces):
        if i >= 0 and columns['norm']:
            token.norm_ = columns['norm'][i]
    first = {a: n for n, (a, _, _, _) in enumerate(pieces)}
    last = {b: n + 1 for n, (_, b, _, _) in enumerate(pieces)}
    spans = [Span(doc, first[e.start], last[e.end], label=e.type, kb_id=e.id) for e in record.entities
             if e.start in first and e.end in last]
    doc.spans['iber'] = SpanGroup(doc, name='iber', spans=spans)
    if all(a.end <= b.start for a, b in zip(spans, spans[1:])):
        doc.set_ents(spans)
    return doc


def _pieces(record: Record) -> Iterator[Tuple[int, int, bool, int]]:
    """start, end, whether one blank follows, number of the record's token or -1 for blanks and for parts of
    a token. Together with the blanks they are the whole text."""
    text, columns = record.text, record.raw['tokens']
    cuts = sorted({at for e in record.entities for at in (e.start, e.end)})
    c = at = 0
    for i, (start, end) in enumerate(zip(columns['start'], columns['end'])):
        if at < start:
            yield at, start, False, -1
        while c < len(cuts) and cuts[c] <= start:
            c += 1
        whole = c == len(cuts) or cuts[c] >= end
        while c < len(cuts) and cuts[c] < end:
            yield start, cuts[c], False, -1
            start = cuts[c]
            c += 1
        blank = text[end:end + 1] == ' '
        yield start, end, blank, i if whole else -1
        at = end + blank
    if at < len(text):
        yield at, len(text), False, -1


def _sentence_starts(record: Record, pieces: List[Tuple[int, int, bool, int]]
                     ) -> Optional[List[Union[bool, int, None]]]:
    """None when there are no sentences. Blanks belong to what stands before them."""
    starts = [s['start'] for s in record.raw['sentences']]
    if not starts:
        return None
    found: List[Union[bool, int, None]] = []
    n = 0
    for _, end, _, _ in pieces:
        begins = n < len(starts) and starts[n] < end
        while n < len(starts) and starts[n] < end:
            n += 1
        found.append(begins)
    return found


@lru_cache(maxsize=None)
def _vocab(lang: str) -> Any:
    import spacy
    try:
        return spacy.blank({'hbs': 'sr', 'bs': 'hr'}.get(lang, lang) or 'xx').vocab
    except ImportError:  # und, other
        return _vocab('xx')
