#!/usr/bin/env python3
"""iber eval: counts and causes of small cases made by hand, in all forms that it reads; bad files."""
import gzip
import json
import os
import random
import shutil
import sys
import tempfile

import program
import tap
from program import iber

T = tap.Tap()
HEAD = ['gold', 'predicted', 'right', 'P', 'R', 'F']

GOLD = '''# newdoc
# lang = sr
Ana B-PER
Petrović I-PER
živi O
u O
Novom B-LOC
Sadu I-LOC
. O

# lang = en
UN B-ORG
staff O
met O
Ana B-PER
Petrović I-PER
and O
Roma B-MISC
in O
Port B-LOC
Lake I-LOC
City I-LOC
on O
Friday O
. O
'''
FOUND = '''Ana B-PER
Petrović I-PER
živi O
u O
Novom O
Sadu B-LOC
. O

UN B-LOC
staff O
met B-PER
Ana B-PER
Petrović I-PER
and O
Roma O
in O
Port O
Lake O
City B-ORG
on O
Friday B-DATE
. O
'''


def write(name, text):
    data = text if isinstance(text, bytes) else text.encode()
    with open(name, 'wb') as f:
        f.write(data)
    return name


def tables(r):
    """-> first cell of the heading -> rows of cells; the examples are 'examples'"""
    out = {}
    for block in r.out.decode().rstrip('\n').split('\n\n'):
        rows = [l.split('\t') for l in block.split('\n')]
        out['examples' if rows[0][:3] == ['cause', 'n', 'gold type'] else rows[0][0]] = rows[1:]
    return out


def tabs(text):
    return '\n'.join(l if l.startswith('#') else l.replace(' ', '\t') for l in text.split('\n'))


def conllu(text, end='\n'):
    """BIO as CoNLL-U, with a range and an empty node that are no tokens."""
    out, n = [], 0
    for l in text.split('\n'):
        if ' ' in l and not l.startswith('#'):
            n += 1
            word, tag = l.split(' ')
            if n == 2:
                out += ['2-3\tboth' + '\t_' * 8, '1.1\tghost' + '\t_' * 7 + '\tNER=B-PER']
            l = '%d\t%s' % (n, word) + '\t_' * 7 + '\tX=1|NER=' + tag
        else:
            n = 0
        out.append(l)
    return end.join(out)


def record(text, name='a'):
    """BIO as a record; the text has other white space."""
    parts, spans, langs, lang, at, start, kind = [], [], [], '', 0, None, None
    words = [l for l in text.split('\n')]
    for l in words:
        if l.startswith('# lang = '):
            lang = l[9:]
        if not l or l.startswith('#'):
            if at and not l:
                langs.append((langs[-1][1] if langs else 0, at, lang))
            continue
        word, tag = l.split(' ')
        if parts:
            parts.append('\n ')
            at += 2
        if tag[0] == 'B':
            spans.append([at, at + len(word), tag[2:]])
        elif tag[0] == 'I':
            spans[-1][1] = at + len(word)
        parts.append(word)
        at += len(word)
    text = ''.join(parts)
    sentences, begin = [], 0
    for _, end, lang in langs:
        begin += len(text[begin:]) - len(text[begin:].lstrip())
        sentences.append({'start': begin, 'end': end, 'source_start': 0, 'source_end': 0, 'lang': lang})
        begin = end
    entities = [{'start': a, 'end': b, 'source_start': 0, 'source_end': 0, 'text': text[a:b], 'type': t, 'subtype': '', 'norm': '', 'id': '',
                 'value': '', 'lang': 'sr', 'score': 0.5, 'method': 'x'} for a, b, t in spans]
    return json.dumps({'v': 1, 'id': name, 'source': {'path': 'x'}, 'lang': 'sr', 'script': 'Latn', 'text': text, 'sentences': sentences,
                       'entities': entities, 'stages': ['decode', 'language', 'sentences', 'names', 'resolve']}, ensure_ascii=False) + '\n'


TYPES = [['LOC', '2', '2', '0', '0.000', '0.000', '0.000'], ['MISC', '1', '0', '0', '0.000', '0.000', '0.000'],
         ['ORG', '1', '1', '0', '0.000', '0.000', '0.000'], ['PER', '2', '3', '2', '0.667', '1.000', '0.800'],
         ['all', '6', '6', '2', '0.333', '0.333', '0.333']]
