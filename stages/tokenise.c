/* SPDX-License-Identifier: MIT */
/* tokenise: words, numbers, punctuation: the surface tokens of Universal Dependencies for English,
 * Albanian and Serbian (there don’t and Kosovo’s are one token each). Nothing but blanks is left
 * between tokens. One pass over the bytes; a token is decided by its first character and by what its
 * language does with apostrophes, hyphens and dots. */
#include "abbreviation.h"
#include "letters.h"
#include "stage.h"
#include "utf8.h"

struct scan {
    struct doc *doc;
    struct str s;
    size_t end; /* of the sentence in work */
    enum lang lang;
    bool mails; /* is there an @ anywhere? */
};

static void push(struct scan *x, size_t begin, size_t end) {
    struct token *t = vec_push(x->doc->arena, &x->doc->tokens);
    t->span = (struct span){(uint32_t)begin, (uint32_t)end};
    t->norm = str_sub(x->s, begin, end);
}

/* norm: typographic apostrophes, quotes and dashes as ASCII. */
static struct str plain(struct doc *d, struct str s) {
    bool any = false;
    for (size_t i = 0; i < s.n && !any; i++) any = (unsigned char)s.p[i] == 0xE2;
    if (!any) return s;
    char *out = arena_alloc(d->arena, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = utf8_next(s.p, &i);
        if (c == 0x2018 || c == 0x2019 || c == 0x201A) out[n++] = '\'';
        else if (c >= 0x201C && c <= 0x201E) out[n++] = '"';
        else if (c >= 0x2010 && c <= 0x2015) out[n++] = '-';
        else memcpy(out + n, s.p + at, i - at), n += i - at;
    }
    return (struct str){out, n};
}

static uint32_t at(const struct scan *x, size_t i) {
    return i < x->end ? utf8_at(x->s.p, i) : 0;
}

static size_t step(const struct scan *x, size_t i) {
    utf8_next(x->s.p, &i);
    return i;
}

/* An address or handle: up to a blank, without the punctuation that ends the clause. */
static size_t address_end(const struct scan *x, size_t begin) {
    size_t i = begin;
    while (i < x->end && !is_blank(at(x, i)) && at(x, i) != '>' && at(x, i) != '"' &&
           at(x, i) != 0x201D && at(x, i) != 0x201C)
        i = step(x, i);
    bool open = memchr(x->s.p + begin, '(', i - begin) != NULL;
    while (i > begin && memchr(".,;:!?)]'", x->s.p[i - 1], 9)) {
        if (x->s.p[i - 1] == ')' && open) break;
        i--;
    }
    return i;
}

static bool starts(const struct scan *x, size_t i, const char *word) {
    size_t n = strlen(word);
    return x->end - i >= n && memcmp(x->s.p + i, word, n) == 0;
}

static bool in_name(char c) {
    return is_ascii_alpha(c) || is_digit(c) || c == '.' || c == '-';
}

/* name@host, with or without a dot in it: no blank around the @. */
static size_t email_end(const struct scan *x, size_t begin) {
    size_t i = begin;
    while (i < x->end && (in_name(x->s.p[i]) || memchr("_%+", x->s.p[i], 3))) i++;
    if (i == begin || i >= x->end || x->s.p[i] != '@') return 0;
    size_t host = ++i;
    while (i < x->end && in_name(x->s.p[i])) i++;
    while (i > host && (x->s.p[i - 1] == '.' || x->s.p[i - 1] == '-')) i--;
    return i > host ? i : 0;
}

/* koha.net, www.rts.rs, report.pdf: up to five labels, the last a top-level domain that news use, or
 * a kind of file. The end of the domain (of the whole address when a path follows), or 0. */
static size_t domain_end(const struct scan *x, size_t begin, size_t word_end) {
    static const char *const tlds[] = {
        "com", "net", "org", "info", "rs",  "al",   "eu",  "gov", "edu",  "tv",  "mk",
        "ba",  "hr",  "me",  "uk",   "de",  "xk",   "pdf", "doc", "docx", "xls", "xlsx",
        "ppt", "txt", "htm", "html", "jpg", "jpeg", "png", "gif", "zip",  "csv", NULL};
    size_t end = 0;
    for (unsigned labels = 0; labels < 5 && at(x, word_end) == '.'; labels++) {
        struct str rest = str_sub(x->s, word_end + 1, x->end);
        size_t n = 0;
        while (n < rest.n && n < 64 && is_ascii_alpha(rest.p[n])) n++;
        if (n == 0 || n == 64) break;
        word_end += 1 + n;
        bool whole = n == rest.n || (!is_digit(rest.p[n]) && (unsigned char)rest.p[n] < 0x80);
        if (whole && str_in(str_sub(rest, 0, n), tlds)) end = word_end;
    }
    return end && end < x->end && x->s.p[end] == '/' ? address_end(x, begin) : end;
}

