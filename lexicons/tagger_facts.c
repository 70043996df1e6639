/* SPDX-License-Identifier: MIT */
/* What is known of a word wherever it stands: its letters, how it is written, what the lexicon and the
 * word list have. */
#include "inflect.h"
#include "known_word.h"
#include "tagger_features.h"

enum { KEY_MAX = 64, GRAM = 4, GRAMS = 10 };

/* Bits of evidence. Those of the word as it stands; EVIDENCE_CASES times further: those of a base form
 * that its ending allows. */
enum {
    KNOWS_PER,
    KNOWS_SURNAME_OF, /* of a well-known person */
    KNOWS_GPE,
    KNOWS_PLACE, /* other places */
    KNOWS_CITY,  /* imported */
    KNOWS_ORG,
    KNOWS_NORP,
    KNOWS_OTHER,
    KNOWS_GIVEN,
    KNOWS_SURNAME,
    KNOWS_ACRONYM,
    KNOWS_WEAK,
    EVIDENCE_CASES, /* those above also by base form */
    KNOWS_TITLE = 2 * EVIDENCE_CASES,
    KNOWS_ORG_HEAD,
    KNOWS_LOC_HEAD,
    KNOWS_LAW_HEAD,
    KNOWS_EVENT_HEAD,
    KNOWS_MONTH,
    KNOWS_BEGINS, /* longer names begin with it */
    EVIDENCE_BITS
};
_Static_assert((int)EVIDENCE_BITS <= (int)EVIDENCE_ROOM, "the network has inputs for all");

static unsigned lang_group(enum lang lang) {
    enum lang rules = lang_rules(lang);
    return rules == LANG_EN ? 0 : rules == LANG_SQ ? 1 : rules == LANG_SR ? 2 : 3;
}

static unsigned place_bit(const struct lexicon *l, const struct lexicon_form *f,
                          const struct lexicon_entry *e) {
    if (f->flags & LEX_IMPORTED) return KNOWS_CITY;
    return str_eq(lexicon_str(l, e->subtype, e->subtype_n), STR("GPE")) ? KNOWS_GPE : KNOWS_PLACE;
}

static unsigned bit_of(const struct lexicon *l, const struct lexicon_form *f) {
    const struct lexicon_entry *e = lexicon_entry(l, f);
    switch ((enum lexicon_kind)e->kind) {
    case LEX_PER: return f->flags & LEX_SURNAME_OF ? KNOWS_SURNAME_OF : KNOWS_PER;
    case LEX_LOC: return place_bit(l, f, e);
    case LEX_ORG: return f->flags & LEX_ACRONYM ? KNOWS_ACRONYM : KNOWS_ORG;
    case LEX_MISC:
        return str_eq(lexicon_str(l, e->subtype, e->subtype_n), STR("NORP")) ? KNOWS_NORP
                                                                             : KNOWS_OTHER;
    case LEX_GIVEN: return KNOWS_GIVEN;
    case LEX_SURNAME: return KNOWS_SURNAME;
    case LEX_TITLE: return KNOWS_TITLE;
    case LEX_ORG_HEAD: return KNOWS_ORG_HEAD;
    case LEX_LOC_HEAD: return KNOWS_LOC_HEAD;
    case LEX_LAW_HEAD: return KNOWS_LAW_HEAD;
    case LEX_EVENT_HEAD: return KNOWS_EVENT_HEAD;
    case LEX_MONTH: return KNOWS_MONTH;
    default: return EVIDENCE_BITS;
    }
}

static uint64_t evidence_of(const struct lexicon *l, struct str key, bool base) {
    const struct lexicon_slot *slot = lexicon_find(l, key);
    uint64_t bits = 0;
    if (slot == NULL) return 0;
    if (slot->next && !base) bits |= (uint64_t)1 << KNOWS_BEGINS;
    for (unsigned i = 0; i < slot->forms; i++) {
        const struct lexicon_form *f = &l->forms[slot->form + i];
        unsigned bit = bit_of(l, f);
        if (bit >= EVIDENCE_BITS || (base && bit == KNOWS_ACRONYM)) continue;
        if (f->flags & LEX_WEAK) bits |= (uint64_t)1 << (KNOWS_WEAK + (base ? EVIDENCE_CASES : 0));
        if (base && bit < EVIDENCE_CASES) bit += EVIDENCE_CASES;
        bits |= (uint64_t)1 << bit;
    }
    return bits;
}

static uint64_t evidence(const struct lexicon *l, unsigned group, struct str key) {
    struct inflected forms[INFLECT_MAX];
    char buf[KEY_MAX + INFLECT_ADD];
    uint64_t bits = evidence_of(l, key, false);
    if (group != 1 && group != 2) return bits;
    unsigned n = inflect(group == 1 ? LANG_SQ : LANG_SR, key, forms);
    for (unsigned i = 0; i < n; i++)
        bits |= evidence_of(l, inflect_base(key, &forms[i], buf), true);
    return bits;
}

static uint8_t shape_of(const struct word *w, struct str text) {
    bool dotted = text.n && memchr(text.p, '.', text.n) != NULL;
    switch ((enum shape)w->shape) {
    case SHAPE_LOWER: return w->letters == 1 ? 1 : 0;
    case SHAPE_TITLE: return w->letters == 1 ? 3 : dotted ? 4 : 2;
    case SHAPE_UPPER: return dotted ? 5 : w->letters < 3 ? 6 : w->letters < 6 ? 7 : 8;
    case SHAPE_MIXED: return 9;
    case SHAPE_NUMBER: break;
    }
    return text.n == 4 ? 10 : text.n < 3 ? 11 : 12;
}

