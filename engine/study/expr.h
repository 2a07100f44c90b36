/* The tiny grammar of --where, --given, --measure and find: comparisons of fields and values,
 * joined by and, or, not.
 *
 *   kind = act and actor = AAA and (register >= 3 or not public)
 *
 * A bare name is true when the field is a non-zero number, a non-empty text, or true.
 *
 * A number may be not applicable (NaN). What is said of it is then neither true nor false, and
 * `not`, `and`, `or` keep it so unless the other side decides (Kleene's logic, as SQL has it); an
 * expression holds only when it is true. So neither `lag < 24` nor `not lag < 24` holds where there
 * was no lag. `lag = none` and `lag != none` ask for just that. */
#ifndef DEMARCHE_STUDY_EXPR_H
#define DEMARCHE_STUDY_EXPR_H

#include "base/err.h"

#include <stdbool.h>

/* A value of a field: text, or a number when [text] is NULL. */
struct expr_value {
  const char *text;
  double number;
};

enum { EXPR_NODES_MAX = 256, EXPR_TEXT_MAX = 4096, EXPR_WORD_SIZE = 128 };

enum expr_kind { EXPR_BARE, EXPR_COMPARE, EXPR_NOT, EXPR_AND, EXPR_OR };

/* One operation. [left] and [right] are nodes; of a comparison, [word] is where the value it
 * compares with stands in the text. */
struct expr_node {
  enum expr_kind kind;
  int left, right;
  int field;        /* position in the fields; without fields, where its name stands in the text */
  int word;         /* */
  double number;    /* of the word, if it is a number */
  bool is_number;   /* */
  char operator[4]; /* "=", "!=", "<", "<=", ">", ">=" */
};

/* An expression that has been read; plain memory, may be copied. */
struct expr {
  int count, root;
  struct expr_node nodes[EXPR_NODES_MAX];
  char text[EXPR_TEXT_MAX]; /* words, each with its NUL */
  int text_length;
};

/* Reads [source], whose names are those of [fields] (NULL-terminated). ERR_USAGE with a caret under
 * the fault. */
enum err_code expr_compile(struct expr *out, const char *source, const char *const *fields,
                           struct err *err);

/* Value of field number [field]. */
typedef void (*expr_fetch_fn)(void *context, int field, struct expr_value *out);

/* Whether [expr] is true. */
bool expr_evaluate(const struct expr *expr, expr_fetch_fn fetch, void *context);

/* Whether [expr] names field number [field]. */
bool expr_uses(const struct expr *expr, int field);

/* The words that field [name] can be equal to, [*count] of them; NULL: it is a number, which can be
 * compared with numbers, and as a switch with true, false, yes, no, or none. */
typedef const char *const *(*expr_words_fn)(void *context, const char *name, size_t *count);

/* Checks the values that the fields of [expr] are compared with: numbers, and by = and != words.
 * ERR_USAGE with the nearest word. [fields] as for expr_compile. */
enum err_code expr_check_values(const struct expr *expr, const char *const *fields,
                                expr_words_fn words, void *context, struct err *err);

/* --- without keeping what was read -------------------------------------------------------------
 */

/* Looks a field up; false if there is no field of that name. */
typedef bool (*expr_lookup_fn)(void *context, const char *name, struct expr_value *out);

/* As expr_compile. */
enum err_code expr_check(const char *source, const char *const *fields, struct err *err);

/* As expr_check_values, of a [source] that expr_check has passed. */
enum err_code expr_check_words(const char *source, const char *const *fields, expr_words_fn words,
                               void *context, struct err *err);

/* Evaluates [source], which expr_check has passed. */
bool expr_holds(const char *source, expr_lookup_fn lookup, void *context);

#endif
