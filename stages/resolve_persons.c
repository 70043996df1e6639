/* SPDX-License-Identifier: MIT */
/* Persons. First every full name of the document is registered, those with a row before the others;
 * then the words are read once more in their order, and each bare name goes to one of them:
 *
 *   - a bare surname to its bearers in this document alone, so that Lulzim Kurti is never Albin; of
 *     several to the one whose title stands before it (minister), then to the one whose sex the title or
 *     the participle tells (Mrs, je rekla), then to the one mentioned last; before all of them stand
 *     to the first that follows;
 *   - a bare given name to its bearer, when it is one only and was named before;
 *   - a surname that the lexicon knows keeps its id where nobody in the document bears it, and with the
 *     title of an office also before another bearer is named;
 *   - a surname without bearer is a person of its own. */
#include "known_word.h"
#include "resolve_registry.h"

static const struct word *word_at(const struct registry *g, uint32_t i) {
    return &g->r->words->list.v[i];
}

static struct entity *entity_at(struct registry *g, uint32_t i) {
    return &g->r->doc->entities.v[i];
}

/* ---- full names */

static void describe(struct registry *g, uint32_t person, uint32_t first, uint32_t last) {
    struct person *p = &g->persons.v[person];
    char buf[TITLE_ROOM];
    struct str title = resolve_title(g->r, first, buf);
    enum sex sex = resolve_title_sex(title, first ? word_at(g, first - 1)->lang : LANG_UND);
    if (p->sex == SEX_UNKNOWN) p->sex = sex;
    if (p->sex == SEX_UNKNOWN) p->sex = resolve_name_sex(g->r, first, last);
    if (resolve_is_address(title)) title = STR("");
    if (title.n == 0) title = resolve_apposition(g->r, last, buf);
    if (p->title.n == 0 && title.n) p->title = arena_str(g->r->doc->arena, title);
}

static void register_person(struct registry *g, uint32_t e) {
    const struct resolve *r = g->r;
    uint32_t given = r->first[e], surname = r->last[e];
    const struct entity *x = entity_at(g, e);
    uint32_t person = registry_find(g, given, surname, x->id);
    if (person == NO_WORD) person = registry_person(g, x->id, x->norm, x->span.begin);
    bool hyphen = surname > given + 1 && word_at(g, surname)->gap == GAP_HYPHEN;
    registry_name(g, person, given, surname);
    if (hyphen) registry_name(g, person, given, surname - 1); /* Osmani-Sadriu */
    describe(g, person, given, surname);
    g->of[e] = person;
    entity_at(g, e)->id = g->persons.v[person].id;
    entity_at(g, e)->norm = g->persons.v[person].norm;
    resolve_aliases(g, e, person);
}

/* An ordinary word at the begin of a sentence has a capital as well. */
static unsigned known_at(const struct resolve *r, const struct word *w) {
    return known_word(r->dictionary, w->lang, doc_span(r->doc, w->span));
}

static bool is_ordinary(const struct resolve *r, const struct word *w) {
    unsigned known = known_at(r, w);
    return known == WORD_LOWER || (w->lang == LANG_EN && known);
}

/* Where a sentence begins, a capital says nothing. Majstor Stepanović: the first word was taken for a
 * given name, and is none. Ljutvija Kurti: it was not, and this is not the Kurti of the lexicon. */
static void first_word(struct resolve *r, uint32_t i) {
    struct entity *e = &r->doc->entities.v[i];
    uint32_t first = r->first[i], last = r->last[i];
    const struct word *w = r->words->list.v;
    if (last == first + 1 && w[first].first && str_is(e->method, "surname-form") &&
        is_ordinary(r, &w[first])) {
        r->taken[first] = 0;
        r->first[i] = last;
    } else if (first == last && first > 0 && w[first - 1].first && str_is(e->method, "surname") &&
               w[first].gap == GAP_SPACE && !r->taken[first - 1] &&
               w[first - 1].shape == SHAPE_TITLE && w[first - 1].letters > 2 &&
               !is_ordinary(r, &w[first - 1]) &&
               resolve_title(r, first, (char[TITLE_ROOM]){0}).n == 0) {
        r->taken[first - 1] = 1;
        r->first[i] = first - 1;
        e->id = STR("");
        e->method = STR("given");
    } else {
        return;
    }
    e->span.begin = w[r->first[i]].span.begin;
    e->norm = doc_span(r->doc, e->span);
}

/* Osmani-Sadriu alone is a surname. */
static bool is_double(const struct resolve *r, uint32_t e) {
    for (uint32_t i = r->first[e] + 1; i <= r->last[e]; i++)
        if (r->words->list.v[i].gap != GAP_HYPHEN) return false;
    return r->last[e] > r->first[e];
}

