/* SPDX-License-Identifier: MIT */
/* See pattern.h. Names become nodes with an edge for each byte; pattern_states.c makes states of them. */
#include "pattern_nodes.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "case_forms.h"
#include "lower.h"
#include "spelling.h"
#include "translit.h"
#include "utf8.h"

enum { WORD_BYTES = 160, NODES_MAX = 1 << 20 };

struct pattern *pattern_new(void) {
    struct pattern *p = calloc(1, sizeof *p);
    if (p == NULL) return NULL;
    p->cap_nodes = p->cap_edges = 1024;
    p->nodes = calloc(p->cap_nodes, sizeof *p->nodes);
    p->edges = calloc(p->cap_edges, sizeof *p->edges);
    p->n_nodes = p->n_edges = 1;
    if (p->nodes && p->edges) return p;
    pattern_free(p);
    return NULL;
}

void pattern_free(struct pattern *p) {
    if (p == NULL) return;
    free(p->nodes);
    free(p->edges);
    free(p->step);
    free(p);
}

/* ---- names become nodes */

static uint32_t new_node(struct pattern *p) {
    if (p->n_nodes == p->cap_nodes) {
        uint32_t cap = p->cap_nodes * 2;
        struct node *to = cap <= NODES_MAX ? realloc(p->nodes, cap * sizeof *to) : NULL;
        if (to == NULL) {
            p->full = true;
            return 0;
        }
        p->nodes = to;
        p->cap_nodes = cap;
    }
    p->nodes[p->n_nodes] = (struct node){0, false};
    return p->n_nodes++;
}

static void add_edge(struct pattern *p, uint32_t from, uint8_t byte, uint32_t to) {
    for (uint32_t e = p->nodes[from].edges; e; e = p->edges[e].next)
        if (p->edges[e].byte == byte && p->edges[e].to == to) return;
    if (p->n_edges == p->cap_edges) {
        struct edge *more = realloc(p->edges, p->cap_edges * 2 * sizeof *more);
        if (more == NULL) {
            p->full = true;
            return;
        }
        p->edges = more;
        p->cap_edges *= 2;
    }
    p->edges[p->n_edges] = (struct edge){p->nodes[from].edges, to, byte};
    p->nodes[from].edges = p->n_edges++;
}

/* A way of bytes from one node to another. */
static void add_way(struct pattern *p, uint32_t from, struct str s, uint32_t to) {
    for (size_t i = 0; i + 1 < s.n && !p->full; i++) {
        uint32_t next = new_node(p);
        add_edge(p, from, (uint8_t)s.p[i], next);
        from = next;
    }
    if (s.n) add_edge(p, from, (uint8_t)s.p[s.n - 1], to);
}

enum capitals { CAPITALS_FIRST = 1, CAPITALS_ALL = 2 };

static struct str capital(struct str s, enum capitals which, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        bool first = i == 0;
        uint32_t c = utf8_next(s.p, &i);
        if (first || which == CAPITALS_ALL) c = (uint32_t)u_toupper((UChar32)c);
        n += utf8_put(out + n, c);
    }
    return (struct str){out, n};
}

