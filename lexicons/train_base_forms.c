/* SPDX-License-Identifier: MIT */
/* See train_base_forms.h. */
#include "train_base_forms.h"

enum { PERSON = NAME_MALE | NAME_FAMILY, ALL = PERSON | NAME_FEMALE | NAME_PLACE };

struct row {
    unsigned kinds, not ;
    char ending[6];    /* "" fits all */
    uint8_t cut;       /* bytes */
    const char *forms; /* genitive, dative and others, the rarest last */
};

/* The first row that fits is taken. */
static const struct row serbian[] = {
    {NAME_PEOPLE, 0, "in", 2, "a i ima e"},
    {NAME_PEOPLE, 0, "ac", 2, "aca ci cima ce"},
    {NAME_PEOPLE, 0, "k", 1, "ka ci cima ke"},
    {NAME_PEOPLE, 0, "a", 1, "i e ama u"},
    {NAME_PEOPLE, 0, "", 0, "a i ima e"},
    {NAME_FEMALE | NAME_PLACE | NAME_FAMILY, NAME_FOREIGN, "ska", 1, "e oj u om"},
    {NAME_FEMALE | NAME_PLACE | NAME_FAMILY, NAME_FOREIGN, "ška", 1, "e oj u om"},
    {NAME_FEMALE | NAME_PLACE | NAME_FAMILY, NAME_FOREIGN, "čka", 1, "e oj u om"},
    {NAME_FAMILY, 0, "ova", 1, "e oj u om"},
    {NAME_FAMILY, 0, "eva", 1, "e oj u om"},
    {NAME_FAMILY, 0, "ski", 1, "og om im"},
    {NAME_FAMILY, 0, "ški", 1, "og om im"},
    {NAME_FAMILY, 0, "čki", 1, "og om im"},
    {NAME_PLACE, 0, "ka", 2, "ke ci ku kom"},
    {NAME_PLACE, 0, "ga", 2, "ge zi gu gom"},
    {ALL, 0, "a", 1, "e i u om"},
    {NAME_FEMALE, 0, "", 0, ""},
    {ALL, NAME_FOREIGN, "ac", 2, "ca cu cem"},
    {ALL, 0, "io", 1, "ja ju jem"},
    {ALL, 0, "o", 1, "a u om"},
    {PERSON, 0, "i", 0, "ja ju jem"},
    {NAME_PLACE, NAME_FOREIGN, "i", 1, "a ima e"},
    {ALL, 0, "i", 0, "ja ju jem"},
    {ALL, 0, "y", 0, "ja ju jem"},
    {ALL, NAME_FOREIGN, "e", 1, "a u em"},
    {ALL, 0, "e", 0, "a u om"},
    {ALL, 0, "u", 0, "a u om"},
    {ALL, 0, "ć", 0, "a u em"},
    {ALL, 0, "č", 0, "a u em"},
    {ALL, 0, "š", 0, "a u em"},
    {ALL, 0, "ž", 0, "a u em"},
    {ALL, 0, "đ", 0, "a u em"},
    {ALL, 0, "j", 0, "a u em"},
    {ALL, 0, "c", 0, "a u em"},
    {ALL, 0, "", 0, "a u om"},
};

static const struct row albanian[] = {
    {ALL, 0, "ër", 3, "ri rit rin"},
    {ALL, 0, "ë", 2, "ës a ën"},
    {NAME_PLACE, 0, "i", 0, "së a në"},
    {NAME_FEMALE | NAME_PLACE | PERSON, 0, "a", 1, "ës ën"},
    {NAME_FEMALE | NAME_PLACE, 0, "e", 1, "jes ja jen"},
    {NAME_FEMALE, 0, "", 0, "s n"},
    {PERSON, 0, "i", 0, "t n"},
    {ALL, 0, "e", 0, "s n"},
    {ALL, 0, "o", 0, "s n ja"},
    {ALL, 0, "u", 0, "t n"},
    {ALL, 0, "k", 0, "ut u un"},
    {ALL, 0, "g", 0, "ut u un"},
    {ALL, 0, "h", 0, "ut u un"},
    {PERSON, 0, "j", 0, "t n it in"},
    {ALL, 0, "", 0, "it i in"},
};

/* How often texts have the nominative and the forms in a row, of which there are three or four: counted
 * in the train part of UD Serbian-SET. Of Albanian ones there are no counts. */
static const float person[2][5] = {{1, 0.33f, 0.06f, 0.15f}, {1, 0.25f, 0.06f, 0.1f, 0.15f}};
static const float place[2][5] = {{0.4f, 0.25f, 0.35f, 0.05f}, {0.25f, 0.3f, 0.3f, 0.1f, 0.05f}};
static const float people[5] = {0.3f, 0.3f, 0.3f, 0.15f, 0.15f};
static const float in_albanian[5] = {1, 0.4f, 0.3f, 0.25f, 0.1f};

void base_forms(enum lang lang, unsigned kind, struct str name,
                void (*take)(void *user, struct str form, struct str base, float weight),
                void *user) {
    const struct row *r = lang == LANG_SQ ? albanian : serbian;
    char buf[128];
    if (name.n > 100) return;
    while (!(r->kinds & kind) || r->not &kind || !str_ends(name, str_of(r->ending))) r++;
    unsigned blanks = 0;
    for (const char *p = r->forms; *p; p++) blanks += *p == ' ';
    const float *often = lang == LANG_SQ      ? in_albanian
                         : kind & NAME_PLACE  ? place[blanks > 2]
                         : kind & NAME_PEOPLE ? people
                                              : person[blanks > 2];
    float women = kind & NAME_FEMALE ? 0.2f : 1;
    take(user, name, name, often[0] * women);
    struct str rest = str_of(r->forms), form;
    memcpy(buf, name.p, name.n);
    for (unsigned k = 1; rest.n && str_cut(&rest, ' ', &form); k++) {
        memcpy(buf + name.n - r->cut, form.p, form.n);
        take(user, (struct str){buf, name.n - r->cut + form.n}, name, often[k] * women);
    }
}
