#!/usr/bin/env python3
"""The package python/iber over the program: order, laziness, faults, and what records become. Parts
that need spaCy, pandas, datasets or zstandard are skipped where these are not installed.

    python.py [NAME...]      all tests, or those whose name holds a NAME
"""
import bz2
import gzip
import importlib.util
import io
import json
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing

import program
import tap

sys.path.insert(0, os.path.join(program.ROOT, 'python'))
import iber  # noqa: E402

T = tap.Tap()
os.environ['IBER'] = program.IBER
SHORT = {'until': 'tokenise'}
SPECIMEN = ('Në Gjakovë takuan Vjosa Osmanin. \U0001f600 Sot, SHBA-së i tha Albin Kurti.\n\n'
            'Nesër po vjen Aleksandar Vučić, më 12 maj 2024.')


def raised(kind, call, *more, **named):
    """The exception of that kind, or None."""
    try:
        result = call(*more, **named)
        if hasattr(result, '__next__'):
            list(result)
    except kind as e:
        return e
    return None


def children():
    """Process ids of the children of this process, zombies too."""
    found = []
    for task in os.listdir('/proc/self/task'):
        try:
            with open('/proc/self/task/%s/children' % task) as f:
                found += map(int, f.read().split())
        except FileNotFoundError:
            pass
    return found


def feeders():
    return [t for t in threading.enumerate() if t.name == 'iber-feeder']


def nothing_left(name):
    end = time.monotonic() + 5
    while feeders() and time.monotonic() < end:
        time.sleep(0.01)
    T.ok(not children() and not feeders(), name + ': no process and no thread is left', (children(), feeders()))


def script(folder, text):
    """A program of two lines in the place of iber."""
    path = os.path.join(folder, 'program-%d' % len(os.listdir(folder)))
    with open(path, 'w') as f:
        f.write('#!/bin/sh\n' + text.replace('IBER', "'%s'" % program.IBER) + '\n')
    os.chmod(path, 0o755)
    return path


def endless(taken):
    while True:
        taken.append(None)
        yield 'Sot në Prishtinë, numri %d.' % len(taken)


# ---- texts to records

def test_forms_of_texts():
    texts = [SPECIMEN, ('two', 'Kadare.'), {'id': 3, 'text': 'Osmani', 'url': 'u', 'tags': ['a', 1]}, {'text': 'x'}]
    rows = list(iber.annotate(texts))
    T.equal([r.id for r in rows], ['-:1', 'two', '3', '-:4'], 'strings, pairs, mappings: ids are kept')
    T.equal(rows[0].text, SPECIMEN, 'line ends and astral characters come back')
    T.equal(rows[2].meta, {'url': 'u', 'tags': ['a', 1]}, 'other fields are in meta, decoded')
    T.equal([f for r in rows for f in program.record_faults(r.raw)], [], 'raw is the record')
    piped = program.iber(['--from', 'jsonl'], b''.join(json.dumps({'text': t}).encode() + b'\n' for t in (SPECIMEN, 'x')))
    T.equal([r.raw for r in iber.annotate([SPECIMEN, 'x'])], [json.loads(l) for l in piped.out.splitlines()],
            'the same records as from the program')
    T.equal(list(iber.annotate([])), [], 'no texts, no records')
    T.equal(list(iber.annotate(rows)), rows, 'finished records go through unchanged')
    half = list(iber.annotate(texts, until='tokenise'))
    T.ok(half[0].stages[-1] == 'tokenise' and not half[0].entities, 'until stops the chain')
    T.equal(list(iber.annotate(half)), rows, 'and the second half of the chain makes the same of it')
    nothing_left('after these')


