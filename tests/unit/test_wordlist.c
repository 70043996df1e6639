/* SPDX-License-Identifier: MIT */
/* The word list: a small dictionary of our own, expanded and written by iber-lexicon, then asked. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

#include "known_word.h"

/* Endings, an ending on an ending, a beginning that goes with them, one that must not stand alone, a
 * condition, a beginning that makes another word, a form that is a word too, flags as numbers. ć and š are ISO 8859-2. */
static const char aff[] = "SET ISO8859-2\nFLAG num\nNEEDAFFIX 9\nFORBIDDENWORD 8\n"
                          "SFX 1 Y 3\nSFX 1 0 a .\nSFX 1 a ama/2 [^e]a\nSFX 1 ak \xB9"
                          "ci ak\n"
                          "SFX 2 N 1\nSFX 2 0 n .\n"
                          "PFX 3 Y 1\nPFX 3 0 naj .\n"
                          "SFX 4 Y 1\nSFX 4 0 ova .\n"
                          "PFX 5 Y 1\nPFX 5 0 ne .\n";
static const char dic[] = "9\nku\xE6"
                          "a/1\nbrz/1,3\nmi\xB9/4,5\nmi\xB9"
                          "ova\nju"
                          "nak/1\nstem/9,2\nwrong/8\nBeograd/1\nplain\n";

/* The Croatian and the Bosnian dictionary. */
static const char of_hr[] = "3\nbrz/1\nplain\ntisak\n", of_bs[] = "2\nplain\njunak\n";

static const char *tool(void) {
    const char *path = getenv("IBER_LEXICON");
    return path ? path : "lexicons/iber-lexicon";
}

static void put(const char *path, const char *text) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int setup(void **state) {
    char command[4096], message[256];
    struct wordlist *w = calloc(1, sizeof *w);
    put("small.aff", aff);
    put("small.dic", dic);
    put("hr.aff", aff), put("hr.dic", of_hr);
    put("bs.aff", aff), put("bs.dic", of_bs);
    snprintf(command, sizeof command, "'%s' words -o small.words sr=small.aff hr=hr.aff bs=bs.aff",
             tool());
    if (w == NULL || system(command) != 0) return -1;
    *state = w;
    return wordlist_open(w, "small.words", message, sizeof message) ? 0 : -1;
}

static int teardown(void **state) {
    wordlist_close(*state);
    free(*state);
    remove("small.aff"), remove("small.dic"), remove("small.words");
    remove("hr.aff"), remove("hr.dic"), remove("bs.aff"), remove("bs.dic");
    return 0;
}

static void test_forms(void **state) {
    static const char *const there[] = {"kuća",   "kućaa",  "kućama",  "kućaman", "brz",
                                        "brza",   "najbrz", "najbrza", "junak",   "junaka",
                                        "junšci", "stemn",  "plain",   "Beograda"};
    static const char *const not_there[] = {"stem", "wrong", "kuć",    "najkuća", "kuca", "beograd",
                                            "brzn", "plai",  "plaina", "",        "n"};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        if (!wordlist_has(*state, LANG_SR, str_of(there[i]))) fail_msg("%s is not there", there[i]);
    for (size_t i = 0; i < sizeof not_there / sizeof *not_there; i++)
        if (wordlist_has(*state, LANG_SR, str_of(not_there[i])))
            fail_msg("%s is there", not_there[i]);
    assert_false(wordlist_has(*state, LANG_EN, STR("plain")));
    assert_false(wordlist_has(*state, LANG_OTHER, STR("plain")));
}

static void test_known(void **state) {
    static const struct {
        const char *word;
        unsigned known;
    } rows[] = {{"kuća", WORD_LOWER},    {"Kuća", WORD_LOWER},    {"KUĆA", WORD_LOWER},
                {"кућа", WORD_LOWER},    {"Кућама", WORD_LOWER},  {"Beograd", WORD_NAME},
                {"BEOGRADA", WORD_NAME}, {"Београда", WORD_NAME}, {"beograd", WORD_UNKNOWN},
                {"nema", WORD_UNKNOWN},  {"", WORD_UNKNOWN},      {"јунак", WORD_LOWER}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned known = known_word(*state, LANG_SR, str_of(rows[i].word));
        if (known != rows[i].known) fail_msg("%s: %u", rows[i].word, known);
    }
}

