/* SPDX-License-Identifier: MIT */
/* See wordlist.h. The checksum is looked at when the file is opened, and targets are bounded at each
 * step, so that a file which was made wrongly cannot lead outside. */
#include "wordlist.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

void wordlist_close(struct wordlist *w) {
    if (w->header) munmap((void *)(uintptr_t)w->header, w->size);
    *w = (struct wordlist){0};
}

static bool fail(struct wordlist *w, const char *path, const char *why, char *message,
                 size_t size) {
    wordlist_close(w);
    snprintf(message, size, "%s: %s", path, why);
    return false;
}

bool wordlist_open(struct wordlist *w, const char *path, char *message, size_t size) {
    struct stat s;
    *w = (struct wordlist){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &s) != 0) {
        if (fd >= 0) close(fd);
        return fail(w, path, strerror(errno), message, size);
    }
    void *p = s.st_size > 0 ? mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_SHARED, fd, 0)
                            : MAP_FAILED;
    close(fd);
    if (p == MAP_FAILED) return fail(w, path, "cannot be mapped, or is empty", message, size);
    w->header = p;
    w->size = (size_t)s.st_size;
    w->arcs = (const uint32_t *)(w->header + 1);
    if (w->size < sizeof *w->header || memcmp(w->header->magic, "IBERWRD3", 8) != 0)
        return fail(w, path, "this is no word list of this iber", message, size);
    if (w->size != sizeof *w->header + (size_t)w->header->arcs * sizeof *w->arcs)
        return fail(w, path, "the word list is cut short", message, size);
    const size_t from = offsetof(struct wordlist_header, arcs);
    if (XXH3_64bits((const char *)p + from, w->size - from) != w->header->checksum)
        return fail(w, path, "the word list is damaged", message, size);
    return true;
}

/* en 0, sq 1, sr 2; -1: no dictionary. */
static int index_of(enum lang lang) {
    return lang == LANG_EN ? 0 : lang == LANG_SQ ? 1 : lang == LANG_SR ? 2 : -1;
}

/* The arc for byte `c` of the node whose first arc is `at`; 0: none. */
static uint32_t arc_for(const struct wordlist *w, uint32_t at, unsigned char c) {
    for (uint32_t most = 256; at > 0 && at < w->header->arcs && most > 0; at++, most--) {
        uint32_t arc = w->arcs[at];
        if ((unsigned char)arc == c) return at;
        if (arc & ARC_LAST || (unsigned char)arc > c) break;
    }
    return 0;
}

uint32_t wordlist_further(const struct wordlist *w, uint32_t place, struct str more) {
    for (size_t i = 0; i < more.n && place > 0; i++)
        place = arc_for(w, w->arcs[place] >> ARC_SHIFT, (unsigned char)more.p[i]);
    return place;
}

static uint32_t walk(const struct wordlist *w, int k, struct str word) {
    if (k < 0 || word.n == 0 || word.n > WORDLIST_WORD) return 0;
    unsigned char first = (unsigned char)word.p[0];
    uint32_t place = arc_for(w, w->header->root[k][first], first);
    return wordlist_further(w, place, str_sub(word, 1, word.n));
}

void wordlist_places(const struct wordlist *w, enum lang lang, struct str word, uint32_t *place) {
    int k = index_of(lang);
    place[0] = 0;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        uint32_t node = i > 0 ? w->arcs[place[i]] >> ARC_SHIFT : k < 0 ? 0 : w->header->root[k][c];
        place[i + 1] = i > 0 && place[i] == 0 ? 0 : arc_for(w, node, c);
    }
}

uint32_t wordlist_walk(const struct wordlist *w, enum lang lang, struct str word) {
    return walk(w, index_of(lang), word);
}

/* The codes behind a form: all ways from the node of `at`. */
struct codes {
    const struct wordlist *w;
    struct str form;
    struct wordlist_lemma *out;
    unsigned n;
    char text[WORDLIST_WORD];
};

static void add_lemma(struct codes *c, size_t n) {
    size_t cut = (unsigned char)c->text[0] - (size_t)LEMMA_CUT;
    if (n < 1 || c->n == LEMMAS_MAX || cut > c->form.n) return;
    struct wordlist_lemma *l = &c->out[c->n++];
    memcpy(l->text, c->form.p, c->form.n - cut);
    memcpy(l->text + c->form.n - cut, c->text + 1, n - 1);
    l->n = (uint16_t)(c->form.n - cut + n - 1);
}

static void follow_codes(struct codes *c, uint32_t at, size_t n) {
    for (; at > 0 && at < c->w->header->arcs && n < sizeof c->text; at++) {
        uint32_t arc = c->w->arcs[at];
        c->text[n] = (char)arc;
        if (arc & ARC_ENDS) add_lemma(c, n + 1);
        follow_codes(c, arc >> ARC_SHIFT, n + 1);
        if (arc & ARC_LAST) break;
    }
}

unsigned wordlist_lemmas(const struct wordlist *w, enum lang lang, struct str form,
                         struct wordlist_lemma out[LEMMAS_MAX]) {
    static const char mark[1] = {LEMMA_MARK};
    struct codes c = {.w = w, .form = form, .out = out};
    uint32_t place = wordlist_walk(w, lang, form);
    if (place > 0) place = wordlist_further(w, place, (struct str){mark, 1});
    if (place > 0) follow_codes(&c, w->arcs[place] >> ARC_SHIFT, 0);
    return c.n;
}

bool wordlist_ends(const struct wordlist *w, uint32_t place) {
    return place > 0 && w->arcs[place] & ARC_ENDS;
}

bool wordlist_has(const struct wordlist *w, enum lang lang, struct str word) {
    return wordlist_ends(w, wordlist_walk(w, lang, word));
}

unsigned wordlist_standards(const struct wordlist *w, struct str word) {
    uint32_t place = walk(w, WORDLIST_LANGS, word);
    for (unsigned bits = 1; place && bits < STANDARDS_ALL; bits++) {
        const char code[1] = {(char)bits};
        if (wordlist_ends(w, wordlist_further(w, place, (struct str){code, 1}))) return bits;
    }
    return wordlist_has(w, LANG_SR, word) ? STANDARDS_ALL : 0;
}
