"""iber lexicon: rows added, explained, imported; names lookup; a large lexicon."""
import json
import os
import tempfile

import program
import tap

t = tap.Tap()
HEADER = 'id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n'


def lexicon(*args, data=b''):
    return program.iber(['lexicon'] + list(args), data)


def add(d):
    own = os.path.join(d, 'own.tsv')
    r = lexicon('add', own, '--type', 'PER', '--en', 'Ana Izmišljen|A. Izmišljen', '--note', 'surname; invented')
    t.equal((r.code, r.out), (0, b'izmisljen-ana\n'), 'add makes a file and an id')
    r = lexicon('add', own, '--type', 'LOC', '--sub', 'GPE', '--en', 'Honeyton', '--sr', 'Medovac')
    t.equal((r.code, r.out), (0, b'honeyton\n'), 'add puts a row behind')
    before = open(own, encoding='utf-8').read()
    t.ok(before.startswith(HEADER) and before.count('\n') == 3, 'header and two rows')
    for args, name in [(['--type', 'LOC', '--sub', 'GPE', '--en', 'Honeyton'], 'the id is there'),
                       (['--type', 'LOC', '--sub', 'GPE', '--en', 'Other', '--sr', 'Medovac', '--id', 'other'], 'a form of another row'),
                       (['--type', 'PLACE', '--en', 'Nowhere'], 'no such type'),
                       (['--type', 'LOC', '--sub', 'GPE'], 'no form'),
                       (['--type', 'LOC', '--sub', 'GPE', '--en', 'Tab\tton'], 'a tab')]:
        r = lexicon('add', own, *args)
        t.ok(r.code in (1, 2) and r.err and open(own, encoding='utf-8').read() == before, 'add refuses: ' + name)
    t.equal(sorted(os.listdir(d)), ['own.tsv'], 'no copy is left behind')
    out = os.path.join(d, 'own.lex')
    t.equal(lexicon('compile', '-o', out, own).code, 0, 'compile')
    t.equal(lexicon('check', out).code, 0, 'check of a compiled lexicon')
    data = bytearray(open(out, 'rb').read())
    data[len(data) // 2] ^= 4
    with open(out + '.bad.lex', 'wb') as f:
        f.write(data)
    r = lexicon('check', out + '.bad.lex')
    t.ok(r.code == 1 and 'damaged' in r.err, 'check finds a turned bit')
    r = lexicon('explain', '-l', out, 'Izmišljenom', 'Медовцу', 'Nobody')
    text = r.out.decode()
    t.ok(r.code == 1 and 'izmisljen-ana' in text and 'honeyton' in text and 'Serbian case ending' in text, 'explain')
    r = program.iber(['names', 'lookup', '--lexicon', out, 'Medovca'])
    t.equal(r.out.decode(), 'honeyton\tLOC\tGPE\ten\tHoneyton\nhoneyton\tLOC\tGPE\tsr\tMedovac\n', 'names lookup: all spellings')
    r = program.iber(['names', 'lookup', '--lexicon', out, 'Nobody', '', '\u0301'])
    t.ok(r.code == 1 and r.err.count('is not in the lexicon') == 3 and not r.out, 'names lookup: not there')


def imports(d):
    wof = 'id\ttype\ten\tsq\tsr_latn\tsr_cyrl\tother\tids\nwd:Q1\tlocality\tHoney\tMjaltë|Mjalta\t\tМед\tМёд\twd:Q1;gn:7\n' \
          'wd:Q1\tlocality\tWax\t\tÐubre\t\t\twd:Q1;gn:8\nQ5\tlocality\tNo id\n'
    r = lexicon('import', '--from', 'wof', data=wof.encode())
    rows = r.out.decode().split('\n')
    t.equal(rows[1:3], ['wd:Q1\tLOC\tGPE\tHoney\tMjaltë|Mjalta\tMed\t\t', 'gn:8\tLOC\tGPE\tWax\t\tĐubre\t\t'], 'a table with a header')
    t.ok(r.code == 1 and '-:4: ' in r.err, 'a row without an id: its line is named')
    cells = ['831', 'Borik', 'Borik', 'Борик,Bor', '42', '20', 'P', 'PPL', 'XK', '', '', '', '', '', '10', '', '', '', '2020-01-01']
    r = lexicon('import', '--from', 'geonames', data=('\t'.join(cells) + '\nshort\tline\n').encode())
    t.equal(r.out.decode().split('\n')[1], 'gn:831\tLOC\tGPE\tBorik\t\t\tBorik|Bor\t', 'a GeoNames dump')
    t.ok(r.code == 1 and '-:2: ' in r.err, 'a line with other columns is named')
    entity = {'type': 'item', 'id': 'Q9', 'labels': {'en': {'value': 'Iva Iv'}, 'sr-ec': {'value': 'Ива Ив'}},
              'aliases': {'sq': [{'value': 'Iva I.'}]}, 'claims': {}}
    place = {'type': 'item', 'id': 'Q10', 'labels': {'en': {'value': 'Borik'}},
             'claims': {'P1': [{'mainsnak': {'datatype': 'globe-coordinate'}}]}}
    dump = '[\n' + json.dumps(entity) + ',\n' + json.dumps(place) + ',\n{broken,\n]\n'
    r = lexicon('import', '--from', 'wikidata', '--type', 'PER', data=dump.encode())
    t.equal(r.out.decode().split('\n')[1:3], ['wd:Q9\tPER\t\tIva Iv\tIva I.\tIva Iv\t\t', 'wd:Q10\tLOC\tGPE\tBorik\t\t\t\t'], 'a Wikidata dump')
    t.ok(r.code == 1 and '-:4: ' in r.err, 'a line that is no JSON is named')
    r = lexicon('import', '--from', 'wikidata', data=dump.encode())
    t.equal(r.out.decode().count('\n'), 2, 'without --type only places')
    t.equal(lexicon('import', '--from', 'elsewhere').code, 2, 'no such source')


def gold(d):
    places = os.path.join(program.SHARED, 'gold', 'names', 'places.tsv')
    if not os.path.exists(places):
        t.skip('places.tsv', 'no ../shared')
        return
    rows, lex = os.path.join(d, 'places.tsv'), os.path.join(d, 'places.lex')
    r = lexicon('import', '--from', 'wof', '-o', rows, places)
    t.ok(r.code == 0 and '27385 rows' in r.err, '27,385 places are imported', r)
    t.equal(lexicon('compile', '-o', lex, rows).code, 0, 'and compiled')
    r = program.iber(['names', 'lookup', '--lexicon', lex, 'Vushtrrisë'])
    t.ok(r.code == 0 and 'Vučitrn' in r.out.decode(), 'and found by a case form')


def large(d):
    rows, lex = os.path.join(d, 'large.tsv'), os.path.join(d, 'large.lex')
    syllables = ['ra', 'do', 'vi', 'ka', 'le', 'mo', 'ni', 'pe', 'su', 'ta']
    with open(rows, 'w', encoding='utf-8') as f:
        f.write(HEADER)
        for i in range(100000):
            name = ''.join(syllables[int(c)] for c in '%05d' % i)
            f.write('x:%d\tPER\t\t%s\t\t\t\t\n' % (i, name.capitalize() + ' Peric'))
    t.equal(lexicon('compile', '-o', lex, rows).code, 0, '100,000 names are compiled')
    t.ok(os.path.getsize(lex) > 25 << 20, 'into a file that is not checked as a whole when it is opened')
    r = program.iber(['--lexicon', lex, '-'], b'Radovikale Peric.')
    found = [e['id'] for e in json.loads(r.out)['entities']]
    t.equal(found, ['x:1234'], 'and a name is found')
    data = bytearray(open(lex, 'rb').read())
    for i in range(4096, len(data), 997):
        data[i] ^= 0x55
    with open(lex, 'wb') as f:
        f.write(data)
    r = program.iber(['--lexicon', lex, '-'], b'Radovikale Peric. Ana Peric, u Nisu.')
    t.ok(r.code in (0, 1) and r.out.count(b'\n') == 1, 'a damaged one gives no crash')
    t.equal(lexicon('check', lex).code, 1, 'and check says so')


for part in (add, imports, gold, large):
    with tempfile.TemporaryDirectory() as folder:
        part(folder)
t.done()
