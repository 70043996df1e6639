/* SPDX-License-Identifier: MIT */
/* Words as the language model sees them: letters in lower case, and the features that they give. One
 * place for the stage that asks the model and the trainer that makes it. The features of a word: the
 * word itself, its letters three and four in a row with the edges of the word, and each letter that
 * not all languages of its script have (after Cavnar & Trenkle 1994; hashed as in McCandless' CLD2). */
#ifndef IBER_WORD_LETTERS_H
#define IBER_WORD_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"
#include "utf8.h"

enum { IN_LATIN, IN_CYRILLIC, IN_OTHER, SCRIPTS };

enum {
    WORD_LETTERS = 24, /* a longer word is known by its beginning */
    WORD_BYTES = 1000, /* no word is longer: scripts without spaces */
    WORD_FEATURES = 1 + 3 * WORD_LETTERS + 2,
    WORD_EDGE = 1, /* stands before the first letter and behind the last */
};

struct word {
    uint32_t end; /* the byte behind it */
    uint32_t n;   /* of `letter`, without the edges */
    uint32_t letters[SCRIPTS];
    uint32_t greek;      /* of the other letters */
    bool upper, capital; /* all letters are upper case; the first is */
    uint16_t letter[WORD_LETTERS + 2];
};

/* The lower case of a Latin or Cyrillic letter behind U+007F. */
static inline uint32_t lower_marked(uint32_t c) {
    if (c < 0xDF) return c >= 0xC0 && c != 0xD7 ? c + 32 : c;
    if (c < 0x100) return c;
    if (c < 0x250) {
        if (c == 0x130) return 'i';
        if (c == 0x178) return 0xFF;
        if (c == 0x18F) return 0x259;
        bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ||
                            (c >= 0x1CD && c <= 0x1DC);
        if (c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F) return c;
        return odd_is_upper ? c + (c & 1) : c | 1;
    }
    if (c < 0x400) return c;
    if (c < 0x410) return c + 80;
    if (c < 0x430) return c + 32;
    return (c >= 0x460 && c < 0x500) || (c >= 0x1E00 && c < 0x1F00) ? c | 1 : c;
}

/* Is `c`, behind U+007F, a letter, and of which script? -1: none; SCRIPTS: a mark on a letter. */
static inline int letter_kind(uint32_t c) {
    if (c < 0xC0) return -1;
    if (c < 0x250) return c == 0xD7 || c == 0xF7 ? -1 : IN_LATIN;
    if (c < 0x2B0) return IN_LATIN;
    if (c < 0x300) return -1;
    if (c < 0x370) return SCRIPTS;
    if (c < 0x400) return c == 0x37E || c == 0x387 ? -1 : IN_OTHER;
    if (c < 0x530) return c == 0x482 ? -1 : c >= 0x483 && c < 0x48A ? SCRIPTS : IN_CYRILLIC;
    if (c < 0x1E00) return c >= 0x1D00 && c < 0x1DC0 ? IN_LATIN : IN_OTHER;
    if (c < 0x1F00) return IN_LATIN;
    if (c < 0x2000) return IN_OTHER;
    if (c < 0x2C00 || (c >= 0x3000 && c < 0x3040) || (c >= 0xD800 && c < 0xF900)) return -1;
    if (c >= 0xFE00 && c < 0xFE70 && (c < 0xFE30 || c > 0xFE4F)) return SCRIPTS;
    if ((c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF21)) return -1;
    if (c >= 0xFFF0 && c < 0x10000) return -1;
    if (c >= 0x1D000 && c < 0x20000) return -1;
    return c < 0xE0000 ? IN_OTHER : -1;
}

static inline void word_letter(struct word *w, uint32_t c) {
    if (w->n < WORD_LETTERS) w->letter[++w->n] = (uint16_t)c;
}

