/* SPDX-License-Identifier: MIT */
/* Pages with several articles: where does the next one begin? A line like a title is not enough, a
 * heading inside an article looks the same. It needs witnesses: it is printed twice, as by templates
 * that print it above and below the picture; a byline, a date or a dateline follows; an agency's
 * credit, a line of stars or a wide gap stands before it; the first article began in the same way. */
#include "extract.h"
#include "utf8.h"

enum {
    NEAR = 8,      /* blocks in which a title is printed again */
    ENOUGH = 3,    /* points that make a beginning */
    LONG_WORD = 5, /* letters: no abbreviation */
    TITLE_WORDS = 3,
    BODY_MIN = 80, /* bytes of a paragraph that makes an article one */
};

static struct str text_of(const struct blocks *b, const struct block *k) {
    return str_sub(b->text, k->begin, k->end);
}

/* One or two words are rather the name below a letter than the title of a further article. */
static bool is_name_like(struct str s) {
    unsigned words = 1;
    for (size_t i = 0; i < s.n; i++) words += is_space(s.p[i]);
    return words < TITLE_WORDS;
}

/* Does a sentence end inside, behind a word too long for an abbreviation? Then it is no title. */
static bool has_sentence(struct str s) {
    size_t small = 0;
    for (size_t i = 0; i + 2 < s.n; i++) {
        if (s.p[i] == '.' && small >= LONG_WORD && is_space(s.p[i + 1]) && !is_space(s.p[i + 2]) &&
            (s.p[i + 2] < 'a' || s.p[i + 2] > 'z'))
            return true;
        small = s.p[i] >= 'a' && s.p[i] <= 'z' ? small + 1 : 0;
    }
    return false;
}

/* Like a title: short, no sentence's end, nothing else by its looks. */
static bool is_title_like(const struct blocks *b, const struct block *k) {
    struct str s = block_text(b, k);
    if (k->kind != ZONE_TITLE && k->kind != ZONE_HEADING && k->kind != ZONE_BODY) return false;
    bool far = k->far || k == b->list.v;
    return k->drop == RULE_NONE && far && s.n >= 8 && s.n < 220 && !extract_ends_sentence(s) &&
           !has_sentence(s);
}

/* PRISHTINË, 12 maj (KosovaPress) – … · BEOGRAD – … · ZAGREB (Hina) - …: a place in capitals, then a
 * dash. */
static bool has_dateline(struct str s) {
    size_t i = 0, capitals = 0, n = s.n < 80 ? s.n : 80;
    bool bracket = false;
    while (i < n) {
        size_t at = i;
        uint32_t c = utf8_next(s.p, &i);
        if (c == '(') bracket = true;
        if (c == ')') bracket = false;
        if (c == 0x2013 || c == 0x2014 || (c == '-' && at > 0 && s.p[at - 1] == ' '))
            return capitals >= 3;
        bool small = (c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x45F);
        bool capital = (c >= 'A' && c <= 'Z') || (c >= 0x400 && c <= 0x42F) || c == 0xCB ||
                       c == 0xC7 || c == 0x160 || c == 0x17D || c == 0x10C || c == 0x106 ||
                       c == 0x110;
        if (capital) capitals++;
        if (small && capitals < 3) return false;
        if (c == '.' && !bracket && capitals < 3) return false;
    }
    return false;
}

/* Is the block printed again soon, before the text has begun in earnest? */
static bool is_twin(const struct blocks *b, uint32_t i) {
    unsigned paragraphs = 0;
    for (uint32_t k = i + 1; k < b->list.n && k <= i + NEAR && paragraphs < 2; k++) {
        const struct block *o = &b->list.v[k];
        if (o->hash == b->list.v[i].hash) return true;
        paragraphs += o->kind == ZONE_BODY && o->end - o->begin > 2 * BODY_MIN;
    }
    return false;
}

static bool is_second_copy(const struct blocks *b, uint32_t i, uint32_t from) {
    uint32_t least = i > NEAR ? i - NEAR : 0;
    for (uint32_t k = i; k-- > least && k >= from;)
        if (b->list.v[k].hash == b->list.v[i].hash) return true;
    return false;
}

/* What follows the title: a byline, a date, a dateline; 0 when nothing of the kind. */
static unsigned head_points(const struct blocks *b, uint32_t i) {
    unsigned points = 0, seen = 0;
    for (uint32_t k = i + 1; k < b->list.n && seen < 3; k++, seen++) {
        const struct block *o = &b->list.v[k];
        if (o->kind == ZONE_BYLINE && o->drop == RULE_NONE) points |= 2;
        if (o->kind == ZONE_DATE) points |= 2;
        if (o->kind == ZONE_CAPTION || o->kind == ZONE_HEADING) points |= 1;
        if (o->kind == ZONE_BODY) return points | (has_dateline(text_of(b, o)) ? 2u : 0u);
    }
    return points;
}

