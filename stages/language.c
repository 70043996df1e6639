/* SPDX-License-Identifier: MIT */
/* Which language each part of the text is in. Pieces are scored by a trained model (language.h). A
 * piece that says little takes the language of its paragraph, and a paragraph that of its document. */
#include <math.h>

#include "language.h"

/* Eighths of a nat, as scores. */
enum {
    PRIOR_EN = 16, /* for the languages the pipeline works in */
    PRIOR_SQ = 14,
    SWITCH = 40, /* for a piece to differ from its paragraph, that from its document */
    SHORT = 25,  /* letters: a shorter one differs only with twice as much */
    VARIETY = 2, /* between Serbian, Croatian and Bosnian: with less it is said to be any */
    VARIETY_SHORT = 4,
    ALIKE = 64,       /* pieces */
    PLENTY = 1 << 22, /* letters: what follows changes nothing, and sums stay small */
    NEVER = INT32_MIN / 2,
};

struct parts {
    VEC(struct part) pieces;
    VEC(struct part) paragraphs;
    struct part document;
};

static int32_t prior_of(unsigned label) {
    return label == OUT_EN ? PRIOR_EN : label == OUT_SQ ? PRIOR_SQ : 0;
}

static int32_t score_of(const struct part *part, unsigned label) {
    unsigned script = script_of(part);
    if (script == IN_OTHER) return label == OTHER_SCRIPT ? 0 : NEVER;
    unsigned output = script == IN_LATIN ? label : label - CYRILLIC;
    if (output >= LANG_OUTPUTS || !output_in(output, script)) return NEVER;
    return part->score[output] + prior_of(label);
}

/* The scores of all outputs in the script of the part. */
static void scores_of(const struct part *part, unsigned script, int32_t v[LANG_OUTPUTS]) {
    memcpy(v, part->score, sizeof part->score);
    if (script == IN_LATIN) {
        v[OUT_EN] += PRIOR_EN, v[OUT_SQ] += PRIOR_SQ;
        return;
    }
    for (unsigned k = 0; k < LANG_OUTPUTS; k++)
        if (!output_in(k, script)) v[k] = NEVER;
}

/* The best label but those of group `without`; LABELS: none. */
static unsigned best_label(const struct part *part, unsigned without) {
    unsigned script = script_of(part), base = script == IN_LATIN ? 0 : CYRILLIC;
    if (script == IN_OTHER) return without == OTHER_SCRIPT ? LABELS : OTHER_SCRIPT;
    int32_t v[LANG_OUTPUTS];
    scores_of(part, script, v);
    if (without < OTHER_SCRIPT) {
        unsigned first = without < CYRILLIC ? without : without - CYRILLIC;
        bool group = base == 0 && without == OUT_SR;
        if (without >= base && without - base < LANG_OUTPUTS) v[first] = NEVER;
        if (group) v[OUT_HR] = v[OUT_BS] = NEVER;
    }
    unsigned best = most_of(v);
    return v[best] > NEVER ? base + best : LABELS;
}

/* How far the group of a label is before the best of the others. */
static int32_t margin_of(const struct part *part, unsigned label) {
    int32_t own = score_of(part, label);
    if (group_of(label) == OUT_SR && script_of(part) == IN_LATIN)
        for (unsigned k = OUT_SR; k < LANG_WORKING; k++)
            if (score_of(part, k) > own) own = score_of(part, k);
    unsigned next = best_label(part, group_of(label));
    return next == LABELS ? SWITCH : own - score_of(part, next);
}

static int32_t variety_need(const struct part *part) {
    return letters_of(part) < SHORT ? VARIETY_SHORT : VARIETY;
}

/* The name of a label: of Serbian, Croatian and Bosnian the one that the part is, or any of them. */
static enum lang name_of(const struct part *part, unsigned label, int32_t need) {
    if (label == OTHER_SCRIPT)
        return part->greek > part->letters[IN_OTHER] / 2 ? LANG_EL : LANG_OTHER;
    if (label >= CYRILLIC) return lang_of_output(label - CYRILLIC, true);
    if (group_of(label) != OUT_SR) return lang_of_output(label, false);
    int32_t sr = part->score[OUT_SR], hr = part->score[OUT_HR], bs = part->score[OUT_BS];
    if (bs > sr && bs > hr) return bs - (sr > hr ? sr : hr) >= need ? LANG_BS : LANG_HBS;
    if (sr - hr >= need) return LANG_SR;
    return hr - sr >= need ? LANG_HR : LANG_HBS;
}

