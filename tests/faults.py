#!/usr/bin/env python3
"""Batches on a machine that fails: calls of the system that fail or kill at each place, one after the other; inputs
that cannot be read, change or vanish; damage. Needs a preloaded library (faults.c) for the most part.

    faults.py [NAME...]      all tests, or those whose name holds a NAME
"""
import errno
import json
import os
import shutil
import signal
import subprocess
import time

import batch
import program
from batch import T, everything, records, sentence, shards, write
from program import iber

LIB = os.environ.get('IBER_FAULTS_LIB')
LIGHT = ['--until', 'normalise', '-j', '2', '--shard-bytes', '100k']
MOST = 400  # calls of one command; more would be a fault of the test


def command(out, *more, folder='in'):
    return ['run', '--out', out] + LIGHT + list(more) + [folder]


def preloaded():
    if program.SANITIZED or not LIB:
        T.skip('faults', 'needs a preloaded library')
        return False
    return True


def faulty(args, call, fault, n, part):
    return iber(args, env={'LD_PRELOAD': LIB, 'IBER_FAULT': '%s:%s:%d:%s' % (call, fault, n, part)})


def reference():
    if not os.path.isdir('ref'):
        T.equal(iber(command('ref')).code, 0, 'an undisturbed run')
    return shards('ref')


def consistent(out):
    """verify has nothing against what an ended run left, or there was no time for a batch."""
    r = iber(['verify', out])
    return r.code == 0 or 'is no batch' in r.err or 'No such file' in r.err


def test_output_fails():
    """A disk that is full, or broken, from the Nth byte or call on; then it is well again."""
    if not preloaded():
        return
    ref, size = reference(), sum(os.path.getsize('ref/' + name) for name in os.listdir('ref'))
    places = [0, 1, 50, 1000] + sorted(batch.RANDOM.randrange(size) for _ in range(16))
    for fault in (errno.ENOSPC, errno.EIO):
        for call in ('write', 'fsync', 'rename'):
            wrong, met = [], 0
            for n in places if call == 'write' else range(MOST):
                r = faulty(command('out'), call, fault, n, 'out')
                if r.code == 0:
                    break
                met += 1
                told = r.code == 2 and os.strerror(fault) in r.err and r.err.count('\n') == 1
                if not (told and consistent('out')):
                    wrong.append((n, r))
                r = iber(command('out'))
                if r.code != 0 or shards('out') != ref or iber(['verify', 'out']).code != 0:
                    wrong.append((n, r))
                shutil.rmtree('out')
            T.ok(met > 8 and not wrong, '%s of the output: %s at %d places, told, and then it went on' % (os.strerror(fault), call, met), wrong[:3])
            shutil.rmtree('out', ignore_errors=True)


def killed_everywhere(name, prepare, args, wanted, again=(0,)):
    """Kills the command before each call that changes the folder `out`; the same command then comes to `wanted`."""
    wrong = []
    for n in range(MOST):
        shutil.rmtree('out', ignore_errors=True)
        prepare()
        r = faulty(args, 'any', 'kill', n, 'out')
        if r.code != -signal.SIGKILL:
            break
        fine = consistent('out')
        after = iber(args)
        if not fine or after.code not in again or shards('out') != wanted or iber(['verify', 'out']).code != 0:
            wrong.append((n, fine, after))
    T.ok(10 < n < MOST - 1 and r.code in (0, 1) and not wrong, '%s: killed before each of %d calls, and went on' % (name, n), wrong[:3] or r)
    shutil.rmtree('out', ignore_errors=True)


def test_killed_everywhere():
    if not preloaded():
        return
    killed_everywhere('a run', lambda: None, command('out'), reference())


def test_incremental_killed_everywhere():
    if not preloaded():
        return
    shutil.copytree('in', 'moving')
    iber(command('base', folder='moving'))
    write('moving/1/0001.txt', 'Sve je novo u Novom Sadu.\n')
    write('moving/1/new.txt', 'Edhe kjo është e re në Pejë.\n')
    args = command('out', '--incremental', folder='moving')
    prepare = lambda: shutil.copytree('base', 'out')
    prepare()
    iber(args)
    rows = [r['id'] for r in records('out')]
    T.ok(len(rows) == len(set(rows)) == len(records('base')) + 1, 'a changed input and a new one')
    wanted = shards('out')
    killed_everywhere('--incremental', prepare, args, wanted)


def test_forget_killed_everywhere():
    if not preloaded():
        return
    reference()
    prepare = lambda: shutil.copytree('ref', 'out')
    prepare()
    args = ['forget', 'out', 'a7', 'in/3/0003.txt']
    T.equal(iber(args).code, 0, 'forget')
    wanted = shards('out')
    killed_everywhere('forget', prepare, args, wanted, again=(0, 1))


