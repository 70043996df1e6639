/* SPDX-License-Identifier: MIT */
/* See match_words.h. A word with a star holds for every word that begins so and goes on with an ending. */
#include "match.h"

static const struct {
    uint8_t concept, orth; /* ORTH_ANY: in all orthographies */
    const char *words;
} rows[] = {
    {CONCEPT_MOUNTAIN, ORTH_SQ, "mal mali malet"},
    {CONCEPT_LINK, ORTH_ANY,
     "i e tE sE te se of the Te and dhe He u nE dr prof mr mrs ms zoti zonja gospodin gospoDa "
     "akademik"},
    {CONCEPT_ADMIN, ORTH_ANY,
     "komuna* komunE* komune* opStin* opKin* opstin* opcin* municipality rreTi* ReTi* qarku* "
     "okrug* upravni oblast* district* county region* rajon* grad qyteti* republik* republic "
     "prijestonic* prestonic* glavni"},
    {CONCEPT_UPPER, ORTH_ANY, "epErm* eperm* gorN* upper gorn*"},
    {CONCEPT_LOWER, ORTH_ANY, "poStEm* poStem* poStm* ult* ulEt* ulet* doN* doln* lower"},
    {CONCEPT_MIDDLE, ORTH_ANY, "mesEm* mesme* sredN* middle central"},
    {CONCEPT_GREAT, ORTH_ANY, "maH* velik* golem* great greater big"},
    {CONCEPT_SMALL, ORTH_ANY, "vogEl* vogl* vogel* mal mali mala malo male little lesser small"},
    {CONCEPT_NEW, ORTH_ANY, "ri re nov novi nova novo nove new"},
    {CONCEPT_OLD, ORTH_ANY, "vjetEr* vjeter* vjetr* star stari stara staro stare old"},
    {CONCEPT_NORTH, ORTH_ANY, "veri* severn* sjevern* north northern"},
    {CONCEPT_SOUTH, ORTH_ANY, "jug* juZn* south southern"},
    {CONCEPT_EAST, ORTH_ANY, "lindj* lindor* istoCn* east eastern"},
    {CONCEPT_WEST, ORTH_ANY, "perEndim* zapadn* west western"},
    {CONCEPT_WHITE, ORTH_ANY, "barH* bel beli bela belo bijel* white"},
    {CONCEPT_BLACK, ORTH_ANY, "zi zez* zeza crn* black"},
    {CONCEPT_RED, ORTH_ANY, "kuq* crven* red"},
    {CONCEPT_DRY, ORTH_ANY, "TatE suv suvi suva suvo suhi suha suho"},
    {CONCEPT_SAINT, ORTH_ANY, "SEn SEnt* svet* sent saint st"},
    {CONCEPT_VILLAGE, ORTH_ANY, "fSat* selo village"},
    {CONCEPT_QUARTER, ORTH_ANY, "mahaW* mahal* WagJ* lagJ* naseL*"},
    {CONCEPT_HILL, ORTH_ANY, "kodr* brd* hill vrh maj* breg* Cuk*"},
    {CONCEPT_MOUNTAIN, ORTH_ANY, "planin* gora mountain* bjeSk*"},
    {CONCEPT_FIELD, ORTH_ANY, "fuS* poLe poLa pole field"},
    {CONCEPT_RIVER, ORTH_ANY, "lum* rek* rijek* river potok* pErRo* pEroi* pRoi*"},
    {CONCEPT_LAKE, ORTH_ANY, "liqen* jezer* ezero lake"},
    {CONCEPT_BRIDGE, ORTH_ANY, "ur ura most bridge"},
    {CONCEPT_ISLAND, ORTH_ANY, "iSull* iSuW* iSuj* ostrv* otok* otoc* island*"},
    {CONCEPT_AIRPORT, ORTH_ANY, "aeroport* aerodrom* airport"},
    {CONCEPT_STONE, ORTH_ANY, "gur guri gurit kamen* stone"},
    {CONCEPT_WATER, ORTH_ANY, "ujE uji ujit vod* water"},
    {CONCEPT_GOOD, ORTH_ANY, "mirE dobr* good"},
    {CONCEPT_CHURCH, ORTH_ANY, "kiS* crkv* church"},
    {CONCEPT_FOREST, ORTH_ANY, "pyW* Sum* forest"},
    {CONCEPT_MEADOW, ORTH_ANY, "livaH* livad* meadow*"},
    {CONCEPT_SPRING, ORTH_ANY, "krua kroi kroit vrel* izvor* spring*"},
    {CONCEPT_BATH, ORTH_ANY, "baj* baN* bath*"},
    {CONCEPT_SERBIAN, ORTH_ANY,
     "sErb sErbE sErbEt sErbEve serbe serbian srpski srpska srpsko srpske srpskog"},
    {CONCEPT_ALBANIAN, ORTH_ANY, "Sqiptar* albansk* albanian*"},
};

/* Is it an ending of nouns or adjectives in Serbian or Albanian? */
static bool is_ending(const char *p, unsigned n) {
    static const char *const endings[] = {"",    "a",  "e",   "i",   "o",  "u",  "E",  "En", "Es",
                                          "it",  "in", "ut",  "un",  "t",  "s",  "n",  "om", "og",
                                          "oj",  "im", "ih",  "ja",  "jo", "je", "ji", "ju", "ve",
                                          "at",  "ne", "nE",  "sE",  "ur", "ri", "re", "ia", "me",
                                          "jes", "us", "joj", "jem", "ra", "ku", "k",  "or", "ore"};
    for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strlen(endings[i]) == n && memcmp(endings[i], p, n) == 0) return true;
    return false;
}

void concepts_setup(struct concepts *c) {
    unsigned n = 0;
    memset(c, 0, sizeof *c);
    for (size_t i = sizeof rows / sizeof *rows; i > 0; i--) {
        struct str rest = str_of(rows[i - 1].words), word;
        while (n < CONCEPT_WORDS && str_cut(&rest, ' ', &word)) {
            bool star = str_ends(word, STR("*"));
            uint16_t *first = &c->first[word.p[0] & 127];
            word.n -= star;
            c->word[n] = (struct concept_word){
                word.p, (uint8_t)word.n, star, rows[i - 1].concept, rows[i - 1].orth, *first};
            *first = (uint16_t)++n;
        }
    }
}

uint8_t concept_of(const struct concepts *c, const char *letters, unsigned n, unsigned orth) {
    const struct concept_word *w;
    for (unsigned i = c->first[letters[0] & 127]; i > 0; i = w->next) {
        w = &c->word[i - 1];
        if (n < w->n || (!w->star && n > w->n) || memcmp(w->p, letters, w->n) != 0) continue;
        if (w->orth != ORTH_ANY && w->orth != orth) continue;
        if (is_ending(letters + w->n, n - w->n)) return w->concept;
    }
    return CONCEPT_NONE;
}