static bool is_clitic(struct str s) {
    static const char *const words[] = {"s",  "S",  "re", "ve", "ll", "d", "m",
                                        "RE", "VE", "LL", "D",  "M",  NULL};
    return str_in(s, words);
}

static size_t letters_end(const struct scan *x, size_t i) {
    for (;;) {
        while (i < x->end && is_ascii_alpha(x->s.p[i])) i++; /* most */
        if (i >= x->end || !is_word(at(x, i))) return i;
        i = step(x, i);
    }
}

/* Albanian: s'ka → s' ka, t'i → t' i, ç'thotë → ç' thotë. */
static size_t albanian(struct scan *x, size_t begin, size_t end) {
    struct str head = str_sub(x->s, begin, end);
    bool short_form = head.n == 1 || str_eq(head, STR("ç")) || str_eq(head, STR("Ç")) ||
                      str_eq(head, STR("ma")) || str_eq(head, STR("nd"));
    if (!short_form) return 0;
    size_t after = step(x, end);
    push(x, begin, after);
    return after;
}

/* 17.600, 2:10.41: no date and no ordinal, so a dot behind it is the sentence's. */
static bool is_quantity(struct str word) {
    size_t last = word.n;
    if (!is_digit(word.p[0])) return false;
    while (last > 0 && word.p[last - 1] != '.') last--;
    return memchr(word.p, ':', word.n) || (last > 0 && word.n - last == 3);
}

/* Behind a word: does its dot belong to it? dr. čl. U.S. J., and Serbian ordinals: 24. */
static bool takes_dot(const struct scan *x, struct str word, size_t dot) {
    bool last = dot + 1 >= x->end, digits = true;
    size_t i = 0;
    for (size_t k = 0; k < word.n; k++) digits &= is_digit(word.p[k]);
    if (digits) return x->lang == LANG_SR && !last && word.n <= 4;
    if (is_quantity(word)) return false;
    if (memchr(word.p, '.', word.n)) return true;
    if (is_upper(utf8_next(word.p, &i)) && i == word.n && !last) return true;
    enum abbreviation a = abbreviation(x->lang, word);
    return a == ABBREVIATION_INNER
               ? true
               : a == ABBREVIATION_MAY && (!last || x->lang != LANG_EN || word.n <= 4);
}

/* One dot, or the two of an abbreviation and its sentence: Inc.. */
static bool lone_dot(const struct scan *x, size_t i) {
    if (at(x, i) != '.') return false;
    return at(x, i + 1) != '.' || at(x, i + 2) != '.';
}

/* Prefixes that English UD leaves joined: non-Microsoft, co-founder; other hyphens part words. */
static bool is_prefix(struct str s) {
    static const char *const words[] = {
        "non",  "Non",   "co",      "Co",  "pre", "Pre", "post",  "Post", "re",   "Re",    "de",
        "De",   "ex",    "Ex",      "e",   "E",   "mid", "Mid",   "anti", "Anti", "multi", "Multi",
        "semi", "inter", "counter", "mis", "un",  "sub", "ultra", "pro",  "Pro",  NULL};
    return str_in(s, words);
}

/* Names in small letters with two dots or more: newsgroups, packages. Where they end, or 0. */
static size_t dotted_end(const struct scan *x, size_t begin, size_t end) {
    unsigned dots = 0;
    for (size_t i = begin; i < end; i++)
        if (!is_lower((uint32_t)(unsigned char)x->s.p[i])) return 0;
    while (end + 2 < x->end && x->s.p[end] == '.' && is_ascii_alpha(x->s.p[end + 1]) &&
           is_ascii_alpha(x->s.p[end + 2])) {
        end++, dots++;
        while (end < x->end && x->s.p[end] != '.' && in_name(x->s.p[end])) end++;
    }
    return dots >= 2 ? end : 0;
}

/* S&P, AT&T, R&D: capitals joined by a sign, which stands at `end`. Where they end, or 0. */
static size_t ampersand_end(const struct scan *x, size_t begin, size_t end) {
    enum { CAPITALS = 3 };
    size_t i = end + 1;
    while (i < x->end && x->s.p[i] >= 'A' && x->s.p[i] <= 'Z') i++;
    if (i == end + 1 || i - end - 1 > CAPITALS || end - begin > CAPITALS || is_word(at(x, i)))
        return 0;
    for (size_t k = begin; k < end; k++)
        if (x->s.p[k] < 'A' || x->s.p[k] > 'Z') return 0;
    return i;
}

