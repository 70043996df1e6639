/* SPDX-License-Identifier: MIT */
/* See run.h. Three numbers order everything: slots [written, worked) are done or in work, [worked,
 * read) wait for a worker, and the reader fills slot `read` while read - written < n. The writer
 * frees slots, so the reader cannot run ahead. */
#include "run.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fd.h"
#include "run_parts.h"

struct ring {
    const struct run *run;
    struct slot *slots;
    unsigned n;
    uint64_t read, worked, written; /* documents, ever */
    bool end;                       /* nothing more will be read */
    bool stop;                      /* the output is gone, or a worker could not start */
    uint64_t failures;
    bool faulty;     /* a sentence of CoNLL-U was passed over */
    unsigned breaks; /* line ends at the end of the output: 2 with a blank line. The writer's own */
    char message[256];     /* why it stopped; "" for a closed pipe */
    pthread_mutex_t mutex; /* of the ring */
    pthread_cond_t can_read, can_work, can_write;
};

/* Line ends at the end of `out`: 2 when a blank line ends it. */
static unsigned breaks_of(struct str out) {
    unsigned n = 0;
    while (n < 2 && out.n && out.p[out.n - 1] == '\n') {
        n++, out.n--;
        if (out.n && out.p[out.n - 1] == '\r') out.n--;
    }
    return n && out.n == 0 ? 2 : n;
}

/* CoNLL-U of a file that lacks its last blank line must not run into the next file's. */
static bool part_conllu(struct ring *g, const struct slot *s) {
    bool goes_on = s->item.form == FORM_CONLLU && s->item.start > 0;
    unsigned missing = goes_on ? 0 : 2 - g->breaks;
    if (g->run->to != TO_CONLLU || s->out.n == 0) return true;
    g->breaks = breaks_of(s->out);
    return fd_write(g->run->out, "\n\n", missing);
}

/* The slot's bytes go out. False when the output is gone; *why stays "" for a closed pipe. */
static bool emit(struct ring *g, struct slot *s, char *why, size_t size) {
    const struct run *r = g->run;
    /* First the quarantine: what the journal has as done is not looked at again. */
    if (s->failures && r->quarantine && s->item.raw.n && !quarantine(r, s)) {
        snprintf(why, size, "cannot write to --quarantine: %s", strerror(errno));
        return false;
    }
    bool fine = r->batch ? batch_put(r->batch, &s->item, s->out, why, size)
                         : part_conllu(g, s) && fd_write(r->out, s->out.p, s->out.n);
    if (!fine && !r->batch && errno != EPIPE)
        snprintf(why, size, "cannot write the output: %s", strerror(errno));
    if (fine && s->failures && (r->to == TO_TEXT || r->to == TO_EXPLAIN))
        fprintf(stderr, "iber: %.*s failed; --to jsonl has the error record\n", (int)s->item.id.n,
                s->item.id.p);
    if (r->watch) {
        struct counters *c = &r->watch->counters;
        c->documents++;
        c->failures += s->failures;
        c->written += s->out.n;
        c->read = s->read;
        c->unwanted = s->unwanted;
    }
    g->faulty |= s->faulty;
    if (fine && s->faults.n) fprintf(stderr, "%.*s", (int)s->faults.n, s->faults.p);
    arena_clear(&s->arena, ARENA_KEEP);
    return fine;
}

static bool open_slots(struct ring *g, unsigned n) {
    g->slots = calloc(n, sizeof *g->slots);
    if (g->slots == NULL) return false;
    for (g->n = 0; g->n < n; g->n++)
        if (!slot_open(&g->slots[g->n], g->run)) return false;
    return true;
}

static void close_slots(struct ring *g) {
    for (unsigned i = 0; i < g->n; i++) arena_close(&g->slots[i].arena);
    free(g->slots);
}

/* Reads the next document that is wanted into `s`; one that does not fit its arena is an item that
 * says so. */
static bool read_slot(const struct run *r, struct input *in, struct slot *s) {
    s->done = false;
    do {
        if (r->watch && r->watch->signal) return false;
        arena_clear(&s->arena, ARENA_KEEP);
        s->item = (struct item){.code = OK};
        if (setjmp(s->arena.full)) {
            arena_clear(&s->arena, ARENA_KEEP);
            s->item = (struct item){.code = TOO_BIG,
                                    .why = STR("the document needs more memory than it may have")};
        } else if (!input_next(in, &s->arena, &s->item)) {
            return false;
        }
        input_place(in, &s->arena, &s->item);
    } while (s->item.passed);
    s->read = input_bytes(in);
    s->unwanted = input_unwanted_bytes(in);
    return true;
}

/* One thread: a plain loop. */
static void run_plain(struct ring *g, struct input *in) {
    struct hand hand;
    if (!open_slots(g, 1)) {
        snprintf(g->message, sizeof g->message, "out of memory");
        g->stop = true;
        return;
    }
    if (!hand_open(&hand, g->run, g->message, sizeof g->message)) g->stop = true;
    struct slot *s = &g->slots[0];
    while (!g->stop && read_slot(g->run, in, s)) {
        hand_work(&hand, g->run, s);
        g->failures += s->failures;
        g->written++;
        if (!emit(g, s, g->message, sizeof g->message)) g->stop = true;
    }
    hand_close(&hand);
}

static void stop_ring(struct ring *g) {
    g->stop = true;
    pthread_cond_broadcast(&g->can_read);
    pthread_cond_broadcast(&g->can_work);
    pthread_cond_broadcast(&g->can_write);
}

