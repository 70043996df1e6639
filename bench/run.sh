#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds a release in build-bench/ and measures it: the stages and the libraries beside them, then the
# program itself. JSON lines on stdout, tables on stderr. Nothing is asserted. About six minutes;
# "bench/run.sh --quick" takes one, for figures to look at, not to keep.
set -eu
cd "$(dirname "$0")/.."

size=50 runs=5 rounds=3 large=10
[ "${1:-}" != --quick ] || size=10 runs=3 rounds=1 large=2

if [ -f build-bench/build.ninja ]; then
    meson setup --reconfigure build-bench --buildtype=release -Dbench=true >/dev/null
else
    meson setup build-bench --buildtype=release -Dbench=true >/dev/null
fi
ninja -C build-bench iber lexicons/iber.lex bench/iber-bench bench/iber-measure >/dev/null

iber=build-bench/iber
measure=build-bench/bench/iber-measure
articles=corpora/articles
seeds=../shared/seeds
[ -d "$seeds" ] || seeds=

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# part TEXTS: copies of the texts, about a tenth of $size MB. The program is given the folder ten
# times for $size, so that 500 MB need no 500 MB of disk.
part() {
    rm -rf "$scratch/part"
    bytes=$(cat "$1"/*.txt | wc -c)
    copies=$((size * 100000 / bytes + 1))
    i=0
    while [ $i -lt $copies ]; do
        mkdir -p "$scratch/part/$i"
        cp "$1"/*.txt "$scratch/part/$i"
        i=$((i + 1))
    done
    bytes=$((bytes * copies))
}

# program NAME TIMES ROUNDS: the program on the folder so many times, with one and two workers.
program() {
    name="$1, $((bytes * $2 / 1000000)) MB" total=$((bytes * $2)) rounds_of=$3 i=$2
    set --
    while [ "$i" -gt 0 ]; do
        set -- "$@" "$scratch/part"
        i=$((i - 1))
    done
    "$measure" --runs "$rounds_of" --bytes "$total" \
        --name "iber -j 1, $name" "$iber" -j 1 "$@" \
        --name "iber -j 2, $name" "$iber" -j 2 "$@"
}

echo "load before: $(uptime)" >&2
for texts in $seeds $articles; do
    echo >&2
    echo "== stages and libraries, $texts" >&2
    build-bench/bench/iber-bench --size $size --runs $runs "$texts"
done
for texts in $seeds $articles; do
    echo >&2
    echo "== program, $texts" >&2
    part "$texts"
    program "$(basename "$texts")" 10 $rounds
    [ "$texts" = $articles ] && [ -n "$seeds" ] || program "$(basename "$texts")" $((10 * large)) 1
done
echo >&2
echo "== from start to the first record, one file" >&2
small=$articles/en-accident.txt
$measure --runs 20 --first \
    --name "first record, -j 1" $iber -j 1 $small \
    --name "first record, -j 2" $iber -j 2 $small \
    --name "first record, no lexicon" $iber -j 1 --until tokenise $small
echo "load after: $(uptime)" >&2
