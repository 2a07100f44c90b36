/* A light reader of Lua source: strings, comments and nested constructors, enough to follow keys.
 */
#include "lua/locate.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEGMENTS_MAX = 16, SEGMENT_MAX = 80, NESTING_MAX = 100 };

enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_STRING, TOKEN_OTHER };

struct token {
  enum token_kind kind;
  const char *text;
  size_t length;
  int line;
};

struct reader {
  const char *at, *end;
  int line;
  struct token token; /* the current one */
  char segments[SEGMENTS_MAX][SEGMENT_MAX];
  int count;
  int best_depth, best_line;
  int nesting;
};

/* Level of a long bracket at [at] ("[==[" is 2), -1 if there is none. */
static int long_level(const char *at, const char *end) {
  int level = 0;
  const char *next = at + 1;
  while (next < end && *next == '=') {
    next++;
    level++;
  }
  return at < end && *at == '[' && next < end && *next == '[' ? level : -1;
}

static void skip_long(struct reader *r, int level) {
  r->at += level + 2;
  while (r->at < r->end) {
    if (*r->at == '\n') {
      r->line++;
    }
    const char *close = r->at + 1;
    int found = 0;
    while (*r->at == ']' && close < r->end && *close == '=') {
      close++;
      found++;
    }
    if (*r->at == ']' && found == level && close < r->end && *close == ']') {
      r->at = close + 1;
      return;
    }
    r->at++;
  }
}

static void skip_comment(struct reader *r) {
  r->at += 2;
  int level = long_level(r->at, r->end);
  if (level >= 0) {
    skip_long(r, level);
    return;
  }
  while (r->at < r->end && *r->at != '\n') {
    r->at++;
  }
}

static void skip_blank(struct reader *r) {
  while (r->at < r->end) {
    if (r->end - r->at >= 2 && r->at[0] == '-' && r->at[1] == '-') {
      skip_comment(r);
    } else if (isspace((unsigned char)*r->at)) {
      r->line += *r->at == '\n' ? 1 : 0;
      r->at++;
    } else {
      return;
    }
  }
}

static void read_quoted(struct reader *r) {
  char quote = *r->at++;
  r->token.text = r->at;
  while (r->at < r->end && *r->at != quote && *r->at != '\n') {
    r->at += *r->at == '\\' && r->end - r->at > 1 ? 2 : 1;
  }
  r->token.length = (size_t)(r->at - r->token.text);
  r->at += r->at < r->end ? 1 : 0;
}

static void advance(struct reader *r) {
  skip_blank(r);
  r->token = (struct token){.kind = TOKEN_END, .text = r->at, .line = r->line};
  if (r->at >= r->end) {
    return;
  }
  int level = long_level(r->at, r->end);
  if (isalpha((unsigned char)*r->at) || *r->at == '_') {
    r->token.kind = TOKEN_NAME;
    while (r->at < r->end && (isalnum((unsigned char)*r->at) || *r->at == '_')) {
      r->at++;
    }
    r->token.length = (size_t)(r->at - r->token.text);
  } else if (*r->at == '"' || *r->at == '\'') {
    r->token.kind = TOKEN_STRING;
    read_quoted(r);
  } else if (level >= 0) {
    r->token.kind = TOKEN_STRING;
    skip_long(r, level);
  } else {
    r->token.kind = TOKEN_OTHER;
    r->token.length = 1;
    r->at++;
  }
}

static bool is_char(const struct reader *r, char c) {
  return r->token.kind == TOKEN_OTHER && *r->token.text == c;
}

static bool is_word(const struct reader *r, const char *word) {
  return r->token.kind == TOKEN_NAME && r->token.length == strlen(word) &&
         memcmp(r->token.text, word, r->token.length) == 0;
}

/* How many segments of the path, from [depth] on, the key is: one, or, of a key that is a path
 * itself, several; 0 if it is another. */
static int matched(const struct reader *r, const struct token *key, int depth) {
  size_t at = 0;
  for (int i = depth; i < r->count; i++) {
    size_t length = strlen(r->segments[i]);
    if (key->length - at < length || memcmp(r->segments[i], key->text + at, length) != 0) {
      return 0;
    }
    at += length;
    if (at == key->length) {
      return i - depth + 1;
    }
    if (key->text[at++] != '.') {
      return 0;
    }
  }
  return 0;
}

static void note(struct reader *r, int depth, int line) {
  if (depth > r->best_depth) {
    r->best_depth = depth;
    r->best_line = line;
  }
}

static void read_constructor(struct reader *r, int depth);

/* A function's body, from `function` to its `end`. */
static void skip_function(struct reader *r) {
  int open = 0;
  do {
    if (is_word(r, "function") || is_word(r, "do") || is_word(r, "if") || is_word(r, "repeat")) {
      open++;
    } else if (is_word(r, "end") || is_word(r, "until")) {
      open--;
    }
    advance(r);
  } while (open > 0 && r->token.kind != TOKEN_END);
}

/* A value up to the comma or brace that ends it. Constructors inside are read at [depth]; -1: their
 * keys do not matter. */
