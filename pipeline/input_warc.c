/* SPDX-License-Identifier: MIT */
/* See input_parts.h. WARC and WET (ISO 28500): responses and resources that are text, and what a
 * crawl has converted to text, give a document each; other records are passed over. libarchive's
 * reader is not used: it leaves out what ends with "/", conversions, and WARC 1.1.
 *
 * A record's length is what its header says. Where no record stands behind it the record is damaged,
 * and reading goes on at the next line "WARC/1.". */
#include "gunzip.h"
#include "http.h"
#include "input_parts.h"
#include "media.h"

#include <stdio.h>

enum { HEAD_MAX = 64 << 10, SNIFF = 64, DAMAGED = 0 };

/* What is told of a body before it is read. */
struct body {
    bool wanted, chunked, packed;
    struct str coding; /* that iber cannot undo */
};

/* Length of the header block that begins `from` bytes behind the buffer's begin, with its blank line.
 * DAMAGED when there is none within `most` bytes, or another record begins in it: at *seen then. */
static size_t head_length(struct input *in, size_t from, size_t most, size_t *seen) {
    size_t line = from, i = from;
    for (;;) {
        struct str b = input_buffered(in);
        const char *stop = i < b.n ? memchr(b.p + i, '\n', b.n - i) : NULL;
        if (stop == NULL) {
            *seen = i = b.n;
            if (b.n >= from + most || !stream_fill(&in->stream)) return DAMAGED;
            continue;
        }
        *seen = line;
        size_t end = (size_t)(stop - b.p);
        struct str text = str_trim(str_sub(b, line, end));
        if (end + 1 > from + most || (line > 0 && input_is_warc(text))) return DAMAGED;
        if (text.n == 0) return end + 1 - from;
        line = i = end + 1;
    }
}

static bool read_length(struct str s, uint64_t *n) {
    *n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]) || *n > UINT64_MAX / 16) return false;
        *n = *n * 10 + (uint64_t)(s.p[i] - '0');
    }
    return s.n > 0;
}

/* To the next line that begins a record. */
static void find_record(struct input *in) {
    struct piece rest = {0};
    while (input_need(in, 1) && (input_need(in, 7), !input_is_warc(input_buffered(in))))
        input_take_line(in, NULL, &rest);
}

/* Takes what is left of the record. False when the stream ends before. */
static bool take_left(struct input *in, struct arena *arena, struct piece *piece) {
    while (in->left && input_need(in, 1)) {
        struct str b = input_buffered(in);
        size_t n = b.n < in->left ? b.n : (size_t)in->left;
        input_take(in, arena, piece, n);
        in->left -= n;
    }
    return in->left == 0;
}

/* Is this a text that somebody may have written? Style sheets and programs have text types, too. */
static bool is_text(struct str media) {
    static const char *const not [] = {"css", "javascript", "ecmascript", "x-javascript", NULL};
    if (http_is(media, "application/xhtml+xml")) return true;
    if (!http_is(str_sub(media, 0, 5), "text/")) return false;
    for (size_t i = 0; not [i]; i++)
        if (http_is(str_sub(media, 5, media.n), not [i])) return false;
    return true;
}

/* The media type as the record prints it; XHTML is HTML to all that read it here. */
static struct str media_word(struct arena *arena, struct str media) {
    if (http_is(media, "application/xhtml+xml")) return STR("text/html");
    if (media.n == 0) return media;
    char *p = arena_alloc(arena, media.n);
    for (size_t i = 0; i < media.n; i++)
        p[i] = media.p[i] >= 'A' && media.p[i] <= 'Z' ? (char)(media.p[i] | 0x20) : media.p[i];
    return (struct str){p, media.n};
}

/* Reads the HTTP header that stands `from` bytes behind the buffer's begin; *n is its length. */
static struct body read_http(struct input *in, size_t from, uint64_t left, size_t *n,
                             struct str *type) {
    static const char *const known[] = {"gzip", "x-gzip", "deflate"};
    static const char *const unknown[] = {"br", "zstd", "compress", "x-compress"};
    struct body body = {false, false, false, STR("")};
    size_t seen;
    size_t most = left < HEAD_MAX ? (size_t)left : HEAD_MAX;
    *n = head_length(in, from, most, &seen);
    input_need(in, from + (*n + SNIFF < most ? *n + SNIFF : most));
    struct str head = str_sub(input_buffered(in), from, from + *n);
    struct str coding = http_header(head, "content-encoding");
    *type = http_header(head, "content-type");
    body.wanted = http_status(head) == 200 && (type->n == 0 || is_text(http_media(*type)));
    body.chunked = http_is(http_header(head, "transfer-encoding"), "chunked");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        body.packed |= http_is(coding, known[i]);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (http_is(coding, unknown[i])) body.coding = coding;
    /* A picture without a type is told by its first bytes. */
    struct str first = str_sub(input_buffered(in), from + *n, from + most);
    if (type->n == 0 && !body.packed && !body.chunked && media_sniff(first)) body.wanted = false;
    return body;
}

/* What kind of record, and its strings: views of the buffer, moved to the arena at the end, when the
 * stream's state is behind the headers. */
