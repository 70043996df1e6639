# SPDX-License-Identifier: MIT
"""read(): the records of a file that iber wrote."""
from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zlib
from typing import IO, Any, Callable, Dict, Generator, Optional, Union, cast

from ._record import Record
from .errors import FormatError, MissingModule

PACKED: Dict[bytes, Any] = {b'\x1f\x8b': gzip.open, b'BZh': bz2.open, b'\xfd7zXZ\0': lzma.open}
ZSTD = b'\x28\xb5\x2f\xfd'


def read(file: Union[str, 'os.PathLike[str]', IO[bytes], IO[str]], *,
         damaged: Optional[Callable[[FormatError], None]] = None) -> Generator[Record, None, None]:
    """The records of JSON lines, one at a time; error records too.

    file     a path, or an open file, which stays open. gzip, bzip2, xz and zstd are told by their first
             bytes; zstd needs Python 3.14 or the package zstandard (MissingModule says so).
    damaged  called with the FormatError of a line that is no record; then reading goes on with the
             next one. Without it the error is raised: it names file and line. Empty lines are passed over.
             A packed file that is damaged or cut short ends there in either case.
    """
    if hasattr(file, 'read'):
        handle = cast(IO[Any], file)
        return _records(_unpacked(handle), str(getattr(file, 'name', '-')), damaged, None)
    path = os.fspath(cast(str, file))
    opened = open(path, 'rb')
    try:
        return _records(_unpacked(opened), path, damaged, opened)
    except BaseException:
        opened.close()
        raise


def _unpacked(file: IO[Any]) -> IO[Any]:
    if isinstance(file, io.TextIOBase):
        return file
    if not hasattr(file, 'peek'):
        file = cast(IO[Any], io.BufferedReader(cast(Any, file)))
    first = cast(Any, file).peek(8)[:8]
    if first.startswith(ZSTD):
        return _zstd(file)
    for magic, opener in PACKED.items():
        if first.startswith(magic):
            return cast(IO[Any], opener(file, 'rb'))
    return file


def _is_damage(e: Exception) -> bool:
    """Of the packing; an OSError with a number is of the disk."""
    return (isinstance(e, (EOFError, zlib.error, lzma.LZMAError)) or type(e).__name__ == 'ZstdError' or
            isinstance(e, OSError) and e.errno is None)


def _zstd(file: IO[Any]) -> IO[Any]:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
        return cast(IO[Any], zstd.open(file, 'rb'))
    except ImportError:
        pass
    try:
        import zstandard
    except ImportError:
        raise MissingModule('this file is packed with zstd: pip install zstandard') from None
    return cast(IO[Any], io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)))


def _records(file: IO[Any], path: str, damaged: Optional[Callable[[FormatError], None]],
             owned: Optional[IO[Any]]) -> Generator[Record, None, None]:
    line = b''
    n = 0
    try:
        while True:
            n += 1
            try:
                line = file.readline()
            except Exception as e:
                if not _is_damage(e):
                    raise
                raise FormatError('the packed file is damaged or cut short: %s' % e, path, n) from None
            if not line:
                return
            if not line.strip():
                continue
            try:
                record = Record.from_json(line)
            except FormatError as e:
                fault = FormatError(e.why if line[-1:] in (b'\n', '\n') else 'the line is cut short', path, n)
                if damaged is None:
                    raise fault from None
                damaged(fault)
                continue
            yield record
    finally:
        if owned:
            owned.close()
