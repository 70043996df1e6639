/* SPDX-License-Identifier: MIT */
/* Years that stand alone: 2015 · 2023. godine · 2021–2025 · 1998-99 · 1990s · ’90s · vitet 1990. */
#include "values.h"

enum { YEAR_FIRST = 1800, YEAR_LAST = 2099, YEAR_OLD = 1000 };

static bool is_year(uint32_t v) {
    return v >= YEAR_FIRST && v <= YEAR_LAST;
}

/* ---- what makes a number a count */

static const char measures[] =
    " km m cm mm kg g t mw mwh gw gwh kw kwh kv ha l kilometers kilometres kilometer kilometre "
    "meters metres meter metre miles hectares acres tons tonnes tonne kilograms kilogram "
    "square cubic megawatts megawatt degrees feet foot inches pixels metra meter kilometra "
    "hektare ton tonelata kilograme megavat metro metara kilometara hektara tona kilograma "
    "megavata kvadrata kvadratnih kubnih ";

static const char countables[] =
    " people persons troops soldiers members voters votes citizens cases copies pages workers "
    "employees families homes houses households residents inhabitants refugees migrants jobs "
    "students children men women victims points seats hours days years minutes seconds "
    "vehicles cars participants supporters protesters serbs albanians persona veta vete "
    "njerez qytetare vota votues ushtare trupa familje nxenes studente punetore pune banore "
    "raste ore dite vjet muaj faqe anetare viktima serbe shqiptare refugjate shtepi vetura "
    "femije gra burra minuta sekonda jave ljudi osoba vojnika pripadnika glasova glasaca "
    "gradjana gradana policajaca porodica obitelji ucenika studenata radnika zaposlenih dana "
    "sati slucajeva stanovnika domacinstava stranica primeraka vozila kuca stanova clanova "
    "dece djece zena zrtava srba albanaca izbeglica izbjeglica migranata minuta sekundi "
    "meseci godina mesta navijaca ucesnika ";

static bool counts(const struct scan *s, size_t end, const char *list) {
    struct word w;
    size_t at = values_gap(s, end);
    return at > end && values_word(s, at, &w) && !values_capital(s, &w) && values_listed(&w, list);
}

bool values_counts(const struct scan *s, size_t end) {
    struct word w;
    struct currency c;
    const struct term *t;
    size_t at = values_gap(s, end);
    unsigned char first = (unsigned char)values_at(s, at);
    bool word = values_word(s, at, &w);
    if (first == '%' || (first == 0xC2 && s->p[at + 1] == '\xB0')) return true;
    if (word && at == end) return false;
    if (word && values_listed(&w, measures)) return true;
    if (word && (t = values_term(s, &w)) != NULL && t->kind >= TERM_HUNDRED &&
        t->kind != TERM_LETTER && t->kind != TERM_HALF)
        return true;
    if (!values_currency(s, at, &c)) return false;
    /* in 2023 €5 million: the sign belongs to what follows */
    return (word && !c.acronym) || !is_digit(values_at(s, values_gap(s, c.end)));
}

bool values_counts_people(const struct scan *s, size_t end) {
    return values_counts(s, end) || counts(s, end, countables);
}

/* ---- Serbian years: the dot and godine */

/* Behind "godine", "god.", "g." at `at`, or 0. Without a dot, 2000 godina are so many years. */
static size_t godina(const struct scan *s, size_t at, bool dot) {
    struct word w;
    if (!values_word(s, at, &w)) return 0;
    if (values_listed(&w, " godine godini godinu godinom ")) return w.end;
    if (dot && values_listed(&w, " godina godinama ")) return w.end;
    if (!values_listed(&w, " god g ") || values_capital(s, &w)) return 0;
    return values_at(s, w.end) == '.' ? w.end + 1 : 0;
}

static size_t godina_behind(const struct scan *s, size_t end) {
    bool dot = values_at(s, end) == '.';
    size_t at = values_gap(s, end + dot);
    if (s->lang == LANG_EN || s->lang == LANG_SQ || at == end) return 0;
    return godina(s, at, dot);
}

