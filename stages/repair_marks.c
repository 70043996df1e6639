/* SPDX-License-Identifier: MIT */
/* One walk over what stands between words: hyphens with a blank behind, sentences without one, dashes
 * inside compounds, blanks before a comma. */
#include "letters.h"
#include "repair.h"
#include "utf8.h"

static bool is_stop(char c) {
    return c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':';
}

/* 2021–2025, Kosovo–Serbia: the marks of a compound, not a dash between clauses. */
static bool in_compound(struct str s, size_t at) {
    if (at == 0 || at + 3 >= s.n) return false;
    if (is_digit(s.p[at - 1]) && is_digit(s.p[at + 3])) return true;
    struct str left = repair_word_before(s, at), right = repair_word_behind(s, at + 3);
    return left.n > 1 && right.n > 1 && is_upper(utf8_at(left.p, 0)) &&
           is_upper(utf8_at(right.p, 0));
}

/* The blank at byte `at` stands before a comma, or inside a bracket. French and others write some of
 * these. "...", ". . ." and ":)" are no such marks. */
static bool stray_blank(struct str s, size_t at) {
    char last = at ? s.p[at - 1] : '\n', next = at + 1 < s.n ? s.p[at + 1] : '\n';
    char then = at + 2 < s.n ? s.p[at + 2] : '\n';
    if (is_space(last) || is_space(next)) return false;
    if (next == '.' && at + 3 < s.n && is_space(then) && s.p[at + 3] == '.')
        return false; /* . . . */
    if (next == ')' || next == ']') return last != '(' && last != '[' && last != ':' && last != ';';
    if (last == '(' || last == '[') return next != 'x' || (then != ')' && then != ']');
    return next != ':' && is_stop(next) && is_space(then) &&
           (is_ascii_alpha(last) || is_digit(last) || (unsigned char)last >= 0x80 || last == ')' ||
            last == '"');
}

static void at_hyphen(struct repair *r, struct text *t, enum lang lang, size_t at) {
    struct str s = t->doc->text;
    size_t from = 0;
    if (!r->line_hyphens || at + 1 >= s.n || s.p[at + 1] != ' ') return;
    uint32_t n = repair_line_hyphen(r, t->doc, lang, at, &from);
    if (n == 0 || from < t->at) return;
    text_keep(t, (uint32_t)from - t->at);
    text_drop(t, n, is_digit(s.p[at - 1]) ? RULE_SPACE : RULE_LINE_HYPHEN);
}

static void at_mark(struct repair *r, struct text *t, enum lang lang, size_t at) {
    struct str s = t->doc->text;
    bool ours = lang == LANG_EN || lang == LANG_SQ || lang == LANG_SR;
    switch (s.p[at]) {
    case '-': at_hyphen(r, t, lang, at); break;
    case ' ':
        if (!r->blanks || !ours || !stray_blank(s, at)) break;
        text_keep(t, (uint32_t)at - t->at);
        text_drop(t, 1, RULE_SPACE);
        break;
    case (char)0xE2:
        if (!r->dashes || memcmp(s.p + at, "–", 3) != 0 || !in_compound(s, at)) break;
        text_keep(t, (uint32_t)at - t->at);
        text_replace(t, 3, STR("-"), RULE_HYPHEN);
        break;
    default:
        if (!r->glued || !ours || !repair_glued(r, s, lang, at)) break;
        text_keep(t, (uint32_t)at + 1 - t->at);
        text_replace(t, 0, STR(" "), RULE_GLUED);
    }
}

/* Is the byte worth a look? Most are not, and few blanks are. */
static bool is_mark_byte(struct str s, size_t i) {
    char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : '\0';
    switch (c) {
    case ' ':
        return is_stop(next) || next == ')' || next == ']' ||
               (i && (s.p[i - 1] == '(' || s.p[i - 1] == '['));
    case '-': return next == ' ';
    case '.':
    case '!':
    case '?':
    case ',': return !is_space(next) && !is_digit(next);
    default: return (unsigned char)c == 0xE2;
    }
}

void repair_marks(struct repair *r, struct doc *d) {
    struct str s = d->text;
    struct text t;
    uint32_t hint = 0;
    text_open(&t, d);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (is_ascii_alpha(c) || !is_mark_byte(s, i) || i < t.at) continue;
        at_mark(r, &t, repair_lang_at(d, (uint32_t)i, &hint), i);
    }
    text_commit(&t);
}
