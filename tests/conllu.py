#!/usr/bin/env python3
"""CoNLL-U through the program: unchanged where no layer was asked for, only lemma and MISC filled in where
one was, faults by line, files side by side, documents of any size."""
import os
import random
import shutil
import sys
import tempfile

import program
import tap
from program import iber, records

T = tap.Tap()
BARE = ['--from', 'conllu', '--to', 'conllu', '--until', 'tokenise']
LEMMAS = ['--from', 'conllu', '--to', 'conllu', '-o', 'lemma.enabled=yes']
OURS = ('NER=', 'Stem=', 'EntId=')

FULL = '''# newdoc id = prvi
# global.Entity = GRP-etype
# newpar id = p1
# sent_id = prvi-s1
# text = Ana Krasniqi didn't go to  Gjakovë.
1\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t5:nsubj|6:nsubj\tEntity=(1-person
2\tKrasniqi\tKrasniqi\tPROPN\tNNP\tNumber=Sing\t1\tflat\t1:flat\tEntity=1)|NER=B-OLD|EntId=old|XML=<s>
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past\t5\taux\t5:aux\t_
4\tn't\tnot\tPART\tRB\tPolarity=Neg\t5\tadvmod\t5:advmod\t_
5\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\t_
6\tto\tto\tADP\tIN\t_\t7\tcase\t7:case\tSpacesAfter=\\s\\s
7\tGjakovë\tGjakovë\tPROPN\tNNP\tNumber=Sing\t5\tobl\t5:obl:to\tNER=I-OLD|SpaceAfter=No|Stem=old
7.1\twent\tgo\tVERB\tVBD\t_\t_\t_\t0:root\tCopyOf=5
8\t.\t.\tPUNCT\t.\t_\t5\tpunct\t5:punct\tSpacesAfter=\\s\\n

# newpar
# sent_id = prvi-s2
0.1\t_\t_\tPRON\t_\t_\t_\t_\t2:nsubj\t_
1\tStigao\tstići\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_

# newdoc id = drugi
# sent_id = drugi-s1
# a comment of its own
1\tHvala\t_\t_\t_\t_\t_\t_\t_\t_

'''


def variants():
    """-> name, bytes"""
    yield 'line ends LF', FULL.encode()
    yield 'line ends CR LF', FULL.replace('\n', '\r\n').encode()
    yield 'a byte order mark', b'\xef\xbb\xbf' + FULL.encode()
    yield 'no blank line at the end', FULL.encode()[:-1]
    yield 'no line end at the end', FULL.encode()[:-2]
    yield 'several blank lines', FULL.replace('\n\n', '\n\n\n \t\n').encode()
    yield 'empty columns', FULL.replace('\t_', '\t').encode()
    yield 'nothing', b''
    yield 'comments only', b'# newdoc id = x\n# newpar'


def rows(data):
    return [line.split('\t') for line in data.decode().split('\n')]


def changed_faults(before, after):
    """What layers may not do: change anything but the lemmas and the attributes that are ours, of words."""
    bad = []
    a, b = rows(before), rows(after)
    if len(a) != len(b):
        return ['%d lines became %d' % (len(a), len(b))]
    for n, (x, y) in enumerate(zip(a, b), 1):
        if len(x) != 10 or not x[0].isdigit():
            if x != y:
                bad.append((n, x, y))
            continue
        old, new = ([v for v in c[9].rstrip('\r').split('|')] for c in (x, y))
        keys = [v.split('=')[0] + '=' for v in new]
        kept = [[v for v in c if not v.startswith(OURS) and v not in ('', '_')] for c in (old, new)]
        ours = [k for k in keys if k in OURS]
        if len(y) != 10 or x[:2] + x[3:9] != y[:2] + y[3:9] or kept[0] != kept[1] or len(ours) != len(set(ours)) or 'NER=' not in ours \
                or x[9].endswith('\r') != y[9].endswith('\r'):
            bad.append((n, x, y))
    return bad


def test_unchanged():
    for name, data in variants():
        r = iber(BARE, data)
        T.ok(r.out == data and r.code == 0 and not r.err, 'unchanged: ' + name, r)
    folder = os.path.join(program.SHARED, 'gold', 'ud')
    if not os.path.isdir(folder):
        T.skip('treebanks come back unchanged', folder + ' is not there')
        return
    bad = []
    for top, _, names in sorted(os.walk(folder)):
        for path in (os.path.join(top, n) for n in sorted(names) if n.endswith('.conllu')):
            with open(path, 'rb') as f:
                data = f.read()
            bad += [path] * (iber(BARE + [path]).out != data)
            crlf = data.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')
            bad += [path + ' CR LF'] * (iber(BARE, crlf).out != crlf)
    T.equal(bad, [], 'treebanks come back unchanged')


