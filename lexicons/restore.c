/* SPDX-License-Identifier: MIT */
/* See restore.h. */
#include "restore.h"

#include <stdlib.h>
#include <xxhash.h>

#include "letters.h"
#include "lower.h"
#include "utf8.h"
#include "wordlist.h"

enum { WORD_ROOM = 256 };

/* ---- features */

struct features {
    uint64_t *out;
    unsigned n;
    uint64_t salt; /* of the language */
};

static void put(struct features *f, unsigned kind, uint64_t a, uint64_t b) {
    if (f->n == RESTORE_FEATURES) return;
    f->out[f->n++] = feature_mix(feature_mix(feature_mix(f->salt, kind), a), b);
}

static uint64_t hash_of(const char *p, size_t n) {
    return XXH3_64bits(p, n);
}

static uint64_t packed(const char *p, size_t n) {
    uint64_t to = 0;
    memcpy(&to, p, n < sizeof to ? n : sizeof to);
    return to;
}

/* A letter that has marks, or could: what stands around it, in bytes of the candidate. */
static void put_letter(struct features *f, const struct respelling *r, size_t at, size_t n) {
    static const uint8_t windows[][2] = {{1, 1}, {2, 2}, {3, 1}, {1, 3},
                                         {4, 0}, {0, 4}, {3, 3}, {5, 2}};
    uint64_t letter = packed(r->text + at, n);
    for (unsigned k = 0; k < sizeof windows / sizeof *windows; k++) {
        size_t before = at < windows[k][0] ? at : windows[k][0], behind = at + n + windows[k][1];
        bool begins = at <= windows[k][0], ends = behind >= r->n;
        if (ends) behind = r->n;
        uint64_t around = hash_of(r->text + at - before, before + behind - at);
        put(f, 10 + k, letter, around + (begins ? 1 : 0) + (ends ? 2 : 0));
    }
    put(f, 19, letter, hash_of(r->text + at, r->n - at));
    put(f, 20, letter, hash_of(r->text, at + n));
}

static bool is_open(char c, enum lang lang) {
    return lang == LANG_SQ ? c == 'e' || c == 'c' : c == 'c' || c == 's' || c == 'z';
}

/* What class of words stands around, for words of a small class, and for the endings of all. */
static void put_paradigms(struct features *f, const struct restore_context *c,
                          const struct respelling *r, uint64_t word) {
    unsigned before = c->paradigm[RESTORE_AROUND - 1], own = c->paradigm[RESTORE_AROUND],
             behind = c->paradigm[RESTORE_AROUND + 1];
    uint64_t ending = hash_of(r->text + (r->n > 3 ? r->n - 3 : 0), r->n > 3 ? 3 : r->n);
    put(f, 80, word, before);
    put(f, 81, word, behind);
    put(f, 82, word, feature_mix(before, behind));
    put(f, 83, word, feature_mix(c->around[RESTORE_AROUND - 1], behind));
    put(f, 84, ending, own);
    put(f, 85, ending, feature_mix(own, c->around[RESTORE_AROUND - 1]));
    put(f, 86, ending, feature_mix(own, before));
    put(f, 87, ending, c->around[RESTORE_AROUND - 1]);
    put(f, 88, ending, feature_mix(own, packed(c->last[RESTORE_AROUND - 1], 2)));
}

