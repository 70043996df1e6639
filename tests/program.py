"""Running iber, and what holds for every line that it writes."""
import json
import os
import re
import resource
import subprocess
import sys
import unicodedata

import schema

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SHARED = os.path.join(os.path.dirname(ROOT), 'shared')
BUILT = [os.path.join(ROOT, d, 'iber') for d in ('build', 'build/gcc', 'build/run')]
IBER = os.path.abspath(os.environ.get('IBER') or next((b for b in BUILT if os.path.exists(b)), BUILT[0]))
CORPORA = os.path.join(ROOT, 'corpora')
SCHEMA = schema.record_schema()
SANITIZED = bool(os.environ.get('IBER_SANITIZED'))

if not os.access(IBER, os.X_OK):
    sys.exit('%s is not there: build first, or name the program in $IBER' % IBER)


class Result:
    def __init__(self, p):
        self.code = p.returncode
        self.out = p.stdout
        self.err = p.stderr.decode('utf-8', 'replace')

    def __repr__(self):
        return 'exit %d, stdout %r, stderr %r' % (self.code, self.out[:300], self.err[:300])


def iber(args, data=b'', cwd=None, timeout=120, **more):
    """Runs the program; args and data as given, all output taken. In the C locale, as a server would."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(('LC_', 'LANG'))}
    env.update(more.pop('env', {}))
    return Result(subprocess.run([IBER] + list(args), input=data, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, cwd=cwd, timeout=timeout, env=env, **more))


def articles():
    folder = os.path.join(CORPORA, 'articles')
    return [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith('.txt')]


def seeds():
    folder = os.path.join(SHARED, 'seeds')
    return [os.path.join(folder, n) for n in sorted(os.listdir(folder))] if os.path.isdir(folder) else []


def stages():
    """Names of the stages, in order."""
    out = iber(['stages']).out.decode()
    return [l.split(':')[0] for l in out.split('\n') if l and not l.startswith(' ')]


def line_faults(line):
    """What is wrong with the bytes of a line, whatever it says."""
    try:
        text = line.decode('utf-8')
    except UnicodeDecodeError as e:
        return ['the line is not UTF-8: %s' % e]
    bad = re.search('[\x00-\x1f\x7f-\x9f\u2028\u2029]', text)
    return ['not escaped: U+%04X' % ord(bad.group())] if bad else []


def span_faults(r):
    text, n = r['text'], len(r['text'])
    for layer in ('zones', 'languages', 'sentences'):
        end = 0
        for s in r[layer]:
            if layer == 'zones' and s['start'] == s['end']:
                continue
            if not end <= s['start'] < s['end'] <= n:
                yield '%s: %d to %d overlaps, is empty or lies outside' % (layer, s['start'], s['end'])
            end = s['end']
    t = r['tokens']
    if any(len(column) not in (0, len(t['start'])) for column in t.values()) or len(t['end']) != len(t['start']):
        yield 'token columns differ in length'
    end = 0
    for a, b in zip(t['start'], t['end']):
        if not end <= a < b <= n:
            yield 'tokens: %d to %d overlaps, is empty or lies outside' % (a, b)
        end = b
    if 'tokenise' in r['stages']:
        gaps = [text[b:a] for b, a in zip([0] + t['end'], t['start'] + [n])]
        lost = [g for g in gaps if g.strip()]
        if lost:
            yield 'between tokens there is text: %r' % lost[:3]
    begin = 0
    for e in r['entities']:
        if text[e['start']:e['end']] != e['text']:
            yield 'entity %r is not text[%d:%d]' % (e['text'], e['start'], e['end'])
        if e['start'] < begin:
            yield 'entities are not sorted at %d' % e['start']
        begin = e['end'] if 'resolve' in r['stages'] else e['start']
    for layer in ('zones', 'sentences', 'entities', 'edits'):
        for s in r[layer]:
            if not r['source']['start'] <= s['source_start'] <= s['source_end'] <= r['source']['end']:
                yield '%s: source bytes %d to %d lie outside' % (layer, s['source_start'], s['source_end'])


def record_faults(r, offsets='codepoint'):
    """What is wrong with a record; an empty list when nothing is."""
    faults = SCHEMA.faults(r)
    if faults or 'error' in r:
        return faults
    if 'normalise' in r['stages'] and unicodedata.normalize('NFC', r['text']) != r['text']:
        faults.append('text is not NFC')
    if offsets == 'codepoint':
        faults += span_faults(r)
    return faults


def records(out, offsets='codepoint'):
    """The records of an output, each checked."""
    if out and not out.endswith(b'\n'):
        raise AssertionError('the last line has no end: %r' % out[-80:])
    found = []
    for line in out.split(b'\n')[:-1]:
        faults = line_faults(line)
        if not faults:
            found.append(json.loads(line))
            faults = record_faults(found[-1], offsets)
        if faults:
            raise AssertionError('%r: %s' % (line[:200], '; '.join(faults[:5])))
    return found


def mapped_back_faults(r, source):
    """Edits are in order, and everything between two is the same in text and source."""
    at, raw = 0, r['source']['start']
    ends = r['edits'] + [dict(start=len(r['text']), source_start=r['source']['end'], end=0, source_end=0)]
    for e in ends:
        if e['start'] < at or e['source_start'] < raw:
            return ['edits cross at %d' % e['start']]
        if source[raw:e['source_start']] != r['text'][at:e['start']].encode('utf-8'):
            return ['text[%d:%d] is not what stands in the source at byte %d' % (at, e['start'], raw)]
        at, raw = e['end'], e['source_end']
    return []


def child_memory():
    """Peak memory of the largest child so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
