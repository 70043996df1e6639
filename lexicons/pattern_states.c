/* SPDX-License-Identifier: MIT */
/* See pattern.h. A state is a set of nodes. Behind every byte that is no letter the root (where all
 * names begin) is in the set: that is how a match can begin at each word. */
#include "pattern_nodes.h"

#include <stdlib.h>
#include <xxhash.h>

#include "letters.h"
#include "utf8.h"

enum { STATES_MAX = 0x7FFF, SLOTS = 1 << 17 };
enum { MATCH = 0x8000 }; /* in a step: a match ends before this byte */

struct set {     /* of nodes, sorted */
    uint32_t *v; /* owned by the subsets */
    uint32_t n;
};

struct subsets {
    struct pattern *p;
    struct set sets[STATES_MAX];
    uint32_t slots[SLOTS]; /* state + 1, by hash of its set */
    struct edge *moves;    /* of the state at hand: byte and target, sorted */
    uint32_t n_moves, cap_moves;
    uint32_t *target; /* the set being looked for */
    uint32_t cap_target;
    uint32_t cap_steps;
};

static bool is_letter_byte(unsigned c) {
    if (c < 0x80) return is_ascii_alpha((char)c) || is_digit((char)c) || c == '_';
    return c < 0xC0 || (c >= 0xC3 && c <= 0xE1);
}

static bool is_continuation(unsigned c) {
    return c >= 0x80 && c < 0xC0;
}

/* The state of these nodes; a new one when there is none. UINT32_MAX: too many, or no memory. */
static uint32_t state_of(struct subsets *s, const uint32_t *v, uint32_t n) {
    uint32_t slot = (uint32_t)XXH3_64bits(v, n * sizeof *v) & (SLOTS - 1);
    for (; s->slots[slot]; slot = (slot + 1) & (SLOTS - 1)) {
        const struct set *x = &s->sets[s->slots[slot] - 1];
        if (x->n == n && (n == 0 || memcmp(x->v, v, n * sizeof *v) == 0)) return s->slots[slot] - 1;
    }
    struct pattern *p = s->p;
    if (p->n_states == STATES_MAX) return UINT32_MAX;
    if (p->n_states == s->cap_steps) {
        s->cap_steps = s->cap_steps ? s->cap_steps * 2 : 64;
        uint16_t(*more)[256] = realloc(p->step, s->cap_steps * sizeof *more);
        if (more == NULL) return UINT32_MAX;
        p->step = more;
    }
    struct set *x = &s->sets[p->n_states];
    x->v = malloc((n + 1) * sizeof *v);
    if (x->v == NULL) return UINT32_MAX;
    memcpy(x->v, v, n * sizeof *v);
    x->n = n;
    s->slots[slot] = ++p->n_states;
    return p->n_states - 1;
}

static int by_byte(const void *a, const void *b) {
    const struct edge *x = a, *y = b;
    if (x->byte != y->byte) return x->byte < y->byte ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* All edges out of a state, sorted. */
static bool find_moves(struct subsets *s, const struct set *x) {
    const struct pattern *p = s->p;
    s->n_moves = 0;
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t e = p->nodes[x->v[i]].edges; e; e = p->edges[e].next) {
            if (s->n_moves == s->cap_moves) {
                s->cap_moves = s->cap_moves ? s->cap_moves * 2 : 256;
                struct edge *more = realloc(s->moves, s->cap_moves * sizeof *more);
                uint32_t *wide = more ? realloc(s->target, (s->cap_moves + 1) * sizeof *wide)
                                      : NULL;
                if (more) s->moves = more;
                if (wide == NULL) return false;
                s->target = wide;
            }
            s->moves[s->n_moves++] = p->edges[e];
        }
    qsort(s->moves, s->n_moves, sizeof *s->moves, by_byte);
    return true;
}

/* Steps of one state. */
static bool make_steps(struct subsets *s, uint32_t state) {
    struct set x = s->sets[state];
    bool roots = x.n && x.v[0] == 0, ends = false;
    for (uint32_t i = 0; i < x.n; i++) ends |= s->p->nodes[x.v[i]].ends;
    if (!find_moves(s, &x)) return false;
    uint32_t at = 0, root = 0;
    for (unsigned c = 0; c < 256; c++) {
        uint32_t n = 0;
        bool border = !is_letter_byte(c), begins = border || (roots && is_continuation(c));
        uint32_t *v = s->n_moves ? s->target : &root;
        if (begins) v[n++] = 0;
        for (; at < s->n_moves && s->moves[at].byte == c; at++)
            if (n == 0 || v[n - 1] != s->moves[at].to) v[n++] = s->moves[at].to;
        uint32_t to = state_of(s, v, n);
        if (to == UINT32_MAX) return false;
        s->p->step[state][c] = (uint16_t)(to | (border && ends ? MATCH : 0));
    }
    return true;
}

bool pattern_compile(struct pattern *p) {
    struct subsets *s = calloc(1, sizeof *s);
    const uint32_t root = 0;
    bool fine = s != NULL && !p->full;
    if (s) s->p = p;
    fine = fine && state_of(s, &root, 1) == 0;
    for (uint32_t i = 0; fine && i < p->n_states; i++) fine = make_steps(s, i);
    for (uint32_t i = 0; s && i < p->n_states; i++) free(s->sets[i].v);
    if (s) {
        free(s->moves);
        free(s->target);
    }
    free(s);
    return fine;
}

/* ---- text */

/* Does a name begin at p[0] and end at p[n)? */
static bool matches(const struct pattern *p, uint32_t node, const char *s, size_t n) {
    if (n == 0) return p->nodes[node].ends;
    for (uint32_t e = p->nodes[node].edges; e; e = p->edges[e].next)
        if (p->edges[e].byte == (uint8_t)s[0] && matches(p, p->edges[e].to, s + 1, n - 1))
            return true;
    return false;
}

static bool word_begins(struct str text, size_t at, size_t least) {
    if (!is_letter_byte((unsigned char)text.p[at])) return false;
    if (is_continuation((unsigned char)text.p[at])) return false;
    if (at == least) return true;
    size_t before = at;
    uint32_t c = utf8_prev(text.p, &before);
    return !is_word(c) && c != '_';
}

/* Where the match that ends at `end` begins: as far back as the words of a name reach. */
static size_t begin_of(const struct pattern *p, struct str text, size_t end, size_t least) {
    size_t begin = end;
    unsigned words = 0;
    for (size_t at = end; at > least && words < p->words + 1 && end - at < 4 * NAME_MAX_BYTES;) {
        at--;
        if (!word_begins(text, at, least)) continue;
        words++;
        if (matches(p, 0, text.p + at, end - at)) begin = at;
    }
    return begin;
}

bool pattern_next(const struct pattern *p, struct str text, size_t *from, struct pattern_match *m) {
    uint32_t state = 0;
    size_t i = *from;
    bool found = false;
    for (; i <= text.n; i++) {
        uint16_t step = p->step[state][i < text.n ? (unsigned char)text.p[i] : '\n'];
        if (step & MATCH) {
            size_t begin = begin_of(p, text, i, *from);
            if (begin < i && (!found || begin <= m->begin)) {
                *m = (struct pattern_match){begin, i};
                found = true;
            }
        }
        state = step & ~(unsigned)MATCH;
        if (found && (state == 0 || i - m->end > NAME_MAX_BYTES)) break;
    }
    *from = found ? m->end : text.n;
    return found;
}
