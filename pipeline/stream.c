/* SPDX-License-Identifier: MIT */
/* See stream.h. */
#include "stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gunzip.h"
#include "media.h"
#include "str.h"

enum { SNIFF_SIZE = 512 };

void stream_init(struct stream *s) {
    memset(s, 0, offsetof(struct stream, packed));
    s->fd = -1;
}

uint64_t stream_bytes(const struct stream *s) {
    off_t at = s->sized ? lseek(s->fd, 0, SEEK_CUR) : (off_t)s->packed_n;
    return s->done_n + (at > 0 ? (uint64_t)at : 0);
}

void stream_close(struct stream *s) {
    if (s->archive) archive_read_free(s->archive);
    s->archive = NULL;
    gunzip_close(s->gunzip);
    s->gunzip = NULL;
    s->done_n += s->packed_n;
    s->packed_n = s->unpacked_n = s->members_n = 0;
    s->first_n = 0;
    s->sized = false;
    if (s->utf8) freelocale(s->utf8);
    s->utf8 = (locale_t)0;
    if (s->fd > STDIN_FILENO) close(s->fd);
    s->fd = -1;
    s->pending = false;
}

/* For `return fault(…)`: nothing was read. */
static size_t fault(struct stream *s, enum status code, const char *why) {
    s->fault = code;
    s->why = why ? why : "damaged archive";
    return 0;
}

static size_t file_read(struct stream *s, char *to, size_t n) {
    ssize_t got;
    do got = read(s->fd, to, n);
    while (got < 0 && errno == EINTR);
    if (got < 0) return fault(s, UNREADABLE, strerror(errno));
    if (!s->sized) s->packed_n += (size_t)got;
    return (size_t)got;
}

/* For gunzip.c: first what sniff() has read, of which it has room for all. */
static size_t packed_read(void *user, char *to, size_t n) {
    struct stream *s = user;
    if (s->first_n == 0) return file_read(s, to, n);
    n = s->first_n;
    memcpy(to, s->packed, n);
    s->first_n = 0;
    return n;
}

/* Counts what was unpacked. A bomb ends the whole file. */
static size_t counted(struct stream *s, uint64_t *count, size_t n) {
    *count += n;
    if (*count <= RATIO_FREE || *count / RATIO_MAX <= s->packed_n) return n;
    s->archive_over = s->member_over = true;
    return fault(s, TOO_BIG, "unpacks to more than 1000 times its size, and to more than 100 MiB");
}

static size_t gunzipped(struct stream *s, char *to, size_t n) {
    const char *why;
    n = gunzip_read(s->gunzip, to, n, &why);
    if (why && s->fault == OK) fault(s, BAD_ARCHIVE, why);
    return counted(s, &s->unpacked_n, n);
}

static size_t member_read(struct stream *s, char *to, size_t n) {
    while (s->block_n == 0 && !s->member_over) {
        const void *block = NULL;
        la_int64_t at = 0;
        int r = archive_read_data_block(s->archive, &block, &s->block_n, &at);
        s->block = block;
        s->block_start = (uint64_t)at;
        if (r == ARCHIVE_OK) continue;
        s->block_n = 0;
        s->member_over = true;
        if (r == ARCHIVE_FATAL) s->archive_over = true;
        if (s->fault != OK) return 0; /* pipe_read() knows better */
        /* A wrong checksum is a warning to libarchive; here it is damage. */
        if (r != ARCHIVE_EOF) return fault(s, BAD_ARCHIVE, archive_error_string(s->archive));
    }
    if (s->block_n == 0) return 0;
    if (s->member_at < s->block_start) {
        uint64_t hole = s->block_start - s->member_at;
        if (n > hole) n = (size_t)hole;
        memset(to, 0, n);
    } else {
        if (n > s->block_n) n = s->block_n;
        memcpy(to, s->block, n);
        s->block += n;
        s->block_n -= n;
        s->block_start += n;
    }
    s->member_at += n;
    return n;
}

