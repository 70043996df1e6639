#!/usr/bin/env python3
"""How well the text of HTML pages is found: corpora/html and corpora/html/held, pages of our own with the
text that a reader of the article would read (NAME.txt) and what the page says of itself (NAME.json).

    pages.py                                 the checks, as TAP
    pages.py --table BUILD/iber [--open] [NAME...]   a row a page for people: F, missing and extra words;
                                              --open leaves out the pages that are for measuring only
"""
import collections
import html.parser
import json
import os
import sys
import unicodedata

if '--table' in sys.argv:
    os.environ['IBER'] = sys.argv[sys.argv.index('--table') + 1]

import program
import tap

T = tap.Tap()
OPEN = os.path.join(program.CORPORA, 'html')
HELD = os.path.join(OPEN, 'held')

# Floors, which may only rise: mean F by words of each folder, F of each page, share of right meta fields.
MEAN, PAGE, META = 0.95, 0.80, 0.95
# Words by which the text may be out of order: mean F by the longest common subsequence.
ORDER = 0.94
FIELDS = ('title', 'author', 'published', 'url', 'language', 'site')


class Page:
    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-5]
        base = path[:-5]
        with open(path, 'rb') as f:
            self.bytes = f.read()
        with open(base + '.txt', encoding='utf-8', newline='') as f:
            self.text = f.read()
        with open(base + '.json', encoding='utf-8') as f:
            self.says = json.load(f)


def pages(folder):
    return [Page(os.path.join(folder, n)) for n in sorted(os.listdir(folder)) if n.endswith('.html')]


# Scores


def f_score(right, found, expected):
    return 2 * right / (found + expected) if found + expected else 1.0


def common_subsequence(a, b):
    """Length of the longest one, over bits of one large number (Hyyrö)."""
    at = collections.defaultdict(int)
    for i, w in enumerate(a):
        at[w] |= 1 << i
    row = full = (1 << len(a)) - 1
    for w in b:
        u = row & at.get(w, 0)
        row = (row + u | row - u) & full
    return len(a) - bin(row).count('1')


def words_of(record, page):
    """Words of the text. Those of a byline or a date that the page does show count neither way."""
    shown = set(' '.join(page.says.get('byline', [])).split())
    words, at = [], 0
    for z in sorted(record['zones'], key=lambda z: z['start']):
        if z['kind'] in ('byline', 'date') and z['start'] < z['end']:
            words += record['text'][at:z['start']].split()
            words += [w for w in record['text'][z['start']:z['end']].split() if w not in shown]
            at = z['end']
    return words + record['text'][at:].split()


Score = collections.namedtuple('Score', 'precision recall f order missing extra')


def score(page, records):
    found = [w for r in records if 'error' not in r for w in words_of(r, page)]
    want = page.text.split()
    a, b = collections.Counter(found), collections.Counter(want)
    right = sum((a & b).values())
    return Score(right / len(found) if found else 0.0, right / len(want), f_score(right, len(found), len(want)),
                 f_score(common_subsequence(want, found), len(found), len(want)), b - a, a - b)


def plain(field, value):
    """What of a field is compared: primary language, date without a named zone, blanks folded."""
    value = ', '.join(map(str, value)) if isinstance(value, list) else ' '.join(str(value).split())
    if field == 'language':
        return value.replace('_', '-').split('-')[0].lower()
    if field == 'published':
        return value.replace(' ', 'T').replace('Z', '+00:00')
    return value


def meta_faults(page, records):
    """(field, expected, found) of each field that the page states and the first record has not."""
    meta = {k: json.loads(v) for k, v in records[0].get('meta', {}).items()} if records else {}
    for field in FIELDS:
        if field in page.says:
            want, got = plain(field, page.says[field]), plain(field, meta.get(field, ''))
            if field == 'published' and len(want) == 10:
                got = got[:10]
            if want != got:
                yield field, want, got


def run(found):
    """-> records by path, in order"""
    out = collections.defaultdict(list)
    for r in program.records(program.iber(['--until', 'normalise'] + [p.path for p in found]).out):
        out[r['source']['path']].append(r)
    return out


# Are the pages sound?


