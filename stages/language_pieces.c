/* SPDX-License-Identifier: MIT */
/* Pieces of a line, and what the model says of each; see language.h. */
#include "language.h"

#include "known_word.h"
#include "standards.h"
#include "word_letters.h"

enum {
    PIECE_WORDS = 400,
    SCRAP = 6,  /* letters: a shorter one is no piece: "Mr. " */
    ENOUGH = 8, /* words: then the model is asked no more when it is */
    SURE = 120, /* with so much between the first and the second */
    FEW = 2,    /* words: fewer are never enough */
    SAME = 24,  /* for the language of the piece before */
    KNOWN = 6,  /* eighths of a nat: a word that the dictionary has */
    UNKNOWN = -10,
    SURE_STANDARD = 80, /* with so much, of the document */
    DOUBT = 24,
    WITNESS = 8, /* words that the dictionaries are asked for */
};

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

/* What the pieces' words say so far; names count half as much. */
struct sums {
    int32_t v[LANG_OUTPUTS];
    unsigned words;
    bool done;
    struct str first[WITNESS]; /* words */
};

/* A quarter of a row of the model, and sums of some: in registers of 16 bytes, which all machines
 * have. */
enum { QUARTER = LANG_OUTPUTS / 4 };
typedef int8_t row8 __attribute__((vector_size(QUARTER)));
typedef int16_t row16 __attribute__((vector_size(2 * QUARTER)));

static inline row16 quarter_of(const int8_t *p) {
    row8 row;
    memcpy(&row, p, sizeof row);
    return __builtin_convertvector(row, row16);
}

static void add_word(const struct model *m, const struct word *w, int32_t times, int32_t *sums) {
    uint32_t features[WORD_FEATURES];
    row16 a = {0}, b = {0}, c = {0}, d = {0};
    unsigned n = word_features(w, features);
    for (unsigned i = 0; i < n; i++) {
        const int8_t *row = m->weights + (size_t)(features[i] & m->mask) * LANG_OUTPUTS;
        a += quarter_of(row), b += quarter_of(row + QUARTER);
        c += quarter_of(row + 2 * QUARTER), d += quarter_of(row + 3 * QUARTER);
    }
    int16_t all[LANG_OUTPUTS];
    memcpy(all, &a, sizeof a), memcpy(all + QUARTER, &b, sizeof b);
    memcpy(all + 2 * QUARTER, &c, sizeof c), memcpy(all + 3 * QUARTER, &d, sizeof d);
    for (unsigned k = 0; k < LANG_OUTPUTS; k++) sums[k] += times * all[k];
}

/* Is one language so far before all that no more words need be asked? Less is enough for that of the
 * piece before. */
static bool is_sure(const struct scorer *s, const struct sums *sums) {
    int32_t v[LANG_OUTPUTS];
    memcpy(v, sums->v, sizeof v);
    for (unsigned k = OUT_SR + 1; k < LANG_WORKING; k++) {
        if (v[k] > v[OUT_SR]) v[OUT_SR] = v[k];
        v[k] = INT32_MIN;
    }
    unsigned best = most_of(v);
    int64_t first = v[best];
    v[best] = INT32_MIN;
    int64_t margin = (first - v[most_of(v)]) * s->scale / 65536;
    if (margin >= SAME && group_of(best) == s->group) return true;
    return margin >= SURE && sums->words >= ENOUGH;
}

static void score_word(const struct scorer *s, const struct word *w, struct sums *sums) {
    bool first = sums->words++ == 0;
    if (sums->done || w->letters[IN_OTHER]) return;
    bool name = w->upper ? !first || w->n > 1 : w->capital && !first;
    add_word(s->model, w, name ? 1 : 2, sums->v);
    if (sums->words >= FEW) sums->done = is_sure(s, sums);
}

static const unsigned standard_outputs[STANDARDS] = {OUT_SR, OUT_HR, OUT_BS};

/* Adds what the words of a piece say to what the document's said: one standard is so far before the
 * others that no more pieces need be asked. */
