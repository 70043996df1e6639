/* SPDX-License-Identifier: MIT */
/* Dates with a day or a month: 24. septembra 2023. godine · May 28th · më 24.09.2023 · 2023-09-24 ·
 * 5. IX 2023 · June–August 2024 · shtator. A day that the month does not have makes no date. */
#include "values.h"

enum { YEAR_OLD = 1000, YEAR_FIRST = 1500, YEAR_LAST = 2099 };

static bool is_valid(const struct date *d) {
    static const uint8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->month < 1 || d->month > 12 || d->day > days[d->month - 1] ||
        d->day_end > days[d->month - 1])
        return false;
    bool leap = d->year == 0 || (d->year % 4 == 0 && (d->year % 100 != 0 || d->year % 400 == 0));
    return d->month != 2 || leap || (d->day < 29 && d->day_end < 29);
}

static struct str half(struct scan *s, const struct date *d, unsigned month, unsigned day) {
    char year[8] = "-";
    if (d->year) {
        year[0] = (char)('0' + d->year / 1000);
        year[1] = (char)('0' + d->year / 100 % 10);
        year[2] = (char)('0' + d->year / 10 % 10);
        year[3] = (char)('0' + d->year % 10);
    }
    return day ? doc_printf(s->doc, "%s-%02u-%02u", year, month, day)
               : doc_printf(s->doc, "%s-%02u", year, month);
}

static size_t push(struct scan *s, size_t begin, size_t end, const struct date *d) {
    struct str value = half(s, d, d->month, d->day);
    if (d->day_end || d->month_end) {
        struct str to = half(s, d, d->month_end ? d->month_end : d->month, d->day_end);
        value = doc_printf(s->doc, "%.*s/%.*s", (int)value.n, value.p, (int)to.n, to.p);
    }
    values_push(s, begin, end, TYPE_DATE, value);
    return end;
}

/* Nothing of a longer number stands behind. */
static bool number_ends(const struct scan *s, size_t end) {
    char c = values_at(s, end), next = values_at(s, end + 1);
    if (is_digit(c) || values_letter(c) || c == '%') return false;
    return !(c && memchr(".,:/-", c, 5) && is_digit(next));
}

/* The year behind a month: 2024 · , 2024 · of 2024; sets d->year and returns its end, or `at`. */
static size_t read_year(const struct scan *s, size_t at, struct date *d) {
    struct word w;
    uint32_t year;
    size_t comma = at + (values_at(s, at) == ','), next = values_gap(s, comma);
    if (next == comma) return at;
    if (comma == at && values_word(s, next, &w) && values_listed(&w, " of "))
        next = values_gap(s, w.end);
    size_t end = values_digits(s, next, &year);
    if (end - next != 4 || year < (d->day ? YEAR_OLD : YEAR_FIRST) || year > YEAR_LAST) return at;
    if (d->day == 0 && year % 100 == 0 && year < 1800) return at;
    if (!number_ends(s, end) && !(values_at(s, end) == '-' && is_digit(values_at(s, end + 1)) &&
                                  values_at(s, end + 1) < '3'))
        return at;
    if (!values_year_word(s, end) &&
        (d->day ? values_counts(s, end) : values_counts_people(s, end)))
        return at;
    d->year = year;
    return end;
}

static size_t with_year(struct scan *s, size_t begin, size_t end, struct date *d) {
    size_t behind = read_year(s, end, d);
    if (!is_valid(d)) return 0;
    return push(s, begin, behind > end ? values_year_tail(s, behind) : end, d);
}

/* ---- numbers only */

