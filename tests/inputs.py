#!/usr/bin/env python3
"""What comes as a WARC, a WET, a dump, a JSON file, packed or damaged: which documents, which ids, where
they lie in the file. The files are made here.

    inputs.py [NAME...]      all tests, or those whose name holds a NAME
"""
import gzip
import io
import json
import lzma
import os
import shutil
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib

import program
import tap
from program import iber, records

T = tap.Tap()
UNTIL = ['--until', 'decode']
DATE = '2024-05-12T10:11:12Z'


def write(path, data):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data if isinstance(data, bytes) else data.encode('utf-8'))
    return path


def told(rows):
    """id and text of each, or the word of its fault"""
    return [(r['id'], r['error']['code'] if 'error' in r else r['text']) for r in rows]


def run(args, data=b'', code=0):
    r = iber(UNTIL + args, data)
    if r.code != code or r.err:
        T.ok(False, 'iber ' + ' '.join(args), r)
    return records(r.out)


# ---- WARC

def warc(kind, uri, body, media='application/http; msgtype=response', length=None, version='1.0', end='\r\n'):
    head = ['WARC/' + version, 'WARC-Type: ' + kind, 'WARC-Date: ' + DATE, 'Content-Type: ' + media,
            'Content-Length: %s' % (len(body) if length is None else length)]
    if uri:
        head.insert(2, 'WARC-Target-URI: ' + uri)
    return (end.join(head) + end * 2).encode() + body + (end * 2).encode()


def http(body, media='text/html; charset=utf-8', status='200 OK', more=()):
    head = ['HTTP/1.1 ' + status] + (['content-type: ' + media] if media else []) + list(more)
    return ('\r\n'.join(head) + '\r\n\r\n').encode() + body


def response(uri, body, *args, **more):
    return warc('response', uri, http(body, *args, **more))


INFO = warc('warcinfo', None, b'software: none\r\n', 'application/warc-fields')


def test_warc():
    page = '<p>Moti në Gjakovë.</p>'.encode()
    file = (INFO + warc('request', 'http://a.example/', b'GET / HTTP/1.1\r\n\r\n', 'application/http; msgtype=request')
            + response('http://a.example/', page)
            + response('http://a.example/x.png', b'\x89PNG\r\n\x1a\n', 'image/png')
            + response('http://a.example/no', b'gone', status='404 Not Found')
            + response('http://a.example/style.css', b'p {}', 'text/css')
            + warc('revisit', 'http://a.example/', http(b''))
            + warc('metadata', 'http://a.example/', b'a: b\r\n', 'text/plain')
            + warc('resource', 'http://a.example/t.txt', 'Voz kasni.'.encode(), 'text/plain'))
    expected = [('http://a.example/', page.decode()), ('http://a.example/t.txt', 'Voz kasni.')]
    write('a.warc', file)
    rows = run(['a.warc'])
    T.equal(told(rows), expected, 'a WARC: pages and resources that are text, by their addresses')
    T.equal([(r['source']['path'], r['source']['media']) for r in rows],
            [('a.warc', 'text/html'), ('a.warc', 'text/plain')], 'their file and media type')
    T.equal([r['meta'] for r in rows], [{'url': json.dumps(r['id']), 'fetched': json.dumps(DATE)} for r in rows],
            'meta says from where and when')
    T.equal([file[r['source']['start']:r['source']['end']].decode() for r in rows], [t for _, t in expected],
            'and they know where they stand in the file')
    r = iber(UNTIL + ['-v', 'a.warc'])
    T.ok(r.err.startswith('iber: 2 documents, 0 failed, 7 WARC records passed over\n'), '-v counts what was passed over', r)
    write('no-name', file)
    T.equal(told(run(['no-name'])), expected, 'told by its first bytes')
    T.equal(told(run([], file)), expected, 'also on stdin')
    for name, pack in (('a.warc.gz', gzip.compress), ('a.warc.xz', lzma.compress)):
        write(name, pack(file))
        T.equal(told(run([name])), expected, name)
    each = b''.join(gzip.compress(part) for part in (INFO, response('http://a.example/', page),
                                                    warc('resource', 'http://a.example/t.txt', b'Voz kasni.', 'text/plain')))
    write('each.warc.gz', each)
    T.equal(told(run(['each.warc.gz'])), expected, 'a gzip member for each record')
    with zipfile.ZipFile('w.zip', 'w') as z:
        z.write('a.warc', 'in/a.warc')
    T.equal(told(run(['w.zip'])), expected, 'a WARC in a zip')
    T.equal([x['id'] for x in run(['--from', 'text', 'a.warc'])], ['a.warc'], '--from text takes it as it is')


