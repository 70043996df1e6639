/* SPDX-License-Identifier: MIT */
/* See name_base.h. A name is cut at blanks and hyphens; each part has its bases, and the best of all
 * parts together is the best of the name. */
#include "name_base.h"

#include "fold.h"
#include "letters.h"
#include "name_base_rules.h"
#include "translit.h"
#include "utf8.h"

/* How much less likely than the best a base may be: e to this power. */
static const float MARGIN = 6;

/* The bases of one part of a name, the best first. */
struct part {
    struct base_word word;
    struct base_candidate candidates[BASE_CANDIDATES];
    unsigned n;
    struct choice {
        int32_t score;
        unsigned candidate;
    } choice[NAME_BASES_MAX];
};

static void rank(struct part *p, unsigned candidate, int32_t score) {
    unsigned at = p->n;
    while (at > 0 && p->choice[at - 1].score < score) at--;
    if (at == NAME_BASES_MAX) return;
    if (p->n < NAME_BASES_MAX) p->n++;
    for (unsigned i = p->n - 1; i > at; i--) p->choice[i] = p->choice[i - 1];
    p->choice[at] = (struct choice){score, candidate};
}

/* Only itself: its score is 0. */
static void rank_itself(struct part *p, enum lang lang, struct str form) {
    p->word = (struct base_word){.form = form, .lang = lang};
    p->candidates[0] = (struct base_candidate){0};
    p->choice[0] = (struct choice){0, 0};
    p->n = 1;
}

static void drop_unlikely(struct part *p, const struct model *model) {
    float unit = model ? model->header->scale : 0;
    while (p->n > 1 && (float)(p->choice[0].score - p->choice[p->n - 1].score) * unit > MARGIN)
        p->n--;
}

static void rank_bases(const struct name_witnesses *w, enum lang lang, struct str form,
                       struct part *p) {
    uint64_t features[BASE_CANDIDATES][BASE_FEATURES];
    unsigned counts[BASE_CANDIDATES];
    rank_itself(p, lang, form);
    if (!base_word(lang, form, &p->word)) return;
    unsigned n = base_candidates(&p->word, p->candidates);
    if (n < 2) return;
    p->n = 0;
    base_features(w, &p->word, p->candidates, n, BASE_WHOLE_WORDS, features, counts);
    int32_t aside = INT32_MIN;
    unsigned best_aside = 0;
    for (unsigned i = 0; i < n; i++) {
        int32_t score = w->model ? 0 : -(int32_t)i;
        for (unsigned k = 0; w->model && k < counts[i]; k++)
            model_add(w->model, features[i][k], &score);
        if (!p->candidates[i].aside) rank(p, i, score);
        else if (p->candidates[i].known && score > aside) aside = score, best_aside = i;
    }
    drop_unlikely(p, w->model);
    if (best_aside == 0) return;
    if (p->n == NAME_BASES_MAX) p->n--;
    rank(p, best_aside, p->choice[p->n - 1].score - 1);
}

/* Case endings that are written behind a hyphen: AKP-a, FBI-jem, KFOR-it, OKB-së. */
static const char *const tails_sr[] = {"a",   "u",   "om",    "em",  "e",   "i",   "ja",    "ju",
                                       "jem", "je",  "ima",   "ovi", "ova", "ove", "ovima", "evi",
                                       "eva", "eve", "evima", "ov",  "ev",  "in",  NULL};
static const char *const tails_sq[] = {"i",   "it", "in", "u", "ut", "un", "ja",  "jes",
                                       "jen", "t",  "n",  "s", "së", "në", "ve",  "es",
                                       "ës",  "ën", "e",  "a", "ët", "të", "ëve", NULL};

/* Words that a name's later words hang on; those then keep their case: Univerzitetu u Prištini. */
static const char *const links_sr[] = {"u",  "na",  "za", "od",  "iz", "o", "s",
                                       "sa", "pri", "po", "kod", "do", "i", NULL};
static const char *const links_sq[] = {"i", "e", "të", "së", "në", "për", "dhe", "nga", NULL};

static bool is_one_of(enum lang lang, struct str part, const char *const *sr,
                      const char *const *sq) {
    char latin[64];
    if (part.n == 0 || part.n > 16) return false;
    if (lang == LANG_SQ) return str_in(part, sq);
    return lang == LANG_SR && str_in((struct str){latin, translit_latin(part, latin)}, sr);
}

/* The name so far, in its `n` best readings, and how each of them scores. */
struct reading {
    struct name_bases *out;
    int32_t score[NAME_BASES_MAX];
};

static void append(struct name_bases *o, struct str text) {
    for (unsigned i = 0; i < o->n; i++) {
        memcpy(o->buf[i] + o->base[i].n, text.p, text.n);
        o->base[i].n += text.n;
    }
}

/* Each reading with each base of the part; the best of them stay. */
static void join(struct reading *r, const struct part *p) {
    struct {
        int32_t score;
        unsigned old, choice;
    } best[NAME_BASES_MAX];
    struct name_bases *o = r->out;
    char old[NAME_BASES_MAX][NAME_BASE_ROOM];
    size_t length[NAME_BASES_MAX];
    unsigned n = 0;
    for (unsigned i = 0; i < o->n; i++) {
        length[i] = o->base[i].n;
        memcpy(old[i], o->buf[i], length[i]);
        for (unsigned k = 0; k < p->n; k++) {
            int32_t score = r->score[i] + p->choice[k].score - p->choice[0].score;
            unsigned at = n;
            while (at > 0 && best[at - 1].score < score) at--;
            if (at == NAME_BASES_MAX) continue;
            if (n < NAME_BASES_MAX) n++;
            memmove(best + at + 1, best + at, (n - 1 - at) * sizeof *best);
            best[at].score = score, best[at].old = i, best[at].choice = k;
        }
    }
    for (unsigned i = 0; i < n; i++) {
        size_t before = length[best[i].old];
        const struct base_candidate *c = &p->candidates[p->choice[best[i].choice].candidate];
        memcpy(o->buf[i], old[best[i].old], before);
        before += base_written(&p->word, c, o->buf[i] + before);
        o->base[i] = (struct str){o->buf[i], before};
        r->score[i] = best[i].score;
    }
    o->n = n;
}

