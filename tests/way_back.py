#!/usr/bin/env python3
"""The way back from text to source: a property on random documents, `iber source`, `--explain`.

Random documents are made of pieces that the stages change (markup, notes, crumbs, mojibake, entities,
odd blanks, bad bytes, several articles) from a fixed seed, so that a failure can be run again."""
import gzip
import io
import os
import random
import tarfile
import tempfile

import program
import tap

T = tap.Tap()
PIECES = [
    'The mill stood still.', 'Reka je nadošla, kaže Đorđe Petrović.', 'Ujësjellësi u hap në Gjakovë.',
    'Вода је стигла у Ђаковицу.', '\n', '\n\n', '\n\n\n', ' ', '  ', '\t', '\r\n', '\u00a0', '\u00ad', '\u200b',
    '\ufb01', 'ǆ', 'e\u0308', 'c\u0301', '\u2011', '# ', '## Naslov', '**', '*', '_', '<sup>1</sup>', '<sup>2</sup>',
    '[1]', '[2] http://example.org/x\\_y', '1 Read more at: <http://example.org>', '[tekst](http://a.b/c_(d))',
    '![slika](x.png)', '---', '***', 'TT', 'Read more', 'Lexo edhe: tjetër lajm', '(Reuters)', 'By Ana Primer',
    '12 maj 2024, 10:30', 'a\tb\tc', '\t\n\t<p>x</p>', 'pred-\nsednik', 'licenseplate', 'Macedonia.The', 'Ibër - Lepenc',
    'PriÅ¡tina', 'kuÄ‡a', 'Miletiæ', '&amp;', '&#269;', '&nbsp;', 'c´', 'Скопjе', '„tako”', '\ufeff', '\x00', '\x0b',
    '\ud83d', '🙂', 'A title that is printed twice for a reason', 'PRIŠTINA, 3. maj (Primer) – Vest.',
    '<div>', '</div>', '<p>', '</p>', '<br>', '<b>', '<!-- x -->', '<html>', '<script>a<b</script>', '&', '<', '>',
    '<article><h1>Naslov</h1><p>Prvi pasus je dug i ima tačku na kraju.</p></article>', 'Table of Contents', '1. Uvod\t4',
]
ENCODINGS = ['utf-8', 'utf-8', 'utf-8', 'utf-16-le', 'cp1250', 'cp1251']


def random_document(r):
    text = ''.join(r.choice(PIECES) for _ in range(r.randint(1, 120)))
    raw = text.encode(r.choice(ENCODINGS), 'surrogatepass' if r.random() < .5 else 'replace')
    for _ in range(r.choice([0, 0, 0, 1, 4])):
        at = r.randint(0, len(raw))
        raw = raw[:at] + bytes([r.randint(0, 255)]) + raw[at:]
    return raw


def document(r):
    while True:
        try:
            return random_document(r)
        except UnicodeEncodeError:
            continue


def test_random_documents():
    r = random.Random(20261121)
    bad = []
    count = 60 if program.SANITIZED else 300
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i in range(count):
            names.append(os.path.join(folder, '%03d.txt' % i))
            with open(names[-1], 'wb') as f:
                f.write(document(r))
        out = program.iber(['--keep-zones'] + names, timeout=600)
        seen = set()
        for record in program.records(out.out):
            if 'error' in record:
                seen.add(record['source']['path'])
                continue
            with open(record['source']['path'], 'rb') as f:
                bad += ['%s: %s' % (record['id'], x) for x in program.mapped_back_faults(record, f.read())]
            seen.add(record['source']['path'])
        T.equal(len(seen), count, 'every random document has a record')
    T.ok(not bad, 'between edits text and source are the same, and edits never cross', '\n'.join(bad[:5]))


def test_articles_cover_their_page():
    page = '\n\n\n'.join('Headline number %d of a page\n\nBy Ana Example\n12 May 2024\n\nA paragraph that is long enough '
                         'to be the body of an article, number %d, and ends as it should.' % (i, i) for i in range(5))
    records = program.records(program.iber(['-'], page.encode()).out)
    T.equal([r['source']['article'] for r in records], [1, 2, 3, 4, 5], 'five articles of a page')
    T.equal([r['id'] for r in records], ['-#%d' % i for i in range(1, 6)], 'ids of articles')
    ends = [r['source']['end'] for r in records]
    T.equal([r['source']['start'] for r in records], [0] + ends[:-1], 'articles lie side by side in the source')
    T.equal(ends[-1], len(page), 'the last article ends with the page')
    T.ok(not any(program.mapped_back_faults(r, page.encode()) for r in records), 'articles map back to the page')
    one = program.records(program.iber(['-o', 'extract.articles=no'], page.encode()).out)
    T.equal([r['id'] for r in one], ['-'], 'articles=no keeps the page together')
    piped = program.iber(['--until', 'extract'], page.encode()).out
    T.equal(program.iber(['--from', 'jsonl'], piped).out, program.iber([], page.encode()).out, 'articles by pipe')


def source(records, span, *more, **how):
    with tempfile.NamedTemporaryFile(suffix='.jsonl') as f:
        f.write(records)
        f.flush()
        return program.iber(['source', f.name, span] + list(more), **how)