def test_options():
    text = ['Gjakovës dhe Prishtinës.']
    lemmas = [t.lemma for t in next(iber.annotate(text, options={'lemma.enabled': True})).tokens]
    T.ok(all(lemmas), 'options of stages', lemmas)
    T.equal([t.lemma for t in next(iber.annotate(text)).tokens][:1], [''], 'a column that is not made')
    T.equal(next(iber.annotate(text, stages=['decode', 'normalise'])).stages, ['decode', 'normalise'], 'stages')
    names = [next(iber.annotate(text, arguments=['--label-lang', l])).entities[0].norm for l in ('sq', 'sr')]
    T.ok(names[0] != names[1], 'arguments of the command line', names)
    T.equal([e.start for e in next(iber.annotate(['\U0001f600 Gjakova'], arguments=['--offsets', 'byte'])).entities], [2],
            'but positions are always code points')
    e = raised(iber.ProcessError, iber.annotate, text, options={'lemma.enabledd': 1})
    T.ok(e and e.code == 2 and 'lemma' in str(e), 'a wrong option is said by the program', e)
    e = raised(iber.ProcessError, iber.annotate, text, lexicon='/nowhere/a.lex')
    T.ok(e and e.code == 2 and '/nowhere/a.lex' in e.message, 'so is a missing lexicon', e)
    texts = [('%d' % n, 'Text %d.' % n) for n in range(300)]
    rows = list(iber.annotate(texts, jobs=4))
    T.ok(rows == list(iber.annotate(texts)) and [r.id for r in rows] == [i for i, _ in texts], 'workers keep the order')
    rows = list(iber.annotate([{'key': 'k', 'body': 'x', 'id': 5}, {'key': 'l', 'id': 6}],
                              arguments=['--id-key', 'key', '--text-key', 'body']))
    T.equal([(r.id, bool(r.error)) for r in rows], [('k', False), ('l', True)], 'other names of fields')


def test_hostile_texts():
    texts = [('a', 'x \ud800 y'), ('b', 'x\0y'), ('c', ''), ('d', '\u2028\u2029\x85\r\n\t"\\'), ('e', 'end')]
    rows = list(iber.annotate(texts))
    T.equal([r.id for r in rows], list('abcde'), 'one record for each, with its id')
    T.ok(rows[0].error and rows[0].error.code == 'bad_json' and rows[0].text == '' and not rows[0].tokens,
         'a lone surrogate is an error record', rows[0].raw)
    T.ok(rows[1].text == 'xy' and [w.code for w in rows[1].warnings] == ['nul_bytes'], 'NUL is a warning', rows[1].raw)
    T.ok(not any(r.error for r in rows[1:]), 'the others are fine', rows)
    e = raised(iber.DocumentError, iber.annotate, texts, errors='raise')
    T.ok(e and e.record.id == 'a' and str(e).startswith('a: bad_json'), "errors='raise' raises it", e)
    page = '<html><body>' + ''.join('<article><h1>Titulli %d i lajmit</h1>%s</article>' % (
        n, '<p>%s</p>' % ('Sot në Prishtinë u mbajt një takim i madh për ekonominë e vendit, numri %d. ' % n * 4) * 3)
        for n in range(3)) + '</body></html>'
    T.equal([r.id for r in iber.annotate([('p', page), ('q', 'x')])], ['p', 'q'], 'a page of several articles is one record')
    large = [('big', 'fjalë ' * 200000), ('small', 'x')]
    rows = list(iber.annotate(large, arguments=['--max-bytes', '1M'], **SHORT))
    T.equal([(r.id, r.error and r.error.code) for r in rows], [('big', 'too_big'), ('small', None)], 'too big: an error record')


def test_wrong_texts():
    for texts in ('text', b'text', {'text': 'x'}):
        T.ok(raised(TypeError, iber.annotate, texts), 'not a list: %r' % (texts,))
    T.ok(raised(ValueError, iber.annotate, [], errors='ignore'), 'errors is checked at once')
    for bad, kind in ((7, TypeError), (b'x', TypeError), (('a', 1), TypeError), ({'text': 'x', 'n': float('nan')}, ValueError),
                      ({'text': 'x', 'n': object()}, TypeError)):
        got = []
        e = raised(kind, lambda: list(kept(iber.annotate(['a', 'b', bad, 'c'], **SHORT), got)))
        T.ok(e and str(e).startswith('texts[2]: ') and got == ['-:1', '-:2'], 'an item that cannot be sent: %r' % (bad,), (e, got))

    def breaks():
        yield 'a'
        raise KeyError('mine')
    got = []
    e = raised(KeyError, lambda: list(kept(iber.annotate(breaks(), **SHORT), got)))
    T.ok(e and got == ['-:1'], 'what texts raises comes behind the records before', (e, got))
    nothing_left('after wrong texts')


def kept(records, ids):
    for r in records:
        ids.append(r.id)
        yield r
    ids.clear()


# ---- streaming

