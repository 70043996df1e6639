/* SPDX-License-Identifier: MIT */
/* See input_parts.h. A JSON file: one object, an array of objects, or objects one behind the other.
 * They are cut out by counting braces outside of strings; what is in them jsonl_read.c says. */
#include "input_parts.h"

/* How many of these bytes belong to the object that is being cut. */
static size_t scan(struct json_cut *cut, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (cut->escape) {
            cut->escape = false;
        } else if (cut->string) {
            if (c == '\\') cut->escape = true;
            else if (c == '"') cut->string = false;
        } else if (c == '"') {
            cut->string = true;
        } else if (c == '{') {
            cut->depth++;
        } else if (c == '}' && --cut->depth == 0) {
            return i + 1;
        }
    }
    return s.n;
}

static void take_object(struct input *in, struct arena *arena, struct piece *piece) {
    do {
        struct json_cut cut = in->json;
        size_t n = scan(&cut, input_buffered(in));
        input_take(in, arena, piece, n);
        in->json = cut;
    } while (in->json.depth && input_need(in, 1));
    in->json = (struct json_cut){.depth = 0};
}

static bool between(char c) {
    return is_space(c) || c == ',' || c == '[' || c == ']';
}

bool input_json(struct input *in, struct arena *arena, struct item *item) {
    struct stream *s = &in->stream;
    struct piece rest = {0}, object = {0};
    if (in->unfinished) take_object(in, NULL, &rest);
    in->unfinished = false;
    if (s->offset + s->at == 0 && input_need(in, 3) &&
        str_starts(input_buffered(in), STR("\xEF\xBB\xBF")))
        s->at += 3;
    while (input_need(in, 1) && between(s->buffer[s->at])) s->at++;
    if (s->at == s->end) return s->fault != OK && input_finish(in, arena, item, object);
    item->start = s->offset + s->at;
    in->count++;
    bool is_object = s->buffer[s->at] == '{';
    if (is_object) in->unfinished = true;
    else input_take_line(in, NULL, &rest);
    input_name(in, arena, item, ':');
    item->form = FORM_JSONL;
    if (!is_object)
        return input_fail(arena, item, BAD_JSON, item->start, "what stands here is no JSON object");
    take_object(in, arena, &object);
    in->unfinished = false;
    return input_finish(in, arena, item, object);
}