unsigned restore_features(const struct restore_context *c, const struct respelling *r,
                          uint64_t out[RESTORE_FEATURES]) {
    struct features f = {out, 0, c->lang == LANG_SQ ? 0x51 : 0x52};
    uint64_t word = hash_of(r->text, r->n);
    unsigned marks = 0;
    put(&f, 1, word, c->capital);
    for (unsigned k = 0; k < 2 * RESTORE_AROUND + 1; k++) {
        if (k == RESTORE_AROUND) continue;
        put(&f, 30 + k, word, c->around[k]);
        put(&f, 40 + k, word, packed(c->last[k], 2));
        put(&f, 50 + k, word, packed(c->last[k], 3));
    }
    put(&f, 60, word, feature_mix(c->around[RESTORE_AROUND - 1], c->around[RESTORE_AROUND + 1]));
    put(&f, 61, word,
        packed(c->last[RESTORE_AROUND - 1], 2) << 32 ^ packed(c->last[RESTORE_AROUND + 1], 3));
    for (size_t i = 0; i < r->n;) {
        size_t n = (unsigned char)r->text[i] < 0x80 ? 1 : 2;
        marks += n == 2;
        if (n == 2 || is_open(r->text[i], c->lang)) put_letter(&f, r, i, n);
        i += n;
    }
    if (c->lang == LANG_SQ) put_paradigms(&f, c, r, word);
    unsigned known = r->known & 7u;
    put(&f, 70, r->known, c->capital);
    put(&f, 71, known, marks < 3 ? marks : 3);
    put(&f, 72, hash_of(r->text + (r->n > 5 ? r->n - 5 : 0), r->n > 5 ? 5 : r->n), c->capital);
    put(&f, 73, hash_of(r->text + (r->n > 3 ? r->n - 3 : 0), r->n > 3 ? 3 : r->n), known);
    return f.n;
}

/* ---- words of a text */

static bool ends_sentence(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == 0x2026;
}

static void read_word(const struct respell *r, enum lang lang, struct restore_word *w) {
    char small[LOWER_GROWTH * WORD_ROOM], bare[2 * sizeof small];
    struct shape shape;
    w->marked = false;
    w->last[0] = w->last[1] = w->last[2] = 0;
    w->hash = 1;
    w->paradigm = 0;
    w->capital = false;
    if (w->text.n > WORD_ROOM) {
        w->marked = true;
        return;
    }
    struct str low = {small, lower(w->text, small, &shape)};
    for (size_t i = 0; i < low.n; i++) w->marked |= (unsigned char)low.p[i] >= 0x80;
    struct str plain = {bare, strip_marks(lang, low, bare)};
    w->capital = shape.capitals > 0;
    w->hash = hash_of(plain.p, plain.n);
    w->paradigm = paradigm(r, lang, plain);
    for (size_t k = 0; k < 3 && k < plain.n; k++) w->last[k] = plain.p[plain.n - 1 - k];
}

size_t restore_words(const struct respell *r, enum lang lang, struct str text, size_t *from,
                     struct restore_word *out, size_t most) {
    size_t n = 0, i = *from;
    bool border = true;
    while (i < text.n && n < most) {
        size_t begin = i;
        uint32_t c = utf8_next(text.p, &i);
        if (!is_letter(c) && !is_number(c)) {
            border |= ends_sentence(c);
            continue;
        }
        bool number = is_number(c);
        while (i < text.n) {
            size_t next = i;
            c = utf8_next(text.p, &next);
            if (!is_letter(c) && !is_mark(c) && !is_number(c) && c != '_') break;
            i = next;
        }
        out[n] = (struct restore_word){.text = str_sub(text, begin, i), .border = border};
        read_word(r, lang, &out[n]);
        if (number) out[n].hash = 2 + out[n].text.n, out[n].marked = true, out[n].paradigm = 0;
        n++;
        border = false;
    }
    *from = i;
    return n;
}

void restore_context(enum lang lang, const struct restore_word *words, size_t n, size_t i,
                     struct restore_context *out) {
    *out = (struct restore_context){.lang = lang, .capital = words[i].capital};
    out->paradigm[RESTORE_AROUND] = words[i].paradigm;
    for (size_t k = 1; k <= RESTORE_AROUND; k++) {
        if (i < k || words[i - k + 1].border) break;
        out->around[RESTORE_AROUND - k] = words[i - k].hash;
        memcpy(out->last[RESTORE_AROUND - k], words[i - k].last, 3);
        out->paradigm[RESTORE_AROUND - k] = words[i - k].paradigm;
    }
    for (size_t k = 1; k <= RESTORE_AROUND; k++) {
        if (i + k >= n || words[i + k].border) break;
        out->around[RESTORE_AROUND + k] = words[i + k].hash;
        memcpy(out->last[RESTORE_AROUND + k], words[i + k].last, 3);
        out->paradigm[RESTORE_AROUND + k] = words[i + k].paradigm;
    }
}

/* ---- lines */

