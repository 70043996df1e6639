#!/usr/bin/env python3
"""Bad inputs, bad options, a bad world: what iber says and does then. Every line that it writes is
checked against docs/record.schema.json (program.records).

    cli.py [NAME...]      all tests, or those whose name holds a NAME
"""
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import program
import tap
from program import iber, records

T = tap.Tap()
UNTIL = ['--until', 'tokenise']  # far enough, and needs no lexicon


def write(path, data):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data if isinstance(data, bytes) else data.encode('utf-8'))
    return path


def one_error(name, result, code):
    """A run with one error record, and the exit code 1."""
    errors = [r for r in records(result.out) if 'error' in r]
    good = result.code == 1 and len(errors) == 1 and errors[0]['error']['code'] == code and not result.err
    T.ok(good, name, result)
    return errors[0] if errors else None


# ---- texts

def test_empty_file():
    write('empty.txt', '')
    r = iber(['empty.txt'])
    rows = records(r.out)
    T.ok(r.code == 0 and len(rows) == 1 and rows[0]['text'] == '' and rows[0]['lang'] == 'und', 'an empty file is an empty document', r)
    for what in ('sentences', 'entities', 'zones', 'languages'):
        T.ok(rows and rows[0][what] == [], 'and has no ' + what, r)
    r = iber([])
    T.ok(r.code == 0 and len(records(r.out)) == 1, 'so is an empty stdin', r)
    r = iber(['--from', 'lines'])
    T.ok(r.code == 0 and r.out == b'', 'as lines it has no documents', r)
    r = iber(['--from', 'jsonl'])
    T.ok(r.code == 0 and r.out == b'', 'nor as JSONL', r)


def test_only_blanks():
    for data in ('\n', ' ', '\n\n \t \n', '\r\n\r\n', '\u00a0\u200b\n', '\ufeff', '\f\n\v'):
        r = iber([], data.encode())
        rows = records(r.out)
        T.ok(r.code == 0 and len(rows) == 1 and not rows[0]['text'].strip() and not rows[0]['sentences']
             and not rows[0]['tokens']['start'], 'nothing but blanks: %r' % data, r)


def test_binary():
    for name, data in (('png', b'\x89PNG\r\n\x1a\n' + bytes(100)), ('elf', b'\x7fELF' + bytes(100)),
                       ('zeros', bytes(5000)), ('pdf', b'%PDF-1.4\nxxx\n'), ('cut-gzip', b'\x1f\x8b\x08')):
        write(name, data)
        one_error('binary: ' + name, iber([name]), 'bad_archive' if name == 'cut-gzip' else 'not_text')
    write('noise', random.Random(1).randbytes(20000))
    one_error('binary: random bytes', iber(['noise']), 'not_text')
    with open(program.IBER, 'rb') as f:
        one_error('binary: the program itself', iber([], f.read(1 << 20)), 'not_text')


def bad_sequences():
    """Sequences of 2, 3 and 4 bytes, cut and bent at every byte, alone and between words."""
    for char in ('ć', 'ж', '€', '😀'):
        code = char.encode()
        broken = {code[:i] for i in range(1, len(code))} | {code[i:] for i in range(1, len(code))}
        for i in range(len(code)):
            for b in (0x00 if i else 0x80, 0x20, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf5, 0xfe, 0xff):
                broken.add(code[:i] + bytes([b]) + code[i + 1:])
        for b in sorted(broken):
            for data in (b, b'Ulica ' + b + b' u gradu', 'Ђ '.encode() + b + ' – č'.encode()):
                try:
                    data.decode('utf-8')
                except UnicodeDecodeError:
                    yield data


