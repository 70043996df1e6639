"""iber translit: rules on lines, bad input, and the round trip over the Serbian dictionary."""
import os

import program
import tap

t = tap.Tap()
DICTIONARY = '/usr/share/hunspell/sr_%s.dic'

BOTH = [
    ('Ljubav, LJUBAV, Njegoš, NJEGOŠ', 'Љубав, ЉУБАВ, Његош, ЊЕГОШ'),
    ('džep Džep DŽEP, đak, ČAŠA', 'џеп Џеп ЏЕП, ђак, ЧАША'),
    ('injekcija konjunktura mikroinjekcija', 'инјекција конјунктура микроинјекција'),
    ('nadživeti nadžnjeti podžupan odžaliti', 'надживети наджњети поджупан оджалити'),
    ('Tanjug TANJUG vanjezički tanjir', 'Танјуг ТАНЈУГ ванјезички тањир'),
    ('XX vek, Petar II, XIX-tog', 'XX век, Петар II, XIX-тог'),
    ('Petar I Karađorđević', 'Петар I Карађорђевић'),
    ('RAT I MIR', 'РАТ И МИР'),
    ('MI VI DI', 'МИ ВИ ДИ'),
    ('I on i NATO', 'И он и НАТО'),
    ('mp3 H2O 5G 10km 1990ih', 'mp3 H2O 5G 10km 1990их'),
    ('5 km dalje', '5 km даље'),
    ('vidi www.primer.rs i primer.rs, a@b.rs', 'види www.primer.rs и primer.rs, a@b.rs'),
    ('kaže @korisnik #oznaka https://a.b/c', 'каже @korisnik #oznaka https://a.b/c'),
    ('injektiranje Odžalan', 'инјектирање Оџалан'),
    ('Windows i Facebook', 'Windows и Facebook'),
]
TO_CYRILLIC = [
    ('InJekcija', 'ИнЈекција'),
    ('c\u030cas\u030ca noc\u0301', 'чаша ноћ'),
    ('\u01c9ubav \u01c8ubav \u01c7UBAV \u01c6ep \u01ccega', 'љубав Љубав ЉУБАВ џеп њега'),
    ('Ðorđe', 'Ђорђе'),
    ('već ћирилица', 'већ ћирилица'),
]
TO_LATIN = [
    ('Љ', 'Lj'), ('Љ. Петровић', 'Lj. Petrović'), ('КОЊ', 'KONJ'), ('Ѓ ќ ѕ', 'Ǵ ḱ dz'),
    ('с\u0301', 's\u0301'), ('već latinica', 'već latinica'), ('Џ', 'Dž'), ('ЏЕП', 'DŽEP'),
]


def run(to, text):
    data = text if isinstance(text, bytes) else text.encode()
    r = program.iber(['translit', '--to', to], data)
    return r


def lines():
    for latin, cyrillic in BOTH:
        t.equal(run('cyrl', latin).out.decode(), cyrillic, 'to Cyrillic: ' + latin)
        t.equal(run('latn', cyrillic).out.decode(), latin, 'to Latin: ' + cyrillic)
    for latin, cyrillic in TO_CYRILLIC:
        t.equal(run('cyrl', latin).out.decode(), cyrillic, 'to Cyrillic: ' + latin)
    for cyrillic, latin in TO_LATIN:
        t.equal(run('latn', cyrillic).out.decode(), latin, 'to Latin: ' + cyrillic)
    for to, row in (('cyrl', 0), ('latn', 1)):
        once = run(to, '\n'.join(p[row] for p in BOTH)).out
        t.equal(run(to, once).out, once, 'idempotent to ' + to)


def hostile():
    r = run('cyrl', b'dan\r\n\x80no\xc4\x87 \xff\r\nkraj')
    t.equal(r.out, 'дан\r\n'.encode() + b'\x80' + 'ноћ '.encode() + b'\xff' + '\r\nкрај'.encode(),
            'bad bytes and CRLF pass through')
    t.ok(r.code == 1 and 'line 2' in r.err and r.err.count('\n') == 1, 'one message names the line', r)
    for to in ('latn', 'cyrl'):
        for name, data in (('a long line without spaces', b'ba' * 5000000), ('NUL', b'\0' * 100),
                           ('nothing', b''), ('a lone lead byte', b'\xd0'), ('marks', b'\xcc\x8c' * 1000)):
            r = run(to, data)
            t.ok(r.code in (0, 1) and len(r.out) >= len(data), '%s to %s' % (name, to), r)
    text = 'čaša љубав ' * 300000
    t.equal(run('cyrl', text).out.decode(), 'чаша љубав ' * 300000, 'blocks do not tear words')
    r = run('cyrk', 'a')
    t.ok(r.code == 2 and "'cyrl'" in r.err, 'an unknown script: the nearest word', r)
    t.ok(program.iber(['translit']).code == 2, '--to is wanted')


def words(name):
    with open(DICTIONARY % name, encoding='utf-8') as f:
        return [l.split('/')[0].split('\t')[0].strip() for l in f][1:]


def dictionary():
    if not os.path.exists(DICTIONARY % 'RS'):
        t.skip('round trip over the dictionary', 'hunspell-sr is not installed')
        return
    cyrillic = words('RS')
    latin = run('latn', '\n'.join(cyrillic)).out.decode()
    back = run('cyrl', latin).out.decode().split('\n')
    wrong = [c + ' ' + b for c, b in zip(cyrillic, back) if c != b]
    t.ok(len(back) == len(cyrillic) and len(wrong) <= len(cyrillic) * 0.0005,
         'round trip over the dictionary', '%d of %d: %s' % (len(wrong), len(cyrillic), wrong[:80]))
    t.note('%d of %d words differ' % (len(wrong), len(cyrillic)))
    t.equal(set(latin.split('\n')) - set(words('Latn_RS')), set(), 'both dictionaries agree')


lines()
hostile()
dictionary()
t.done()
