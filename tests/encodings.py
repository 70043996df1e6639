#!/usr/bin/env python3
"""Texts of the region in the encodings that carry them: windows of some hundred bytes, and whole texts,
must come out of the stage decode as they were written.

    encodings.py                   the articles of corpora/: all must be right
    encodings.py TEXT...           UTF-8 files of one's own: a table of what share is right, by encoding
                                   and size, and with -v each window that is wrong
"""
import os
import sys
import tempfile

import program
import tap

# name of a row: Python's codec, bytes in front
ENCODINGS = {
    'windows-1250': ('cp1250', b''), 'windows-1251': ('cp1251', b''), 'windows-1252': ('cp1252', b''),
    'ISO-8859-2': ('iso8859-2', b''), 'ISO-8859-5': ('iso8859-5', b''),
    'UTF-8': ('utf-8', b''), 'UTF-8 BOM': ('utf-8', b'\xef\xbb\xbf'),
    'UTF-16LE': ('utf-16-le', b''), 'UTF-16LE BOM': ('utf-16-le', b'\xff\xfe'),
    'UTF-16BE': ('utf-16-be', b''), 'UTF-16BE BOM': ('utf-16-be', b'\xfe\xff'),
    'UTF-32LE BOM': ('utf-32-le', b'\xff\xfe\0\0'), 'UTF-32BE BOM': ('utf-32-be', b'\0\0\xfe\xff'),
}
PLAIN = {'“': '"', '”': '"', '„': '"', '‘': "'", '’': "'", '‚': "'", '–': '-', '—': '-', '…': '...', '«': '"',
         '»': '"', '€': 'EUR', '\u00a0': ' ', '−': '-', '•': '*'}
WINDOWS = 10


def carried(text, codec):
    """The text with plain signs for those that the codec lacks; None where it lacks letters."""
    out = []
    for c in text:
        try:
            c.encode(codec)
            out.append(c)
        except UnicodeEncodeError:
            if c not in PLAIN:
                return None
            out.append(PLAIN[c])
    return ''.join(out)


def windows(text, codec, size):
    """Pieces of `size` bytes that begin at paragraphs, else at words, all over the text. size 0: whole."""
    if size == 0:
        return [text]
    chars = size // len('a'.encode(codec))
    last = len(text) - chars
    if last < 0:
        return []
    starts = [0] + [i + 1 for i, c in enumerate(text) if c == '\n' and text[i + 1:i + 2].strip()]
    starts = [i for i in starts if i <= last]
    if len(starts) < WINDOWS:
        starts = sorted(starts + [i + 1 for i in range(last) if text[i] == ' '])
    picked = sorted({starts[k * len(starts) // WINDOWS] for k in range(WINDOWS)})
    found = []
    for i in picked:
        piece = text[i:i + chars]
        while len(piece.encode(codec)) > size:
            piece = piece[:-1]
        found.append(piece)
    return found


def decoded(folder):
    """-> {name of the file: (text, encoding)} as iber reads them"""
    r = program.iber(['--until', 'decode', folder], timeout=600)
    return {x['id']: (x.get('text'), x['source']['encoding']) for x in program.records(r.out)}


def measure(texts, sizes, encodings=ENCODINGS):
    """texts: {name: text}. -> {(encoding, size): [right, all, wrong…]}"""
    table = {}
    with tempfile.TemporaryDirectory(prefix='iber-encodings-') as folder:
        wanted = {}
        for encoding, (codec, bom) in encodings.items():
            for name, text in texts.items():
                text = carried(text, codec)
                for size in sizes if text else []:
                    for piece in windows(text, codec, size):
                        wanted['%05d' % len(wanted)] = (encoding, size, name, piece)
                        with open(os.path.join(folder, '%05d' % (len(wanted) - 1)), 'wb') as f:
                            f.write(bom + piece.encode(codec))
        found = decoded(folder)
        for n, (encoding, size, name, piece) in wanted.items():
            row = table.setdefault((encoding, size), [0, 0])
            text, said = found.get(n, (None, ''))
            row[0] += text == piece
            row[1] += 1
            if text != piece:
                row.append('%s read as %s: %r' % (name, said, different(piece, text or '')))
    return table


def different(piece, text):
    at = next((i for i, (a, b) in enumerate(zip(piece, text)) if a != b), 0)
    return piece[max(0, at - 30):at + 20], text[max(0, at - 30):at + 20]


def show(paths, loud):
    texts = {os.path.basename(p): open(p, encoding='utf-8').read().replace('\r\n', '\n') for p in paths}
    sizes = [100, 200, 400, 1000, 0]
    table = measure(texts, sizes)
    print('%-14s' % 'encoding', *('%14s' % (s or 'whole') for s in sizes))
    for e in ENCODINGS:
        rows = [table.get((e, s), [0, 0]) for s in sizes]
        if any(r[1] for r in rows):
            print('%-14s' % e, *('%14s' % ('%d/%d' % tuple(r[:2])) for r in rows))
        for s, r in zip(sizes, rows):
            for wrong in r[2:] if loud else []:
                print('   ', s, wrong)


def main():
    paths = [a for a in sys.argv[1:] if a != '-v']
    if paths:
        return show(paths, '-v' in sys.argv)
    t = tap.Tap()
    texts = {os.path.basename(p): open(p, encoding='utf-8').read() for p in program.articles()}
    for (encoding, size), row in measure(texts, [200, 400, 1000, 0]).items():
        t.ok(row[0] == row[1] > 0, '%s, %s: %d texts' % (encoding, '%d bytes' % size if size else 'whole', row[1]),
             '%d are wrong\n%s' % (row[1] - row[0], '\n'.join(row[2:12])))
    t.done()


if __name__ == '__main__':
    main()
