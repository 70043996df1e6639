#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the marked sentences of corpora/ner and count what is in them.

Usage (anywhere):    python3 check.py [LANG ...]            faults, then a table of counts
                     python3 check.py --bare [LANG ...]     unmarked capitalised words inside sentences
                     python3 check.py --missed [LANG ...]   words marked in one place and bare in another
                     python3 check.py --twofold [LANG ...]  surfaces that bear two types

The first form exits 1 if there is a fault.  The other three list what a person should look at: most of
what they show is right as it stands.  README.md has the format.
"""
import collections
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = ['PER', 'LOC/GPE', 'LOC/LOC', 'LOC/FAC', 'ORG', 'MISC/NORP', 'MISC/EVENT', 'MISC/LAW',
         'MISC/WORK', 'MISC/LANG', 'MISC/PRODUCT']
VARIETIES = {'sq': ('standard', 'gheg'), 'en': ('standard', 'web'),
             'sr': ('latin', 'latin-ascii', 'latin-ijekavian', 'cyrillic', 'cyrillic-ijekavian')}
FEWEST, MOST = 4, 14
MARK = re.compile(r'\[([^\s\[\]]+) ([^\[\]]*)\]')
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
OPEN_MARKS = '“„”»«"‘(–—- '


def documents(langs):
    for lang in langs:
        folder = os.path.join(HERE, lang)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            with open(os.path.join(folder, name), encoding='utf-8', newline='') as f:
                yield lang, name, f.read()


def plain(line):
    """The sentence without marks, and its mentions as (start, end, type)."""
    text, mentions, at = '', [], 0
    for m in MARK.finditer(line):
        text += line[at:m.start()]
        mentions.append((len(text), len(text) + len(m.group(2)), m.group(1)))
        text += m.group(2)
        at = m.end()
    return text + line[at:], mentions


def faults_of_head(lang, name, lines):
    if not re.match(r'\d{3}-[a-z0-9-]+\.txt$', name):
        yield 'file name is not NNN-topic.txt'
    head = re.match(r'# (\w+) \| ([^|]+) \| ([\w-]+)$', lines[0] if lines else '')
    if not head:
        yield 'first line is not "# LANG | topic | variety"'
    elif head.group(1) != lang or head.group(3) not in VARIETIES[lang]:
        yield 'language is not that of the folder, or unknown variety'
    if not FEWEST <= len(lines) - 1 <= MOST:
        yield '%d sentences, not %d to %d' % (len(lines) - 1, FEWEST, MOST)


def faults_of_line(line, lower):
    text, mentions = plain(line)
    if '[' in text or ']' in text:
        yield 'bracket that is no mark, or nested marks'
    if not text or text != text.strip() or re.search(r'\s\s|[^\S ]', text):
        yield 'empty line, blank at an end, double blank, or a blank other than U+0020'
    if unicodedata.normalize('NFC', text) != text:
        yield 'not NFC'
    if re.search(r'\s[,.;:!?](?!\w)', text):
        yield 'blank before a mark of punctuation'
    for start, end, kind in mentions:
        surface = text[start:end]
        if kind not in TYPES:
            yield 'unknown type ' + kind
        if not surface or surface != surface.strip() or surface[0] in '“„”»«"(,' or surface[-1] in ',;:':
            yield 'blank, quote or comma at the edge of %r' % surface
        if (text[start - 1:start] if start else '').isalnum() or text[end:end + 1].isalnum():
            yield 'mark in the middle of a word: %r' % surface
        if not lower and kind in TYPES[:5] and surface == surface.lower() and not re.search(r'\d', surface):
            yield '%s without a capital: %r' % (kind, surface)


def faults_of_script(variety, text):
    """Serbian is written in one script a document; only whole foreign words may be of the other."""
    words = WORD.findall(text)
    foreign = [w for w in words if re.search('[A-Za-zĐđŽžĆćČčŠš]', w)]
    native = [w for w in words if re.search('[Ѐ-ӿ]', w)]
    for word in set(foreign) & set(native):
        if not re.match('[IVX]+-|[A-Za-z0-9]+-[Ѐ-ӿ]+$', word):
            yield 'two scripts in one word: ' + word
    if variety.startswith('cyrillic') and len(native) < len(foreign):
        yield 'hardly any Cyrillic'
    if variety.startswith('latin') and native:
        yield 'Cyrillic in a Latin document: ' + native[0]
    if variety == 'latin-ascii' and re.search('[ĐđŽžĆćČčŠš]', text):
        yield 'diacritics in a document without'


def check(langs):
    found, seen, numbers = [], {}, {}
    for lang, name, body in documents(langs):
        lines = body.split('\n')
        faults = [] if lines.pop() == '' else ['no newline at the end']
        faults += faults_of_head(lang, name, lines)
        if numbers.setdefault((lang, name[:3]), name) != name:
            faults.append('number already taken by ' + numbers[lang, name[:3]])
        found += ['%s/%s: %s' % (lang, name, f) for f in faults]
        lower = lines[0].endswith('| web')
        for i, line in enumerate(lines[1:], 2):
            where = '%s/%s:%d' % (lang, name, i)
            found += ['%s: %s' % (where, f) for f in faults_of_line(line, lower)]
            if lang == 'sr':
                found += ['%s: %s' % (where, f) for f in faults_of_script(lines[0].split()[-1], plain(line)[0])]
            if seen.setdefault(plain(line)[0], where) != where:
                found.append('%s: same sentence as %s' % (where, seen[plain(line)[0]]))
    return found


def counts(langs):
    rows = ['documents', 'sentences', 'words', 'mentions'] + TYPES
    table = {lang: collections.Counter() for lang in langs}
    surfaces = {lang: collections.defaultdict(set) for lang in langs}
    for lang, _, body in documents(langs):
        table[lang]['documents'] += 1
        for line in body.splitlines()[1:]:
            text, mentions = plain(line)
            table[lang]['sentences'] += 1
            table[lang]['words'] += len(WORD.findall(text))
            for start, end, kind in mentions:
                for key in ('mentions', kind):
                    table[lang][key] += 1
                    surfaces[lang][key].add(text[start:end])
    print('| |' + ''.join(' %s |' % lang for lang in langs))
    print('|---|' + '---|' * len(langs))
    for row in rows:
        cells = []
        for lang in langs:
            distinct = len(surfaces[lang][row])
            cells.append('%d (%d)' % (table[lang][row], distinct) if distinct else '%d' % table[lang][row])
        print('| %s | %s |' % (row, ' | '.join(cells)))


def words(langs):
    """Every word: where, the word, its type or None, whether it opens a sentence or a quote."""
    for lang, name, body in documents(langs):
        for i, line in enumerate(body.splitlines()[1:], 2):
            text, mentions = plain(line)
            for m in WORD.finditer(text):
                kind = next((k for s, e, k in mentions if s <= m.start() < e), None)
                before = text[:m.start()].rstrip(OPEN_MARKS)
                opens = not before or before[-1] in '.!?…:'
                if not opens and text[m.start() - 1] in '“„»"':
                    opens = before[-1] == ','
                yield '%s/%s:%d' % (lang, name, i), m.group(), kind, opens


def bare(langs):
    places = collections.defaultdict(list)
    for where, word, kind, opens in words(langs):
        if not kind and not opens and word[0].isupper():
            places[word].append(where)
    for word in sorted(places):
        print('%-24s %4d  %s' % (word, len(places[word]), ' '.join(places[word][:4])))


def missed(langs):
    marked, unmarked = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    for where, word, kind, _ in words(langs):
        if kind:
            marked[word][kind] += 1
        else:
            unmarked[word].append(where)
    for word in sorted(set(marked) & set(unmarked)):
        if word[0].isupper() or marked[word]['MISC/NORP'] or marked[word]['MISC/LANG']:
            kinds = ' '.join('%s:%d' % k for k in marked[word].most_common())
            print('%-20s %-32s bare %3d  %s' % (word, kinds, len(unmarked[word]), ' '.join(unmarked[word][:4])))


def twofold(langs):
    kinds = collections.defaultdict(lambda: collections.defaultdict(list))
    for lang, name, body in documents(langs):
        for i, line in enumerate(body.splitlines()[1:], 2):
            text, mentions = plain(line)
            for start, end, kind in mentions:
                kinds[text[start:end]][kind].append('%s/%s:%d' % (lang, name, i))
    for surface in sorted(kinds):
        if len(kinds[surface]) > 1:
            print('%-24s %s' % (surface, '  '.join('%s %s' % (k, ' '.join(w[:3])) for k, w in kinds[surface].items())))


def main(args):
    lists = {'--bare': bare, '--missed': missed, '--twofold': twofold}
    modes = [a for a in args if a in lists]
    langs = [a for a in args if a not in lists] or sorted(VARIETIES)
    if len(modes) > 1 or any(lang not in VARIETIES for lang in langs):
        sys.exit(__doc__)
    if modes:
        lists[modes[0]](langs)
        return 0
    found = check(langs)
    for f in found:
        print(f)
    counts(langs)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
