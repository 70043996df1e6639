/* SPDX-License-Identifier: MIT */
/* Amounts in digits and words: 12.500 · 1 000 000 · 2,1 milionë · 3 mijë e 500 · two and a half
 * million · dvadeset pet hiljada · gjysmë milioni. Sums are made as they are said: a part grows up
 * to its scale word, and scales only fall. */
#include "values.h"

enum item_kind { ITEM_DIGITS, ITEM_NUMBER, ITEM_HUNDRED, ITEM_SCALE, ITEM_HALF };

struct item {
    enum item_kind kind;
    uint64_t value; /* ITEM_DIGITS: in AMOUNT_ONE, others: whole */
    size_t end;
    bool single; /* a scale that says one by itself */
};

struct sum {
    uint64_t total, part;
    uint64_t limit; /* the last scale; 0 before the first */
    bool open;      /* part holds something */
    bool digits;    /* and it was digits */
    bool half;      /* and it is a half of a scale to come */
};

/* Digits and what parts them: 1.234.567,89 has four groups. */
struct groups {
    unsigned n;
    size_t at[8], end[8];
    char sep[8]; /* before the group */
};

static size_t thin_gap(const struct scan *s, size_t at) { /* 12 500 */
    char c = values_at(s, at);
    if (c == ' ') return at + 1;
    if (c == '\xC2' && values_at(s, at + 1) == '\xA0') return at + 2;
    if (c == '\xE2' && values_at(s, at + 1) == '\x80')
        return at + 3; /* only values_gap()'s are let through */
    return at;
}

static bool more_digits(const struct scan *s, const struct groups *g, size_t *at, char *sep) {
    unsigned last = g->n - 1;
    size_t end = g->end[last];
    uint32_t unused;
    char c = values_at(s, end);
    if ((c == '.' || c == ',') && is_digit(values_at(s, end + 1))) {
        *at = end + 1, *sep = c;
        return true;
    }
    size_t next = thin_gap(s, end);
    if (next == end || values_gap(s, end) != next || s->p[g->at[0]] == '0' ||
        g->end[0] - g->at[0] > 3)
        return false;
    if (last > 0 && g->sep[last] != ' ') return false;
    *at = next, *sep = ' ';
    return values_digits(s, next, &unused) - next == 3;
}

static size_t length(const struct groups *g, unsigned i) {
    return g->end[i] - g->at[i];
}

/* Does a scale or percent follow? Then 1,250 may have decimals; in 12,500 euros it groups. */
static bool is_scaled(const struct scan *s, size_t end) {
    struct word w;
    const struct term *t;
    size_t at = values_gap(s, end);
    if (values_at(s, at) == '%') return true;
    if (!values_word(s, at, &w)) return false;
    if (values_listed(&w, " per od ")) return true;
    return (t = values_term(s, &w)) != NULL && t->kind >= TERM_SCALE && t->kind != TERM_HALF;
}

/* How many groups are whole; 0 when the digits are no number (24.09.2023). */
static unsigned whole_groups(const struct scan *s, const struct groups *g) {
    char decimal = s->lang == LANG_SQ || s->lang == LANG_SR ? ',' : '.';
    bool even = length(g, 0) <= 3;
    for (unsigned i = 1; i < g->n; i++) even = even && length(g, i) == 3 && g->sep[i] == g->sep[1];
    if (g->n == 1) return 1;
    if (even && g->n == 2 && g->sep[1] != ' ')
        return s->p[g->at[0]] == '0' || (g->sep[1] == decimal && is_scaled(s, g->end[1])) ? 1 : 2;
    if (even || g->n == 2) return even ? g->n : 1;
    for (unsigned i = 1; i + 1 < g->n; i++)
        if (length(g, i) != 3 || g->sep[i] != g->sep[1] || g->sep[i] == g->sep[g->n - 1]) return 0;
    return length(g, 0) <= 3 ? g->n - 1 : 0;
}

static bool read_digits(const struct scan *s, size_t at, struct item *it) {
    struct groups g = {.n = 1, .at = {at}};
    uint32_t unused;
    unsigned figures = 0, decimals = 0;
    g.end[0] = values_digits(s, at, &unused);
    while (g.n < 8 && more_digits(s, &g, &g.at[g.n], &g.sep[g.n])) {
        g.end[g.n] = values_digits(s, g.at[g.n], &unused);
        g.n++;
    }
    unsigned whole = whole_groups(s, &g);
    if (whole == 0) return false;
    *it = (struct item){.kind = ITEM_DIGITS, .end = g.end[g.n - 1]};
    for (unsigned k = 0; k < g.n; k++)
        for (size_t i = g.at[k]; i < g.end[k]; i++) {
            if (k >= whole && decimals == 5) {
                if (s->p[i] != '0') return false;
                continue;
            }
            if (++figures > 14) return false;
            decimals += k >= whole;
            it->value = it->value * 10 + (uint64_t)(s->p[i] - '0');
        }
    if (figures - decimals > 13) return false;
    for (; decimals < 5; decimals++) it->value *= 10;
    return true;
}

