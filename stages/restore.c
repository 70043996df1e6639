/* SPDX-License-Identifier: MIT */
/* Norms of tokens with the diacritics that the text lacks. The text stays as it is. All of the document
 * is noted first: names that it has with their diacritics anywhere, and how it is written. */
#include <stdio.h>

#include "restore.h"
#include "stage.h"
#include "utf8.h"

enum { TOKEN = 96 }; /* bytes; longer ones are no words */

struct restore_state {
    struct restore *restore;
    bool enabled, croatian;
    struct restore_word words[RESTORE_WORDS];
    uint32_t token[RESTORE_WORDS]; /* whose norm a word is part of */
    size_t n;
    bool apart; /* of the next word */
};

/* A walk over the tokens of the document: the variety of the next one, and whether a line or another
 * variety begins with it. */
struct walk {
    uint32_t token, hint;
    enum variety variety;
    bool words; /* of a language with diacritics to restore */
    bool line;
};

/* Serbian Cyrillic has its letters. */
static bool variety_of(const struct restore_state *st, enum lang lang, enum variety *variety) {
    *variety = lang == LANG_SQ ? VARIETY_SQ : st->croatian ? VARIETY_HR : VARIETY_SR;
    return lang == LANG_SQ || lang == LANG_SR;
}

static bool next(const struct restore_state *st, const struct doc *d, struct walk *w, uint32_t i) {
    if (i >= d->tokens.n) return false;
    enum variety variety = w->variety;
    struct span span = d->tokens.v[i].span;
    uint32_t before = i > 0 ? d->tokens.v[i - 1].span.end : 0;
    struct str gap = {d->text.p + before, span.begin - before};
    w->words = variety_of(st, doc_lang_at(d, span.begin, &w->hint), &w->variety);
    w->line = (gap.n && memchr(gap.p, '\n', gap.n)) || variety != w->variety;
    w->token = i;
    return true;
}

/* The norm of the token whose words begin at `i`; returns where the next one's do. */
static size_t put_norm(struct restore_state *st, struct doc *d, size_t i) {
    struct token *t = &d->tokens.v[st->token[i]];
    char norm[2 * TOKEN]; /* a mark makes a letter longer by a byte */
    size_t n = 0, done = 0, first = i;
    bool changed = false;
    for (; i < st->n && st->token[i] == st->token[first]; i++) {
        const struct restore_word *w = &st->words[i];
        size_t at = (size_t)(w->text.p - t->norm.p);
        memcpy(norm + n, t->norm.p + done, at - done);
        n += at - done;
        memcpy(norm + n, w->restored.p, w->restored.n);
        n += w->restored.n;
        done = at + w->text.n;
        changed |= w->restored.p != w->text.p;
    }
    if (!changed) return i;
    memcpy(norm + n, t->norm.p + done, t->norm.n - done);
    t->norm = arena_str(d->arena, (struct str){norm, n + t->norm.n - done});
    return i;
}

static void flush(struct restore_state *st, struct doc *d, enum variety variety) {
    restore_words(st->restore, variety, st->words, st->n);
    for (size_t i = 0; i < st->n;) i = put_norm(st, d, i);
    st->n = 0;
    st->apart = true;
}

/* The words of a token; false when it has too many for what is left. */
static bool take(struct restore_state *st, uint32_t token, struct str norm) {
    size_t n = st->n;
    if (norm.n > TOKEN || restore_skips(norm)) {
        st->apart = true;
        return true;
    }
    for (size_t i = 0; i < norm.n;) {
        size_t from = i;
        i = restore_run(norm, from);
        if (i == from) {
            utf8_next(norm.p, &i);
            st->apart = true;
            continue;
        }
        if (st->n == RESTORE_WORDS) return st->n = n, false;
        st->token[st->n] = token;
        st->words[st->n++] = (struct restore_word){str_sub(norm, from, i), st->apart, {NULL, 0}};
        st->apart = false;
    }
    return true;
}

static void note(struct restore_state *st, struct doc *d) {
    struct walk w = {0};
    restore_begin(st->restore);
    for (uint32_t i = 0; next(st, d, &w, i); i++) {
        struct str norm = d->tokens.v[i].norm;
        if (w.words && norm.n <= TOKEN && restore_run(norm, 0) == norm.n && !is_digit(norm.p[0]))
            restore_note(st->restore, w.variety, norm);
    }
}

static enum status run(void *state, struct doc *d) {
    struct restore_state *st = state;
    struct walk w = {0};
    enum variety variety = VARIETY_SR;
    note(st, d);
    st->n = 0;
    st->apart = true;
    for (uint32_t i = 0; next(st, d, &w, i); i++) {
        if (w.line) flush(st, d, variety);
        variety = w.variety;
        struct str norm = d->tokens.v[i].norm;
        if (!w.words) st->apart = true;
        else if (!take(st, i, norm)) {
            flush(st, d, variety);
            take(st, i, norm);
        }
    }
    flush(st, d, variety);
    return OK;
}

static enum status setup(void *state, struct env *env) {
    struct restore_state *st = state;
    st->restore = restore_new(env->lexicon, env->words, env->model[MODEL_RESTORE]);
    if (st->restore) return OK;
    snprintf(env->message, env->message_size, "no memory for the words");
    return LIBRARY;
}

static void cleanup(void *state) {
    struct restore_state *st = state;
    restore_free(st->restore);
}

static const struct option options[] = {
    {"enabled", "no", "also put diacritics back into the norms of tokens", O_BOOL,
     offsetof(struct restore_state, enabled)},
    {"croatian", "no", "Serbian texts are Croatian, Bosnian or Montenegrin", O_BOOL,
     offsetof(struct restore_state, croatian)},
    {0},
};

const struct stage stage_restore = {
    .name = "restore",
    .help = "norms of tokens with the diacritics that the text lacks",
    .needs = LAYER_TOKENS | LAYER_LANGUAGES,
    .options = options,
    .state_size = sizeof(struct restore_state),
    .uses = USES_LEXICON | USES_WORDS | USES_MODEL(MODEL_RESTORE),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
