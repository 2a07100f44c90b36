/* Expressions that have been read: their truth, and whether their values can occur. */
#include "study/expr.h"

#include "base/names.h"

#include <math.h>
#include <string.h>

/* In this order `and` is the least and `or` the greatest of two. */
enum truth { NO, UNKNOWN, YES };

struct run {
  const struct expr *expr;
  expr_fetch_fn fetch;
  void *context;
};

static enum truth of(bool condition) {
  return condition ? YES : NO;
}

static enum truth by_order(int order, const char *operator) {
  bool or_equal = operator[1] == '=';
  switch (operator[0]) {
  case '=':
    return of(order == 0);
  case '!':
    return of(order != 0);
  case '<':
    return of(or_equal ? order <= 0 : order < 0);
  default:
    return of(or_equal ? order >= 0 : order > 0);
  }
}

static bool is_equality(const struct expr_node *node) {
  return node->operator[0] == '=' || node->operator[0] == '!';
}

static enum truth compare(const struct run *run, const struct expr_node *node) {
  struct expr_value left = {NULL, 0};
  const char *word = run->expr->text + node->word;
  run->fetch(run->context, node->field, &left);
  if (left.text != NULL) {
    return by_order(strcmp(left.text, word), node->operator);
  }
  if (!node->is_number && strcmp(word, "none") == 0) {
    return by_order(isnan(left.number) ? 0 : 1, node->operator);
  }
  if (isnan(left.number)) {
    return UNKNOWN;
  }
  if (node->is_number) {
    double right = node->number;
    return by_order(left.number < right ? -1 : left.number > right ? 1 : 0, node->operator);
  }
  bool wanted = strcmp(word, "true") == 0 || strcmp(word, "yes") == 0;
  return by_order((left.number != 0) == wanted ? 0 : 1, node->operator);
}

static enum truth bare(const struct run *run, const struct expr_node *node) {
  struct expr_value value = {NULL, 0};
  run->fetch(run->context, node->field, &value);
  if (value.text != NULL) {
    return of(value.text[0] != '\0');
  }
  return isnan(value.number) ? UNKNOWN : of(value.number != 0);
}

static enum truth truth_of(const struct run *run, int number) {
  const struct expr_node *node = &run->expr->nodes[number];
  enum truth left = NO;
  enum truth right = NO;
  switch (node->kind) {
  case EXPR_BARE:
    return bare(run, node);
  case EXPR_COMPARE:
    return compare(run, node);
  case EXPR_NOT:
    return (enum truth)(YES - truth_of(run, node->left));
  case EXPR_AND:
    left = truth_of(run, node->left);
    right = left == NO ? NO : truth_of(run, node->right);
    return left < right ? left : right;
  case EXPR_OR:
    left = truth_of(run, node->left);
    right = left == YES ? YES : truth_of(run, node->right);
    return left > right ? left : right;
  }
  return NO;
}

bool expr_evaluate(const struct expr *expr, expr_fetch_fn fetch, void *context) {
  struct run run = {expr, fetch, context};
  return expr->count > 0 && truth_of(&run, expr->root) == YES;
}

bool expr_uses(const struct expr *expr, int field) {
  for (int i = 0; i < expr->count; i++) {
    const struct expr_node *node = &expr->nodes[i];
    if ((node->kind == EXPR_BARE || node->kind == EXPR_COMPARE) && node->field == field) {
      return true;
    }
  }
  return false;
}

static enum err_code refuse(const char *bad, const char *wanted, const char *near,
                            struct err *err) {
  return err_set(err, ERR_USAGE, NULL, "found \"%s\"; expected %s%s%s%s", bad, wanted,
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
}

enum err_code expr_check_values(const struct expr *expr, const char *const *fields,
                                expr_words_fn words, void *context, struct err *err) {
  static const char *const switches[] = {"true", "false", "yes", "no", "none"};
  for (int i = 0; i < expr->count; i++) {
    const struct expr_node *node = &expr->nodes[i];
    const char *word = expr->text + node->word;
    size_t count = 0;
    if (node->kind != EXPR_COMPARE) {
      continue;
    }
    const char *const *known = words(context, fields[node->field], &count);
    if (known == NULL) {
      bool fits = node->is_number ||
                  (is_equality(node) &&
                   names_find(word, switches, sizeof switches / sizeof switches[0]) >= 0);
      if (!fits) {
        return refuse(word, is_equality(node) ? "a number, yes or no" : "a number", NULL, err);
      }
    } else if (is_equality(node) && word[0] != '\0' && names_find(word, known, count) < 0) {
      return refuse(word, "a word of the field", names_nearest(word, known, count), err);
    }
  }
  return ERR_OK;
}
