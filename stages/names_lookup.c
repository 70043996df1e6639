/* SPDX-License-Identifier: MIT */
/* Longest match in the lexicon. The key grows word by word; in Albanian and Serbian each word is also
 * tried in the base forms that its ending allows (inflect.h), so that Kosovske Mitrovice finds
 * kosovska mitrovica. A key that no longer begins anything ends the search. */
#include "names.h"

#include "fold.h"

enum { KEY_MAX = 256, BEST_MAX = 4, AHEAD = 8 };

struct found {
    const struct lexicon_form *form;
    unsigned inflected; /* how many words were not as in the row */
};

struct search {
    struct names *n;
    uint32_t first;
    char key[KEY_MAX];
    unsigned words; /* of the best match */
    unsigned n_best;
    struct found best[BEST_MAX];
    struct cache_key ahead[AHEAD]; /* of this word and those behind it */
    unsigned imported;             /* score of an imported place that one of our rows stands for */
};

static bool is_capital(const struct search *s, uint32_t word) {
    return word_is_capital(&s->n->words->list.v[word]);
}

static bool in_shouting(const struct search *s, uint32_t word) {
    uint32_t sentence = s->n->words->list.v[word].sentence;
    return sentence != UINT32_MAX && s->n->words->shouting[sentence];
}

/* May the words, as they are written, be this form? NATO only in capitals, srpski in any case, other
 * names with the capitals of the row. */
static bool written_alike(const struct search *s, const struct lexicon_form *f, unsigned words) {
    if (f->flags & LEX_LOWER) { /* an ordinary word: of its own language only */
        const struct word *w = &s->n->words->list.v[s->first];
        return w->lang == (enum lang)f->lang || w->lang > LANG_SR || w->lang == LANG_UND ||
               f->lang == LANG_OTHER;
    }
    for (unsigned i = 0; i < words; i++) {
        const struct word *w = &s->n->words->list.v[s->first + i];
        if (f->flags & LEX_ACRONYM) {
            bool dotted = w->letters >= 2 && w->shape == SHAPE_UPPER;
            if (!dotted && !(w->shape == SHAPE_MIXED && w->letters > 3) && w->letters > 1)
                return false;
            if (w->letters == 1 && !is_capital(s, s->first + i)) return false;
            continue;
        }
        if (!(f->capitals & 1u << i)) continue;
        if (w->shape == SHAPE_NUMBER) continue;
        if (!is_capital(s, s->first + i)) return false;
        if (w->shape == SHAPE_UPPER && w->letters <= 3 && words == 1 && !in_shouting(s, s->first))
            return false;
    }
    return true;
}

static void keep(struct search *s, const struct found *f, unsigned words) {
    if (words < s->words) return;
    if (words > s->words) s->n_best = 0;
    s->words = words;
    for (unsigned i = 0; i < s->n_best; i++) {
        if (s->best[i].form->entry != f->form->entry) continue;
        enum lang lang = s->n->words->list.v[s->first].lang;
        bool nearer = f->form->lang == (uint8_t)lang && s->best[i].form->lang != (uint8_t)lang;
        bool better = f->inflected < s->best[i].inflected;
        if (better || (f->inflected == s->best[i].inflected && nearer)) s->best[i] = *f;
        return;
    }
    if (s->n_best < BEST_MAX) s->best[s->n_best++] = *f;
}

enum { HEAD_TAGS = TAG_ORG_FIRST | TAG_ORG_LAST | TAG_LAW_FIRST | TAG_LAW_LAST };

static uint32_t head_tag(enum lexicon_kind kind, unsigned flags) {
    static const uint32_t first[] = {TAG_ORG_FIRST, TAG_LOC_FIRST, TAG_LAW_FIRST, TAG_EVENT_FIRST};
    uint32_t tag = first[kind - LEX_ORG_HEAD];
    return (flags & LEX_FIRST ? tag : 0) | (flags & LEX_LAST ? tag << 1 : 0);
}

