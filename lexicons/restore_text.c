/* SPDX-License-Identifier: MIT */
/* What of a text are words to restore.h. */
#include "letters.h"
#include "restore.h"
#include "utf8.h"

bool restore_skips(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '@' || c == '#' || c == '_' || c == '\\' || c == '=') return true;
        if (i == 0 || i + 1 >= s.n) continue;
        char next = s.p[i + 1];
        if (c == '.' && next >= 'a' && next <= 'z' && is_ascii_alpha(s.p[i - 1])) return true;
        if (c == ':' && next == '/') return true;
    }
    return false;
}

size_t restore_run(struct str s, size_t i) {
    size_t to = i;
    if (is_digit(s.p[i])) {
        while (to < s.n && is_digit(s.p[to])) to++;
        return to;
    }
    for (size_t next = i; next < s.n; to = next) {
        uint32_t c = utf8_next(s.p, &next);
        if (!is_letter(c) && (to == i || !is_mark(c))) break;
    }
    return to;
}
