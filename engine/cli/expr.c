/* A recursive-descent reader that evaluates as it goes; checking is evaluating with a lookup that
 * knows only names. */
#include "cli/expr.h"

#include "base/names.h"
#include "base/number.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WORD_ROOM = 64, DEPTH_MAX = 64 };

struct reader {
  const char *source, *at;
  char word[WORD_ROOM]; /* current token: a name, a number, an operator; "" at the end */
  const char *word_at;
  bool quoted;
  expr_lookup_fn lookup;
  void *context;
  expr_words_fn words; /* NULL: values are not checked */
  void *words_context;
  char bad[WORD_ROOM]; /* a value that its field cannot have */
  const char *wanted;  /* what was expected in its place */
  const char *near;    /* the word that was meant, NULL none */
  const char *fault;   /* first fault, NULL none */
  const char *fault_at;
  int depth;
};

static void fail(struct reader *r, const char *fault) {
  if (r->fault == NULL) {
    r->fault = fault;
    r->fault_at = r->word_at;
  }
  r->word[0] = '\0';
}

static void take(struct reader *r, size_t length) {
  size_t kept = length < WORD_ROOM - 1 ? length : WORD_ROOM - 1;
  memcpy(r->word, r->at, kept);
  r->word[kept] = '\0';
  r->at += length;
}

