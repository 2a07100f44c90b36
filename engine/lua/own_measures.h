/* A scenario's own measures: `measures = { name = function(run) ... end }`, called when a run is
 * over. */
#ifndef DEMARCHE_LUA_OWN_MEASURES_H
#define DEMARCHE_LUA_OWN_MEASURES_H

#include "lua/read.h"
#include "lua/stage_state.h"

/* Takes `measures` out of the scenario's table on top of the stack: names, sorted, and functions.
 * Faults name what is no function and what a built-in measure is called already. */
void own_measures_read(struct reading *reading, struct own_measures *out);

/* Calls each function with the `run` object; [add] gets a finite number, or true and false, or
 * NaN for nil and for 0/0. An error of a function, and an infinite number, fail the run, unless the
 * run is idle. */
enum err_code own_measures_take(struct stage *stage, const struct run_result *result,
                                measure_add_fn add, void *add_context, struct err *err);

#endif
