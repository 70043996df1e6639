/* SPDX-License-Identifier: MIT */
/* Which language each part of the text is in. The text is cut into paragraphs (lines) and these
 * into pieces (sentences, speech); words, marked letters and, where they do not settle it, letters
 * in a row give each piece a score for each language. A piece that says little takes the language
 * of its paragraph, and a paragraph that of its document. */
#include <stdio.h>

#include "language_model.h"

enum { G_EN, G_SQ, G_SR, G_OTHER, GROUPS };

static const enum lang group_lang[GROUPS] = {LANG_EN, LANG_SQ, LANG_SR, LANG_OTHER};

/* Weights in eighths of a nat, as in the model. */
enum {
    PRIOR = 14,        /* for the languages the pipeline works in */
    UNLISTED = 4,      /* against every language: a word that none lists */
    UNKNOWN_GRAM = -1, /* for a language that has no list: each letter of such a word */
    SURE = 60,         /* with so much between first and second, letters need not be asked */
    SWITCH = 40,       /* for a piece to differ from its paragraph, that from its document */
    SHORT = 25,        /* letters: a shorter one differs only with twice as much */
    SCRAP = 6,         /* letters: a shorter one is no piece: "Mr. " */
    PLENTY = 1 << 24,  /* letters: what follows changes nothing, and sums stay small */
    PIECE_WORDS = 400, /* a longer one would not fit the sums */
    BUFFER = 512,
    NEVER = -100000,
};

struct part { /* a piece, a paragraph or the document */
    struct span span;
    uint32_t letters[3]; /* Latin, Cyrillic, other */
    int32_t group[GROUPS];
    uint32_t paragraph; /* of a piece: its number */
    uint8_t lang;       /* of a paragraph: its group */
};

struct letters { /* of unlisted words, with an edge behind each */
    uint8_t v[BUFFER];
    uint32_t n;
};

struct language_state {
    struct model model;
    int16_t sure[WIDTH], name[WIDTH]; /* sums over a piece; names count half */
    uint32_t listed, unlisted;        /* words of the piece */
    struct letters words, names;
    int32_t piece[WIDTH], paragraph[WIDTH], document[WIDTH];
};

static void row_add(int16_t *sum, const struct row *r) {
    for (unsigned l = 0; l < WIDTH; l++) sum[l] = (int16_t)(sum[l] + r->w[l]);
}

static void letters_put(struct letters *b, const struct word *w) {
    if (b->n + w->n + 1u > BUFFER) return;
    memcpy(b->v + b->n, w->fold, w->n);
    b->n += w->n;
    b->v[b->n++] = 0;
}

static void word_score(struct language_state *st, const struct word *w, bool first) {
    const struct model *m = &st->model;
    bool name = w->upper ? !first || w->n > 1 : w->capital && !first;
    uint32_t at = model_find(m, w->hash);
    if (at < WORDS) {
        row_add(name ? st->name : st->sure, &m->word[at]);
        st->listed += !name;
        if (!name && m->tier[at] > 1) letters_put(&st->words, w);
        return;
    }
    name |= w->capital;
    letters_put(name ? &st->names : &st->words, w);
    if (name && !first) return;
    st->unlisted += !name;
    for (unsigned i = 0; i < w->rows; i++)
        row_add(name ? st->name : st->sure, &m->letter[w->row[i]]);
}

/* Length of the quotation mark or dash at p[i], or 0. */
static uint32_t quote_length(const char *p, uint32_t i, uint32_t end) {
    if (p[i] == '"') return 1;
    unsigned char b = (unsigned char)p[i];
    if (b < 0xC2 || i + 1 >= end) return 0;
    unsigned char c = (unsigned char)p[i + 1];
    if (b == 0xC2) return c == 0xAB || c == 0xBB ? 2 : 0; /* « » */
    if (b != 0xE2 || c != 0x80) return 0;
    unsigned char d = (unsigned char)p[i + 2];
    return (d >= 0x9C && d <= 0x9F) || d == 0x93 || d == 0x94 ? 3 : 0; /* “ ” „ – — */
}

/* Length of the mark that ends a sentence at p[i], or 0. */
static uint32_t stop_length(const char *p, uint32_t i) {
    if (p[i] == '.' || p[i] == '!' || p[i] == '?') return 1;
    return (unsigned char)p[i] == 0xE2 && memcmp(p + i, "…", 3) == 0 ? 3 : 0;
}