/* At most n bytes that are not in the buffer yet. */
static size_t read_some(struct stream *s, char *to, size_t n) {
    if (s->fault != OK || n == 0) return 0;
    if (s->archive) return counted(s, &s->members_n, member_read(s, to, n));
    return s->gunzip ? gunzipped(s, to, n) : file_read(s, to, n);
}

bool stream_fill(struct stream *s) {
    memmove(s->buffer, s->buffer + s->at, s->end - s->at);
    s->offset += s->at;
    s->end -= s->at;
    s->at = 0;
    size_t n = read_some(s, s->buffer + s->end, STREAM_BUFFER - s->end);
    s->end += n;
    return n > 0;
}

size_t stream_take(struct stream *s, char *to, size_t n) {
    if (s->at == s->end) {
        n = read_some(s, to, n);
        s->offset += n;
        return n;
    }
    if (n > s->end - s->at) n = s->end - s->at;
    memcpy(to, s->buffer + s->at, n);
    s->at += n;
    return n;
}

/* Reads as far as it takes to tell an archive. Text from a slow pipe must not wait for 512 bytes: a
 * line end before them is no tar. What makes an office file of a zip stands further behind. */
static bool sniff(struct stream *s) {
    while (s->end < MEDIA_SNIFF) {
        struct str head = {s->buffer, s->end};
        bool zip = str_starts(head, STR("PK\x03\x04"));
        if (s->end >= SNIFF_SIZE && !zip) break;
        if (head.n >= 10 && !zip && (media_archive(head) || memchr(head.p, '\n', head.n))) break;
        size_t n = read_some(s, s->buffer + s->end, MEDIA_SNIFF - s->end);
        if (n == 0) break;
        s->end += n;
    }
    return media_archive((struct str){s->buffer, s->end}) != NULL;
}

static la_ssize_t pipe_read(struct archive *a, void *data, const void **bytes) {
    struct stream *s = data;
    size_t n = s->end - s->at;
    if (n) {
        memcpy(s->packed, s->buffer + s->at, n); /* what sniff() read */
        s->at = s->end = 0;
    } else {
        n = s->gunzip ? gunzipped(s, s->packed, sizeof s->packed)
                      : file_read(s, s->packed, sizeof s->packed);
    }
    *bytes = s->packed;
    if (s->fault == OK) return (la_ssize_t)n;
    archive_set_error(a, EIO, "%s", s->why);
    return -1;
}

/* Only what has_magic() knows, not libarchive's "all": that takes some texts for mtree or uuencode,
 * and runs programs for rare packings. A single packed file comes out as "raw". */
static void open_archive(struct stream *s) {
    struct archive *a = s->archive = archive_read_new();
    s->archive_over = !a;
    s->member_over = true;
    if (!a) {
        fault(s, LIBRARY, strerror(ENOMEM));
        return;
    }
    s->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    int r;
    if (!s->gunzip && lseek(s->fd, 0, SEEK_CUR) == (off_t)s->end &&
        lseek(s->fd, 0, SEEK_SET) == 0) {
        s->at = s->end = 0;
        r = archive_read_open_fd(a, s->fd, STREAM_PACKED);
    } else {
        r = archive_read_open(a, s, NULL, pipe_read, NULL);
    }
    if (r == ARCHIVE_OK) return;
    s->archive_over = true;
    fault(s, BAD_ARCHIVE, archive_error_string(a));
}

/* What was read is the begin of a gzip file: goes back behind it. True when a tar comes out. */
static bool open_gzip(struct stream *s) {
    s->first_n = s->end;
    memcpy(s->packed, s->buffer, s->end);
    s->end = 0;
    s->gunzip = gunzip_open(packed_read, s);
    s->size = 0;
    if (s->gunzip == NULL) return fault(s, LIBRARY, strerror(ENOMEM)) > 0;
    sniff(s);
    const char *is = media_archive((struct str){s->buffer, s->end});
    return is && str_is(STR("a tar archive"), is);
}

