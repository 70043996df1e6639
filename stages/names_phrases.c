/* SPDX-License-Identifier: MIT */
/* Institutions, laws, events and places that no row has, by the word that heads them: Ministry of …,
 * … University, Ministria e …, Viši sud u …, Agreement on …, … River, the village of …. */
#include "names.h"

struct kind {
    uint32_t first, last; /* tags of its heads */
    enum entity_type type;
    const char *subtype;
    unsigned score;
};

static const struct kind kinds[] = {
    {TAG_ORG_FIRST, TAG_ORG_LAST, TYPE_ORG, "", 800},
    {TAG_LAW_FIRST, TAG_LAW_LAST, TYPE_MISC, "LAW", 790},
    {TAG_EVENT_FIRST, TAG_EVENT_LAST, TYPE_MISC, "EVENT", 740},
    {TAG_LOC_FIRST, TAG_LOC_LAST, TYPE_LOC, "LOC", 790},
};

/* Words that join the parts of a name, small: Centre for the Study of …, Ministria e …, Fond za …. */
static bool is_link(const struct word *w) {
    static const char *const en[] = {"of",  "for", "on",      "in", "and",
                                     "the", "to",  "against", "de", NULL};
    static const char *const sq[] = {"e", "i", "te", "se", "per", "dhe", "ne", NULL};
    static const char *const sr[] = {"za", "i", "u", "o", "na", NULL};
    if (w->shape != SHAPE_LOWER) return false;
    return str_in(w->key, w->lang == LANG_SQ ? sq : w->lang == LANG_SR ? sr : en);
}

static bool is_article(const struct word *w) {
    static const char *const words[] = {
        "the",   "a",     "an",  "in",     "on",    "at",    "this",   "that",    "his",
        "her",   "their", "its", "our",    "for",   "and",   "but",    "by",      "of",
        "from",  "with",  "as",  "when",   "while", "after", "before", "however", "according",
        "under", "since", "if",  "former", "new",   "each",  "both",   "many",    "some",
        "ne",    "nga",   "per", "kjo",    "ky",    "ajo",   "u",      "na",      "iz",
        "sa",    "za",    "od",  "ovaj",   "taj",   "novi",  "prema",  "i",       "dhe",
        "por",   "ali",   NULL};
    return str_in(w->key, words);
}

/* A capitalised word that may be a modifier before a head: Dublin City, Kosovar, US Naval. */
static bool modifies(const struct names *n, uint32_t i) {
    const struct word *w = &n->words->list.v[i];
    if (!word_is_capital(w) || is_article(w)) return false;
    return !has_tag(n, i, TAG_TITLE | TAG_MONTH) &&
           !(w->first && w->lang != LANG_EN && !has_tag(n, i, TAG_LOC | TAG_NORP));
}

/* The last part of the word that ends at i when hyphens go on in small letters: De-radicalization. */
static uint32_t hyphen_end(const struct names *n, uint32_t i) {
    const struct words *w = n->words;
    while (i + 1 < w->list.n && w->list.v[i + 1].gap == GAP_HYPHEN &&
           w->list.v[i + 1].shape == SHAPE_LOWER)
        i++;
    return i;
}

/* Words that a conjunction does not join to a head's modifiers: they are names of their own. */
enum {
    NAMES_OF_THEIR_OWN = TAG_PER | TAG_LOC | TAG_NORP | TAG_ORG | TAG_MISC | TAG_LAW_LAST |
                         TAG_ORG_LAST
};

/* The first word of what stands before a head: Dublin City | University. A name of the lexicon is not
 * made longer: Kosovo | European Commission. */
static uint32_t left_of(const struct names *n, uint32_t head) {
    const struct words *w = n->words;
    uint32_t i = head;
    while (i > 0 && head - i < 6 && names_joined(w, i)) {
        bool whole = i < head && has_tag(n, i, TAG_ORG | TAG_MISC) && has_tag(n, i, TAG_STRONG) &&
                     !has_tag(n, i, TAG_NORP | TAG_LOC) && w->list.v[i].shape != SHAPE_UPPER;
        if (whole && !has_tag(n, i - 1, TAG_ORG | TAG_MISC)) break;
        bool saint = w->list.v[i].gap == GAP_DOT && str_eq(w->list.v[i - 1].key, STR("st"));
        if (w->list.v[i].gap == GAP_DOT && !saint) break;
        if (modifies(n, i - 1) || saint) {
            i--;
            continue;
        }
        bool conjunction = i > 1 && w->list.v[i - 1].shape == SHAPE_LOWER &&
                           str_eq(w->list.v[i - 1].key, STR("and")) && names_joined(w, i - 1);
        if (!conjunction || i == head || !modifies(n, i - 2) ||
            has_tag(n, i - 2, NAMES_OF_THEIR_OWN))
            break;
        i -= 2;
    }
    while (i < head && has_tag(n, i, TAG_PER) && !has_tag(n, i, TAG_LOC | TAG_ORG)) i++;
    return i;
}

