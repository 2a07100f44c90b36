/* Errors of the world outside: files, scripts, memory, pipes.
 *
 * A programmer's mistake asserts. A model outcome (an illegal act, failed talks) is a record, never
 * an error. Everything else is a code and a message that a person can act on. */
#ifndef DEMARCHE_BASE_ERR_H
#define DEMARCHE_BASE_ERR_H

#include <stddef.h>

/* X(NAME, exit code of the command line, short text) */
/* clang-format off: one row a line */
#define ERR_MAP(X)                                \
  X(OK, 0, "ok")                                  \
  X(USAGE, 2, "usage")                            \
  X(INVALID, 3, "invalid scenario or policy")     \
  X(RUN, 4, "the run failed")                     \
  X(LIMIT, 4, "limit reached")                    \
  X(BUDGET, 4, "policy budget spent")             \
  X(STORE, 5, "results file")                     \
  X(OUTPUT, 6, "output")                          \
  X(WIRE, 70, "broken message between processes") \
  X(WORKER, 70, "worker process")                 \
  X(NOMEM, 70, "out of memory")                   \
  X(INTERNAL, 70, "internal error")               \
  X(BUSY, 75, "busy, try again")
/* clang-format on */

enum err_code {
#define X(name, exit_code, text) ERR_##name,
  ERR_MAP(X)
#undef X
      ERR_CODE_COUNT
};

enum { ERR_WHERE_MAX = 160, ERR_TEXT_MAX = 480 };

/* One fault. [where] is "file:line" or "file" or empty; [text] is "field: found; expected". */
struct err {
  enum err_code code;
  char where[ERR_WHERE_MAX];
  char text[ERR_TEXT_MAX];
};

/* Fills [err] (which may be NULL) and returns [code], so that a caller can `return err_set(...)`.
 * [where] may be NULL. Text that does not fit is cut, never an error. */
enum err_code err_set(struct err *err, enum err_code code, const char *where, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));

/* Exit status of the command line for a code. */
int err_exit_status(enum err_code code);

#endif
