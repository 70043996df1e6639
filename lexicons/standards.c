/* SPDX-License-Identifier: MIT */
/* See standards.h. */
#include "standards.h"

#include <math.h>

#include "word_letters.h"

enum { /* kinds of features */
       NONE,
       WORD,
       PAIR = 3, /* a word and the next */
       ENDING,   /* a short word and the ending of the one behind or before it */
       YAT_E,    /* a word has e where another standard has ije or je */
       KNOWN,    /* which dictionaries have the word, where not all do, and its yat */
       YAT_IJE,  /* the reverse of YAT_E */
       VERB_DA,  /* what follows a word of wants_verb() */
       VERB_TI,
       BEGIN,
       END,
       NAME = 0x203, /* three letters of a name */
};

enum {
    PRIOR = 13,      /* eighths of a nat: Serbian was trained on fewer subjects */
    PRIOR_WORDS = 8, /* fewer have their share of it */
    SHORT = 4,       /* letters of a short word */
    SEED = 16,
    WORD_MOST = 8 + 3 * WORD_LETTERS, /* features */
    YAT_LEAST = 3,                    /* bytes of a word that is asked for its yat */
    YAT_WORD = 40,
};

struct reader {
    const struct wordlist *words;
    uint64_t *out;
    unsigned n;
    uint64_t before, before_ending; /* of the word before; 0: there is none */
    bool before_short;
    unsigned verb, behind; /* the last one of wants_verb(), 0: none; words since */
    unsigned count;        /* of words */
};

static void put(struct reader *r, uint64_t kind, uint64_t a, uint64_t b) {
    r->out[r->n++] = feature_mix(feature_mix(kind, a), b);
}

static uint64_t letters_hash(const struct word *w, uint32_t from, uint32_t to) {
    uint64_t h = SEED;
    for (uint32_t i = from; i < to; i++) h = feature_mix(h, w->letter[i]);
    return h;
}

/* The beginnings and endings of a word. */
static void put_parts(struct reader *r, const struct word *w) {
    for (uint32_t n = 4; n <= 7 && n < w->n; n++) put(r, BEGIN, letters_hash(w, 1, n + 1), 0);
    for (uint32_t n = 2; n <= 5 && n < w->n; n++)
        put(r, END, letters_hash(w, w->n + 1 - n, w->n + 1), 0);
}

/* Names: three letters in a row, with the edges. */
static void put_name(struct reader *r, const struct word *w) {
    for (uint32_t i = 0; i + 3 <= w->n + 2; i++) put(r, NAME, letters_hash(w, i, i + 3), 0);
}

/* Is there a word like `w`, with `with` in the place of its bytes at..at+n? */
static bool is_variant(const struct wordlist *words, struct str w, size_t at, size_t n,
                       const char *with) {
    char form[YAT_WORD + 4];
    size_t k = strlen(with);
    memcpy(form, w.p, at);
    memcpy(form + at, with, k);
    memcpy(form + at + k, w.p + at + n, w.n - at - n);
    return wordlist_has(words, LANG_SR, (struct str){form, w.n + k - n});
}

/* The vowel that was yat: YAT_IJE where it is ije, je and the same word with e is there too (mlijeko),
 * YAT_E where it is e and there is one with ije, je (mleko), else NONE. */
static int yat(const struct wordlist *words, struct str w) {
    for (size_t i = 1; i < w.n; i++) {
        char before = w.p[i - 1];
        bool soft = before == 'l' || before == 'n'; /* lj and nj are letters of their own */
        if (w.n - i >= 3 && memcmp(w.p + i, "ije", 3) == 0)
            return is_variant(words, w, i, 3, "e") ? YAT_IJE : NONE;
        if (w.n - i >= 2 && !soft && memcmp(w.p + i, "je", 2) == 0 && !memchr("aeiou", before, 5))
            return is_variant(words, w, i, 2, "e") ? YAT_IJE : NONE;
        if (w.p[i] != 'e' || memchr("aeiouj", before, 6)) continue;
        if (is_variant(words, w, i, 1, "ije") || (!soft && is_variant(words, w, i, 1, "je")))
            return YAT_E;
    }
    return NONE;
}

static void read_known(struct reader *r, struct str text, bool name) {
    char small[YAT_WORD];
    if (text.n < YAT_LEAST || text.n > YAT_WORD) return;
    memcpy(small, text.p, text.n);
    if (small[0] >= 'A' && small[0] <= 'Z') small[0] = (char)(small[0] + 'a' - 'A');
    unsigned known = wordlist_standards(r->words, (struct str){small, text.n});
    int kind = yat(r->words, (struct str){small, text.n});
    if (known == STANDARDS_ALL && kind == NONE) return;
    if (known || !name) put(r, KNOWN, known, (uint64_t)kind);
}

/* Can, must, want, begin …: Serbian puts da and the present behind them, Croatian the infinitive.
 * Which one it is, from 1, or 0. */