static void count_standards(struct scorer *s, const int32_t said[STANDARDS]) {
    int32_t first = INT32_MIN, second = INT32_MIN;
    for (unsigned k = 0; k < STANDARDS; k++) {
        int32_t v = s->said[k] += said[k];
        if (v > first) second = first, first = v, s->standard = k;
        else if (v > second) second = v;
    }
    if (first - second >= SURE_STANDARD) s->alike = 0;
    else s->alike--;
}

/* Serbian, Croatian and Bosnian are alike for the model of languages: another one tells which of them
 * the piece is in, until the document is sure, and then where the first one has doubts. */
static void tell_standard(struct scorer *s, struct part *piece, const char *p, uint32_t end) {
    int32_t most = piece->score[OUT_SR], said[STANDARDS] = {0};
    for (unsigned k = OUT_SR; k < LANG_WORKING; k++)
        if (piece->score[k] > most) most = piece->score[k];
    bool doubt = most - piece->score[standard_outputs[s->standard]] >= DOUBT;
    if (s->alike || doubt) {
        struct str text = {p + piece->span.begin, end - piece->span.begin};
        standards_score(s->standards, s->words, text, said);
        if (s->alike) count_standards(s, said);
    }
    for (unsigned k = 0; k < STANDARDS; k++) piece->score[standard_outputs[k]] = most + said[k];
}

static unsigned best_group(const struct part *piece) {
    return group_of(most_of(piece->score));
}

/* What the dictionaries say of a piece that the model is not sure of. */
static void witness(const struct scorer *s, const struct sums *sums, struct part *piece) {
    static const enum lang langs[] = {LANG_EN, LANG_SQ, LANG_SR};
    for (unsigned i = 0; i < sums->words && i < WITNESS; i++)
        for (unsigned k = 0; k < 3; k++) {
            bool known = known_word(s->words, langs[k], sums->first[i]) != WORD_UNKNOWN;
            int32_t say = known ? KNOWN : UNKNOWN;
            piece->score[OUT_EN + k] += say;
            if (langs[k] == LANG_SR) piece->score[OUT_HR] += say, piece->score[OUT_BS] += say;
        }
}

uint32_t piece_read(struct scorer *s, struct part *piece, const char *p, uint32_t i, uint32_t end) {
    struct sums sums;
    struct word w;
    memset(sums.v, 0, sizeof sums.v);
    sums.words = 0, sums.done = false;
    piece->span.begin = i;
    for (uint32_t behind; i < end && sums.words < PIECE_WORDS;) {
        unsigned char b = (unsigned char)p[i];
        if ((is_ascii_alpha(p[i]) || b >= 0x80) &&
            (sums.done ? word_pass(&w, p, i, end) : word_read(&w, p, i, end))) {
            if (w.end < end && (behind = link_end(p, i, w.end, end)) != 0) {
                i = behind;
                continue;
            }
            if (sums.words < WITNESS) sums.first[sums.words] = (struct str){p + i, w.end - i};
            score_word(s, &w, &sums);
            for (unsigned k = 0; k < SCRIPTS; k++) piece->letters[k] += w.letters[k];
            piece->greek += w.greek;
            i = w.end;
        } else if (b != ' ' && (b == ',' || b == ':' || b == ';' || stop_length(p, i))) {
            if (piece_cut(p, &i, end) && letters_of(piece) >= SCRAP) break;
        } else {
            i += b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        }
    }
    for (unsigned k = 0; k < LANG_OUTPUTS; k++)
        piece->score[k] = (int32_t)((int64_t)sums.v[k] * s->scale / 65536);
    if (!sums.done && best_group(piece) != s->group) witness(s, &sums, piece);
    s->group = LANG_OUTPUTS;
    if (sums.words) s->group = best_group(piece);
    if (script_of(piece) == IN_LATIN && s->group == OUT_SR) tell_standard(s, piece, p, i);
    piece->span.end = i;
    while (piece->span.end > piece->span.begin && is_space(p[piece->span.end - 1]))
        piece->span.end--;
    return i;
}
