/* SPDX-License-Identifier: MIT */
/* The document: one text, and layers of spans over it. Everything lives in doc->arena and dies with
 * it. All positions are bytes of doc->text (or, where the name says raw, of the source file), half
 * open; the writer turns them into code points.
 *
 * Invariants, checked after every stage in debug builds by doc_check(): text is valid UTF-8; spans
 * lie inside it, on code-point borders; tokens, sentences, zones and languages are sorted and do not
 * overlap; tokens and sentences are not empty; entities are sorted by begin, the longer first. */
#ifndef IBER_DOC_H
#define IBER_DOC_H

#include "arena.h"
#include "lang.h"
#include "status.h"
#include "str.h"

struct span {
    uint32_t begin, end;
};

/* Layers: what a stage needs and what it gives (stage.h). */
enum {
    LAYER_RAW = 1u << 0,       /* bytes as read */
    LAYER_TEXT = 1u << 1,      /* valid UTF-8 */
    LAYER_ZONES = 1u << 2,     /* title, body, caption …; markup is gone */
    LAYER_NFC = 1u << 3,       /* text is NFC and clean */
    LAYER_LANGUAGES = 1u << 4, /* lang, script, languages */
    LAYER_SENTENCES = 1u << 5,
    LAYER_TOKENS = 1u << 6,
    LAYER_STEMS = 1u << 7,
    LAYER_LEMMAS = 1u << 8,
    LAYER_ENTITIES = 1u << 9,  /* candidates: may overlap */
    LAYER_RESOLVED = 1u << 10, /* entities decided: no overlap, ids */
};

/* Why text and source differ. The words are printed in the record's edits. */
#define RULE_MAP(X)                                                                                \
    X(RULE_NONE, "")                                                                               \
    X(RULE_CHARSET, "charset") /* another encoding than UTF-8 */                                   \
    X(RULE_BOM, "bom")                                                                             \
    X(RULE_BAD_BYTES, "bad-bytes") /* → U+FFFD */                                                \
    X(RULE_CONTROL, "control")     /* NUL and other control characters */                          \
    X(RULE_LINE_END, "line-end")   /* CR LF, CR → LF */                                          \
    X(RULE_SPACE, "space")         /* no-break and odd spaces, runs, blank lines */                \
    X(RULE_ZERO_WIDTH, "zero-width")                                                               \
    X(RULE_SOFT_HYPHEN, "soft-hyphen")                                                             \
    X(RULE_HYPHEN, "hyphen") /* U+2010, U+2011 → - */                                            \
    X(RULE_LIGATURE, "ligature")                                                                   \
    X(RULE_DIGRAPH, "digraph") /* ǆ ǉ ǌ → dž lj nj */                                        \
    X(RULE_ETH, "eth")         /* Ð → Đ */                                                     \
    X(RULE_NFC, "nfc")                                                                             \
    X(RULE_MARKUP, "markup")       /* emphasis, headings, escapes, tags, link syntax */            \
    X(RULE_MARKER, "marker")       /* a footnote mark behind a word */                             \
    X(RULE_FURNITURE, "furniture") /* rules, page numbers, running heads */                        \
    X(RULE_FOOTNOTE, "footnote")                                                                   \
    X(RULE_TOC, "toc")                                                                             \
    X(RULE_CRUMB, "crumb")             /* TT, Read more, share bars */                             \
    X(RULE_REPEAT, "repeat")           /* printed a second time */                                 \
    X(RULE_JOIN, "join")               /* a paragraph cut by a page break */                       \
    X(RULE_BOILERPLATE, "boilerplate") /* navigation, cookie notes, related links, imprints */     \
    X(RULE_REFERENCE, "reference")     /* lists of sources at the end */                           \
    X(RULE_MOJIBAKE, "mojibake")       /* UTF-8 that was read as a code page */                    \
    X(RULE_CODE_PAGE, "code-page")     /* a code page that was read as another one */              \
    X(RULE_ENTITY, "entity")           /* &amp; &#269; left in the text */                         \
    X(RULE_ACCENT, "accent")           /* spacing accents: c´ → ć */                           \
    X(RULE_CEDILLA, "cedilla")         /* comma and cedilla: ț for ţ, ș for š … */           \
    X(RULE_LOOK_ALIKE, "look-alike") /* a Latin letter inside a Cyrillic word, and the reverse */  \
    X(RULE_LOST_HYPHEN, "lost-hyphen") /* licenseplate → license-plate */                        \
    X(RULE_LINE_HYPHEN, "line-hyphen") /* pred- sednik → predsednik */                           \
    X(RULE_GLUED, "glued")             /* Macedonia.The → Macedonia. The */                      \
    X(RULE_QUOTE, "quote")             /* odd quotation marks and apostrophes */