/* č, and c with a combining caron. */
static struct str taken_apart(struct str s, char *out) {
    static const char *const rows[][2] = {{"č", "c\xCC\x8C"}, {"š", "s\xCC\x8C"},
                                          {"ž", "z\xCC\x8C"}, {"ć", "c\xCC\x81"},
                                          {"ç", "c\xCC\xA7"}, {"ë", "e\xCC\x88"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(s, rows[i][0])) {
            memcpy(out, rows[i][1], 3);
            return (struct str){out, 3};
        }
    return (struct str){out, 0};
}

static void add_cases(struct pattern *p, uint32_t from, struct str way, bool first, bool named,
                      uint32_t to) {
    char buffer[64];
    if (way.n == 0 || way.n > 16) return;
    if (!first || !named) add_way(p, from, way, to);
    add_way(p, from, capital(way, CAPITALS_ALL, buffer), to);
    if (first) add_way(p, from, capital(way, CAPITALS_FIRST, buffer), to);
}

/* One letter of a name in all its ways. `named`: the word has a capital. */
static void add_letter(struct pattern *p, uint32_t from, struct str letter, const char *ways,
                       bool first, bool named, uint32_t to) {
    char apart[8];
    struct str rest = ways ? str_of(ways) : letter, way;
    while (str_cut(&rest, ' ', &way)) {
        add_cases(p, from, way, first, named, to);
        add_cases(p, from, taken_apart(way, apart), first, named, to);
    }
}

/* A word being added: nodes at its letters. */
struct word {
    struct str text; /* small Latin letters */
    bool bare, named;
    uint32_t
        node[WORD_BYTES + 1]; /* by byte: where the letters up to it lead; 0: inside a letter */
    uint32_t child[512][3];   /* letters of endings: node, first bytes of the letter, child */
    unsigned children;
};

static uint32_t letter_key(struct str s) {
    uint32_t key = 0;
    memcpy(&key, s.p, s.n < sizeof key ? s.n : sizeof key);
    return key;
}

/* Where a letter of an ending leads from `node`. */
static uint32_t child_of(struct pattern *p, struct word *w, uint32_t node, struct str letter,
                         const char *ways) {
    uint32_t key = letter_key(letter);
    for (unsigned i = 0; i < w->children; i++)
        if (w->child[i][0] == node && w->child[i][1] == key) return w->child[i][2];
    uint32_t to = new_node(p);
    if (to) add_letter(p, node, letter, ways, false, w->named, to);
    if (to && w->children < 512) {
        uint32_t *row = w->child[w->children++];
        row[0] = node, row[1] = key, row[2] = to;
    }
    return to;
}

/* The word ends at `node`: the name does, or the next word begins behind what parts them. */
static void end_word(struct pattern *p, uint32_t node, uint32_t after) {
    static const char *const parts[] = {
        " ", "\n", "\r", "\t", "-", "\xC2\xA0", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93"};
    if (node == 0) return;
    if (after == 0) p->nodes[node].ends = true;
    for (size_t i = 0; after && i < sizeof parts / sizeof *parts; i++)
        add_way(p, node, str_of(parts[i]), after);
}

static size_t drop_letters(struct str s, unsigned letters) {
    size_t n = s.n;
    while (letters > 0 && n > 0) utf8_prev(s.p, &n), letters--;
    return n;
}

static void add_forms(struct pattern *p, struct word *w, enum lang lang, uint32_t after) {
    struct case_form forms[CASE_FORMS_MAX];
    unsigned n = case_forms(lang, w->text, forms);
    for (unsigned i = 0; i < n && !p->full; i++) {
        uint32_t node = w->node[drop_letters(w->text, forms[i].cut)];
        struct str add = str_of(forms[i].add);
        for (size_t at = 0; node && at < add.n;) {
            const char *ways;
            size_t k = spelling_letter(add, at, false, &ways);
            node = child_of(p, w, node, str_sub(add, at, at + k), ways);
            at += k;
        }
        if (node) end_word(p, node, after);
    }
}

/* A word from `from` on; `after` is where the next one begins, 0 behind the last. */
static void add_word(struct pattern *p, struct word *w, uint32_t from, uint32_t after) {
    uint32_t node = from;
    memset(w->node, 0, sizeof w->node);
    w->children = 0;
    for (size_t at = 0; at < w->text.n && !p->full;) {
        const char *ways;
        size_t k = spelling_letter(w->text, at, w->bare, &ways);
        uint32_t to = new_node(p);
        add_letter(p, node, str_sub(w->text, at, at + k), ways, at == 0, w->named, to);
        at += k;
        node = w->node[at] = to;
    }
    end_word(p, node, after);
    add_forms(p, w, LANG_SR, after);
    add_forms(p, w, LANG_SQ, after);
}

static bool is_part(char c) {
    return is_space(c) || c == '-';
}

/* The word of `latin`, made small. False: it is too long. */
static bool read_word(struct word *w, struct str latin, char *small) {
    struct shape shape;
    if (latin.n > WORD_BYTES / LOWER_GROWTH) return false;
    w->text = (struct str){small, lower(latin, small, &shape)};
    w->named = shape.first;
    w->bare = true;
    for (size_t k = 0; k < w->text.n; k++) w->bare &= (unsigned char)w->text.p[k] < 0x80;
    return true;
}

bool pattern_add(struct pattern *p, struct str name) {
    char latin[TRANSLIT_GROWTH * NAME_MAX_BYTES], small[WORD_BYTES];
    struct word *w = malloc(sizeof *w);
    uint32_t from = 0;
    unsigned words = 0;
    bool fine = name.n <= NAME_MAX_BYTES && w && has_letter(name);
    struct str text = {latin, fine ? translit_latin(name, latin) : 0};
    for (size_t i = 0; fine && i < text.n;) {
        while (i < text.n && is_part(text.p[i])) i++;
        size_t begin = i;
        while (i < text.n && !is_part(text.p[i])) i++;
        struct str word = str_sub(text, begin, i);
        while (i < text.n && is_part(text.p[i])) i++;
        if (word.n == 0) break;
        fine = read_word(w, word, small);
        uint32_t after = i < text.n && fine ? new_node(p) : 0;
        if (after) {
            add_edge(p, after, ' ', after);
            add_edge(p, after, '\n', after);
        }
        if (fine) add_word(p, w, from, after), words++;
        from = after;
    }
    if (words > p->words) p->words = words;
    free(w);
    return fine && words > 0 && !p->full;
}