def test_warc_versions():
    for end in ('\r\n', '\n'):
        for version in ('1.0', '1.1'):
            data = warc('conversion', 'http://b.example/', 'Text.'.encode(), 'text/plain', version=version, end=end) * 2
            T.equal(told(run([], data)), [('http://b.example/', 'Text.')] * 2, 'WARC/%s with line ends %r' % (version, end))
    data = warc('conversion', '<http://b.example/>', b'Text.', 'text/plain').replace(b'WARC-Type', b'warc-TYPE')
    T.equal(told(run([], data)), [('http://b.example/', 'Text.')], 'names of headers in any case, address in < >')


def test_wet():
    texts = ['Lajme nga Tirana.\nRreshti i dytë.\n', '', 'Вести из Ниша.']
    wet = INFO + b''.join(warc('conversion', 'http://c.example/%d/' % i, t.encode(), 'text/plain') for i, t in enumerate(texts))
    write('x.warc.wet.gz', gzip.compress(wet))
    rows = run(['x.warc.wet.gz'])
    T.equal(told(rows), [('http://c.example/%d/' % i, t) for i, t in enumerate(texts)], 'a WET: a document for each conversion')
    T.equal([wet[r['source']['start']:r['source']['end']].decode() for r in rows], texts, 'and its place, unpacked')


def test_warc_bodies():
    page = ('<p>' + 'Duga priča o vozu. ' * 500 + '</p>').encode()
    parts = [page[i:i + 1000] for i in range(0, len(page), 1000)]
    chunked = b''.join(b'%x;x=y\r\n%s\r\n' % (len(p), p) for p in parts) + b'0\r\n\r\n'
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = raw.compress(page) + raw.flush()
    bodies = [('chunked', chunked, ['Transfer-Encoding: chunked']),
              ('chunked in name only', page, ['Transfer-Encoding: chunked']),
              ('gzip', gzip.compress(page), ['Content-Encoding: gzip']),
              ('gzip in name only', page, ['Content-Encoding: gzip']),
              ('deflate', zlib.compress(page), ['Content-Encoding: deflate']),
              ('deflate without its header', raw, ['Content-Encoding: deflate']),
              ('gzip in chunks', b'%x\r\n%s\r\n0\r\n\r\n' % (len(gzip.compress(page)), gzip.compress(page)),
               ['Transfer-Encoding: Chunked', 'Content-Encoding: x-gzip'])]
    data = b''.join(response('http://d.example/' + n.replace(' ', '-'), b, more=h) for n, b, h in bodies)
    for (name, _, _), r in zip(bodies, run([], data)):
        T.equal(r.get('text', r.get('error')), page.decode(), 'a body that is ' + name)
        if 'only' not in name:
            T.equal((r['source']['start'], r['source']['end']), (0, len(page)), 'places count what came out')
    bad = [('br', b'\x0b\x02', ['Content-Encoding: br'], 'bad_encoding', 'br'),
           ('cut gzip', gzip.compress(page)[:60], ['Content-Encoding: gzip'], 'bad_archive', 'packed'),
           ('cut chunks', chunked[:2500], ['Transfer-Encoding: chunked'], 'bad_archive', 'chunks'),
           ('bomb', gzip.compress(bytes(3 << 20)), ['Content-Encoding: gzip'], 'too_big', '--max-bytes')]
    data = b''.join(response('http://d.example/' + n, b, more=h) for n, b, h, _, _ in bad) + response('http://d.example/ok', b'x')
    rows = run(['--max-bytes', '1M'], data, code=1)
    T.equal([r.get('error', {}).get('code', r.get('text')) for r in rows], [c for _, _, _, c, _ in bad] + ['x'], 'bodies that cannot be undone')
    T.ok(all(w in r['error']['why'] for r, (_, _, _, _, w) in zip(rows, bad)), 'each says why', rows)


