/* SPDX-License-Identifier: MIT */
/* Other names of a person, where the text says so: "known as", "i njohur si", "zvani" behind a full
 * name, a nickname in quotes inside it. */
#include "resolve_registry.h"

static const struct word *word_at(const struct registry *g, uint32_t i) {
    return &g->r->words->list.v[i];
}

enum { CUE_WORDS = 6, ALIAS_WORDS = 4 };

/* What joins a name and another one, as keys; the first word may be left out of none. */
static const char *const cues[] = {"alias",
                                   "aka",
                                   "a k a",
                                   "known as",
                                   "also known as",
                                   "better known as",
                                   "best known as",
                                   "commonly known as",
                                   "known to friends as",
                                   "known by the nickname",
                                   "nicknamed",
                                   "i njohur si",
                                   "e njohur si",
                                   "i njohur me nofken",
                                   "e njohur me nofken",
                                   "i njohur edhe si",
                                   "e njohur edhe si",
                                   "i njohur ndryshe si",
                                   "e njohur ndryshe si",
                                   "i quajtur",
                                   "e quajtur",
                                   "i mbiquajtur",
                                   "e mbiquajtur",
                                   "me nofken",
                                   "me pseudonimin",
                                   "i thirrur",
                                   "e thirrur",
                                   "zvani",
                                   "zvana",
                                   "zvanog",
                                   "zvanoga",
                                   "zvanom",
                                   "zvane",
                                   "zvanu",
                                   "zvanoj",
                                   "prozvan",
                                   "prozvana",
                                   "poznat kao",
                                   "poznata kao",
                                   "poznatog kao",
                                   "poznate kao",
                                   "poznatom kao",
                                   "poznatiji kao",
                                   "poznatija kao",
                                   "poznat i kao",
                                   "poznata i kao",
                                   "poznat pod imenom",
                                   "poznata pod imenom",
                                   "poznat pod nadimkom",
                                   "poznata pod nadimkom",
                                   "pod nadimkom",
                                   "s nadimkom",
                                   "sa nadimkom",
                                   "nadimak",
                                   NULL};

/* Do the words from i on spell a cue? How many they are; 0: none of them. The longest counts. */
static unsigned cue_at(const struct registry *g, uint32_t i) {
    char buf[64];
    size_t n = 0;
    unsigned found = 0;
    for (unsigned k = 0; k < CUE_WORDS && i + k < g->r->words->list.n; k++) {
        const struct word *w = word_at(g, i + k);
        bool letter = w->letters == 1 && word_at(g, i)->letters == 1; /* a.k.a. */
        if (k && w->gap != GAP_SPACE && !letter) break;
        if (n + w->key.n + 1 > sizeof buf) break;
        if (k) buf[n++] = ' ';
        memcpy(buf + n, w->key.p, w->key.n);
        n += w->key.n;
        if (str_in((struct str){buf, n}, cues)) found = k + 1;
    }
    return found;
}

/* The entity that [first, last] belong to, or could: it has the same words, or fewer, is doubtful, and
 * nothing else claims the rest. */
uint32_t registry_entity(struct registry *g, uint32_t first, uint32_t last) {
    struct resolve *r = g->r;
    uint32_t k = resolve_entity(r, first);
    if (k == NO_WORD || r->first[k] != first || r->last[k] > last) return NO_WORD;
    if (r->last[k] == last) return k;
    if (g->of[k] != NO_WORD || r->doc->entities.v[k].score >= 700) return NO_WORD;
    for (uint32_t i = r->last[k] + 1; i <= last; i++)
        if (r->taken[i]) return NO_WORD;
    for (uint32_t i = first; i <= last; i++) r->taken[i] = 1;
    r->last[k] = last;
    r->doc->entities.v[k].span.end = word_at(g, last)->span.end;
    return k;
}

/* The words [first, last] are a mention of the person: the entity that stands there, else a new one. */
static void mention(struct registry *g, uint32_t first, uint32_t last, uint32_t person) {
    struct resolve *r = g->r;
    struct doc *d = r->doc;
    struct span span = {word_at(g, first)->span.begin, word_at(g, last)->span.end};
    bool free = true;
    for (uint32_t i = first; i <= last; i++) free &= !r->taken[i];
    struct entity *e = NULL;
    if (free) {
        e = vec_push(d->arena, &d->entities);
        e->span = span, e->lang = word_at(g, first)->lang, e->score = 800;
        for (uint32_t i = first; i <= last; i++) r->taken[i] = 1;
    } else {
        uint32_t k = registry_entity(g, first, last);
        if (k == NO_WORD) return;
        e = &d->entities.v[k];
        g->of[k] = person;
    }
    e->type = TYPE_PER, e->subtype = STR("");
    e->id = g->persons.v[person].id, e->norm = g->persons.v[person].norm;
    e->method = STR("alias");
}

/* A nickname in quotes between given name and surname. */
static void nickname(struct registry *g, uint32_t e, uint32_t person) {
    uint32_t first = g->r->first[e] + 1, last = g->r->last[e] - 1;
    if (!str_is(g->r->doc->entities.v[e].method, "nickname") || first > last) return;
    registry_name(g, person, first < last ? first : NO_WORD, last);
}

static bool is_particle(struct str key) {
    static const char *const words[] = {"al", "el", "ibn", "bin", "abu", "de", "von", NULL};
    return str_in(key, words);
}

/* The last word of the name that begins at word i: capitals, and particles before them. */
static uint32_t name_end(const struct registry *g, uint32_t i) {
    uint32_t last = i;
    for (uint32_t k = i + 1; k < g->r->words->list.n && k <= i + ALIAS_WORDS; k++) {
        const struct word *w = word_at(g, k);
        if (w->gap != GAP_SPACE && w->gap != GAP_HYPHEN) break;
        if (word_is_capital(w)) last = k;
        else if (!is_particle(w->key)) break;
    }
    return last;
}

void resolve_aliases(struct registry *g, uint32_t e, uint32_t person) {
    const struct resolve *r = g->r;
    uint32_t i = r->last[e] + 1, n = r->words->list.n;
    nickname(g, e, person);
    if (i >= n || word_at(g, i)->span.begin > r->doc->entities.v[e].span.end + 3) return;
    unsigned cue = cue_at(g, i);
    uint32_t first = i + cue;
    if (cue == 0 || first >= n || !word_is_capital(word_at(g, first))) return;
    if (word_at(g, first)->span.begin > word_at(g, first - 1)->span.end + 5) return;
    uint32_t last = name_end(g, first);
    registry_name(g, person, first < last ? first : NO_WORD, last);
    mention(g, first, last, person);
}
