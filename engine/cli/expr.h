/* The tiny grammar of --where: comparisons of fields and values, joined by and, or, not.
 *
 *   kind = act and actor = AAA and (register >= 3 or not public)
 *
 * A bare name is true when the field is a non-zero number, a non-empty text, or true. */
#ifndef DEMARCHE_CLI_EXPR_H
#define DEMARCHE_CLI_EXPR_H

#include "base/err.h"

#include <stdbool.h>

/* A value of a field: text, or a number when [text] is NULL. */
struct expr_value {
  const char *text;
  double number;
};

/* Looks a field up; false if there is no field of that name. */
typedef bool (*expr_lookup_fn)(void *context, const char *name, struct expr_value *out);

/* Parses [source], asking [fields] (NULL-terminated) which names exist. ERR_USAGE with a caret
 * under the fault. */
enum err_code expr_check(const char *source, const char *const *fields, struct err *err);

/* The words that field [name] can be equal to, [*count] of them; NULL: it is a number, which can be
 * compared with numbers, and as a switch with true, false, yes, no. */
typedef const char *const *(*expr_words_fn)(void *context, const char *name, size_t *count);

/* Checks the values that fields are compared with: numbers, and by = and != words. ERR_USAGE with
 * the nearest word. [fields] as for expr_check, which [source] has passed. */
enum err_code expr_check_words(const char *source, const char *const *fields, expr_words_fn words,
                               void *context, struct err *err);

/* Evaluates [source], which expr_check has passed. */
bool expr_holds(const char *source, expr_lookup_fn lookup, void *context);

#endif
