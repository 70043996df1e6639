# SPDX-License-Identifier: MIT
"""The filters of the program: one line in, one line out, one process for all of them."""
from __future__ import annotations

from contextlib import closing
from typing import Generator, Iterable, NamedTuple, Optional, Tuple

from ._process import exchange, find_program


class Match(NamedTuple):
    """How likely two names are one, from 0 to 1; same: from a half on."""
    score: float
    same: bool


def match(pairs: Iterable[Tuple[str, str, str, str]], *, binary: Optional[str] = None) -> Generator[Match, None, None]:
    """Whether two names are one: a Match for each (NAME, LANGUAGE, NAME, LANGUAGE), as `iber names match`.

    Languages are 'sq', 'sr', 'mk', 'ru' …, '' for unknown. Lazy, in order, any number of pairs. Names that
    cannot be compared are Match(0.0, False). Raises ValueError for a tab or a line end in a name.
    """
    rows = ('\t'.join(map(_field, row)) for row in pairs)
    for line in _filter(['names', 'match'], rows, binary):
        score, same = line.split('\t')
        yield Match(float(score), same == '1')


def restore(lines: Iterable[str], *, lang: str, binary: Optional[str] = None) -> Generator[str, None, None]:
    """Lines with the diacritics that they have lost; lang is 'sr', 'hr', 'bs' or 'sq'. As `iber restore`.

    Lazy, in order. Earlier lines of one call help later ones. A line is without its end; raises ValueError
    for a line end inside.
    """
    return _filter(['restore', '--lang', lang], lines, binary)


def translit(lines: Iterable[str], *, to: str, binary: Optional[str] = None) -> Generator[str, None, None]:
    """Serbian lines in the other script; to is 'latn' or 'cyrl'. As `iber translit`. Lazy, in order. A line
    is without its end; raises ValueError for a line end inside."""
    return _filter(['translit', '--to', to], lines, binary)


def _field(text: str) -> str:
    if '\t' in text:
        raise ValueError('a tab in %r' % text)
    return text


def _filter(command: list[str], lines: Iterable[str], binary: Optional[str]) -> Generator[str, None, None]:
    if isinstance(lines, str):
        raise TypeError('lines is one str: put it into a list')
    return _answers([find_program(binary), *command], lines)


def _answers(command: list[str], lines: Iterable[str]) -> Generator[str, None, None]:
    with closing(exchange(command, map(_encoded, lines))) as answers:
        for line in answers:
            yield line[:-1].decode('utf-8')


def _encoded(line: str) -> bytes:
    if '\n' in line:
        raise ValueError('a line end inside a line: %.60r' % line)
    return line.encode('utf-8') + b'\n'
