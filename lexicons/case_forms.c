/* SPDX-License-Identifier: MIT */
/* See case_forms.h. */
#include "case_forms.h"

struct row {
    const char *ending; /* of the base, "*" any consonant, "" anything */
    uint8_t cut;        /* letters of it that go */
    const char *forms;  /* between blanks */
};

#define ADJECTIVE(stem)                                                                            \
    stem " " stem "a " stem "o " stem "e " stem "i " stem "u " stem "og " stem "oj "
#define ADJECTIVE_2(stem) stem "om " stem "im " stem "ih "

/* Declension of names: Vučića, Beogradu; Kurtija; Prištine, Đakovici; Peći; Mališeva; Dečana; and
 * possessives. */
static const struct row serbian[] = {
    {"*", 0, "a u e om em i ima"},
    {"*", 0, ADJECTIVE("ov") ADJECTIVE_2("ov")},
    {"*", 0, ADJECTIVE("ev") ADJECTIVE_2("ev")},
    {"a", 1, "e i u o om ama"},
    {"a", 1, ADJECTIVE("in") ADJECTIVE_2("in")},
    {"ka", 2, "ci"},
    {"ga", 2, "zi"},
    {"ha", 2, "si"},
    {"i", 0, "ja ju jem je"},
    {"i", 0, ADJECTIVE("jev") ADJECTIVE_2("jev")},
    {"i", 1, "a e u om ima og oj im ih"},
    {"o", 1, "a u om e em i"},
    {"o", 0, "a u m"},
    {"o", 1, ADJECTIVE("ov") ADJECTIVE_2("ov")},
    {"e", 1, "a u em om i ima"},
    {"e", 0, "a u m"},
    {"u", 0, "a u om"},
    {"ac", 2, "ca cu ce cem ci cima"},
    {"ak", 2, "ka ku kom ci"},
    {"ar", 2, "ra ru rom re"},
    {"an", 2, "na nu nom ne"},
    {"ao", 2, "la lu lom le"},
    {"ski", 1, "og om oj ih im a e u o"},
};

/* Definite and indefinite forms: Beogradi, Beogradit; Istogu; Prishtina, Prishtinës; Shtimja; Kosovës. */
static const struct row albanian[] = {
    {"*", 0, "i it in u ut un ë ët ëve ve e es s"},
    {"ë", 1, "a ës ën e s n"},
    {"a", 0, "s n t ja jës jën"},
    {"a", 1, "ë ës ën e"},
    {"e", 0, "ja jes jen s n t"},
    {"i", 0, "t n s u"},
    {"i", 1, "it in ut un u"},
    {"o", 0, "ja s n t ja jës jën"},
    {"o", 1, "ë a ës ën"},
    {"u", 0, "t n s"},
    {"u", 1, "i it in ut un"},
    {"l", 0, "li lit lin"},
    {"ër", 2, "ri rit rin ra rës rën"},
    {"ri", 0, "së në a"},
    {"i", 0, "së në a"},
};

static bool is_vowel(struct str s) {
    return s.n && strchr("aeiouy", s.p[s.n - 1]) != NULL;
}

static bool fits(struct str base, const char *ending) {
    if (ending[0] == '*') return !is_vowel(base) && !str_ends(base, STR("ë"));
    return str_ends(base, str_of(ending)) && base.n > strlen(ending);
}

static unsigned by_rows(enum lang lang, struct str base, const struct row *rows, size_t n,
                        struct case_form *out) {
    unsigned k = 0;
    for (size_t i = 0; i < n; i++) {
        if (!fits(base, rows[i].ending)) continue;
        struct str rest = str_of(rows[i].forms), form;
        while (str_cut(&rest, ' ', &form) && k < CASE_FORMS_MAX) {
            if (form.n == 0 || form.n > CASE_FORM_ADD) continue;
            out[k] = (struct case_form){.cut = rows[i].cut, .lang = (uint8_t)lang};
            memcpy(out[k].add, form.p, form.n);
            k++;
        }
    }
    return k;
}

unsigned case_forms(enum lang lang, struct str base, struct case_form out[CASE_FORMS_MAX]) {
    if (base.n < 3) return 0;
    if (lang == LANG_SR) return by_rows(lang, base, serbian, sizeof serbian / sizeof *serbian, out);
    if (lang == LANG_SQ)
        return by_rows(lang, base, albanian, sizeof albanian / sizeof *albanian, out);
    return 0;
}
