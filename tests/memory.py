#!/usr/bin/env python3
"""Memory of the process: a line of 1 GB is refused without being kept, and many documents cost no more
than a few. Not for sanitizers, whose own memory counts."""
import os
import subprocess
import sys
import threading

import program
import tap
from program import records

T = tap.Tap()
LIMIT = 300  # MiB
GB = 1 << 30


def feed(pipe, chunks):
    try:
        for c in chunks:
            pipe.write(c)
        pipe.close()
    except BrokenPipeError:
        pass


def run(args, chunks):
    """-> exit code, output, errors, peak of memory in MiB; the input never lies in a file"""
    p = subprocess.Popen([program.IBER] + args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    writer = threading.Thread(target=feed, args=(p.stdin, chunks))
    writer.start()
    out = p.stdout.read()
    err = p.stderr.read()
    writer.join()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    return p.returncode, out, err, usage.ru_maxrss / 1024


def gigabyte(before=b'', after=b'', block=b'word ' * 209715 + b'.'):
    yield before
    for _ in range(GB // len(block)):
        yield block
    yield after


def test_gigabyte():
    for name, args, chunks, good in (
            ('text', [], gigabyte(), 0),
            ('lines', ['--from', 'lines'], gigabyte(b'First.\n', b'\nLast.\n'), 2),
            ('jsonl', ['--from', 'jsonl'], gigabyte(b'{"text":"First."}\n{"text":"', b'"}\n{"text":"Last."}\n'), 2),
            ('conllu', ['--from', 'conllu'], gigabyte(b'# newdoc\n1\t', b'\t_\t_\t_\t_\t_\t_\t_\t_\n\n'), 0)):
        code, out, err, peak = run(args, chunks)
        rows = records(out)
        errors = [r['error']['code'] for r in rows if 'error' in r]
        T.ok(code == 1 and errors == ['too_big'] and len(rows) == good + 1 and not err,
             '1 GB as %s: too_big, and what stands around it is done' % name, (code, out[:300], err))
        T.ok(peak < LIMIT, '1 GB as %s: less than %d MiB' % (name, LIMIT), '%d MiB' % peak)


def test_conllu_without_documents():
    """A file of CoNLL-U with no # newdoc, larger than a document may be."""
    sentence = ''.join('%d\tPrishtina\t_\tPROPN\t_\tCase=Nom\t_\t_\t_\t_\n' % (i + 1) for i in range(12)).encode() + b'\n'
    block, n = sentence * 1000, 120
    code, out, err, peak = run(['-j', '1', '--from', 'conllu', '--to', 'conllu', '--until', 'tokenise'], (block for _ in range(n)))
    T.ok(code == 0 and out == block * n and not err, '%d MB of CoNLL-U in one piece: unchanged' % (len(block) * n >> 20), (code, out[:300], err))
    T.ok(peak < LIMIT, 'with less than %d MiB' % LIMIT, '%d MiB' % peak)


def test_many_documents():
    line = open(program.articles()[0], 'rb').read().replace(b'\n', b' ') + b'\n'
    peaks = []
    for n in (200, 4000):
        code, out, err, peak = run(['-j', '2', '--from', 'lines'], (line for _ in range(n)))
        T.ok(code == 0 and out.count(b'\n') == n, '%d documents' % n, (code, err))
        peaks.append(peak)
    T.ok(peaks[1] < peaks[0] + 16, 'twenty times as many documents take no more memory', '%d and %d MiB' % tuple(peaks))


def test_large_document():
    """8 MB of news in one document, no line twice: a second copy would be taken out."""
    lines = [l for a in program.articles() for l in open(a, 'rb').read().split(b'\n') if l]
    text = b'\n\n'.join(b'%s %d.' % (lines[i % len(lines)], i) for i in range((8 << 20) * len(lines) // sum(map(len, lines))))
    code, out, err, peak = run(['-j', '1'], [text])
    T.ok(code == 0 and len(records(out)) == 1 and b'"error"' not in out[:2000], '8 MB of news in one document', (code, out[:300], err))
    T.ok(peak < 750, '8 MB of news: less than 750 MiB', '%d MiB' % peak)
    T.note('%d MiB' % peak)


if __name__ == '__main__':
    if program.SANITIZED:
        T.skip('memory', 'a sanitizer takes memory of its own')
    else:
        for test in (test_gigabyte, test_conllu_without_documents, test_many_documents, test_large_document):
            test()
    T.done()
