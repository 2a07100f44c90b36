/* Expressions and single policies, outside of any run. */
#ifndef DEMARCHE_LUA_EVAL_H
#define DEMARCHE_LUA_EVAL_H

#include "base/text.h"
#include "lua/stage.h"

/* Evaluates one expression (with or without a leading `return`) in the policy environment, the
 * modules of the standard library by name; the values as text in [out], separated by tabs.
 * ERR_INVALID for a syntax error, ERR_RUN and others as sandbox_call. */
enum err_code eval_expression(struct arena *arena, const struct source_set *sources,
                              const char *expression, struct text *out, struct err *err);

/* Checks one policy file on its own: "scenario/NAME.lua" or "policies/NAME.lua" of [sources]. */
enum err_code eval_check_policy(struct arena *arena, const struct source_set *sources,
                                const char *name, struct faults *faults);

#endif
