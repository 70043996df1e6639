/* SPDX-License-Identifier: MIT */
/* English words and prefixes that are written with a hyphen, and those that look so and are not. */
#ifndef IBER_REPAIR_TABLES_H
#define IBER_REPAIR_TABLES_H

#include "str.h"

/* Second parts of compounds that are written with a hyphen before a noun: state-owned. Not -wide,
 * -like, -made, -less, -proof, -work …: these also make one word. */
static const char *const modifiers[] = {
    "accredited",   "administered", "affiliated", "aligned",    "allied",      "appointed",
    "approved",     "associated",   "averse",     "backed",     "based",       "brokered",
    "building",     "centered",     "centred",    "certified",  "chaired",     "changing",
    "commissioned", "connected",    "conscious",  "controlled", "coordinated", "dependent",
    "designated",   "disputed",     "documented", "dominated",  "drafted",     "driven",
    "educated",     "elected",      "endorsed",   "enforced",   "enhancing",   "equipped",
    "established",  "facilitated",  "facing",     "financed",   "focused",     "friendly",
    "funded",       "generated",    "generating", "governed",   "handed",      "hearted",
    "hosted",       "imposed",      "induced",    "influenced", "informed",    "inhabited",
    "initiated",    "inspired",     "installed",  "intensive",  "intentioned", "issued",
    "leaning",      "linked",       "making",     "managed",    "mandated",    "manufactured",
    "mediated",     "minded",       "monitored",  "negotiated", "occupied",    "operated",
    "ordered",      "organised",    "organized",  "orientated", "oriented",    "owned",
    "populated",    "produced",     "producing",  "prone",      "reaching",    "recognised",
    "recognized",   "registered",   "related",    "reliant",    "resistant",   "respected",
    "saving",       "seeking",      "sensitive",  "sharing",    "speaking",    "specific",
    "sponsored",    "supervised",   "supplied",   "supported",  "threatening", "trained",
    "verified",     "written",      NULL};

/* Those that only a name or capitals can stand before: NATO-led. */
static const char *const name_modifiers[] = {"armed",  "born",     "built", "held",  "led",
                                             "listed", "majority", "paid",  "ruled", "run",
                                             "signed", "style",    "wide",  NULL};

/* Those that one of the adjectives below stands before: high-level. */
static const char *const nominals[] = {
    "awaited", "called",  "lived",    "class",    "delayed", "earned",  "established",
    "flung",   "hitting", "income",   "known",    "lasting", "level",   "needed",
    "overdue", "paid",    "placed",   "planned",  "profile", "quality", "range",
    "ranging", "ranked",  "ranking",  "reaching", "risk",    "running", "scale",
    "sided",   "speed",   "standing", "tech",     "term",    "tier",    NULL};

/* What stands before those. */
static const char *const adjectives[] = {
    "so",    "best",   "better", "broad", "entry", "far",   "fast",   "first",  "free",  "full",
    "grass", "ground", "hard",   "high",  "ill",   "large", "long",   "low",    "lower", "medium",
    "mid",   "middle", "much",   "multi", "near",  "one",   "second", "senior", "short", "small",
    "third", "three",  "top",    "two",   "upper", "well",  "wide",   NULL};

/* Closed spellings that people use and en_US does not have. */
static const char *const closed_compounds[] = {
    "peacebuilding", "statebuilding", "nationbuilding", "policymaking",  "decisionmaking",
    "placemaking",   "lawmaking",     "worldbuilding",  "teambuilding",  "ridesharing",
    "carsharing",    "filesharing",   "timesharing",    "crowdfunded",   "groundbreaking",
    "dealmaking",    "moneymaking",   "matchmaking",    "filmmaking",    "winemaking",
    "longstanding",  "outstanding",   "freestanding",   "grandstanding", "multilevel",
    "multiscale",    "nanoscale",     "microscale",     "macroscale",    "freestyle",
    "lifesaving",    "timesaving",    "breathtaking",   "fundraising",   "crowdsourced",
    "midlevel",      "midterm",       "hardwired",      "unrelated",     NULL};

/* Prefixes before a capital letter, in all our languages. */
static const char *const capital_prefixes[] = {
    "anti",  "pro", "post",  "pre",  "non",   "ex",    "mid",    "pan",    "neo",  "trans",
    "inter", "sub", "all",   "euro", "ultra", "quasi", "pseudo", "kundër", "анти", "про",
    "пост",  "екс", "бивши", "пан",  "нео",   "транс", "про",    NULL};

/* Prefixes before a small letter: those that take a hyphen always; between two equal vowels
 * (re-enter), where the text is damaged; where the text writes them so elsewhere. */
enum { ALWAYS = 1, VOWELS = 2, STYLE = 4 };
static const struct prefix {
    const char *word;
    unsigned when;
} prefixes[] = {{"self", ALWAYS},        {"quasi", ALWAYS},        {"vice", ALWAYS},
                {"cross", STYLE},        {"re", VOWELS},           {"de", VOWELS},
                {"pre", VOWELS | STYLE}, {"anti", VOWELS | STYLE}, {"semi", VOWELS | STYLE},
                {"non", STYLE},          {"post", STYLE},          {"pro", VOWELS | STYLE},
                {"mid", STYLE},          {"intra", VOWELS},        {NULL, 0}};

/* Words with two vowels that American English writes as one. */
static const char *const closed_vowels[] = {
    "reelect",     "reelected", "reelection", "reelections",  "reenter",    "reentered",
    "reentry",     "reenact",   "reenacted",  "reenactment",  "reengineer", "reengineering",
    "preempt",     "preempted", "preemptive", "preemptively", "preeminent", "preeminence",
    "preexisting", "preexist",  "deem",       "deemed",       NULL};

static const char *const numbers[] = {"one",    "two",   "three", "four",    "five",   "six",
                                      "seven",  "eight", "nine",  "ten",     "twelve", "twenty",
                                      "thirty", "forty", "fifty", "hundred", "single", "first",
                                      "second", "third", NULL};

/* What is counted in compounds: two-state, three-year, first-class. */
static const char *const measures[] = {
    "state",       "year",   "month",      "week",    "day",       "hour",      "minute",
    "party",       "member", "point",      "page",    "part",      "phase",     "stage",
    "step",        "story",  "storey",     "seat",    "room",      "lane",      "track",
    "tier",        "term",   "thirds",     "third",   "quarters",  "fourths",   "fifths",
    "person",      "man",    "way",        "week",    "round",     "level",     "class",
    "rate",        "hand",   "degree",     "time",    "star",      "bedroom",   "family",
    "digit",       "mile",   "meter",      "metre",   "kilometer", "kilometre", "ton",
    "nation",      "entity", "generation", "quarter", "half",      "sided",     "pronged",
    "dimensional", NULL};

/* Beginnings of words that are written as one: cybersecurity, geopolitics. */
static const char *const combining[] = {
    "agro",    "astro", "audio", "auto",   "cardio", "counter", "cyber",  "data",   "down",
    "electro", "euro",  "ethno", "extra",  "hydro",  "hyper",   "immuno", "infra",  "inter",
    "macro",   "mega",  "meta",  "micro",  "mini",   "mono",    "multi",  "nano",   "narco",
    "neuro",   "over",  "para",  "petro",  "photo",  "poly",    "psycho", "pseudo", "radio",
    "socio",   "step",  "super", "tele",   "techno", "theo",    "thermo", "trans",  "turbo",
    "under",   "video", "block", "crypto", NULL};

#endif
