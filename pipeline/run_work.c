/* SPDX-License-Identifier: MIT */
/* See run_parts.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <xxhash.h>

#include "conllu.h"
#include "explain.h"
#include "fd.h"
#include "fingerprint.h"
#include "run_parts.h"

bool slot_open(struct slot *s, const struct run *r) {
    return arena_open(&s->arena, ARENA_FACTOR * r->input.max_bytes + ARENA_BASE);
}

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
        conllu_read(d, item->raw, item->line);
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

static struct str write_doc(const struct run *r, struct slot *s, const struct doc *d) {
    struct buf out;
    buf_open(&out, &s->arena, 4096);
    if (r->to == TO_JSONL || (r->to == TO_CONLLU && d->failure.code != OK))
        jsonl_write(&out, d, &r->style);
    else if (r->to == TO_CONLLU) conllu_write(&out, d);
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

/* What was wrong with CoNLL-U that could be read: in the records, or else said on stderr. */
static void find_faults(const struct run *r, struct slot *s, const struct doc *d) {
    struct buf lines;
    if (d == NULL || s->item.form != FORM_CONLLU || s->failures) return;
    if (setjmp(s->arena.full)) return;
    buf_open(&lines, &s->arena, 256);
    for (uint32_t i = 0; i < d->warnings.n; i++) {
        const struct warning *w = &d->warnings.v[i];
        if (str_eq(w->code, STR("bad_conllu"))) s->faulty = true;
        if (!str_eq(w->stage, STR("read")) || r->to == TO_JSONL) continue;
        const struct str parts[] = {STR("iber: "), d->source.path, STR(": "), w->why, STR("\n")};
        for (unsigned k = 0; k < 5; k++) buf_str(&lines, parts[k]);
        s->faults = buf_view(&lines);
    }
}

/* One document, from bytes to the bytes of its records: one, or one for each of its articles. */
static void work(const struct run *r, struct chain *chain, struct slot *s) {
    struct doc *volatile d = NULL; /* survives the jump */
    size_t size = s->arena.size;
    s->failures = 0;
    s->faulty = false;
    s->faults = STR("");
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
    find_faults(r, s, d);
}

static bool start_chain(const struct run *r, struct chain *chain, char *message, size_t size) {
    struct env env = {.message = message, .message_size = size};
    data_env(r->data, &env);
    bool fine = chain_open(chain, r->plan, &env);
    if (r->watch) chain->ns = r->watch->counters.stage_ns;
    return fine;
}

bool hand_open(struct hand *h, const struct run *r, char *message, size_t size) {
    *h = (struct hand){.child = {.pid = 0}};
    return start_chain(r, &h->chain, message, size);
}

void hand_close(struct hand *h) {
    chain_close(&h->chain);
    peer_end(&h->child);
}

void hand_work(struct hand *h, const struct run *r, struct slot *s) {
    const char *why = "";
    s->faults = STR("");
    if (r->isolate && setjmp(s->arena.full) == 0) {
        enum status code = child_ask(&h->child, r->isolate, &s->arena, &s->item, &s->out,
                                     &s->failures, &s->faulty, &why);
        if (code == OK) return;
        s->item.code = code;
        s->item.why = str_of(why);
    }
    work(r, &h->chain, s);
}

int run_worker(const struct run *r) {
    char message[256] = "";
    struct chain chain = {.plan = NULL};
    struct slot slot = {.failures = 0};
    bool fine = slot_open(&slot, r) && start_chain(r, &chain, message, sizeof message);
    jsonl_setup();
    while (fine && setjmp(slot.arena.full) == 0 &&
           child_next(STDIN_FILENO, &slot.arena, &slot.item)) {
        work(r, &chain, &slot);
        if (slot.faults.n) fprintf(stderr, "%.*s", (int)slot.faults.n, slot.faults.p);
        fine = child_answer(STDOUT_FILENO, slot.out, slot.failures, slot.faulty);
        arena_clear(&slot.arena, ARENA_KEEP);
    }
    chain_close(&chain);
    arena_close(&slot.arena);
    return fine ? 0 : 2;
}

/* Its name: a hash of the id, and the id as far as a name may have it. */
bool quarantine(const struct run *r, const struct slot *s) {
    char name[4096];
    struct str id = s->item.id;
    int n = snprintf(name, sizeof name, "%s/%016llx-", r->quarantine,
                     (unsigned long long)XXH3_64bits(id.p, id.n));
    for (size_t i = id.n > 100 ? id.n - 100 : 0; i < id.n && (size_t)n + 1 < sizeof name; i++) {
        char c = id.p[i];
        bool plain = is_ascii_alpha(c) || is_digit(c) || c == '.' || c == '-';
        name[n++] = plain ? c : '_';
    }
    name[(size_t)n < sizeof name ? (size_t)n : sizeof name - 1] = '\0';
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return false;
    bool fine = fd_write(fd, s->item.raw.p, s->item.raw.n);
    return close(fd) == 0 && fine;
}
