/* SPDX-License-Identifier: MIT */
/* What pattern.c makes and pattern_states.c reads. */
#ifndef IBER_PATTERN_NODES_H
#define IBER_PATTERN_NODES_H

#include "pattern.h"

enum { NAME_MAX_BYTES = 400 };

struct edge {
    uint32_t next, to; /* next edge of the same node, 0: none */
    uint8_t byte;
};

struct node {
    uint32_t edges;
    bool ends; /* a name ends here */
};

struct pattern {
    struct node *nodes; /* node 0 is the root */
    struct edge *edges; /* edge 0 is none */
    uint32_t n_nodes, cap_nodes, n_edges, cap_edges;
    unsigned words; /* of the longest name */
    bool full;      /* no memory, or too many nodes */
    uint16_t (*step)[256];
    uint32_t n_states;
};

#endif
