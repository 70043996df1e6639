# SPDX-License-Identifier: MIT
"""One line of iber's output with names and types. The dict under it, `raw`, is the record itself;
all else here is a view of it that is made when it is asked for and keeps nothing."""
from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, TypeVar, Union, overload

from .errors import FormatError

VERSION = 1
T = TypeVar('T')


class Source(NamedTuple):
    """Where a document came from; start and end are bytes of the source, unpacked."""
    path: str
    bytes: int
    sha256: str
    encoding: str
    media: str
    article: int
    start: int
    end: int


class Zone(NamedTuple):
    """A title, heading, body … of the text; repeats and anchor are -1 and note is 0 when there is none."""
    start: int
    end: int
    source_start: int
    source_end: int
    kind: str
    repeats: int
    note: int
    anchor: int


class Language(NamedTuple):
    """A part of one language and script."""
    start: int
    end: int
    lang: str
    script: str
    score: float


class Sentence(NamedTuple):
    start: int
    end: int
    source_start: int
    source_end: int
    lang: str
    text: str


class Token(NamedTuple):
    """norm, stem and lemma are "" when their stage has not run."""
    start: int
    end: int
    text: str
    norm: str
    stem: str
    lemma: str


class Entity(NamedTuple):
    """A name or a value. Ids that begin with # hold in this record only."""
    start: int
    end: int
    source_start: int
    source_end: int
    text: str
    type: str
    subtype: str
    norm: str
    id: str
    value: str
    lang: str
    score: float
    method: str


class Notice(NamedTuple):
    """What was odd, though the document could be read; byte is a place in the source."""
    stage: str
    code: str
    byte: int
    why: str


class Failure(NamedTuple):
    """Why a document has no layers; byte is a place in the source."""
    stage: str
    code: str
    byte: int
    why: str


class Layer(Sequence[T]):
    """A layer of a record as a sequence: items are made when they are asked for, a slice is a list."""
    __slots__ = ('_size', '_make')

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> List[T]: ...

    def __getitem__(self, at: Union[int, slice]) -> Union[T, List[T]]:
        if isinstance(at, slice):
            return [self._make(i) for i in range(*at.indices(self._size))]
        if not -self._size <= at < self._size:
            raise IndexError('%d of %d' % (at, self._size))
        return self._make(at % self._size)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, range(self._size))

    def __repr__(self) -> str:
        return repr(list(self))


