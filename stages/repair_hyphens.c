/* SPDX-License-Identifier: MIT */
/* Hyphens with a blank behind: what is left of a hyphen at a line's end. "pred- sednik" is one word,
 * "EU- led" a compound; "pre- and post-war", "auto- i motociklisti" are as they should be. */
#include "letters.h"
#include "repair.h"
#include "utf8.h"

/* Words behind a hyphen that says: the end of the compound is still to come. */
static bool is_link(struct str word) {
    static const char *const links[] = {"and", "or",  "to",  "und", "nor",  "but", "as",  "versus",
                                        "i",   "ili", "a",   "te",  "ni",   "pa",  "do",  "dhe",
                                        "e",   "ose", "apo", "as",  "deri", "и",   "или", "а",
                                        "те",  "ни",  "па",  "до",  "oder", NULL};
    return str_in(word, links);
}

/* Has a line end been joined at byte `at`? */
static bool was_line_end(const struct doc *d, uint32_t at) {
    uint32_t lo = 0, hi = d->edits.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (d->edits.v[mid].text_end <= at) lo = mid + 1;
        else hi = mid;
    }
    return lo < d->edits.n && d->edits.v[lo].text <= at && d->edits.v[lo].rule == RULE_JOIN;
}

static bool number_at(struct str s, size_t begin, size_t end, uint32_t *value) {
    *value = 0;
    for (size_t i = begin; i < end; i++) *value = *value * 10 + (uint32_t)(s.p[i] - '0');
    return end > begin && end - begin <= 4;
}

/* 2023- 2027: two numbers, the second one larger. */
static bool range(struct str s, size_t hyphen, size_t next) {
    size_t begin = hyphen, end = next;
    uint32_t from, to;
    while (begin > 0 && hyphen - begin < 5 && is_digit(s.p[begin - 1])) begin--;
    while (end < s.n && end - next < 5 && is_digit(s.p[end])) end++;
    if (!number_at(s, begin, hyphen, &from) || !number_at(s, next, end, &to)) return false;
    bool inside = begin > 0 && s.p[begin - 1] == ' ';
    return inside && to > from && end - next == hyphen - begin && (end - next == 4 || to < 1000);
}

/* EU- led: a compound whose second part is of the kind that follows a hyphen. */
static bool compound(struct repair *r, enum lang lang, struct str left, struct str right) {
    return lang == LANG_EN && left.n > 1 && repair_is_known(r, lang, left) &&
           repair_takes_hyphen(right);
}

static bool joins(struct repair *r, enum lang lang, struct str left, struct str right) {
    char whole[2 * REPAIR_WORD];
    if (left.n + right.n > REPAIR_WORD) return false;
    memcpy(whole, left.p, left.n);
    memcpy(whole + left.n, right.p, right.n);
    return repair_is_known(r, lang, (struct str){whole, left.n + right.n});
}

uint32_t repair_line_hyphen(struct repair *r, const struct doc *d, enum lang lang, size_t at,
                            size_t *from) {
    struct str s = d->text;
    size_t next = at + 1;
    while (next < s.n && s.p[next] == ' ' && next - at < 4) next++;
    *from = at + 1;
    if (at == 0 || next >= s.n) return 0;
    if (is_digit(s.p[at - 1])) return range(s, at, next) ? (uint32_t)(next - at - 1) : 0;
    struct str left = repair_word_before(s, at), right = repair_word_behind(s, next);
    if (left.n == 0 || right.n == 0 || is_link(right) || repair_in_code(s, at)) return 0;
    size_t begin = at - left.n;
    char last = begin ? s.p[begin - 1] : ' ';
    bool line_end = was_line_end(d, (uint32_t)at + 1);
    if (is_digit(last) || last == '.' || last == '@') return 0;
    if (is_upper(utf8_at(right.p, 0))) { /* Mitrovica- Zvečan: the hyphen is the author's */
        bool names = is_upper(utf8_at(left.p, 0)) && repair_is_name(r, lang, left) &&
                     repair_is_name(r, lang, right);
        return line_end && names ? (uint32_t)(next - at - 1) : 0;
    }
    if (last != '-' && joins(r, lang, left, right)) {
        *from = at;
        return (uint32_t)(next - at);
    }
    if (compound(r, lang, left, right)) return (uint32_t)(next - at - 1);
    if (!line_end) return 0;
    if (repair_is_known(r, lang, left) && left.n > 2) return 0;
    if (lang == LANG_UND || lang == LANG_OTHER) return 0;
    *from = at; /* a word or a name that no dictionary has */
    return (uint32_t)(next - at);
}
