#!/usr/bin/env python3
"""The same records on every way: stage by stage through a pipe, with one worker or several, as lines,
from lists, directories and archives.

    roundtrip.py              everything
    roundtrip.py threads      only what runs several workers (for TSan)
"""
import bz2
import gzip
import json
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import program
import tap
from program import iber, records

T = tap.Tap()


def same(name, found, expected):
    if found == expected:
        return T.ok(True, name)
    a, b = found.split(b'\n'), expected.split(b'\n')
    for i, (x, y) in enumerate(zip(a, b)):
        if x != y:
            k = next((k for k in range(min(len(x), len(y))) if x[k] != y[k]), min(len(x), len(y)))
            return T.ok(False, name, 'line %d differs at byte %d:\n%r\n%r' % (i + 1, k, x[max(0, k - 60):k + 60], y[max(0, k - 60):k + 60]))
    return T.ok(False, name, '%d lines and %d lines' % (len(a), len(b)))


def files():
    seeds = program.seeds()
    if not seeds:
        T.skip('seeds', '../shared is not here')
    return program.articles() + seeds


# Stages that stay out unless they are asked for.
ON_DEMAND = [s for s in ('lemma', 'restore') if s in program.stages()]
ALL_OF_THEM = tuple(['-o', s + '.enabled=yes'] for s in ON_DEMAND)


def test_stage_by_stage():
    all_files = files()
    for extra in ([], ['--keep-zones']) + ALL_OF_THEM:
        whole = iber(extra + all_files).out
        count = len(records(whole))
        T.ok(count >= len(all_files), 'a record for each file ' + ' '.join(extra), count)
        for s in program.stages():
            if s in ON_DEMAND and s + '.enabled=yes' not in extra:
                continue
            until = iber(extra + ['--until', s] + all_files)
            rows = records(until.out)
            T.ok(until.code == 0 and len(rows) == (len(all_files) if s == 'decode' else count), 'until %s %s' % (s, ' '.join(extra)), until)
            same('until %s, and the rest from its records %s' % (s, ' '.join(extra)), iber(extra + ['--from', 'jsonl'], until.out).out, whole)
        same('a whole record is not changed ' + ' '.join(extra), iber(extra + ['--from', 'jsonl'], whole).out, whole)


def test_one_stage_at_a_time():
    data, names = b'', [s for s in program.stages() if s not in ON_DEMAND]
    for i, s in enumerate(names):
        data = iber(['--until', s] + (['--from', 'jsonl'] if i else []) + ([] if i else program.articles()), data).out
    same('a pipe of %d programs' % len(names), data, iber(program.articles()).out)


def test_the_way_back():
    bad = []
    for f in files():
        with open(f, 'rb') as opened:
            raw = opened.read()
        for s in program.stages():
            if s not in ON_DEMAND:
                for r in records(iber(['--until', s, f]).out):
                    bad += ['%s, until %s: %s' % (r['id'], s, x) for x in program.mapped_back_faults(r, raw)]
    T.ok(not bad, 'what no edit covers is the same in text and source', '\n'.join(bad[:5]))


def test_threads():
    all_files = files() * 3
    for extra in ([], ['--to', 'text'], ['--to', 'conllu']) + ALL_OF_THEM:
        one = iber(['-j', '1'] + extra + all_files)
        for jobs in ('2', '5'):
            r = iber(['-j', jobs] + extra + all_files)
            same('-j %s as -j 1 %s' % (jobs, ' '.join(extra)), r.out, one.out)
    data = b''.join(b'{"id":"%d","text":"Red %d. Ana je u Ni\xc5\xa1u."}\n' % (i, i) if i % 7 else b'bad line\n' for i in range(3000))
    one = iber(['-j', '1', '--from', 'jsonl'], data)
    T.equal(len(records(one.out)), 3000, 'short documents, some bad')
    for jobs in ('2', '5'):
        r = iber(['-j', jobs, '--from', 'jsonl'], data)
        same('short documents with -j ' + jobs, r.out, one.out)
        T.equal(r.code, one.code, 'and the exit code')


def without_origin(out):
    rows = records(out)
    for r in rows:
        r['id'] = r['source']['path'] = ''
    return sorted(json.dumps(r) for r in rows)


