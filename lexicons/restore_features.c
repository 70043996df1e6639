/* SPDX-License-Identifier: MIT */
/* What the model sees of a candidate. Each feature is a hash of its kind and its parts; the kinds are
 * numbered here, and a change of any of them is a new version in stage.h. */
#include "restore_parts.h"

static uint64_t hash_bytes(uint64_t h, const char *p, size_t n) {
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 0x100000001b3u;
    return h ^ h >> 29;
}

enum { SEED = 0x5bd1 };

static uint64_t form_hash(const struct form *f) {
    return hash_bytes(SEED + f->albanian, f->low, f->n) | 1;
}

/* Albanian has a quarter of the model's rows for itself, so that its few texts are not drowned. */
static unsigned settle(const struct form *f, uint64_t *features, unsigned n) {
    enum { BIT = RESTORE_BITS - 2 };
    for (unsigned i = 0; i < n; i++) {
        uint64_t part = f->albanian ? 3 : (features[i] >> 32) % 3;
        features[i] = (features[i] & ~((uint64_t)3 << BIT)) | part << BIT;
    }
    return n;
}

/* Bytes of the last letters. */
static size_t end_of(const char *p, size_t n, unsigned letters) {
    size_t i = n;
    for (; letters > 0 && i > 0; letters--) {
        i--;
        while (i > 0 && ((unsigned char)p[i] & 0xC0) == 0x80) i--;
    }
    return n - i;
}

static uint64_t form_end(const struct form *f, unsigned letters) {
    size_t n = end_of(f->low, f->n, letters);
    return hash_bytes(SEED + 2 + f->albanian, f->low + f->n - n, n) | 1;
}

/* Up to `n` bytes from `from` on, with the border of the word as a byte of its own. */
static uint64_t window(const struct form *f, int from, int to, uint64_t h) {
    for (int i = from; i < to; i++) {
        unsigned char c = i < 0 || i >= f->n ? ' ' : (unsigned char)f->low[i];
        h = (h ^ c) * 0x100000001b3u;
        if (i >= f->n) break;
    }
    return h ^ h >> 29;
}

unsigned letter_features(const struct form *f, unsigned place, unsigned choice, uint64_t *out) {
    static const int8_t span[LETTER_FEATURES][2] = {{-1, 2}, {-2, 3}, {-3, 4},
                                                    {-4, 1}, {0, 5},  {-2, 6}};
    int at = f->place[place];
    uint64_t h = feature_mix(100 + choice, f->albanian ? 7 : f->capital ? 5 : 3);
    for (unsigned i = 0; i < LETTER_FEATURES; i++)
        out[i] = window(f, at + span[i][0], at + span[i][1], feature_mix(h, i));
    return settle(f, out, LETTER_FEATURES);
}

static unsigned count_marks(uint64_t choices) {
    unsigned n = 0;
    for (; choices; choices >>= 2) n += (choices & 3) != 0;
    return n > 3 ? 3 : n;
}

unsigned static_features(const struct form *f, enum variety variety, const struct candidates *all,
                         struct candidate *c, bool memory, uint64_t *out) {
    char text[2 * FORM_BYTES];
    unsigned n = 0;
    size_t len = form_write(f, c->choices, text);
    c->hash = hash_bytes(SEED + f->albanian, text, len) | 1;
    uint64_t shape = f->capitals ? 2 : f->capital;
    uint64_t stands = (uint64_t)all->v[0].known << 1 | all->english;
    uint64_t known = feature_mix(feature_mix(1, c->known | (uint64_t)(c->choices == 0) << 3),
                                 stands << 2 | shape);
    out[n++] = feature_mix(known, f->albanian);
    out[n++] = feature_mix(feature_mix(2, count_marks(c->choices)), f->albanian | shape << 1);
    out[n++] = feature_mix(feature_mix(3, c->known),
                           (uint64_t)(c->choices == 0) << 1 | f->albanian);
    for (unsigned k = 2; k < 6; k++) {
        size_t end = end_of(text, len, k);
        out[n++] = hash_bytes(feature_mix(2 + k, f->albanian | (uint64_t)(c->known != 0) << 1),
                              text + len - end, end);
    }
    if (f->albanian) {
        uint64_t paradigm = feature_mix(feature_mix(8, c->paradigm), c->known);
        size_t end = end_of(text, len, 2);
        out[n++] = feature_mix(paradigm, c->choices == 0);
        out[n++] = hash_bytes(feature_mix(paradigm, 9), text + len - end, end);
    }
    for (unsigned k = 0; k < f->n_places; k++)
        n += letter_features(f, k, choice_at(c->choices, k), out + n);
    if (!memory) return settle(f, out, n);
    out[n++] = feature_mix(10, c->hash);
    out[n++] = feature_mix(feature_mix(11, c->hash), variety);
    out[n++] = feature_mix(feature_mix(12, c->hash), shape);
    return settle(f, out, n);
}

