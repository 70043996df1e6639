#!/usr/bin/env python3
"""Mojibake: texts of ours are damaged as programs damage them, and must come back; texts that are not
damaged must stay as they are."""
import os

import program
import tap

t = tap.Tap()
CHAIN = ['--from', 'lines', '--to', 'text', '--stages', 'normalise']


def normalised(lines):
    """Each line as a document of its own."""
    r = program.iber(CHAIN, ''.join(l + '\n' for l in lines).encode())
    assert r.code == 0, r
    out = r.out.decode().split('\n')
    return out[:-1]


def misread(text, page, strict=False):
    """UTF-8 bytes read as a page; a byte that is in no table becomes a C1 control. None: it cannot be."""
    out = []
    for b in text.encode():
        try:
            out.append(bytes([b]).decode(page))
        except UnicodeDecodeError:
            if strict:
                return None
            out.append(chr(b))
    return ''.join(out)


def paragraphs(kind):
    for path in program.articles():
        if os.path.basename(path).startswith(kind):
            for line in open(path, encoding='utf-8').read().split('\n'):
                if line.strip() and not line.isascii():
                    yield line.strip()


def restored(name, texts, damaged):
    clean = normalised(texts)
    found = normalised(damaged)
    bad = [(d, f, c) for d, f, c in zip(damaged, found, clean) if f != c]
    share = 1 - len(bad) / len(texts)
    t.equal(normalised(found), found, name + ': nothing is left to do')
    t.ok(len(found) == len(texts) and share >= 0.98, '%s: %d paragraphs come back' % (name, len(texts)),
         '%.3f\n' % share + '\n'.join('%r\n  gives    %r\n  expected %r' % b for b in bad[:3]))


PAGES = ['cp1252', 'latin-1', 'cp1250', 'iso8859-2', 'cp1251', 'mac-roman', 'cp437', 'cp1257', 'cp1254']


def utf8_misread():
    for kind in ('en', 'sq', 'sr-latn', 'sr-cyrl'):
        texts = list(paragraphs(kind))
        for page in PAGES:
            once = [misread(x, page) for x in texts]
            restored('%s read as %s' % (kind, page), texts, once)
            if page in ('cp1252', 'latin-1', 'cp1250', 'iso8859-2', 'cp1251', 'mac-roman'):
                restored('%s read as %s twice' % (kind, page), texts, [misread(x, page) for x in once])
        restored('%s read as cp1252 three times' % kind, texts,
                 [misread(misread(misread(x, 'cp1252'), 'cp1252'), 'cp1252') for x in texts])


def code_pages():
    for kind, was, read in (('sr-latn', 'cp1250', 'cp1252'), ('sr-latn', 'cp1250', 'latin-1'),
                            ('sr-latn', 'iso8859-2', 'latin-1'), ('sr-cyrl', 'cp1251', 'cp1252'),
                            ('sr-cyrl', 'cp1251', 'cp1250')):
        texts = [x for x in paragraphs(kind) if x == x.encode(was, 'ignore').decode(was)]
        damaged = [''.join(bytes([b]).decode(read, 'replace').replace('\ufffd', chr(b)) for b in x.encode(was))
                   for x in texts]
        restored('%s in %s read as %s' % (kind, was, read), texts, damaged)


# Damaged words that stand alone, and what they are.
WORDS = [
    ('VuÄiÄ‡ je poÄeo.', 'Vučić je počeo.'), ('PreÄ‡utno', 'Prećutno'), ('VuÄ\x8diÄ‡', 'Vučić'), ('Å½ivot', 'Život'), ('Ä‘ak', 'đak'), ('Ã«shtÃ«', 'është'),
    ('Ã‡mimi', 'Çmimi'), ('Đ‘ĐµĐľĐłŃ€Đ°Đ´', 'Београд'), ('Р‘РµРѕРіСЂР°Рґ', 'Београд'),
    ('Ð‘ÐµÐ¾Ð³Ñ€Ð°Ð´', 'Београд'), ('Ĺ˝abljak', 'Žabljak'), ('neĹˇto', 'nešto'), ('kuÃ„Â\x87a', 'kuća'),
    ('The court said â€œnoâ€\x9d twice.', 'The court said “no” twice.'),
    ('It was the mayorâ€™s idea, heâ€�d say.', 'It was the mayor’s idea, he�d say.'),
    ('Un cafÃ© Ã Lyon, puis un thÃ©.', 'Un café à Lyon, puis un thé.'),
    ('Minister Ivan Miletiæ came late.', 'Minister Ivan Miletić came late.'),
    ('Goran Vuèiæ i Petar Miloševiæ', 'Goran Vučić i Petar Milošević'),
    ('Kuæa je veæ prodata, a ¾ena na¹eg suseda ne¹to pi¹e.', 'Kuća je već prodata, a žena našeg suseda nešto piše.'),
    ('Áåîãðàä je lep.', 'Београд je lep.'),
    ('Wait\x85 he said \x93no\x94.', 'Wait… he said “no”.'),
]