def test_bad_utf8():
    """Each gives valid JSON, and U+FFFD with a warning, or a code page."""
    all_data = list(bad_sequences())
    for i, data in enumerate(all_data):
        write('bad/%04d' % i, data)
    rows = records(iber(UNTIL + ['bad']).out)
    T.equal(len(rows), len(all_data), 'bad UTF-8 of 2, 3 and 4 bytes, bent at every byte: a record for each')
    bad, silent = [], []
    for data, x in zip(all_data, rows):
        if 'error' in x:
            fine = x['error']['code'] == 'not_text' and 0 in data
        elif x['source']['encoding'] == 'UTF-8':
            fine = '\ufffd' in x['text'] and 'bad_bytes' in {w['code'] for w in x['warnings']}
        else:
            fine = True
            if 'charset' not in {w['code'] for w in x['warnings']}:
                silent.append('%r read as %s' % (data, x['source']['encoding']))
        if not fine:
            bad.append('%r: %r %r' % (data, x.get('text'), x.get('error', x.get('warnings'))))
    T.ok(not bad, 'with U+FFFD and a warning, or a code page', '\n'.join(bad[:5]))
    T.ok(not silent, 'and no code page is guessed without a warning', '\n'.join(silent[:3]))
    for data in (b'\xed\xa0\x80', b'\xc0\x80', b'\xf4\x90\x80\x80', b'\xe0\x80\x80', b'\xff' * 100, b'\x80' * 100):
        r = iber(UNTIL, b'Selo ' + data + ' pored Đakovice i Čačka.\n'.encode())
        rows = records(r.out)
        T.ok(r.code == 0 and len(rows) == 1 and rows[0]['warnings'], 'never UTF-8: %r' % data[:6], r)


def test_bad_bytes_are_named():
    r = iber(UNTIL, 'Selo je pod snegom, a put je zatvoren još od jutra – kažu.'.encode() + b' \xff\n')
    rows = records(r.out)
    at = len('Selo je pod snegom, a put je zatvoren još od jutra – kažu. '.encode())
    T.ok(rows and [w['byte'] for w in rows[0]['warnings']] == [at], 'the warning names the byte', r)
    many = 'Još jedan red sa čudnim bajtom i sa našim slovima.'.encode() + b' \xff\n'
    r = iber(UNTIL, many * 1000)
    T.ok(1 <= len(records(r.out)[0]['warnings']) <= 20, 'a thousand bad bytes do not give a thousand warnings', r)


def test_nul_bytes():
    r = iber(UNTIL, b'One word \0 more or less in a line that is long enough to be a text of some kind, with words in it.\n')
    rows = records(r.out)
    T.ok(r.code == 0 and 'error' not in rows[0] and '\0' not in rows[0]['text'] and rows[0]['warnings'], 'a NUL is taken out, with a warning', r)
    r = iber(['--from', 'jsonl'] + UNTIL, b'{"text":"One word \\u0000 more or less in a line that is long enough to be a text of some kind."}\n')
    rows = records(r.out)
    T.ok(r.code == 0 and len(rows) == 1 and '\0' not in rows[0]['text'], 'also out of JSON', r)


