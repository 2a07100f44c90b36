/* Errors: codes, exit statuses, messages. */
#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

enum err_code err_set(struct err *err, enum err_code code, const char *where, const char *format,
                      ...) {
  assert(code > ERR_OK && code < ERR_CODE_COUNT);
  if (err != NULL) {
    err->code = code;
    (void)snprintf(err->where, sizeof err->where, "%s", where == NULL ? "" : where);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
  }
  return code;
}

int err_exit_status(enum err_code code) {
  static const int statuses[] = {
#define X(name, exit_code, text) exit_code,
      ERR_MAP(X)
#undef X
  };
  assert(code >= ERR_OK && code < ERR_CODE_COUNT);
  return statuses[code];
}
