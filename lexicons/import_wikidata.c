/* SPDX-License-Identifier: MIT */
/* See import.h. A dump is one JSON array with an entity a line: labels and aliases by language. What has
 * coordinates is a place; what anything else is, the user says, for a dump says it with ids only. */
#include <jansson.h>

#include "build.h"
#include "import_rows.h"

static const struct {
    const char *lang;
    int cell;
} langs[] = {{"en", EN},    {"en-gb", EN}, {"sq", SQ},      {"aln", SQ},     {"sr", SR},
             {"sr-el", SR}, {"sr-ec", SR}, {"sr-latn", SR}, {"sr-cyrl", SR}, {"sh", MORE},
             {"hr", MORE},  {"bs", MORE},  {"cnr", MORE},   {"mk", MORE}};

static bool has_coordinates(json_t *claims) {
    const char *property;
    json_t *list;
    json_object_foreach(claims, property, list) {
        json_t *snak = json_object_get(json_array_get(list, 0), "mainsnak");
        const char *type = json_string_value(json_object_get(snak, "datatype"));
        if (type && strcmp(type, "globe-coordinate") == 0) return true;
    }
    return false;
}

/* Population (P1082), the largest of all years; 0: it has none. */
static uint64_t people(json_t *claims) {
    uint64_t most = 0;
    json_t *list = json_object_get(claims, "P1082"), *claim;
    size_t i;
    json_array_foreach(list, i, claim) {
        json_t *snak = json_object_get(claim, "mainsnak");
        json_t *value = json_object_get(json_object_get(snak, "datavalue"), "value");
        const char *amount = json_string_value(json_object_get(value, "amount"));
        uint64_t n = amount ? import_number(str_of(amount)) : 0;
        if (n > most) most = n;
    }
    return most;
}

static void add_label(struct import_row *r, int cell, json_t *label) {
    json_t *value = json_object_get(label, "value");
    if (json_is_string(value))
        import_form(r, cell, (struct str){json_string_value(value), json_string_length(value)});
}

static void add_entity(struct import *m, json_t *entity) {
    struct import_row r = {.rank = 0};
    char id[100];
    const char *given = json_string_value(json_object_get(entity, "id"));
    snprintf(id, sizeof id, "wd:%s", given ? given : "");
    if (given == NULL || !import_id(m, &r, str_of(id))) return;
    json_t *claims = json_object_get(entity, "claims");
    const char *type = has_coordinates(claims) ? "LOC" : m->type;
    if (type == NULL) return;
    import_type(&r, type);
    uint64_t n = people(claims), sites = json_object_size(json_object_get(entity, "sitelinks"));
    r.rank = n ? build_rank(n) : build_rank(sites * sites);
    for (size_t k = 0; k < sizeof langs / sizeof *langs; k++) {
        json_t *labels = json_object_get(entity, "labels");
        add_label(&r, langs[k].cell, json_object_get(labels, langs[k].lang));
    }
    for (size_t k = 0; k < sizeof langs / sizeof *langs; k++) {
        json_t *list = json_object_get(json_object_get(entity, "aliases"), langs[k].lang), *one;
        size_t i;
        json_array_foreach(list, i, one) add_label(&r, langs[k].cell, one);
    }
    import_put(m, &r);
}

void import_wikidata(struct import *m, struct str line) {
    line = str_trim(line);
    if (line.n && line.p[line.n - 1] == ',') line.n--;
    if (line.n < 2) return; /* the brackets of the array */
    json_error_t error;
    json_t *entity = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(entity)) add_entity(m, entity);
    else import_fault(m, "this is no JSON object: %s", error.text);
    json_decref(entity);
}
