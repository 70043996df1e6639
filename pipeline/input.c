/* SPDX-License-Identifier: MIT */
/* See input.h. walk.c says which file is next, stream.c opens and unpacks it; here and in the parts
 * (input_parts.h) it is cut into documents. */
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "input_parts.h"
#include "media.h"

enum { LINE_END = 2, SNIFF = 10, NEWDOC = 10, TAR_HEAD = 512 };

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

uint64_t input_unwanted_bytes(const struct input *in) {
    return in->unwanted_bytes;
}

uint64_t input_bytes(const struct input *in) {
    return stream_bytes(&in->stream);
}

uint64_t input_passed_over(const struct input *in) {
    return in->passed_over;
}

struct str input_buffered(const struct input *in) {
    const struct stream *s = &in->stream;
    return (struct str){s->buffer + s->at, s->end - s->at};
}

bool input_need(struct input *in, size_t n) {
    struct stream *s = &in->stream;
    while (s->end - s->at < n)
        if (!stream_fill(s)) return false;
    return true;
}

static struct str stream_name(const struct input *in) {
    return in->stream.member ? str_of(in->stream.member) : in->file.path;
}

/* Does an array of objects begin here? A list in brackets is text. */
static bool is_json_array(struct str s) {
    if (!str_starts(s, STR("["))) return false;
    return str_starts(str_trim(str_sub(s, 1, s.n)), STR("{"));
}

