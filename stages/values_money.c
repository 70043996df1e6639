/* SPDX-License-Identifier: MIT */
/* Money and percentages: an amount, or a range of two, with a sign, a code or words. */
#include "values.h"

struct range {
    size_t begin, end;
    struct amount low, high; /* the same when there is no range */
    bool two;
};

enum { PRINTED = 32 };

/* 51.5, without zeros at the end of the decimals. */
static struct str print(uint64_t v, char out[PRINTED]) {
    char digits[PRINTED];
    unsigned n = 0, k = 0;
    uint64_t whole = v / AMOUNT_ONE, decimals = v % AMOUNT_ONE;
    do digits[n++] = (char)('0' + whole % 10);
    while ((whole /= 10) != 0);
    while (n) out[k++] = digits[--n];
    if (decimals) out[k++] = '.';
    for (uint64_t unit = AMOUNT_ONE / 10; decimals; unit /= 10) {
        out[k++] = (char)('0' + decimals / unit);
        decimals %= unit;
    }
    return (struct str){out, k};
}

static void push(struct scan *s, const struct range *r, size_t begin, size_t end,
                 const char *code) {
    char low[PRINTED], high[PRINTED];
    struct str a = print(r->low.value, low), b = print(r->high.value, high), value;
    const char *before = code               ? code
                         : begin < r->begin ? "-"
                                            : "",
               *after = code ? "" : " %", *space = code ? " " : "";
    if (r->two)
        value = doc_printf(s->doc, "%s%s%.*s/%.*s%s", before, space, (int)a.n, a.p, (int)b.n, b.p,
                           after);
    else value = doc_printf(s->doc, "%s%s%.*s%s", before, space, (int)b.n, b.p, after);
    values_push(s, begin, end, code ? TYPE_MONEY : TYPE_PERCENT, value);
}

/* The upper end of a range: 5-10 million, €5–€10 million. Its scale holds for both. */
static void read_upper(const struct scan *s, struct range *r, bool behind_sign, const char *code) {
    struct amount high;
    struct currency c;
    size_t at = values_gap(s, r->low.end), dash = values_dash(s, at), next = dash;
    if (dash == at || !r->low.digits) return;
    if (at != r->low.end && (next = values_gap(s, dash)) == dash) return;
    if (behind_sign && !is_digit(values_at(s, next)) && values_currency(s, next, &c) &&
        strcmp(c.code, code) == 0)
        next = c.end;
    if (!is_digit(values_at(s, next)) || !values_amount(s, next, behind_sign, &high)) return;
    uint64_t low = r->low.value;
    if (r->low.scale == 1 && high.scale > 1 && high.value / high.scale > low) low *= high.scale;
    if (low >= high.value) return;
    r->low.value = low;
    r->high = high;
    r->end = high.end;
    r->two = true;
}

static bool read_range(const struct scan *s, size_t at, bool behind_sign, const char *code,
                       struct range *r) {
    *r = (struct range){.begin = at};
    if (!values_amount(s, at, behind_sign, &r->low)) return false;
    r->high = r->low;
    r->end = r->low.end;
    read_upper(s, r, behind_sign, code);
    return true;
}

/* Behind "%", "per cent", "për qind" …, or 0. */
static size_t percent_end(const struct scan *s, size_t end) {
    struct word w, second;
    size_t at = values_gap(s, end);
    if (values_at(s, at) == '%') return is_digit(values_at(s, at + 1)) ? 0 : at + 1;
    if (values_dash(s, end) == end + 1) at = end + 1; /* a 5-percent rise */
    if (at == end || !values_word(s, at, &w)) return 0;
    const struct term *t = values_term(s, &w);
    if (t) return t->kind == TERM_PERCENT ? w.end : 0;
    const char *wanted = values_listed(&w, " per ") ? (s->lang == LANG_SQ ? " qind " : " cent ")
                         : s->lang != LANG_EN && values_listed(&w, " od po ") ? " sto "
                                                                              : NULL;
    at = values_gap(s, w.end);
    return wanted && values_word(s, at, &second) && values_listed(&second, wanted) ? second.end : 0;
}

