#!/bin/sh
# Rules that a compiler does not check: who may include what (docs/architecture.md), one door to each
# library, functions that are not used here, and how a source file looks. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
n=0
failed=0

# report NAME FOUND: the places that break a rule; none is good
report() {
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        failed=$((failed + 1))
        echo "not ok $n - $1"
        echo "$2" | sed 's/^/#   /'
    fi
}

sources=$(find pipeline stages lexicons tests bench fuzz -name '*.[ch]' 2>/dev/null | sort)
product=$(find pipeline stages lexicons -name '*.[ch]' | sort)
scripts=$(find tests bench python bootstrap .ci -name '*.py' -o -name '*.sh' -o -name bootstrap -o -name run | sort)
mesons=$(find . -name meson.build -not -path './build*' | sort)

# "file header" for each include of our own
includes() {
    grep -H '^#include "' "$@" | sed 's/^\([^:]*\):#include "\([^"]*\)".*/\1 \2/'
}

# ---- who may include what
other_stages() {
    includes stages/*.[ch] | while read -r file header; do
        [ -e "stages/$header" ] || continue
        stage=$(basename "$file" | sed 's/[_.].*//')
        case $header in "$stage".h | "$stage"_*.h) ;; *) echo "$file includes $header" ;; esac
    done
}
report 'a stage includes private headers of its own only' "$(other_stages)"
report 'no stage includes the program around it' "$(includes stages/*.[ch] |
    grep -E ' (run|input|options|jsonl|conllu|chain|walk|stream|fingerprint)\.h$')"

# Each module of pipeline/ stands behind those that it may include.
order='str utf8 fd clock filter lang status letters arena buf cache fingerprint lexicon wordlist model doc text fold inflect lower
    case_forms transcribe pattern name_base restore peer stage data walk media
    http gunzip stream origin input jsonl journal batch conllu explain exec chain watch isolate run source
    translit match match_lines lookup lookup_lines variants base_lines grep translit_lines restore_lines eval options main'
place() {
    i=0
    for m in $order; do
        i=$((i + 1))
        [ "$m" != "$1" ] || echo $i
    done
}
# jsonl_read → jsonl: parts of a module stand where it stands
module() {
    case $1 in jsonl_* | conllu_* | input_* | batch_* | run_* | eval_* | options_* | main_*) echo "${1%%_*}" ;; registry) echo stage ;; *) echo "$1" ;; esac
}
upwards() {
    for f in pipeline/*.[ch]; do
        own=$(place "$(module "$(basename "$f" | sed 's/\.[ch]$//')")")
        [ -n "$own" ] || echo "$f has no place in the order of tests/includes.sh"
        includes "$f" | while read -r file header; do
            [ "$header" != stage_names.h ] || continue
            other=$(place "$(module "${header%.h}")")
            [ "${other:-99}" -le "${own:-99}" ] || echo "$file includes $header"
        done
    done
}
report 'pipeline/ includes downwards only' "$(upwards)"

beside() {
    includes lexicons/*.[ch] | while read -r file header; do
        case $header in
        data.h) case $file in lexicons/train_*) ;; *) echo "$file includes $header" ;; esac ;;
        chain.h) case $file in lexicons/train_tagger.c) ;; *) echo "$file includes $header" ;; esac ;;
        gunzip.h) case $file in lexicons/import_lines.c) ;; *) echo "$file includes $header" ;; esac ;;
        doc.h | letters.h | lexicon.h | wordlist.h | model.h | lang.h | str.h | utf8.h) ;;
        *) [ -e "lexicons/$header" ] || echo "$file includes $header" ;;
        esac
    done
}
report 'lexicons/ includes of pipeline/ no more than documents and text' "$(beside)"
report 'no paths in includes' "$(grep -n '^#include "[^"]*/' $product)"

# ---- one door to each library: its headers in these files only
door() {
    pattern=$1
    shift
    report "<$pattern> only in $*" "$(grep -H -E "^#include <($pattern)>" $product |
        grep -v -F "$(printf '%s:\n' "$@")")"
}
door 'archive(_entry)?\.h' pipeline/stream.c
door 'jansson\.h' pipeline/jsonl_foreign.h lexicons/import_wikidata.c
door 'zlib\.h' pipeline/gunzip.c
door 'ini\.h' pipeline/options.c
door 'zstd\.h' pipeline/batch_parts.h pipeline/batch_read.h
door 'pthread\.h' pipeline/run.c pipeline/watch.c
door 'nettle/.*' pipeline/fingerprint.c
door 'gumbo\.h' stages/extract_html.h
door 'hunspell/.*' nowhere
door 'libstemmer\.h' stages/stem.c
door 'uchardet/.*' stages/decode.h
door 'unicode/ucnv.*' stages/decode.h lexicons/expand.c
door 'unicode/unorm2\.h' stages/normalise.c lexicons/rows.c lexicons/import.c
door 'utf8proc\.h' lexicons/fold.c
door 'geonames.*|glib.*' lexicons/imports.c
door 'unicode/(udat|uloc)\.h' lexicons/imports.c
door 'locale\.h' pipeline/stream.h
door 'signal\.h' pipeline/watch.c pipeline/peer.c
door 'time\.h' pipeline/clock.h
door '(ctype|wctype|threads|stdatomic)\.h' nowhere

