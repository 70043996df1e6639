# SPDX-License-Identifier: MIT
"""iber in Python: texts in, records out, in order and one at a time.

    for record in iber.annotate(['Në Gjakovë takuan Vjosa Osmanin.']):
        for entity in record.entities:
            print(entity.text, entity.type, entity.id)

The work is done by the program `iber`, which must be installed; this package starts it and reads what
it writes. It is found as the argument `binary`, else in $IBER, else as `iber` in $PATH.
All positions are code points, as Python counts a str: record.text[entity.start:entity.end].
"""
from ._annotate import annotate
from ._lines import Match, match, restore, translit
from ._process import find_program, version
from ._read import read
from ._record import Entity, Failure, Language, Layer, Notice, Record, Sentence, Source, Token, Zone, positions
from ._spacy import to_spacy
from ._tables import features, to_dataset, to_pandas
from .errors import DocumentError, FormatError, IberError, MissingModule, ProcessError, ProgramNotFound

__all__ = [
    'DocumentError', 'Entity', 'Failure', 'FormatError', 'IberError', 'Language', 'Layer', 'Match', 'MissingModule',
    'Notice', 'ProcessError', 'ProgramNotFound', 'Record', 'Sentence', 'Source', 'Token', 'Zone', 'annotate',
    'features', 'find_program', 'match', 'positions', 'read', 'restore', 'to_dataset', 'to_pandas', 'to_spacy',
    'translit', 'version',
]
