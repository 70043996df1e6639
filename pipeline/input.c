/* SPDX-License-Identifier: MIT */
/* See input.h. walk.c says which file is next, stream.c opens and unpacks it; here it is cut into
 * documents. State moves on before memory is taken from the arena: a full arena jumps out of here,
 * and the next call must find that document behind. */
#include "input.h"

#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "stream.h"
#include "walk.h"

enum { LINE_END = 2 };

struct input {
    const struct input_options *options;
    size_t limit; /* max_bytes, within what spans can count */
    struct walk walk;
    struct walk_entry file; /* the one being read */
    enum form form;         /* of the stream */
    bool open;              /* the stream may have more documents */
    bool unfinished;        /* a document was begun, and left by a jump */
    uint64_t count;         /* of the stream's lines or parts so far */
    struct stream stream;
};

/* Bytes of one document so far. Those beyond the limit are counted, not kept. */
struct piece {
    char *p;
    uint64_t n;
};

struct input *input_open(const struct input_options *options) {
    struct input *in = malloc(sizeof *in);
    if (!in) return NULL;
    memset(in, 0, offsetof(struct input, stream));
    in->options = options;
    in->limit = options->max_bytes < UINT32_MAX ? options->max_bytes : UINT32_MAX;
    stream_init(&in->stream);
    walk_open(&in->walk, options->paths, options->list, options->null_separated);
    return in;
}

void input_close(struct input *in) {
    if (!in) return;
    stream_close(&in->stream);
    walk_close(&in->walk);
    free(in);
}

static struct str buffered(const struct stream *s) {
    return (struct str){s->buffer + s->at, s->end - s->at};
}

/* By name, of stdin by its first byte. */
static enum form form_of(struct input *in) {
    static const char *const packings[] = {".gz", ".xz", ".zst", ".bz2"};
    struct stream *s = &in->stream;
    if (in->options->form != FORM_AUTO) return in->options->form;
    struct str name = s->member ? str_of(s->member) : in->file.path;
    if (!s->member && str_eq(name, STR("-"))) {
        if (s->archive) stream_fill(s); /* a plain file has its beginning there */
        return str_starts(buffered(s), STR("{")) ? FORM_JSONL : FORM_TEXT;
    }
    for (size_t i = 0; !s->member && i < sizeof packings / sizeof *packings; i++) {
        if (!str_ends(name, str_of(packings[i]))) continue;
        name.n -= strlen(packings[i]);
        break;
    }
    if (str_ends(name, STR(".jsonl")) || str_ends(name, STR(".ndjson"))) return FORM_JSONL;
    return str_ends(name, STR(".conllu")) ? FORM_CONLLU : FORM_TEXT;
}

/* "name/member:7", without the parts that are not there (mark 0: the number). */
static struct str join(const struct input *in, struct arena *arena, struct str name, char mark) {
    struct buf b;
    const char *member = in->stream.member;
    size_t n = member ? strlen(member) : 0;
    buf_open(&b, arena, name.n + n + 24);
    buf_str(&b, name);
    if (member) {
        buf_byte(&b, '/');
        buf_add(&b, member, n);
    }
    if (mark) {
        buf_byte(&b, mark);
        buf_u64(&b, in->count);
    }
    return buf_view(&b);
}

static void name_item(struct input *in, struct arena *arena, struct item *item, char mark) {
    item->form = in->form == FORM_LINES ? FORM_TEXT : in->form;
    item->path = join(in, arena, in->file.path, 0);
    item->id = join(in, arena, in->file.id, mark);
}

/* Always true: there is an item to give out. */
static bool fail(struct arena *arena, struct item *item, enum status code, uint64_t byte,
                 const char *why) {
    item->code = code;
    item->byte = byte;
    item->why = arena_str(arena, str_of(why));
    return true;
}

/* The piece is all there: gives it out, or says what is wrong with it. */
static bool finish(struct input *in, struct arena *arena, struct item *item, struct piece piece) {
    const struct stream *s = &in->stream;
    if (s->fault != OK) {
        in->open = false;
        name_item(in, arena, item, 0);
        return fail(arena, item, s->fault, s->offset + s->end, s->why);
    }
    if (piece.n > in->limit) {
        char why[64];
        snprintf(why, sizeof why, "larger than --max-bytes %zu", in->limit);
        return fail(arena, item, TOO_BIG, item->start, why);
    }
    item->raw = (struct str){piece.p ? piece.p : "", (size_t)piece.n};
    return true;
}