def test_layers():
    for name, data in variants():
        r = iber(LEMMAS, data)
        T.ok(r.code == 0 and not changed_faults(data.lstrip(b'\xef\xbb\xbf'), r.out.lstrip(b'\xef\xbb\xbf')),
             'only lemma and MISC: ' + name, changed_faults(data, r.out))
        T.equal(iber(LEMMAS, r.out).out, r.out, 'and a second time nothing: ' + name)
    words = {(x[0], x[1]): x for x in rows(iber(LEMMAS, FULL.encode()).out) if len(x) == 10}
    T.equal([words[k][9] for k in (('1', 'Ana'), ('2', 'Krasniqi'), ('7', 'Gjakovë'), ('3-4', "didn't"), ('7.1', 'went'))],
            ['Entity=(1-person|NER=B-PER|Stem=anë|EntId=#p1', 'Entity=1)|NER=I-PER|EntId=#p1|XML=<s>|Stem=krasniqi',
             'NER=B-LOC|SpaceAfter=No|Stem=gjakovë|EntId=gjakova', '_', 'CopyOf=5'],
            'a layer replaces its attribute where it stood')
    data = ''.join('%d\t%s\t_\t_\t_\t_\t_\t_\t_\tNER=x\n' % x for x in enumerate('The two children went to the old houses .'.split(), 1)).encode()
    lemma = rows(iber(['--from', 'conllu', '--to', 'conllu', '--stages', 'language,lemma'], data).out)
    T.equal([x[2] for x in lemma if len(x) == 10][2:8:5], ['child', 'house'], 'a stage alone: what comes before it is in the file')
    T.equal([x[9] for x in lemma if len(x) == 10], ['NER=x'] * 9, 'and leaves MISC as it was')
    r = iber(['--from', 'conllu', '--stages', 'resolve'], data)
    T.ok(r.code == 2 and 'resolve needs entities' in r.err, 'a stage without what it needs is refused', r)


def test_records():
    got = records(iber(['--from', 'conllu'], FULL.encode()).out)
    T.equal([(r['id'], r['text']) for r in got], [('prvi', "Ana Krasniqi didn't go to Gjakovë.\n\nStigao!"), ('drugi', 'Hvala')],
            'records have the ids of # newdoc')
    T.equal([len(r['tokens']['start']) for r in got], [10, 1], 'and the words of the file')
    lines = iber(['--from', 'conllu'], FULL.encode()).out
    out = iber(['--from', 'jsonl', '--to', 'conllu'], lines).out.decode().split('\n')
    T.equal([l for l in out if l.startswith('#')],
            ['# newdoc id = prvi', '# newpar', '# sent_id = prvi-1', "# text = Ana Krasniqi didn't go to Gjakovë.", '# newpar',
             '# sent_id = prvi-2', '# text = Stigao!', '# newdoc id = drugi', '# newpar', '# sent_id = drugi-1', '# text = Hvala'],
            'a record becomes CoNLL-U with documents, paragraphs, sentences')
    again = records(iber(['--from', 'conllu'], '\n'.join(out).encode()).out)
    same = ('id', 'text', 'entities', 'lang')
    strip = lambda r: [r[k] if k != 'entities' else [dict(e, source_start=0, source_end=0) for e in r[k]] for k in same]
    T.equal([strip(r) for r in again], [strip(r) for r in got], 'which is the same document')
    text = 'Vest dana\n\nAna ode u Prag. Sutra dolazi.\n\nPetar ostaje ovde.\n'
    out = iber(['--to', 'conllu', '--until', 'tokenise'], text.encode()).out.decode().split('\n')
    T.equal([i for i, l in enumerate(out) if l == '# newpar'],
            [i - 1 for i, l in enumerate(out) if l.startswith('# sent_id') and l.split('-')[-1] in '124'],
            'paragraphs of a text')


