/* The growable string. */
#include "base/text.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(struct text *text, size_t more) {
  size_t needed = text->length + more + 1;
  if (text->failed || needed < more) {
    text->failed = true;
    return false;
  }
  if (needed <= text->room) {
    return true;
  }
  size_t room = text->room == 0 ? 64 : text->room;
  while (room < needed) {
    room = room > SIZE_MAX / 2 ? needed : room * 2; /* doubled, or adding would be quadratic */
  }
  char *bytes = realloc(text->bytes, room);
  if (bytes == NULL) {
    text->failed = true;
    return false;
  }
  text->bytes = bytes;
  text->room = room;
  return true;
}

char *text_extend(struct text *text, size_t length) {
  if (!make_room(text, length)) {
    return NULL;
  }
  char *added = text->bytes + text->length;
  text->length += length;
  text->bytes[text->length] = '\0';
  return added;
}

void text_add_bytes(struct text *text, const void *bytes, size_t length) {
  char *added = text_extend(text, length);
  if (added != NULL) {
    memcpy(added, bytes, length);
  }
}

void text_add(struct text *text, const char *string) {
  text_add_bytes(text, string, strlen(string));
}

void text_add_format(struct text *text, const char *format, ...) {
  va_list arguments;
  va_list again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length >= 0 && make_room(text, (size_t)length)) {
    (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    text->length += (size_t)length;
  }
  va_end(again);
}

/* Length of the well-formed, printable UTF-8 character at [bytes], 0 if it is none. C1 controls and
 * bidirectional overrides can steer a terminal as well as C0 controls can. */
static size_t safe_length(const unsigned char *bytes, size_t left) {
  unsigned char first = bytes[0];
  if (first < 0x80) {
    return first >= 0x20 && first != 0x7F ? 1 : 0;
  }
  size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || length > left) {
    return 0;
  }
  unsigned long point = first & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) {
      return 0;
    }
    point = point << 6 | (bytes[i] & 0x3Fu);
  }
  bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  bool steering = point < 0xA0 || (point >= 0x200E && point <= 0x200F) ||
                  (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  return overlong || surrogate || steering || point > 0x10FFFF ? 0 : length;
}

void text_add_safe(struct text *text, const char *string, size_t length) {
  const unsigned char *bytes = (const unsigned char *)string;
  size_t at = 0;
  while (at < length) {
    size_t safe = safe_length(bytes + at, length - at);
    if (safe > 0) {
      text_add_bytes(text, bytes + at, safe);
      at += safe;
    } else {
      text_add_format(text, "\\x%02x", bytes[at]);
      at++;
    }
  }
}

void text_add_err(struct text *text, const struct err *err) {
  text_add_safe(text, err->where, strlen(err->where));
  text_add(text, err->where[0] == '\0' ? "" : ": ");
  text_add_safe(text, err->text, strlen(err->text));
}

void text_add_cell(struct text *text, const char *string) {
  const char *at = string == NULL || string[0] == '\0' ? "-" : string;
  while (*at != '\0') {
    size_t plain = strcspn(at, "|");
    text_add_safe(text, at, plain);
    at += plain;
    if (*at == '|') {
      text_add(text, "\\|");
      at++;
    }
  }
}

const char *text_string(const struct text *text) {
  return text->bytes == NULL ? "" : text->bytes;
}

void text_clear(struct text *text) {
  text->length = 0;
  text->failed = false;
  if (text->bytes != NULL) {
    text->bytes[0] = '\0';
  }
}

void text_free(struct text *text) {
  free(text->bytes);
  *text = (struct text){0};
}
