/* SPDX-License-Identifier: MIT */
/* Sentences that run together: "Macedonia.The", "2014.The", "rekao.Nakon". Between the mark and its
 * words stands nothing else; both words are known; no abbreviation, no initials, no domain. */
#include "abbreviation.h"
#include "letters.h"
#include "repair.h"
#include "utf8.h"

static bool is_domain(struct str word) {
    static const char *const ends[] = {
        "Com", "Net", "Org", "Info", "Online", "News", "Al", "Rs", "Mk", "Me", "Hr", "Ba", "Eu",
        "Tv",  "Io",  "Js",  "Uk",   "Us",     "De",   "It", "Fr", "Gr", "Si", "Bg", "Ru", NULL};
    return str_in(word, ends);
}

/* A year or a long number, not the 2 of v2. */
static bool ends_number(struct str s, size_t at) {
    size_t begin = at;
    while (begin > 0 && is_digit(s.p[begin - 1]) && at - begin < 9) begin--;
    return at - begin >= 4 && (begin == 0 || is_space(s.p[begin - 1]) || s.p[begin - 1] == '(');
}

/* One letter before or behind the mark is an initial or part of U.S. */
static bool one_letter(struct str word) {
    size_t i = 0;
    if (word.n == 0) return true;
    utf8_next(word.p, &i);
    return i == word.n;
}

/* Another mark of the kind right beside the words: e.g. a list of labels, a path, an acronym. */
static bool has_neighbour(struct str s, struct str left, struct str right) {
    size_t begin = (size_t)(left.p - s.p), end = (size_t)(right.p - s.p) + right.n;
    char last = begin ? s.p[begin - 1] : ' ', next = end < s.n ? s.p[end] : ' ';
    char then = end + 1 < s.n ? s.p[end + 1] : ' ';
    if (last == '.' || last == ',' || last == '-' || is_digit(last)) return true;
    return next == '(' || is_digit(next) || ((next == '.' || next == ',') && !is_space(then));
}

bool repair_glued(struct repair *r, struct str s, enum lang lang, size_t at) {
    struct str left = repair_word_before(s, at), right = repair_word_behind(s, at + 1);
    if (right.n == 0 || one_letter(right) || repair_in_code(s, at)) return false;
    bool number = left.n == 0 && s.p[at] == '.' && ends_number(s, at);
    if (!number && one_letter(left)) return false;
    size_t second = 0, last = left.n;
    bool capital = is_upper(utf8_next(right.p, &second));
    if (!is_lower(utf8_at(right.p, second))) return false;
    if (s.p[at] == ',') {
        if (number) return false;
    } else if (!capital || is_domain(right)) {
        return false;
    }
    if (number) return repair_is_known(r, lang, right);
    if (!is_lower(utf8_prev(left.p, &last)) || has_neighbour(s, left, right)) return false;
    if (s.p[at] == '.' && abbreviation(lang, left) != ABBREVIATION_NONE) return false;
    return repair_is_known(r, lang, left) && repair_is_known(r, lang, right);
}
