/* SPDX-License-Identifier: MIT */
/* See model.h. */
#include "model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

void model_close(struct model *m) {
    if (m->header) munmap((void *)(uintptr_t)m->header, m->size);
    *m = (struct model){0};
}

static bool fail(struct model *m, const char *path, const char *why, char *message, size_t size) {
    model_close(m);
    snprintf(message, size, "%s: %s", path, why);
    return false;
}

/* Where the weights begin, or 0 when the parts do not fit together. */
static size_t weights_at(const struct model_header *h, size_t size) {
    if (h->bits > MODEL_BITS || h->outputs == 0 || h->outputs > MODEL_OUTPUTS) return 0;
    size_t at = sizeof *h + (size_t)h->labels_n + h->provenance_n;
    at = (at + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
    return size == at + ((size_t)h->outputs << h->bits) ? at : 0;
}

bool model_open(struct model *m, const char *path, const char *task, uint32_t version,
                char *message, size_t size) {
    struct stat s;
    *m = (struct model){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &s) != 0) {
        if (fd >= 0) close(fd);
        return fail(m, path, strerror(errno), message, size);
    }
    void *p = s.st_size > 0 ? mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_SHARED, fd, 0)
                            : MAP_FAILED;
    close(fd);
    if (p == MAP_FAILED) return fail(m, path, "cannot be mapped, or is empty", message, size);
    const struct model_header *h = m->header = p;
    m->size = (size_t)s.st_size;
    if (m->size < sizeof *h || memcmp(h->magic, MODEL_MAGIC, sizeof h->magic) != 0)
        return fail(m, path, "this is no model of this iber", message, size);
    if (strncmp(h->task, task, sizeof h->task) != 0)
        return fail(m, path, "this is a model of another task", message, size);
    if (h->version != version)
        return fail(m, path, "this model was trained for another iber", message, size);
    size_t at = weights_at(h, m->size);
    if (at == 0) return fail(m, path, "the model is cut short", message, size);
    const size_t from = offsetof(struct model_header, task);
    if (XXH3_64bits((const char *)p + from, m->size - from) != h->checksum)
        return fail(m, path, "the model is damaged", message, size);
    m->weights = (const int8_t *)p + at;
    m->outputs = h->outputs;
    m->mask = ((uint64_t)1 << h->bits) - 1;
    return true;
}

struct str model_labels(const struct model *m) {
    return (struct str){(const char *)(m->header + 1), m->header->labels_n};
}

struct str model_provenance(const struct model *m) {
    return (struct str){(const char *)(m->header + 1) + m->header->labels_n,
                        m->header->provenance_n};
}
