"""Test results as TAP, which meson counts; and, run as a program, the sum of several runs:

    tap.py BUILD/meson-logs/testlog.json...     prints what was skipped, then `N passed, N failed`
"""
import json
import sys


class Tap:
    """ok() for each check; done() at the end."""

    def __init__(self):
        self.n = self.failed = 0

    def line(self, good, name, directive=''):
        self.n += 1
        name = ' '.join(str(name).split()).replace('#', '№')
        print('%s %d - %s%s' % ('ok' if good else 'not ok', self.n, name, directive and ' # ' + directive), flush=True)

    def ok(self, good, name, detail=''):
        self.line(good, name)
        if not good:
            self.failed += 1
            self.note(detail)
        return bool(good)

    def equal(self, found, expected, name):
        return self.ok(found == expected, name, 'expected %r\nfound    %r' % (expected, found))

    def todo(self, good, name, detail=''):
        """A known gap. One that is closed fails, so that it becomes a test."""
        self.line(good, name, 'TODO known gap')
        self.failed += bool(good)
        self.note('the gap is closed: make this a check (rename the case to .expected, todo() to ok())' if good else detail)

    def skip(self, name, why):
        self.line(True, name, 'SKIP ' + why)

    def note(self, text):
        for line in str(text).split('\n') if text else []:
            print('#   ' + line, flush=True)

    def done(self):
        print('1..%d' % self.n, flush=True)
        sys.exit(1 if self.failed else 0)


def count(paths):
    """-> passed, failed, skipped, known gaps over logs of meson"""
    passed = failed = skipped = gaps = 0
    for path in paths:
        for row in open(path, encoding='utf-8'):
            test = json.loads(row)
            lines = [l for l in test.get('stdout', '').split('\n') if l.startswith(('ok ', 'not ok '))]
            bad = test['result'] not in ('OK', 'EXPECTEDFAIL', 'SKIP')
            if not lines:
                skipped += test['result'] == 'SKIP'
                passed += test['result'] == 'OK'
            here = 0
            for l in lines:
                good = l.startswith('ok ')
                if '# SKIP' in l:
                    skipped += 1
                elif '# TODO' in l:
                    gaps += not good
                    here += good
                else:
                    passed += good
                    here += not good
            failed += max(here, bad)
    return passed, failed, skipped, gaps


if __name__ == '__main__':
    p, f, s, g = count(sys.argv[1:])
    print('(%d skipped, %d known gaps)' % (s, g))
    print('%d passed, %d failed' % (p, f))
    sys.exit(1 if f or not p else 0)
