/* SPDX-License-Identifier: MIT */
/* See lemmatise.h. */
#include "lemmatise.h"

#include <stdlib.h>
#include <xxhash.h>

#include "bases.h"
#include "irregular.h"
#include "letters.h"
#include "utf8.h"

enum { MARGIN = 250, LONGEST_ENDING = 12 };

static uint64_t hash_of(struct str s) {
    return XXH3_64bits(s.p, s.n);
}

/* The hash of an ending from that of the ending without its first byte. */
static uint64_t longer(uint64_t hash, char first) {
    return feature_mix(hash, (unsigned char)first + 1u);
}

/* Where the rules of an ending are. */
static uint32_t slot_of(const struct lemmatiser *l, struct str ending, uint64_t hash) {
    uint32_t at = (uint32_t)hash & (l->n_slots - 1);
    while (l->slots[at] && !str_eq(l->rules[l->slots[at] - 1].removed, ending))
        at = (at + 1) & (l->n_slots - 1);
    return at;
}

static uint32_t irregular_at(const struct lemmatiser *l, struct str form) {
    uint32_t at = (uint32_t)hash_of(form) & (LEMMA_IRREGULARS - 1);
    while (l->irregular[at].form.n && !str_eq(l->irregular[at].form, form))
        at = (at + 1) & (LEMMA_IRREGULARS - 1);
    return at;
}

/* Of a form of several rows the first one counts. */
static void index_irregular(struct lemmatiser *l) {
    struct str lemma, form;
    size_t row = 0, at = 0, n = 0;
    while (n < LEMMA_IRREGULARS / 2 && irregular_form(l->lang, &row, &at, &lemma, &form)) {
        struct lemma_irregular *x = &l->irregular[irregular_at(l, form)];
        if (x->form.n == 0) *x = (struct lemma_irregular){form, lemma}, n++;
    }
}

bool lemmatiser_open(struct lemmatiser *l, enum lang lang, struct str rules,
                     const struct wordlist *words, const struct model *model) {
    *l = (struct lemmatiser){.lang = lang, .words = words, .model = model, .n_slots = 64};
    uint32_t lines = 1;
    for (size_t i = 0; i < rules.n; i++) lines += rules.p[i] == '\n';
    while (l->n_slots < 2 * lines) l->n_slots *= 2;
    l->rules = calloc(lines, sizeof *l->rules);
    l->slots = calloc(l->n_slots, sizeof *l->slots);
    l->irregular = calloc(LEMMA_IRREGULARS, sizeof *l->irregular);
    if (l->rules == NULL || l->slots == NULL || l->irregular == NULL) {
        lemmatiser_close(l);
        return false;
    }
    index_irregular(l);
    struct str rest = rules, line;
    while (rules.n && str_cut(&rest, '\n', &line)) {
        struct lemma_rule *r = &l->rules[l->n_rules];
        r->hash = hash_of(line);
        if (line.n == 0 || !str_cut(&line, '\t', &r->removed) || line.p == NULL) continue;
        r->added = line;
        l->n_rules++;
        uint64_t hash = 0;
        for (size_t i = r->removed.n; i-- > 0;) hash = longer(hash, r->removed.p[i]);
        uint32_t at = slot_of(l, r->removed, hash);
        if (l->slots[at] == 0) l->slots[at] = l->n_rules;
    }
    return true;
}

void lemmatiser_close(struct lemmatiser *l) {
    free(l->rules);
    free(l->slots);
    free(l->irregular);
    *l = (struct lemmatiser){.rules = NULL};
}

bool lemmatisers_open(struct lemmatiser of[LANG_COUNT], const struct wordlist *words,
                      const struct model *const models[LANG_COUNT]) {
    bool fine = true;
    for (unsigned k = 0; k < LANG_COUNT; k++) of[k] = (struct lemmatiser){.rules = NULL};
    for (unsigned k = 0; k < LANG_COUNT && fine; k++)
        if (models[k])
            fine = lemmatiser_open(&of[k], (enum lang)k, model_labels(models[k]), words, models[k]);
    if (!fine) lemmatisers_close(of);
    return fine;
}

void lemmatisers_close(struct lemmatiser of[LANG_COUNT]) {
    for (unsigned k = 0; k < LANG_COUNT; k++) lemmatiser_close(&of[k]);
}

