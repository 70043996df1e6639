/* SPDX-License-Identifier: MIT */
/* What libraries know: countries, regions, months from ICU's CLDR data; cities and their names in
 * Albanian, Serbian, Croatian from libgeonames. A city that a row of ours has adds its names to that;
 * the id of any other is that of GeoNames (gn:792680). */
#include <geonames/geonames.h>
#include <stdlib.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "build.h"
#include "fold.h"
#include "translit.h"

#include <xxhash.h>

struct locale {
    const char *name;
    enum lang lang;
};
static const struct locale locales[] = {
    {"en", LANG_EN}, {"sq", LANG_SQ}, {"sr_Latn", LANG_SR}, {"hr", LANG_SR}, {"bs", LANG_SR}};

static struct str narrow(const UChar *wide, int32_t n, char *out, int32_t size) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t k = 0;
    u_strToUTF8(out, size, &k, wide, n, &e);
    return (struct str){out, U_SUCCESS(e) && k < size ? (size_t)k : 0};
}

static struct str territory(const char *locale, const char *code, char *out, int32_t size) {
    UErrorCode e = U_ZERO_ERROR;
    UChar wide[128];
    char und[16];
    snprintf(und, sizeof und, "und_%s", code);
    int32_t n = uloc_getDisplayCountry(und, locale, wide, 128, &e);
    return U_SUCCESS(e) ? narrow(wide, n, out, size) : (struct str){out, 0};
}

static void add_territory(struct build *b, const char *code, const char *sub) {
    char name[256], id[128];
    struct str en = territory("en", code, name, sizeof name);
    if (en.n == 0 || str_is(en, code)) return;
    build_slug(en, id, sizeof id);
    uint32_t e = build_find(b, id);
    if (e == UINT32_MAX) e = build_entry(b, LEX_LOC, id, sub);
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        char form[256];
        struct str s = territory(locales[i].name, code, form, sizeof form);
        if (s.n && !str_is(s, code)) build_form(b, e, s, locales[i].lang, LEX_IMPORTED);
    }
}

static void add_months(struct build *b, const struct locale *l, UDateFormatSymbolType type,
                       int32_t count) {
    UErrorCode e = U_ZERO_ERROR;
    UDateFormat *f = udat_open(UDAT_NONE, UDAT_LONG, l->name, NULL, 0, NULL, 0, &e);
    for (int32_t m = 0; U_SUCCESS(e) && m < count; m++) {
        UChar wide[64];
        char name[128], id[4];
        int32_t n = udat_getSymbols(f, type, m, wide, 64, &e);
        snprintf(id, sizeof id, "%02d", (int)(m + 1) % 100);
        uint32_t entry = build_entry(b, LEX_MONTH, "", id);
        build_form(b, entry, narrow(wide, n, name, sizeof name), l->lang, LEX_IMPORTED);
    }
    if (f) udat_close(f);
}

void build_cldr(struct build *b) {
    static const char *const regions[] = {"002", "005", "009", "013", "014", "015", "019",
                                          "021", "029", "030", "034", "035", "039", "053",
                                          "142", "143", "145", "150", "151", "154", "155"};
    for (const char *const *c = uloc_getISOCountries(); *c; c++) add_territory(b, *c, "GPE");
    add_territory(b, "XK", "GPE");
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        add_territory(b, regions[i], "LOC");
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        add_months(b, &locales[i], UDAT_MONTHS, 12);
        add_months(b, &locales[i], UDAT_STANDALONE_MONTHS, 12);
        if (locales[i].lang == LANG_EN) add_months(b, &locales[i], UDAT_SHORT_MONTHS, 12);
    }
}

/* ---- libgeonames: a city is (id, name, …); translations are gettext catalogues keyed by the id */

struct catalogue {
    char *map;
    size_t size;
    enum lang lang;
};

static uint32_t word_at(const struct catalogue *c, size_t at) {
    uint32_t v = 0;
    if (at + 4 <= c->size) memcpy(&v, c->map + at, 4);
    return v;
}

static struct catalogue open_catalogue(const char *locale, enum lang lang) {
    char path[256];
    struct catalogue c = {NULL, 0, lang};
    gchar *data = NULL;
    gsize size = 0;
    snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/geonames.mo", IBER_LOCALE_DIR, locale);
    if (!g_file_get_contents(path, &data, &size, NULL)) return c;
    c.map = data, c.size = size;
    if (word_at(&c, 0) == 0x950412de) return c;
    g_free(data);
    c.map = NULL;
    return c;
}

