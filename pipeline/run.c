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

#include "conllu.h"
#include "explain.h"
#include "fingerprint.h"

enum {
    ARENA_FACTOR = 64, /* a document may take so many times its largest size in memory */
    ARENA_BASE = 64 << 20,
    ARENA_KEEP = 16 << 20,     /* pages that stay with a slot between documents */
    ARENA_RESERVE = 128 << 10, /* kept free for the error record of a document that is too big */
};

struct slot {
    struct arena arena;
    struct item item;
    struct str out;    /* the bytes of the records */
    unsigned failures; /* how many of them are error records */
    bool done;
};

struct ring {
    const struct run *run;
    struct slot *slots;
    unsigned n;
    uint64_t read, worked, written; /* documents, ever */
    bool end;                       /* nothing more will be read */
    bool stop;                      /* the output is gone, or a worker could not start */
    uint64_t failures;
    char message[256];     /* why it stopped; "" for a closed pipe */
    pthread_mutex_t mutex; /* of the ring */
    pthread_cond_t can_read, can_work, can_write;
};

static void open_doc(const struct run *r, struct doc *d, struct slot *s) {
    const struct item *item = &s->item;
    doc_open(d, &s->arena);
    d->id = doc_utf8(&s->arena, item->id);
    d->source.path = doc_utf8(&s->arena, item->path);
    d->source.start = item->start;
    d->source.bytes = item->raw.n;
    d->source.end = item->start + item->raw.n;
    if (item->media.n) d->source.media = doc_utf8(&s->arena, item->media);
    d->source.charset = item->charset;
    d->title = doc_utf8(&s->arena, item->title);
    doc_add_meta(d, "url", item->url);
    doc_add_meta(d, "fetched", item->fetched);
    if (item->code != OK) {
        d->failure = (struct failure){item->code, STR("input"), item->why, item->byte};
    } else if (item->form == FORM_JSONL) {
        jsonl_read(d, item->raw, &r->keys);
    } else if (item->form == FORM_CONLLU) {
        conllu_read(d, item->raw);
    } else {
        d->raw = item->raw;
        d->layers = LAYER_RAW;
    }
    bool bytes = d->raw.p && (d->layers & LAYER_RAW || item->form == FORM_CONLLU);
    if (bytes && d->source.sha256[0] == '\0') fingerprint(d->raw, d->source.sha256);
}

static void write_text(struct buf *out, const struct doc *d) {
    if (d->failure.code != OK) return;
    buf_str(out, d->text);
    if (d->text.n == 0 || d->text.p[d->text.n - 1] != '\n') buf_byte(out, '\n');
}

/* A document whose file lacks its last newline must not run into the next one. */
static void write_conllu(struct buf *out, const struct doc *d) {
    conllu_write(out, d);
    if (out->n && out->p[out->n - 1] != '\n') buf_byte(out, '\n');
}

static struct str write_doc(const struct run *r, struct slot *s, const struct doc *d) {
    struct buf out;
    buf_open(&out, &s->arena, 4096);
    if (r->to == TO_JSONL || (r->to == TO_CONLLU && d->failure.code != OK))
        jsonl_write(&out, d, &r->style);
    else if (r->to == TO_CONLLU) write_conllu(&out, d);
    else if (r->to == TO_EXPLAIN) explain_write(&out, d, &r->style);
    else write_text(&out, d);
    return buf_view(&out);
}

/* The record of a document that has had the chain. One that failed, or fills its arena now, gets an
 * error record, from the reserve if need be; then the arena is left larger by that. */
static struct str record_of(const struct run *r, struct slot *s, const struct doc *d) {
    struct doc failed;
    if (d && d->failure.code == OK && setjmp(s->arena.full) == 0) return write_doc(r, s, d);
    s->failures++;
    s->arena.size += ARENA_RESERVE;
    doc_open(&failed, &s->arena);
    failed.id = d ? d->id : s->item.id;
    failed.source = d ? d->source : failed.source;
    failed.failure = (struct failure){TOO_BIG, STR("run"),
                                      STR("the record needs more memory than it may have"), 0};
    if (d && d->failure.code != OK) failed.failure = d->failure;
    if (setjmp(s->arena.full) == 0) return write_doc(r, s, &failed);
    return STR("");
}

static void doc_is_too_big(struct doc *d) {
    d->failure = (struct failure){TOO_BIG, STR("run"),
                                  STR("the document needs more memory than it may have"), 0};
}

/* A page with several articles. What one of them took is given back when its record is there, so
 * the records lie side by side. */
static void work_articles(const struct run *r, struct chain *chain, struct slot *s,
                          const struct doc *page, struct doc *d) {
    size_t size = s->arena.size;
    s->out = (struct str){s->arena.base + s->arena.used, 0};
    for (volatile uint32_t i = 0; i < page->articles.n; i++) {
        *d = *page;
        if (setjmp(s->arena.full) == 0) {
            doc_article(d, page, i);
            chain_run(chain, d);
        } else {
            doc_is_too_big(d);
        }
        struct str record = record_of(r, s, d);
        arena_fold(&s->arena, (void *)(uintptr_t)s->out.p, s->out.n, record);
        s->out.n += record.n;
        s->arena.size = size;
    }
}

