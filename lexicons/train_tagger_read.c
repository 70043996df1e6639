/* SPDX-License-Identifier: MIT */
/* See train_tagger.h. */
#include "train_tagger.h"

#include <stdlib.h>

#include "lower.h"
#include "train_memory.h"

struct reader {
    struct marked_sink *sink;
    struct marked *to;   /* the document being read; NULL: none is open */
    unsigned units;      /* documents up to here */
    unsigned number;     /* of the next one */
    size_t sentence;     /* where it begins in the text */
    unsigned sentences;  /* of this document */
    char *line, *source; /* source: the sentence as it was printed */
    size_t room, source_n, at;
    bool in_mention, marked_units;
};

static void *grow(void *p, size_t n, size_t *cap, size_t each) {
    if (n <= *cap) return p;
    *cap = n > 2 * *cap ? n : 2 * *cap;
    return must(realloc(p, *cap * each));
}

void marked_lower(struct marked *m) {
    struct shape shape;
    char *out = must(malloc(m->n * LOWER_GROWTH + 1));
    if (lower((struct str){m->text, m->n}, out, &shape) == m->n) memcpy(m->text, out, m->n);
    free(out);
}

void marked_clear(struct marked *m) {
    m->n = m->n_mentions = m->n_sentences = 0;
    m->documents = 0;
}

void marked_free(struct marked *m) {
    free(m->text);
    free(m->mentions);
    free(m->sentences);
}

static void put(struct marked *m, struct str s) {
    m->text = grow(m->text, m->n + s.n + 1, &m->cap, 1);
    memcpy(m->text + m->n, s.p, s.n);
    m->n += s.n;
}

static void open_unit(struct reader *r) {
    if (r->to) return;
    r->to = r->sink->open(r->sink, r->number);
    r->number = r->units + 1;
    r->sentence = r->to->n;
    r->sentences = 0;
}

static void end_sentence(struct reader *r) {
    struct marked *m = r->to;
    r->in_mention = false;
    r->source_n = 0;
    if (m == NULL || m->n == r->sentence) return;
    m->sentences = grow(m->sentences, m->n_sentences + 1, &m->cap_sentences, sizeof *m->sentences);
    m->sentences[m->n_sentences++] = (struct span){(uint32_t)r->sentence, (uint32_t)m->n};
    put(m, STR("\n"));
    r->sentence = m->n;
    r->sentences++;
}

static void end_unit(struct reader *r) {
    end_sentence(r);
    if (r->to && r->sentences) {
        r->to->documents++;
        r->units++;
        r->sink->close(r->sink, r->to);
    }
    r->to = NULL;
}

static void put_mention(struct marked *m, size_t from, uint32_t names) {
    m->mentions = grow(m->mentions, m->n_mentions + 1, &m->cap_mentions, sizeof *m->mentions);
    m->mentions[m->n_mentions++] = (struct mention){{(uint32_t)from, (uint32_t)m->n}, names};
}

/* What stood between two tokens where the printed sentence is known; every other document has blanks, as
 * texts that come as tokens do. */
static bool is_glued(struct reader *r, struct str token) {
    if (r->units % 2 == 0 || r->source_n == 0) return false;
    struct str rest = {r->source + r->at, r->source_n - r->at};
    size_t blanks = 0;
    while (blanks < rest.n && is_space(rest.p[blanks])) blanks++;
    if (!str_starts(str_sub(rest, blanks, rest.n), token)) {
        r->source_n = 0;
        return false;
    }
    bool glued = blanks == 0 && r->at > 0;
    r->at += blanks + token.n;
    return glued;
}

static void read_token(struct reader *r, struct str token, struct str tag) {
    open_unit(r);
    struct marked *m = r->to;
    bool glued = is_glued(r, token);
    if (m->n > r->sentence && !glued) put(m, STR(" "));
    size_t from = m->n;
    put(m, token);
    uint32_t names = tag.n > 2 ? scheme_names(r->sink->scheme, str_sub(tag, 2, tag.n)) : 0;
    bool inside = tag.n && tag.p[0] == 'I' && r->in_mention && m->n_mentions;
    if (names && inside) m->mentions[m->n_mentions - 1].span.end = (uint32_t)m->n;
    else if (names) put_mention(m, from, names);
    r->in_mention = names != 0;
}

/* The last number in a name. */
static unsigned number_in(struct str s) {
    unsigned number = 0;
    while (s.n && !is_digit(s.p[s.n - 1])) s.n--;
    size_t from = s.n;
    while (from && is_digit(s.p[from - 1])) from--;
    for (; from < s.n; from++) number = number * 10 + (unsigned)(s.p[from] - '0');
    return number;
}

static void read_comment(struct reader *r, struct str line) {
    static const struct str text = {"# text = ", 9};
    if (str_starts(line, STR("# newdoc"))) {
        end_unit(r);
        r->marked_units = true;
        r->number = number_in(line);
    } else if (str_starts(line, text)) {
        r->source = must(realloc(r->source, line.n + 1));
        memcpy(r->source, line.p + text.n, line.n - text.n);
        r->source_n = line.n - text.n;
        r->at = 0;
    }
}

static void read_bio_line(struct reader *r, struct str line) {
    struct str rest = line, token, tag = {0};
    if (str_trim(line).n == 0) {
        end_sentence(r);
        if (!r->marked_units && r->sentences >= UNIT) end_unit(r);
    } else if (str_starts(line, STR("# "))) {
        read_comment(r, line);
    } else if (str_cut(&rest, '\t', &token) && str_cut(&rest, '\t', &tag) && token.n) {
        read_token(r, token, str_trim(tag));
    }
}

/* "[ORG KEK]-un" */
static void read_marked_line(struct reader *r, struct str line) {
    line = str_trim(line);
    if (line.n == 0 || str_starts(line, STR("# "))) return;
    open_unit(r);
    while (line.n) {
        size_t open = str_find(line, STR("[")), close = str_find(line, STR("]"));
        put(r->to, str_sub(line, 0, open));
        if (open == line.n) break;
        struct str inside = str_sub(line, open + 1, close), tag;
        line = str_sub(line, close + 1, line.n);
        size_t from = r->to->n;
        if (!str_cut(&inside, ' ', &tag) || inside.p == NULL) continue;
        put(r->to, inside);
        uint32_t names = scheme_names(r->sink->scheme, tag);
        if (names) put_mention(r->to, from, names);
    }
    end_sentence(r);
}

bool marked_read(struct marked_sink *sink, const char *path) {
    struct reader r = {.sink = sink};
    FILE *f = fopen(path, "rb");
    bool bio = str_ends(str_of(path), STR(".bio"));
    if (!bio) r.number = number_in(str_of(path));
    if (f == NULL) return perror(path), false;
    for (ssize_t n; (n = getline(&r.line, &r.room, f)) > 0;) {
        struct str line = {r.line, (size_t)n};
        while (line.n && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r')) line.n--;
        if (bio) read_bio_line(&r, line);
        else read_marked_line(&r, line);
    }
    end_unit(&r);
    free(r.line);
    free(r.source);
    fclose(f);
    return true;
}
