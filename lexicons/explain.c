/* SPDX-License-Identifier: MIT */
/* iber-lexicon explain: the conditions under which the stage names takes a name, in words. */
#include <stdio.h>
#include <unistd.h>

#include "commands.h"
#include "lookup.h"
#include "utf8.h"

static void print_flags(const struct lexicon_form *f) {
    if (f->flags & LEX_IMPORTED) printf(", imported: rows of ours come before it");
    if (f->flags & LEX_WEAK) printf(", weak: also an ordinary word, wants support");
    if (f->flags & LEX_SURNAME_OF) printf(", the bare surname of a well-known person");
    if (f->flags & LEX_ACRONYM) printf(", an acronym: in capitals only");
    else if (f->flags & LEX_LOWER) printf(", in any case");
    else printf(", with a capital only");
}

static const char *how_word(enum lookup_how how) {
    static const char *const words[] = {"", ", Albanian case ending", ", Serbian case ending",
                                        ", in another orthography", ", one letter off"};
    return words[how];
}

static void print_match(const struct lexicon *l, const struct lookup_match *m) {
    const struct lexicon_entry *e = lexicon_entry(l, m->form);
    struct str id = lexicon_str(l, e->id, e->id_n), sub = lexicon_str(l, e->subtype, e->subtype_n),
               text = lexicon_str(l, m->form->text, m->form->text_n);
    enum lang lang = m->form->lang < LANG_COUNT ? (enum lang)m->form->lang : LANG_UND;
    printf("  %s%s%.*s %.*s: form '%.*s' (%s)", lookup_kind(e), sub.n ? " " : "", (int)sub.n, sub.p,
           (int)id.n, id.p, (int)text.n, text.p, lang_word(lang));
    printf("%s", how_word(m->how));
    print_flags(m->form);
    struct str file = lexicon_str(l, e->file, e->file_n);
    if (e->line) printf("; %.*s:%u", (int)file.n, file.p, e->line);
    printf("\n");
}

static bool explain_name(const struct lexicon *l, const char *name) {
    struct lookup found = {.n = 0, .key_n = 0};
    if (is_utf8(str_of(name))) lookup(l, str_of(name), &found);
    if (found.key_n == 0) {
        printf("'%s': no letters, too long, or no UTF-8\n", name);
        return false;
    }
    printf("'%s': key '%.*s'%s\n", name, (int)found.key_n, found.key,
           found.prefix ? ", the beginning of longer names" : "");
    if (!lookup_found(&found))
        printf("  no form has this key, nor a key that it is a case form of%s\n",
               found.n ? "; these are near" : "");
    for (unsigned i = 0; i < found.n; i++) print_match(l, &found.match[i]);
    return lookup_found(&found);
}

/* iber.lex beside the program, or installed. */
static bool find_lexicon(char *path, size_t size) {
    static const char *const places[] = {"iber.lex", "../share/iber/iber.lex"};
    char dir[4096];
    ssize_t n = readlink("/proc/self/exe", dir, sizeof dir - 1);
    while (n > 0 && dir[n - 1] != '/') n--;
    dir[n > 0 ? n : 0] = '\0';
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, size, "%s%s", dir, places[i]);
        if (access(path, R_OK) == 0) return true;
    }
    return false;
}

int explain(int argc, char **argv) {
    struct lexicon l;
    char path[4352] = "", message[512];
    int i = 0, code = 0;
    if (argc > 1 && strcmp(argv[0], "-l") == 0) {
        snprintf(path, sizeof path, "%s", argv[1]);
        i = 2;
    } else if (!find_lexicon(path, sizeof path)) {
        fprintf(stderr, "iber-lexicon: iber.lex is not beside the program; name one with -l\n");
        return 2;
    }
    if (i == argc) {
        fprintf(stderr, "iber-lexicon: explain needs a NAME\n");
        return 2;
    }
    if (!lexicon_open(&l, path, message, sizeof message)) {
        fprintf(stderr, "iber-lexicon: %s\n", message);
        return 2;
    }
    for (; i < argc; i++)
        if (!explain_name(&l, argv[i])) code = 1;
    lexicon_close(&l);
    return code;
}
