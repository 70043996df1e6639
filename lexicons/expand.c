/* SPDX-License-Identifier: MIT */
/* See expand.h. The .aff file says which endings and beginnings a flag stands for, the .dic file has
 * words with their flags (hunspell(5)). Both are turned into UTF-8 first. */
#include "expand.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

#include "utf8.h"

enum { FLAGS_MAX = 256, FIELD_MAX = 512 };

struct affix {
    uint32_t flag;
    bool prefix, cross;
    const char *strip, *add, *when; /* in the text of the .aff file; when: the condition */
    const char *flags;              /* of what it makes; "" for none */
};

struct dictionary {
    enum { FLAG_CHAR, FLAG_LONG, FLAG_NUM } mode;
    uint32_t need_affix, forbidden, only_compound, circumfix; /* flags; 0: none */
    struct affix *affixes;                                    /* sorted by flag */
    size_t n, cap;
    const char **aliases; /* AF: from 1 */
    size_t n_aliases, cap_aliases;
    struct forms *out;
};

struct flags {
    uint32_t v[FLAGS_MAX];
    unsigned n;
};

void forms_append(struct forms *f, struct str form) {
    if (f->n + form.n + 1 > f->cap) {
        f->cap = f->cap ? f->cap * 2 : 1u << 20;
        f->p = realloc(f->p, f->cap);
        if (f->p == NULL) {
            fprintf(stderr, "iber-lexicon: out of memory\n");
            exit(2);
        }
    }
    memcpy(f->p + f->n, form.p, form.n);
    f->p[f->n + form.n] = '\0';
    f->n += form.n + 1;
}

void forms_add(struct forms *f, struct str form) {
    char coded[2 * FIELD_MAX];
    size_t n = 0;
    if (form.n == 0 || form.n > WORDLIST_WORD) return;
    forms_append(f, form);
    if (f->lemma.n > WORDLIST_WORD) return;
    while (n < form.n && n < f->lemma.n && form.p[n] == f->lemma.p[n]) n++;
    while (n > 0 && ((n < form.n && !utf8_border(form.p[n])) ||
                     (n < f->lemma.n && !utf8_border(f->lemma.p[n]))))
        n--;
    memcpy(coded, form.p, form.n);
    coded[form.n] = LEMMA_MARK;
    coded[form.n + 1] = (char)(LEMMA_CUT + (form.n - n));
    memcpy(coded + form.n + 2, f->lemma.p + n, f->lemma.n - n);
    forms_append(f, (struct str){coded, form.n + 2 + f->lemma.n - n});
}

void forms_free(struct forms *f) {
    free(f->p);
    *f = (struct forms){0};
}

/* The whole file, with a NUL. NULL: errno. */
static char *slurp(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    size_t n = 0, cap = 1u << 16;
    char *p = malloc(cap);
    while (p) {
        n += fread(p + n, 1, cap - n - 1, file);
        if (n + 1 < cap) break;
        char *more = realloc(p, cap *= 2);
        if (more == NULL) free(p);
        p = more;
    }
    if (p) p[n] = '\0';
    fclose(file);
    return p;
}

/* In UTF-8; takes `text`. */
static char *to_utf8(char *text, const char *encoding) {
    UErrorCode e = U_ZERO_ERROR;
    if (text == NULL || strcmp(encoding, "UTF-8") == 0) return text;
    size_t n = strlen(text) * 3 + 1;
    char *out = malloc(n);
    if (out) ucnv_convert("UTF-8", encoding, out, (int32_t)n, text, (int32_t)strlen(text), &e);
    free(text);
    if (U_SUCCESS(e)) return out;
    free(out);
    return NULL;
}

static bool next_flag(const struct dictionary *d, const char **at, uint32_t *flag) {
    const char *p = *at;
    size_t i = 0, n = strlen(p);
    if (n == 0) return false;
    if (d->mode == FLAG_NUM) {
        char *end;
        *flag = (uint32_t)strtoul(p, &end, 10) + 1;
        i = (size_t)(end - p) + (*end == ',');
        if (i == 0) return false;
    } else {
        *flag = utf8_next(p, &i);
        if (d->mode == FLAG_LONG && i < n) *flag = *flag << 16 | utf8_next(p, &i);
    }
    *at = p + i;
    return true;
}