def test_damaged_warc():
    good = [warc('conversion', 'http://e.example/%d' % i, b'Text %d.' % i, 'text/plain') for i in range(3)]
    fine = [('http://e.example/%d' % i, 'Text %d.' % i) for i in range(3)]

    def check(name, data, expected):
        T.equal(told(run([], data, code=1)), expected, name)

    short = warc('conversion', 'http://e.example/s', b'Longer text than it says.', 'text/plain', length=6)
    check('a Content-Length that is too small', good[0] + short + good[1], [fine[0], ('http://e.example/s', 'bad_archive'), fine[1]])
    long = warc('conversion', 'http://e.example/l', b'Short.', 'text/plain', length=60)
    check('one that is too big', good[0] + long + good[1] + good[2], [fine[0], ('http://e.example/l', 'bad_archive'), fine[2]])
    check('the last record is cut', good[0] + good[1][:-8], [fine[0], ('http://e.example/1', 'bad_archive')])
    check('the last record is cut, though nobody wants it', good[0] + INFO[:-9], [fine[0], ('-:2', 'bad_archive')])
    none = good[1].replace(b'Content-Length: 7', b'X: 7')
    check('no Content-Length', good[0] + none + good[2], [fine[0], ('-:2', 'bad_archive'), fine[2]])
    for length in ('-1', '99999999999999999999999', '0x10', '7 7', ''):
        one = good[1].replace(b'Content-Length: 7', b'Content-Length: ' + length.encode())
        check('Content-Length: ' + length, good[0] + one + good[2], [fine[0], ('-:2', 'bad_archive'), fine[2]])
    huge = warc('conversion', 'http://e.example/h', b'x', 'text/plain', length=10**15)
    check('a Content-Length of a petabyte', good[0] + huge + good[1], [fine[0], ('http://e.example/h', 'bad_archive')])
    check('dirt between two records', good[0] + b'dirt\nmore dirt\n' + good[1], [fine[0], ('-:1', 'bad_archive'), fine[1]])
    check('a header that another record interrupts', good[0] + b'WARC/1.0\r\nWARC-Type: conversion\r\n' + good[1],
          [fine[0], ('-:2', 'bad_archive'), fine[1]])
    check('a header without an end', good[0] + b'WARC/1.0\r\n' + b'X: y\r\n' * 100000 + good[1], [fine[0], ('-:2', 'bad_archive'), fine[1]])
    check('a header of one endless line', good[0] + b'WARC/1.0\r\n' + b'X' * 600000 + b'\r\n' + good[1],
          [fine[0], ('-:2', 'bad_archive'), fine[1]])
    check('not a WARC at all', b'WARC/1.', [('-:1', 'bad_archive')])
    packed = gzip.compress(b''.join(good))
    write('cut.warc.gz', packed[:-12])
    rows = run(['cut.warc.gz'], code=1)
    T.equal([r.get('error', {}).get('code', 'ok') for r in rows][-1], 'bad_archive', 'a packed one that is cut')
    no_end = warc('response', 'http://e.example/r', b'HTTP/1.1 200 OK\r\nContent-Type: text/html')
    T.equal(told(run([], good[0] + no_end + good[1])), fine[:2], 'HTTP headers without an end are passed over')