bool values_year_word(const struct scan *s, size_t end) {
    return godina_behind(s, end) != 0;
}

size_t values_year_tail(const struct scan *s, size_t end) {
    size_t behind = godina_behind(s, end);
    if (behind) return behind;
    if (s->lang != LANG_SR || values_at(s, end) != '.') return end;
    char next = values_at(s, end + 1);
    if (next == '.' || is_digit(next) || values_letter(next) || values_ends_sentence(s, end + 1))
        return end;
    return end + 1;
}

/* ---- left and right of a year */

static bool left_is_free(const struct scan *s, size_t at, bool *said) {
    static const char numbered[] = " resolution resolutions rezoluta rezoluten rezolutes rezolute "
                                   "rezolucija rezoluciji rezolucije rezoluciju no nr br broj "
                                   "number numri numrin article neni nenin clan clana clanu page "
                                   "faqe faqja strana str iso isbn model room form ";
    static const char atleast[] = " over nearly almost approximately least some mbi paku pothuaj "
                                  "afro afersisht preko najmanje gotovo skoro ";
    struct word w;
    *said = false;
    if (at == 0) return true;
    char c = s->p[at - 1];
    if (c == '-' && at > 1 && (is_digit(s->p[at - 2]) || !is_ascii_alpha(s->p[at - 2])))
        return is_space(s->p[at - 2]);
    if (memchr("#@_=+\\/.,:*%&", c, 13)) return false;
    if (at > 3 && values_dash(s, at - 3) == at && is_digit(s->p[at - 4])) return false;
    if (!values_word_before(s, at, &w)) return true;
    if (c == '-')
        return !values_capital(s, &w) || values_listed(&w, " pre post mid late early pas para ");
    if (values_listed(&w, numbered)) return false;
    *said = values_listed(
        &w, " viti vitin vitit vit year in since until till during of godine godini godinu ");
    uint32_t unused;
    bool more = values_listed(&w, " than ") && values_word_before(s, w.begin, &w) &&
                values_listed(&w, " more less fewer ");
    return (!more && !values_listed(&w, atleast)) ||
           !values_letter(values_at(s, values_gap(s, values_digits(s, at, &unused))));
}

/* Nothing that belongs to the number stands behind. Case endings of Albanian may: 2008-ën. */
static bool right_is_free(const struct scan *s, size_t end) {
    struct word w;
    char c = values_at(s, end), next = values_at(s, end + 1);
    if (values_letter(c) || memchr("%@_=\\+&#", c, c ? 8 : 0)) return false;
    if (memchr(".,:/-'", c, c ? 6 : 0) && is_digit(next)) return false;
    if ((c == '/' && values_letter(next)) || (c == '.' && next >= 'a' && next <= 'z')) return false;
    if (c != '-' || !values_word(s, end + 1, &w)) return true;
    if (s->lang == LANG_EN) return values_listed(&w, " era style ") || values_capital(s, &w);
    return w.end - w.begin <= 5;
}

/* ---- ranges and decades */

/* 2021-2025, 2021 – 2025, 1998-99, 2015/16; the second year, and behind it. */
static size_t range_end(const struct scan *s, size_t end, uint32_t from, uint32_t *to) {
    size_t dot = s->lang == LANG_SR && values_at(s, end) == '.' ? end + 1 : end,
           at = values_gap(s, dot), next;
    bool slash = values_at(s, end) == '/';
    next = slash ? end + 1 : values_dash(s, at);
    if (!slash && next == at) return 0;
    size_t digits = at > dot ? values_gap(s, next) : next;
    if (at > dot && digits == next) return 0;
    size_t behind = values_digits(s, digits, to);
    if (behind - digits == 2 && at == dot) *to += from / 100 * 100;
    else if (behind - digits != 4) return 0;
    if (*to <= from || *to > YEAR_LAST || (slash && *to != from + 1)) return 0;
    return right_is_free(s, behind) && !values_counts(s, behind) ? behind : 0;
}

