/* SPDX-License-Identifier: MIT */
/* See lookup_lines.h. */
#include "lookup_lines.h"

#include "lookup.h"

static void put_form(const struct lexicon *l, const struct lexicon_form *f,
                     struct filter_out *out) {
    const struct lexicon_entry *e = lexicon_entry(l, f);
    const char *lang = lang_word(f->lang < LANG_COUNT ? (enum lang)f->lang : LANG_UND);
    struct str id = lexicon_str(l, e->id, e->id_n);
    filter_put(out, id.n ? id : STR("-"));
    filter_put(out, STR("\t"));
    filter_put(out, str_of(lookup_kind(e)));
    filter_put(out, STR("\t"));
    filter_put(out, lexicon_str(l, e->subtype, e->subtype_n));
    filter_put(out, STR("\t"));
    filter_put(out, str_of(lang));
    filter_put(out, STR("\t"));
    filter_put(out, lexicon_str(l, f->text, f->text_n));
    filter_put(out, STR("\n"));
}

/* Has an earlier form of the entry the same text and language? Keys with đ and d are two forms. */
static bool is_again(const struct lexicon *l, uint32_t i) {
    const struct lexicon_form *f = &l->forms[i];
    struct str text = lexicon_str(l, f->text, f->text_n);
    for (uint32_t k = 0; k < i; k++)
        if (l->forms[k].entry == f->entry && l->forms[k].lang == f->lang &&
            str_eq(text, lexicon_str(l, l->forms[k].text, l->forms[k].text_n)))
            return true;
    return false;
}

bool lookup_put(const struct lexicon *l, struct str name, struct filter_out *out) {
    struct lookup found;
    lookup(l, name, &found);
    for (unsigned m = 0; m < found.n; m++)
        for (uint32_t i = 0; i < l->n_forms; i++)
            if (l->forms[i].entry == found.match[m].form->entry && !is_again(l, i))
                put_form(l, &l->forms[i], out);
    return found.n > 0;
}
