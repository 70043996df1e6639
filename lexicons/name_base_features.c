/* SPDX-License-Identifier: MIT */
/* Behind name_base.h: what is known of each base, as features of the model. */
#include <xxhash.h>

#include "fold.h"
#include "letters.h"
#include "name_base_rules.h"
#include "utf8.h"

/* What the lexicon says of a base; the last three: it stands there as a people (in any number), as a
 * form of another base, as what another language says for another base (Europe). */
enum { LEX_MALE = 1, LEX_FEMALE = 2, LEX_FAMILY = 4, LEX_PLACE = 8, LEX_OTHER_NAME = 16 };
enum { LEX_PEOPLE = 32, LEX_CASE_FORM = 64, LEX_ABROAD = 128, LEX_NO_BASE = 32 | 64 | 128 };

/* What the dictionaries say: a name, a common word of the language; a name in English; and how many of
 * three other case forms that such a base has are names, or words, too. And an English word, an Albanian
 * name: Serbian texts have them. */
enum { DICT_NAME = 1, DICT_WORD = 2, DICT_ENGLISH = 4, DICT_NAMES = 8, DICT_WORDS = 32 };
enum { DICT_ENGLISH_WORD = 128, DICT_ALBANIAN = 256 };

enum { SUFFIXES = 6 };

struct seen {
    char low[BASE_WORD + BASE_ADD_MAX];
    size_t n;
    uint64_t suffix[SUFFIXES + 1]; /* [k]: hash of the last k letters */
    unsigned letters, lex, dict, strength;
};

/* Hashes of the last 1, 2 … letters; [k] repeats [k - 1] where the word is over. Returns letters. */
static unsigned suffixes(struct str s, uint64_t out[SUFFIXES + 1]) {
    uint64_t h = 7;
    unsigned letters = 0;
    out[0] = 0;
    for (size_t i = s.n; i > 0;) {
        h = feature_mix(h, (unsigned char)s.p[--i]);
        if (!utf8_border(s.p[i])) continue;
        if (++letters <= SUFFIXES) out[letters] = h;
    }
    for (unsigned k = letters + 1; k <= SUFFIXES; k++) out[k] = feature_mix(h, 1);
    return letters;
}

static bool same_letters(struct str written, struct str low) {
    char buf[2 * LOWER_GROWTH * BASE_WORD];
    struct shape shape;
    if (written.n > sizeof buf / LOWER_GROWTH) return false;
    return str_eq((struct str){buf, lower(written, buf, &shape)}, low);
}

