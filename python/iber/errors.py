# SPDX-License-Identifier: MIT
"""What can go wrong. All are IberError; each message is one line that says what to do or where it is."""
from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence

if TYPE_CHECKING:
    from ._record import Record


class IberError(Exception):
    """The root of all errors of this package."""


class ProgramNotFound(IberError):
    """The program iber is not there, or cannot be started."""


class MissingModule(IberError, ImportError):
    """A package is needed that is not installed; the message has the command that installs it."""


class ProcessError(IberError):
    """The program ended before its work was done: it refused an option, or died.

    code      its exit status; negative: the number of the signal that ended it
    message   what it said on stderr, "" for nothing
    answered  texts whose record was given out before
    waiting   ids of the texts that had been sent and were not answered, the next one first; "" where a
              text has no id of its own. One of them may be the cause. At most a few pipes full.
    """

    def __init__(self, code: int, message: str, answered: int = 0, waiting: Sequence[str] = ()) -> None:
        self.code = code
        self.message = message
        self.answered = answered
        self.waiting = list(waiting)
        super().__init__(code, message, answered, self.waiting)

    def __str__(self) -> str:
        how = 'was ended by %s' % signal_name(-self.code) if self.code < 0 else 'ended with %d' % self.code
        said = self.message and ': ' + self.message
        if not self.answered and not self.waiting:
            return 'iber %s%s' % (how, said)
        first = repr(self.waiting[0]) if self.waiting and self.waiting[0] else 'number %d' % (self.answered + 1)
        return 'iber %s%s; %d texts were done, %d in work; the first of these is %s' % (
            how, said, self.answered, len(self.waiting), first)


class DocumentError(IberError):
    """A document failed, and errors='raise' was asked for. `record` is its error record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        super().__init__(record)

    def __str__(self) -> str:
        error = self.record.error
        return '%s: %s: %s' % (self.record.id, error.code, error.why) if error else self.record.id


class FormatError(IberError, ValueError):
    """A line that is no record of this version. `path` and `line` (from 1; 0 when there is none) say where."""

    def __init__(self, why: str, path: Optional[str] = None, line: int = 0) -> None:
        self.why = why
        self.path = path
        self.line = line
        super().__init__(why, path, line)

    def __str__(self) -> str:
        return self.why if self.path is None else '%s:%d: %s' % (self.path, self.line, self.why)


def signal_name(number: int) -> str:
    """SIGKILL for 9"""
    import signal
    try:
        return signal.Signals(number).name
    except ValueError:
        return 'signal %d' % number
