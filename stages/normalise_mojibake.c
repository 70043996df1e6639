/* SPDX-License-Identifier: MIT */
/* UTF-8 that was read as a code page: Å¡ → š, Ð‘ÐµÐ¾ → Бео, also several times over. A run of
 * characters that are, in some page, the bytes of UTF-8 is read again as UTF-8, and kept so when that is
 * likelier to be text (normalise_likely.c). What is sure in a line, or in the document, counts for
 * what is not. */
#include "letters.h"
#include "normalise.h"
#include "utf8.h"

enum {
    RUN_MAX = 256, /* characters of a run that are looked at together */
    AHEAD = 6,     /* characters behind a run that are looked at: "quela " */
    LAYERS = 4,    /* how many times over */
    GAIN_SURE = 5, /* gain of a run that needs no witness */
    GAIN_DOC = 4,  /* that has one in the document */
    GAIN_LINE = 2, /* that has one in its line */
    GAIN_LOST = 3, /* a byte was lost there: little is left to be weighed, so only with a witness */
    GAIN_LONG = 4, /* three bytes that fit together do so by chance seldom */
    GAIN_LONG_MAX = 8,
    BIT_MAC = 1 << PAGE_MAC,
    APPLE = 0xF8FF, /* byte F0 of MacRoman */
};

struct run {
    uint32_t c[RUN_MAX + AHEAD];
    size_t n;
    uint32_t before[2];
};

struct reading {
    uint32_t out[RUN_MAX];
    size_t n, used; /* characters made, and characters of the run that they stand for */
    int gain;
    int bonus;
    enum page page;
    unsigned pages; /* all that read it so, as bits */
};

void pages_setup(struct pages *p) {
    for (unsigned page = 0; page < PAGE_COUNT; page++)
        for (unsigned b = 0x80; b < 0x100; b++) {
            uint32_t c = page_upper[page][b - 0x80];
            if (c == 0) c = b;
            if (c && c < PAGES_CHAR) p->byte[page][c] = (uint8_t)b;
            if (b < 0xA0 && p->byte[page][b] == 0) p->byte[page][b] = (uint8_t)b;
        }
    for (unsigned page = 0; page < PAGE_COUNT; page++)
        for (uint32_t c = 0x80; c < PAGES_CHAR; c++) {
            uint8_t b = p->byte[page][c];
            uint16_t bit = (uint16_t)(1u << page);
            if (b >= 0x80 && b < 0xC0) p->bits[c].more |= bit;
            if (b >= 0xC2 && b < 0xE0) p->bits[c].lead2 |= bit;
            if (b >= 0xE0 && b < 0xF5) p->bits[c].lead3 |= bit;
        }
}

uint8_t page_byte(const struct pages *p, enum page page, uint32_t c) {
    if (c < PAGES_CHAR) return c < 0x80 ? 0 : p->byte[page][c];
    return c == APPLE && page == PAGE_MAC ? 0xF0 : 0;
}

static struct page_bits bits_of(const struct pages *p, uint32_t c) {
    if (c < PAGES_CHAR) return p->bits[c];
    if (c == 0xFFFD) return (struct page_bits){0, 0, 0xFFFF};
    return c == APPLE ? (struct page_bits){0, BIT_MAC, 0} : (struct page_bits){0, 0, 0};
}

/* Pages in which something may begin with `a`; `b` and `c` follow it. */
static unsigned candidates(const struct pages *p, uint32_t a, uint32_t b, uint32_t c) {
    struct page_bits lead = bits_of(p, a);
    if (!(lead.lead2 | lead.lead3)) return 0;
    unsigned more = bits_of(p, b).more, pages = lead.lead2 & more;
    if (lead.lead3 & more) pages |= lead.lead3 & more & bits_of(p, c).more;
    return pages;
}

