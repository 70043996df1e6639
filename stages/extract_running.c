/* SPDX-License-Identifier: MIT */
/* Running heads and feet: the line that stands on each page of a PDF, mostly with the page's number.
 * One line proves nothing; three that differ in their number alone do. */
#include "extract.h"

enum { LINE_MAX = 100, LINE_MIN = 4, NAME_MIN = 12, COPIES = 3 };

struct head {
    uint64_t hash;     /* of the line without its number */
    uint32_t numbered; /* lines with a number at an end */
    uint32_t plain;
};

static bool is_line(const struct blocks *b, const struct block *k) {
    struct str s = block_text(b, k);
    bool kind = k->kind == ZONE_TITLE || k->kind == ZONE_HEADING || k->kind == ZONE_BODY;
    return kind && k->drop == RULE_NONE && k->far && k->skip == 0 && s.n >= LINE_MIN &&
           s.n <= LINE_MAX && !memchr(s.p, '\t', s.n) && !extract_ends_sentence(s);
}

static bool is_rule_mark(char c) {
    return c == '|' || c == '-' || c == '/' || c == ' ';
}

/* The line without the page's number: "12 | Annual report", "Annual report 12". A number with a full
 * stop is a section's. */
static struct str without_number(struct str s, bool *numbered) {
    size_t from = 0, to = s.n;
    while (from < s.n && is_digit(s.p[from])) from++;
    if (from > 4 || (from < s.n && !is_rule_mark(s.p[from]))) from = 0;
    while (to > from && is_digit(s.p[to - 1])) to--;
    if (s.n - to > 4 || (to > 0 && !is_rule_mark(s.p[to - 1]))) to = s.n;
    *numbered = from > 0 || to < s.n;
    while (from < to && is_rule_mark(s.p[from])) from++;
    while (to > from && is_rule_mark(s.p[to - 1])) to--;
    return str_sub(s, from, to);
}

/* The line's key, and whether it has a number. Short names with a number are headings: Neni 5. */
static uint64_t key_of(const struct blocks *b, const struct block *k, bool *numbered) {
    struct str s = block_text(b, k), name = without_number(s, numbered);
    if (name.n < NAME_MIN || !memchr(name.p, ' ', name.n)) *numbered = false, name = s;
    return extract_hash(name);
}

static struct head *find(struct head *table, uint32_t size, uint64_t hash) {
    uint32_t at = (uint32_t)hash & (size - 1);
    while ((table[at].numbered || table[at].plain) && table[at].hash != hash)
        at = (at + 1) & (size - 1);
    table[at].hash = hash;
    return &table[at];
}

static bool beside_page_number(const struct blocks *b, uint32_t i) {
    const struct block *k = &b->list.v[i];
    return (i && k[-1].drop == RULE_FURNITURE) ||
           (i + 1 < b->list.n && k[1].drop == RULE_FURNITURE);
}

void extract_running(struct blocks *b) {
    uint32_t size = 64;
    bool numbered;
    if (b->list.n < 4 * COPIES) return;
    while (size < b->list.n * 2) size *= 2;
    struct head *table = arena_alloc(b->doc->arena, size * sizeof *table);
    memset(table, 0, size * sizeof *table);
    for (uint32_t i = 0; i < b->list.n; i++) {
        if (!is_line(b, &b->list.v[i])) continue;
        struct head *h = find(table, size, key_of(b, &b->list.v[i], &numbered));
        if (numbered) h->numbered++;
        else h->plain++;
    }
    for (uint32_t i = 0; i < b->list.n; i++) {
        struct block *k = &b->list.v[i];
        if (!is_line(b, k)) continue;
        const struct head *h = find(table, size, key_of(b, k, &numbered));
        bool runs = numbered ? h->numbered + h->plain >= COPIES && h->numbered > 1
                             : h->plain >= COPIES && beside_page_number(b, i);
        if (!runs) continue;
        k->drop = RULE_FURNITURE;
        k->kind = ZONE_FURNITURE;
    }
}
