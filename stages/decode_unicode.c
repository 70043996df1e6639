/* SPDX-License-Identifier: MIT */
/* decode: UTF-8, UTF-16, UTF-32. Validity of UTF-8 is checked by an automaton whose state is a shift:
 * one look-up and one shift a byte, nothing to foretell, so that Cyrillic is as fast as Latin. */
#include "decode.h"

/* States as shifts, six bits apart: what must follow. */
enum {
    ACCEPT = 0,
    REJECT = 6,
    ONE = 12,    /* one continuation byte more */
    TWO = 18,    /* two more */
    THREE = 24,  /* three more */
    LOW_E0 = 30, /* two more, no overlong form */
    LOW_ED = 36, /* two more, no surrogate */
    LOW_F0 = 42,
    HIGH_F4 = 48
};

static unsigned step(unsigned state, unsigned b) {
    switch (state) {
    case ACCEPT:
        if (b < 0x80) return ACCEPT;
        if (b < 0xC2 || b > 0xF4) return REJECT;
        if (b < 0xE0) return ONE;
        if (b < 0xF0) return b == 0xE0 ? LOW_E0 : b == 0xED ? LOW_ED : TWO;
        return b == 0xF0 ? LOW_F0 : b == 0xF4 ? HIGH_F4 : THREE;
    case ONE: return b >= 0x80 && b < 0xC0 ? ACCEPT : REJECT;
    case TWO: return b >= 0x80 && b < 0xC0 ? ONE : REJECT;
    case THREE: return b >= 0x80 && b < 0xC0 ? TWO : REJECT;
    case LOW_E0: return b >= 0xA0 && b < 0xC0 ? ONE : REJECT;
    case LOW_ED: return b >= 0x80 && b < 0xA0 ? ONE : REJECT;
    case LOW_F0: return b >= 0x90 && b < 0xC0 ? TWO : REJECT;
    case HIGH_F4: return b >= 0x80 && b < 0x90 ? TWO : REJECT;
    default: return REJECT;
    }
}

void utf8_steps(uint64_t *steps) {
    for (unsigned b = 0; b < 256; b++) {
        steps[b] = 0;
        for (unsigned state = ACCEPT; state <= HIGH_F4; state += 6)
            steps[b] |= (uint64_t)step(state, b) << state;
    }
}

static bool is_ascii(const unsigned char *p) {
    uint64_t w[8];
    memcpy(w, p, sizeof w);
    return ((w[0] | w[1] | w[2] | w[3] | w[4] | w[5] | w[6] | w[7]) & 0x8080808080808080u) == 0;
}

/* From byte i, the begin of a code point: the place of the first that is not valid, or n. */
static size_t exact(const unsigned char *p, size_t i, size_t n) {
    unsigned bad, len;
    while (i < n && (len = utf8_scan(p + i, n - i, &bad)) != 0) i += len;
    return i;
}

size_t valid_prefix(const struct decode *s, struct str bytes) {
    enum { BLOCK = 64 };
    const unsigned char *p = (const unsigned char *)bytes.p;
    uint64_t state = ACCEPT;
    size_t i = 0;
    for (; i + BLOCK <= bytes.n; i += BLOCK) {
        if ((state & 63) == ACCEPT && is_ascii(p + i)) continue;
        for (size_t k = 0; k < BLOCK; k++) state = s->utf8[p[i + k]] >> (state & 63);
        if ((state & 63) == REJECT) break;
    }
    /* what is left over, or the block with the fault: again, from a border */
    for (size_t back = 0; i > 0 && back < 3 && !utf8_border(bytes.p[i < bytes.n ? i : i - 1]); back++)
        i--;
    while (i > 0 && (i >= bytes.n || (unsigned char)bytes.p[i - 1] >= 0x80) && i + 4 > bytes.n) i--;
    return exact(p, i, bytes.n);
}