# ---- functions and words that are not used
locale='isalpha|isdigit|isspace|isupper|islower|isalnum|ispunct|tolower|toupper|setlocale|atoi|atol|atof'
unbounded='strcpy|strcat|strncpy|strncat|sprintf|vsprintf|strtok|gets|alloca'
report 'no function that asks the locale or writes without a limit' \
    "$(grep -n -E "\b($locale|$unbounded)[[:space:]]*\(" $sources)"
report 'nothing below main, options, run and watch prints or ends the program' \
    "$(grep -n -E '\b(printf|puts|putchar|fputs|fprintf|perror|exit|abort)[[:space:]]*\(' stages/*.[ch] pipeline/*.[ch] |
        grep -v -E '^pipeline/(main|main_batch|main_conform|run|run_work|watch|options)\.c:')"
report 'no typedef of a struct' "$(grep -n '^typedef struct' $product)"
report 'nothing is left for later' "$(grep -n -E '\b(TODO|FIXME|XXX|HACK)\b' $product)"

# ---- how a file looks
unlicensed() {
    for f in $sources; do
        head -n 1 "$f" | grep -q -F '/* SPDX-License-Identifier: MIT */' || echo "$f"
    done
}
report 'the licence is in the first line' "$(unlicensed)"

untidy() {
    for f in $sources $scripts $mesons; do
        grep -n -H -E '[[:blank:]]$' "$f"
        grep -n -H "$(printf '\t')" "$f"
        grep -n -H "$(printf '\r')" "$f"
        [ -z "$(tail -c 1 "$f")" ] || echo "$f: no line end behind the last line"
        [ -n "$(tail -c 2 "$f" | tr -d '\n')" ] || echo "$f: blank lines at its end"
    done
}
report 'no tabs, no blanks at line ends, one line end at the end' "$(untidy)"

unseen='\x{A0}\x{AD}\x{34F}\x{61C}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{200B}-\x{200F}'
unseen=$unseen'\x{2028}-\x{202F}\x{205F}-\x{206F}\x{3000}\x{3164}\x{FE00}-\x{FE0F}\x{FEFF}\x{FFA0}'
unseen=$unseen'\x{FFF0}-\x{FFFB}\x{E0000}-\x{E0FFF}'
report 'no character that cannot be seen' "$(grep -n -P "[$unseen]" $sources $scripts $mesons)"
# Lists that are searched by halves are sorted as strcmp() sorts.
unsorted() {
    for f in stages/names_persons.c lexicons/abbreviation.c; do
        grep -q 'str_among\|str_compare' "$f" || echo "$f searches nothing by halves"
        for table in $(awk '/sorted \*\/|const struct row [a-z]*\[\]/ { print NR }' "$f"); do
            awk -v at="$table" '/\[\] = \{/ { from = NR; list = "" } { list = list $0 "\n" }
                /\};/ && at >= from && at <= NR && from { printf "%s", list; exit }' "$f" |
                grep -o '"[^"]*"' | LC_ALL=C sort -c 2>/dev/null || echo "$f: the list at line $table"
        done
    done
}
report 'lists that are searched by halves are sorted' "$(unsorted)"

report 'no file of more than 400 lines, but for tables' "$(wc -l $product |
    awk '$1 > 400 && $2 !~ /^(total|lexicons\/(irregular|stem_sq)\.c)$/ {print $2 ": " $1 " lines"}')"

echo "1..$n"
[ "$failed" -eq 0 ]
