"""iber names: lines in, lines out, and what is said of bad ones."""
import os

import program
import tap

t = tap.Tap()

BASES = [
    ('sr', 'Vučića Vučiću Vučićem', 'Vučić'),
    ('sr-Cyrl', 'Вучића Вучићу Вучићем', 'Вучић'),
    ('sr', 'VUČIĆA', 'VUČIĆ'),
    ('sr-Latn', 'Beograda Beogradu Beogradom Beograd', 'Beograd'),
    ('sr', 'Prištine Prištini Prištinu Prištinom Priština', 'Priština'),
    ('sr', 'Đakovice Đakovici', 'Đakovica'),
    ('sr-Cyrl', 'Косова Косову Косово', 'Косово'),
    ('sr', 'Ibra Ibar', 'Ibar'),
    ('sr', 'Lepenca Lepencu', 'Lepenac'),
    ('sr', 'Kurtija Kurtijem Kurti', 'Kurti'),
    ('sr', 'Haradinaja Haradinaj', 'Haradinaj'),
    ('hr', 'Hrvatske Hrvatskoj Hrvatsku Hrvatska', 'Hrvatska'),
    ('hr', 'Washingtona Washingtonu', 'Washington'),
    ('bs', 'Sarajeva Sarajevu Sarajevo', 'Sarajevo'),
    ('sr', 'Marko Markom', 'Marko'),
    ('sr', 'Matija', 'Matija'),
    ('sr', 'Ivica', 'Ivica'),
    ('sr', 'Milana|Radoičića', 'Milan Radoičić'),
    ('sr', 'Kosovske|Mitrovice', 'Kosovska Mitrovica'),
    ('sr', 'Skupštine|Kosova', 'Skupština Kosova'),
    ('sr', 'NATO-u NATO-a NATO-om', 'NATO'),
    ('sr-Cyrl', 'НАТО-у', 'НАТО'),
    ('sq', 'Prishtinës Prishtinën Prishtina Prishtinë', 'Prishtinë'),
    ('sq', 'Thaçit Thaçin Thaçi', 'Thaçi'),
    ('sq', 'Vuçiqit Vuçiqi', 'Vuçiq'),
    ('sq', 'Beogradit Beogradi Beograd', 'Beograd'),
    ('sq', 'Istogut Istogu', 'Istog'),
    ('sq', 'Mitrovicës|së|Veriut', 'Mitrovicë e Veriut'),
    ('sq', 'KFOR-it BE-së', None),
    ('en', "Belgrade's", 'Belgrade'),
]


def base():
    rows = [(f.replace('|', ' '), lang, want or f.split('-')[0]) for lang, forms, want in BASES for f in forms.split()]
    r = program.iber(['names', 'base'], ''.join('%s\t%s\n' % row[:2] for row in rows).encode())
    out = r.out.decode().split('\n')
    t.ok(r.code == 0 and len(out) == len(rows) + 1 and not r.err, 'names base: a line for a line', r)
    for (form, lang, want), line in zip(rows, out):
        t.equal(line.split('\t')[0], want, 'names base: %s %s' % (lang, form))
    t.ok(all(len(l.split('\t')) <= 5 and len(set(l.split('\t'))) == len(l.split('\t')) for l in out),
         'names base: at most five, none twice')
    first, second = [program.iber(['names', 'base'], ('%s\tsr\n' % f).encode()).out.decode().strip().split('\t')
                     for f in ('prištinski', 'Vučićeva')]
    t.ok(first[0] == 'prištinski' and 'priština' in first, 'names base: the town stands behind its adjective', first)
    t.ok('Vučić' in second, 'names base: the person stands behind the possessive', second)


def base_bad():
    bad = [('Beograd', 'two columns'), ('Beograd\tsr\tx', 'two columns'), ('\tsr', 'empty'), ('', 'two columns'),
           ('Beogradu\t', 'language'), ('Beogradu\tserbian', 'language'), ('Beогрad\tsr', 'Latin and Cyrillic'),
           ('a' * 10000 + '\tsr', 'longer'), ('\u0301\u0302\tsr', 'no letters'), ('123\tsq', 'no letters')]
    lines = [b[0] for b in bad] + ['Beogradu\tsr']
    r = program.iber(['names', 'base'], '\n'.join(lines).encode())
    out, said = r.out.decode().split('\n'), r.err.split('\n')
    t.ok(r.code == 1 and len(out) == len(lines) + 1, 'names base: bad lines are counted too, exit 1', r)
    t.equal(out[len(bad)].split('\t')[0], 'Beograd', 'names base: behind bad lines the rest is done')
    for i, (line, why) in enumerate(bad):
        t.ok(said[i].startswith('iber: names base: line %d: ' % (i + 1)) and why in said[i],
             'names base: what is wrong with %r' % line[:20], said[i])
    r = program.iber(['names', 'base'], b'Beogradu\xff\tsr\nNi\xc5\xa1a\tsr\n')
    t.ok(r.code == 1 and 'line 1' in r.err and r.out.decode().split('\n')[1].startswith('Niš'),
         'names base: bytes that are no UTF-8', r)


def base_gold():
    path = os.path.join(program.SHARED, 'gold', 'names', 'inflected.tsv')
    if not os.path.exists(path):
        t.skip('names base: share of UD names', '../shared is not there')
        return
    with open(path, encoding='utf-8') as f:
        rows = [l.rstrip('\n').split('\t') for l in f][1:]
    out = program.iber(['names', 'base'], ''.join('%s\t%s\n' % (r[0], r[2]) for r in rows).encode()).out.decode().split('\n')
    right = sum(o.split('\t')[0] in r[1].split('|') for r, o in zip(rows, out))
    t.ok(right >= 0.91 * len(rows), 'names base: share of UD names', '%d of %d' % (right, len(rows)))


base()
base_bad()
base_gold()
t.done()
