/* A sandbox and one script, for tests of the language given to scripts. */
#ifndef DEMARCHE_TESTS_SCRIPT_H
#define DEMARCHE_TESTS_SCRIPT_H

#include "lua/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Far fewer instructions than in the worker: what is tested is that the hook stops a loop, not how
 * long it takes. */
enum { SCRIPT_INSTRUCTIONS = 3000000, SCRIPT_ARENA_MAX = 128 << 20, SCRIPT_OUT_MAX = 512 };

static inline struct sandbox *script_sandbox(struct arena *arena) {
  struct sandbox *sandbox = NULL;
  struct err err = {0};
  assert_int_equal(sandbox_create(&sandbox, arena, &err), ERR_OK);
  sandbox->budget.instructions_max = SCRIPT_INSTRUCTIONS;
  return sandbox;
}

/* Runs [text] as a chunk; its first result, or the error's text, goes to [out]. */
static inline enum err_code script_run(struct sandbox *sandbox, const char *text, size_t length,
                                       char out[SCRIPT_OUT_MAX]) {
  struct err err = {0};
  enum err_code rc = sandbox_load(sandbox, "script.lua", text, length, &err);
  (void)snprintf(out, SCRIPT_OUT_MAX, "%s", err.text);
  if (rc != ERR_OK) {
    return rc;
  }
  rc = sandbox_call(sandbox, 0, 1, &err);
  if (rc != ERR_OK) {
    assert_true(err.text[0] != '\0');
    assert_null(strchr(err.text, '\27'));
    (void)snprintf(out, SCRIPT_OUT_MAX, "%s", err.text);
    return rc;
  }
  const char *result = lua_tostring(sandbox->L, -1);
  (void)snprintf(out, SCRIPT_OUT_MAX, "%.500s", result == NULL ? "" : result);
  lua_pop(sandbox->L, 1);
  return ERR_OK;
}

#endif