/* A word with its inner marks; pushes it and returns where it ends. */
static size_t word(struct scan *x, size_t begin) {
    size_t end = letters_end(x, begin), next;
    for (;;) {
        uint32_t c = at(x, end);
        if (c == ' ' || c == 0) break;
        uint32_t after = at(x, step(x, end));
        if (is_apostrophe(c) && is_letter(after)) {
            next = x->lang == LANG_SQ ? albanian(x, begin, end) : 0;
            if (next) return next;
            end = letters_end(x, step(x, end));
        } else if (is_hyphen(c) && is_word(after) &&
                   (x->lang != LANG_EN || is_prefix(str_sub(x->s, begin, end)))) {
            end = letters_end(x, step(x, end));
        } else if (c == '.' && is_letter(after) && domain_end(x, begin, end)) {
            end = domain_end(x, begin, end);
            push(x, begin, end);
            return end;
        } else if (c == '.' && is_letter(after) && end - begin <= 4 &&
                   (letters_end(x, end + 1) - end <= 4)) {
            end = letters_end(x, end + 1); /* p.sh, U.S, d.o.o */
        } else if (c == '.' && is_lower(after) && dotted_end(x, begin, end)) {
            end = dotted_end(x, begin, end); /* alt.animals.cat */
        } else if (c == '/' && x->lang == LANG_EN && is_letter(after) && end - begin == 1 &&
                   letters_end(x, end + 1) == end + 2) {
            end += 2; /* b/c, w/o */
        } else if (c == '_' && is_word(after)) {
            end = letters_end(x, step(x, end));
        } else if (c == '&' && ampersand_end(x, begin, end)) {
            end = ampersand_end(x, begin, end);
        } else {
            break;
        }
    }
    struct str w = str_sub(x->s, begin, end);
    if (lone_dot(x, end) && takes_dot(x, w, end)) end++;
    push(x, begin, end);
    return end;
}

/* Telephone numbers: the last group has four digits, none before it has: 404-449-1026. Where it ends,
 * or 0. */
static size_t phone_end(const struct scan *x, size_t end) {
    for (;;) {
        size_t digits = end + 1;
        if (end >= x->end || x->s.p[end] != '-') return 0;
        while (digits < x->end && is_digit(x->s.p[digits])) digits++;
        size_t n = digits - end - 1;
        end = digits;
        if (n == 4) return end < x->end && x->s.p[end] == '-' ? 0 : end;
        if (n < 2 || n > 3) return 0;
    }
}

/* 613.4 · 1,000 · 24.09.2023 · 12:30 · 5. (Serbian) · 1990s · 2nd */
static size_t number(struct scan *x, size_t begin) {
    size_t end = begin + (x->s.p[begin] == '+');
    while (end < x->end) {
        char c = x->s.p[end];
        bool inner = (c == '.' || c == ',' || c == ':' || c == '/') && end + 1 < x->end &&
                     is_digit(x->s.p[end + 1]);
        if (!is_digit(c) && !inner) break;
        end++;
    }
    if (end == begin) end = step(x, end);
    if (end < x->end && is_letter(at(x, end))) {
        end = letters_end(x, end);
    }
    if (end - begin < 4 && phone_end(x, end)) end = phone_end(x, end);
    while (x->lang != LANG_EN && is_hyphen(at(x, end)) && end + 1 < x->end &&
           is_word(at(x, step(x, end))))
        end = letters_end(x, step(x, end));
    if (lone_dot(x, end) && takes_dot(x, str_sub(x->s, begin, end), end)) end++;
    push(x, begin, end);
    return end;
}

/* Behind : or ; at `i`: :) ;-) :P :(( up to a blank or the end; 0: none */
static size_t emoticon_end(const struct scan *x, size_t i) {
    i += at(x, i + 1) == '-' ? 2 : 1;
    size_t mouth = i;
    while (i < x->end && memchr(")(DPp", x->s.p[i], 5)) i++;
    bool mark = i < x->end && memchr(".,!?", x->s.p[i], 4);
    return i > mouth && (i == x->end || is_blank(at(x, i)) || mark) ? i : 0;
}

