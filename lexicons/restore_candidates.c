/* SPDX-License-Identifier: MIT */
/* Where candidates come from: the word list, walked with all choices at once; the lexicon's names and
 * their case forms; the model of letters for what neither knows. */
#include "fold.h"
#include "inflect.h"
#include "letters.h"
#include "lower.h"
#include "restore_parts.h"
#include "utf8.h"

static void add(struct candidates *c, uint64_t choices, unsigned known) {
    for (unsigned i = 0; i < c->n; i++) {
        if (c->v[i].choices != choices) continue;
        c->v[i].known |= (uint8_t)known;
        return;
    }
    if (c->n < CANDIDATES)
        c->v[c->n++] = (struct candidate){.choices = choices, .known = (uint8_t)known};
}

/* A walk through the word list. */
struct walk {
    const struct wordlist *list;
    const struct form *f;
    struct candidates *c;
    enum lang lang;
    unsigned known;
    bool capital; /* the first letter of the form is a capital */
    bool bare_d;  /* d may be đ, too */
};

static uint32_t step(const struct walk *w, uint32_t node, const char *p, size_t n, size_t at) {
    if (at > 0) return wordlist_further(w->list, node, (struct str){p, n});
    char first[4];
    size_t i = 0;
    if (w->capital) {
        uint32_t c = utf8_next(p, &i);
        n = utf8_put(first, (uint32_t)u_toupper((UChar32)c));
        p = first;
    }
    return wordlist_walk(w->list, w->lang, (struct str){p, n});
}

static void go(const struct walk *w, uint32_t node, size_t at, unsigned place, uint64_t choices) {
    const struct form *f = w->f;
    if (at == f->n) {
        if (wordlist_ends(w->list, node)) add(w->c, choices, w->known);
        return;
    }
    while (place < f->n_places && f->place[place] < at) place++;
    bool is_place = place < f->n_places && f->place[place] == at;
    size_t n = 1;
    while (at + n < f->n && !utf8_border(f->low[at + n])) n++;
    uint32_t next = step(w, node, f->low + at, n, at);
    if (next) go(w, next, at + n, place, choices);
    for (unsigned c = 1; is_place && c < 3; c++) {
        unsigned takes;
        const char *letter = form_letter(f, at, c, &takes);
        if (letter == NULL || (f->low[at] == 'd' && c == 2 && !w->bare_d)) continue;
        next = step(w, node, letter, 2, at);
        if (next) go(w, next, at + takes, place + 1, choices | (uint64_t)c << 2 * place);
    }
}

static void from_words(const struct restore_data *d, const struct form *f, struct candidates *c,
                       bool bare_d) {
    struct walk w = {d->list, f, c, f->albanian ? LANG_SQ : LANG_SR, KNOWN_LOWER, false, bare_d};
    go(&w, 0, 0, 0, 0);
    if (!f->capital) return;
    w.known = KNOWN_NAME;
    w.capital = true;
    go(&w, 0, 0, 0, 0);
}

/* The choices that the model of letters likes best, from byte `from` on. In an Albanian text a name that
 * nobody knows is mostly a foreign one: there the model has to be sure. */
static uint64_t letters_best(const struct restore_data *d, const struct form *f, size_t from) {
    uint64_t best = 0, features[LETTER_FEATURES];
    float sure = f->albanian && f->capital ? 1.0f : 0;
    for (unsigned k = 0; k < f->n_places && d->model; k++) {
        int32_t most = INT32_MIN;
        unsigned choice = 0, takes;
        if (f->place[k] < from) continue;
        for (unsigned c = 0; c < 3; c++) {
            int32_t score = c ? -(int32_t)(sure / d->model->header->scale) : 0;
            if (c &&
                (!form_letter(f, f->place[k], c, &takes) || (f->low[f->place[k]] == 'd' && c == 2)))
                continue;
            unsigned n = letter_features(f, k, c, features);
            for (unsigned i = 0; i < n; i++) model_add(d->model, features[i], &score);
            if (score > most) most = score, choice = c;
        }
        best |= (uint64_t)choice << 2 * k;
    }
    return best;
}

/* The marks of a name's form in the lexicon on the word's first letters, of which `cut` bytes at its end
 * are an ending. */