/* Can a sentence begin with the letter at p[i]? Other scripts may have no capitals. */
static bool initial_at(const char *p, uint32_t i) {
    uint32_t c = utf8_at(p, i);
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    int kind = letter_kind(c);
    return kind == IN_OTHER || (kind >= 0 && lower_marked(c) != c);
}

/* Does a piece end with the marks at p[*i]? Behind a sentence, before and behind speech (said: "…",
 * he added). Moves *i to the next piece, or behind the marks. */
static bool piece_cut(const char *p, uint32_t *i, uint32_t end) {
    uint32_t stop = stop_length(p, *i), j = *i + (stop ? stop : 1), n;
    bool closed = false;
    while (j < end) {
        if ((n = quote_length(p, j, end)) != 0) closed = true;
        else if (p[j] == ')') n = 1;
        else if ((n = stop_length(p, j)) == 0) break;
        j += n;
    }
    *i = j;
    while (j < end && p[j] == ' ') j++;
    if (j == *i || j >= end) return false;
    if (!closed && !quote_length(p, j, end) && !(stop && initial_at(p, j))) return false;
    *i = j;
    return true;
}

/* The end of the link or address that the word at p[i..word_end) begins, or 0. */
static uint32_t link_end(const char *p, uint32_t i, uint32_t word_end, uint32_t end) {
    uint32_t rest = end - word_end;
    const char *next = p + word_end;
    bool link = *next == '@' || (*next == ':' && rest > 2 && next[1] == '/' && next[2] == '/') ||
                (*next == '.' && word_end - i == 3 && memcmp(p + i, "www", 3) == 0);
    if (!link) return 0;
    while (word_end < end && !is_space(p[word_end]) && memchr("<>()[]\"", p[word_end], 7) == NULL)
        word_end++;
    return word_end;
}

static uint32_t letters_of(const struct part *part) {
    return part->letters[0] + part->letters[1] + part->letters[2];
}

/* Reads the piece at p[i] and returns where the next one begins. */
static uint32_t piece_read(struct language_state *st, struct part *piece, const char *p, uint32_t i,
                           uint32_t end) {
    memset(st->sure, 0, sizeof st->sure);
    memset(st->name, 0, sizeof st->name);
    st->words.n = st->names.n = st->listed = st->unlisted = 0;
    piece->span.begin = i;
    struct word w;
    for (uint32_t words = 0, behind; i < end && words < PIECE_WORDS;) {
        unsigned char b = (unsigned char)p[i];
        if ((is_ascii_alpha(p[i]) || b >= 0x80) && word_read(&w, p, i, end)) {
            if (w.end < end && (behind = link_end(p, i, w.end, end)) != 0) {
                i = behind;
                continue;
            }
            word_score(st, &w, words == 0);
            for (unsigned k = 0; k < 3; k++) piece->letters[k] += w.letters[k];
            i = w.end;
            words++;
        } else if (b != ' ' && (b == ',' || b == ':' || b == ';' || stop_length(p, i))) {
            if (piece_cut(p, &i, end) && letters_of(piece) >= SCRAP) break;
        } else {
            i += b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        }
    }
    piece->span.end = i;
    while (piece->span.end > piece->span.begin && is_space(p[piece->span.end - 1]))
        piece->span.end--;
    return i;
}

static unsigned script_of(const struct part *part) {
    const uint32_t *n = part->letters;
    if (n[IN_OTHER] > n[IN_LATIN] && n[IN_OTHER] > n[IN_CYRILLIC]) return IN_OTHER;
    return n[IN_CYRILLIC] > n[IN_LATIN] ? IN_CYRILLIC : IN_LATIN;
}

/* From languages to groups; only languages of the script take part. */
static void part_group(struct part *part, const int32_t *score) {
    unsigned script = script_of(part);
    int32_t *g = part->group, other = score[LANGUAGES];
    unsigned from = script == IN_LATIN ? L_LATIN : L_CYRILLIC;
    unsigned to = script == IN_LATIN ? L_CYRILLIC : LANGUAGES;
    for (unsigned l = from; l < to; l++)
        if (score[l] > other) other = score[l];
    g[G_EN] = script == IN_LATIN ? score[L_EN] + PRIOR : NEVER;
    g[G_SQ] = script == IN_LATIN ? score[L_SQ] + PRIOR : NEVER;
    g[G_SR] = script != IN_OTHER ? score[L_SR] + PRIOR : NEVER;
    g[G_OTHER] = other;
}

