/* SPDX-License-Identifier: MIT */
/* See variants.h. */
#include "variants.h"

#include <stdlib.h>

#include "case_forms.h"
#include "fold.h"
#include "lower.h"
#include "transcribe.h"
#include "translit.h"
#include "utf8.h"

enum { NAME = 400, ROOM = NAME * 8, LISTED = 4096, BASES = 64 };

struct base { /* a spelling that has case forms */
    struct str text;
    enum lang lang;
};

struct list {
    struct filter_out *out;
    uint32_t line[LISTED], line_n[LISTED]; /* spellings in `out`, so that none comes twice */
    unsigned n;
    struct base bases[BASES];
    unsigned n_bases;
    char room[BASES * NAME];
    size_t used;
    struct translit cyrillic;
};

static bool put(struct list *l, struct str s, const char *lang, const char *how) {
    if (s.n == 0 || l->n == LISTED || l->out->p == NULL) return false;
    for (unsigned i = 0; i < l->n; i++)
        if (str_eq(s, (struct str){l->out->p + l->line[i], l->line_n[i]})) return false;
    l->line[l->n] = (uint32_t)l->out->n;
    l->line_n[l->n++] = (uint32_t)s.n;
    filter_put(l->out, s);
    filter_put(l->out, STR("\t"));
    filter_put(l->out, str_of(lang));
    filter_put(l->out, STR("\t"));
    filter_put(l->out, str_of(how));
    filter_put(l->out, STR("\n"));
    return true;
}

/* A spelling that case forms are made of. */
static void put_base(struct list *l, struct str s, enum lang lang, const char *word,
                     const char *how) {
    put(l, s, word, how);
    if (l->n_bases == BASES || s.n == 0 || s.n > NAME) return;
    for (unsigned i = 0; i < l->n_bases; i++)
        if (l->bases[i].lang == lang && str_eq(l->bases[i].text, s)) return;
    memcpy(l->room + l->used, s.p, s.n);
    l->bases[l->n_bases++] = (struct base){{l->room + l->used, s.n}, lang};
    l->used += s.n;
}