static void from_form(const struct restore_data *d, const struct form *f, struct str text,
                      unsigned cut, struct candidates *c) {
    char small[LOWER_GROWTH * 2 * FORM_BYTES];
    struct shape shape;
    uint64_t choices;
    if (text.n > 2 * FORM_BYTES) return;
    struct str low = {small, lower(text, small, &shape)};
    struct form stem = *f;
    if (shape.others > 0 || cut >= f->n) return;
    stem.n = (uint8_t)(f->n - cut);
    while (stem.n_places > 0 && stem.place[stem.n_places - 1] >= stem.n) stem.n_places--;
    for (size_t n = low.n; n > 0; n--) {
        if (n < low.n && !utf8_border(low.p[n])) continue;
        if (form_choices(&stem, str_sub(low, 0, n), &choices)) {
            add(c, choices | (cut ? letters_best(d, f, stem.n) : 0), KNOWN_LEXICON);
            return;
        }
        if (cut == 0) return;
    }
}

static void from_key(const struct restore_data *d, const struct form *f, struct str key,
                     unsigned cut, struct candidates *c) {
    const struct lexicon_slot *slot = lexicon_find(d->lexicon, key);
    for (unsigned i = 0; slot && i < slot->forms && i < 8; i++) {
        const struct lexicon_form *form = &d->lexicon->forms[slot->form + i];
        if (!(form->flags & (LEX_LOWER | LEX_ACRONYM)))
            from_form(d, f, lexicon_str(d->lexicon, form->text, form->text_n), cut, c);
    }
}

static void from_lexicon(const struct restore_data *d, const struct form *f, struct candidates *c) {
    char key[FOLD_GROWTH * FORM_BYTES], base[FOLD_GROWTH * FORM_BYTES + INFLECT_ADD];
    struct inflected forms[INFLECT_MAX];
    struct str word = {key, fold((struct str){f->low, f->n}, key)};
    from_key(d, f, word, 0, c);
    if (word.n != f->n) return;
    unsigned n = inflect(f->albanian ? LANG_SQ : LANG_SR, word, forms);
    for (unsigned i = 0; i < n; i++)
        from_key(d, f, inflect_base(word, &forms[i], base), forms[i].cut, c);
}

/* Forms of one class have the same ones beside them: so many letters are taken off, and these stand in
 * their place. Tells plurals of nouns, adjectives and verbs apart. */
static const struct {
    uint8_t off;
    const char *add;
} beside[] = {{0, "ve"}, {0, "t"},  {0, "n"}, {0, "it"}, {1, "ve"}, {1, "s"},
              {1, "a"},  {1, "ën"}, {1, "i"}, {2, "ëm"}, {2, "a"},  {2, "in"}};

static uint16_t paradigm_of(const struct restore_data *d, struct str word) {
    unsigned bits = 0;
    uint32_t node = 0;
    size_t n = word.n;
    for (unsigned i = 0, off = 3; i < sizeof beside / sizeof *beside; i++) {
        if (off != beside[i].off) {
            off = beside[i].off;
            n = word.n;
            for (unsigned k = 0; k < off && n > 0; k++) utf8_prev(word.p, &n);
            node = wordlist_walk(d->list, LANG_SQ, str_sub(word, 0, n));
        }
        if (wordlist_ends(d->list, wordlist_further(d->list, node, str_of(beside[i].add))))
            bits |= 1u << i;
    }
    return (uint16_t)bits;
}

/* Sets the paradigms of the candidates, and of the word as a neighbour sees it. */
static void paradigms(const struct restore_data *d, const struct form *f, struct candidates *c) {
    char text[2 * FORM_BYTES];
    c->kind = f->capital ? 128 : 0;
    for (unsigned i = 0; i < c->n; i++) {
        struct str word = {text, form_write(f, c->v[i].choices, text)};
        if (!(c->v[i].known & KNOWN_LOWER) || word.n < 3) continue;
        c->v[i].paradigm = paradigm_of(d, word);
        c->kind |= (uint8_t)(1 | (c->v[i].paradigm & 63) << 1);
    }
}

void candidates_find(const struct restore_data *d, enum variety variety, const struct form *f,
                     struct candidates *c) {
    *c = (struct candidates){.n = 1};
    if (f->other) return;
    c->english = wordlist_has(d->list, LANG_EN, (struct str){f->low, f->n});
    from_words(d, f, c, false);
    if (f->capital) from_lexicon(d, f, c);
    bool known = c->n > 1 || c->v[0].known;
    if (!known && memchr(f->low, 'd', f->n)) from_words(d, f, c, true);
    if (f->albanian) paradigms(d, f, c);
    c->unknown = c->n == 1 && !c->v[0].known;
    if (c->unknown)
        c->v[c->n++] = (struct candidate){.choices = c->english ? 0 : letters_best(d, f, 0)};
    uint64_t features[STATIC_FEATURES];
    for (unsigned i = 0; i < c->n; i++) {
        unsigned n = static_features(f, variety, c, &c->v[i], true, features);
        for (unsigned k = 0; d->model && k < n; k++)
            model_add(d->model, features[k], &c->v[i].score);
    }
}
