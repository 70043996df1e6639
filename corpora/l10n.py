"""Running text of Albanian program translations, one message a line, for iber train restore.

    apt-get download firefox-esr-l10n-sq thunderbird-l10n-sq wordpress-l10n
    for d in *.deb; do dpkg-deb -x $d unpacked; done
    python3 corpora/l10n.py unpacked > l10n-sq.txt

Reads .xpi language packs (Fluent, properties, DTD) and compiled catalogues (*sq*.mo) below the folder.
Placeholders become X, mark-up goes; what is short, no sentence, or English is left out.
"""
import glob
import os
import re
import struct
import sys
import zipfile


def clean(s):
    s = re.sub(r'<[^>]*>', ' ', s)
    s = re.sub(r'\{[^}]*\}', ' X ', s)
    s = re.sub(r'%(\d+\$)?[sdSD]|\$\w+\$?|&\w+;', ' X ', s)
    return ' '.join(s.replace('\\n', ' ').replace('&', '').split())


def fluent(text):
    """Values of a Fluent file: what stands behind = of messages, attributes and variants."""
    value = ''
    for line in text.split('\n'):
        if line.startswith('#'):
            continue
        m = re.match(r'^(-?[\w-]+|\s+\.[\w-]+|\s*\*?\[\w+\])\s*=?\s*(.*)$', line)
        if m and (not line.startswith(' ') or line.strip().startswith(('.', '[', '*'))):
            yield value
            value = m.group(2)
        else:
            value += ' ' + line.strip()
    yield value


def language_pack(path):
    pack = zipfile.ZipFile(path)
    for name in pack.namelist():
        text = pack.read(name).decode('utf-8', 'replace') if name.endswith(('.ftl', '.properties', '.dtd')) else ''
        if name.endswith('.dtd'):
            yield from re.findall(r'<!ENTITY\s+\S+\s+"([^"]*)"', text)
        elif name.endswith('.properties'):
            yield from (l.split('=', 1)[1] for l in text.split('\n') if '=' in l and not l.startswith('#'))
        else:
            yield from fluent(text)


def catalogue(path):
    data = open(path, 'rb').read()
    _, _, n, _, at = struct.unpack('<5I', data[:20])
    for i in range(n):
        size, begin = struct.unpack('<2I', data[at + 8 * i:at + 8 * i + 8])
        yield from data[begin:begin + size].decode('utf-8', 'replace').split('\0')


def is_text(s):
    letters = sum(c.isalpha() for c in s)
    english = re.search(r' (the|of|you)\b', s)
    return len(s) > 8 and letters > 0.6 * len(s) and not english and ('ë' in s or 'ç' in s or len(s.split()) > 3)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = sorted(glob.glob(os.path.join(sys.argv[1], '**', '*'), recursive=True))
    seen = set()
    for path in found:
        messages = language_pack(path) if path.endswith('.xpi') else \
            catalogue(path) if path.endswith('.mo') and 'sq' in os.path.basename(path) else ()
        for s in map(clean, messages):
            if is_text(s) and s not in seen:
                seen.add(s)
                print(s)


main()
