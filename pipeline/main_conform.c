/* SPDX-License-Identifier: MIT */
/* See main_batch.h: does a program do what a stage from outside has to? */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "main_batch.h"
#include "run_parts.h"

enum { LONG = 1 << 20, STAGES = 4096, END_SECONDS = 5 };

static const struct sample {
    const char *name, *text;
} samples[] = {
    {"English", "The mayor of Pristina said on Monday that the bridge will open in May."},
    {"Albanian", "Kryetari i Gjakovës tha të hënën se ura do të hapet në maj."},
    {"Serbian in Cyrillic",
     "Градоначелник Ниша рекао је у понедељак да ће мост бити отворен у мају."},
    {"an empty text", ""},
    {"quotes, backslashes, tabs", "\"a\" \\ b\tc\\n {\"v\":1}"},
    {"several lines", "Eins.\n\nZwei.\n\n\n\nDrei."},
    {"letters beyond 16 bits", "😀 𝕬 in Niš"},
    {"a text of 1 MiB", NULL},
    {"and it lives on", "Ana Anić živi u Nišu."},
};

struct conform {
    struct run run;
    struct hand hand;
    struct slot slot;
    unsigned n, bad;
};

static void report(struct conform *c, bool good, const char *name, struct str why) {
    c->n++;
    c->bad += !good;
    printf("%s %u - %s%s%.*s\n", good ? "ok" : "not ok", c->n, name, good ? "" : ": ",
           good ? 0 : (int)why.n, why.p);
}

/* What an error record says. */
static struct str why_of(struct str record) {
    const struct str key = STR("\"why\":\"");
    size_t at = str_find(record, key);
    return at < record.n ? str_sub(record, at + key.n, record.n - 4) : STR("no record");
}

static void try_one(struct conform *c, const struct sample *s, struct str text) {
    struct slot *slot = &c->slot;
    slot->item = (struct item){
        .form = FORM_TEXT, .id = str_of(s->name), .path = STR("-"), .raw = text};
    hand_work(&c->hand, &c->run, slot);
    report(c, slot->failures == 0 && slot->out.n, s->name, why_of(slot->out));
    arena_clear(&slot->arena, 1 << 20);
}

/* A program has to end where its input does. */
static void try_end(struct conform *c, const char *command) {
    struct peer p = {.pid = 0};
    const char *const argv[] = {"sh", "-c", command, NULL};
    int state = 0;
    pid_t over = 0;
    bool started = peer_start(&p, "/bin/sh", argv);
    if (started) {
        shutdown(p.fd, SHUT_WR);
        for (uint64_t begin = clock_ns();
             over == 0 && clock_ns() - begin < END_SECONDS * 1000000000ull;) {
            over = waitpid(p.pid, &state, WNOHANG);
            if (over == 0) usleep(10000);
        }
        if (over == 0) peer_end(&p);
        else close(p.fd);
    }
    bool fine = over > 0 && WIFEXITED(state) && WEXITSTATUS(state) == 0;
    report(c, fine, "it ends where its input ends, with exit 0",
           over == 0 ? STR("it goes on") : STR("it ended otherwise"));
}

static void try_all(struct conform *c, const char *command) {
    char *text = malloc(LONG);
    static const char words[] = "Mbi urën e re kalojnë shumë vetë. ";
    for (size_t i = 0; text && i < LONG; i++) text[i] = words[i % (sizeof words - 1)];
    size_t end = LONG; /* at a border of words */
    while (text && end > 0 && text[end - 1] != ' ') end--;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct str long_text = {text, text ? end : 0};
        try_one(c, &samples[i], samples[i].text ? str_of(samples[i].text) : long_text);
    }
    try_end(c, command);
    free(text);
}

int run_conform(struct options *o) {
    char message[512] = "", stages[STAGES];
    const char *command = o->run.input.paths[0];
    struct plan plan;
    struct data data;
    struct conform c = {.run = o->run};
    if (strcmp(command, "-") == 0 || o->run.input.paths[1] || strchr(command, ','))
        return start_fault("conform: one COMMAND is wanted, without commas");
    snprintf(stages, sizeof stages,
             "decode,extract,normalise,language,repair,sentences,tokenise,exec:%s", command);
    o->request.stages = stages;
    if (!plan_make(&plan, &o->request, message, sizeof message)) return start_fault(message);
    if (!data_open(&data, plan.uses, &o->data, message, sizeof message))
        return start_fault(message);
    c.run.plan = &plan;
    c.run.data = &data;
    jsonl_setup();
    bool fine = slot_open(&c.slot, &c.run) && hand_open(&c.hand, &c.run, message, sizeof message);
    if (fine) try_all(&c, command);
    hand_close(&c.hand);
    arena_close(&c.slot.arena);
    data_close(&data);
    if (!fine) return start_fault(message[0] ? message : "out of memory");
    printf("1..%u\n", c.n);
    if (fflush(stdout) != 0) return start_fault("cannot write the output");
    return c.bad ? 1 : 0;
}