/* How the article before ended: with a credit, a line of stars, a gap wider than others. */
static unsigned tail_points(const struct blocks *b, uint32_t i) {
    const struct block *before = &b->list.v[i - 1];
    struct str s = text_of(b, before);
    bool stars = s.n >= 3 && s.n <= 8 && (s.p[0] == '*' || s.p[0] == '#');
    unsigned points = extract_is_rule(s) || stars ? 2 : 0;
    if (before->kind == ZONE_BYLINE) points += 2;
    return points + (extract_gap(b, i) > 2 && !b->markdown);
}

/* The shape of a beginning: what stands between the title and the first paragraph, two bits a block,
 * with a bit for wide gaps. 0: nothing. */
enum { SHAPE_LINE = 1, SHAPE_CAPTION = 2, SHAPE_BYLINE = 3, SHAPE_WIDE = 1 << 15 };

static unsigned shape_of(const struct blocks *b, uint32_t i) {
    unsigned shape = 0, wide = 0;
    for (uint32_t k = i + 1; k < b->list.n && k <= i + 4; k++) {
        const struct block *o = &b->list.v[k];
        if (extract_gap(b, k) > 2) wide = SHAPE_WIDE;
        if (o->drop != RULE_NONE) continue;
        bool line = !extract_ends_sentence(text_of(b, o)) && o->end - o->begin < 400;
        if (o->kind == ZONE_CAPTION) shape = shape << 2 | SHAPE_CAPTION;
        else if (o->kind == ZONE_BYLINE || o->kind == ZONE_DATE) shape = shape << 2 | SHAPE_BYLINE;
        else if (line) shape = shape << 2 | SHAPE_LINE;
        else return shape ? shape | wide : 0;
    }
    return 0;
}

/* A Headline in the English Manner: nearly every word of many has a capital. */
static bool is_title_case(struct str s) {
    unsigned words = 0, capitals = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i && !is_space(s.p[i - 1])) continue;
        words++;
        capitals += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return words >= 6 && capitals * 10 >= words * 6;
}

static bool is_paragraph(const struct blocks *b, const struct block *k) {
    return k->kind == ZONE_BODY && k->drop == RULE_NONE && k->end - k->begin >= BODY_MIN &&
           extract_ends_sentence(text_of(b, k));
}

/* Does a paragraph follow soon? */
static bool has_body(const struct blocks *b, uint32_t i) {
    for (uint32_t k = i + 1; k < b->list.n && k <= i + 2 * NEAR; k++)
        if (is_paragraph(b, &b->list.v[k])) return true;
    return false;
}

/* In Markdown only headings of the first one's level can be titles. */
static bool is_of_level(const struct blocks *b, const struct block *k, const struct block *first) {
    return !b->markdown || (k->skip && k->skip == first->skip);
}

struct start {
    const struct block *title; /* NULL: the first article has none yet */
    unsigned shape;
    bool twin, title_case;
};

static struct start start_of(const struct blocks *b, uint32_t i) {
    const struct block *k = &b->list.v[i];
    return (struct start){k, shape_of(b, i), is_twin(b, i), is_title_case(block_text(b, k))};
}

static unsigned points_of(const struct blocks *b, uint32_t i, const struct start *first) {
    struct start s = start_of(b, i);
    unsigned points = head_points(b, i) + tail_points(b, i) + (s.twin ? 3 : 0);
    if (s.shape && s.shape == first->shape) points += s.shape & SHAPE_WIDE ? 2 : 1;
    return points + (s.title_case && first->title_case);
}

void extract_articles(struct blocks *b) {
    struct start first = {0};
    uint32_t from = 0;
    bool text = false; /* a paragraph since the last beginning */
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct block *k = &b->list.v[i];
        text = text || is_paragraph(b, k);
        if (!is_title_like(b, k) || !is_of_level(b, k, first.title ? first.title : k)) continue;
        if (is_second_copy(b, i, from) || !has_body(b, i)) continue;
        if (first.title == NULL) {
            first = start_of(b, i);
            text = false;
            continue;
        }
        if (!text || is_name_like(block_text(b, k))) continue;
        if (points_of(b, i, &first) < ENOUGH + (b->markdown ? 1u : 0u)) continue;
        k->starts_article = true;
        k->kind = ZONE_TITLE;
        from = i, text = false;
    }
}
