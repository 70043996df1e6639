/* SPDX-License-Identifier: MIT */
/* See grep.h. A file goes through a buffer in pieces of whole lines. */
#include "grep.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "filter.h"
#include "fold.h"
#include "inflect.h"
#include "stream.h"
#include "utf8.h"
#include "walk.h"

enum { PIECE = 1 << 20, AROUND = 80, KEY = 1024 };

/* ---- the names */

static void add_entry(struct pattern *p, const struct lexicon *l, const struct lexicon_entry *e) {
    for (uint32_t i = 0, n = lexicon_forms(l, e); i < n; i++) {
        const struct lexicon_form *f = lexicon_form(l, e, i);
        if (!(f->flags & LEX_SURNAME_OF)) pattern_add(p, lexicon_str(l, f->text, f->text_n));
    }
}

static void add_key(struct pattern *p, const struct lexicon *l, struct str key) {
    const struct lexicon_slot *slot = lexicon_find(l, key);
    for (unsigned i = 0; slot && i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        const struct lexicon_entry *e = lexicon_entry(l, f);
        if (e->kind <= LEX_MISC && !(f->flags & LEX_SURNAME_OF)) add_entry(p, l, e);
    }
}

bool grep_add(struct pattern *p, const struct lexicon *l, struct str name) {
    char key[KEY], base[KEY + INFLECT_ADD];
    struct inflected forms[INFLECT_MAX];
    if (!pattern_add(p, name)) return false;
    if (name.n * FOLD_GROWTH > sizeof key) return true;
    struct str whole = {key, fold(name, key)};
    add_key(p, l, whole);
    if (memchr(whole.p, ' ', whole.n)) return true;
    for (enum lang lang = LANG_SQ; lang <= LANG_SR; lang++)
        for (unsigned i = 0, n = inflect(lang, whole, forms); i < n; i++)
            add_key(p, l, inflect_base(whole, &forms[i], base));
    return true;
}

/* ---- the files */

struct search {
    const struct grep *g;
    struct stream stream;
    struct filter_out out;
    char *text; /* owned: PIECE bytes */
    size_t n;
    uint64_t offset, line; /* of text[0] */
    char name[PATH_MAX + 1024];
    bool found, faulty;
};

static void put_number(struct filter_out *out, uint64_t number) {
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%llu\t", (unsigned long long)number);
    filter_put(out, (struct str){digits, (size_t)n});
}

static size_t border(struct str text, size_t at) {
    while (at < text.n && at > 0 && !utf8_border(text.p[at])) at++;
    return at;
}

/* Text as a column: line ends and tabs become blanks, bytes that are no UTF-8 become U+FFFD. */
static void put_text(struct filter_out *out, struct str s) {
    for (size_t i = 0; i < s.n;) {
        unsigned bad, k = utf8_scan((const unsigned char *)s.p + i, s.n - i, &bad);
        if (k == 0) filter_put(out, STR("\xEF\xBF\xBD"));
        else filter_put(out, is_space(s.p[i]) ? STR(" ") : str_sub(s, i, i + k));
        i += k ? k : bad;
    }
}

/* The line around a match, cut where it is long. */
static void put_line(struct filter_out *out, struct str text, const struct pattern_match *m) {
    size_t begin = m->begin, end = m->end;
    while (begin > 0 && text.p[begin - 1] != '\n' && m->begin - begin < AROUND) begin--;
    while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r' && end - m->end < AROUND)
        end++;
    begin = border(text, begin), end = border(text, end);
    put_text(out, str_sub(text, begin, end));
}

static uint64_t count_lines(const char *p, size_t n) {
    uint64_t lines = 0;
    for (size_t i = 0; i < n; i++) lines += p[i] == '\n';
    return lines;
}

