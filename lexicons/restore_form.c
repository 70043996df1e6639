/* SPDX-License-Identifier: MIT */
/* Words as restore_parts.h sees them: where marks may stand, and which. */
#include "letters.h"
#include "lower.h"
#include "restore_parts.h"
#include "utf8.h"

/* Letters without marks, and what they may be. đ is written dj, or d: there the j stays. */
static const struct {
    char plain;
    bool albanian;
    const char *marked[2];
} rows[] = {
    {'c', false, {"č", "ć"}}, {'s', false, {"š", NULL}}, {'z', false, {"ž", NULL}},
    {'d', false, {"đ", "đ"}}, {'c', true, {"ç", NULL}},  {'e', true, {"ë", NULL}},
};
enum { ROWS = sizeof rows / sizeof *rows };

const char *form_letter(const struct form *f, size_t at, unsigned choice, unsigned *takes) {
    for (unsigned i = 0; i < ROWS && choice > 0 && choice < 3; i++) {
        if (rows[i].plain != f->low[at] || rows[i].albanian != f->albanian) continue;
        bool dj = f->low[at] == 'd' && choice == 1;
        if (dj && (at + 1 >= f->n || f->low[at + 1] != 'j')) return NULL;
        *takes = dj ? 2 : 1;
        return rows[i].marked[choice - 1];
    }
    return NULL;
}

static bool is_place(char c, bool albanian) {
    return albanian ? c == 'c' || c == 'e' : c == 'c' || c == 's' || c == 'z' || c == 'd';
}

static bool is_marked(const char *p, bool albanian) {
    for (unsigned i = 0; i < ROWS; i++)
        for (unsigned k = 0; k < 2; k++)
            if (rows[i].albanian == albanian && rows[i].marked[k] &&
                memcmp(p, rows[i].marked[k], 2) == 0)
                return true;
    return false;
}

bool form_read(struct form *f, enum variety variety, struct str word) {
    char small[LOWER_GROWTH * FORM_BYTES];
    struct shape shape;
    *f = (struct form){.albanian = variety == VARIETY_SQ, .other = true};
    if (word.n == 0 || word.n > FORM_BYTES) return false;
    struct str low = {small, lower(word, small, &shape)};
    if (low.n > FORM_BYTES || shape.others > 0) return false;
    memcpy(f->low, low.p, low.n);
    f->n = (uint8_t)low.n;
    f->capital = shape.first;
    f->capitals = shape.capitals == shape.letters && shape.letters > 1;
    f->other = false;
    for (size_t i = 0; i < low.n && f->n_places < PLACES;) {
        if ((unsigned char)low.p[i] < 0x80) {
            if (is_place(low.p[i], f->albanian)) f->place[f->n_places++] = (uint8_t)i;
            i++;
        } else if (is_marked(low.p + i, f->albanian)) {
            f->marked = true;
            f->whole |= !f->albanian || memcmp(low.p + i, "ë", 2) == 0;
            i += 2;
        } else {
            utf8_next(low.p, &i);
            f->other = true;
        }
    }
    return !f->other;
}

size_t form_strip(const struct form *f, bool dj, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        if ((unsigned char)f->low[i] < 0x80) {
            out[n++] = f->low[i];
            continue;
        }
        for (unsigned k = 0; k < ROWS; k++) {
            const char *const *m = rows[k].marked;
            if (rows[k].albanian != f->albanian ||
                (memcmp(m[0], f->low + i, 2) != 0 && (!m[1] || memcmp(m[1], f->low + i, 2) != 0)))
                continue;
            out[n++] = rows[k].plain;
            if (dj && rows[k].plain == 'd') out[n++] = 'j';
        }
        i++;
    }
    return n;
}

size_t form_write(const struct form *f, uint64_t choices, char *out) {
    size_t n = 0, from = 0;
    for (unsigned k = 0; k < f->n_places; k++) {
        unsigned takes, choice = choice_at(choices, k);
        const char *letter = choice ? form_letter(f, f->place[k], choice, &takes) : NULL;
        if (letter == NULL) continue;
        memcpy(out + n, f->low + from, f->place[k] - from);
        n += f->place[k] - from;
        memcpy(out + n, letter, 2);
        n += 2;
        from = f->place[k] + takes;
    }
    memcpy(out + n, f->low + from, f->n - from);
    return n + f->n - from;
}

bool form_choices(const struct form *f, struct str small, uint64_t *choices) {
    size_t at = 0, i = 0;
    unsigned k = 0;
    *choices = 0;
    while (at < f->n && i < small.n) {
        while (k < f->n_places && f->place[k] < at) k++;
        if (f->low[at] == small.p[i]) {
            at++, i++;
            continue;
        }
        unsigned takes = 0, c = 0;
        const char *letter = NULL;
        if (k < f->n_places && f->place[k] == at && i + 1 < small.n)
            for (c = 1; c < 3; c++)
                if ((letter = form_letter(f, at, c, &takes)) && memcmp(letter, small.p + i, 2) == 0)
                    break;
        if (letter == NULL || c == 3) return false;
        *choices |= (uint64_t)c << 2 * k;
        at += takes, i += 2;
    }
    return at == f->n && i == small.n;
}
