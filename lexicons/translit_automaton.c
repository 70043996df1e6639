/* SPDX-License-Identifier: MIT */
/* The automaton of translit_cyrillic.c: what a byte of a plain word becomes depends on the bytes
 * before it in that word. A state is what they were: nothing yet, l n d (small or capital), the first
 * byte of č ć đ š ž, a full stop, or the beginning of a foreign word. */
#include "translit.h"
#include "translit_words.h"

enum {
    START,
    WORD,
    L,
    L_LARGE,
    N,
    N_LARGE,
    D,
    D_LARGE,
    C4, /* the lead byte of č ć đ inside a word, */
    C4_FIRST,
    C5, /* of š ž inside, */
    C5_FIRST,
    C5_D, /* behind d */
    C5_D_LARGE,
    STOP,   /* behind . and : */
    FOREIGN /* and all from here on: a foreign word so far */
};

/* A Cyrillic letter as the two bytes that stand in memory. */
static uint16_t letter(unsigned c) {
    const unsigned char p[2] = {(unsigned char)(0xC0 | c >> 6), (unsigned char)(0x80 | (c & 0x3F))};
    uint16_t two;
    memcpy(&two, p, sizeof two);
    return two;
}

/* The letter of a b v … of one byte, 0: q w x y. */
static uint16_t plain_letter(char c, bool large) {
    static const char from[] = "abvgdezijklmnoprstufhc";
    static const uint16_t small[] = {0x430, 0x431, 0x432, 0x433, 0x434, 0x435, 0x437, 0x438,
                                     0x458, 0x43A, 0x43B, 0x43C, 0x43D, 0x43E, 0x43F, 0x440,
                                     0x441, 0x442, 0x443, 0x444, 0x445, 0x446};
    const char *at = strchr(from, c);
    if (at == NULL) return 0;
    unsigned to = small[at - from];
    return letter(large ? to - (to < 0x450 ? 0x20u : 0x50u) : to);
}

static uint16_t byte(unsigned char c) {
    const unsigned char p[2] = {c, 0};
    uint16_t two;
    memcpy(&two, p, sizeof two);
    return two;
}

static uint32_t step(unsigned next, unsigned add, uint16_t two) {
    return two | (uint32_t)next << STEP_NEXT | add << STEP_ADD;
}

static uint32_t odd(void) {
    return STEP_STOP;
}

/* The state behind a plain letter. */
static unsigned behind(char c, bool large) {
    return c == 'l' ? L + large : c == 'n' ? N + large : c == 'd' ? D + large : WORD;
}

/* What every state does unless it says otherwise. */
static void fill(struct translit *t, unsigned state) {
    bool first = state == START;
    for (unsigned c = 0; c < 256; c++) {
        bool small = c >= 'a' && c <= 'z', large = c >= 'A' && c <= 'Z';
        uint32_t *to = &t->step[state][c];
        uint16_t plain = small || large ? plain_letter((char)(c | 0x20), large) : 0;
        *to = step(START, 1, byte((unsigned char)c));
        if (c == '.' || c == ':') *to = step(STOP, 1, byte((unsigned char)c));
        if (c == '@' || c == '#' || (c >= '0' && c <= '9') || (c >= 0xC3 && c <= 0xCD)) *to = odd();
        if (small || large)
            *to = plain && (small || first) ? step(behind((char)(c | 0x20), large), 2, plain)
                                            : odd();
    }
    t->step[state][0xC4] = step(first ? C4_FIRST : C4, 0, 0);
    t->step[state][0xC5] = step(first ? C5_FIRST : C5, 0, 0);
}

