/* SPDX-License-Identifier: MIT */
/* What a single line says of itself: crumb, caption, credit, byline, date, line of contents, imprint.
 * Words are compared as keys (fold.h), so one row serves both scripts, capitals and bare letters. */
#include "extract.h"
#include "fold.h"
#include "letters.h"
#include "utf8.h"

enum { CAPTION_MAX = 400, KEY_MAX = 96 }; /* longer lines are none of these */

/* The key of the line's first `n` bytes, or of all of it; "" when it is too long. */
static struct str key_of(struct str s, char room[KEY_MAX * FOLD_GROWTH]) {
    s = str_trim(s);
    return (struct str){room, s.n <= KEY_MAX ? fold(s, room) : 0};
}

/* Is `key` one of the words of the list "|a|b|c|"? */
static bool one_of(struct str key, const char *list) {
    for (const char *end = list + strlen(list), *at = list; key.n; at++) {
        at = memmem(at, (size_t)(end - at), key.p, key.n);
        if (at == NULL) return false;
        if (at[-1] == '|' && at[key.n] == '|') return true;
    }
    return false;
}

/* With how many bytes of a word of the list does `key` begin, as whole words? The longest counts. */
static size_t key_begins(struct str key, const char *list) {
    size_t best = 0;
    for (const char *at = list + 1, *end; key.n && *at; at = end + 1) {
        end = strchr(at, '|');
        size_t n = (size_t)(end - at);
        if (*at == key.p[0] && n > best && n <= key.n && memcmp(at, key.p, n) == 0 &&
            (n == key.n || key.p[n] == ' '))
            best = n;
    }
    return best;
}

static struct str before_colon(struct str s) {
    const char *colon = memchr(s.p, ':', s.n < KEY_MAX ? s.n : KEY_MAX);
    return colon ? str_sub(s, 0, (size_t)(colon - s.p)) : STR("");
}

/* Whole lines that pages print between those of an article. Those of the second list are so only
 * before a colon, or with an arrow or dots behind: Lexo edhe: …, Pročitajte još …, Read more » */
bool extract_is_crumb(struct str s) {
    static const char lines[] =
        "|tt|share|share this|share this article|share on facebook|share on twitter|tweet|"
        "print|print this page|email|e mail|copy link|subscribe|subscribe now|sign up|log in|"
        "follow us|follow us on|advertisement|advertising|sponsored|sponsored content|"
        "click here|photo gallery|gallery|comments|leave a comment|no comments|back to top|"
        "skip to content|menu|search|loading|next article|previous article|"
        "story continues below|continue reading|continue reading below|reading time|"
        "read next|most read|most popular|trending|latest news|more news|top stories|"
        "see also|read more|read also|more|related|related articles|related stories|"
        "related news|also read|you may also like|recommended|lexo me shume|lexo edhe|"
        "lexoni edhe|lexo me teper|lexo|te ngjashme|lajme te ngjashme|artikuj te ngjashem|"
        "me te lexuarat|me te rejat|te fundit|reklame|marketing|shperndaje|shperndaj|ndaje|"
        "ndaje me miqte|komente|komentet|lini nje koment|lajmet e fundit|kthehu lart|"
        "kliko ketu|printo|abonohu|na ndiqni|na ndiqni ne|procitajte jos|procitajte i|"
        "procitaj jos|procitajte vise|procitaj vise|opsirnije|vise|povezane vesti|"
        "povezane vijesti|povezano|povezani clanci|podeli|podijeli|podelite|podijelite|"
        "podeli vest|podelite vest|podijelite clanak|reklama|oglas|komentari|komentara|"
        "ostavite komentar|ostavi komentar|najcitanije|najnovije|najnovije vesti|"
        "najnovije vijesti|preporuceno|preporucujemo|izdvajamo|pratite nas|prijavi se|"
        "prijavite se|stampaj|odstampaj|posalji|nazad na vrh|nastavi citanje|tagovi|galerija|"
        "foto galerija|";
    static const char heads[] =
        "|read more|read also|also read|related|see also|more|read next|recommended|"
        "you may also like|watch|listen|don t miss|dont miss|tags|tag|filed under|topics|"
        "share|comments|reading time|follow us|follow us on|continue reading|lexo edhe|"
        "lexoni edhe|lexo me shume|lexo me teper|te ngjashme|shih edhe|shiko edhe|etiketa|"
        "etiketat|shperndaje|komente|mos humbisni|procitajte jos|procitajte i|procitaj jos|"
        "procitajte vise|procitaj i|opsirnije|povezano|povezane vesti|pogledajte i|"
        "pogledajte jos|tagovi|oznake|kljucne reci|podeli|podelite|podijeli|komentari|"
        "pratite nas|pratite nas na|ne propustite|";
    char room[KEY_MAX * FOLD_GROWTH];
    bool dots = str_ends(s, STR("...")) || str_ends(s, STR("…"));
    bool stop = s.n && s.p[s.n - 1] == '.' && !dots;
    struct str head = before_colon(s), key = {room, 0};
    if (!stop && s.n <= KEY_MAX) key = key_of(s, room);
    if (one_of(key, lines)) return true;
    if (head.n) return head.n < 40 && s.n < 300 && one_of(key_of(head, room), heads);
    bool arrow = str_ends(s, STR(">>")) || str_ends(s, STR("»")) || str_ends(s, STR("→"));
    return (dots || arrow) && key.n < 24 && one_of(key, heads);
}

