#!/usr/bin/env python3
"""Batches: `iber run --out DIR`, ended in every way there is, and what the same command then makes of it.

    batch.py [NAME...]      all tests, or those whose name holds a NAME

KILLS is how often a run is killed (24; the slow suite sets 200).
"""
import glob
import hashlib
import json
import os
import pty
import random
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import program
import tap
from program import iber

T = tap.Tap()
KILLS = int(os.environ.get('KILLS', '24'))
RANDOM = random.Random(7)
SHARDS = ['--shard-bytes', '3M', '-j', '2']


def write(path, data):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(data)


def sentence(i):
    who = ('Ana Anić', 'Agim Krasniqi', 'Милан Петровић', 'John Smith')[i % 4]
    return '%s je u Prištini rekao da je to %d. put, a u Gjakovë, në orën %d, ishte qetë.\n' % (who, i, i % 24)


def inputs(folder, n=600):
    """n files in ten folders, two JSONL files, an archive; about 10 MB of records."""
    for i in range(n):
        write('%s/%d/%04d.txt' % (folder, i % 10, i), ''.join(sentence(i * 20 + k) for k in range(10 + i % 9)))
    for name in 'ab':
        write(folder + '/' + name + '.jsonl',
              ''.join(json.dumps({'id': '%s%d' % (name, i), 'text': sentence(i)}) + '\n' for i in range(300)))
    os.makedirs('packed/in', exist_ok=True)
    for i in range(40):
        write('packed/in/%02d.txt' % i, sentence(i) * 5)
    subprocess.run(['tar', 'czf', folder + '/c.tar.gz', '-C', 'packed', 'in'], check=True)


def command(out, *more, folder='in'):
    return ['run', '--out', out] + SHARDS + list(more) + [folder]


def start(args, **more):
    return subprocess.Popen([program.IBER] + args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)


def shards(out):
    return {os.path.basename(p): hashlib.sha256(open(p, 'rb').read()).hexdigest()
            for p in glob.glob(out + '/part-*')}


def undisturbed(*more):
    """The shards of a run that nobody ended, made once."""
    out = 'ref' + ''.join(more)
    if not os.path.isdir(out):
        r = iber(command(out, *more))
        T.ok(r.code in (0, 1) and not r.err and len(shards(out)) > 2, 'an undisturbed run' + ' '.join(('',) + more), r)
    return shards(out)


def records(out):
    rows = []
    for path in sorted(glob.glob(out + '/part-*')):
        data = open(path, 'rb').read()
        if path.endswith('.zst'):
            data = subprocess.run(['zstd', '-dc'], input=data, stdout=subprocess.PIPE, check=True).stdout
        rows += [json.loads(line) for line in data.splitlines()]
    return rows


def wait_for(path, seconds=60):
    """Until there is something in the file."""
    end = time.monotonic() + seconds
    while not (os.path.exists(path) and os.path.getsize(path)) and time.monotonic() < end:
        time.sleep(0.001)


def duration():
    begin = time.monotonic()
    shutil.rmtree('timed', ignore_errors=True)
    iber(command('timed'))
    return time.monotonic() - begin


def test_same_records_as_stdout():
    undisturbed()
    plain = [json.loads(line) for line in iber(['in']).out.splitlines()]
    T.equal([r['id'] for r in records('ref')], [r['id'] for r in plain], 'shards hold the records of stdout, in order')
    T.ok(records('ref') == plain, 'and they are the same')
    r = iber(['verify', 'ref'])
    T.ok(r.code == 0 and r.out.startswith(b'%d records' % len(plain)), 'verify finds all as written', r)


def killed(out, more, times):
    """Kills runs at random moments, `times` times in all; what goes on is killed again. Each batch that comes to its
    end is compared. -> how many batches, what was wrong with them"""
    ref, most, kills, batches, wrong = undisturbed(*more), duration(), 0, 0, []
    while kills < times or os.path.exists(out):
        p = start(command(out, *more))
        try:
            p.wait(RANDOM.random() * most if kills < times else None)
        except subprocess.TimeoutExpired:
            p.kill()
        err = p.communicate()[1]
        kills += p.returncode == -signal.SIGKILL
        if p.returncode != -signal.SIGKILL:
            batches += 1
            if p.returncode != 0 or shards(out) != ref or iber(['verify', out]).code != 0:
                wrong.append((kills, p.returncode, err))
            shutil.rmtree(out)
    return batches, wrong