class Record:
    """A document with its layers, or, where `error` is not None, why it has none.

    raw is the dict of the JSON line (docs/record.md), owned by the record; the properties show what
    stands in it now. Of an error record text, lang, script and title are "" and the layers are empty.
    Positions are code points of text, from 0, half open, as Python counts them; source_start and
    source_end are bytes of the source. A file that was written with --offsets byte or utf16 does not
    say so: its positions are wrong here.
    Raises FormatError when raw is no record of version 1.
    """
    __slots__ = ('raw',)

    def __init__(self, raw: Dict[str, Any]) -> None:
        if not isinstance(raw, dict) or 'v' not in raw:
            raise FormatError('this is no record of iber: it has no version')
        if raw['v'] != VERSION:
            raise FormatError('a record of version %s; this package reads version %d: install the one that belongs '
                              'to the program' % (str(raw['v'])[:20], VERSION))
        lost = [k for k in (_FAILED if 'error' in raw else _WHOLE) if k not in raw]
        if lost:
            raise FormatError('the record has no %s' % ', '.join(lost))
        self.raw = raw

    @classmethod
    def from_json(cls, line: Union[str, bytes]) -> Record:
        """A line of iber's output. Raises FormatError."""
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError) as e:
            raise FormatError('this is no JSON: %s' % e) from None
        return cls(raw)

    def to_json(self) -> str:
        """The line, without its end; as iber writes it but for how characters are escaped."""
        return json.dumps(self.raw, separators=(',', ':'))

    @property
    def id(self) -> str:
        return str(self.raw['id'])

    @property
    def source(self) -> Source:
        return Source(*map(self.raw['source'].__getitem__, Source._fields))

    @property
    def error(self) -> Optional[Failure]:
        e = self.raw.get('error')
        return e and Failure(*map(e.__getitem__, Failure._fields))

    @property
    def text(self) -> str:
        return str(self.raw.get('text', ''))

    @property
    def lang(self) -> str:
        return str(self.raw.get('lang', ''))

    @property
    def script(self) -> str:
        return str(self.raw.get('script', ''))

    @property
    def title(self) -> str:
        return str(self.raw.get('title', ''))

    @property
    def zones(self) -> Layer[Zone]:
        return self._rows('zones', Zone)

    @property
    def languages(self) -> Layer[Language]:
        return self._rows('languages', Language)

    @property
    def sentences(self) -> Layer[Sentence]:
        text = self.text
        rows = self.raw.get('sentences', ())

        def make(i: int) -> Sentence:
            r = rows[i]
            return Sentence(r['start'], r['end'], r['source_start'], r['source_end'], r['lang'],
                            text[r['start']:r['end']])
        return Layer(len(rows), make)

    @property
    def tokens(self) -> Layer[Token]:
        text = self.text
        columns = self.raw.get('tokens', _NO_TOKENS)
        start, end = columns['start'], columns['end']
        norm, stem, lemma = columns['norm'], columns['stem'], columns['lemma']

        def make(i: int) -> Token:
            return Token(start[i], end[i], text[start[i]:end[i]], norm[i] if norm else '',
                         stem[i] if stem else '', lemma[i] if lemma else '')
        return Layer(len(start), make)

    @property
    def entities(self) -> Layer[Entity]:
        return self._rows('entities', Entity)

    @property
    def warnings(self) -> Layer[Notice]:
        return self._rows('warnings', Notice)

    @property
    def stages(self) -> List[str]:
        return list(self.raw.get('stages', ()))

    @property
    def meta(self) -> Dict[str, Any]:
        """The fields that came with the document, decoded: raw['meta'] has each as JSON text."""
        return {key: json.loads(value) for key, value in self.raw.get('meta', {}).items()}

    def tokens_of(self, span: Union[Sentence, Entity, Zone, Language]) -> List[Token]:
        """The tokens that begin inside a span of this record."""
        start = self.raw.get('tokens', _NO_TOKENS)['start']
        return self.tokens[bisect_left(start, span.start):bisect_left(start, span.end)]

    def _rows(self, layer: str, kind: Callable[..., T]) -> Layer[T]:
        rows = self.raw.get(layer, ())
        fields = kind._fields  # type: ignore[attr-defined]
        return Layer(len(rows), lambda i: kind(*map(rows[i].__getitem__, fields)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        error = self.error
        if error:
            return '<iber.Record %r: %s: %s>' % (self.id, error.code, error.why)
        return '<iber.Record %r: %s, %d characters, %d tokens, %d entities>' % (
            self.id, self.lang or '-', len(self.text), len(self.tokens), len(self.entities))


_FAILED = ('id', 'source', 'error')
_WHOLE = ('id', 'source', 'lang', 'script', 'title', 'text', 'zones', 'languages', 'sentences', 'tokens', 'entities',
          'edits', 'meta', 'warnings', 'stages')
_NO_TOKENS: Dict[str, List[Any]] = {'start': [], 'end': [], 'norm': [], 'stem': [], 'lemma': []}


def positions(text: str, unit: str) -> array[int]:
    """What the positions of a text are in another unit: 'byte' (of UTF-8) or 'utf16' (JavaScript, Java).

    The array has len(text) + 1 numbers: positions(record.text, 'utf16')[entity.start]. bisect_left in it
    is the way back. Raises ValueError for another unit.
    """
    if unit not in ('byte', 'utf16'):
        raise ValueError("unit is 'byte' or 'utf16', not %r" % (unit,))
    bounds = (0x80, 0x800, 0x10000) if unit == 'byte' else (0x10000,)
    at = 0
    table = array('Q', [0])
    for c in map(ord, text):
        at += 1 + sum(c >= bound for bound in bounds)
        table.append(at)
    return table