/* The same where bytes may have been lost: a blank for the byte A0, "?" for any, or nothing at all. */
static unsigned candidates_lost(const struct pages *p, unsigned pages, uint32_t a, uint32_t b) {
    struct page_bits lead = bits_of(p, a);
    if (a == 0xC4 && is_lower(b)) return pages & (1u << PAGE_1252);
    if (b == ' ' || b == '?') return (lead.lead2 | lead.lead3) & pages;
    return lead.lead3 & bits_of(p, b).more & pages;
}

struct piece {
    uint32_t c;
    unsigned used;  /* characters; 0: there is no sequence */
    unsigned bytes; /* that it has, or had */
    bool lost;
};

/* The byte A0 became a plain blank: Ã → à, Å veice → Šveice. The blank belongs to the letter when
 * more of the word follows; à is a word, or ends one, but for Portuguese: às, àquela. */
static struct piece blank(uint8_t lead, const uint32_t *c, size_t n) {
    uint32_t a = n > 2 ? c[2] : 0, b = n > 3 ? c[3] : 0;
    unsigned used = is_letter(a) || a == ' ' ? 2 : 1;
    switch (lead) {
    case 0xC2: return (struct piece){0xA0, 2, 2, true};
    case 0xC3:
        used = a == ' ' || (a == 's' && !is_letter(b) && b != '\'' && b != 0x2019) ||
                       (a == 'q' && b == 'u' && n > 4 && (c[4] == 'e' || c[4] == 'i') && n > 5 &&
                        c[5] == 'l')
                   ? 2
                   : 1;
        return (struct piece){0xE0, used, 2, true};
    case 0xC5: return (struct piece){0x160, used, 2, true};
    case 0xD0: return (struct piece){0x420, used, 2, true};
    default: return (struct piece){0, 0, 0, false};
    }
}

/* A sequence of which a byte is lost, or which is not whole. */
static struct piece lost(const struct pages *p, uint8_t lead, uint32_t before, const uint32_t *c,
                         size_t n, unsigned k, unsigned len, bool witness) {
    struct piece none = {0, 0, 0, false};
    if (!witness) return none;
    /* č inside a word, C4 8D, of which windows-1252 has but the first */
    if (k == 1 && lead == 0xC4 && c[0] == 0xC4 && n > 1 && is_lower(c[1]) && is_lower(before))
        return (struct piece){0x10D, 1, 2, true};
    if (k == 1 && c[1] == ' ') return len == 2 ? blank(lead, c, n) : none;
    if (k == 1 && c[1] == '?' && len == 2)
        return lead <= 0xC5 || lead == 0xD0 || lead == 0xD1 ? (struct piece){0xFFFD, 2, 2, true}
                                                            : none;
    /* ” has a last byte, 9D, that is in no table */
    if (len == 3 && lead == 0xE2 && k == 2 && c[1] == 0x20AC &&
        (n < 3 || (c[2] != '?' && !bits_of(p, c[2]).more)))
        return (struct piece){0x201D, 2, 3, true};
    return none;
}

static struct piece surrogate(const struct pages *p, enum page page, const uint32_t *c, size_t n,
                              uint32_t high) {
    if (n < 6 || page_byte(p, page, c[3]) != 0xED) return (struct piece){0, 0, 0, false};
    uint8_t b = page_byte(p, page, c[4]), d = page_byte(p, page, c[5]);
    if (b < 0xB0 || b > 0xBF || d < 0x80 || d > 0xBF) return (struct piece){0, 0, 0, false};
    uint32_t low = (uint32_t)(b & 0x0F) << 6 | (d & 0x3F);
    return (struct piece){0x10000 + ((high & 0x3FF) << 10 | low), 6, 4, false};
}