static uint64_t letters_hash(const char *p, size_t n) {
    uint64_t h = 0x243f6a8885a308d3u;
    for (size_t i = 0; i < n; i++) h = feature_mix(h, (unsigned char)p[i]);
    return h;
}

uint64_t tagger_key(struct str key) {
    return letters_hash(key.p, key.n);
}

void tagger_facts(const struct tagger_sources *s, const struct word *w, struct str text,
                  struct tagger_facts *f) {
    static const enum lang langs[] = {LANG_EN, LANG_SQ, LANG_SR, LANG_OTHER};
    struct str key = w->key;
    *f = (struct tagger_facts){.shape = shape_of(w, text), .capital = word_is_capital(w)};
    f->lang = (uint8_t)lang_group(w->lang);
    for (size_t k = 0; k < STEMS; k++)
        if (k == 0 || key.n >= k + 4) f->stem[k] = letters_hash(key.p, key.n - k);
    f->end2 = letters_hash(key.p + (key.n > 2 ? key.n - 2 : 0), key.n > 2 ? 2 : key.n);
    f->end3 = letters_hash(key.p + (key.n > 3 ? key.n - 3 : 0), key.n > 3 ? 3 : key.n);
    if (w->shape == SHAPE_NUMBER || key.n == 0) return;
    if (f->lang == 0) memcpy(f->classes, classes_find(s->classes, f->stem[0]), CLASSES);
    if (key.n < KEY_MAX) f->evidence = evidence(s->lexicon, f->lang, key);
    f->known = (uint8_t)known_word(s->words, langs[f->lang], text);
}

enum { /* kinds of features, mixed first */
       F_BIAS = 0x100,
       F_WORD,
       F_WORD_SHAPE,
       F_STEM,
       F_PREFIX,
       F_SUFFIX,
       F_SHAPE,
       F_SHAPE_LANG,
       F_EVIDENCE,
       F_EVIDENCE_ALL,
       F_KNOWN,
       F_KNOWN_LANG,
       F_LENGTH,
       F_GRAM,
       F_CLASS,
       F_CLASS_SHAPE
};

static void add(struct features *out, int place, uint64_t kind, uint64_t a, uint64_t b) {
    uint64_t h = feature_mix(kind << 8 | (unsigned)(place + NEAR), a);
    out->v[out->n++] = feature_mix(h, b);
}

/* What company a word keeps (English only). */
static void class_features(const struct tagger_facts *f, int place, struct features *out) {
    if (f->lang != 0 || f->shape >= 10) return;
    for (unsigned k = 0; k < CLASSES; k++)
        add(out, place, F_CLASS, (uint64_t)k << 8 | f->classes[k], f->capital);
    if (place != 0) return;
    add(out, place, F_CLASS_SHAPE, f->classes[CLASS_FINE], f->shape);
    add(out, place, F_CLASS_SHAPE, f->classes[CLASS_COARSE],
        (uint64_t)f->shape << 4 | f->known | 1u << 8);
}

static void own_features(const struct tagger_facts *f, struct str key, struct features *out) {
    unsigned number = f->shape >= 10;
    uint64_t cap = f->capital;
    add(out, 0, F_WORD, f->stem[0], 0);
    add(out, 0, F_WORD_SHAPE, f->stem[0], (uint64_t)f->shape << 2 | f->lang);
    for (size_t k = 0; k < STEMS; k++)
        if (f->stem[k]) add(out, 0, F_STEM, f->stem[k], cap);
    out->identities = out->n;
    add(out, 0, F_BIAS, 0, 0);
    for (size_t k = 1; k <= 5 && k < key.n && !number; k++) {
        uint64_t end = letters_hash(key.p + key.n - k, k);
        add(out, 0, F_SUFFIX, end, cap);
        if (k < 4 && k > 1) add(out, 0, F_SUFFIX, end, cap | (uint64_t)(f->lang + 1) << 4);
    }
    for (size_t k = 2; k <= 5 && k < key.n && !number; k++)
        add(out, 0, F_PREFIX, letters_hash(key.p, k), cap);
    for (size_t k = 0; k + GRAM <= key.n && k < GRAMS && !number; k++)
        add(out, 0, F_GRAM, letters_hash(key.p + k, GRAM), cap);
    uint64_t length = key.n < 4 ? key.n : key.n < 7 ? 4 : key.n < 10 ? 5 : 6;
    add(out, 0, F_LENGTH, length, cap);
    add(out, 0, F_KNOWN_LANG, (uint64_t)f->known << 8 | f->shape, f->lang);
    add(out, 0, F_SHAPE_LANG, f->shape, f->lang);
    for (unsigned b = 0; b < EVIDENCE_BITS && out->n < WORD_FEATURES - 16; b++)
        if (f->evidence >> b & 1) add(out, 0, F_EVIDENCE, b, cap);
}

void tagger_word_features(const struct tagger_facts *f, struct str key, int place,
                          struct features *out) {
    uint64_t shape = f->shape;
    if (place == 0) own_features(f, key, out);
    else {
        add(out, place, F_WORD, f->stem[0], 0);
        if (place == 1 || place == -1) {
            add(out, place, F_SUFFIX, f->end3, f->capital);
            add(out, place, F_SUFFIX, f->end2, f->capital | (uint64_t)(f->lang + 1) << 4);
            if (f->stem[2]) add(out, place, F_STEM, f->stem[2], f->capital);
            for (unsigned b = 0; b < EVIDENCE_BITS; b++)
                if (f->evidence >> b & 1 && out->n < WORD_FEATURES - 16)
                    add(out, place, F_EVIDENCE, b, f->capital);
        }
    }
    class_features(f, place, out);
    add(out, place, F_SHAPE, shape, 0);
    add(out, place, F_KNOWN, f->known, shape);
    add(out, place, F_EVIDENCE_ALL, f->evidence, f->capital);
}
