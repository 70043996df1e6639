#!/usr/bin/env python3
"""Golden rules: short texts and where their sentences end. tests/golden/LANG.txt, ours, a case a line: ‖
stands between two sentences, ⏎ for a line end. All lines go through the program at once. The English
rules of pySBD and pragmatic_segmenter are read from ../shared where that is there."""
import json
import os
import re

import program
import tap

t = tap.Tap()
FOLDER = os.path.join(program.HERE, 'golden')
# Cases of pragmatic_segmenter that may fail: many are pages of PDF files, or hold odd expectations.
ENGLISH = {'pysbd/english.jsonl': 0, 'pragmatic_segmenter/en.jsonl': 85}
LEAST = 60


def squeezed(s):
    return re.sub(r'\s+', ' ', s).strip()


def ours(name):
    with open(os.path.join(FOLDER, name), encoding='utf-8') as f:
        lines = [l.rstrip('\n') for l in f if l.strip() and not l.startswith('#')]
    for line in lines:
        text = line.replace(' ‖ ', ' ').replace('‖', '').replace('⏎', '\n')
        yield text, [squeezed(s.replace('⏎', ' ')) for s in line.split('‖')]


def found(cases):
    """The sentences of each text. Blanks that iber drops or adds do not count."""
    data = ''.join(json.dumps({'id': str(i), 'text': text}) + '\n' for i, (text, _) in enumerate(cases))
    records = {r['id']: r for r in program.records(program.iber(['--from', 'jsonl', '--until', 'sentences'], data.encode()).out)}
    for i in range(len(cases)):
        r = records[str(i)]
        yield [squeezed(r['text'][s['start']:s['end']]) for s in r['sentences']]


def test_ours():
    for name in sorted(os.listdir(FOLDER)):
        cases = list(ours(name))
        t.ok(len(cases) >= LEAST, '%s has %d cases' % (name, len(cases)), '')
        for (_, expected), got in zip(cases, found(cases)):
            t.equal(got, expected, name[:-4] + ': ' + ' ‖ '.join(expected))


def test_shared():
    for name, allowed in ENGLISH.items():
        path = os.path.join(program.SHARED, 'gold', 'segment', name)
        if not os.path.exists(path):
            t.skip(name, '../shared is not here')
            continue
        with open(path, encoding='utf-8') as f:
            rows = [json.loads(l) for l in f if l.strip()]
        cases = [(r['text'], [squeezed(s) for s in r['expected']]) for r in rows]
        wrong = [expected for (_, expected), got in zip(cases, found(cases)) if got != expected]
        t.ok(len(wrong) <= allowed, '%s: %d of %d' % (name, len(cases) - len(wrong), len(cases)), wrong[:3])


test_ours()
test_shared()
t.done()
