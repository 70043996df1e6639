#!/usr/bin/env python3
"""A document costs no allocation: ten times as many documents need as many as N do. $IBER_ALLOCS_LIB is
the library of allocs.c."""
import gzip
import json
import os
import shutil
import sys
import tempfile

import program
import tap
from program import iber

T = tap.Tap()


def allocations(args, data=b''):
    r = iber(['-j', '1'] + args, data, env={'LD_PRELOAD': os.path.abspath(os.environ['IBER_ALLOCS_LIB']), 'IBER_ALLOCS': 'count'})
    with open('count') as f:
        return int(f.read()), r


def compare(name, few, many, allowed=0):
    """few and many are arguments and input."""
    (a, r), (b, s) = allocations(*few), allocations(*many)
    T.ok(r.code == s.code and s.out.count(b'\n') == 10 * r.out.count(b'\n') and b - a <= allowed,
         name, '%d and %d allocations for %d and %d documents' % (a, b, r.out.count(b'\n'), s.out.count(b'\n')))


def main():
    texts = [open(a, encoding='utf-8').read() for a in program.articles()]
    rounds = 2  # the first one fills the caches
    lines = ''.join(' '.join(t.split()) + '\n' for t in texts).encode() * rounds
    jsonl = ''.join(json.dumps({'id': str(i), 'text': t, 'tags': ['a', 1]}) + '\n' for i, t in enumerate(texts)).encode() * rounds
    compare('lines', (['--from', 'lines'], lines), (['--from', 'lines'], lines * 10))
    compare('JSONL', (['--from', 'jsonl'], jsonl), (['--from', 'jsonl'], jsonl * 10))
    if 'lemma' in program.stages():
        args = ['-o', 'lemma.enabled=yes', '--from', 'jsonl']
        compare('JSONL with lemmas', (args, jsonl), (args, jsonl * 10))
    records = iber(['--from', 'jsonl', '--until', 'tokenise'], jsonl).out
    compare('records read back', (['--from', 'jsonl'], records), (['--from', 'jsonl'], records * 10))
    conllu = iber(['--to', 'conllu', '--until', 'tokenise'] + program.articles()).out * rounds
    compare('CoNLL-U', (['--from', 'conllu', '--to', 'jsonl'], conllu), (['--from', 'conllu', '--to', 'jsonl'], conllu * 10))
    compare('text out', (['--from', 'lines', '--to', 'text'], lines), (['--from', 'lines', '--to', 'text'], lines * 10))
    bad = b'\n'.join([b'no json', b'{}', b'{"text":"\xff"}', b'[]'] * rounds) + b'\n'
    compare('bad JSONL', (['--from', 'jsonl'], bad), (['--from', 'jsonl'], bad * 10))
    keys = b'{"a":{"b":"Tekst."},"t":"Naslov"}\n' * rounds
    args = ['--from', 'jsonl', '--text-key', 'a.b', '--title-key', 't']
    compare('JSONL by key paths', (args, keys), (args, keys * 10))
    compare('objects of a JSON file', (['--from', 'json'], b'{"text":"Tekst."},' * rounds), (['--from', 'json'], b'{"text":"Tekst."},' * rounds * 10))
    dump = b'<doc id="1" url="u" title="t">\nTekst.\n</doc>\n' * rounds
    compare('a dump', ([], dump), ([], dump * 10))
    page = gzip.compress('<p>Tekst.</p>'.encode() * 100)
    page = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n' + page
    warc = b'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' % (len(page), page) * rounds
    compare('packed pages of a WARC', (['--until', 'decode'], warc), (['--until', 'decode'], warc * 10))
    marks = ('e\u0301 ﬁ \u200bǆ Ð\u00a0x\n' * 20).encode()
    compare('lines to normalise', (['--from', 'lines'], marks), (['--from', 'lines'], marks * 10))
    pages = ('Žene čekaju voz u Čačku, a đaci šetaju.\n' * 20).encode('cp1250') + ('Воз касни пола сата.\n' * 20).encode('cp1251')
    compare('lines in a code page', (['--from', 'lines'], pages), (['--from', 'lines'], pages * 10))
    folder = list(texts) * rounds
    for n, times in (('few', 1), ('many', 10)):
        os.mkdir(n)
        for i, t in enumerate(folder * times):
            with open('%s/%04d.txt' % (n, i), 'w', encoding='utf-8') as f:
                f.write(t)
    compare('a directory, but for the growth of its list of names', (['few'],), (['many'],), allowed=20)
    for i in range(10):
        shutil.copytree('few', 'tree/%d' % i)
    compare('ten directories: a handle for each', (['tree/0'],), (['tree'],), allowed=60)


if __name__ == '__main__':
    if program.SANITIZED or not os.path.exists(os.environ.get('IBER_ALLOCS_LIB', '')):
        T.skip('allocations', 'a sanitizer has an allocator of its own, or IBER_ALLOCS_LIB is not set')
        T.done()
    start = tempfile.mkdtemp(prefix='iber-allocs-')
    os.environ['IBER_ALLOCS_LIB'] = os.path.abspath(os.environ['IBER_ALLOCS_LIB'])
    os.chdir(start)
    try:
        main()
    finally:
        os.chdir('/')
        shutil.rmtree(start)
    T.done()
