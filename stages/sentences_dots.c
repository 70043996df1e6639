/* SPDX-License-Identifier: MIT */
/* What a single dot is when a capital or a digit follows: the end of a sentence, or part of an
 * abbreviation, an ordinal, an initial. */
#include "abbreviation.h"
#include "boundary.h"
#include "known_word.h"
#include "letters.h"
#include "sentences.h"
#include "utf8.h"

enum { WORD_MAX = 64, YEAR_DIGITS = 4 };

struct str sentences_word_before(const struct scan *x, size_t at) {
    size_t begin = at;
    while (begin > x->from && at - begin < WORD_MAX) {
        size_t i = begin;
        uint32_t c = utf8_prev(x->s.p, &i);
        bool inner = c == '.' && begin < at && i > x->from && is_letter(utf8_at(x->s.p, begin));
        if (!is_word(c) && !inner) break;
        begin = i;
    }
    while (begin < at && x->s.p[begin] == '.') begin++;
    return str_sub(x->s, begin, at);
}

struct str sentences_word_at(const struct scan *x, size_t at) {
    size_t i = at;
    while (i < x->s.n) {
        size_t k = i;
        uint32_t c = utf8_next(x->s.p, &k);
        if (!is_word(c) && !is_apostrophe(c)) break;
        i = k;
    }
    return str_sub(x->s, at, i);
}

static bool all_digits(struct str w) {
    for (size_t i = 0; i < w.n; i++)
        if (!is_digit(w.p[i])) return false;
    return w.n > 0;
}

/* One capital, or a digraph that is one letter: Dž. Lj. Nj. Sh. Xh. Th. */
static bool is_initial(struct str w) {
    static const char *const digraphs[] = {"Dž", "Lj", "Nj", "Dh", "Gj", "Sh",
                                           "Th", "Xh", "Zh", "Ll", "Rr", NULL};
    size_t i = 0;
    if (w.n == 0 || !is_upper(utf8_next(w.p, &i))) return false;
    return i == w.n || str_in(w, digraphs);
}

/* Several capitals with dots between: M.K, U.S. */
static bool is_initials(struct str w) {
    size_t i = 0;
    unsigned n = 0;
    while (i < w.n) {
        if (!is_upper(utf8_next(w.p, &i))) return false;
        n++;
        if (i < w.n && w.p[i++] != '.') return false;
    }
    return n > 1;
}

/* Words that begin English sentences and no names: behind "U.S." they tell. */
static bool is_starter(struct str w) {
    static const char *const words[] = {
        "The",      "A",       "An",        "In",     "On",       "At",      "It",
        "He",       "She",     "They",      "We",     "I",        "But",     "And",
        "However",  "This",    "That",      "These",  "Those",    "There",   "If",
        "When",     "While",   "After",     "Before", "As",       "For",     "His",
        "Her",      "Their",   "Its",       "Our",    "My",       "Your",    "Some",
        "Many",     "Most",    "According", "Since",  "Although", "What",    "You",
        "How",      "Why",     "Where",     "Who",    "Which",    "Did",     "Do",
        "Does",     "Is",      "Are",       "Was",    "Were",     "Could",   "Would",
        "Should",   "Has",     "Have",      "Had",    "Not",      "Now",     "Then",
        "Here",     "Also",    "Another",   "Each",   "Every",    "Even",    "With",
        "Without",  "From",    "Because",   "So",     "Yet",      "Nor",     "Still",
        "Instead",  "Perhaps", "Though",    "Until",  "During",   "Despite", "Meanwhile",
        "Moreover", "Mr",      "Mrs",       NULL};
    return str_in(w, words);
}

static bool is_roman(struct str w) {
    for (size_t i = 0; i < w.n; i++)
        if (memchr("IVXLC", w.p[i], 5) == NULL) return false;
    return w.n > 0;
}

/* The word before the one that begins at byte `at`, with one blank between, or an empty one. */
static struct str earlier_word(const struct scan *x, size_t at) {
    if (at < x->from + 2 || x->s.p[at - 1] != ' ') return str_sub(x->s, at, at);
    return sentences_word_before(x, at - 1);
}