/* Given names, titles, heads: what they say is noted at their words. */
static void note_word(struct search *s, const struct lexicon_form *f, enum lexicon_kind kind,
                      unsigned words, unsigned inflected) {
    struct names *n = s->n;
    uint32_t last = s->first + words - 1;
    const struct word *w = &n->words->list.v[s->first];
    if (kind == LEX_GIVEN || kind == LEX_SURNAME) {
        if (word_is_capital(w) && words == 1)
            n->tags[s->first] |= kind == LEX_GIVEN ? TAG_GIVEN : TAG_SURNAME;
        return;
    }
    if (kind == LEX_MONTH) {
        n->tags[s->first] |= TAG_MONTH;
        return;
    }
    if (kind == LEX_CURRENCY ||
        (w->lang != (enum lang)f->lang && w->lang <= LANG_SR && w->lang != LANG_UND))
        return;
    /* as written beats by ending: ministria is a ministry, not a form of ministri */
    if (inflected && words == 1 && has_tag(n, last, kind == LEX_TITLE ? HEAD_TAGS : TAG_TITLE))
        return;
    if (kind == LEX_TITLE) {
        n->tags[last] |= TAG_TITLE;
        for (uint32_t i = s->first; i <= last && words > 1; i++) n->tags[i] |= TAG_IN_TITLE;
        return;
    }
    if (f->flags & LEX_ACRONYM && (in_shouting(s, last) || !written_alike(s, f, words))) return;
    uint32_t tags = head_tag(kind, f->flags);
    if (tags & (TAG_ORG_FIRST | TAG_LOC_FIRST | TAG_LAW_FIRST | TAG_EVENT_FIRST)) {
        n->tags[s->first] |= tags &
                             (TAG_ORG_FIRST | TAG_LOC_FIRST | TAG_LAW_FIRST | TAG_EVENT_FIRST);
        if (words > n->first_head[s->first]) n->first_head[s->first] = (uint8_t)words;
    }
    if (tags & (TAG_ORG_LAST | TAG_LOC_LAST | TAG_LAW_LAST | TAG_EVENT_LAST)) {
        n->tags[last] |= tags & (TAG_ORG_LAST | TAG_LOC_LAST | TAG_LAW_LAST | TAG_EVENT_LAST);
        if (words > n->last_head[last]) n->last_head[last] = (uint8_t)words;
    }
}

static void take(struct search *s, const struct lexicon_slot *slot, unsigned words,
                 unsigned inflected) {
    const struct lexicon *l = s->n->lexicon;
    for (unsigned i = 0; i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        enum lexicon_kind kind = (enum lexicon_kind)lexicon_entry(l, f)->kind;
        if (kind > LEX_MISC) {
            note_word(s, f, kind, words, inflected);
            continue;
        }
        if (inflected && (f->flags & LEX_ACRONYM)) continue;
        if (written_alike(s, f, words)) keep(s, &(struct found){f, inflected}, words);
    }
}

/* May word `next` be part of a longer key? Of those that have base forms, all but të and së keep their first two
 * letters in them. */
static bool goes_on(const struct search *s, const struct lexicon_slot *slot, uint32_t next) {
    const struct words *w = s->n->words;
    if (next >= w->list.n || next - s->first >= NAMES_WORDS) return false;
    uint8_t g = w->list.v[next].gap;
    struct str key = w->list.v[next].key;
    bool article = key.n == 2 && w->list.v[next].lang == LANG_SQ;
    if (g != GAP_AND && key.n && !article && !(slot->next & lexicon_next(key))) return false;
    return g == GAP_SPACE || g == GAP_HYPHEN || g == GAP_DASH || g == GAP_SLASH || g == GAP_DOT ||
           g == GAP_AND;
}

static void extend(struct search *s, size_t n, unsigned words, unsigned inflected);

static void try_slot(struct search *s, const struct lexicon_slot *slot, size_t n, unsigned words,
                     unsigned inflected) {
    if (slot->forms) take(s, slot, words, inflected);
    if (slot->next && goes_on(s, slot, s->first + words)) extend(s, n, words, inflected);
}