static struct flags read_flags(const struct dictionary *d, const char *text) {
    struct flags f = {.n = 0};
    if (d->n_aliases && text[0] >= '0' && text[0] <= '9') {
        size_t k = strtoul(text, NULL, 10);
        text = k >= 1 && k <= d->n_aliases ? d->aliases[k - 1] : "";
    }
    while (f.n < FLAGS_MAX && next_flag(d, &text, &f.v[f.n])) f.n++;
    return f;
}

static bool has_flag(const struct flags *f, uint32_t flag) {
    for (unsigned i = 0; flag && i < f->n; i++)
        if (f->v[i] == flag) return true;
    return false;
}

/* Does the code point fit the element of a condition at *when: a letter, a dot, [abc], [^abc]? Moves
 * *when behind it. */
static bool fits(const char **when, uint32_t c) {
    size_t i = 0;
    uint32_t w = utf8_next(*when, &i);
    bool good = w == '.' || w == c;
    if (w == '[') {
        bool not = (*when)[i] == '^', in = false;
        i += not ;
        while ((*when)[i] && (*when)[i] != ']') in |= utf8_next(*when, &i) == c;
        i += (*when)[i] == ']';
        good = in != not ;
    }
    *when += i;
    return good;
}

static size_t elements(const char *when) {
    size_t n = 0;
    for (; *when; n++) fits(&when, 0);
    return n;
}

/* Writes what the affix makes of the word to `out`; false when it does not go on it. */
static bool apply(const struct affix *a, struct str word, char out[FIELD_MAX], struct str *made) {
    struct str strip = str_of(a->strip), add = str_of(a->add);
    const char *when = a->when;
    size_t n = strcmp(when, ".") == 0 ? 0 : elements(when), i = 0;
    if (word.n < strip.n || word.n - strip.n + add.n == 0) return false;
    if (word.n - strip.n + add.n >= FIELD_MAX) return false;
    if (a->prefix ? !str_starts(word, strip) : !str_ends(word, strip)) return false;
    if (!a->prefix) { /* the condition is about the last n letters */
        i = word.n;
        for (size_t k = 0; k < n; k++) {
            if (i == 0) return false;
            utf8_prev(word.p, &i);
        }
    }
    for (size_t k = 0; k < n; k++)
        if (i >= word.n || !fits(&when, utf8_next(word.p, &i))) return false;
    struct str rest = a->prefix ? str_sub(word, strip.n, word.n)
                                : str_sub(word, 0, word.n - strip.n);
    struct str first = a->prefix ? add : rest, second = a->prefix ? rest : add;
    memcpy(out, first.p, first.n);
    memcpy(out + first.n, second.p, second.n);
    *made = (struct str){out, first.n + second.n};
    return true;
}

static size_t first_of(const struct dictionary *d, uint32_t flag) {
    size_t lo = 0, hi = d->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->affixes[mid].flag < flag) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* All prefixes that the flags allow on `word`, which already has the suffix `on` (or none). A prefix
 * makes another word, unhappier of unhappy; but naj- the superlative of the same. */
static void prefixes(const struct dictionary *d, struct str word, const struct flags *f,
                     const struct affix *on, bool circle) {
    char room[FIELD_MAX], of_lemma[FIELD_MAX];
    struct str made, entry = d->out->lemma;
    for (unsigned i = 0; i < f->n; i++)
        for (size_t k = first_of(d, f->v[i]); k < d->n && d->affixes[k].flag == f->v[i]; k++) {
            const struct affix *a = &d->affixes[k];
            struct flags own = read_flags(d, a->flags);
            if (!a->prefix || (on && !(a->cross && on->cross))) continue;
            if (has_flag(&own, d->circumfix) != circle) continue;
            if (!apply(a, word, room, &made)) continue;
            if (strcmp(a->add, "naj") != 0) apply(a, entry, of_lemma, &d->out->lemma);
            forms_add(d->out, made);
            d->out->lemma = entry;
        }
}

