/* SPDX-License-Identifier: MIT */
/* See match.h. A word's cost is set against a limit that grows with its length; the worst word of a
 * name decides. */
#include "match_parts.h"

void matcher_setup(struct matcher *m, const struct lexicon *lexicon) {
    m->lexicon = lexicon;
    concepts_setup(&m->concepts);
    letters_setup(m);
}

/* The words that count: no articles and prepositions, no "municipality", unless nothing is left. */
static unsigned essential(const struct match_name *n, const struct match_word **out) {
    unsigned k = 0;
    for (unsigned i = 0; i < n->words; i++)
        if (n->word[i].concept != CONCEPT_LINK && n->word[i].concept != CONCEPT_ADMIN)
            out[k++] = &n->word[i];
    for (unsigned i = 0; k == 0 && i < n->words; i++) out[k++] = &n->word[i];
    return k;
}

/* All words as one: Novosellë, Novo Selo. */
static bool join(const struct match_word *const *words, unsigned n, struct match_word *out) {
    *out = (struct match_word){.n = 0};
    for (unsigned i = 0; i < n; i++) {
        if (out->n + words[i]->n > MATCH_LETTERS) return false;
        memcpy(out->letter + out->n, words[i]->letter, words[i]->n);
        out->n = (uint8_t)(out->n + words[i]->n);
    }
    return true;
}

static unsigned joined(const struct pairing *p, const struct match_word *const *x, unsigned n,
                       const struct match_word *const *y, unsigned k) {
    struct match_word a, b;
    if (!join(x, n, &a) || !join(y, k, &b)) return FAR;
    return compare_words(p, &a, &b);
}

/* Each word of the shorter name to its best partner, any order. Returns the worst; FAR too when a word
 * with a meaning is left: Novo Selo is not Gornje Novo Selo. */
static unsigned pair_up(const struct pairing *p, const struct match_word *const *x, unsigned n,
                        const struct match_word *const *y, unsigned k, bool turned) {
    bool used[MATCH_WORDS] = {false};
    unsigned worst = 0;
    for (unsigned i = 0; i < n; i++) {
        unsigned best = FAR, at = 0;
        for (unsigned j = 0; j < k; j++) {
            if (used[j]) continue;
            unsigned cost = turned ? compare_words(p, y[j], x[i]) : compare_words(p, x[i], y[j]);
            cost += i == j ? 0 : 1;
            if (cost < best) best = cost, at = j;
        }
        if (best >= FAR) return FAR;
        used[at] = true;
        if (best > worst) worst = best;
    }
    for (unsigned j = 0; j < k; j++)
        if (!used[j] && y[j]->concept) return FAR;
    return worst;
}

/* Takes out words that are translations of each other. */
static bool drop_shared(const struct match_word **x, unsigned *n, const struct match_word **y,
                        unsigned *k) {
    bool any = false;
    for (unsigned i = 0; i < *n; i++) {
        unsigned j = 0;
        while (j < *k && (x[i]->concept == CONCEPT_NONE || x[i]->concept != y[j]->concept)) j++;
        if (j == *k) continue;
        memmove(x + i, x + i + 1, (--*n - i) * sizeof *x);
        memmove(y + j, y + j + 1, (--*k - j) * sizeof *y);
        any = true;
        i--;
    }
    return any;
}

/* Ribarice and Ribariće, both in Serbian orthography: one mark may be lost or not be there. Two marks
 * that are gone (Dacic), and -ic, which no Serbian name ends with, tell a text without marks. */
static bool one_mark_apart(const struct pairing *p, const struct match_word *const *x, unsigned n,
                           const struct match_word *const *y, unsigned k) {
    unsigned marks[2] = {0, 0};
    if (!p->within || p->a->orth != ORTH_SLAV || p->a->cyrillic || p->b->cyrillic) return false;
    for (unsigned i = 0; i < n; i++) marks[0] += x[i]->marks;
    for (unsigned i = 0; i < k; i++) marks[1] += y[i]->marks;
    if (marks[0] + marks[1] != 1) return false;
    const struct match_word *last = marks[0] ? x[n - 1] : y[k - 1];
    return last->n < 2 || last->letter[last->n - 1] != 'K' || last->letter[last->n - 2] != 'i';
}

static char last_of(const struct match_word *w) {
    return w->letter[w->n - 1];
}

/* Ivan Marković, Ivana Marković: were Ivana a case form, the surname would have an ending, too. */
static bool differ_in_sex(const struct match_word *const *x, const struct match_word *const *y,
                          unsigned n) {
    char a = last_of(x[n - 1]), b = last_of(y[n - 1]);
    if (is_vowel(a) ? a != b : is_vowel(b)) return false;
    for (unsigned i = 0; i + 1 < n; i++) {
        if (x[i]->concept || y[i]->concept) continue;
        a = last_of(x[i]), b = last_of(y[i]);
        if ((a == 'a' && !is_vowel(b)) || (b == 'a' && !is_vowel(a))) return true;
    }
    return false;
}

static unsigned score_of(unsigned ratio) {
    if (ratio >= 10 * 100) return 0;
    return (unsigned)(MATCH_ONE * 10000u / (10000u + ratio * ratio)) - (ratio == 100);
}

/* The words that are left of both names, in hundredths of what they may cost. */
static unsigned compare_all(const struct pairing *p, const struct match_word *const *x, unsigned n,
                            const struct match_word *const *y, unsigned k) {
    if (n == 0 || k == 0) return n + k ? FAR : 10;
    unsigned ratio = n == k ? pair_up(p, x, n, y, k, false) : FAR;
    if (ratio < DOUBTFUL && (one_mark_apart(p, x, n, y, k) || differ_in_sex(x, y, n)))
        return DOUBTFUL;
    if (ratio <= 100 || (n == 1 && k == 1)) return ratio;
    if (!p->within || p->a->orth != ORTH_SLAV || p->scripts) {
        unsigned other = joined(p, x, n, y, k);
        if (other < ratio) ratio = other;
    }
    if (ratio > 100 && n != k && n > 1 && k > 1) {
        unsigned other = n < k ? pair_up(p, x, n, y, k, false) : pair_up(p, y, k, x, n, true);
        if (other + 60 < ratio) ratio = other + 60;
    }
    return ratio;
}

unsigned match_spellings(const struct matcher *m, const struct match_name *a,
                         const struct match_name *b) {
    const struct match_word *x[MATCH_WORDS], *y[MATCH_WORDS];
    if (str_eq(a->text, b->text)) return MATCH_ONE;
    if (a->foreign || b->foreign) return 0;
    unsigned n = essential(a, x), k = essential(b, y);
    struct pairing p = {.m = m, .a = a, .b = b};
    p.within = a->orth == b->orth && a->orth != ORTH_ANY;
    p.scripts = a->cyrillic != b->cyrillic;
    p.several = a->words > 1 || b->words > 1;
    unsigned ratio = compare_all(&p, x, n, y, k);
    if (ratio > 100 && !p.within && (n + k > 2 || a->admin || b->admin)) {
        p.headed = drop_shared(x, &n, y, &k) || a->admin || b->admin;
        if (p.headed) ratio = compare_all(&p, x, n, y, k);
    }
    return score_of(ratio);
}