# Nothing is wrong with these.
WHOLE = [
    'Bærum kommune ønsker å bygge en ny skole på Fornebu, sier Kjærsti Sæther.',
    'Færre børn lærer at læse; træer vælter, og knæet gør ondt. »Æblet« er rødt.',
    'Þórður Guðmundsson æfir ekki í dag, það er of kalt. Ég á kæra ömmu.',
    'Citroën et Molière, père et mère : « voilà », très naïve, l’élève répète « À… ».',
    'Perché no? È vero, cioè più caffè: «così è». Però… già!',
    'São João, coração, CONCLUSÃO e LIÇÃO; às três, à noite — “não”…',
    'Größe, Übermut, „Ärger“, Straße: ‚Öl‘ kostet 5 € – 30 °C.',
    'Tiếng Việt: Đường Nguyễn Huệ, phở bò 45.000₫, “cà phê sữa đá”…',
    'İstanbul’da şöyle güzel bir gün; ığdır, ĞÜŞÇÖ “çay” içtik…',
    'Zażółć gęślą jaźń; ŁÓDŹ – „Święto”… Ś‘ i Ź’.',
    'Η Αθήνα είναι «όμορφη», είπε ο Γιώργος… ΆΈΉ 12 €',
    'Съешь ещё этих мягких французских булок… «ЁЛКА» — Їжак, Ґанок, Ўсход.',
    'Рјечник, РЈЕЧНИК, ИСЈЕЧАК, најљепши Љубљанац, Сјајан дан, Рђа, ЊЕГОШ, ЋИРИЋ, ЏАК…',
    'Příliš žluťoučký kůň úpěl ďábelské ódy; ČŠŽ, MÁŠ „Ů“.',
    'Îi șoptește: „ÎNȚELEG, ORĂŞENI!” și pleacă în țară.',
    'Árvíztűrő tükörfúrógép, ŐSZ, „Ő”…',
    'Señor Ñandú: ¿qué? ¡Sí! España, 1.ª y 2.º, José’s',
    'Acme® and Nestlé® with café™ ©2020, RÉSUMÉ™, É… É’s É” 5×£35 10×€3',
    'Ide 🙂 i ide 🇷🇸👍🏽, š… č” đ’ Ž“ Đ– Č— ČŠŽ, „Đ” i ‘Ć’.',
    'Çmimi është 5 €, «Ç’kemi?», Ë… ë” ë’ ÇË; Shqipëria—Kosova',
    'Cæsar, Encyclopædia, œuvre, façade, naïveté, coöperate, ½ cup, 3¾ inches, word¹ and x² ± 2 µm',
    '© Reuters, ®Coca, ©AFP, Nestlé©, word™s, note¹, note¹², 10¾, ¾in',
    'La Moèche; il caffè è già pronto, perciò «è»; lunedì, virtù.',
    'Hrvatska riječ; đak, ĐAK, Đorđe… ČAČAK',
    'Él ès Ñú, Åse Ås, Öö Üü, éèàùç, ÀÁÂÃÄÅ',
]


def main():
    for path in program.articles():
        raw = open(path, encoding='utf-8').read()
        r = program.iber(['--to', 'text', '--stages', 'normalise'], raw.encode())
        plain = program.iber(['--to', 'text', '--stages', 'normalise', '-o', 'normalise.mojibake=no', '-o',
                              'normalise.code_page=no'], raw.encode())
        t.equal(r.out, plain.out, os.path.basename(path) + ' is not touched')
    off = ['-o', 'normalise.mojibake=no', '-o', 'normalise.code_page=no']
    for text in WHOLE:
        t.equal(normalised([text]), program.iber(CHAIN + off, (text + '\n').encode()).out.decode().split('\n')[:-1],
                'untouched: ' + text[:40])
    for damaged, text in WORDS:
        t.equal(normalised([damaged]), [text], 'repaired: ' + text)
        t.equal(normalised([text]), [text], 'again: ' + text)
    utf8_misread()
    code_pages()
    t.done()


main()