struct str lemma_small(enum lang lang, struct str form, char *out, struct shape *shape) {
    if (lang == LANG_SR) {
        size_t half = LOWER_GROWTH * form.n; /* Latin letters first stand behind where they go */
        struct str latin = {out + half, translit_latin(form, out + half)};
        bool cyrillic = !str_eq(latin, form);
        struct str small = {out, lower(latin, out, shape)};
        shape->cyrillic = cyrillic;
        return small;
    }
    size_t n = lower(form, out, shape), k = 0;
    for (size_t i = 0; i < n;) {
        size_t from = i;
        bool apostrophe = is_apostrophe(utf8_next(out, &i));
        if (apostrophe) out[k++] = '\'';
        while (!apostrophe && from < i) out[k++] = out[from++];
    }
    return (struct str){out, k};
}

/* ---- candidates */

struct candidates {
    const struct lemmatiser *l;
    struct str small;
    struct lemma_candidate *list;
    unsigned n;
    size_t prefix; /* bytes of naj-: what rules make of a superlative begins behind it */
};

/* The candidate that is `head` and `added`, if it is not there yet. */
static void add(struct candidates *c, struct str head, struct str added, uint64_t rule,
                unsigned proposed) {
    char text[LEMMATISE_WORD + 24];
    size_t size = head.n + added.n;
    if (size == 0 || size > sizeof text) return;
    memcpy(text, head.p, head.n);
    memcpy(text + head.n, added.p, added.n);
    for (unsigned i = 0; i < c->n; i++) { /* they begin alike: the last byte tells most apart */
        struct lemma_candidate *x = &c->list[i];
        if (x->n != size || x->text[size - 1] != text[size - 1]) continue;
        if (memcmp(x->text, text, size) != 0) continue;
        x->proposed |= (uint8_t)proposed;
        return;
    }
    if (c->n == LEMMATISE_MOST) return;
    struct lemma_candidate *x = &c->list[c->n++];
    x->rule = rule, x->score = 0;
    x->proposed = (uint8_t)proposed, x->n = (uint8_t)size;
    memcpy(x->text, text, size);
}

/* A lemma that somebody proposes, in small letters: its rule is what differs from the form. */
static void propose(struct candidates *c, struct str lemma, unsigned proposed) {
    char rule[LOWER_GROWTH * sizeof(struct wordlist_lemma) + LEMMATISE_WORD];
    struct str small = c->small;
    size_t same = 0, prefix = str_starts(lemma, STR("naj")) ? 0 : c->prefix;
    small = str_sub(small, prefix, small.n);
    while (same < lemma.n && same < small.n && lemma.p[same] == small.p[same]) same++;
    while (same > 0 && ((same < lemma.n && !utf8_border(lemma.p[same])) ||
                        (same < small.n && !utf8_border(small.p[same]))))
        same--;
    struct str removed = str_sub(small, same, small.n), added = str_sub(lemma, same, lemma.n);
    memcpy(rule, removed.p, removed.n);
    rule[removed.n] = '\t';
    memcpy(rule + removed.n + 1, added.p, added.n);
    uint64_t hash = hash_of((struct str){rule, removed.n + 1 + added.n});
    add(c, str_sub(small, 0, same), added, hash + prefix, proposed);
}

/* The lemmas that the dictionaries have for `form`. */
static void from_list(struct candidates *c, struct str form, unsigned proposed) {
    struct wordlist_lemma lemmas[LEMMAS_MAX];
    unsigned k = wordlist_lemmas(c->l->words, c->l->lang, form, lemmas);
    for (unsigned i = 0; i < k; i++) {
        char low[LOWER_GROWTH * sizeof lemmas->text];
        struct shape shape;
        if (memchr(lemmas[i].text, '_', lemmas[i].n)) continue; /* bolji_: a sign of theirs */
        propose(c, (struct str){low, lower((struct str){lemmas[i].text, lemmas[i].n}, low, &shape)},
                proposed);
    }
}

/* Is the word a superlative? Not when it is a word with naj- by itself: najavio. */
static bool is_superlative(const struct lemmatiser *l, struct str small) {
    struct wordlist_lemma lemmas[LEMMAS_MAX];
    if (l->lang != LANG_SR || small.n < 7 || !str_starts(small, STR("naj"))) return false;
    unsigned n = wordlist_lemmas(l->words, l->lang, small, lemmas);
    for (unsigned i = 0; i < n; i++)
        if (str_starts((struct str){lemmas[i].text, lemmas[i].n}, STR("naj"))) return false;
    return true;
}