def test_many_records():
    n = 20000 if program.SANITIZED else 200000
    start = time.time()
    r = iber(['--until', 'decode', '--to', 'text'], warc('resource', 'http://f.example/', b'x', 'text/plain') * n)
    T.ok(r.code == 0 and r.out == b'x\n' * n, 'many small records', r)
    for name, data in (('headers without an end', b'WARC/1.0\n'), ('records without a length', b'WARC/1.0\n\n'),
                       ('dirt', b'x\nWARC/1.1\r\n'), ('documents of a dump', b'<doc id="">x</doc>'), ('open documents', b'<doc id="">\n'),
                       ('signs', b'<'), ('empty objects', b'{}'), ('open brackets', b'['), ('open braces', b'{"a":')):
        word = 'warc' if b'WARC' in data else 'dump' if b'<' in data else 'json'
        many = (data if word != 'dump' or b'doc' in data else b'<doc id="1">' + data) + data * (n // 2)
        r = iber(['--from', word, '--until', 'decode'], many)
        T.ok(r.code in (0, 1) and (r.out or name == 'open brackets') and not r.err, 'nothing but ' + name, r)
    T.ok(time.time() - start < (300 if program.SANITIZED else 60), 'in a time that grows with their number', time.time() - start)


# ---- dumps

def test_dump():
    texts = ['Prizren\n\nPrizren is a town.\n', 'Ниш\n\nНиш је град. 3 < 4 & <b>x</b>\n', '']
    dump = ''.join('<doc id="%d" url="https://g.example/?curid=%d&amp;x=1" title="T %d">\n%s</doc>\n\n' % (i, i, i, t)
                   for i, t in enumerate(texts)).encode()
    write('wiki_00', dump)
    rows = run(['wiki_00'])
    T.equal(told(rows), [(str(i), t) for i, t in enumerate(texts)], 'a dump: a document for each <doc>')
    T.equal([r['title'] for r in rows], ['T 0', 'T 1', 'T 2'], 'its title')
    T.equal([json.loads(r['meta']['url']) for r in rows], ['https://g.example/?curid=%d&x=1' % i for i in range(3)], 'its address')
    T.equal([dump[r['source']['start']:r['source']['end']].decode() for r in rows], texts, 'and its place')
    T.equal(told(run([], dump)), told(rows), 'on stdin')
    write('wiki_00.gz', gzip.compress(dump))
    T.equal(told(run(['wiki_00.gz'])), told(rows), 'packed')
    r = records(iber(['wiki_00']).out)[0]
    T.ok(r['sentences'] and r['meta'], 'and through the whole chain', r)
    one = b'<doc id="7" url="" title=""Heroes" (song) -> x">text</doc><doc id="8">more</doc>'
    rows = run(['--from', 'dump'], one)
    T.equal([(r['id'], r['title'], r['text']) for r in rows], [('7', '"Heroes" (song) -> x', 'text'), ('8', '', 'more')],
            'quotes in a title, all on one line')
    rows = run([], b'<doc id="1">\na\n<doc id="2">\nb\n</doc>\nrubbish\n<doc id="3" title="\n<doc id="4">\nd\n</doc>\n<doc id="5">\ncut', code=1)
    T.equal(told(rows), [('1', 'bad_record'), ('2', 'b\n'), ('-:3', 'bad_record'), ('-:4', 'bad_record'), ('4', 'd\n'), ('5', 'bad_record')],
            'a damaged dump')
    T.equal(told(run(['--max-bytes', '1k'], b'<doc id="1">\n' + b'x' * 2000 + b'</doc>\n<doc id="2">\nb</doc>', code=1)),
            [('1', 'too_big'), ('2', 'b')], 'a document that is too big')


# ---- JSON

def test_json_files():
    objects = [{'id': 'a', 'text': 'One {"} \\ [.'}, {'text': 'Dva č.'}, {'text': 'x', 'n': {'m': ['}']}}]
    expected = [('a', 'One {"} \\ [.'), ('x.json:2', 'Dva č.'), ('x.json:3', 'x')]
    for name, text in (('an array', json.dumps(objects)), ('a pretty one', json.dumps(objects, indent=4, ensure_ascii=False)),
                       ('one behind the other', ' '.join(json.dumps(o) for o in objects)),
                       ('lines', '\n'.join(json.dumps(o) for o in objects)), ('with a byte order mark', '\ufeff' + json.dumps(objects))):
        T.equal(told(run([write('x.json', text)])), expected, 'a JSON file: ' + name)
    T.equal(told(run([write('x.json', json.dumps(objects[0], indent=2))])), expected[:1], 'one object over several lines')
    T.equal(told(run([], json.dumps(objects, indent=2).encode()))[0], expected[0], 'an array on stdin')
    T.equal(told(run([], b'[1] A note.'))[0][1], '[1] A note.', 'a text that begins with a bracket is no array')
    T.equal(told(run([write('x.json', '[{"text":"a"}, 7, "x"]\n{"text":"b"}\n[{"text":"c')], code=1)),
            [('x.json:1', 'a'), ('x.json:2', 'bad_json'), ('x.json:3', 'b'), ('x.json:4', 'bad_json')], 'what is no object, and a cut file')
    T.equal(told(run(['--max-bytes', '1k', write('x.json', json.dumps([{'text': 'x' * 2000}, {'text': 'b'}]))], code=1)),
            [('x.json:1', 'too_big'), ('x.json:2', 'b')], 'an object that is too big')


def test_json_keys():
    line = {'doc': {'body': [{'t': 'no'}, {'t': 'Tekst.'}], 'k': 1}, 'meta.id': 17, 'head': {'t': 'Naslov'}, 'when': '2024-05-12', 'id': 'x'}
    keys = ['--from', 'jsonl', '--text-key', 'doc.body.1.t', '--id-key', 'meta\\.id', '--title-key', 'head.t', '--date-key', 'when']
    r = run(keys, json.dumps(line).encode())[0]
    T.equal((r['id'], r['text'], r['title']), ('17', 'Tekst.', 'Naslov'), 'text, id and title by key paths')
    T.equal({k: json.loads(v) for k, v in r['meta'].items()},
            {'published': '2024-05-12', 'doc': {'body': [{'t': 'no'}, {}], 'k': 1}, 'head': {'t': 'Naslov'}, 'when': '2024-05-12', 'id': 'x'},
            'the other fields in meta, the text not a second time')
    T.equal((r['source']['start'], r['source']['end']), (0, 6), 'places are those of the text')
    for path in ('doc.body.2.t', 'doc.body.x.t', 'doc.body.-1.t', 'nothing', 'doc', '', 'doc..body', 'doc.body.1.t.u'):
        x = run(['--from', 'jsonl', '--text-key', path], json.dumps(line).encode(), code=1)[0]
        T.ok(x['error']['code'] == 'bad_record' and '`%s`' % path in x['error']['why'], 'no text at %r' % path, x)
    r = run(['--from', 'jsonl', '--text-key', 'content', '--date-key', 'published'], b'{"content":"a","text":"b","published":"2020"}')[0]
    T.equal((r['text'], r['meta']), ('a', {'text': '"b"', 'published': '"2020"'}), 'another field called text is a field like others')
    whole = iber(['--from', 'jsonl', '--text-key', 'a', '--title-key', 't'], b'{"a":"Vjosa Osmani ishte aty.","t":"Naslov"}')
    T.equal(records(whole.out)[0]['title'], 'Naslov', 'a title that came stays where the text has none')
    again = iber(['--from', 'jsonl', '--text-key', 'a'], whole.out)
    T.equal(again.out, whole.out, 'records of iber are read as before')


# ---- archives

def office(name, first, *others):
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:
        for path, data in (first,) + others:
            z.writestr(path, data, zipfile.ZIP_STORED if path == 'mimetype' else None)
    return write(name, b.getvalue())


def test_not_text():
    xml = '<?xml version="1.0"?><Types/>'
    office('a.docx', ('[Content_Types].xml', xml), ('_rels/.rels', xml), ('word/document.xml', xml))
    office('b.docx', ('_rels/.rels', xml), ('word/document.xml', xml), ('[Content_Types].xml', xml))
    office('a.xlsx', ('[Content_Types].xml', xml), ('xl/workbook.xml', xml))
    office('a.odt', ('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', xml))
    office('a.epub', ('mimetype', 'application/epub+zip'), ('x.xhtml', xml))
    for name, data in (('a.pdf', b'%PDF-1.4\n1 0 obj\n<< /Title (all ASCII) >>\n'), ('b.pdf', b'\xef\xbb\xbf\n%PDF-1.7\n'),
                       ('a.jpg', b'\xff\xd8\xff\xe0\0\x10JFIF\0'), ('a.png', b'\x89PNG\r\n\x1a\n'), ('a.gif', b'GIF89a'),
                       ('a.webp', b'RIFF\x10\0\0\0WEBPVP8 '), ('a.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(500)),
                       ('a.rtf', b'{\\rtf1\\ansi Plain letters.}'), ('a.ps', b'%!PS-Adobe-3.0\n'), ('a.elf', b'\x7fELF\x02\x01\x01'),
                       ('a.db', b'SQLite format 3\0'), ('a.mp3', b'ID3\x03\0\0\0'), ('a.mp4', b'\0\0\0\x18ftypmp42')):
        write(name, data)
    for name, words in (('a.docx', 'Word'), ('b.docx', 'Word'), ('a.xlsx', 'Excel'), ('a.odt', 'OpenDocument text'), ('a.epub', 'EPUB'),
                        ('a.pdf', 'a PDF'), ('b.pdf', 'a PDF'), ('a.jpg', 'JPEG'), ('a.png', 'PNG'), ('a.gif', 'GIF'), ('a.webp', 'WebP'),
                        ('a.doc', 'Office'), ('a.rtf', 'RTF'), ('a.ps', 'PostScript'), ('a.elf', 'program'), ('a.db', 'SQLite'),
                        ('a.mp3', 'MP3'), ('a.mp4', 'MP4')):
        x = run([name], code=1)
        T.ok(len(x) == 1 and x[0]['error']['code'] == 'not_text' and words in x[0]['error']['why'], '%s is called by its name' % name, x)
    for text in ('PDF-1.4 is a format', 'GIF8 is no word', 'ID3 tags', 'RIFF and raff', 'BZh is nothing', 'PK Partizan', '%! and so on', 'MZ'):
        T.equal(told(run([], text.encode())), [('-', text)], 'a text: ' + text)


def test_archives_within():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, 'w') as z:
        z.writestr('x.txt', 'x')
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode='w') as t:
        t.addfile(tarfile.TarInfo('y.txt'))
    with zipfile.ZipFile('outer.zip', 'w') as z:
        z.writestr('a.txt', 'a')
        z.writestr('in.zip', inner.getvalue())
        z.writestr('in.tar', tar.getvalue())
        z.writestr('in.gz', gzip.compress(b'x'))
        with open(office('in.docx', ('[Content_Types].xml', 'x' * 50), ('word/document.xml', 'x')), 'rb') as f:
            z.writestr('in.docx', f.read())
        z.writestr('b.txt', 'b')
    rows = run(['outer.zip'], code=1)
    T.equal([(r['id'], r.get('text', r.get('error', {}).get('why'))) for r in rows],
            [('outer.zip/a.txt', 'a'), ('outer.zip/in.zip', 'a zip archive inside an archive (iber unpacks one level)'),
             ('outer.zip/in.tar', 'a tar archive inside an archive (iber unpacks one level)'),
             ('outer.zip/in.gz', 'a gzip file inside an archive (iber unpacks one level)'),
             ('outer.zip/in.docx', 'this is a Word document (docx)'), ('outer.zip/b.txt', 'b')], 'archives within an archive')
    write('twice.gz', gzip.compress(gzip.compress(b'x')))
    T.equal(told(run(['twice.gz'], code=1)), [('twice.gz', 'not_text')], 'gzip within gzip')