static void try_key(struct search *s, size_t n, unsigned words, unsigned inflected) {
    const struct lexicon_slot *slot = lexicon_find(s->n->lexicon, (struct str){s->key, n});
    if (slot) try_slot(s, slot, n, words, inflected);
}

static bool has_rules(const struct word *w) {
    return w->lang == LANG_SQ || w->lang == LANG_SR;
}

/* The key has `n` bytes of `words` words; tries it with the next word in each of its base forms. */
static void extend(struct search *s, size_t n, unsigned words, unsigned inflected) {
    const struct word *w = &s->n->words->list.v[s->first + words];
    struct inflected forms[INFLECT_MAX];
    if (w->key.n == 0 || n + w->key.n + INFLECT_ADD + 3 > KEY_MAX) return;
    if (w->gap == GAP_AND) {
        memcpy(s->key + n, " &", 2);
        n += 2;
    }
    s->key[n++] = ' ';
    memcpy(s->key + n, w->key.p, w->key.n);
    try_key(s, n + w->key.n, words + 1, inflected);
    if (!has_rules(w)) return;
    unsigned count = inflect(w->lang, w->key, forms);
    for (unsigned i = 0; i < count; i++) {
        struct str base = inflect_base(w->key, &forms[i], s->key + n);
        try_key(s, n + base.n, words + 1, inflected + 1);
    }
}

/* A base form of a first word that the lexicon has, as it stands in the cache. */
struct begin {
    uint32_t slot;
    struct inflected form; /* cut 0, add_n 0: the word itself */
    uint8_t zero[3];
};

enum { BEGINS_MAX = 1 + INFLECT_MAX };

/* What the cache has of a word. */
struct first {
    bool function; /* no part of a person's name: The */
    uint8_t n, zero[2];
    struct begin begins[BEGINS_MAX];
};

/* Asks for what the cache has of a word that is not yet needed. */
static void look_ahead(struct search *s, uint32_t word) {
    if (word >= s->n->words->list.n) return;
    const struct word *w = &s->n->words->list.v[word];
    struct cache_key *key = &s->ahead[word % AHEAD];
    *key = cache_key(w->key, has_rules(w) ? (uint8_t)w->lang : 0);
    cache_fetch(s->n->begins, key);
}

/* Most words begin nothing, and most come again: the cache spares them rules and look-ups. */
static const struct first *first_of(struct search *s, const struct word *w, struct first *made) {
    const struct lexicon *l = s->n->lexicon;
    struct inflected forms[INFLECT_MAX];
    struct cache_key key = s->ahead[s->first % AHEAD];
    struct str known;
    if (cache_get(s->n->begins, &key, &known)) return (const void *)known.p;
    unsigned count = has_rules(w) ? inflect(w->lang, w->key, forms) : 0;
    const struct lexicon_slot *slot = lexicon_find(l, w->key);
    *made = (struct first){.function = names_is_function(w->key)};
    if (slot) made->begins[made->n++] = (struct begin){.slot = (uint32_t)(slot - l->slots)};
    for (unsigned i = 0; i < count; i++) {
        slot = lexicon_find(l, inflect_base(w->key, &forms[i], s->key));
        if (slot)
            made->begins[made->n++] = (struct begin){(uint32_t)(slot - l->slots), forms[i], {0}};
    }
    size_t n = offsetof(struct first, begins) + made->n * sizeof *made->begins;
    cache_put(s->n->begins, &key, (struct str){(const char *)made, n});
    return made;
}

static void begin(struct search *s) {
    const struct word *w = &s->n->words->list.v[s->first];
    struct first made;
    if (w->key.n == 0 || w->key.n + INFLECT_ADD > KEY_MAX) return;
    const struct first *f = first_of(s, w, &made);
    if (f->function && word_is_capital(w)) s->n->tags[s->first] |= TAG_FUNCTION;
    for (unsigned i = 0; i < f->n; i++) {
        const struct inflected *form = &f->begins[i].form;
        struct str base = inflect_base(w->key, form, s->key);
        try_slot(s, &s->n->lexicon->slots[f->begins[i].slot], base.n, 1, form->cut || form->add_n);
    }
}