static bool ends_in(struct str key, const char *const *endings, size_t more) {
    for (; *endings; endings++)
        if (key.n > strlen(*endings) + more && str_ends(key, str_of(*endings))) return true;
    return false;
}

static bool small_word(const struct words *w, uint32_t k, uint8_t gap) {
    return k < w->list.n && w->list.v[k].gap == gap && w->list.v[k].shape == SHAPE_LOWER;
}

/* Serbian heads govern small words: genitives (Ministarstvo unutrašnjih poslova) and what follows
 * za (Zavod za javno zdravlje), perhaps several with commas and i. The last one that belongs to the
 * name, or i. */
static uint32_t serbian_tail(const struct names *n, uint32_t i) {
    static const char *const adjective[] = {"ih", "og", "eg", "ske", "cke", "ne", NULL};
    static const char *const object[] = {"no",  "nu",  "ne",  "sku", "sko", "cku",
                                         "cko", "ska", "nja", "ke",  NULL};
    static const char *const noun[] = {"anja", "enja", "stva",   "ture", "sija", "vlja", "vede",
                                       "ede",  "rata", "anstva", "ike",  "ije",  "aja",  NULL};
    const struct words *w = n->words;
    uint32_t last = i, k = i + 1;
    bool behind_za = str_eq(w->list.v[i].key, STR("za"));
    if (!behind_za && small_word(w, k, GAP_SPACE) && str_eq(w->list.v[k].key, STR("za"))) {
        behind_za = true;
        k++;
    }
    bool listed = false; /* behind a comma: counts only when an "i" closes the list */
    for (unsigned parts = 0; parts < 4; parts++) {
        if (!small_word(w, k, parts && w->list.v[k].gap == GAP_COMMA ? GAP_COMMA : GAP_SPACE))
            break;
        struct str key = w->list.v[k].key;
        bool more = small_word(w, k + 1, GAP_SPACE) && w->list.v[k + 1].key.n > 3;
        if (ends_in(key, behind_za ? object : adjective, 2) && more) k++;
        else if (!behind_za && !ends_in(key, noun, 1)) break;
        else if (key.n < 3) break;
        bool genitive = behind_za && small_word(w, k + 1, GAP_SPACE) &&
                        ends_in(w->list.v[k + 1].key, noun, 1);
        if (genitive) k++; /* za bezbednost saobraćaja */
        if (!listed) last = k;
        k++;
        bool joins = small_word(w, k, GAP_SPACE) && str_eq(w->list.v[k].key, STR("i"));
        if (joins) {
            listed = false;
            k++;
        } else if (small_word(w, k, GAP_COMMA)) {
            listed = true;
        } else {
            break;
        }
    }
    return last;
}

static bool is_content(const struct names *n, uint32_t i) {
    return word_is_capital(&n->words->list.v[i]) && !has_tag(n, i, TAG_TITLE | TAG_MONTH) &&
           !(n->words->list.v[i].shape == SHAPE_UPPER && n->words->list.v[i].gap == GAP_BREAK);
}

static bool is_conjunction(const struct word *w) {
    static const char *const words[] = {"and", "dhe", "i", NULL};
    return str_in(w->key, words);
}

/* Does a run of capitals from word k hold a head of its own? … Plan and Growth Facility are two. */
static bool has_head(const struct names *n, uint32_t k) {
    const struct words *w = n->words;
    for (uint32_t i = k; i < w->list.n && i < k + 5; i++) {
        if (i > k && (!names_joined(w, i) || !word_is_capital(&w->list.v[i]))) return false;
        if (has_tag(n, i, TAG_LAW_LAST | TAG_ORG_LAST | TAG_ORG_FIRST | TAG_LAW_FIRST)) return true;
    }
    return false;
}

/* Is the name before `link` of a kind that is told by its town? */
static bool has_seat(const struct names *n, uint32_t link) {
    static const char *const kinds_of[] = {
        "sud",      "tuzila",    "fakult", "univerz", "skol",    "boln",  "klini",    "gjykat",
        "prokuror", "universit", "spital", "shkoll",  "ambasad", "court", "prosecut", NULL};
    for (uint32_t i = link; i-- > 0 && link - i < 6 && names_joined(n->words, i + 1);)
        for (const char *const *k = kinds_of; *k; k++)
            if (str_starts(n->words->list.v[i].key, str_of(*k))) return true;
    return false;
}