static void part_add(struct part *whole, const struct part *part) {
    if (letters_of(whole) < PLENTY)
        for (unsigned k = 0; k < LANG_OUTPUTS; k++) whole->score[k] += part->score[k];
    for (unsigned k = 0; k < SCRIPTS; k++) whole->letters[k] += part->letters[k];
    whole->greek += part->greek;
}

static void paragraph_read(struct scorer *s, struct doc *d, struct parts *parts, uint32_t i,
                           uint32_t end) {
    struct part paragraph = {0};
    uint32_t before = parts->pieces.n;
    while (true) {
        while (i < end && is_space(d->text.p[i])) i++;
        if (i == end) break;
        struct part piece = {.paragraph = parts->paragraphs.n};
        i = piece_read(s, &piece, d->text.p, i, end);
        if (letters_of(&piece) == 0 && parts->pieces.n > 0) {
            /* a number goes with what it follows */
            parts->pieces.v[parts->pieces.n - 1].span.end = piece.span.end;
            continue;
        }
        part_add(&paragraph, &piece);
        *vec_push(d->arena, &parts->pieces) = piece;
    }
    if (parts->pieces.n == before) return;
    *vec_push(d->arena, &parts->paragraphs) = paragraph;
    part_add(&parts->document, &paragraph);
}

/* What label `outer` is in the script of the part: Serbian is the same in both, what is foreign is the
 * best of the foreign. LABELS: none. */
static unsigned label_in(const struct part *part, unsigned outer) {
    if (score_of(part, outer) > NEVER) return outer;
    unsigned script = script_of(part), best = LABELS;
    if (script != IN_OTHER && group_of(outer) == OUT_SR)
        return script == IN_CYRILLIC ? CYRILLIC + OUT_SR : OUT_SR;
    if (script == IN_OTHER || is_working(outer)) return LABELS;
    for (unsigned k = LANG_WORKING; k < LANG_OUTPUTS; k++) {
        unsigned label = script == IN_LATIN ? k : CYRILLIC + k;
        if (best == LABELS || score_of(part, label) > score_of(part, best)) best = label;
    }
    return best;
}

/* The label and the name of a part within a whole. */
static void part_decide(struct part *part, const struct part *outer) {
    uint32_t letters = letters_of(part);
    part->label = outer->label, part->lang = outer->lang;
    if (letters == 0) return;
    unsigned best = best_label(part, LABELS), same = label_in(part, outer->label);
    int32_t need = letters < SHORT ? 2 * SWITCH : SWITCH;
    if (same != LABELS && score_of(part, best) - score_of(part, same) < need) {
        if (same == outer->label) return;
        best = same;
    }
    part->label = (uint8_t)best;
    bool varies = group_of(best) == OUT_SR && group_of(outer->label) == OUT_SR;
    part->lang = (uint8_t)name_of(part, best, varies ? need : variety_need(part));
    if (varies && part->lang == LANG_HBS) part->lang = outer->lang;
}

/* The label of most letters, counting the paragraphs that are sure of theirs. */
static void document_decide(struct parts *parts) {
    uint64_t letters[LABELS] = {0};
    struct part *d = &parts->document;
    for (uint32_t i = 0; i < parts->paragraphs.n; i++) {
        const struct part *q = &parts->paragraphs.v[i];
        unsigned best = best_label(q, LABELS);
        if (letters_of(q) >= SHORT && margin_of(q, best) >= SWITCH)
            letters[group_of(best)] += letters_of(q);
    }
    unsigned most = best_label(d, LABELS), group = group_of(most);
    for (unsigned l = 0; l < LABELS; l++)
        if (letters[l] > letters[group]) group = l;
    d->label = (uint8_t)(group == group_of(most) ? most : group);
    d->lang = (uint8_t)name_of(d, d->label, variety_need(d));
}

/* Thousandths, from 500 where nothing speaks for the language. */
static uint16_t part_certainty(const struct part *part, unsigned label) {
    int32_t m = margin_of(part, label);
    if (m <= 0) return 500;
    if (m > 4000) m = 4000;
    return (uint16_t)(1000 - 500 * 512 / (512 + 32 * m + m * m));
}