/* All suffixes that the flags allow; `depth` of them stand there already. */
static void suffixes(const struct dictionary *d, struct str word, const struct flags *f,
                     const struct flags *stem, unsigned depth) {
    char room[FIELD_MAX];
    struct str made;
    for (unsigned i = 0; i < f->n; i++)
        for (size_t k = first_of(d, f->v[i]); k < d->n && d->affixes[k].flag == f->v[i]; k++) {
            const struct affix *a = &d->affixes[k];
            if (a->prefix || !apply(a, word, room, &made)) continue;
            struct flags own = read_flags(d, a->flags);
            bool circle = has_flag(&own, d->circumfix);
            if (has_flag(&own, d->only_compound) || has_flag(&own, d->forbidden)) continue;
            if (!circle && !has_flag(&own, d->need_affix)) forms_add(d->out, made);
            prefixes(d, made, stem, a, circle);
            if (own.n && depth == 0) suffixes(d, made, &own, stem, 1);
        }
}

static void expand_word(const struct dictionary *d, struct str word, const char *flags) {
    struct flags f = read_flags(d, flags);
    if (has_flag(&f, d->forbidden) || has_flag(&f, d->only_compound)) return;
    d->out->lemma = word;
    if (!has_flag(&f, d->need_affix)) forms_add(d->out, word);
    prefixes(d, word, &f, NULL, false);
    suffixes(d, word, &f, &f, 0);
}

/* Cuts the line into fields, which it ends with NUL; returns how many. */
static unsigned fields(char *line, char *field[8]) {
    unsigned n = 0;
    while (*line && n < 8) {
        while (is_space(*line)) line++;
        if (*line == '\0' || (*line == '#' && n > 0)) break;
        field[n++] = line;
        while (*line && !is_space(*line)) line++;
        if (*line) *line++ = '\0';
    }
    return n;
}

static uint32_t one_flag(const struct dictionary *d, const char *text) {
    uint32_t flag = 0;
    return next_flag(d, &text, &flag) ? flag : 0;
}

static bool read_affix(struct dictionary *d, char *field[8], unsigned n, bool *cross,
                       unsigned *left) {
    bool prefix = strcmp(field[0], "PFX") == 0;
    if (*left == 0) { /* the head: PFX A Y 3 */
        *cross = n > 3 && field[2][0] == 'Y';
        *left = n > 3 ? (unsigned)strtoul(field[3], NULL, 10) : 0;
        return true;
    }
    --*left;
    if (n < 4) return true;
    if (d->n == d->cap) {
        d->cap = d->cap ? d->cap * 2 : 1024;
        struct affix *more = realloc(d->affixes, d->cap * sizeof *more);
        if (more == NULL) return false;
        d->affixes = more;
    }
    char *slash = strchr(field[3], '/');
    if (slash) *slash = '\0';
    d->affixes[d->n++] = (struct affix){.flag = one_flag(d, field[1]),
                                        .prefix = prefix,
                                        .cross = *cross,
                                        .strip = field[2][0] == '0' ? "" : field[2],
                                        .add = field[3][0] == '0' ? "" : field[3],
                                        .when = n > 4 ? field[4] : ".",
                                        .flags = slash ? slash + 1 : ""};
    return true;
}