/* Takes what is left of a line, with its end. Without an arena it is thrown away. */
static void take_line(struct input *in, struct arena *arena, struct piece *piece) {
    struct stream *s = &in->stream;
    for (;;) {
        if (s->at == s->end && !stream_fill(s)) return;
        const char *from = s->buffer + s->at;
        const char *stop = memchr(from, '\n', s->end - s->at);
        size_t n = stop ? (size_t)(stop - from) + 1 : s->end - s->at;
        if (arena && piece->n + n <= (uint64_t)in->limit + LINE_END) {
            size_t old = (size_t)piece->n;
            piece->p = arena_grow(arena, piece->p, old, old + n);
            memcpy(piece->p + old, from, n);
        }
        piece->n += n;
        s->at += n;
        if (stop) return;
    }
}

/* White space before a JSON object, and with it the lines that have nothing else. */
static void skip_blanks(struct input *in) {
    struct stream *s = &in->stream;
    for (; s->at < s->end || stream_fill(s); s->at++) {
        char c = s->buffer[s->at];
        if (c == '\n') in->count++;
        else if (c != ' ' && c != '\t' && c != '\r') return;
    }
}

static bool next_line(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece rest = {0}, line = {0};
    if (in->unfinished) take_line(in, NULL, &rest);
    in->unfinished = false;
    if (in->form == FORM_JSONL) skip_blanks(in);
    if (s->at == s->end && !stream_fill(s)) return s->fault != OK && finish(in, arena, item, line);
    item->start = s->offset + s->at;
    in->count++;
    in->unfinished = true;
    name_item(in, arena, item, ':');
    take_line(in, arena, &line);
    in->unfinished = false;
    if (line.n <= (uint64_t)in->limit + LINE_END && line.p[line.n - 1] == '\n') {
        line.n--;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
    }
    return finish(in, arena, item, line);
}

/* Takes lines up to a "# newdoc" that follows another one, or a word. */
static void take_part(struct input *in, struct arena *arena, struct piece *piece) {
    struct stream *s = &in->stream;
    struct str newdoc = STR("# newdoc");
    for (bool begun = false;;) {
        while (s->end - s->at < newdoc.n && stream_fill(s)) {
        }
        if (s->at == s->end || s->fault != OK) return;
        bool starts = str_starts(buffered(s), newdoc);
        if (starts && begun) return;
        char c = s->buffer[s->at];
        begun = begun || starts || (c != '#' && c != '\n' && c != '\r');
        take_line(in, arena, piece);
    }
}

static bool next_part(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece rest = {0}, part = {0};
    if (in->unfinished) take_part(in, NULL, &rest);
    in->unfinished = false;
    if (in->count > 0 && s->at == s->end && !stream_fill(s) && s->fault == OK) return false;
    item->start = s->offset + s->at;
    in->count++;
    in->unfinished = true;
    name_item(in, arena, item, 0);
    take_part(in, arena, &part);
    in->unfinished = false;
    if (in->count > 1 || s->at < s->end) name_item(in, arena, item, '#');
    return finish(in, arena, item, part);
}

/* The stream is one document. */
static bool next_whole(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece whole = {0};
    if (in->count++ > 0) return false;
    name_item(in, arena, item, 0);
    if (s->size > in->limit) {
        whole.n = s->size;
        return finish(in, arena, item, whole);
    }
    /* One byte more than allowed, or than there seem to be, shows that there are more. */
    size_t most = in->limit + 1, room = s->size ? (size_t)s->size + 1 : STREAM_BUFFER, n;
    if (room > most) room = most;
    whole.p = arena_alloc(arena, room);
    while ((n = stream_take(s, whole.p + whole.n, room - (size_t)whole.n)) > 0) {
        whole.n += n;
        if (whole.n < room) continue;
        if (room == most) break;
        size_t more = room + STREAM_BUFFER < most ? room + STREAM_BUFFER : most;
        whole.p = arena_grow(arena, whole.p, room, more);
        room = more;
    }
    whole.p = arena_grow(arena, whole.p, room, (size_t)whole.n); /* the rest goes back */
    return finish(in, arena, item, whole);
}

static bool next_document(struct input *in, struct arena *arena, struct item *item) {
    if (in->stream.fault != OK) return finish(in, arena, item, (struct piece){0});
    if (in->form == FORM_LINES || in->form == FORM_JSONL) return next_line(in, arena, item);
    if (in->form == FORM_CONLLU) return next_part(in, arena, item);
    return next_whole(in, arena, item);
}

bool input_next(struct input *in, struct arena *arena, struct item *item) {
    *item = (struct item){.form = FORM_TEXT, .code = OK};
    for (;;) {
        if (in->open && next_document(in, arena, item)) return true;
        in->open = stream_next(&in->stream);
        if (in->open) {
            in->count = 0;
            in->unfinished = false;
            in->form = form_of(in);
            continue;
        }
        if (!walk_next(&in->walk, &in->file)) return false;
        if (in->file.code == OK) stream_open(&in->stream, in->file.path.p);
        else stream_fail(&in->stream, in->file.code, in->file.why);
    }
}