static void full_names(struct registry *g, uint32_t known) {
    for (uint32_t i = 0; i < known; i++)
        if (entity_at(g, i)->type == TYPE_PER) first_word(g->r, i);
    for (int rows = 1; rows >= 0; rows--)
        for (uint32_t i = 0; i < known; i++) {
            const struct entity *e = entity_at(g, i);
            if (e->type == TYPE_PER && g->r->last[i] > g->r->first[i] && g->of[i] == NO_WORD &&
                (e->id.n > 0) == (rows == 1) && (e->id.n > 0 || !is_double(g->r, i)))
                register_person(g, i);
        }
}

/* ---- bare names */

struct choice {
    uint32_t person;
    int score;
};

struct mention {
    uint32_t last, at; /* the surname's word; byte */
    struct str title;
    enum sex sex;
    bool sure; /* the title says so, not the verb */
};

static int score_of(const struct person *p, const struct mention *m) {
    int score = 0;
    if (m->title.n && str_eq(m->title, p->title)) score += 8;
    if (m->sex != SEX_UNKNOWN && p->sex != SEX_UNKNOWN) score += m->sex == p->sex ? 4 : -4;
    return score + (p->last != NO_WORD);
}

static void weigh(struct registry *g, const struct mention *m, uint32_t person, struct choice *c) {
    const struct person *p = &g->persons.v[person],
                        *best = c->person == NO_WORD ? NULL : &g->persons.v[c->person];
    if (m->sure && m->sex != SEX_UNKNOWN && p->sex != SEX_UNKNOWN && m->sex != p->sex) return;
    int score = score_of(p, m);
    bool nearer = best == NULL || score > c->score;
    if (best && score == c->score)
        nearer = p->last != NO_WORD ? p->last > best->last : p->first < best->first;
    if (nearer) *c = (struct choice){person, score};
}

static uint32_t choose(struct registry *g, const struct mention *m) {
    struct choice c = {NO_WORD, 0};
    uint32_t kin[KIN];
    unsigned n = registry_kin(g, m->last, kin);
    for (unsigned k = 0; k < n; k++) {
        uint32_t i = g->families.v[kin[k]].names;
        for (unsigned look = 0; i && look < MEMBERS; look++, i = g->names.v[i - 1].in_family)
            weigh(g, m, g->names.v[i - 1].person, &c);
    }
    return c.person;
}

static struct mention mention_of(const struct registry *g, uint32_t first, uint32_t last,
                                 char buf[TITLE_ROOM]) {
    struct mention m = {.last = last, .at = word_at(g, first)->span.begin};
    struct str title = resolve_title(g->r, first, buf);
    m.sex = resolve_title_sex(title, first ? word_at(g, first - 1)->lang : LANG_UND);
    m.sure = m.sex != SEX_UNKNOWN;
    if (!m.sure) m.sex = resolve_verb_sex(g->r, first, last);
    if (!resolve_is_address(title)) m.title = title;
    return m;
}

/* `method` is how it is known to be that person. */
static void give(struct registry *g, struct entity *e, uint32_t person, const char *method) {
    struct person *p = &g->persons.v[person];
    if (e->type != TYPE_PER || str_is(e->method, "model")) e->method = str_of(method);
    e->type = TYPE_PER, e->subtype = STR("");
    e->id = p->id, e->norm = p->norm;
    p->last = e->span.begin;
}

/* Is the word a surname of the person? */
static bool bears(struct registry *g, uint32_t person, uint32_t word) {
    uint32_t kin[KIN];
    unsigned n = registry_kin(g, word, kin);
    for (unsigned k = 0; k < n; k++) {
        uint32_t i = g->families.v[kin[k]].names;
        for (unsigned look = 0; i && look < MEMBERS; look++, i = g->names.v[i - 1].in_family)
            if (g->names.v[i - 1].person == person) return true;
    }
    return false;
}

/* Purić Nenad, Osmani-Sadriu: a given name behind the surname goes with it, and its second part. */
static void take_rest(struct registry *g, struct entity *e, uint32_t word, uint32_t person) {
    uint32_t next = word + 1;
    if (next >= g->r->words->list.n || g->r->taken[next] || !word_is_capital(word_at(g, next)))
        return;
    uint8_t gap = word_at(g, next)->gap;
    bool goes = gap == GAP_SPACE    ? registry_given(g, next) == person
                : gap == GAP_HYPHEN ? bears(g, person, next)
                                    : false;
    if (!goes) return;
    e->span.end = word_at(g, next)->span.end;
    g->r->taken[next] = 1;
}

