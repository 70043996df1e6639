#!/usr/bin/env python3
"""Linking: corpora/link has documents with a label for each mention, an id of the lexicon or, with a star, a
thing that no row has. Mentions of one label must have one id, those of two labels two.

Each document is a case. One whose topic begins with "open: " is a known gap. The figure is F over pairs:
of two mentions of a document (and of a mention and an id of the lexicon), is it said that they are one, and
are they? A mention that was not found is alone.

    linking.py [FOLDER]       test the documents and the floor of F
"""
import json
import os
import re
import sys

import program
import tap

FLOOR = 0.98
FOLDER = os.path.join(program.CORPORA, 'link')
MARK = re.compile(r'\[([^\[\]|]+)\|([^\[\]|]+)\]')


def documents(folder):
    """(file and topic, text, {(start, end): label})"""
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.txt'):
            continue
        with open(os.path.join(folder, name), encoding='utf-8') as f:
            for part in re.split(r'(?m)^# ', f.read())[1:]:
                topic, marked = part.split('\n', 1)
                text, labels, at = '', {}, 0
                marked = marked.strip()
                for m in MARK.finditer(marked):
                    text += marked[at:m.start()]
                    labels[len(text), len(text) + len(m.group(1))] = m.group(2)
                    text += m.group(1)
                    at = m.end()
                yield '%s: %s' % (name, topic), text + marked[at:], labels


def pairs(nodes):
    """{name: cluster} → the pairs of one cluster"""
    out, names = set(), sorted(nodes, key=str)
    for i, a in enumerate(names):
        out |= {(a, b) for b in names[:i] if nodes[a] == nodes[b]}
    return out


def clusters(labels):
    """Mentions by label; an id of the lexicon is a node of its own."""
    nodes = dict(labels)
    nodes.update((l, l) for l in labels.values() if l[0] not in '*#-')
    return nodes


def shown(text, labels, said):
    """Each mention with what it is, and what was said."""
    return ' '.join('%s[%s %s]' % (text[a:b], labels[a, b], said[a, b]) for a, b in sorted(labels))


def test_methods(t):
    """What found or linked a name, also where the tagger found it too."""
    text = ('[Agim Zeqirllari|given] and [Lulzim Kurti|given] repair bells. [Zeqirllari|surname] casts them, [Lulzim|given] '
            'tunes them. The [Society of Bell Founders of Drenas|expansion] ([SBFD|acronym]) pays, and [SBFD|acronym] is late. '
            'The [European Commission|lexicon] wrote; the [Commission|body] will write again.')
    want = {m.group(1, 2) for m in MARK.finditer(text)}
    record = program.records(program.iber([], MARK.sub(r'\1', text).encode()).out)[0]
    t.equal({(e['text'], e['method']) for e in record['entities']}, want, 'methods')


def main():
    docs = list(documents(sys.argv[1] if len(sys.argv) > 1 else FOLDER))
    data = ''.join(json.dumps({'id': str(i), 'text': text}) + '\n' for i, (_, text, _) in enumerate(docs))
    records = {r['id']: r for r in program.records(program.iber(['--from', 'jsonl'], data.encode()).out)}
    t = tap.Tap()
    tp = fp = fn = 0
    for i, (name, text, labels) in enumerate(docs):
        r = records[str(i)]
        if r['text'] != text:
            sys.exit('%s: the text came out as another' % name)
        ids = {(e['start'], e['end']): e['id'] for e in r['entities'] if e['id']}
        said = {k: ids.get(k, '-%d' % k[0]) for k in labels}
        want, got = pairs(clusters(labels)), pairs(clusters(said))
        tp, fp, fn = tp + len(want & got), fp + len(got - want), fn + len(want - got)
        (t.todo if ': open: ' in name else t.ok)(want == got, name, shown(text, labels, said))
    p, r = tp / (tp + fp) if tp + fp else 0, tp / (tp + fn) if tp + fn else 0
    f = 2 * p * r / (p + r) if p + r else 0
    test_methods(t)
    t.ok(f >= FLOOR, 'linking: P %.3f R %.3f F %.3f over %d pairs' % (p, r, f, tp + fn))
    t.done()


if __name__ == '__main__':
    main()
