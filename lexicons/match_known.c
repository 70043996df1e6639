/* SPDX-License-Identifier: MIT */
/* See match.h. What the lexicon knows about two names: those of one entry are one, those of different
 * entries are two, unless they are too much alike for its keys (fold.h) to tell. */
#include "fold.h"
#include "inflect.h"
#include "match.h"
#include "translit.h"

enum { NAME = 512, ENTRIES = 64, YES = MATCH_ONE / 2, NO = MATCH_ONE * 4 / 10 };

/* Ivana is a case form of Ivan, and another name. */
enum { EITHER = MATCH_ONE * 55 / 100 };

/* Entries of persons, places and so on that bear a name. */
struct known {
    struct str key;
    uint32_t entry[ENTRIES];
    unsigned n;
    bool exact; /* they have it letter by letter, and only such entries are listed */
    bool given; /* it is a given name */
    bool any;   /* it is some name: also a given name or a surname */
    char room[FOLD_GROWTH * NAME];
};

static bool is_entity(const struct lexicon *l, const struct lexicon_form *f) {
    return lexicon_entry(l, f)->kind <= LEX_MISC;
}

/* Where the orthography is known, Ribarice is not Ribariće: entries that have the name as it is written
 * come before those that share its key. */
static void find_known(const struct lexicon *l, const struct match_name *name, struct known *k) {
    char latin[TRANSLIT_GROWTH * NAME];
    k->n = 0;
    k->exact = k->given = k->any = false;
    k->key = (struct str){k->room, fold(name->text, k->room)};
    const struct lexicon_slot *slot = lexicon_find(l, k->key);
    if (slot == NULL) return;
    struct str text = name->text;
    if (name->cyrillic) text = (struct str){latin, translit_latin(text, latin)};
    for (unsigned i = 0; i < slot->forms && k->n < ENTRIES; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        k->any |= lexicon_entry(l, f)->kind <= LEX_SURNAME;
        k->given |= lexicon_entry(l, f)->kind == LEX_GIVEN;
        if (!is_entity(l, f)) continue;
        bool exact = name->orth != ORTH_ANY && str_eq(text, lexicon_str(l, f->text, f->text_n));
        if (exact && !k->exact) k->exact = true, k->n = 0;
        if (exact || !k->exact) k->entry[k->n++] = f->entry;
    }
}

static unsigned shared(const struct known *a, const struct known *b) {
    unsigned n = 0;
    for (unsigned i = 0; i < a->n; i++)
        for (unsigned j = 0; j < b->n; j++) n += a->entry[i] == b->entry[j];
    return n;
}

/* Is it one name to the lexicon? Of two spellings in one orthography that do not look like one name it
 * is so when most bearers have both: a village Oraovica may be called Orahovica, too, most are not. */
static bool is_one(const struct match_name *a, const struct known *x, const struct match_name *b,
                   const struct known *y, unsigned spelling) {
    unsigned n = shared(x, y), most = x->n > y->n ? x->n : y->n;
    bool apart = a->orth == b->orth && a->orth != ORTH_ANY && spelling < NO;
    return apart ? 2 * n >= most : n > 0;
}

/* Two names of one key differ in marks: one that the lexicon has with them, and the other without. */
static bool is_stripped(const struct match_name *with, const struct known *x,
                        const struct match_name *without, const struct known *y) {
    return x->exact && !y->exact && !with->bare && without->bare;
}

/* The key of the words that count, in `room`. */
static struct str rest_key(const struct match_name *n, char *room) {
    size_t k = 0;
    for (unsigned i = 0; i < n->words; i++) {
        const struct match_word *w = &n->word[i];
        if (w->concept == CONCEPT_LINK || w->concept == CONCEPT_ADMIN) continue;
        if (k) room[k++] = ' ';
        k += fold(str_sub(n->text, w->from, w->to), room + k);
    }
    return (struct str){room, k};
}

static void add_entries(const struct lexicon *l, struct str key, struct known *k) {
    const struct lexicon_slot *slot = lexicon_find(l, key);
    for (unsigned i = 0; slot && i < slot->forms && k->n < ENTRIES; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        if (lexicon_entry(l, f)->kind == LEX_LOC) k->entry[k->n++] = f->entry;
    }
}

/* Places that give a municipality its name: Ferizaj of Komuna e Ferizajt. */
static void find_seat(const struct lexicon *l, const struct match_name *name, struct known *k) {
    struct inflected forms[INFLECT_MAX];
    char base[FOLD_GROWTH * NAME + INFLECT_ADD];
    struct str key = rest_key(name, k->room);
    k->n = 0;
    add_entries(l, key, k);
    unsigned n = name->admin && name->orth == ORTH_SQ ? inflect(LANG_SQ, key, forms) : 0;
    for (unsigned i = 0; i < n; i++) add_entries(l, inflect_base(key, &forms[i], base), k);
}

static bool of_one_place(const struct lexicon *l, const struct match_name *a, struct known *x,
                         const struct match_name *b, struct known *y) {
    find_seat(l, a, x);
    find_seat(l, b, y);
    return shared(x, y) > 0;
}

unsigned match_names(const struct matcher *m, const struct match_name *a,
                     const struct match_name *b) {
    struct known x, y;
    unsigned spelling = match_spellings(m, a, b);
    if (m->lexicon == NULL || spelling == MATCH_ONE || a->text.n > NAME || b->text.n > NAME)
        return spelling;
    find_known(m->lexicon, a, &x);
    find_known(m->lexicon, b, &y);
    bool twins = str_eq(x.key, y.key), exact = x.exact && y.exact;
    if (twins && (is_stripped(a, &x, b, &y) || is_stripped(b, &y, a, &x)))
        return MATCH_ONE * 9 / 10;
    if (x.n && y.n && (!twins || exact)) {
        if (is_one(a, &x, b, &y, spelling)) return MATCH_ONE;
        if (a->admin == b->admin) return spelling < YES ? spelling : NO;
    }
    if ((a->admin || b->admin) && spelling < YES && of_one_place(m->lexicon, a, &x, b, &y))
        return MATCH_ONE * 8 / 10;
    bool within = a->orth == b->orth && a->orth != ORTH_ANY;
    if (within && !twins && x.given && y.given && spelling > EITHER) return EITHER;
    bool doubtful = a->orth == b->orth && a->words == 1 && spelling >= NO && spelling < YES;
    if (doubtful && x.any != y.any) return MATCH_ONE * 6 / 10;
    return spelling;
}