static unsigned part_best(const struct part *part) {
    unsigned best = 0;
    for (unsigned g = 1; g < GROUPS; g++)
        if (part->group[g] > part->group[best]) best = g;
    return best;
}

/* How far group `g` is before the best of the others. */
static int32_t part_margin(const struct part *part, unsigned g) {
    int32_t next = NEVER;
    for (unsigned k = 0; k < GROUPS; k++)
        if (k != g && part->group[k] > next) next = part->group[k];
    return part->group[g] - next;
}

/* Adds to the piece's scores what the letters of some of its words say. */
static void letters_score(struct language_state *st, const struct letters *b, int divide) {
    int16_t sum[WIDTH] = {0};
    uint8_t f[3] = {0, 0, 0};
    for (uint32_t i = 0; i < b->n; i++) {
        f[0] = f[1], f[1] = f[2], f[2] = b->v[i];
        row_add(sum, &st->model.gram[gram(f)]);
        sum[LANGUAGES] = (int16_t)(sum[LANGUAGES] + UNKNOWN_GRAM);
        if (f[2] == 0) f[1] = 0;
    }
    for (unsigned l = 0; l <= LANGUAGES; l++) st->piece[l] += sum[l] / divide;
}

static void piece_score(struct language_state *st, struct part *piece) {
    int32_t unlisted = (int32_t)(UNLISTED * st->unlisted);
    for (unsigned l = 0; l < LANGUAGES; l++)
        st->piece[l] = st->sure[l] + st->name[l] / 2 - unlisted;
    st->piece[LANGUAGES] = 0;
    part_group(piece, st->piece);
    if (part_margin(piece, part_best(piece)) < SURE) {
        letters_score(st, &st->words, 1);
        if (st->listed + st->unlisted < 3) letters_score(st, &st->names, 2);
        part_group(piece, st->piece);
    }
}

struct parts {
    VEC(struct part) pieces;
    VEC(struct part) paragraphs;
    struct part document;
};

/* Adds a part and its scores to the whole it lies in. */
static void part_add(struct part *whole, int32_t *sum, const struct part *part,
                     const int32_t *score) {
    if (letters_of(whole) < PLENTY)
        for (unsigned l = 0; l <= LANGUAGES; l++) sum[l] += score[l];
    for (unsigned k = 0; k < 3; k++) whole->letters[k] += part->letters[k];
}

static void paragraph_read(struct language_state *st, struct doc *d, struct parts *parts,
                           uint32_t i, uint32_t end) {
    struct part paragraph = {0};
    uint32_t before = parts->pieces.n;
    memset(st->paragraph, 0, sizeof st->paragraph);
    while (true) {
        while (i < end && is_space(d->text.p[i])) i++;
        if (i == end) break;
        struct part piece = {.paragraph = parts->paragraphs.n};
        i = piece_read(st, &piece, d->text.p, i, end);
        if (letters_of(&piece) == 0 && parts->pieces.n > 0) {
            /* a number goes with what it follows */
            parts->pieces.v[parts->pieces.n - 1].span.end = piece.span.end;
            continue;
        }
        piece_score(st, &piece);
        part_add(&paragraph, st->paragraph, &piece, st->piece);
        *vec_push(d->arena, &parts->pieces) = piece;
    }
    if (parts->pieces.n == before) return;
    part_group(&paragraph, st->paragraph);
    *vec_push(d->arena, &parts->paragraphs) = paragraph;
    part_add(&parts->document, st->document, &paragraph, st->paragraph);
}

/* The group of a part within a whole of group `outer`. */
static unsigned part_decide(const struct part *part, unsigned outer) {
    uint32_t letters = letters_of(part);
    if (letters == 0) return outer;
    unsigned best = part_best(part);
    int32_t need = letters < SHORT ? 2 * SWITCH : SWITCH;
    return part->group[best] - part->group[outer] >= need ? best : outer;
}

/* The group of most letters, counting the paragraphs that are sure of theirs. */
static unsigned document_decide(struct parts *parts) {
    uint64_t letters[GROUPS] = {0};
    for (uint32_t i = 0; i < parts->paragraphs.n; i++) {
        const struct part *q = &parts->paragraphs.v[i];
        unsigned best = part_best(q);
        if (letters_of(q) >= SHORT && part_margin(q, best) >= SWITCH)
            letters[best] += letters_of(q);
    }
    unsigned most = part_best(&parts->document);
    for (unsigned g = 0; g < GROUPS; g++)
        if (letters[g] > letters[most]) most = g;
    return most;
}

