/* SPDX-License-Identifier: MIT */
/* See media.h. A row must be so long that no text begins with it by chance: "GIF8" alone is a word
 * that somebody may write. */
#include "media.h"

enum { PDF_WITHIN = 1024 }; /* readers accept blanks and dirt before it */

struct magic {
    size_t at;
    struct str bytes;
    const char *is;
};

/* What stream.c can unpack. */
static const struct magic archives[] = {
    {0, {"\x1F\x8B\x08", 3}, "a gzip file"},
    {0,
     {"\xFD"
      "7zXZ\0",
      6},
     "an xz file"},
    {0, {"\x28\xB5\x2F\xFD", 4}, "a zstd file"},
    {4, {"1AY&SY", 6}, "a bzip2 file"}, /* behind BZh1 … BZh9 */
    {4, {"\x17\x72\x45\x38\x50\x90", 6}, "a bzip2 file"},
    {0, {"PK\x03\x04", 4}, "a zip archive"},
    {0, {"PK\x05\x06", 4}, "a zip archive"}, /* of nothing */
    {0, {"7z\xBC\xAF\x27\x1C", 6}, "a 7z archive"},
    {257, {"ustar", 5}, "a tar archive"}, /* behind fields that end with NUL */
};

static const struct magic others[] = {
    {0, {"\x89PNG\r\n", 6}, "a PNG image"},
    {0, {"\xFF\xD8\xFF", 3}, "a JPEG image"},
    {0, {"GIF87a", 6}, "a GIF image"},
    {0, {"GIF89a", 6}, "a GIF image"},
    {8, {"WEBP", 4}, "a WebP image"}, /* behind RIFF and a size */
    {8, {"WAVE", 4}, "a WAV sound file"},
    {8, {"AVI ", 4}, "an AVI video"},
    {0, {"II*\0", 4}, "a TIFF image"},
    {0, {"MM\0*", 4}, "a TIFF image"},
    {0, {"\0\0\x01\0", 4}, "an icon"},
    {0, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, "an old Office document (doc, xls, ppt)"},
    {0, {"{\\rtf", 5}, "an RTF document"},
    {0, {"%!PS", 4}, "a PostScript file"},
    {0, {"AT&TFORM", 8}, "a DjVu document"},
    {0,
     {"\x7F"
      "ELF",
      4},
     "a program"},
    {0, {"\xCA\xFE\xBA\xBE", 4}, "a program"},
    {0, {"\xCF\xFA\xED\xFE", 4}, "a program"},
    {0, {"\0asm", 4}, "a program"},
    {0, {"SQLite format 3\0", 16}, "an SQLite database"},
    {0, {"ID3\x02", 4}, "an MP3 sound file"},
    {0, {"ID3\x03", 4}, "an MP3 sound file"},
    {0, {"ID3\x04", 4}, "an MP3 sound file"},
    {4, {"ftyp", 4}, "an MP4 video"}, /* behind a size */
    {0, {"\x1A\x45\xDF\xA3", 4}, "a Matroska or WebM video"},
    {0, {"OggS\0", 5}, "an Ogg sound file"},
    {0, {"fLaC\0", 5}, "a FLAC sound file"},
    {0, {"Rar!\x1A\x07", 6}, "a RAR archive"},
    {0, {"wOFF\0", 5}, "a font"},
    {0, {"wOF2\0", 5}, "a font"},
    {0, {"\0\x01\0\0\0", 5}, "a font"},
    {0, {"ARROW1\0", 7}, "an Arrow file"},
};

static const char *look_up(const struct magic *list, size_t n, struct str s) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(str_sub(s, list[i].at, list[i].at + list[i].bytes.n), list[i].bytes))
            return list[i].is;
    return NULL;
}

/* The kinds of Office Open XML have a folder of their own. */
static const char *open_xml(struct str s) {
    if (str_find(s, STR("word/")) < s.n) return "a Word document (docx)";
    if (str_find(s, STR("xl/")) < s.n) return "an Excel workbook (xlsx)";
    if (str_find(s, STR("ppt/")) < s.n) return "a PowerPoint presentation (pptx)";
    return "an Office document";
}

/* The first member of a zip archive tells whether it is a document. OpenDocument and EPUB begin with
 * a member "mimetype" that is not packed. */
static const char *office(struct str s) {
    static const char *const firsts[] = {
        "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/"};
    if (s.n < 30 || !str_starts(s, STR("PK\x03\x04"))) return NULL;
    size_t name_n = (unsigned char)s.p[26] | (size_t)(unsigned char)s.p[27] << 8;
    size_t extra_n = (unsigned char)s.p[28] | (size_t)(unsigned char)s.p[29] << 8;
    struct str name = str_sub(s, 30, 30 + name_n), head = str_sub(s, 0, MEDIA_SNIFF);
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (str_starts(name, str_of(firsts[i]))) return open_xml(head);
    if (!str_eq(name, STR("mimetype"))) return NULL;
    struct str type = str_sub(s, 30 + name_n + extra_n, MEDIA_SNIFF);
    struct str open = STR("application/vnd.oasis.opendocument.");
    if (str_starts(type, STR("application/epub+zip"))) return "an EPUB book";
    if (!str_starts(type, open)) return NULL;
    type = str_sub(type, open.n, type.n);
    if (str_starts(type, STR("text"))) return "an OpenDocument text (odt)";
    if (str_starts(type, STR("spreadsheet"))) return "an OpenDocument spreadsheet (ods)";
    return "an OpenDocument file";
}

const char *media_archive(struct str s) {
    const char *is = look_up(archives, sizeof archives / sizeof *archives, s);
    if (is == NULL || office(s)) return NULL;
    if (str_is(STR("a tar archive"), is) && !memchr(s.p, '\0', 257)) return NULL;
    if (str_is(STR("a bzip2 file"), is) && !str_starts(s, STR("BZh"))) return NULL;
    return is;
}

const char *media_sniff(struct str s) {
    const char *is = office(s);
    if (is == NULL) is = media_archive(s);
    if (is == NULL) is = look_up(others, sizeof others / sizeof *others, s);
    if (is) return is;
    struct str head = str_sub(s, 0, PDF_WITHIN);
    if (str_starts(head, STR("\xEF\xBB\xBF"))) head = str_sub(head, 3, head.n);
    while (head.n && is_space(head.p[0])) head.p++, head.n--;
    if (str_starts(head, STR("%PDF-"))) return "a PDF";
    if (str_starts(s, STR("MZ")) && memchr(s.p, '\0', s.n < 64 ? s.n : 64)) return "a program";
    return NULL;
}

struct str media_unpacked_name(struct str name) {
    static const char *const packings[] = {".gz", ".xz", ".zst", ".bz2"};
    for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
        if (str_ends(name, str_of(packings[i])))
            return str_sub(name, 0, name.n - strlen(packings[i]));
    return name;
}

struct str media_of_name(struct str name) {
    static const char *const endings[][2] = {{".html", "text/html"},
                                             {".htm", "text/html"},
                                             {".xhtml", "text/html"},
                                             {".md", "text/markdown"},
                                             {".markdown", "text/markdown"}};
    name = media_unpacked_name(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(name, str_of(endings[i][0]))) return str_of(endings[i][1]);
    return STR("");
}