struct str lemma_titled(struct str small, char out[LEMMATISE_WORD + 24]) {
    memcpy(out, small.p, small.n);
    unsigned char a = small.n ? (unsigned char)out[0] : 0;
    if (a >= 'a' && a <= 'z') out[0] = (char)(a - 0x20);
    else if (small.n > 1 && a == 0xC3) out[1] = (char)(out[1] - 0x20); /* ë, ç */
    else if (small.n > 1 && (a == 0xC4 || a == 0xC5)) out[1] = (char)(out[1] - 1);
    return (struct str){out, small.n};
}

/* What rules of endings make of the word, where the dictionaries know it. */
static void from_bases(struct candidates *c, bool capital) {
    struct base b[BASES_MAX];
    unsigned n = bases(c->l->lang, c->small, b), proposed = LEMMA_BASE;
    char buf[LEMMATISE_WORD + BASE_ADD], title[LEMMATISE_WORD + 24];
    for (unsigned i = 0; i < n; i++) {
        struct str s = base_str(c->small, &b[i], buf);
        if (utf8_count(s.p, s.n) < 3) continue;
        if (!wordlist_has(c->l->words, c->l->lang, s) &&
            !(capital && wordlist_has(c->l->words, c->l->lang, lemma_titled(s, title))))
            continue;
        propose(c, s, proposed);
        proposed = LEMMA_LATER;
    }
}

/* The learnt rules, on the word from byte `prefix` on. */
static void from_rules(struct candidates *c, size_t prefix) {
    const struct lemmatiser *l = c->l;
    struct str small = str_sub(c->small, prefix, c->small.n);
    uint64_t hash = 0;
    for (size_t k = 0; k <= small.n && k <= LONGEST_ENDING; k++) {
        if (k > 0) hash = longer(hash, small.p[small.n - k]);
        if (k > 0 && k < small.n && !utf8_border(small.p[small.n - k])) continue;
        struct str ending = str_sub(small, small.n - k, small.n);
        uint32_t first = l->slots[slot_of(l, ending, hash)];
        for (uint32_t r = first ? first - 1 : l->n_rules; r < l->n_rules; r++) {
            const struct lemma_rule *rule = &l->rules[r];
            if (!str_eq(rule->removed, ending)) break;
            add(c, str_sub(small, 0, small.n - k), rule->added, rule->hash + prefix, 0);
        }
    }
}

unsigned lemma_candidates(const struct lemmatiser *l, struct lemma_word *w,
                          struct lemma_candidate out[LEMMATISE_MOST]) {
    char title[LEMMATISE_WORD + 24], low[LOWER_GROWTH * 32];
    struct candidates c = {l, w->small, out, 0, 0};
    struct str small = w->small;
    struct shape shape;
    if (small.n == 0 || small.n > LEMMATISE_WORD) return 0;
    w->known = wordlist_has(l->words, l->lang, small);
    struct str lemma = l->irregular[irregular_at(l, small)].lemma;
    if (lemma.n > 0 && lemma.n <= 32) {
        propose(&c, (struct str){low, lower(lemma, low, &shape)}, LEMMA_IRREGULAR);
        if (l->lang == LANG_SQ) return c.n; /* its treebank is too small to know better */
    }
    if (is_superlative(l, small)) c.prefix = strlen("naj");
    from_list(&c, small, LEMMA_LISTED);
    if (w->capital) from_list(&c, lemma_titled(small, title), LEMMA_NAME);
    from_bases(&c, w->capital);
    if (c.prefix) from_rules(&c, c.prefix);
    from_rules(&c, 0);
    return c.n;
}

/* ---- varieties */

