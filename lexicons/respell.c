/* SPDX-License-Identifier: MIT */
/* See respell.h. */
#include "respell.h"

#include "fold.h"
#include "inflect.h"
#include "lexicon.h"
#include "lower.h"
#include "utf8.h"
#include "wordlist.h"

/* What may stand for letters without marks. */
struct way {
    const char *bare, *marked;
};
static const struct way serbian[] = {{"c", "č"}, {"c", "ć"},  {"s", "š"},
                                     {"z", "ž"}, {"dj", "đ"}, {"d", "đ"}};
static const struct way albanian[] = {{"e", "ë"}, {"c", "ç"}};

struct walk {
    const struct respell *r;
    enum lang lang;
    struct str small;
    const struct way *ways;
    unsigned n_ways;
    struct respelling *out;
    unsigned n;
    char text[RESPELL_WORD];
};

static void add(struct walk *w, struct str text, unsigned known) {
    for (unsigned i = 0; i < w->n; i++)
        if (str_eq(text, (struct str){w->out[i].text, w->out[i].n})) {
            w->out[i].known |= (uint8_t)known;
            return;
        }
    if (w->n == RESPELL_MOST || text.n > RESPELL_WORD) return;
    struct respelling *x = &w->out[w->n++];
    memcpy(x->text, text.p, text.n);
    x->n = (uint8_t)text.n;
    x->known = (uint8_t)known;
}

/* The arc of a node for a byte, or 0. */
static uint32_t arc_of(const struct wordlist *list, uint32_t at, unsigned char byte) {
    for (unsigned k = 0; at > 0 && at < list->header->arcs && k < 256; k++, at++) {
        uint32_t arc = list->arcs[at];
        if ((unsigned char)arc == byte) return arc;
        if ((unsigned char)arc > byte || arc & ARC_LAST) return 0;
    }
    return 0;
}

/* The bytes of `s` from the node of `arc` on; `*ends`: a form ends there. 0: none. */
static uint32_t follow(const struct wordlist *list, uint32_t at, struct str s, bool *ends) {
    uint32_t arc = 0;
    for (size_t i = 0; i < s.n; i++) {
        arc = arc_of(list, at, (unsigned char)s.p[i]);
        if (arc == 0) return UINT32_MAX;
        at = arc >> ARC_SHIFT;
    }
    *ends = arc & ARC_ENDS;
    return at;
}

/* All forms from the node `at`, with w->small from byte i on; `n` bytes of w->text are there. */
static void walk(struct walk *w, uint32_t at, bool ends, size_t i, size_t n, unsigned known) {
    if (i == w->small.n) {
        if (ends) add(w, (struct str){w->text, n}, known);
        return;
    }
    struct str rest = str_sub(w->small, i, w->small.n);
    bool more;
    uint32_t to = follow(w->r->words, at, str_sub(rest, 0, 1), &more);
    if (to != UINT32_MAX && n < RESPELL_WORD) {
        w->text[n] = rest.p[0];
        walk(w, to, more, i + 1, n + 1, known);
    }
    for (unsigned k = 0; k < w->n_ways; k++) {
        struct str bare = str_of(w->ways[k].bare), marked = str_of(w->ways[k].marked);
        if (!str_starts(rest, bare) || n + marked.n > RESPELL_WORD) continue;
        to = follow(w->r->words, at, marked, &more);
        if (to == UINT32_MAX) continue;
        memcpy(w->text + n, marked.p, marked.n);
        walk(w, to, more, i + bare.n, n + marked.n, known);
    }
}

/* Where a form with this first letter begins in the list. */
static uint32_t root(const struct walk *w, struct str letter, bool *ends) {
    static const int index[LANG_COUNT] = {[LANG_EN] = 0, [LANG_SQ] = 1, [LANG_SR] = 2};
    uint32_t at = w->r->words->header->root[index[w->lang]][(unsigned char)letter.p[0]];
    uint32_t arc = arc_of(w->r->words, at, (unsigned char)letter.p[0]);
    if (arc == 0) return UINT32_MAX;
    *ends = arc & ARC_ENDS;
    return letter.n == 1
               ? arc >> ARC_SHIFT
               : follow(w->r->words, arc >> ARC_SHIFT, str_sub(letter, 1, letter.n), ends);
}

