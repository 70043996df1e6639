#!/usr/bin/env python3
"""Cases: tests/cases/STAGE/WHAT.in through the chain up to STAGE, against WHAT.expected.

    cases.py [NAME...]               test all cases, or those whose STAGE/WHAT holds a NAME
    cases.py --refresh [NAME...]     write what the program says today; read the diff before you commit

An expected file shows what its stage adds, a line for each zone, sentence, entity (see the functions
show_… below). It says what is right, not what the program does: where the program is wrong the file
is called WHAT.expected.todo, and the test complains when that gap is closed. Never refresh such a
file: rename it then. WHAT.args has more arguments for iber, where a case needs them.
"""
import os
import re
import sys
import unicodedata

import program
import tap

FOLDER = os.path.join(program.HERE, 'cases')


def visible(text):
    """Line ends and characters that cannot be seen, so that they can."""
    out = []
    for c in text:
        if c == '\n':
            out.append('⏎')
        elif c == ' ' or unicodedata.category(c) not in ('Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Mn', 'Co', 'Cn'):
            out.append(c)
        else:
            out.append('\\u{%x}' % ord(c))
    return ''.join(out)


def show_decode(r, raw):
    yield 'encoding ' + r['source']['encoding']
    for w in r['warnings']:
        yield 'warning %s at %d: %s' % (w['code'], w['byte'], w['why'])
    for line in r['text'].split('\n'):
        yield visible(line)


def show_extract(r, raw):
    """A zone a line, in the order of the source; in brackets what was taken out."""
    yield 'title: ' + visible(r['title'])
    for z in sorted(r['zones'], key=lambda z: z['source_start']):
        text = r['text'][z['start']:z['end']]
        if z['note'] and z['start'] == z['end']:
            mark = ' of ' + visible(r['text'][max(0, z['anchor'] - 12):z['anchor']]) if z['anchor'] >= 0 else ''
            yield '[%s %d%s: %s]' % (z['kind'], z['note'], mark,
                                     visible(raw[z['source_start']:z['source_end']].decode()))
        elif z['start'] < z['end']:
            yield '%s: %s' % (z['kind'], visible(text))
        else:
            again = ' again' if z['repeats'] >= 0 else ''
            yield '[%s%s: %s]' % (z['kind'], again, visible(raw[z['source_start']:z['source_end']].decode()))


def show_normalise(r, raw):
    """The lines of the text, then each edit: text <- source (why)."""
    for line in r['text'].split('\n'):
        yield visible(line)
    yield '--'
    for e in r['edits']:
        yield '%s <- %s (%s)' % (visible(r['text'][e['start']:e['end']]),
                                 visible(raw[e['source_start']:e['source_end']].decode('utf-8', 'replace')), e['rule'])


def show_language(r, raw):
    yield 'document %s %s' % (r['lang'], r['script'])
    for l in r['languages']:
        yield '%s %s: %s' % (l['lang'], l['script'], visible(r['text'][l['start']:l['end']]))


def show_sentences(r, raw):
    for s in r['sentences']:
        yield visible(r['text'][s['start']:s['end']])


def tokens(r, shown):
    """A sentence a line, its tokens between bars."""
    t, i = r['tokens'], 0
    for s in r['sentences']:
        row = []
        while i < len(t['start']) and t['start'][i] < s['end']:
            row.append(shown(r['text'][t['start'][i]:t['end'][i]], i))
            i += 1
        yield '|'.join(row)


def show_tokenise(r, raw):
    """Where the norm is another: token~norm."""
    norm = r['tokens']['norm']
    return tokens(r, lambda w, i: visible(w if norm[i] == w else w + '~' + norm[i]))


def show_stem(r, raw):
    return tokens(r, lambda w, i: visible(w + '~' + r['tokens']['stem'][i]))


def show_lemma(r, raw):
    return tokens(r, lambda w, i: visible(w + '~' + r['tokens']['lemma'][i]))


def show_resolve(r, raw):
    """surface [TYPE/SUBTYPE id], surface [DATE value]"""
    for e in r['entities']:
        kind = e['type'] + (e['subtype'] and '/' + e['subtype'])
        yield '%s [%s]' % (visible(e['text']), ' '.join(x for x in (kind, e['value'] or e['id']) if x))


# What the stages names and values find is judged behind resolve, each without the other.
BEFORE = 'extract,normalise,language,sentences,tokenise,'
STAGES = {
    'decode': (show_decode, ['--until', 'decode']),
    'extract': (show_extract, ['--until', 'extract', '--keep-zones']),
    'normalise': (show_normalise, ['--stages', 'normalise']),
    'language': (show_language, ['--until', 'language']),
    'repair': (show_normalise, ['--until', 'repair']),
    'sentences': (show_sentences, ['--until', 'sentences']),
    'tokenise': (show_tokenise, ['--until', 'tokenise']),
    'restore': (show_tokenise, ['--until', 'restore', '-o', 'restore.enabled=yes']),
    'stem': (show_stem, ['--until', 'stem']),
    'lemma': (show_lemma, ['--until', 'lemma', '-o', 'lemma.enabled=yes']),
    'names': (show_resolve, ['--stages', BEFORE + 'names,resolve']),
    'tagger': (show_resolve, ['--stages', BEFORE + 'names,tagger,resolve']),
    'values': (show_resolve, ['--stages', BEFORE + 'values']),
    'resolve': (show_resolve, []),
}


def shown(stage, path):
    show, args = STAGES[stage]
    if os.path.exists(path + '.args'):
        with open(path + '.args', encoding='utf-8') as f:
            args = args + f.read().split()
    with open(path + '.in', 'rb') as f:
        raw = f.read()
    result = program.iber(args, raw)
    lines = []
    for r in program.records(result.out):
        if lines:
            lines.append('====')
        if 'error' in r:
            lines.append('error %s at %d: %s' % (r['error']['code'], r['error']['byte'], r['error']['why']))
        else:
            lines += show(r, raw)
    return '\n'.join(lines + result.err.split('\n')).rstrip('\n') + '\n'


def difference(expected, found):
    import difflib
    return '\n'.join(l for l in difflib.unified_diff(expected.split('\n'), found.split('\n'), 'expected', 'found',
                                                     n=1, lineterm=''))


def all_cases(names):
    for stage in STAGES:
        folder = os.path.join(FOLDER, stage)
        for n in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            what = stage + '/' + n[:-3]
            if n.endswith('.in') and (not names or any(x in what for x in names)):
                yield stage, what


def refresh(names):
    for stage, what in all_cases(names):
        path = os.path.join(FOLDER, what)
        if not os.path.exists(path + '.expected.todo'):
            with open(path + '.expected', 'w', encoding='utf-8') as f:
                f.write(shown(stage, path))


def main():
    names = [a for a in sys.argv[1:] if a != '--refresh']
    if '--refresh' in sys.argv:
        return refresh(names)
    t = tap.Tap()
    there = program.stages()
    for stage, what in all_cases(names):
        path = os.path.join(FOLDER, what)
        if stage not in there:
            t.skip(what, 'this build has no stage ' + stage)
            continue
        gap = os.path.exists(path + '.expected.todo')
        with open(path + ('.expected.todo' if gap else '.expected'), encoding='utf-8') as f:
            expected = f.read()
        try:
            found = shown(stage, path)
        except AssertionError as e:
            found = str(e)
        (t.todo if gap else t.ok)(found == expected, what, difference(expected, found))
    t.done()


if __name__ == '__main__':
    main()
