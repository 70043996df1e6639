/* SPDX-License-Identifier: MIT */
/* JSON-LD: the few fields of an article that a page states for machines. The text is gone over once;
 * of each object only these fields are kept, and what an object is to the one around it (its author,
 * its publisher). Broken JSON gives what was read before it breaks. */
#include "extract_html.h"
#include "utf8.h"

enum { DEPTH_MAX = 24, AUTHORS_MAX = 500 };

struct level {
    struct html_article fields;
    struct str key;  /* the last one */
    struct str name; /* "name" */
    bool object;
    bool value; /* behind the colon */
};

struct json {
    struct doc *doc;
    struct str s;
    size_t i;
    struct level levels[DEPTH_MAX];
    struct html_article found;
    unsigned found_depth;
};

static uint32_t hex(struct str s, size_t i) {
    uint32_t v = 0;
    for (size_t k = i; k < i + 4; k++) {
        char c = k < s.n ? s.p[k] : 'x';
        uint32_t d = is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)((c | 32) - 'a' + 10);
        if (d > 15) return 0xFFFD;
        v = v * 16 + d;
    }
    return v;
}

/* The string at s[i] == '"', its escapes resolved; i moves behind it. */
static struct str string(struct json *j) {
    struct str s = j->s;
    size_t begin = ++j->i, n = 0;
    bool escaped = false;
    while (j->i < s.n && s.p[j->i] != '"') {
        if (s.p[j->i] == '\\') escaped = true, j->i++;
        j->i++;
    }
    size_t end = j->i < s.n ? j->i : s.n;
    j->i = end + 1;
    if (!escaped) return str_sub(s, begin, end);
    char *out = arena_alloc(j->doc->arena, end - begin + 4);
    for (size_t i = begin; i < end;) {
        char c = s.p[i++];
        if (c != '\\' || i >= end) {
            out[n++] = c;
            continue;
        }
        c = s.p[i++];
        if (c == 'u') {
            uint32_t v = hex(s, i);
            i = i + 4 < end ? i + 4 : end;
            if (v >= 0xD800 && v < 0xDC00 && i + 1 < end && s.p[i] == '\\' && s.p[i + 1] == 'u') {
                uint32_t low = hex(s, i + 2);
                v = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((v - 0xD800) << 10) + (low - 0xDC00)
                                                  : 0xFFFD;
                i = i + 6 < end ? i + 6 : end;
            }
            n += utf8_put(out + n, v >= 0xD800 && v < 0xE000 ? 0xFFFD : v);
        } else {
            out[n++] = c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c;
        }
    }
    return (struct str){out, n};
}

static bool is_article_type(struct str s) {
    return str_ends(s, STR("Article")) || str_ends(s, STR("Posting")) || str_is(s, "Report") ||
           str_is(s, "Recipe") || str_is(s, "Review");
}

static void join(struct json *j, struct str *list, struct str name) {
    if (name.n == 0 || list->n + name.n > AUTHORS_MAX) return;
    *list = list->n ? doc_printf(j->doc, "%.*s, %.*s", (int)list->n, list->p, (int)name.n, name.p)
                    : name;
}

/* The value of `key` in the object at `l` is the string `v` (or an object called so). */
static void set(struct json *j, struct level *l, struct str key, struct str v) {
    static const struct {
        const char *key;
        size_t field;
    } rows[] = {{"headline", offsetof(struct html_article, title)},
                {"datePublished", offsetof(struct html_article, published)},
                {"dateModified", offsetof(struct html_article, modified)},
                {"description", offsetof(struct html_article, description)},
                {"inLanguage", offsetof(struct html_article, language)},
                {"mainEntityOfPage", offsetof(struct html_article, url)},
                {"url", offsetof(struct html_article, url)},
                {"publisher", offsetof(struct html_article, site)}};
    if (str_is(key, "@type") && is_article_type(v)) l->fields.is_article = true;
    if (str_is(key, "name")) l->name = v;
    if (str_is(key, "@id") && l->name.n == 0 && str_starts(v, STR("http"))) l->fields.url = v;
    if (str_is(key, "author")) join(j, &l->fields.author, v);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str *field = (struct str *)((char *)&l->fields + rows[i].field);
        if (str_is(key, rows[i].key) && field->n == 0) *field = v;
    }
}

/* An object or array ends: what was it to the one around it? */
static void close_level(struct json *j, unsigned depth) {
    struct level *l = &j->levels[depth];
    if (l->object && l->fields.is_article && (!j->found.is_article || depth < j->found_depth))
        j->found = l->fields, j->found_depth = depth; /* a live blog holds its posts */
    if (!l->object || depth == 0) return;
    unsigned up = depth - 1;
    while (up && !j->levels[up].object) up--; /* of an array, the object that has it */
    struct level *around = &j->levels[up];
    struct str key = around->key;
    if (!around->object) return;
    if (str_is(key, "author") || str_is(key, "publisher")) set(j, around, key, l->name);
    else if (str_is(key, "mainEntityOfPage")) set(j, around, key, l->fields.url);
}

bool extract_html_json(struct doc *d, struct str json, struct html_article *out) {
    struct json *j = arena_alloc(d->arena, sizeof *j);
    unsigned depth = 0;
    *j = (struct json){.doc = d, .s = json};
    while (j->i < json.n) {
        char c = json.p[j->i];
        struct level *l = &j->levels[depth];
        if (c == '"') {
            struct str v = string(j);
            unsigned at = depth;
            while (at && !j->levels[at].object) at--; /* "author": ["A", "B"] */
            if (l->object && !l->value) l->key = v;
            else if (j->levels[at].object) set(j, &j->levels[at], j->levels[at].key, v);
            continue;
        }
        if (c == '{' || c == '[') {
            if (++depth == DEPTH_MAX) break;
            j->levels[depth] = (struct level){.object = c == '{'};
        } else if ((c == '}' || c == ']') && depth) {
            close_level(j, depth--);
        } else if (c == ':') {
            l->value = true;
        } else if (c == ',') {
            l->value = false;
        }
        j->i++;
    }
    *out = j->found;
    return j->found.is_article;
}