static struct body read_heads(struct input *in, struct arena *arena, struct item *item, size_t n) {
    struct body body = {false, false, false, STR("")};
    size_t http_n = 0;
    struct str head = str_sub(input_buffered(in), 0, n), type = http_header(head, "content-type");
    struct str kind = http_header(head, "warc-type");
    bool response = http_is(kind, "response"),
         other = http_is(kind, "resource") || http_is(kind, "conversion");
    if (response) body = read_http(in, n, in->left, &http_n, &type);
    else body.wanted = other && is_text(http_media(type));
    struct str b = input_buffered(in); /* read_http() may have moved it */
    head = str_sub(b, 0, n);
    in->stream.at += n + http_n;
    in->left -= http_n;
    if (!body.wanted) return body;
    item->start = in->stream.offset + in->stream.at;
    struct str uri = http_header(head, "warc-target-uri");
    if (uri.n > 1 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>') uri = str_sub(uri, 1, uri.n - 1);
    input_name(in, arena, item, ':');
    if (uri.n) item->id = arena_str(arena, uri);
    item->url = arena_str(arena, uri);
    item->fetched = arena_str(arena, http_header(head, "warc-date"));
    item->media = media_word(arena, http_media(type));
    item->charset = arena_str(arena, http_charset(type));
    body.coding = arena_str(arena, body.coding);
    return body;
}

/* Undoes chunks and packing, where the crawler has not done it and left the header as it was. Then positions are those of what comes out: there is no place in the file
 * for them. */
static bool decode(struct input *in, struct arena *arena, struct item *item,
                   const struct body *body) {
    char why[96];
    char *p = (char *)(uintptr_t)item->raw.p;
    size_t n = item->raw.n;
    uint64_t at = item->start;
    if (body->coding.n) {
        int shown = body->coding.n < 40 ? (int)body->coding.n : 40;
        snprintf(why, sizeof why, "Content-Encoding %.*s is not known", shown, body->coding.p);
        return input_fail(arena, item, BAD_ENCODING, at, why);
    }
    if (body->chunked && !http_unchunk(p, &item->raw))
        return input_fail(arena, item, BAD_ARCHIVE, at, "the chunks of the body are damaged");
    unsigned char first = item->raw.n ? (unsigned char)item->raw.p[0] : ' ';
    bool gzip = str_starts(item->raw, STR("\x1F\x8B"));
    bool text = first != 'x' && !gzip && (is_space((char)first) || (first >= 0x20 && first < 0x7F));
    if (body->packed && !text) {
        struct str out = STR("");
        enum status code = gunzip_memory(arena, item->raw, in->limit, &out);
        bool plain = code == BAD_ARCHIVE && first == 'x' &&
                     out.n == 0; /* zlib begins with x, too */
        snprintf(why, sizeof why, "the unpacked body is larger than --max-bytes %zu", in->limit);
        if (code == TOO_BIG) return input_fail(arena, item, code, at, why);
        if (code != OK && !plain)
            return input_fail(arena, item, code, at, "the packed body is damaged");
        if (!plain) item->raw = out;
    }
    if (item->raw.p != p || item->raw.n != n) item->start = 0;
    return true;
}

/* Does a record, or the end, stand behind this one? */
static bool ends_well(struct input *in) {
    if (!input_need(in, 1)) return true;
    char c = in->stream.buffer[in->stream.at];
    return c == '\n' || c == '\r' || c == 'W';
}

static bool give(struct input *in, struct arena *arena, struct item *item,
                 const struct body *body) {
    struct stream *s = &in->stream;
    struct piece piece = {0};
    bool whole = take_left(in, arena, &piece);
    if (s->fault == OK && !whole) {
        in->left = 0;
        return input_fail(arena, item, BAD_ARCHIVE, s->offset + s->end, "the record is cut short");
    }
    if (s->fault == OK && !ends_well(in)) {
        uint64_t at = s->offset + s->at;
        find_record(in);
        return input_fail(arena, item, BAD_ARCHIVE, at,
                          "the record does not end where its Content-Length says");
    }
    input_finish(in, arena, item, piece);
    return item->code != OK || decode(in, arena, item, body);
}

bool input_warc(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    for (;;) {
        struct piece rest = {0};
        size_t seen = 0, n = 0;
        bool cut = !take_left(in, NULL, &rest);
        in->left = 0;
        while (input_need(in, 1) && (s->buffer[s->at] == '\n' || s->buffer[s->at] == '\r')) s->at++;
        item->start = s->offset + s->at;
        if (s->fault != OK) return input_finish(in, arena, item, rest);
        if (s->at == s->end && !cut) return false;
        const char *why = cut ? "the record is cut short" : "no WARC record begins here";
        if (!cut && input_need(in, 7) && input_is_warc(input_buffered(in))) {
            in->count++;
            n = head_length(in, 0, HEAD_MAX, &seen);
            struct str head = str_sub(input_buffered(in), 0, n);
            why = n ? "a WARC record without a Content-Length" : "a WARC header without an end";
            if (!read_length(http_header(head, "content-length"), &in->left)) n = DAMAGED;
        }
        if (n == DAMAGED) {
            in->left = 0;
            s->at += seen;
            find_record(in);
            if (s->fault != OK) return input_finish(in, arena, item, rest);
            input_name(in, arena, item, ':');
            return input_fail(arena, item, BAD_ARCHIVE, item->start, why);
        }
        struct body body = read_heads(in, arena, item, n);
        if (body.wanted) return give(in, arena, item, &body);
        in->passed_over++;
    }
}