/* One document, from bytes to the bytes of its records: one, or one for each of its articles. */
static void work(const struct run *r, struct chain *chain, struct slot *s) {
    struct doc *volatile d = NULL; /* survives the jump */
    size_t size = s->arena.size;
    s->failures = 0;
    s->arena.size -= ARENA_RESERVE;
    if (setjmp(s->arena.full) == 0) {
        d = arena_alloc(&s->arena, 2 * sizeof *d); /* the page, and one of its articles */
        open_doc(r, d, s);
        if (d->failure.code == OK) chain_run(chain, d);
    } else if (d) {
        doc_is_too_big(d);
    }
    if (d && d->failure.code == OK && d->articles.n > 1) work_articles(r, chain, s, d, d + 1);
    else s->out = record_of(r, s, d);
    s->arena.size = size;
}

static bool write_all(int fd, const char *p, size_t n) {
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return false;
        p += k, n -= (size_t)k;
    }
    return true;
}

/* The slot's bytes go out. False when the output is gone; *why stays "" for a closed pipe. */
static bool emit(const struct run *r, struct slot *s, char *why, size_t size) {
    bool fine = write_all(r->out, s->out.p, s->out.n);
    if (!fine && errno != EPIPE)
        snprintf(why, size, "cannot write the output: %s", strerror(errno));
    if (fine && s->failures && (r->to == TO_TEXT || r->to == TO_EXPLAIN))
        fprintf(stderr, "iber: %.*s failed; --to jsonl has the error record\n", (int)s->item.id.n,
                s->item.id.p);
    arena_clear(&s->arena, ARENA_KEEP);
    return fine;
}

static bool open_slots(struct ring *g, unsigned n) {
    g->slots = calloc(n, sizeof *g->slots);
    if (g->slots == NULL) return false;
    for (g->n = 0; g->n < n; g->n++)
        if (!arena_open(&g->slots[g->n].arena, ARENA_FACTOR * g->run->input.max_bytes + ARENA_BASE))
            return false;
    return true;
}

static void close_slots(struct ring *g) {
    for (unsigned i = 0; i < g->n; i++) arena_close(&g->slots[i].arena);
    free(g->slots);
}

/* Reads into `s`; a document that does not fit its arena is an item that says so. */
static bool read_slot(struct input *in, struct slot *s) {
    s->done = false;
    s->item = (struct item){.code = OK};
    if (setjmp(s->arena.full)) {
        arena_clear(&s->arena, ARENA_KEEP);
        s->item = (struct item){.code = TOO_BIG,
                                .why = STR("the document needs more memory than it may have")};
        return true;
    }
    return input_next(in, &s->arena, &s->item);
}

static bool start_chain(const struct run *r, struct chain *chain, char *message, size_t size) {
    struct env env = {.message = message, .message_size = size};
    data_env(r->data, &env);
    return chain_open(chain, r->plan, &env);
}

/* One thread: a plain loop. */
static void run_plain(struct ring *g, struct input *in) {
    struct chain chain = {.plan = NULL};
    if (!open_slots(g, 1)) {
        snprintf(g->message, sizeof g->message, "out of memory");
        g->stop = true;
        return;
    }
    if (!start_chain(g->run, &chain, g->message, sizeof g->message)) g->stop = true;
    struct slot *s = &g->slots[0];
    while (!g->stop && read_slot(in, s)) {
        work(g->run, &chain, s);
        g->failures += s->failures;
        g->written++;
        if (!emit(g->run, s, g->message, sizeof g->message)) g->stop = true;
    }
    chain_close(&chain);
}

static void stop_ring(struct ring *g) {
    g->stop = true;
    pthread_cond_broadcast(&g->can_read);
    pthread_cond_broadcast(&g->can_work);
    pthread_cond_broadcast(&g->can_write);
}

static void *worker(void *arg) {
    struct ring *g = arg;
    struct chain chain = {.plan = NULL};
    char message[sizeof g->message] = "";
    bool fine = start_chain(g->run, &chain, message, sizeof message);
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
        work(g->run, &chain, s);
        pthread_mutex_lock(&g->mutex);
        s->done = true;
        pthread_cond_signal(&g->can_write);
    }
    pthread_mutex_unlock(&g->mutex);
    chain_close(&chain);
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
        bool fine = emit(g->run, s, why, sizeof why);
        pthread_mutex_lock(&g->mutex);
        g->failures += s->failures;
        g->written++;
        if (!fine) {
            memcpy(g->message, why, sizeof why);
            stop_ring(g);
        }
        pthread_cond_signal(&g->can_read);
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
        bool more = !stop && read_slot(in, s);
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
    if (threads == NULL || !open_slots(g, 2 * jobs + 2)) {
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
    struct ring g = {.run = r};
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
    if (r->verbose)
        fprintf(stderr, "iber: %llu documents, %llu failed", (unsigned long long)g.written,
                (unsigned long long)g.failures);
    if (r->verbose && passed_over)
        fprintf(stderr, ", %llu WARC records passed over", (unsigned long long)passed_over);
    if (r->verbose) fprintf(stderr, "\n");
    if (!g.stop) return g.failures ? 1 : 0;
    if (g.message[0]) fprintf(stderr, "iber: %s\n", g.message);
    return 2;
}
