/* SPDX-License-Identifier: MIT */
/* See restore.h. Candidates and the scores that no neighbour changes are kept in a table, where a word
 * pushes out the one that stood in its place. */
#include "restore.h"

#include <stdlib.h>

#include "letters.h"
#include "restore_parts.h"
#include "utf8.h"

enum {
    CACHE = 1 << 14,
    SEEN = 1 << 12,
    TEXT = RESTORE_WORDS * (FORM_BYTES + PLACES),
    RECENT = 256, /* words after which what was seen counts half */
};

struct kept {
    uint64_t key;
    struct candidates c;
};

/* A word that the text has with its marks. */
struct seen {
    uint64_t key; /* of its letters without */
    uint64_t choices;
};

/* How the text is written. */
enum writing { WRITING_STRIPPED, WRITING_MIXED, WRITING_WHOLE };

struct restore {
    struct restore_data data;
    struct kept cache[CACHE];
    struct seen seen[SEEN];
    struct row rows[RESTORE_WORDS];
    uint32_t words, marked; /* of the text before, recent ones count more */
    char text[TEXT];
    size_t used;
};

struct restore *restore_new(const struct lexicon *lexicon, const struct wordlist *list,
                            const struct model *model) {
    struct restore *r = calloc(1, sizeof *r);
    if (r) r->data = (struct restore_data){lexicon, list, model};
    return r;
}

void restore_free(struct restore *r) {
    free(r);
}

void restore_begin(struct restore *r) {
    memset(r->seen, 0, sizeof r->seen);
    r->words = r->marked = 0;
}

/* The row's candidates, from the table where they are there. */
static void find(struct restore *r, enum variety variety, struct row *row) {
    if (row->form.other) {
        row->c = (struct candidates){.n = 1};
        return;
    }
    const struct form *f = &row->form;
    uint64_t key = feature_mix(row->hash, variety << 2 | (unsigned)f->capitals << 1 | f->capital);
    struct kept *k = &r->cache[key & (CACHE - 1)];
    if (k->key != key) {
        candidates_find(&r->data, variety, f, &k->c);
        k->key = key;
    }
    row->c = k->c;
}

static void see(struct restore *r, enum variety variety, struct str plain, struct str marked) {
    struct row row;
    uint64_t choices;
    row_read(&row, variety, plain, false);
    if (row.form.other || !form_choices(&row.form, marked, &choices)) return;
    r->seen[row.hash & (SEEN - 1)] = (struct seen){row.hash, choices};
}

/* Remembers a name with its marks, under its letters without them; đ is both dj and d. */
static void remember(struct restore *r, enum variety variety, const struct form *f) {
    char plain[2 * FORM_BYTES];
    struct str marked = {f->low, f->n};
    for (unsigned d = 0; d < 2; d++)
        see(r, variety, (struct str){plain, form_strip(f, d == 0, plain)}, marked);
}

void restore_note(struct restore *r, enum variety variety, struct str word) {
    struct form f;
    bool ascii = true;
    for (size_t i = 0; i < word.n && ascii; i++) ascii = (unsigned char)word.p[i] < 0x80;
    r->words++;
    if (ascii || !form_read(&f, variety, word)) return;
    r->marked += f.whole;
    if (f.marked && f.capital) remember(r, variety, &f);
}

/* Does a word show that the text lacks marks? It is none as it stands, but one with them. */
static bool lacks(const struct row *row) {
    const struct candidates *c = &row->c;
    if (c->v[0].known || c->english || row->form.capital || row->form.n < 2) return false;
    return c->n > 1 && !c->unknown;
}

static enum writing writing_of(struct restore *r, size_t n) {
    uint32_t words = 0, marked = 0, lacking = 0, english = 0, own = 0;
    for (size_t i = 0; i < n; i++) {
        const struct row *row = &r->rows[i];
        if (row->form.other) continue;
        words++;
        marked += row->form.whole;
        lacking += lacks(row);
        bool known = row->c.n > 0 && !row->c.unknown;
        english += row->c.english && !row->c.v[0].known;
        own += row->form.marked || (known && !row->c.english);
    }
    bool before = r->words >= 16 && r->marked * 12 >= r->words;
    r->words += words, r->marked += marked;
    while (r->words > RECENT) r->words /= 2, r->marked /= 2;
    if (english > own) return WRITING_WHOLE;
    if (marked > 0) return lacking > marked ? WRITING_MIXED : WRITING_WHOLE;
    if (before) return lacking * 6 > words ? WRITING_MIXED : WRITING_WHOLE;
    return WRITING_STRIPPED;
}

