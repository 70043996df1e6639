/* SPDX-License-Identifier: MIT */
/* See source.h. The record is read as the chain would read it; then its source is opened as an input
 * again, until the document comes that holds the place. */
#include "source.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "text.h"
#include "utf8.h"

struct job {
    const struct source_request *request;
    struct arena arena, item; /* of the record; of what is read to find it */
    struct doc doc;
    char *message;
    size_t size;
};

static bool fail(struct job *j, const char *what, const char *why) {
    snprintf(j->message, j->size, "source: %s: %s", what, why);
    return false;
}

/* Reads the file of records up to the one that is asked for. */
static bool read_record(struct job *j) {
    const struct source_request *r = j->request;
    const char *paths[] = {r->records, NULL};
    struct input_options options = {.paths = paths, .form = FORM_JSONL, .max_bytes = j->arena.size};
    struct input *in = input_open(&options);
    struct item item;
    bool found = false, twice = false, broken = false;
    while (in && !twice && input_next(in, &j->item, &item)) {
        if (r->id == NULL && found) twice = true;
        if (item.code != OK) broken = true;
        if (twice || broken) break;
        struct doc d;
        doc_open(&d, &j->item);
        jsonl_read(&d, item.raw, NULL);
        bool wanted = r->id == NULL || str_is(d.id, r->id);
        if (wanted && !found) {
            doc_open(&j->doc, &j->arena);
            jsonl_read(&j->doc, arena_str(&j->arena, item.raw), NULL);
            found = true;
        }
        arena_clear(&j->item, 0);
        if (found && r->id) break;
    }
    input_close(in);
    if (in == NULL) return fail(j, r->records, "out of memory");
    if (broken) return fail(j, r->records, "cannot be read");
    if (twice) return fail(j, r->records, "has several records: name the id of one");
    if (!found && r->id) return fail(j, r->id, "no record has this id");
    if (!found) return fail(j, r->records, "has no record");
    if (j->doc.failure.code != OK) return fail(j, r->records, "this is an error record");
    if (!(j->doc.layers & LAYER_TEXT)) return fail(j, r->records, "this is no record of iber");
    return true;
}

/* The byte of the text at `unit`; false when the text is shorter. */
static bool byte_of(struct str text, enum offsets offsets, uint64_t unit, uint32_t *byte) {
    size_t i = 0;
    uint64_t n = 0;
    if (offsets == OFFSETS_BYTE) n = i = unit <= text.n ? (size_t)unit : text.n;
    while (offsets != OFFSETS_BYTE && i < text.n && n < unit)
        n += utf8_next(text.p, &i) > 0xFFFF && offsets == OFFSETS_UTF16 ? 2 : 1;
    *byte = (uint32_t)i;
    return n == unit && (i == text.n || utf8_border(text.p[i]));
}

static bool find_span(struct job *j, uint64_t *from, uint64_t *to) {
    const struct source_request *r = j->request;
    char *end;
    uint64_t a = strtoull(r->span, &end, 10), b = 0;
    uint32_t begin, stop;
    bool fine = r->span[0] >= '0' && r->span[0] <= '9' && (*end == ':' || *end == '-');
    if (fine) b = strtoull(end + 1, &end, 10);
    if (!fine || *end || b < a) return fail(j, r->span, "not a span START:END");
    if (!byte_of(j->doc.text, r->offsets, a, &begin) || !byte_of(j->doc.text, r->offsets, b, &stop))
        return fail(j, r->span, "not inside the text of the record");
    *from = j->doc.source.start + text_raw_begin(&j->doc, begin);
    *to = j->doc.source.start + text_raw_end(&j->doc, stop);
    if (*to < *from) *to = *from;
    return true;
}

/* The file that the source lies in: members of archives have its name before their own. */
static bool outer_file(struct job *j, char *path) {
    struct stat s;
    for (size_t n = strlen(path); n;) {
        if (stat(path, &s) == 0 && S_ISREG(s.st_mode)) return true;
        while (n && path[n - 1] != '/') n--;
        if (n) path[--n] = '\0';
    }
    return fail(j, j->doc.source.path.p,
                "no such file; records name their sources as iber was told");
}

/* Does this document hold the place? *bytes: what the positions count. */
static bool holds(struct job *j, const struct item *item, uint64_t from, uint64_t to,
                  struct str *bytes) {
    *bytes = item->raw;
    if (item->code != OK || !str_eq(doc_utf8(&j->item, item->path), j->doc.source.path))
        return false;
    if (item->form == FORM_JSONL) {
        struct doc d;
        doc_open(&d, &j->item);
        d.id = item->id;
        jsonl_read(&d, item->raw, &j->request->keys);
        *bytes = d.raw;
        return str_eq(d.id, j->doc.id) && to <= d.raw.n;
    }
    if (item->url.n && !str_starts(j->doc.id, doc_utf8(&j->item, item->id))) return false;
    return item->start <= from && to <= item->start + item->raw.n;
}

static bool print_bytes(struct job *j, uint64_t from, uint64_t to) {
    char *path = arena_alloc(&j->arena, j->doc.source.path.n + 1);
    memcpy(path, j->doc.source.path.p, j->doc.source.path.n);
    path[j->doc.source.path.n] = '\0';
    if (strcmp(path, "-") == 0) return fail(j, "-", "the source was standard input");
    if (!outer_file(j, path)) return false;
    const char *paths[] = {path, NULL};
    struct input_options options = {.paths = paths, .max_bytes = j->request->max_bytes};
    struct input *in = input_open(&options);
    struct item item;
    struct str bytes;
    bool found = false;
    while (in && !found && input_next(in, &j->item, &item)) {
        found = holds(j, &item, from, to, &bytes);
        uint64_t start = item.form == FORM_JSONL ? 0 : item.start;
        if (found) fwrite(bytes.p + (from - start), 1, (size_t)(to - from), stdout);
        arena_clear(&j->item, 0);
    }
    input_close(in);
    if (!found) return fail(j, path, "the source has changed: this place is no longer in it");
    return fflush(stdout) == 0 || fail(j, "stdout", "cannot write the output");
}

int source_print(const struct source_request *r, char *message, size_t size) {
    struct job *j = calloc(1, sizeof *j);
    size_t room = 64 * r->max_bytes + (64u << 20);
    volatile bool fine = false; /* survives the jump */
    uint64_t from, to;
    snprintf(message, size, "out of memory");
    if (j == NULL) return 2;
    *j = (struct job){.request = r, .message = message, .size = size};
    jsonl_setup();
    if (arena_open(&j->arena, room) && arena_open(&j->item, room) && setjmp(j->arena.full) == 0 &&
        setjmp(j->item.full) == 0)
        fine = read_record(j) && find_span(j, &from, &to) && print_bytes(j, from, to);
    arena_close(&j->arena);
    arena_close(&j->item);
    free(j);
    return fine ? 0 : 2;
}
