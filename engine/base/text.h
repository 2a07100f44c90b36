/* A growable string, always NUL-terminated. The one string type of the engine. */
#ifndef DEMARCHE_BASE_TEXT_H
#define DEMARCHE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise ({0}); free with text_free. [bytes] may be NULL while [length] is 0. */
struct text {
  char *bytes;
  size_t length;
  size_t room;
  bool failed; /* an allocation failed: the contents are cut; checked once at the end */
};

void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const void *bytes, size_t length);

/* Adds [length] bytes of undefined contents and returns where they stand, to be filled before
 * anything else is added; NULL when an allocation has failed. */
char *text_extend(struct text *text, size_t length);

void text_add_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds [string] with control bytes and invalid UTF-8 written as \xNN, so that a terminal is safe.
 */
void text_add_safe(struct text *text, const char *string, size_t length);

struct err;

/* Adds "WHERE: TEXT", safe as above; the text alone when it is nowhere. */
void text_add_err(struct text *text, const struct err *err);

/* Adds [string] as a cell of a markdown table: safe as above, with | escaped; "-" for an empty one
 * or NULL. */
void text_add_cell(struct text *text, const char *string);

/* The contents as a C string, never NULL. Owned by [text]. */
const char *text_string(const struct text *text);

/* Empties without giving memory back. */
void text_clear(struct text *text);

void text_free(struct text *text);

#endif