def test_source():
    text = 'Në Gjakovë\u00a0takuan **Vjosën**.\n\nEdhe një fjali – kaq.'
    plain = text.encode()
    want = 'Gjakovë\u00a0takuan **Vjosën'.encode()
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode='w') as t:
        info = tarfile.TarInfo('in/a.md')
        info.size = len(plain)
        t.addfile(info, io.BytesIO(plain))
    files = {'a.md': plain, 'a.md.gz': gzip.compress(plain), 'a.tar': tar.getvalue(), 'wide.txt': text.encode('utf-16')}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), 'wb') as f:
                f.write(data)
            out = program.iber(['--from', 'markdown', name], cwd=folder).out
            r = program.records(out)[0]
            at = r['text'].index('Gjakovë')
            span = '%d:%d' % (at, r['text'].index('Vjosën') + len('Vjosën'))
            back = source(out, span, cwd=folder)
            expected = want.decode().encode('utf-16-le') if name == 'wide.txt' else want
            T.equal(back.out, expected, 'source of a span in %s' % name)
        with open(os.path.join(folder, 'l.jsonl'), 'wb') as f:
            f.write(b'{"text":"one two"}\n{"id":"b","text":"tri \xc2\xa0cetiri"}\n')
        out = program.iber(['l.jsonl'], cwd=folder).out
        T.equal(source(out, '0:11', 'b', cwd=folder).out, 'tri \u00a0cetiri'.encode(), 'source in the text of a JSON line')
        several = source(out, '0:3', cwd=folder)
        T.ok(several.code == 2 and 'several records' in several.err, 'several records want an id', repr(several))
        for span in ('3', '5:2', 'x:y', '0:99', '-1:2'):
            wrong = source(out, span, 'b', cwd=folder)
            T.ok(wrong.code == 2 and span in wrong.err and not wrong.out, 'a bad span %s' % span, repr(wrong))
        os.remove(os.path.join(folder, 'l.jsonl'))
        gone = source(out, '0:3', 'b', cwd=folder)
        T.ok(gone.code == 2 and 'no such file' in gone.err, 'a source that is gone', repr(gone))


def test_explain():
    bad = []
    for path in program.articles()[:4] + program.seeds()[-1:]:
        lines = program.iber(['--until', 'normalise', '--explain', path]).out.decode().split('\n')[:-1]
        records = program.records(program.iber(['--until', 'normalise', path]).out)
        with open(path, 'rb') as f:
            raw = f.read()
        edits = [(r, e) for r in records for e in r['edits']]
        if len(lines) != len(edits):
            bad.append('%s: %d lines for %d edits' % (path, len(lines), len(edits)))
        for line, (r, e) in zip(lines, edits):
            name, start, begin, end, rule, before, after = line.split('\t')
            if (name, int(start), int(begin), int(end), rule) != \
                    (r['id'], e['start'], e['source_start'], e['source_end'], e['rule']):
                bad.append(line)
            if '\\x' not in line and '\\' not in before and before.encode() != raw[int(begin):int(end)]:
                bad.append('before: ' + line)
            if '\\' not in after and after != r['text'][e['start']:e['end']]:
                bad.append('after: ' + line)
    T.ok(not bad, '--explain has a line for each edit', '\n'.join(bad[:5]))
    out = program.iber(['--explain'], 'Në\u00a0fund\u200b.\tPo\\\\'.encode()).out.decode()
    T.equal(out, '-\t2\t3\t5\tspace\t\u00a0\t \n-\t7\t9\t12\tzero-width\t\u200b\t\n', 'what --explain writes')


def test_explained_names():
    """An entity line for each entity of the record, and what it was chosen from."""
    paths = program.articles()[:6] + program.seeds()[-1:]
    lines = [l.split('\t') for l in program.iber(['--explain'] + paths).out.decode().split('\n')[:-1]]
    entities = [(r['id'], e) for r in program.records(program.iber(paths).out) for e in r['entities']]
    said = [l for l in lines if l[4] == 'entity']
    want = [[name, str(e['start']), str(e['source_start']), str(e['source_end']), 'entity', e['text'], e['type'],
             e['subtype'], e['id'], e['method'], '%.3f' % e['score']] for name, e in entities]
    T.equal([l for l in said if '\\' not in l[5]], [w for w in want if '\n' not in w[5]], '--explain: each entity')
    rivals = [l for l in lines if l[4] in ('kept', 'same', 'unlikely', 'rule', 'overlap')]
    T.ok(len({l[4] for l in rivals}) >= 4 and all(len(l) == 17 for l in rivals), '--explain: candidates of each fate')
    T.ok(all(l[9] == 'model' and float(l[13]) == 0 for l in rivals if l[4] == 'rule'),
         '--explain: rules on where names end are for the tagger')
    T.ok(all(l[14] for l in rivals if l[4] == 'kept'), '--explain: what was kept is in the output')
    T.ok(all(float(l[13]) > 0 for l in rivals if l[4] in ('kept', 'overlap')), '--explain: what was weighed gains')
    T.ok(all(float(l[13]) <= 0 for l in rivals if l[4] == 'unlikely'), '--explain: what is unlikely gains nothing')
    alone = [l for l in said if not any(k[0] == l[0] and k[4] == 'kept' and k[14:] == [l[5], l[6], l[9]]
                                                    for k in rivals)]
    T.equal({l[9] for l in alone} - {'again', 'surname', 'given', 'acronym', 'alias', 'body'}, set(),
            '--explain: only rules of the document name what nobody proposed')
    text = 'The pilot Ana Rey landed in Prizren. Rey thanked the crew of Prizren.'
    plain = program.iber(['--explain'], text.encode()).out
    piped = program.iber(['--until', 'values'], text.encode()).out
    T.equal(program.iber(['--from', 'jsonl', '--explain'], piped).out, plain, '--explain: candidates of a record')
    T.equal(program.iber(['--isolate', '--explain'], text.encode()).out, plain, '--explain --isolate')


def main():
    test_random_documents()
    test_articles_cover_their_page()
    test_source()
    test_explain()
    test_explained_names()
    T.done()


main()
