/* SPDX-License-Identifier: MIT */
/* Private to the resolve stage. */
#ifndef IBER_RESOLVE_H
#define IBER_RESOLVE_H

#include "lexicon.h"
#include "match.h"
#include "stage.h"
#include "words.h"

struct resolve {
    struct doc *doc;
    const struct words *words;
    const struct matcher *matcher; /* without a lexicon: letters alone */
    const struct lexicon *lexicon;
    const struct wordlist *dictionary;
    uint8_t *taken;         /* per word: inside an entity that stays */
    uint32_t *first, *last; /* words covered by the first `known` entities, which are sorted */
    uint32_t known;
    uint8_t *fate;                 /* per candidate, while they are weighed; FATE_COUNT: open */
    struct groups *groups;         /* resolve_types.c */
    struct full_names *full_names; /* resolve_evidence.c */
};

enum { SURE_ROW = 900 }; /* score of a row that is not weak, short or ambiguous */

/* ---- what candidates are believed (resolve_evidence.c) */

bool resolve_has_row(const struct entity *e);

/* Scores and support by what the rest of the document says. */
void resolve_evidence(struct resolve *r);

/* Where the tagger believes in a name but not in its type, a sure row (or the names of a person) over the
 * very words tells it: most of what is believed of other types there is believed of that. */
void resolve_tell_types(struct resolve *r);

/* ---- words alike (resolve_words.c) */

#define NO_WORD UINT32_MAX

/* Are two words spellings or case forms of one name? First by their keys and the endings of their own
 * languages, then, where they are written in different orthographies, as `names match` does. */
bool resolve_alike(const struct resolve *r, uint32_t a, uint32_t b);

/* The entity (of those known) that holds the word, or NO_WORD. */
uint32_t resolve_entity(const struct resolve *r, uint32_t word);

/* The first `most` consonants of a key (at most SKELETON), as classes 1 to 9 of those that answer each
 * other: what resolve_alike() calls alike agrees in them, case endings apart. Returns how many. */
enum { SKELETON = 3, SKELETON_CLASSES = 10 };
unsigned resolve_skeleton(struct str key, unsigned most, uint8_t out[SKELETON]);

static inline uint32_t resolve_hash(struct str s) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h;
}

/* ---- what the words around a name say (resolve_sex.c) */

enum sex { SEX_UNKNOWN, SEX_MAN, SEX_WOMAN };

/* The title right before word `first` in its base form, in `buf`; empty where none stands. */
enum { TITLE_ROOM = 64 };
struct str resolve_title(const struct resolve *r, uint32_t first, char buf[TITLE_ROOM]);

/* The same behind word `last`: …, the former prime minister. */
struct str resolve_apposition(const struct resolve *r, uint32_t last, char buf[TITLE_ROOM]);

/* Of a title in its base form: Mrs, gospodin, ministrja; of a full name. */
enum sex resolve_title_sex(struct str title, enum lang lang);
enum sex resolve_name_sex(const struct resolve *r, uint32_t given, uint32_t surname);

/* Has the lexicon a given name with this key? */
bool resolve_is_given(const struct resolve *r, struct str key);

/* Is it a mere form of address (Mr, z., gospođa), which says nothing of what somebody does? */
bool resolve_is_address(struct str title);

/* Of a Serbian participle beside words [first, last]: je rekla, rekao je. */
enum sex resolve_verb_sex(const struct resolve *r, uint32_t first, uint32_t last);

/* ---- where names end (resolve_guideline.c) */

/* Cuts off what a candidate of the tagger has too much behind it, and titles before it. */
void resolve_trim(struct resolve *r);

/* Rules out candidates of the tagger that are two rows with a hyphen between. */
void resolve_split(struct resolve *r);

/* A row counts for as much as the names inside it. */
void resolve_longest(struct resolve *r);

/* Makes one of two words that are persons side by side; behind the decision. */
void resolve_join(struct resolve *r);

/* Ids of rows to names in small letters that the tagger found. */
void resolve_small(struct resolve *r);

/* One type for all mentions of a name without a row. */
void resolve_types(struct resolve *r);

/* Mentions of those names that nothing claimed. */
void resolve_again(struct resolve *r);

/* Is word i no part of a longer name? */
bool resolve_stands_alone(const struct resolve *r, uint32_t i);

/* ---- ids */

/* Full names found in the document give their id to surnames, given names and other names of the same
 * person, also where no candidate was; persons without a row get local ids (#p1). The rules are at
 * the top of resolve_persons.c. */
void resolve_persons(struct resolve *r);

/* "Kosovar Centre for Security Studies (KCSS)": both have one id, and so has KCSS elsewhere. */
void resolve_acronyms(struct resolve *r);

/* "the Commission" is the European Commission that the document named before. Entities are sorted. */
void resolve_bodies(struct resolve *r);

/* Other names without a row: one local id (#o1, #l1, #m1) for all their mentions, in any case form or
 * spelling. */
void resolve_locals(struct resolve *r);

#endif