static size_t year_first(struct scan *s, size_t at, size_t end, uint32_t year) {
    uint32_t month, day = 0;
    char sep = values_at(s, end);
    if (!sep || !memchr("-./", sep, 3)) return 0;
    size_t behind_month = values_digits(s, end + 1, &month), behind = behind_month;
    if (behind_month - end - 1 > 2 || behind_month == end + 1) return 0;
    if (values_at(s, behind_month) == sep && is_digit(values_at(s, behind_month + 1))) {
        behind = values_digits(s, behind_month + 1, &day);
        if (behind - behind_month - 1 > 2 || day == 0) return 0;
    } else if (sep != '-' || behind_month - end != 3 || month + year / 100 * 100 > year) {
        return 0; /* 2023-09 is a month, 1998-99 years */
    }
    struct date d = {.year = year, .month = month, .day = day};
    bool time = values_at(s, behind) == 'T' && is_digit(values_at(s, behind + 1));
    if ((!time && !number_ends(s, behind)) || !is_valid(&d) || year < YEAR_OLD || year > YEAR_LAST)
        return 0;
    return push(s, at, behind, &d);
}

/* 24.09.2023 · 24. 9. 2023. godine · 11/10/2024: the day first, unless English has no 13th month. */
static size_t numeric(struct scan *s, size_t at) {
    uint32_t day, month, year;
    size_t end = values_digits(s, at, &day), begin_month, begin_year;
    char sep = values_at(s, end);
    if (end - at == 4) return year_first(s, at, end, day);
    if (end - at > 2 || !sep || !memchr("./-", sep, 3)) return 0;
    begin_month = sep == '.' ? values_gap(s, end + 1) : end + 1;
    size_t end_month = values_digits(s, begin_month, &month);
    if (end_month == begin_month || end_month - begin_month > 2 || values_at(s, end_month) != sep)
        return 0;
    begin_year = sep == '.' ? values_gap(s, end_month + 1) : end_month + 1;
    size_t behind = values_digits(s, begin_year, &year);
    bool spaced = begin_year > end_month + 1,
         two = behind - begin_year == 2 && end - at == 2 && end_month - begin_month == 2 && !spaced;
    if (two && sep != '-') year += year < 70 ? 2000 : 1900;
    else if (behind - begin_year != 4) return 0;
    if (s->lang == LANG_EN && sep != '.' && month > 12) {
        uint32_t swap = month;
        month = day, day = swap;
    }
    struct date d = {.year = year, .month = month, .day = day};
    if (day == 0 || year < YEAR_OLD || year > YEAR_LAST || !number_ends(s, behind) || !is_valid(&d))
        return 0;
    return push(s, at, values_year_tail(s, behind), &d);
}

/* ---- the day first */

/* 5. IX 2023: a Roman month, behind a day with a dot and before a year. */
static size_t roman(struct scan *s, size_t begin, size_t at, struct date *d) {
    static const char *const months[] = {"XII", "XI", "X",  "IX",  "VIII", "VII",
                                         "VI",  "V",  "IV", "III", "II",   "I"};
    size_t end = values_letters(s, at);
    for (unsigned m = 1; m <= 12; m++) {
        if (!str_eq((struct str){s->p + at, end - at}, str_of(months[12 - m]))) continue;
        size_t dot = end + (values_at(s, end) == '.');
        uint32_t year;
        size_t digits = values_gap(s, dot), behind = values_digits(s, digits, &year);
        if (digits == end || behind - digits != 4 || year < YEAR_OLD || year > YEAR_LAST ||
            !number_ends(s, behind))
            return 0;
        d->month = m, d->year = year;
        return is_valid(d) ? push(s, begin, values_year_tail(s, behind), d) : 0;
    }
    return 0;
}

/* Behind a day and what belongs to it: 24 · 24. · 24th · 24-25. · 24th–25th */
static size_t read_day(const struct scan *s, size_t at, uint32_t *day, bool *dot, bool *ordinal) {
    struct word w;
    size_t end = values_digits(s, at, day);
    *dot = *ordinal = false;
    if (end == at || end - at > 2 || *day < 1 || *day > 31) return at;
    if (values_word(s, end, &w) && values_listed(&w, " st nd rd th ")) {
        *ordinal = true;
        return w.end;
    }
    *dot = values_at(s, end) == '.';
    return end + *dot;
}

