/* SPDX-License-Identifier: MIT */
/* See exec.h. The document goes out as its record, and what comes back is the document from then on. A
 * program that is slow holds up its worker; one that ends, or takes too long, costs the document that it
 * had, and is started again for the next one. */
#include "exec.h"

#include <stdio.h>
#include <stdlib.h>

#include "jsonl.h"
#include "peer.h"

struct exec_state {
    char *command; /* owned */
    int64_t timeout;
    struct peer peer;
};

void exec_command(void *state, struct str command) {
    struct exec_state *st = state;
    st->command = strndup(command.p, command.n);
}

static enum status setup(void *state, struct env *env) {
    const struct exec_state *st = state;
    if (st->command && st->command[0] && st->timeout >= 0) return OK;
    snprintf(env->message, env->message_size,
             "exec: a command is wanted, and a timeout of 0 or more");
    return LIBRARY;
}

static void cleanup(void *state) {
    struct exec_state *st = state;
    peer_end(&st->peer);
    free(st->command);
}

static bool ask(struct exec_state *st, struct doc *d, struct str *answer) {
    static const struct jsonl_style style = {.offsets = OFFSETS_CODEPOINT, .keep_zones = true};
    const char *const argv[] = {"sh", "-c", st->command, NULL};
    struct peer_limits limits = {.timeout_ns = (uint64_t)st->timeout * 1000000000u};
    struct buf record;
    buf_open(&record, d->arena, d->text.n + 4096);
    jsonl_write(&record, d, &style);
    if (st->peer.pid == 0 && !peer_start(&st->peer, "/bin/sh", argv)) {
        doc_fail(d, LIBRARY, 0, "%s: cannot be started", st->command);
        return false;
    }
    struct talk t = talk_begin(&st->peer, limits);
    if (talk_line(&t, d->arena, buf_view(&record), answer)) return true;
    peer_end(&st->peer);
    doc_fail(d, t.code, 0, "%s: %s", st->command, t.why);
    return false;
}

static enum status run(void *state, struct doc *d) {
    struct exec_state *st = state;
    struct str answer;
    struct doc back;
    jmp_buf full;
    if (!ask(st, d, &answer)) return d->failure.code;
    memcpy(&full, &d->arena->full, sizeof full); /* jsonl_read() sets its own */
    doc_open(&back, d->arena);
    back.id = d->id;
    back.source = d->source;
    jsonl_read(&back, answer, NULL);
    memcpy(&d->arena->full, &full, sizeof full);
    if (back.failure.code == OK && !str_eq(back.id, d->id))
        doc_fail(&back, BAD_RECORD, 0, "%s: answered with the record of another document",
                 st->command);
    if (back.failure.code != OK) {
        peer_end(&st->peer); /* what else it may have to say would answer the next document */
        d->failure = back.failure;
        return d->failure.code;
    }
    back.raw = d->raw;
    back.explain = d->explain;
    *d = back;
    return OK;
}

static const struct option options[] = {
    {"timeout", "60", "seconds for a document; 0: any time", O_INT,
     offsetof(struct exec_state, timeout)},
    {0},
};

const struct stage stage_exec = {
    .name = "exec",
    .help = "a program of your own, as exec:COMMAND: JSONL lines in, a line for each out",
    .options = options,
    .state_size = sizeof(struct exec_state),
    .setup = setup,
    .run = run,
    .cleanup = cleanup,
};
