/* SPDX-License-Identifier: MIT */
/* See library.h. */
#include "library.h"

#include <hunspell/hunspell.h>
#include <libstemmer.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ustring.h>
#include <unistd.h>

const char *library_word(enum library_call c) {
    static const char *const words[] = {
#define X(name, word) word,
        LIBRARY_MAP(X)
#undef X
    };
    return words[c];
}

static const struct dictionary_row {
    const char *name;
    enum lang lang;
    enum script script;
} dictionary_rows[DICTIONARIES] = {
    {"en_US", LANG_EN, SCRIPT_LATN},
    {"sq_AL", LANG_SQ, SCRIPT_LATN},
    {"sr_Latn_RS", LANG_SR, SCRIPT_LATN},
    {"sr_RS", LANG_SR, SCRIPT_CYRL},
};

static void open_dictionaries(struct library *l) {
    char affixes[128], words[128];
    for (int i = 0; i < DICTIONARIES; i++) {
        snprintf(affixes, sizeof affixes, "/usr/share/hunspell/%s.aff", dictionary_rows[i].name);
        snprintf(words, sizeof words, "/usr/share/hunspell/%s.dic", dictionary_rows[i].name);
        if (access(affixes, R_OK) != 0 || access(words, R_OK) != 0) continue;
        l->dictionary[i].handle = Hunspell_create(affixes, words);
        if (l->dictionary[i].handle == NULL) continue;
        const char *encoding = Hunspell_get_dic_encoding(l->dictionary[i].handle);
        l->dictionary[i].latin1 = strcmp(encoding, "UTF-8") != 0;
    }
}

bool library_open(struct library *l, const struct texts *t, bool dictionaries) {
    UErrorCode error = U_ZERO_ERROR;
    *l = (struct library){.room = 3 * t->longest + 16};
    l->wide = malloc(l->room * sizeof *l->wide);
    l->wide2 = malloc(l->room * sizeof *l->wide2);
    l->narrow = malloc(3 * l->room);
    l->copy = malloc(t->bytes);
    l->nfc = unorm2_getNFCInstance(&error);
    l->stemmer[LANG_EN] = sb_stemmer_new("english", "UTF_8");
    l->stemmer[LANG_SR] = sb_stemmer_new("serbian", "UTF_8");
    for (unsigned i = 0; i < LANG_COUNT; i++) {
        bool known = i == LANG_EN || i == LANG_SQ || i == LANG_SR;
        const char *locale = known ? lang_word((enum lang)i) : "";
        l->sentence[i] = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &error);
        l->word[i] = ubrk_open(UBRK_WORD, locale, NULL, 0, &error);
    }
    if (dictionaries) open_dictionaries(l);
    if (!l->wide || !l->wide2 || !l->narrow || !l->copy || U_FAILURE(error)) return false;
    /* the first run must not pay for the pages */
    memset(l->wide, 1, l->room * sizeof *l->wide);
    memset(l->wide2, 1, l->room * sizeof *l->wide2);
    memset(l->narrow, 1, 3 * l->room);
    memset(l->copy, 1, t->bytes);
    return true;
}

void library_close(struct library *l) {
    for (unsigned i = 0; i < LANG_COUNT; i++) {
        if (l->sentence[i]) ubrk_close(l->sentence[i]);
        if (l->word[i]) ubrk_close(l->word[i]);
        if (l->stemmer[i]) sb_stemmer_delete(l->stemmer[i]);
    }
    for (int i = 0; i < DICTIONARIES; i++)
        if (l->dictionary[i].handle) Hunspell_destroy(l->dictionary[i].handle);
    free(l->wide);
    free(l->wide2);
    free(l->narrow);
    free(l->copy);
}

static void digest(struct str s) {
    struct sha256_ctx hash;
    uint8_t out[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    sha256_update(&hash, s.n, (const uint8_t *)s.p);
    sha256_digest(&hash, sizeof out, out);
}

/* Number of UTF-16 units in l->wide. */
static int32_t widen(struct library *l, struct str s) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = 0;
    u_strFromUTF8WithSub(l->wide, (int32_t)l->room, &n, s.p, (int32_t)s.n, 0xFFFD, NULL, &error);
    return U_SUCCESS(error) ? n : 0;
}