/* What every line of the .aff file says, but for SET. */
static bool read_aff(struct dictionary *d, char *text) {
    bool cross = false;
    unsigned left = 0;
    for (char *line = text, *next; line; line = next) {
        char *field[8];
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        unsigned n = fields(line, field);
        if (n < 2) continue;
        const char *key = field[0];
        if (strcmp(key, "FLAG") == 0)
            d->mode = strcmp(field[1], "num") == 0    ? FLAG_NUM
                      : strcmp(field[1], "long") == 0 ? FLAG_LONG
                                                      : FLAG_CHAR;
        else if (strcmp(key, "NEEDAFFIX") == 0) d->need_affix = one_flag(d, field[1]);
        else if (strcmp(key, "FORBIDDENWORD") == 0) d->forbidden = one_flag(d, field[1]);
        else if (strcmp(key, "ONLYINCOMPOUND") == 0) d->only_compound = one_flag(d, field[1]);
        else if (strcmp(key, "CIRCUMFIX") == 0) d->circumfix = one_flag(d, field[1]);
        else if (strcmp(key, "AF") == 0 && d->aliases == NULL) {
            d->aliases = calloc(strtoul(field[1], NULL, 10) + 1, sizeof *d->aliases);
            d->cap_aliases = d->aliases ? strtoul(field[1], NULL, 10) : 0;
            if (d->aliases == NULL) return false;
        } else if (strcmp(key, "AF") == 0) {
            if (d->n_aliases < d->cap_aliases) d->aliases[d->n_aliases++] = field[1];
        } else if (strcmp(key, "PFX") == 0 || strcmp(key, "SFX") == 0) {
            if (!read_affix(d, field, n, &cross, &left)) return false;
        }
    }
    return true;
}

static int by_flag(const void *a, const void *b) {
    uint32_t x = ((const struct affix *)a)->flag, y = ((const struct affix *)b)->flag;
    return x < y ? -1 : x > y;
}

/* word/flags<TAB>morphology: a slash of the word itself is written \/. The first line is a number. */
static void read_dic(const struct dictionary *d, char *text) {
    char *line = strchr(text, '\n');
    for (char *next; line && *(line += *line == '\n'); line = next) {
        next = strchr(line, '\n');
        if (next) *next = '\0';
        size_t n = 0, k = 0;
        while (line[k] && line[k] != '/' && line[k] != '\t' && line[k] != '\r') {
            if (line[k] == '\\' && line[k + 1] == '/') k++;
            line[n++] = line[k++];
        }
        char *flags = line[k] == '/' ? line + k + 1 : line + strlen(line);
        flags[strcspn(flags, " \t\r")] = '\0';
        expand_word(d, (struct str){line, n}, flags);
        if (next) *next = '\n';
    }
}

/* The name after SET, in `out`. Without one it is ISO8859-1, says hunspell(5). */
static void encoding_of(const char *aff, char out[32]) {
    const char *at = strncmp(aff, "SET ", 4) == 0 ? aff : strstr(aff, "\nSET ");
    snprintf(out, 32, "ISO8859-1");
    if (at == NULL) return;
    at += *at == '\n' ? 5 : 4;
    at += strspn(at, " \t");
    snprintf(out, 32, "%.*s", (int)strcspn(at, " \t\r\n"), at);
}

bool expand(struct forms *f, const char *aff, char *message, size_t size) {
    char dic[4096], encoding[32];
    size_t n = strlen(aff);
    struct dictionary d = {.out = f};
    bool fine = false;
    if (n < 5 || n >= sizeof dic || strcmp(aff + n - 4, ".aff") != 0) {
        snprintf(message, size, "%s: the name of an .aff file is wanted", aff);
        return false;
    }
    snprintf(dic, sizeof dic, "%.*s.dic", (int)(n - 4), aff);
    char *rules = slurp(aff), *words = slurp(dic);
    if (rules && words) {
        encoding_of(rules, encoding);
        rules = to_utf8(rules, encoding);
        words = to_utf8(words, encoding);
        fine = rules && words && read_aff(&d, rules);
        if (!fine) snprintf(message, size, "%s: cannot be read as %s", aff, encoding);
    } else {
        snprintf(message, size, "%s: %s", rules ? dic : aff, strerror(errno));
    }
    if (fine && d.n) qsort(d.affixes, d.n, sizeof *d.affixes, by_flag);
    if (fine) read_dic(&d, words);
    free(rules);
    free(words);
    free(d.affixes);
    free(d.aliases);
    return fine;
}