def test_faults():
    good = '# newdoc id = %s\n1\tPrishtina\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
    bad = '# comment\n1\tKo\t_\t_\t_\t_\t_\t_\t_\t_\n%s\n\n'
    for name, line, why in (('nine columns', b'2\tje\t_\t_\t_\t_\t_\t_\t_', 'line 10 has 9 columns, not 10'),
                            ('eleven columns', b'2\tje' + b'\t_' * 9, 'line 10 has 11 columns, not 10'),
                            ('spaces for tabs', b'2  je  _', 'line 10 has 1 column, not 10'),
                            ('no form', b'2\t' + b'\t_' * 8, 'line 10 is a word without a form'),
                            ('no UTF-8', b'2\tj\xeb' + b'\t_' * 8, 'line 10 is not UTF-8'),
                            ('a NUL', b'2\tj\0' + b'\t_' * 8, 'line 10 holds a NUL byte')):
        sentence = (bad % '~').encode().replace(b'~', line)
        data = b'# global.columns\n' + (good % 'a').encode() + (good % 'b').encode() + sentence + (good % 'c').encode()
        r = iber(BARE, data)
        why += ': its sentence is passed over'
        T.ok(r.out == data and r.code == 1 and r.err == 'iber: -: %s\n' % why, '%s: nothing is lost, the line is named' % name, r)
        r = iber(['--from', 'conllu'], data)
        got = records(r.out)
        T.equal([(x['id'], x['text'], [(w['code'], w['why']) for w in x['warnings'] if w['stage'] == 'read']) for x in got],
                [('a', 'Prishtina', []), ('b', 'Prishtina', [('bad_conllu', why)]), ('c', 'Prishtina', [])], name + ': a warning in the record')
        T.ok(r.code == 1 and not r.err, 'and exit code 1', r)
        byte = [w['byte'] for w in got[1]['warnings'] if w['stage'] == 'read'][0]
        begin = data.index(line)
        T.ok(begin <= byte < begin + len(line), 'and the place', byte)
        layers = iber(['--from', 'conllu', '--to', 'conllu'], data).out
        T.ok(sentence in layers and layers.count(b'NER=B-LOC') == 3, 'the chain goes around it', layers)
    odd = FULL.replace('\n5\tgo', '\n6\tgo')
    r = iber(BARE, odd.encode())
    T.ok(r.out.decode() == odd and r.code == 0 and 'line 11 has an id out of order' in r.err, 'ids out of order are told, and read', r)
    r = iber(['--from', 'conllu'], odd.encode())
    T.equal([(w['code'], w['stage']) for w in records(r.out)[0]['warnings']], [('odd_conllu', 'read')], 'a warning in the record')


def test_joints():
    ends = ('', '\n', '\n\n', '\n\n\n', '\r\n', '\r\n\r\n')
    row = '1\t%s\t_\t_\t_\t_\t_\t_\t_\t_'
    bad = []
    for x in ends:
        for name, content in (('a.conllu', row % 'a' + x), ('b.conllu', '# newdoc id = b\n' + row % 'b' + x), ('c.conllu', row % 'c' + x)):
            with open(name, 'w', newline='') as f:
                f.write(content)
        with open('empty.conllu', 'w'):
            pass
        for jobs in ('1', '3'):
            r = iber(BARE + ['-j', jobs, 'a.conllu', 'empty.conllu', 'b.conllu', 'c.conllu'])
            texts = [s['text'] for s in records(iber(['--from', 'conllu'], r.out).out)]
            if texts != ['a', 'b\nc'] or not r.out.decode().endswith(row % 'c' + x):
                bad.append((x, r.out, texts))
    T.equal(bad, [], 'files without their last blank line do not run into each other, and the last one stays as it is')
    with open('bad.conllu', 'w') as f:
        f.write('no columns\n')
    r = iber(BARE + ['a.conllu', 'bad.conllu', 'c.conllu'])
    T.equal([len(l.split('\t')) for l in r.out.decode().replace('\r', '').split('\n')], [10, 1, 1, 1, 10, 1, 1],
            'an error record stands alone between two files')


def test_sizes():
    sentence = '# sent_id = %d\n' + ''.join('%d\tRec\t_\t_\t_\t_\t_\t_\t_\t_\n' % (i + 1) for i in range(9)) + '\n'
    data = ''.join(sentence % i for i in range(300)).encode()
    for size in ('1200', '4k', '10k'):
        r = iber(BARE + ['--max-bytes', size], data)
        got = records(iber(['--from', 'conllu', '--until', 'tokenise', '--max-bytes', size], data).out)
        T.ok(r.out == data and r.code == 0, 'cut at sentences, --max-bytes %s: unchanged' % size, r)
        T.ok(len(got) > 5 and [x['id'] for x in got] == ['-#%d' % (i + 1) for i in range(len(got))]
             and sum(len(x['sentences']) for x in got) == 300, 'and no sentence is lost', len(got))
    r = iber(['--from', 'conllu', '--max-bytes', '200'], data)
    T.ok(r.code == 1 and records(r.out)[0]['error']['code'] == 'too_big', 'a sentence that is too large: too_big', r)