/* Prime Minister Kurti, whom the lexicon knows, before any other Kurti is named. */
static bool is_office(struct registry *g, const struct mention *m, const struct entity *e,
                      uint32_t person) {
    if (e->id.n == 0 || e->id.p[0] == '#' || m->title.n == 0) return false;
    const struct person *p = &g->persons.v[person];
    return p->last == NO_WORD && p->first > m->at && !str_eq(p->id, e->id);
}

static void bare_name(struct registry *g, uint32_t i) {
    struct entity *e = entity_at(g, i);
    uint32_t word = g->r->last[i];
    char buf[TITLE_ROOM];
    struct mention m = mention_of(g, g->r->first[i], word, buf);
    const char *method = "surname";
    uint32_t person = choose(g, &m);
    if (person != NO_WORD && is_office(g, &m, e, person)) {
        person = registry_person(g, e->id, e->norm, m.at);
        registry_name(g, person, NO_WORD, word);
        g->persons.v[person].title = arena_str(g->r->doc->arena, m.title);
    }
    if (e->type != TYPE_PER && person == NO_WORD) return;
    if (person == NO_WORD) {
        uint32_t bearer = registry_given(g, word);
        if (bearer != NO_WORD && g->persons.v[bearer].last != NO_WORD && e->id.n == 0)
            person = bearer, method = "given";
    }
    if (person == NO_WORD && e->id.n == 0) {
        person = registry_person(g, e->id, e->norm, m.at);
        registry_name(g, person, NO_WORD, word);
        method = "model"; /* nobody else's */
    }
    if (person == NO_WORD) return;
    give(g, e, person, method);
    take_rest(g, e, word, person);
}

/* ---- names that nothing claimed */

bool resolve_stands_alone(const struct resolve *r, uint32_t i) {
    const struct word *w = &r->words->list.v[i];
    if (i == 0 || w->first || (w->gap != GAP_SPACE && w->gap != GAP_HYPHEN)) return true;
    const struct word *b = w - 1;
    return b->shape == SHAPE_LOWER || b->shape == SHAPE_NUMBER || b->first || r->taken[i - 1];
}

static bool is_free_name(const struct resolve *r, uint32_t i) {
    const struct word *w = &r->words->list.v[i];
    if (i >= r->words->list.n || r->taken[i] || w->key.n < 3 || !word_is_capital(w)) return false;
    if (w->span.end < r->doc->text.n && r->doc->text.p[w->span.end] == '_')
        return false; /* Lisa_resume.doc */
    return w->shape != SHAPE_UPPER || w->sentence == UINT32_MAX || r->words->shouting[w->sentence];
}

static void add_mention(struct registry *g, uint32_t first, uint32_t last, uint32_t person,
                        const char *method) {
    struct doc *d = g->r->doc;
    struct entity *e = vec_push(d->arena, &d->entities);
    e->span = (struct span){word_at(g, first)->span.begin, word_at(g, last)->span.end};
    e->type = TYPE_PER;
    e->lang = word_at(g, first)->lang;
    e->score = 750;
    e->method = str_of(method);
    give(g, e, person, method);
    for (uint32_t i = first; i <= last; i++) g->r->taken[i] = 1;
    if (first == last) take_rest(g, e, last, person);
}

/* A full name that was no candidate at word i; false: there is none. */
static bool unclaimed_pair(struct registry *g, uint32_t i) {
    if (i + 1 >= g->r->words->list.n || word_at(g, i + 1)->gap != GAP_SPACE ||
        !is_free_name(g->r, i + 1))
        return false;
    uint32_t person = registry_find(g, i, i + 1, STR(""));
    if (person == NO_WORD) return false;
    add_mention(g, i, i + 1, person, "given");
    return true;
}

/* Is it the surname of somebody letter by letter? An ordinary word at the begin of a sentence is no case
 * form of one. */
static bool is_written(struct registry *g, uint32_t i) {
    uint32_t kin[KIN];
    unsigned n = registry_kin(g, i, kin);
    for (unsigned k = 0; k < n; k++)
        if (str_eq(word_at(g, g->families.v[kin[k]].word)->key, word_at(g, i)->key)) return true;
    return false;
}

/* Was the person named before? Vlada, also the government, Era, also the wind, shortly before? English
 * given names are rarely words (Will). */
static bool is_given_here(const struct registry *g, uint32_t person, const struct mention *m,
                          unsigned known) {
    enum { SHORTLY = 400 };
    const struct person *p = &g->persons.v[person];
    bool english = word_at(g, m->last)->lang == LANG_EN;
    if (p->last == NO_WORD || (known == WORD_LOWER && english)) return false;
    return !(known & WORD_LOWER) || m->at - p->last < SHORTLY;
}

