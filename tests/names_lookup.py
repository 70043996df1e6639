"""iber names lookup: what the lexicon knows of names."""
import json
import os
import tempfile

import program
import tap

t = tap.Tap()
HEADER = 'id\ttype\tsub\ten\tsq\tsr\tmore\tnote\n'


def lookup():
    with tempfile.TemporaryDirectory() as d:
        rows, lex = os.path.join(d, 'own.tsv'), os.path.join(d, 'own.lex')
        with open(rows, 'w', encoding='utf-8') as f:
            f.write(HEADER + 'honeyton\tLOC\tGPE\tHoneyton\t\tGornji Medovac\t\t\n'
                    'izmisljen-ana\tPER\t\t\tAna Izmishlen\tAna Izmišljen\t\tsurname; invented\n'
                    'say-what\tORG\t\tSay "What"\t\t\t\t\n')
        program.iber(['lexicon', 'compile', '-o', lex, rows])

        def run(*args, data=b''):
            return program.iber(['names', 'lookup', '--lexicon', lex] + list(args), data)

        def ids(name):
            return [(e['id'], e['found']) for e in json.loads(run('--to', 'jsonl', name).out)['entries']]

        r = run('Gornjeg Medovca')
        t.equal(r.out.decode(), 'honeyton\tLOC\tGPE\ten\tHoneyton\tcase\nhoneyton\tLOC\tGPE\tsr\tGornji Medovac\tcase\n',
                'all spellings, by a case form of both words')
        for name, found in [('HONEYTON', ('honeyton', 'exact')), ('Горњи Медовац', ('honeyton', 'exact')),
                            ('Ану Измишљен', ('izmisljen-ana', 'case')), ('Ana Izmishljen', ('izmisljen-ana', 'transcribed')),
                            ('Honeytno', ('honeyton', 'nearest')), ('Honyton', ('honeyton', 'nearest')),
                            ('Honeyyton', ('honeyton', 'nearest')), ('Honevton', ('honeyton', 'nearest'))]:
            t.equal(ids(name), [found], '%s: %s' % (name, found[1]))
        r = run('--to', 'jsonl', 'Say "What"')
        t.equal(json.loads(r.out)['entries'][0]['forms'], {'en': ['Say "What"']}, 'quotes in JSON')
        r = run('Honeyton', 'Nobody', 'Ana Izmišljen')
        blocks = r.out.decode().split('\n\n')
        t.ok(r.code == 1 and len(blocks) == 2 and "'Nobody': not in the lexicon" in r.err, 'several names: the rest is done', r)

        bad = ['Honeyton', '', '\u0301\u0301', 'x' * 10000, 'Нoneyton', 'Nobody At All', 'Honeyton']
        r = run('--to', 'jsonl', data='\n'.join(bad).encode() + b'\n')
        lines = r.out.decode().split('\n')
        t.ok(r.code == 1 and len(lines) == len(bad) + 1, 'a line for each line', r)
        t.equal([n for n, l in enumerate(lines[:-1], 1) if json.loads(l)['entries']][::2], [1, 7], 'the rest is done')
        for n, why in [(2, 'empty'), (3, 'no letters'), (4, 'longer'), (5, 'Latin and Cyrillic'), (6, 'not in the lexicon')]:
            t.ok('iber: names lookup: line %d: ' % n in r.err and why in r.err, 'line %d: %s' % (n, why), r.err)
        t.equal(r.err.count('\n'), 5, 'and no other')
        r = run('--to', 'jsonl', data=b'\xff\xfe\nHoneyton\n')
        t.ok(r.code == 1 and 'line 1: this is no UTF-8' in r.err and r.out.count(b'\n') == 2, 'no UTF-8', r)
        t.equal(run('--to', 'conllu', 'Honeyton').code, 2, 'CoNLL-U is no form of entries')
        t.equal(program.iber(['names', 'lookup', '--lexicon', rows, 'Honeyton']).code, 2, 'rows are no lexicon')


lookup()
t.done()