class Maker:
    """Random CoNLL-U that is right."""
    WORDS = ['Ana', 'Krasniqi', 'Prištinë', 'Београду', 'u', 'i', 'shkoi', 'went', '51', '%', ',', '"', '10 000', '😀', '—', '#x', '_', 'O’Neill']
    MISC = ['SpacesAfter=\\s\\s', 'SpacesAfter=\\n', 'Entity=(1-person', 'NER=B-X', 'NER=O', 'Stem=x', 'EntId=y|NER=I-X', 'Gloss=a|b', 'X', 'Translit=ë']

    def __init__(self, seed):
        self.random = random.Random(seed)

    def some(self, p):
        return self.random.random() < p

    def misc(self):
        of = self.random.sample(self.MISC, self.random.choice((0, 0, 1, 2)))
        if self.some(0.3):
            of.append('SpaceAfter=No')
        self.random.shuffle(of)
        return '|'.join(of) or '_'

    def row(self, number, form):
        middle = ['_' if self.some(0.5) else self.random.choice(('x', 'A=1|B=2', '3:nsubj|4.1:obj', ' ')) for _ in range(7)]
        return '\t'.join([number, form] + middle + [self.misc()])

    def sentence(self):
        lines = ['# sent_id = %d' % self.random.randrange(10 ** 6)] if self.some(0.7) else []
        lines += ['# text = not the text'] * self.some(0.3) + ['#'] * self.some(0.1)
        if self.some(0.1):
            lines.append(self.row('0.1', 'nobody'))
        n, covered = self.random.randrange(1, 12), 0
        for i in range(1, n + 1):
            if i > covered and i < n and self.some(0.15):
                covered = self.random.randrange(i + 1, min(n, i + 4) + 1)
                lines.append(self.row('%d-%d' % (i, covered), self.random.choice(self.WORDS)))
            lines.append(self.row(str(i), self.random.choice(self.WORDS)))
            lines += [self.row('%d.%d' % (i, k), 'ghost') for k in range(1, self.random.choice((1, 1, 1, 2, 4)))]
        return lines + [''] * self.random.choice((1, 1, 1, 2))

    def file(self):
        lines = []
        for d in range(self.random.randrange(1, 5)):
            if d or self.some(0.5):
                lines.append('# newdoc id = doc %d' % d if self.some(0.8) else '# newdoc')
            for _ in range(self.random.randrange(1, 6)):
                lines += ['# newpar'] * self.some(0.3) + self.sentence()
        end = '\r\n' if self.some(0.3) else '\n'
        data = (end.join(lines) + end).encode()
        return data[:len(data) - self.random.choice((0, 0, 1, 2)) * (len(end) == 1)]


def test_random():
    bad, made = [], 60
    for seed in range(made):
        data = Maker(seed).file()
        plain, full = iber(BARE, data), iber(LEMMAS, data)
        if plain.out != data or plain.code or plain.err:
            bad.append((seed, plain))
        bad += [(seed, f) for f in changed_faults(data, full.out)[:1]]
        if iber(LEMMAS, full.out).out != full.out:
            bad.append((seed, 'a second time'))
        got = records(iber(['--from', 'conllu'], data).out)
        words = sum(len(x) == 10 and x[0].isdigit() for x in rows(data))
        if sum(len(r['tokens']['start']) for r in got) != words:
            bad.append((seed, 'words'))
        for r in got:
            bad += [(seed, f) for f in program.mapped_back_faults(r, data)[:1]]
    T.equal(bad[:3], [], '%d random files: unchanged, or changed in lemma and MISC only; no word is lost' % made)


def test_damaged():
    """Any line of a file made wrong: the sentence comes back as it was, all others have their layers."""
    bad, done = [], 0
    for seed in range(40):
        maker = Maker(1000 + seed)
        lines = maker.file().decode().split('\n')
        k = maker.random.choice([i for i, l in enumerate(lines) if '\t' in l])
        lines[k] = maker.random.choice((lines[k] + '\tx', lines[k].replace('\t', ' '), lines[k].replace('\t', '', 1)))
        data = '\n'.join(lines).encode()
        r = iber(LEMMAS, data)
        if b'"error"' in r.out: # there is no other sentence in its document
            continue
        done += 1
        out = r.out.decode().split('\n')
        begin = max([0] + [i + 1 for i in range(k) if lines[i] in ('', '\r')])
        end = min([len(lines)] + [i for i in range(k, len(lines)) if lines[i] in ('', '\r')])
        for i, (x, y) in enumerate(zip(lines, out)):
            word = x.split('\t')[0].isdigit() and not begin <= i < end
            if (not word and x != y) or (word and 'NER=' not in y):
                bad.append((seed, x, y))
        if len(out) != len(lines) or r.code != 1 or 'line %d has ' % (k + 1) not in r.err:
            bad.append((seed, k + 1, r.err))
    T.ok(done > 20 and not bad, 'one bad line: its sentence as it was, all others with their layers', (done, bad[:3]))


def main():
    folder = tempfile.mkdtemp(prefix='iber-conllu-')
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