/* May the name go on over one small link (word `link`) to word k? A place closes the name of a court
 * or faculty (Gjykata Themelore në Prishtinë); "and" joins only what has no name of its own. */
static bool may_cross(const struct names *n, uint32_t link, uint32_t k, bool content,
                      enum lang lang) {
    static const char *const at[] = {"ne", "u", "in", NULL};
    const struct word *w = &n->words->list.v[link];
    if (str_in(w->key, at)) return has_tag(n, k, TAG_LOC) && has_seat(n, link);
    if (is_conjunction(w)) /* Serbian lists go on small: … i nauke */
        return content && lang != LANG_SR && !has_tag(n, k, TAG_PER | TAG_LOC | TAG_NORP) &&
               (lang != LANG_EN || !has_head(n, k));
    return !str_eq(w->key, STR("to")) || content;
}

/* Ministries have lists: Ministria e Kulturës, Rinisë dhe Sportit. The end of the list, or `last`. */
static uint32_t list_end(const struct names *n, uint32_t head, uint32_t last) {
    const struct words *w = n->words;
    uint32_t k = last + 1, end = last;
    if (!str_starts(w->list.v[head].key, STR("minist")) || last == head) return last;
    if (w->list.v[head].lang == LANG_SR) return last; /* its lists go on small */
    for (unsigned parts = 0; parts < 4 && k < w->list.n; parts++) {
        bool comma = w->list.v[k].gap == GAP_COMMA && is_content(n, k);
        bool joins = w->list.v[k].gap == GAP_SPACE && is_conjunction(&w->list.v[k]) &&
                     k + 1 < w->list.n && is_content(n, k + 1) &&
                     !has_tag(n, k + 1, TAG_LOC | TAG_ORG | TAG_PER | TAG_NORP);
        if (!comma && !joins) break;
        k += joins;
        while (k + 1 < w->list.n && w->list.v[k + 1].gap == GAP_SPACE && is_content(n, k + 1)) k++;
        if (joins) return k;
        k++;
    }
    return end;
}

/* Several links: "for the Study of" goes on, "and to the Kosovo Police" does not. */
static bool joins_names(const struct names *n, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (is_conjunction(&n->words->list.v[i]) || str_is(n->words->list.v[i].key, "to"))
            return true;
    return false;
}

/* Extends to the right over capitals, and where the name is open, over links that a capital follows. */
static uint32_t right_of(const struct names *n, uint32_t i, bool open) {
    const struct words *w = n->words;
    uint32_t last = i;
    bool content = false;
    while (last + 1 < w->list.n && last - i < 10) {
        uint32_t k = last + 1, links = 0;
        while (open && k < w->list.n && links < 3 && w->list.v[k].gap == GAP_SPACE &&
               is_link(&w->list.v[k]))
            k++, links++;
        if (k >= w->list.n || !is_content(n, k)) break;
        bool joined = names_joined(w, k) || w->list.v[k].gap == GAP_SLASH;
        if (links ? w->list.v[k].gap != GAP_SPACE : !joined) break;
        if (links == 0 && w->list.v[k].gap == GAP_DOT && w->list.v[last].letters > 3) break;
        if (links == 0 && has_tag(n, k, TAG_PER) && has_tag(n, k, TAG_GIVEN)) break;
        if (links == 1 && !may_cross(n, last + 1, k, content, w->list.v[i].lang)) break;
        if (links > 1 && joins_names(n, last + 1, k)) break;
        /* Zyra e Kurtit, Office of the European Union: two names */
        if (links && !content && has_tag(n, k, TAG_ORG | TAG_PER) && has_tag(n, k, TAG_STRONG) &&
            !has_tag(n, k, TAG_LOC))
            break;
        if (links && w->list.v[k].shape == SHAPE_UPPER && has_tag(n, k, TAG_ORG)) break;
        content = true;
        last = hyphen_end(n, k);
    }
    return last;
}

