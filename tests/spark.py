#!/usr/bin/env python3
"""python/iber/spark.py for real: Spark with two workers, each a process of its own, against one iber. Skipped where
PySpark or a JDK is not installed."""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

import program
import tap

T = tap.Tap()
PACKAGE = os.path.join(program.ROOT, 'python')
MASTER = 'local-cluster[2,1,1024]'


def absent():
    for module in ('pyspark', 'pandas', 'pyarrow'):
        try:
            __import__(module)
        except ImportError:
            return 'PySpark needs %s, which is not installed' % module
    return None if shutil.which('java') else 'no JDK is installed'


def spark(*arguments):
    """`python -m iber.spark` on two workers."""
    import pyspark
    env = dict(os.environ, PYTHONPATH=PACKAGE, IBER=program.IBER, SPARK_LOCAL_IP='127.0.0.1',
               SPARK_HOME=os.path.dirname(pyspark.__file__), PYSPARK_PYTHON=sys.executable,
               PYSPARK_SUBMIT_ARGS='--master %s --conf spark.ui.enabled=false --conf spark.executorEnv.PYTHONPATH=%s '
               '--conf spark.executorEnv.IBER=%s --conf spark.sql.shuffle.partitions=4 pyspark-shell'
               % (MASTER, PACKAGE, program.IBER))
    return subprocess.run([sys.executable, '-m', 'iber.spark', *arguments], env=env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=500)


def comparable(line):
    """A record without its place in a stream: Spark cuts that where it likes."""
    r = json.loads(line)
    r['source'].update(start=0, end=0, path='')
    return json.dumps(r, sort_keys=True)


def main():
    why = absent()
    if why:
        T.skip('Spark', why)
        T.done()
    folder = tempfile.mkdtemp(prefix='iber-spark-')
    os.chdir(folder)
    try:
        texts = [open(p, encoding='utf-8').read() for p in program.articles()]
        with open('in.jsonl', 'w', encoding='utf-8') as f:
            for i in range(120):
                f.write(json.dumps({'id': 'doc-%03d' % i, 'text': texts[i % len(texts)][:400 + 7 * i]}, ensure_ascii=False) + '\n')
        one = program.iber(['--from', 'jsonl', '-o', 'extract.articles=no', 'in.jsonl'])
        wanted = sorted(map(comparable, one.out.splitlines()))
        p = spark('--in', 'in.jsonl', '--out', 'lines', '--partitions', '4')
        T.ok(p.returncode == 0, 'JSONL to JSONL on two workers', p.stderr.decode()[-3000:])
        lines = [line for name in sorted(glob.glob('lines/part-*')) for line in open(name, 'rb')]
        T.ok(sorted(map(comparable, lines)) == wanted, 'the records are those of one machine', len(lines))
        T.ok(sum(os.path.getsize(n) > 0 for n in glob.glob('lines/part-*')) >= 2, 'by more than one process')
        p = spark('--in', 'in.jsonl', '--out', 'table', '--partitions', '4', '--to', 'parquet')
        T.ok(p.returncode == 0, 'JSONL to Parquet', p.stderr.decode()[-3000:])
        import pyarrow.parquet
        rows = pyarrow.parquet.read_table('table').to_pylist()
        T.ok(sorted(comparable(r['record']) for r in rows) == wanted, 'the records are those of one machine')
        T.ok(all([e['text'] for e in r['entities']] == [e['text'] for e in json.loads(r['record'])['entities']] for r in rows),
             'entities are a column')
        p = spark('--in', 'table', '--out', 'again', '--from', 'parquet')
        again = [line for name in glob.glob('again/part-*') for line in open(name, 'rb')]
        T.ok(p.returncode == 0 and len(again) == len(wanted), 'Parquet is read, too', p.stderr.decode()[-3000:])
        os.makedirs('texts/sub')
        for i, text in enumerate(texts):
            with open('texts/%s%d.txt' % ('sub/' if i % 2 else '', i), 'w', encoding='utf-8') as f:
                f.write(text)
        p = spark('--in', 'texts', '--out', 'files', '--from', 'text')
        found = [json.loads(line) for name in glob.glob('files/part-*') for line in open(name, 'rb')]
        T.ok(p.returncode == 0 and sorted(os.path.basename(r['id']) for r in found) == sorted('%d.txt' % i for i in range(len(texts))),
             'a folder of texts is read, too', p.stderr.decode()[-3000:])
        alone = {i: json.loads(program.iber(['--from', 'jsonl', '-o', 'extract.articles=no'],
                                            json.dumps({'id': 'x', 'text': text}).encode()).out) for i, text in enumerate(texts)}
        T.ok(all(r['entities'] == alone[int(os.path.basename(r['id'])[:-4])]['entities'] for r in found), 'with the same entities')
        p = spark('--in', 'in.jsonl', '--out', 'none', '--text-key', 'body')
        T.ok(p.returncode != 0 and b'no column body' in p.stderr, 'a column that is not there is said', p.stderr.decode()[-500:])
    finally:
        os.chdir('/')
        shutil.rmtree(folder)
    T.done()


if __name__ == '__main__':
    main()