/* Reads one sequence at c[0..n). */
static struct piece sequence(const struct pages *p, enum page page, uint32_t before,
                             const uint32_t *c, size_t n, bool witness) {
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    uint8_t lead = page_byte(p, page, c[0]);
    struct piece none = {0, 0, 0, false};
    if (lead < 0xC2 || lead > 0xF4) return none;
    unsigned len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, k = 1;
    uint32_t v = lead & (0x7Fu >> len);
    bool gap = false, real = false;
    for (; k < len && k < n; k++) {
        uint8_t b = page_byte(p, page, c[k]);
        if (b >= 0x80 && b < 0xC0) v = v << 6 | (b & 0x3F), real = true;
        else if (c[k] == 0xFFFD || (witness && c[k] == '?' && len > 2)) gap = true;
        else if (witness && c[k] == ' ' && len == 3) v = v << 6 | 0x20;
        else break;
    }
    if (gap && (real || len == 2 || c[1] == 0xFFFD)) return (struct piece){0xFFFD, k, len, true};
    if (k < len) return lost(p, lead, before, c, n, k, len, witness);
    if (len == 3 && (c[1] == ' ' || c[2] == ' ')) /* symbols only: âš → ⚠ */
        return v >= 0x2600 && v < 0x2900 ? (struct piece){v, 3, 3, true}
                                         : lost(p, lead, before, c, n, 2, len, witness);
    if (v >= 0xD800 && v < 0xDC00) return surrogate(p, page, c, n, v);
    if (v < least[len] || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000) || (v & 0xFFFE) == 0xFFFE)
        return none;
    return (struct piece){v, len, len, false};
}

static void undo_layers(const struct pages *p, struct reading *r, const struct run *run, int depth);

/* What else speaks for or against a reading: the letters of our languages, pages that are rare. */
static int bonus(const struct reading *r, const struct run *run, bool witness, int depth) {
    int sum = r->bonus + witness;
    uint32_t c = r->out[0];
    bool one = r->n == 1;
    if (one && c > 0xC0 && c < 0x180 && unlikely(&c, 1, (uint32_t[2]){0, 0}, 0) == 0) sum++;
    /* Ã¥ may be MacRoman too, and √ª, ¬´ are drawings of faces */
    if (one && r->used == 2 && c == 0xE5 && !witness && depth == 1) sum -= 20;
    if (one && r->page == PAGE_MAC && c >= 0x300 && c < 0x370) sum -= 20;
    /* Ã and a no-break blank: à, unless a word in capitals ends there */
    if (one && c == 0xE0 && run->c[1] == 0xA0 &&
        !(is_upper(run->before[0]) && is_upper(run->before[1])))
        sum += 4;
    if (one && c < 0xC0 && (r->page == PAGE_MAC || r->page == PAGE_437) && !witness) sum -= 3;
    if (one && c >= 0x2E80 && c < 0xF900 && !witness && depth == 1) sum -= 4;
    if (one && c == 0x160 && run->c[1] == 0xA0 && is_ascii_alpha((char)run->c[2]) &&
        run->c[2] < 0x80)
        sum += is_lower(run->c[2]) ? 4 : 0;
    /* a word of one letter: РЈ → У */
    if ((witness || depth > 1) && r->n < 4 && !is_letter(run->before[1]) &&
        !is_letter(run->c[r->used]))
        sum += depth > 1 ? 2 : one;
    /* a C1 control whose byte is another character in this page speaks against it */
    for (size_t i = 0; i < r->used && r->page != PAGE_1252; i++)
        if (run->c[i] >= 0x80 && run->c[i] < 0xA0 &&
            page_upper[r->page][run->c[i] - 0x80] != run->c[i])
            sum--;
    return sum;
}

/* Reads a run from its begin on, as far as sequences follow each other. */
static void reread(const struct pages *p, enum page page, const struct run *run, bool witness,
                   int depth, struct reading *r) {
    r->n = r->used = 0;
    r->bonus = r->gain = 0;
    r->page = page;
    r->pages = 1u << page;
    int more = 0;
    while (r->used < run->n) {
        struct piece s = sequence(p, page, r->n ? r->out[r->n - 1] : run->before[1],
                                  run->c + r->used, run->n - r->used, witness);
        if (s.used == 0) break;
        r->out[r->n++] = s.c;
        r->used += s.used;
        if (s.lost && witness) r->bonus += GAIN_LOST;
        if (s.bytes > 2 && more < GAIN_LONG_MAX) more += GAIN_LONG;
    }
    if (r->n == 0) return;
    r->bonus += more;
    if (depth < LAYERS) undo_layers(p, r, run, depth);
    uint32_t after = run->c[r->used];
    r->gain = unlikely(run->c, r->used, run->before, after) -
              unlikely(r->out, r->n, run->before, after) + bonus(r, run, witness, depth);
}

