/* SPDX-License-Identifier: MIT */
/* See jsonl_foreign.h. A key path goes down from the object: "a.b" is b in the object a, "a.0.b" is b
 * in the first element of the array a, "a\.b" is the key a.b. */
#include "jsonl_foreign.h"

#include "jsonl.h"

struct place {
    json_t *holder; /* NULL: the path ends before its last step */
    json_t *value;  /* NULL: nothing is there */
    char *key;      /* the last step, without backslashes */
};

static json_t *step(json_t *from, const char *key) {
    if (json_is_object(from)) return json_object_get(from, key);
    size_t i = 0;
    for (const char *p = key; *p; p++) {
        if (!is_digit(*p) || i > UINT32_MAX) return NULL;
        i = i * 10 + (size_t)(*p - '0');
    }
    return *key ? json_array_get(from, i) : NULL;
}

static struct place find(struct doc *d, json_t *record, const char *path) {
    struct place at = {.value = record};
    at.key = arena_alloc(d->arena, strlen(path) + 1);
    for (bool more = true; more && at.value; path++) {
        size_t n = 0;
        for (; *path && *path != '.'; path++) {
            if (path[0] == '\\' && path[1]) path++;
            at.key[n++] = *path;
        }
        at.key[n] = '\0';
        more = *path == '.';
        at.holder = at.value;
        at.value = step(at.holder, at.key);
    }
    return at;
}

void jsonl_id(struct doc *d, const json_t *value) {
    if (json_is_string(value))
        d->id = (struct str){json_string_value(value), json_string_length(value)};
    else if (json_is_integer(value))
        d->id = doc_printf(d, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
}

void jsonl_add_meta(struct doc *d, const char *name, const json_t *value) {
    struct meta *m = vec_push(d->arena, &d->meta);
    const char *json = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    m->key = str_of(name);
    m->json = json ? str_of(json) : STR("");
}

/* What became text or id is not told a second time. */
static void take_out(const struct place *at) {
    if (json_is_object(at->holder)) json_object_del(at->holder, at->key);
}

void jsonl_foreign(struct doc *d, json_t *record, const struct jsonl_keys *keys) {
    static const struct jsonl_keys usual = {NULL, NULL, NULL, NULL};
    if (keys == NULL) keys = &usual;
    struct place id = find(d, record, keys->id ? keys->id : "id");
    struct place text = find(d, record, keys->text ? keys->text : "text");
    struct place none = {NULL, NULL, NULL};
    struct place title = keys->title ? find(d, record, keys->title) : none;
    struct place date = keys->date ? find(d, record, keys->date) : none;
    const char *name;
    json_t *value;
    jsonl_id(d, id.value);
    if (!json_is_string(text.value)) {
        if (keys->text) doc_fail(d, BAD_RECORD, 0, "the object has no string at `%s`", keys->text);
        else doc_fail(d, BAD_RECORD, 0, "the object has no field `text` with a string");
        return;
    }
    d->raw = (struct str){json_string_value(text.value), json_string_length(text.value)};
    d->layers = LAYER_RAW;
    d->source.bytes = d->source.end = d->raw.n;
    d->source.start = 0;
    if (json_is_string(title.value))
        d->title = (struct str){json_string_value(title.value), json_string_length(title.value)};
    bool published = date.value && !json_object_get(record, "published");
    if (published) jsonl_add_meta(d, "published", date.value);
    take_out(&text);
    if (id.holder == record) take_out(&id);
    json_object_foreach(record, name, value) jsonl_add_meta(d, name, value);
}
