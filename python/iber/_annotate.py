# SPDX-License-Identifier: MIT
"""annotate(): texts to the program as JSON lines, its lines to records."""
from __future__ import annotations

import json
from collections import deque
from contextlib import closing
from typing import Any, Deque, Dict, Generator, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from ._process import exchange, find_program
from ._record import Record
from .errors import DocumentError, ProcessError

Text = Union[str, Tuple[str, str], Mapping[str, Any], Record]
Option = Union[str, int, bool]


def annotate(texts: Iterable[Text], *, stages: Optional[Sequence[str]] = None, until: Optional[str] = None,
             options: Optional[Mapping[str, Option]] = None, jobs: Optional[int] = 1, lexicon: Optional[str] = None,
             binary: Optional[str] = None, errors: str = 'record', arguments: Sequence[str] = ()
             ) -> Generator[Record, None, None]:
    """Records of texts, one for each, in their order, while the texts still come.

    texts      strings; or (id, text); or mappings with `text`, perhaps `id`, and fields that come back in
               meta; or records, which go on where their chain ended. May be endless. They are taken in
               another thread, ahead of the records by what two pipes and the program hold (a few hundred
               kB). NUL becomes the warning nul_bytes. A lone surrogate cannot be sent: its record is an
               error (bad_json).
    stages     these stages instead of the default chain; until: stop behind this one
    options    {'lemma.enabled': True}: options of stages as `iber stages` lists them
    jobs       workers; None: as many as there are processors
    lexicon    a compiled lexicon instead of iber's own
    errors     'record': a document that failed is a record with `error`; 'raise': it raises DocumentError
    arguments  more options of iber(1), as on its command line: ['--label-lang', 'sq']

    A page with several articles stays one record unless options has 'extract.articles': True.
    The process starts with the first record that is asked for, and ends when the iterator does, when it
    is closed (contextlib.closing), or when nobody holds it any longer. Raises ProgramNotFound here;
    later what `texts` raises, ProcessError, DocumentError, FormatError, and TypeError or ValueError for
    an item that cannot be sent. All come behind the records of the texts before.
    """
    if isinstance(texts, (str, bytes, Mapping, Record)):
        raise TypeError('texts is one %s: put it into a list' % type(texts).__name__)
    if errors not in ('record', 'raise'):
        raise ValueError("errors is 'record' or 'raise', not %r" % (errors,))
    told: Dict[str, Option] = {'extract.articles': False, **(options or {})}
    command = [find_program(binary), *arguments, *_switches(stages, until, jobs, lexicon)]
    for key, value in told.items():
        command += ['-o', '%s=%s' % (key, {True: 'yes', False: 'no'}[value] if isinstance(value, bool) else value)]
    command += ['--from', 'jsonl', '--to', 'jsonl', '--offsets', 'codepoint']
    single = told['extract.articles'] in (False, 'no')
    return _records(command, texts, errors == 'raise', single)


def _switches(stages: Optional[Sequence[str]], until: Optional[str], jobs: Optional[int],
              lexicon: Optional[str]) -> List[str]:
    found = []
    if stages is not None:
        found += ['--stages', stages if isinstance(stages, str) else ','.join(stages)]
    if until is not None:
        found += ['--until', until]
    if jobs is not None:
        found += ['-j', str(jobs)]
    if lexicon is not None:
        found += ['--lexicon', str(lexicon)]
    return found


def _records(command: List[str], texts: Iterable[Text], strict: bool, single: bool) -> Generator[Record, None, None]:
    """`waiting` holds the id of each text that was sent and has no record yet; only where each text has
    one record (`single`) is it known which these are."""
    waiting: Deque[str] = deque()
    answered = 0
    with closing(exchange(command, _encoded(texts, waiting if single else None))) as lines:
        try:
            for line in lines:
                record = Record.from_json(line)
                name = waiting.popleft() if waiting else ''
                answered += 1
                if record.error is not None:
                    if name and record.id == '-:%d' % answered:  # the line was not read, nor its id
                        record.raw['id'] = name
                    if strict:
                        raise DocumentError(record)
                yield record
        except ProcessError as e:
            raise ProcessError(e.code, e.message, answered, waiting) from None
    if waiting:
        raise ProcessError(0, 'it left texts without a record', answered, waiting)


def _encoded(texts: Iterable[Text], waiting: Optional[Deque[str]]) -> Iterator[bytes]:
    for n, text in enumerate(texts):
        try:
            fields = _fields(text)
            line = json.dumps(fields, separators=(',', ':'), allow_nan=False).encode('ascii') + b'\n'
        except (TypeError, ValueError) as e:
            raise type(e)('texts[%d]: %s' % (n, e)) from None
        if waiting is not None:
            name = fields.get('id', '')
            waiting.append(name if isinstance(name, str) else str(name))
        yield line


def _fields(text: Text) -> Mapping[str, Any]:
    if isinstance(text, str):
        return {'text': text}
    if isinstance(text, Record):
        return text.raw
    if isinstance(text, tuple) and len(text) == 2 and all(isinstance(part, str) for part in text):
        return {'id': text[0], 'text': text[1]}
    if isinstance(text, Mapping):
        return dict(text)
    raise TypeError('a str, (id, text), a mapping or a Record is wanted, not %s' % type(text).__name__)