/* A capital behind a dot begins a sentence as easily: … ima ih 24. Maja je … */
static bool month_fits(const struct scan *s, const struct month *m, bool dot) {
    if (dot && (m->lang == LANG_EN || (m->capital && values_starts_sentence(s, m->begin))))
        return false;
    return m->capital || m->lang != LANG_EN ||
           !values_listed(&m->word, " may march mar dec jan sept sep ");
}

static size_t day_first(struct scan *s, size_t at) {
    struct date d = {.year = 0};
    struct month m;
    struct word w;
    uint32_t day;
    bool dot, ordinal;
    size_t end = read_day(s, at, &day, &dot, &ordinal), dash;
    if (end == at) return 0;
    d.day = day;
    dash = values_dash(s, end);
    if (dash > end && (end = read_day(s, dash, &day, &dot, &ordinal)) > dash) {
        if (day <= d.day) return 0;
        d.day_end = day;
    }
    size_t next = values_gap(s, end);
    if (next == end && !dot) return 0;
    if (values_word(s, next, &w) && values_listed(&w, ordinal              ? " of "
                                                      : s->lang == LANG_SQ ? " te "
                                                                           : " "))
        next = values_gap(s, w.end);
    if (dot && s->lang != LANG_EN && values_letter(values_at(s, next)) &&
        values_at(s, next) <= 'X') {
        size_t done = roman(s, at, next, &d);
        if (done) return done;
    }
    if (!values_month(s, next, true, &m) || !month_fits(s, &m, dot)) return 0;
    d.month = m.number;
    if (m.lang != s->lang && (s->lang == LANG_EN || s->lang == LANG_SQ || s->lang == LANG_SR)) {
        struct date probe = d; /* a month of another language wants its year */
        if (read_year(s, m.end, &probe) == m.end) return 0;
    }
    return with_year(s, at, m.end, &d);
}

size_t values_date(struct scan *s, size_t at) {
    if (at && (s->p[at - 1] == '/' || s->p[at - 1] == '\\' || s->p[at - 1] == '_')) return 0;
    size_t end = numeric(s, at);
    return end ? end : day_first(s, at);
}

/* ---- the month first */

/* May 28th, 2024 · Sept. 5-7 */
static size_t month_day(struct scan *s, const struct month *m) {
    struct date d = {.month = m->number};
    uint32_t day;
    bool dot, ordinal;
    size_t at = values_gap(s, m->end), end = read_day(s, at, &day, &dot, &ordinal);
    if (at == m->end || end == at) return 0;
    end -= dot;
    d.day = day;
    size_t dash = values_dash(s, end);
    if (dash > end && is_digit(values_at(s, dash))) {
        size_t second = read_day(s, dash, &day, &dot, &ordinal) - dot;
        if (second <= dash || day <= d.day) return 0;
        d.day_end = day, end = second;
    }
    if (!number_ends(s, end) || (!ordinal && values_counts_people(s, end)) || !is_valid(&d))
        return 0;
    size_t behind = read_year(s, end, &d);
    return is_valid(&d) ? push(s, m->begin, behind, &d) : 0;
}

/* January–March 2025 */
static size_t month_range(struct scan *s, const struct month *m) {
    struct date d = {.month = m->number};
    struct month to;
    size_t at = values_gap(s, m->end), dash = values_dash(s, at);
    if (dash == at) return 0;
    if (at > m->end && (at = values_gap(s, dash)) == dash) return 0;
    if (!values_month(s, at > dash ? at : dash, false, &to) || to.number <= m->number ||
        to.lang != m->lang)
        return 0;
    if (m->lang == LANG_EN && !(m->capital && to.capital)) return 0;
    d.month_end = to.number;
    size_t end = read_year(s, to.end, &d);
    return push(s, m->begin, end > to.end ? values_year_tail(s, end) : to.end, &d);
}

