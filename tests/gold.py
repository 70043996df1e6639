#!/usr/bin/env python3
"""Quality has floors, which may only rise: our own gold (corpora/gold) always, the one of ../shared where
it is there; and the data that people edit must be sound."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

import program
import tap

T = tap.Tap()
GOLD = os.path.join(program.CORPORA, 'gold')

# On corpora/: F of entities (span and type) by language and over all, of their ids, of sentence ends.
FLOORS = {'en': 0.97, 'sq': 0.96, 'sr': 0.94, 'all': 0.96}
IDS, VALUES, SENTENCES = 0.92, 0.98, 0.95
# On ../shared, by eval/score.py.
SHARED_FLOORS = {'seeds': 0.96, 'seeds_ids': 0.97, 'seeds_sents': 0.85}
NAMES = {'sr-set': 0.905, 'hr-set': 0.865, 'en-ewt': 0.70, 'en-politics': 0.77}
CYRILLIC = 0.005  # how much less Serbian may score in Cyrillic


def rows(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(l) for l in f if l.strip()]


def f_score(c):
    return 2 * c['tp'] / (2 * c['tp'] + c['fp'] + c['fn']) if c['tp'] else 0.0


def byte_positions(text):
    """at[i]: the byte where code point i begins"""
    at = [0]
    for ch in text:
        at.append(at[-1] + len(ch.encode('utf-8')))
    return at


def score_article(path, record, entities, sentences, found, values):
    """Adds to the counters. What was taken out of the text is neither right nor wrong."""
    with open(path, encoding='utf-8', newline='') as f:
        at = byte_positions(f.read())
    name = os.path.basename(path)[:-4]
    out = [(z['source_start'], z['source_end']) for z in record['zones'] if z['start'] == z['end']]
    gold = {(at[m['start']], at[m['end']], m['type']): m for m in rows(os.path.join(GOLD, name + '.jsonl'))}
    read = {k: m for k, m in gold.items() if not any(a <= k[0] < b for a, b in out)}
    said = {(e['source_start'], e['source_end'], e['type']): e for e in record['entities']}
    entities['tp'] += len(read.keys() & said.keys())
    entities['fp'] += len(said.keys() - read.keys())
    entities['fn'] += len(read.keys() - said.keys())
    entities['unread'] += len(gold) - len(read)
    for k in read.keys() & said.keys():
        if k[2] in ('DATE', 'MONEY', 'PERCENT'):
            values[said[k]['value'] == read[k]['canonical']] += 1
        else:
            own = said[k]['id'] or 'nil:' + said[k]['text']
            found.append((' '.join(read[k]['text'].split()), read[k]['canonical'], name + own if own.startswith('#') else own))
    want = {at[s['end']] for s in rows(os.path.join(GOLD, name + '.sents.jsonl'))}
    body = [(z['source_start'], z['source_end']) for z in record['zones'] if z['kind'] in ('body', 'list') and z['start'] < z['end']]
    got = {s['source_end'] for s in record['sentences'] if any(a < s['source_end'] <= b + 16 for a, b in body)}
    sentences['tp'] += len(want & got)
    sentences['fp'] += len(got - want)
    sentences['fn'] += len(want - got)


def linking(found):
    """F over pairs of different spellings: is one thing given one id, and two things two?"""
    votes = collections.defaultdict(collections.Counter)
    for surface, gold, said in found:
        votes[surface, gold][said] += 1
    items = [(s, g, v.most_common(1)[0][0]) for (s, g), v in sorted(votes.items())]
    c = collections.Counter()
    for i, (s, g, p) in enumerate(items):
        for t, h, q in items[:i]:
            if s != t:
                c['tp' if g == h and p == q else 'fp' if p == q else 'fn' if g == h else 'tn'] += 1
    return f_score(c)


def at_least(name, value, floor):
    T.ok(value >= floor, '%s %.3f (floor %.3f)' % (name, value, floor), '')


def test_corpora():
    by, sentences, found, values = collections.defaultdict(collections.Counter), collections.Counter(), [], collections.Counter()
    articles = program.articles()
    for path, record in zip(articles, program.records(program.iber(['--keep-zones'] + articles).out)):
        score_article(path, record, by[os.path.basename(path)[:2]], sentences, found, values)
    for c in list(by.values()):
        by['all'].update(c)
    for lang, floor in FLOORS.items():
        at_least('corpora: entities ' + lang, f_score(by[lang]), floor)
    total = by['all']['tp'] + by['all']['fn'] + by['all']['unread']
    at_least('corpora: share of mentions that is in the text', 1 - by['all']['unread'] / total, 0.97)
    at_least('corpora: ids', linking(found), IDS)
    at_least('corpora: values', values[True] / sum(values.values()), VALUES)
    at_least('corpora: sentence ends', f_score(sentences), SENTENCES)


def test_shared():
    score = os.path.join(program.SHARED, 'eval', 'score.py')
    if not os.path.exists(score):
        T.skip('gold of ../shared', '../shared is not here')
        return
    seeds, gold = os.path.join(program.SHARED, 'seeds'), os.path.join(program.SHARED, 'gold', 'seeds')
    for args in (['seeds', gold, seeds], ['check'] + program.seeds() + program.articles()):
        p = subprocess.run([sys.executable, score, '--iber', program.IBER] + args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        scores = dict(re.findall(r'^SCORE (\S+) (\S+)', p.stdout.decode(), re.M))
        floors = SHARED_FLOORS if args[0] == 'seeds' else {'check': 1.0}
        for name, floor in floors.items():
            if not T.ok(float(scores.get(name, 0)) >= floor, 'shared: %s %s (floor %.3f)' % (name, scores.get(name), floor)):
                T.note(p.stdout.decode()[-2000:])


def in_cyrillic(path, out):
    """A copy of a .bio file with its tokens in Cyrillic."""
    with open(path, encoding='utf-8') as f:
        rows = [l.rstrip('\n').split('\t') for l in f if not l.startswith('# ')]
    latin = ''.join((r[0] if len(r) > 1 else '') + '\n' for r in rows)
    tokens = program.iber(['translit', '--to', 'cyrl'], latin.encode('utf-8')).out.decode('utf-8').split('\n')
    with open(out, 'w', encoding='utf-8') as f:
        f.writelines((t + '\t' + r[1] if len(r) > 1 else '') + '\n' for t, r in zip(tokens, rows))


def test_names():
    score = os.path.join(program.SHARED, 'eval', 'score.py')
    if not os.path.exists(score):
        T.skip('names in gold of ../shared', '../shared is not here')
        return

    def f(path):
        p = subprocess.run([sys.executable, score, '--iber', program.IBER, 'ner', path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return float(re.search(r'^SCORE ner (\S+)', p.stdout.decode(), re.M)[1])

    folder = os.path.join(program.SHARED, 'gold', 'ner')
    found = {name: f(os.path.join(folder, name, 'dev.bio')) for name in NAMES}
    for name, floor in NAMES.items():
        at_least('shared: names ' + name, found[name], floor)
    with tempfile.TemporaryDirectory() as tmp:
        in_cyrillic(os.path.join(folder, 'sr-set', 'dev.bio'), os.path.join(tmp, 'dev.bio'))
        at_least('shared: names sr-set in Cyrillic', f(os.path.join(tmp, 'dev.bio')), found['sr-set'] - CYRILLIC)


def test_data():
    p = subprocess.run([sys.executable, os.path.join(program.CORPORA, 'make.py'), '--check'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    T.ok(p.returncode == 0, 'corpora are as make.py makes them', p.stdout.decode()[-1500:])
    compiler = os.environ.get('IBER_LEXICON') or os.path.join(os.path.dirname(program.IBER), 'lexicons', 'iber-lexicon')
    folder = os.path.join(program.ROOT, 'lexicons')
    tables = sorted(os.path.join(folder, n) for n in os.listdir(folder) if n.endswith('.tsv'))
    p = subprocess.run([compiler, 'check'] + tables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    T.ok(p.returncode == 0, 'rows of the lexicon', p.stdout.decode()[-1500:])
    with open(os.path.join(folder, 'meson.build'), encoding='utf-8') as f:
        text = f.read()
    missing = [os.path.basename(t) for t in tables if os.path.basename(t) not in text]
    T.ok(not missing, 'every table is compiled', missing)


test_corpora()
test_shared()
test_names()
test_data()
T.done()
