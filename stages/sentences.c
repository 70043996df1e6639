/* SPDX-License-Identifier: MIT */
/* sentences: where each one begins and ends. A zone is never crossed. Inside it every . ! ? … is a
 * candidate, and what stands before and behind it decides: abbreviations, ordinals (24. septembra),
 * initials (J. D. Vance), quotes, glued sentences (Macedonia.The). */
#include "abbreviation.h"
#include "boundary.h"
#include "known_word.h"
#include "letters.h"
#include "sentences.h"
#include "utf8.h"

/* Titles that may stand before a document's first sentence; bytes of a paragraph that is a document's
 * whole text, so that one may have lost its line end; signs of a rule. */
enum { TITLES = 2, TOP_MIN = 400, RULE_MIN = 10 };

static bool is_stop(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* Full stops of other scripts need no blank behind them. */
static bool is_hard_stop(uint32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static enum lang lang_at(struct scan *x, uint32_t at) {
    const struct doc *d = x->doc;
    while (x->hint < d->languages.n && d->languages.v[x->hint].span.end <= at) x->hint++;
    if (x->hint < d->languages.n && d->languages.v[x->hint].span.begin <= at)
        return d->languages.v[x->hint].lang;
    return d->lang;
}

static void push(struct scan *x, uint32_t end) {
    struct str s = x->s;
    uint32_t begin = x->begin;
    while (begin < end && is_space(s.p[begin])) begin++;
    while (end > begin && is_space(s.p[end - 1])) end--;
    if (end > begin) {
        struct sentence *k = vec_push(x->doc->arena, &x->doc->sentences);
        *k = (struct sentence){.span = {begin, end}, .lang = lang_at(x, begin + (end - begin) / 2)};
    }
    x->begin = end;
}

static void emit(struct scan *x, uint32_t end) {
    size_t headline = sentences_capitals(x, end);
    if (headline) push(x, (uint32_t)headline);
    push(x, end);
}

/* Where the next sentence's first letter or digit stands, behind quotes and brackets; s.n: nowhere. */
static size_t next_letter(const struct scan *x, size_t at, bool *opened) {
    *opened = false;
    for (unsigned signs = 0; at < x->end && signs < 32; signs++) {
        size_t i = at;
        uint32_t c = utf8_next(x->s.p, &i);
        if (is_word(c)) return at;
        if (!is_open_mark(c) && !is_dash(c) && c != '-' && c != '#' && c != '@' && c != '$' &&
            c != 0x20AC && !is_blank(c) && !is_stop(c))
            return at;
        *opened |= is_open_mark(c);
        at = i;
    }
    return x->s.n;
}

/* Is there no blank behind the dot, but a new sentence all the same? Macedonia.The, but not Koha.net,
 * anna.Berg@… */
static bool is_glued(const struct scan *x, struct str word, size_t next) {
    static const char *const domains[] = {"Com", "Net", "Org", "Info", NULL};
    size_t i = word.n, begin = (size_t)(word.p - x->s.p), k = 0;
    if (word.n < 3 || next >= x->end || !is_lower(utf8_prev(word.p, &i))) return false;
    struct str after = sentences_word_at(x, next);
    if (after.n < 2 || !is_upper(utf8_next(after.p, &k)) || str_in(after, domains)) return false;
    if (begin > x->from && memchr("/@.", x->s.p[begin - 1], 3)) return false;
    if (next + after.n < x->end && x->s.p[next + after.n] == '@') return false;
    return (k < after.n && is_lower(utf8_at(after.p, k))) || after.n == 1;
}

/* :) ;-) :P and the like, up to a blank; 0: none */
static size_t emoticon_end(const struct scan *x, size_t i) {
    if (i + 1 >= x->end || memchr(":;=", x->s.p[i], 3) == NULL) return 0;
    i += x->s.p[i + 1] == '-' ? 2 : 1;
    size_t mouth = i;
    while (i < x->end && memchr(")(DP]", x->s.p[i], 5)) i++;
    return i > mouth && (i == x->end || is_space(x->s.p[i])) ? i : 0;
}

/* A quote that closes with a blank before it: "Come! " he said. An odd number of them is open. */
static bool closes_apart(const struct scan *x, size_t i) {
    if (x->s.p[i] != '"' || (i + 1 < x->end && !is_space(x->s.p[i + 1]))) return false;
    bool open = false;
    for (size_t k = x->begin; k < i; k++) open ^= x->s.p[k] == '"';
    return open;
}

/* Note marks that were left in the text, emoticons and lone quotes belong to the sentence before:
 * end.[3] [4] */
static size_t behind_marks(const struct scan *x, size_t end) {
    for (;;) {
        size_t i = end + (end < x->end && x->s.p[end] == ' '), digits;
        if (i >= x->end) return end;
        size_t smile = i > end ? emoticon_end(x, i) : 0;
        if (smile) {
            end = smile;
            continue;
        }
        if (i > end && closes_apart(x, i)) {
            end = i + 1;
            continue;
        }
        if (x->s.p[i] != '[') return end;
        digits = ++i;
        while (i < x->end && is_digit(x->s.p[i])) i++;
        if (i == digits || i >= x->end || x->s.p[i] != ']') return end;
        end = i + 1;
    }
}

static bool all_small(struct str w) {
    for (size_t i = 0; i < w.n;)
        if (!is_lower(utf8_next(w.p, &i))) return false;
    return w.n > 0;
}

/* Text that begins its sentences small: i like it. do you? */
static bool small_text(const struct scan *x, struct str word, size_t next) {
    static const char *const me[] = {"i", "i'm", "i've", "i'll", "i’m", "i’ve", "i’ll", NULL};
    size_t begin = x->begin;
    while (begin < x->end && is_space(x->s.p[begin])) begin++;
    if (x->lang == LANG_EN && str_in(sentences_word_at(x, next), me)) return true;
    return is_lower(utf8_at(x->s.p, begin)) && (size_t)(word.p - x->s.p) > begin;
}

static bool is_address(struct str text, size_t at) {
    struct str s = str_sub(text, at, text.n);
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://")) ||
           str_starts(s, STR("www."));
}

/* Leave me alone! he cried */
static bool is_speech(const struct scan *x, size_t next) {
    static const char *const verbs[] = {"said",    "says",      "asked",  "cried",    "yelled",
                                        "shouted", "whispered", "called", "answered", "exclaimed",
                                        "replied", "wondered",  NULL};
    struct str who = sentences_word_at(x, next);
    struct str verb = sentences_word_at(x, next + who.n + (next + who.n < x->s.n));
    return str_in(who, verbs) || str_in(verb, verbs);
}

/* Does the small letter at `next`, behind the bare marks in [at, end), begin a sentence all the same? An
 * address does; in English, which has few abbreviations that are words too, so does what stands behind a
 * word: "Call me. we can talk", but "Yahoo! is". */
static bool small_begins(const struct scan *x, size_t at, size_t end, struct str word,
                         size_t next) {
    bool one = end == at + 1, dot = x->s.p[at] == '.', inner = memchr(word.p, '.', word.n) != NULL;
    bool plain = !inner && abbreviation(x->lang, word) == ABBREVIATION_NONE;
    bool english = x->lang == LANG_EN && next == end + 1 && all_small(word);
    if (is_address(x->s, next)) return plain;
    if (!dot && english && word.n > 1 && memchr("!?", x->s.p[at], 2) && !is_speech(x, next))
        return true;
    if (!one || !plain || word.n < 3 || !is_letter(utf8_at(word.p, 0))) return false;
    return small_text(x, word, next) ||
           (dot && english && (known_word(x->words, LANG_EN, word) & WORD_LOWER));
}

/* A dot at `at` with more dots behind, a blank between each. Three are left out words, a fourth one is
 * the full stop: so, . . . What · end. . . . What. Moves *i behind them when there are three. */
static bool spaced_dots(struct scan *x, size_t at, size_t *i) {
    const char *p = x->s.p;
    size_t end = at + 1;
    unsigned dots = 1;
    bool opened, apart = at > x->from && p[at - 1] == ' ';
    while (end + 1 < x->end && p[end] == ' ' && p[end + 1] == '.' &&
           (end + 2 == x->end || p[end + 2] == ' '))
        end += 2, dots++;
    if (dots < 3) return false;
    size_t next = next_letter(x, end, &opened);
    *i = end;
    if (dots > 3 && next < x->end && !is_lower(utf8_at(p, next)))
        emit(x, (uint32_t)(apart || dots > 4 ? end : at + 1));
    return true;
}

/* A candidate: the run of stops that begins at `at`. Moves *i behind it; ends the sentence there or
 * not. */
static void candidate(struct scan *x, size_t at, size_t *i) {
    struct str s = x->s;
    bool dot = s.p[at] == '.', opened;
    size_t stops = 0;
    *i = at;
    while (*i < x->end && is_stop(utf8_at(s.p, *i))) utf8_next(s.p, i), stops++;
    if (dot && stops == 1 && spaced_dots(x, at, i)) return;
    size_t end = *i;
    if (at > x->from && end < x->end && memchr("([", s.p[at - 1], 2) && memchr(")]", s.p[end], 2))
        return; /* […] */
    while (end < x->end && is_close_mark(utf8_at(s.p, end))) utf8_next(s.p, &end);
    bool bare = end == *i;
    end = behind_marks(x, end);
    struct str word = sentences_word_before(x, at);
    if (end >= x->end) return;
    if (!is_blank(utf8_at(s.p, end))) {
        if (dot && stops == 1 && bare && is_glued(x, word, end)) emit(x, (uint32_t)end);
        return;
    }
    size_t next = next_letter(x, end, &opened);
    if (next >= x->end) return;
    /* a quote that opens behind the blank belongs to the next sentence, one without blank to this */
    uint32_t c = utf8_at(s.p, next);
    x->lang = lang_rules(lang_at(x, (uint32_t)at));
    if (c == ',' || c == ';') return;
    if (is_lower(c) && (!bare || !small_begins(x, at, end, word, next))) return;
    if (dot && stops == 1 && bare && !sentences_dot_ends(x, word, at, next)) return;
    emit(x, (uint32_t)end);
    *i = end;
}

/* A rule of signs, as e-mails have them, stands alone: ******** ________. Moves *i behind it. */
static void rule_line(struct scan *x, size_t at, size_t *i) {
    const char *p = x->s.p;
    size_t end = at;
    while (end < x->end && p[end] == p[at]) end++;
    *i = end;
    if (end - at < RULE_MIN) return;
    emit(x, (uint32_t)at);
    emit(x, (uint32_t)end);
}

/* Who wrote a mail, and when: each stands alone. */
static void stamp(struct scan *x, size_t at, size_t *i) {
    struct span time = sentences_stamp(x, at);
    if (time.end == 0) return;
    emit(x, time.begin);
    emit(x, time.end);
    *i = time.end;
}

/* A title that ran into the text: the model looks at each place in the first sentence of a document that
 * begins with a paragraph. */
static void title(struct scan *x) {
    size_t begin = x->begin, end = x->end;
    while (begin < end && is_space(x->s.p[begin])) begin++;
    while (end > begin && is_space(x->s.p[end - 1])) end--;
    if (end - begin < TOP_MIN) return;
    for (unsigned n = 0; n < TITLES; n++) {
        struct boundary b = {.words = x->words,
                             .text = x->s,
                             .end = end,
                             .begin = begin,
                             .left = begin,
                             .next = begin,
                             .lang = lang_rules(lang_at(x, (uint32_t)begin))};
        if (!boundary_title(x->model, &b, x->title_margin)) return;
        emit(x, (uint32_t)b.left);
        begin = b.next;
    }
}

/* The bytes that a walk stops at: marks, and the first bytes of others. */
static bool is_mark_byte(unsigned char b) {
    static const bool marks[256] = {
        ['.'] = true,  ['!'] = true,  ['?'] = true,  [')'] = true,  ['_'] = true,
        ['*'] = true,  ['='] = true,  ['/'] = true,  [0xD8] = true, [0xDB] = true,
        [0xE0] = true, [0xE2] = true, [0xE3] = true, [0xEF] = true};
    return marks[b];
}

static void segment(struct scan *x, uint32_t begin, uint32_t end, bool running) {
    x->from = x->begin = begin;
    x->end = end;
    if (running && x->doc->sentences.n == 0) title(x);
    size_t i = x->begin;
    x->label = sentences_first_label(x, i);
    if (x->label.style != LABEL_NONE) i = x->label.end;
    while (i < end) {
        size_t at = i;
        if (!is_mark_byte((unsigned char)x->s.p[i++])) continue;
        if (x->label.style != LABEL_NONE) {
            struct label l = sentences_next_label(x, at);
            if (l.style != LABEL_NONE) {
                emit(x, (uint32_t)l.begin);
                x->label = l;
                i = l.end;
                continue;
            }
        }
        i = at;
        uint32_t c = utf8_next(x->s.p, &i);
        if (c == '_' || c == '*' || c == '=') rule_line(x, at, &i);
        else if (c == '/') stamp(x, at, &i);
        else if (is_stop(c)) candidate(x, at, &i);
        else if (is_hard_stop(c)) emit(x, (uint32_t)i);
    }
    emit(x, end);
}

/* Cells of a table row are segments of their own. */
static void table_row(struct scan *x, struct span z) {
    uint32_t begin = z.begin;
    for (uint32_t i = z.begin; i < z.end; i++) {
        if (x->s.p[i] != '\t' && x->s.p[i] != '|') continue;
        segment(x, begin, i, false);
        begin = i + 1;
    }
    segment(x, begin, z.end, false);
}

/* Without zones a line is a segment. */
static void lines(struct scan *x) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i < x->s.n; i++) {
        if (x->s.p[i] != '\n') continue;
        segment(x, begin, i, true);
        begin = i + 1;
    }
    segment(x, begin, (uint32_t)x->s.n, true);
}

