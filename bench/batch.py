#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures batches: what the journal costs, memory over many documents and over one large file, two
workers against one, a run with nothing to do. Texts are made of corpora/articles, by a seed.

    bench/batch.py PART [OPTION]...

    journal  --mb 30 --rounds 5         `iber FILES > file` against `iber run --out`, by turns
    jobs     --documents 20000 --rounds 5    -j 2 against -j 1, documents of 2 KB
    many     --documents 1000000 --as files|jsonl    memory over time
    large    --gb 10                    memory over time, one JSONL file
    rerun    --inputs 100000 --rounds 3      a finished batch, nothing new

    --chain light   only to `normalise`: many documents in little time (the default of rerun is that)
    --zstd          shards are packed, where disk is short
    -j N            workers (many, large: as many as there are processors)
    --iber PROGRAM  or $IBER, else build-bench/iber
    --scratch DIR   for inputs and shards, deleted at the end; its disk is the one that is measured

JSON lines go to stdout. Nothing is asserted."""
import argparse
import glob
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZE = 2000  # bytes of a document
PER_FOLDER = 1000


def paragraphs():
    """Paragraphs of the articles, by language."""
    found = {}
    for path in sorted(glob.glob(os.path.join(ROOT, 'corpora/articles/*.txt'))):
        kind = os.path.basename(path).rsplit('-', 1)[0]
        with open(path, encoding='utf-8') as f:
            found.setdefault(kind, []).extend(p for p in f.read().split('\n\n') if p.strip())
    return list(found.values())


def texts(n):
    """n texts of about SIZE bytes, each of one language; always the same."""
    rng, kinds = random.Random(7), paragraphs()
    for i in range(n):
        parts, size = [], 0
        kind = rng.choice(kinds)
        while size < SIZE:
            parts.append(rng.choice(kind))
            size += len(parts[-1].encode()) + 2
        yield '%s\n\n%d. %s\n' % (parts[0], i, '\n\n'.join(parts[1:]))


def write_files(folder, n):
    for i, text in enumerate(texts(n)):
        if i % PER_FOLDER == 0:
            at = '%s/%05d' % (folder, i // PER_FOLDER)
            os.makedirs(at)
        with open('%s/%03d.txt' % (at, i % PER_FOLDER), 'w', encoding='utf-8') as f:
            f.write(text)


def write_jsonl(path, size=None, n=None):
    """A file of `size` bytes, or of n lines. Texts come again after 100,000, their ids do not."""
    done = count = 0
    pool = [json.dumps(t, ensure_ascii=False).encode() for t in texts(min(n or 100000, 100000))]
    with open(path, 'wb', 1 << 20) as f:
        while done < size if size else count < n:
            line = b'{"id":"d%d","text":%s}\n' % (count, pool[count % len(pool)])
            done += f.write(line)
            count += 1
    return count


def bytes_of(folder):
    return sum(os.path.getsize(os.path.join(d, n)) for d, _, names in os.walk(folder) for n in names)


def memory(pid):
    """Resident MB: what the process took for itself, and all with mapped files; None when it is over."""
    try:
        with open('/proc/%d/status' % pid) as f:
            rows = dict(line.split(':', 1) for line in f)
        return tuple(int(rows[k].split()[0]) / 1024 for k in ('RssAnon', 'VmRSS'))
    except (OSError, KeyError):
        return None


def run(args, out=subprocess.DEVNULL, watch=False):
    """Seconds, processor seconds, and samples of memory."""
    samples = []
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    p = subprocess.Popen(args, stdout=out)
    while watch and p.poll() is None:
        m = memory(p.pid)
        if m:
            samples.append(m)
        time.sleep(0.2)
    code = p.wait()
    wall = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in (0, 1):
        sys.exit('%s: exit %d' % (' '.join(args), code))
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, samples


def fifths(samples):
    """Medians of each fifth of the time: the same where memory is flat."""
    n = max(1, len(samples) // 5)
    return [round(statistics.median(s[0] for s in samples[i:i + n]), 1) for i in range(0, n * 5, n) if samples[i:i + n]]


def say(**row):
    print(json.dumps(row), flush=True)


class Bench:
    def __init__(self, a):
        self.a, self.dir = a, tempfile.mkdtemp(prefix='iber-bench-', dir=a.scratch)
        light = a.chain == 'light' or (a.chain is None and a.part == 'rerun')
        self.more = ['--until', 'normalise'] if light else []
        self.zstd = ['--zstd'] if a.zstd else []

    def path(self, name):
        return os.path.join(self.dir, name)

    def jobs(self):
        return ['-j', str(self.a.j)] if self.a.j else []

    def out(self, source, jobs, watch=False):
        shutil.rmtree(self.path('out'), ignore_errors=True)
        return run([self.a.iber, 'run', '--out', self.path('out')] + self.zstd + self.more + jobs + [source], watch=watch)

    def plain(self, source, jobs):
        with open(self.path('plain.jsonl'), 'wb') as f:
            measured = run([self.a.iber] + self.more + jobs + [source], out=f)
            os.fsync(f.fileno())
        os.unlink(self.path('plain.jsonl'))
        return measured

    def journal(self):
        write_files(self.path('in'), self.a.mb * 1000000 // SIZE)
        rows = []
        for _ in range(self.a.rounds):
            with_it, without = self.out(self.path('in'), self.jobs()), self.plain(self.path('in'), self.jobs())
            rows.append((with_it[0], without[0], with_it[1], without[1]))
            say(what='journal round', wall_s=[round(with_it[0], 2), round(without[0], 2)],
                cpu_s=[round(with_it[1], 2), round(without[1], 2)])
        percent = lambda choose, i: round(100 * choose(r[i] for r in rows) / choose(r[i + 1] for r in rows) - 100, 1)
        say(what='journal cost', rounds=len(rows), percent_of_wall={'medians': percent(statistics.median, 0), 'least': percent(min, 0)},
            percent_of_cpu={'medians': percent(statistics.median, 2), 'least': percent(min, 2)})

    def two_jobs(self):
        write_files(self.path('in'), self.a.documents)
        size, rows = bytes_of(self.path('in')), []
        for _ in range(self.a.rounds):
            one, two = self.plain(self.path('in'), ['-j', '1']), self.plain(self.path('in'), ['-j', '2'])
            rows.append((one[0] / two[0], two[1] / one[1]))
            say(what='jobs round', mb_s=[round(size / 1e6 / x[0], 2) for x in (one, two)],
                cores=[round(x[1] / x[0], 2) for x in (one, two)])
        say(what='-j 2 against -j 1', documents=self.a.documents, ratio=round(statistics.median(r[0] for r in rows), 3),
            cpu_ratio=round(statistics.median(r[1] for r in rows), 3), rounds=len(rows))

    def watched(self, what, source, size, documents):
        wall, cpu, samples = self.out(source, self.jobs(), watch=True)
        say(what=what, documents=documents, mb=round(size / 1e6), seconds=round(wall, 1), cpu_s=round(cpu, 1),
            mb_s=round(size / 1e6 / wall, 2), own_mb_by_fifths_of_time=fifths(samples),
            own_mb_most=round(max((s[0] for s in samples), default=0), 1),
            rss_mb_most=round(max((s[1] for s in samples), default=0), 1),
            shards_mb=round(bytes_of(self.path('out')) / 1e6))

    def many(self):
        if self.a.form == 'files':
            write_files(self.path('in'), self.a.documents)
            size = bytes_of(self.path('in'))
        else:
            write_jsonl(self.path('in.jsonl'), n=self.a.documents)
            size = os.path.getsize(self.path('in.jsonl'))
        source = self.path('in' if self.a.form == 'files' else 'in.jsonl')
        self.watched('many small documents, ' + self.a.form, source, size, self.a.documents)

    def large(self):
        n = write_jsonl(self.path('in.jsonl'), size=int(self.a.gb * 1e9))
        self.watched('one large file', self.path('in.jsonl'), os.path.getsize(self.path('in.jsonl')), n)

    def rerun(self):
        write_files(self.path('in'), self.a.inputs)
        self.out(self.path('in'), self.jobs())
        command = [self.a.iber, 'run', '--out', self.path('out'), '--incremental'] + self.zstd + self.more + self.jobs()
        rows = [run(command + [self.path('in')], watch=True) for _ in range(self.a.rounds)]
        say(what='nothing new', inputs=self.a.inputs, seconds=[round(r[0], 2) for r in rows],
            rss_mb_most=round(max(s[1] for r in rows for s in r[2]), 1))


def main():
    parts = {'journal': Bench.journal, 'jobs': Bench.two_jobs, 'many': Bench.many, 'large': Bench.large, 'rerun': Bench.rerun}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('part', choices=parts)
    parser.add_argument('--mb', type=int, default=30)
    parser.add_argument('--gb', type=float, default=10)
    parser.add_argument('--documents', type=int)
    parser.add_argument('--inputs', type=int, default=100000)
    parser.add_argument('--rounds', type=int)
    parser.add_argument('--as', dest='form', choices=('files', 'jsonl'), default='files')
    parser.add_argument('--chain', choices=('full', 'light'))
    parser.add_argument('--zstd', action='store_true')
    parser.add_argument('-j', type=int)
    parser.add_argument('--iber', default=os.environ.get('IBER', os.path.join(ROOT, 'build-bench/iber')))
    parser.add_argument('--scratch')
    a = parser.parse_args()
    a.documents = a.documents or (20000 if a.part == 'jobs' else 1000000)
    a.rounds = a.rounds or (3 if a.part == 'rerun' else 5)
    bench = Bench(a)
    try:
        parts[a.part](bench)
    finally:
        shutil.rmtree(bench.dir)


if __name__ == '__main__':
    main()
