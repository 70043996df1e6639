"""iber lexicon: rows added, explained, imported; names lookup; a large lexicon."""
import gzip
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
    t.ok('own.tsv:2' in text and 'own.tsv:3' in text, 'explain names the rows', text)
    r = lexicon('explain', '-l', out, 'Medoavc')
    t.ok(r.code == 1 and 'one letter off' in r.out.decode(), 'explain: what is near', r)


def spellings(d):
    """British and American: the other spelling of a row is found, and prints nothing new."""
    own, out = os.path.join(d, 'own.tsv'), os.path.join(d, 'own.lex')
    with open(own, 'w', encoding='utf-8') as f:
        f.write(HEADER + 'bees\tORG\t\tHoneyton Centre for the Colonisation of Hives\t\t\t\t\n'
                'wax\tORG\t\tWax Labor Program\t\t\t\t\n')
    t.equal(lexicon('compile', '-o', out, own).code, 0, 'compile two spellings')
    text = ('The Honeyton Center for the Colonization of Hives closed. So did the Honeyton Centre for the Colonisation '
            'of Hives. The Wax Labour Programme goes on.')
    r = program.records(program.iber(['--lexicon', out], text.encode()).out)[0]
    t.equal([e['id'] for e in r['entities']], ['bees', 'bees', 'wax'], 'Centre and Center, Labor and Labour')
    r = program.iber(['names', 'lookup', '--lexicon', out, 'Wax Labour Programme'])
    t.ok(b'Wax Labor Program' in r.out and b'Labour' not in r.out, 'names lookup prints the spellings of the row', r)


def add_rows(d):
    own = os.path.join(d, 'own.tsv')
    rows = HEADER + '# a comment\n\tLOC\tGPE\tHoneyton\t\t\t\t\nwax\tLOC\tLOC\tRiver Wax\t\t\t\t\r\n\n'
    r = lexicon('add', own, '-', data=rows.encode())
    t.equal((r.code, r.out), (0, b'honeyton\nwax\n'), 'rows of stdin are added')
    before = open(own, encoding='utf-8').read()
    t.equal(before, HEADER + 'honeyton\tLOC\tGPE\tHoneyton\t\t\t\t\nwax\tLOC\tLOC\tRiver Wax\t\t\t\t\n', 'as they are')
    r = lexicon('add', own, '-', data=b'\tLOC\tGPE\tBeeton\t\t\t\t\nhalf\ta row\n')
    t.ok(r.code == 1 and 'own.tsv:5: ' in r.err and not r.out, 'a row with a fault: its line is named', r)
    t.equal(open(own, encoding='utf-8').read(), before, 'and none is added')
    t.equal(lexicon('add', own, '-', '--type', 'LOC').code, 2, 'options and stdin at once')
    link = os.path.join(d, 'link.tsv')
    os.symlink('own.tsv', link)
    os.chmod(own, 0o640)
    r = lexicon('add', link, '--type', 'PER', '--sq', 'Ana Bleta')
    t.ok(r.code == 0 and os.path.islink(link) and os.stat(own).st_mode & 0o777 == 0o640, 'links and modes stay')
    out = os.path.join(d, 'own.lex')
    t.equal(lexicon('compile', '-o', out, own).code, 0, 'compile')
    with open(out, 'rb') as held:
        t.equal(lexicon('compile', '-o', out, '-', data=HEADER.encode() + b'only\tLOC\tGPE\tOnly\t\t\t\t\n').code, 0,
                'compile reads stdin')
        t.ok(held.read() != open(out, 'rb').read(), 'a lexicon that is in use is replaced, not written over')
    t.equal(sorted(os.listdir(d)), ['link.tsv', 'own.lex', 'own.tsv'], 'nothing is left behind')