def test_inputs():
    articles = program.articles()
    names = [os.path.basename(a) for a in articles]
    plain = iber(articles)
    expected = without_origin(plain.out)

    def check(name, args, data=b'', ids=None, **more):
        r = iber(args, data, **more)
        if ids:
            T.equal([x['id'] for x in records(r.out)], ids, name + ': ids')
        T.ok(r.code == 0 and without_origin(r.out) == expected, name, r)

    check('a list of names', ['--files', '-'], '\n'.join(articles).encode(), names)
    check('with a newline behind the last, and CR', ['--files', '-'], '\r\n'.join(articles).encode() + b'\r\n', names)
    check('a list with NUL', ['-0', '--files', '-'], '\0'.join(articles).encode() + b'\0', names)
    open('list', 'w').write('\n'.join(articles[1:]) + '\n')
    check('a list in a file, and names', ['--files', 'list', articles[0]], ids=names)
    shutil.copytree(os.path.join(program.CORPORA, 'articles'), 'dir')
    check('a directory', ['dir'], ids=names)
    check('a directory with a slash', ['dir/'], ids=names)
    os.makedirs('deep/a/b')
    for i, a in enumerate(articles):
        shutil.copy(a, ['deep', 'deep/a', 'deep/a/b'][i % 3])
    check('directories in directories', ['deep'])
    os.symlink('dir', 'link')
    check('a link to a directory', ['link'], ids=names)
    for ending, pack in (('gz', gzip.compress), ('xz', lzma.compress), ('bz2', bz2.compress)):
        os.mkdir(ending)
        for a in articles:
            with open(a, 'rb') as f, open('%s/%s.%s' % (ending, os.path.basename(a), ending), 'wb') as g:
                g.write(pack(f.read()))
        check(ending, [ending], ids=[n + '.' + ending for n in names])
    if shutil.which('zstd'):
        os.mkdir('zst')
        for a in articles:
            subprocess.run(['zstd', '-q', '-o', 'zst/' + os.path.basename(a) + '.zst', a], check=True)
        check('zst', ['zst'])
    else:
        T.skip('zst', 'zstd is not installed')
    with zipfile.ZipFile('all.zip', 'w', zipfile.ZIP_DEFLATED) as z:
        for a in articles:
            z.write(a, 'in/' + os.path.basename(a))
    check('zip', ['all.zip'], ids=['all.zip/in/' + n for n in names])
    for mode in ('', 'gz', 'xz'):
        path = 'all.tar' + (mode and '.' + mode)
        with tarfile.open(path, 'w:' + mode) as t:
            for a in articles:
                t.add(a, os.path.basename(a))
        check(path, [path], ids=[path + '/' + n for n in names])
        with open(path, 'rb') as f:
            check(path + ' through a pipe', [], f.read(), ids=['-/' + n for n in names])
    one = without_origin(iber([articles[0]]).out)
    with open(articles[0], 'rb') as f:
        data = f.read()
    r = iber([], data)
    T.equal(without_origin(r.out), one, 'stdin')
    T.equal(records(r.out)[0]['id'], '-', 'and its id')
    T.equal(without_origin(iber(['-'], data).out), one, '- is stdin')


def test_lines():
    lines = [l.strip() for a in program.articles() for l in open(a, encoding='utf-8') if l.strip()]
    data = ''.join(l + '\n' for l in lines).encode()
    r = iber(['--from', 'lines'], data)
    rows = records(r.out)
    T.equal([x['id'] for x in rows], ['-:%d' % (i + 1) for i in range(len(lines))], 'lines are documents')
    bad, at = [], 0
    for x, l in zip(rows, lines):
        if (x['source']['start'], x['source']['end']) != (at, at + len(l.encode())):
            bad.append(x['id'])
        bad += program.mapped_back_faults(x, data)
        at += len(l.encode()) + 1
    T.ok(not bad, 'and know where they stand in the file', bad[:5])
    jsonl = ''.join(json.dumps({'text': l}) + '\n' for l in lines).encode()
    texts = [(x['text'], x['sentences'] and x['sentences'][-1]['end'], len(x['entities'])) for x in records(iber(['--from', 'jsonl'], jsonl).out)]
    T.equal(texts, [(x['text'], x['sentences'] and x['sentences'][-1]['end'], len(x['entities'])) for x in rows], 'as JSONL they give the same')
    T.equal(iber(['--from', 'lines', '--to', 'text'], data).out.decode(), ''.join(x['text'] + '\n' for x in rows), 'and as text')


def test_conllu():
    """Out and in again: the same tokens and sentences, and the second time the same bytes."""
    for a in program.articles():
        r = records(iber([a]).out)[0]
        first = iber(['--to', 'conllu', a])
        words = [l.split('\t')[1] for l in first.out.decode().split('\n') if '\t' in l]
        want = [' '.join(r['text'][x:y].split()) for x, y in zip(r['tokens']['start'], r['tokens']['end'])]
        again = iber(['--from', 'conllu', '--to', 'conllu'], first.out)
        if words != want or again.out != iber(['--from', 'conllu', '--to', 'conllu'], again.out).out or again.code:
            T.ok(False, 'CoNLL-U of ' + os.path.basename(a), again)
            return
        back = [l.split('\t')[:2] for l in again.out.decode().split('\n')]
        if back != [l.split('\t')[:2] for l in first.out.decode().split('\n')]:
            T.ok(False, 'CoNLL-U of %s read and written' % os.path.basename(a), again.out[:300])
            return
    T.ok(True, 'CoNLL-U out and in again keeps tokens and sentences')


def damaged(r):
    """The record with one of its fields made something else."""
    strange = (None, -1, 5, 10 ** 9, 'x', [], {}, [{}], [5])
    for k in r:
        for v in strange:
            yield dict(r, **{k: v})
    for k in ('source', 'tokens'):
        for kk in r[k]:
            for v in strange:
                yield dict(r, **{k: dict(r[k], **{kk: v})})
    for k in ('zones', 'sentences', 'entities', 'edits', 'languages'):
        for kk in r[k][0] if r[k] else ():
            for v in strange:
                yield dict(r, **{k: [dict(r[k][0], **{kk: v})] + r[k][1:]})


def test_damaged_records():
    record = records(iber([], 'Ana\u00a0Krasniqi živi u\u200b Prištini od 2019.\n'.encode()).out)[0]
    lines = [json.dumps(d) for d in damaged(record)]
    out = iber(['--from', 'jsonl', '--keep-zones'], '\n'.join(lines).encode())
    found = [json.loads(line) for line in out.out.decode().split('\n')[:-1]]
    T.equal(len(found), len(lines), 'each damaged record gives a record, or an error record')
    bad = ['%s: %s' % (line[:300], faults) for line, faults in zip(lines, map(program.SCHEMA.faults, found)) if faults]
    T.ok(not bad, 'and each is one by the schema', '\n'.join(bad[:5]))


def main():
    folder = tempfile.mkdtemp(prefix='iber-roundtrip-')
    os.chdir(folder)
    wanted = sys.argv[1:]
    try:
        for name, test in list(globals().items()):
            if name.startswith('test_') and (not wanted or any(w in name for w in wanted)):
                test()
    finally:
        os.chdir('/')
        shutil.rmtree(folder)
    T.done()


if __name__ == '__main__':
    main()
