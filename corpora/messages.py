#!/usr/bin/env python3
"""Messages of translated programs, as text to train on: one file a language, one message a line.

    python3 corpora/messages.py OUT-FOLDER [LANGPACK.xpi]...
    python3 corpora/messages.py --to OUT.txt CATALOGUE.mo|HELP.page...

Reads the catalogues of the machine (/usr/share/locale/*/LC_MESSAGES/*.mo) and the language packs of
Firefox and Thunderbird that are named. What is only a list of names of places is left out, and so are
messages that are not translated. The texts stay where they are written; they are no part of iber."""
import collections, glob, html, os, re, struct, sys, zipfile

NAMES = {'geonames', 'iso_3166-2', 'iso_639-3', 'iso_639-5', 'iso_15924', 'xkeyboard-config'}
CODE = {'sr@latin': 'sr', 'sr@Latn': 'sr', 'pt_BR': 'pt', 'pt_PT': 'pt', 'no': 'nb', 'nb_NO': 'nb', 'fil': 'tl',
        'ca@valencia': 'ca', 'zh_CN': 'zh', 'zh_TW': 'zh'}

def clean(s):
    s = re.sub(r'<[^>]*>', ' ', s)
    s = re.sub(r'\{[^}]*\}|%[-+ 0#]*\d*(\.\d+)?(\d+\$)?l*[sduciSDxXfg]|\$\w+\$?|&\w+;', ' ', s)
    s = s.replace('\\n', ' ').replace('&', '').replace('_', '')
    s = re.sub(r'\S*[/@<>=]\S*|\s-+\S+|^-+\S+|\b\w*[A-Z]\w*[A-Z]\w*\b|\S+\.\w{1,4}\b(?=\s)', ' ', s)
    return ' '.join(s.split())

def catalogue(path):
    with open(path, 'rb') as f: b = f.read()
    if b[:4] != b'\xde\x12\x04\x95': return
    _, _, n, sources, targets = struct.unpack('<5I', b[:20])
    charset = 'utf-8'
    for i in range(n):
        k, p = struct.unpack('<2I', b[sources + 8 * i:sources + 8 * i + 8])
        source = b[p:p + k].decode('utf-8', 'replace')
        m, p = struct.unpack('<2I', b[targets + 8 * i:targets + 8 * i + 8])
        if not source:
            found = re.search(rb'charset=([\w-]+)', b[p:p + m])
            charset = found.group(1).decode() if found else charset
            continue
        try: text = b[p:p + m].decode(charset)
        except (UnicodeDecodeError, LookupError): continue
        yield from (t for t in text.split('\0') if t not in source)

def fluent(text):
    found, message = [], ''
    for line in text.split('\n'):
        begin = re.match(r'^(-?[\w-]+\s*=|\s+\.[\w-]+\s*=|\s*\*?\[\w+\])\s*(.*)$', line)
        if begin: found.append(message); message = begin.group(2)
        elif not line.startswith('#'): message += ' ' + line.strip()
    return found + [message]

def langpack(path):
    with zipfile.ZipFile(path) as z:
        for name in z.namelist():
            if name.endswith('.ftl'): yield from fluent(z.read(name).decode('utf-8', 'replace'))
            if name.endswith('.properties'):
                for line in z.read(name).decode('utf-8', 'replace').split('\n'):
                    if '=' in line and not line.startswith('#'): yield line.split('=', 1)[1]

def page(path):
    with open(path, encoding='utf-8', errors='replace') as f: text = f.read()
    for p in re.findall(r'<(?:p|title|para)\b[^>]*>(.*?)</(?:p|title|para)>', text, re.S):
        yield html.unescape(re.sub(r'<[^>]*>', '', p))

def one(out, paths):
    """Named files into one."""
    texts = {}
    for path in paths:
        for text in map(clean, catalogue(path) if path.endswith('.mo') else page(path)):
            if len(text) > 12 and sum(c.isalpha() for c in text) > 0.6 * len(text): texts[text] = True
    with open(out, 'w', encoding='utf-8') as f: f.writelines(t + '\n' for t in texts)

def main():
    if sys.argv[1] == '--to': return one(sys.argv[2], sys.argv[3:])
    out, by = sys.argv[1], collections.defaultdict(dict)
    def take(code, texts):
        for text in map(clean, texts):
            if len(text) > 3 and sum(c.isalpha() for c in text) > 0.6 * len(text): by[CODE.get(code, code)][text] = True
    for path in sorted(glob.glob('/usr/share/locale/*/LC_MESSAGES/*.mo')):
        if os.path.basename(path)[:-3] not in NAMES: take(path.split('/')[4], catalogue(path))
    for path in sys.argv[2:]: take(re.search(r'langpack-(\w+)', path).group(1), langpack(path))
    os.makedirs(out, exist_ok=True)
    for code, texts in sorted(by.items()):
        with open(os.path.join(out, code + '.txt'), 'w', encoding='utf-8') as f: f.writelines(t + '\n' for t in texts)
        print(code, len(texts), sum(len(t.split()) for t in texts))

main()
