/* SPDX-License-Identifier: MIT */
/* repair: words that extraction has damaged, put right where the dictionaries are sure. */
#include "stage.h"
#include "text.h"

static enum status run(void *state, struct doc *d) {
    (void)state;
    (void)d;
    return OK;
}

const struct stage stage_repair = {
    .name = "repair",
    .help = "lost hyphens, hyphens at line ends, glued sentences, look-alike letters",
    .needs = LAYER_TEXT | LAYER_LANGUAGES,
    .changes_text = true,
    .run = run,
};