LANGS = [['en', '4', '4', '1', '0.250', '0.250', '0.250'], ['sr', '2', '2', '1', '0.500', '0.500', '0.500']]
CAUSES = [['type', '1', '0.200'], ['boundary', '1', '0.200'], ['type+boundary', '1', '0.200'], ['missed', '1', '0.200'], ['spurious', '1', '0.200']]
EXAMPLES = [['type', '1', 'ORG', 'UN', 'LOC', 'UN', '12', '-'], ['boundary', '1', 'LOC', 'Novom Sadu', 'LOC', 'Sadu', '7', '-'],
            ['type+boundary', '1', 'LOC', 'Port Lake City', 'ORG', 'City', '20', '-'], ['missed', '1', 'MISC', 'Roma', '-', '-', '18', '-'],
            ['spurious', '1', '-', '-', 'PER', 'met', '11', '-']]


def test_tables():
    r = iber(['eval', write('gold.bio', GOLD), write('found.bio', FOUND)])
    T.ok(r.code == 0 and not r.err, 'it runs', r)
    t = tables(r)
    T.equal(list(t), ['type', 'language', 'left out', 'cause', 'examples'], 'the tables')
    T.equal(r.out.decode().split('\n')[0].split('\t'), ['type'] + HEAD, 'a heading')
    for name, want in (('type', TYPES), ('language', LANGS), ('left out', [['DATE', '1']]), ('cause', CAUSES), ('examples', EXAMPLES)):
        T.equal(t[name], want, name)
    same = tables(iber(['eval', 'gold.bio', 'gold.bio']))
    T.equal(same['type'][-1], ['all', '6', '6', '6', '1.000', '1.000', '1.000'], 'a file and itself')
    T.ok('examples' not in same and all(c[1:] == ['0', '0.000'] for c in same['cause']), 'have no errors')
    T.equal(list(tables(iber(['eval', '--examples', '0', 'gold.bio', 'found.bio']))), ['type', 'language', 'left out', 'cause'], 'no examples')


def test_forms():
    """All forms on both sides: the same figures."""
    forms = {'bio': str, 'tabs.bio': tabs, 'crlf.bio': lambda t: tabs(t).replace('\n', '\r\n'), 'conllu': conllu,
             'crlf.conllu': lambda t: conllu(t, '\r\n'), 'jsonl': record, 'bom.bio': lambda t: '\ufeff' + t,
             'bio.gz': lambda t: gzip.compress(t.encode()), 'bilou': lambda t: bilou(t)}
    for name, make in forms.items():
        write('g.' + name, make(GOLD))
        write('f.' + name, make(FOUND))
    bad = []
    for g in forms:
        for f in forms:
            r = iber(['eval', 'g.' + g, 'f.' + f])
            t = tables(r)
            if r.code or t.get('type') != TYPES or t['cause'] != CAUSES or t['language'] != LANGS:
                bad.append((g, f, r))
            shown = [x[:6] for x in t.get('examples', ())]
            want = [x[:6] for x in EXAMPLES]
            if sorted(map(str, shown)) != sorted(map(str, want)) and 'jsonl' not in (g, f):
                bad.append((g, f, shown))
    T.equal(bad[:2], [], 'BIO, BILOU, CoNLL-U, records, packed: the same figures')
    T.equal(tables(iber(['eval', 'g.jsonl', 'f.jsonl']))['examples'][0], ['type', '1', 'ORG', 'UN', 'LOC', 'UN', '1', 'a'], 'a record has its id')
    r = iber(['eval', '-', 'f.bio'], GOLD.encode())
    T.equal(tables(r)['type'], TYPES, 'stdin')


def bilou(text):
    lines = text.split('\n')
    out = []
    for i, l in enumerate(lines):
        last = not (i + 1 < len(lines) and ' I-' in lines[i + 1] and not lines[i + 1].startswith('#'))
        if not l.startswith('#') and last:
            l = l.replace(' B-', ' U-').replace(' I-', ' L-')
        out.append(l)
    return '\n'.join(out)