int lemma_ijekavian(struct str small) {
    static const char *const ijekavian[] = {
        "prije",  "dvije",  "gdje",   "ovdje",  "vrijeme", "uvijek",   "poslije", "dijel",
        "cijel",  "svijet", "mjest",  "mjer",   "vjer",    "rijeć",    "riječ",   "rješ",
        "htje",   "vidje",  "želje",  "živje",  "smije",   "uspje",    "posljed", "sljede",
        "lijep",  "bijel",  "tijel",  "djec",   "čovjek",  "predsjed", "zahtjev", "promjen",
        "izvješ", "tijek",  "vijest", "donije", NULL};
    static const char *const ekavian[] = {
        "pre",  "dve",   "gde",     "ovde",   "vreme",  "uvek",   "posle", "deo",   "celo",  "cela",
        "svet", "svetu", "mest",    "mere",   "meru",   "vere",   "reči",  "reše",  "hte",   "vide",
        "žele", "živel", "sme",     "uspe",   "posled", "slede",  "lepo",  "belo",  "telo",  "tela",
        "dece", "čovek", "predsed", "zahtev", "promen", "izvešt", "vest",  "doneo", "donel", NULL};
    char first = small.n ? small.p[0] : '\0';
    for (const char *const *k = ijekavian; *k; k++)
        if ((*k)[0] == first && str_starts(small, str_of(*k))) return 1;
    for (const char *const *k = ekavian; *k; k++)
        if ((*k)[0] == first && str_starts(small, str_of(*k)) && small.n < strlen(*k) + 6)
            return -1;
    return 0;
}

struct str lemma_to_ijekavian(const struct wordlist *words, struct str lemma,
                              char out[LEMMATISE_WORD + 32]) {
    static const char *const rows[][2] = {{"čovek", "čovjek"},
                                          {"vreme", "vrijeme"},
                                          {"međuvreme", "međuvrijeme"},
                                          {"dete", "dijete"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(lemma, rows[i][0])) return str_of(rows[i][1]);
    if (lemma.n < 5 || lemma.n > LEMMATISE_WORD || !str_ends(lemma, STR("eti"))) return lemma;
    memcpy(out, lemma.p, lemma.n - 3);
    memcpy(out + lemma.n - 3, "jeti", 4);
    struct str to = {out, lemma.n + 1};
    return wordlist_has(words, LANG_SR, to) ? to : lemma;
}

/* ---- choice */

static int32_t score(const struct lemmatiser *l, const uint64_t *features, unsigned n) {
    int32_t sum = 0;
    for (unsigned i = 0; i < n; i++) sum += *model_row(l->model, features[i]); /* of one output */
    return sum;
}

/* Puts a candidate among the best. */
static unsigned keep(struct lemma_candidate out[LEMMATISE_KEPT], unsigned kept,
                     const struct lemma_candidate *c) {
    unsigned at = kept < LEMMATISE_KEPT ? kept++ : LEMMATISE_KEPT;
    while (at > 0 && (at == LEMMATISE_KEPT || out[at - 1].score < c->score)) {
        if (at < LEMMATISE_KEPT) out[at] = out[at - 1];
        else if (out[at - 1].score >= c->score) break;
        at--;
    }
    if (at < LEMMATISE_KEPT) out[at] = *c;
    return kept;
}

/* Where the dictionaries have a lemma for the form, what rules make that is no word is not chosen. (Of two
 * letters no dictionary says all: s is 's.) */
static bool needs_word(const struct lemma_word *w, const struct lemma_candidate *all, unsigned n) {
    bool listed = false;
    for (unsigned i = 0; i < n && w->small.n > 2; i++) listed |= all[i].proposed & LEMMA_LISTED;
    return listed;
}

unsigned lemma_shortlist(const struct lemmatiser *l, struct lemma_word *w,
                         struct lemma_candidate out[LEMMATISE_KEPT]) {
    struct lemma_candidate all[LEMMATISE_MOST];
    struct lemma_shared shared;
    uint64_t features[LEMMATISE_FEATURES];
    unsigned n = lemma_candidates(l, w, all), kept = 0;
    if (n > 0) lemma_share(l, w, &shared);
    bool words = needs_word(w, all, n);
    for (unsigned i = 0; i < n; i++) {
        struct lemma_candidate *c = &all[i];
        unsigned known = lemma_known(l, w, &shared, (struct str){c->text, c->n});
        if (words && !known && !c->proposed) continue;
        c->score = score(l, features, lemma_word_features(w, &shared, c, known, features));
        kept = keep(out, kept, c);
    }
    while (kept > 1 && out[kept - 1].score + MARGIN < out[0].score) kept--;
    return kept;
}

unsigned lemma_choose(const struct lemmatiser *l, const struct lemma_candidate *list, unsigned n,
                      struct str before, struct str behind) {
    uint64_t features[LEMMATISE_FEATURES];
    unsigned best = 0;
    int32_t most = INT32_MIN;
    for (unsigned i = 0; i < n && n > 1; i++) {
        int32_t s = list[i].score +
                    score(l, features, lemma_context_features(&list[i], before, behind, features));
        if (s > most) most = s, best = i;
    }
    return best;
}