/* Thousandths, from 500 where nothing speaks for the language. */
static uint16_t part_certainty(const struct part *part, unsigned g) {
    int32_t m = part_margin(part, g);
    if (m <= 0) return 500;
    if (m > 4000) m = 4000;
    return (uint16_t)(1000 - 500 * 512 / (512 + 32 * m + m * m));
}

static void runs_write(struct doc *d, const struct parts *parts, unsigned outer) {
    static const enum script scripts[] = {SCRIPT_LATN, SCRIPT_CYRL, SCRIPT_OTHER};
    uint64_t letters = 0, certainty = 0, of_lang[LANG_COUNT] = {0};
    unsigned whole = script_of(&parts->document);
    for (uint32_t i = 0; i < parts->pieces.n; i++) {
        const struct part *piece = &parts->pieces.v[i], *q = &parts->paragraphs.v[piece->paragraph];
        unsigned group = part_decide(piece, q->lang);
        enum lang lang = group_lang[group];
        uint32_t n = letters_of(piece);
        enum script script = scripts[n ? script_of(piece) : letters_of(q) ? script_of(q) : whole];
        if (letters_of(&parts->document) == 0) lang = LANG_UND, script = SCRIPT_NONE;
        struct language *last = d->languages.n ? &d->languages.v[d->languages.n - 1] : NULL;
        if (last == NULL || last->lang != lang || last->script != script) {
            last = vec_push(d->arena, &d->languages);
            *last = (struct language){.span = piece->span, .lang = lang, .script = script};
            letters = certainty = 0;
        }
        last->span.end = piece->span.end;
        uint16_t own = part_certainty(piece, group), wide = part_certainty(q, group);
        letters += n;
        certainty += (uint64_t)n * (own > wide ? own : wide);
        uint64_t score = lang == LANG_UND ? 0 : letters ? certainty / letters : 500;
        last->score = (uint16_t)score;
        of_lang[lang] += n;
    }
    d->lang = letters_of(&parts->document) ? group_lang[outer] : LANG_UND;
    for (unsigned l = 0; l < LANG_COUNT; l++)
        if (of_lang[l] > of_lang[d->lang]) d->lang = (enum lang)l;
    d->script = letters_of(&parts->document) ? scripts[whole] : SCRIPT_NONE;
}

/* Sentences that came with the document (CoNLL-U) learn their language from the runs. */
static void sentences_fill(struct doc *d) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        struct sentence *s = &d->sentences.v[i];
        uint32_t middle = s->span.begin + (s->span.end - s->span.begin) / 2;
        while (k < d->languages.n && d->languages.v[k].span.end <= middle) k++;
        bool inside = k < d->languages.n && d->languages.v[k].span.begin <= middle;
        if (s->lang == LANG_UND) s->lang = inside ? d->languages.v[k].lang : d->lang;
    }
}

static enum status run(void *state, struct doc *d) {
    struct language_state *st = state;
    struct parts parts = {0};
    memset(st->document, 0, sizeof st->document);
    for (uint32_t i = 0, n = (uint32_t)d->text.n; i < n;) {
        const char *line_end = memchr(d->text.p + i, '\n', n - i);
        uint32_t end = line_end ? (uint32_t)(line_end - d->text.p) : n;
        paragraph_read(st, d, &parts, i, end);
        i = end + 1;
    }
    part_group(&parts.document, st->document);
    unsigned outer = document_decide(&parts);
    for (uint32_t i = 0; i < parts.paragraphs.n; i++)
        parts.paragraphs.v[i].lang = (uint8_t)part_decide(&parts.paragraphs.v[i], outer);
    d->languages.n = 0;
    runs_write(d, &parts, outer);
    sentences_fill(d);
    return OK;
}

static enum status setup(void *state, struct env *env) {
    struct language_state *st = state;
    if (model_make(&st->model)) return OK;
    snprintf(env->message, env->message_size, "language: more than %d words are listed", WORDS - 1);
    return LIBRARY;
}

const struct stage stage_language = {
    .name = "language",
    .help = "finds the language and script of the document and of each part",
    .needs = LAYER_TEXT,
    .gives = LAYER_LANGUAGES,
    .state_size = sizeof(struct language_state),
    .setup = setup,
    .run = run,
};