enum rule {
#define X(name, word) name,
    RULE_MAP(X)
#undef X
        RULE_COUNT
};
const char *rule_word(enum rule r);
enum rule rule_from(struct str word);

/* Where text and raw differ; between two edits positions differ by a constant (text.h). */
struct edit {
    uint32_t text, text_end, raw, raw_end;
    enum rule rule;
};

#define ZONE_MAP(X)                                                                                \
    X(ZONE_BODY, "body")                                                                           \
    X(ZONE_TITLE, "title")                                                                         \
    X(ZONE_HEADING, "heading")                                                                     \
    X(ZONE_CAPTION, "caption")                                                                     \
    X(ZONE_LIST, "list")                                                                           \
    X(ZONE_TABLE, "table")                                                                         \
    X(ZONE_QUOTE, "quote")                                                                         \
    X(ZONE_BYLINE, "byline")                                                                       \
    X(ZONE_FOOTNOTE, "footnote")                                                                   \
    X(ZONE_TOC, "toc")                                                                             \
    X(ZONE_CRUMB, "crumb")                                                                         \
    X(ZONE_FURNITURE, "furniture")                                                                 \
    X(ZONE_DATE, "date")                                                                           \
    X(ZONE_DATELINE, "dateline")                                                                   \
    X(ZONE_REFERENCE, "reference")                                                                 \
    X(ZONE_BOILERPLATE, "boilerplate")

enum zone_kind {
#define X(name, word) name,
    ZONE_MAP(X)
#undef X
        ZONE_COUNT
};
const char *zone_word(enum zone_kind k);
/* The kind of a word; ZONE_COUNT when there is none. */
enum zone_kind zone_from(struct str word);

#define ANCHOR_NONE UINT32_MAX

struct zone {
    struct span span; /* empty, at the place, when taken out */
    struct span raw;  /* bytes of the source where it was taken out */
    enum zone_kind kind;
    bool out;        /* taken out of the text: printed with --keep-zones only */
    int64_t repeats; /* byte of text where its first copy begins, or -1 */
    uint16_t note;   /* number of the footnote that it is; 0: none */
    uint32_t anchor; /* byte of text where the mark of that footnote was; ANCHOR_NONE: nowhere */
};

struct language {
    struct span span;
    enum lang lang;
    enum script script;
    uint16_t score; /* thousandths */
};

struct sentence {
    struct span span;
    enum lang lang;
};

struct token {
    struct span span;
    struct str norm, stem, lemma; /* empty until their stage has run */
};

enum entity_type {
    TYPE_PER,
    TYPE_LOC,
    TYPE_ORG,
    TYPE_MISC,
    TYPE_DATE,
    TYPE_MONEY,
    TYPE_PERCENT,
    TYPE_COUNT
};
const char *entity_type_word(enum entity_type t);
/* The type of a word; TYPE_COUNT when there is none. */
enum entity_type entity_type_from(struct str word);

struct entity {
    struct span span;
    enum entity_type type;
    struct str subtype; /* GPE, NORP …, or empty */
    struct str norm;    /* base form in its own orthography */
    struct str id;      /* one for all spellings of one thing; "#p3" is local to the document */
    struct str value;   /* DATE, MONEY, PERCENT */
    enum lang lang;     /* language of the form that matched */
    uint16_t score;     /* thousandths */
    struct str method;  /* how it was found: lexicon, inflected, given … */
    uint16_t
        support; /* of a candidate: thousandths + 1 that the tagger believes it; 0: not asked */
};

/* What became of a candidate for a name. The words are printed by --explain. */
#define FATE_MAP(X)                                                                                \
    X(FATE_KEPT, "kept")                                                                           \
    X(FATE_SAME, "same")         /* found twice, as one type: the other speaks for both */         \
    X(FATE_UNLIKELY, "unlikely") /* nothing is gained with it */                                   \
    X(FATE_RULE, "rule")         /* a rule on where names end speaks against it */                 \
    X(FATE_OVERLAP, "overlap")   /* what stands there gains more */

enum fate {
#define X(name, word) name,
    FATE_MAP(X)
#undef X
        FATE_COUNT
};
const char *fate_word(enum fate f);

/* A candidate as it was proposed, and how resolve decided. Thousandths. */
struct proposal {
    struct entity entity;
    uint16_t belief; /* score and support in one */
    int32_t gain;    /* the sum of which the decision makes large */
    enum fate fate;
};

struct warning {
    struct str stage, code, why;
    uint64_t byte; /* of the source */
};