/* A currency that can stand behind a number and is not a measure. */
static bool currency_behind(const struct scan *s, const struct range *r, struct currency *c) {
    size_t at = values_gap(s, r->end);
    if (at == r->end && values_at(s, at) == '-') at++;
    if (!values_currency(s, at, c)) return false;
    struct str text = {s->p + at, c->end - at};
    bool word = values_letter(text.p[0]) && !c->acronym;
    size_t next = values_gap(s, c->end);
    if (values_letter(values_at(s, c->end)) || is_digit(values_at(s, c->end))) return false;
    /* in 2023 EUR 5,000: the year has no currency */
    if (!word && is_digit(values_at(s, next)) && r->end - r->begin == 4 &&
        r->high.value < 2100ull * AMOUNT_ONE)
        return false;
    if (str_eq(text, STR("KM"))) return s->lang != LANG_SQ && values_at(s, c->end) != '/';
    /* 200 pounds is a weight as well */
    if (strcmp(c->code, "GBP") == 0 && word && !c->phrase) return r->high.scale > 1;
    return true;
}

/* A minus before a percentage, not the hyphen of COVID-19. */
static size_t minus(const struct scan *s, size_t at) {
    size_t sign = at;
    if (at && s->p[at - 1] == '-') sign = at - 1;
    else if (at > 2 && memcmp(s->p + at - 3, "\xE2\x88\x92", 3) == 0) sign = at - 3;
    if (sign == at || sign == 0 || is_space(s->p[sign - 1]) || s->p[sign - 1] == '(') return sign;
    return at;
}

/* A scale alone is an amount behind "a" only: a million euros, but not: millions of euros. */
static bool bare_scale(const struct scan *s, size_t at) {
    struct word w;
    return s->lang == LANG_EN && values_word_before(s, at, &w) && values_listed(&w, " a ");
}

size_t values_money(struct scan *s, size_t at) {
    struct range r;
    struct currency c;
    if (!read_range(s, at, false, "", &r)) return 0;
    if (r.low.bare && !bare_scale(s, at)) return 0;
    size_t end = r.high.scale == 1 ? percent_end(s, r.end) : 0;
    if (end) {
        push(s, &r, r.two ? at : minus(s, at), end, NULL);
        return end;
    }
    if (!currency_behind(s, &r, &c)) return 0;
    push(s, &r, at, c.end, c.code);
    return c.end;
}

/* US$5: the letters before the sign. */
static size_t dollar_country(const struct scan *s, size_t at, char code[4]) {
    static const char *const countries[][2] = {{"US", "USD"}, {"C", "CAD"},   {"CA", "CAD"},
                                               {"A", "AUD"},  {"AU", "AUD"},  {"NZ", "NZD"},
                                               {"HK", "HKD"}, {"U.S.", "USD"}};
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        size_t n = strlen(countries[i][0]);
        if (at < n || memcmp(s->p + at - n, countries[i][0], n) != 0) continue;
        if (at > n && !is_space(s->p[at - n - 1]) && s->p[at - n - 1] != '(') continue;
        memcpy(code, countries[i][1], 4);
        return at - n;
    }
    return at;
}

static size_t behind_currency(struct scan *s, size_t begin, size_t at, const char *code) {
    struct range r;
    struct currency c;
    size_t number = values_gap(s, at);
    if (!is_digit(values_at(s, number)) || !read_range(s, number, true, code, &r)) return 0;
    size_t next = values_gap(s, r.end), end = r.end;
    /* $500 USD */
    if (values_letter(values_at(s, next)) && values_currency(s, next, &c) &&
        strcmp(c.code, code) == 0)
        end = c.end;
    if (values_letter(values_at(s, end)) || is_digit(values_at(s, end))) return 0;
    push(s, &r, begin, end, code);
    return end;
}

size_t values_money_sign(struct scan *s, size_t at) {
    struct currency c;
    if (values_letter(values_at(s, at)) || !values_currency(s, at, &c)) return 0;
    size_t begin = s->p[at] == '$' ? dollar_country(s, at, c.code) : at;
    return behind_currency(s, begin, c.end, c.code);
}

size_t values_money_code(struct scan *s, const struct word *w) {
    struct currency c;
    /* ALL and TRY are words of headlines */
    if (w->end - w->begin != 3 || values_listed(w, " all try ") ||
        !values_currency(s, w->begin, &c) || !c.acronym || c.end != w->end)
        return 0;
    return behind_currency(s, w->begin, c.end, c.code);
}
