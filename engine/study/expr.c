/* A recursive-descent reader that makes a tree in a fixed array. What is done with the tree stands
 * in expr_evaluate.c. */
#include "study/expr.h"

#include "base/names.h"
#include "base/number.h"

#include <assert.h>
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

struct reader {
  const char *source, *at;
  char word[EXPR_WORD_SIZE]; /* current token: a name, a number, an operator; "" at the end */
  const char *word_at;
  bool quoted;
  const char *const *fields; /* NULL: any name will do */
  struct expr *out;
  const char *fault; /* first fault, NULL none */
  const char *fault_at;
  int depth;
};

static int fail(struct reader *r, const char *fault) {
  if (r->fault == NULL) {
    r->fault = fault;
    r->fault_at = r->word_at;
  }
  r->word[0] = '\0';
  return 0;
}

static void take(struct reader *r, size_t length) {
  if (length >= EXPR_WORD_SIZE) {
    (void)fail(r, "a word that is too long");
  } else {
    memcpy(r->word, r->at, length);
    r->word[length] = '\0';
  }
  r->at += length;
}

static void advance(struct reader *r) {
  r->at += strspn(r->at, " \t\n");
  r->word_at = r->at;
  r->quoted = false;
  if (*r->at == '"' || *r->at == '\'') {
    const char *end = strchr(r->at + 1, *r->at);
    if (end == NULL) {
      (void)fail(r, "a quote that is not closed");
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

/* A new node; the first one, when there is a fault. */
static int add_node(struct reader *r, enum expr_kind kind, int left, int right) {
  if (r->fault != NULL || r->out->count == EXPR_NODES_MAX) {
    return fail(r, "an expression that is too long");
  }
  r->out->nodes[r->out->count] = (struct expr_node){.kind = kind, .left = left, .right = right};
  return r->out->count++;
}

/* Keeps the current token; where it stands in the text. */
static int keep_word(struct reader *r) {
  size_t size = strlen(r->word) + 1;
  int at = r->out->text_length;
  if (size > (size_t)(EXPR_TEXT_MAX - at)) {
    return fail(r, "an expression that is too long");
  }
  memcpy(r->out->text + at, r->word, size);
  r->out->text_length += (int)size;
  return at;
}

static int field_of(struct reader *r) {
  if (r->fields == NULL) {
    return keep_word(r);
  }
  for (int i = 0; r->fields[i] != NULL; i++) {
    if (strcmp(r->fields[i], r->word) == 0) {
      return i;
    }
  }
  return fail(r, "no such field");
}

static int read_comparison(struct reader *r) {
  if (!is_name(r)) {
    return fail(r,
                r->word[0] == '\0' ? "it ends where a field was expected" : "no name of a field");
  }
  int field = field_of(r);
  int node = add_node(r, EXPR_BARE, 0, 0);
  struct expr_node *made = &r->out->nodes[node];
  if (r->fault != NULL) {
    return node;
  }
  made->field = field;
  advance(r);
  if (r->word[0] == '\0' || r->quoted || strchr("=<>!", r->word[0]) == NULL) {
    return node;
  }
  if (is_word(r, "!")) {
    return fail(r, "no operator; expected = != < <= > >=");
  }
  made->kind = EXPR_COMPARE;
  (void)snprintf(made->operator, sizeof made->operator, "%.2s", r->word);
  advance(r);
  if (r->word[0] == '\0' && !r->quoted) {
    return fail(r, "it ends where a value was expected");
  }
  made->is_number = number_parse(r->word, &made->number);
  made->word = keep_word(r);
  advance(r);
  return node;
}

static int read_or(struct reader *r);

static int read_not(struct reader *r) {
  if (++r->depth > DEPTH_MAX) {
    return fail(r, "nested too deeply");
  }
  int node = 0;
  if (is_word(r, "not")) {
    advance(r);
    node = read_not(r);
    node = add_node(r, EXPR_NOT, node, 0);
  } else if (is_word(r, "(")) {
    advance(r);
    node = read_or(r);
    if (!is_word(r, ")")) {
      (void)fail(r, "a parenthesis that is not closed");
    }
    advance(r);
  } else {
    node = read_comparison(r);
  }
  r->depth--;
  return node;
}

static int read_and(struct reader *r) {
  int node = read_not(r);
  while (is_word(r, "and") && r->fault == NULL) {
    advance(r);
    int right = read_not(r);
    node = add_node(r, EXPR_AND, node, right);
  }
  return node;
}

static int read_or(struct reader *r) {
  int node = read_and(r);
  while (is_word(r, "or") && r->fault == NULL) {
    advance(r);
    int right = read_and(r);
    node = add_node(r, EXPR_OR, node, right);
  }
  return node;
}

static void read_all(struct reader *r, struct expr *out, const char *source,
                     const char *const *fields) {
  *r = (struct reader){.source = source, .at = source, .fields = fields, .out = out};
  out->count = 0;
  out->text_length = 0;
  advance(r);
  out->root = read_or(r);
  if (r->word[0] != '\0') {
    (void)fail(r, "something after the end; expected and, or");
  }
}

enum err_code expr_compile(struct expr *out, const char *source, const char *const *fields,
                           struct err *err) {
  struct reader r;
  size_t count = 0;
  read_all(&r, out, source, fields);
  if (r.fault == NULL) {
    return ERR_OK;
  }
  while (fields[count] != NULL) {
    count++;
  }
  char word[EXPR_WORD_SIZE];
  size_t length = strcspn(r.fault_at, " ()=<>!");
  (void)snprintf(word, sizeof word, "%.*s", (int)(length < 120 ? length : 120), r.fault_at);
  const char *near = names_nearest(word, fields, count);
  return err_set(err, ERR_USAGE, NULL, "%s%s%s%s\n  %s\n  %*s^", r.fault,
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?", source, (int)(r.fault_at - source), "");
}

enum err_code expr_check(const char *source, const char *const *fields, struct err *err) {
  struct expr expr;
  return expr_compile(&expr, source, fields, err);
}

enum err_code expr_check_words(const char *source, const char *const *fields, expr_words_fn words,
                               void *context, struct err *err) {
  struct expr expr;
  enum err_code rc = expr_compile(&expr, source, fields, err);
  return rc != ERR_OK ? rc : expr_check_values(&expr, fields, words, context, err);
}

struct named {
  const struct expr *expr;
  expr_lookup_fn lookup;
  void *context;
};

static void fetch_named(void *context, int field, struct expr_value *out) {
  const struct named *named = context;
  bool known = named->lookup(named->context, named->expr->text + field, out);
  assert(known); /* expr_check has passed it */
  (void)known;
}

bool expr_holds(const char *source, expr_lookup_fn lookup, void *context) {
  struct reader r;
  struct expr expr;
  read_all(&r, &expr, source, NULL);
  struct named named = {&expr, lookup, context};
  return r.fault == NULL && expr_evaluate(&expr, fetch_named, &named);
}
