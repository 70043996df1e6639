#!/usr/bin/env python3
"""Pages made to hang a parser or to fill its memory: each must be done within its time, as a record or as
text with a warning, and no word of it may be lost."""
import time

import program
import tap

T = tap.Tap()
# A release takes less than 1.5 seconds for the slowest (a MiB each); others and busy machines take longer.
SECONDS = 120 if program.SANITIZED else 20
SIZE = 1 << 20
BOLD = ''.join('<b id=%d>' % i for i in range(90))
WORD = 'fjala'


def times(piece):
    return piece * (SIZE // len(piece))


# name: page; WORD must still be there, in the text or in a zone
BOMBS = {
    'nested <div>': times('<div>') + WORD,
    'nested <b>': times('<b>') + WORD,
    'nested <font>, each another': ''.join('<font color=%d>' % i for i in range(SIZE // 20)) + WORD,
    'nested tables': times('<table><tr><td>') + WORD,
    'nested lists': times('<ul><li>') + WORD,
    'items of two kinds': times('<dd><li>') + WORD,
    'unknown elements closed by others': times('<aa></bb>') + WORD,
    '<div> behind <select>': times('<div><select></div>') + '</select>' + WORD,
    'links around blocks': times('<a><div>') + WORD,
    '<b> closed around blocks': times('<b>' + '<div>' * 10 + '</b>' + '</div>' * 10) + WORD,
    'formatting opened again in each paragraph': '<p>' + BOLD + '</p>' + times('<p>x') + '<p>' + WORD,
    'end tags in a deep page': '<div>' * 550 + times('</p>') + WORD,
    'blocks hidden in an attribute that is none': '<p ="' + times('<div>') + WORD,
    'blocks in the title of a drawing': WORD + '<svg><title>' + times('<div>'),
    'foreign elements': WORD + times('<svg><desc>'),
    'many attributes': '<p ' + ' '.join('a%d=1' % i for i in range(SIZE // 8)) + '>' + WORD,
    'attributes of <html>': ''.join('<html a%d=1>' % i for i in range(SIZE // 14)) + WORD,
    'a huge attribute': '<p title="' + times('x ') + '">' + WORD,
    'a value that is never closed': WORD + '<p title="' + times('x>'),
    'a comment that is never closed': WORD + '<!--' + times('-- '),
    'a script that is never closed': WORD + '<script>' + times('<!--'),
    'a title of many parts': '<title>' + times(' | a') + '</title>' + WORD,
    'authors': '<script type="application/ld+json">{"@type":"NewsArticle","author":['
               + times('{"name":"a b"},') + ']}</script>' + WORD,
    'brackets': times('<') + ' ' + WORD,
    'ampersands': times('&') + WORD,
    'bad entities': times('&' + 'x' * 30 + ';') + WORD,
    'one line': times('Fjala e parë shkon para. ') + WORD,
    'short paragraphs': times('<p>x') + '<p>' + WORD,
    'headings': times('<h2>Related</h2>x') + WORD,
    'rows': '<table>' + times('<tr><td>a<td>b') + '</table>' + WORD,
}


def words(record, page):
    """Text, and what was taken out, as it stands in the source."""
    out = [record['text']]
    for z in record['zones']:
        if z['start'] == z['end']:
            out.append(page[z['source_start']:z['source_end']].decode())
    return '\n'.join(out)


def main():
    for name, page in BOMBS.items():
        page = page.encode()
        start = time.monotonic()
        result = program.iber(['--from', 'html', '--until', 'extract', '--keep-zones', '-j', '1'], page, timeout=600)
        seconds = time.monotonic() - start
        found = program.records(result.out) if result.code == 0 else []
        ok = len(found) == 1 and WORD in words(found[0], page) and seconds < SECONDS
        T.ok(ok, name, '%r, %.1f s' % (result, seconds))
        if 'nested' in name:
            codes = [w['code'] for r in found for w in r['warnings']]
            T.equal(codes, ['too_deep'], name + ': says so')
    T.done()


main()