/* Years behind the name of a plan or strategy belong to it: … Strategy 2022-2027. */
static uint32_t with_years(const struct names *n, uint32_t last) {
    const struct words *w = n->words;
    uint32_t k = last + 1;
    if (k < w->list.n && w->list.v[k].gap == GAP_SPACE && w->list.v[k].shape == SHAPE_NUMBER &&
        w->list.v[k].key.n == 4) {
        last = k++;
        if (k < w->list.n && (w->list.v[k].gap == GAP_HYPHEN || w->list.v[k].gap == GAP_DASH) &&
            w->list.v[k].shape == SHAPE_NUMBER && w->list.v[k].key.n == 4)
            last = k;
    }
    return last;
}

static const char *loc_subtype(const struct names *n, uint32_t head) {
    static const char *const fac[] = {
        "bridge",    "airport",   "street",    "square",   "canal",     "dam",       "camp",
        "base",      "stadium",   "palace",    "park",     "road",      "highway",   "tower",
        "monastery", "church",    "mosque",    "prison",   "avenue",    "boulevard", "hotel",
        "port",      "station",   "hall",      "barracks", "most",      "aerodrom",  "trg",
        "ulica",     "bulevar",   "kanal",     "manastir", "crkva",     "dzamija",   "zatvor",
        "ura",       "aeroporti", "rruga",     "sheshi",   "bulevardi", "kanali",    "diga",
        "kisha",     "xhamia",    "manastiri", "burgu",    "stadiumi",  "stadion",   "arena",
        NULL};
    static const char *const gpe[] = {
        "village",  "town",    "city",    "municipality", "municipalities", "district", "region",
        "province", "fshati",  "fshatin", "fshat",        "qyteti",         "qytetin",  "komuna",
        "komunen",  "komunes", "selo",    "sela",         "selu",           "grad",     "gradu",
        "opstina",  "opstine", "opstini", "opstinu",      "settlement",     NULL};
    struct str key = n->words->list.v[head].key;
    return str_in(key, fac) ? "FAC" : str_in(key, gpe) ? "GPE" : "LOC";
}

static bool known(const struct names *n, uint32_t first, uint32_t last, uint32_t tags) {
    for (uint32_t i = first; i <= last; i++)
        if (!has_tag(n, i, tags)) return false;
    return true;
}

/* "village of Varagë", "selo Banjska": the head is small, the name is what follows; "… water canal":
 * what stands before. */
static void small_place(struct names *n, uint32_t first, uint32_t head, bool right) {
    const struct words *w = n->words;
    uint32_t a = right ? head + 1 : head - 1, b = a;
    if (right && a < w->list.n && w->list.v[a].gap == GAP_SPACE && is_link(&w->list.v[a])) a = ++b;
    if (a >= w->list.n || !is_content(n, a) || w->list.v[right ? a : head].gap != GAP_SPACE) return;
    if (w->list.v[a].letters < 3 || is_article(&w->list.v[a])) return;
    if (right)
        while (b + 1 < w->list.n && b < a + 2 && names_joined(w, b + 1) &&
               w->list.v[b + 1].gap != GAP_DOT && is_content(n, b + 1))
            b++;
    else
        while (a > 0 && b - a < 2 && w->list.v[a].gap == GAP_HYPHEN && modifies(n, a - 1)) a--;
    if (!right && (w->list.v[a].first || has_tag(n, a, TAG_NORP | TAG_PER | TAG_ORG))) return;
    if (has_tag(n, a, TAG_NORP | TAG_ORG | TAG_PER)) return;
    names_add(n, a, b, TYPE_LOC, loc_subtype(n, first), right ? 720 : 600, "place");
}

static void by_first_head(struct names *n, uint32_t i, const struct kind *k) {
    const struct words *w = n->words;
    uint32_t head = i + (n->first_head[i] ? n->first_head[i] : 1u) - 1;
    bool capital = word_is_capital(&w->list.v[i]);
    if (k->type == TYPE_LOC && !capital) {
        small_place(n, i, head, true);
        return;
    }
    if (!capital || (head == i && has_tag(n, i, TAG_TITLE))) return;
    uint32_t first = w->list.v[i].lang == LANG_EN && k->type != TYPE_LOC ? left_of(n, i) : i,
             last = head;
    if (w->list.v[i].lang == LANG_SR && k->type == TYPE_ORG) last = serbian_tail(n, last);
    bool links = is_link(&w->list.v[last]);
    uint32_t small = last;
    last = right_of(n, last, k->type != TYPE_LOC || w->list.v[i].lang == LANG_SQ);
    if (k->type == TYPE_ORG) last = list_end(n, i, last);
    if (links && last == small) return; /* "Office of" and nothing */
    if (k->type == TYPE_MISC) last = with_years(n, last);
    if (first == i && last == i) return;
    if (last == head && first == i && n->first_head[i] < 2) return;
    if (k->type == TYPE_LOC && known(n, first, last, TAG_LOC)) return;
    bool titled = w->list.v[i].sentence != UINT32_MAX &&
                  (w->titled[w->list.v[i].sentence] || w->shouting[w->list.v[i].sentence]);
    names_add(n, first, last, k->type, k->type == TYPE_LOC ? loc_subtype(n, i) : k->subtype,
              titled ? k->score - 200 : k->score, "head");
}