static void put_match(struct search *s, struct str text, const struct pattern_match *m) {
    filter_put(&s->out, str_of(s->name));
    filter_put(&s->out, STR("\t"));
    put_number(&s->out, s->line + count_lines(text.p, m->begin));
    put_number(&s->out, s->offset + m->begin);
    put_text(&s->out, str_sub(text, m->begin, m->end));
    filter_put(&s->out, STR("\t"));
    put_line(&s->out, text, m);
    filter_put(&s->out, STR("\n"));
}

/* How much of a full buffer to search now: whole lines, if there is one, best up to a line that no
 * name goes on behind. */
static size_t cut(struct str text) {
    size_t line = 0;
    for (size_t i = text.n; i > 1; i--) {
        if (text.p[i - 1] != '\n') continue;
        if (line == 0) line = i;
        if (!is_ascii_alpha(text.p[i - 2]) && (unsigned char)text.p[i - 2] < 0x80) return i;
        if (text.n - i > PIECE / 2) break;
    }
    if (line) return line;
    for (size_t i = text.n; i > text.n / 2; i--)
        if (is_space(text.p[i - 1])) return i;
    return text.n;
}

static bool flush(struct search *s, size_t least) {
    const char *p = s->out.p;
    if (p == NULL) return false;
    if (s->out.n < least) return true;
    for (size_t n = s->out.n; n;) {
        ssize_t k = write(s->g->out, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k, n -= (size_t)k;
    }
    s->out.n = 0;
    return true;
}

/* One stream: a file, or a member of an archive. False: the output cannot be written. */
static bool search_stream(struct search *s) {
    s->n = 0;
    s->offset = 0;
    s->line = 1;
    for (bool end = false; !end;) {
        size_t k = stream_take(&s->stream, s->text + s->n, PIECE - s->n);
        end = k == 0;
        s->n += k;
        if (!end && s->n < PIECE) continue;
        struct str text = {s->text, end ? s->n : cut((struct str){s->text, s->n})};
        struct pattern_match m;
        for (size_t from = 0; pattern_next(s->g->pattern, text, &from, &m); s->found = true)
            put_match(s, text, &m);
        s->line += count_lines(text.p, text.n);
        s->offset += text.n;
        s->n -= text.n;
        memmove(s->text, s->text + text.n, s->n);
        if (!flush(s, 1 << 16)) return false;
    }
    return true;
}

static bool search_file(struct search *s, const struct walk_entry *e) {
    stream_open(&s->stream, e->path.p);
    if (e->code != OK) stream_fail(&s->stream, e->code, e->why);
    while (stream_next(&s->stream)) {
        const char *member = s->stream.member;
        snprintf(s->name, sizeof s->name, "%s%s%s", e->path.p, member ? "/" : "",
                 member ? member : "");
        if (s->stream.fault == OK && !search_stream(s)) return false;
        if (s->stream.fault == OK) continue;
        s->g->complain(s->name, s->stream.why);
        s->faulty = true;
    }
    return true;
}

int grep_run(const struct grep *g, char *message, size_t size) {
    struct search *s = calloc(1, sizeof *s);
    struct walk *walk = calloc(1, sizeof *walk);
    if (s) {
        s->g = g;
        s->text = malloc(PIECE);
        s->out = (struct filter_out){malloc(PIECE), 0, PIECE};
    }
    bool memory = s && walk && s->text && s->out.p, written = true;
    message[0] = '\0';
    if (memory) {
        struct walk_entry e;
        stream_init(&s->stream);
        walk_open(walk, g->paths, NULL, false);
        while (written && walk_next(walk, &e)) written = search_file(s, &e);
        written = written && flush(s, 0);
        walk_close(walk);
        stream_close(&s->stream);
        if (!written) snprintf(message, size, "cannot write the output");
    } else {
        snprintf(message, size, "out of memory");
    }
    int code = !memory || !written || s->faulty ? 2 : s->found ? 0 : 1;
    if (s) {
        free(s->text);
        free(s->out.p);
    }
    free(s);
    free(walk);
    return code;
}
