/* SPDX-License-Identifier: MIT */
/* Beginnings of words where n+j and d+ž are two letters, foreign words, units. Letters are written
 * as translit.c has them: Z is ž, S is š, one byte each. */
#ifndef IBER_TRANSLIT_WORDS_H
#define IBER_TRANSLIT_WORDS_H

/* injekcija, konjunktura, nadživeti: the prefix ends, or the foreign root begins, between the two. */
static const char *const split_stems[] = {
    "injek",   "injic",   "injun",   "injur",   "konjek",  "konjug",  "konjun",  "konjuk",
    "vanjez",  "vanjed",  "vanjad",  "anjon",   "panjel",  "tanjug",  "Senjang", "Senjeng",
    "onjlajn", "nadZet",  "nadZiv",  "nadZnj",  "nadZup",  "nadZand", "odZali",  "odZalj",
    "odZar",   "odZiv",   "odZva",   "odZet",   "podZanr", "podZup",  "podZdr",  "predZal",
    "predZel", "predZiv", "predZet", "feldZan", "andZej",  NULL};

static const char *const split_prefixes[] = {
    "mikro", "hiper", "re",   "sub", "super", "post",  "samo",  "bio",   "ne", "de",
    "auto",  "naj",   "anti", "pre", "pri",   "intra", "najne", "ultra", NULL};

/* By their first letter. */
enum { FOREIGN_MOST = 3 };
static const char *const foreign_words[26][FOREIGN_MOST] = {['f' - 'a'] = {"facebook"},
                                                            ['g' - 'a'] = {"google"},
                                                            ['h' - 'a'] = {"house", "hashtag"},
                                                            ['i' - 'a'] = {"inc", "iphone"},
                                                            ['n' - 'a'] = {"news"},
                                                            ['o' - 'a'] = {"of", "online"},
                                                            ['r' - 'a'] = {"reuters"},
                                                            ['t' - 'a'] = {"the", "times"},
                                                            ['u' - 'a'] = {"update"}};

static const char *const unit_words[] = {"km", "cm", "mm", "kg", "mg", "ml", "hz",
                                         "gb", "mb", "kb", "tb", "ha", "db", NULL};

static const char *const domains[] = {"com", "org", "net", "info", "rs", "eu",  "edu",
                                      "gov", "tv",  "uk",  "html", "hr", "php", NULL};

#endif
