/* SPDX-License-Identifier: MIT */
/* What pages of the region call their parts: words of class and id, in English, Albanian, Serbian.
 * A word says what an element is for, not that it is so: extract_html_main.c weighs it against what
 * the element holds. */
#include "extract_html.h"
#include "utf8.h"

enum { ATTRIBUTE_MAX = 512, CALL_MAX = 160 };

/* Whole words of a class. Words that are short, or that mean something else inside others. */
static const char *const exact[] = {
    "ad",       "ads",       "adv",      "advert",   "adsense",   "aside",      "banner",
    "baner",    "bar",       "cc",       "citation", "crumb",     "crumbs",     "disclaimer",
    "feed",     "fb",        "foot",     "gdpr",     "jump",      "kategorite", "komente",
    "komentet", "legal",     "links",    "login",    "marketing", "mbifaqe",    "mbyllje",
    "meni",     "menu",      "menuja",   "modal",    "more",      "most",       "nav",
    "navi",     "next",      "oglas",    "oglasi",   "pager",     "paging",     "poll",
    "pop",      "popup",     "prev",     "print",    "promo",     "rail",       "rating",
    "reklama",  "reklame",   "reklamat", "respond",  "rss",       "share",      "sharing",
    "shares",   "side",      "signup",   "skip",     "social",    "sponsor",    "tags",
    "tagovi",   "teaser",    "teasers",  "ticker",   "toolbar",   "tools",      "toc",
    "topbar",   "vote",      "weather",  "moti",     "widget",    "widgets",    "anketa",
    "izbor",    "arhiva",    "arkiva",   "tagcloud", "utility",   "credit",     "reading",
    "credits",  "napomena",  "shenim",   "shenime",  "notice",    "kom",        "imprint",
    "impresum", "impressum", NULL};

/* Anywhere in a word: navbar, post-navigation, mainNav, relatedPosts, lajme-te-ngjashme. */
static const char *const inside[] = {
    "navbar",      "navig",      "submenu",     "mainmenu",   "footer",     "sidebar",
    "breadcrumb",  "related",    "recommend",   "cookie",     "kolacic",    "consent",
    "newsletter",  "subscri",    "advert",      "sponsored",  "comment",    "koment",
    "disqus",      "pagination", "sharing",     "social",     "addthis",    "sharethis",
    "taboola",     "outbrain",   "mgid",        "copyright",  "ngjashme",   "lexuarat",
    "lexuara",     "shperndaj",  "povezan",     "najcit",     "najnovij",   "najpopular",
    "popular",     "trending",   "podeli",      "podijeli",   "slicn",      "izdvaj",
    "preporu",     "pretplat",   "abonim",      "mostread",   "latestnews", "sharebar",
    "sharebutton", "authorbox",  "authorbio",   "readmore",   "readalso",   "lexoedhe",
    "procitaj",    "tagslist",   "taglist",     "masthead",   "shareline",  "followus",
    "ndiqna",      "pratite",    "prijavi",     "searchform", "readtime",   "readingtime",
    "pullquote",   "paywall",    "liveblognav", "skiplink",   "offcanvas",  "hamburger",
    NULL};

/* Words of the text itself. */
static const char *const text_words[] = {
    "articlebody", "entrycontent", "postcontent",   "articlecontent", "storybody",   "articletext",
    "newsbody",    "textbody",     "articlecopy",   "storycontent",   "newscontent", "contentbody",
    "postbody",    "entrybody",    "singlecontent", "vestitekst",     "tekstvesti",  "clanaktekst",
    "tekstclanka", "artikulli",    "tekstilajmit",  "lajmitekst",     NULL};

struct words {
    char joined[ATTRIBUTE_MAX]; /* small letters and digits of one class name, no marks between */
    bool boiler, text, caption, byline, date, hidden;
};

static bool any_inside(struct str s, const char *const *list) {
    for (; *list; list++)
        if (str_find(s, str_of(*list)) < s.n) return true;
    return false;
}

static void one_word(struct words *w, struct str s) {
    static const char *const captions[] = {"caption",  "captions", "legend",    "potpis",
                                           "opisfoto", "fotoopis", "mbishkrim", NULL};
    static const char *const bylines[] = {"byline",    "author",   "authors", "autor", "autori",
                                          "potpisnik", "writer",   "autora",  "aut",   "potp",
                                          "novinar",   "gazetari", "vcard",   NULL};
    static const char *const dates[] = {"date",      "datum",   "data",      "time",
                                        "published", "vreme",   "timestamp", "datetime",
                                        "vrijeme",   "pubdate", NULL};
    if (str_in(s, exact)) w->boiler = true;
    if (str_in(s, captions)) w->caption = true;
    if (str_in(s, bylines)) w->byline = true;
    if (str_in(s, dates)) w->date = true;
}