def test_kill_9():
    for more in ((), ('--zstd',)):
        batches, wrong = killed('killed', more, KILLS // 2)
        T.ok(batches and not wrong, '%d kills, %d batches at their end: the shards of an undisturbed run %s'
             % (KILLS // 2, batches, ' '.join(more)), wrong[:3])


def test_ctrl_c():
    ref = undisturbed()
    for sig in (signal.SIGINT, signal.SIGTERM):
        p = start(command('stopped'))
        while not os.path.exists('stopped/part-00000.jsonl.tmp') and p.poll() is None:
            time.sleep(0.001)
        p.send_signal(sig)
        err = p.communicate()[1]
        T.ok(p.returncode == 128 + sig and b'the same command goes on' in err, 'a signal: %d' % sig, err)
        r = iber(command('stopped'))
        T.ok(r.code == 0 and shards('stopped') == ref, 'and it went on', r)
        shutil.rmtree('stopped')


def test_stop_and_continue():
    p = start(command('paused'))
    wait_for('paused/journal')
    p.send_signal(signal.SIGSTOP)
    r = iber(command('paused'))
    T.ok(r.code == 2 and 'another run is at it: process %d on ' % p.pid in r.err, 'a second run refuses, naming the first', r)
    r = iber(['forget', 'paused', 'a7'])
    T.ok(r.code == 2 and 'another run is at it: process %d on ' % p.pid in r.err, 'and so does forget', r)
    p.send_signal(signal.SIGCONT)
    p.communicate()
    T.ok(p.returncode == 0 and shards('paused') == undisturbed(), 'the first one goes on after SIGSTOP, SIGCONT')
    shutil.rmtree('paused')


def test_power_loss():
    """Bytes that did not reach the disk: a cut, or garbage, in the open shard and in the journal."""
    ref = undisturbed()
    for what in ('cut shard', 'garbage in the shard', 'no shard', 'cut journal', 'garbage behind the journal'):
        for wait in (0.1, 0.2, 0.3):
            p = start(command('loss'))
            time.sleep(wait)
            p.kill()
            p.communicate()
            tmp = glob.glob('loss/*.tmp')
            size = os.path.getsize(tmp[0]) if tmp else 0
            journal = open('loss/journal', 'rb').read() if os.path.exists('loss/journal') else b''
            if what == 'cut shard' and size:
                os.truncate(tmp[0], size // 2)
            if what == 'garbage in the shard' and size:
                with open(tmp[0], 'r+b') as f:
                    f.seek(size // 3)
                    f.write(bytes(100))
            if what == 'no shard' and size:
                os.unlink(tmp[0])
            if what == 'cut journal' and journal:
                synced = max(journal.rfind(b'\nR\t'), journal.rfind(b'\t=\t'), journal.rfind(b'\nE\t'), 0)
                synced = journal.find(b'\n', synced + 1) + 1
                os.truncate('loss/journal', max(synced, len(journal) - 40))
            if what == 'garbage behind the journal' and journal:
                with open('loss/journal', 'ab') as f:
                    f.write(bytes(300))
        r = iber(command('loss'))
        T.ok(shards('loss') == ref, 'power loss: ' + what, r)
        shutil.rmtree('loss')


def everything(folder):
    return {p: open(p, 'rb').read() for p in glob.glob(folder + '/*') if not p.endswith('/lock')}


def test_damage():
    """What a crash cannot do is said, and nothing is written over."""
    undisturbed()
    for name, path in (('journal', 'damaged/journal'), ('shard', 'damaged/part-00001.jsonl')):
        shutil.copytree('ref', 'damaged')
        with open(path, 'r+b') as f:
            f.seek(os.path.getsize(path) // 2)
            byte = f.read(1)
            f.seek(-1, 1)
            f.write(bytes([byte[0] ^ 1]))
        before = everything('damaged')
        r = iber(['verify', 'damaged'])
        T.ok(r.code == 1 and os.path.basename(path) in r.err, 'verify finds a damaged ' + name, r)
        if name == 'journal':
            r = iber(command('damaged', '--incremental'))
            T.ok(r.code == 2 and 'line' in r.err, 'and so does a run', r)
        T.ok(everything('damaged') == before, 'nothing was written')
        shutil.rmtree('damaged')
    shutil.copytree('ref', 'damaged')
    os.unlink('damaged/journal')
    r = iber(command('damaged'))
    T.ok(r.code == 2 and 'no journal' in r.err, 'shards without a journal are not written over', r)
    shutil.rmtree('damaged')
    shutil.copytree('ref', 'damaged')
    lines = open('damaged/journal', 'rb').read().splitlines(True)
    with open('damaged/journal', 'wb') as f:
        f.writelines(lines[:-3])
    before = everything('damaged')
    r = iber(command('damaged'))
    T.ok(r.code == 2 and 'journal does not have it' in r.err and everything('damaged') == before, 'nor those that it lacks', r)
    shutil.rmtree('damaged')
    shutil.copytree('ref', 'damaged')
    os.unlink('damaged/part-00001.jsonl')
    T.ok(iber(['verify', 'damaged']).code == 1, 'verify misses a shard')
    r = iber(command('damaged', '--incremental'))
    T.ok(r.code == 2 and 'missing' in r.err, 'so does a run', r)
    shutil.rmtree('damaged')


def test_output_full():
    """A file that may not grow: EFBIG, as ENOSPC comes. Then there is room."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, resource.RLIM_INFINITY))
    p = start(command('full'), preexec_fn=limit)
    err = p.communicate()[1]
    T.ok(p.returncode == 2 and b'File too large' in err, 'a full disk is said', err)
    r = iber(command('full'))
    T.ok(r.code == 0 and shards('full') == undisturbed(), 'and with room it goes on', r)
    shutil.rmtree('full')


def test_no_space():
    os.makedirs('small', exist_ok=True)
    script = ('mount -t tmpfs -o size=2m none small && "$0" "$@"; code=$?; cp -a small/out kept; exit $code')
    p = subprocess.run(['unshare', '-rm', 'sh', '-c', script, program.IBER] + command('small/out'),
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if b'No space left' not in p.stderr:
        T.skip('ENOSPC', 'no file system could be mounted here')
        return
    T.ok(p.returncode == 2, 'ENOSPC is said', p.stderr)
    shutil.move('kept', 'small2')
    r = iber(command('small2'))
    T.ok(r.code == 0 and shards('small2') == undisturbed(), 'and with space it goes on', r)
    shutil.rmtree('small2')


def test_inputs_change():
    shutil.copytree('in', 'moving')
    run = lambda *more: iber(command('inc', *more, folder='moving'))
    T.equal(run().code, 0, 'a batch')
    r = run()
    before = shards('inc')
    T.ok(r.code == 0 and 'is finished; --incremental' in r.err, 'that is finished is not begun again', r)
    r = run('--incremental')
    T.ok(r.code == 0 and shards('inc') == before, 'nothing new: nothing changes', r)
    os.utime('moving/1/0001.txt')
    T.ok(run('--incremental').code == 0 and shards('inc') == before, 'a new time is no change')
    write('moving/1/0001.txt', 'Sve je novo u Novom Sadu.\n')
    write('moving/1/new.txt', 'Edhe kjo është e re në Pejë.\n')
    os.unlink('moving/2/0002.txt')
    r = run('--incremental')
    T.ok(r.code == 0 and 'no more' in r.err, 'a new, a changed and a missing input', r)
    rows = records('inc')
    T.equal([r['text'] for r in rows if r['id'] == '1/0001.txt'], ['Sve je novo u Novom Sadu.'], 'the changed one is there once, new')
    T.equal(sum(r['id'] == '1/new.txt' for r in rows), 1, 'the new one is there')
    T.equal(sum(r['id'] == '2/0002.txt' for r in rows), 1, 'the missing one stays')
    T.equal(len(rows), len({r['id'] for r in rows}), 'no record is there twice')
    T.equal(iber(['verify', 'inc']).code, 0, 'verify agrees')
    r = iber(command('inc', '--incremental', '-o', 'stem.rules=yes', folder='moving'))
    T.ok(r.code == 2 and 'other options' in r.err, 'other options want another folder', r)


def test_name_of_bytes():
    """A file whose name is no UTF-8 is known again."""
    os.makedirs('bytes')
    name = os.fsdecode(b'bytes/Ni\x9a "1"\\.txt')
    with open(name, 'w') as f:
        f.write(sentence(1))
    write('bytes/other.txt', sentence(2))
    T.equal(iber(command('b', folder='bytes')).code, 0, 'a name that is no UTF-8')
    with open(name, 'w') as f:
        f.write(sentence(3))
    r = iber(command('b', '--incremental', folder='bytes'))
    texts = sorted(x['text'] + '\n' for x in records('b'))
    T.ok(r.code == 0 and texts == sorted([sentence(2), sentence(3)]), 'its old record goes when it changes', r)
    r = iber(['forget', 'b', name])
    T.ok(r.code == 0 and len(records('b')) == 1 and iber(['verify', 'b']).code == 0, 'and it can be forgotten', r)
    shutil.rmtree('b')


def test_forget():
    undisturbed()
    for z, ref in ((), 'ref'), (('--zstd',), 'ref--zstd'):
        undisturbed(*z)
        shutil.copytree(ref, 'less')
        before = records('less')
        r = iber(['forget', 'less', 'a7', 'in/3/0003.txt', 'in/c.tar.gz'])
        gone = {r['id'] for r in before} - {r['id'] for r in records('less')}
        T.equal(len(gone), 42, 'forget: a record by id, a file, an archive with all it held ' + ' '.join(z))
        named = {i['path'] for i in json.load(open('less/manifest.json', encoding='utf-8'))['inputs']}
        T.ok(not {'in/3/0003.txt', 'in/c.tar.gz'} & named and {'in/a.jsonl', 'in/3/0013.txt'} <= named, 'and out of the manifest')
        T.ok(iber(['verify', 'less']).code == 0, 'and verify agrees')
        r = iber(command('less', '--incremental', *z))
        T.ok(r.code == 0 and len(records('less')) == len(before) - 42, 'what was forgotten does not come back', r)
        T.equal(iber(['forget', 'less', 'nobody']).code, 1, 'nothing to forget')
        shutil.rmtree('less')


def test_input_vanishes():
    shutil.copytree('in', 'vanishing')
    p = start(command('less', folder='vanishing'))
    shutil.rmtree('vanishing/9')
    err = p.communicate()[1]
    T.ok(p.returncode in (0, 1), 'inputs that vanish in the run', err)
    T.equal(iber(['verify', 'less']).code, 0, 'and verify agrees')
    undisturbed()
    there = {r['id'] for r in records('less')} | {r['id'] for r in records('ref') if r['id'].startswith('9/')}
    T.ok(there == {r['id'] for r in records('ref')}, 'all others are there')
    shutil.rmtree('less')


GATE = """import os, sys, time
for n, line in enumerate(sys.stdin):
    while n >= 2 and not os.path.exists('go'):
        print('waits', file=open('waits', 'w'))
        time.sleep(0.01)
    print(line, end='', flush=True)
"""
LINE = re.compile(r'iber: (\d+) documents, 0 failed, \d+\.\d MB/s, (\d+) %, \d+:\d\d left')


def gated(out, stderr, *more):
    """A run that stands still behind three documents until there is a file `go`."""
    write('gate.py', GATE)
    return subprocess.Popen([program.IBER, 'run', '--out', out, '-j', '1', '--stages', 'decode,exec:%s gate.py' % sys.executable,
                             *more, 'few'], stdout=subprocess.DEVNULL, stderr=stderr)


def read_until(fd, wanted, seconds=60):
    """What comes from there, until it matches."""
    text, end = '', time.monotonic() + seconds
    while not re.search(wanted, text) and time.monotonic() < end:
        if select.select([fd], [], [], 0.1)[0]:
            text += os.read(fd, 4096).decode()
    return text


def test_progress():
    """A line a second on a terminal, one on SIGUSR1 anywhere, none otherwise in a pipe."""
    for i in range(10):
        write('few/%d.txt' % i, sentence(i))
    ours, theirs = pty.openpty()
    p = gated('told', theirs)
    text = read_until(ours, LINE)
    found = LINE.search(text)
    T.ok(found and int(found.group(1)) <= 3 and 0 < int(found.group(2)) < 100 and '\r' in text, 'a progress line on a terminal', text)
    write('go', '')
    p.wait()
    os.close(theirs)
    T.ok(p.returncode == 0, 'and the run goes on', p)
    os.close(ours)
    shutil.rmtree('told')
    os.unlink('go')
    os.unlink('waits')
    p = gated('told', subprocess.PIPE, '--metrics', 'metrics')
    wait_for('waits')
    p.send_signal(signal.SIGUSR1)
    text = read_until(p.stderr.fileno(), LINE)
    T.ok(len(LINE.findall(text)) == 1 and '\r' not in text, 'in a pipe one for SIGUSR1', text)
    p.kill()
    write('go', '')
    p.communicate()
    write('few/new.txt', sentence(11))
    p = gated('told', subprocess.PIPE, '--metrics', 'metrics')
    err = p.communicate()[1]
    T.ok(p.returncode == 0 and not err, 'and no other', err)
    rows = dict(line.split() for line in open('metrics') if not line.startswith('#'))
    T.equal((rows.get('iber_documents_total'), rows.get('iber_failures_total')), ('11', '0'), 'metrics count documents')
    T.ok('iber_stage_seconds_total{stage="exec"}' in rows, 'and time of stages')
    T.ok(not os.path.exists('metrics.tmp'), 'and leave nothing behind')
    os.unlink('go')
    shutil.rmtree('few')
    shutil.rmtree('told')


def test_manifest():
    undisturbed()
    m = json.load(open('ref/manifest.json', encoding='utf-8'))
    rows = records('ref')
    T.equal((m['records'], m['outcomes'], sum(m['languages'].values())), (len(rows), {'ok': len(rows)}, len(rows)), 'manifest: counts')
    T.equal({s['name']: s['bytes'] for s in m['shards']}, {n: os.path.getsize('ref/' + n) for n in shards('ref')}, 'manifest: shards')
    T.equal(sorted(i['path'] for i in m['inputs']), sorted(p for p in glob.glob('in/**', recursive=True) if os.path.isfile(p)), 'manifest: inputs')
    T.ok(all(len(i['xxh3']) == 16 and i['documents'] > 0 for i in m['inputs']), 'with their hashes')
    T.ok(m['iber'] and m['icu'] and m['unicode'] and 'libarchive ' in m['libraries'] and 'iber.lex' in m['data'] and m['stages'][0] == 'decode', 'manifest: what made it')
    last = m['last_run']
    T.ok(last['documents'] == len(rows) and last['seconds'] > 0 and set(last['stage_seconds']) == set(m['stages'])
         and last['stage_seconds']['names'] > 0, 'manifest: times of stages', last)
    write('bad.jsonl', '{"id":"x","text":"Niš"}\n{"id":"y"}\n{\n')
    r = iber(['run', '--out', 'mixed', 'bad.jsonl', 'nowhere'])
    m = json.load(open('mixed/manifest.json', encoding='utf-8'))
    T.equal((r.code, m['outcomes']), (1, {'ok': 1, 'bad_record': 1, 'bad_json': 1, 'unreadable': 1}), 'manifest: outcomes by code')
    r = iber(['run', '--out', 'mixed', '--stages', 'decode,exec:cat', 'bad.jsonl'])
    T.ok(r.code == 2 and 'other options' in r.err, 'other stages want another folder', r)
    one, two = (['run', '--out', 'piped', '--incremental', '--stages', 'decode,exec:' + c, 'bad.jsonl'] for c in ('cat', 'cat -u'))
    T.ok(iber(one).code == 1 and iber(one).code == 0 and iber(two).code == 2, 'and so does another command as a stage')
    shutil.rmtree('mixed')
    shutil.rmtree('piped')


def test_poison():
    """Documents that crash their process, never end, or take all memory: each costs itself."""
    lib = os.environ.get('IBER_POISON_LIB')
    if program.SANITIZED or not lib:
        T.skip('poison', 'needs a preloaded library')
        return
    os.makedirs('poisoned/sub', exist_ok=True)
    for i in range(12):
        write('poisoned/%02d.txt' % i, sentence(i))
    for name, word in (('03', 'CRASH-ME'), ('05', 'LOOP-ME'), ('sub/07', 'EAT-ME')):
        write('poisoned/%s.txt' % name, sentence(1) + word + '\n')
    expected = {'03.txt': 'crashed', '05.txt': 'timeout', 'sub/07.txt': 'too_big'}
    for jobs in '12':
        os.makedirs('sick', exist_ok=True)
        r = iber(['-j', jobs, '--doc-timeout', '5', '--doc-memory', '500M', '--quarantine', 'sick', 'poisoned'],
                 env={'LD_PRELOAD': lib})
        rows = program.records(r.out)
        T.equal({x['id']: x['error']['code'] for x in rows if 'error' in x}, expected, 'poison: error records, -j ' + jobs)
        T.ok(r.code == 1 and [x['id'] for x in rows] == sorted(x['id'] for x in rows) and len(rows) == 13,
             'all documents are there, in order', r)
        files = sorted(n.split('-', 1)[1] for n in os.listdir('sick'))
        T.equal(files, ['03.txt', '05.txt', 'sub_07.txt'], 'their bytes are in quarantine')
        T.ok(any(b'CRASH-ME' in open('sick/' + n, 'rb').read() for n in os.listdir('sick')), 'as they were')
        shutil.rmtree('sick')
    os.makedirs('sick')
    r = iber(['run', '--out', 'ill', '-j', '2', '--doc-timeout', '5', '--doc-memory', '500M', '--quarantine', 'sick', 'poisoned'],
             env={'LD_PRELOAD': lib})
    T.ok(r.code == 1 and records('ill') == rows and len(os.listdir('sick')) == 3, 'poison: the same in shards', r)
    T.equal(json.load(open('ill/manifest.json'))['outcomes'], {'ok': 10, 'too_big': 1, 'timeout': 1, 'crashed': 1}, 'and counted')
    shutil.rmtree('sick')
    healthy = iber(['--isolate', '-j', '2', 'in'])
    T.ok(healthy.out == iber(['in']).out, '--isolate changes no record')
    r = iber(['--quarantine', 'nowhere', 'poisoned/00.txt', 'missing'])
    T.ok(r.code == 1, 'nothing to quarantine', r)


COUNTS = """import json, sys
for line in sys.stdin:
    r = json.loads(line)
    if 'CRASH' in r['text']:
        sys.exit(3)
    r.setdefault('meta', {})['words'] = json.dumps(len(r['text'].split()))
    print(json.dumps(r), flush=True)
"""


DOUBLE = """import sys, time
for line in sys.stdin:
    if 'CRASH' in line:
        print('x', flush=True)
        time.sleep(0.2)
    print(line, end='', flush=True)
"""


def test_exec():
    """A program of the user's as a stage."""
    write('count.py', COUNTS)
    command = 'exec:%s count.py' % sys.executable
    before = 'decode,extract,normalise,language,repair,sentences,tokenise,stem'
    stages = ['--stages', before + ',' + command + ',names,tagger,values,resolve']
    write('some/1.txt', sentence(1))
    write('some/2.txt', 'CRASH')
    write('some/3.txt', sentence(3))
    plain = program.records(iber(['some']).out)
    for jobs in '13':
        rows = program.records(iber(['-j', jobs] + stages + ['some']).out)
        T.equal([r.get('error', {}).get('code', 'ok') for r in rows], ['ok', 'crashed', 'ok'],
                'exec: a crash costs one document, -j ' + jobs)
        T.ok(rows[0]['meta']['words'] == str(len(plain[0]['text'].split())) and rows[0]['entities'] == plain[0]['entities']
             and rows[0]['edits'] == plain[0]['edits'], 'the chain goes on with what came back', rows[0]['meta'])
    os.makedirs('sick', exist_ok=True)
    iber(stages + ['--quarantine', 'sick', 'some'])
    T.equal([open('sick/' + n).read() for n in os.listdir('sick')], ['CRASH'], 'exec: its document is in quarantine')
    shutil.rmtree('sick')
    for command, code in (('sleep 9', 'timeout'), ('true', 'crashed'), ("printf 'x\\n'; cat > /dev/null", 'bad_json'),
                          ('sed -u s/1.txt/9.txt/', 'bad_record')):
        r = iber(['-o', 'exec.timeout=1', '--stages', 'decode,exec:' + command, 'some/1.txt'])
        T.equal([x['error']['code'] for x in program.records(r.out)], [code], 'exec: ' + command)
    write('double.py', DOUBLE)
    r = iber(['-j', '1', '--stages', 'decode,exec:%s double.py' % sys.executable, 'some'])
    codes = [x.get('error', {}).get('code') for x in program.records(r.out)]
    T.ok(codes in ([None, 'bad_json', None], [None, 'bad_record', None]), 'exec: a line too many costs its document only', codes)
    r = iber(['--stages', 'decode,exec:', 'some/1.txt'])
    T.ok(r.code == 2 and 'command' in r.err, 'exec without a command', r)


def test_conform():
    write('count.py', COUNTS)
    for command, good in ((sys.executable + ' count.py', 10), ('cat', 10), ('false', 0), ('tr a b', 1)):
        r = iber(['conform', command, '-o', 'exec.timeout=1'])
        lines = r.out.decode().splitlines()
        T.ok(sum(l.startswith('ok ') for l in lines) == good and r.code == (good < 10), 'conform ' + command.split('/')[-1], r)
    T.equal(iber(['conform']).code, 2, 'conform without a command')


def test_only():
    """Each stage alone in a pipe makes what the chain makes."""
    rows = iber(['--stages', 'decode', 'in/0']).out
    for stage in program.stages()[1:]:
        if stage not in ('restore', 'lemma'):
            rows = iber(['--only', stage], rows).out
    T.ok(rows == iber(['in/0']).out, 'stages one by one, in a pipe')


def test_bad_options():
    for args, why in ((['run', '--out', 'x', '--to', 'text', 'in'], 'JSONL'), (['verify', 'nowhere'], 'No such'),
                      (['forget', 'nowhere', 'x'], 'No such'), (['forget', 'ref'], 'wanted'),
                      (['run', '--out', 'in/0/0000.txt', 'in'], 'Not a directory'), (['--shard-docs', 'x'], 'not a number')):
        r = iber(args)
        T.ok(r.code in (1, 2) and why in r.err and not os.path.exists('x'), 'iber ' + ' '.join(args), r)


def main(tests, n=600):
    """Runs the tests that are asked for, in a folder of their own with n files."""
    folder = tempfile.mkdtemp(prefix='iber-batch-')
    os.chdir(folder)
    try:
        inputs('in', n)
        for name, test in list(tests.items()):
            if name.startswith('test_') and (len(sys.argv) < 2 or any(a in name for a in sys.argv[1:])):
                try:
                    test()
                except Exception:
                    T.ok(False, name, traceback.format_exc())
    finally:
        os.chdir('/')
        shutil.rmtree(folder)
    T.done()


if __name__ == '__main__':
    main(globals())