static void runs_write(struct doc *d, const struct parts *parts) {
    static const enum script scripts[] = {SCRIPT_LATN, SCRIPT_CYRL, SCRIPT_OTHER};
    uint64_t letters = 0, certainty = 0, of_lang[LANG_COUNT] = {0};
    unsigned whole = script_of(&parts->document);
    for (uint32_t i = 0; i < parts->pieces.n; i++) {
        struct part *piece = &parts->pieces.v[i], *q = &parts->paragraphs.v[piece->paragraph];
        part_decide(piece, q);
        enum lang lang = piece->lang;
        uint32_t n = letters_of(piece);
        enum script script = scripts[n ? script_of(piece) : letters_of(q) ? script_of(q) : whole];
        if (letters_of(&parts->document) == 0) lang = LANG_UND, script = SCRIPT_NONE;
        struct language *last = d->languages.n ? &d->languages.v[d->languages.n - 1] : NULL;
        if (last == NULL || last->lang != lang || last->script != script) {
            last = vec_push(d->arena, &d->languages);
            *last = (struct language){.span = piece->span, .lang = lang, .script = script};
            letters = certainty = 0;
        }
        last->span.end = piece->span.end;
        uint16_t own = part_certainty(piece, piece->label), wide = part_certainty(q, piece->label);
        letters += n;
        certainty += (uint64_t)n * (own > wide ? own : wide);
        uint64_t score = lang == LANG_UND ? 0 : letters ? certainty / letters : 500;
        last->score = (uint16_t)score;
        of_lang[lang] += n;
    }
    d->lang = letters_of(&parts->document) ? (enum lang)parts->document.lang : LANG_UND;
    for (unsigned l = 0; l < LANG_COUNT; l++)
        if (of_lang[l] > of_lang[d->lang]) d->lang = (enum lang)l;
    d->script = letters_of(&parts->document) ? scripts[whole] : SCRIPT_NONE;
}

/* Sentences that came with the document (CoNLL-U) learn their language from the runs. */
static void sentences_fill(struct doc *d) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        struct sentence *s = &d->sentences.v[i];
        uint32_t middle = s->span.begin + (s->span.end - s->span.begin) / 2;
        while (k < d->languages.n && d->languages.v[k].span.end <= middle) k++;
        bool inside = k < d->languages.n && d->languages.v[k].span.begin <= middle;
        if (s->lang == LANG_UND) s->lang = inside ? d->languages.v[k].lang : d->lang;
    }
}

static enum status run(void *state, struct doc *d) {
    struct scorer *s = state;
    s->group = LANG_OUTPUTS, s->alike = ALIKE;
    memset(s->said, 0, sizeof s->said);
    struct parts parts = {0};
    for (uint32_t i = 0, n = (uint32_t)d->text.n; i < n;) {
        const char *line_end = memchr(d->text.p + i, '\n', n - i);
        uint32_t end = line_end ? (uint32_t)(line_end - d->text.p) : n;
        paragraph_read(s, d, &parts, i, end);
        i = end + 1;
    }
    document_decide(&parts);
    for (uint32_t i = 0; i < parts.paragraphs.n; i++)
        part_decide(&parts.paragraphs.v[i], &parts.document);
    d->languages.n = 0;
    runs_write(d, &parts);
    sentences_fill(d);
    return OK;
}

static enum status setup(void *state, struct env *env) {
    struct scorer *s = state;
    s->model = env->model[MODEL_LANGUAGE];
    s->standards = env->model[MODEL_STANDARDS];
    s->words = env->words;
    if (s->model->outputs != LANG_OUTPUTS) return LIBRARY;
    /* names have weight 1, other words 2 */
    s->scale = (int32_t)lrintf(s->model->header->scale * 8 / 2 * 65536);
    return OK;
}

const struct stage stage_language = {
    .name = "language",
    .help = "finds the language and script of the document and of each part",
    .needs = LAYER_TEXT,
    .gives = LAYER_LANGUAGES,
    .uses = USES_WORDS | USES_MODEL(MODEL_LANGUAGE) | USES_MODEL(MODEL_STANDARDS),
    .state_size = sizeof(struct scorer),
    .setup = setup,
    .run = run,
};