/* The best reading of a run among `pages`, `first` before others that are as good: what its gain
 * exceeds the limit by decides. */
static bool best(const struct pages *p, const struct run *run, unsigned pages, unsigned line,
                 unsigned document, int first, int depth, struct reading *r) {
    struct reading try;
    int over = -1;
    bool found = false;
    for (unsigned page = 0; page < PAGE_COUNT; page++) {
        unsigned bit = 1u << page;
        if (!(pages & bit)) continue;
        bool witness = (line & bit) || ((document & bit) && page != PAGE_1251);
        int limit = depth > 1 || (line & bit) ? GAIN_LINE : document & bit ? GAIN_DOC : GAIN_SURE;
        reread(p, (enum page)page, run, witness && depth == 1, depth, &try);
        int more = try.gain - limit + ((int)page == first ? 2 : 0);
        if (try.n == 0 || try.gain < limit) continue;
        bool same = found && try.n == r->n && try.used == r->used &&
                    memcmp(try.out, r->out, try.n * sizeof *try.out) == 0;
        if (same && more == over) r->pages |= bit;
        else if (more > over) over = more, found = true, *r = try;
    }
    return found;
}

/* What a reading made may itself be such text: Ã¢â‚¬â„¢ → â€™ → ’. */
static void undo_layers(const struct pages *p, struct reading *r, const struct run *run,
                        int depth) {
    struct run inner;
    struct reading deeper;
    size_t to = 0, next;
    for (size_t i = 0; i < r->n; i = next) {
        uint32_t b = i + 1 < r->n ? r->out[i + 1] : 0, c = i + 2 < r->n ? r->out[i + 2] : 0;
        unsigned pages = candidates(p, r->out[i], b, c);
        next = i + 1;
        if (pages) {
            inner.n = r->n - i;
            memcpy(inner.c, r->out + i, inner.n * sizeof *inner.c);
            memset(inner.c + inner.n, 0, AHEAD * sizeof *inner.c);
            inner.c[inner.n] = run->c[r->used];
            inner.before[0] = to > 1 ? r->out[to - 2] : run->before[to];
            inner.before[1] = to > 0 ? r->out[to - 1] : run->before[1];
            if (best(p, &inner, pages, 0, 0, (int)r->page, depth + 1, &deeper)) {
                memcpy(r->out + to, deeper.out, deeper.n * sizeof *deeper.out);
                to += deeper.n;
                next = i + deeper.used;
                continue;
            }
        }
        r->out[to++] = r->out[i];
    }
    r->n = to;
}

struct walk {
    const struct pages *p;
    struct str s;
    unsigned line, document; /* pages with witnesses */
    int first;               /* the page with most of them in the line, or -1 */
    struct text *t;          /* NULL: look for witnesses only */
};

/* Takes the characters from byte `at` on: up to the end of what can be one run, and some behind. */
static void take(const struct walk *w, size_t at, size_t end, struct run *run) {
    size_t i = at, k = at;
    unsigned ascii = 0, most = (w->line | w->document) ? 2 : 1;
    run->before[1] = k > 0 ? utf8_prev(w->s.p, &k) : 0;
    run->before[0] = k > 0 ? utf8_prev(w->s.p, &k) : 0;
    run->n = 0;
    size_t n = 0;
    while (i < end && n < RUN_MAX && ascii < most) {
        uint32_t c = utf8_next(w->s.p, &i);
        run->c[n++] = c;
        ascii = c < 0x80 ? ascii + 1 : 0;
    }
    run->n = n;
    while (i < end && n < RUN_MAX + AHEAD) {
        if (n - run->n == AHEAD) break;
        run->c[n++] = utf8_next(w->s.p, &i);
    }
    if (n - run->n) run->n = n < RUN_MAX ? n : RUN_MAX;
    while (n < RUN_MAX + AHEAD && n < run->n + AHEAD) run->c[n++] = 0;
}