static void advance(struct reader *r) {
  r->at += strspn(r->at, " \t\n");
  r->word_at = r->at;
  r->quoted = false;
  if (*r->at == '"' || *r->at == '\'') {
    const char *end = strchr(r->at + 1, *r->at);
    if (end == NULL) {
      fail(r, "a quote that is not closed");
      return;
    }
    r->at++;
    take(r, (size_t)(end - r->at));
    r->at++;
    r->quoted = true;
  } else if (isalnum((unsigned char)*r->at) || *r->at == '_' || *r->at == '-' || *r->at == '.') {
    take(r, 1 + strspn(r->at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_.-+"));
  } else if (strchr("<>!", *r->at) != NULL && r->at[0] != '\0' && r->at[1] == '=') {
    take(r, 2);
  } else {
    take(r, *r->at == '\0' ? 0 : 1);
  }
}

static bool is_word(const struct reader *r, const char *word) {
  return !r->quoted && strcmp(r->word, word) == 0;
}

static bool is_name(const struct reader *r) {
  return !r->quoted && (isalpha((unsigned char)r->word[0]) || r->word[0] == '_');
}

static bool read_or(struct reader *r);

static bool is_true(const struct expr_value *value) {
  return value->text != NULL ? value->text[0] != '\0' : value->number != 0;
}

static bool compare(const struct expr_value *left, const char *operator, const char * right) {
  double number = 0;
  int order = 0;
  if (left->text == NULL && number_parse(right, &number)) {
    order = left->number < number ? -1 : left->number > number ? 1 : 0;
  } else if (left->text == NULL) {
    bool wanted = strcmp(right, "true") == 0 || strcmp(right, "yes") == 0;
    order = (left->number != 0) == wanted ? 0 : 1;
  } else {
    order = strcmp(left->text, right);
  }
  switch (operator[0]) {
  case '=':
    return order == 0;
  case '!':
    return order != 0;
  case '<':
    return operator[1] == '=' ? order <= 0 : order<0;
  default:
    return operator[1] == '=' ? order >= 0 : order> 0;
  }
}

/* The value that is the current token, compared by [operator] with a field that is a number. */
static void check_number(struct reader *r, const char *operator) {
  static const char *const switches[] = {"true", "false", "yes", "no"};
  double number = 0;
  bool is_equality = operator[0] == '=' || operator[0] == '!';
  if (!number_parse(r->word, &number) &&
      !(is_equality && names_find(r->word, switches, sizeof switches / sizeof switches[0]) >= 0)) {
    memcpy(r->bad, r->word, sizeof r->bad);
    r->wanted = is_equality ? "a number, yes or no" : "a number";
    fail(r, "no number");
  }
}

/* The value that is the current token, compared by [operator] with field [name]. */
static void check_word(struct reader *r, const char *name, const char *operator) {
  size_t count = 0;
  if (r->words == NULL) {
    return;
  }
  const char *const *words = r->words(r->words_context, name, &count);
  if (words == NULL) {
    check_number(r, operator);
  } else if ((operator[0] == '=' || operator[0] == '!') && r->word[0] != '\0' &&
             names_find(r->word, words, count) < 0) {
    r->wanted = "a word of the field";
    r->near = names_nearest(r->word, words, count);
    memcpy(r->bad, r->word, sizeof r->bad);
    fail(r, "no such value of the field");
  }
}

static bool read_comparison(struct reader *r) {
  struct expr_value left = {NULL, 0};
  char operator[4];
  char name[WORD_ROOM];
  memcpy(name, r->word, sizeof name);
  if (!is_name(r)) {
    fail(r, r->word[0] == '\0' ? "it ends where a field was expected" : "no name of a field");
    return false;
  }
  if (!r->lookup(r->context, r->word, &left)) {
    fail(r, "no such field");
    return false;
  }
  advance(r);
  if (r->word[0] == '\0' || r->quoted || strchr("=<>!", r->word[0]) == NULL) {
    return is_true(&left);
  }
  if (is_word(r, "!")) {
    fail(r, "no operator; expected = != < <= > >=");
    return false;
  }
  (void)snprintf(operator, sizeof operator, "%.3s", r->word);
  advance(r);
  if (r->word[0] == '\0' && !r->quoted) {
    fail(r, "it ends where a value was expected");
    return false;
  }
  check_word(r, name, operator);
  bool result = compare(&left, operator, r->word);
  advance(r);
  return result;
}

static bool read_not(struct reader *r) {
  if (++r->depth > DEPTH_MAX) {
    fail(r, "nested too deeply");
    return false;
  }
  bool result = false;
  if (is_word(r, "not")) {
    advance(r);
    result = !read_not(r);
  } else if (is_word(r, "(")) {
    advance(r);
    result = read_or(r);
    if (!is_word(r, ")")) {
      fail(r, "a parenthesis that is not closed");
    }
    advance(r);
  } else {
    result = read_comparison(r);
  }
  r->depth--;
  return result;
}

static bool read_and(struct reader *r) {
  bool result = read_not(r);
  while (is_word(r, "and") && r->fault == NULL) {
    advance(r);
    bool right = read_not(r);
    result = result && right;
  }
  return result;
}

static bool read_or(struct reader *r) {
  bool result = read_and(r);
  while (is_word(r, "or") && r->fault == NULL) {
    advance(r);
    bool right = read_and(r);
    result = result || right;
  }
  return result;
}

static bool read_all(struct reader *r, const char *source, expr_lookup_fn lookup, void *context) {
  r->source = source;
  r->at = source;
  r->lookup = lookup;
  r->context = context;
  advance(r);
  bool result = read_or(r);
  if (r->word[0] != '\0') {
    fail(r, "something after the end; expected and, or");
  }
  return result;
}

static bool knows(void *context, const char *name, struct expr_value *out) {
  const char *const *fields = context;
  *out = (struct expr_value){NULL, 0};
  for (; *fields != NULL; fields++) {
    if (strcmp(*fields, name) == 0) {
      return true;
    }
  }
  return false;
}

enum err_code expr_check_words(const char *source, const char *const *fields, expr_words_fn words,
                               void *context, struct err *err) {
  struct reader r = {.words = words, .words_context = context};
  (void)read_all(&r, source, knows, (void *)(uintptr_t)fields);
  return r.fault == NULL ? ERR_OK
                         : err_set(err, ERR_USAGE, NULL, "found \"%s\"; expected %s%s%s%s", r.bad,
                                   r.wanted, r.near == NULL ? "" : "; did you mean \"",
                                   r.near == NULL ? "" : r.near, r.near == NULL ? "" : "\"?");
}

enum err_code expr_check(const char *source, const char *const *fields, struct err *err) {
  struct reader r = {0};
  size_t count = 0;
  while (fields[count] != NULL) {
    count++;
  }
  (void)read_all(&r, source, knows, (void *)(uintptr_t)fields);
  if (r.fault == NULL) {
    return ERR_OK;
  }
  char word[WORD_ROOM];
  size_t length = strcspn(r.fault_at, " ()=<>!");
  (void)snprintf(word, sizeof word, "%.*s", (int)(length < 60 ? length : 60), r.fault_at);
  const char *near = names_nearest(word, fields, count);
  return err_set(err, ERR_USAGE, NULL, "%s%s%s%s\n  %s\n  %*s^", r.fault,
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?", source, (int)(r.fault_at - source), "");
}

bool expr_holds(const char *source, expr_lookup_fn lookup, void *context) {
  struct reader r = {0};
  bool result = read_all(&r, source, lookup, context);
  return r.fault == NULL && result;
}