static void forget(struct stream *s) {
    s->member = NULL;
    s->fault = OK;
    s->at = s->end = s->block_n = 0;
    s->size = s->offset = s->member_at = 0;
}

void stream_fail(struct stream *s, enum status code, const char *why) {
    stream_close(s);
    forget(s);
    fault(s, code, why);
    s->pending = true;
}

void stream_open(struct stream *s, const char *path) {
    struct stat st;
    bool is_stdin = strcmp(path, "-") == 0;
    stream_close(s);
    forget(s);
    do s->fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (s->fd < 0 && errno == EINTR);
    if (s->fd < 0) {
        stream_fail(s, UNREADABLE, strerror(errno));
        return;
    }
    off_t from = lseek(s->fd, 0, SEEK_CUR);
    if (from >= 0 && fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > from)
        s->size = (uint64_t)(st.st_size - from);
    s->packed_n = s->size;
    s->sized = s->size > 0;
    bool packed = sniff(s);
    if (packed && str_starts((struct str){s->buffer, s->end}, STR("\x1F\x8B")))
        packed = open_gzip(s);
    if (packed && s->fault == OK) open_archive(s);
    s->pending = !s->archive || s->fault != OK;
}

/* archive_read_next_header(), and the member's name. */
static int next_header(struct stream *s, struct archive_entry **e, const char **name) {
    locale_t old = uselocale(s->utf8); /* in the C locale libarchive has no "ç" for a name */
    int r = archive_read_next_header(s->archive, e);
    *name = r == ARCHIVE_OK || r == ARCHIVE_WARN ? archive_entry_pathname(*e) : NULL;
    uselocale(old);
    return r;
}

/* libarchive unpacks what it skips, where an archive is packed as a whole: so it is counted here. False
 * when it is a bomb. */
static bool skip_member(struct stream *s) {
    bool whole = archive_filter_code(s->archive, 0) != ARCHIVE_FILTER_NONE ||
                 archive_format(s->archive) == ARCHIVE_FORMAT_7ZIP;
    while (whole && read_some(s, s->buffer, STREAM_BUFFER) > 0) {
    }
    return s->fault != TOO_BIG;
}

/* The stream of the next regular member, or a fault. False behind the last one. */
static bool open_member(struct stream *s) {
    struct archive *a = s->archive;
    struct archive_entry *e;
    const char *name;
    bool bomb = !skip_member(s);
    forget(s);
    if (bomb) return counted(s, &s->members_n, 0) == 0;
    for (;;) {
        int r = next_header(s, &e, &name);
        bool raw = archive_format(a) == ARCHIVE_FORMAT_RAW;
        bool empty = archive_format(a) == ARCHIVE_FORMAT_EMPTY;
        if (r != ARCHIVE_OK && r != ARCHIVE_WARN) {
            s->archive_over = s->member_over = true;
            if (r == ARCHIVE_EOF && !empty) return false;
            if (empty && archive_errno(a) == 0) return true; /* nothing, well packed */
            s->offset = (uint64_t)archive_filter_bytes(a, -1);
            if (s->fault == OK) fault(s, BAD_ARCHIVE, archive_error_string(a));
            return true;
        }
        uint64_t size = archive_entry_size_is_set(e) ? (uint64_t)archive_entry_size(e) : 0;
        if (!raw && archive_entry_filetype(e) != AE_IFREG) continue;
        if (archive_entry_hardlink(e) && size == 0) continue;
        s->member_over = false;
        if (!raw) {
            s->size = size;
            s->member = name ? name : "?";
        } else if (archive_filter_code(a, 0) == ARCHIVE_FILTER_NONE) {
            fault(s, BAD_ARCHIVE, "damaged at its beginning");
        }
        return true;
    }
}

bool stream_next(struct stream *s) {
    if (s->pending) {
        s->pending = false;
        return true;
    }
    if (s->archive && !s->archive_over && open_member(s)) return true;
    stream_close(s);
    return false;
}