def test_lazy():
    asked = []
    records = iber.annotate(endless(asked))
    T.ok(not children() and not asked, 'nothing starts before the first record is asked for')
    records.close()
    asked, step = [], threading.Event()

    def slow():
        yield 'A.'
        asked.append(step.wait(20))
        yield 'B.'
    records = iber.annotate(slow(), **SHORT)
    first = next(records)
    step.set()
    T.ok(first.text == 'A.' and [r.text for r in records] == ['B.'] and asked == [True],
         'a record comes before the next text is there')
    nothing_left('after the end')


def test_early_close():
    taken = []
    with closing(iber.annotate(endless(taken), jobs=2, **SHORT)) as records:
        got = [next(records).text for _ in range(3)]
    T.ok(got[2].endswith('3.'), 'an endless generator', got)
    nothing_left('closed early')
    T.ok(len(taken) < 20000, 'it was asked for a few pipes full', len(taken))
    for record in iber.annotate(endless([]), **SHORT):
        break
    nothing_left('a loop that was left')
    never = threading.Event()

    def hangs():
        yield 'A.'
        never.wait(60)
    records = iber.annotate(hangs(), **SHORT)
    next(records)
    began = time.monotonic()
    records.close()
    T.ok(time.monotonic() - began < 5 and not children(), 'a generator that hangs does not keep close() or the process')
    never.set()
    nothing_left('when it goes on')
    e = raised(ZeroDivisionError, lambda: [1 // 0 for _ in iber.annotate(endless([]), **SHORT)])
    T.ok(e, 'an error of the caller')
    del e
    nothing_left('after it')
    code = 'import sys; sys.path.insert(0, sys.argv[1]); import iber, itertools\n' \
           'records = iber.annotate(itertools.repeat("Text.")); print(next(records).text)'
    p = subprocess.run([sys.executable, '-c', code, os.path.join(program.ROOT, 'python')], stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, timeout=60)
    T.equal((p.returncode, p.stdout), (0, b'Text.\n'), 'a program that ends with records unread')


INTERRUPTED = '''
import signal, os, sys
sys.path.insert(0, sys.argv[1])
import iber
caught = []
signal.signal(signal.SIGINT, lambda *_: caught.append(1))
def texts():
    yield "A."
    while not caught:
        yield "B."
for n, record in enumerate(iber.annotate(texts(), until="tokenise")):
    if n == 0:
        os.killpg(0, signal.SIGINT)
print("finished")
'''


def test_interrupt():
    p = subprocess.run([sys.executable, '-c', INTERRUPTED, os.path.join(program.ROOT, 'python')], stdout=subprocess.PIPE,
                       stderr=subprocess.STDOUT, timeout=60, start_new_session=True)
    T.equal((p.returncode, p.stdout), (0, b'finished\n'), 'an interrupt is for the caller, who may finish')


def test_side_by_side():
    pairs = zip(iber.annotate(endless([]), **SHORT), iber.annotate(('Text %d.' % n for n in range(50)), **SHORT))
    T.equal(sum(1 for _ in pairs), 50, 'two at one time')
    del pairs
    nothing_left('after both')


MEMORY = '''
import resource, sys
sys.path.insert(0, sys.argv[1])
import iber
peak = {}
for n, record in enumerate(iber.annotate(("Teksti numri %d, sot." % n for n in range(int(sys.argv[2]))), until="normalise")):
    if n + 1 in (2000, int(sys.argv[2])):
        peak[n + 1] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(*peak.values())
'''


def test_memory():
    if program.SANITIZED:
        T.skip('memory', 'a sanitizer is slow')
        return
    n = os.environ.get('IBER_PYTHON_TEXTS', '20000')
    out = subprocess.run([sys.executable, '-c', MEMORY, os.path.join(program.ROOT, 'python'), n], stdout=subprocess.PIPE,
                         timeout=600, check=True).stdout
    first, last = map(int, out.split())
    T.ok(last < first + 2048, '%s texts take no more memory than 2000' % n, '%d and %d KiB' % (first, last))


# ---- faults of the program

def test_not_there():
    for binary in ('/nowhere/iber', 'no-such-iber', program.HERE):
        e = raised(iber.ProgramNotFound, iber.annotate, [], binary=binary)
        T.ok(e and binary in str(e), 'no program: %s' % binary, e)
    with tempfile.TemporaryDirectory() as folder:
        broken = script(folder, '')
        with open(broken, 'wb') as f:
            f.write(b'\x7fELF nothing')
        T.ok(raised(iber.ProgramNotFound, iber.annotate, ['x'], binary=broken), 'a file that is no program')
        os.environ['IBER'] = '/nowhere/iber'
        e = raised(iber.ProgramNotFound, iber.annotate, [])
        T.ok(e and '$IBER' in str(e), '$IBER names nothing', e)
        os.environ['IBER'] = program.IBER
    T.ok(iber.version() == program.iber(['--version']).out.decode().split()[-1], 'version of the program')
    with open(os.path.join(program.ROOT, 'python', 'pyproject.toml')) as f:
        T.equal(re.search(r'^version = "(.*)"', f.read(), re.M).group(1), iber.version(), 'and of the package')


def test_other_version():
    with tempfile.TemporaryDirectory() as folder:
        other = script(folder, "IBER \"$@\" | sed 's/^{\"v\":1/{\"v\":2/'")
        e = raised(iber.FormatError, iber.annotate, ['x'], binary=other)
        T.ok(e and 'version 2' in str(e) and 'version 1' in str(e), 'a record of another version', e)
        refuses = script(folder, 'echo "iber: no option is called --offsets" >&2; exit 2')
        e = raised(iber.ProcessError, iber.annotate, endless([]), binary=refuses)
        T.ok(e and e.code == 2 and e.message == 'no option is called --offsets', 'a program without our options', e)
        quiet = script(folder, 'head -n 2 | IBER "$@"; cat > /dev/null')
        e = raised(iber.ProcessError, iber.annotate, [(c, 'x') for c in 'abcd'], binary=quiet)
        T.ok(e and e.answered == 2 and e.waiting == ['c', 'd'], 'a program that leaves texts out', e)
    nothing_left('after bad programs')


def test_dies():
    with tempfile.TemporaryDirectory() as folder:
        dies = script(folder, 'head -n 3 | IBER "$@"\nkill -9 $$')
        got = []
        e = raised(iber.ProcessError, lambda: list(kept(iber.annotate([('t%d' % n, 'x') for n in range(6)], binary=dies), got)))
        T.ok(e and e.code == -9 and got == ['t0', 't1', 't2'] and e.answered == 3, 'killed behind the third record', (e, got))
        T.ok(e and e.waiting == ['t3', 't4', 't5'] and 'SIGKILL' in str(e) and "'t3'" in str(e), 'the next one is named', e)
        torn = script(folder, 'IBER "$@" | head -c 100; kill -6 $$')
        e = raised(iber.ProcessError, iber.annotate, ['Text.'], binary=torn)
        T.ok(e and e.code == -6 and e.answered == 0, 'half a line is no record', e)
    for when in (1, 40):
        records = iber.annotate((('t%d' % n, 'Text.') for n in range(10 ** 9)), **SHORT)
        got = [next(records).id for _ in range(when)]
        os.kill(children()[0], signal.SIGKILL)
        e = raised(iber.ProcessError, lambda: list(kept(records, got)))
        T.ok(e and e.code == -9 and e.answered == len(got) and e.waiting[:1] == ['t%d' % len(got)],
             'killed for real after %d records' % when, (e and e.waiting[:3], got[-3:]))
    del e
    nothing_left('after deaths')


# ---- records

def test_record():
    r = next(iber.annotate([SPECIMEN]))
    T.equal([r.text[e.start:e.end] for e in r.entities], [e.text for e in r.entities], 'positions are those of a str')
    T.equal([(e.text, e.id) for e in r.entities if e.type == 'PER'],
            [('Vjosa Osmanin', 'osmani-vjosa'), ('Albin Kurti', 'kurti-albin'), ('Aleksandar Vučić', 'vucic-aleksandar')],
            'entities behind an astral character')
    T.equal(''.join(t.text for t in r.tokens), ''.join(r.text.split()), 'tokens are the text')
    T.equal([t for s in r.sentences for t in r.tokens_of(s)], list(r.tokens), 'tokens of sentences are all tokens')
    T.equal([s.text for s in r.sentences][0], 'Në Gjakovë takuan Vjosa Osmanin.', 'text of a sentence')
    T.ok(r.tokens[-1] == r.tokens[len(r.tokens) - 1] and r.tokens[1:3] == [r.tokens[1], r.tokens[2]], 'a layer is a sequence')
    T.ok(raised(IndexError, lambda: r.tokens[len(r.tokens)]), 'with an end')
    T.ok(r.source.bytes == len(SPECIMEN.encode()) and r.lang == 'sq' and r.script == 'Latn' and r.zones[0].kind, 'other fields')
    T.ok(not hasattr(r, '__dict__'), 'no dict of its own')
    T.equal(iber.Record.from_json(r.to_json()), r, 'to JSON and back')
    T.equal(pickle.loads(pickle.dumps(r)), r, 'to another process')
    for unit, code in (('byte', 'utf-8'), ('utf16', 'utf-16-le')):
        size = 2 if unit == 'utf16' else 1
        table = iber.positions(r.text, unit)
        T.equal(list(table), [len(r.text[:n].encode(code)) // size for n in range(len(r.text) + 1)], 'positions in ' + unit)
        line = json.dumps({'text': SPECIMEN}).encode()
        there = json.loads(program.iber(['--from', 'jsonl', '--offsets', unit], line).out)
        T.equal([table[e.start] for e in r.entities], [e['start'] for e in there['entities']], 'as --offsets %s counts' % unit)
    for raw in ({}, {'v': 1}, {'v': 1, 'id': 'a', 'text': 'b'}, {'v': 3}, []):
        T.ok(raised(iber.FormatError, iber.Record, raw), 'no record: %r' % (raw,))


def test_read():
    rows = list(iber.annotate([('a', 'Osmani.'), ('b', '\ud800'), ('c', 'në\nGjakovë')]))
    text = ''.join(r.to_json() + '\n' for r in rows).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'out.jsonl')
        for name, data in (('plain', text), ('gzip', gzip.compress(text)), ('bzip2', bz2.compress(text)),
                           ('two gzip members', gzip.compress(text[:99]) + gzip.compress(text[99:]))):
            program_write(path, data)
            T.equal(list(iber.read(path)), rows, 'read: ' + name)
        program_write(path, text)
        T.equal(list(iber.read(io.BytesIO(text))), rows, 'an open file')
        T.equal(list(iber.read(io.StringIO(text.decode()))), rows, 'an open text file')
        lines = text.split(b'\n')
        program_write(path, b'\n'.join([lines[0], b'{"v":1', b'', b'\xff', b'{"v":9}', lines[1], lines[2][:50]]))
        e = raised(iber.FormatError, iber.read, path)
        T.ok(e and e.line == 2 and str(e).startswith(path + ':2: this is no JSON'), 'a damaged line is named', e)
        faults = []
        T.equal(list(iber.read(path, damaged=faults.append)), rows[:2], 'damaged: reading goes on')
        T.equal([f.line for f in faults], [2, 4, 5, 7], 'and each is told')
        T.ok(faults[3].why == 'the line is cut short', 'a file that ends within a line', faults[3])
        program_write(path, gzip.compress(os.urandom(100000).hex().encode() + b'\n' + text)[:-3000])
        e = raised(iber.FormatError, iber.read, path)
        T.ok(e and e.path == path, 'a packed file that is cut short', e)
        T.ok(raised(FileNotFoundError, iber.read, path + 'x'), 'a file that is not there')
        read_zstd(path, text, rows)


def read_zstd(path, text, rows):
    program_write(path, b'\x28\xb5\x2f\xfd')
    if not importlib.util.find_spec('zstandard'):
        e = raised(iber.MissingModule, iber.read, path)
        T.ok(e and 'pip install zstandard' in str(e) or sys.version_info >= (3, 14), 'zstd: says what is missing', e)
        T.skip('read: zstd', 'zstandard is not installed')
        return
    import zstandard
    program_write(path, zstandard.compress(text[:99]) + zstandard.compress(text[99:]))
    T.equal(list(iber.read(path)), rows, 'read: two frames of zstd')


def program_write(path, data):
    with open(path, 'wb') as f:
        f.write(data)


# ---- filters of lines

def test_lines():
    T.equal(list(iber.translit(['Ljubav', '', 'njegova'], to='cyrl')), ['Љубав', '', 'његова'], 'translit')
    T.equal(list(iber.translit(['Љубав'], to='latn')), ['Ljubav'], 'and back')
    T.equal(list(iber.restore(['Milan Radoicic zivi u Djakovici.'], lang='sr')), ['Milan Radoičić živi u Đakovici.'], 'restore')
    found = list(iber.match([('Đakovica', 'sr', 'Gjakovë', 'sq'), ('Radović', 'sr', 'Radoičić', 'sr'), ('', '', '', '')]))
    T.equal([m.same for m in found], [True, False, False], 'match')
    lines = ['red %d' % n for n in range(20000)]
    T.equal(list(iber.translit(lines, to='cyrl')), ['ред %d' % n for n in range(20000)], 'many lines')
    with closing(iber.translit(iter(lambda: 'red', None), to='cyrl')) as answers:
        T.equal(next(answers), 'ред', 'endless lines')
    for call in (lambda: iber.translit(['a\nb'], to='cyrl'), lambda: iber.match([('a\t', '', 'b', '')])):
        T.ok(raised(ValueError, call), 'a line end, a tab')
    T.ok(raised(TypeError, iber.translit, 'abc', to='cyrl'), 'one str')
    T.ok(raised(iber.ProcessError, iber.translit, ['a'], to='greek'), 'a script that is not there')
    nothing_left('after filters')


# ---- what records become

def there(*modules):
    lost = [m for m in modules if not importlib.util.find_spec(m)]
    if lost:
        T.skip('with ' + lost[0], lost[0] + ' is not installed')
    return not lost


def test_without():
    r = next(iber.annotate(['x'], **SHORT))
    for module, call in (('spacy', lambda: iber.to_spacy(r)), ('pandas', lambda: iber.to_pandas([r])),
                         ('datasets', iber.features)):
        hidden = {m: sys.modules[m] for m in sys.modules if m.split('.')[0] == module}
        sys.modules.update(dict.fromkeys([module, *hidden]))
        e = raised(iber.MissingModule, call)
        T.ok(isinstance(e, ImportError) and 'pip install ' + module in str(e), 'says how to install ' + module, e)
        del sys.modules[module]
        sys.modules.update(hidden)


def test_installed():
    """pip install ./python, somewhere else; and the types of the package, strictly."""
    if not all(importlib.util.find_spec(m) for m in ('pip', 'setuptools', 'wheel')):
        T.skip('pip install', 'pip, setuptools or wheel is not installed')
    else:
        with tempfile.TemporaryDirectory() as folder:
            source, target = os.path.join(folder, 'source'), os.path.join(folder, 'target')
            shutil.copytree(os.path.join(program.ROOT, 'python'), source, ignore=shutil.ignore_patterns('__pycache__', 'build', '*.egg-info'))
            p = subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps',
                                '--no-index', '--no-build-isolation', '--target', target, source], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            T.ok(p.returncode == 0, 'pip install ./python', p.stdout.decode())
            q = subprocess.run([sys.executable, '-c', 'import iber; print(iber.__file__, next(iber.annotate(["Niš"])).text)'],
                               cwd='/', env=dict(os.environ, PYTHONPATH=target), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            T.equal(q.stdout.decode().strip(), target + '/iber/__init__.py Niš', 'and used from there')
            T.ok(os.path.exists(target + '/iber/py.typed'), 'with its types')
    if importlib.util.find_spec('mypy') is None:
        T.skip('mypy --strict', 'mypy is not installed')
        return
    p = subprocess.run([sys.executable, '-m', 'mypy', '--strict', '--cache-dir', os.devnull, 'iber'],
                       cwd=os.path.join(program.ROOT, 'python'), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    T.ok(p.returncode == 0, 'mypy --strict', p.stdout.decode())


def test_spacy():
    if not there('spacy'):
        return
    from spacy.tokens import DocBin
    texts = [open(path, encoding='utf-8').read() for path in program.articles()]
    blanks = ['', ' ', 'a', '\n a  b\n\n c \n', 'Ana Ana\u00a0Ana', '\U0001f600\U0001f600 a', 'Краљево-Рашка-Лепосавић, SHBA-së.']
    for r in iber.annotate([SPECIMEN] + blanks + texts, options={'lemma.enabled': True}):
        doc = iber.to_spacy(r)
        name = repr(r.text[:20])
        T.ok(doc.text == r.text, 'spaCy: the text of ' + name, doc.text[:99])
        T.equal([(e.start_char, e.end_char, e.label_, e.kb_id_) for e in doc.ents],
                [(e.start, e.end, e.type, e.id) for e in r.entities], 'spaCy: entities of ' + name)
        sents = [s for s in doc.sents if s.text.strip()]
        T.equal([(s.start_char, s.text[:len(x.text)]) for s, x in zip(sents, r.sentences)],
                [(x.start, x.text) for x in r.sentences], 'spaCy: sentences of ' + name)
        T.equal(len(sents), len(r.sentences), 'spaCy: no more of them in ' + name)
        found = {t.idx: (t.norm_, t.lemma_) for t in doc}
        cuts = {at for e in r.entities for at in (e.start, e.end)}
        T.equal([found[t.start] for t in r.tokens if not any(t.start < c < t.end for c in cuts)],
                [(t.norm, t.lemma) for t in r.tokens if not any(t.start < c < t.end for c in cuts)],
                'spaCy: norms and lemmas of ' + name)
    back = next(DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab))
    T.ok([e.kb_id_ for e in back.ents] == [e.kb_id_ for e in doc.ents] and back.user_data['id'] == r.id, 'through a DocBin')
    early = iber.to_spacy(next(iber.annotate(['Vjosa Osmani.'], until='names')))
    T.ok(early.spans['iber'], 'candidates are in spans', list(early.spans['iber']))
    plain = iber.to_spacy(next(iber.annotate(['Vjosa Osmani.'], stages=['decode'])))
    T.ok(plain.text == 'Vjosa Osmani.', 'a record without tokens', list(plain))
    failed = next(iber.annotate(['\ud800']))
    T.ok(raised(iber.DocumentError, iber.to_spacy, failed), 'an error record is none')


def test_pandas():
    if not there('pandas'):
        return
    rows = list(iber.annotate([('a', SPECIMEN), ('b', '\ud800'), ('c', 'x')]))
    entities, tokens, documents = (iber.to_pandas(iter(rows), level) for level in ('entities', 'tokens', 'documents'))
    T.equal([tuple(row)[1:] for row in entities.itertuples(index=False)], [tuple(e) for e in rows[0].entities], 'a row an entity')
    T.equal(list(entities['doc'].unique()), ['a'], 'with its document')
    T.equal([tuple(row)[2:] for row in tokens.itertuples(index=False)], [tuple(t) for r in rows for t in r.tokens], 'a row a token')
    T.equal([list(tokens[(tokens.doc == 'a') & (tokens.sentence == n)].text) for n in range(len(rows[0].sentences))],
            [[t.text for t in rows[0].tokens_of(s)] for s in rows[0].sentences], 'with its sentence')
    raw = {**rows[0].raw, 'sentences': [{'start': a, 'end': b, 'source_start': 0, 'source_end': 0, 'lang': 'sq'}
                                        for a, b in ((0, 3), (3, 10), (18, 31))]}
    T.equal(list(iber.to_pandas([iber.Record(raw)], 'tokens').sentence)[:6], [0, 1, -1, 2, 2, -1], 'side by side, and outside')
    T.equal(list(zip(documents.id, documents.entities, documents.code)),
            [('a', len(rows[0].entities), ''), ('b', 0, 'bad_json'), ('c', 0, '')], 'a row a document, failed ones too')
    for level, full in (('entities', entities), ('tokens', tokens), ('documents', documents)):
        T.equal(list(iber.to_pandas([], level).dtypes), list(full.dtypes), 'an empty table has the columns of ' + level)
    T.ok(raised(ValueError, iber.to_pandas, rows, 'words'), 'an unknown level')


def test_datasets():
    if not there('datasets'):
        return
    rows = list(iber.annotate([('a', SPECIMEN), ('b', '\ud800'), {'id': 'c', 'text': 'x', 'url': 'u'}]))
    data = iber.to_dataset(iter(rows))
    T.ok(data.features == iber.features() and data.num_rows == 3, 'a Dataset with features()', data)
    whole = dict(data[0])
    T.equal((whole.pop('error'), whole.pop('meta')), (None, []), 'no error, no meta')
    T.equal(whole, {k: v for k, v in rows[0].raw.items() if k != 'meta'}, 'the rest is the record')
    T.equal((data[1]['error']['code'], data[2]['meta']), ('bad_json', [{'key': 'url', 'value': '"u"'}]), 'error and meta')
    T.equal(iber.to_dataset([]).features, iber.features(), 'no records')
    many = iber.to_dataset(rows[0] for _ in range(600))
    T.ok(many.num_rows == 600 and many[599] == data[0], 'more than one batch')


if __name__ == '__main__':
    for name, test in sorted(globals().items()):
        if name.startswith('test_') and (not sys.argv[1:] or any(a in name for a in sys.argv[1:])):
            T.note(name)
            test()
    T.done()
