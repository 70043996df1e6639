# SPDX-License-Identifier: MIT
"""iber on Apache Spark: a column of texts becomes records, on as many machines as there are.

    python3 -m iber.spark --from jsonl --to parquet --in pages/ --out records/

or, in a program of your own, annotate_frame(). The program iber must be installed on every worker, in $PATH or
at $IBER there; it is one process for each partition. PySpark is not installed with this package.
"""
from __future__ import annotations

import argparse
import json
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Sequence, get_type_hints

from ._annotate import annotate
from ._record import Entity, Record
from .errors import MissingModule

if TYPE_CHECKING:
    from pandas import DataFrame as PandasFrame
    from pyspark.sql import DataFrame, SparkSession

ROWS = 256  # records that are in memory at one time
COLUMNS = ('id', 'lang', 'script', 'title', 'text', 'error', 'entities', 'record')
_SQL = {int: 'bigint', float: 'double', str: 'string'}


def schema() -> str:
    """The columns of annotate_frame() in Spark's words. `error` is the code of a document that failed, else
    null; `entities` have the fields of Entity; `record` is the whole record as JSON (docs/record.md)."""
    fields = ', '.join('`%s`: %s' % (name, _SQL[kind]) for name, kind in get_type_hints(Entity).items())
    return ('id string, lang string, script string, title string, text string, error string, '
            'entities array<struct<%s>>, record string' % fields)


def annotate_frame(frame: DataFrame, text: str = 'text', id: Optional[str] = 'id', *,
                   options: Optional[Mapping[str, Any]] = None, arguments: Sequence[str] = (),
                   binary: Optional[str] = None) -> DataFrame:
    """The records of a column of texts, a row each (schema()), in the order of each partition.

    text, id   names of columns; id None: ids count within each partition
    options    of stages, arguments: of iber(1), binary: of the program on the workers; see annotate()

    A null text becomes an error record. Lazy, as all of Spark; what the program says when it ends too early
    fails the task with ProcessError, and Spark tries it again.
    """
    told = dict(options or {})
    more = list(arguments)

    def run(batches: Iterator[PandasFrame]) -> Iterator[PandasFrame]:
        records = annotate(_texts(batches, text, id), options=told, arguments=more, binary=binary)
        while rows := [_row(r) for r in islice(records, ROWS)]:
            import pandas
            yield pandas.DataFrame(rows, columns=list(COLUMNS))

    return frame.mapInPandas(run, schema())


def _texts(batches: Iterator[PandasFrame], text: str, id: Optional[str]) -> Iterator[Dict[str, Any]]:
    for batch in batches:
        for i, value in enumerate(batch[text]):
            row = {'text': value}
            if id is not None:
                row['id'] = str(batch[id].iloc[i])
            yield row


def _row(r: Record) -> List[Any]:
    return [r.id, r.lang, r.script, r.title, r.text, r.error.code if r.error else None,
            [entity._asdict() for entity in r.entities], json.dumps(r.raw, ensure_ascii=False, separators=(',', ':'))]


def read_frame(session: SparkSession, form: str, path: str, text: str, id: str) -> DataFrame:
    """Texts with ids from files: 'text' (a file is a document, its id the path), 'jsonl' or 'parquet'."""
    if form == 'text':
        from pyspark.sql.functions import input_file_name
        files = session.read.option('recursiveFileLookup', True).text(path, wholetext=True)
        return files.withColumnRenamed('value', text).withColumn(id, input_file_name())
    frame = session.read.json(path) if form == 'jsonl' else session.read.parquet(path)
    missing = [name for name in (text, id) if name not in frame.columns]
    if missing:
        raise ValueError('%s: no column %s; it has %s' % (path, ', '.join(missing), ', '.join(frame.columns)))
    return frame.select(text, id)


def write_frame(frame: DataFrame, form: str, path: str) -> None:
    """Records to a folder that is not there yet: 'jsonl' (a record a line) or 'parquet' (schema())."""
    if form == 'jsonl':
        frame.select('record').write.text(path)
    else:
        frame.write.parquet(path)


def main(argv: Optional[Sequence[str]] = None) -> int:
    parser = argparse.ArgumentParser(prog='iber.spark', description='Documents to records of iber, on Spark.')
    parser.add_argument('--in', dest='source', required=True, help='file or folder')
    parser.add_argument('--out', required=True, help='a folder that is not there yet')
    parser.add_argument('--from', dest='form', choices=('text', 'jsonl', 'parquet'), default='jsonl')
    parser.add_argument('--to', choices=('jsonl', 'parquet'), default='jsonl')
    parser.add_argument('--text-key', default='text', help='column of the texts')
    parser.add_argument('--id-key', default='id', help='column of the ids')
    parser.add_argument('--partitions', type=int, default=0, help='so many processes at most; 0: as Spark reads')
    parser.add_argument('--binary', help='the program on the workers, instead of $IBER or iber in $PATH')
    parser.add_argument('arguments', nargs='*', help='behind --: options of iber(1)')
    a = parser.parse_args(argv)
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingModule('iber.spark needs PySpark: pip install pyspark pandas pyarrow') from None
    session = SparkSession.builder.appName('iber').getOrCreate()
    try:
        frame = read_frame(session, a.form, a.source, a.text_key, a.id_key)
        if a.partitions:
            frame = frame.repartition(a.partitions)
        write_frame(annotate_frame(frame, a.text_key, a.id_key, arguments=a.arguments, binary=a.binary), a.to, a.out)
    finally:
        session.stop()
    return 0


if __name__ == '__main__':
    sys.exit(main())