bool restorer_open(struct restorer *r, const struct lexicon *lexicon, const struct wordlist *words,
                   const struct model *model) {
    *r = (struct restorer){{lexicon, words}, model, NULL, 4096};
    r->words = malloc(r->cap * sizeof *r->words);
    return r->words != NULL;
}

void restorer_close(struct restorer *r) {
    free(r->words);
    r->words = NULL;
}

/* The best of the candidates. */
static const struct respelling *choose(const struct restorer *r, const struct restore_context *c,
                                       const struct respelling *list, unsigned n) {
    uint64_t features[RESTORE_FEATURES];
    const struct respelling *best = list;
    int32_t most = INT32_MIN;
    for (unsigned i = 0; i < n; i++) {
        int32_t score = 0;
        unsigned k = restore_features(c, &list[i], features);
        for (unsigned j = 0; j < k; j++) model_add(r->model, features[j], &score);
        if (score > most) most = score, best = &list[i];
    }
    return best;
}

/* The candidate in the capitals of the word as it stands. */
static size_t write_like(struct str word, const struct respelling *r, char *out) {
    size_t n = 0, at = 0;
    for (size_t i = 0; i < r->n;) {
        uint32_t c = utf8_next(r->text, &i);
        bool large = at < word.n && word.p[at] >= 'A' && word.p[at] <= 'Z';
        bool pair = c == 0x111 && at + 1 < word.n && (word.p[at + 1] | 0x20) == 'j';
        at += pair ? 2 : 1;
        if (large) c = c < 0x80 ? c & ~0x20u : c == 0xEB || c == 0xE7 ? c - 0x20 : c - 1;
        n += utf8_put(out + n, c);
    }
    return n;
}

/* In text that has marks, or of another language, a word may stay what it is. */
static bool stays(const struct restorer *r, enum lang lang, struct str small,
                  const struct respelling *list, unsigned n, bool text_marked) {
    bool same = (list[0].known & (RESPELL_LOWER | RESPELL_NAME)) != 0, others = false;
    for (unsigned i = 1; i < n; i++) others |= list[i].known != 0;
    if (text_marked && same) return true;
    if (others || same) return false;
    return lang != LANG_EN && wordlist_has(r->respell.words, LANG_EN, small);
}

static size_t restore_word(struct restorer *r, enum lang lang, size_t n, size_t i, bool text_marked,
                           char *out) {
    char small[LOWER_GROWTH * WORD_ROOM];
    struct respelling list[RESPELL_MOST];
    struct restore_context c;
    struct shape shape;
    struct str word = r->words[i].text;
    unsigned k = 0;
    if (!r->words[i].marked && word.n <= RESPELL_WORD / 2) {
        struct str low = {small, lower(word, small, &shape)};
        k = shape.others ? 0 : respell(&r->respell, lang, low, shape.capitals > 0, list);
        if (k > 1 && stays(r, lang, low, list, k, text_marked)) k = 0;
    }
    if (k < 2) {
        memcpy(out, word.p, word.n);
        return word.n;
    }
    restore_context(lang, r->words, n, i, &c);
    return write_like(word, choose(r, &c, list, k), out);
}

static bool has_marks(enum lang lang, struct str s) {
    static const char *const marks[2][6] = {{"č", "ć", "š", "ž", "đ", NULL}, {"ë", "ç", NULL}};
    for (const char *const *m = marks[lang == LANG_SQ]; *m; m++)
        if (str_find(s, str_of(*m)) < s.n) return true;
    return false;
}

size_t restore_line(struct restorer *r, enum lang lang, struct str line, char *out) {
    size_t to = 0, copied = 0;
    bool marked = has_marks(lang, line);
    for (size_t from = 0; from < line.n;) {
        size_t n = restore_words(&r->respell, lang, line, &from, r->words, r->cap);
        for (size_t i = 0; i < n; i++) {
            size_t begin = (size_t)(r->words[i].text.p - line.p);
            memcpy(out + to, line.p + copied, begin - copied);
            to += begin - copied;
            to += restore_word(r, lang, n, i, marked, out + to);
            copied = begin + r->words[i].text.n;
        }
    }
    memcpy(out + to, line.p + copied, line.n - copied);
    return to + line.n - copied;
}
