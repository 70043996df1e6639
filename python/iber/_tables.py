# SPDX-License-Identifier: MIT
"""Records as tables: pandas and Hugging Face datasets."""
from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Tuple, get_type_hints

from ._record import Entity, Failure, Language, Notice, Record, Sentence, Source, Token, Zone
from .errors import MissingModule

if TYPE_CHECKING:
    from datasets import Dataset, Features
    from pandas import DataFrame

Row = Dict[str, Any]
BATCH = 256  # records that are Python objects at one time


def to_pandas(records: Iterable[Record], level: str = 'entities') -> DataFrame:
    """A table of records; all of it is in memory, so filter the records first.

    level 'entities': a row for each, with the fields of Entity behind `doc`, the document's id.
    level 'tokens': the same of Token, with `sentence`: its number in the document from 0, -1 for none.
    level 'documents': id, path, lang, script, title, text, counts of layers, and of the error (code, why)
    of those that failed, else "". Only this level has error records.
    An empty table has its columns, too. Raises MissingModule.
    """
    if level not in _LEVELS:
        raise ValueError("level is 'entities', 'tokens' or 'documents', not %r" % (level,))
    try:
        import pandas
    except ImportError:
        raise MissingModule('to_pandas() needs pandas: pip install pandas') from None
    columns, rows = _LEVELS[level]
    table: Dict[str, List[Any]] = {name: [] for name in columns}
    for record in records:
        for row in rows(record):
            for column, value in zip(table.values(), row):
                column.append(value)
    kinds = {int: 'int64', float: 'float64', str: 'str'}
    return pandas.DataFrame({name: pandas.Series(values, dtype=kinds[columns[name]], name=name)
                             for name, values in table.items()})


def _documents(r: Record) -> Iterator[List[Any]]:
    code, why = (r.error.code, r.error.why) if r.error else ('', '')
    yield [r.id, r.source.path, r.lang, r.script, r.title, r.text, len(r.sentences), len(r.tokens), len(r.entities),
           code, why]


def _tokens(r: Record) -> Iterator[List[Any]]:
    sentences = r.raw.get('sentences', ())
    n = 0
    for token in r.tokens:
        while n < len(sentences) and sentences[n]['end'] <= token.start:
            n += 1
        inside = n < len(sentences) and sentences[n]['start'] <= token.start
        yield [r.id, n if inside else -1, *token]


def _entities(r: Record) -> Iterator[List[Any]]:
    for entity in r.entities:
        yield [r.id, *entity]


def _typed(row: Any) -> Dict[str, type]:
    """Columns of a NamedTuple with their types."""
    return dict(get_type_hints(row))


_COUNTS: Dict[str, type] = {'sentences': int, 'tokens': int, 'entities': int}
_LEVELS: Dict[str, Tuple[Dict[str, type], Callable[[Record], Iterator[List[Any]]]]] = {
    'documents': ({**dict.fromkeys(('id', 'path', 'lang', 'script', 'title', 'text'), str), **_COUNTS,
                   'code': str, 'why': str}, _documents),
    'tokens': ({'doc': str, 'sentence': int, **_typed(Token)}, _tokens),
    'entities': ({'doc': str, **_typed(Entity)}, _entities),
}
_LAYERS: Dict[str, Any] = {'zones': Zone, 'languages': Language, 'sentences': Sentence, 'entities': Entity,
                           'warnings': Notice}


def features() -> Features:
    """The record (docs/record.md) as Features of Hugging Face datasets.

    Two fields differ from the record: meta is a list of {key, value}, since its keys are the caller's own, and
    every row has `error`, which is None but for those that failed. Raises MissingModule.
    """
    datasets = _datasets()

    def value(kind: type) -> Any:
        return datasets.Value({str: 'string', int: 'int64', float: 'float64'}[kind])

    def struct(row: Any) -> Dict[str, Any]:
        return {name: value(kind) for name, kind in _typed(row).items() if (row, name) != (Sentence, 'text')}

    text = value(str)
    edit = {**dict.fromkeys(('start', 'end', 'source_start', 'source_end'), value(int)), 'rule': text}
    return datasets.Features({
        'v': value(int), 'id': text, 'source': struct(Source),
        **dict.fromkeys(('lang', 'script', 'title', 'text'), text),
        **{layer: [struct(row)] for layer, row in _LAYERS.items()},
        'tokens': {**dict.fromkeys(('start', 'end'), [value(int)]), **dict.fromkeys(('norm', 'stem', 'lemma'), [text])},
        'edits': [edit], 'meta': [{'key': text, 'value': text}], 'stages': [text], 'error': struct(Failure)})


def to_dataset(records: Iterable[Record]) -> Dataset:
    """A Dataset with features(), error records too. It lies in memory as Arrow, about as large as the JSON;
    dataset.save_to_disk() or to_parquet() put it on disk. Raises MissingModule."""
    datasets = _datasets()
    import pyarrow
    schema = features().arrow_schema
    batches: List[Any] = []
    rows = map(_row, records)
    while True:
        some = list(islice(rows, BATCH))
        if not some:
            return datasets.Dataset(pyarrow.Table.from_batches(batches, schema))
        batches.append(pyarrow.RecordBatch.from_pylist(some, schema=schema))


def _row(r: Record) -> Row:
    empty: Row = {**dict.fromkeys(('lang', 'script', 'title', 'text'), ''),
                  **dict.fromkeys([*_LAYERS, 'edits', 'stages'], []),
                  'tokens': dict.fromkeys(('start', 'end', 'norm', 'stem', 'lemma'), [])}
    return {**empty, 'error': None, **r.raw, 'meta': [{'key': k, 'value': v} for k, v in r.raw.get('meta', {}).items()]}


def _datasets() -> Any:
    try:
        import datasets
    except ImportError:
        raise MissingModule('features() and to_dataset() need datasets: pip install datasets') from None
    return datasets
