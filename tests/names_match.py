"""iber names: what the lexicon adds to the letters, bad input, and the gold."""
import os
import subprocess
import tempfile

import program
import tap

t = tap.Tap()
LEXICON = os.environ.get('IBER_LEXICON') or os.path.join(os.path.dirname(program.IBER), 'lexicons', 'iber-lexicon')
PAIRS = os.path.join(program.SHARED, 'gold', 'names', 'pairs.tsv')
PLACES = os.path.join(program.SHARED, 'gold', 'names', 'places.tsv')
HEADER = 'id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n'


def match(rows, *args):
    """-> the result, and the answers as (score, 0 or 1)"""
    data = rows if isinstance(rows, bytes) else ''.join('\t'.join(r) + '\n' for r in rows).encode()
    r = program.iber(['names', 'match'] + list(args), data)
    return r, [l.split('\t') for l in r.out.decode().split('\n')[:-1]]


def match_known():
    """Names of one entry are one, names of different entries are two."""
    rows = [('Ferizaj', 'sq', 'Uroševac', 'sr', '1'), ('Ferizaj', 'sq', 'Урошевац', 'sr', '1'),
            ('Crna Gora', 'sr', 'Montenegro', 'en', '1'), ('Beograd', 'sr', 'Belgrade', 'en', '1'),
            ('Komuna e Ferizajt', 'sq', 'Opština Uroševac', 'sr', '1'),
            ('Nis', 'sr', 'Niš', 'sr', '1'), ('Bosne', 'sr', 'Bosna', 'sr', '1'),
            ('Kosovo', 'sr', 'Kosovo Polje', 'sr', '0'), ('Niger', 'sr', 'Nigeri', 'sq', '0')]
    r, found = match([w[:4] for w in rows])
    for row, f in zip(rows, found):
        t.equal(f[1], row[4], 'names match: %s (%s), %s (%s)' % row[:4])
    t.ok(r.code == 0 and len(found) == len(rows), 'names match: a line for each line', r)


def match_own_rows():
    """Two villages with names of one key: only their letters tell them apart."""
    own = (HEADER + 'brezice-a\tLOC\tGPE\t\t\tBrezice\t\t; invented\n'
           'brezice-b\tLOC\tGPE\t\t\tBrežice\t\t; invented\n'
           'lipik\tLOC\tGPE\t\tBliri\tLipik|Lipnik\t\t; invented\n')
    with tempfile.TemporaryDirectory() as d:
        rows, lex = os.path.join(d, 'own.tsv'), os.path.join(d, 'own.lex')
        with open(rows, 'w', encoding='utf-8') as f:
            f.write(own)
        subprocess.run([LEXICON, 'compile', '-o', lex, rows], check=True, stdout=subprocess.DEVNULL)
        _, found = match([('Brezice', 'sr', 'Brežice', 'sr'), ('Брезице', 'sr', 'Брежице', 'sr'),
                          ('Brezice', 'ascii', 'Brežice', 'sr'), ('Bliri', 'sq', 'Lipik', 'sr'),
                          ('Lipik', 'sr', 'Lipnik', 'sr'), ('Bliri', 'sq', 'Brezice', 'sr')], '--lexicon', lex)
    t.equal([f[1] for f in found], ['0', '0', '1', '1', '1', '0'], 'names match: entries by their letters')


def match_bad_input():
    """A message with the line's number, and the rest is done."""
    good = 'Vučić\tsr\tVuçiq\tsq'
    bad = [('too few columns', 'Vučić\tsr\tVuçiq', 'wanted'), ('too many columns', good + '\tx', 'wanted'),
           ('an empty line', '', 'wanted'), ('an empty name', '\tsr\tVuçiq\tsq', 'first name'),
           ('an empty second name', 'Vučić\tsr\t\tsq', 'second name'), ('blanks', ' \tsr\tVuçiq\tsq', 'no letters'),
           ('marks only', '\u0301\u030c\tsr\tVuçiq\tsq', 'no letters'), ('digits', '12\tsr\t12\tsr', 'no letters'),
           ('a word of 10,000 letters', 'a' * 10000 + '\tsr\tb\tsr', 'long'),
           ('a name of 10,000 words', 'ab ' * 10000 + '\tsr\tb\tsr', 'words'),
           ('10,000 marks on a letter', 'a' + '\u0301' * 10000 + '\u010d' * 60 + '\tsr\tb\tsr', 'long')]
    lines = []
    for _, line, _ in bad:
        lines += [good, line]
    r, found = match(('\n'.join(lines) + '\n').encode())
    errors = r.err.strip().split('\n')
    t.ok(r.code == 1 and len(found) == len(lines) and len(errors) == len(bad), 'names match: one message a bad line', r)
    t.ok(all(f == found[0] and f[1] == '1' for f in found[::2]), 'names match: lines between bad ones', found)
    for i, (name, _, why) in enumerate(bad):
        t.ok(found[2 * i + 1] == ['0.0000', '0'] and errors[i].startswith('iber: names match: line %d: ' % (2 * i + 2))
             and why in errors[i], 'names match: ' + name, (found[2 * i + 1], errors[i]))
    r, found = match(b'ab\xff\tsr\tab\tsr\r\n' + good.encode() + b'\r\n')
    t.ok(r.code == 1 and found == [[''], found[1]] and found[1][1] == '1', 'names match: no UTF-8, CRLF', r)
    r, found = match([('Вyчић', 'sr', 'Vučić', 'sr')])
    t.ok(r.code == 1 and found[0][1] == '1' and 'line 1: first name: ' in r.err, 'names match: mixed scripts', r)
    r, found = match(b'')
    t.ok(r.code == 0 and found == [], 'names match: no input', r)
    r, found = match(good.encode())
    t.ok(r.code == 0 and len(found) == 1, 'names match: no line end', r)


def match_gold():
    if not os.path.exists(PAIRS):
        t.skip('names match: gold pairs', 'no ../shared')
        return
    rows = [l.rstrip('\n').split('\t') for l in open(PAIRS, encoding='utf-8')][1:]

    def measure(name, least, *args):
        _, found = match([r[:4] for r in rows], *args)
        hits = sum(f[1] == '1' and r[4] == '1' for f, r in zip(found, rows))
        merges = sum(f[1] == '1' and r[4] == '0' for f, r in zip(found, rows))
        two = sum(r[4] == '0' for r in rows)
        f1 = 2 * hits / (hits + merges + len(rows) - two) if len(found) == len(rows) else 0
        t.ok(f1 >= least and merges <= two * 0.01, 'names match: %s, F at least %.2f, false merges at most 1 %%'
             % (name, least), 'F %.4f, %d false merges of %d' % (f1, merges, two))
        t.note('%s: F %.4f, false merges %d of %d' % (name, f1, merges, two))

    measure('gold pairs', 0.88)
    with tempfile.TemporaryDirectory() as d:
        imported, lex = os.path.join(d, 'places.tsv'), os.path.join(d, 'places.lex')
        subprocess.run([LEXICON, 'import', '--from', 'wof', '--type', 'LOC', '-o', imported, PLACES], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        folder = os.path.join(program.ROOT, 'lexicons')
        own = sorted(os.path.join(folder, n) for n in os.listdir(folder) if n.endswith('.tsv'))
        subprocess.run([LEXICON, 'compile', '-o', lex] + own + [imported], check=True, stdout=subprocess.DEVNULL)
        measure('gold pairs, places imported', 0.97, '--lexicon', lex)


match_known()
match_own_rows()
match_bad_input()
match_gold()
t.done()