def test_tags():
    write('a', 'a I-PER\nb I-PER\nc I-LOC\nd O\ne I-LOC\n\nf I-LOC\ng B-LOC\nh S-LOC\ni E-LOC\nj I-LOC\n')
    write('b', 'a B-PER\nb I-PER\nc B-LOC\nd O\ne B-LOC\n\nf B-LOC\ng B-LOC\nh B-LOC\ni B-LOC\nj B-LOC\n')
    T.equal(tables(iber(['eval', 'a', 'b']))['type'][-1][1:4], ['8', '8', '8'], 'I- may begin a name; E-, S- end it; so do sentences')
    write('a', '-DOCSTART- -X- -X- O\n\nAna NNP B-NP B-PER\n# O\n')
    write('b', 'Ana\tB-PER\n#\tO\n')
    r = iber(['eval', 'a', 'b'])
    T.ok(r.code == 2 and 'the texts differ' in r.err, 'a line that begins with # has tabs, or is a comment', r)
    write('b', 'Ana B-PER\n')
    T.equal(tables(iber(['eval', 'a', 'b']))['type'][-1][1:4], ['1', '1', '1'], 'CoNLL-2003')


def test_types():
    write('g', 'a B-person\nb I-person\nc B-OTH\nd B-LOC\ne B-xyz\n')
    write('f', 'a B-PER\nb I-PER\nc B-MISC\nd B-LOC\ne B-PER\n')
    T.equal([x[:4] for x in tables(iber(['eval', '--types', 'PER=person,MISC=OTH=misc,LOC', 'g', 'f']))['type']],
            [['LOC', '1', '1', '1'], ['MISC', '1', '1', '1'], ['PER', '1', '1', '1'], ['all', '3', '3', '3']],
            'other words for types; what is predicted for a name that does not count is neither right nor wrong')
    t = tables(iber(['eval', '--types', 'LOC', 'g', 'f']))
    T.equal(([x[:4] for x in t['type']], t['left out']), ([['LOC', '1', '1', '1'], ['all', '1', '1', '1']], [['MISC', '1'], ['PER', '2']]),
            'only some types')


def test_seen():
    write('train', 'Novi B-LOC\nSad I-LOC\n\nUN B-ORG\n')
    write('g', 'Novi B-LOC\nSad I-LOC\ni O\nUN B-ORG\ni O\nPrag B-LOC\ni O\nKorzo B-LOC\n')
    write('f', 'Novi B-LOC\nSad I-LOC\ni O\nUN O\ni O\nPrag B-LOC\ni B-LOC\nKorzo O\n')
    t = tables(iber(['eval', '--train', 'train', 'g', 'f']))
    T.equal(t['in training'], [['seen', '2', '1', '1', '1.000', '0.500', '0.667'], ['unseen', '2', '2', '1', '0.500', '0.500', '0.500']],
            'names that the training file has, and others')


def test_overlaps():
    """Each name of the gold that was not found has one cause; what overlaps it is no error of its own."""
    write('g', 'a B-PER\nb I-PER\nc I-PER\nd I-PER\ne O\nf B-LOC\ng B-LOC\nh O\n')
    write('f', 'a B-PER\nb O\nc B-LOC\nd B-ORG\ne O\nf B-LOC\ng I-LOC\nh B-LOC\n')
    t = tables(iber(['eval', 'g', 'f']))
    T.equal([x[1] for x in t['cause']], ['0', '3', '0', '0', '1'], 'a name in pieces, two in one')
    write('g', 'x O\na B-PER\n' * 5 + 'b B-PER\nc O\n' * 3)
    write('f', 'x B-ORG\na O\n' * 5 + 'b B-LOC\nc O\n' * 3)
    t = tables(iber(['eval', 'g', 'f', '--types', 'PER,LOC,ORG', '--examples', '1']))
    T.equal(t['examples'], [['type', '3', 'PER', 'b', 'LOC', 'b', '11', '-'], ['missed', '5', 'PER', 'a', '-', '-', '2', '-'],
                            ['spurious', '5', '-', '-', 'ORG', 'x', '1', '-']], 'alike errors are one example')