/* Does a Russian letter, А to я, begin here? In cp1251 none of them is a byte that goes on. */
static bool is_plain_cyrillic(const unsigned char *p) {
    return (p[0] == 0xD0 && p[1] >= 0x90) || (p[0] == 0xD1 && p[1] < 0x90);
}

/* The next place from *i on where something may begin, and the pages; false: there is none. */
static bool seek(const struct walk *w, size_t *i, size_t end, unsigned *pages) {
    const char *s = w->s.p;
    unsigned witness = w->line | (w->document & ~(1u << PAGE_1251));
    while (*i < end) {
        if ((unsigned char)s[*i] < 0x80) {
            *i = utf8_ascii_end((struct str){s, end}, *i + 1);
            continue;
        }
        const unsigned char *p = (const unsigned char *)s + *i;
        if ((p[0] == 0xD0 || p[0] == 0xD1) && *i + 3 < end && is_plain_cyrillic(p + 2)) {
            *i += 2;
            continue;
        }
        size_t k = *i;
        uint32_t a = utf8_next(s, &k);
        size_t next = k;
        struct page_bits lead = bits_of(w->p, a);
        if ((lead.lead2 | lead.lead3) && k < end) {
            uint32_t b = utf8_next(s, &k);
            uint32_t c = k < end ? utf8_at(s, k) : 0;
            *pages = candidates(w->p, a, b, c);
            if (witness) *pages |= candidates_lost(w->p, witness, a, b);
            if (*pages) return true;
        }
        *i = next;
    }
    return false;
}

static void replace(struct text *t, size_t at, size_t end, const struct reading *r) {
    char *out = arena_alloc(t->doc->arena, r->n * 4);
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) n += utf8_put(out + n, r->out[i]);
    text_keep(t, (uint32_t)at - t->at);
    text_replace(t, (uint32_t)(end - at), (struct str){out, n}, RULE_MOJIBAKE);
}

/* Goes over [at, end). Returns the pages of what was sure; *first is the one with most of it. */
static unsigned walk(const struct walk *w, size_t at, size_t end, int *first) {
    uint32_t weight[PAGE_COUNT] = {0};
    struct run run;
    struct reading r;
    unsigned sure = 0, pages;
    while (seek(w, &at, end, &pages)) {
        take(w, at, end, &run);
        bool good = best(w->p, &run, pages, w->line, w->document, w->first, 1, &r);
        size_t used = good ? r.used : 1, i = at;
        if (good && r.gain >= GAIN_SURE) {
            sure |= r.pages;
            for (int page = 0; page < PAGE_COUNT; page++)
                if (r.pages >> page & 1) weight[page] += (uint32_t)r.n;
        }
        for (size_t k = 0; k < used; k++) utf8_next(w->s.p, &i);
        if (good && w->t) replace(w->t, at, i, &r);
        at = i;
    }
    *first = -1;
    for (int page = PAGE_COUNT - 1; page >= 0; page--)
        if (weight[page] && (*first < 0 || weight[page] >= weight[*first])) *first = page;
    return sure;
}

bool mojibake_repair(const struct pages *p, struct doc *d) {
    struct walk look = {p, d->text, 0, 0, -1, NULL};
    size_t begin = 0;
    int first;
    unsigned pages;
    if (!seek(&look, &begin, d->text.n, &pages)) return false;
    unsigned document = walk(&look, begin, d->text.n, &first);
    if (!document) return false;
    struct text t;
    text_open(&t, d);
    for (size_t at = 0, end; at < look.s.n; at = end + 1) {
        const char *stop = memchr(look.s.p + at, '\n', look.s.n - at);
        end = stop ? (size_t)(stop - look.s.p) : look.s.n;
        struct walk w = look;
        w.line = walk(&w, at, end, &w.first);
        w.document = document;
        w.t = &t;
        walk(&w, at, end, &first);
    }
    text_commit(&t);
    return t.edits.n > 0;
}
