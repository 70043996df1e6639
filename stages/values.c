/* SPDX-License-Identifier: MIT */
/* Dates, money and percentages by rule, with their values: 24. septembra 2023. godine → 2023-09-24,
 * €613.4 million → EUR 613400000, 51,5 odsto → 51.5 %. They are candidates like those of the stage
 * `names`; `resolve` chooses. */
#include "values.h"

#include <stdio.h>

enum { SCORE = 980 };

void values_push(struct scan *s, size_t begin, size_t end, enum entity_type type,
                 struct str value) {
    struct entity *e = vec_push(s->doc->arena, &s->doc->entities);
    e->span = (struct span){(uint32_t)begin, (uint32_t)end};
    e->type = type;
    e->subtype = e->norm = e->id = STR("");
    e->value = value;
    e->lang = s->lang;
    e->score = SCORE;
    e->method = STR("values");
}

/* ---- the scan */

static void set_lang(struct scan *s, size_t at) {
    s->lang = doc_lang_at(s->doc, (uint32_t)at, &s->sentence);
    if (s->lang == LANG_UND) s->lang = lang_rules(s->doc->lang);
}

/* Addresses hold no values: behind https://…, www.…, a@b */
static size_t skip_address(const struct scan *s, size_t begin, size_t end) {
    bool url = s->n - end > 3 && memcmp(s->p + end, "://", 3) == 0;
    bool www = values_at(s, end) == '.' && end - begin == 3 && memcmp(s->p + begin, "www", 3) == 0;
    if (!url && !www && values_at(s, end) != '@') return end;
    while (end < s->n && !is_space(s->p[end])) end++;
    return end;
}

static size_t at_word(struct scan *s, size_t at) {
    size_t end = values_letters(s, at), done = 0;
    unsigned kinds = s->state->prefix[values_prefix(s->p + at, end - at)];
    struct word w;
    char next = values_at(s, end);
    if (next == ':' || next == '.' || next == '@') {
        size_t behind = skip_address(s, at, end);
        if (behind > end) return behind;
    }
    if (kinds & (PREFIX_MONTH | PREFIX_CODE | PREFIX_NUMBER)) {
        set_lang(s, at);
        if (kinds & PREFIX_MONTH) done = values_date_month(s, at);
        if (!done && (kinds & PREFIX_CODE) && s->p[at] < 'a' && values_word(s, at, &w))
            done = values_money_code(s, &w);
        if (!done && (kinds & PREFIX_NUMBER)) done = values_money(s, at);
        if (done) return done;
    }
    while (end < s->n && (is_digit(s->p[end]) || values_letter(s->p[end]))) /* F16, v2 */
        end = is_digit(s->p[end]) ? end + 1 : values_letters(s, end);
    return end;
}

/* Behind a number that is no value: 10:30, 2/2024, 1.2.3, 045-123-456 */
static size_t skip_number(const struct scan *s, size_t at) {
    for (;; at++) {
        uint32_t unused;
        at = values_digits(s, at, &unused);
        if (values_letter(values_at(s, at))) return values_letters(s, at);
        if (!is_digit(values_at(s, at + 1)) || !memchr(".,:/-", values_at(s, at), 5)) return at;
    }
}

static size_t at_digit(struct scan *s, size_t at) {
    set_lang(s, at);
    size_t end = values_date(s, at);
    if (!end) end = values_money(s, at);
    if (!end) end = values_year(s, at);
    return end ? end : skip_number(s, at);
}

/* A sign of several bytes: € £ ’ and what stands for none of the others. */
static size_t at_sign(struct scan *s, size_t at) {
    unsigned char c = (unsigned char)s->p[at];
    size_t end = 0;
    if (c == '$' || c == 0xC2 || (c == 0xE2 && s->p[at + 1] == '\x82')) {
        set_lang(s, at);
        end = values_money_sign(s, at);
    } else if (c == '\'' || (c == 0xE2 && s->p[at + 1] == '\x80' &&
                             (s->p[at + 2] == '\x98' || s->p[at + 2] == '\x99'))) {
        if (is_digit(values_at(s, at + (c == '\'' ? 1 : 3)))) {
            set_lang(s, at);
            end = values_decade(s, at);
        }
    }
    return end ? end : at + (c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4);
}

static enum status values_run(void *state, struct doc *d) {
    struct scan s = {.state = state, .doc = d, .p = d->text.p, .n = d->text.n};
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == ' ') i++;
        else if (values_letter(s.p[i])) i = at_word(&s, i);
        else if (is_digit(s.p[i])) i = at_digit(&s, i);
        else if (c >= 0x80 || c == '$' || c == '\'') i = at_sign(&s, i);
        else i++;
    }
    doc_sort_entities(d);
    return OK;
}

static enum status values_setup(void *state, struct env *env) {
    struct values_state *v = state;
    if (env->lexicon == NULL) {
        snprintf(env->message, env->message_size, "values needs a lexicon");
        return LIBRARY;
    }
    v->lexicon = env->lexicon;
    values_prepare(v);
    return OK;
}

const struct stage stage_values = {
    .name = "values",
    .help = "dates, money and percentages with their values",
    .needs = LAYER_TEXT | LAYER_SENTENCES,
    .gives = LAYER_ENTITIES,
    .state_size = sizeof(struct values_state),
    .uses = USES_LEXICON,
    .setup = values_setup,
    .run = values_run,
};