def test_faults():
    write('good', 'Ana B-PER\nide O\n')
    for name, text, why in (('tag', 'Ana B-PER\nide X\n', "line 2 has the tag 'X', not O, B-TYPE or I-TYPE"), ('column', 'Ana\n', 'line 1 has one column'),
                            ('bytes', b'Ana B-PER\n\xff O\n', 'line 2 is not UTF-8'), ('json', '{"a":1}\n', 'line 1 has no document'),
                            ('foreign', '{"text":"Ana ide"}\n', 'line 1 is no record of iber'),
                            ('text', 'Ana B-PER\nine O\n', "the texts differ behind line 1 of the gold and line 1 of the other: 'de' and 'ne'"),
                            ('shorter', 'Ana B-PER\n', "'ide' and ''"), ('longer', 'Ana B-PER\nide O\nx O\n', "'' and 'x'"),
                            ('many', ''.join('a B-T%d\n' % i for i in range(70)), 'line 64 has one more type'), ('error', errors(), 'line 1 has no document')):
        r = iber(['eval', 'good', write('bad', text)])
        T.ok(r.code == 2 and not r.out and why in r.err and r.err.count('\n') == 1, name, r)
    for args, why in ((['good'], 'two files'), (['good', 'good', 'good'], 'two files'), ([], 'two files'), (['good', 'none'], 'cannot be read'),
                      (['--examples', 'x', 'good', 'good'], 'not a number'), (['--train', 'none', 'good', 'good'], 'cannot be read')):
        r = iber(['eval'] + args)
        T.ok(r.code == 2 and not r.out and why in r.err, ' '.join(['eval'] + args), r)
    write('empty', '')
    r = iber(['eval', 'empty', 'empty'])
    T.equal((r.code, tables(r)['type']), (0, [['all', '0', '0', '0', '0.000', '0.000', '0.000']]), 'nothing')


def errors():
    return iber(['--from', 'conllu'], b'x\n').out


def test_own_records():
    """What iber writes of one text, as CoNLL-U and as records."""
    article = program.articles()[0]
    write('p.conllu', iber(['--to', 'conllu', article]).out)
    write('p.jsonl', iber([article]).out)
    for a, b in (('p.conllu', 'p.conllu'), ('p.jsonl', 'p.jsonl'), ('p.jsonl', 'p.conllu')):
        t = tables(iber(['eval', a, b]))
        n = t['type'][-1]
        T.ok(int(n[1]) > 10 and n[1] == n[2] and (a != b or n[1] == n[3]), '%s and %s' % (a, b), n)


def spans(tags):
    out, start = set(), None
    for i, t in enumerate(tags + ['O']):
        if start is not None and not t.startswith('I-'):
            out.add((start, i, tags[start][2:]))
            start = None
        if t.startswith('B-'):
            start = i
    return out


def test_random():
    """Counted in another way."""
    bad = []
    for seed in range(60):
        rnd = random.Random(seed)
        n, files = rnd.randrange(1, 60), []
        for _ in range(2):
            tags = []
            while len(tags) < n:
                t = rnd.choice(('PER', 'LOC', 'ORG'))
                tags += ['O'] if rnd.random() < 0.5 else ['B-' + t] + ['I-' + t] * rnd.randrange(3)
            files.append(tags[:n])
        for name, tags in zip('gf', files):
            write(name, ''.join('w%d\t%s\n' % (i, t) for i, t in enumerate(tags)))
        g, f = map(spans, files)
        t = tables(iber(['eval', '--types', 'PER,LOC,ORG', 'g', 'f', '--examples', '0']))
        miss = sum(not any(p[0] < x[1] and x[0] < p[1] for p in f - g) for x in g - f)
        loose = sum(not any(p[0] < x[1] and x[0] < p[1] for x in g - f) for p in f - g)
        types = sum(any(p[:2] == x[:2] for p in f) for x in g - f)
        got = [int(x) for x in t['type'][-1][1:4]], [int(x[1]) for x in t['cause']]
        if got[0] != [len(g), len(f), len(g & f)] or [got[1][0]] + got[1][3:] != [types, miss, loose] or sum(got[1][:4]) != len(g - f):
            bad.append((seed, got))
    T.equal(bad[:3], [], 'random tags, counted in another way')


def main():
    folder = tempfile.mkdtemp(prefix='iber-eval-')
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