static void test_lemmas(void **state) {
    static const struct {
        const char *form, *lemmas; /* between blanks, sorted by how much is taken off */
    } rows[] = {{"kuća", "kuća"},
                {"kućaman", "kuća"},
                {"junšci", "junak"},
                {"najbrza", "brz"},
                {"stemn", "stem"},
                {"Beograda", "Beograd"},
                {"mišova", "miš mišova"},
                {"nemišova", "nemiš"},
                {"nema", ""},
                {"kuć", ""},
                {"", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wordlist_lemma lemmas[LEMMAS_MAX];
        unsigned n = wordlist_lemmas(*state, LANG_SR, str_of(rows[i].form), lemmas);
        struct str rest = str_of(rows[i].lemmas), lemma;
        unsigned found = 0, wanted = 0;
        while (rest.n && str_cut(&rest, ' ', &lemma)) {
            wanted++;
            for (unsigned k = 0; k < n; k++)
                found += str_eq(lemma, (struct str){lemmas[k].text, lemmas[k].n});
        }
        if (n != wanted || found != wanted)
            fail_msg("%s: %u lemmas, %u right", rows[i].form, n, found);
    }
    struct wordlist_lemma none[LEMMAS_MAX];
    assert_int_equal(wordlist_lemmas(*state, LANG_OTHER, STR("plain"), none), 0);
}

/* Which of the dictionaries have a form. */
static void test_standards(void **state) {
    enum { SR = 1 << STANDARD_SR, HR = 1 << STANDARD_HR, BS = 1 << STANDARD_BS };
    static const struct {
        const char *form;
        unsigned standards;
    } rows[] = {{"kuća", SR},
                {"brz", SR | HR},
                {"brza", SR | HR},
                {"najbrz", SR},
                {"junak", SR | BS},
                {"junaka", SR},
                {"tisak", HR},
                {"plain", STANDARDS_ALL},
                {"brzn", 0},
                {"tisa", 0},
                {"", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (wordlist_standards(*state, str_of(rows[i].form)) != rows[i].standards)
            fail_msg("%s: %u", rows[i].form, wordlist_standards(*state, str_of(rows[i].form)));
    assert_true(wordlist_has(*state, LANG_SR, STR("tisak")));
}

/* A file that was made wrongly is refused, or asked without going astray. */
static void test_damaged(void **state) {
    (void)state;
    char message[256];
    struct wordlist w;
    FILE *f = fopen("small.words", "rb");
    assert_non_null(f);
    static char good[1 << 16], bad[1 << 16];
    size_t n = fread(good, 1, sizeof good, f);
    fclose(f);
    assert_true(n > sizeof(struct wordlist_header) && n < sizeof good);
    assert_false(wordlist_open(&w, "no-such.words", message, sizeof message));
    for (unsigned i = 0; i < 400; i++) {
        memcpy(bad, good, n);
        size_t at = (size_t)i * 7919 % n, length = i % 5 == 4 ? at : n;
        bad[at] = (char)(bad[at] ^ (1 << i % 8));
        struct wordlist_header *h = (struct wordlist_header *)(void *)bad;
        const size_t from = offsetof(struct wordlist_header, arcs);
        bool sum = i % 2; /* with a checksum that fits */
        if (sum && length > from) h->checksum = XXH3_64bits(bad + from, length - from);
        f = fopen("bad.words", "wb");
        assert_non_null(f);
        fwrite(bad, 1, length, f);
        fclose(f);
        if (!wordlist_open(&w, "bad.words", message, sizeof message)) {
            assert_non_null(strstr(message, "bad.words"));
            continue;
        }
        assert_true(sum || at < from);
        (void)wordlist_has(&w, LANG_SR, STR("kućaman"));
        (void)known_word(&w, LANG_SR, STR("najbrza"));
        (void)wordlist_standards(&w, STR("junaka"));
        (void)wordlist_lemmas(&w, LANG_SR, STR("junšci"), (struct wordlist_lemma[LEMMAS_MAX]){0});
        wordlist_close(&w);
    }
    remove("bad.words");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms), cmocka_unit_test(test_known), cmocka_unit_test(test_lemmas),
        cmocka_unit_test(test_standards), cmocka_unit_test(test_damaged)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
