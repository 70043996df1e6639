/* SPDX-License-Identifier: MIT */
/* The end of a title that ran into the text: see boundary.h. */
#include "boundary_parts.h"
#include "letters.h"
#include "utf8.h"

enum { TITLE_WORDS = 20, TITLE_MIN = 2, REST_MIN = 12, HEAD = 24, BAG = 16, REST = 24 };

static bool is_end(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* The head, word by word. */
struct head {
    uint64_t stem[HEAD]; /* 0: too short to tell */
    bool capital[HEAD];
    unsigned n, verbs;
};

/* What the rest, up to its first full stop, has of the head. */
struct rest {
    unsigned words, verbs;
    unsigned again, names; /* words of the head, and those with a capital on both sides */
    unsigned first, last;  /* near: where the head's first and last word is; 0: it is not */
    bool early;            /* a name is among the first three words */
    bool next_again,
        next_begins; /* the rest's first word is in the head, with a capital; begins it */
};

static unsigned at_most(unsigned n, unsigned most) {
    return n < most ? n : most;
}

static size_t next_word(const struct boundary *b, size_t at, size_t end) {
    while (at < end && is_space(b->text.p[at])) at++;
    return at;
}

static struct head read_head(const struct boundary *b, struct features *f) {
    struct head h = {.n = 0};
    for (size_t at = b->begin; at < b->left && h.n < HEAD; h.n++) {
        struct word w = boundary_right(b, at);
        h.stem[h.n] = boundary_stem(b, &w);
        h.capital[h.n] = w.shape != SHAPE_SMALL;
        h.verbs += boundary_auxiliary(str_sub(b->text, w.begin, w.end));
        if (h.n < BAG) boundary_add(f, 100, w.tail, b->lang);
        if (h.n < BAG && w.shape == SHAPE_SMALL) boundary_add(f, 101, w.whole, 0);
        at = next_word(b, w.end, b->left);
    }
    return h;
}

static unsigned near(unsigned k) {
    return k < 3 ? 1 : k < 8 ? 2 : 3;
}

/* Word k of the rest: is it one of the head's? */
static void compare(struct rest *r, const struct head *h, uint64_t stem, bool capital, unsigned k) {
    unsigned i = 0;
    while (i < h->n && h->stem[i] != stem) i++;
    if (stem == 0 || i == h->n) return;
    r->again++;
    if (i == 0) r->first = near(k);
    if (i + 1 == h->n) r->last = near(k);
    if (k == 0) r->next_begins = i == 0;
    if (!capital || !h->capital[i]) return;
    r->names++;
    r->early |= k < 3;
    r->next_again |= k == 0;
}

static struct rest read_rest(const struct boundary *b, const struct head *h) {
    struct rest r = {.words = 0};
    for (size_t at = b->next; at < b->end && r.words < REST;) {
        struct word w = boundary_right(b, at);
        compare(&r, h, boundary_stem(b, &w), w.shape != SHAPE_SMALL, r.words);
        r.verbs += boundary_auxiliary(str_sub(b->text, w.begin, w.end));
        r.words++;
        if (is_end(w.behind)) break;
        at = next_word(b, w.end, b->end);
    }
    return r;
}

static void both_sides(const struct boundary *b, struct features *f) {
    struct head h = read_head(b, f);
    struct rest r = read_rest(b, &h);
    unsigned names = at_most(r.names, 3), again = at_most(r.again, 4);
    unsigned two = at_most(r.names, 2) * 8 + at_most(r.again, 3);
    unsigned verbs = at_most(r.verbs, 2) * 4 + at_most(h.verbs, 2);
    unsigned next = (unsigned)r.next_begins * 2 + r.next_again;
    boundary_add(f, 102, again, 0);
    boundary_add(f, 103, names, r.early);
    boundary_add(f, 104, again * 4 + names, b->lang);
    boundary_add(f, 105, verbs, 0);
    boundary_add(f, 106, boundary_bucket(r.words), 0);
    boundary_add(f, 107, boundary_bucket(r.words), verbs);
    boundary_add(f, 108, boundary_bucket(h.n), at_most(h.verbs, 2));
    boundary_add(f, 109, again, verbs);
    boundary_add(f, 110, next, at_most(r.again, 3));
    boundary_add(f, 111, next, at_most(r.verbs, 1));
    boundary_add(f, 112, r.first, two);
    boundary_add(f, 113, r.last, two);
}

/* Endings, shapes and marks of the words around, the next one's date lines among them. */
void boundary_title_features(const struct boundary *b, const struct around *a, struct features *f) {
    struct word w = a->last, w2 = a->before_last, n = a->next, n2 = a->second, n3 = a->third;
    struct word n4 = boundary_right(b, n3.end), first = boundary_right(b, b->begin);
    uint64_t shapes = (uint64_t)n.shape * 8 + n2.shape, of_next = a->known_next;
    uint64_t of_both = of_next * 8 + a->known_last * 2;
    uint64_t letters = at_most((unsigned)(first.end - first.begin), 7);
    both_sides(b, f);
    boundary_add(f, 120, n.last << 20 | w.last, of_next);
    boundary_add(f, 121, n.last_two, of_next);
    boundary_add(f, 122, w.last_two, of_next * 16 + n.shape);
    boundary_add(f, 123, n2.last_two, of_next);
    boundary_add(f, 124, w.last << 20 | n.last, (uint64_t)w.shape * 8 + n.shape);
    boundary_add(f, 125, w.last << 20 | w2.last, of_both);
    boundary_add(f, 126, n.last << 20 | n2.last, shapes);
    boundary_add(f, 127, (uint64_t)w.shape * 64 + w2.shape * 8 + n.shape, of_both);
    boundary_add(f, 128, boundary_known(b, &n2), of_both * 64 + shapes);
    boundary_add(f, 129, first.last_two, letters);
    boundary_add(f, 130, letters, of_next);
    boundary_add(f, 131, shapes * 8 + n3.shape, n.behind);
    boundary_add(f, 132, shapes, (uint64_t)n2.behind << 16 | n3.behind);
    boundary_add(f, 133, (uint64_t)n3.shape * 8 + n4.shape, (uint64_t)n4.before << 16 | n3.behind);
    boundary_add(f, 134, (uint64_t)first.behind << 8 | first.shape * 8 | n.shape, of_next);
}

/* The first letter behind opening marks. */
static uint32_t first_letter(struct str s, size_t i, size_t end) {
    while (i < end && is_open_mark(utf8_at(s.p, i))) utf8_next(s.p, &i);
    return i < end ? utf8_at(s.p, i) : 0;
}

/* A mark behind which no title ends: it goes on, or it is a sentence. */
static bool goes_on(uint32_t c) {
    return c == ',' || c == ';' || c == ':' || c == '-' || c == '(' || c == '/' || c == '&' ||
           is_dash(c) || is_end(c);
}

bool boundary_next_title(struct boundary *b) {
    struct str s = b->text;
    size_t i = b->next;
    unsigned words = 0;
    for (size_t k = b->begin; k < i; k++) words += is_space(s.p[k]) && !is_space(s.p[k + 1]);
    while (words < TITLE_WORDS) {
        while (i < b->end && !is_space(s.p[i])) i++;
        size_t left = i, last = i;
        while (i < b->end && is_space(s.p[i])) i++;
        words++;
        if (i + REST_MIN > b->end || left == b->begin) return false;
        uint32_t c = first_letter(s, i, b->end), mark = utf8_prev(s.p, &last);
        if (!is_upper(c)) continue;
        if (is_close_mark(mark) && last > b->begin) mark = utf8_prev(s.p, &last);
        bool initial = mark == '.' && last > b->begin &&
                       (last < b->begin + 2 || is_space(s.p[last - 2]));
        if (is_end(mark) && !initial) return false;
        if (words < TITLE_MIN || goes_on(mark)) continue;
        b->left = left, b->next = i;
        return true;
    }
    return false;
}

bool boundary_title(const struct model *m, struct boundary *b, int32_t margin) {
    struct boundary place = *b;
    int32_t best = margin;
    bool found = false;
    while (boundary_next_title(&place)) {
        int32_t score = boundary_score(m, &place, BOUNDARY_TITLE);
        if (score > best) best = score, *b = place, found = true;
    }
    return found;
}
