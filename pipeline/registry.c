/* SPDX-License-Identifier: MIT */
/* The table of stages. stage_names.h is written by stages/meson.build: one STAGE(name) a line. */
#include "stage.h"

#define STAGE(name) extern const struct stage stage_##name;
#include "stage_names.h"
#undef STAGE

const struct stage *const stage_list[] = {
#define STAGE(name) &stage_##name,
#include "stage_names.h"
#undef STAGE
    NULL};

const struct stage *stage_find(struct str name) {
    for (const struct stage *const *s = stage_list; *s; s++)
        if (str_eq(name, str_of((*s)->name))) return *s;
    return NULL;
}