static size_t push_years(struct scan *s, size_t begin, size_t end, uint32_t from, uint32_t to) {
    values_push(s, begin, end, TYPE_DATE, doc_printf(s->doc, "%04u/%04u", from, to));
    return end;
}

/* 1990s, 1990’s, 1990-ih; behind it, or 0. */
static size_t decade_end(const struct scan *s, size_t end) {
    struct word w;
    size_t at = end;
    if (values_at(s, at) == '\'') at++;
    else if (s->n - at > 3 && memcmp(s->p + at, "\xE2\x80\x99", 3) == 0) at += 3;
    if (values_at(s, at) == 's' && !values_letter(values_at(s, at + 1)) &&
        !is_digit(values_at(s, at + 1)))
        return at + 1;
    if (values_at(s, end) != '-' || !values_word(s, end + 1, &w)) return 0;
    return s->lang != LANG_EN && values_listed(&w, " ih tih ") ? w.end : 0;
}

/* 1900s are a century, 2000s and 1990s a decade. */
static size_t push_decade(struct scan *s, size_t begin, size_t end, uint32_t year) {
    return push_years(s, begin, end, year, year + (year % 100 == 0 && year < 2000 ? 99 : 9));
}

/* vitet 1990: the nineties, unless more years follow */
static bool plural_years(const struct scan *s, size_t at, size_t end) {
    struct word w;
    if (!values_word_before(s, at, &w) || !values_listed(&w, " vitet viteve vite ")) return false;
    size_t next = values_gap(s, end);
    if (next == end)
        return values_at(s, end) != ',' &&
               (values_dash(s, end) == end || values_letter(values_at(s, end + 1)));
    return values_dash(s, next) == next &&
           !(values_word(s, next, &w) && values_listed(&w, " dhe e deri "));
}

size_t values_decade(struct scan *s, size_t at) {
    uint32_t v;
    struct word w;
    size_t digits = s->p[at] == '\'' ? at + 1
                                     : at + (at < s->n && (unsigned char)s->p[at] == 0xE2 ? 3 : 0);
    size_t end = values_digits(s, digits, &v);
    if (end - digits != 2 || v % 10 || v < 20) return 0;
    size_t behind = decade_end(s, end);
    bool before = values_word_before(s, at, &w);
    if (behind && digits == at && !(before && values_listed(&w, " the early late mid ")) &&
        values_at(s, end) != '-')
        return 0;
    if (!behind && !(before && digits > at && values_listed(&w, " vitet viteve vite "))) return 0;
    return push_decade(s, at, behind ? behind : end, 1900 + v);
}

size_t values_year(struct scan *s, size_t at) {
    uint32_t year, to;
    size_t end = values_digits(s, at, &year);
    bool said;
    if (end - at == 2) return values_decade(s, at);
    if (end - at != 4 || !left_is_free(s, at, &said)) return 0;
    bool word = values_year_word(s, end);
    if (!is_year(year) && !(year >= YEAR_OLD && year <= YEAR_LAST && word) &&
        !(year >= YEAR_OLD && year < YEAR_FIRST && said && s->lang == LANG_SQ))
        return 0;
    size_t behind = is_year(year) ? range_end(s, end, year, &to) : 0;
    if (behind) return push_years(s, at, values_year_tail(s, behind), year, to);
    behind = year % 10 == 0 ? decade_end(s, end) : 0;
    if (behind) return push_decade(s, at, behind, year);
    if (!word && !right_is_free(s, end)) return 0;
    if (!word && (said && year % 100 ? values_counts(s, end) : values_counts_people(s, end)))
        return 0;
    if (year % 10 == 0 && plural_years(s, at, end)) return push_decade(s, at, end, year);
    behind = values_year_tail(s, end);
    values_push(s, at, behind, TYPE_DATE, doc_printf(s->doc, "%04u", year));
    return behind;
}
