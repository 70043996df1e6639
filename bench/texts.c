/* SPDX-License-Identifier: MIT */
/* See texts.h. Files are read as the program reads them, through input.h. */
#include "texts.h"

#include <stdio.h>

#include "input.h"

enum { SAMPLES_MAX = 256 << 20 }; /* what all samples together may have */

static bool read_samples(struct texts *t, struct input *in, char *message, size_t room) {
    struct item item;
    while (input_next(in, &t->arena, &item)) {
        if (item.code != OK) {
            snprintf(message, room, "%.*s: %.*s", (int)item.path.n, item.path.p, (int)item.why.n,
                     item.why.p);
            return false;
        }
        if (item.raw.n == 0) continue;
        struct sample *s = vec_push(&t->arena, &t->samples);
        s->id = item.id, s->raw = item.raw;
        if (s->raw.n > t->longest) t->longest = s->raw.n;
    }
    if (t->samples.n == 0) snprintf(message, room, "there is no text to measure with");
    return t->samples.n != 0;
}

static void copy_samples(struct texts *t, size_t size) {
    for (uint32_t i = 0; i < t->samples.n || t->bytes < size; i++) {
        const struct sample *s = &t->samples.v[i % t->samples.n];
        struct text_copy c = {s, arena_str(&t->arena, s->raw)};
        *(struct text_copy *)vec_push(&t->arena, &t->copies) = c;
        t->bytes += s->raw.n;
    }
}

bool texts_open(struct texts *t, const char *const *paths, size_t size, char *message,
                size_t room) {
    struct input_options options = {.form = FORM_TEXT, .max_bytes = SAMPLES_MAX, .paths = paths};
    *t = (struct texts){.bytes = 0};
    struct input *in = input_open(&options);
    bool open = in && arena_open(&t->arena, 4 * size + 4 * (size_t)SAMPLES_MAX);
    snprintf(message, room, "not enough memory for the texts");
    bool fine = false;
    if (open && setjmp(t->arena.full) == 0) {
        fine = read_samples(t, in, message, room);
        if (fine) copy_samples(t, size);
    }
    input_close(in);
    return fine;
}

void texts_close(struct texts *t) {
    arena_close(&t->arena);
}