/* Another month stands beside: March and May, from March to May */
static bool beside_month(const struct scan *s, const struct month *m) {
    struct word w, before;
    struct month other;
    size_t at = values_gap(s, m->end + (values_at(s, m->end) == ','));
    if (values_word(s, at, &w) && values_listed(&w, " and or to through "))
        at = values_gap(s, w.end);
    if (at > m->end && values_month(s, at, false, &other) && other.capital) return true;
    if (m->begin > 2 && s->p[m->begin - 2] == ',') {
        return values_word_before(s, m->begin - 2, &w) && values_month(s, w.begin, false, &other);
    }
    if (!values_word_before(s, m->begin, &w) || !values_listed(&w, " and or to through until "))
        return false;
    if (!values_word_before(s, w.begin, &before)) return false;
    return values_month(s, before.begin, false, &other) && other.capital;
}

/* "May" and "March" alone are words, "June" and "April" names as well. */
static bool english_alone(const struct scan *s, const struct month *m) {
    struct word w;
    if (!m->capital) return false;
    bool may = values_listed(&m->word, " may march "),
         name = values_listed(&m->word, " april june august ");
    if (!may && !name) return true;
    if (m->begin && s->p[m->begin - 1] == '(' && values_at(s, m->end) == ')') return true;
    if (values_word_before(s, m->begin, &w) &&
        values_listed(&w, " in on since by until till last early late mid between from of this "
                          "next during before after through "
                          "throughout each every past coming previous following "))
        return true;
    if (beside_month(s, m)) return true;
    if (may) return false;
    size_t next = values_gap(s, m->end);
    return next == m->end || !values_word(s, next, &w) || !values_capital(s, &w);
}

/* Lower case, or a capital where the sentence begins or behind "in"; not names (Maja, Marta, Mars). */
static bool capital_fits(const struct scan *s, const struct month *m, const struct word *before) {
    static const char behind[] = " ne muajin muajit muaji gjate prej nga deri u od do mesecu "
                                 "meseca mjesecu mjeseca krajem pocetkom sredinom tokom ";
    if (before && values_listed(before, " muajin muajit muaji mesecu meseca mjesecu mjeseca "))
        return true;
    if (values_listed(
            &m->word,
            " mars marsi marsit marsin maja mart marta martu jula juna avgusta avgust avgustu "))
        return false;
    return values_starts_sentence(s, m->begin) || (before && values_listed(before, behind));
}

/* Not shkurt (short), kolovoz (roadway), studen (cold). */
static bool other_alone(const struct scan *s, const struct month *m) {
    struct word w;
    struct str key = {m->word.key, m->word.n};
    bool before = values_word_before(s, m->begin, &w);
    if (m->capital && !capital_fits(s, m, before ? &w : NULL)) return false;
    if (m->lang == LANG_SQ && values_listed(&m->word, " shkurt shkurti shkurtin "))
        return before && values_listed(&w, " ne muajin muajit muaj gjate nga prej deri ky ketij ");
    if (m->lang != LANG_SR) return true;
    if (str_starts(key, STR("kolovoz"))) return false;
    if (str_starts(key, STR("studen")) || str_starts(key, STR("rujn")) ||
        str_starts(key, STR("rujan")))
        return before &&
               values_listed(&w,
                             " u od do iz za krajem pocetkom sredinom tokom tijekom polovinom ");
    return true;
}

size_t values_date_month(struct scan *s, size_t at) {
    struct month m;
    struct date d = {.year = 0};
    bool ours = s->lang == LANG_EN || s->lang == LANG_SQ || s->lang == LANG_SR;
    if (!values_month(s, at, false, &m)) return 0;
    d.month = m.number;
    bool small = m.lang == LANG_EN && !m.capital;
    size_t end = m.lang == LANG_EN && !small ? month_day(s, &m) : 0;
    if (end) return end;
    size_t behind = small ? m.end : read_year(s, m.end, &d);
    if (behind > m.end) return push(s, m.begin, values_year_tail(s, behind), &d);
    if (m.shortened || !ours) return 0;
    if (!small && (end = month_range(s, &m)) != 0) return end;
    if (!(m.lang == LANG_EN ? english_alone(s, &m) : other_alone(s, &m))) return 0;
    return push(s, m.begin, m.end, &d);
}