/* A wake-up costs a switch of tasks, and small documents have many. So the writer sleeps until there is
 * something to write and half the ring to write, or nothing is left that a worker could take; the
 * reader until half the ring is free. */
static bool wakes_writer(const struct ring *g) {
    bool first = g->slots[g->written % g->n].done;
    return first && (g->worked == g->read || g->worked - g->written > g->n / 2);
}

static void *worker(void *arg) {
    struct ring *g = arg;
    struct hand hand;
    char message[sizeof g->message] = "";
    bool fine = hand_open(&hand, g->run, message, sizeof message);
    pthread_mutex_lock(&g->mutex);
    if (!fine) {
        memcpy(g->message, message, sizeof message);
        stop_ring(g);
    }
    for (;;) {
        while (!g->stop && !g->end && g->worked == g->read)
            pthread_cond_wait(&g->can_work, &g->mutex);
        if (g->stop || g->worked == g->read) break;
        struct slot *s = &g->slots[g->worked++ % g->n];
        pthread_mutex_unlock(&g->mutex);
        hand_work(&hand, g->run, s);
        pthread_mutex_lock(&g->mutex);
        s->done = true;
        if (wakes_writer(g)) pthread_cond_signal(&g->can_write);
    }
    pthread_mutex_unlock(&g->mutex);
    hand_close(&hand);
    return NULL;
}

static void *writer(void *arg) {
    struct ring *g = arg;
    char why[sizeof g->message] = "";
    pthread_mutex_lock(&g->mutex);
    for (;;) {
        struct slot *s = &g->slots[g->written % g->n];
        while (!g->stop && !(g->written < g->read && s->done) && !(g->end && g->written == g->read))
            pthread_cond_wait(&g->can_write, &g->mutex);
        if (g->stop || (g->end && g->written == g->read)) break;
        pthread_mutex_unlock(&g->mutex);
        bool fine = emit(g, s, why, sizeof why);
        pthread_mutex_lock(&g->mutex);
        g->failures += s->failures;
        g->written++;
        if (!fine) {
            memcpy(g->message, why, sizeof why);
            stop_ring(g);
        }
        if (g->read - g->written <= g->n / 2) pthread_cond_signal(&g->can_read);
    }
    pthread_mutex_unlock(&g->mutex);
    return NULL;
}

/* The reader: the calling thread. */
static void read_all(struct ring *g, struct input *in) {
    for (;;) {
        pthread_mutex_lock(&g->mutex);
        while (!g->stop && g->read - g->written == g->n) pthread_cond_wait(&g->can_read, &g->mutex);
        struct slot *s = &g->slots[g->read % g->n];
        bool stop = g->stop;
        pthread_mutex_unlock(&g->mutex);
        bool more = !stop && read_slot(g->run, in, s);
        pthread_mutex_lock(&g->mutex);
        if (more) {
            g->read++;
            pthread_cond_signal(&g->can_work);
        } else {
            g->end = true;
            pthread_cond_broadcast(&g->can_work);
            pthread_cond_broadcast(&g->can_write);
        }
        pthread_mutex_unlock(&g->mutex);
        if (!more) return;
    }
}

static void run_threads(struct ring *g, struct input *in) {
    unsigned jobs = g->run->jobs, started = 0;
    pthread_t *threads = calloc(jobs + 1, sizeof *threads);
    if (threads == NULL || !open_slots(g, 4 * jobs + 4)) {
        snprintf(g->message, sizeof g->message, "out of memory");
        g->stop = true;
        free(threads);
        return;
    }
    pthread_mutex_init(&g->mutex, NULL);
    pthread_cond_init(&g->can_read, NULL);
    pthread_cond_init(&g->can_work, NULL);
    pthread_cond_init(&g->can_write, NULL);
    while (started <= jobs &&
           pthread_create(&threads[started], NULL, started ? worker : writer, g) == 0)
        started++;
    if (started <= jobs) {
        pthread_mutex_lock(&g->mutex);
        snprintf(g->message, sizeof g->message, "cannot start %u threads", jobs + 1);
        stop_ring(g);
        pthread_mutex_unlock(&g->mutex);
    }
    read_all(g, in);
    for (unsigned i = 0; i < started; i++) pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&g->mutex);
    pthread_cond_destroy(&g->can_read);
    pthread_cond_destroy(&g->can_work);
    pthread_cond_destroy(&g->can_write);
    free(threads);
}

int run_all(const struct run *r) {
    struct ring g = {.run = r, .breaks = 2};
    struct input *in = input_open(&r->input);
    if (in == NULL) {
        fprintf(stderr, "iber: out of memory\n");
        return 2;
    }
    jsonl_setup();
    if (r->jobs > 1) run_threads(&g, in);
    else run_plain(&g, in);
    uint64_t passed_over = input_passed_over(in);
    input_close(in);
    close_slots(&g);
    if (!g.stop && close(r->out) != 0) {
        snprintf(g.message, sizeof g.message, "cannot write the output: %s", strerror(errno));
        g.stop = true;
    }
    if (r->passed_over) *r->passed_over = passed_over;
    if (!g.stop && r->watch && r->watch->signal) return 128 + r->watch->signal;
    if (!g.stop) return g.failures || g.faulty ? 1 : 0;
    if (g.message[0]) fprintf(stderr, "iber: %s\n", g.message);
    return 2;
}