/* Forms that begin with one way of the first letter, small or capital. */
static void walk_first(struct walk *w, struct str bare, struct str marked, bool capital) {
    char first[4];
    bool ends = false;
    memcpy(first, marked.p, marked.n);
    if (capital && marked.n == 1) first[0] = (char)(first[0] & ~0x20);
    else if (capital)
        first[1] = (char)(marked.p[1] - ((unsigned char)marked.p[0] == 0xC3 ? 0x20 : 1));
    uint32_t at = root(w, (struct str){first, marked.n}, &ends);
    if (at == UINT32_MAX) return;
    memcpy(w->text, marked.p, marked.n);
    walk(w, at, ends, bare.n, marked.n, capital ? RESPELL_NAME : RESPELL_LOWER);
}

static void walk_list(struct walk *w, bool capital) {
    for (int large = 0; large <= (capital ? 1 : 0); large++) {
        struct str first = str_sub(w->small, 0, 1);
        walk_first(w, first, first, large);
        for (unsigned k = 0; k < w->n_ways; k++)
            if (str_starts(w->small, str_of(w->ways[k].bare)))
                walk_first(w, str_of(w->ways[k].bare), str_of(w->ways[k].marked), large);
    }
}

size_t strip_marks(enum lang lang, struct str s, char *out) {
    const struct way *ways = lang == LANG_SQ ? albanian : serbian;
    unsigned n_ways = lang == LANG_SQ ? 2 : 5;
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned k = 0;
        struct str rest = str_sub(s, i, s.n);
        while (k < n_ways && !str_starts(rest, str_of(ways[k].marked))) k++;
        struct str to = k < n_ways ? str_of(ways[k].bare) : str_sub(rest, 0, 1);
        memcpy(out + n, to.p, to.n);
        n += to.n;
        i += k < n_ways ? strlen(ways[k].marked) : 1;
    }
    return n;
}

/* A name of the lexicon, one word of a form, whose letters without marks are `bare`: with its marks, and
 * the rest of the word behind it. */
static void add_name(struct walk *w, struct str form, struct str bare, struct str rest) {
    char small[LOWER_GROWTH * RESPELL_WORD], stripped[2 * sizeof small];
    struct shape shape;
    struct str words = form, word;
    while (str_cut(&words, ' ', &word)) {
        if (word.n + rest.n > RESPELL_WORD) continue;
        struct str low = {small, lower(word, small, &shape)};
        if (!str_eq((struct str){stripped, strip_marks(w->lang, low, stripped)}, bare)) continue;
        if (low.n + rest.n > RESPELL_WORD) continue;
        memcpy(small + low.n, rest.p, rest.n);
        add(w, (struct str){small, low.n + rest.n}, RESPELL_LEXICON);
    }
}

static void add_slot(struct walk *w, struct str key, struct str bare, struct str rest) {
    const struct lexicon *l = w->r->lexicon;
    const struct lexicon_slot *slot = lexicon_find(l, key);
    for (unsigned i = 0; slot && i < slot->forms && i < 16; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        if (f->flags & LEX_IMPORTED || lexicon_entry(l, f)->kind > LEX_SURNAME) continue;
        if (w->lang == LANG_SR ? f->lang == LANG_SQ : f->lang == LANG_SR) continue;
        add_name(w, lexicon_str(l, f->text, f->text_n), bare, rest);
    }
}

/* Names as they stand, and those that the word is a case form of: what the rule cut off is put back. */
static void names(struct walk *w) {
    char key[FOLD_GROWTH * RESPELL_WORD], base[sizeof key + INFLECT_ADD];
    struct inflected forms[INFLECT_MAX];
    struct str whole = {key, fold(w->small, key)};
    add_slot(w, whole, w->small, (struct str){"", 0});
    if (whole.n != w->small.n) return;
    unsigned n = inflect(w->lang, whole, forms);
    for (unsigned i = 0; i < n; i++) {
        /* only endings behind the whole base: letters that the base lost are not known */
        if (forms[i].add_n || forms[i].cut > w->small.n) continue;
        struct str key_of = inflect_base(whole, &forms[i], base);
        struct str bare = str_sub(w->small, 0, w->small.n - forms[i].cut);
        add_slot(w, key_of, bare, str_sub(w->small, bare.n, w->small.n));
    }
}