struct source {
    struct str path;
    uint64_t bytes;
    char sha256[65]; /* hex, or "" */
    struct str encoding;
    struct str media;   /* text/plain (also where nothing is known), text/html, text/markdown … */
    struct str charset; /* what the transport says of it (HTTP), as written there; or "" */
    uint64_t start, end;
    uint32_t article; /* 1… where a page holds several */
};

struct meta {
    struct str key, json; /* a field that came with the document, as JSON text */
};

struct failure {
    enum status code; /* OK: the document is fine */
    struct str stage, why;
    uint64_t byte;
};

/* A line of a CoNLL-U file that is not a word of its own: comments, ranges, empty nodes. */
struct conllu_line {
    uint32_t before;   /* printed before this token (index), or before a sentence's end */
    bool sentence_end; /* a blank line */
    struct str line;
};
struct conllu_word {
    struct str columns[10]; /* as read; all empty in a document that was not CoNLL-U */
};

/* Where an article of a page begins that has several. */
struct article {
    uint32_t text, raw;
};

struct words;

struct doc {
    struct arena *arena;
    struct str id, title;
    struct source source;
    struct str raw, text;
    VEC(struct edit) edits;
    VEC(struct zone) zones;
    VEC(struct article) articles; /* of a page with several; empty: the document is one */
    enum lang lang;
    enum script script;
    VEC(struct language) languages;
    VEC(struct sentence) sentences;
    VEC(struct token) tokens;
    VEC(struct entity) entities;
    VEC(struct proposal) proposals; /* for --explain; sorted as entities are */
    VEC(struct warning) warnings;
    VEC(struct meta) meta;
    VEC(struct str) stages; /* names of the stages that have run, in order */
    VEC(struct conllu_line) conllu_lines;
    VEC(struct conllu_word) conllu_words; /* as long as tokens, or empty */
    struct words *words; /* lexicons/words.h: made at the first need, kept for later stages */
    unsigned layers;     /* LAYER_ bits that are there */
    bool explain;        /* proposals are wanted */
    uint8_t
        norms; /* orthography of norms from rows: 0 the mention's, else 1 + index of lexicon_entry.norm */
    struct failure failure;
};

/* Which of a row's norms (lexicon_entry.norm) a name in this language gets. */
static inline unsigned doc_norm_column(const struct doc *d, enum lang lang) {
    return d->norms ? d->norms - 1u : lang == LANG_SQ ? 1 : lang == LANG_SR ? 2 : 0;
}

/* An empty document in `arena`. */
void doc_open(struct doc *d, struct arena *arena);

/* Article `i` of `page` (from 0) as a document of its own in the same arena: its part of the text, of
 * the source, of edits, zones and warnings; its id is the page's with #1, #2 … behind. The page's
 * text must be as it was when the articles were marked. */
void doc_article(struct doc *d, const struct doc *page, uint32_t i);

/* Says why the document failed and returns `code`, for `return doc_fail(…)`. `byte` is a place in
 * the source. The words are copied; printf-like. Only the first failure counts. */
enum status doc_fail(struct doc *d, enum status code, uint64_t byte, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds a field of meta: `value` as a JSON string. Both are copied; an empty value adds nothing. */
void doc_add_meta(struct doc *d, const char *key, struct str value);

/* Adds a warning; `code` must live as long as the program. printf-like. */
void doc_warn(struct doc *d, const char *stage, const char *code, uint64_t byte, const char *format,
              ...) __attribute__((format(printf, 5, 6)));

/* printf into the arena. */
struct str doc_printf(struct doc *d, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Bytes that may not be UTF-8 (a file's name) as UTF-8, in the arena. */
struct str doc_utf8(struct arena *a, struct str bytes);

static inline struct str doc_span(const struct doc *d, struct span s) {
    return (struct str){d->text.p + s.begin, s.end - s.begin};
}

/* The language of the sentence that holds byte `at`; the document's own where there is none. *hint
 * is a sentence to begin with and is moved: callers go from left to right. */
enum lang doc_lang_at(const struct doc *d, uint32_t at, uint32_t *hint);

/* Did a stage of this name run already (a record read back)? */
bool doc_has_stage(const struct doc *d, struct str name);

/* Sets d->title from the first title zone, or from the first heading where there is no title zone
 * and no title came with the input. */
void doc_set_title(struct doc *d);

/* Sorts the entities by begin, the longer first; stable, and quick where they are nearly in order. */
void doc_sort_entities(struct doc *d);

/* The first broken invariant in words, or NULL. */
const char *doc_check(const struct doc *d);

#endif
