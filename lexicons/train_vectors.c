/* SPDX-License-Identifier: MIT */
/* Word vectors: read (train_vectors.h), and made small for the tagger's network (tagger_dense.h). */
#include "train_vectors.h"

#include <math.h>
#include <string.h>

#include "fold.h"
#include "tagger_dense.h"
#include "train.h"
#include "train_linear.h"
#include "train_memory.h"

enum { DIMENSIONS = 512, KEY = 64, LEARNT_FROM = 100000 };

static bool is_nothing(const float *v, size_t dim) {
    for (size_t k = 0; k < dim; k++)
        if (v[k] > 0 || v[k] < 0) return false;
    return true;
}

/* The word's key, or nothing when it is no single word with a letter. */
static struct str key_of(struct str word, char *room) {
    if (word.n == 0 || word.n * FOLD_GROWTH > KEY) return (struct str){NULL, 0};
    struct str key = {room, fold(word, room)};
    bool letter = false;
    for (size_t i = 0; i < key.n; i++) {
        if (key.p[i] == ' ') return (struct str){NULL, 0};
        letter |= (unsigned char)key.p[i] > '9';
    }
    return letter ? key : (struct str){NULL, 0};
}

static size_t numbers(char *p, float *out) {
    size_t n = 0;
    for (char *end; n < DIMENSIONS; p = end, n++) {
        out[n] = strtof(p, &end);
        if (end == p) break;
    }
    return n;
}

bool vectors_read(struct vectors *x, const char *path) {
    float row[DIMENSIONS];
    char *line = NULL, room[KEY];
    size_t cap = 0;
    FILE *f = fopen(path, "r");
    if (f == NULL) return perror(path), false;
    while (getline(&line, &cap, f) > 0) {
        char *blank = strchr(line, ' ');
        if (blank == NULL) continue;
        struct str key = key_of((struct str){line, (size_t)(blank - line)}, room);
        size_t dim = numbers(blank, row);
        if (dim < 2 || key.n == 0) continue;
        if (x->dim == 0) x->dim = dim;
        if (dim != x->dim || is_nothing(row, dim)) continue;
        if (x->n == x->cap) {
            x->cap = x->cap ? x->cap * 2 : 1 << 16;
            x->v = must(realloc(x->v, x->cap * dim * sizeof *x->v));
            x->hash = must(realloc(x->hash, x->cap * sizeof *x->hash));
        }
        memcpy(x->v + x->n * dim, row, dim * sizeof *row);
        x->hash[x->n++] = tagger_key(key);
    }
    bool fine = !ferror(f) && x->n > 0;
    if (!fine) fprintf(stderr, "iber-train: '%s': no vectors\n", path);
    free(line);
    fclose(f);
    return fine;
}

void vectors_free(struct vectors *x) {
    free(x->v);
    free(x->hash);
}

int8_t *vectors_place(int8_t *rows, unsigned bits, unsigned width, uint64_t hash) {
    int8_t *row = rows + (size_t)(hash & (((uint64_t)1 << bits) - 1) & ~(uint64_t)1) * width;
    for (unsigned k = 0; k < 2; k++, row += width) {
        if (row[width - 1] == model_check(hash)) return NULL; /* it, or one that looks like it */
        if (row[width - 1]) continue;
        row[width - 1] = model_check(hash);
        return row;
    }
    return NULL;
}

static float deviation(const struct vectors *x) {
    size_t n = (x->n < LEARNT_FROM ? x->n : LEARNT_FROM) * x->dim;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)x->v[i];
        squares += (double)x->v[i] * (double)x->v[i];
    }
    sum /= (double)n;
    return (float)sqrt(squares / (double)n - sum * sum);
}

static int8_t *make_rows(struct vectors *x) {
    float unit = deviation(x) / 2;
    int8_t *rows = must(calloc((size_t)VECTOR_ROW << VECTOR_BITS, 1));
    size_t kept = 0;
    for (size_t i = 0; i < x->n; i++) {
        int8_t *row = vectors_place(rows, VECTOR_BITS, VECTOR_ROW, x->hash[i]);
        if (row == NULL) continue;
        kept++;
        for (size_t k = 0; k < x->dim; k++) {
            float v = fmaxf(-8, fminf(7, rintf(x->v[i * x->dim + k] / unit)));
            row[k / 2] = (int8_t)((uint8_t)row[k / 2] | ((int)v & 15) << k % 2 * 4);
        }
    }
    printf("%zu of %zu words\n", kept, x->n);
    return rows;
}

static const char provenance[] =
    "Vectors of English words: GloVe 6B (Wikipedia 2014 and Gigaword 5;\n"
    "PDDL 1.0), four bits a number.\n";

int vectors_command(int argc, char **argv, const struct linear_options *header, size_t most,
                    int8_t *(*make)(struct vectors *)) {
    struct vectors x = {0};
    const char *out = argc == 3 && strcmp(argv[0], "-o") == 0 ? argv[1] : NULL;
    if (argc != (out ? 3 : 1) || argv[argc - 1][0] == '-')
        return fprintf(stderr, "iber-train: [-o OUT] and one file of vectors are wanted\n"), 2;
    bool fine = vectors_read(&x, argv[argc - 1]);
    if (fine && x.dim > most)
        fine = fprintf(stderr, "iber-train: vectors of %zu numbers at most\n", most) < 0;
    if (fine) {
        int8_t *rows = make(&x);
        fine = out == NULL || model_write(header, 1, rows, out);
        if (!fine) perror(out);
        free(rows);
    }
    vectors_free(&x);
    return fine ? 0 : 1;
}

/* [-o OUT] VECTORS */
int train_vectors(int argc, char **argv) {
    const struct linear_options header = {.task = "vectors",
                                          .version = VECTOR_VERSION,
                                          .bits = VECTOR_BITS,
                                          .outputs = VECTOR_ROW,
                                          .labels = "",
                                          .provenance = provenance};
    return vectors_command(argc, argv, &header, VECTOR, make_rows);
}
