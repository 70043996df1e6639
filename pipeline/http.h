/* SPDX-License-Identifier: MIT */
/* What crawlers keep of HTTP: header blocks, content types, chunks. Pure functions. */
#ifndef IBER_HTTP_H
#define IBER_HTTP_H

#include "str.h"

/* The value of a header in a block of "Name: value" lines, without the blanks around it; empty when it
 * is not there. Capitals do not count; `name` is in small letters. */
struct str http_header(struct str block, const char *name);

/* 200 of "HTTP/1.1 200 OK"; 0 when the block does not begin so. */
unsigned http_status(struct str block);

/* "text/html; charset=utf-8" → text/html, utf-8. */
struct str http_media(struct str content_type);
struct str http_charset(struct str content_type);

/* Are these the same words, but for capitals? `word` is in small letters. */
bool http_is(struct str s, const char *word);

/* Puts chunks (Transfer-Encoding: chunked) together, in place. False when they are damaged: what was
 * put together until then is in *body. A body that does not begin with a chunk stays as it is. */
bool http_unchunk(char *p, struct str *body);

#endif