static bool read_item(const struct scan *s, size_t at, bool attached, struct item *it) {
    struct word w;
    const struct term *t;
    if (is_digit(values_at(s, at))) return !attached && read_digits(s, at, it);
    if (!values_word(s, at, &w) || (t = values_term(s, &w)) == NULL) return false;
    if (is_digit(values_at(s, w.end)) || t->kind == TERM_PERCENT ||
        (t->kind == TERM_LETTER && !attached))
        return false;
    *it = (struct item){.value = t->value, .end = w.end};
    it->kind = t->kind == TERM_NUMBER    ? ITEM_NUMBER
               : t->kind == TERM_HUNDRED ? ITEM_HUNDRED
               : t->kind == TERM_HALF    ? ITEM_HALF
                                         : ITEM_SCALE;
    it->single = t->kind == TERM_SINGLE;
    if (t->kind == TERM_SHORT && values_at(s, w.end) == '.' && !values_ends_sentence(s, w.end + 1))
        it->end++;
    return true;
}

static bool add_number(struct sum *m, uint64_t v) {
    uint64_t part = m->part / AMOUNT_ONE;
    if (!m->open) m->part = v * AMOUNT_ONE;
    else if (m->digits || m->half) return false;
    else if ((part >= 100 && part % 100 == 0 && v < 100) ||
             (part % 100 >= 20 && part % 10 == 0 && v < 10 && v > 0))
        m->part += v * AMOUNT_ONE;
    else return false;
    m->open = true;
    return true;
}

static bool add_item(struct sum *m, const struct item *it) {
    uint64_t scaled;
    switch (it->kind) {
    case ITEM_DIGITS:
        if (m->open || (m->limit && it->value >= m->limit * AMOUNT_ONE)) return false;
        m->part = it->value;
        return m->open = m->digits = true;
    case ITEM_NUMBER: return (m->limit == 0 || it->value < m->limit) && add_number(m, it->value);
    case ITEM_HUNDRED:
        if (m->open && (m->part >= 100ull * AMOUNT_ONE || m->half)) return false;
        if (!m->open && m->total) return false;
        m->part = (m->open ? m->part : AMOUNT_ONE) * 100;
        return m->open = true;
    case ITEM_SCALE:
        if ((m->limit && it->value >= m->limit) || (!m->open && m->total)) return false;
        if (__builtin_mul_overflow(m->open ? m->part : AMOUNT_ONE, it->value, &scaled))
            return false;
        if (__builtin_add_overflow(m->total, scaled, &m->total)) return false;
        m->limit = it->value;
        m->part = 0;
        m->open = m->digits = m->half = false;
        return true;
    case ITEM_HALF:
        if (m->open || m->total) return false;
        m->part = AMOUNT_ONE / 2;
        return m->open = m->half = true;
    }
    return false;
}

/* The words of `list` in a row, with blanks between; behind them, or `at`. */
static size_t words_at(const struct scan *s, size_t at, const char *const *list, unsigned n) {
    size_t end = at;
    for (unsigned i = 0; i < n; i++) {
        struct word w;
        size_t next = values_gap(s, end);
        if (next == end || !values_word(s, next, &w) || !values_listed(&w, list[i])) return at;
        end = w.end;
    }
    return end;
}

/* Two and a half million, 2 milionë e gjysmë, dva i po miliona: half of the last unit more. */
static size_t add_half(const struct scan *s, size_t at, struct sum *m) {
    static const char *const en[] = {" and ", " a ", " half "},
                             *const sq[] = {" e ", " gjysme gjysem "},
                             *const sr[] = {" i ", " po "};
    size_t end = s->lang == LANG_SR   ? words_at(s, at, sr, 2)
                 : s->lang == LANG_SQ ? words_at(s, at, sq, 2)
                                      : words_at(s, at, en, 3);
    if (end == at || m->half) return at;
    if (m->open) m->part += AMOUNT_ONE / 2;
    else m->total += m->limit * (AMOUNT_ONE / 2);
    return end;
}

/* Where the next item may stand, behind the one that ends at `end`. */
static size_t next_item(const struct scan *s, size_t end, bool *joined) {
    struct word w;
    size_t at = values_gap(s, end);
    *joined = false;
    if (at == end)
        return values_at(s, at) == '-' && values_letter(values_at(s, at + 1)) ? at + 1 : at;
    if (!values_word(s, at, &w)) return at;
    const char *joins = s->lang == LANG_SR   ? " i "
                        : s->lang == LANG_SQ ? " e "
                        : s->lang == LANG_EN ? " and a "
                                             : " ";
    if (!values_listed(&w, joins)) return at;
    *joined = true;
    return values_gap(s, w.end);
}

bool values_amount(const struct scan *s, size_t at, bool behind_sign, struct amount *a) {
    struct sum m = {.total = 0};
    struct item it;
    bool joined = false;
    *a = (struct amount){.end = at};
    for (unsigned items = 0; items < 12; items++) {
        bool attached = items > 0 && at == a->end, first = items == 0;
        if (!read_item(s, at, attached, &it)) break;
        bool number = it.kind == ITEM_DIGITS || it.kind == ITEM_NUMBER;
        if (joined && !number && !(it.kind == ITEM_SCALE && m.half)) break;
        if (behind_sign && (first ? it.kind != ITEM_DIGITS : number)) break;
        if (!add_item(&m, &it)) break;
        if (first)
            a->digits = it.kind == ITEM_DIGITS,
            a->bare = it.kind == ITEM_HUNDRED || (it.kind == ITEM_SCALE && !it.single);
        a->end = behind_sign ? it.end : add_half(s, it.end, &m);
        at = next_item(s, a->end, &joined);
    }
    a->scale = m.limit ? m.limit : 1;
    a->value = m.total + (m.open ? m.part : 0);
    return a->end > 0 && (m.total || m.open) && !m.half;
}