/* Class names are cut into words at marks and at capitals: mainNav, post-footer, wp_caption. */
static void look(struct words *w, const char *value) {
    struct str rest = str_of(value), name;
    rest.n = rest.n < ATTRIBUTE_MAX ? rest.n : ATTRIBUTE_MAX - 1;
    while (rest.n && str_cut(&rest, ' ', &name)) {
        size_t n = 0, word = 0;
        for (size_t i = 0; i <= name.n; i++) {
            char c = i < name.n ? name.p[i] : '-';
            bool upper = c >= 'A' && c <= 'Z', letter = is_ascii_alpha(c) || is_digit(c);
            bool hump = upper && i && name.p[i - 1] >= 'a' && name.p[i - 1] <= 'z';
            if ((!letter || hump) && n > word) {
                one_word(w, (struct str){w->joined + word, n - word});
                word = n;
            }
            if (letter) w->joined[n++] = upper ? (char)(c | 32) : c;
        }
        struct str joined = {w->joined, n};
        if (any_inside(joined, inside)) w->boiler = true;
        if (any_inside(joined, text_words)) w->text = true;
        if (str_is(joined, "visuallyhidden") || str_is(joined, "sronly") ||
            str_is(joined, "screenreadertext"))
            w->hidden = true;
        one_word(w, joined);
    }
}

static const char *value_of(const GumboElement *e, const char *name) {
    const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
    return a ? a->value : "";
}

static struct words words_of(const GumboElement *e) {
    struct words w = {.boiler = false};
    if (e->tag == GUMBO_TAG_UNKNOWN) { /* <amp-ad>, <social-bar> */
        char name[32];
        GumboStringPiece tag = e->original_tag;
        gumbo_tag_from_original_text(&tag);
        size_t n = tag.length < sizeof name ? tag.length : sizeof name - 1;
        if (n) memcpy(name, tag.data, n);
        name[n] = '\0';
        look(&w, name);
    }
    if (e->attributes.length == 0) return w;
    look(&w, value_of(e, "class"));
    look(&w, value_of(e, "id"));
    return w;
}

static bool equals(const char *value, const char *word) {
    return strcmp(value, word) == 0;
}

enum html_role extract_html_role(const GumboElement *e) {
    const char *role = value_of(e, "role"), *property = value_of(e, "itemprop");
    static const char *const boiler_roles[] = {
        "navigation", "banner",  "contentinfo", "complementary", "search", "menu",        "menubar",
        "dialog",     "toolbar", "tablist",     "alert",         "form",   "alertdialog", NULL};
    if (equals(property, "articleBody")) return ROLE_TEXT;
    if (equals(role, "main")) return ROLE_MAIN;
    if (equals(role, "article")) return ROLE_ARTICLE;
    if (role[0] && str_in(str_of(role), boiler_roles)) return ROLE_BOILER;
    switch (e->tag) {
    case GUMBO_TAG_ARTICLE: return ROLE_ARTICLE;
    case GUMBO_TAG_MAIN: return ROLE_MAIN;
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML: return ROLE_NONE;
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_MENU: return ROLE_BOILER;
    default: break;
    }
    struct words w = words_of(e);
    if (w.caption) return ROLE_NONE;
    if (w.text) return ROLE_TEXT;
    return w.boiler ? ROLE_BOILER : ROLE_NONE;
}

enum zone_kind extract_html_kind(const GumboElement *e) {
    switch (e->tag) {
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION: return ZONE_CAPTION;
    case GUMBO_TAG_BLOCKQUOTE: return ZONE_QUOTE;
    case GUMBO_TAG_TIME: return ZONE_DATE;
    case GUMBO_TAG_ADDRESS: return ZONE_BYLINE;
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN: return ZONE_BODY;
    default: break;
    }
    if (e->attributes.length == 0) return ZONE_BODY;
    struct words w = words_of(e);
    if (w.caption) return ZONE_CAPTION;
    if (w.byline || equals(value_of(e, "rel"), "author") ||
        equals(value_of(e, "itemprop"), "author"))
        return ZONE_BYLINE;
    if (w.date || equals(value_of(e, "itemprop"), "datePublished")) return ZONE_DATE;
    return ZONE_BODY;
}

bool extract_html_hidden(const GumboElement *e) {
    if (e->attributes.length == 0 || e->tag == GUMBO_TAG_BODY || e->tag == GUMBO_TAG_HTML)
        return false;
    if (gumbo_get_attribute(&e->attributes, "hidden")) return true;
    if (equals(value_of(e, "aria-hidden"), "true")) return true;
    struct str style = str_of(value_of(e, "style"));
    if (str_find(style, STR("display:none")) < style.n ||
        str_find(style, STR("display: none")) < style.n ||
        str_find(style, STR("visibility:hidden")) < style.n)
        return true;
    return words_of(e).hidden;
}