static bool is_ascii(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

static bool has_any(struct str s, const char *const *letters) {
    for (; *letters; letters++)
        if (str_find(s, str_of(*letters)) < s.n) return true;
    return false;
}

static bool has_serbian(struct str small) {
    static const char *const letters[] = {"č", "ć", "š", "ž", "đ", NULL};
    return has_any(small, letters);
}

static bool has_albanian(struct str small) {
    static const char *const letters[] = {"ë",  "ç",  "q",  "xh", "sh", "zh",
                                          "gj", "th", "dh", "ll", "rr", NULL};
    return has_any(small, letters);
}

static bool is_albanian(struct str name) {
    char small[LOWER_GROWTH * NAME];
    struct shape shape;
    struct str low = {small, lower(name, small, &shape)};
    return has_albanian(low) && !has_serbian(low);
}

/* The name in other orthographies. One without marks may be of either language. */
static void put_transcriptions(struct list *l, struct str name) {
    char small[LOWER_GROWTH * NAME], to[TRANSCRIBE_GROWTH * NAME];
    struct shape shape;
    struct str low = {small, lower(name, small, &shape)};
    bool sr = has_serbian(low), sq = has_albanian(low);
    for (enum transcription t = TO_SQ; t < TRANSCRIPTIONS; t++) {
        bool to_sq = t <= TO_SQ_LL, to_sr = t == TO_SR || t == TO_SR_LJ;
        if ((to_sq && sq && !sr) || (to_sr && sr)) continue;
        struct str s = {to, transcribe(t, name, to)};
        if (to_sq) put_base(l, s, LANG_SQ, "sq", "transcription");
        else if (to_sr) put_base(l, s, LANG_SR, "sr-Latn", "transcription");
        else put(l, s, "en", is_ascii(s) && t != TO_ENGLISH ? "ascii" : "transcription");
    }
}

/* Local forms come first: an English row often has them too. */
static void put_entry(struct list *l, const struct lexicon *x, const struct lexicon_entry *entry,
                      bool english) {
    static const char *const words[LANG_COUNT] = {[LANG_UND] = "und",
                                                  [LANG_EN] = "en",
                                                  [LANG_SQ] = "sq",
                                                  [LANG_SR] = "sr-Latn",
                                                  [LANG_OTHER] = "other"};
    for (uint32_t i = 0, n = lexicon_forms(x, entry); i < n; i++) {
        const struct lexicon_form *f = lexicon_form(x, entry, i);
        struct str s = lexicon_str(x, f->text, f->text_n);
        enum lang lang = f->lang < LANG_COUNT ? (enum lang)f->lang : LANG_OTHER;
        if ((lang == LANG_EN) == english) put_base(l, s, lang, words[lang], "lexicon");
    }
}

static void put_entries(struct list *l, const struct lexicon *x, struct str name) {
    char key[FOLD_GROWTH * NAME];
    const struct lexicon_slot *slot = lexicon_find(x, (struct str){key, fold(name, key)});
    for (unsigned i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_entry *e = lexicon_entry(x, &x->forms[slot->form + i]);
        if (e->kind > LEX_MISC) continue;
        put_entry(l, x, e, false);
        put_entry(l, x, e, true);
    }
}

static void put_cyrillic(struct list *l, struct str s, const char *how) {
    char to[TRANSLIT_GROWTH * ROOM];
    if (s.n <= ROOM)
        put(l, (struct str){to, translit_cyrillic(&l->cyrillic, s, to)}, "sr-Cyrl", how);
}

/* Case forms of the last word; the words before it stay. */
static void put_forms(struct list *l, const struct base *b) {
    struct case_form forms[CASE_FORMS_MAX];
    char small[LOWER_GROWTH * NAME], form[ROOM];
    size_t begin = b->text.n;
    while (begin > 0 && b->text.p[begin - 1] != ' ' && b->text.p[begin - 1] != '-') begin--;
    struct shape shape;
    struct str last = str_sub(b->text, begin, b->text.n);
    struct str low = {small, lower(last, small, &shape)};
    if (low.n != last.n || shape.capitals > 1) return;
    unsigned n = case_forms(b->lang, low, forms);
    for (unsigned i = 0; i < n; i++) {
        size_t keep = b->text.n, add = strlen(forms[i].add);
        for (unsigned k = forms[i].cut; k > 0 && keep > 0; k--) utf8_prev(b->text.p, &keep);
        memcpy(form, b->text.p, keep);
        memcpy(form + keep, forms[i].add, add);
        struct str s = {form, keep + add};
        put(l, s, b->lang == LANG_SQ ? "sq" : "sr-Latn", "case");
        if (b->lang == LANG_SR) put_cyrillic(l, s, "case");
    }
}

bool variants_put(const struct lexicon *x, struct str name, struct filter_out *out) {
    char latin[TRANSLIT_GROWTH * NAME];
    struct list *l = name.n <= NAME ? calloc(1, sizeof *l) : NULL;
    if (l == NULL) return false;
    struct str s = {latin, translit_latin(name, latin)};
    bool fine = has_letter(s) && s.n <= NAME;
    if (fine) {
        l->out = out;
        translit_setup(&l->cyrillic);
        bool cyrillic = !str_eq(s, name);
        put(l, name, cyrillic ? "sr-Cyrl" : "und", "name");
        if (cyrillic) put_base(l, s, LANG_SR, "sr-Latn", "script");
        put_entries(l, x, s);
        put_transcriptions(l, s);
        for (unsigned i = 0, n = l->n_bases; i < n; i++)
            if (l->bases[i].lang == LANG_SR) put_cyrillic(l, l->bases[i].text, "script");
        if (!cyrillic && !is_albanian(s)) put_cyrillic(l, s, "script");
        const struct base given[2] = {{s, LANG_SR}, {s, LANG_SQ}};
        for (unsigned i = is_albanian(s); i < 2; i++) put_forms(l, &given[i]);
        for (unsigned i = 0; i < l->n_bases; i++) put_forms(l, &l->bases[i]);
    }
    free(l);
    return fine;
}