static void read_number(struct row *row, size_t digits, bool apart) {
    *row = (struct row){.form.other = true, .apart = apart};
    row->decided = row->hash = row->end[0] = row->end[1] = 2 * digits;
    row->c.n = 1;
}

void row_read(struct row *row, enum variety variety, struct str word, bool apart) {
    if (word.n && is_digit(word.p[0])) {
        read_number(row, word.n, apart);
        return;
    }
    form_read(&row->form, variety, word);
    row->apart = apart;
    row->decided = row->hash = form_hash(&row->form);
    row->end[0] = form_end(&row->form, 2);
    row->end[1] = form_end(&row->form, 3);
}

unsigned context_features(const struct row *rows, size_t i, size_t n, const struct candidate *c,
                          uint64_t *out) {
    static const struct row none;
    const struct row *left = i > 0 && !rows[i].apart ? &rows[i - 1] : &none;
    const struct row *before = i > 1 && !left->apart && left->hash ? &rows[i - 2] : &none;
    const struct row *right = i + 1 < n && !rows[i + 1].apart ? &rows[i + 1] : &none;
    const struct row *behind = i + 2 < n && right->hash && !rows[i + 2].apart ? &rows[i + 2]
                                                                              : &none;
    const struct form *f = &rows[i].form;
    uint64_t end = rows[i].end[1] + c->choices;
    unsigned k = 0;
    out[k++] = feature_mix(feature_mix(20, c->hash), left->decided);
    out[k++] = feature_mix(feature_mix(21, c->hash), right->hash);
    out[k++] = feature_mix(feature_mix(22, c->hash), left->end[1]);
    out[k++] = feature_mix(feature_mix(23, c->hash), right->end[0]);
    out[k++] = feature_mix(feature_mix(24, c->hash), right->end[1]);
    out[k++] = feature_mix(feature_mix(25, end), left->decided);
    out[k++] = feature_mix(feature_mix(26, end), right->hash);
    out[k++] = feature_mix(feature_mix(27, end), left->end[1]);
    if (!f->albanian) return settle(f, out, k);
    out[k++] = feature_mix(feature_mix(29, c->hash), before->hash);
    out[k++] = feature_mix(feature_mix(30, c->hash), feature_mix(before->hash, left->decided));
    out[k++] = feature_mix(feature_mix(31, c->hash), feature_mix(right->hash, behind->end[0]));
    out[k++] = feature_mix(feature_mix(33, c->hash), feature_mix(left->end[0], right->hash));
    out[k++] = feature_mix(feature_mix(34, c->hash), right->c.kind);
    out[k++] = feature_mix(feature_mix(35, c->hash), feature_mix(right->hash, behind->c.kind));
    out[k++] = feature_mix(feature_mix(36, c->hash), feature_mix(right->c.kind, right->end[0]));
    out[k++] = feature_mix(feature_mix(37, end), left->c.kind);
    out[k++] = feature_mix(feature_mix(38, c->hash), left->c.kind);
    out[k++] = feature_mix(feature_mix(39, c->hash), feature_mix(left->c.kind, right->hash));
    out[k++] = feature_mix(feature_mix(40, c->hash), feature_mix(left->c.kind, right->c.kind));
    return settle(f, out, k);
}