/* The translation of `id`: a binary search in the sorted originals of a .mo file. */
static struct str translation(const struct catalogue *c, const char *id) {
    uint32_t lo = 0, hi = c->map ? word_at(c, 8) : 0, originals = word_at(c, 12),
             translations = word_at(c, 16);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2, at = word_at(c, originals + 8 * (size_t)mid + 4);
        int cmp = at < c->size ? strcmp(id, c->map + at) : 0;
        if (cmp == 0) {
            uint32_t n = word_at(c, translations + 8 * (size_t)mid),
                     t = word_at(c, translations + 8 * (size_t)mid + 4);
            if ((size_t)t + n <= c->size) return (struct str){c->map + t, n};
        }
        if (cmp <= 0) hi = mid;
        else lo = mid + 1;
    }
    return (struct str){NULL, 0};
}

static bool of_region(const char *code) {
    static const char *const codes[] = {"XK", "RS", "AL", "MK", "ME", "BA", "HR", "SI"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(code, codes[i]) == 0) return true;
    return false;
}

/* Towns of rows of ours by key, without weak forms, which others bear too: open addressing, a form + 1
 * each. */
struct towns {
    uint32_t *form; /* owned */
    uint32_t mask;
};

static uint32_t *town_at(const struct build *b, const struct towns *t, const char *key, size_t n) {
    uint32_t i = (uint32_t)XXH3_64bits(key, n) & t->mask;
    for (; t->form[i]; i = (i + 1) & t->mask) {
        const char *other = b->forms[t->form[i] - 1].key;
        if (strlen(other) == n && memcmp(other, key, n) == 0) break;
    }
    return &t->form[i];
}

static void find_towns(const struct build *b, struct towns *t) {
    for (t->mask = 1023; t->mask < b->n_forms * 2; t->mask = t->mask * 2 + 1) {
    }
    t->form = build_must(calloc((size_t)t->mask + 1, sizeof *t->form));
    for (uint32_t i = 0; i < b->n_forms; i++) {
        const struct build_form *f = &b->forms[i];
        const struct build_entry *e = &b->entries[f->entry];
        if (e->kind != LEX_LOC || strcmp(e->subtype, "GPE") != 0 ||
            (f->flags & (LEX_IMPORTED | LEX_WEAK)))
            continue;
        uint32_t *at = town_at(b, t, f->key, strlen(f->key));
        if (*at == 0) *at = i + 1;
    }
}

/* The row of ours that has a city: by its id, or, in the region, by its name. *other: the id is that
 * of something else. */
static uint32_t known(const struct build *b, const struct towns *t, const char *name, bool region,
                      bool *other) {
    char slug[128], key[1024];
    struct str s = str_of(name);
    build_slug(s, slug, sizeof slug);
    uint32_t e = build_find(b, slug);
    if (e != UINT32_MAX && b->entries[e].kind != LEX_LOC) *other = true;
    if (e != UINT32_MAX || !region || s.n * FOLD_GROWTH > sizeof key) return e;
    uint32_t form = *town_at(b, t, key, fold(s, key));
    return form ? b->forms[form - 1].entry : UINT32_MAX;
}

static void add_city(struct build *b, const struct towns *t, GeonamesCity *city,
                     const struct catalogue *catalogues, size_t n) {
    const char *id, *name = geonames_city_get_name(city);
    bool region = of_region(geonames_city_get_country_code(city)), other = false;
    char gn[40], latin[512];
    g_variant_get_child(city, 0, "&s", &id);
    if (geonames_city_get_population(city) < (region ? 10000u : 300000u)) return;
    uint32_t e = known(b, t, name, region, &other);
    if (other) return;
    snprintf(gn, sizeof gn, "gn:%.32s", id);
    if (e == UINT32_MAX) e = build_find(b, gn);
    if (e == UINT32_MAX) {
        e = build_entry(b, LEX_LOC, gn, "GPE");
        b->entries[e].rank = build_rank(geonames_city_get_population(city));
    }
    build_form(b, e, str_of(name), LANG_EN, LEX_IMPORTED);
    for (size_t i = 0; i < n; i++) {
        struct str s = translation(&catalogues[i], id);
        if (s.n == 0 || s.n * TRANSLIT_GROWTH > sizeof latin) continue;
        s = (struct str){latin, translit_latin(s, latin)};
        build_form(b, e, s, catalogues[i].lang, LEX_IMPORTED);
    }
}

void build_cities(struct build *b) {
    struct catalogue catalogues[] = {open_catalogue("sq", LANG_SQ), open_catalogue("sr", LANG_SR),
                                     open_catalogue("hr", LANG_SR)};
    size_t n = sizeof catalogues / sizeof *catalogues;
    struct towns towns;
    find_towns(b, &towns);
    for (gint i = 0; i < geonames_get_n_cities(); i++) {
        GeonamesCity *city = geonames_get_city(i);
        add_city(b, &towns, city, catalogues, n);
        geonames_city_free(city);
    }
    free(towns.form);
    for (size_t i = 0; i < n; i++) g_free(catalogues[i].map);
}
