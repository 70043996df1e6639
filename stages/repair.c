/* SPDX-License-Identifier: MIT */
/* repair: words that extraction has damaged, put right where the dictionaries are sure. */
#include "repair.h"

#include <stdio.h>

#include "letters.h"
#include "utf8.h"

enum { CODE = 200 };                 /* bytes that are looked at on each side */
enum { SETS = 1 << 12, ENTRY = 32 }; /* 640 KiB */

static const struct option options[] = {
    {"lost_hyphens", "yes", "licenseplate → license-plate", O_BOOL,
     offsetof(struct repair, lost_hyphens)},
    {"line_hyphens", "yes", "pred- sednik → predsednik", O_BOOL,
     offsetof(struct repair, line_hyphens)},
    {"glued", "yes", "Macedonia.The → Macedonia. The", O_BOOL, offsetof(struct repair, glued)},
    {"look_alikes", "yes", "letters of the other script inside a word", O_BOOL,
     offsetof(struct repair, look_alikes)},
    {"dashes", "yes", "2021–2025, Kosovo–Serbia: a hyphen", O_BOOL,
     offsetof(struct repair, dashes)},
    {"blanks", "yes", "blanks before a comma, inside brackets", O_BOOL,
     offsetof(struct repair, blanks)},
    {NULL, NULL, NULL, O_BOOL, 0}};

struct str repair_word_before(struct str s, size_t at) {
    size_t begin = at;
    for (size_t i = at; i > 0;) {
        uint32_t c = utf8_prev(s.p, &i);
        if (!is_letter(c) && !is_mark(c)) break;
        begin = i;
        if (at - begin > REPAIR_WORD) return (struct str){s.p + at, 0};
    }
    return str_sub(s, begin, at);
}

struct str repair_word_behind(struct str s, size_t at) {
    size_t end = at;
    while (end < s.n) {
        size_t i = end;
        uint32_t c = utf8_next(s.p, &i);
        if (!is_letter(c) && !is_mark(c)) break;
        end = i;
        if (end - at > REPAIR_WORD) return (struct str){s.p + at, 0};
    }
    return str_sub(s, at, end);
}

bool repair_in_code(struct str s, size_t at) {
    size_t begin = at, end = at;
    while (begin > 0 && at - begin < CODE && !is_space(s.p[begin - 1])) begin--;
    while (end < s.n && end - at < CODE && !is_space(s.p[end])) end++;
    if (at - begin >= CODE || end - at >= CODE) return true;
    for (size_t i = begin; i < end; i++) {
        if (memchr("/\\@#_=~<>{}|$+^", s.p[i], 15)) return true;
        if (s.p[i] == ':' && i + 1 < end && s.p[i + 1] != '"') return true;
    }
    struct str word = str_sub(s, begin, end);
    return str_find(word, STR("www.")) < word.n || str_find(word, STR("()")) < word.n;
}

static enum status setup(void *state, struct env *env) {
    struct repair *r = state;
    r->lexicon = env->lexicon;
    r->words = env->words;
    if (cache_open(&r->whole, SETS, ENTRY)) return OK;
    snprintf(env->message, env->message_size, "no memory for the words");
    return LIBRARY;
}

static void cleanup(void *state) {
    struct repair *r = state;
    cache_close(&r->whole);
}

static enum status run(void *state, struct doc *d) {
    struct repair *r = state;
    if (r->look_alikes) repair_look_alike(r, d);
    repair_marks(r, d);
    if (r->lost_hyphens) repair_lost_hyphens(r, d);
    doc_set_title(d);
    return OK;
}

const struct stage stage_repair = {
    .name = "repair",
    .help = "lost hyphens, hyphens at line ends, glued sentences, look-alike letters",
    .needs = LAYER_TEXT | LAYER_LANGUAGES,
    .options = options,
    .changes_text = true,
    .uses = USES_LEXICON | USES_WORDS,
    .state_size = sizeof(struct repair),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