/* Words before a place: a weak one is believed behind them. */
static bool after_place_word(const struct names *n, uint32_t first) {
    static const char *const words[] = {"in",   "at",   "from", "near", "to",   "of",    "ne",
                                        "nga",  "prej", "afer", "te",   "u",    "iz",    "kod",
                                        "kraj", "do",   "na",   "sa",   "kroz", "preko", NULL};
    return first > 0 && n->words->list.v[first].gap == GAP_SPACE &&
           str_in(n->words->list.v[first - 1].key, words);
}

/* Is the word before part of the same capitalised name? Then a bare surname is somebody else's. */
static bool behind_name(const struct names *n, uint32_t first) {
    if (first == 0 || !names_joined(n->words, first)) return false;
    const struct word *w = &n->words->list.v[first - 1];
    if (w->shape != SHAPE_TITLE ||
        (n->tags[first - 1] & (TAG_TITLE | TAG_LOC | TAG_ORG | TAG_NORP | TAG_MONTH)))
        return false;
    bool headline = w->sentence != UINT32_MAX && n->words->titled[w->sentence];
    return (!w->first && !headline) || (n->tags[first - 1] & (TAG_GIVEN | TAG_SURNAME));
}

/* Is the form of another language than the sentence? */
static bool is_foreign(const struct word *w, const struct lexicon_form *f) {
    return w->lang != (enum lang)f->lang && w->lang <= LANG_SR && w->lang != LANG_UND &&
           f->lang != LANG_OTHER;
}

/* A short form of another language without its marks is often a word of this one: Viçë, vice. */
static bool is_chance(const struct search *s, const struct word *w, const struct lexicon_form *f) {
    struct str form = lexicon_str(s->n->lexicon, f->text, f->text_n);
    return s->words == 1 && is_foreign(w, f) && w->key.n <= 5 && form.n != w->key.n;
}

/* Does a headline's spelling say nothing about the word? */
static bool is_headline(const struct names *n, const struct word *w) {
    return w->sentence != UINT32_MAX &&
           (n->words->shouting[w->sentence] || n->words->titled[w->sentence]);
}

static unsigned weak_score(const struct search *s, const struct found *f,
                           const struct lexicon_entry *e, const struct word *w) {
    const struct names *n = s->n;
    if (f->form->flags & LEX_ACRONYM) return in_shouting(s, s->first) ? 420 : 700;
    if (s->words > 1) return is_headline(n, w) ? 500 : 760;
    if (e->kind == LEX_PER && behind_name(n, s->first)) return 300;
    if (e->kind == LEX_LOC && after_place_word(n, s->first) && word_is_capital(w)) return 780;
    unsigned score = word_is_capital(w) && !w->first && !is_headline(n, w) ? 640 : 420;
    return f->inflected ? score - 80 : score;
}

static unsigned score_of(const struct search *s, const struct found *f) {
    const struct names *n = s->n;
    const struct lexicon_entry *e = lexicon_entry(n->lexicon, f->form);
    const struct word *w = &n->words->list.v[s->first];
    bool title = n->tags[s->first] & TAG_IN_TITLE &&
                 n->tags[s->first + s->words - 1] & TAG_IN_TITLE;
    bool doubtful = f->form->flags & LEX_WEAK || is_foreign(w, f->form);
    if (title && doubtful && s->words == 1 && e->kind != LEX_MISC) return 300;
    if (f->form->flags & LEX_WEAK || is_chance(s, w, f->form)) return weak_score(s, f, e, w);
    unsigned score = 950 - 20 * (f->inflected < 3 ? f->inflected : 3);
    if (f->form->flags & LEX_IMPORTED) score -= w->first && s->words == 1 ? 360 : 60;
    if (f->form->flags & LEX_SURNAME_OF) score = behind_name(n, s->first) ? 300 : 760;
    if (f->inflected && s->words == 1 && w->key.n < 5) score -= 100;
    if (is_foreign(w, f->form)) score -= 40;
    if (w->first && s->words == 1 && f->inflected && e->kind != LEX_MISC) {
        score -= 120; /* at the begin of a sentence the capital says nothing */
    }
    return score;
}