/* Every way to put marks on the last letters that may have them. */
static void invent(struct walk *w, size_t i, size_t n) {
    if (w->n == RESPELL_MOST || n >= RESPELL_WORD - 2) return;
    if (i == w->small.n) {
        add(w, (struct str){w->text, n}, 0);
        return;
    }
    struct str rest = str_sub(w->small, i, w->small.n);
    for (unsigned k = 0; k < w->n_ways; k++) {
        struct str bare = str_of(w->ways[k].bare), marked = str_of(w->ways[k].marked);
        if (!str_starts(rest, bare) || (bare.p[0] == 'd' && bare.n == 1)) continue;
        memcpy(w->text + n, marked.p, marked.n);
        invent(w, i + bare.n, n + marked.n);
    }
    w->text[n] = rest.p[0];
    invent(w, i + 1, n + 1);
}

/* Is there a form from the node `at` that is `rest` but for marks? */
static bool has_form(const struct wordlist *list, uint32_t at, struct str rest) {
    bool ends = false;
    for (unsigned k = 0; k < 3; k++) {
        struct str first = k == 0                       ? str_sub(rest, 0, 1)
                           : rest.p[0] == 'e' && k == 1 ? STR("ë")
                           : rest.p[0] == 'c' && k == 2 ? STR("ç")
                                                        : (struct str){NULL, 0};
        if (first.n == 0) continue;
        uint32_t to = follow(list, at, first, &ends);
        if (to == UINT32_MAX) continue;
        if (rest.n == 1 ? ends : has_form(list, to, str_sub(rest, 1, rest.n))) return true;
    }
    return false;
}

unsigned paradigm(const struct respell *r, enum lang lang, struct str small) {
    static const char *const endings[] = {"n", "s",  "t", "in", "it", "j",
                                          "m", "ve", "a", "i",  "e",  "ur"};
    static const char *const behind_e[] = {"a",    "at", "es", "et",  "en",
                                           "isht", "i",  "it", "ave", "imi"};
    char form[RESPELL_WORD];
    unsigned bits = 0, n = 0;
    if (lang != LANG_SQ || small.n < 2 || small.n + 6 > sizeof form) return 0;
    for (size_t i = 0; i < small.n; i++)
        if ((unsigned char)small.p[i] >= 0x80) return 0;
    bool e = small.p[small.n - 1] == 'e';
    size_t stem = small.n - e;
    const char *const *list = e ? behind_e : endings;
    memcpy(form, small.p, stem);
    uint32_t arc_at = r->words->header->root[1][(unsigned char)form[0]];
    for (; n < (e ? sizeof behind_e : sizeof endings) / sizeof *list; n++) {
        size_t k = strlen(list[n]);
        memcpy(form + stem, list[n], k);
        uint32_t arc = arc_of(r->words, arc_at, (unsigned char)form[0]);
        if (arc && stem + k > 1 &&
            has_form(r->words, arc >> ARC_SHIFT, (struct str){form + 1, stem + k - 1}))
            bits |= 1u << n;
    }
    return bits | (e ? 1u << 14 : 0) | 1u << 15;
}

static bool has_way(const struct walk *w) {
    for (unsigned k = 0; k < w->n_ways; k++)
        if (str_find(w->small, str_of(w->ways[k].bare)) < w->small.n) return true;
    return false;
}

unsigned respell(const struct respell *r, enum lang lang, struct str small, bool capital,
                 struct respelling out[RESPELL_MOST]) {
    bool sq = lang == LANG_SQ;
    struct walk w = {r, lang, small, sq ? albanian : serbian, sq ? 2 : 6, out, 0, {0}};
    if (small.n == 0 || small.n > RESPELL_WORD / 2) return 0;
    add(&w, small, RESPELL_SAME);
    if (!has_way(&w)) return w.n;
    walk_list(&w, capital);
    if (capital && r->lexicon) names(&w);
    bool known = false;
    for (unsigned i = 0; i < w.n; i++) known |= (w.out[i].known & ~RESPELL_SAME) != 0;
    if (!known || (capital && !(w.out[0].known & ~RESPELL_SAME) && w.n == 1)) invent(&w, 0, 0);
    return w.n;
}