/* A name that nobody knows as it stands, and that the text has with its marks elsewhere. */
static bool was_seen(const struct restore *r, const struct row *row, uint64_t *choices) {
    const struct seen *s = &r->seen[row->hash & (SEEN - 1)];
    *choices = s->choices;
    return s->key == row->hash && row->form.capital && row->c.v[0].known == 0;
}

static bool is_english(const struct row *row) {
    return row->c.english && row->c.v[0].known == 0;
}

/* One of three or more English words side by side. */
static bool among_english(const struct row *rows, size_t i, size_t n) {
    size_t from = i, to = i;
    while (from > 0 && i - from < 2 && is_english(&rows[from - 1])) from--;
    while (to < n && to - i < 3 && is_english(&rows[to])) to++;
    return to > i && to - from >= 3;
}

/* The best candidate; `sure`: of those that are known. */
static const struct candidate *best_of(const struct restore *r, size_t i, size_t n, bool sure) {
    const struct candidates *c = &r->rows[i].c;
    const struct candidate *best = &c->v[0];
    int32_t most = INT32_MIN;
    uint64_t features[CONTEXT_FEATURES];
    if (c->n == 1) return best;
    if (c->unknown) return &c->v[1];
    for (unsigned k = 0; k < c->n; k++) {
        int32_t score = c->v[k].score;
        if (sure && !c->v[k].known) continue;
        unsigned n_features = context_features(r->rows, i, n, &c->v[k], features);
        for (unsigned j = 0; j < n_features; j++) model_add(r->data.model, features[j], &score);
        if (score > most) most = score, best = &c->v[k];
    }
    return best;
}

static uint64_t decide(const struct restore *r, size_t i, size_t n, enum writing writing) {
    const struct row *row = &r->rows[i];
    uint64_t choices;
    if (row->form.other || row->form.n_places == 0) return 0;
    if (was_seen(r, row, &choices)) return choices;
    if (writing == WRITING_WHOLE || among_english(r->rows, i, n)) return 0;
    if (writing == WRITING_MIXED) return lacks(row) ? best_of(r, i, n, true)->choices : 0;
    return best_of(r, i, n, false)->choices;
}

/* The word with these choices, in the capitals that it has. */
static struct str spell(struct restore *r, const struct form *f, struct str text,
                        uint64_t choices) {
    char *out = r->text + r->used;
    size_t n = 0, from = 0;
    for (unsigned k = 0; k < f->n_places; k++) {
        unsigned takes;
        size_t at = f->place[k], i = 0;
        const char *letter = form_letter(f, at, choice_at(choices, k), &takes);
        if (letter == NULL) continue;
        memcpy(out + n, text.p + from, at - from);
        n += at - from;
        uint32_t c = utf8_next(letter, &i);
        bool capital = text.p[at] >= 'A' && text.p[at] <= 'Z';
        n += utf8_put(out + n, capital ? (uint32_t)u_toupper((UChar32)c) : c);
        from = at + takes;
    }
    memcpy(out + n, text.p + from, text.n - from);
    n += text.n - from;
    r->used += n;
    return (struct str){out, n};
}

void restore_words(struct restore *r, enum variety variety, struct restore_word *words, size_t n) {
    r->used = 0;
    for (size_t i = 0; i < n; i++) {
        struct row *row = &r->rows[i];
        row_read(row, variety, words[i].text, words[i].apart);
        find(r, variety, row);
        if (row->form.marked && row->form.capital && !row->form.other)
            remember(r, variety, &row->form);
    }
    enum writing writing = writing_of(r, n);
    for (size_t i = 0; i < n; i++) {
        struct row *row = &r->rows[i];
        uint64_t choices = decide(r, i, n, writing);
        for (unsigned k = 0; k < row->c.n; k++)
            if (row->c.v[k].choices == choices) row->decided = row->c.v[k].hash;
        words[i].restored = choices ? spell(r, &row->form, words[i].text, choices) : words[i].text;
    }
}
