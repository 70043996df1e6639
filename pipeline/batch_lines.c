/* SPDX-License-Identifier: MIT */
/* See batch_parts.h: lines of the journal, and what is counted in them. */
#include <stdio.h>
#include <stdlib.h>

#include "batch_parts.h"

static const char *lang_name(unsigned i) {
    return lang_word((enum lang)i);
}

static const char *outcome_name(unsigned i) {
    return status_word((enum status)i);
}

const struct words lang_words = {lang_name, LANG_COUNT}, outcome_words = {outcome_name, STATUSES};

void tally_add(struct tally *t, struct str records) {
    const struct str lang = STR("},\"lang\":\""), error = STR("\"error\":{"),
                     code = STR("\"code\":\"");
    struct str line, word;
    t->text += records.n;
    while (records.n && str_cut(&records, '\n', &line) && line.n) {
        size_t at = str_find(line, lang);
        struct str rest = str_sub(line, at + lang.n, line.n);
        t->records++;
        if (at < line.n && str_cut(&rest, '"', &word)) {
            t->langs[lang_from(word)]++;
            t->outcomes[OK]++;
            continue;
        }
        rest = str_sub(line, str_find(line, error), line.n);
        rest = str_sub(rest, str_find(rest, code) + code.n, rest.n);
        unsigned i = str_cut(&rest, '"', &word) ? 0 : STATUSES;
        while (i < STATUSES && !str_is(word, outcome_name(i))) i++;
        t->outcomes[i < STATUSES ? i : LIBRARY]++;
    }
}

uint64_t tally_failures(const struct tally *t) {
    return t->records - t->outcomes[OK];
}

static void add_counts(struct journal *j, const uint64_t *counts, const struct words *w) {
    char text[1024];
    size_t n = 0;
    for (unsigned i = 0; i < w->n && n + 64 < sizeof text; i++)
        if (counts[i])
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s:%llu", n ? "," : "", w->word(i),
                                  (unsigned long long)counts[i]);
    journal_add_text(j, (struct str){text, n});
}

void counts_read(uint64_t *counts, const struct words *w, struct str text) {
    struct str one, word;
    while (str_cut(&text, ',', &one))
        if (str_cut(&one, ':', &word) && one.p)
            for (unsigned i = 0; i < w->n; i++)
                if (str_is(word, w->word(i))) counts[i] = journal_number(one);
}

char *path_of(struct str field) {
    char *path = malloc(field.n + 1);
    if (path) path[journal_path(field, path)] = '\0';
    return path;
}

void add_run(struct journal *j, const struct batch *b) {
    journal_begin(j, 'R');
    journal_add_text(j, str_of(b->config));
    journal_add(j, b->options.shard_bytes);
    journal_add(j, b->options.shard_docs);
    journal_add_text(j, b->options.zstd ? STR("zst") : STR("plain"));
    journal_add(j, b->first_shard);
    journal_end(j);
}

void add_commit(struct journal *j, const struct batch *b, size_t shard) {
    const struct shard *s = &b->shards[shard];
    journal_begin(j, 'C');
    journal_add(j, shard);
    journal_add_text(j, s->complete ? STR("=") : STR("+"));
    journal_add(j, s->tally.records);
    add_counts(j, s->tally.outcomes, &outcome_words);
    journal_add(j, s->tally.text);
    journal_add(j, s->bytes);
    journal_add_hex(j, s->hash);
    add_counts(j, s->tally.langs, &lang_words);
    journal_add_text(j, str_of(b->at.path));
    journal_add_origin(j, &b->at.origin);
    journal_add(j, b->at.nth);
    journal_end(j);
}

void add_done(struct journal *j, const char *path, const struct origin *o, uint64_t docs,
              bool forgotten) {
    journal_begin(j, 'D');
    journal_add_text(j, str_of(path));
    journal_add_origin(j, o);
    journal_add(j, docs);
    if (forgotten) journal_add_text(j, STR("forgotten"));
    journal_end(j);
}

void add_about(struct journal *j, struct str about) {
    journal_begin(j, 'A');
    journal_add_text(j, about);
    journal_end(j);
}

void add_end(struct journal *j, const struct batch *b) {
    struct batch_counts c = batch_counts(b);
    journal_begin(j, 'E');
    journal_add(j, c.records);
    journal_add(j, c.failures);
    journal_add_hex(j, b->manifest);
    journal_end(j);
}