def test_bombs():
    zeros = gzip.compress(bytes(300 << 20), 9)
    lines = gzip.compress(b'\n' * (300 << 20), 9)
    write('a/bomb.gz', lzma.compress(bytes(300 << 20)))
    with zipfile.ZipFile('a/flat.zip', 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for i in range(12):
            z.writestr('%d.txt' % i, bytes(20 << 20))
    with tarfile.open('a/tar.tar.xz', 'w:xz') as t:
        for i in range(3):
            info = tarfile.TarInfo('%d.txt' % i)
            info.size = 100 << 20
            t.addfile(info, io.BytesIO(bytes(info.size)))
    write('a/x.txt', 'The run goes on.')
    start = time.time()
    rows = run(['--max-bytes', '64M', 'a'], code=1)
    bombs = [r for r in rows if 'error' in r and '1000 times' in r['error']['why']]
    T.ok(all(r['error']['code'] == 'too_big' for r in bombs), 'bombs are too big', rows)
    T.ok({'tar.tar.xz'} <= {r['id'].split('/')[0] for r in bombs}, 'and the limit is named', [r.get('error') for r in rows])
    T.equal(rows[-1].get('text'), 'The run goes on.', 'the run goes on')
    T.ok(time.time() - start < 60, 'bombs do not take long', time.time() - start)
    write('zeros.gz', zeros)
    T.equal([r['error']['code'] for r in run(['zeros.gz'], code=1)], ['too_big'], 'a gzip of zeros')
    write('lines.gz', lines)
    r = iber(UNTIL + ['--from', 'jsonl', 'lines.gz'])
    T.ok(r.code == 1 and '1000 times' in r.out.decode(), 'a gzip of empty lines', r)


def test_many_members():
    n = 3000
    with zipfile.ZipFile('many.zip', 'w') as z:
        for i in range(n):
            z.writestr('%d.txt' % i, 'x')
    rows = run(['many.zip'])
    T.equal([r['id'] for r in rows], ['many.zip/%d.txt' % i for i in range(n)], 'an archive of many members')


def test_gzip_checks():
    text = ('Voz za Niš kasni.\n' * 3000).encode()
    packed = gzip.compress(text)
    for name, data in (('a checksum', packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:]), ('a length', packed[:-1] + bytes([packed[-1] ^ 1])),
                       ('the checksum of the first of two', packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:] + packed)):
        x = run([write('bad.txt.gz', data)], code=1)
        T.ok(len(x) == 1 and x[0]['error']['code'] == 'bad_archive', 'gzip with a bit wrong in ' + name, x)
    for name, data in (('two members', packed + packed), ('zeros behind', packed + packed + bytes(1000)), ('dirt behind', packed + packed + b'\x1fdirt')):
        T.equal([r.get('text') for r in run([write('good.txt.gz', data)])], [(text * 2).decode()], 'gzip with ' + name)
    with tarfile.open('t.tar.gz', 'w:gz') as t:
        t.add(write('in.txt', text), 'in.txt')
    with open('t.tar.gz', 'rb') as f:
        data = bytearray(f.read())
    T.equal([r['id'] for r in run(['t.tar.gz'])], ['t.tar.gz/in.txt'], 'a tar in gzip')
    T.equal([r['id'] for r in run([], bytes(data))], ['-/in.txt'], 'and through a pipe')


