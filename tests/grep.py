"""iber grep and iber names variants: a name in every spelling and case form."""
import os
import tempfile

import program
import tap

t = tap.Tap()

# name asked for, text, what is found of it
FOUND = [
    ('Vučić', 'Vučićeva VUČIĆ Вучића Vuciq Vuçiqit Vucic vučić Vučićem Radoičić Vučićević',
     'Vučićeva VUČIĆ Вучића Vuciq Vuçiqit Vucic Vučićem'),
    ('Вучић', 'Vučiću и Вучићу', 'Vučiću Вучићу'),
    ('Radoicic', 'Radoičić Radoičića Radoiçiq Радоичићем Radović', 'Radoičić Radoičića Radoiçiq Радоичићем'),
    ('Gjakova', 'në Gjakovë, Gjakovës, u Đakovici, ĐAKOVICA, Ђаковицом, Dakovica, Djakovicom',
     'Gjakovë Gjakovës Đakovici ĐAKOVICA Ђаковицом Dakovica Djakovicom'),
    ('u Prištini', 'u Prištini, Prishtinë', 'u Prištini'),
    ('Prištini', 'Pristina, Prishtinës, u Prištini, prištinski', 'Pristina Prishtinës Prištini'),
    ('Ibër-Lepenc', 'kanali Ibër-Lepenc; Ibar-Lepenac, Ibar-Lepenca; Ibër', 'Ibër-Lepenc Ibar-Lepenac Ibar-Lepenca'),
    ('Honjevac', 'Honjevac Honjevca ХОЊЕВЦУ Honjevci Honjevo', 'Honjevac Honjevca ХОЊЕВЦУ Honjevci'),
    ('Kurti', 'Kurtija Kurtijem Kurtit Курти Kurtić', 'Kurtija Kurtijem Kurtit Курти'),
    ('Hani i Elezit', 'Hani i\nElezit u Hani i Elezit', 'Hani i Elezit Hani i Elezit'),
    ('Petrela', 'Petrela2 xPetrela “Petrela” Petrela’s', 'Petrela Petrela'),
    ('trava', 'trava TRAVA Travom', 'trava TRAVA Travom'),
    ('Čelopek', 'C\u030celopek', 'C\u030celopek'),
]


def rows(r):
    return [l.split('\t') for l in r.out.decode().split('\n') if l]


def found():
    for name, text, want in FOUND:
        r = program.iber(['grep', name], text.encode())
        t.equal(' '.join(c[3] for c in rows(r)), want, 'grep %s' % name)
        data = text.encode()
        places = all(data[int(c[2]):].replace(b'\n', b' ').startswith(c[3].encode()) for c in rows(r))
        t.ok(places and r.code == 0, 'grep %s: bytes and exit code' % name)


def files():
    with tempfile.TemporaryDirectory() as d:
        one, two = os.path.join(d, 'a.txt'), os.path.join(d, 'b.txt')
        filler = 'Ništa se nije dogodilo.\n' * 60000
        with open(one, 'w', encoding='utf-8') as f:
            f.write(filler + 'Kaže\tRadoičić danas.\n' + filler)
        with open(two, 'w', encoding='utf-8') as f:
            f.write('prazno\n')
        r = program.iber(['grep', 'Radoičić', d])
        at = len(filler.encode()) + len('Kaže\t'.encode())
        t.equal(rows(r), [[one, '60001', str(at), 'Radoičić', 'Kaže Radoičić danas.']], 'a folder: file, line, byte, line of text')
        t.equal(program.iber(['grep', 'Radoičić', two]).code, 1, 'nothing found: exit 1')
        r = program.iber(['grep', 'Radoičić', os.path.join(d, 'none'), one])
        t.ok(r.code == 2 and 'none' in r.err and len(rows(r)) == 1, 'a file that is not there: named, the rest is done, exit 2')
        r = program.iber(['grep', 'Radoičić'], b'\xff\xfeRadoi\xc4\n' + 'Radoičića'.encode() + b'\xff')
        t.equal([c[3] for c in rows(r)], ['Radoičića'], 'bytes that are no UTF-8')


def faults():
    for name in ('', '...', 'A' * 10000, '\u0301'):
        r = program.iber(['grep', name], b'text')
        t.ok(r.code == 2 and r.err.startswith('iber: grep: ') and not r.out, 'no name: %r' % name[:10])
        r = program.iber(['names', 'variants', name])
        t.ok(r.code == 1 and 'names variants' in r.err, 'no name for variants: %r' % name[:10])
    t.equal(program.iber(['grep']).code, 2, 'grep without a name')


def variants():
    r = program.iber(['names', 'variants', 'Radoičić'])
    lines = rows(r)
    spellings = [c[0] for c in lines]
    for want in ('Radoičić', 'Радоичић', 'Radoicic', 'Radoiçiq', 'Radoičića', 'Радоичићем', 'Radoiçiqit'):
        t.ok(want in spellings, 'variants has ' + want)
    t.ok(r.code == 0 and all(len(c) == 3 for c in lines) and len(set(spellings)) == len(spellings),
         'three columns, no spelling twice')
    spellings = [c[0] for c in rows(program.iber(['names', 'variants', 'Gjakova']))]
    for want in ('Đakovica', 'Ђаковица', 'Gjakovë', 'Đakovici'):
        t.ok(want in spellings, 'variants of Gjakova has ' + want)
    text = '\n'.join(spellings)
    r = program.iber(['grep', 'Gjakova'], text.encode())
    t.equal(len(rows(r)), len(spellings), 'grep finds every variant')


found()
files()
faults()
variants()
t.done()
