/* SPDX-License-Identifier: MIT */
/* See chain.h. */
#include "chain.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "exec.h"

enum { OPTIONS_MAX = 64 }; /* of a stage, that are compared with a misspelt one */

static const char *const layer_words[] = {
    "bytes",  "text",  "zones",  "clean text", "languages",        "sentences",
    "tokens", "stems", "lemmas", "entities",   "resolved entities"};

static size_t distance(struct str a, struct str b) {
    size_t row[32];
    if (b.n >= 32) return b.n;
    for (size_t j = 0; j <= b.n; j++) row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t best = diagonal + (a.p[i - 1] != b.p[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.n];
}

const char *nearest_word(const char *word, const char *const *words) {
    const char *best = words[0];
    size_t least = SIZE_MAX;
    for (; *words; words++) {
        size_t d = distance(str_of(word), str_of(*words));
        if (d < least) least = d, best = *words;
    }
    return best;
}

static const char *nearest_stage(struct str word) {
    char copy[32];
    const char *names[CHAIN_MAX + 1];
    unsigned n = 0;
    for (; stage_list[n] && n < CHAIN_MAX; n++) names[n] = stage_list[n]->name;
    names[n] = NULL;
    snprintf(copy, sizeof copy, "%.*s", (int)(word.n < 31 ? word.n : 31), word.p);
    return nearest_word(copy, names);
}

static bool unknown_stage(struct str name, char *message, size_t size) {
    snprintf(message, size, "no stage is called '%.*s'; did you mean '%s'?", (int)name.n, name.p,
             nearest_stage(name));
    return false;
}

/* Programs of the user's are stages, too. */
static const struct stage *find_stage(struct str name) {
    bool exec = str_starts(name, STR("exec:")) || str_eq(name, STR("exec"));
    return exec ? &stage_exec : stage_find(name);
}

static void add_stage(struct plan *p, const struct stage *s, struct str name) {
    p->stage[p->n] = s;
    p->name[p->n++] = name;
}

static bool pick(struct plan *p, const struct chain_request *r, char *message, size_t size) {
    if (r->stages == NULL) {
        for (unsigned i = 0; stage_list[i]; i++)
            add_stage(p, stage_list[i], str_of(stage_list[i]->name));
    } else {
        struct str rest = str_of(r->stages), name;
        while (str_cut(&rest, ',', &name)) {
            const struct stage *s = find_stage(str_trim(name));
            if (s == NULL) return unknown_stage(str_trim(name), message, size);
            if (p->n == 0 && !(s->needs & LAYER_RAW))
                add_stage(p, stage_list[0], str_of(stage_list[0]->name));
            if (p->n == CHAIN_MAX) break;
            add_stage(p, s, str_trim(name));
        }
    }
    if (r->until == NULL) return true;
    for (unsigned i = 0; i < p->n; i++) {
        if (strcmp(p->stage[i]->name, r->until) != 0) continue;
        p->n = i + 1;
        return true;
    }
    if (stage_find(str_of(r->until)) == NULL) return unknown_stage(str_of(r->until), message, size);
    snprintf(message, size, "--until %s: this stage is not in the chain", r->until);
    return false;
}

static bool check_order(const struct plan *p, char *message, size_t size) {
    unsigned have = LAYER_RAW | p->request->given;
    for (unsigned i = 0; i < p->n; i++) {
        const struct stage *s = p->stage[i];
        unsigned missing = s->needs & ~have;
        for (unsigned k = 0; k < i; k++) {
            if (!str_eq(p->name[k], p->name[i])) continue;
            snprintf(message, size, "stage '%.*s' is there twice", (int)p->name[i].n, p->name[i].p);
            return false;
        }
        if (missing) {
            unsigned bit = 0;
            while (!(missing & 1u << bit)) bit++;
            snprintf(message, size, "%s needs %s, which no earlier stage gives", s->name,
                     layer_words[bit]);
            return false;
        }
        have |= s == &stage_exec ? ~0u : s->gives; /* what it gives, its records say */
    }
    return true;
}

static const struct option *find_option(const struct stage *s, const char *key) {
    for (const struct option *o = s->options; o && o->name; o++)
        if (strcmp(o->name, key) == 0) return o;
    return NULL;
}

/* Writes the value; false when it is not of the option's type. */
static bool write_option(const struct option *o, void *state, const char *value) {
    char *field = (char *)state + o->field;
    if (o->type == O_TEXT) {
        memcpy(field, &value, sizeof value);
        return true;
    }
    if (o->type == O_INT) {
        char *end;
        int64_t v = strtoll(value, &end, 10);
        if (*value == '\0' || *end != '\0') return false;
        memcpy(field, &v, sizeof v);
        return true;
    }
    bool yes = strcmp(value, "yes") == 0 || strcmp(value, "true") == 0 || strcmp(value, "1") == 0;
    bool no = strcmp(value, "no") == 0 || strcmp(value, "false") == 0 || strcmp(value, "0") == 0;
    memcpy(field, &yes, sizeof yes);
    return yes || no;
}

static bool unknown_option(const struct stage *s, const char *key, char *message, size_t size) {
    const char *names[OPTIONS_MAX + 1];
    unsigned n = 0;
    for (const struct option *o = s->options; o && o->name && n < OPTIONS_MAX; o++)
        names[n++] = o->name;
    names[n] = NULL;
    if (n)
        snprintf(message, size, "stage '%s' has no option '%s'; did you mean '%s'?", s->name, key,
                 nearest_word(key, names));
    else snprintf(message, size, "stage '%s' has no options", s->name);
    return false;
}

static bool check_settings(const struct chain_request *r, char *message, size_t size) {
    union {
        bool b;
        int64_t i;
        const char *t;
    } scratch;
    for (unsigned i = 0; i < r->n_settings; i++) {
        const struct setting *g = &r->settings[i];
        const struct stage *s = find_stage(str_of(g->stage));
        if (s == NULL) return unknown_stage(str_of(g->stage), message, size);
        const struct option *o = find_option(s, g->key);
        if (o == NULL) return unknown_option(s, g->key, message, size);
        struct option probe = *o;
        probe.field = 0;
        if (!write_option(&probe, &scratch, g->value)) {
            snprintf(message, size, "%s.%s: '%s' is not %s", g->stage, g->key, g->value,
                     o->type == O_INT ? "a number" : "yes or no");
            return false;
        }
    }
    return true;
}

/* The value an option will have: the last one set, or the default. */
static const char *value_of(const struct chain_request *r, const struct stage *s,
                            const struct option *o) {
    for (unsigned i = r->n_settings; i-- > 0;)
        if (strcmp(r->settings[i].stage, s->name) == 0 && strcmp(r->settings[i].key, o->name) == 0)
            return r->settings[i].value;
    return o->value;
}

/* Stages that have to be asked for leave the chain when nobody did, by option or by name. */
static void drop_disabled(struct plan *p) {
    unsigned k = 0;
    for (unsigned i = 0; i < p->n; i++) {
        const struct option *o = find_option(p->stage[i], "enabled");
        const char *until = p->request->until;
        bool named = p->request->stages || (until && strcmp(until, p->stage[i]->name) == 0);
        bool on = true;
        if (o && !named) {
            struct option probe = *o;
            probe.field = 0;
            write_option(&probe, &on, value_of(p->request, p->stage[i], o));
        }
        if (on) p->stage[k] = p->stage[i], p->name[k++] = p->name[i];
    }
    p->n = k;
}

bool plan_make(struct plan *p, const struct chain_request *r, char *message, size_t size) {
    *p = (struct plan){.request = r};
    if (!check_settings(r, message, size) || !pick(p, r, message, size)) return false;
    drop_disabled(p);
    for (unsigned i = 0; i < p->n; i++) p->uses |= p->stage[i]->uses;
    return check_order(p, message, size);
}

bool chain_open(struct chain *c, const struct plan *p, struct env *env) {
    *c = (struct chain){.plan = p};
    for (unsigned i = 0; i < p->n; i++) {
        const struct stage *s = p->stage[i];
        c->state[i] = calloc(1, s->state_size ? s->state_size : 1);
        if (c->state[i] == NULL) {
            snprintf(env->message, env->message_size, "out of memory");
            return false;
        }
        for (const struct option *o = s->options; o && o->name; o++)
            write_option(o, c->state[i], value_of(p->request, s, o));
        if (s == &stage_exec) exec_command(c->state[i], str_sub(p->name[i], 5, p->name[i].n));
        if (s->setup && s->setup(c->state[i], env) != OK) return false;
    }
    return true;
}

/* A record may have places in a text that a stage is still to change. */
static bool comes_late(const struct stage *s, const struct doc *d) {
    bool early = s->changes_text && !(s->needs & LAYER_LANGUAGES) && d->languages.n;
    return early || (s->changes_text && (d->sentences.n || d->tokens.n || d->entities.n));
}

static void run_stage(const struct stage *s, struct str name, void *state, struct doc *d) {
    if (s->needs & ~d->layers) {
        unsigned bit = 0;
        while (!((s->needs & ~d->layers) & 1u << bit)) bit++;
        doc_fail(d, BAD_RECORD, 0, "the record has no %s, which %s needs", layer_words[bit],
                 s->name);
    } else if (comes_late(s, d)) {
        doc_fail(d, BAD_RECORD, 0, "the record has layers that %s must come before", s->name);
    } else if (s->run(state, d) == OK) {
        d->layers |= s->gives;
        *vec_push(d->arena, &d->stages) = name;
    }
#ifndef NDEBUG
    const char *fault = d->failure.code == OK ? doc_check(d) : NULL;
    if (fault) doc_fail(d, LIBRARY, 0, "broken invariant: %s", fault);
#endif
    if (d->failure.code != OK) d->failure.stage = name;
}

void chain_run(struct chain *c, struct doc *d) {
    volatile unsigned i = 0; /* survives the jump */
    if (setjmp(d->arena->full)) {
        d->failure.code = TOO_BIG;
        d->failure.stage = i < c->plan->n ? c->plan->name[i] : STR("");
        d->failure.why = STR("the document needs more memory than it may have");
        return;
    }
    for (; i < c->plan->n && d->failure.code == OK && d->articles.n < 2; i++) {
        if (doc_has_stage(d, c->plan->name[i])) continue;
        uint64_t start = c->ns ? clock_ns() : 0;
        run_stage(c->plan->stage[i], c->plan->name[i], c->state[i], d);
        if (c->ns) c->ns[i] += clock_ns() - start;
    }
}

void chain_close(struct chain *c) {
    for (unsigned i = 0; c->plan && i < c->plan->n; i++) {
        if (c->state[i] && c->plan->stage[i]->cleanup) c->plan->stage[i]->cleanup(c->state[i]);
        free(c->state[i]);
    }
    c->plan = NULL;
}
