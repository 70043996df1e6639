/* SPDX-License-Identifier: MIT */
/* See input_parts.h. Dumps as extractors of wikis write them:
 *
 *     <doc id="12" url="https://…" title="Prizren">
 *     Prizren
 *
 *     Prizren is a town …
 *     </doc>
 */
#include "buf.h"
#include "input_parts.h"

enum { HEAD_MAX = 64 << 10, DAMAGED = 0 };

/* Cuts name="value" off `rest`. A value may hold quotes: it ends at one that has > or another
 * attribute behind it. */
static bool attribute(struct str *rest, struct str *name, struct str *value) {
    size_t i = 0, from;
    while (i < rest->n && rest->p[i] == ' ') i++;
    for (from = i; i < rest->n && is_ascii_alpha(rest->p[i]); i++) {
    }
    *name = str_sub(*rest, from, i);
    if (!str_starts(str_sub(*rest, i, rest->n), STR("=\""))) return false;
    for (from = i += 2; i < rest->n; i++) {
        if (rest->p[i] != '"') continue;
        size_t k = i + 1;
        while (k < rest->n && rest->p[k] == ' ') k++;
        bool ends = k < rest->n && rest->p[k] == '>';
        while (k > i + 1 && k < rest->n && is_ascii_alpha(rest->p[k])) k++;
        if (!ends && !str_starts(str_sub(*rest, k, rest->n), STR("=\""))) continue;
        *value = str_sub(*rest, from, i);
        *rest = str_sub(*rest, i + 1, rest->n);
        return true;
    }
    return false;
}

/* A copy, with &amp; and its like undone. */
static struct str plain(struct arena *arena, struct str s) {
    static const char *const entities[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    struct buf b;
    buf_open(&b, arena, s.n);
    for (size_t i = 0; i < s.n;) {
        size_t k = 0, n = sizeof entities / sizeof *entities;
        struct str rest = str_sub(s, i, s.n);
        while (k < n && (s.p[i] != '&' || !str_starts(rest, str_of(entities[k][0])))) k++;
        buf_byte(&b, k < n ? entities[k][1][0] : s.p[i]);
        i += k < n ? strlen(entities[k][0]) : 1;
    }
    return buf_view(&b);
}

/* Length of the first tag, with the line end behind it, and its attributes; DAMAGED when it has no
 * end. */
static size_t read_head(struct input *in, struct str *id, struct str *url, struct str *title) {
    size_t seen = 0;
    const char *stop = NULL;
    struct str b = input_buffered(in);
    while ((stop = memchr(b.p + seen, '\n', b.n - seen)) == NULL) {
        seen = b.n;
        if (b.n > HEAD_MAX || !stream_fill(&in->stream)) break;
        b = input_buffered(in);
    }
    struct str line = str_sub(b, 0, stop ? (size_t)(stop - b.p) : b.n), name, value;
    struct str rest = str_sub(line, strlen("<doc"), line.n);
    while (attribute(&rest, &name, &value)) {
        if (str_is(name, "id")) *id = value;
        if (str_is(name, "url")) *url = value;
        if (str_is(name, "title")) *title = value;
    }
    while (rest.n && rest.p[0] == ' ') rest = str_sub(rest, 1, rest.n);
    if (!str_starts(rest, STR(">"))) return DAMAGED;
    size_t n = (size_t)(rest.p - b.p) + 1;
    if (str_starts(str_sub(b, n, b.n), STR("\r\n"))) return n + 2;
    return n + str_starts(str_sub(b, n, b.n), STR("\n"));
}

/* Takes text up to a </doc>, or to a line that begins the next document. True when the end was
 * there. */
static bool take_text(struct input *in, struct arena *arena, struct piece *piece) {
    struct str end = STR("</doc>");
    bool fresh = true; /* at the begin of a line */
    for (;;) {
        input_need(in, strlen("<doc id="));
        struct str b = input_buffered(in);
        if (b.n == 0) return false;
        if (str_starts(b, end)) {
            in->stream.at += end.n;
            return true;
        }
        if (fresh && input_is_dump(b)) return false;
        const char *tag = memchr(b.p + 1, '<', b.n - 1);
        size_t n = tag ? (size_t)(tag - b.p) : b.n;
        fresh = b.p[n - 1] == '\n';
        input_take(in, arena, piece, n);
    }
}

/* To the next line that begins a document. */
static void skip(struct input *in) {
    struct piece rest = {0};
    do input_take_line(in, NULL, &rest);
    while (input_need(in, 1) && (input_need(in, 8), !input_is_dump(input_buffered(in))));
}

bool input_dump(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece rest = {0}, text = {0};
    struct str id = STR(""), url = STR(""), title = STR("");
    if (in->unfinished) take_text(in, NULL, &rest);
    in->unfinished = false;
    while (input_need(in, 1) && is_space(s->buffer[s->at])) s->at++;
    if (s->at == s->end) return s->fault != OK && input_finish(in, arena, item, text);
    in->count++;
    item->start = s->offset + s->at;
    input_need(in, strlen("<doc id="));
    size_t n = input_is_dump(input_buffered(in)) ? read_head(in, &id, &url, &title) : DAMAGED;
    if (n == DAMAGED) {
        skip(in);
        input_name(in, arena, item, ':');
        return input_fail(arena, item, BAD_RECORD, item->start, "no <doc id=\"…\" …> stands here");
    }
    s->at += n;
    item->start = s->offset + s->at;
    in->unfinished = true;
    input_name(in, arena, item, ':');
    if (id.n) item->id = plain(arena, id);
    item->url = plain(arena, url);
    item->title = plain(arena, title);
    bool ended = take_text(in, arena, &text);
    in->unfinished = false;
    if (!ended && s->fault == OK)
        return input_fail(arena, item, BAD_RECORD, item->start, "a <doc> without its </doc>");
    return input_finish(in, arena, item, text);
}