bool extract_ends_sentence(struct str s) {
    while (s.n) {
        if (str_ends(s, STR("</sup>"))) {
            size_t open = s.n - 6;
            while (open && s.p[open - 1] != '<') open--;
            s = str_trim(str_sub(s, 0, open ? open - 1 : 0));
            continue;
        }
        size_t i = s.n;
        uint32_t c = utf8_prev(s.p, &i);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':' || c == ';') return true;
        if (c != '"' && c != '\'' && c != 0x201C && c != 0x201D && c != 0x2019 && c != 0xBB &&
            c != 0xAB && c != ')' && c != '*' && c != '_' && c != ']')
            return false;
        s.n = i;
    }
    return false;
}

/* What is inside the brackets that end the line, or nothing. */
static struct str last_brackets(struct str s) {
    size_t open = s.n;
    if (s.n < 4 || s.p[s.n - 1] != ')') return STR("");
    while (open && s.p[open - 1] != '(') open--;
    return open ? str_sub(s, open, s.n - 1) : STR("");
}

static bool is_agency(struct str s) {
    static const char names[] =
        "|reuters|ap|afp|epa|efe|getty|getty images|anadolu|aa|ansa|dpa|tanjug|beta|xinhua|"
        "tass|fonet|pixsell|hina|srna|fena|ata|mina|makfax|mia|kosovapress|kp|bta|interfax|"
        "ria|upi|istock|shutterstock|foto|photo|fotografi|fotografija|arhiva|arkiv|arkivi|"
        "archive|file photo|ilustracija|ilustrim|screenshot|printscreen|";
    char room[KEY_MAX * FOLD_GROWTH];
    struct str key = key_of(s, room), word;
    if (key.n == 0 || one_of(key, names)) return key.n > 0;
    while (key.n) { /* Visar Kryeziu AP */
        const char *gap = memchr(key.p, ' ', key.n);
        word = str_sub(key, 0, gap ? (size_t)(gap - key.p) : key.n);
        key = str_sub(key, word.n + (gap != NULL), key.n);
        if (one_of(word, names)) return true;
    }
    return false;
}