/* Serbian names of institutions begin with a capital adjective and go on small: Osnovno javno
 * tužilaštvo, Univerzitetski klinički centar. The first word of what stands before a small head, or
 * the head itself. At the begin of a sentence only adjectives that such names have are believed. */
static uint32_t serbian_first(const struct names *n, uint32_t head) {
    static const char *const kinds_of[] = {
        "osnovn",    "vis",       "apelacion", "ustavn", "vrhovn",    "privredn",
        "prekrsajn", "specijaln", "republick", "narodn", "javn",      "univerzitetsk",
        "klinick",   "nacionaln", "drzavn",    "opst",   "medicinsk", "filozofsk",
        "pravn",     "ekonomsk",  NULL};
    static const char *const endings[] = {"i", "o", "a", "e", "og", "om", "oj", "u", NULL};
    const struct words *w = n->words;
    uint32_t i = head;
    while (i > 0 && head - i < 2 && w->list.v[i].gap == GAP_SPACE &&
           w->list.v[i - 1].shape == SHAPE_LOWER && ends_in(w->list.v[i - 1].key, endings, 3))
        i--;
    if (i == 0 || w->list.v[i].gap != GAP_SPACE || !word_is_capital(&w->list.v[i - 1])) return head;
    if (has_tag(n, i - 1, TAG_TITLE | TAG_PER | TAG_GIVEN)) return head;
    bool known_kind = false;
    for (const char *const *k = kinds_of; *k; k++)
        known_kind |= str_starts(w->list.v[i - 1].key, str_of(*k));
    bool place = has_tag(n, i - 1, TAG_NORP | TAG_LOC);
    if (i < head && !known_kind) return head;
    return w->list.v[i - 1].first && !known_kind && !place ? head : i - 1;
}

static void by_last_head(struct names *n, uint32_t i, const struct kind *k) {
    const struct words *w = n->words;
    uint32_t begin = i + 1 - (n->last_head[i] ? n->last_head[i] : 1u);
    bool capital = word_is_capital(&w->list.v[begin]);
    if (!capital && k->type == TYPE_LOC && begin > 0) {
        small_place(n, i, begin, false);
        return;
    }
    uint32_t adjective = capital || w->list.v[i].lang != LANG_SR ? begin : serbian_first(n, begin);
    if (!capital && adjective == begin) return;
    uint32_t first = capital ? left_of(n, begin) : adjective, last = i;
    if (capital && w->list.v[i].lang == LANG_SR) /* no genitive before: Prendergast | Vijeću */
        while (first < begin && !has_tag(n, first, TAG_NORP | TAG_LOC) &&
               w->list.v[first].shape != SHAPE_UPPER)
            first++;
    if (first == begin) return;
    if (k->type == TYPE_MISC && has_tag(n, first, TAG_NORP) && first + 1 == begin &&
        first == i - 1 && w->list.v[i].lang != LANG_EN)
        return;
    if (k->type == TYPE_ORG) {
        if (w->list.v[i].lang == LANG_SR) last = serbian_tail(n, last);
        bool open = w->list.v[i].lang != LANG_EN || has_tag(n, i, TAG_ORG_FIRST);
        bool place = last + 1 < w->list.n &&
                     (has_tag(n, last + 1, TAG_LOC) || is_link(&w->list.v[last + 1]));
        if (capital || place) last = right_of(n, last, open);
    }
    if (k->type == TYPE_MISC) last = with_years(n, last);
    bool titled = w->list.v[i].sentence != UINT32_MAX &&
                  (w->titled[w->list.v[i].sentence] || w->shouting[w->list.v[i].sentence]);
    names_add(n, first, last, k->type, k->type == TYPE_LOC ? loc_subtype(n, i) : k->subtype,
              titled ? k->score - 200 : k->score - 10, "head");
}

void names_phrases(struct names *n) {
    for (uint32_t i = 0; i < n->words->list.n; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            if (has_tag(n, i, kinds[k].first)) by_first_head(n, i, &kinds[k]);
            if (has_tag(n, i, kinds[k].last)) by_last_head(n, i, &kinds[k]);
        }
}