/* By first bytes, then by name; of stdin by first bytes alone. */
static enum form form_of(struct input *in) {
    if (in->options->form != FORM_AUTO) return in->options->form;
    input_need(in, SNIFF);
    struct str b = input_buffered(in), name = stream_name(in);
    if (input_is_warc(b)) return FORM_WARC;
    if (input_is_dump(b)) return FORM_DUMP;
    if (!in->stream.member && str_eq(name, STR("-"))) {
        if (str_starts(b, STR("{"))) return FORM_JSONL;
        return is_json_array(b) ? FORM_JSON : FORM_TEXT;
    }
    if (!in->stream.member) name = media_unpacked_name(name);
    if (str_ends(name, STR(".jsonl")) || str_ends(name, STR(".ndjson"))) return FORM_JSONL;
    if (str_ends(name, STR(".json"))) return FORM_JSON;
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

void input_name(struct input *in, struct arena *arena, struct item *item, char mark) {
    bool own = in->form == FORM_JSONL || in->form == FORM_CONLLU;
    item->form = own ? in->form : FORM_TEXT;
    item->path = join(in, arena, in->file.path, 0);
    item->id = join(in, arena, in->file.id, mark);
}

bool input_fail(struct arena *arena, struct item *item, enum status code, uint64_t byte,
                const char *why) {
    item->code = code;
    item->byte = byte;
    item->why = arena_str(arena, str_of(why));
    return true;
}

bool input_finish(struct input *in, struct arena *arena, struct item *item, struct piece piece) {
    const struct stream *s = &in->stream;
    if (s->fault != OK) {
        in->open = false;
        input_name(in, arena, item, 0);
        return input_fail(arena, item, s->fault, s->offset + s->end, s->why);
    }
    if (piece.n > in->limit) {
        char why[64];
        snprintf(why, sizeof why, "larger than --max-bytes %zu", in->limit);
        return input_fail(arena, item, TOO_BIG, item->start, why);
    }
    item->raw = (struct str){piece.p ? piece.p : "", (size_t)piece.n};
    return true;
}

void input_take(struct input *in, struct arena *arena, struct piece *piece, size_t n) {
    struct stream *s = &in->stream;
    if (arena && piece->n + n <= (uint64_t)in->limit + LINE_END) {
        size_t old = (size_t)piece->n;
        piece->p = arena_grow(arena, piece->p, old, old + n);
        memcpy(piece->p + old, s->buffer + s->at, n);
    }
    piece->n += n;
    s->at += n;
}

void input_take_line(struct input *in, struct arena *arena, struct piece *piece) {
    while (input_need(in, 1)) {
        struct str b = input_buffered(in);
        const char *stop = memchr(b.p, '\n', b.n);
        input_take(in, arena, piece, stop ? (size_t)(stop - b.p) + 1 : b.n);
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
    if (in->unfinished) input_take_line(in, NULL, &rest);
    in->unfinished = false;
    if (in->form == FORM_JSONL) skip_blanks(in);
    if (s->at == s->end && !stream_fill(s))
        return s->fault != OK && input_finish(in, arena, item, line);
    item->start = s->offset + s->at;
    in->count++;
    in->unfinished = true;
    input_name(in, arena, item, ':');
    input_take_line(in, arena, &line);
    in->unfinished = false;
    if (line.n <= (uint64_t)in->limit + LINE_END && line.p[line.n - 1] == '\n') {
        line.n--;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
    }
    return input_finish(in, arena, item, line);
}

/* Begins a line "# newdoc" or "#newdoc id = …" here? */
static bool is_newdoc(struct str line) {
    if (line.n == 0 || line.p[0] != '#') return false;
    line = str_sub(line, line.n > 1 && line.p[1] == ' ' ? 2 : 1, line.n);
    struct str word = STR("newdoc");
    return str_starts(line, word) &&
           (line.n == word.n || is_space(line.p[word.n]) || line.p[word.n] == '=');
}

static bool is_blank_line(struct str b) {
    return str_starts(b, STR("\n")) || str_starts(b, STR("\r\n"));
}

/* Takes lines up to a "# newdoc" that follows another one, or a word; of a part that comes near the
 * limit, up to the end of a sentence. */
static void take_part(struct input *in, struct arena *arena, struct piece *piece) {
    const struct stream *s = &in->stream;
    size_t enough = in->limit - in->limit / 4;
    for (bool begun = false;;) {
        input_need(in, NEWDOC);
        struct str b = input_buffered(in);
        if (b.n == 0 || s->fault != OK) return;
        bool starts = is_newdoc(b), blank = is_blank_line(b);
        if (starts && begun) return;
        begun = begun || starts || (b.p[0] != '#' && b.p[0] != '\n' && b.p[0] != '\r');
        in->lines++;
        input_take_line(in, arena, piece);
        if (blank && begun && piece->n >= enough) return;
    }
}

static bool next_part(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece rest = {0}, part = {0};
    if (in->unfinished) take_part(in, NULL, &rest);
    in->unfinished = false;
    if (in->count > 0 && s->at == s->end && !stream_fill(s) && s->fault == OK) return false;
    item->start = s->offset + s->at;
    item->line = in->lines + 1;
    in->count++;
    in->unfinished = true;
    input_name(in, arena, item, 0);
    take_part(in, arena, &part);
    in->unfinished = false;
    if (in->count > 1 || input_need(in, 1)) input_name(in, arena, item, '#');
    return input_finish(in, arena, item, part);
}

/* The stream is one document. */
static bool next_whole(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece whole = {0};
    if (in->count++ > 0) return false;
    input_name(in, arena, item, 0);
    item->media = media_of_name(stream_name(in));
    if (s->size > in->limit) {
        whole.n = s->size;
        return input_finish(in, arena, item, whole);
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
    return input_finish(in, arena, item, whole);
}

/* An archive inside an archive, or inside a packed file. */
static bool refuse_inner(struct input *in, struct arena *arena, struct item *item) {
    char why[96];
    if (in->stream.archive == NULL && in->stream.gunzip == NULL) return false;
    input_need(in, TAR_HEAD);
    const char *is = media_archive(input_buffered(in));
    if (is == NULL || in->stream.fault != OK) return false;
    in->open = false;
    input_name(in, arena, item, 0);
    snprintf(why, sizeof why, "%s inside an archive (iber unpacks one level)", is);
    return input_fail(arena, item, NOT_TEXT, 0, why);
}

static bool next_document(struct input *in, struct arena *arena, struct item *item) {
    if (in->stream.fault != OK) return input_finish(in, arena, item, (struct piece){0});
    if (in->form == FORM_LINES || in->form == FORM_JSONL) return next_line(in, arena, item);
    if (in->form == FORM_CONLLU) return next_part(in, arena, item);
    if (in->form == FORM_WARC) return input_warc(in, arena, item);
    if (in->form == FORM_DUMP) return input_dump(in, arena, item);
    if (in->form == FORM_JSON) return input_json(in, arena, item);
    return next_whole(in, arena, item);
}

/* The next file that is wanted. */
static bool next_file(struct input *in) {
    const struct input_options *o = in->options;
    while (walk_next(&in->walk, &in->file)) {
        in->want = (struct input_want){.pass = 0};
        in->nth = 0;
        if (!o->wanted || o->wanted(o->wanted_user, in->file.path.p, &in->want)) {
            in->files++;
            return true;
        }
        in->unwanted_bytes += in->want.origin.size;
    }
    return false;
}

void input_place(struct input *in, struct arena *arena, struct item *item) {
    item->file = in->files;
    item->nth = ++in->nth;
    item->passed = item->nth <= in->want.pass;
    item->want = in->want;
    if (in->options->wanted) item->file_path = arena_str(arena, in->file.path);
}

bool input_next(struct input *in, struct arena *arena, struct item *item) {
    *item = (struct item){.form = FORM_TEXT, .code = OK};
    for (;;) {
        if (in->open && next_document(in, arena, item)) return true;
        in->open = stream_next(&in->stream);
        if (in->open) {
            in->count = 0;
            in->lines = 0;
            in->unfinished = false;
            in->left = 0;
            in->json = (struct json_cut){.depth = 0};
            in->form = form_of(in);
            if (refuse_inner(in, arena, item)) return true;
            continue;
        }
        if (!next_file(in)) return false;
        if (in->file.code == OK) stream_open(&in->stream, in->file.path.p);
        else stream_fail(&in->stream, in->file.code, in->file.why);
    }
}