static void read_value(struct reader *r, int depth) {
  int parentheses = 0;
  while (r->token.kind != TOKEN_END) {
    if (parentheses == 0 && (is_char(r, ',') || is_char(r, ';') || is_char(r, '}'))) {
      return;
    }
    if (is_char(r, '{')) {
      read_constructor(r, depth);
    } else if (is_word(r, "function")) {
      skip_function(r);
    } else {
      parentheses += is_char(r, '(') ? 1 : is_char(r, ')') ? -1 : 0;
      advance(r);
    }
  }
}

/* One `key = value`, `["key"] = value` or positional value. */
static void read_entry(struct reader *r, int depth, int position) {
  struct reader before = *r;
  struct token key = r->token;
  bool bracket = is_char(r, '[');
  if (bracket) {
    advance(r);
    key = r->token;
    advance(r);
  }
  advance(r);
  bool named = key.kind == TOKEN_NAME || (bracket && key.kind == TOKEN_STRING);
  bool assigned = is_char(r, '=') && (r->at >= r->end || *r->at != '=');
  char number[16];
  if (named && assigned) {
    advance(r);
  } else {
    *r = before;
    key = (struct token){.text = number, .line = r->token.line};
    key.length = (size_t)snprintf(number, sizeof number, "%d", position);
  }
  int more = depth >= 0 ? matched(r, &key, depth) : 0;
  if (more > 0) {
    note(r, depth + more, key.line);
  }
  read_value(r, more > 0 ? depth + more : -1);
}

static void read_constructor(struct reader *r, int depth) {
  int position = 1;
  if (++r->nesting > NESTING_MAX) {
    r->at = r->end;
  }
  advance(r);
  while (r->token.kind != TOKEN_END && !is_char(r, '}')) {
    if (is_char(r, ',') || is_char(r, ';')) {
      advance(r);
      continue;
    }
    bool positional = r->token.kind != TOKEN_NAME && !is_char(r, '[');
    read_entry(r, depth, position);
    position += positional ? 1 : 0;
  }
  advance(r);
  r->nesting--;
}

/* Reads one file for path segments from [skip] on; returns how many were found, and the line of the
 * last. */
static int search(const struct source *source, const struct reader *path, int skip, int *line) {
  struct reader r = {.at = source->bytes, .end = source->bytes + source->length, .line = 1};
  r.best_line = 1;
  r.count = path->count - skip;
  memcpy(r.segments, path->segments[skip], (size_t)r.count * SEGMENT_MAX);
  advance(&r);
  while (r.token.kind != TOKEN_END) {
    if (is_word(&r, "return")) {
      r.best_line = r.best_depth == 0 ? r.token.line : r.best_line;
      advance(&r);
      while (r.token.kind == TOKEN_NAME || is_char(&r, '(')) {
        advance(&r);
      }
      if (is_char(&r, '{')) {
        read_constructor(&r, 0);
      }
    } else if (is_char(&r, '{')) {
      read_constructor(&r, -1);
    } else {
      advance(&r);
    }
  }
  *line = r.best_line;
  return r.best_depth;
}

static void split(struct reader *r, const char *path) {
  while (*path != '\0' && r->count < SEGMENTS_MAX) {
    size_t length = strcspn(path, ".");
    if (length < SEGMENT_MAX) {
      memcpy(r->segments[r->count], path, length);
      r->segments[r->count][length] = '\0';
      r->count++;
    }
    path += length;
    path += *path == '.' ? 1 : 0;
  }
}

void locate(const struct source_set *sources, const char *name, const char *path, char *where,
            size_t room) {
  struct reader wanted = {.count = 0};
  const struct source *source = source_find(sources, name);
  int line = 1;
  split(&wanted, path);
  int depth = source == NULL ? 0 : search(source, &wanted, 0, &line);
  const struct source *found = source;
  for (int i = 0; i < sources->count && depth < wanted.count; i++) {
    int other_line = 1;
    const struct source *other = &sources->items[i];
    if (other == source || strncmp(other->name, "scenario/", 9) != 0) {
      continue;
    }
    int more = search(other, &wanted, depth, &other_line);
    if (more > 0 && depth + more == wanted.count) {
      found = other;
      line = other_line;
      depth = wanted.count;
    }
  }
  (void)snprintf(where, room, "%s:%d", found == NULL ? name : found->path, line);
}

/* Whether the file has a local variable of that name. */
static bool has_local(const struct source *source, const char *name) {
  struct reader r = {.at = source->bytes, .end = source->bytes + source->length, .line = 1};
  bool after_local = false;
  for (advance(&r); r.token.kind != TOKEN_END; advance(&r)) {
    if (after_local && is_word(&r, name)) {
      return true;
    }
    bool listed = after_local && (r.token.kind == TOKEN_NAME || is_char(&r, ','));
    after_local = is_word(&r, "local") || listed;
  }
  return false;
}

void locate_members(const struct source *source, const char *module, locate_member_fn found,
                    void *context) {
  struct reader r = {.at = source->bytes, .end = source->bytes + source->length, .line = 1};
  bool inner = false; /* what comes is a member itself */
  if (has_local(source, module)) {
    return;
  }
  advance(&r);
  while (r.token.kind != TOKEN_END) {
    bool is_module = !inner && is_word(&r, module);
    inner = is_char(&r, '.') || is_char(&r, ':');
    advance(&r);
    if (is_module && is_char(&r, '.')) {
      advance(&r);
      if (r.token.kind == TOKEN_NAME) {
        found(context, r.token.text, r.token.length, r.token.line);
      }
    }
  }
}
