/* SPDX-License-Identifier: MIT */
/* What a file is, by its first bytes or by its name. Pure functions. */
#ifndef IBER_MEDIA_H
#define IBER_MEDIA_H

#include "str.h"

enum { MEDIA_SNIFF = 4096 }; /* so many first bytes are enough for all that is told here */

/* What bytes are that are no text, in words that stand behind "this is": "a PDF", "a Word document
 * (docx)"; NULL when they may be text. */
const char *media_sniff(struct str bytes);

/* The same for archives and packed files only ("a zip archive"): what iber unpacks. An office file
 * is none, though it is a zip inside. */
const char *media_archive(struct str bytes);

/* text/html, text/markdown by the ending of a name (also before .gz, .xz …); else empty. */
struct str media_of_name(struct str name);

/* A name without the ending of its packing: "a.txt.gz" → "a.txt". */
struct str media_unpacked_name(struct str name);

#endif