struct sentences {
    const struct model *model;
    const struct wordlist *words;
    int32_t title_margin, number_margin;
};

/* Log odds above which a title is split off, and a numeral ends its sentence. By cross-validation on the
 * train parts fewer than 1 % of the sentences behind titles are cut with the first; numerals err as
 * often up to 1, but at 0 they do so on both sides. */
static const float TITLE_ODDS = 0.0f, NUMBER_ODDS = 0.0f;

static enum status setup(void *state, struct env *env) {
    struct sentences *s = state;
    s->model = env->model[MODEL_SENTENCES];
    s->words = env->words;
    s->title_margin = (int32_t)(TITLE_ODDS / s->model->header->scale);
    s->number_margin = (int32_t)(NUMBER_ODDS / s->model->header->scale);
    return OK;
}

static enum status run(void *state, struct doc *d) {
    const struct sentences *s = state;
    struct scan x = {.doc = d,
                     .model = s->model,
                     .words = s->words,
                     .title_margin = s->title_margin,
                     .number_margin = s->number_margin,
                     .s = d->text,
                     .lang = lang_rules(d->lang)};
    d->sentences.n = 0; /* a record may bring some without their stage */
    if (!(d->layers & LAYER_ZONES)) lines(&x);
    for (uint32_t i = 0; i < d->zones.n; i++) {
        const struct zone *z = &d->zones.v[i];
        if (z->out) continue;
        uint32_t begin = z->span.begin;
        bool bullet = z->kind == ZONE_LIST && z->span.end > begin + 2 &&
                      memchr("-*+", x.s.p[begin], 3) && x.s.p[begin + 1] == ' ';
        if (bullet) begin += 2;
        if (z->kind == ZONE_TABLE) table_row(&x, z->span);
        else segment(&x, begin, z->span.end, z->kind == ZONE_BODY);
    }
    return OK;
}

const struct stage stage_sentences = {
    .name = "sentences",
    .help = "sentence boundaries, by rules for en, sq, sr in both scripts",
    .needs = LAYER_TEXT | LAYER_LANGUAGES,
    .gives = LAYER_SENTENCES,
    .uses = USES_WORDS | USES_MODEL(MODEL_SENTENCES),
    .state_size = sizeof(struct sentences),
    .setup = setup,
    .run = run,
};