def test_input_cannot_be_read():
    if not preloaded():
        return
    reference()
    whole, size = records('ref'), os.path.getsize('in/b.jsonl')
    for n in (0, size // 2, size, size + size // 2):  # the first `size` bytes are those of its checksum
        r = faulty(command('out'), 'read', errno.EIO, n, 'in/b.jsonl')
        rows = records('out')
        bad = [x for x in rows if 'error' in x]
        T.ok(r.code == 1 and [(x['id'], x['error']['code']) for x in bad] == [('b.jsonl', 'unreadable')]
             and os.strerror(errno.EIO) in bad[0]['error']['why'], 'EIO of an input behind %d bytes: an error record' % n, r)
        T.ok([x for x in rows if x in whole] == [x for x in rows if x not in bad] and iber(['verify', 'out']).code == 0,
             'all else is there')
        r = iber(command('out', '--incremental'))
        order = lambda rows: sorted(map(json.dumps, rows))
        T.ok(r.code == 0 and order(records('out')) == order(whole), 'and when it can be read, it is', r)
        shutil.rmtree('out')


def fed(out, *more):
    """A run that gets the names of its inputs one by one, a shard for each."""
    args = ['run', '--out', out, '--until', 'normalise', '-j', '1', '--shard-docs', '1', '--files', '-'] + list(more)
    return subprocess.Popen([program.IBER] + args, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def feed(p, name, until=None):
    p.stdin.write(name.encode() + b'\n')
    p.stdin.flush()
    end = time.monotonic() + 60
    while until and not os.path.exists(until) and time.monotonic() < end:
        time.sleep(0.002)


def test_inputs_move():
    """One input changes when it was read and before it is done, another vanishes before its turn comes."""
    for name in 'xyz':
        write(name + '.txt', sentence(ord(name)))
    p = fed('out')
    feed(p, 'x.txt', 'out/part-00000.jsonl')
    write('x.txt', 'Novi tekst iz Niša.\n')
    os.rename('y.txt', 'hidden')
    feed(p, 'y.txt', 'out/part-00001.jsonl')
    feed(p, 'z.txt')
    err = p.communicate()[1].decode()
    T.ok(p.returncode == 1 and '1, x.txt the first' in err, 'an input that changed is told', err)
    T.equal([x.get('error', {}).get('code') for x in records('out')], [None, 'unreadable', None], 'one that vanished is an error record')
    T.equal(iber(['verify', 'out']).code, 0, 'verify agrees')
    os.rename('hidden', 'y.txt')
    p = fed('out', '--incremental')
    for name in 'xyz':
        feed(p, name + '.txt')
    err = p.communicate()[1].decode()
    T.ok(p.returncode == 0, '--incremental', err)
    T.equal({x['id']: x.get('text') for x in records('out')},
            {n + '.txt': open(n + '.txt', encoding='utf-8').read().rstrip('\n') for n in 'xyz'}, 'reads both again, once')
    T.equal(len(records('out')), 3, 'and no other')
    shutil.rmtree('out')


def test_begun_input_changes():
    """The input in which a run was killed is another one when it goes on."""
    if not preloaded():
        return
    lines = [json.dumps({'id': 'n%d' % i, 'text': sentence(i)}) + '\n' for i in range(900)]
    write('large/l.jsonl', ''.join(lines))
    write('large/m.txt', sentence(1))
    for what in ('changed', 'gone'):
        faulty(command('out', folder='large'), 'rename', 'kill', 2, 'out')
        T.equal(sorted(n for n in os.listdir('out') if 'part' in n)[:2], ['part-00000.jsonl', 'part-00001.jsonl'], 'killed within an input')
        if what == 'changed':
            write('large/l.jsonl', lines[7].replace('n7', 'new') + ''.join(lines[450:]))
        else:
            os.unlink('large/l.jsonl')
        r = iber(command('out', folder='large'))
        ids = [x['id'] for x in records('out')]
        if what == 'changed':
            T.equal(sorted(ids), sorted(['new', 'm.txt'] + ['n%d' % i for i in range(450, 900)]), 'a changed one is read anew, its old records go')
        else:
            T.ok(r.code == 0 and 'm.txt' in ids and len(ids) == len(set(ids)), 'of one that is gone the records stay', r)
        T.ok(iber(['verify', 'out']).code == 0, 'verify agrees', r)
        shutil.rmtree('out')


def flip(path, at):
    with open(path, 'r+b') as f:
        f.seek(at)
        byte = f.read(1)
        f.seek(at)
        f.write(bytes([byte[0] ^ 1]))


def refused(name, args, why, out='out'):
    before = everything(out)
    r = iber(args)
    T.ok(r.code == 2 and why in r.err and everything(out) == before, name + ': said, nothing written', r)


def test_damaged_journal():
    reference()
    data = open('ref/journal', 'rb').read()
    last = data[:-1].rfind(b'\n') + 1
    wrong = []
    for at in [0, 1] + [batch.RANDOM.randrange(last - 1) for _ in range(40)]:
        shutil.copytree('ref', 'out')
        flip('out/journal', at)
        before = everything('out')
        for args in (command('out'), command('out', '--incremental'), ['forget', 'out', 'a7']):
            r = iber(args)
            if r.code != 2 or 'is damaged' not in r.err or everything('out') != before:
                wrong.append((at, r))
        if iber(['verify', 'out']).code != 1:
            wrong.append(at)
        shutil.rmtree('out')
    T.ok(not wrong, 'a flipped bit anywhere in the journal: said, nothing written', wrong[:3])


def test_damaged_shard():
    reference()
    shutil.copytree('ref', 'out')
    flip('out/part-00001.jsonl', 5000)
    refused('forget over a damaged shard', ['forget', 'out', 'a7'], 'part-00001.jsonl: is damaged')
    shutil.rmtree('out')
    if not preloaded():
        return
    for damage in ('flipped', 'cut', 'gone'):
        faulty(command('out'), 'rename', 'kill', 3, 'out')
        if damage == 'flipped':
            flip('out/part-00000.jsonl', 5000)
        elif damage == 'cut':
            os.truncate('out/part-00000.jsonl', 5000)
        else:
            os.unlink('out/part-00000.jsonl')
        refused('a killed run, then a shard is ' + damage, command('out'), 'part-00000.jsonl: ')
        shutil.rmtree('out')


def test_damaged_manifest():
    reference()
    for damage in ('flipped', 'cut', 'empty'):
        shutil.copytree('ref', 'out')
        size = os.path.getsize('out/manifest.json')
        if damage == 'flipped':
            flip('out/manifest.json', size // 2)
        else:
            os.truncate('out/manifest.json', size // 2 if damage == 'cut' else 0)
        r = iber(['verify', 'out'])
        T.ok(r.code == 1 and 'manifest.json: is not the one' in r.err, 'verify finds a manifest that is ' + damage, r)
        refused('a run', command('out', '--incremental'), 'manifest.json: is not the one')
        refused('forget', ['forget', 'out', 'a7'], 'manifest.json: is not the one')
        shutil.rmtree('out')
    shutil.copytree('ref', 'out')
    whole = json.load(open('out/manifest.json', encoding='utf-8'))
    os.unlink('out/manifest.json')
    T.equal(iber(['verify', 'out']).code, 1, 'verify misses a manifest')
    r = iber(command('out', '--incremental'))
    again = json.load(open('out/manifest.json', encoding='utf-8'))
    whole.pop('last_run'), again.pop('last_run')
    T.ok(r.code == 0 and again == whole and iber(['verify', 'out']).code == 0, 'a manifest that is gone is made anew', r)
    shutil.rmtree('out')


def alive(pid):
    """Is it there, and no zombie that nobody has asked for?"""
    try:
        with open('/proc/%d/stat' % pid) as f:
            return f.read().rpartition(')')[2].split()[0] not in 'ZX'
    except OSError:
        return False


def test_no_orphans():
    """Processes in a loop end with the run that is killed, or with the worker that takes too long."""
    write('loop/1.txt', sentence(1))
    command = 'exec:echo $$ >> pids; while :; do :; done'
    for name, args, killed in (('a run that is killed', ['--stages', 'decode,' + command], True),
                               ('an isolated one', ['--isolate', '--stages', 'decode,' + command], True),
                               ('--doc-timeout', ['--doc-timeout', '1', '--stages', 'decode,' + command], False)):
        p = subprocess.Popen([program.IBER, '-j', '1'] + args + ['loop'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        batch.wait_for('pids')
        found = [int(line) for line in open('pids')]
        if killed:
            p.kill()
        out = p.communicate()[0]
        end = time.monotonic() + 60
        while any(alive(c) for c in found) and time.monotonic() < end:
            time.sleep(0.01)
        T.ok(found and not any(alive(c) for c in found), 'no process is left in a loop: ' + name, found)
        if not killed:
            T.equal([json.loads(line)['error']['code'] for line in out.splitlines()], ['timeout'], 'and the document has timed out')
        os.unlink('pids')


if __name__ == '__main__':
    batch.main(globals(), 120)