def imports(d):
    wof = 'id\ttype\ten\tsq\tsr_latn\tsr_cyrl\tother\tids\nwd:Q1\tlocality\tHoney\tMjaltë|Mjalta\t\tМед\tМёд\twd:Q1;gn:7\n' \
          'wd:Q1\tlocality\tWax\t\tÐubre\t\t\twd:Q1;gn:8\nQ5\tlocality\tNo id\n'
    r = lexicon('import', '--from', 'wof', data=wof.encode())
    rows = r.out.decode().split('\n')
    t.equal(rows[1:3], ['wd:Q1\tLOC\tGPE\tHoney\tMjaltë|Mjalta\tMed\t\trank=9', 'gn:8\tLOC\tGPE\tWax\t\tĐubre\t\trank=9'], 'a table with a header')
    t.ok(r.code == 1 and '-:4: ' in r.err, 'a row without an id: its line is named')
    cells = ['831', 'Borik', 'Borik', 'Борик,Bor', '42', '20', 'P', 'PPL', 'XK', '', '', '', '', '', '10', '', '', '', '2020-01-01']
    r = lexicon('import', '--from', 'wof', '--type', 'ORG', data='id\ten\nx:1\tWaxworks\n'.encode())
    t.equal(r.out.decode().split('\n')[1], 'x:1\tORG\t\tWaxworks\t\t\t\t', 'a table that says no types')
    r = lexicon('import', '--from', 'wof', data=gzip.compress(wof.encode())[:-9])
    t.ok(r.code == 1 and 'wd:Q1' in r.out.decode(), 'a gzip that ends early: what came out, and exit 1', r)
    r = lexicon('import', '--from', 'geonames', data=('\t'.join(cells) + '\nshort\tline\n').encode())
    t.equal(r.out.decode().split('\n')[1], 'gn:831\tLOC\tGPE\tBorik\t\t\tBor\trank=3', 'a GeoNames dump')
    t.ok(r.code == 1 and '-:2: ' in r.err, 'a line with other columns is named')
    names = os.path.join(d, 'alternateNames.txt')
    with gzip.open(names, 'wt', encoding='utf-8') as f:
        f.write('1\t831\tsr\tБорић\t\t\t\t\n2\t831\tsq\tBoriq\n3\t831\tsq\tBoriku\t1\t\t\t\n4\t831\tfr\tLe Bore\n'
                '5\t831\tsr\tStari Bor\t\t\t\t1\t\t\n6\t832\tsq\tTjetri\nbroken\n')
    r = lexicon('import', '--from', 'geonames', '--names', names, data=('\t'.join(cells) + '\n').encode())
    t.equal(r.out.decode().split('\n')[1], 'gn:831\tLOC\tGPE\tBorik\tBoriku|Boriq\tBorić\tStari Bor|Bor\trank=3',
            'alternateNames: by language, the preferred first, old ones apart')
    t.ok(r.code == 1 and 'alternateNames.txt:7: ' in r.err, 'a line of alternateNames at fault is named', r)
    entity = {'type': 'item', 'id': 'Q9', 'labels': {'en': {'value': 'Iva Iv'}, 'sr-ec': {'value': 'Ива Ив'}},
              'aliases': {'sq': [{'value': 'Iva I.'}]}, 'claims': {}}
    place = {'type': 'item', 'id': 'Q10', 'labels': {'en': {'value': 'Borik'}},
             'claims': {'P1': [{'mainsnak': {'datatype': 'globe-coordinate'}}]}}
    dump = '[\n' + json.dumps(entity) + ',\n' + json.dumps(place) + ',\n{broken,\n]\n'
    r = lexicon('import', '--from', 'wikidata', '--type', 'PER', data=dump.encode())
    t.equal(r.out.decode().split('\n')[1:3], ['wd:Q9\tPER\t\tIva Iv\tIva I.\tIva Iv\t\t', 'wd:Q10\tLOC\tGPE\tBorik\t\t\t\t'], 'a Wikidata dump')
    t.ok(r.code == 1 and '-:4: ' in r.err, 'a line that is no JSON is named')
    r = lexicon('import', '--from', 'wikidata', '--type', 'PER', data=gzip.compress(dump.replace(',\n{broken', '').encode()))
    t.ok(r.code == 0 and r.out.count(b'\n') == 3, 'a packed dump', r)
    town = dict(place, id='Q11', sitelinks={'enwiki': {}, 'sqwiki': {}})
    town['claims'] = dict(place['claims'], P1082=[{'mainsnak': {'datavalue': {'value': {'amount': '+70000'}}}}])
    rows = lexicon('import', '--from', 'wikidata', data=(json.dumps(place) + '\n' + json.dumps(town) + '\n').encode()).out
    lex = os.path.join(d, 'ranked.lex')
    t.equal(lexicon('compile', '-o', lex, '-', data=rows).code, 0, 'an import goes straight to compile')
    found = json.loads(program.iber(['names', 'lookup', '--lexicon', lex, '--to', 'jsonl', 'Borik']).out)
    t.equal([e['id'] for e in found['entries']], ['wd:Q11', 'wd:Q10'], 'of two places with one name the larger is first')
    r = lexicon('compile', '-o', lex, '-', data=rows + b'wd:Q11\tLOC\tGPE\t\tBoriku\t\t\t\n')
    found = json.loads(program.iber(['names', 'lookup', '--lexicon', lex, '--to', 'jsonl', 'Boriku']).out)
    t.equal([e['forms'] for e in found['entries']][:1], [{'en': ['Borik'], 'sq': ['Boriku']}], 'one id of two gazetteers is one entry')
    r = lexicon('compile', '-o', lex, '-', data=rows + b'wd:Q11\tPER\t\t\tBoriku\t\t\t\n')
    t.ok(r.code == 1 and 'is there already' in r.err, 'but not when it is a place here and a person there', r)
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


def labels(d):
    rows, lex = os.path.join(d, 'own.tsv'), os.path.join(d, 'own.lex')
    with open(rows, 'w', encoding='utf-8') as f:
        f.write(HEADER + 'honeyton\tLOC\tGPE\tHoneyton\tMjaltas\tMedovac\t\t\n')
    lexicon('compile', '-o', lex, rows)
    text = 'У Медовцу су пчеле и људи који о њима брину.'.encode()
    for label, norm in [('source', 'Medovac'), ('sq', 'Mjaltas'), ('sr', 'Medovac'), ('en', 'Honeyton')]:
        r = program.iber(['--lexicon', lex, '--label-lang', label, '-'], text)
        found = [e['norm'] for e in json.loads(r.out)['entities'] if e['id'] == 'honeyton']
        t.equal(found, [norm], '--label-lang ' + label)
    t.equal(program.iber(['--lexicon', lex, '--label-lang', 'fr', '-'], text).code, 2, 'no such label')


for part in (add, spellings, add_rows, imports, labels, gold, large):
    with tempfile.TemporaryDirectory() as folder:
        part(folder)
t.done()