static bool has_capital(struct str w) {
    return w.n > 0 && is_upper(utf8_at(w.p, 0));
}

/* A label inside a sentence: these topics: 1. Finance, 2. Trade */
static bool behind_comma(const struct scan *x, size_t at) {
    return at >= x->from + 2 && x->s.p[at - 1] == ' ' && memchr(",:;", x->s.p[at - 2], 3);
}

/* A heading's word at the begin of its sentence: Neni 3. Qëllimi */
static bool is_section(struct str w, size_t begin, struct str text) {
    static const char *const words[] = {"Neni", "Kreu",  "Pika",   "Article", "Section", "Chapter",
                                        "Part", "Član",  "Članak", "Tačka",   "Glava",   "Odeljak",
                                        "Члан", "Тачка", "Глава",  "Одељак",  NULL};
    while (begin < text.n && is_space(text.p[begin])) begin++;
    return w.p == text.p + begin && str_in(w, words);
}

static bool model_ends(const struct scan *x, size_t at, size_t next) {
    struct boundary b = {.words = x->words,
                         .text = x->s,
                         .end = x->end,
                         .begin = x->begin,
                         .left = at + 1,
                         .next = next,
                         .lang = x->lang};
    return boundary_score(x->model, &b, BOUNDARY_NUMBER) > x->number_margin;
}

/* The second of two numbers that a preposition ties is no ordinal: sa 3 na 2. · od 10 do 15. */
static bool behind_number(const struct scan *x, size_t begin) {
    static const char *const ties[] = {"na", "do", "prema", "на", "до", "према", NULL};
    struct str tie = earlier_word(x, begin);
    return str_in(tie, ties) && all_digits(earlier_word(x, (size_t)(tie.p - x->s.p)));
}

/* 24. septembra · 62. Balkanijada · 2012. The next word decides. */
static bool number_ends(const struct scan *x, struct str word, size_t at, size_t next, bool first) {
    size_t begin = (size_t)(word.p - x->s.p);
    if (first || (begin > 0 && word.n < YEAR_DIGITS && behind_comma(x, begin))) return false;
    if (is_section(earlier_word(x, begin), x->begin, x->s)) return false;
    if (all_digits(earlier_word(x, begin))) return true; /* 011 200 100. */
    if (x->lang == LANG_SR && behind_number(x, begin)) return true;
    if (x->lang != LANG_SR || (begin > x->from && !is_blank(utf8_at(x->s.p, begin - 1))))
        return true;
    if (is_number(utf8_at(x->s.p, next))) return word.n >= YEAR_DIGITS && next == at + 2;
    if (is_roman(sentences_word_at(x, next)) && word.n < YEAR_DIGITS) return false;
    return model_ends(x, at, next);
}

/* By 7 a.m. Odile had left: a time that its sentence begins with. */
static bool is_early_time(const struct scan *x, struct str word) {
    size_t at = (size_t)(word.p - x->s.p), blanks = 0;
    for (size_t i = x->begin; i < at; i++) blanks += x->s.p[i] == ' ' && i > x->begin;
    return blanks <= 2;
}

static bool is_time(struct str w) {
    static const char *const words[] = {"a.m", "p.m", "A.M", "P.M", NULL};
    return str_in(w, words);
}

/* The wool went to the U.S. They kept the sheep. · the U.S. Senate */
static bool initials_end(const struct scan *x, struct str word, struct str after, bool first) {
    return x->lang == LANG_EN && !first && is_starter(after) &&
           (!is_time(word) || !is_early_time(x, word));
}

/* J. D. Vance · for her and I. Was it? */
static bool initial_ends(const struct scan *x, struct str word, struct str after, bool first) {
    size_t at = (size_t)(word.p - x->s.p);
    bool behind_initial = at >= 2 && x->s.p[at - 1] == ' ' && x->s.p[at - 2] == '.';
    if (first) return false;
    if (x->lang != LANG_EN) return false;
    if (word.p[0] == 'I' && word.n == 1)
        return is_starter(after) || !has_capital(earlier_word(x, at));
    return !behind_initial && is_starter(after);
}