static bool is_place(const struct search *s, unsigned i, bool imported) {
    const struct lexicon_form *f = s->best[i].form;
    return lexicon_entry(s->n->lexicon, f)->kind == LEX_LOC &&
           ((f->flags & LEX_IMPORTED) != 0) == imported;
}

/* An imported place that has a name of one of our rows is mostly the same place: our row stands for it,
 * and is as sure as that. */
static void drop_imported(struct search *s) {
    bool own = false;
    unsigned n = 0;
    for (unsigned i = 0; i < s->n_best; i++) own |= is_place(s, i, false);
    for (unsigned i = 0; own && i < s->n_best; i++) {
        if (!is_place(s, i, true)) s->best[n++] = s->best[i];
        else if (score_of(s, &s->best[i]) > s->imported) s->imported = score_of(s, &s->best[i]);
    }
    if (own) s->n_best = n;
}

static unsigned with_imported(const struct search *s, unsigned i) {
    unsigned score = score_of(s, &s->best[i]);
    return score < s->imported && is_place(s, i, false) ? s->imported : score;
}

static void emit(struct search *s) {
    static const uint32_t tags[] = {TAG_PER, TAG_LOC, TAG_ORG, TAG_MISC};
    struct names *n = s->n;
    uint32_t last = s->first + s->words - 1;
    unsigned best = 0;
    s->imported = 0;
    drop_imported(s);
    for (unsigned i = 0; i < s->n_best; i++) {
        unsigned score = with_imported(s, i);
        if (score > best) best = score;
    }
    for (unsigned i = 0; i < s->n_best; i++) {
        const struct found *f = &s->best[i];
        const struct lexicon_entry *e = lexicon_entry(n->lexicon, f->form);
        unsigned score = with_imported(s, i);
        bool far = score + 250 < best; /* a place may yet turn out to be meant (place_or_person) */
        if (far && (e->kind != LEX_LOC || score + 400 < best)) continue;
        if (e->kind == LEX_LOC)
            *vec_push(n->doc->arena, &n->places) = (struct place){n->doc->entities.n,
                                                                  f->form->entry};
        const char *method = f->form->flags & LEX_SURNAME_OF ? "surname"
                             : f->inflected                  ? "inflected"
                                                             : "lexicon";
        struct entity *x = names_add(n, s->first, last, (enum entity_type)e->kind, "", score,
                                     method);
        x->subtype = lexicon_str(n->lexicon, e->subtype, e->subtype_n);
        x->id = lexicon_str(n->lexicon, e->id, e->id_n);
        bool own = f->form->lang == LANG_SQ || f->form->lang == LANG_SR || f->form->lang == LANG_EN;
        unsigned k = doc_norm_column(n->doc, own ? (enum lang)f->form->lang : x->lang);
        x->norm = lexicon_str(n->lexicon, e->norm[k], e->norm_n[k]);
        if (f->form->lang < LANG_COUNT && f->form->lang != LANG_OTHER && f->form->lang != LANG_UND)
            x->lang = (enum lang)f->form->lang;
        for (uint32_t w = s->first; w <= last && !far; w++) {
            bool strong = score >= 700 && !(f->form->flags & LEX_IMPORTED);
            n->tags[w] |= tags[e->kind] | (strong ? TAG_STRONG : 0);
            if (str_eq(x->subtype, STR("NORP"))) n->tags[w] |= TAG_NORP;
        }
    }
}

void names_lookup(struct names *n) {
    struct search s = {.n = n};
    uint32_t covered = 0; /* words before are inside a longer match */
    for (uint32_t i = 0; i + 1 < AHEAD; i++) look_ahead(&s, i);
    for (s.first = 0; s.first < n->words->list.n; s.first++) {
        look_ahead(&s, s.first + AHEAD - 1);
        s.words = s.n_best = 0;
        begin(&s);
        if (s.n_best == 0 || s.first + s.words <= covered) continue;
        emit(&s);
        if (s.words > 1 || !(s.best[0].form->flags & LEX_WEAK)) covered = s.first + s.words;
    }
}
