#!/usr/bin/env python3
"""The stage repair leaves sound texts alone, and what it has mended once."""
import glob
import os

import program
import tap

WORD_RULES = {'lost-hyphen', 'line-hyphen', 'glued', 'look-alike', 'entity', 'accent', 'cedilla', 'quote'}
STAGES = ['--stages', 'normalise,language,repair']
T = tap.Tap()


def repaired(data, args=()):
    records = list(program.records(program.iber(STAGES + list(args), data).out))
    return records[0]


def sound_texts():
    for path in program.articles():
        with open(path, 'rb') as f:
            r = repaired(f.read())
        found = [(e['rule'], r['text'][e['start'] - 20:e['end'] + 20]) for e in r['edits'] if e['rule'] in WORD_RULES]
        T.ok(not found, 'nothing to repair in ' + os.path.basename(path), repr(found))


def twice():
    for path in sorted(glob.glob(os.path.join(program.HERE, 'cases', 'repair', '*.in'))):
        with open(path, 'rb') as f:
            once = repaired(f.read())['text']
        again = repaired(once.encode())['text']
        T.ok(again == once, 'repaired once is enough: ' + os.path.basename(path), '%r\n%r' % (once, again))


def switches():
    """Each rule can be turned off alone."""
    cases = {'lost_hyphens': 'A stateowned firm of the EUbacked kind.', 'line_hyphens': 'The govern- ment agreed.',
             'glued': 'They left in the morning.The rest stayed.', 'look_alikes': 'Стари Бeоград је лепа варош.',
             'dashes': 'In the years 2021–2025 they met.', 'blanks': 'It was late , he said.'}
    for name, text in cases.items():
        on = repaired(text.encode())['text']
        off = repaired(text.encode(), ['-o', 'repair.%s=no' % name])['text']
        T.ok(on != text and off == text, 'repair.%s=no' % name, '%r\n%r' % (on, off))


def not_remembered():
    """What a text had no witness for, the next one may have: words that were looked at are remembered."""
    first = ['house', 'table', 'water', 'bread', 'stone', 'paper', 'train', 'field', 'horse']
    second = ['cloud', 'chair', 'river', 'butter', 'garden', 'window', 'ladder', 'pencil', 'bottle']
    pairs = [a + b for a in first for b in second]
    many = 'They had ' + ', the '.join(pairs) + ' and more.'
    later = 'A stateowned firm and an EUbacked one sold the %s. It was a horse bottle.' % pairs[-1]
    alone = repaired(later.encode())['text']
    T.ok('horse-bottle' in alone, 'a pair of nouns with a witness', alone)
    lines = ''.join('{"text": "%s"}\n' % x for x in (many, later)).encode()
    both = list(program.records(program.iber(STAGES + ['-j', '1', '--from', 'jsonl'], lines).out))
    T.equal(both[1]['text'], alone, 'the same behind a text with many pairs')


sound_texts()
twice()
not_remembered()
switches()
T.done()