def test_media():
    for name, media in (('noname', 'text/plain'), ('a.html', 'text/html'), ('a.htm', 'text/html'), ('a.md', 'text/markdown'), ('a.txt', 'text/plain'),
                        ('a.html.gz', 'text/html')):
        data = b'Text.'
        write(name, gzip.compress(data) if name.endswith('.gz') else data)
        T.equal(run([name])[0]['source']['media'], media, 'media type of ' + name)


def test_odd_names():
    with zipfile.ZipFile('odd.zip', 'w') as z:
        for name in ('../up.txt', '/abs.txt', 'a\x01b.txt', 'ç’š.txt', ' ', 'x' * 3000, 'back\\slash.txt'):
            z.writestr(name, 'x')
    rows = run(['odd.zip'])
    T.ok(len(rows) == 7 and all(r['text'] == 'x' for r in rows), 'odd names of members', [r['id'] for r in rows])


def main():
    folder = tempfile.mkdtemp(prefix='iber-inputs-')
    os.chdir(folder)
    try:
        for name, test in list(globals().items()):
            if name.startswith('test_') and (len(sys.argv) < 2 or any(a in name for a in sys.argv[1:])):
                try:
                    test()
                except Exception:
                    import traceback
                    T.ok(False, name, traceback.format_exc())
    finally:
        os.chdir('/')
        shutil.rmtree(folder)
    T.done()


if __name__ == '__main__':
    main()