def test_strange_texts():
    """400 kB of one thing: no crash, and time that grows as the text does, not as its square."""
    for name, text in (('marks', 'a' + '\u0301' * 99), ('letters', 'ž'), ('dots', '.'), ('dots and blanks', '. '), ('brackets', '['),
                       ('stars', '*'), ('stars and blanks', '* '), ('backslashes', '\\'), ('tags', '<sup>'), ('digits', '7'),
                       ('quotes', '"“„»'), ('open quotes', ' „a'), ('blank lines', '\n'), ('short lines', 'x\n'), ('capitals', 'BEOGRAD '),
                       ('tabs', '\t'), ('links', '[a](b'), ('commas', 'Ana, '), ('ands', 'Ministry of '), ('dates', '1.1.'),
                       ('numbers', '1 '), ('hashes', '# '), ('headings', '# x\n\n'), ('emoji', '👨\u200d👩'), ('carriage returns', '\r'),
                       ('hyphens', 'a-'), ('apostrophes', "s'"), ('joiners', '\u200b'), ('high planes', '\U000e0001\U0010ffff'),
                       ('surnames', 'Kurti '), ('persons', 'Ana Kurti i '), ('acronyms', '(ABC) '), ('table rows', '|a|b|\n'),
                       ('footnotes', 'a<sup>1</sup>\n\n1 b\n\n'), ('questions', 'a? B'), ('months', 'May '), ('euros', '€5 '),
                       ('colons', 'a: '), ('addresses', 'a@'), ('domains', 'a.com.'), ('slashes', 'http://'), ('new lines and dots', '.\n'),
                       ('words of two scripts', 'aб '), ('dotted words', 'a.b.c.d'), ('years and dots', '2011. '), ('ordinals', '5. maj '),
                       ('bare quotes', "' "), ('colons and stops', ':. '), ('small letters behind stops', 'a. b '), ('persons in Albanian', 'Agim e Besa '),
                       ('one person many times', 'Ana Anić. '), ('unknown names', 'Xyz Qwe '), ('institutions', 'Ministarstvo za '),
                       ('brackets and names', '(Ana) '), ('dashes', 'Ana – '), ('ampersands', 'A & '), ('marks in brackets', '[1]'),
                       ('escapes', '\\* '), ('images', '!['), ('underscores', '_a '), ('parts of headings', '#'), ('rules', '---\n'),
                       ('lists', '- a\n'), ('numbered lists', '1. a\n'), ('contents', 'a\t1\n'), ('captions', 'A (Reuters)\n'),
                       ('crumbs', 'TT\n'), ('long lines', 'word word word word word word word word word word word word\n'), ('initials', 'J.'), ('initials and blanks', 'A. B. '),
                       ('ellipses', '… '), ('questions and exclamations', '!? '), ('years', '2011-'), ('amounts', '$1,000,'), ('bold', '**a** '), ('quotes of two languages', 'The one. Një tjetër. ')):
        many = text.encode() * (400000 // len(text.encode()))
        try:
            r = iber(['-j', '1'], many, timeout=60 if program.SANITIZED else 3)
            T.ok(r.code == 0 and len(records(r.out)) == 1 and b'"error"' not in r.out, 'nothing but ' + name, r)
        except subprocess.TimeoutExpired:
            T.ok(False, 'nothing but ' + name, 'takes too long')
        except AssertionError as e:
            T.ok(False, 'nothing but ' + name, e)


# ---- files

def test_unreadable():
    os.symlink('nowhere', 'dangling')
    x = one_error('a link to nowhere', iber(['dangling']), 'unreadable')
    T.ok(x and x['id'] == 'dangling' and 'No such file' in x['error']['why'], 'and its name and why', x)
    one_error('a file that is not there', iber(['no-such-file.txt']), 'unreadable')
    one_error('a name that is too long', iber(['x' * 5000]), 'unreadable')
    one_error('a name that is no directory', iber(['empty-name/'] if os.path.exists('empty-name') else ['dangling/x']), 'unreadable')
    if os.geteuid() == 0:
        T.skip('a file without permission', 'root may read everything')
    else:
        os.chmod(write('closed.txt', 'x'), 0)
        one_error('a file without permission', iber(['closed.txt']), 'unreadable')


def test_the_run_goes_on():
    write('d/1.txt', 'The first one.')
    write('d/2.bin', b'\x89PNG\r\n\x1a\n')
    write('d/3.txt', 'The third one.')
    os.symlink('nowhere', 'd/4.txt')
    write('d/5.txt', 'The fifth one.')
    for jobs in ('1', '3'):
        r = iber(['-j', jobs, 'd'])
        rows = records(r.out)
        T.equal([(x['id'], x.get('error', {}).get('code', 'ok')) for x in rows],
                [('1.txt', 'ok'), ('2.bin', 'not_text'), ('3.txt', 'ok'), ('4.txt', 'unreadable'), ('5.txt', 'ok')],
                'documents behind a bad one are done, with -j ' + jobs)
        T.ok(r.code == 1 and r.err == '', 'exit 1 and nothing on stderr', r)
    r = iber(['-v', 'd'])
    lines = r.err.split('\n')
    T.ok(r.code == 1 and lines[0] == 'iber: 5 documents, 2 failed' and any('names' in l for l in lines[1:]),
         '-v: a line of counts, and the time of stages', r)


def test_directory_loop():
    write('loop/a/1.txt', 'Text.')
    os.symlink('..', 'loop/a/up')
    os.symlink('.', 'loop/self')
    rows = records(iber(['loop'] + UNTIL).out)
    T.equal([(x['id'], x.get('error', {}).get('code', 'ok')) for x in rows],
            [('a/1.txt', 'ok'), ('a/up', 'loop'), ('self', 'loop')], 'a directory that holds itself')


def test_hidden_and_devices():
    write('h/.hidden', 'x')
    write('h/seen.txt', 'x')
    os.mkfifo('h/pipe')
    r = iber(['h'] + UNTIL)
    T.equal([x['id'] for x in records(r.out)], ['seen.txt'], 'hidden files and pipes in a directory are left out')
    os.makedirs('nothing', exist_ok=True)
    r = iber(['nothing'])
    T.ok(r.code == 0 and r.out == b'', 'an empty directory has no documents', r)


def test_names_that_are_not_utf8():
    name = b'n\xe5me-\xff.txt'
    write(os.fsdecode(b'odd/' + name), 'Text.')
    r = iber(['odd'] + UNTIL)
    try:
        rows = records(r.out)
        T.ok(r.code == 0 and len(rows) == 1 and rows[0]['text'] == 'Text.', 'a file name that is not UTF-8', r)
    except AssertionError as e:
        T.ok(False, 'a file name that is not UTF-8', e)
    r = iber([os.fsdecode(b'odd/no-\xff')])
    try:
        T.ok(r.code == 1 and len(records(r.out)) == 1, 'and one that is not there', r)
    except AssertionError as e:
        T.ok(False, 'and one that is not there', e)
    for name in ('a\nb.txt', 'tab\there.txt', 'quote".txt', 'back\\slash.txt', '-dash.txt', 'ç’š.txt', '\u2028.txt'):
        write('names/' + name, 'Text.')
    r = iber(['names'] + UNTIL)
    T.equal(sorted(x['id'] for x in records(r.out)), sorted(os.listdir('names')), 'names with odd characters')
    r = iber(UNTIL + ['--', '-dash.txt'], cwd='names')
    T.ok(r.code == 0 and records(r.out)[0]['id'] == '-dash.txt', 'a name with a dash behind --', r)


def test_archives():
    text = 'Voz za Niš kasni.\n' * 2000
    write('long.txt', text)
    packed = gzip.compress(random.Random(2).randbytes(1000).hex().encode() * 50 + text.encode())
    for cut in (len(packed) - 1, len(packed) // 2, 12):
        write('cut.txt.gz', packed[:cut])
        one_error('gzip cut at %d of %d bytes' % (cut, len(packed)), iber(['cut.txt.gz']), 'bad_archive')
    bent = gzip.compress(text.encode(), compresslevel=0).replace('Niš'.encode(), 'Bač'.encode(), 1)
    write('bent.txt.gz', bent)
    r = iber(['bent.txt.gz'])
    T.ok(r.code == 1 and b'checksum' in r.out, 'gzip with a bent byte: its checksum is wrong', r)
    with tarfile.open('two.tar', 'w') as t:
        t.add('long.txt', 'a/long.txt')
        t.add('long.txt', 'b.txt')
    with open('two.tar', 'rb') as f:
        tar = f.read()
    write('cut.tar', tar[:len(text.encode()) + 1024 + 1000])
    rows = records(iber(['cut.tar'] + UNTIL).out)
    T.equal([x.get('error', {}).get('code', 'ok') for x in rows], ['ok', 'bad_archive'], 'a tar cut in its second member')
    write('stream.gz', gzip.compress(b'One.\n') + b'rubbish behind it')
    r = iber(['stream.gz'] + UNTIL)
    T.ok(r.code in (0, 1) and records(r.out), 'rubbish behind a gzip does no harm', r)
    with zipfile.ZipFile('bomb.zip', 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('zeros.txt', b'a ' * (20 << 20))
        z.writestr('small.txt', 'Small.')
    rows = records(iber(['bomb.zip', '--max-bytes', '1M'] + UNTIL).out)
    T.equal([x.get('error', {}).get('code', 'ok') for x in rows], ['too_big', 'ok'], 'a member that unpacks to too much')


def test_too_big():
    write('big.txt', 'word ' * 30000)
    write('small.txt', 'word')
    r = iber(['--max-bytes', '100k', 'big.txt', 'small.txt'] + UNTIL)
    rows = records(r.out)
    T.equal([x.get('error', {}).get('code', 'ok') for x in rows], ['too_big', 'ok'], 'a file over --max-bytes')
    T.equal(r.code, 1, 'exit 1')
    data = b'short\n' + b'x' * 2000 + b'\nshort again\n'
    rows = records(iber(['--from', 'lines', '--max-bytes', '1k'] + UNTIL, data).out)
    T.equal([x.get('error', {}).get('code', 'ok') for x in rows], ['ok', 'too_big', 'ok'], 'a line over --max-bytes')
    data = b'{"text":"a"}\n{"text":"' + b'x' * 2000 + b'"}\n{"text":"b"}\n'
    rows = records(iber(['--from', 'jsonl', '--max-bytes', '1k'] + UNTIL, data).out)
    T.equal([x.get('error', {}).get('code', 'ok') for x in rows], ['ok', 'too_big', 'ok'], 'a JSONL line over --max-bytes')


def test_no_space_in_the_arena():
    """Small texts that make large records: each gets a record or an error, and the next one is done."""
    for what, text in (('tokens', '. ' * 30000), ('escapes', '\u0085x' * 20000), ('names', 'Kurti ' * 10000)):
        r = iber(['--from', 'jsonl', '--max-bytes', '128k'], b''.join(
            json.dumps({'text': t}).encode() + b'\n' for t in (text, 'Prizren is a town.')))
        rows = records(r.out)
        T.ok(len(rows) == 2 and 'error' not in rows[1] and rows[1]['entities'] and
             rows[0].get('error', {}).get('code', 'too_big') == 'too_big', 'a large record of ' + what, r)


# ---- JSONL

def test_bad_jsonl():
    lines = [b'{"id":"a","text":"Good."}', b'not json', b'{"id":"b"}', b'[1]', b'{"id":"c","text":7}', b'{"text":"\xff"}',
             b'{"text":"cut', b'null', b'', b'   ', b'{"id":"d","text":"Good too."}']
    r = iber(['--from', 'jsonl'] + UNTIL, b'\n'.join(lines) + b'\n')
    rows = records(r.out)
    T.equal([x.get('error', {}).get('code', x['id']) for x in rows],
            ['a', 'bad_json', 'bad_record', 'bad_json', 'bad_record', 'bad_json', 'bad_json', 'bad_json', 'd'],
            'bad lines give error records, blank ones none, good ones are done')
    T.equal([x['id'] for x in rows if 'error' in x], ['-:2', 'b', '-:4', 'c', '-:6', '-:7', '-:8'], 'their ids')
    T.equal(r.code, 1, 'exit 1')
    T.equal(r.err, '', 'nothing on stderr')


def test_records_that_lie():
    """Our own records, damaged one field at a time."""
    good = records(iber([], 'Ana živi u Nišu. Ima 5 evra.\n'.encode()).out)[0]
    lies = []
    for layer in ('zones', 'languages', 'sentences', 'entities', 'edits'):
        for field in ('start', 'end', 'source_start', 'source_end'):
            for value in (-1, 10**6, 2**53, 2**70, 'x', None, 1.5, [], True):
                x = json.loads(json.dumps(good))
                if x[layer] and field in x[layer][0]:
                    x[layer][0][field] = value
                    lies.append(x)
    for column in ('start', 'end', 'norm'):
        for value in ([], [1], [10**6], ['x'], [None], 'x', 7):
            x = json.loads(json.dumps(good))
            x['tokens'][column] = value
            lies.append(x)
    for field in ('source', 'tokens', 'meta', 'stages', 'title', 'lang', 'warnings'):
        for value in (None, 7, 'x', [], {}, [7], [[]], {'a': 1}):
            x = json.loads(json.dumps(good))
            x[field] = value
            lies.append(x)
    for key in good:
        lies.append({k: v for k, v in good.items() if k != key})
    r = iber(['--from', 'jsonl'], b''.join(json.dumps(x).encode() + b'\n' for x in lies), timeout=300)
    T.ok(r.code in (0, 1) and r.out.count(b'\n') == len(lies) and not r.err, '%d damaged records: one line each, no crash' % len(lies), r)
    bad = []
    for x, line in zip(lies, r.out.split(b'\n')):
        try:
            records(line + b'\n')
        except AssertionError as e:
            bad.append(str(e)[-300:])
    T.todo(not bad, 'and each is a valid record', '%d are not\n%s' % (len(bad), '\n'.join(sorted(set(bad))[:6])))


def test_error_records_pass_through():
    out = iber(['no-such-file.txt']).out
    r = iber(['--from', 'jsonl'], out)
    T.ok(r.out == out and r.code == 1, 'an error record is written as it was read', r)


def test_meta():
    r = iber(['--from', 'jsonl'] + UNTIL, '{"id":5,"text":"a","url":"x\\u2028","n":1.0,"tags":[{"b":null}],"v":2,"lang":"xx"}\n'.encode())
    x = records(r.out)[0]
    T.equal(x['meta'], {'url': '"x\u2028"', 'n': '1.0', 'tags': '[{"b":null}]', 'v': '2', 'lang': '"xx"'}, 'other fields travel in meta')
    T.equal(x['id'], '5', 'a number as id')
    again = records(iber(['--from', 'jsonl'], r.out).out)[0]
    T.equal(again['meta'], x['meta'], 'and stay there when the record is read back')


# ---- CoNLL-U

def test_bad_conllu():
    good = '# sent_id = 1\n1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
    for name, text in (('nine columns', '1\tAna\t_\t_\t_\t_\t_\t_\t_\n\n'), ('no tab', 'Ana\n\n'), ('text', 'Just a text.\n')):
        one_error('CoNLL-U: ' + name, iber(['--from', 'conllu'], text.encode()), 'bad_conllu')
    r = iber(['--from', 'conllu', '--to', 'conllu'], ('# newdoc id = a\n' + good + '# newdoc id = b\nAna\n\n# newdoc id = c\n' + good).encode())
    T.ok(r.code == 1 and r.out.count(b'\tAna\t') == 2 and b'bad_conllu' in r.out, 'a bad part between two good ones', r)


# ---- the world

def test_closed_pipe():
    for jobs in ('1', '3'):
        p = subprocess.Popen([program.IBER, '-j', jobs] + UNTIL + [program.CORPORA + '/articles'] * 30,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        p.stdout.read(10)
        p.stdout.close()
        err = p.stderr.read()
        code = p.wait(timeout=60)
        T.ok(err == b'' and code in (0, 2, -signal.SIGPIPE), 'a closed pipe: no message, -j ' + jobs, 'exit %d %r' % (code, err))


def test_full_disk():
    if not os.path.exists('/dev/full'):
        return T.skip('full disk', 'there is no /dev/full here')
    write('f.txt', 'word. ' * 2000)
    for args in (['f.txt'], ['-j', '1', 'f.txt'], ['-j', '3', 'f.txt', 'f.txt'], ['--to', 'text', 'f.txt'], ['stages'], ['--help'], ['--version']):
        with open('/dev/full', 'wb') as full:
            p = subprocess.run([program.IBER] + args, stdout=full, stderr=subprocess.PIPE, timeout=60)
        T.ok(
            p.returncode == 2 and p.stderr.count(b'\n') == 1 and p.stderr.startswith(b'iber: cannot write the output'),
            'full disk: iber ' + ' '.join(args), 'exit %d %r' % (p.returncode, p.stderr))


def test_closed_stdout():
    write('g.txt', 'word.')
    for args in (['g.txt'], ['-j', '1', 'g.txt']):
        p = subprocess.run(['sh', '-c', '"$0" "$@" >&-', program.IBER] + args, stderr=subprocess.PIPE, timeout=60)
        T.ok(p.returncode == 2 and p.stderr.count(b'\n') == 1, 'stdout is closed: iber ' + ' '.join(args), 'exit %d %r' % (p.returncode, p.stderr))
    p = subprocess.run(['sh', '-c', '"$0" <&-', program.IBER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    T.ok(p.returncode == 1 and records(p.stdout)[0]['error']['code'] == 'unreadable', 'stdin is closed', repr(p))


def test_slow_pipe():
    """Lines are answered as they come, not when a buffer is full."""
    p = subprocess.Popen([program.IBER, '--from', 'jsonl'] + UNTIL, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for i in range(3):
        p.stdin.write(b'{"id":"%d","text":"Line."}\n' % i)
        p.stdin.flush()
        line = read_line_within(p.stdout, 20)
        if not T.ok(line.startswith(b'{"v":1,"id":"%d"' % i), 'line %d is answered before the next one comes' % i, line[:80]):
            break
    p.stdin.close()
    p.stdout.read()
    T.equal(p.wait(timeout=60), 0, 'and the end is an end')


def read_line_within(f, seconds):
    import select
    out = b''
    while select.select([f], [], [], seconds)[0]:
        part = os.read(f.fileno(), 65536)
        out += part
        if not part or out.endswith(b'\n'):
            break
    return out


# ---- the command line

def start_fault(args, *words, near=None, check=T.ok):
    """Exit 2, one line on stderr with these words in it (and the nearest known word), no output."""
    r = iber(args, b'Text.\n')
    lines = r.err.split('\n')
    good = r.code == 2 and r.out == b'' and len(lines) == 2 and lines[0].startswith('iber: ') and lines[1] == ''
    good = good and all(w in r.err for w in words) and (near is None or near in r.err)
    check(good, 'iber ' + ' '.join(args), r)


def test_start_faults():
    start_fault(['--untill', 'names'], '--untill', near='--until')
    start_fault(['--form=text'], '--form', near='--from')
    start_fault(['-x'], '-x')
    start_fault(['--until', 'tokenize'], 'tokenize', near='tokenise')
    start_fault(['--until=normalize'], 'normalize', near='normalise')
    start_fault(['--stages', 'normalise,langage'], 'langage', near='language')
    start_fault(['--stages', ''], 'no stage')
    start_fault(['--stages', 'names'], 'names', 'needs')
    start_fault(['--stages', 'normalise,normalise'], 'normalise', 'twice')
    start_fault(['--stages', 'normalise', '--until', 'names'], 'names')
    start_fault(['--from', 'jsnl'], 'jsnl', near='jsonl')
    start_fault(['--to', 'txt'], 'txt', near='text')
    start_fault(['--offsets', 'bytes'], 'bytes', near='byte')
    start_fault(['-o', 'normalise.ligature=no'], 'ligature', near="'ligatures'")
    start_fault(['-o', 'normalize.ligatures=no'], 'normalize', near='normalise')
    start_fault(['-o', 'normalise.ligatures=maybe'], 'maybe', 'yes')
    start_fault(['-o', 'ligatures'], 'ligatures')
    start_fault(['-o'], '-o')
    start_fault(['--until'], '--until')
    start_fault(['-j', '0'], '0')
    start_fault(['-j', 'many'], 'many')
    start_fault(['-j', '100000'], '100000')
    start_fault(['--max-bytes', '0'], '0')
    start_fault(['--max-bytes', '5X'], '5X')
    start_fault(['--max-bytes', '99999999999999999999G'], '--max-bytes')
    start_fault(['--max-bytes', '-5'], '-5')
    start_fault(['--lexicon', 'no-such.lex'], 'no-such.lex')
    start_fault(['--lexicon', write('bad.lex', 'IBERLEX2 but not really')], 'bad.lex')
    start_fault(['--config', 'no-such.ini'], 'no-such.ini')
    start_fault(['--config', write('bad.ini', '[iber]\nuntil\n')], 'bad.ini', '2')
    start_fault(['--config', write('bad2.ini', '[iber]\nuntill = names\n')], 'untill', near='until')
    start_fault(['--config', write('bad3.ini', '[normalise]\nligature = no\n')], 'ligature', near="'ligatures'")
    start_fault(['-o', 'tokenise.x=1'], 'tokenise', 'no options')
    for command in ('match', 'base'):
        start_fault(['names', command, 'a.txt'], 'names ' + command, 'stdin')
    start_fault(['--config', write('loop.ini', '[iber]\nconfig = loop.ini\n')], 'loop.ini')
    start_fault(['--verbose=yes'], '--verbose')
    start_fault(['--keep-zone'], '--keep-zone', near='--keep-zones')


def test_help():
    for args in (['--help'], ['-h'], ['--version'], ['stages']):
        r = iber(args)
        T.ok(r.code == 0 and r.out and r.err == '' and all(len(l) <= 100 for l in r.out.decode().split('\n')), 'iber ' + args[0], r)
    text = iber(['--help']).out.decode()
    for word in ('--from', '--to', '--stages', '--until', '-o ', '--config', '-j', '--lexicon', '--max-bytes', '--offsets', '--files', '--keep-zones'):
        T.ok(word in text, '--help names ' + word)


def test_config():
    write('one.ini', '; a comment\n[iber]\nuntil = normalise\nto = text\n[normalise]\nligatures = no\n')
    r = iber(['--config', 'one.ini'], 'ﬁlm\u00a0e\u0301\n'.encode())
    T.equal(r.out.decode(), 'ﬁlm é\n', 'options from a file')
    r = iber(['--config', 'one.ini', '-o', 'normalise.ligatures=yes'], 'ﬁlm\n'.encode())
    T.equal(r.out.decode(), 'film\n', 'what comes later wins')
    write('two.ini', '[iber]\nconfig = one.ini\nkeep-zones = yes\n')
    r = iber(['--config', 'two.ini'], 'ﬁlm\n'.encode())
    T.equal(r.out.decode(), 'ﬁlm\n', 'a file that names a file')


def test_offsets():
    text = 'Đorđe 😀 živi u Nišu.\n'
    base = records(iber([], text.encode()).out)[0]
    for unit, code in (('byte', 'utf-8'), ('utf16', 'utf-16-le')):
        r = iber(['--offsets', unit], text.encode())
        x = records(r.out, offsets=unit)[0]
        width = 2 if unit == 'utf16' else 1
        whole = x['text'].encode(code)
        got = [whole[e['start'] * width:e['end'] * width].decode(code) for e in x['entities']]
        T.equal(got, [e['text'] for e in base['entities']], 'entities by --offsets ' + unit)
        got = [whole[a * width:b * width].decode(code) for a, b in zip(x['tokens']['start'], x['tokens']['end'])]
        want = [base['text'][a:b] for a, b in zip(base['tokens']['start'], base['tokens']['end'])]
        T.equal(got, want, 'tokens by --offsets ' + unit)


def test_records_do_not_depend_on_those_before():
    """What a worker keeps of words it has seen changes no record."""
    paths = program.articles()
    together = list(records(iber(['-j', '1'] + paths).out))
    T.equal(together, [r for p in paths for r in records(iber([p]).out)], 'articles one by one and together')
    back = list(records(iber(['-j', '1'] + paths[::-1]).out))
    T.equal(sorted(back, key=lambda r: r['id']), sorted(together, key=lambda r: r['id']), 'and in the other order')


def main():
    folder = tempfile.mkdtemp(prefix='iber-cli-')
    os.chdir(folder)
    try:
        for name, test in list(globals().items()):
            if name.startswith('test_') and (len(sys.argv) < 2 or any(a in name for a in sys.argv[1:])):
                try:
                    test()
                except Exception as e:
                    import traceback
                    T.ok(False, name, traceback.format_exc())
    finally:
        os.chdir('/')
        shutil.rmtree(folder)
    T.done()


if __name__ == '__main__':
    main()
