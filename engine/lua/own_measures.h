/* A scenario's own measures: `measures = { name = function(run) ... end }`, called when a run is
 * over. */
#ifndef DEMARCHE_LUA_OWN_MEASURES_H
#define DEMARCHE_LUA_OWN_MEASURES_H

#include "lua/read.h"
#include "lua/stage_state.h"

/* Takes `measures` out of the scenario's table on top of the stack: names, sorted, and functions.
 * Faults name what is no function and what a built-in measure is called already. */
void own_measures_read(struct reading *reading, struct own_measures *out);

/* A function of the run: under which key it stands in the table of the registry's [functions_ref].
 */
struct measured_function {
  const char *family; /* "measures", for messages */
  const char *name;
  int functions_ref;
};

/* What it gave: a type of Lua, and the number (0 or 1 of a boolean, else NaN). */
struct measured {
  int type;
  double value;
};

/* Calls one function with the `run` object. An error of it, and an infinite number, fail the run,
 * unless that is idle: then it gave nil. */
enum err_code own_measure_call(struct stage *stage, const struct run_result *result,
                               const struct measured_function *function, struct measured *out,
                               struct err *err);

/* Calls each function with the `run` object; [add] gets a finite number, or true and false, or
 * NaN for nil and for 0/0. An error of a function, and an infinite number, fail the run, unless the
 * run is idle. */
enum err_code own_measures_take(struct stage *stage, const struct run_result *result,
                                measure_add_fn add, void *add_context, struct err *err);

#endif