/* A full stop with a blank and a capital behind it, more often than not. */
static unsigned sentences(struct str s) {
    unsigned n = 0;
    for (size_t i = 0; i + 2 < s.n; i++)
        n += (s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?') && s.p[i + 1] == ' ' &&
             s.p[i + 2] != '(' && is_upper(utf8_at(s.p, i + 2));
    return n;
}

/* (A view of the bridge. Source: Example) */
static bool names_source(struct str s) {
    static const char words[] =
        "|source|photo|foto|image|izvor|burimi|ilustracija|ilustrim|credit|";
    char room[KEY_MAX * FOLD_GROWTH];
    for (size_t i = 0; i < s.n; i++) {
        size_t begin = i;
        if (s.p[i] != ':') continue;
        while (begin > 0 && i - begin < 24 && s.p[begin - 1] != ' ' && s.p[begin - 1] != '(')
            begin--;
        if (one_of(key_of(str_sub(s, begin, i), room), words)) return true;
    }
    return false;
}

bool extract_is_caption(struct str s) {
    static const char heads[] =
        "|photo|photo by|photo credit|photos|file photo|image|picture|file|figure|fig|table|"
        "chart|graph|map|box|foto|fotografi|foto ilustrim|foto ilustruese|ilustrim|figura|"
        "tabela|grafiku|harta|fotografija|foto ilustracija|ilustracija|slika|grafikon|karta|"
        "tablica|tabla|izvor|burimi|";
    char room[KEY_MAX * FOLD_GROWTH];
    struct str head = before_colon(s), credit = last_brackets(s);
    while (s.n && (s.p[0] == '*' || s.p[0] == '_')) s = str_sub(s, 1, s.n), head = before_colon(s);
    if (head.n && head.n < 40) {
        struct str key = key_of(head, room);
        while (key.n && (is_digit(key.p[key.n - 1]) || key.p[key.n - 1] == ' ')) key.n--;
        if (key.n && one_of(key, heads)) return true; /* Table 3: …, Foto: … */
    }
    if (str_ends(s, STR("file photo")) || str_ends(s, STR("File photo")) ||
        str_ends(s, STR("FILE")) || str_starts(s, STR("FILE PHOTO")) ||
        str_starts(s, STR("FILE -")))
        return true;
    if (s.n < 8 || s.n > CAPTION_MAX || s.p[s.n - 1] != ')') return false;
    if (s.p[0] == '(') return last_brackets(s).p == s.p + 1 && names_source(s);
    if (credit.n < 2 || credit.n > 60 || s.n - credit.n < 22 || is_digit(credit.p[0]) ||
        memchr(credit.p, '.', credit.n))
        return false;
    return is_agency(credit) && sentences(s) < 2;
}

/* Two to six words that all have capitals, but for small ones between: The Washington Post. */
static bool is_all_names(struct str s) {
    static const char small[] = "|of|the|and|i|dhe|e|";
    char room[KEY_MAX * FOLD_GROWTH];
    unsigned words = 0;
    struct str rest = s, word;
    while (str_cut(&rest, ' ', &word)) {
        if (word.n == 0) continue;
        bool capital = is_upper(utf8_at(word.p, 0));
        if (!capital && !one_of(key_of(word, room), small)) return false;
        words += capital;
    }
    return words >= 2 && words <= 6;
}

bool extract_is_credit(struct str s) {
    static const char heads[] =
        "|photo|photo by|photo credit|photograph by|image|foto|fotografija|fotografi|source|"
        "izvor|burimi|agencije|agjencite|ilustracija|ilustrim|";
    char room[KEY_MAX * FOLD_GROWTH];
    if (s.n < 3 || s.n > KEY_MAX) return false;
    if (s.p[0] == '(' && s.p[s.n - 1] == ')' && last_brackets(s).n == s.n - 2)
        return s.n <= 60 && (is_agency(last_brackets(s)) || is_all_names(last_brackets(s)));
    if (str_starts(s, STR("©")) || (s.p[0] == '/' && s.p[s.n - 1] == '/'))
        return true; /* /Tanjug/ */
    struct str head = before_colon(s);
    if (head.n) {
        struct str key = key_of(head, room), rest = str_trim(str_sub(s, head.n + 1, s.n));
        return one_of(key, heads) && rest.n && rest.n < 50 && !extract_ends_sentence(rest);
    }
    return false;
}

bool extract_is_byline(struct str s) {
    static const char heads[] =
        "|by|nga|pise|pisu|autor|autori|autorka|shkruan|shkruar nga|author|authors|"
        "written "
        "by|reporter|napisao|napisala|prenosi|razgovarao|razgovarala|priredio|priredila|perktheu|"
        "novinar|"
        "gazetar|";
    char room[KEY_MAX * FOLD_GROWTH];
    if (s.n > KEY_MAX || extract_ends_sentence(s)) return false;
    struct str head = before_colon(s);
    if (head.n) return one_of(key_of(head, room), heads);
    struct str key = key_of(s, room);
    static const char openers[] = "|by|nga|written by|shkruar nga|";
    size_t n = key_begins(key, openers), words = 0, capitals = 0;
    if (n == 0 || n + 1 >= key.n) return false;
    /* By Jane Smith and Ana Marković: names, nothing else */
    for (size_t i = 0; i < s.n; i++) {
        if (i && !is_space(s.p[i - 1])) continue;
        uint32_t c = utf8_at(s.p, i);
        words += !is_space(s.p[i]);
        capitals += (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
                    (c >= 0x400 && c <= 0x42F) || c == 0x10C || c == 0x106 || c == 0x160 ||
                    c == 0x17D || c == 0x110;
    }
    return words >= 2 && words <= 8 && capitals * 3 >= words && capitals >= 2 - (s.p[0] == 'b');
}

/* 12 May 2024, 14:35 · Objavljeno: 3. 5. 2023. u 10:15 · E premte, 7 qershor 2024 */
bool extract_is_date(struct str s) {
    static const char words[] =
        "|january|february|march|april|may|june|july|august|september|october|november|"
        "december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|"
        "thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|published|updated|last|"
        "posted|on|at|am|pm|gmt|cet|cest|utc|et|th|st|nd|rd|modified|janar|shkurt|mars|prill|"
        "maj|qershor|korrik|gusht|shtator|tetor|nentor|dhjetor|e|hene|marte|merkure|enjte|"
        "premte|shtune|diel|diele|publikuar|me|ne|ora|ore|perditesuar|postuar|botuar|januar|"
        "januara|februar|februara|mart|marta|aprila|maja|juna|jula|avgust|avgusta|septembar|"
        "septembra|oktobar|oktobra|novembar|novembra|decembar|decembra|sijecanj|sijecnja|"
        "veljaca|veljace|ozujak|ozujka|travanj|travnja|svibanj|svibnja|lipanj|lipnja|srpanj|"
        "srpnja|kolovoz|kolovoza|rujan|rujna|listopad|listopada|studeni|studenog|prosinac|"
        "prosinca|ponedeljak|ponedjeljak|utorak|sreda|srijeda|cetvrtak|petak|subota|nedelja|"
        "nedjelja|objavljeno|azurirano|izmenjeno|izmijenjeno|datum|vreme|vrijeme|u|h|cas|"
        "casova|sati|god|godine|beta|tanjug|fonet|hina|srna|fena|mina|reuters|ap|afp|dpa|anadolu|"
        "kosovapress|ata|mia|bta|";
    char room[KEY_MAX * FOLD_GROWTH];
    unsigned digits = 0, others = 0, numbers = 0;
    if (s.n < 6 || s.n > 64) return false;
    for (size_t i = 0; i < s.n; i++) digits += is_digit(s.p[i]), others += !is_space(s.p[i]);
    if (digits < 3 || digits == others || memchr(s.p, '_', s.n)) return false; /* 9 789951 8425 */
    struct str key = key_of(s, room), word;
    while (key.n) {
        const char *gap = memchr(key.p, ' ', key.n);
        word = str_sub(key, 0, gap ? (size_t)(gap - key.p) : key.n);
        key = str_sub(key, word.n + (gap != NULL), key.n);
        bool number = word.n > 0, mixed = false;
        for (size_t i = 0; i < word.n; i++) {
            if (is_digit(word.p[i])) mixed = true;
            else number = false;
        }
        numbers += mixed;
        /* 14:35, 3.5.2023. and 14h are one word of a key */
        bool clock = mixed && word.n <= 10;
        if (!number && !clock && !one_of(word, words)) return false;
    }
    return numbers >= 1;
}

/* PRISHTINË, 12 maj 2024 · BEIRUT (Reuters) · БЕОГРАД, 3. маја: on a line of its own. */
bool extract_is_dateline(struct str s) {
    size_t i = 0, place = 0;
    while (i < s.n && s.n <= 64) {
        size_t at = i;
        uint32_t c = utf8_next(s.p, &i);
        if (c == ',' || (c == '(' && at > 0)) {
            struct str rest = str_trim(str_sub(s, c == '(' ? at : i, s.n));
            bool fits = c == '(' ? extract_is_credit(rest) : extract_is_date(rest);
            return place >= 3 && fits;
        }
        if (is_letter(c) && !is_upper(c)) return false;
        place += is_letter(c);
    }
    return false;
}

bool extract_is_toc_line(struct str s) {
    size_t i = s.n;
    while (i && is_digit(s.p[i - 1])) i--;
    if (i == s.n || s.n - i > 4 || i < 3) return false;
    if (s.p[i - 1] == '\t') return true;
    return str_ends(str_sub(s, 0, i), STR("....")) || str_ends(str_sub(s, 0, i), STR(".... ")) ||
           str_ends(str_sub(s, 0, i), STR(". . ")) || str_ends(str_sub(s, 0, i), STR("…… "));
}

bool extract_is_contents(struct str s) {
    static const char words[] =
        "|table of contents|contents|permbajtja|tabela e permbajtjes|sadrzaj|kazalo|";
    char room[KEY_MAX * FOLD_GROWTH];
    return one_of(key_of(s, room), words);
}

bool extract_is_references(struct str s) {
    static const char words[] =
        "|references|bibliography|sources|works cited|endnotes|notes|referencat|referenca|"
        "bibliografia|burimet|literatura|reference|izvori|bibliografija|literatura i izvori|"
        "fusnote|";
    char room[KEY_MAX * FOLD_GROWTH];
    struct str key = key_of(s, room);
    while (key.n && (is_digit(key.p[0]) || key.p[0] == ' ')) key = str_sub(key, 1, key.n);
    return one_of(key, words);
}

/* Heads of the page of a report that says who made it. */
bool extract_is_imprint(struct str s) {
    static const char words[] =
        "|published by|publisher|author|authors|editor|editors|editorial board|design|"
        "design and layout|design and layout by|layout|layout by|printed by|print|printing|"
        "copyright|imprint|acknowledgement|acknowledgements|acknowledgment|acknowledgments|"
        "disclaimer|contact|proofreading|translation|translated by|circulation|"
        "suggested citation|isbn|issn|supported by|botuar nga|botuesi|autori|autoret|autore|"
        "redaktor|redaktoret|dizajni|dizajni dhe faqosja|faqosja|shtypi|shtypur nga|"
        "mirenjohje|falenderime|falenderim|perktheu|perkthimi|lektura|tirazhi|mbeshtetur nga|"
        "izdavac|za izdavaca|autor|autorka|autorke|urednik|urednica|urednici|prelom|dizajn|"
        "dizajn i prelom|prelom i dizajn|stampa|lektura i korektura|prevod|prijevod|"
        "prevodilac|tiraz|zahvalnica|zahvalnost|impresum|odricanje od odgovornosti|podrzao|"
        "podrska|";
    char room[KEY_MAX * FOLD_GROWTH];
    while (s.n && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == '*')) s.n--;
    while (s.n && s.p[0] == '*') s = str_sub(s, 1, s.n);
    return one_of(key_of(s, room), words);
}

/* The views expressed here are …: what lawyers want in every report. */
bool extract_is_disclaimer(struct str s) {
    static const char openers[] =
        "|disclaimer|all rights reserved|the views expressed|the opinions expressed|"
        "the views and opinions|this publication was produced|this publication was funded|"
        "this publication was supported|this publication has been produced|copyright|"
        "te gjitha te drejtat|pikepamjet e shprehura|mendimet e shprehura|ky publikim eshte|"
        "ky publikim u|sva prava zadrzana|stavovi izneti|stavovi izrazeni|misljenja izneta|"
        "stavovi izneseni|zabranjeno je kopiranje|zabranjeno je preuzimanje|"
        "zabranjeno je umnozavanje|zabranjeno je svako kopiranje|reprodukovanje|";
    static const char first[] = "|disclaimer|all|the|this|copyright|te|pikepamjet|mendimet|ky|sva|"
                                "stavovi|misljenja|zabranjeno|reprodukovanje|";
    char room[KEY_MAX * FOLD_GROWTH];
    size_t n = 0;
    while (s.n && (s.p[0] == '*' || s.p[0] == ' ')) s = str_sub(s, 1, s.n);
    if (str_starts(s, STR("© "))) s = str_sub(s, 3, s.n);
    while (n < s.n && n < 32 && s.p[n] != ' ') n++;
    if (n < s.n && !utf8_border(s.p[n])) return false;
    struct str word = key_of(str_sub(s, 0, n), room);
    if (key_begins(word, first) != word.n) return false; /* for speed */
    n = s.n < 60 ? s.n : 60;
    while (n < s.n && n && !utf8_border(s.p[n])) n--;
    return key_begins(key_of(str_sub(s, 0, n), room), openers) > 0;
}