static void unclaimed(struct registry *g, uint32_t i) {
    char buf[TITLE_ROOM];
    if (!is_free_name(g->r, i)) return;
    if (unclaimed_pair(g, i) || !resolve_stands_alone(g->r, i)) return;
    struct mention m = mention_of(g, i, i, buf);
    unsigned known = word_at(g, i)->first ? known_at(g->r, word_at(g, i)) : WORD_UNKNOWN;
    uint32_t person = choose(g, &m);
    if (person != NO_WORD && (!(known & WORD_LOWER) || is_written(g, i))) {
        add_mention(g, i, i, person, "surname");
        return;
    }
    const struct word *next = i + 1 < g->r->words->list.n ? word_at(g, i + 1) : NULL;
    if (next && (next->gap == GAP_NONE || (next->gap == GAP_SPACE && word_is_capital(next))))
        return;
    person = registry_given(g, i);
    if (person != NO_WORD && is_given_here(g, person, &m, known))
        add_mention(g, i, i, person, "given");
}

/* The full name of somebody that was taken for something else: Baca Mujës, an organisation. */
static bool known_pair(struct registry *g, uint32_t e) {
    uint32_t i = g->r->first[e], last = g->r->last[e];
    if (last == i || entity_at(g, e)->type == TYPE_LOC || entity_at(g, e)->id.n ||
        !registry_is_given(g, i))
        return false;
    uint32_t person = registry_find(g, i, last, STR(""));
    if (person != NO_WORD) give(g, entity_at(g, e), person, "again");
    return person != NO_WORD;
}

/* A surname at word i whose given name, before it, nothing claimed: Baba Mila. */
static bool widened_back(struct registry *g, uint32_t e) {
    struct resolve *r = g->r;
    uint32_t i = r->first[e];
    if (r->last[e] != i || i == 0 || word_at(g, i)->gap != GAP_SPACE || !is_free_name(r, i - 1) ||
        !registry_is_given(g, i - 1))
        return false;
    uint32_t person = registry_find(g, i - 1, i, STR(""));
    if (person == NO_WORD) return false;
    r->taken[--r->first[e]] = 1;
    entity_at(g, e)->span.begin = word_at(g, i - 1)->span.begin;
    give(g, entity_at(g, e), person, "again");
    return true;
}

/* A doubtful entity at word i that begins a full name: Bacë, a place, of Bacë Dika. */
static bool widened(struct registry *g, uint32_t e) {
    uint32_t i = g->r->first[e];
    if (widened_back(g, e)) return true;
    if (g->r->last[e] != i || i + 1 >= g->r->words->list.n || !is_free_name(g->r, i + 1) ||
        word_at(g, i + 1)->gap != GAP_SPACE || !registry_is_given(g, i))
        return false;
    uint32_t person = registry_find(g, i, i + 1, STR(""));
    if (person == NO_WORD || registry_entity(g, i, i + 1) == NO_WORD) return false;
    give(g, entity_at(g, e), person, "again");
    return true;
}

/* In the order of the text. Of mentions that are not persons the doubtful may be one: Lladrovci, also a
 * village. */
static void bare_names(struct registry *g, uint32_t known) {
    struct resolve *r = g->r;
    uint32_t e = 0;
    for (uint32_t i = 0; i < r->words->list.n; i++) {
        while (e < known && r->last[e] < i) e++;
        if (e == known || r->first[e] > i) {
            unclaimed(g, i);
            continue;
        }
        if (r->first[e] < i) continue;
        const struct entity *x = entity_at(g, e);
        bool person = x->type == TYPE_PER, doubtful = x->type <= TYPE_MISC && x->score < 700;
        if (g->of[e] != NO_WORD) g->persons.v[g->of[e]].last = x->span.begin;
        else if (x->type <= TYPE_MISC && widened(g, e)) continue;
        else if (doubtful && known_pair(g, e)) continue;
        else if (r->first[e] == r->last[e] ? person || doubtful : person && is_double(r, e))
            bare_name(g, e);
    }
}

void resolve_persons(struct resolve *r) {
    struct registry g;
    uint32_t known = r->doc->entities.n, persons = 0;
    for (uint32_t i = 0; i < known; i++) persons += r->doc->entities.v[i].type == TYPE_PER;
    if (persons == 0) return;
    registry_open(&g, r, persons);
    g.of = arena_alloc(r->doc->arena, (known + 1) * sizeof *g.of);
    for (uint32_t i = 0; i < known; i++) g.of[i] = NO_WORD;
    full_names(&g, known);
    for (uint32_t i = 0; i < g.families.n; i++) {
        struct family *f = &g.families.v[i];
        f->n_kin = (uint8_t)registry_kin(&g, f->word, f->kin);
        f->searched = true;
    }
    bare_names(&g, known);
}