/* j behind l and n, ž behind d: takes the place of the letter before. */
static void digraphs(struct translit *t) {
    static const struct {
        uint8_t state, lead; /* of ž */
        uint16_t letter;
        bool pair;
    } rows[] = {{L, 0, 0x459, false},   {L_LARGE, 0, 0x409, false},
                {N, 0, 0x45A, true},    {N_LARGE, 0, 0x40A, true},
                {D, C5_D, 0x45F, true}, {D_LARGE, C5_D_LARGE, 0x40F, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t to = step(WORD, 2, letter(rows[i].letter)) | 2u << STEP_BACK;
        if (rows[i].pair) to |= STEP_STOP | STEP_PAIR;
        if (rows[i].lead == 0) {
            t->step[rows[i].state]['j'] = to;
            continue;
        }
        t->step[rows[i].state][0xC5] = step(rows[i].lead, 0, 0);
        t->step[rows[i].lead][0xBE] = to;
    }
}

/* č ć đ š ž behind their lead byte. */
static void marked(struct translit *t) {
    static const struct {
        uint8_t state, byte;
        uint16_t letter;
    } small[] = {{C4, 0x8D, 0x447},
                 {C4, 0x87, 0x45B},
                 {C4, 0x91, 0x452},
                 {C5, 0xA1, 0x448},
                 {C5, 0xBE, 0x436}};
    for (unsigned s = C4; s <= C5_D_LARGE; s++)
        for (unsigned c = 0; c < 256; c++) t->step[s][c] = odd();
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        uint32_t to = step(WORD, 2, letter(small[i].letter));
        unsigned large = small[i].letter - (small[i].letter < 0x450 ? 0x20u : 0x50u);
        t->step[small[i].state][small[i].byte] = to;
        t->step[small[i].state + 1][small[i].byte] = to;
        t->step[small[i].state + 1][small[i].byte - 1] = step(WORD, 2, letter(large));
        if (small[i].byte != 0xA1) continue;
        t->step[C5_D][0xA1] = t->step[C5_D_LARGE][0xA1] = to;
    }
}

/* A word that must not be written: where it ends, the walk stops. */
static void stop_at_end(struct translit *t, unsigned state) {
    for (unsigned c = 0; c < 256; c++)
        if (!(c >= 'a' && c <= 'z') && c != 0xC4 && c != 0xC5) t->step[state][c] = odd();
}

/* A new state that does what `like` does. */
static unsigned copy_of(struct translit *t, unsigned like) {
    memcpy(t->step[t->states], t->step[like], sizeof t->step[like]);
    return t->states++;
}

static void set_next(uint32_t *to, unsigned next) {
    *to = (*to & 0xFFFFFFu) | (uint32_t)next << STEP_NEXT;
}

/* One foreign word, by way of states of its own. The first letter may be large. */
static void foreign(struct translit *t, const char *word) {
    unsigned at = START;
    for (const char *c = word; *c; c++) {
        uint32_t *to = &t->step[at][(unsigned char)*c];
        unsigned next = *to >> STEP_NEXT;
        if (next < FOREIGN) {
            if (*to & (STEP_STOP | 3u << STEP_BACK)) return; /* the walk stops there in any case */
            next = copy_of(t, behind(*c, false));
            set_next(to, next);
            if (at == START) set_next(&t->step[START][*c & ~0x20], copy_of(t, behind(*c, true)));
        }
        at = next;
    }
    stop_at_end(t, at);
}

/* The states behind a large first letter go on as those behind the small one. */
static void join_large(struct translit *t) {
    for (unsigned char c = 'a'; c <= 'z'; c++) {
        unsigned small = t->step[START][c] >> STEP_NEXT;
        unsigned large = t->step[START][c & ~0x20] >> STEP_NEXT;
        if (small < FOREIGN || large < FOREIGN) continue;
        for (unsigned k = 'a'; k <= 'z'; k++) {
            unsigned next = t->step[small][k] >> STEP_NEXT;
            if (next >= FOREIGN) set_next(&t->step[large][k], next);
        }
    }
}

void translit_setup(struct translit *t) {
    memset(t, 0, sizeof *t);
    for (unsigned s = START; s < FOREIGN; s++) fill(t, s);
    marked(t);
    digraphs(t);
    for (unsigned c = 0; c < 256; c++)
        if (!is_space((char)c)) t->step[STOP][c] = odd();
    t->states = FOREIGN;
    set_next(&t->step[START]['V'], copy_of(t, WORD));
    for (unsigned k = 0; k < 26; k++)
        for (unsigned i = 0; i < FOREIGN_MOST && foreign_words[k][i]; i++)
            foreign(t, foreign_words[k][i]);
    join_large(t);
    /* a single I or V may be a numeral */
    stop_at_end(t, t->step[START]['I'] >> STEP_NEXT);
    stop_at_end(t, t->step[START]['V'] >> STEP_NEXT);
}
