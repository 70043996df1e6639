#!/bin/sh
# All C sources are as clang-format writes them (.clang-format). Prints TAP.
cd "$(dirname "$0")/.." || exit 2
if ! command -v clang-format >/dev/null; then
    echo '1..0 # SKIP clang-format is not installed'
    exit 0
fi
found=$(find pipeline stages lexicons tests bench fuzz -name '*.[ch]' 2>/dev/null | sort |
    xargs clang-format --dry-run 2>&1 | sed -n 's/^\(.*\): warning: code should be.*/\1/p')
if [ -z "$found" ]; then
    echo 'ok 1 - clang-format'
else
    echo 'not ok 1 - clang-format: run clang-format -i on these'
    echo "$found" | sed 's/:.*//' | uniq -c | sed 's/^/#   /'
fi
echo '1..1'
[ -z "$found" ]
