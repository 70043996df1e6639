# SPDX-License-Identifier: MIT
"""A running iber: a thread writes lines to it, the caller reads lines from it. The only place that
starts processes."""
from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from typing import IO, Generator, Iterable, List, Optional

from .errors import ProcessError, ProgramNotFound

BLOCK = 1 << 16
SAID = 2000  # so much of stderr goes into a message


def find_program(binary: Optional[str] = None) -> str:
    """Path of the program: `binary`, else $IBER, else iber in $PATH. Raises ProgramNotFound."""
    name = os.fspath(binary) if binary is not None else os.environ.get('IBER') or 'iber'
    found = shutil.which(name)
    if found is None:
        where = 'given as binary' if binary is not None else 'named in $IBER' if os.environ.get('IBER') else 'in $PATH'
        raise ProgramNotFound('no program %s is %s: build and install iber, or say binary=PATH' % (name, where))
    return found


def version(binary: Optional[str] = None) -> str:
    """Version of the program: "0.1.0". Keep it beside the data that you make."""
    for line in exchange([find_program(binary), '--version'], ()):
        return line.decode('ascii', 'replace').split()[-1]
    raise ProcessError(0, 'it does not say its version')


class Feeder(threading.Thread):
    """Writes lines to a pipe and closes it. What the iterable raises stays in `error`."""

    def __init__(self, pipe: IO[bytes], lines: Iterable[bytes]) -> None:
        super().__init__(name='iber-feeder', daemon=True)
        self.pipe = pipe
        self.lines: Optional[Iterable[bytes]] = lines
        self.error: Optional[BaseException] = None

    def run(self) -> None:
        assert self.lines is not None
        try:
            for line in self.lines:
                if not self.write(line):
                    break
        except BaseException as e:
            self.error = e
        finally:
            self.lines = None  # let go, whoever still holds the thread
            try:
                self.pipe.close()
            except OSError:
                pass

    def write(self, line: bytes) -> bool:
        """False when the program is gone; the reader finds out why."""
        try:
            self.pipe.write(line)
            self.pipe.flush()
            return True
        except OSError:
            return False


def exchange(command: List[str], lines: Iterable[bytes]) -> Generator[bytes, None, None]:
    """Runs a command, gives it lines (each with its \\n), yields the lines that it writes.

    The lines are taken in another thread, ahead of the answers by no more than the pipes and the
    program hold. When the caller stops (close()), the process is ended and waited for; a thread that
    hangs in the caller's own iterable is left alone, and ends with its next item.
    Ctrl-C reaches the caller only, who may finish what is in work.
    What the iterable raises is raised here, behind the answers to what came before. Raises
    ProgramNotFound, ProcessError.
    """
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(command, bufsize=BLOCK, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=complaints, start_new_session=True)
        except OSError as e:
            raise ProgramNotFound('%s cannot be started: %s' % (command[0], e)) from None
        assert process.stdin and process.stdout
        feeder = Feeder(process.stdin, lines)
        try:
            feeder.start()
            for line in process.stdout:
                if line.endswith(b'\n'):  # else it died within a line
                    yield line
            code = process.wait()
            if feeder.error is not None:
                raise feeder.error
            if code not in (0, 1):
                complaints.seek(0)
                raise ProcessError(code, said(complaints.read(SAID)))
        finally:
            process.kill()
            process.stdout.close()
            process.wait()
            if feeder.ident is not None:
                feeder.join(1)


def said(stderr: bytes) -> str:
    """iber: no option … → no option …"""
    text = ' '.join(stderr.decode('utf-8', 'replace').split())
    return text[len('iber: '):] if text.startswith('iber: ') else text
