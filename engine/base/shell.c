/* Quoting of words for a shell. */
#include "base/shell.h"

#include <string.h>

/* Letters and signs that no shell gives a meaning, wherever they stand in a word. A leading = or ~
 * has one in some, so neither is here. */
static const char harmless[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "_-./:,+@%";

static bool is_plain(const char *word) {
  return word[0] != '\0' && word[strspn(word, harmless)] == '\0';
}

/* Within single quotes nothing has a meaning but the quote itself: close, escape one, open. */
static void add_quoted(struct text *out, const char *word) {
  text_add(out, "'");
  for (const char *at = word; *at != '\0';) {
    size_t plain = strcspn(at, "'");
    text_add_bytes(out, at, plain);
    at += plain;
    if (*at == '\'') {
      text_add(out, "'\\''");
      at++;
    }
  }
  text_add(out, "'");
}

void shell_quote(struct text *out, const char *word) {
  if (is_plain(word)) {
    text_add(out, word);
  } else {
    add_quoted(out, word);
  }
}

static bool is_safe(const char *word) {
  struct text seen = {0};
  text_add_safe(&seen, word, strlen(word));
  bool same = !seen.failed && strcmp(text_string(&seen), word) == 0;
  text_free(&seen);
  return same;
}

void shell_quote_shown(struct text *out, const char *word) {
  if (is_safe(word)) {
    shell_quote(out, word);
    return;
  }
  text_add(out, "$'");
  for (const unsigned char *at = (const unsigned char *)word; *at != '\0'; at++) {
    if (*at < 0x20 || *at >= 0x7F || *at == '\'' || *at == '\\') {
      text_add_format(out, "\\%03o", *at);
    } else {
      text_add_bytes(out, at, 1);
    }
  }
  text_add(out, "'");
}