/* Where the part that begins at `at` ends: before a blank, a hyphen, or at the end. */
static size_t part_end(struct str form, size_t at) {
    while (at < form.n) {
        uint32_t c = utf8_at(form.p, at);
        if (is_blank(c) || is_hyphen(c)) break;
        utf8_next(form.p, &at);
    }
    return at;
}

/* A case ending behind the hyphen at `at` (AKP-a)? Returns where it ends; `at`: there is none. */
static size_t tail_end(enum lang lang, struct str form, size_t at) {
    size_t from = at;
    if (at == form.n || !is_hyphen(utf8_next(form.p, &from))) return at;
    size_t end = part_end(form, from);
    bool last = end == form.n || !is_hyphen(utf8_at(form.p, end));
    return last && is_one_of(lang, str_sub(form, from, end), tails_sr, tails_sq) ? end : at;
}

/* The article behind the head of an Albanian name, as it stands in the nominative: Kuvendit të Kosovës →
 * Kuvend i Kosovës, Mitrovicës së Veriut → Mitrovicë e Veriut. */
static struct str nominative_link(enum lang lang, struct str link, struct str head) {
    if (lang != LANG_SQ) return link;
    if (str_eq(link, STR("së"))) return STR("e");
    bool feminine = str_ends(head, STR("ë")) || str_ends(head, STR("a"));
    if (str_eq(link, STR("të"))) return feminine ? STR("e") : STR("i");
    return link;
}

/* Is the name's first word in the nominative, or one that the others do not agree with (Skupštine
 * Kosova → Skupština Kosova)? Then these stay as they are. */
static bool keeps_the_rest(const struct name_witnesses *w, const struct name_bases *o,
                           struct str first) {
    char key[FOLD_GROWTH * NAME_BASE_ROOM];
    if (str_eq(o->base[0], first)) return true;
    struct str k = {key, fold(o->base[0], key)};
    const struct lexicon_slot *s = w->lexicon ? lexicon_find(w->lexicon, k) : NULL;
    for (unsigned i = 0; s && i < s->forms; i++) {
        const struct lexicon_form *f = &w->lexicon->forms[s->form + i];
        if (lexicon_entry(w->lexicon, f)->kind == LEX_ORG_HEAD) return true;
    }
    return false;
}

static void read_parts(const struct name_witnesses *w, enum lang lang, struct str form,
                       struct name_bases *out) {
    struct reading r = {out, {0}};
    struct part p;
    bool fixed = false;
    for (size_t at = 0; at <= form.n;) {
        size_t end = part_end(form, at), tail = tail_end(lang, form, end);
        struct str part = str_sub(form, at, end);
        bool link = at > 0 && is_one_of(lang, part, links_sr, links_sq);
        fixed |= link;
        if (link) part = nominative_link(lang, part, out->base[0]);
        if (fixed || tail > end) rank_itself(&p, lang, part);
        else rank_bases(w, lang, part, &p);
        join(&r, &p);
        if (tail == form.n) break;
        size_t next = tail;
        if (is_blank(utf8_next(form.p, &next)) && !fixed)
            fixed = keeps_the_rest(w, out, str_sub(form, 0, tail));
        append(out, str_sub(form, tail, next));
        at = next;
    }
}

/* The first reading that the lexicon has goes before the others: al-Qaede → al-Qaeda. */
static void prefer_listed(const struct lexicon *l, enum lang lang, struct name_bases *o) {
    unsigned i = 0;
    while (i < o->n && !base_is_listed(l, lang, o->base[i])) i++;
    if (i == 0 || i >= o->n) return;
    struct str listed = o->base[i];
    memmove(o->base + 1, o->base, i * sizeof *o->base);
    o->base[0] = listed;
}

/* Belgrade's → Belgrade */
static struct str without_clitic(struct str form) {
    static const struct str clitics[] = {{"'s", 2}, {"’s", 4}};
    for (unsigned i = 0; i < 2; i++)
        if (form.n > clitics[i].n && str_ends(form, clitics[i]))
            return str_sub(form, 0, form.n - clitics[i].n);
    return form;
}

void name_bases(const struct name_witnesses *w, enum lang lang, struct str form,
                struct name_bases *out) {
    out->n = 1;
    out->base[0] = (struct str){out->buf[0], 0};
    size_t n = form.n < NAME_BASE_FORM ? form.n : NAME_BASE_FORM;
    while (n < form.n && n > 0 && !utf8_border(form.p[n])) n--;
    if (lang == LANG_EN) form = without_clitic(form);
    if (form.n > NAME_BASE_FORM || (lang != LANG_SR && lang != LANG_SQ)) {
        append(out, str_sub(form, 0, n));
        return;
    }
    read_parts(w, lang, form, out);
    if (w->lexicon && part_end(form, 0) < form.n) prefer_listed(w->lexicon, lang, out);
}