static bool is_ascii(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

/* A base as the lexicon is asked for it. */
struct question {
    enum lang lang;
    struct str low, key;
    bool ascii; /* written without marks, perhaps: then the key is enough */
};

static bool is_same(const struct question *q, struct str written) {
    char key[FOLD_GROWTH * BASE_WORD];
    if (!q->ascii) return same_letters(written, q->low);
    return written.n <= BASE_WORD && str_eq((struct str){key, fold(written, key)}, q->key);
}

/* Is `low` but for its ending what the lexicon has first (Uroševca, Uroševac; but Europa, Evropa)? */
static bool is_near(struct str low, struct str norm) {
    char buf[LOWER_GROWTH * BASE_WORD];
    struct shape shape;
    size_t k = 0;
    if (norm.n > BASE_WORD) return false;
    struct str n = {buf, lower(norm, buf, &shape)};
    while (k < low.n && k < n.n && low.p[k] == n.p[k]) k++;
    return k + 3 >= low.n && k + 3 >= n.n;
}

static unsigned lexicon_form_says(const struct lexicon *l, const struct question *q,
                                  const struct lexicon_form *f) {
    const struct lexicon_entry *e = lexicon_entry(l, f);
    unsigned norm = q->lang == LANG_SQ ? 1 : 2;
    struct str subtype = lexicon_str(l, e->subtype, e->subtype_n);
    if (!q->ascii && !same_letters(lexicon_str(l, f->text, f->text_n), q->low)) return 0;
    if (e->kind == LEX_GIVEN) return str_is(subtype, "f") ? LEX_FEMALE : LEX_MALE;
    if (e->kind == LEX_SURNAME || f->flags & LEX_SURNAME_OF) return LEX_FAMILY;
    if (e->kind > LEX_MISC) return 0;
    if (str_is(subtype, "NORP")) return LEX_PEOPLE;
    struct str first = lexicon_str(l, e->norm[norm], e->norm_n[norm]);
    if (!is_same(q, first)) {
        if (f->lang != q->lang && f->lang != LANG_OTHER) return LEX_ABROAD;
        if (is_near(q->low, first)) return LEX_CASE_FORM;
    }
    return e->kind == LEX_LOC ? LEX_PLACE : LEX_OTHER_NAME;
}

static unsigned lexicon_says(const struct lexicon *l, enum lang lang, struct str low) {
    char key[FOLD_GROWTH * (BASE_WORD + BASE_ADD_MAX)];
    if (l == NULL) return 0;
    struct question q = {lang, low, {key, fold(low, key)}, is_ascii(low)};
    const struct lexicon_slot *s = lexicon_find(l, q.key);
    unsigned says = 0;
    for (unsigned i = 0; s && i < s->forms && i < 16; i++)
        says |= lexicon_form_says(l, &q, &l->forms[s->form + i]);
    return says;
}

bool base_is_listed(const struct lexicon *l, enum lang lang, struct str name) {
    char low[LOWER_GROWTH * BASE_WORD];
    struct shape shape;
    if (name.n > BASE_WORD / 2) return false;
    struct str small = {low, lower(name, low, &shape)};
    return (lexicon_says(l, lang, small) & ~(unsigned)LEX_NO_BASE) != 0;
}

/* Places in the dictionaries behind the letters that all bases share. */
struct roots {
    const struct wordlist *w;
    uint32_t name, word, english, english_word, albanian;
    size_t n; /* bytes of low that they stand for */
};

static struct roots find_roots(const struct wordlist *w, const struct base_word *word,
                               const struct base_candidate *c, unsigned n) {
    char title[BASE_WORD + 8];
    size_t first = 1, cut = 1;
    while (first < word->n && !utf8_border(word->low[first])) first++;
    for (unsigned i = 0; i < n; i++) cut = c[i].cut > cut ? c[i].cut : cut;
    struct roots r = {w, 0, 0, 0, 0, 0, word->n > cut + first ? word->n - cut : first};
    for (int back = 0; back < 2 && r.n > first; back++) {
        r.n--;
        while (r.n > first && !utf8_border(word->low[r.n])) r.n--;
    }
    if (w == NULL) return r;
    size_t k = utf8_put(title, (uint32_t)u_toupper((UChar32)utf8_at(word->low, 0)));
    memcpy(title + k, word->low + first, r.n - first);
    struct str large = {title, k + r.n - first}, small = {word->low, r.n};
    r.name = wordlist_walk(w, word->lang, large);
    r.word = wordlist_walk(w, word->lang, small);
    r.english = wordlist_walk(w, LANG_EN, large);
    r.english_word = wordlist_walk(w, LANG_EN, small);
    r.albanian = wordlist_walk(w, LANG_SQ, large);
    return r;
}

/* Case forms of a Serbian base by its ending; the last vowel goes first. */
static const struct {
    char last;
    bool goes;
    const char *const forms[3];
} paradigms[] = {{'a', true, {"e", "i", "om"}},     {'o', true, {"a", "u", "om"}},
                 {'e', true, {"a", "u", "em"}},     {'i', true, {"og", "om", "im"}},
                 {'i', false, {"ja", "ju", "jem"}}, {'\0', true, {"a", "u", "om"}},
                 {'\0', true, {"a", "u", "em"}}};

/* How many of the forms the dictionary has behind `stem`, by the paradigm that it knows best. */
static unsigned count_forms(const struct wordlist *w, uint32_t place, struct str rest, char last) {
    unsigned most = 0;
    for (size_t k = 0; k < sizeof paradigms / sizeof *paradigms; k++) {
        if (paradigms[k].last != last) continue;
        size_t n = rest.n - (last && paradigms[k].goes);
        uint32_t stem = wordlist_further(w, place, str_sub(rest, 0, n));
        unsigned found = 0;
        for (unsigned i = 0; stem && i < 3; i++)
            found += wordlist_ends(w, wordlist_further(w, stem, str_of(paradigms[k].forms[i])));
        most = found > most ? found : most;
    }
    return most;
}

/* The same for a base whose letters behind `place` are `rest`; also without a fleeting a (Petar). */
static unsigned paradigm(const struct wordlist *w, uint32_t place, struct str rest) {
    char last = rest.p[rest.n - 1], before = rest.n > 1 ? rest.p[rest.n - 2] : '\0';
    bool vowel = memchr("aoei", last, 4) != NULL;
    unsigned most = count_forms(w, place, rest, vowel ? last : '\0');
    if (vowel || before != 'a') return most;
    char without[BASE_WORD + BASE_ADD_MAX];
    memcpy(without, rest.p, rest.n - 2);
    without[rest.n - 2] = last;
    unsigned n = count_forms(w, place, (struct str){without, rest.n - 1}, '\0');
    return n > most ? n : most;
}

static unsigned dictionary_says(const struct roots *r, enum lang lang, struct str low) {
    if (r->w == NULL || low.n <= r->n) return 0;
    struct str rest = str_sub(low, r->n, low.n);
    unsigned says = 0;
    if (wordlist_ends(r->w, wordlist_further(r->w, r->name, rest))) says |= DICT_NAME;
    if (wordlist_ends(r->w, wordlist_further(r->w, r->word, rest))) says |= DICT_WORD;
    if (wordlist_ends(r->w, wordlist_further(r->w, r->english, rest))) says |= DICT_ENGLISH;
    if (wordlist_ends(r->w, wordlist_further(r->w, r->english_word, rest)))
        says |= DICT_ENGLISH_WORD;
    if (wordlist_ends(r->w, wordlist_further(r->w, r->albanian, rest))) says |= DICT_ALBANIAN;
    if (lang != LANG_SR) return says;
    if (says & DICT_NAME) says |= DICT_NAMES * paradigm(r->w, r->name, rest);
    if (says & DICT_WORD) says |= DICT_WORDS * paradigm(r->w, r->word, rest);
    return says;
}

static unsigned strength(const struct seen *s) {
    bool listed = (s->lex & ~(unsigned)LEX_NO_BASE) != 0;
    if (listed && s->dict & DICT_NAME) return 5;
    if (listed) return 4;
    if (s->dict & DICT_NAME) return s->dict / DICT_NAMES % 4 > 1 ? 3 : 2;
    if (s->dict / DICT_WORDS % 4 > 1) return 2;
    return s->dict & (DICT_ENGLISH | DICT_ENGLISH_WORD | DICT_WORD) ? 1 : 0;
}

/* Letters that Serbian has not, and doubled ones: an English or French name in its own spelling. */
static bool is_foreign(struct str low) {
    for (size_t i = 0; i < low.n; i++) {
        if (memchr("qwxy", low.p[i], 4)) return true;
        if (i && low.p[i] == low.p[i - 1] && low.p[i] != 'j') return true;
        if (i && low.p[i] == 'h' && memchr("stcpgk", low.p[i - 1], 6)) return true;
    }
    return false;
}

static unsigned shape_class(const struct base_word *w) {
    const struct shape *s = &w->shape;
    if (s->capitals == 0) return 0;
    if (s->capitals == s->letters) return s->letters < 2 ? 1 : s->letters <= 4 ? 2 : 3;
    return s->first && s->capitals == 1 ? 4 : 5;
}

static unsigned length_class(unsigned letters) {
    return letters <= 6 ? letters : letters <= 9 ? 7 : 8;
}

/* Features of a candidate. Each has a number, whether it is left out or not. */
struct list {
    uint64_t *f;
    unsigned n, number;
};

static void put(struct list *l, uint64_t a, uint64_t b) {
    l->f[l->n++] = feature_mix(feature_mix(feature_mix(0x62617365, ++l->number), a), b);
}

/* The last letters, one, two … `most`; left out when there are more than `longest`. */
static void put_endings(struct list *l, uint64_t a, const uint64_t *suffix, unsigned most,
                        unsigned longest) {
    for (unsigned k = 1; k <= most && k <= longest; k++) put(l, a, suffix[k]);
    l->number += longest < most ? most - longest : 0;
}

/* What a candidate is by itself. */
static void own_features(struct list *l, const struct seen *s, unsigned rule,
                         const uint64_t form[SUFFIXES + 1], unsigned word_class, unsigned longest) {
    uint64_t same = rule == 0;
    put(l, rule, 0);
    put(l, rule, word_class);
    put(l, rule, length_class(s->letters));
    put_endings(l, rule, form, SUFFIXES, longest);
    put_endings(l, same, s->suffix, SUFFIXES - 1, longest);
    put_endings(l, rule, s->suffix, 3, longest);
    put(l, s->lex, same);
    put(l, s->lex, rule);
    put(l, s->dict, same);
    put(l, s->dict, rule);
    put(l, s->lex << 12 | s->dict, same);
    put(l, s->lex << 12 | s->dict, s->suffix[1]);
}

/* What it is beside the others. */
static void rival_features(struct list *l, const struct seen *s, unsigned n, unsigned i,
                           unsigned rule) {
    unsigned best = 0, own = s[i].strength;
    uint64_t same = rule == 0;
    for (unsigned k = 0; k < n; k++)
        if (k != i && s[k].strength > best) best = s[k].strength;
    put(l, same, own << 4 | best);
    put(l, rule, own << 4 | best);
    put(l, same, own << 4 | s[0].strength);
    put(l, rule, s[0].lex << 12 | s[0].dict);
    put(l, rule, own << 12 | s[0].dict);
    put(l, s[i].suffix[1], (uint64_t)own << 12 | best << 8 | same);
}

static void look_up(const struct name_witnesses *witnesses, const struct base_word *w,
                    struct base_candidate *c, unsigned n, struct seen *seen) {
    struct roots roots = find_roots(witnesses->words, w, c, n);
    for (unsigned i = 0; i < n; i++) {
        struct seen *s = &seen[i];
        struct str base = base_low(w, &c[i], s->low);
        s->n = base.n;
        s->letters = suffixes(base, s->suffix);
        s->lex = lexicon_says(witnesses->lexicon, w->lang, base);
        s->dict = dictionary_says(&roots, w->lang, base);
        s->strength = strength(s);
        c[i].known = s->strength >= 2;
    }
}

void base_features(const struct name_witnesses *witnesses, const struct base_word *w,
                   struct base_candidate *c, unsigned n, enum base_detail detail,
                   uint64_t features[][BASE_FEATURES], unsigned *counts) {
    static const unsigned longest[] = {
        [BASE_TWO_LETTERS] = 2,
        [BASE_FOUR_LETTERS] = 4,
        [BASE_ENDINGS] = SUFFIXES,
        [BASE_WHOLE_WORDS] = SUFFIXES,
    };
    struct seen seen[BASE_CANDIDATES];
    uint64_t form[SUFFIXES + 1];
    struct str low = {w->low, w->n};
    unsigned word_class = shape_class(w) << 1 | is_foreign(low);
    suffixes(low, form);
    look_up(witnesses, w, c, n, seen);
    for (unsigned i = 0; i < n; i++) {
        struct list l = {features[i], 0, 0};
        unsigned rule = c[i].rule + (w->lang == LANG_SQ && c[i].rule ? 256u : 0);
        own_features(&l, &seen[i], rule, form, word_class, longest[detail]);
        rival_features(&l, seen, n, i, rule);
        if (detail == BASE_WHOLE_WORDS) {
            put(&l, rule, XXH3_64bits(low.p, low.n));
            put(&l, 0, XXH3_64bits(seen[i].low, seen[i].n));
        }
        counts[i] = l.n;
    }
}