static unsigned wants_verb(struct str w) {
#define B(s)                                                                                       \
    { s, sizeof s - 1 }
    static const struct str begins[] = {
        B("mog"),    B("može"),  B("mora"),   B("treba"),  B("žele"),   B("želi"),   B("želj"),
        B("hoće"),   B("hte"),   B("htje"),   B("htio"),   B("poče"),   B("nastav"), B("presta"),
        B("pokuša"), B("uspe"),  B("uspje"),  B("uspio"),  B("namer"),  B("namjer"), B("dužan"),
        B("dužn"),   B("sprem"), B("sposob"), B("smej"),   B("smij"),   B("odluč"),  B("planira"),
        B("obavez"), B("obvez"), B("vole"),   B("volje"),  B("volim"),  B("neće"),   B("neću"),
        B("nemoj"),  B("prist"), B("zabran"), B("dozvol"), B("dopust"), B("predlo"), B("pomog"),
        B("pomoć"),  B("nasto"), B("trud"),   B("stanj"),  B("potreb"), B("važno"),  B("teško"),
        B("lako"),   B("počne"), B("počin"),  B("zna"),    B("ume"),    B("umije"),  B("prilik")};
    for (unsigned i = 0; i < sizeof begins / sizeof *begins; i++)
        if (w.n && w.p[0] == begins[i].p[0] && str_starts(w, begins[i])) return i + 1;
#undef B
    return 0;
}

/* What follows such a word, up to three words behind it. */
static void read_verb(struct reader *r, const struct word *w, struct str text) {
    enum { NEAR = 3 };
    bool da = str_is(text, "da");
    bool ti = w->n > 3 && (str_ends(text, STR("ti")) || str_ends(text, STR("ći")));
    unsigned verb = wants_verb(text);
    if (r->verb && (da || ti)) {
        put(r, da ? VERB_DA : VERB_TI, 0, 0);
        put(r, da ? VERB_DA : VERB_TI, r->verb, 0);
    }
    if (verb) r->verb = verb, r->behind = 0;
    else if (da || ti || ++r->behind > NEAR) r->verb = 0;
}

static void read_word(struct reader *r, const struct word *w, struct str text, bool first) {
    bool name = w->upper ? !first || w->n > 1 : w->capital && !first;
    read_known(r, text, name);
    if (name) {
        put_name(r, w);
        r->before = 0;
        return;
    }
    uint64_t all = letters_hash(w, 1, w->n + 1);
    uint64_t ending = letters_hash(w, w->n > 2 ? w->n - 1 : 1, w->n + 1);
    bool is_short = w->n <= SHORT;
    read_verb(r, w, text);
    put(r, WORD, all, 0);
    put_parts(r, w);
    if (r->before) {
        put(r, PAIR, r->before, all);
        if (r->before_short) put(r, ENDING, r->before, ending);
        if (is_short) put(r, ENDING, r->before_ending, all);
    }
    r->before = all, r->before_ending = ending, r->before_short = is_short;
}

static void read_words(struct reader *r, const char *p, uint32_t i, uint32_t end) {
    struct word w;
    while (i < end && r->n + WORD_MOST <= STANDARD_FEATURES) {
        unsigned char b = (unsigned char)p[i];
        if (!(is_ascii_alpha(p[i]) || b >= 0x80) || !word_read(&w, p, i, end)) {
            if (b != ' ') r->before = r->verb = 0;
            i += b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
            continue;
        }
        if (w.letters[IN_CYRILLIC] + w.letters[IN_OTHER] == 0)
            read_word(r, &w, (struct str){p + i, w.end - i}, r->count == 0);
        r->count++;
        i = w.end;
    }
}

unsigned standard_features(const struct wordlist *words, struct str text,
                           uint64_t out[STANDARD_FEATURES]) {
    struct reader r = {.words = words, .out = out};
    read_words(&r, text.p, 0, (uint32_t)text.n);
    return r.n;
}

void standards_score(const struct model *m, const struct wordlist *words, struct str text,
                     int32_t scores[STANDARDS]) {
    uint64_t features[STANDARD_FEATURES];
    struct reader r = {.words = words, .out = features};
    int32_t sums[STANDARDS] = {0};
    read_words(&r, text.p, 0, (uint32_t)text.n);
    for (unsigned i = 0; i < r.n; i++) model_add(m, features[i], sums);
    for (unsigned k = 0; k < STANDARDS; k++)
        scores[k] = (int32_t)lrintf((float)sums[k] * m->header->scale * 8);
    unsigned asked = r.count < PRIOR_WORDS ? r.count : PRIOR_WORDS;
    scores[STANDARD_SR] += (int32_t)(asked * PRIOR / PRIOR_WORDS);
    int32_t most = scores[0];
    for (unsigned k = 1; k < STANDARDS; k++)
        if (scores[k] > most) most = scores[k];
    for (unsigned k = 0; k < STANDARDS; k++) scores[k] -= most;
}
