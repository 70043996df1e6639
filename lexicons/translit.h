/* SPDX-License-Identifier: MIT */
/* Serbian text from one script to the other. What is in the wanted script already stays as it is.
 * State-free: cut long text behind white space, so that no word is torn. */
#ifndef IBER_TRANSLIT_H
#define IBER_TRANSLIT_H

#include <stdint.h>

#include "str.h"

enum { TRANSLIT_GROWTH = 2 }; /* the result is at most so many times as long */

/* Writes to `out` (TRANSLIT_GROWTH * s.n bytes of room) and returns the length. `s` need not be valid
 * UTF-8: bytes that are none are copied. */
size_t translit_latin(struct str s, char *out);

/* The way to Cyrillic: read-only once it is set up (translit_automaton.c). A step is what a byte does in
 * a state: bits 0–15 the two bytes to write · 16–17 how many of them count · 18–19 bytes to go back
 * first · 21 the walk stops · 22 for nj or dž · 24–31 the next state. */
enum { TRANSLIT_STATES = 128, STEP_ADD = 16, STEP_BACK = 18, STEP_NEXT = 24 };
enum { STEP_STOP = 1 << 21, STEP_PAIR = 1 << 22 };
struct translit {
    uint32_t step[TRANSLIT_STATES][256];
    unsigned states;
};

void translit_setup(struct translit *t);

/* As translit_latin(). Left in Latin: addresses, @handles, #tags, Roman numerals, codes (mp3), units
 * behind a number, words with letters that Serbian has not. */
size_t translit_cyrillic(const struct translit *t, struct str s, char *out);

/* The same for two texts at once, with their lengths in `n`: faster than one after the other. */
void translit_cyrillic_two(const struct translit *t, const struct str s[2], char *const out[2],
                           size_t n[2]);

#endif
