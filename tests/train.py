#!/usr/bin/env python3
"""iber-train: models of small corpora made here; the same file each time; bad files and arguments."""
import os
import struct
import subprocess
import tempfile

from tap import Tap

TRAIN = os.path.join(os.path.dirname(os.environ['IBER']), 'iber-train')
LEXICONS = os.path.join(os.path.dirname(os.environ['IBER']), 'lexicons')
HEADER = struct.Struct('<8sQ16sIIIIfI')
tap = Tap()


def train(*args):
    p = subprocess.run([TRAIN, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def rows(path):
    """The rows of a model that are not free, as tuples of bytes; the last byte is a check."""
    data = open(path, 'rb').read()
    _, _, _, bits, width, labels, provenance, _, _ = HEADER.unpack_from(data)
    at = (HEADER.size + labels + provenance + 63) // 64 * 64
    cells = data[at:]
    assert len(cells) == width << bits
    return [tuple(cells[k:k + width]) for k in range(0, len(cells), width) if cells[k + width - 1]]


def classes(folder):
    vectors, out = os.path.join(folder, 'vectors.txt'), os.path.join(folder, 'classes.model')
    with open(vectors, 'w', encoding='utf-8') as f:
        for word in ('lemon', 'Plum', 'çaj', 'крушка'):
            f.write(word + ' 1 0.5 0\n')
        for word in ('ministër', 'sudija', 'mayor'):
            f.write(word + ' 0 -0.5 2\n')
        f.write('zero 0 0 0\n1999 1 0.5 0\n, 1 0.5 0\nshort 1\nplum 0 -0.5 2\n')
    code, said, wrong = train('classes', '-o', out, vectors)
    tap.equal((code, wrong), (0, ''), 'classes are made')
    tap.ok('7 of 8 words' in said, 'no vector of length 0, number, mark or second Plum', said)
    found = {}
    for *levels, _ in rows(out):
        found[tuple(levels)] = found.get(tuple(levels), 0) + 1
    tap.equal(sorted(found.values()), [3, 4], 'words of one direction have one class at every level')
    tap.ok(all(0 not in levels for levels in found), 'no class is 0, which says unknown', found)
    first = open(out, 'rb').read()
    train('classes', '-o', out, vectors)
    tap.ok(open(out, 'rb').read() == first, 'the same vectors give the same file')
    empty = os.path.join(folder, 'empty.txt')
    open(empty, 'w').close()
    code, _, wrong = train('classes', empty)
    tap.ok(code == 1 and 'empty.txt' in wrong, 'a file without vectors is named', wrong)
    code, _, wrong = train('classes', os.path.join(folder, 'nowhere.txt'))
    tap.ok(code == 1 and 'nowhere.txt' in wrong, 'a file that is not there is named', wrong)
    code, _, wrong = train('classes', '--levels', vectors)
    tap.ok(code == 2 and 'VECTORS' in wrong.upper(), 'an option that it has not', wrong)


def vectors(folder):
    given, out = os.path.join(folder, 'vectors.txt'), os.path.join(folder, 'vectors.model')
    with open(given, 'w', encoding='utf-8') as f:
        f.write('lemon 0.5 -0.5 0\nPlum 0.5 -0.5 0\nmayor -0.5 100 -100\n1999 1 1 1\n')
    code, said, wrong = train('vectors', '-o', out, given)
    tap.equal((code, wrong), (0, ''), 'vectors are made small')
    tap.ok('3 of 3 words' in said, 'no vector of a number', said)
    halves = sorted((row[0] & 15, row[0] >> 4, row[1] & 15) for row in rows(out))
    tap.equal(halves, [(0, 0, 0), (0, 0, 0), (0, 4, 12)], 'a number is in half deviations, four bits with a sign')
    first = open(out, 'rb').read()
    train('vectors', '-o', out, given)
    tap.ok(open(out, 'rb').read() == first, 'the same vectors give the same file')
    with open(given, 'w', encoding='utf-8') as f:
        f.write('lemon' + ' 1' * 101 + '\n')
    code, _, wrong = train('vectors', given)
    tap.ok(code == 1 and '100' in wrong, 'more numbers than the tagger has room for', wrong)
    code, _, wrong = train('vectors', os.path.join(folder, 'nowhere.txt'))
    tap.ok(code == 1 and 'nowhere.txt' in wrong, 'a file that is not there is named', wrong)


def tagger(folder):
    corpus, out = os.path.join(folder, 'one.bio'), os.path.join(folder, 'tagger.model')
    network = os.path.join(folder, 'dense.model')
    with open(corpus, 'w', encoding='utf-8') as f:
        for town in ('Ferizaj', 'Gjilan', 'Deçan', 'Istog'):
            for person in ('Arben Sopi', 'Vesna Ilić', 'John Barrow'):
                given, surname = person.split()
                f.write('%s\tB-PER\n%s\tI-PER\nspoke\tO\nin\tO\n%s\tB-LOC\n.\tO\n\n' % (given, surname, town))
    data = ['--lexicon', os.path.join(LEXICONS, 'iber.lex'), '--words', os.path.join(LEXICONS, 'iber.words')]
    code, said, wrong = train('tagger', '-o', out, '--dense', network, *data, 'uner=' + corpus)
    tap.equal((code, wrong), (0, ''), 'a tagger is trained')
    tap.ok('12 sentences' in said, 'it says how many sentences it learnt from', said)
    first = open(out, 'rb').read() + open(network, 'rb').read()
    train('tagger', '-o', out, '--dense', network, *data, 'uner=' + corpus)
    tap.ok(open(out, 'rb').read() + open(network, 'rb').read() == first, 'the same corpus gives the same files')
    code, _, wrong = train('tagger', *data, 'conll=' + corpus)
    tap.ok(code == 1 and 'conll' in wrong, 'a scheme of labels that it does not know', wrong)


code, _, wrong = train('poems')
tap.ok(code == 2 and 'poems' in wrong, 'a model that it does not know', wrong)
with tempfile.TemporaryDirectory() as folder:
    classes(folder)
    vectors(folder)
    tagger(folder)
tap.done()