/* Headings of lists of other pages. */
static const char *const asides[] = {"Related",
                                     "More on this",
                                     "More from",
                                     "More news",
                                     "Most read",
                                     "Most popular",
                                     "Read next",
                                     "You may also",
                                     "You might also",
                                     "Recommended",
                                     "Latest news",
                                     "Also read",
                                     "Read also",
                                     "Read more",
                                     "See also",
                                     "Comments",
                                     "Leave a comment",
                                     "Leave a Reply",
                                     "Leave a reply",
                                     "Tags",
                                     "Share this",
                                     "Newsletter",
                                     "About the author",
                                     "Follow us",
                                     "Trending",
                                     "Lexo edhe",
                                     "Lexoni edhe",
                                     "Lexo më shumë",
                                     "Të ngjashme",
                                     "Lajme të ngjashme",
                                     "Lajme të tjera",
                                     "Më të lexuarat",
                                     "Artikuj të ngjashëm",
                                     "Të fundit",
                                     "Të lidhura",
                                     "Lajmet e fundit",
                                     "Komente",
                                     "Komentet",
                                     "Shto koment",
                                     "Lini një koment",
                                     "Etiketa",
                                     "Temat",
                                     "Rekomanduar",
                                     "Mund t'ju",
                                     "Mund t’ju",
                                     "Më shumë nga",
                                     "Më shumë për",
                                     "Shpërndaje",
                                     "Abonohu",
                                     "Na ndiqni",
                                     "Povezane",
                                     "Povezano",
                                     "Slične",
                                     "Slične vesti",
                                     "Slični članci",
                                     "Najčitanije",
                                     "Najnovije",
                                     "Pročitajte i",
                                     "Pročitajte još",
                                     "Pročitaj još",
                                     "Komentari",
                                     "Ostavite komentar",
                                     "Ostavi komentar",
                                     "Pošalji komentar",
                                     "Preporučujemo",
                                     "Preporučeno",
                                     "Izdvajamo",
                                     "Možda će vas",
                                     "Vezane vesti",
                                     "Još vesti",
                                     "Još iz",
                                     "Oznake",
                                     "Tagovi",
                                     "Ključne reči",
                                     "Podelite",
                                     "Podijelite",
                                     "Pratite nas",
                                     "Vezani članci",
                                     "Više o",
                                     "Više na temu",
                                     "Повезане",
                                     "Повезано",
                                     "Сличне",
                                     "Слични",
                                     "Најчитаније",
                                     "Најновије",
                                     "Прочитајте и",
                                     "Прочитајте још",
                                     "Коментари",
                                     "Оставите коментар",
                                     "Препоручујемо",
                                     "Издвајамо",
                                     "Везане вести",
                                     "Још вести",
                                     "Још из",
                                     "Ознаке",
                                     "Тагови",
                                     "Кључне речи",
                                     "Поделите",
                                     "Пратите нас",
                                     "Можда ће вас",
                                     "Више о",
                                     NULL};

static uint32_t small(uint32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 32 : c;
    if ((c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    if (c == 0x17D) return 0x17E;
    return c >= 0x100 && c < 0x178 ? c | 1 : c; /* Č Ć Š Đ */
}

/* VEZANE VESTI begins like Vezane vesti. */
static bool begins_with(struct str s, struct str word) {
    size_t i = 0, k = 0;
    while (k < word.n) {
        if (i >= s.n || small(utf8_next(s.p, &i)) != small(utf8_next(word.p, &k))) return false;
    }
    return i == s.n || !is_ascii_alpha(s.p[i]);
}

/* Share, Print; and longer ones that ask for something: Follow us on … */
bool extract_html_is_tool(struct str s) {
    static const char *const begins[] = {
        "Share",   "Tweet",     "Print",     "Shpërndaje", "Shpërndaj",  "Printo",
        "Dërgoje", "Podeli",    "Podelite",  "Podijeli",   "Podijelite", "Tvituj",
        "Štampaj", "Ispiši",    "Odštampaj", "Подели",     "Поделите",   "Штампај",
        "Ocenite", "Ocijenite", "Оцените",   "Vlerësoni",  "Rate this",  NULL};
    static const char *const calls[] = {"Follow us",       "Subscribe to",
                                        "Sign up for",     "Download our",
                                        "Na ndiqni",       "Ndiqni",
                                        "Abonohuni",       "Shkarkoni aplikacionin",
                                        "Pratite nas",     "Zapratite",
                                        "Pretplatite se",  "Preuzmite",
                                        "Prijavite se na", "Пратите нас",
                                        "Запратите",       "Претплатите се",
                                        "Преузмите",       NULL};
    for (const char *const *w = calls; s.n < CALL_MAX && *w; w++)
        if (begins_with(s, str_of(*w))) return true;
    if (s.n > 100 || extract_ends_sentence(s)) return false;
    for (const char *const *w = begins; *w; w++)
        if (begins_with(s, str_of(*w))) return true;
    return false;
}

bool extract_html_is_aside(struct str s) {
    if (s.n > 90) return false;
    for (const char *const *w = asides; *w; w++)
        if (begins_with(s, str_of(*w))) return true;
    return false;
}