class Reader(html.parser.HTMLParser):
    """All characters of a page, without blanks and note markers: scripts and hidden text too."""

    def __init__(self):
        super().__init__()
        self.parts, self.sup = [], 0

    def handle_starttag(self, tag, attrs):
        self.sup += tag == 'sup'

    def handle_endtag(self, tag):
        self.sup -= tag == 'sup'

    def handle_data(self, data):
        if not self.sup:
            self.parts.append(data)


def squeezed(text):
    return ''.join(unicodedata.normalize('NFC', text).replace('\u200b', '').replace('\u00ad', '').split())


def faults(page):
    """What is wrong with a page and its answer."""
    reader = Reader()
    reader.feed(page.bytes.decode(page.says['charset']))
    reader.close()
    whole = squeezed(''.join(reader.parts))
    if len(whole) < len(page.bytes) / 50:
        yield 'hardly any text'
    if not page.text.endswith('\n') or unicodedata.normalize('NFC', page.text) != page.text:
        yield 'the text is not NFC with ended lines'
    for line in page.text.split('\n')[:-1]:
        if not line.strip() or squeezed(line) not in whole:
            yield 'not in the page: %r' % line[:120]
    unknown = page.says.keys() - set(FIELDS) - {'charset', 'byline'}
    if unknown:
        yield 'unknown fields: %s' % sorted(unknown)
    for shown in page.says.get('byline', []):
        if squeezed(shown) not in whole:
            yield 'byline not in the page: %r' % shown


# For people


def most(counter):
    return ' '.join('%s%s' % (w, '×%d' % n if n > 1 else '') for w, n in counter.most_common(12))


def table(names, folders):
    print('%-26s %5s %5s %5s %5s  missing / extra / meta' % ('page', 'P', 'R', 'F', 'order'))
    for folder in folders:
        found = [p for p in pages(folder) if not names or p.name in names]
        if not found:
            continue
        records, scores = run(found), []
        for p in found:
            s = score(p, records[p.path])
            scores.append(s)
            print('%-26s %.3f %.3f %.3f %.3f' % ((p.name,) + s[:4]))
            for sign, c in (('-', s.missing), ('+', s.extra)):
                if c:
                    print('      %s %d: %s' % (sign, sum(c.values()), most(c)))
            for field, want, got in meta_faults(p, records[p.path]):
                print('      %s: %r, found %r' % (field, want, got))
        print('%-26s %5s %5s %.3f %.3f\n' % ('mean of %d' % len(scores), '', '', mean(scores, 2), mean(scores, 3)))


def mean(scores, column):
    return sum(s[column] for s in scores) / len(scores)


# Checks


def test_sound(found):
    for p in found:
        T.ok(not list(faults(p)), 'page %s is sound' % p.name, '\n'.join(faults(p)))


def test_scores(name, found):
    records = run(found)
    scores = [score(p, records[p.path]) for p in found]
    for p, s in zip(found, scores):
        detail = '- %s\n+ %s' % (most(s.missing), most(s.extra))
        T.ok(s.f >= PAGE, '%s: F %.3f, order %.3f (floor %.2f)' % (p.name, s.f, s.order, PAGE), detail)
    for what, column, floor in (('mean F', 2, MEAN), ('mean F in order', 3, ORDER)):
        T.ok(mean(scores, column) >= floor, '%s: %s %.3f (floor %.2f)' % (name, what, mean(scores, column), floor))
    wrong = [(p.name,) + f for p in found for f in meta_faults(p, records[p.path])]
    stated = sum(f in p.says for p in found for f in FIELDS)
    share = 1 - len(wrong) / stated
    T.ok(share >= META, '%s: meta fields %.3f of %d (floor %.2f)' % (name, share, stated, META),
         '\n'.join('%s: %s: %r, found %r' % w for w in wrong))


def main():
    if '--table' in sys.argv:
        names = [a for a in sys.argv[1:] if not a.startswith('--') and a != os.environ['IBER']]
        table(names, [OPEN] if '--open' in sys.argv else [OPEN, HELD])
        return
    for name, folder in (('html', OPEN), ('html/held', HELD)):
        found = pages(folder)
        T.ok(len(found) >= 18, '%s has its pages' % name, len(found))
        test_sound(found)
        test_scores(name, found)
    T.done()


main()