static void normalise(struct library *l, struct str s) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = widen(l, s), narrow = 0;
    n = unorm2_normalize(l->nfc, l->wide, n, l->wide2, (int32_t)l->room, &error);
    u_strToUTF8(l->narrow, (int32_t)(3 * l->room), &narrow, l->wide2, n, &error);
}

/* Number of segments; of words only those that are not blanks or punctuation. */
static uint64_t break_text(struct library *l, UBreakIterator *b, struct str s, bool words) {
    UErrorCode error = U_ZERO_ERROR;
    uint64_t n = 0;
    ubrk_setText(b, l->wide, widen(l, s), &error);
    if (U_FAILURE(error)) return 0;
    while (ubrk_next(b) != UBRK_DONE) n += !words || ubrk_getRuleStatus(b) >= UBRK_WORD_NONE_LIMIT;
    return n;
}

static uint64_t stem_words(struct sb_stemmer *stemmer, const struct sample *s) {
    for (uint32_t i = 0; i < s->words.n; i++)
        sb_stemmer_stem(stemmer, (const unsigned char *)s->words.v[i].p, (int)s->words.v[i].n);
    return s->words.n;
}

/* UTF-8 up to U+00FF; false for more, which such a dictionary does not have. */
static bool latin1(struct str s, char *out, size_t room) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n + 1 < room; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0xC4) return false;
        if (c >= 0xC0) c = (unsigned char)((c & 3) << 6 | (s.p[++i] & 0x3F));
        out[n++] = (char)c;
    }
    out[n] = '\0';
    return true;
}

static uint64_t hunspell_words(struct Hunhandle *handle, bool narrow, const struct sample *s) {
    char word[256], **stems;
    for (uint32_t i = 0; i < s->words.n; i++) {
        const char *w = s->words.v[i].p;
        if (narrow && !latin1(s->words.v[i], word, sizeof word)) continue;
        int n = Hunspell_stem(handle, &stems, narrow ? word : w);
        Hunspell_free_list(handle, &stems, n);
    }
    return s->words.n;
}

static struct library_work run_hunspell(struct library *l, const struct texts *t) {
    struct library_work w = {0, 0};
    for (uint32_t i = 0; i < t->samples.n; i++) {
        const struct sample *s = &t->samples.v[i];
        for (int k = 0; k < DICTIONARIES; k++) {
            const struct dictionary_row *row = &dictionary_rows[k];
            if (l->dictionary[k].handle == NULL || s->words.n == 0) continue;
            if (row->lang != s->lang || row->script != s->script) continue;
            w.tokens += hunspell_words(l->dictionary[k].handle, l->dictionary[k].latin1, s);
            w.bytes += s->raw.n;
        }
    }
    return w;
}

struct library_work library_run(struct library *l, enum library_call c, const struct texts *t) {
    struct library_work w = {0, 0};
    if (c == CALL_HUNSPELL) return run_hunspell(l, t);
    for (uint32_t i = 0; i < t->copies.n; i++) {
        const struct sample *s = t->copies.v[i].sample;
        struct str raw = t->copies.v[i].raw;
        struct sb_stemmer *stemmer = l->stemmer[s->lang];
        if (c == CALL_STEM && (stemmer == NULL || s->words.n == 0)) continue;
        if (c == CALL_MEMCPY) memcpy(l->copy + w.bytes, raw.p, raw.n);
        else if (c == CALL_SHA256) digest(raw);
        else if (c == CALL_NFC) normalise(l, raw);
        else if (c == CALL_SENTENCE) w.tokens += break_text(l, l->sentence[s->lang], raw, false);
        else if (c == CALL_WORD) w.tokens += break_text(l, l->word[s->lang], raw, true);
        else if (c == CALL_STEM) w.tokens += stem_words(stemmer, s);
        w.bytes += raw.n;
    }
    return w;
}