/* Takes in the letters a-z at p[i..end) and returns where they end. */
static inline uint32_t word_ascii(struct word *w, const char *p, uint32_t i, uint32_t end) {
    uint32_t begin = i;
    unsigned lower = 0;
    for (; i < end; i++) {
        unsigned b = (unsigned char)p[i], l = b | 0x20;
        if (l - 'a' > 'z' - 'a') break;
        lower |= b;
        word_letter(w, l);
    }
    w->letters[IN_LATIN] += i - begin;
    if (lower & 0x20) w->upper = false;
    return i;
}

/* Reads the word at p[i]; false when there is no letter. */
static inline bool word_read(struct word *w, const char *p, uint32_t i, uint32_t end) {
    w->n = w->greek = 0;
    w->letters[0] = w->letters[1] = w->letters[2] = 0;
    w->upper = true, w->capital = p[i] >= 'A' && p[i] <= 'Z';
    w->letter[0] = WORD_EDGE;
    uint32_t begin = i;
    while ((i = word_ascii(w, p, i, end)) < end && (unsigned char)p[i] >= 0x80) {
        size_t next = i;
        uint32_t c = utf8_next(p, &next);
        int kind = letter_kind(c);
        if (kind < 0 || (kind == SCRIPTS && i == begin)) break;
        if (kind != SCRIPTS) {
            uint32_t l = lower_marked(c);
            if (c == l) w->upper = false;
            else if (i == begin) w->capital = true;
            w->letters[kind]++;
            w->greek += (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000);
            word_letter(w, l);
        }
        i = (uint32_t)next;
        if (i - begin > WORD_BYTES) break;
    }
    w->end = i;
    w->letter[w->n + 1] = WORD_EDGE;
    return i > begin;
}

/* The same, but that only its end and the numbers of letters are wanted. */
static inline bool word_pass(struct word *w, const char *p, uint32_t i, uint32_t end) {
    uint32_t begin = i;
    w->greek = 0;
    w->letters[0] = w->letters[1] = w->letters[2] = 0;
    while (true) {
        uint32_t from = i;
        while (i < end && ((unsigned char)p[i] | 0x20u) - 'a' <= 'z' - 'a') i++;
        w->letters[IN_LATIN] += i - from;
        if (i >= end || (unsigned char)p[i] < 0x80) break;
        size_t next = i;
        uint32_t c = utf8_next(p, &next);
        int kind = letter_kind(c);
        if (kind < 0 || (kind == SCRIPTS && i == begin)) break;
        if (kind != SCRIPTS) {
            w->letters[kind]++;
            w->greek += (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000);
        }
        i = (uint32_t)next;
        if (i - begin > WORD_BYTES) break;
    }
    w->end = i;
    return i > begin;
}

static inline uint32_t word_hash(uint64_t key) {
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> 32);
}

/* Does not every alphabet of its script have the letter? */
static inline bool letter_telling(uint32_t c) {
    return c >= 0x80 && !(c >= 0x430 && c < 0x449 && c != 0x439);
}

/* Features of a word in Latin or Cyrillic letters; returns how many. */
static inline unsigned word_features(const struct word *w, uint32_t out[WORD_FEATURES]) {
    enum { LETTER = 11 }; /* bits: letters behind U+07FF (ẹ, ạ) share */
    const uint64_t three = ((uint64_t)1 << 3 * LETTER) - 1, four = ((uint64_t)1 << 4 * LETTER) - 1;
    uint64_t row = WORD_EDGE, all = 0;
    unsigned n = 1;
    for (uint32_t i = 1; i <= w->n + 1; i++) {
        uint64_t c = w->letter[i] & ((1u << LETTER) - 1);
        row = row << LETTER | c;
        all = (all ^ c) * 0xD6E8FEB86659FD93u;
        if (letter_telling(w->letter[i])) out[n++] = word_hash(c);
        if (i >= 2) out[n++] = word_hash((row & three) | (uint64_t)3 << 60);
        if (i >= 3) out[n++] = word_hash((row & four) | (uint64_t)1 << 61);
    }
    out[0] = word_hash(all);
    return n;
}

#endif
