#!/usr/bin/env python3
"""Build the sample texts and their gold files from the marked sources.

Usage (anywhere):        python3 make.py            write all outputs
                         python3 make.py --check    write nothing; fail if an output is missing or stale

Source gold/NAME.gold.txt (UTF-8) is the article itself with two kinds of mark:

  [[TYPE id|surface]]       a mention of TYPE PER, ORG, DATE, MONEY or PERCENT
  [[TYPE/SUB id|surface]]   the same for LOC/GPE, LOC/LOC, LOC/FAC and
                            MISC/NORP, EVENT, LAW, WORK, LANG, PRODUCT
  ‖ (U+2016)                end of a sentence of body text

`id` is the canonical id; for DATE, MONEY and PERCENT it is the normalised
value and may hold a space ("EUR 4500", "22 %").  A surface may run over a
line break.  Marks do not nest.  Titles, headings, captions, by-lines, tables,
crumbs and footnote lines carry no ‖.

Outputs (offsets are code points of NAME.txt):

  articles/NAME.txt      the plain article
  gold/NAME.jsonl        one mention a line: start, end, text, type, subtype, canonical
                    (subtype is null where the type has none)
  gold/NAME.sents.jsonl  one sentence a line: start, end

A sentence starts at the first non-space character after the sentence before
it, but never before its own block; blocks are parted by blank lines.  A list
bullet ("- ", "* ") at the start of a sentence is outside it.

Warnings (a surface marked in one place and bare in another, a bare year,
percentage or sum of money, an id of two types) go to stderr and do not
change the exit status; errors in the marks do.
"""
import collections
import glob
import json
import os
import re
import sys

SUBTYPES = {
    "PER": {None}, "ORG": {None}, "DATE": {None}, "MONEY": {None}, "PERCENT": {None},
    "LOC": {"GPE", "LOC", "FAC"},
    "MISC": {"NORP", "EVENT", "LAW", "WORK", "LANG", "PRODUCT"},
}
DAY = r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?)"
ID = {
    "DATE": re.compile(rf"{DAY}(?:/{DAY})?"),
    "MONEY": re.compile(r"[A-Z]{3} \d+(?:\.\d+)?"),
    "PERCENT": re.compile(r"\d+(?:\.\d+)? %"),
}
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MARK = re.compile(r"\[\[([A-Z]+)(?:/([A-Z]+))? ([^|\[\]\n]+)\|([^|\[\]‖]+)\]\]")
SENT = "‖"
BLANK = re.compile(r"\n[ \t]*\n\s*")
BULLET = re.compile(r"[-*][ \t]+")
ADDRESS = re.compile(r"https?://[^\s)\]]+|[\w.+-]+@[\w.-]+\w")
NUMERIC = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\d[\d.,]*\s*(?:%|odsto|posto|одсто|посто|per ?cent|për ?qind|per qind)"
    r"|[€$]\s*\d|\d\s*(?:mil\w+\s+|мил\w+\s+|mijë\s+)?(?:€|euro|evr|евр|dinar|динар)")


def parse(source):
    """-> text, mentions, sentences, errors"""
    errors, mentions, ends, out, size, pos = [], [], [], [], 0, 0

    def emit(piece):
        nonlocal size
        for i, part in enumerate(piece.split(SENT)):
            if i:
                ends.append(size)
            out.append(part)
            size += len(part)
        if "[[" in piece.replace("[[[", "[") or "]]" in piece:
            errors.append(f"broken mark near {piece[-60:]!r}")

    for m in MARK.finditer(source):
        emit(source[pos:m.start()])
        pos = m.end()
        kind, sub, ident, surface = m.groups()
        if sub not in SUBTYPES.get(kind, ()):
            errors.append(f"unknown type {kind}/{sub}: {m.group()}")
        if not ID.get(kind, SLUG).fullmatch(ident):
            errors.append(f"bad id: {m.group()}")
        if surface != surface.strip():
            errors.append(f"space at the edge: {m.group()}")
        mentions.append({"start": size, "end": size + len(surface), "text": surface,
                         "type": kind, "subtype": sub, "canonical": ident})
        out.append(surface)
        size += len(surface)
    emit(source[pos:])
    text = "".join(out)

    blocks = [0] + [m.end() for m in BLANK.finditer(text)]
    sentences, last = [], 0
    for end in ends:
        start = max([last] + [b for b in blocks if b < end])
        while start < end and text[start].isspace():
            start += 1
        bullet = BULLET.match(text, start, end)
        start = bullet.end() if bullet else start
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            errors.append(f"empty sentence at {end}")
        sentences.append({"start": start, "end": end})
        last = end
    for m in mentions:
        if text[m["start"]:m["end"]] != m["text"]:
            errors.append(f"offsets: {m}")
    return text, mentions, sentences, errors


def warnings(text, mentions):
    taken = bytearray(len(text))
    for m in mentions:
        taken[m["start"]:m["end"]] = b"\1" * len(m["text"])
    for m in ADDRESS.finditer(text):
        taken[m.start():m.end()] = b"\1" * (m.end() - m.start())
    for surface in sorted({m["text"] for m in mentions}):
        for hit in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            if not any(taken[hit.start():hit.end()]):
                yield f"bare {surface!r} at {hit.start()}"
    for hit in NUMERIC.finditer(text):
        if not any(taken[hit.start():hit.end()]):
            yield f"bare number {hit.group()!r} at {hit.start()}"


def rows(items):
    return "".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items)


def main():
    check = "--check" in sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    failed, kinds, total = False, {}, collections.Counter()
    for path in sorted(glob.glob(os.path.join(here, "gold", "*.gold.txt"))):
        base = path[:-len(".gold.txt")]
        name = os.path.basename(base)
        article = os.path.join(here, "articles", name)
        with open(path, encoding="utf-8", newline="") as f:
            text, mentions, sentences, errors = parse(f.read())
        for m in mentions:
            if m["type"] not in ID:
                key = (m["type"], m["subtype"])
                first = kinds.setdefault(m["canonical"], (key, name))
                if first[0] != key:
                    print(f"{name}: warning: {m['canonical']} is {key}, but {first}", file=sys.stderr)
        for w in warnings(text, mentions):
            print(f"{name}: warning: {w}", file=sys.stderr)
        for out, data in ((article + ".txt", text), (base + ".jsonl", rows(mentions)), (base + ".sents.jsonl", rows(sentences))):
            if check:
                try:
                    with open(out, encoding="utf-8", newline="") as f:
                        same = f.read() == data
                except FileNotFoundError:
                    same = False
                if not same:
                    errors.append(f"{os.path.basename(out)} is missing or stale")
            elif not errors:
                with open(out, "w", encoding="utf-8", newline="") as f:
                    f.write(data)
        for e in errors:
            print(f"{name}: error: {e}", file=sys.stderr)
        failed |= bool(errors)
        count = collections.Counter(m["type"] for m in mentions)
        total += count
        print(f"{name}: {len(text.split())} words, {len(sentences)} sentences, {len(mentions)} mentions: "
              + " ".join(f"{k} {count[k]}" for k in SUBTYPES if count[k]))
    print("total: " + " ".join(f"{k} {total[k]}" for k in SUBTYPES) + f" = {sum(total.values())}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