/* Punctuation: runs of one sign are one token (... !!! --), an emoji takes its modifiers. */
static size_t sign(struct scan *x, size_t begin) {
    uint32_t c = at(x, begin);
    size_t end = step(x, begin);
    size_t smile = c == ':' || c == ';' ? emoticon_end(x, begin) : 0;
    if (smile) {
        push(x, begin, smile);
        return smile;
    }
    bool runs = c == '.' || c == '-' || c == '!' || c == '?' || c == '*' || c == '=' || c == '_' ||
                c == '~' || c == '<' || c == '>' || c == '$';
    while (
        runs && end < x->end &&
        (at(x, end) == c || ((c == '!' || c == '?') && (at(x, end) == '!' || at(x, end) == '?'))))
        end = step(x, end);
    while (c >= 0x2190 && end < x->end) {
        uint32_t m = at(x, end);
        bool flags = c >= 0x1F1E6 && c <= 0x1F1FF && m >= 0x1F1E6 && m <= 0x1F1FF &&
                     end == step(x, begin);
        if (m != 0xFE0F && m != 0x20E3 && !(m >= 0x1F3FB && m <= 0x1F3FF) && m != 0x200D && !flags)
            break;
        end = step(x, end);
        if (m == 0x200D && end < x->end) end = step(x, end);
    }
    while (end < x->end && is_mark(at(x, end))) end = step(x, end);
    push(x, begin, end);
    return end;
}

/* Behind a blank or a bracket. */
static bool is_free(const struct scan *x, size_t i) {
    return i == 0 || is_space(x->s.p[i - 1]) || x->s.p[i - 1] == '(';
}

static size_t token(struct scan *x, size_t i) {
    uint32_t c = at(x, i), next = i < x->end ? at(x, step(x, i)) : 0;
    if (c < 0x80 && (is_ascii_alpha((char)c) || is_digit((char)c))) {
        size_t end = 0;
        if (starts(x, i, "http://") || starts(x, i, "https://") || starts(x, i, "www.") ||
            starts(x, i, "mailto:"))
            end = address_end(x, i);
        else if (x->mails && memchr(x->s.p + i, '@', x->end - i < 64 ? x->end - i : 64))
            end = email_end(x, i);
        if (end > i) {
            push(x, i, end);
            return end;
        }
    }
    if ((c == '@' || c == '#') && is_word(next) &&
        (i == 0 || !is_word((uint32_t)(unsigned char)x->s.p[i - 1]))) {
        size_t end = letters_end(x, step(x, i));
        while (at(x, end) == '_' || (is_word(at(x, end)) && end < x->end))
            end = letters_end(x, step(x, end));
        if (at(x, end) == '.' && domain_end(x, i, end)) end = domain_end(x, i, end);
        push(x, i, end);
        return end;
    }
    if (c == '+' && next < 0x80 && is_digit((char)next) && is_free(x, i))
        return number(x, i); /* +383 */
    if (is_number(c)) return number(x, i);
    if (is_letter(c)) return word(x, i);
    if (is_apostrophe(c) && x->lang == LANG_EN &&
        is_letter(next)) { /* a clitic behind a digit or bracket: 1990's */
        size_t end = letters_end(x, step(x, i));
        if (i > 0 && !is_blank(utf8_at(x->s.p, i - 1)) &&
            is_clitic(str_sub(x->s, step(x, i), end))) {
            push(x, i, end);
            return end;
        }
    }
    return sign(x, i);
}

static void span_tokens(struct scan *x, size_t begin, size_t end) {
    x->end = end;
    for (size_t i = begin; i < end;) {
        if (is_blank(at(x, i))) i = step(x, i);
        else i = token(x, i);
    }
}

static enum status run(void *state, struct doc *d) {
    (void)state;
    struct scan x = {.doc = d, .s = d->text, .lang = lang_rules(d->lang)};
    size_t done = 0;
    x.mails = d->text.n && memchr(d->text.p, '@', d->text.n);
    d->tokens.n = 0; /* a record may bring some without their stage */
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const struct sentence *s = &d->sentences.v[i];
        x.lang = lang_rules(d->lang);
        span_tokens(&x, done, s->span.begin);
        x.lang = lang_rules(s->lang);
        span_tokens(&x, s->span.begin, s->span.end);
        done = s->span.end;
    }
    x.lang = lang_rules(d->lang);
    span_tokens(&x, done, d->text.n);
    for (uint32_t i = 0; i < d->tokens.n; i++) d->tokens.v[i].norm = plain(d, d->tokens.v[i].norm);
    return OK;
}

const struct stage stage_tokenise = {
    .name = "tokenise",
    .help = "words, numbers, punctuation, as Universal Dependencies cuts them",
    .needs = LAYER_TEXT | LAYER_SENTENCES,
    .gives = LAYER_TOKENS,
    .run = run,
};