/* It is 15 C. */
static bool is_unit(const struct scan *x, struct str word) {
    return word.n == 1 && memchr("CFKVW", word.p[0], 5) &&
           all_digits(earlier_word(x, (size_t)(word.p - x->s.p)));
}

static bool is_doctor(struct str w) {
    return str_in(w, (const char *const[]){"dr", "Dr", "др", "Др", NULL});
}

/* Behind a firm's form stands its place, or who owns it: Ribar d.o.o. Ulcinj */
static bool is_firm(struct str w) {
    return str_in(w, (const char *const[]){"d.d", "d.o.o", "a.d", "д.д", "д.о.о", "а.д", NULL});
}

/* An abbreviation that may end a sentence as well. */
static bool may_end(const struct scan *x, struct str word, size_t next) {
    struct str after = sentences_word_at(x, next);
    size_t begin = (size_t)(word.p - x->s.p);
    struct str before = earlier_word(x, begin);
    if (is_number(utf8_at(x->s.p, next))) return false;
    if (x->lang == LANG_SR && is_firm(word))
        return !(known_word(x->words, x->lang, after) & WORD_NAME);
    if (x->lang == LANG_SR && is_doctor(word))
        return str_in(before,
                      (const char *const[]){"i", "и", NULL}); /* "and others", not "doctor" */
    if (x->lang == LANG_SR && is_lower(utf8_at(word.p, 0)) && (word.n == 1 || str_is(word, "г"))) {
        size_t digit = begin;
        while (digit > x->from && (x->s.p[digit - 1] == ' ' || x->s.p[digit - 1] == '.')) digit--;
        return digit > x->from && digit < begin && is_digit(x->s.p[digit - 1]);
    }
    if (x->lang != LANG_EN) return true;
    if (str_in(word, (const char *const[]){"Sr", "Jr", NULL})) /* Sister Odile, John Smith Sr. */
        return has_capital(before) && is_starter(after);
    if (memchr(word.p, '.', word.n) == NULL) return true;
    return is_starter(after) && (!is_time(word) || !is_early_time(x, word));
}

/* Another part of a title: Dr. med., dipl. inž. el. */
static bool behind_title(const struct scan *x, struct str word) {
    size_t at = (size_t)(word.p - x->s.p);
    if (utf8_count(word.p, word.n) > 4 || at < x->from + 3 || x->s.p[at - 1] != ' ' ||
        x->s.p[at - 2] != '.')
        return false;
    struct str before = sentences_word_before(x, at - 2);
    return is_lower(utf8_at(word.p, 0)) &&
           (abbreviation(x->lang, before) == ABBREVIATION_INNER || is_doctor(before));
}

bool sentences_dot_ends(const struct scan *x, struct str word, size_t at, size_t next) {
    size_t begin = (size_t)(word.p - x->s.p);
    bool first = begin <= x->begin + 1; /* "1. Introduction" */
    struct str after = sentences_word_at(x, next);
    if (word.n == 0) { /* N°. 7 */
        size_t i = at;
        return !(at > x->from && utf8_prev(x->s.p, &i) == 0xB0 && is_number(utf8_at(x->s.p, next)));
    }
    if (all_digits(word)) return number_ends(x, word, at, next, first);
    if (is_initials(word)) return initials_end(x, word, after, first);
    if (is_unit(x, word)) return true;
    if (is_roman(word) && word.n < 6 && x->lang == LANG_SR && !first)
        return word.n > 1 && model_ends(x, at, next);
    if (is_initial(word)) return initial_ends(x, word, after, first);
    switch (abbreviation(x->lang, word)) {
    case ABBREVIATION_INNER: return false;
    case ABBREVIATION_MAY: return may_end(x, word, next);
    default: return !behind_title(x, word);
    }
}
