"""iber restore: diacritics put back, and text that has its own left alone."""
import os

import program
import tap

t = tap.Tap()

# language, without marks, with them
RESTORED = [
    ('sr', 'Predsednik je rekao da ce resiti taj problem.', 'Predsednik je rekao da će rešiti taj problem.'),
    ('sr', 'Sta je rekao ministar? Kaze da nece doci.', 'Šta je rekao ministar? Kaže da neće doći.'),
    ('sr', 'Radoicic i Vucic razgovarali su u Djakovici.', 'Radoičić i Vučić razgovarali su u Đakovici.'),
    ('sr', 'PREDSEDNIK CE DOCI KUCI.', 'PREDSEDNIK ĆE DOĆI KUĆI.'),
    ('hr', 'Cesto je kisa, a sljedeci tjedan stize sunce.', 'Često je kiša, a sljedeći tjedan stiže sunce.'),
    ('hr', 'Djeca i odjel vec su nadjacali djed.', 'Djeca i odjel već su nadjačali djed.'),
    ('bs', 'Zenica je grad u kojem zivi mnogo rudara.', 'Zenica je grad u kojem živi mnogo rudara.'),
    ('sq', 'Eshte nje dite e bukur per te gjithe.', 'Është një ditë e bukur për të gjithë.'),
    ('sq', 'Kryeministri tha se qeveria do te ndertoje rruge te reja.',
     'Kryeministri tha se qeveria do të ndërtojë rrugë të reja.'),
    ('sq', 'Thaci ishte ne Prishtine.', 'Thaçi ishte në Prishtinë.'),
]
# language, text that stays
KEPT = [
    ('sr', 'Predsednik je rekao: sto dinara, a ne šta god hoćeš; kos, čas, zaista.'),
    ('sr', 'The minister said that Microsoft and Google will cooperate.'),
    ('sr', 'Песма на ћирилици, 1. 5. 2024, www.vesti.rs i a@b.rs'),
    ('sq', 'Ne jemi në shtëpi, se nuk kemi ku të shkojmë; e para dhe e dyta.'),
    ('sq', 'The president of the United States visited London.'),
    ('sr', ''), ('sq', '...'), ('sr', 'q w x y'), ('sr', '\u0301\u0308'), ('hr', 'a' * 5000), ('sq', 'e ' * 3000),
]


def restore(lang, text):
    return program.iber(['restore', '--lang', lang], text.encode() if isinstance(text, str) else text)


def words():
    for lang, bare, marked in RESTORED:
        t.equal(restore(lang, bare).out.decode(), marked + '\n', '%s: %s' % (lang, bare))
        t.equal(restore(lang, marked).out.decode(), marked + '\n', '%s stays: %s' % (lang, marked))
    for lang, text in KEPT:
        t.equal(restore(lang, text).out.decode(), text + '\n' if text else '', '%s stays: %s' % (lang, text[:50]))


def lines():
    many = ''.join(bare + '\n' for lang, bare, _ in RESTORED if lang == 'sr') * 2000
    want = ''.join(marked + '\n' for lang, _, marked in RESTORED if lang == 'sr') * 2000
    t.ok(restore('sr', many).out.decode() == want, 'many lines')
    r = restore('sr', b'ovo je lose\n\xff\xfe\n' + 'vec je kasno\n'.encode())
    t.equal(r.out.decode(), 'ovo je loše\n\nveć je kasno\n', 'a line that is no UTF-8 becomes an empty one')
    t.ok(r.code == 1 and 'line 2' in r.err, 'and is named')
    r = restore('sr', b'x' * (3 << 20) + b'\nvec\n')
    t.ok(r.code == 1 and r.out.decode().split('\n')[1] == 'već', 'a line of 3 MiB is named, the next is done', r)
    for args in ([], ['--lang', 'de'], ['--lang', '']):
        r = program.iber(['restore'] + args, b'text')
        t.ok(r.code == 2 and '--lang' in r.err, 'restore %s is refused' % args)


def models():
    r = program.iber(['restore', '--lang', 'sr', '--models', os.path.dirname(os.path.abspath(__file__))], b'x')
    t.ok(r.code == 2 and 'restore.model' in r.err, 'a folder without the model is refused')


words()
lines()
models()
t.done()
