/* SPDX-License-Identifier: MIT */
/* See lookup_lines.h. */
#include "lookup_lines.h"

#include "jsonl.h"
#include "lower.h"
#include "utf8.h"

/* Has an earlier form of the entry the same text and language? Keys with đ and d are two forms. */
static bool is_again(const struct lexicon *l, const struct lexicon_entry *e, uint32_t i) {
    const struct lexicon_form *f = lexicon_form(l, e, i);
    struct str text = lexicon_str(l, f->text, f->text_n);
    for (uint32_t k = 0; k < i; k++) {
        const struct lexicon_form *x = lexicon_form(l, e, k);
        if (x->lang == f->lang && str_eq(text, lexicon_str(l, x->text, x->text_n))) return true;
    }
    return text.n == 0;
}

static enum lang lang_of(const struct lexicon_form *f) {
    return f->lang < LANG_COUNT ? (enum lang)f->lang : LANG_UND;
}

static void put_columns(struct filter_out *out, const struct str *column, unsigned n) {
    for (unsigned i = 0; i < n; i++) {
        if (i) filter_put(out, STR("\t"));
        filter_put(out, column[i]);
    }
    filter_put(out, STR("\n"));
}

static void put_text(const struct lookup_lines *x, struct filter_out *out) {
    const struct lexicon *l = x->lexicon;
    for (unsigned m = 0; m < x->found.n; m++) {
        const struct lexicon_entry *e = lexicon_entry(l, x->found.match[m].form);
        struct str id = lexicon_str(l, e->id, e->id_n);
        for (uint32_t i = 0, n = lexicon_forms(l, e); i < n; i++) {
            const struct lexicon_form *f = lexicon_form(l, e, i);
            if (is_again(l, e, i)) continue;
            const struct str column[] = {id.n ? id : STR("-"),
                                         str_of(lookup_kind(e)),
                                         lexicon_str(l, e->subtype, e->subtype_n),
                                         str_of(lang_word(lang_of(f))),
                                         lexicon_str(l, f->text, f->text_n),
                                         str_of(lookup_word(x->found.match[m].how))};
            put_columns(out, column, sizeof column / sizeof *column);
        }
    }
}

/* ---- JSON */

/* A damaged lexicon has strings that are no UTF-8: they are left out. */
static void put_quoted(struct filter_out *out, struct str s) {
    if (!is_utf8(s)) s.n = 0;
    char *to = filter_room(out, JSONL_QUOTE_GROWTH * s.n + 2);
    if (to) out->n += (size_t)(jsonl_quote(to, s) - to);
}

static void put_member(struct filter_out *out, const char *name, struct str value) {
    filter_put(out, str_of(name));
    put_quoted(out, value);
}

/* "forms":{"en":["Peja"],"sq":["Pejë","Peja"]} */
static void put_forms(const struct lexicon *l, const struct lexicon_entry *e,
                      struct filter_out *out) {
    static const enum lang langs[] = {LANG_EN, LANG_SQ, LANG_SR, LANG_OTHER, LANG_UND};
    uint32_t all = lexicon_forms(l, e);
    bool first = true;
    filter_put(out, STR(",\"forms\":{"));
    for (unsigned k = 0; k < sizeof langs / sizeof *langs; k++) {
        unsigned n = 0;
        for (uint32_t i = 0; i < all; i++) {
            const struct lexicon_form *f = lexicon_form(l, e, i);
            if (lang_of(f) != langs[k] || is_again(l, e, i)) continue;
            if (n == 0) {
                if (!first) filter_put(out, STR(","));
                put_quoted(out, str_of(lang_word(langs[k])));
                filter_put(out, STR(":["));
            } else {
                filter_put(out, STR(","));
            }
            put_quoted(out, lexicon_str(l, f->text, f->text_n));
            first = false;
            n++;
        }
        if (n) filter_put(out, STR("]"));
    }
    filter_put(out, STR("}"));
}

static void put_json(const struct lookup_lines *x, struct str name, struct filter_out *out) {
    const struct lexicon *l = x->lexicon;
    put_member(out, "{\"name\":", name);
    put_member(out, ",\"key\":", (struct str){x->found.key, x->found.key_n});
    filter_put(out, STR(",\"entries\":["));
    for (unsigned m = 0; m < x->found.n; m++) {
        const struct lookup_match *match = &x->found.match[m];
        const struct lexicon_entry *e = lexicon_entry(l, match->form);
        put_member(out, m ? ",{\"id\":" : "{\"id\":", lexicon_str(l, e->id, e->id_n));
        put_member(out, ",\"type\":", str_of(lookup_kind(e)));
        put_member(out, ",\"subtype\":", lexicon_str(l, e->subtype, e->subtype_n));
        put_member(out, ",\"found\":", str_of(lookup_word(match->how)));
        put_forms(l, e, out);
        filter_put(out, STR("}"));
    }
    filter_put(out, STR("]}"));
}

const char *lookup_line(void *user, struct str name, struct filter_out *out) {
    struct lookup_lines *x = user;
    name = str_trim(name);
    lookup(x->lexicon, name, &x->found);
    if (x->json) put_json(x, name, out);
    else put_text(x, out);
    if (name.n == 0) return "the name is empty";
    if (name.n > LOOKUP_NAME) return "the name is longer than 512 bytes";
    if (x->found.key_n == 0) return "the name has no letters";
    if (mixes_scripts(name)) return "a word has Latin and Cyrillic letters";
    if (x->found.n == 0) return "not in the lexicon";
    return lookup_found(&x->found) ? NULL : "not in the lexicon, but for names that are near";
}
