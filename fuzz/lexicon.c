/* SPDX-License-Identifier: MIT */
/* Fuzz target: bytes as a compiled lexicon, as they are and with magic and checksums put right, so that
 * what they protect is seen too. Whatever lexicon_open() lets pass, look-ups stay inside. */
#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include "lookup.h"

static void check_str(const struct lexicon *l, uint32_t at, uint32_t n) {
    struct str s = lexicon_str(l, at, n);
    for (size_t i = 0; i < s.n; i++) *(const volatile char *)(s.p + i);
}

static void check_form(const struct lexicon *l, const struct lexicon_form *form) {
    const struct lexicon_entry *e = lexicon_entry(l, form);
    check_str(l, form->text, form->text_n);
    check_str(l, e->id, e->id_n);
    check_str(l, e->subtype, e->subtype_n);
    check_str(l, e->file, e->file_n);
    for (int k = 0; k < 3; k++) check_str(l, e->norm[k], e->norm_n[k]);
    for (uint32_t i = 0, n = lexicon_forms(l, e); i < n && i < 64; i++) {
        const struct lexicon_form *other = lexicon_form(l, e, i);
        check_str(l, other->text, other->text_n);
    }
    fuzz_check(e->kind < LEX_KINDS, "an entry of no kind");
}

static void look_up(const struct lexicon *l) {
    static const char *const names[] = {"", "a", "Kosovo", "Republikës së Kosovës", "Hil", NULL};
    for (size_t i = 0; names[i]; i++) {
        static struct lookup found;
        lookup(l, str_of(names[i]), &found);
        for (unsigned k = 0; k < found.n; k++) check_form(l, found.match[k].form);
    }
    for (uint32_t i = 0; i <= l->slot_mask; i++) {
        const struct lexicon_slot *s = &l->slots[i];
        if (s->hash == 0) continue;
        check_str(l, s->key, s->key_n);
        const struct lexicon_slot *found = lexicon_find(l, lexicon_str(l, s->key, s->key_n));
        for (uint32_t k = 0; found && k < found->forms; k++)
            check_form(l, &l->forms[found->form + k]);
    }
}

static void open_file(const char *bytes, size_t size) {
    struct lexicon l;
    char path[64], message[256];
    int fd = memfd_create("lexicon", MFD_CLOEXEC);
    fuzz_check(fd >= 0 && write(fd, bytes, size) == (ssize_t)size, "no file in memory");
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (lexicon_open(&l, path, message, sizeof message)) {
        lexicon_verify(&l);
        look_up(&l);
        lexicon_close(&l);
    }
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static char bytes[1 << 20];
    struct lexicon_header h;
    if (size > sizeof bytes) return 0;
    open_file((const char *)data, size);
    if (size < sizeof h) return 0;
    memcpy(bytes, data, size);
    memcpy(&h, data, sizeof h);
    memcpy(h.magic, LEXICON_MAGIC, sizeof h.magic);
    h.checksum = XXH3_64bits(bytes + sizeof h, size - sizeof h);
    h.header_checksum = XXH3_64bits(&h, offsetof(struct lexicon_header, header_checksum));
    memcpy(bytes, &h, sizeof h);
    open_file(bytes, size);
    return 0;
}
