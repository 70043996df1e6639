/* SPDX-License-Identifier: MIT */
/* SHA-256 of a document's bytes. The only door to nettle. */
#ifndef IBER_FINGERPRINT_H
#define IBER_FINGERPRINT_H

#include "str.h"

/* Writes 64 hex digits and a NUL. */
void fingerprint(struct str bytes, char out[65]);

#endif
